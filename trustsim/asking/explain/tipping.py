"""What alone would have turned it: the scene is played again, with one number changed at a time."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from trustsim.asking.explain.numbers import called, changed, numbers
from trustsim.asking.explain.scene import played

GRID = 17  # places of a range at which a scene is played again
FEW = 3  # numbers that are told: those that need the smallest change relative to their range
EXACT = 1e-9  # of a range
EVEN = 0.5


class Tip(NamedTuple):
    """A number that alone would have turned it: its value, and the nearest one that does."""

    what: str
    now: float
    needed: float


class Turned(NamedTuple):
    """One turn: what came of it, what else might have, and what alone would have turned it."""

    outcome: str
    instead: str
    luck: float
    probability: float  # below which luck must lie for what happens, or would have happened
    happened: bool
    tips: tuple


class Again:
    """A scene that has been played again with every number at every place of its range."""

    def __init__(self, scene, owners):
        self.scene, self.owners, self.grid = scene, owners, {}
        self.now = identified(played(scene).turns)
        for number in numbers(scene.held, scene.place.theory):
            ends = {x: self.turns(number, x) for x in (number.low, number.high)}
            if any(each != self.now for each in ends.values()):  # else nothing depends on it
                places = np.linspace(number.low, number.high, GRID).tolist()
                self.grid[number] = {x: self.turns(number, x) for x in places}

    def turns(self, number, value):
        """The turns as they are with another value of a number."""
        held = changed(self.scene.held, number.path, value)
        return identified(played(self.scene, held).turns)

    def told(self):
        """Every turn, with what would have turned it at the same luck."""
        return tuple(
            Turned(
                turn.happens if turn.happened else turn.otherwise,
                turn.otherwise if turn.happened else turn.happens,
                float(turn.luck),
                float(turn.probability),
                bool(turn.happened),
                self.tips(key, lambda other, turn=turn: other.happened != turn.happened, FEW),
            )
            for key, turn in self.now.items()
        )

    def made_even(self):
        """What alone would have made the last turn as likely as not."""
        key, turn = list(self.now.items())[-1]
        likely = turn.probability >= EVEN
        return self.tips(key, lambda other: (other.probability >= EVEN) != likely, 2 * FEW)

    def tips(self, key, turned, few):
        """What would have turned a turn; one that does not come has not turned."""
        return self.would(lambda turns: key in turns and turned(turns[key]), few)

    def would(self, happens, few):
        """The numbers that need the smallest change for something to happen in the turns."""
        found = []
        for number, at in self.grid.items():
            needed = self.nearest(number, at, happens)
            if needed is not None:
                size = abs(needed - number.now) / (number.high - number.low)
                found.append((size, Tip(called(number, self.owners), number.now, needed)))
        return tuple(tip for _, tip in sorted(found)[:few])

    def nearest(self, number, at, happens):
        """The value nearest to what it is now at which something happens; None if nowhere."""
        now, found = number.now, []
        above, below = [x for x in at if x > now], [x for x in reversed(at) if x < now]
        for places in (above, below):
            for before, beyond in pairwise([now, *places]):
                if happens(at[beyond]):
                    while abs(beyond - before) > EXACT * (number.high - number.low):
                        middle = (before + beyond) / 2.0
                        if happens(self.turns(number, middle)):
                            beyond = middle
                        else:
                            before = middle
                    found.append(beyond)
                    break
        return min(found, key=lambda needed: abs(needed - now), default=None)


def identified(turns):
    """Turns by what makes them the same at another probability: words, luck, and which of such.

    A turn that is asked twice, by those who learn from it and those who look on, is one turn.
    """
    found = {}
    for turn in dict.fromkeys(turns):
        key = (turn.happens, turn.otherwise, turn.luck)
        found[key, sum(each[0] == key for each in found)] = turn
    return found
