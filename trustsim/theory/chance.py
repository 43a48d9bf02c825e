"""Chance is looked up, not drawn: every decision of every person has an address, and its luck.

The numbers are those of Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011,
doi:10.1145/2063384.2063405), a counter-based generator: a pure function of six 32-bit words. The
words are the address: seed and world (the key), child, encounter, partner and decision, with the
occasion on which it is taken (the counter). Hence the order of events, the number of processor
cores, a recording or one more child cannot change anybody's luck.
"""

import math
from enum import IntEnum
from typing import NamedTuple

from trustsim.theory.compiled import rule

WORD = 0xFFFFFFFF  # one 32-bit word; the largest value of each part of an address
LOOK_UPS = 1 << 10  # of one encounter, at most; the rest of that word says on which occasion
OCCASIONS = (WORD + 1) // LOOK_UPS


class Moment(NamedTuple):
    """Where a decision stands: whose, with whom and when, in which world, under which seed."""

    seed: int
    world: int
    child: int
    encounter: int
    partner: int
    occasion: int = 0  # everyday life, or the number of a kind of visit


class Decision(IntEnum):
    """What is decided. Four decisions share one look-up. Append only: renumbering changes all."""

    ONSET = 0  # how strongly the child is aroused
    STRATEGY = 1  # seek, minimise or maximise
    FOLLOW = 4  # does the partner notice (distress) or follow (play) the child's signal?
    ANSWER = 5  # frightening, rebuffing or mirroring
    CONGRUENT = 6
    MARKED = 7
    CUE = 8  # is the child addressed with an ostensive cue?
    KNOWS = 9
    HELPS = 10
    GUESS = 11
    CONTENT = 12  # first of those about what a message says
    CHECK = 13  # is a wrong message thrown out for its content?
    CHECKABLE = 14  # can the child see for itself?
    PERCEPTION = 15  # and does it see rightly?
    DAY = 16  # the partner's mood of the day (two numbers)
    DAY_PAIR = 17
    MEET = 18  # does the child spend this day's lesson with somebody else?
    COMPANY = 19  # is that somebody an adult, or a child?
    CONFLICT = 20  # seeking while expecting threat: does it show?
    CHOICE = 24  # whom to believe
    FOLLOWED = 25  # where the eyes go when nobody leads them
    RATER = 28  # errors of the raters (three times two numbers)
    RATER_THIRD = 32
    ATTEND = 36  # does the child attend to the one who speaks?
    MISREAD = 37  # does it take what is done without a cue for unkind?
    GATE = 38  # does it let the message in?
    ATTUNED = 40  # does the answer follow the child's signal?
    ELSEWHERE = 41  # and what does it follow if not?
    ITEM = 44  # error in answering an item of a questionnaire (two numbers)
    WHOM = 48  # who of several people is met?
    HARDSHIP = 52  # what the family has to bear this month (two numbers)
    COMES = 56  # does a patient come to a session?
    BIRTH = 1024  # who is born, and to whom: a look-up for each trait from here on


@rule
def philox(c0, c1, c2, c3, k0, k1):
    """Ten rounds of Philox4x32: four random words from a counter of four and a key of two."""
    for _ in range(10):
        left = 0xD2511F53 * c0
        right = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (
            ((right >> 32) & 0xFFFFFFFF) ^ c1 ^ k0,
            right & 0xFFFFFFFF,
            ((left >> 32) & 0xFFFFFFFF) ^ c3 ^ k1,
            left & 0xFFFFFFFF,
        )
        k0 = (k0 + 0x9E3779B9) & 0xFFFFFFFF
        k1 = (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return c0, c1, c2, c3


@rule
def luck(moment, first):
    """Four numbers between 0 and 1 (never 0 or 1): those of decision ``first`` and the next three.

    ``first`` is a multiple of four.
    """
    decision = moment.occasion * LOOK_UPS + (first >> 2)
    w0, w1, w2, w3 = philox(
        moment.child, moment.encounter, moment.partner, decision, moment.seed, moment.world
    )
    unit = 1.0 / 4294967296.0
    return (w0 + 0.5) * unit, (w1 + 0.5) * unit, (w2 + 0.5) * unit, (w3 + 0.5) * unit


@rule
def normal(first, second):
    """A standard normal number from two uniform ones (Box & Muller 1958)."""
    return math.sqrt(-2.0 * math.log(first)) * math.cos(6.283185307179586 * second)
