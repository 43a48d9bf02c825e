"""What was recorded is kept: whole, refused, or not there at all."""

import copy
import errno
import json
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from multiprocessing import get_context
from subprocess import PIPE

import pandas as pd
import pytest

import trustsim as ts
from trustsim.engine.records import first_whole, numbered, provenance, whole
from trustsim.engine.reserving import HIDDEN
from trustsim.study.scenario import plain

TINY = {
    "title": "Six children for a month and a half",
    "seed": 6,
    "worlds": 2,
    "children": 3,
    "caregiver": {"sensitivity": 0.4},
    "visits": {
        "home_observation": {"months": [1], "distress": 3, "play": 3},
        "strange_situation": {"months": [1]},
        "mother_stranger": {"months": [1, 1.5], "trials": 1},
    },
}


@pytest.fixture(scope="module")
def records():
    return ts.run(ts.from_dict(TINY, name="tiny"), engine="agents")


@pytest.fixture
def saved(records, tmp_path):
    """A results folder."""
    with whole(tmp_path / "saved") as partial:
        records.save(partial)
    return tmp_path / "saved"


def assert_same_tables(ones, others):
    """Same tables in the same order, with the same columns, types and numbers."""
    assert list(ones) == list(others)
    for name, table in ones.items():
        pd.testing.assert_frame_equal(table, others[name], check_exact=True, obj=name)


def test_saving_and_loading_lose_nothing(records, saved):
    loaded = ts.read_records(saved)
    assert_same_tables(loaded.tables, records.tables)
    assert replace(loaded.scenario, name="tiny") == records.scenario


def test_a_results_folder_says_what_was_run(records, saved):
    names = {"config.toml", "resolved.toml", "provenance.json", "records.npz"}
    assert {file.name for file in saved.iterdir()} == names
    assert plain(ts.load(saved / "config.toml").differences) == TINY


@pytest.mark.parametrize("config", ["config.toml", "resolved.toml"])
def test_a_saved_config_runs_again_to_the_same_records(records, saved, config):
    again = ts.run(ts.load(saved / config), engine="agents")
    assert_same_tables(again.tables, records.tables)


def test_provenance_holds_what_is_needed_to_get_the_same_numbers(records, saved):
    said = json.loads((saved / "provenance.json").read_text(encoding="utf-8"))
    now = provenance(records.scenario)
    assert said | {"date": now["date"]} == now
    assert said["title"] == TINY["title"]
    assert [said[key] for key in ("seed", "worlds", "children")] == [6, 2, 3]
    assert said["fingerprint"] == ts.fingerprint()
    for library in ("trustsim", "numpy", "numba", "mesa"):
        assert said["versions"][library] == version(library)


def test_tables_are_ordered_by_world_child_and_age(records):
    people = [(world, child) for world in range(2) for child in range(3)]
    births = records.tables["births"][["world", "child"]]
    assert list(births.itertuples(index=False, name=None)) == people
    asked = records.tables["mother_stranger"][["world", "child", "months"]]
    expected = [(*person, age) for person in people for age in (1.0, 1.5)]
    assert list(asked.itertuples(index=False, name=None)) == expected
    seen = records.tables["portraits"][["world", "child", "months", "visit"]]
    assert seen.equals(seen.sort_values([*seen], ignore_index=True))


def test_a_portrait_is_that_of_this_child_at_this_age(records):
    for months in (1.0, 1.5):
        world = ts.World(records.scenario, number=1, children=[2])
        world.live(months=months)
        for item in ("trust_in_figure", "tension"):
            seen = records.column("portraits", item, months)[1, 2]
            assert seen == getattr(world.infants[0].portrait(), item)


def test_a_column_is_an_array_of_worlds_and_children(records):
    assert records.column("births", "marking").shape == (2, 3)
    late = records.column("mother_stranger", "novel ask", months=1.5)
    table = records.tables["mother_stranger"]
    assert late[1, 2] == table["novel ask"].iloc[-1]


@pytest.mark.parametrize(
    ("months", "message"), [(None, "say which"), (7, r"at \[1.0, 1.5\] months, not at 7")]
)
def test_a_column_at_an_unclear_age_is_refused(records, months, message):
    with pytest.raises(ValueError, match=message):
        records.column("mother_stranger", "novel ask", months)


def test_a_folder_appears_only_when_it_is_whole(tmp_path):
    with whole(tmp_path / "deep" / "results") as partial:
        (partial / "first").write_text("1")
        assert not (tmp_path / "deep" / "results").exists()
    assert [file.name for file in (tmp_path / "deep" / "results").iterdir()] == ["first"]
    assert [each.name for each in (tmp_path / "deep").iterdir()] == ["results"]  # nothing beside it


@pytest.mark.parametrize("reason", [RuntimeError("a bug"), KeyboardInterrupt()], ids=repr)
def test_after_an_interruption_nothing_is_left(tmp_path, reason):
    def interrupted():
        with whole(tmp_path / "results") as partial:
            (partial / "first").write_text("1")
            raise reason

    with pytest.raises(type(reason)):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_on_a_full_disk_nothing_is_left_but_the_reason(tmp_path, records, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("numpy.savez_compressed", full)
    message = r"results: cannot be written \(No space left on device\)"
    with pytest.raises(ts.Mistake, match=message), whole(tmp_path / "results") as partial:
        records.save(partial)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_refused_and_untouched(tmp_path):
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(ts.Mistake, match="exists already; give another --out"), whole(tmp_path):
        pytest.fail("nothing may be run for a folder that is taken")
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]
    assert (tmp_path / "mine").read_text() == "precious"


def test_a_folder_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ts.Mistake, match="cannot be written"), whole(tmp_path / "file" / "results"):
        pytest.fail("nothing may be run for a folder that cannot be made")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_others_may_read_a_results_folder_as_any_new_folder(tmp_path):
    (tmp_path / "usual").mkdir()
    with whole(tmp_path / "results"):
        pass
    assert (tmp_path / "results").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_default_folders_count_up(tmp_path):
    names = []
    for _ in range(3):
        with first_whole(numbered("corriveau", under=tmp_path)) as (folder, _):
            names.append(folder.name)
    assert names == ["corriveau", "corriveau-2", "corriveau-3"]
    assert sorted(each.name for each in tmp_path.iterdir()) == names


def test_two_at_once_get_two_folders_and_both_are_kept(tmp_path):
    with first_whole(numbered("liar", under=tmp_path)) as (first, partial):
        (partial / "who").write_text("first")
        with first_whole(numbered("liar", under=tmp_path)) as (second, partial):
            (partial / "who").write_text("second")
    assert [first.name, second.name] == ["liar", "liar-2"]
    assert [(each / "who").read_text() for each in (first, second)] == ["first", "second"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_another_is_writing_is_refused_at_once(tmp_path):
    with whole(tmp_path / "out") as partial:
        (partial / "mine").write_text("precious")
        message = "out: another process is writing it; give another --out"
        with pytest.raises(ts.Mistake, match=message), whole(tmp_path / "out"):
            pytest.fail("nothing may be run for a folder that somebody is writing")
    assert (tmp_path / "out" / "mine").read_text() == "precious"


def child(under, code):
    """A process that fills the folder ``out``, if nobody else does, and then runs some code."""
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from trustsim.engine.reserving import reserved\n"
        "with reserved(Path(sys.argv[1]) / 'out') as partial:\n"
        "    print('mine' if partial else 'taken', flush=True)\n"
        f"    {code}\n"
    )
    command = [sys.executable, "-c", program, str(under)]
    return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True)


def test_of_many_processes_that_begin_together_one_has_the_folder(tmp_path):
    children = [child(tmp_path, "sys.stdin.read()") for _ in range(6)]
    said = sorted(each.stdout.readline() for each in children)
    for each in children:
        each.communicate()
    assert said == ["mine\n", *["taken\n"] * 5]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_what_a_killed_process_left_is_removed_by_the_next_in_any_folder_there(tmp_path, name):
    killed = child(tmp_path, f"os.kill(os.getpid(), signal.{name})")
    assert killed.communicate() == ("mine\n", None)
    assert killed.returncode == -getattr(signal, name)
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".out.")
    with whole(tmp_path / "another"):
        assert not left.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["another"]


def test_what_a_process_left_that_was_killed_before_it_had_begun_is_removed(tmp_path):
    (tmp_path / HIDDEN.format("early")).mkdir()
    with whole(tmp_path / "out"):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_nothing_of_a_living_process_is_removed(tmp_path):
    with whole(tmp_path / "living") as partial:
        with whole(tmp_path / "next"):
            assert partial.is_dir()
        assert partial.is_dir()
    assert {each.name for each in tmp_path.iterdir()} == {"living", "next"}


def test_a_hidden_folder_of_somebody_else_is_left_alone(tmp_path):
    mine = tmp_path / HIDDEN.format("plants") / "mine"
    mine.parent.mkdir()
    mine.write_text("precious")
    with whole(tmp_path / "out"):
        pass
    assert mine.read_text() == "precious"


def test_where_the_disk_has_no_locks_a_folder_still_has_one_owner(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    for name in ("liar", "liar-2"):
        with first_whole(numbered("liar", under=tmp_path)) as (folder, partial):
            assert folder.name == name
            with pytest.raises(ts.Mistake, match="another process"), whole(folder):
                pytest.fail("it has an owner")
            assert partial.is_dir()
    assert len(list(tmp_path.iterdir())) == 2


def test_results_whose_name_was_taken_while_they_were_made_are_kept_under_the_next(tmp_path):
    def overtaken():
        with whole(tmp_path / "out") as partial:
            (partial / "mine").write_text("precious")
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "theirs").touch()

    with pytest.raises(ts.Mistake, match=r"out: has come into being meanwhile; see .*out-2"):
        overtaken()
    assert (tmp_path / "out-2" / "mine").read_text() == "precious"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, copy.copy, lambda whole: pickle.loads(pickle.dumps(whole))]
)
def test_a_scenario_and_its_records_can_be_copied_and_sent(records, copied):
    again = copied(records)
    assert again.scenario == records.scenario
    assert_same_tables(again.tables, records.tables)
    assert again.scenario.but({"seed": 7}) == records.scenario.but({"seed": 7})
    with pytest.raises(TypeError):
        again.scenario.caregiver["sensitivity"] = 1.0


def test_scenarios_are_run_by_other_processes(records):
    with ProcessPoolExecutor(1, get_context("spawn")) as processes:
        theirs = processes.submit(ts.run, records.scenario, "agents").result()
    assert theirs.scenario == records.scenario
    assert_same_tables(theirs.tables, records.tables)


def test_a_column_that_does_not_exist_is_named_back():
    records = ts.run(ts.from_dict({"children": 2, "worlds": 1, "visits": TWICE}))
    with pytest.raises(ts.Mistake, match="did you mean 'clarity'"):
        records.column("portraits", "clarty")
    with pytest.raises(ts.Mistake, match="did you mean 'portraits'"):
        records.column("portrait", "clarity")


TWICE = {"home_observation": {"months": [1]}, "strange_situation": {"months": [1]}}


def test_two_visits_on_one_day_see_the_same_child():
    records = ts.run(ts.from_dict({"children": 3, "worlds": 2, "visits": TWICE}))
    assert len(records.tables["portraits"]) == 2 * 3 * 2
    assert records.column("portraits", "clarity").shape == (2, 3)
