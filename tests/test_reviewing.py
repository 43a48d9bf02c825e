"""The commands for somebody who trusts nobody: figures, reproduce all, verify, report."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import tomli_w
from small_trial import SMALL as TRIAL
from test_generations import SMALL as LINES

from trustsim.mistakes import Mistake, Stopped
from trustsim.showing import report
from trustsim.showing.cli.app import STOPPED
from trustsim.showing.receipts import expected, listed, page
from trustsim.showing.receipts.along import shipped

ROOT = Path(__file__).parents[1]
CONFIG = """
title = "A <small> study"
worlds = 2
children = 8
[visits.announced_liar]
months = [1, 2]
"""
BROKEN = 'worlds = "two"\n'


@pytest.fixture(scope="module")
def reproduced(tmp_path_factory):
    """What `trustsim reproduce` makes of the small config."""
    folder = tmp_path_factory.mktemp("reviewing")
    (folder / "liar.toml").write_text(CONFIG, encoding="utf-8")
    report.reproduced(folder / "liar.toml", False, folder / "out", 1)
    return folder / "out"


@pytest.fixture
def folder(tmp_path, monkeypatch, reproduced):
    """A folder with a small config, and what was made of it, in which commands then run."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(reproduced, "out")
    Path("liar.toml").write_text(CONFIG, encoding="utf-8")
    Path("broken.toml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_every_figure_of_the_documents_is_listed_and_every_listed_one_is_there():
    there = {file.stem for file in (ROOT / "docs" / "figures").iterdir()}
    assert set(listed.documented()) == there


def test_every_config_is_listed_with_the_command_that_makes_it(command):
    code, said, _ = command("figures")
    assert code == 0
    for name in shipped():
        assert re.search(rf"reproduce {name}\s", said), name


def test_every_document_shows_a_figure_that_some_command_makes():
    made = {figure for work in listed.works() for figure in work.figures}
    by_hand = {
        name for name, each in listed.documented().items() if each["made_by"].startswith("python")
    }
    assert made | by_hand == set(listed.documented())
    for name in by_hand:
        script = listed.documented()[name]["made_by"].split()[1]
        assert (ROOT / script).is_file()


def test_no_two_works_have_a_name_or_a_folder_in_common():
    works = listed.works()
    assert len({each.name for each in works}) == len({each.folder for each in works}) == len(works)


def test_a_result_that_is_played_again_is_identical_panel_by_panel(folder, command):
    Path("liar.toml").unlink()  # the receipt alone will do
    code, said, _ = command("verify", "out", "--threads", 2)
    assert code == 0, said
    assert "identical announced_liar, panel 1" in said
    assert "identical table announced_liar" in said
    assert "the repository expects nothing of this config" in said
    assert re.search(r"verdict +as it was: (\d+) identical, of \1 panels", said)


@pytest.mark.parametrize(
    "words",
    [
        "run liar.toml --engine agents",
        "twins liar.toml --set caregiver.sensitivity=0.2",
        "explain liar.toml --child 3 --visit announced_liar",
        pytest.param("explain trial.toml --patient 1 --session 1", marks=pytest.mark.long),
        pytest.param("lesions trial.toml --cohorts 2", marks=pytest.mark.long),
        pytest.param("reproduce trial.toml --quick", marks=pytest.mark.long),
        pytest.param("generations lines.toml --line 1", marks=pytest.mark.long),
    ],
)
def test_whatever_leaves_a_folder_is_played_again_with_its_options(folder, command, words):
    Path("trial.toml").write_text(tomli_w.dumps(TRIAL), encoding="utf-8")
    Path("lines.toml").write_text(tomli_w.dumps(LINES), encoding="utf-8")
    assert command(*words.split(), "--out", "other")[0] == 0
    asked = json.loads(Path("other/receipt.json").read_text(encoding="utf-8"))["asked"]["words"]
    name, _, *options = words.split()
    assert asked[0] == name
    assert [word for word in options if word not in asked] == []
    code, said, _ = command("verify", "other", "--threads", 1)
    assert code == 0, said


def test_an_edited_table_ends_with_exit_code_1(folder, command):
    Path("out/tables/announced_liar.csv").write_text("", encoding="utf-8")
    code, said, _ = command("verify", "out")
    assert code == 1
    assert "file     tables/announced_liar.csv: is not as it was written" in said


def test_a_receipt_of_other_numbers_differs_and_says_by_how_much(folder, command, monkeypatch):
    from trustsim.showing.receipts import receipt

    told = receipt.panel_record

    def moved(title, series):
        if "mean" in series:
            series["mean"] = [each + 0.25 for each in series["mean"] if isinstance(each, float)]
        return told(title, series)

    with monkeypatch.context() as patch:
        patch.setattr(receipt, "panel_record", moved)
        command("reproduce", "liar.toml", "--out", "other")
    code, said, _ = command("verify", "other")
    assert code == 1
    assert re.search(r"differs +table announced_liar: \d+ of \d+ numbers differ, by up to", said)


def test_a_changed_rule_is_said_by_the_receipt_that_hangs_on_it(folder, command, monkeypatch):
    from trustsim.showing.receipts import receipt

    before = receipt.sources()
    with monkeypatch.context() as patch:
        patch.setattr(receipt, "sources", lambda: before | {"theory/rules/trust.py": "0" * 16})
        command("reproduce", "liar.toml", "--out", "other")
    code, said, _ = command("verify", "other")
    assert code == 0  # the numbers are the same
    assert "rules    theory/rules/trust.py: changed since" in said


def test_several_results_are_verified_one_after_the_other(folder, command):
    for name in ("one", "two"):
        shutil.copytree("out", f"results/{name}")
    shutil.copytree("out", "results/three")
    Path("results/two/figures/announced_liar.png").unlink()
    Path("results/three/receipt.json").write_text("{", encoding="utf-8")
    code, said, _ = command("verify")
    assert code == 1
    assert "1 of 3 results are as they were." in said
    assert "differs  results/two" in said
    assert "results/three/receipt.json: damaged" in said


@pytest.mark.parametrize("given", ["nowhere", "empty"])
def test_what_is_no_results_folder_is_told_in_a_line(folder, command, given):
    Path("empty").mkdir()
    code, _, error = command("verify", given)
    assert code == 2
    assert "receipt.json: no such file" in error
    assert len(error.splitlines()) == 1


def test_a_receipt_with_a_command_that_leaves_nothing_is_told_in_a_line(folder, command):
    file = Path("out/receipt.json")
    receipt = json.loads(file.read_text(encoding="utf-8"))
    receipt["asked"]["words"] = ["dashboard"]
    del receipt["seal"]
    receipt["seal"] = expected.digest(receipt)
    file.write_text(json.dumps(receipt), encoding="utf-8")
    code, _, error = command("verify", "out")
    assert code == 2
    assert "'dashboard'" in error
    assert len(error.splitlines()) == 1


def some_works(*names):
    """Works of small configs of a test's own."""
    return [listed.Work(name, ("reproduce", f"{name}.toml"), name, "", {}) for name in names]


def test_one_that_fails_does_not_stop_the_others(folder, command, monkeypatch):
    monkeypatch.setattr(listed, "works", lambda: some_works("broken", "liar"))
    code, said, _ = command("reproduce", "all", "--quick", "--out", "everything")
    assert code == 1
    assert "1 of 2 are made" in said
    assert "fails    broken: " in said
    assert Path("everything/liar/receipt.json").exists()
    monkeypatch.setattr(listed, "works", lambda: some_works("liar"))
    code, said, _ = command("reproduce", "all", "--quick", "--out", "everything")
    assert code == 0
    assert "there already" in said


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Stopped], ids=["Ctrl-C", "a sweep's own"])
def test_ctrl_c_ends_everything_and_the_same_command_goes_on(folder, command, monkeypatch, stop):
    def stopped(*_):
        raise stop

    monkeypatch.setattr(listed, "works", lambda: some_works("liar", "broken"))
    monkeypatch.setattr("trustsim.showing.report.reproduced", stopped)
    code, said, error = command("reproduce", "all", "--out", "everything")
    assert code == STOPPED
    assert "stopped; 0 of 2 are in everything, and the same command goes on" in error
    assert "broken" not in said


def test_a_number_that_is_not_as_expected_ends_with_exit_code_1(folder, command, monkeypatch):
    receipt = json.loads(Path("out/receipt.json").read_text(encoding="utf-8"))
    written = expected.written_down(receipt, "liar", quick=False)
    kept = {
        "arithmetic": receipt["made"]["arithmetic"],
        "fingerprint": receipt["made"]["fingerprint"],
        "requests": {expected.key(receipt): written},
    }
    monkeypatch.setattr(expected, "kept", lambda: kept)
    right, said = expected.beside_expected(receipt)
    assert right
    assert "are as the repository expects" in said
    shift = json.loads(json.dumps(receipt))
    shift["panels"]["table announced_liar"]["digest"] = "of other last bits"
    assert expected.beside_expected(shift)[0]
    written["panels"]["table announced_liar"] = "0"
    kept["fingerprint"] = "another"
    code, said, _ = command("verify", "out")
    assert code == 1
    assert "are not as expected: table announced_liar; the theory has changed since" in said
    kept["arithmetic"] = "another"
    assert command("verify", "out")[0] == 0


def test_a_page_holds_everything_and_loads_nothing(folder, command):
    assert command("report", "out")[0] == 0
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert "A &lt;small&gt; study" in page
    assert "<small>" not in page
    receipt = json.loads(Path("out/receipt.json").read_text(encoding="utf-8"))
    assert receipt["digest"] in page
    for each in receipt["panels"].values():
        assert each["digest"] in page or not each["title"]
    assert not re.search(r"""(?:src|href)=['"](?!data:)|@import|url\(""", page)
    assert page.count("data:image/png;base64,") == len(list(Path("out/figures").glob("*.png")))
    code, _, error = command("report", "out")
    assert (code, len(error.splitlines())) == (2, 1)
    assert "exists already" in error


def test_the_files_of_a_receipt_are_lines_that_sha256sum_checks(folder):
    receipt = json.loads(Path("out/receipt.json").read_text(encoding="utf-8"))
    Path("lines").write_text("".join(f"{line}\n" for line in receipt["files"]), encoding="utf-8")
    subprocess.run(["sha256sum", "--check", "--strict", "../lines"], cwd="out", check=True)


def test_not_a_byte_of_a_picture_changes_unseen_and_nothing_is_added_unseen(folder, command):
    picture = next(Path("out/figures").glob("*.png"))
    picture.write_bytes(picture.read_bytes().replace(b"\r\n", b"\n"))
    Path("out/tables/more.csv").write_text("a\n", encoding="utf-8")
    code, said, _ = command("verify", "out")
    assert code == 1
    assert f"file     figures/{picture.name}: is not as it was written" in said
    assert "file     tables/more.csv: was not there" in said
    verdict = said.splitlines()[-1]
    assert verdict.startswith("verdict  NOT as it was: ")
    assert verdict.endswith("; of the files 2 not as written")


def test_a_page_tells_the_command_of_a_config_that_comes_along_and_how_many_there_were(folder):
    trial, lines = ({"trial": {"trials": 5, "patients": 80}}, {"generations": {"number": 4}})
    receipt = json.loads(Path("out/receipt.json").read_text(encoding="utf-8"))
    own = page.size_of(receipt)
    assert page.command_of(receipt).endswith("reproduce liar.toml")
    receipt["asked"]["config"] = lines
    assert page.size_of(receipt) == f"4 generations of {own}"
    receipt["asked"]["config"] = trial
    assert page.size_of(receipt) == f"5 trials of 80 patients, among {own}"
    receipt["asked"]["words"] = ["lesions", "--cohorts", "2", "--all-come"]
    assert page.size_of(receipt) == f"2 trials of 80 patients, among {own}"
    receipt["asked"]["words"] = ["reproduce"]
    known = {"requests": {expected.key(receipt): {"of": "therapy/trial, lesions"}}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "kept", lambda: known)
        assert page.command_of(receipt).endswith("reproduce therapy/trial")


def test_a_page_of_what_was_edited_says_so_before_all_else(folder, command):
    Path("out/tables/announced_liar.csv").write_text("a\n1\n", encoding="utf-8")
    command("report", "out", "--out", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.index("tables/announced_liar.csv: is not as it was written") < page.index("<h2>")


def test_what_the_repository_expects_is_of_this_theory_and_of_works_that_there_are():
    kept = expected.kept()
    assert {each["of"] for each in kept["requests"].values()} <= {
        each.name for each in listed.works()
    }
    if kept["requests"]:
        from trustsim.theory.compiled import fingerprint

        assert kept["fingerprint"] == fingerprint(), "see tests/receipts.py"


def test_a_page_of_no_results_is_told_in_a_line(folder):
    with pytest.raises(Mistake, match=r"receipt\.json: no such file"):
        page.page("nowhere")
