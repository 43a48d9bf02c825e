"""README, notebooks and experiments run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 1200  # seconds for a cell of a notebook, where other work is done too
QUICK = ["corriveau_2009.py", "decision_weights.py", "mechanisms.py"]


def python(*arguments, folder=ROOT):
    """Run this Python in a folder, the figures going nowhere."""
    environment = os.environ | {"MPLBACKEND": "agg"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
@pytest.mark.parametrize("script", QUICK)
def test_an_experiment_runs_and_says_what_it_found(script, tmp_path):
    done = python(ROOT / "experiments" / script, "--quick", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "holds" in done.stdout or "P(mother)" in done.stdout


def test_grown_ups_are_read_off_beside_the_table_of_parameters(tmp_path):
    done = python(ROOT / "experiments" / "grown_ups.py", "--quick", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "understanding_usual" in done.stdout
    assert "the defaults: dismissing 0.15" in done.stdout


@pytest.mark.full_size
def test_the_calibration_starts_from_its_table_and_keeps_its_result(tmp_path):
    out, few = tmp_path / "calibration.json", ("--trials", 2, "--starts", 2)
    done = python(ROOT / "experiments" / "calibrate.py", *few, "--out", out)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(out.read_text(encoding="utf-8"))["losses"]) == 2


@pytest.mark.long
@pytest.mark.parametrize(
    "notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda n: n.stem
)
def test_a_notebook_runs_from_start_to_end(notebook, tmp_path):
    copy = tmp_path / notebook.name
    copy.write_bytes(notebook.read_bytes())
    done = python(
        "-m", "pytest", "--nbmake", f"--nbmake-timeout={PATIENCE}", "-q", "-p", "no:cacheprovider",
        copy, folder=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda n: n.stem
)
def test_a_notebook_uses_public_names_only(notebook):
    text = notebook.read_text(encoding="utf-8")
    assert "import trustsim as ts" in text
    assert "from trustsim" not in text
