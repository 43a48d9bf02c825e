"""A digest of every table of every shipped config, to see whether a change has moved a number.

python tests/digests.py    writes tests/digests.json anew, after a change that was meant to
"""

import hashlib
import json
from pathlib import Path

import numpy as np

import trustsim as ts
from trustsim.asking.trials import is_trial, load_trial
from trustsim.showing.receipts.receipt import arithmetic
from trustsim.study.scenario import COMMANDS, from_dict, read_toml

REPOSITORY = Path(__file__).parents[1]
KEPT = Path(__file__).with_suffix(".json")
CONFIGS = sorted(
    [*(REPOSITORY / "configs").rglob("*.toml"), *REPOSITORY.glob("trustsim/**/vignettes/*.toml")]
)
SIZE = {"worlds": 2, "children": 101}  # so many that two threads share them
DIGITS = 16


def scenarios():
    """The scenario of every shipped config, by its name; of a sweep that around which it is.

    Of a trial it is that of its last arm.
    """
    found = {}
    for path in CONFIGS:
        if is_trial(path):
            *_, found[path.stem] = load_trial(path).arms.values()
            continue
        given = {key: each for key, each in read_toml(path).items() if key not in COMMANDS}
        found[path.stem] = from_dict(given, str(path), path.stem)
    return found


def digests(records):
    """Sixteen hexadecimal digits for each table of Records: its columns and all their bits."""
    return {name: digest(table) for name, table in records.tables.items()}


def digest(table):
    """The digest of one table."""
    found = hashlib.sha256()
    for name in table:
        values = table[name].to_numpy()
        values = values.astype(str) if values.dtype == object else values
        found.update(f"{name} {values.dtype}".encode())
        found.update(np.ascontiguousarray(values).tobytes())
    return found.hexdigest()[:DIGITS]


def kept():
    """The digests as they were written down: config -> table -> digest, and the arithmetic."""
    written = json.loads(KEPT.read_text(encoding="utf-8"))
    return written["tables"], written["arithmetic"]


if __name__ == "__main__":
    found = {name: digests(ts.run(each.but(SIZE))) for name, each in scenarios().items()}
    written = {"arithmetic": arithmetic(), "tables": found}
    KEPT.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
