"""Home observation: how sensitive, mentalising and frightening a caregiver seems to a rater.

Design   a rater watches everyday distress and play at home, at the end of the first year
Measure  three ratings from 1 to 9: sensitivity (signals noticed, accepted, play not overridden),
         mentalising (mirroring that is congruent and marked), disruption (frightening answers); of
         the two together, involvement (how openly the child shows itself) and reciprocity (how much
         of that is mirrored)
Source   Ainsworth, Bell & Stayton (1974) for the scales behind sensitivity, by De Wolff & van
         IJzendoorn (1997), doi:10.1111/j.1467-8624.1997.tb04218.x; Zeegers et al. (2017),
         doi:10.1037/bul0000114, for sensitivity and mentalising as two ratings
Assumed  how much is watched, how the shares make a rating, and the size of the raters' error

At `visits.home_observation.months` a rater watches `visits.home_observation.distress` encounters of
distress and `visits.home_observation.play` of play. Ratings from 1 to 9 follow from shares of what
was seen, with a normal error of standard deviation `visits.home_observation.error`: sensitivity
from the mean share of signals noticed, noticed signals not rebuffed and play not overridden;
mentalising from the mean share of congruent and of marked mirroring; disruption from the share of
frightening answers. Of the two together are read off involvement, the mean strength of the signals,
and reciprocity, the mean of what of it is mirrored.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import mean_of
from trustsim.study.protocols.report import Months, Report
from trustsim.theory.about import assumed, fitted
from trustsim.theory.encounters.nurture import FRIGHTENING, MIRRORING, NONE, REBUFFING, STIMULATING

NEEDS = ()
RATINGS = ("sensitivity", "mentalising", "disruption")

REPORT = Report()


class Settings(NamedTuple):
    """What may be varied in a home observation."""

    months: Months = (11,)
    distress: Annotated[
        int, assumed(1, 500, "encounters", "encounters of distress that are watched")
    ] = 30
    play: Annotated[int, assumed(1, 500, "encounters", "encounters of play that are watched")] = 30
    error: Annotated[
        float, fitted(0, 4, "scale points", "standard deviation of a rater's error")
    ] = 1.05


def script(settings):
    """The events of one visit, in order."""
    return [
        *[Row(Event.WATCHED_DISTRESS)] * settings.distress,
        *[Row(Event.WATCHED_PLAY)] * settings.play,
        Row(Event.RATING),
    ]


def read(outcomes, settings):
    """Ratings and the shares behind them, from ``outcomes`` (..., event, 4)."""
    distress = outcomes[..., : settings.distress, :]
    play = outcomes[..., settings.distress : -1, :]
    errors = settings.error * outcomes[..., -1, :3]
    kind = distress[..., 0]
    noticed = (kind != NONE).mean(-1)
    rebuffed = share_among(kind == REBUFFING, kind != NONE)
    frightened = (kind == FRIGHTENING).mean(-1)
    followed = (play[..., 0] != STIMULATING).mean(-1)
    mirrored = outcomes[..., :-1, 0] == MIRRORING
    congruent = share_among(mirrored & (outcomes[..., :-1, 1] == 1.0), mirrored)
    marked = share_among(mirrored & (outcomes[..., :-1, 2] == 1.0), mirrored)
    recognised = (outcomes[..., :-1, 1] * outcomes[..., :-1, 2]).mean(-1)
    shown = outcomes[..., :-1, 3]
    return {
        "sensitivity": rating((noticed + 1.0 - rebuffed + followed) / 3.0, errors[..., 0]),
        "mentalising": rating((congruent + marked) / 2.0, errors[..., 1]),
        "disruption": rating(frightened, errors[..., 2]),
        "noticed": noticed,
        "rebuffed": rebuffed,
        "frightened": frightened,
        "followed": followed,
        "mirrored": mirrored.mean(-1),
        "congruent": congruent,
        "marked": marked,
        "recognised": recognised,
        "involvement": mean_of(shown),
        "reciprocity": mean_of(shown * mirrored),
    }


def share_among(these, among):
    """Share of events, or 0 where there were none to choose from."""
    return these.sum(-1) / np.maximum(among.sum(-1), 1)


def rating(proportion, error):
    """A rating from 1 to 9 with the rater's error."""
    return np.clip(1.0 + 8.0 * proportion + error, 1.0, 9.0)
