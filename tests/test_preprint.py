"""Figures of a preprint come together from what commands have left, with captions of their own."""

import re
import runpy
import shutil
import tomllib
from pathlib import Path

import pytest
import typer

import trustsim as ts
from trustsim.engine.records import whole
from trustsim.showing.receipts import listed
from trustsim.showing.receipts.receipt import request
from trustsim.showing.report.folder import leave

SCRIPT = Path(__file__).parents[1] / "experiments" / "preprint.py"
preprint = runpy.run_path(str(SCRIPT))
CAPTIONS = tomllib.loads(preprint["CAPTIONS"].read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory, grown):
    """A folder as ``trustsim reproduce all`` leaves it, with one of the results in it."""
    folder = tmp_path_factory.mktemp("made")
    with whole(folder / "corriveau_2009") as partial:
        drawn = {"chain": lambda: ts.figures.chain(grown)}
        leave(partial, request("reproduce", grown.scenario), grown.scenario, drawn)
    return folder


def test_each_figure_is_made_by_one_command_from_one_config():
    for name in CAPTIONS:
        assert len([each for each in listed.works() if name in each.figures]) == 1, name


def test_a_figure_comes_along_with_a_caption_that_tells_how_many_there_were(made, tmp_path):
    told = preprint["figure"](1, "chain", CAPTIONS["chain"], made, tmp_path)
    assert "20 simulated cohorts of 147 children" in told
    assert re.search(r"`trustsim reproduce corriveau_2009`, seed \d+, digest `[0-9a-f]{16}`", told)
    drawn = made / "corriveau_2009" / "figures" / "chain.pdf"
    assert (tmp_path / "figure_1.pdf").read_bytes() == drawn.read_bytes()


def test_what_has_not_been_made_is_named_with_its_command_and_nothing_is_left(
    made, tmp_path, capsys
):
    with pytest.raises(typer.Exit) as ended:
        preprint["main"](made, tmp_path / "out")
    assert ended.value.exit_code == 2
    assert "trustsim lesions corriveau_2009" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_there_already_is_left_alone(made, tmp_path, capsys):
    shutil.copytree(made, tmp_path / "out")
    with pytest.raises(typer.Exit):
        preprint["main"](made, tmp_path / "out")
    assert "out" in capsys.readouterr().err
    assert (tmp_path / "out" / "corriveau_2009").exists()
