"""What a sweep has found is kept whole, once, and opens anywhere."""

import importlib
import json
import math
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from stores import CONFIG, begun, changed, content, played
from sweep_rows import words

import trustsim as ts
from trustsim import sweeps
from trustsim.showing import figures, report
from trustsim.showing.report import sweeping
from trustsim.sweeps import distribute, estimate, files, pieces, store

identity = importlib.import_module("trustsim.sweeps.identity")


def test_there_is_one_row_for_each_point_world_and_measure(tmp_path):
    rows = sweeps.read_sweep(played(tmp_path / "s").folder)
    assert len(rows) == 6 * 2 * 2
    assert not rows.duplicated(["point", "world", "measure"]).any()
    assert rows.sort_values(["point", "world"], kind="stable").index.equals(rows.index)
    assert rows["seed"].unique() == [3]
    assert rows["fingerprint"].unique() == [ts.fingerprint()]
    assert rows["versions"].str.contains("trustsim").all()


def test_a_row_says_what_a_run_of_its_point_says(tmp_path):
    made = played(tmp_path / "s")
    rows = sweeps.read_sweep(made.folder, ["secure"])
    for point in range(6):
        by_hand = ts.measures.class_shares(ts.run(made.scenario_at(point)))[:, 0]
        here = rows[rows["point"] == point]
        assert here["value"].tolist() == by_hand.tolist()
        for name, value in made.sweep.changes(point).items():
            assert (here[name] == value).all()


def test_the_store_opens_without_our_code(tmp_path):
    folder = played(tmp_path / "s").folder
    ours = sweeps.read_sweep(folder)
    theirs = pd.read_parquet(folder / "rows")
    pd.testing.assert_frame_equal(theirs.astype({"measure": "str"}), ours)
    points = pd.read_csv(folder / "points.csv")
    assert points["caregiver.sensitivity"].tolist() == [0.2, 0.2, 0.5, 0.5, 0.8, 0.8]


def test_a_wide_table_has_a_column_for_each_measure(tmp_path):
    rows = sweeps.read_sweep(played(tmp_path / "s").folder)
    table = sweeps.wide(rows)
    assert len(table) == 6 * 2
    assert table["secure"].tolist() == rows[rows["measure"] == "secure"]["value"].tolist()


def test_what_does_not_exist_is_missing_and_not_a_number_of_our_own(tmp_path):
    config = changed(measures=["siding, novel, disorganised"], vary={"sensitivity": [0.5]})
    visits = {"strange_situation": {"months": [0.1]}, "mother_stranger": {"months": [0.2]}}
    made = played(tmp_path / "s", config | {"children": 3, "visits": visits})
    assert pq.read_table(made.file(0))["value"].null_count == 2


def test_every_child_is_kept_where_it_is_asked_for(tmp_path):
    made = played(tmp_path / "s", changed(children=["births", "strange_situation"]))
    for table in ("births", "strange_situation"):
        kept = pd.read_parquet(made.folder / table)
        by_hand = ts.run(made.scenario_at(4)).tables[table]
        here = kept[kept["point"] == 4].drop(columns="point").reset_index(drop=True)
        pd.testing.assert_frame_equal(here, by_hand)
        assert len(kept) == 6 * 2 * 12


def test_a_store_that_is_begun_is_gone_on_with(tmp_path):
    whole = played(tmp_path / "whole")
    half = played(tmp_path / "half", most=3)
    assert [piece.number for piece in half.missing] == [3, 4, 5]
    again = played(tmp_path / "half")
    assert again.missing == []
    assert content(again.folder) == content(whole.folder)


@pytest.mark.parametrize("design", ["grid", "table"])
def test_a_store_says_all_that_its_sweep_is(tmp_path, design):
    config = CONFIG
    if design == "table":
        (tmp_path / "points.csv").write_text("sensitivity,preset\n0.30000000000000004,low_risk\n")
        config = CONFIG | {"sweep": {"design": "table", "table": str(tmp_path / "points.csv")}}
    made = begun(tmp_path / "s", config)
    (tmp_path / "points.csv").unlink(missing_ok=True)
    again = sweeps.resumable(made.folder).sweep
    asked = sweeps.sweep_from_config(config) if design == "grid" else again
    assert again.points == asked.points
    assert again.given == config
    assert again.scenario.resolved() == asked.scenario.resolved()


def test_another_sweep_is_refused_with_the_difference(tmp_path):
    begun(tmp_path / "s")
    other = CONFIG | {"seed": 4} | {"sweep": CONFIG["sweep"] | {"measures": ["secure"]}}
    with pytest.raises(ts.Mistake) as mistake:
        begun(tmp_path / "s", other)
    assert "config.seed: was 3, is 4" in str(mistake.value)
    assert 'config.sweep.measures: was ["secure", "vigilance"], is ["secure"]' in str(mistake.value)
    assert "digest" not in str(mistake.value)


def test_a_table_of_points_that_has_changed_is_refused(tmp_path):
    table = tmp_path / "points.csv"
    config = CONFIG | {"sweep": {"design": "table", "table": str(table)}}
    table.write_text("sensitivity\n0.3\n")
    begun(tmp_path / "s", config)
    table.write_text("sensitivity\n0.4\n")
    with pytest.raises(ts.Mistake, match="digest of the points: was"):
        begun(tmp_path / "s", config)


def test_a_config_that_was_changed_in_the_store_is_refused(tmp_path):
    made = begun(tmp_path / "s")
    config = made.folder / "sweep.toml"
    config.write_text(config.read_text().replace("seed = 3", "seed = 5"))
    with pytest.raises(ts.Mistake, match=r"config\.seed: was 3, is 5"):
        sweeps.resumable(made.folder)


def test_a_worker_with_another_theory_is_told_and_its_rows_are_not_kept(tmp_path, monkeypatch):
    made = begun(tmp_path / "s")
    monkeypatch.setattr(pieces, "fingerprint", lambda: "another")
    with pytest.raises(ts.Mistake, match="a worker has another fingerprint than this machine"):
        played(tmp_path / "s")
    assert made.kept == []


@pytest.mark.parametrize("key", ["fingerprint", "versions"])
def test_rows_of_another_theory_or_library_are_not_added_to(tmp_path, key, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(identity, key, lambda: "another")
        made = begun(tmp_path / "s")
    with pytest.raises(ts.Mistake, match=f'{key}: was "another", is'):
        sweeps.resumable(made.folder)


def test_a_store_of_another_format_is_named(tmp_path):
    made = begun(tmp_path / "s")
    known = json.loads((made.folder / "identity.json").read_text())
    (made.folder / "identity.json").write_text(json.dumps(known | {"format": 99}))
    with pytest.raises(
        ts.Mistake, match="its format is '99', and this version of trustsim reads '2'"
    ):
        sweeps.opened(made.folder)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("all of it")
    with pytest.raises(ts.Mistake, match="not the folder of a sweep"):
        begun(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(ts.Mistake, match="no such folder"):
        sweeps.opened(tmp_path / "nowhere")


def test_a_sweep_of_which_nothing_is_played_says_so(tmp_path):
    with pytest.raises(ts.Mistake, match="nothing of it has been played yet"):
        sweeps.read_sweep(begun(tmp_path / "s").folder)


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    made = played(tmp_path / "s", most=1)
    before = content(made.folder)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        played(tmp_path / "s")
    assert content(made.folder) == before


def test_a_file_has_its_name_only_when_all_of_it_is_on_the_disk(tmp_path, monkeypatch):
    def crash(partial, path):
        raise OSError("power")

    monkeypatch.setattr(files.os, "replace", crash)
    with pytest.raises(OSError, match="power"):
        files.durably(tmp_path / "whole", b"content")
    assert list(tmp_path.iterdir()) == []


def test_a_piece_of_which_a_table_is_missing_is_not_there(tmp_path, monkeypatch):
    made = begun(tmp_path / "s", changed(children=["births"]))
    written, really = [], store.durably

    def crash(path, content):
        if path.parent.name == "rows":
            raise OSError("power")
        written.append(path.parent.name)
        really(path, content)

    monkeypatch.setattr(store, "durably", crash)
    with pytest.raises(OSError, match="power"):
        played(tmp_path / "s", changed(children=["births"]))
    assert written == ["digests", "births"]
    assert made.kept == []


def test_a_dry_run_says_how_large_a_sweep_will_be(tmp_path):
    config = changed(measures=[], children=["portraits"]) | {"worlds": 40}
    sweep = sweeps.sweep_from_config(config)
    cost = sweeps.sweep_cost(sweep)
    made = played(tmp_path / "s", config)
    size = sum(file.stat().st_size for file in made.folder.rglob("*.parquet"))
    assert (cost.points, cost.runs, cost.children) == (6, 240, 2880)
    assert cost.rows == len(sweeps.read_sweep(made.folder))
    assert 0.5 * size < cost.size < 2.0 * size


def test_a_dry_run_counts_children_where_their_number_is_varied(tmp_path):
    config = changed(vary={"children": [10, 90]}, children=["births"])
    cost = sweeps.sweep_cost(sweeps.sweep_from_config(config))
    made = played(tmp_path / "s", config)
    assert cost.children == 2 * (10 + 90)
    born = sum(pq.read_metadata(file).num_rows for file in made.folder.glob("births/*.parquet"))
    assert born == cost.children


def test_a_dry_run_of_what_does_not_fit_says_everything_and_that(tmp_path, monkeypatch):
    config = tmp_path / "s.toml"
    config.write_text((begun(tmp_path / "begun").folder / "sweep.toml").read_text())
    usage = shutil.disk_usage(tmp_path)._replace(free=100)
    monkeypatch.setattr(estimate.shutil, "disk_usage", lambda folder: usage)
    *lines, last = sweeping.dry_run(config, tmp_path / "out", None, 1)
    assert [line.split()[0] for line in lines][-3:] == ["children", "time", "store"]
    assert "the disk has 100 bytes" in last


def test_a_figure_of_an_unfinished_sweep_says_so(tmp_path):
    made = played(tmp_path / "s", most=4)
    rows = sweeps.rows_of(made)
    figure = figures.sweep_lines(rows, "sensitivity", ["secure"], children=12)
    assert "Not finished: 4 of 6 pieces played, without points 4 to 5." in words(figure)


def test_a_disk_without_room_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("s.toml").write_text(sweeps.opened(begun("begun").folder).folder.joinpath("sweep.toml")
                              .read_text())  # fmt: skip
    usage = shutil.disk_usage(tmp_path)._replace(free=100)
    monkeypatch.setattr(estimate.shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(ts.Mistake, match=r"the sweep needs about .* and the disk has 100 bytes"):
        sweeping.sweep(Path("s.toml"), Path("out"), None, None, 1)
    assert not Path("out").exists()


def test_a_scheduler_that_is_not_there_is_told_and_nothing_is_begun(tmp_path, monkeypatch):
    monkeypatch.setattr(distribute, "PATIENCE", 0.2)
    config = tmp_path / "s.toml"
    config.write_text((begun(tmp_path / "begun").folder / "sweep.toml").read_text())
    for address in ("tcp://127.0.0.1:9", "nonsense", "", "inproc://1/2/3"):
        with pytest.raises(ts.Mistake, match=f"--scheduler '{address}': is not there"):
            sweeping.sweep(config, tmp_path / "out", address, None, None)
    assert not (tmp_path / "out").exists()


def test_nobody_else_plays_a_store_that_is_being_played(tmp_path):
    from filelock import FileLock

    made = begun(tmp_path / "s")
    with (
        FileLock(made.folder / store.LOCK),
        pytest.raises(ts.Mistake, match="somebody else is playing it"),
    ):
        sweeps.play(made, cores=1)


def test_a_point_is_a_config_like_any_other(tmp_path):
    made = begun(tmp_path / "s")
    text = made.scenario_at(3).to_toml()
    (tmp_path / "three.toml").write_text(text)
    assert ts.load(tmp_path / "three.toml").resolved() == made.scenario_at(3).resolved()
    with pytest.raises(ts.Mistake, match="the points are 0 to 5"):
        made.scenario_at(6)


@pytest.mark.long
def test_the_indices_of_a_known_function_come_back_from_the_store(tmp_path, monkeypatch):
    """Ishigami's function (a = 7, b = .1): indices by hand, Saltelli et al. (2008), 4.6."""
    low, high = -math.pi, math.pi
    axes = ("theory.vigilance.openness", "theory.exploring.readiness", "others.availability")

    def ishigami(records, wanted):
        scenario = records.scenario
        x, y, z = (
            scenario.theory.vigilance.openness,
            scenario.theory.exploring.readiness,
            scenario.others.availability,
        )
        value = math.sin(x) + 7.0 * math.sin(y) ** 2 + 0.1 * z**4 * math.sin(x)
        return {"ishigami": np.full(records.worlds, value)}

    monkeypatch.setattr(pieces, "by_cohort", ishigami)
    sweep = {"design": "saltelli", "points": 512,
             "vary": {name: {"low": low, "high": high} for name in axes}}  # fmt: skip
    life = {"distress": 0, "play": 0, "lessons": 0}
    made = played(
        tmp_path / "s", CONFIG | {"sweep": sweep, "childhood": life, "children": 1, "worlds": 1}
    )
    found = sweeps.indices(made).set_index("parameter")
    known = {axes[0]: (0.314, 0.558), axes[1]: (0.442, 0.442), axes[2]: (0.0, 0.244)}
    for name, (first, total) in known.items():
        assert found.loc[name, "first_low"] < first < found.loc[name, "first_high"]
        assert found.loc[name, "total_low"] < total < found.loc[name, "total_high"]
    again = sweeping.sensitivity(made.folder, None, None, None)[1].set_index("parameter")
    pd.testing.assert_frame_equal(again, found)
    names = {file.name for file in (made.folder / "sensitivity").iterdir()}
    assert names == {f"sensitivity.{kind}" for kind in ("csv", "txt", "pdf", "svg", "png")}
    drawing = importlib.import_module("trustsim.showing.figures.sensitivity")
    monkeypatch.setattr(drawing, "MOST", 0)  # too many for a figure: told all the same
    *_, found, missing = sweeping.sensitivity(made.folder, None, None, None)
    pd.testing.assert_frame_equal(found.set_index("parameter"), again)
    assert missing == "1 measures do not fit into one figure; choose up to 0"


def test_the_schema_has_a_place_for_a_sweep():
    assert "sweep" in report.schema()["properties"]
