"""What docs/scaling.md says of the store and of costs is so."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from trustsim import sweeps
from trustsim.sweeps.pieces import order
from trustsim.sweeps.store import keep, packed

TEXT = (Path(__file__).parents[1] / "docs" / "scaling.md").read_text(encoding="utf-8")
NAMED_LIKE_COLUMNS = ["seed=1", "measure=secure", "point=x"]
SNIPPETS = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
READING = [snippet for snippet in SNIPPETS if "sweeps/first" in snippet]
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
    store = sweeps.begun(here / "sweeps" / "first", sweeps.sweep_from_config(CONFIG))
    for piece in store.missing:
        keep(store, piece.number, packed(order(store.sweep, piece)))
    for name in NAMED_LIKE_COLUMNS:
        shutil.copytree(store.folder, here / name / "first")
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


@pytest.mark.parametrize("name", NAMED_LIKE_COLUMNS)
@pytest.mark.parametrize("snippet", READING, ids=lambda text: text.split()[1])
def test_a_recipe_takes_no_folder_for_a_column(snippet, name, first, monkeypatch, capsys):
    pytest.importorskip(snippet.split()[1])
    monkeypatch.chdir(first)
    exec(snippet, {})
    said = capsys.readouterr().out
    exec(snippet.replace("sweeps/first", f"{name}/first"), {})
    assert in_any_order(capsys.readouterr().out) == in_any_order(said)


def in_any_order(said):
    """The words that were printed, and the numbers but for their last digits."""
    words = re.findall(r"[\w.]+", said)
    return sorted(f"{float(w):.9g}" if re.fullmatch(r"\d+\.\d+", w) else w for w in words)


@pytest.mark.parametrize("name", NAMED_LIKE_COLUMNS)
def test_our_own_reading_takes_no_folder_for_a_column(name, first):
    rows = sweeps.read_sweep(first / name / "first", ["secure"])
    pd.testing.assert_frame_equal(rows, sweeps.read_sweep(first / "sweeps" / "first", ["secure"]))


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
