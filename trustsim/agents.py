"""The readable engine: people who meet, signal, answer and say things.

``World`` is a Mesa model, ``Infant``, ``Caregiver`` and ``Stranger`` are its agents. They exchange
the messages of ``encounters`` and call the same rules as the fast engine, so that both tell the
same story to the last bit. A theorist changes a person by overriding a method in a subclass:

    class Soother(ts.Caregiver):
        def comfort(self, signal):
            return super().comfort(signal)._replace(marked=True)

    world = ts.World(scenario, people={"caregiver": Soother})
    records = ts.run(scenario, engine="agents", people={"caregiver": Soother})
"""

from typing import NamedTuple

import mesa
import numpy as np

from trustsim import population
from trustsim.chance import WORD, Decision, Moment, luck
from trustsim.encounters import claims, lessons, nurture
from trustsim.encounters.messages import FIGURE, OTHER, Answer, Kind, Signal, Testimony
from trustsim.laboratory import events, informants, separation, watching
from trustsim.laboratory.room import Room
from trustsim.laboratory.script import Event, Row
from trustsim.mistakes import Mistake, choice
from trustsim.plan import planned
from trustsim.portrait import Portrait, portrait
from trustsim.rules import exploring
from trustsim.scenario import age_in_days
from trustsim.states import Bond, Mind, Self


def word(what, number):
    """A number that fits into its part of an address."""
    if not 0 <= number <= WORD:
        raise Mistake(f"{what} = {number}: must lie between 0 and {WORD}")
    return int(number)


class Entry(NamedTuple):
    """One line of a child's diary."""

    day: int
    encounter: int
    kind: Kind
    partner: int  # the attachment figure (0) or somebody else (1)
    signal: Signal | None
    answer: Answer | None
    testimony: Testimony | None
    after: float  # arousal when it is over


class Happened(NamedTuple):
    """One event of a visit: the room before it and after it, and what the protocol reads."""

    row: Row
    before: Room
    after: Room
    outcome: tuple


class Person(mesa.Agent):
    """Somebody with traits, for whom chance is looked up at the present moment."""

    def __init__(self, world, traits):
        super().__init__(world)
        self.traits = traits

    @property
    def theory(self):
        """The mechanisms and their numbers."""
        return self.model.theory


class Caregiver(Person):
    """The attachment figure: has moods, answers signals, and teaches."""

    partner = FIGURE

    def __init__(self, world, traits):
        super().__init__(world, traits)
        self.mood = 0.0

    def comfort(self, signal):
        """Answer a signal of distress, or fail to notice it."""
        return nurture.comfort(self.model.now(self), signal, self.mood, self.traits, self.theory)

    def join(self, signal):
        """Follow the child's lead in play, or stimulate regardless of it."""
        return nurture.join(self.model.now(self), signal, self.traits, self.theory)

    def testify(self):
        """Say something about the world, with an ostensive cue or without."""
        return lessons.testify(self.model.now(self), self.traits, self.theory)


class Stranger(Caregiver):
    """Anybody else: same traits and same deeds, but not the figure. Gives lessons only."""

    partner = OTHER


class Playmate(Stranger):
    """Another child: one of the others, who knows less and means less well."""


class Infant(Person):
    """A child who signals, learns from the answers, and has to decide whom to believe."""

    def __init__(self, world, number, traits):
        super().__init__(world, traits)
        self.number = number
        self.bonds = [Bond(), Bond()]  # with the figure, and with people in general
        self.me = Self()
        self.diary = []

    @property
    def mind(self):
        """The child as it is with its attachment figure."""
        return self.mind_with(FIGURE)

    def mind_with(self, partner):
        """What the child brings to an encounter: the bond with this partner, and all around it."""
        return Mind(self.bonds[partner], self.bonds[FIGURE], self.bonds[OTHER], self.me)

    def call(self, kind):
        """Become aroused, choose a strategy and signal."""
        here = self.model.now(self.caregiver)
        return nurture.call(here, int(kind), self.mind, self.traits, self.theory)

    def take_in(self, kind, signal, answer):
        """Learn from an answer: what to do with distress, what to expect, and who one is."""
        self.bonds[FIGURE], self.me = nurture.took_in(
            int(kind), signal, answer, self.mind, self.traits, self.theory
        )

    def ventures(self, meet):
        """Spend this day's lessons with somebody else? ``meet`` is the chance of it."""
        return lessons.ventures(meet, self.mind, self.theory)

    def hear(self, testimony, speaker):
        """Let a message in or not, check it, remember it, and credit the speaker."""
        here, who = self.model.now(speaker), speaker.partner
        self.bonds[who], self.me = lessons.heard(
            here, testimony, who == FIGURE, self.mind_with(who), self.theory
        )

    def weigh(self, row):
        """What speaks for the caregiver's claim when a stranger contradicts it."""
        alternatives = informants.alternatives(row, self.theory)
        return claims.reasons(row.share, alternatives, self.mind, self.traits, self.theory)

    def among_others(self, row, room, adult):
        """Live through one event of a visit with people other than the caregiver."""
        here = self.model.now(self.caregiver)
        return events.with_others(
            here, row, room, self.mind, self.traits, adult.traits, self.theory
        )

    def portrait(self):
        """The state of this child in the words of the theory."""
        return portrait(self.mind, self.theory)

    def strain(self, arousal, stress, calming):
        """Arousal after fifteen seconds in an unfamiliar place, or alone."""
        return separation.strained(arousal, stress, calming, self.traits)

    def feel(self, arousal):
        """Signal what is felt, by the strategy that relief has taught."""
        _, pick, _, _ = luck(self.model.now(self.caregiver), Decision.ONSET)
        return nurture.feel(arousal, pick, self.mind, self.theory)

    def arousal_after(self, signal, answer):
        """What an answer does to arousal."""
        return nurture.arousal_after(signal, answer, self.traits, self.theory)


class World(mesa.Model):
    """One cohort, with its people; step by day or live up to an age.

    ``children`` picks some of them by number: chance is looked up, so nobody is missed. ``people``
    are a theorist's own classes, by what they stand for: "infant", "caregiver", "stranger" and
    "playmate".
    Raises Mistake for a child, a world or a person that there cannot be.
    """

    def __init__(self, scenario, seed=None, number=0, children=None, people=None, diary=False):
        super().__init__(rng=0)  # Mesa's chance is never used
        kinds = {
            "infant": Infant,
            "caregiver": Caregiver,
            "stranger": Stranger,
            "playmate": Playmate,
        }
        for role in people or {}:
            choice("people", role, list(kinds))
        kinds |= people or {}
        self.plan = planned(scenario)
        self.theory = scenario.theory
        self.seed_of_world = word("seed", scenario.seed if seed is None else seed)
        self.number = word("number", number)
        self.keeps_diary = diary
        self.day = 0
        self.who, self.encounter = 0, 0
        self.others = kinds["stranger"](self, self.plan.others)
        self.playmates = kinds["playmate"](self, self.plan.playmates)
        self.infants = []
        for child in range(scenario.children) if children is None else children:
            self.born(word("child", child), kinds["infant"], kinds["caregiver"])

    def born(self, child, infant, caregiver):
        """A child comes into the world, and to a caregiver."""
        traits = np.empty(len(self.plan.blueprint))
        at = Moment(self.seed_of_world, self.number, child, 0, FIGURE)
        population.born(at, self.plan.blueprint, traits)
        numbers = traits.tolist()  # plain numbers are faster, and read better, than numpy's
        baby = infant(self, child, population.infant(numbers))
        baby.caregiver = caregiver(self, population.caregiver(numbers))
        baby.birth = traits
        self.infants.append(baby)

    def now(self, partner):
        """The address at which the chance of this encounter is looked up."""
        return Moment(self.seed_of_world, self.number, self.who, self.encounter, partner.partner)

    def step(self):
        """One day in the life of everybody."""
        for child in self.infants:
            self.live_day(child)
        self.day += 1

    def live(self, months):
        """Let everybody live up to an age in months."""
        while self.day < age_in_days(months):
            self.step()

    def live_day(self, child):
        """One child's day: distress, play and lessons, each with whom it falls to."""
        rhythm, caregiver = self.plan.rhythm, child.caregiver
        self.who, self.encounter = child.number, self.day
        caregiver.mood, meet, company = lessons.mood_of_day(
            self.now(caregiver), caregiver.mood, self.theory
        )
        self.encounter = self.day * (rhythm.distress + rhythm.play + rhythm.lessons)
        for kind, answer in (
            *[(Kind.DISTRESS, caregiver.comfort)] * rhythm.distress,
            *[(Kind.PLAY, caregiver.join)] * rhythm.play,
        ):
            self.meet(child, kind, answer)
            self.encounter += 1
        if rhythm.lessons == 0 or self.day < rhythm.lessons_from:
            return
        teacher = caregiver
        if self.day >= rhythm.others_from and child.ventures(meet):
            among_children = company < exploring.playmates(self.day, rhythm)
            teacher = self.playmates if among_children else self.others
        for _ in range(rhythm.lessons):
            self.teach(child, teacher)
            self.encounter += 1

    def meet(self, child, kind, answer):
        """Signal and answer."""
        signal = child.call(kind)
        reply = answer(signal)
        child.take_in(kind, signal, reply)
        if self.keeps_diary:
            after = child.arousal_after(signal, reply)
            self.note(child, kind, child.caregiver, after, signal=signal, answer=reply)

    def teach(self, child, speaker):
        """A lesson."""
        testimony = speaker.testify()
        child.hear(testimony, speaker)
        if self.keeps_diary:
            self.note(child, Kind.LESSON, speaker, child.me.tension, testimony=testimony)

    def note(self, child, kind, partner, after, signal=None, answer=None, testimony=None):
        """Write a line into the child's diary."""
        child.diary.append(
            Entry(
                self.day,
                self.encounter,
                kind,
                partner.partner,
                signal,
                answer,
                testimony,
                after,
            )
        )

    def visit(self, child, v):
        """One visit of one child; outcomes (event, 4), as the protocol reads them."""
        return np.array([each.outcome for each in self.event_by_event(child, v)], dtype=float)

    def event_by_event(self, child, v):
        """One visit of one child, which stands still after each event for as long as you look."""
        begin, end = self.plan.bounds[v], self.plan.bounds[v + 1]
        self.who = child.number
        room = events.entered(child.mind, self.theory)
        for event, line in enumerate(self.plan.script[begin:end].tolist()):
            self.encounter = int(self.plan.addresses[v]) + event
            row, before = Row(*line), room
            room, outcome = self.happen(child, row, before)
            yield Happened(row, before, room, outcome)

    def happen(self, child, row, room):
        """One event of a visit: the room after it, and its outcome."""
        caregiver = child.caregiver
        here = self.now(caregiver)
        match Event(int(row.kind)):
            case Event.WATCHED_DISTRESS:
                signal = child.call(Kind.DISTRESS)
                return room, watching.watched(signal, caregiver.comfort(signal))
            case Event.WATCHED_PLAY:
                signal = child.call(Kind.PLAY)
                return room, watching.watched(signal, caregiver.join(signal))
            case Event.RATING:
                return room, watching.rating_errors(here)
            case Event.INTERVAL:
                arousal = child.strain(room.arousal, row.stress, row.calming)
                if not row.caregiver:
                    return room._replace(arousal=arousal), separation.apart(arousal)
                signal = child.feel(arousal)
                answer = caregiver.comfort(signal)
                after = child.arousal_after(signal, answer)
                outcome = separation.together(here, signal, after, child.mind)
                return room._replace(arousal=after), outcome
            case Event.CLAIMS:
                likely = child.weigh(row).probability
                return room, informants.answered(here, likely, row.share)
            case _:
                return child.among_others(row, room, self.others)

    def whole_life(self):
        """Every child through every visit: births, outcomes and portraits, as ``fast.grow``."""
        plan, children = self.plan, len(self.infants)
        births = np.array([child.birth for child in self.infants])
        outcomes = np.zeros((children, len(plan.script), 4))
        portraits = np.zeros((children, len(plan.days), len(Portrait._fields)))
        for v, day in enumerate(plan.days):
            while self.day < day:
                self.step()
            for c, child in enumerate(self.infants):
                outcomes[c, plan.bounds[v] : plan.bounds[v + 1]] = self.visit(child, v)
                portraits[c, v] = child.portrait()
        return births, outcomes, portraits
