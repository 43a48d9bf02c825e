"""What the literature asks of a cohort, and how far a cohort misses it.

Each part of a pattern is a number with the range that we accept (``evidence.toml``). That range
stands for two things at once: a published number has a sampling error of its own, and no sample of
the literature is quite of the population that is simulated. So it is read as the error of the
*finding*: the true number lies somewhere in the range, nobody knows where. To a number of the model
nothing is added, since the error is in the range already: it should be that of a large cohort, in
which chance moves it by a small part of the range, and not that of a sample as small as the
published ones, which would count the same error twice. Where a config asks for several cohorts, the
mean over them is taken, as ``trustsim check`` does. Every simulation has other children and another
luck, so that nothing rests on one draw, and what chance is left widens the posterior a little.

A number is missed by its distance from the middle of the range, in units of half its width: 1 is
the edge. A range with an open end is missed from one side only, by 1 and one more for each tenth
that is wanting: signs and orders say nothing of how much. The miss of a cohort is that of the
number which it misses most, so that at a miss of 1 *every part of every chosen pattern lies in its
range*. With that the search ends, and what it then finds is no approximation: if a finding may lie
anywhere in its range with equal probability, the sample is one of the exact posterior (Wilkinson
2013, Stat. Appl. Genet. Mol. Biol. 12, 129-141).
"""

from typing import NamedTuple

import numpy as np

from trustsim.asking.evidence import COMPARED, testable
from trustsim.asking.patterns import TESTS

OPEN_STEP = 0.1  # at an open end; most of the closed ranges reach as far on either side
EDGE = 1.0  # miss at which a number still lies in its range
BEYOND = np.nextafter(EDGE, 2.0)  # miss at an open end that is reached but not passed


class Aim(NamedTuple):
    """One number that a cohort should show."""

    pattern: str
    part: str
    low: float
    high: float


def judged_alone(scenario):
    """The patterns that can be judged on this scenario, with no other population beside it."""
    return [name for name in TESTS if name not in COMPARED and testable(name, scenario)]


def parts(records, patterns):
    """Every part of these patterns, with the name of its pattern."""
    return [(name, part) for name in patterns for part in TESTS[name]({"study": records})]


def aims(records, patterns):
    """What these patterns ask of cohorts like these."""
    return [Aim(name, part.words, *part.accepted) for name, part in parts(records, patterns)]


def numbers(records, patterns):
    """What the cohorts show, an array (aim,): the mean over cohorts.

    What does not exist, for want of children of a class or of any variance, counts as 0: no
    relation, no difference.
    """
    return np.array([existing_mean(part.values) for _, part in parts(records, patterns)])


def existing_mean(values):
    """Mean of the finite values, 0 if there is none."""
    values = values[np.isfinite(values)]
    return values.mean() if len(values) else 0.0


def misses(found, wanted):
    """How far each number misses its aim: arrays (..., aim); 1 is the edge of the range."""
    low, high = np.array([(aim.low, aim.high) for aim in wanted]).T
    open_below, open_above = np.isinf(low), np.isinf(high)
    bounded = ~open_below & ~open_above
    middle, half = np.zeros(len(wanted)), np.ones(len(wanted))
    middle[bounded] = (low + high)[bounded] / 2.0
    half[bounded] = (high - low)[bounded] / 2.0
    short = np.where(open_above, low - found, found - high)
    beyond = np.where(short < 0.0, 0.0, BEYOND + np.maximum(short, 0.0) / OPEN_STEP)
    return np.where(bounded, np.abs(found - middle) / half, beyond)


def worst(found, wanted):
    """What is missed most."""
    return misses(found, wanted).max(-1)
