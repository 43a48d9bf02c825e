"""What docs/scaling.md says of the store and of costs is so."""

import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from trustsim import sweeps
from trustsim.sweeps.pieces import order
from trustsim.sweeps.store import keep, packed

TEXT = (Path(__file__).parents[1] / "docs" / "scaling.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
CONFIG = {
    "worlds": 2,
    "children": 10,
    "sweep": {
        "children": ["births"],
        "vary": {"caregiver.sensitivity": [0.2, 0.8], "caregiver.marking": [0.3, 0.7]},
    },
    "visits": {"strange_situation": {"months": [1]}},
}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A folder with a small sweep in sweeps/first."""
    here = tmp_path_factory.mktemp("here")
    store = sweeps.begun(here / "sweeps" / "first", sweeps.from_config(CONFIG))
    for piece in store.missing:
        keep(store, piece.number, packed(order(store.sweep, piece)))
    return here


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda text: text.split()[1])
def test_a_snippet_runs_without_our_code(snippet, first, monkeypatch, capsys):
    pytest.importorskip(snippet.split()[1])
    monkeypatch.chdir(first)
    exec(snippet, {})
    said = capsys.readouterr().out
    assert said
    for line in said.splitlines():  # a table of costs is the one that stands in the text
        assert not line.startswith("| ") or line in TEXT.splitlines()


def test_the_store_has_the_columns_that_are_described(first):
    described = re.findall(r"^\| `(\w+)` \| (\w+) \|", TEXT, re.MULTILINE)
    schema = pq.read_schema(first / "sweeps" / "first" / "rows" / "000000.parquet")
    varied = ["caregiver.sensitivity", "caregiver.marking"]
    names = [name for name, _ in described]
    assert schema.names == names[:4] + varied + names[4:]
    for name, kind in described:
        found = schema.field(name).type
        assert kind == str(getattr(found, "value_type", found))


def test_a_line_of_the_points_belongs_to_the_point_of_its_number(first):
    points = pd.read_csv(first / "sweeps" / "first" / "points.csv")
    rows = pd.read_parquet(first / "sweeps" / "first" / "rows")
    for name in points:
        assert (points[name].to_numpy()[rows["point"]] == rows[name]).all()


def test_a_table_of_children_begins_as_described(first):
    births = pd.read_parquet(first / "sweeps" / "first" / "births")
    assert list(births)[:3] == ["point", "world", "child"]
    assert len(births) == 4 * CONFIG["worlds"] * CONFIG["children"]
