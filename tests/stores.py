"""A small sweep, and stores of it."""

import math
from pathlib import Path

from trustsim import sweeps
from trustsim.sweeps import pieces, store

CONFIG = {
    "title": "small",
    "seed": 3,
    "worlds": 2,
    "children": 12,
    "sweep": {
        "measures": ["secure", "vigilance"],
        "vary": {"sensitivity": [0.2, 0.5, 0.8], "preset": ["low_risk", "high_risk"]},
    },
    "visits": {"strange_situation": {"months": [0.1]}},
}


def changed(**sweep):
    """The small config with another sweep."""
    return CONFIG | {"sweep": CONFIG["sweep"] | sweep}


def begun(folder, config=CONFIG, shard=sweeps.WHOLE):
    """A store in which nothing has been played."""
    return sweeps.begun(folder, sweeps.sweep_from_config(config), shard)


def played(folder, config=CONFIG, shard=sweeps.WHOLE, most=math.inf):
    """A store in which all pieces, or so many, have been played, here and one after the other."""
    made = begun(folder, config, shard)
    for number, piece in enumerate(made.missing):
        if number < most:
            store.keep(made, piece.number, store.packed(pieces.order(made.sweep, piece)))
    return made


def content(folder):
    """Every file of a folder, byte for byte."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(Path(folder).rglob("*"))
        if file.is_file() and file.name != store.LOCK
    }
