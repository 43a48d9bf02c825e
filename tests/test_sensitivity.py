"""What matters is found where the answer is known, and chance is not taken for it."""

import re

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from trustsim.mistakes import Mistake
from trustsim.sweeps import sensitivity_lines
from trustsim.sweeps.sensitivity import (
    CONSTANT,
    HARDLY,
    MATTERS,
    UNDECIDED,
    morris_points,
    saltelli_points,
    sensitivity,
)

HALF_CIRCLE = (-np.pi, np.pi)
RANGES = {"theory.a": HALF_CIRCLE, "theory.b": HALF_CIRCLE, "theory.c": HALF_CIRCLE}
DESIGNS = {"saltelli": saltelli_points, "morris": morris_points}
# Ishigami & Homma (1990) with a = 7, b = 0.1: first-order and total indices, worked out by hand
# from V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2
FIRST = {"theory.a": 0.3139, "theory.b": 0.4424, "theory.c": 0.0}
TOTAL = {"theory.a": 0.5576, "theory.b": 0.4424, "theory.c": 0.2437}


def ishigami(a, b, c):
    return np.sin(a) + 7.0 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def slope(a, b, c):
    return 3.0 * a - b


def nothing(a, b, c):
    return 0.25 + 0.0 * a


def swept(method, points, noise=0.0, worlds=4, **measures):
    """Rows of a sweep whose measures are known functions, with chance of each cohort added."""
    design = DESIGNS[method](RANGES, points)
    rng = np.random.default_rng(5)
    columns = {name: design[:, n] for n, name in enumerate(RANGES)}
    return pd.concat(
        pd.DataFrame({"point": range(len(design)), "world": world, "measure": measure})
        .assign(value=function(*design.T) + noise * rng.normal(size=len(design)))
        .assign(**columns)
        for measure, function in measures.items()
        for world in range(worlds)
    ).sample(frac=1.0, random_state=6)  # in whatever order they were played


def found(method, points, **options):
    return sensitivity(swept(method, points, **options), RANGES, method)


def column(table, name):
    return table.set_index("parameter")[name].to_dict()


@pytest.fixture(scope="module")
def of_ishigami():
    return found("saltelli", 1024, ishigami=ishigami)


def test_the_indices_of_a_function_with_a_known_answer_lie_in_their_intervals(of_ishigami):
    for index, truth in (("first", FIRST), ("total", TOTAL)):
        value, low, high = (column(of_ishigami, f"{index}{end}") for end in ("", "_low", "_high"))
        for name, known in truth.items():
            assert low[name] < known < high[name]
            assert value[name] == pytest.approx(known, abs=0.05)
            assert high[name] - low[name] < 0.2


def test_what_parameters_do_by_themselves_is_only_told_where_it_is_known(of_ishigami):
    assert re.search(
        r"By themselves the parameters account for 7\d% of the variance \[6\d%, 8\d%\]",
        sensitivity_lines.sensitivity_text(of_ishigami),
    )
    vague = of_ishigami.assign(first_high=of_ishigami["first"] + 0.5)
    assert "cannot be told yet" in sensitivity_lines.sensitivity_text(vague)


def test_what_acts_only_together_with_others_is_said_to(of_ishigami):
    text = sensitivity_lines.sensitivity_text(of_ishigami)
    (line,) = (line for line in text.splitlines() if line.startswith("  theory.c matters"))
    assert re.search(r" 0% \[0%, \d+%\] by itself and the rest together with others$", line)
    (line,) = (line for line in text.splitlines() if line.startswith("  theory.b matters"))
    assert line.endswith("by itself")
    assert "Too few points" not in text


def test_few_points_are_said_to_be_too_few_and_how_many_would_do():
    text = sensitivity_lines.sensitivity_text(found("saltelli", 64, ishigami=ishigami))
    assert "Too few points to put parameters in order: with 64 base points" in text
    assert "about 1024 would" in text


def test_screening_orders_the_parameters_of_a_linear_function_by_their_slopes():
    table = found("morris", 10, slope=slope)
    assert table["parameter"].tolist() == list(RANGES)
    whole_range = 2.0 * np.pi
    np.testing.assert_allclose(table["mu_star"], [3 * whole_range, whole_range, 0], atol=1e-9)
    np.testing.assert_allclose(table["mu"], [3 * whole_range, -whole_range, 0], atol=1e-9)
    np.testing.assert_allclose(table["sigma"], 0.0, atol=1e-9)
    assert table["verdict"].tolist() == [MATTERS, MATTERS, HARDLY]
    text = sensitivity_lines.sensitivity_text(table)
    assert "theory.a matters: along its range the measure goes up, by 18.8" in text
    assert "theory.b matters: along its range the measure goes down, by 6.28" in text
    assert "hardly matters, and could be left at its default: theory.c" in text


def test_screening_says_where_effects_go_both_ways():
    text = sensitivity_lines.sensitivity_text(found("morris", 30, ishigami=ishigami))
    (line,) = (line for line in text.splitlines() if line.startswith("  theory.b"))
    assert "up here and down there" in line
    assert "unlike from place to place" in line


@pytest.mark.parametrize("method", DESIGNS)
def test_a_measure_of_chance_alone_lets_nothing_matter(method):
    table = found(method, 64, noise=1.0, nothing=nothing)
    assert set(table["verdict"]) == {UNDECIDED}
    index = {"saltelli": "total", "morris": "mu_star"}[method]
    np.testing.assert_allclose(table[index], table["chance"], rtol=0.25)


def test_the_share_of_chance_is_the_variance_that_was_put_in():
    table = found("saltelli", 256, noise=2.0, worlds=4, slope=slope)
    variance = 10.0 * np.pi**2 / 3.0  # of 3 a - b, both uniform
    assert table["chance"].iloc[0] == pytest.approx(1.0 / (variance + 1.0), rel=0.1)
    assert column(table, "verdict")["theory.c"] == HARDLY
    assert "up to 3% of the variance (in slope) is luck" in sensitivity_lines.sensitivity_text(
        table
    )


def test_what_all_points_share_is_no_chance_between_them():
    rows = swept("saltelli", 16, slope=slope)
    rows["value"] += rows["world"] * 10.0
    assert sensitivity(rows, RANGES, "saltelli")["chance"].max() == pytest.approx(0.0, abs=1e-12)


def test_one_cohort_cannot_tell_chance_and_says_so():
    table = found("saltelli", 16, noise=1.0, worlds=1, slope=slope)
    assert table["chance"].isna().all()
    assert "One cohort at each point" in sensitivity_lines.sensitivity_text(table)


@pytest.mark.parametrize("method", DESIGNS)
def test_a_measure_that_never_varies_gets_no_indices_but_the_reason(method):
    table = found(method, 32, nothing=nothing, slope=slope)
    constant = table[table["measure"] == "nothing"]
    assert set(constant["why"]) == {CONSTANT}
    assert constant.filter(regex="first|total|mu|sigma|chance").isna().all(axis=None)
    assert "so that nothing matters: nothing." in sensitivity_lines.sensitivity_text(table)
    assert MATTERS in set(table.loc[table["measure"] == "slope", "verdict"])


def test_a_measure_that_varies_only_between_neighbours_has_no_variance_to_share():
    rows = swept("saltelli", 8, nothing=nothing)
    rows.loc[rows["point"] == 2, "value"] = 1.0
    table = sensitivity(rows, RANGES, "saltelli")
    assert set(table["why"]) == {CONSTANT}


def test_a_measure_that_seldom_does_not_exist_keeps_its_indices_and_says_what_was_left_out():
    rows = swept("saltelli", 64, slope=slope)
    rows.loc[(rows["point"] == 7) | ((rows["point"] == 50) & (rows["world"] == 0)), "value"] = (
        np.nan
    )
    table = sensitivity(rows, RANGES, "saltelli")
    assert table["left_out"].tolist() == [1, 1, 1]  # one cohort of point 50 is enough
    assert table["points"].tolist() == [63, 63, 63]
    assert column(table, "total")["theory.a"] == pytest.approx(0.9, abs=0.15)
    assert "slope does not exist everywhere: 1 base points" in sensitivity_lines.sensitivity_text(
        table
    )


@pytest.mark.parametrize("method", DESIGNS)
def test_a_measure_that_often_does_not_exist_gets_no_indices(method):
    def seldom(a, b, c):
        return np.where(a < -1.0, np.nan, b)

    table = found(method, 32, seldom=seldom, slope=slope)
    assert table.loc[table["measure"] == "seldom", "why"].str.match(r"does not exist at \d+").all()
    assert "No indices: seldom does not exist at" in sensitivity_lines.sensitivity_text(table)


@pytest.mark.parametrize("method", DESIGNS)
def test_the_same_sweep_gives_the_same_design_and_intervals_and_leaves_other_luck_alone(method):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    pd.testing.assert_frame_equal(
        found(method, 8, ishigami=ishigami), found(method, 8, ishigami=ishigami)
    )
    np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002


@pytest.mark.parametrize(("method", "block"), [("saltelli", 5), ("morris", 4)])
def test_a_design_has_its_points_within_the_ranges(method, block):
    ranges = {"theory.a": (0.1, 0.9), "theory.b": (-4.0, 1.0), "theory.c": (10, 80)}
    design = DESIGNS[method](ranges, 16)
    assert design.shape == (16 * block, 3)
    low, high = np.array([*ranges.values()], dtype=float).T
    assert (design >= low).all()
    assert (design <= high).all()


def test_a_saltelli_design_wants_a_power_of_two():
    with pytest.raises(Mistake, match=r"points = 100: .* 64 or 128 would do"):
        saltelli_points(RANGES, 100)


@pytest.mark.parametrize("method", DESIGNS)
def test_too_few_points_are_refused(method):
    with pytest.raises(Mistake, match=f"a {method} design needs at least"):
        DESIGNS[method](RANGES, 2)


def test_points_of_another_design_are_refused():
    with pytest.raises(Mistake, match="are no morris design"):
        sensitivity(swept("saltelli", 16, slope=slope), RANGES, "morris")
    with pytest.raises(Mistake, match="are no saltelli design"):
        sensitivity(swept("morris", 20, slope=slope), RANGES, "saltelli")


def test_other_ranges_than_were_swept_are_refused():
    narrower = RANGES | {"theory.a": (0.0, 1.0)}
    with pytest.raises(Mistake, match="over these ranges"):
        sensitivity(swept("saltelli", 16, slope=slope), narrower, "saltelli")


def test_an_unfinished_sweep_is_refused():
    rows = swept("saltelli", 16, slope=slope).query("point not in (3, 5)")
    with pytest.raises(Mistake, match="2 of 80 points are missing"):
        sensitivity(rows, RANGES, "saltelli")


def test_a_misspelt_parameter_or_method_is_named_back():
    rows = swept("saltelli", 8, slope=slope)
    with pytest.raises(Mistake, match=r"did you mean 'theory\.a'"):
        sensitivity(rows, {"theory.aa": HALF_CIRCLE}, "saltelli")
    with pytest.raises(Mistake, match="did you mean 'saltelli'"):
        sensitivity(rows, RANGES, "salteli")


def test_the_table_for_the_terminal_has_indices_intervals_and_reasons(of_ishigami):
    console = Console(width=120)
    for table in (of_ishigami, found("morris", 8, nothing=nothing, slope=slope)):
        with console.capture() as shown:
            console.print(sensitivity_lines.sensitivity_table(table))
        text = shown.get()
        for name in RANGES:
            assert name in text
        if "total" in table:
            row = table.iloc[0]
            assert f"{row.total:.2f} [{row.total_low:.2f}, {row.total_high:.2f}]" in text
        else:
            assert CONSTANT in text
