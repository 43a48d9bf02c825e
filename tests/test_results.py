"""A results folder: the same whenever it is made, and no late error costs what came before it."""

import errno
import json
import os
import subprocess
import sys

import matplotlib as mpl
import pytest

import trustsim as ts
from trustsim import measures
from trustsim.showing import report
from trustsim.showing.figures.style import blank
from trustsim.showing.report.folder import missing, save
from trustsim.study.protocols import CATALOGUE

AGES = {name: {"months": [1 if name == "strange_situation" else 2]} for name in CATALOGUE}
SEEN = ("home_observation", "strange_situation", "mother_stranger", "gaze_following")
FEW = {"seed": 3, "worlds": 2, "children": 5, "visits": {name: AGES[name] for name in SEEN}}


def results(folder, **changes):
    """A results folder with every figure; ``changes`` of the scenario."""
    report.reproduce(ts.from_dict(FEW | changes), folder, threads=1)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return results(tmp_path_factory.mktemp("results") / "first")


def contents(folder):
    """Every file by its name; of provenance and receipt, all but the date and what it took."""
    files = {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    provenance = json.loads(files.pop("provenance.json"))
    del provenance["date"]
    receipt = json.loads(files.pop("receipt.json"))
    for each in ("date", "seconds", "processor_seconds"):
        del receipt["made"][each]
    del receipt["seal"]
    receipt["files"] = [line for line in receipt["files"] if "provenance" not in line]
    return files | {"provenance": provenance, "receipt": receipt}


def test_made_twice_every_file_is_the_same_whatever_settings_a_user_has(folder, tmp_path):
    settings = {
        "text.usetex": True,
        "svg.fonttype": "none",
        "svg.hashsalt": None,
        "savefig.dpi": 30,
        "savefig.facecolor": "red",
        "font.size": 30,
        "axes.facecolor": "red",
    }
    with mpl.rc_context(settings):
        again = contents(results(tmp_path / "second"))
        assert {name: mpl.rcParams[name] for name in settings} == settings
    first = contents(folder)
    assert sorted(again) == sorted(first)
    assert [name for name in first if first[name] != again[name]] == []
    assert not missing(folder)


@pytest.mark.parametrize("backend", ["nonsense", "module://nothing.here"])
def test_a_backend_that_is_not_there_keeps_nobody_from_a_figure(backend):
    code = (
        "from io import BytesIO; from trustsim import figures; import os, sys\n"
        "from trustsim.showing.figures.style import blank\n"
        "blank(1, 1, (2, 2))[0].savefig(BytesIO(), format='png')\n"
        "print(os.environ['MPLBACKEND'], 'matplotlib.pyplot' in sys.modules)"
    )
    environment = os.environ | {"MPLBACKEND": backend}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert (run.stdout, run.stderr) == (f"{backend} False\n", "")


def test_a_figure_that_fails_costs_that_figure_and_is_told(folder, tmp_path, monkeypatch, command):
    def broken(*_):
        raise RuntimeError("latex could\nnot be found" + " here" * 100)

    monkeypatch.setattr("trustsim.showing.figures.siding", broken)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "few.toml").write_text(ts.from_dict(FEW).to_toml(), encoding="utf-8")
    code, said, complained = command("reproduce", "few.toml")
    assert code == 1
    assert "corriveau_order" in said
    assert complained.startswith(
        "figure 'siding' is missing: could not be drawn (RuntimeError: latex could not be found"
    )
    assert len(complained.splitlines()) == 1
    assert len(complained) < 300
    there, before = contents(tmp_path / "results" / "few"), contents(folder)
    assert there.pop("figures/missing.txt").decode() == complained
    lost = {f"figures/siding.{kind}" for kind in ("pdf", "svg", "png")}
    assert before.keys() - there.keys() == lost
    assert all(there[name] == before[name] for name in there if name.startswith("tables/"))
    assert there["records.npz"] == before["records.npz"]


def test_a_figure_that_finds_no_room_leaves_no_part_of_itself(tmp_path, monkeypatch):
    write = type(tmp_path).write_bytes

    def full(path, content):
        write(path, content[:10])
        if path.name == "second.svg":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(type(tmp_path), "write_bytes", full)
    save(tmp_path, dict.fromkeys(("first", "second"), lambda: blank(1, 1, (2, 2))[0]))
    kinds = ("pdf", "svg", "png")
    names = {file.name for file in (tmp_path / "figures").iterdir()}
    assert names == {*(f"first.{kind}" for kind in kinds), "missing.txt"}
    assert "'second' is missing" in missing(tmp_path)
    assert "No space left" in missing(tmp_path)


@pytest.fixture
def in_one_format(monkeypatch):
    """Figures as SVG alone, which takes a third of the time."""
    monkeypatch.setattr("trustsim.showing.report.folder.FORMATS", ("svg",))


@pytest.mark.parametrize(
    "nothing",
    [{"distress": 0}, {"play": 0}, {"distress": 0, "play": 0, "lessons": 0}],
    ids=" and ".join,
)
def test_children_to_whom_nothing_happens_have_their_figures(tmp_path, in_one_format, nothing):
    folder = results(tmp_path / "out", childhood=nothing)
    assert not missing(folder)
    assert (folder / "figures" / "biographies.svg").exists()


ONE = ts.from_dict({"seed": 3, "worlds": 1, "children": 1, "visits": AGES})


def test_one_child_in_one_world_gets_its_results_without_a_warning(tmp_path, in_one_format):
    report.run(ONE, "fast", None, threads=1)
    report.reproduce(ONE, tmp_path / "reproduced", threads=1)
    assert not missing(tmp_path / "reproduced")


def test_one_child_and_its_twin_are_shown_without_a_warning(tmp_path, in_one_format):
    care = ["caregiver.sensitivity=0.2"]
    rows = report.twins(ONE, care, [], tmp_path / "twins", threads=1)
    assert rows["times_fewer"].isna().all()
    assert not missing(tmp_path / "twins")


def test_one_child_in_a_world_loses_mechanisms_without_a_warning(tmp_path, in_one_format):
    scenario = ts.from_dict(FEW | {"children": 1})
    report.lesions(scenario, tmp_path / "lesions", threads=1)
    assert not missing(tmp_path / "lesions")


def test_one_child_in_one_world_is_compared_without_a_warning(tmp_path, in_one_format):
    scenario = ts.load("configs/corriveau_2009.toml").but({"worlds": 1, "children": 1})
    report.compare(scenario, tmp_path / "compared", threads=1)
    assert not missing(tmp_path / "compared")


def test_one_child_in_one_world_is_explained_and_measured_without_a_warning(
    tmp_path, in_one_format
):
    options = dict.fromkeys(("task", "months", "encounter", "day", "visit", "event"))
    report.explain(ONE, 0, 0, options, tmp_path / "explained")
    assert not missing(tmp_path / "explained")
    assert len(list(measures.by_cohort(ts.run(ONE))))


def test_settings_of_matplotlib_that_cannot_be_read_cost_nothing(tmp_path):
    """A file ``matplotlibrc`` beside the user that is no text: figures are drawn, records kept."""
    (tmp_path / "matplotlibrc").write_bytes(b"\xff\xfe\x00bad")
    code = "import trustsim as ts; print(ts.figures.style.mpl.get_backend())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
