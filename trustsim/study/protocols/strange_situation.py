"""The Strange Situation: eight episodes, behaviour by fifteen seconds, and a coder's scales.

Design   mother, infant and stranger in an unfamiliar room; two separations, two reunions
Measure  interactive scales (1 to 7) and disorganisation (1 to 9) from behaviour in the reunions,
         weighed by arousal; the class follows from the scales alone
Source   Ainsworth, Blehar, Waters & Wall (1978) for episodes and scales, Main & Solomon (1990) for
         disorganisation, by van IJzendoorn, Schuengel & Bakermans-Kranenburg (1999),
         doi:10.1017/s0954579499002035
Assumed  stress of the episodes; how much behaviour earns the middle of a scale (calibrated on the
         shares of the classes in low-risk samples)

Coding rules. Coders look for patterns over both reunions, and behaviour tells the more of
attachment the more it is aroused; so each interval counts as much as the child is aroused when it
begins. Avoidance: minimising. Resistance: maximising, and, at a part of the weight, seeking that
brings no relief. Disorganisation: approach that breaks down under expected threat. Each is a share
of all arousal in the reunions, and of no less than ``least``: nobody is coded by a quarter of a
minute. A share equal to its ``middle`` earns a 4 of 7 (5 of 9), and from there on a class.
Disorganisation takes precedence; of avoidance and resistance the stronger one does.
The single codes are kept, too: the shares of all intervals of the reunions in which a child seeks,
minimises, maximises or breaks down.

At `visits.strange_situation.months`, eight episodes in intervals of fifteen seconds. Arousal starts
at `tension` and changes in each interval (eq. 56) by a stress of `visits.strange_situation.room`
(with the mother), `visits.strange_situation.stranger` (with mother and stranger),
`visits.strange_situation.separation` (with the stranger alone; only then is there calming,
`visits.strange_situation.comfort`) or `visits.strange_situation.alone`. With the mother there, the
child then signals and she answers as in everyday distress (eqs 2, 3, 5-10, 35), and unless the
child minimises, approach breaks down with probability `threat`. Seeking that brings no relief
counts `visits.strange_situation.unsettled` times for resistance, and shares are taken of
`visits.strange_situation.least` of arousal at least. `visits.strange_situation.middle_avoidance`,
`visits.strange_situation.middle_resistance` and `visits.strange_situation.middle_disorganisation`
are the shares that earn the score from which on a class is given; the rest is secure.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.report import Months, Report
from trustsim.theory.about import assumed, fitted
from trustsim.theory.rules.strategy import MAXIMISE, MINIMISE, SEEK

NEEDS = ()
CLASSES = ("secure", "avoidant", "resistant", "disorganised")
SECURE, AVOIDANT, RESISTANT, DISORGANISED = range(4)
SCALES = ("proximity", "contact", "avoidance", "resistance", "disorganisation")
CODES = ("seeks", "minimises", "maximises", "breaks_down")  # of a single interval
INTERVALS = (2, 12, 12, 12, 12, 12, 12, 12)  # of fifteen seconds, in episodes 1 to 8
EPISODES = (  # what a child lives through in each of them
    "mother and child come in",
    "mother and child alone",
    "a stranger comes in",
    "the mother leaves; the stranger stays",
    "the mother comes back",
    "the mother leaves; the child is alone",
    "the stranger comes back",
    "the mother comes back",
)
REUNIONS = (5, 8)
INSECURE, DISORGANISED_FROM = 4.0, 5.0  # scores that decide on a class
HALF = 0.5  # share of the arousal that earns the middle of proximity and of contact

REPORT = Report(pattern="attachment_stability")


class Settings(NamedTuple):
    """What may be varied in a Strange Situation."""

    months: Months = (12,)
    room: Annotated[
        float, assumed(0, 1, "arousal per interval", "stress of the unfamiliar room")
    ] = 0.02
    stranger: Annotated[
        float,
        assumed(
            0, 1, "arousal per interval", "stress of the stranger's presence beside the mother"
        ),
    ] = 0.04
    separation: Annotated[
        float, assumed(0, 1, "arousal per interval", "stress of the mother's absence")
    ] = 0.08
    alone: Annotated[float, assumed(0, 1, "arousal per interval", "stress of being alone")] = 0.12
    comfort: Annotated[
        float,
        assumed(0, 1, "share of arousal", "what a stranger's comfort takes away in one interval"),
    ] = 0.08
    least: Annotated[
        float,
        assumed(
            0.1,
            24,
            "arousal",
            "arousal, added up over the reunions, that shares are taken of at least",
        ),
    ] = 3.0
    unsettled: Annotated[
        float, assumed(0, 1, "share", "weight of unsettled seeking in resistance")
    ] = 0.33
    middle_avoidance: Annotated[
        float, fitted(0.01, 1, "share of arousal", "minimising that earns a 4 in avoidance")
    ] = 0.296
    middle_resistance: Annotated[
        float, fitted(0.01, 1, "share of arousal", "protest that earns a 4 in resistance")
    ] = 0.577
    middle_disorganisation: Annotated[
        float, fitted(0.01, 1, "share of arousal", "conflict that earns a 5 in disorganisation")
    ] = 0.0824


def script(settings):
    """The eight episodes, interval by interval."""
    kind = Event.INTERVAL
    with_mother = Row(kind, caregiver=1.0, stress=settings.room)
    with_both = Row(kind, caregiver=1.0, stranger=1.0, stress=settings.stranger)
    left = Row(kind, stranger=1.0, stress=settings.separation, calming=settings.comfort)
    alone = Row(kind, stress=settings.alone)
    episodes = (with_mother, with_mother, with_both, left, with_mother, alone, left, with_mother)
    return [row for row, n in zip(episodes, INTERVALS, strict=True) for _ in range(n)]


def episode_of_interval():
    """Number of the episode (1 to 8) that each interval belongs to."""
    return np.repeat(np.arange(1, 9), INTERVALS)


def read(outcomes, settings):
    """Scales and class, from ``outcomes`` (..., interval, 4)."""
    seen = behaviour(outcomes, settings)
    scales = {
        "proximity": scale(seen["seeking"], HALF, INSECURE, 7.0),
        "contact": scale(seen["settled"], HALF, INSECURE, 7.0),
        "avoidance": scale(seen["minimising"], settings.middle_avoidance, INSECURE, 7.0),
        "resistance": scale(seen["protest"], settings.middle_resistance, INSECURE, 7.0),
        "disorganisation": scale(
            seen["conflict"], settings.middle_disorganisation, DISORGANISED_FROM, 9.0
        ),
    }
    return {
        **scales,
        **codes(outcomes),
        "attachment": attachment(
            scales["avoidance"], scales["resistance"], scales["disorganisation"]
        ),
        "distress": outcomes[..., 1].max(-1),
    }


def of_reunions(outcomes):
    """Strategy, arousal before and after, and conflict in each interval of the reunions."""
    reunions = outcomes[..., np.isin(episode_of_interval(), REUNIONS), :]
    return np.moveaxis(reunions, -1, 0)


def codes(outcomes):
    """Shares of the intervals of the reunions with each code, in whatever arousal."""
    strategy, _, _, conflict = of_reunions(outcomes)
    shown = (*(strategy == each for each in (SEEK, MINIMISE, MAXIMISE)), conflict == 1.0)
    return {name: those.mean(-1) for name, those in zip(CODES, shown, strict=True)}


def behaviour(outcomes, settings):
    """What a coder sees over the reunions: arousal, and the shares of it under each behaviour."""
    strategy, before, after, conflict = of_reunions(outcomes)
    arousal = total(before)
    felt = np.maximum(arousal, settings.least)
    seeking, settles = strategy == SEEK, after < before

    def share(those):
        return total(before * those) / felt

    protest = (strategy == MAXIMISE) + settings.unsettled * (seeking & ~settles)
    return {
        "arousal": arousal,
        "seeking": share(seeking),
        "settled": share(seeking & settles),
        "minimising": share(strategy == MINIMISE),
        "protest": share(protest),
        "conflict": share(conflict == 1.0),
    }


def total(values):
    """Sum over the intervals, one after the other: the same however an array lies in memory."""
    return np.add.accumulate(values, axis=-1)[..., -1]


def scale(behaviour, middle, middle_score, most):
    """A coder's score: 1 for none of the behaviour, ``middle_score`` for ``middle`` of it."""
    return np.minimum(most, 1.0 + (middle_score - 1.0) * behaviour / middle)


def attachment(avoidance, resistance, disorganisation):
    """Class (index into ``CLASSES``) from the scales alone."""
    insecure = np.where(avoidance >= resistance, AVOIDANT, RESISTANT)
    organised = np.where(np.maximum(avoidance, resistance) >= INSECURE, insecure, SECURE)
    return np.where(disorganisation >= DISORGANISED_FROM, DISORGANISED, organised)
