"""One child's life as scenes: what the stage draws, what the diary says, and the inner state."""

from bisect import bisect_left
from itertools import count, takewhile
from threading import Lock

import pandas as pd

from trustsim.asking.explain.beliefs import WORDS
from trustsim.asking.explain.replay import Filmed, age, days_of
from trustsim.asking.explain.trace import DOES, in_words, kept, way
from trustsim.engine.portrait import portrait
from trustsim.engine.progress import bar
from trustsim.showing.dashboard import fate
from trustsim.showing.figures.biographies import BELIEFS as EXPECTED
from trustsim.showing.figures.biographies import STRATEGIES
from trustsim.study.cast import ADULTS, PLAYMATES
from trustsim.study.scenario import age_in_days
from trustsim.theory.encounters import lessons, nurture
from trustsim.theory.encounters.messages import Kind, Response
from trustsim.theory.states import Mind

NAMES = tuple(STRATEGIES)  # in the order of their numbers
BATCH = 60  # scenes sent at a time
BELIEFS = ("response", *EXPECTED)
ITEMS = {name: WORDS.get(name, name) for name in (*STRATEGIES, *BELIEFS)}


class Life:
    """One child of a scenario, lived as far as somebody has looked, and kept encounter by one."""

    def __init__(self, scenario, child, people=None):
        self.place = Filmed(scenario, 0, child, people)
        self.end = days_of(scenario)
        self.living = Lock()  # who waits no longer may not yet have noticed

    @property
    def birth(self):
        """Factors and traits of the caregiver, and traits of the child."""
        return self.place.infants[0].births[0]

    def live(self, day):
        """Live up to the morning of a day, or to the last visit."""
        if self.place.day < (until := min(day, self.end)):
            with bar("days of a life", until) as tell:
                tell(self.place.day)
                while self.step(lambda: self.place.day < until):
                    tell(1)

    def reach(self, encounter):
        """Live until this encounter has happened, or to the last visit."""
        short = lambda: len(self.place.film) <= encounter and self.place.day < self.end  # noqa: E731
        if short():
            with bar("encounters of a life", encounter) as tell:
                while self.step(short):
                    tell(1)

    def step(self, wanted):
        """Live one more day if that is still wanted; was it?"""
        with self.living:
            if lived := wanted():
                self.place.step()
        return lived

    def first_of(self, day):
        """The first encounter of a day."""
        self.live(day + 1)
        return bisect_left(self.place.film, day, key=lambda shot: shot.entry.day)

    def scenes(self, first):
        """Some scenes from this one on; none where the life is over."""
        self.reach(first + BATCH)
        film = self.place.film
        return [self.scene(n) for n in range(first, min(first + BATCH, len(film)))]

    def state_on(self, day):
        """The inner state on the morning of a day."""
        n = self.first_of(day)
        mind = self.place.film[n - 1].after if n else Mind()
        return self.state(mind)

    def state(self, mind):
        """The inner state, item by item."""
        seen = portrait(mind, self.place.theory)
        return {name: getattr(seen, name) for name in ITEMS}

    def history(self, encounter):
        """The inner state month by month up to an encounter: age in months, and the items."""
        self.reach(encounter)
        film = self.place.film
        until = film[min(encounter, len(film) - 1)].entry.day if film else 0
        return self.monthly(until)

    def monthly(self, day):
        """The inner state month by month up to a day: age in months, and the items."""
        months = takewhile(lambda month: age_in_days(month) <= day, count())
        return [[month, *self.state_on(age_in_days(month)).values()] for month in months]

    def scene(self, n):
        """One encounter as the browser draws and tells it."""
        shot = self.place.film[n]
        entry, who = shot.entry, self.who(shot)
        told = self.lesson(shot, who) if entry.kind is Kind.LESSON else self.nurture(shot)
        return {
            "n": n,
            "day": entry.day,
            "months": age(entry.day),
            "kind": entry.kind.name.lower(),
            "who": who,
            "after": entry.after,
            "state": self.state(shot.after),
            **told,
        }

    def who(self, shot):
        """Who the partner is."""
        return {ADULTS: "adult", PLAYMATES: "playmate"}.get(shot.entry.partner, "mother")

    def lesson(self, shot, who):
        """What is special about a lesson."""
        place, said, before = self.place, shot.entry.testimony, shot.before
        outcome = lessons.considered(shot.entry.moment, said, before, place.theory)
        steps = [
            "addressed with an ostensive cue" if said.cue else "not addressed",
            f"says something {'right' if said.right else 'wrong'}",
            *way(outcome.hearing),
            f"kept: {kept(before.me.learnt, shot.after.me.learnt)}",
        ]
        names = {"mother": "its mother", "adult": "an adult", "playmate": "another child"}
        return {
            "answer": "testimony",
            "cue": bool(said.cue),
            "right": bool(said.right),
            "kept": bool(outcome.kept),
            "fate": fate.of_lesson(outcome, before.me.learnt, shot.after.me.learnt),
            "unkind": bool(outcome.hearing.unkind),
            "arousal": before.me.tension,
            "steps": steps,
            "line": f"A lesson from {names[who]}: {', '.join(steps)}.",
        }

    def nurture(self, shot):
        """What is special about distress and play."""
        entry, theory = shot.entry, self.place.theory
        signal, answer = entry.signal, entry.answer
        hearing = nurture.arrived(entry.moment, signal, answer, shot.before, theory)
        does, words = DOES[signal.strategy], in_words(answer)
        felt = "Distress" if entry.kind is Kind.DISTRESS else "Play"
        came = way(hearing) if answer.kind == Response.MIRRORING else []
        return {
            "answer": Response(answer.kind).name.lower(),
            "strategy": NAMES[signal.strategy],
            "arousal": signal.arousal,
            "signal": signal.strength,
            "congruent": bool(answer.congruent),
            "marked": bool(answer.marked),
            "fate": fate.of_answer(answer, hearing),
            "unkind": bool(hearing.unkind),
            "steps": [
                f"feels {signal.arousal:.2f}",
                f"{does}, shows {signal.strength:.2f}",
                *words.split(", "),
                *came,
                f"feels {entry.after:.2f}",
            ],
            "line": f"{felt}: feels {signal.arousal:.2f}, {does} and shows {signal.strength:.2f}; "
            f"{', '.join([words, *came])}; then feels {entry.after:.2f}.",
        }


def monthly(rows):
    """The inner state month by month, as data."""
    return pd.DataFrame(rows, columns=["months", *ITEMS])
