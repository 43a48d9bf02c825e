"""What is called fitted is what a declared search has found, and kept (``docs/calibration.md``)."""

import json
from pathlib import Path

from trustsim.study.declared import parameter_rows

SEARCH = Path(__file__).parents[1] / "docs" / "calibration.json"


def test_every_fitted_default_is_what_a_search_has_found_and_nothing_else_was_found():
    found, defaults = json.loads(SEARCH.read_text(encoding="utf-8"))["values"], {}
    for row in parameter_rows():
        name, default = row["name"], row["default"]
        if row["basis"] == "fitted" and isinstance(default, dict):
            defaults |= {f"{name}.{part}": default[part] for part in ("mean", "sd")}
        elif row["basis"] == "fitted":
            defaults[name] = default
    assert defaults == found
