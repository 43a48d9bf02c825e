"""A grown-up of the model to whom the user says something in a session of psychotherapy.

She, her luck, everybody outside and every rule are the engine's. Of the therapist only that is
given which the user has chosen: what kind of thing is said, whether an explanation fits, and the
mark of a mirror. What becomes of it is up to the model.
"""

from typing import NamedTuple

from trustsim.asking.explain.replay import Filmed
from trustsim.engine.agents import Caregiver, Infant
from trustsim.engine.household import MOOD, bond_at, self_at
from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.life import NAMES
from trustsim.study.cast import CROWDS
from trustsim.study.laboratory import events
from trustsim.study.laboratory.session import EXPLANATION, SKILL, TROUBLE, troubling
from trustsim.study.protocols import session
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.hearing import receptive
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.rules import threat, trust

FITS, MISSES, MIRROR, SKILLED = WAYS = ("fits", "misses", "mirror", "skill")
EXPLAINED = (FITS, MISSES)
KINDS = {FITS: EXPLANATION, MISSES: EXPLANATION, MIRROR: TROUBLE, SKILLED: SKILL}
SURELY = 10.0  # logits, as far as a trait goes: whoever explains so fits, or misses, all the time
FIRST = 0  # number of the visit at which she comes for the first time
THERAPIST = "therapist"


class You(Caregiver):
    """Somebody she knows; as her therapist, who says what the user has chosen."""

    way = ""

    @property
    def today(self):
        """The traits with which this one meets others today."""
        sure = {FITS: SURELY, MISSES: -SURELY}.get(self.way)
        return super().today if sure is None else super().today._replace(congruence=sure)

    def comfort(self, signal):
        """Answer distress: with a marked mirror, where that was chosen."""
        if self.way != MIRROR:
            return super().comfort(signal)
        mirror = self.today._replace(marking=1.0)
        return nurture.explain(self.model.now(self), signal, mirror, self.theory)


class Patient(Infant):
    """Who is in treatment; each thing that is said to her is one of those that were chosen."""

    ways = ()

    def be_told(self, row, room, lasting):
        """Hear what the therapist says unasked: of the explanations chosen, one after the other."""
        explained = [way for way in self.ways if way in EXPLAINED]
        if row.kind == EXPLANATION and explained:
            self.partner.way = explained[self.model.encounter % len(explained)]
        room, outcome = super().be_told(row, room, lasting)
        self.partner.way = MIRROR if self.ways else ""
        return room, outcome


class Gate(NamedTuple):
    """How open she is to what is just said, as probabilities."""

    yours: float  # by her therapist
    others: float  # by somebody unknown


class Hours(Filmed):
    """Her life from intake on: everyday life outside, and sessions, which are kept."""

    def __init__(self, scenario, lives):
        super().__init__(scenario, 0, 0, people={"caregiver": You, "infant": Patient})
        self.sessions = []
        self.settings = [visit.settings for visit in scenario.visits]
        self.take_up(lives)

    @property
    def nora(self):
        """She."""
        return self.infants[0]

    @property
    def therapist(self):
        """You."""
        return self.nora.partners[len(CROWDS) + self.known.index(THERAPIST)]

    def take_up(self, lives):
        """Go on with a life that another engine has left: the same to the last bit."""
        self.day, nora, states = lives.day, self.nora, lives.states
        nora.bonds = [bond_at(states.bonds[0], bond) for bond in range(len(nora.bonds))]
        nora.me = self_at(states.me[0], 0)
        nora.hardship, nora.acquainted = float(states.family[0, 0]), states.acquainted[0].copy()
        for partner, day in zip(nora.partners, states.days[0], strict=True):
            partner.mood = float(day[MOOD])

    def go_on_from(self, before):
        """Go on with her life as it stands in another one."""
        super().go_on_from(before)
        self.nora.been, self.sessions = before.nora.been, list(before.sessions)
        return self

    def treated(self, ways, months):
        """Live on to an age, every session holding what was chosen."""
        self.nora.ways, self.therapist.way = ways, MIRROR
        self.live(months)
        return self

    def visit(self, child, v):
        """A session, which is kept."""
        outcomes = super().visit(child, v)
        self.sessions.append(session.read(outcomes, self.settings[v]))
        return outcomes

    def enter(self):
        """Begin the first session, in which she is talked with moment by moment."""
        nora, settings = self.nora, self.settings[FIRST]
        self.rows = {row.kind: row for row in session.moments(settings)}
        kinds = [row.kind for row in session.script(settings)]
        self.event = min(kinds.index(kind) for kind in self.rows)  # questions come before it
        nora.been |= {FIRST}
        nora.partner = self.therapist
        nora.partner.luck = self.ties[self.plan.partners[FIRST]].luck
        nora.meet()
        self.room = events.entered(nora.mind, self.theory)
        return self

    def say(self, way):
        """Say one thing in the first session: the scene of it."""
        nora, you, row = self.nora, self.therapist, self.rows[KINDS[way]]
        self.attend(nora, FIRST, self.event)
        self.event += 1
        you.way, nora.ways = way, (way,)
        before, felt = nora.mind, self.room.arousal
        came = self.taught(before) if way == SKILLED else self.mirrored(way, row)
        opens = self.open_to(came, before)
        self.room, _ = self.happen(nora, row, self.room, lasting=True)
        scene = drawn(came, felt, self.room.arousal, before.me.learnt, nora.me.learnt)
        return scene | {"open": opens}

    def taught(self, before):
        """What is said about the world, and what becomes of it at the arousal of the session."""
        here = self.now(self.therapist)
        said = lessons.testify(here, self.therapist.today, self.theory)
        now = before._replace(me=before.me._replace(tension=self.room.arousal))
        return said, lessons.considered(here, said, now, self.theory)

    def mirrored(self, way, row):
        """What she shows, what is said of it, and what becomes of that."""
        here, nora, you, felt = (
            self.now(self.therapist),
            self.nora,
            self.therapist,
            self.room.arousal,
        )
        if way == MIRROR:
            signal = nora.feel(
                nora.strain(felt, troubling(row.stress, row.follows, felt), row.calming)
            )
            answer = you.comfort(signal)
        else:
            signal = nurture.unasked(felt)
            answer = nurture.explain(here, signal, you.today, self.theory)
        return signal, answer, nurture.arrived(here, signal, answer, nora.mind, self.theory)

    def open_to(self, came, before):
        """How likely something that is said like this comes in, once it is heard."""
        *shown, said, _ = came
        arousal = shown[0].arousal if shown else self.room.arousal
        cue = said.marked if shown else said.cue
        return self.receptive(before.bond, bool(cue), arousal, before.me)

    def receptive(self, bond, cue, arousal, me):
        """How open she is to somebody known by a bond (eqs 18 to 20 and 42)."""
        theory = self.theory
        trusted, feared = trust.trust(bond, theory), threat.expected(bond, theory)
        return receptive(cue, trusted, feared, arousal, me, theory)

    def gate(self):
        """How open she is to what is just said."""
        me, mind = self.nora.me, self.nora.mind_with(self.therapist)
        known = mind.bond, mind.people
        return Gate(*(self.receptive(bond, False, me.tension, me) for bond in known))

    def outside(self):
        """What people outside have said since she was taken up, and what became of it: scenes."""
        return [self.of_lesson(shot) for shot in self.film if shot.entry.kind is Kind.LESSON]

    def of_lesson(self, shot):
        """What somebody outside has said, and what became of it: a scene."""
        entry, before = shot.entry, shot.before
        heard = lessons.considered(entry.moment, entry.testimony, before, self.theory)
        scene = drawn(
            (entry.testimony, heard), before.me.tension, entry.after, before.me.learnt,
            shot.after.me.learnt, entry.partner,
        )  # fmt: skip
        return scene | {"open": self.open_outside(entry.testimony.cue, before)}

    def open_outside(self, cue, before):
        """How likely something that is said outside comes in, once it is heard."""
        return self.receptive(before.bond, bool(cue), before.me.tension, before.me)


def drawn(came, felt, after, before_learnt, learnt, who=THERAPIST):
    """What was said, and what became of it, as the browser draws it."""
    *shown, said, heard = came
    scene = {"who": "adult", "speaker": who, "arousal": felt, "after": after}
    if not shown:
        return scene | {
            "kind": "lesson",
            "answer": "testimony",
            "cue": bool(said.cue),
            "right": bool(said.right),
            "fate": fate.of_lesson(heard, before_learnt, learnt),
            "unkind": bool(heard.hearing.unkind),
        }
    (signal,) = shown
    called = signal.strategy != nurture.UNASKED
    return scene | {
        "kind": "distress" if called else "explanation",
        "answer": "mirroring",
        "strategy": NAMES[signal.strategy] if called else None,
        "signal": signal.strength if called else 0.0,
        "arousal": signal.arousal,
        "congruent": bool(said.congruent),
        "marked": bool(said.marked),
        "fate": fate.of_answer(said, heard),
        "unkind": bool(heard.unkind),
    }
