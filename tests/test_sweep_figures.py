"""Figures of a sweep show the means of its rows, compare fairly, and say what is not decided."""

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.colors import to_hex
from sweep_rows import (
    GRID,
    MARKING,
    SCATTERED,
    SENSITIVITY,
    WORLDS,
    falling,
    rising,
    rows_of,
    the,
    words,
)

from trustsim.measures import estimate
from trustsim.mistakes import Mistake
from trustsim.showing import figures
from trustsim.showing.figures.style import COLOURS
from trustsim.showing.figures.sweep import explained, with_unit
from trustsim.showing.figures.sweep_cells import estimates


@pytest.fixture(scope="module")
def grid():
    return rows_of(GRID, rising=rising, falling=falling)


@pytest.fixture(scope="module")
def scattered():
    return rows_of(SCATTERED, rising=rising, falling=falling)


def lines(axis):
    return {line.get_label(): line.get_xydata().T for line in axis.lines}


# maps


def test_the_cells_of_a_map_are_means_over_cohorts_and_all_other_parameters(grid):
    figure = figures.sweep_map(grid, SENSITIVITY, MARKING, ["rising"], children=40)
    drawn = the(QuadMesh, figure.axes[0]).get_array()
    s, m = np.meshgrid([0.1, 0.5, 0.9], [0.2, 0.4, 0.6, 0.8])
    np.testing.assert_allclose(drawn, 0.5 * s + 0.3 * m + 0.05)
    text = words(figure)
    assert "24 points, at each 3 cohorts of 40 children" in text
    assert "Averaged over caregiver ostension (2 values)." in text


def test_a_map_says_what_its_axes_are_in_their_units_and_within_which_range(grid):
    text = words(figures.sweep_map(grid, SENSITIVITY, MARKING, ["rising"], children=40))
    assert "caregiver sensitivity (rank in the reference population)" in text
    assert "caregiver marking (probability)" in text
    assert "how often mirroring is marked" in text
    assert "readiness to see, accept and follow" in text
    assert "strictly between 0 and 1" in text


def test_panels_of_a_map_show_each_value_at_each_level_on_one_scale(grid):
    figure = figures.sweep_map(
        grid, SENSITIVITY, MARKING, ["rising", "falling"], children=40, by="ostension"
    )
    panels = [axis for axis in figure.axes if axis.get_title(loc="left")]
    assert [axis.get_title(loc="left") for axis in panels] == [
        f"{value}\ncaregiver ostension {level}"
        for value in ("rising", "falling")
        for level in (0, 1)
    ]
    low, high = (the(QuadMesh, axis) for axis in panels[:2])
    np.testing.assert_allclose(high.get_array() - low.get_array(), 0.1)
    assert low.get_clim() == high.get_clim()
    bars = [axis.get_ylabel() for axis in figure.axes if axis not in panels]
    assert bars == ["rising, mean over cohorts", "falling, mean over cohorts"]
    assert "Averaged" not in words(figure)


def test_where_other_parameters_differ_from_point_to_point_every_point_is_drawn(scattered):
    figure = figures.sweep_map(scattered, SENSITIVITY, MARKING, ["rising"], children=40)
    drawn = the(PathCollection, figure.axes[0])
    assert len(drawn.get_offsets()) == 200
    place = {
        tuple(at): height for at, height in zip(drawn.get_offsets(), drawn.get_array(), strict=True)
    }
    for point in SCATTERED[:5]:
        assert place[tuple(point[:2])] == pytest.approx(rising(*point))
    assert "Different from point to point: caregiver ostension." in words(figure)


def test_a_cell_where_nothing_exists_is_grey_and_said_to_be(grid):
    rows = grid.copy()
    rows.loc[(rows[SENSITIVITY] == 0.9) & (rows[MARKING] == 0.2), "value"] = np.nan
    figure = figures.sweep_map(rows, SENSITIVITY, MARKING, ["rising"], children=40)
    assert the(QuadMesh, figure.axes[0]).get_array().mask.sum() == 1
    assert "Grey: no such number in any cohort." in words(figure)


def test_a_constant_measure_is_drawn_without_lines_of_equal_height():
    rows = rows_of(GRID, constant=lambda s, m, o: 0.3 + 0.0 * s)
    assert words(figures.sweep_map(rows, SENSITIVITY, MARKING, ["constant"], children=40))


# lines


def test_the_points_and_bands_of_lines_are_means_and_intervals_over_cohorts(grid):
    figure = figures.sweep_lines(grid, SENSITIVITY, ["rising"], children=40)
    x, y = lines(figure.axes[0])["rising"]
    np.testing.assert_allclose(x, [0.1, 0.5, 0.9])
    np.testing.assert_allclose(y, 0.5 * x + 0.3 * 0.5 + 0.05)
    _, low, high = estimate(WORLDS)
    (band,) = figure.axes[0].collections
    ends = band.get_paths()[0].get_extents()
    assert ends.ymin == pytest.approx(y[0] + low)
    assert ends.ymax == pytest.approx(y[-1] + high)
    text = words(figure)
    assert "Averaged over caregiver marking (4 values), caregiver ostension (2 values)." in text
    assert "Intervals are over cohorts." in text


def test_a_line_for_each_level_and_a_panel_for_each_value(grid):
    figure = figures.sweep_lines(
        grid, SENSITIVITY, ["rising", "falling"], children=40, by="marking"
    )
    assert [axis.get_title(loc="left") for axis in figure.axes] == ["rising", "falling"]
    drawn = lines(figure.axes[0])
    assert list(drawn) == [f"caregiver marking {m}" for m in (0.2, 0.4, 0.6, 0.8)]
    np.testing.assert_allclose(
        drawn["caregiver marking 0.8"][1], 0.5 * np.array([0.1, 0.5, 0.9]) + 0.29
    )


def test_attachment_classes_have_their_colours():
    shares = {"secure": rising, "strange situation avoidant": falling}
    figure = figures.sweep_lines(rows_of(GRID, **shares), SENSITIVITY, list(shares), children=40)
    colours = [to_hex(line.get_color()) for line in figure.axes[0].lines]
    assert colours == [COLOURS["secure"].lower(), COLOURS["avoidant"].lower()]


def test_one_parameter_at_a_time_is_compared_where_all_others_are_the_same():
    middle = [0.5, 0.5, 0.5]
    points = [middle]
    for which, value in itertools.product(range(3), (0.1, 0.9)):
        points.append([value if n == which else 0.5 for n in range(3)])
    figure = figures.sweep_lines(rows_of(points, rising=rising), MARKING, ["rising"], children=40)
    x, y = lines(figure.axes[0])["rising"]
    np.testing.assert_allclose(y, 0.25 + 0.3 * x + 0.05)
    text = words(figure)
    assert "3 of 7 points" in text
    assert "Left out: 4 points" in text
    assert "Held: caregiver sensitivity at 0.5, caregiver ostension at 0.5." in text


def test_what_was_varied_along_is_said():
    points = [(x, 1.0 - x, 0.5) for x in (0.1, 0.4, 0.9)]
    figure = figures.sweep_lines(
        rows_of(points, rising=rising), SENSITIVITY, ["rising"], children=40
    )
    assert "Varied along: caregiver marking." in words(figure)


def test_a_space_filling_design_gives_means_of_bins_and_says_of_how_many_points(scattered):
    figure = figures.sweep_lines(scattered, SENSITIVITY, ["rising"], children=40)
    x, y = lines(figure.axes[0])["rising"]
    assert len(x) == 10
    np.testing.assert_allclose(y, 0.5 * x + 0.2, atol=0.06)
    text = words(figure)
    assert "Intervals are over points and cohorts." in text
    assert "points near this place" in text


def test_a_continuous_parameter_makes_three_lines(scattered):
    figure = figures.sweep_lines(scattered, SENSITIVITY, ["rising"], children=40, by=MARKING)
    labels = list(lines(figure.axes[0]))
    assert [label.split(",")[0] for label in labels] == [
        f"caregiver marking {third}" for third in ("low", "middle", "high")
    ]


def test_one_cohort_has_no_band_and_says_so():
    rows = rows_of(GRID, worlds=[0.0], rising=rising)
    figure = figures.sweep_lines(rows, SENSITIVITY, ["rising"], children=40)
    text = words(figure)
    assert "at each 1 cohort of 40 children" in text
    assert "One cohort alone has no interval." in text


# intervals in bins


def binned_values(of_points, of_worlds):
    values = np.add.outer(np.asarray(of_points), np.asarray(of_worlds))
    index = pd.MultiIndex.from_product(
        [["here"], range(len(of_points)), range(len(of_worlds))], names=["place", "point", "world"]
    )
    return pd.Series(values.ravel(), index)


@pytest.mark.parametrize(
    ("of_points", "of_worlds"), [([0.0] * 5, [1, 2, 4]), ([1, 2, 4], [0.0] * 5), ([1, 2, 4], [0.0])]
)
def test_the_interval_in_a_bin_is_that_of_cohorts_or_points_where_the_others_do_not_differ(
    of_points, of_worlds
):
    row = estimates(binned_values(of_points, of_worlds), ["place"], whole=False).iloc[0]
    np.testing.assert_allclose([row["mean"], row["low"], row["high"]], estimate([1, 2, 4]))


def test_the_interval_in_a_bin_covers_chance_of_points_and_of_cohorts():
    rng, covered = np.random.default_rng(3), 0
    for _ in range(200):
        values = binned_values(rng.normal(size=12), rng.normal(size=5))
        row = estimates(values, ["place"], whole=False).iloc[0]
        covered += row["low"] < 0.0 < row["high"]
    assert 0.91 <= covered / 200 <= 1.0


@pytest.mark.parametrize("whole", [True, False])
def test_intervals_of_shares_stay_between_none_and_all(whole):
    keys, chance = ["measure", "level"], np.random.default_rng(12)
    index = pd.MultiIndex.from_product(
        [["secure", "my own"], range(3), range(6), range(4)], names=[*keys, "point", "world"]
    )
    highest = np.repeat([1.0, 0.98, 0.5], 24)
    values = np.minimum(highest + chance.normal(scale=0.03, size=72), 1.0)
    values[highest == 1.0] = 1.0
    table = estimates(pd.Series(np.tile(values, 2), index), keys, whole, children=20)
    ends = table.set_index(keys)[["low", "high"]]
    shares = ends.loc["secure"]
    assert ((shares >= 0.0) & (shares <= 1.0)).all(axis=None)
    assert shares.loc[0, "low"] < ends.loc[("my own", 0), "low"] == 1.0
    np.testing.assert_allclose(ends.loc["secure", 2], ends.loc["my own", 2], atol=0.002)


def test_one_point_alone_in_a_bin_decides_nothing():
    row = estimates(binned_values([1.0], [1, 2, 4]), ["place"], whole=False).iloc[0]
    assert row["low"] == -np.inf
    assert row["high"] == np.inf


# mistakes

DRAWINGS = {
    "map": lambda rows, **given: figures.sweep_map(
        rows, **({"x": SENSITIVITY, "y": MARKING, "values": ["rising"], "children": 40} | given)
    ),
    "lines": lambda rows, **given: figures.sweep_lines(
        rows, **({"x": SENSITIVITY, "values": ["rising"], "children": 40} | given)
    ),
    "transition": lambda rows, **given: figures.sweep_transition(
        rows,
        **(
            {"x": SENSITIVITY, "y": MARKING, "values": ["rising"], "level": 0.4, "children": 40}
            | given
        ),
    ),
    "largest": lambda rows, **given: figures.sweep_largest(
        rows,
        **(
            {"x": SENSITIVITY, "y": MARKING, "values": ["rising", "falling"], "children": 40}
            | given
        ),
    ),
}
each_drawing = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=list(DRAWINGS))


@each_drawing
def test_a_misspelt_parameter_is_named_back(grid, draw):
    with pytest.raises(Mistake, match=r"'sensitivty' was not varied.*did you mean 'sensitivity'"):
        draw(grid, x="sensitivty")


@each_drawing
def test_a_parameter_that_is_the_same_at_every_point_is_refused(grid, draw):
    with pytest.raises(Mistake, match=r"'fright' is 0.1 at every point; choose one of caregiver"):
        draw(grid.assign(**{"caregiver.fright": 0.1}), x="fright")


@each_drawing
def test_a_short_name_that_means_two_parameters_is_refused(grid, draw):
    rows = grid.assign(**{"others.marking": grid["point"] / 100.0})
    with pytest.raises(Mistake, match=r"caregiver.marking or others.marking: give the full name"):
        draw(rows, x="marking")


@each_drawing
def test_one_parameter_cannot_be_two_axes(grid, draw):
    with pytest.raises(Mistake, match=r"x and by are both caregiver.sensitivity"):
        draw(grid, by="sensitivity")


@each_drawing
def test_a_misspelt_value_is_named_back(grid, draw):
    with pytest.raises(Mistake, match="did you mean 'rising'"):
        draw(grid, values=["risin", "falling"])


@each_drawing
def test_too_few_scattered_points_or_values_of_nothing_are_refused(draw):
    rows = rows_of(SCATTERED[:15], rising=rising, falling=falling)
    nothing = rows_of(GRID, rising=lambda s, m, o: np.nan * s, falling=falling)
    with pytest.raises(Mistake, match="value 'rising' does not exist in any cohort"):
        draw(nothing)
    if draw is not DRAWINGS["map"]:
        with pytest.raises(Mistake, match=r"too few for means|a grid"):
            draw(rows)


def test_a_value_that_is_no_list_and_too_many_values_are_refused(grid):
    with pytest.raises(Mistake, match=r"give a list, \['rising'\]"):
        figures.sweep_map(grid, SENSITIVITY, MARKING, "rising", children=40)
    with pytest.raises(Mistake, match="9 values do not fit"):
        figures.sweep_map(grid, SENSITIVITY, MARKING, ["rising"] * 9, children=40)
    with pytest.raises(Mistake, match="two values at least"):
        figures.sweep_largest(grid, SENSITIVITY, MARKING, ["rising"], children=40)


# words


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("theory.trust.doubt", "(cases)", "between 0.01 and 100"),
        ("caregiver.sensitivity.shift", "(standard deviations)", "readiness to see"),
        ("caregiver.marking.mean", "(logit)", "mean of: how often mirroring is marked"),
        ("caregiver.availability.sd", "(logit)", "sd of: readiness to notice"),
        ("infant.learning", "(ratio)", "between 0 and 5"),
        ("visits.home_observation.error", "(scale points)", "a rater's error"),
        ("visits.mother_stranger.mixes.75/25", "(share of the picture)", "75/25 of: "),
    ],
)
def test_every_kind_of_parameter_has_its_unit_and_its_words(name, unit, said):
    assert with_unit(name).endswith(unit)
    assert said in explained(name)
