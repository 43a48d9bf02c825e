"""Receipts: the numbers behind every panel, and one line for each way in which they do not hold."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import trustsim as ts
from trustsim.asking.generations import load_generations
from trustsim.asking.generations.config import generations_from_config
from trustsim.asking.trials import load_trial
from trustsim.asking.trials.config import trial_from_config
from trustsim.mistakes import Mistake
from trustsim.showing import report
from trustsim.showing.figures.style import blank
from trustsim.showing.receipts import comparing, drawn
from trustsim.showing.receipts.along import shipped
from trustsim.showing.receipts.comparing import DIFFERS, EQUAL, IDENTICAL, compared
from trustsim.showing.receipts.receipt import changed, read_receipt, request, sources
from trustsim.showing.report.folder import drawings
from trustsim.theory.compiled import fingerprint

AGES = {"strange_situation": 1, "mother_stranger": 1.5}
FEW = {
    "seed": 4,
    "worlds": 2,
    "children": 12,
    "childhood": {"lessons_from": 0.5, "others_from": 0.7},
    "visits": {name: {"months": [age]} for name, age in AGES.items()},
}


def made(folder, threads=1, **changes):
    """A small study in a folder, as its receipt; pictures in one format, which is a third of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trustsim.showing.report.folder.FORMATS", ("png",))
        patch.setattr("trustsim.showing.report.folder.drawings", without_biographies)
        report.reproduce(ts.from_dict(FEW | changes), folder, threads)
    return read_receipt(folder)


def without_biographies(cohorts):
    """All drawings but that of a dozen panels."""
    return {name: each for name, each in drawings(cohorts).items() if name != "biographies"}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A results folder that no test changes."""
    folder = tmp_path_factory.mktemp("receipts") / "first"
    made(folder)
    return folder


@pytest.fixture
def copy(first, tmp_path):
    """A results folder that a test may change."""
    return Path(shutil.copytree(first, tmp_path / "copy"))


def rewritten(folder, change):
    """Change the receipt of a folder by hand."""
    file = folder / "receipt.json"
    receipt = json.loads(file.read_text(encoding="utf-8"))
    change(receipt)
    file.write_text(json.dumps(receipt), encoding="utf-8")


def test_a_receipt_says_all_that_is_needed_to_have_the_numbers_again(first):
    receipt = read_receipt(first)
    assert receipt["asked"]["words"] == ["reproduce"]
    assert receipt["asked"]["config"] == FEW
    assert receipt["resolved"] == ts.from_dict(FEW).resolved()
    assert receipt["made"]["seed"] == 4
    assert receipt["made"]["fingerprint"] == fingerprint()
    assert receipt["made"]["seconds"] > 0
    assert {"date", "platform", "python", "versions", "arithmetic"} <= receipt["made"].keys()
    assert receipt["made"]["sources"] == sources()
    assert "theory/rules/trust.py" in receipt["made"]["sources"]


def test_every_figure_and_every_table_of_the_folder_is_in_its_receipt(first):
    named = {name.rsplit(", panel ", 1)[0] for name in read_receipt(first)["panels"]}
    figures = {file.stem for file in (first / "figures").glob("*.png")}
    assert named == figures | {f"table {file.stem}" for file in (first / "tables").iterdir()}


def test_the_numbers_of_a_panel_are_those_that_were_drawn():
    figure, axes = blank(1, 1, (2, 2))
    (axis,) = axes.flat
    axis.plot([0, 1, 2], [0.1, np.nan, 0.3])
    axis.bar([1], [0.5], width=0.2)
    axis.set_title("heights")
    ((title, series),) = drawn.panels(figure)
    line, bar = series.values()
    assert title == "heights"
    assert line == [0.0, 0.1, 1.0, "nan", 2.0, 0.3]
    assert [min(bar[1::2]), max(bar[1::2])] == [0.0, 0.5]


def test_a_scale_of_colours_is_no_panel():
    figure, axes = blank(1, 1, (2, 2))
    picture = axes[0, 0].imshow([[1.0, 2.0], [3.0, 4.0]])
    figure.colorbar(picture, ax=axes[0, 0])
    ((_, series),) = drawn.panels(figure)
    assert [1.0, 2.0, 3.0, 4.0] in series.values()


def test_of_many_numbers_the_means_are_kept_and_a_digest_of_all():
    many = {"x": [float(n) for n in range(drawn.MOST + 1)]}
    kept = drawn.panel_record("", many)
    assert kept["means"] == {"x": [drawn.MOST / 2]}
    other = drawn.panel_record("", {"x": [*many["x"][:-1], 0.0]})
    assert kept["digest"] != other["digest"]


def test_words_of_a_table_are_kept_as_they_are():
    table = pd.DataFrame({"who": ["a", None], "much": [1, 2]})
    assert drawn.columns_of(table) == {"who": ["a", "nan"], "much": [1.0, 2.0]}


def test_the_number_of_threads_changes_no_panel(first, tmp_path):
    before, after = read_receipt(first), made(tmp_path / "two", threads=2)
    assert before["digest"] == after["digest"]
    assert {each.verdict for each in compared(before, after)} == {IDENTICAL}


def test_both_engines_leave_the_same_receipt(tmp_path):
    scenario = ts.from_dict(FEW)
    for engine in ("fast", "agents"):
        report.run(scenario, engine, tmp_path / engine, 1)
    fast, agents = (read_receipt(tmp_path / engine) for engine in ("fast", "agents"))
    assert fast["digest"] == agents["digest"]


def test_another_seed_differs_in_panels_and_tables(first, tmp_path):
    verdicts = compared(read_receipt(first), made(tmp_path / "other", seed=5))
    assert {each.verdict for each in verdicts if each.panel == "table siding"} == {DIFFERS}
    (line,) = [each.words for each in verdicts if each.panel == "siding, panel 1"]
    assert "numbers differ, by up to" in line


def nudged(receipt, by, arithmetic):
    """The same receipt, with one number moved, from a machine with this arithmetic."""
    other = json.loads(json.dumps(receipt))
    panel = other["panels"]["siding, panel 1"]
    name = next(name for name, values in panel["numbers"].items() if isinstance(values[0], float))
    panel["numbers"][name][0] += by
    panel["digest"] = drawn.digest(panel["numbers"])
    other["made"]["arithmetic"] = arithmetic
    return other


@pytest.mark.parametrize(
    ("by", "arithmetic", "verdict"),
    [(1e-9, "another", EQUAL), (1e-9, None, DIFFERS), (1e-3, "another", DIFFERS)],
    ids=["a last bit elsewhere", "a last bit here", "more than that elsewhere"],
)
def test_only_another_platform_excuses_last_bits(first, by, arithmetic, verdict):
    before = read_receipt(first)
    after = nudged(before, by, arithmetic or before["made"]["arithmetic"])
    verdicts = {each.panel: each for each in compared(before, after)}
    assert verdicts.pop("siding, panel 1").verdict == verdict
    assert {each.verdict for each in verdicts.values()} == {IDENTICAL}


EVEN = st.builds(lambda k, n: k / 2**n, st.integers(-999, 999), st.integers(0, 20))
DECIMAL = st.builds(lambda k, n: k / 10**n, st.integers(-999, 999), st.integers(0, 14))


@given(st.lists(EVEN | DECIMAL, min_size=1, max_size=20), st.data())
def test_what_is_expected_goes_by_no_last_bit_and_by_whatever_is_more(values, data):
    """As a sum in another order would have it: some units of the last place more or less."""
    nudged = [value * (1.0 + data.draw(st.integers(-8, 8)) * 2.0**-53) for value in values]
    assert drawn.in_steps(nudged) == drawn.in_steps(values)
    k = data.draw(st.integers(0, len(values) - 1))
    largest = max([drawn.LEAST, *map(abs, values)])
    moved = [value + 1e-8 * largest * (n == k) for n, value in enumerate(values)]
    assert drawn.in_steps(moved) != drawn.in_steps(values)


def test_what_is_no_number_is_expected_as_it_is():
    assert drawn.in_steps([1.0, "nan", "secure"])[1:] == ["nan", "secure"]


def test_a_panel_that_is_not_drawn_any_more_differs(first):
    before, after = read_receipt(first), read_receipt(first)
    del after["panels"]["classes, panel 1"]
    verdicts = {each.panel: each for each in compared(before, after)}
    assert verdicts["classes, panel 1"].words == "is not there any more"
    assert verdicts["classes, panel 1"].verdict == DIFFERS


def test_a_changed_rule_is_named(first):
    before, after = read_receipt(first), read_receipt(first)
    after["made"]["sources"]["theory/rules/trust.py"] = "0"
    assert comparing.changed_rules(before, after) == ["theory/rules/trust.py"]


DAMAGES = {
    "no receipt": (lambda file: file.unlink(), "no such file"),
    "no text": (lambda file: file.write_bytes(b"\xff\xfe"), "damaged: it is no JSON"),
    "half of it": (lambda file: file.write_text(file.read_text()[:900]), "damaged: it is no JSON"),
    "something else": (lambda file: file.write_text('{"a": 1}'), "it is no receipt"),
    "a list": (lambda file: file.write_text("[]"), "it is no receipt"),
}


@pytest.mark.parametrize(("damage", "said"), DAMAGES.values(), ids=DAMAGES)
def test_a_receipt_that_is_damaged_or_missing_is_told_in_a_line(copy, damage, said):
    damage(copy / "receipt.json")
    with pytest.raises(Mistake, match=said) as mistake:
        read_receipt(copy)
    assert len(str(mistake.value).splitlines()) == 1


def test_an_edited_number_is_told_with_its_panel(copy):
    def edit(receipt):
        receipt["panels"]["table siding"]["numbers"]["mean"][0] = 0.99

    rewritten(copy, edit)
    with pytest.raises(Mistake, match="the numbers of table siding are not those of its digest"):
        read_receipt(copy)


@pytest.mark.parametrize(
    "edit",
    [
        lambda receipt: receipt["asked"]["config"].update(seed=5),
        lambda receipt: receipt["made"].update(date="2001-01-01"),
        lambda receipt: receipt["panels"].pop("table siding"),
        lambda receipt: receipt["panels"].update({"table siding": 3}),
    ],
    ids=["another seed", "another date", "without a table", "with a table of nothing"],
)
def test_whatever_else_is_edited_is_told_in_a_line(copy, edit):
    rewritten(copy, edit)
    with pytest.raises(Mistake, match="edited or damaged") as mistake:
        read_receipt(copy)
    assert len(str(mistake.value).splitlines()) == 1


def test_a_receipt_of_another_format_is_not_read(copy):
    rewritten(copy, lambda receipt: receipt.update(format=99))
    with pytest.raises(Mistake, match="of another version of trustsim"):
        read_receipt(copy)


def test_an_edited_table_and_a_missing_figure_are_a_line_each(copy):
    table = copy / "tables" / "siding.csv"
    table.write_text(table.read_text().replace("secure", "sicher"), encoding="utf-8")
    (copy / "figures" / "classes.png").unlink()
    assert changed(copy, read_receipt(copy)) == [
        "figures/classes.png: is missing",
        "tables/siding.csv: is not as it was written",
    ]


def test_what_was_asked_for_is_told_in_the_words_of_the_command():
    scenario = ts.from_dict(FEW)
    asked = request("twins", scenario, set=["a=1", "b=2"], without=[], all_come=True, cohorts=None)
    assert asked.words == ("twins", "--set", "a=1", "--set", "b=2", "--all-come")


@pytest.mark.parametrize("name", ["therapy/trial", "family/abc"])
def test_a_quick_trial_is_told_by_its_config_alone(name):
    quick = load_trial(shipped()[name]).quick()
    again = trial_from_config(quick.given, name=quick.name)
    assert again.given == quick.given
    assert (again.trials, again.patients) == (quick.trials, quick.patients)
    assert again.screened == quick.screened


@pytest.mark.parametrize("name", ["family/generations", "family/counterfactual"])
def test_quick_generations_are_told_by_their_config_alone(name):
    quick = load_generations(shipped()[name]).quick()
    again = generations_from_config(quick.given, name=quick.name)
    assert (again.number, again.life.resolved()) == (quick.number, quick.life.resolved())
    for arm, each in quick.arms.items():
        assert again.arms[arm].generations == each.generations
        assert again.arms[arm].scenario.resolved() == each.scenario.resolved()
