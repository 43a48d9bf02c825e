"""All that decides the numbers of a sweep, and what two such things do not share."""

import hashlib
import json

from trustsim.mistakes import Mistake
from trustsim.sweeps.pieces import pieces, versions
from trustsim.theory.compiled import fingerprint

FORMAT = 2  # of the store
DESIGN = "digest of the points"
SHOWN = 8  # differences


def sweep_identity(sweep):
    """All that decides the numbers of a sweep, and the bytes that they are kept in."""
    return {
        "format": FORMAT,
        "config": sweep.given,
        "points": len(sweep.points),
        DESIGN: hashlib.sha256(repr(sweep.points).encode()).hexdigest(),
        "pieces": len(pieces(sweep)),
        "fingerprint": fingerprint(),
        "versions": versions(),
    }


def written(identity):
    """An identity in the bytes of its file."""
    return (json.dumps(identity, indent=2) + "\n").encode()


def raise_unless_same(before, after, head, end):
    """Raise, with the differences between a head and what would do, unless two dicts are equal."""
    lines = differences(before, after)
    if len(lines) > 1:  # the points follow from the config: do not say it twice
        lines = [line for line in lines if not line.startswith(f"{DESIGN}: ")]
    if lines:
        more = [f"... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        raise Mistake(head, *lines[:SHOWN], *more, end)


def differences(before, after, under=""):
    """What two nested dicts do not share, a line each."""
    lines = []
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        if isinstance(was, dict) and isinstance(now, dict):
            lines += differences(was, now, f"{under}{key}.")
        elif was != now:
            lines.append(f"{under}{key}: was {as_json(was)}, is {as_json(now)}")
    return lines


def as_json(value):
    """A value in a line about a difference."""
    return "not there" if value is None else json.dumps(value)[:80]
