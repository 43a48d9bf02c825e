"""The commands do what the README says, on small studies."""

import errno
import io
import json
import math
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import stores

import trustsim as ts
from trustsim.engine import progress
from trustsim.showing import cli, report
from trustsim.showing.report import sweeping
from trustsim.theory.compiled import fingerprint
from trustsim.theory.parameters import Theory

CONFIG = """
title = "small"
seed = 4
worlds = 2
children = 12

[childhood]
lessons_from = 0.5
others_from = 0.7

[visits.home_observation]
months = [1]

[visits.strange_situation]
months = [1]

[visits.mother_stranger]
months = [1.5]
"""


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small config in an empty folder, where the command then runs."""
    monkeypatch.chdir(tmp_path)
    Path("small.toml").write_text(CONFIG, encoding="utf-8")
    return "small.toml"


def test_reproduce_leaves_a_whole_results_folder(small, printed):
    said = printed("reproduce", small)
    folder = Path("results/small")
    assert str(folder) in said
    assert "corriveau_order" in said
    names = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    figures = {
        f"figures/{name}.{kind}"
        for name in ("biographies", "chain", "classes", "siding")
        for kind in ("pdf", "svg", "png")
    }
    tables = {
        f"tables/{name}.csv" for name in ("classes", "portraits", "ratings", "siding", "verdicts")
    }
    rest = {"config.toml", "resolved.toml", "provenance.json", "receipt.json", "records.npz"}
    assert names == figures | tables | rest
    assert json.loads((folder / "provenance.json").read_text())["fingerprint"] == ts.fingerprint()


@pytest.mark.long
def test_reproducing_again_overwrites_nothing(small, printed):
    printed("reproduce", small)
    first = {file: file.read_bytes() for file in Path("results/small").rglob("*.csv")}
    assert "results/small-2" in printed("reproduce", small)
    for file, content in first.items():
        assert file.read_bytes() == content
        assert Path(str(file).replace("results/small", "results/small-2")).read_bytes() == content


def test_both_engines_print_and_write_the_same_tables_byte_for_byte(small, printed):
    fast = printed("run", small, "--engine", "fast", "--out", "a")
    agents = printed("run", small, "--engine", "agents", "--out", "b")
    assert "siding" in fast
    assert agents.replace("results  b", "results  a") == fast
    for file in Path("a/tables").iterdir():
        assert (Path("b/tables") / file.name).read_bytes() == file.read_bytes()


def test_an_experiment_leaves_its_table_and_its_figure_and_run_prints_the_same(tmp_path, printed):
    config, out = tmp_path / "liar.toml", tmp_path / "out"
    visit = "[visits.announced_liar]\nmonths = [1, 2]\n"
    config.write_text(f"worlds = 3\nchildren = 8\n{visit}", encoding="utf-8")
    printed("reproduce", config, "--out", out)
    assert [file.stem for file in (out / "figures").glob("*.png")] == ["announced_liar"]
    rows = pd.read_csv(out / "tables" / "announced_liar.csv")
    assert rows["condition"].tolist() == ["baseline", "baseline", "liar", "liar"]
    said = printed("run", config)
    for mean in rows["mean"]:
        assert f"{mean:.3f}" in said


def test_run_without_a_folder_writes_nothing(small, printed):
    printed("run", small)
    assert [path.name for path in Path().iterdir()] == ["small.toml"]


@pytest.mark.long
def test_check_of_one_pattern_says_value_interval_and_share(printed):
    said = printed("check", "--quick", "--pattern", "corriveau_sample")
    assert "P(mother), novel" in said
    assert "of 20" in said
    assert "corriveau_order" not in said


def test_check_of_a_pattern_that_nothing_tests_says_so(printed):
    assert "not tested" in printed("check", "--quick", "--pattern", "identity_not_location")


def test_parameters_lists_every_number_of_the_theory_with_its_source(printed):
    rows = {row["name"]: row for row in json.loads(printed("parameters", "--json"))}
    for group, numbers in Theory()._asdict().items():
        for name, default in numbers._asdict().items():
            row = rows[f"theory.{group}.{name}"]
            assert row["default"] == default
            assert row["basis"] in ("measured", "fitted", "assumed")
            assert row["source"]
            assert row["low"] <= default <= row["high"]
    assert "theory.strategy.consistency" in printed("parameters")


def test_schema_prints_json(printed):
    assert json.loads(printed("schema"))["title"] == "Config"


def test_help_imports_nothing_heavy():
    """Imports of numba, mesa, matplotlib or pandas would take seconds before the first word."""
    code = (
        "import sys, trustsim.showing.cli; "
        "heavy = {'numba', 'mesa', 'matplotlib', 'pandas', 'scipy', 'numpy'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    assert find_spec("numba")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_explain_says_why_in_words_and_as_json(small, printed):
    assert "What speaks for the mother" in printed("explain", small, "--child", 3)
    told = json.loads(printed("explain", small, "--child", 3, "--json"))
    assert told["occasion"]["child"] == 3
    printed("explain", small, "--child", 3, "--out", "why")
    assert {"decision.png", "decision.pdf", "decision.svg"} == {
        file.name for file in Path("why/figures").iterdir()
    }
    assert json.loads(Path("why/explanation.json").read_text()) == told


def test_explain_takes_a_day_apart_and_draws_every_encounter(small, printed):
    said = printed("explain", small, "--child", 3, "--day", 40, "--out", "day")
    assert "Child 3 of cohort 0, 1.3 months, day 40, encounter 120: distress" in said
    assert {f"encounter_{number}.png" for number in (120, 121, 122)} == {
        file.name for file in Path("day/figures").glob("*.png")
    }
    assert Path("day/explanation.txt").read_text() in said
    assert len(json.loads(Path("day/explanation.json").read_text())["encounters"]) == 3
    one = printed("explain", small, "--child", 3, "--encounter", 121, "--json")
    assert json.loads(one)["occasion"]["place"] == {"day": 40, "encounter": 121}


def test_explain_takes_a_decision_of_a_visit_apart(small, printed):
    about = ("explain", small, "--child", 3, "--visit", "mother_stranger", "--months", 1.5)
    told = json.loads(printed(*about, "--event", 1, "--json"))
    assert told["occasion"]["place"] == {"protocol": "mother_stranger", "event": 1}
    assert told["between"] == ["the mother", "the stranger"]
    likely = 1.0 / (1.0 + math.exp(-sum(told["reasons"].values())))
    assert told["turns"][0]["probability"] == pytest.approx(likely)


def test_twins_print_the_effect_and_keep_table_and_figure(small, printed):
    said = printed("twins", small, "--set", "caregiver.marking=0.0", "--out", "pair")
    assert "trust_in_figure" in said
    assert Path("pair/tables/twins.csv").exists()
    assert Path("pair/figures/twins.png").exists()


def test_compare_prints_the_models_side_by_side_and_keeps_tables_and_figure(printed, tmp_path):
    config = tmp_path / "pairs.toml"
    config.write_text("worlds = 2\nchildren = 6\n[visits.accuracy_of_informants]\n", "utf-8")
    said = printed("compare", config, "--quick", "--out", tmp_path / "rivals")
    for words in ("100/25, 36 months", "Shafto et al. (2012)", "does not say whom to ask"):
        assert words in said
    tables = {file.name for file in (tmp_path / "rivals" / "tables").iterdir()}
    assert tables == {"tasks.csv", "scores.csv", "fits.csv"}
    assert (tmp_path / "rivals" / "figures" / "comparison.png").exists()


@pytest.mark.long
def test_lesions_print_the_ledger_and_keep_its_heat_map(small, printed):
    said = printed("lesions", small, "--cohorts", 2, "--out", "book")
    assert "ostension" in said
    assert Path("book/tables/ledger.csv").exists()
    assert Path("book/figures/ledger.png").exists()


@pytest.mark.parametrize("key", ["worlds", "seed", "children", "title", "visits.mother_stranger"])
def test_twins_are_the_same_children_with_the_same_luck_and_visits(small, key):
    with pytest.raises(ts.Mistake, match=f"--set {key}: twins are the same children"):
        report.twins(ts.load(small), [f"{key}=5"], [], None, None)


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_no_name_is_cut_however_narrow_a_terminal_is(columns, monkeypatch, printed):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("FORCE_COLOR", "1")
    listed = printed("parameters")
    for row in report.parameter_rows():
        assert row["name"] in listed
    assert "…" not in listed
    assert "identity_not_location" in printed("check", "--pattern", "identity_not_location")


def test_a_pipe_gets_every_row_in_one_line(printed, monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    lines = printed("parameters").splitlines()
    for row in report.parameter_rows():
        assert any(f" {row['name']} " in line and row["source"] in line for line in lines)


def test_a_title_in_any_script_and_with_any_sign_ends_no_command(tmp_path, monkeypatch):
    stores.played(tmp_path / "s 1", stores.CONFIG | {"title": "日本\x1b[31m\n"}, most=1)
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", narrow)
    monkeypatch.setattr(sys, "argv", ["trustsim", "status", str(tmp_path / "s 1")])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0
    said = narrow.buffer.getvalue().decode("cp1252")
    assert said.startswith(r"sweep     \u65e5\u672c\x1b[31m\n, the whole sweep")
    assert f"go on     trustsim resume '{tmp_path}/s 1'" in said


def test_a_figure_for_which_there_is_no_room_leaves_nothing_half_written(tmp_path, monkeypatch):
    def full(folder, name, figure):
        (folder / f"{name}.pdf").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sweeping, "write", full)
    with pytest.raises(ts.Mistake, match=r"figures: cannot be written \(No space left on device\)"):
        sweeping.pictured(tmp_path / "figures", "map", None)
    assert list((tmp_path / "figures").iterdir()) == []


def test_figures_below_a_file_are_told_in_a_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ts.Mistake, match=r"cannot be written \(Not a directory\)"):
        sweeping.pictured(tmp_path / "file" / "figures", "map", None)


def test_what_cannot_be_written_is_told_in_a_line(monkeypatch, capsys):
    full = open("/dev/full", "w")  # noqa: SIM115  what it could not take cannot be closed either
    monkeypatch.setattr(sys, "stdout", full)
    monkeypatch.setattr(sys, "argv", ["trustsim", "schema"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    full.detach().detach().close()
    assert end.value.code == 2
    assert capsys.readouterr().err == "trustsim: the output: No space left on device\n"


def test_the_version_is_told_with_the_fingerprint_that_receipts_have(printed):
    assert printed("--version") == f"trustsim {version('trustsim')}, theory {fingerprint()}\n"


def test_check_ends_with_how_many_hold_and_fail(printed):
    last = printed("check", "--pattern", "identity_not_location").splitlines()[-1]
    assert last == "1 not tested"


def test_without_a_terminal_a_line_now_and_then_says_how_far_it_is(monkeypatch, capsys):
    monkeypatch.setattr(progress, "SECONDS", 0.0)
    with progress.bar("growing", 3000) as tell:
        tell(1200)
    assert capsys.readouterr().err == "growing: 0 of 3,000\ngrowing: 1,200 of 3,000\n"


def test_waits_that_are_short_each_and_long_together_are_told_of(monkeypatch, capsys):
    clock = iter([0, 10, 20, 1000, 1005, 1011])  # seconds; between the bars nobody waits
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(progress, "CLOCK", SimpleNamespace(heard=0.0, silent=0.0))
    monkeypatch.setattr(progress, "SECONDS", 30.0)
    with progress.bar("growing", 2) as tell:
        tell(2)
    with progress.bar("judging", 2) as tell:
        assert capsys.readouterr().err == ""
        tell(2)
    assert capsys.readouterr().err == "judging: 2 of 2\n"


def test_what_a_study_cannot_test_is_told_in_one_line():
    verdicts = [
        SimpleNamespace(verdict=verdict, cohorts=cohorts)
        for verdict, cohorts in (("holds", 20), ("not tested", 0), ("not tested", 0))
    ]
    found, left = report.tested(verdicts)
    assert found == verdicts[:1]
    assert left.startswith("2 other patterns need other visits")


def test_one_trial_alone_gives_no_verdicts_and_says_what_they_need():
    verdicts = [
        SimpleNamespace(verdict=verdict, cohorts=cohorts)
        for verdict, cohorts in (("undecided", 1), ("undecided", 1), ("not tested", 0))
    ]
    found, left = report.tested(verdicts)
    assert found == []
    assert left.startswith("3 patterns need more than one cohort or trial")


def test_a_part_that_so_few_cannot_tell_is_open_and_not_refused():
    part = SimpleNamespace(holds=False, words="r", value=(0.3, -0.1, 0.7), accepted=(0.2, 0.4))
    said = {}
    for verdict in ("undecided", "fails"):
        each = SimpleNamespace(
            pattern="p",
            weight="A",
            verdict=verdict,
            share=0.5,
            cohorts=2,
            kind="theory",
            findings=[part],
        )
        said[verdict] = list(report.verdict_lines([each]).columns[4].cells)[-1]
    assert said == {"undecided": "open: r", "fails": "NO: r"}


def test_one_cohort_has_a_dash_where_an_interval_would_be():
    rows = pd.DataFrame({"share": [0.5], "low": [-math.inf], "high": [math.inf]})
    assert report.aligned("classes", rows).splitlines()[-1].split() == ["0.500", "-", "-"]
