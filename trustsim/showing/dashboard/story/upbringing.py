"""A child of the model whose cries are answered, and to whom things are told, by the user.

The child, its luck and every rule are the engine's. Of the grown-up only that is given which the
user has chosen: whether an answer comes, of what kind, marked or not; what is said, and how.
Whether a cry is read rightly, and what becomes of a message, is up to the model.
"""

from typing import NamedTuple

from trustsim.asking.explain.replay import Begun, as_is
from trustsim.engine.agents import Caregiver, Stranger
from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.life import Life
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.hearing import clarity, receptive
from trustsim.theory.encounters.messages import REBUFFING, Answer, Kind, Testimony
from trustsim.theory.rules import mentalising, threat, trust, vigilance

MARKED, UNMARKED, AWAY, LATE = WAYS = ("marked", "unmarked", "away", "late")  # to answer a cry
PLAIN, CUED, LIE = "plain", "cued", "lie"
MANNERS = {  # of telling something
    PLAIN: Testimony(right=True, cue=False),
    CUED: Testimony(right=True, cue=True),
    LIE: Testimony(right=False, cue=True),
}


class You(Caregiver):
    """A caregiver who answers cries as the user has chosen, or by its traits where nobody has."""

    way = None

    def comfort(self, signal):
        """Mirror with a mark or without, turn away, or come when it is too late."""
        if self.way is None:
            return super().comfort(signal)
        if self.way == LATE:
            return nurture.SILENCE
        if self.way == AWAY:
            return Answer(REBUFFING, False, False)
        mirror = self.today._replace(marking=float(self.way == MARKED))
        return nurture.explain(self.model.now(self), signal, mirror, self.theory)


class Teller(Stranger):
    """A stranger who says what the user has chosen, or what strangers say where nobody has."""

    says = None

    def testify(self):
        """Say it."""
        return self.says or super().testify()


class Gate(NamedTuple):
    """How open a child is to somebody unknown, as probabilities."""

    plain: float  # a word that is just said, and heard, is let in
    cued: float  # one that is said with an ostensive cue, and heard, is let in
    check: float  # one that was let in and is wrong is thrown out


class Cries(NamedTuple):
    """What became of the answers to some cries."""

    number: int
    recognised: int  # the child was shown its own feeling, as its own, and took it in
    misread: int  # it was shown a feeling that it had not
    infected: int  # it took in somebody else's upset, as theirs
    unreached: int  # a feeling was shown to it, and was not let in, or not looked at


class Upbringing(Life):
    """One child's life, begun at birth or gone on with where another one of it stands."""

    def __init__(self, scenario, before=None):
        super().__init__(scenario, 0, people={"caregiver": You, "stranger": Teller})
        self.child = self.place.infants[0]
        if before is not None:
            self.place.go_on_from(before.place)

    def answered(self, way, day):
        """The same life on the morning of a day, every cry having been answered in this way."""
        self.child.caregiver.way = way
        self.live(day)
        return self

    def told(self, manner, after=0):
        """What becomes of one more word of a stranger, who says it in this manner: a scene.

        ``after`` so many others of this day, which this one life has not heard: its luck is that
        of its place.
        """
        place, speaker = self.place, self.child.partners[0]
        line = next(each for each in place.lines if each.kind == Kind.LESSON)
        said = after + len([shot for shot in place.film if shot.entry.day == place.day])
        place.encounter = place.day * line.stride + line.first + said
        self.child.partner, speaker.says = speaker, MANNERS[manner]
        place.begun = Begun(line, [], as_is(self.child))
        place.teach(self.child, speaker)
        return self.scene(len(place.film) - 1)

    def forget(self):
        """Keep what has become of the child, and no film of how: it takes much room."""
        self.place.film.clear()
        self.child.diary.clear()
        return self

    def cries(self):
        """What became of the answers to all cries of the film."""
        theory = self.place.theory
        shots = [shot for shot in self.place.film if shot.entry.kind is Kind.DISTRESS]
        came = []
        for moment, answer, signal, before in (
            (shot.entry.moment, shot.entry.answer, shot.entry.signal, shot.before) for shot in shots
        ):
            hearing = nurture.arrived(moment, signal, answer, before, theory)
            came.append((fate.of_answer(answer, hearing), answer.congruent))
        return Cries(
            len(shots),
            came.count((fate.GENERIC, True)),
            sum(kind != fate.NO_MESSAGE and not rightly for kind, rightly in came),
            sum(kind == fate.BOUND for kind, _ in came),
            sum(kind in (fate.NOT_LET_IN, fate.NOT_HEARD) for kind, _ in came),
        )

    def answers(self):
        """The kinds of the answers to all cries of the film."""
        shots = [shot for shot in self.place.film if shot.entry.kind is Kind.DISTRESS]
        return [shot.entry.answer.kind for shot in shots]

    def gate(self):
        """How open the child is to somebody unknown (eqs 18 to 20 and 42)."""
        me, people, theory = self.child.me, self.child.mind.people, self.place.theory
        known = trust.trust(people, theory), threat.expected(people, theory), me.tension, me, theory
        scrutiny = mentalising.mentalising(me, me.tension, theory)
        return Gate(
            receptive(False, *known),
            receptive(True, *known),
            vigilance.content_check(clarity(me, theory), scrutiny, theory.vigilance),
        )
