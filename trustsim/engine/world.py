"""The world of the readable engine: a Mesa model whose people go through days and visits."""

from typing import NamedTuple

import mesa
import numpy as np

from trustsim.engine.agents import Caregiver, Infant, Playmate, Stranger
from trustsim.engine.calendar import borne, company_at, due, in_a_mood, line_at, tie_at
from trustsim.engine.meeting import met
from trustsim.engine.plan import EVENTS, MONTH, known_apart, known_people, planned
from trustsim.engine.portrait import BondPortrait, Portrait, bond_portrait
from trustsim.engine.raising import AS_DRAWN, OWN_FACTORS, born_to, changes, latest
from trustsim.mistakes import Mistake, choice
from trustsim.study import population
from trustsim.study.cast import ADULTS, CROWDS, PLAYMATES
from trustsim.study.laboratory import events, informants, session
from trustsim.study.laboratory.room import STRANGER, Rival, Room
from trustsim.study.laboratory.script import Event, Row
from trustsim.study.scenario import age_in_days
from trustsim.theory.chance import WORD, Decision, Moment, luck
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import FIGURE, Answer, Kind, Signal, Testimony
from trustsim.theory.encounters.present import comforted_once
from trustsim.theory.parameters import PartnerTraits


def word(what, number):
    """A number that fits into its part of an address."""
    if not 0 <= number <= WORD:
        raise Mistake(f"{what} = {number}: must lie between 0 and {WORD}")
    return int(number)


class Entry(NamedTuple):
    """One line of a child's diary."""

    day: int
    moment: Moment  # where its chance is looked up
    kind: Kind
    partner: str  # name of one of the cast
    signal: Signal | None
    answer: Answer | None
    testimony: Testimony | None
    after: float  # arousal when it is over

    @property
    def encounter(self):
        """Its number."""
        return self.moment.encounter


class Happened(NamedTuple):
    """One event of a visit: the room before it and after it, and what the protocol reads."""

    row: Row
    before: Room
    after: Room
    outcome: tuple


class World(mesa.Model):
    """One cohort, with its people; step by day or live up to an age.

    ``children`` picks some of them by number: chance is looked up, so nobody is missed. ``people``
    are a theorist's own classes, by what they stand for: "infant", "caregiver", "stranger" and
    "playmate". ``raising`` says what those are like who raise them, where they are not drawn.
    Raises Mistake for a child, a world or a person that there cannot be.
    """

    def __init__(
        self, scenario, seed=None, number=0, children=None, people=None, diary=False,
        raising=AS_DRAWN,
    ):  # fmt: skip
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
        self.ties = [tie_at(self.plan.ties, k) for k in range(len(self.plan.ties))]
        self.lines = [line_at(self.plan.lines, k) for k in range(len(self.plan.lines))]
        self.theory = scenario.theory
        self.seed_of_world = word("seed", scenario.seed if seed is None else seed)
        self.number = word("number", number)
        self.keeps_diary = diary
        self.raising = raising
        self.day = 0
        self.encounter, self.occasion = 0, 0
        self.kinds, self.known = kinds, known_people(scenario)
        self.others = kinds["stranger"](self, ADULTS, scenario.others)
        self.playmates = kinds["playmate"](self, PLAYMATES, scenario.playmates)
        self.infants = []
        for child in range(scenario.children) if children is None else children:
            self.born(word("child", child))
        self.learner = self.infants[0]  # whose turn it is

    def born(self, child):
        """A child comes into the world, and to whom."""
        births = np.empty(self.plan.blueprints.shape[:2])
        for k, luck_of_birth in enumerate(self.plan.births.tolist()):
            at = Moment(self.seed_of_world, self.number, child, 0, luck_of_birth)
            at = population.whose(at, int(self.plan.pools[k]))
            population.born(at, self.plan.blueprints[k], births[k])
        born_to(self.raising, len(self.infants), births)
        baby = self.kinds["infant"](self, child, population.infant(births, 0))
        drawn = [
            self.kinds.get(name, self.kinds["caregiver"])(
                self, name, population.caregiver(births, k)
            )
            for k, name in enumerate(self.known)
        ]
        baby.partners = [self.others, self.playmates, *drawn]
        for partner in drawn:
            partner.learner = baby
        for partner, tie in zip(baby.partners, self.ties, strict=True):
            partner.family = baby if tie.moody and tie.known else None
        baby.partner = baby.caregiver
        baby.births = births
        self.infants.append(baby)

    def now(self, partner):
        """The address at which the chance of this encounter is looked up."""
        return self.moment(partner.luck)

    def moment(self, luck_of_partner):
        """The address of what is decided now, with somebody whose luck has this number."""
        return Moment(
            self.seed_of_world,
            self.number,
            self.learner.number,
            self.encounter,
            luck_of_partner,
            self.occasion,
        )

    def go_on_from(self, before):
        """Go on with the lives of another world of the same people as they stand there.

        What people are like is born anew, so that it may differ from then on, as in ``going_on``.
        """
        self.day = before.day
        for child, was in zip(self.infants, before.infants, strict=True):
            child.bonds, child.me, child.hardship = list(was.bonds), was.me, was.hardship
            child.acquainted, child.diary = was.acquainted.copy(), list(was.diary)
            for partner, known in zip(child.partners, was.partners, strict=True):
                partner.mood = known.mood
            if len(self.raising.days) > 0:
                self.change(child, self.day - 1)  # a visit comes before its day

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
        """One child's day: visits that last, the moods of everybody, then the calendar's lines."""
        self.come_to(child, len(self.plan.days))
        self.learner, self.encounter, self.occasion = child, self.day, 0
        if changes(self.raising, self.day):
            self.change(child, self.day)
        self.bear(child)
        chances = [
            self.wake(partner, tie) for partner, tie in zip(child.partners, self.ties, strict=True)
        ]
        for line in self.lines:
            if due(line, self.day):
                self.follow(child, line, chances)
        child.partner = child.caregiver

    def change(self, child, day):
        """Those who raise this child become what they are like on this day."""
        now = latest(self.raising, day)
        traits = self.raising.traits[self.infants.index(child), now, :, OWN_FACTORS:]
        for row, each in zip(self.raising.whom, traits.tolist(), strict=True):
            child.partners[len(CROWDS) + row].traits = PartnerTraits(*each)

    def bear(self, child):
        """What the child's family has to bear from this day on."""
        if self.day % MONTH == 0:
            here, birth = self.moment(FIGURE), self.day == 0
            child.hardship = lessons.hardship_of_month(here, child.hardship, birth, self.theory)
            child.bonds = [comforted_once(bond, self.theory.company) for bond in child.bonds]
        child.hardship += borne(self.plan.events, self.day)

    def wake(self, partner, tie):
        """Somebody's mood of the day; returns two chances: to venture out, and whom with."""
        if not in_a_mood(tie, self.day):
            return 0.0, 0.0
        partner.luck = tie.luck
        partner.mood, *chances = lessons.mood_of_day(self.now(partner), partner.mood, self.theory)
        return chances

    def follow(self, child, line, chances):
        """One line of the calendar: whom the child meets, and what comes of it."""
        self.line, company = line, self.plan.company
        meet, whom = chances[company_at(company, line.company).tie]
        goes = line.away > line.stay and self.day >= line.away_from and child.ventures(meet)
        for n in range(line.times):
            self.encounter = self.day * line.stride + line.first + n
            if goes:
                row = met(line.stay, line.away, whom, self.day, company)
            elif line.stay - line.company > 1:
                chance, _, _, _ = luck(self.moment(line.luck), Decision.WHOM)
                row = met(line.company, line.stay, chance, self.day, company)
            else:
                row = line.company
            found = company_at(company, row)
            child.partner = partner = child.partners[found.tie]
            partner.luck = found.luck
            child.meet()
            if line.kind == Kind.LESSON:
                self.teach(child, partner)
            else:
                self.meet(child, Kind(line.kind), partner)

    def meet(self, child, kind, partner):
        """Signal and answer."""
        signal = child.call(kind, self.line.bears * child.hardship)
        reply = partner.answer(kind, signal)
        after = child.arousal_after(signal, reply) if self.keeps_diary else 0.0
        child.take_in(kind, signal, reply)
        if self.keeps_diary:
            self.note(child, kind, partner, after, signal=signal, answer=reply)

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
                self.now(partner),
                kind,
                partner.name,
                signal,
                answer,
                testimony,
                after,
            )
        )

    def come_to(self, child, v):
        """Go to the visits before this one that last, if it is time and nobody has been there."""
        for before in np.flatnonzero(self.plan.lasting[:v]).tolist():
            if self.plan.days[before] <= self.day and before not in child.been:
                self.visit(child, before)

    def visit(self, child, v):
        """One visit of one child; outcomes (event, 4), as the protocol reads them."""
        return np.array([each.outcome for each in self.event_by_event(child, v)], dtype=float)

    def event_by_event(self, child, v):
        """One visit of one child, which stands still after each event for as long as you look."""
        self.come_to(child, v)
        lasting = bool(self.plan.lasting[v])
        if lasting:
            child.been |= {v}
        begin, end = self.plan.bounds[v], self.plan.bounds[v + 1]
        self.learner = child
        who, rival = self.plan.partners[v], self.rival(child, v)
        child.partner = partner = child.partners[who]
        partner.luck = self.ties[who].luck
        if lasting:
            child.meet()
        room = events.entered(child.mind, self.theory)
        for event, line in enumerate(self.plan.script[begin:end].tolist()):
            self.attend(child, v, event)
            row, before = Row(*line), room
            room, outcome = self.happen(child, row, before, rival, lasting)
            yield Happened(row, before, room, outcome)

    def attend(self, child, v, event):
        """Go to where the chance of one event of a visit of this child is looked up."""
        self.learner, self.occasion = child, int(self.plan.occasions[v])
        number = self.plan.numbers[self.plan.bounds[v] + event]
        self.encounter = int(self.plan.days[v] * EVENTS + number)

    def rival(self, child, v):
        """Who contradicts the partner in a visit: somebody whom the child knows, or a stranger."""
        tie = self.ties[self.plan.rivals[v]]
        return Rival(bool(tie.known), child.mind_facing(tie.bond).bond)

    def happen(self, child, row, room, rival=STRANGER, lasting=False):
        """One event of a visit: the room after it, and its outcome; the child learns if it lasts.

        The order is that of ``events.happen``; who acts are people, whose deeds a theorist may
        have changed.
        """
        here, kind = self.now(child.partner), events.encounter(row)
        if session.of_a_session(row.kind) and child.mind.bond.left:
            return room, session.ABSENT
        if row.kind == Event.COMING:
            return room, child.come(lasting)
        if going_on := events.going_on(row):
            stress = session.troubling(row.stress, row.follows, room.arousal)
            room = room._replace(arousal=child.strain(room.arousal, stress, row.calming))
        if row.kind == Event.CLAIMS:
            likely = child.weigh(row, rival).probability
            return room, informants.answered(here, likely, row.share)
        if events.unasked(row):
            return child.be_told(row, room, lasting)
        if kind == events.NO_ENCOUNTER:
            return child.among_others(row, room, self.others)
        kind = Kind(kind)
        signal = child.feel(room.arousal) if going_on else child.call(kind)
        answer = nurture.SILENCE if row.still else child.partner.answer(kind, signal)
        hearing, after = child.receive(signal, answer), child.arousal_after(signal, answer)
        seen = events.seen(here, row, room, signal, answer, hearing, after, child.mind, self.theory)
        if lasting:
            child.take_in(kind, signal, answer)
        return seen

    def whole_life(self):
        """Every child through every visit: births, outcomes, portraits, bonds, as ``fast.grow``."""
        plan, children = self.plan, len(self.infants)
        births = np.array([child.births for child in self.infants])
        outcomes = np.zeros((children, len(plan.script), 4))
        portraits = np.zeros((children, len(plan.days), len(Portrait._fields)))
        bonds = np.zeros((children, len(plan.days), known_apart(plan), len(BondPortrait._fields)))
        for v, day in enumerate(plan.days):
            while self.day < day:
                self.step()
            for c, child in enumerate(self.infants):
                outcomes[c, plan.bounds[v] : plan.bounds[v + 1]] = self.visit(child, v)
                portraits[c, v] = child.portrait()
                for known in range(bonds.shape[2]):
                    bonds[c, v, known] = bond_portrait(child.bonds[1 + known], self.theory)
        return births, outcomes, portraits, bonds
