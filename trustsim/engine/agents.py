"""The people of the readable engine, who signal, answer and say things.

``Infant``, ``Caregiver`` and ``Stranger`` are Mesa agents. They exchange the messages of
``encounters`` and call the same rules as the fast engine, so that both tell the same story to the
last bit. A theorist changes a person by overriding a method in a subclass:

    class Soother(ts.Caregiver):
        def comfort(self, signal):
            return super().comfort(signal)._replace(marked=True)

    world = ts.World(scenario, people={"caregiver": Soother})
    records = ts.run(scenario, engine="agents", people={"caregiver": Soother})
"""

import mesa
import numpy as np

from trustsim.engine.calendar import figure_on
from trustsim.engine.household import PEOPLE
from trustsim.engine.meeting import first_met
from trustsim.engine.plan import address
from trustsim.engine.portrait import portrait
from trustsim.study.cast import CROWDS
from trustsim.study.laboratory import events, separation, session
from trustsim.study.laboratory.room import STRANGER
from trustsim.theory.chance import Decision, luck
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import Kind
from trustsim.theory.encounters.present import burdened, present
from trustsim.theory.states import Bond, Mind, Self


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
    """Somebody who has moods, answers signals, and teaches."""

    def __init__(self, world, name, traits):
        super().__init__(world, traits)
        self.name = name
        self.luck = address(name)  # the partner of the addresses at which chance is looked up
        self.mood = 0.0
        self.family = None  # whose hardships tell on this one, if anybody's
        self.learner = None  # who knows this one, where it is not one of a crowd

    @property
    def today(self):
        """The traits with which this one meets others today."""
        traits = self.traits
        if self.family is not None:
            traits = burdened(traits, self.family.hardship, self.theory)
        return present(traits, self.mood, self.standing, self.theory)

    @property
    def standing(self):
        """How warmly the one whom it is with has met this one, or people in general."""
        return (self.learner or self.model.learner).mind_with(self).bond.standing

    def comfort(self, signal):
        """Answer a signal of distress, or fail to notice it."""
        return nurture.comfort(self.model.now(self), signal, self.today, self.theory)

    def answer(self, kind, signal):
        """Answer a signal of this kind: of distress, or in play."""
        return self.comfort(signal) if kind == Kind.DISTRESS else self.join(signal)

    def join(self, signal):
        """Follow the child's lead in play, or stimulate regardless of it."""
        return nurture.join(self.model.now(self), signal, self.today, self.theory)

    def testify(self):
        """Say something about the world, with an ostensive cue or without."""
        return lessons.testify(self.model.now(self), self.today, self.theory)


class Stranger(Caregiver):
    """Anybody else: same deeds, but known only as people are. Gives lessons only."""


class Playmate(Stranger):
    """Another child: one of the others, who knows less and means less well."""


class Infant(Person):
    """A child who signals, learns from the answers, and has to decide whom to believe."""

    def __init__(self, world, number, traits):
        super().__init__(world, traits)
        self.number = number
        self.partners = []  # everybody whom it may meet, in the order of the plan's ties
        self.partner = None  # whom it is with
        self.bonds = [Bond() for _ in range(1 + len(world.plan.births))]
        self.me = Self()
        self.acquainted = np.zeros(len(self.bonds))  # 1 with whom something has happened already
        self.hardship = 0.0  # what its family has to bear
        self.been = frozenset()  # numbers of the visits that last to which it has been
        self.diary = []

    @property
    def figure(self):
        """The bond with the attachment figure of this day."""
        comforted = np.array([bond.comforted for bond in self.bonds])
        return figure_on(self.model.plan.figures, self.acquainted, comforted, self.model.day)

    @property
    def caregiver(self):
        """The first person it knows."""
        return self.partners[len(CROWDS)]

    @property
    def bond(self):
        """By which bond it knows the one whom it is with."""
        return self.model.ties[self.partners.index(self.partner)].bond

    @property
    def mind(self):
        """What it brings to an encounter: the bond with this partner, and all around it."""
        return self.mind_with(self.partner)

    def mind_with(self, partner):
        """It before one whom it is with."""
        return self.mind_facing(self.model.ties[self.partners.index(partner)].bond)

    def mind_facing(self, bond):
        """It before one whom it knows by this bond, or has never met (eq. 37)."""
        mind = Mind(self.bonds[bond], self.bonds[self.figure], self.bonds[PEOPLE], self.me)
        if bond != PEOPLE and not self.acquainted[bond]:
            return first_met(mind, self.theory)
        return mind

    def call(self, kind, burden=0.0):
        """Become aroused, by what one has to bear too, choose a strategy and signal."""
        here = self.model.now(self.partner)
        return nurture.call(here, int(kind), burden, self.mind, self.traits, self.theory)

    def take_in(self, kind, signal, answer):
        """Learn from an answer: what to do with distress, what to expect, and who one is."""
        hearing, known = self.receive(signal, answer), self.bond != PEOPLE
        bond, people, me = nurture.took_in(
            int(kind), signal, answer, hearing, known, self.mind, self.traits, self.theory
        )
        self.keep(bond, people, me)

    def keep(self, bond, people, me):
        """Go on with this bond with the partner, and with people in general, as this one."""
        self.bonds[PEOPLE] = people
        self.bonds[self.bond], self.me = bond, me

    def receive(self, signal, answer):
        """What becomes of an answer as a message about oneself: attended to, let in?"""
        here = self.model.now(self.partner)
        return nurture.arrived(here, signal, answer, self.mind, self.theory)

    def meet(self):
        """Bring what people are like to somebody whom one meets for the first time."""
        self.bonds[self.bond] = self.mind.bond
        self.acquainted[self.bond] = 1.0

    def ventures(self, meet):
        """Spend this day's lessons with somebody else? ``meet`` is the chance of it."""
        return lessons.ventures(meet, self.mind, self.theory)

    def hear(self, testimony, speaker):
        """Let a message in or not, check it, remember it, and credit the speaker."""
        here, known = self.model.now(speaker), self.bond != PEOPLE
        self.keep(*lessons.taught(here, testimony, known, self.mind, self.traits, self.theory))

    def weigh(self, row, rival=STRANGER):
        """What speaks for the partner's claim when a rival contradicts it."""
        return events.reasons(row, rival, self.mind, self.traits, self.theory)

    def be_told(self, row, room, lasting):
        """Hear what the partner says unasked in a visit, or practise what it has taught."""
        here, partner = self.model.now(self.partner), self.partner.today
        room, mind, outcome = session.spoken(
            here, row, room, self.mind, self.traits, partner, self.theory
        )
        if lasting:
            self.keep(mind.bond, mind.people, mind.me)
        return room, outcome

    def come(self, lasting):
        """Keep an appointment, or never come to this one any more."""
        mind, outcome = session.came(self.model.now(self.partner), self.mind, self.theory)
        if lasting:
            self.bonds[self.bond] = mind.bond
        return outcome

    def among_others(self, row, room, adult):
        """Live through one event of a visit without its partner, or with others."""
        here = self.model.now(self.partner)
        return events.without_partner(
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
        _, pick, _, _ = luck(self.model.now(self.partner), Decision.ONSET)
        return nurture.feel(arousal, pick, self.mind, self.theory)

    def arousal_after(self, signal, answer):
        """What an answer does to arousal."""
        hearing = self.receive(signal, answer)
        return nurture.arousal_after(signal, answer, hearing, self.traits, self.theory)
