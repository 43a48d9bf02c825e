"""A theory of one's own in one file: both engines play it, and every tool knows of it."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import trustsim as ts
from trustsim.mistakes import Mistake

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
THEORY = ROOT / "experiments" / "my_theory.py"
STUDY = """
seed = 3
worlds = 2
children = 12
caregiver.rejection = 0.9
[visits.strange_situation]
months = [6]
[visits.patience_test]
months = [7]
"""


@pytest.fixture
def study(tmp_path):
    """A study of that theory, in which mothers rebuff often."""
    path = tmp_path / "study.toml"
    path.write_text(STUDY)
    return path


def trustsim(*words, theory=THEORY, succeeds=True):
    """What a command prints with that theory; where it is to fail, its message."""
    given = [] if theory is None else ["--with", theory]
    done = subprocess.run(
        [sys.executable, "-m", "trustsim", *map(str, (*words, *given))],
        capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode == 0) == succeeds, done.stderr
    assert succeeds or (done.returncode, done.stderr.count("\n")) == (2, 1)
    return done.stdout if succeeds else done.stderr


def written(tmp_path, text):
    """A file of one's own."""
    path = tmp_path / "own.py"
    path.write_text(f"import trustsim as ts\n{text}\n")
    return path


def test_both_engines_play_it_alike(study):
    fast = trustsim("run", study)
    assert "patience_test" in fast
    assert trustsim("run", study, "--engine", "agents") == fast


def test_a_rule_of_ones_own_may_make_a_list(study, tmp_path):
    own = written(
        tmp_path,
        "@ts.instead_of('rules.noticing.noticing')\n"
        "def make(usual):\n    return lambda signal, partner, theory: max([0.0, 0.5 * signal])",
    )
    study.write_text(STUDY.split("[visits.patience")[0])
    fast = trustsim("run", study, theory=own)
    assert trustsim("run", study, "--engine", "agents", theory=own) == fast


def test_its_numbers_are_told_checked_and_matter(study):
    told = trustsim("parameters")
    for name in ("theory.repair.weight", "caregiver.patience", "visits.patience_test.trials"):
        assert name in told
    usual = trustsim("run", study)
    study.write_text(f"{STUDY}[theory.repair]\nweight = 0.0\n")
    assert trustsim("run", study) != usual
    study.write_text(f"{STUDY}[theory.repair]\nweight = 2.0\n")
    assert "[theory.repair] weight = 2.0: must lie between 0 and 1 (share)" in trustsim(
        "run", study, succeeds=False
    )


def test_its_numbers_are_swept_in_every_process(study, tmp_path):
    vary = 'vary = { "theory.repair.weight" = [0.0, 1.0] }'
    study.write_text(f'{STUDY}[sweep]\nmeasures = ["trust_in_figure"]\n{vary}\n')
    one, two = (tmp_path / name for name in ("one", "two"))
    for out, cores in ((one, 1), (two, 2)):
        trustsim("sweep", study, "--out", out, "--cores", cores)
    rows = [pd.read_parquet(out / "rows") for out in (one, two)]
    assert rows[0].equals(rows[1])
    assert rows[0]["value"].nunique() == 8  # two ages of two cohorts at each of two points


def test_its_turns_are_explained(study):
    study.write_text(f"{STUDY}[theory.repair]\nweight = 1.0\n")
    days = f"[ts.explain.day(ts.load({str(study)!r}), child, 25) for child in range(12)]"
    told = run_with(f"print(*[ts.explain.words(day) for day in {days}])")
    assert "the rebuff stands (luck" in told
    assert "the rebuff is taken back, with" in told
    assert "with patience of its mother" in told


def test_it_is_taken_out_as_a_lesion(study):
    assert "theory.repair.weight" in str(
        json.loads(run_with("import json; print(json.dumps(ts.LESIONS['repair'].changes))"))
    )


def run_with(code):
    """What a few lines of Python print after that theory was taken."""
    text = f"import trustsim as ts; ts.use({str(THEORY)!r}); {code}"
    return subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, check=True
    ).stdout


def test_its_persons_are_in_every_cast(study):
    code = f"print([*ts.load({str(study)!r}).cast])"
    assert run_with(code) == "['aunt']\n"


def test_its_protocol_is_called_what_its_docstring_says(study):
    told = run_with("print(ts.protocols.CATALOGUE['patience_test'].__doc__)")
    assert told.startswith("Somebody the child does not know asks it to wait")


def test_another_theory_has_another_fingerprint_and_none_is_none(study):
    assert run_with("print(ts.fingerprint())").strip() != ts.fingerprint()
    assert "patience_test: no such key" in trustsim("run", study, theory=None, succeeds=False)


@pytest.mark.parametrize(
    ("text", "said"),
    {
        "syntax": ("def", "own.py, line 2: invalid syntax"),
        "error": ("1 / 0", "own.py, line 2: ZeroDivisionError"),
        "no rule": (
            "ts.instead_of('rules.noticing.notising')",
            "instead_of 'rules.noticing.notising'",
        ),
        "there already": (
            "ts.partner_trait('marking', ts.assumed(0, 1, 'share', 'words'), 0.5)",
            "PartnerTraits has it already",
        ),
    }.values(),
)
def test_what_is_wrong_with_it_gets_one_message(study, tmp_path, text, said):
    assert said in trustsim("run", study, theory=written(tmp_path, text), succeeds=False)


@pytest.mark.parametrize(
    ("text", "said"),
    {
        "other arguments": (
            "@ts.instead_of('rules.noticing.noticing')\n"
            "def make(usual):\n    return lambda signal: 0.5",
            "what takes the place of noticing must be a function of (signal, partner, theory)",
        ),
        "not to be compiled": (
            "@ts.instead_of('rules.noticing.noticing')\n"
            "def make(usual):\n    return lambda signal, partner, theory: str(signal)",
            "the fast engine cannot compile what it puts in place of a rule: lt(float64, ",
        ),
        "fails late": (
            "@ts.protocol('mine')\ndef make():\n    return 1 / 0",
            "own.py, line 4: ZeroDivisionError",
        ),
        "not whole": (
            "@ts.protocol('mine')\ndef make():\n    return ts",
            "the protocol 'mine' has no Settings",
        ),
        "no range": (
            "from typing import NamedTuple\n"
            "@ts.mechanism\nclass Own(NamedTuple):\n    x: float = 1.0",
            "Own.x: say its range with Annotated and ts.assumed",
        ),
    }.values(),
)
def test_what_goes_wrong_later_gets_one_message_too(study, tmp_path, text, said):
    study.write_text(STUDY.split("[visits.patience")[0])
    assert said in trustsim("run", study, theory=written(tmp_path, text), succeeds=False)


def test_one_theory_at_a_time(study):
    assert "one theory at a time" in trustsim("run", study, "--with", THEORY, succeeds=False)


def test_results_carry_the_file_with_which_they_were_grown(study, tmp_path):
    trustsim("run", study, "--out", tmp_path / "out")
    assert (tmp_path / "out" / THEORY.name).read_text() == THEORY.read_text()
    told = json.loads((tmp_path / "out" / "provenance.json").read_text())
    assert told["with"] == THEORY.name


def test_a_file_that_is_not_there_gets_one_message(study, tmp_path):
    said = trustsim("run", study, theory=tmp_path / "none.py", succeeds=False)
    assert "none.py: cannot be read (No such file or directory)" in said


def test_it_comes_first_or_not_at_all():
    with pytest.raises(Mistake, match="must come before anything else is used"):
        ts.use(THEORY)
