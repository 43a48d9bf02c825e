"""Whoever adds a protocol writes one file: all that tells of it is derived from what it says."""

import subprocess
import sys

PROTOCOL = '''
"""Is a stranger believed who does not look at the child? A made-up experiment."""

from typing import Annotated, NamedTuple

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.protocols.reading import shares_by_condition
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed

NEEDS = ()
WORDS = {"seen": "looks at\\nthe child", "unseen": "looks away"}
REPORT = Report(
    (Panel("share of trials in which\\nthe word is taken", WORDS),), people=("the lady", "nobody")
)


class Settings(NamedTuple):
    """What may be varied."""

    months: Months = (2,)
    trials: Annotated[int, assumed(1, 9, "trials", "trials of each condition")] = 3


def script(settings):
    """For each condition the arrival and the trials."""
    return [
        row
        for cue in (1.0, 0.0)
        for row in (Row(Event.ARRIVAL), *[Row(Event.CLAIM, cue=cue)] * settings.trials)
    ]


def read(outcomes, settings):
    """Share of trials in which the word is taken, by condition."""
    return shares_by_condition(outcomes, script(settings), WORDS, Event.CLAIM)
'''

USED = """
import sys
from trustsim.study import protocols
sys.path.insert(0, sys.argv[1])
import looking_away
protocols.CATALOGUE["looking_away"] = looking_away
import trustsim as ts
from trustsim.asking.explain import visit
from trustsim.showing.report.folder import drawings
from trustsim.study.declared import parameter_rows

scenario = ts.from_dict({"worlds": 2, "children": 4, "visits": {"looking_away": {}}})
records = ts.run(scenario)
made = ts.measures.tables({"study": records})
assert made["looking_away"]["condition"].tolist() == ["seen", "unseen"]
assert ts.measures.is_share("looking away, seen, 2 months")
assert "looking away, seen, 2 months" in ts.measures.names(scenario)
needs, draw = drawings({"study": records})["looking_away"]
assert needs == {"looking_away"}
(axis,) = draw().axes
assert [each.get_text() for each in axis.get_xticklabels()] == [
    "looks at\\nthe child", "looks away",
]
assert axis.get_ylabel() == "share of trials in which\\nthe word is taken"
why = visit(scenario, 0, "looking_away")
assert all(name.startswith("the lady") for name in why.beliefs)
assert "visits.looking_away.trials" in {row["name"] for row in parameter_rows()}
print("told")
"""


def test_one_file_and_one_line_make_a_protocol_known_everywhere(tmp_path):
    (tmp_path / "looking_away.py").write_text(PROTOCOL, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", USED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "told\n"), done.stderr
