"""What is assumed is moved by one rule, and what matters most is named as it came out."""

import runpy
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from trustsim.study.declared import parameter_rows

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "configs" / "sweeps" / "assumptions.toml"
LATER = ("coming", "company", "parenting", "practice")  # rules that no childhood needs
OFF = ("contingency", "resonance", "reciprocity")  # of others, which do nothing by default
experiment = runpy.run_path(str(ROOT / "experiments" / "assumptions.py"))


def assumed():
    """The numbers that the rules of childhood and people outside the family assume, by name."""
    for row in parameter_rows():
        room, *_, last = row["name"].split(".")
        group = row["name"].split(".")[1] if room == "theory" else ""
        wanted = (room == "theory" and group not in LATER) or (room == "others" and last not in OFF)
        if row["basis"] == "assumed" and wanted:
            yield row["name"], row


def moved(row):
    """From half to half as much again; of a share above one half, of what it lacks."""
    value, low, high = row["default"], row["low"], row["high"]
    if value == 0.0:
        return -0.5, 0.5
    if low == 0 and high <= 1 and 0.5 < value < 1:
        return 1.0 - 1.5 * (1.0 - value), 1.0 - 0.5 * (1.0 - value)
    return max(low, min(0.5 * value, 1.5 * value)), min(high, max(0.5 * value, 1.5 * value))


def test_every_number_that_childhood_assumes_is_moved_by_half_of_itself():
    varied = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["sweep"]["vary"]
    rows = dict(assumed())
    assert set(varied) == set(rows)
    for name, given in varied.items():
        assert (given["low"], given["high"]) == pytest.approx(moved(rows[name])), name


def test_a_number_counts_by_its_share_of_all_the_moving_whatever_the_unit():
    indices = pd.DataFrame(
        {
            "parameter": ["a", "b", "a", "b"],
            "measure": ["points", "points", "shares", "shares"],
            "mu_star": [30.0, 10.0, 0.01, 0.03],
        }
    )
    told = experiment["that_matter_most"](indices)
    assert told["share"].to_dict() == {"a": 0.5, "b": 0.5}
    assert told["moves most"].to_dict() == {"a": "points", "b": "shares"}
    assert told["by"].to_dict() == {"a": 30.0, "b": 0.03}
