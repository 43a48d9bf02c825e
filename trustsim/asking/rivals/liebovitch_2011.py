"""Therapy as two affects that move each other: each has its inertia, and answers the other's.

Claims   how therapist and client feel at the end follows from how hard each is to move and how
         strongly each answers the other; four statements (``STATEMENTS``): the more responsive of
         the two ends more positive, the client swings before settling, it goes worst where the
         therapist begins negative, and changing influence is the inverse of changing inertia
Source   Liebovitch, Peluso et al. (2011), Cognitive Neurodynamics 5(3), 265-275,
         doi:10.1007/s11571-011-9157-x; the statements: Peluso, Liebovitch, Gottman, Norman & Su
         (2012), Psychotherapy Research 22. Only abstracts could be read, also that of Norman's
         dissertation (2012), not the equations: the rate of change follows the affect as it is, the
         affect when alone, and an influence function of the other's. The form is after these words
         (linear inertia, bounded influence). That negative affect may count otherwise, even call
         forth warmth, is assumed, and so is every number, chosen so that all four statements can be
         true of one dyad
Can      say who ends more positive, whether affects swing on the way, what a bad beginning costs
Cannot   have the client swing while both only follow each other (then nobody turns more than once),
         nor let the therapist's beginning decide once the therapist soothes strongly; chance; an
         alliance beyond the affects of the moment; drop-out; dose (time has no unit, and nothing
         is carried from one session to the next); trust in what is said; development; the social
         world
"""

from itertools import product
from typing import NamedTuple

import numpy as np
import scipy

from trustsim.mistakes import Mistake

LONG = 100.0  # until all is settled, in units of the slower one's 1 / inertia
NOTICED = 0.01  # the least turn of an affect that counts as one
STARTS = np.array(list(product((-1.0, 0.0, 1.0), repeat=2))).T  # (person, start)
POSITIVE = (1.0, 1.0)  # a start at which both feel well


class Person(NamedTuple):
    """How one of the two feels and answers the other; affect is below 0 where it is negative."""

    inertia: float = 1.0  # how hard the affect is held to what it is when alone, above 0
    alone: float = 0.0  # the affect when nobody influences it
    responsiveness: float = 2.0  # how strongly the other's affect moves it, not below 0
    to_negative: float = 1.0  # the other's negative affect: 1 drags down, 0 leaves cold, -1 warms


FOLLOWING = Person()
SOOTHING = Person(to_negative=-0.5)
CLIENT = Person(alone=-1.0, responsiveness=4.0)


def influence(affect, person):
    """What another's affect does to a person of responsiveness 1: nearly itself, but bounded."""
    bounded = np.tanh(affect)
    return np.where(bounded > 0.0, bounded, person.to_negative * bounded)


def change(affects, therapist, client):
    """How fast the two affects change; (person, ...), the therapist first."""
    return np.stack([
        person.inertia * (person.alone - own) + person.responsiveness * influence(other, person)
        for person, own, other in zip((therapist, client), affects, affects[::-1], strict=True)
    ])  # fmt: skip


def course(moments, start=POSITIVE, therapist=SOOTHING, client=CLIENT):
    """The affects of therapist and client at these moments, of which there are two or more.

    ``start`` is (person, ...), the therapist first, at the first moment; the result adds an axis
    of moments.
    """
    check_people(therapist, client)
    start = np.asarray(start, dtype=float)
    if start.shape[:1] != (2,) or not np.isfinite(start).all():
        raise Mistake(f"start {start.tolist()}: give an affect of the therapist and of the client")
    played = scipy.integrate.solve_ivp(
        lambda _, affects: change(affects.reshape(start.shape), therapist, client).ravel(),
        (moments[0], moments[-1]),
        start.ravel(),
        t_eval=moments,
        rtol=1e-9,
        atol=1e-9,
    )
    return played.y.reshape(*start.shape, -1)


def settled(start=POSITIVE, therapist=SOOTHING, client=CLIENT):
    """The affects in which therapist and client end; shape of ``start``."""
    return course([0.0, lasting(therapist, client)], start, therapist, client)[..., -1]


def lead(start=POSITIVE, therapist=SOOTHING, client=CLIENT):
    """How much more positive the therapist ends than the client; below 0, the client does."""
    of_therapist, of_client = settled(start, therapist, client)
    return of_therapist - of_client


def turns(affect):
    """How often an affect turns, from rising to falling or back, on the way to where it settles."""
    return sum(
        len(scipy.signal.find_peaks(each, prominence=NOTICED)[0]) for each in (affect, -affect)
    )


def more_responsive_ends_more_positive(therapist=SOOTHING, client=CLIENT):
    """Does the more responsive of the two end more positive, if both begin so?"""
    responsive = therapist.responsiveness - client.responsiveness
    return bool(lead(POSITIVE, therapist, client) * responsive > 0.0)


def client_swings(therapist=SOOTHING, client=CLIENT):
    """Is there a beginning from which the client turns more than once before settling?"""
    moments = np.linspace(0.0, lasting(therapist, client), 2000)
    _, of_client = course(moments, STARTS, therapist, client)
    return max(turns(each) for each in of_client) > 1


def worst_where_therapist_begins_negative(therapist=SOOTHING, client=CLIENT):
    """Does the client on average end worse if the therapist begins negative than if not?"""
    _, of_client = settled(STARTS, therapist, client)
    negative = STARTS[0] < 0.0
    return bool(of_client[negative].mean() < of_client[~negative].mean() - NOTICED)


def influence_is_inverse_to_inertia(therapist=SOOTHING, client=CLIENT, factor=1.5):
    """Do both end alike, whether the client answers more strongly or is less hard to move?"""
    stronger = client._replace(responsiveness=client.responsiveness * factor)
    lighter = client._replace(inertia=client.inertia / factor)
    ends = [settled(POSITIVE, therapist, each) for each in (stronger, lighter)]
    return bool(np.allclose(*ends, atol=NOTICED))


def lasting(therapist, client):
    """How long to wait until both have settled."""
    check_people(therapist, client)
    return LONG / min(therapist.inertia, client.inertia)


def check_people(therapist, client):
    """Raise unless both are drawn back to themselves, and answer each other."""
    for who, person in (("therapist", therapist), ("client", client)):
        if not person.inertia > 0.0:
            raise Mistake(f"{who}: inertia {person.inertia} must be above 0")
        if not person.responsiveness >= 0.0:
            raise Mistake(f"{who}: responsiveness {person.responsiveness} must not be negative")


STATEMENTS = {
    "the more responsive of two ends more positive": more_responsive_ends_more_positive,
    "the client swings before settling": client_swings,
    "worst where the therapist begins negative": worst_where_therapist_begins_negative,
    "changing influence and changing inertia are inverse": influence_is_inverse_to_inertia,
}
SAYS = {"who ends more positive": lead}
