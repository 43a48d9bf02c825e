"""Transitions: where a measure lies surely above or below a level, and which is largest."""

import itertools

import numpy as np
import pytest
from matplotlib.collections import PolyCollection, QuadMesh
from matplotlib.colors import to_hex
from sweep_rows import (
    GRID,
    MARKING,
    OSTENSION,
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
from trustsim.showing.figures.sweep_transition import ABOVE, BELOW, HATCH, SURE, UNSURE


@pytest.fixture(scope="module")
def grid():
    return rows_of(GRID, rising=rising, falling=falling)


@pytest.fixture(scope="module")
def scattered():
    return rows_of(SCATTERED, rising=rising, falling=falling)


def codes(axis):
    return the(QuadMesh, axis).get_array()


def hatched(axis):
    """Middles of the hatched cells."""
    cells = the(PolyCollection, axis)
    assert cells.get_hatch() == HATCH
    return {tuple(np.round(path.vertices[:4].mean(0), 6)) for path in cells.get_paths()}


def test_cells_whose_interval_holds_the_level_are_hatched_and_counted(grid):
    figure = figures.sweep_transition(
        grid, SENSITIVITY, MARKING, ["rising"], level=0.45, children=40, by=OSTENSION
    )
    axis = figure.axes[0]
    _, low, high = estimate(WORLDS)
    expected, above = set(), 0
    for s, m in itertools.product([0.1, 0.5, 0.9], [0.2, 0.4, 0.6, 0.8]):
        mean = rising(s, m, 0.0)
        above += mean + low > 0.45
        if mean + low <= 0.45 <= mean + high:
            expected.add((s, m))
    assert expected
    assert hatched(axis) == expected
    title = axis.get_title(loc="left").replace("\n", " ")
    assert f"above 0.45: {above}," in title
    assert f"undecided: {len(expected)} of 12 cells" in title


def test_the_colours_of_a_transition_say_which_side_and_how_surely(grid):
    figure = figures.sweep_transition(
        grid, SENSITIVITY, MARKING, ["rising"], level=0.45, children=40
    )
    mesh = the(QuadMesh, figure.axes[0])
    colours = mesh.cmap(mesh.norm(mesh.get_array()))
    lowest, highest = colours[0, 0], colours[-1, -1]
    assert to_hex(lowest) == BELOW.lower()
    assert to_hex(highest) == ABOVE.lower()
    assert lowest[3] == highest[3] == SURE
    assert set(np.round(colours[..., 3].ravel(), 2)) == {SURE, UNSURE}
    assert "mean = 0.45" in words(figure)


def test_more_cohorts_decide_more():
    few = rows_of(GRID, worlds=WORLDS[:2], rising=rising)
    many = rows_of(GRID, worlds=np.tile(WORLDS, 10), rising=rising)
    left = [
        len(
            hatched(
                figures.sweep_transition(rows, SENSITIVITY, MARKING, ["rising"], 0.45, 40).axes[0]
            )
        )
        for rows in (few, many)
    ]
    assert left[1] < left[0]


def test_one_cohort_decides_nothing_and_is_refused():
    rows = rows_of(GRID, worlds=[0.0], rising=rising)
    with pytest.raises(Mistake, match="worlds = 2 at least"):
        figures.sweep_transition(rows, SENSITIVITY, MARKING, ["rising"], 0.45, 40)


def test_transitions_of_a_space_filling_design_have_bins_with_their_numbers(scattered):
    figure = figures.sweep_transition(scattered, SENSITIVITY, MARKING, ["rising"], 0.45, 40)
    numbers = [int(text.get_text()) for text in figure.axes[0].texts]
    assert sum(numbers) == 200
    assert codes(figure.axes[0]).shape == (4, 4)
    assert "Cells are bins; numbers: points in each." in words(figure)


def test_the_largest_share_is_decided_in_pairs_of_the_same_cohort(grid):
    figure = figures.sweep_largest(
        grid, SENSITIVITY, MARKING, ["rising", "falling"], children=40, by=OSTENSION
    )
    axis = figure.axes[0]
    code = codes(axis)
    s, m = np.meshgrid([0.1, 0.5, 0.9], [0.2, 0.4, 0.6, 0.8])
    lead = rising(s, m, 0.0) - falling(s, m, 0.0)
    decided = np.abs(lead) > 1e-9  # both have the same luck, so that any difference is sure
    np.testing.assert_array_equal(code % 2 == 1, decided)
    np.testing.assert_array_equal(code[decided] // 2, np.where(lead > 0, 0, 1)[decided])


def test_which_share_is_largest_is_undecided_where_the_difference_may_be_none():
    noise = np.random.default_rng(1).normal(0.0, 0.05, size=(3, len(GRID)))
    rows = rows_of(GRID, rising=rising, falling=falling)
    of_falling = rows["measure"] == "falling"
    rows.loc[of_falling, "value"] += noise.ravel()
    axis = figures.sweep_largest(
        rows, SENSITIVITY, MARKING, ["rising", "falling"], children=40, by=OSTENSION
    ).axes[0]
    expected = set()
    table = rows[rows[OSTENSION] == 0.0].pivot_table(
        index=[SENSITIVITY, MARKING, "world"], columns="measure", values="value"
    )
    for place, each in (table["rising"] - table["falling"]).groupby([SENSITIVITY, MARKING]):
        _, low, high = estimate(each)
        if low <= 0.0 <= high:
            expected.add(place)
    assert expected
    assert hatched(axis) == expected
