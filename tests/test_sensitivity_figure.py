"""The figure of what matters shows the indices with their intervals, and says what it rests on."""

import numpy as np
import pytest
from sweep_rows import MARKING, OSTENSION, SENSITIVITY, rising, rows_of, words

from trustsim.mistakes import Mistake
from trustsim.showing import figures
from trustsim.sweeps.sensitivity import morris_points, saltelli_points, sensitivity

RANGES = dict.fromkeys((SENSITIVITY, MARKING, OSTENSION), (0.0, 1.0))


def nothing(s, m, o):
    return 0.3 + 0.0 * s


@pytest.fixture(scope="module")
def indices():
    rows = rows_of(saltelli_points(RANGES, 64), rising=rising, nothing=nothing)
    rows["value"] += np.random.default_rng(2).normal(0.0, 0.01, len(rows)) * (
        rows["measure"] == "rising"
    )
    return sensitivity(rows, RANGES, "saltelli")


def test_the_figure_of_indices_shows_total_and_first_with_their_intervals(indices):
    figure = figures.sensitivity(indices, children=40)
    axis = figure.axes[0]
    row = indices.query("measure == 'rising'").set_index("parameter").loc[SENSITIVITY]
    place = [label.get_text() for label in axis.get_yticklabels()].index("caregiver sensitivity")
    marks = {line.get_marker(): line for line in axis.lines if round(line.get_ydata()[0]) == place
             and line.get_marker() != "None"}  # fmt: skip
    assert marks["o"].get_xdata()[0] == row["total"]
    assert marks["s"].get_xdata()[0] == row["first"]
    bars = [tuple(line.get_xdata()) for line in axis.lines if line.get_marker() == "None"]
    assert (row["total_low"], row["total_high"]) in bars
    assert (row["first_low"], row["first_high"]) in bars
    assert marks["o"].get_fillstyle() == "full"


def test_the_figure_of_indices_says_points_chance_and_which_measure_has_none(indices):
    text = words(figures.sensitivity(indices, children=40))
    assert "320 points, at each 3 cohorts of 40 children" in text
    assert "by chance, up to" in text
    assert "nothing is the same at every point." in text
    axis = figures.sensitivity(indices, children=40).axes[0]
    assert any(line.get_xdata()[0] == indices["chance"].iloc[0] for line in axis.lines)


def test_the_figure_of_the_screening_names_what_matters_in_the_plane_of_mu_star_and_sigma():
    table = sensitivity(rows_of(morris_points(RANGES, 8), rising=rising), RANGES, "morris")
    figure = figures.sensitivity(table, children=40)
    axis = figure.axes[0]
    row = table.iloc[0]
    points = [tuple(line.get_xydata()[0]) for line in axis.lines if line.get_marker() == "o"]
    assert (row["mu_star"], row["sigma"]) in points
    text = words(figure)
    assert "32 points" in text
    assert "1  caregiver sensitivity" in text
    assert axis.get_ylabel() == "sigma"


def test_without_any_indices_there_is_no_figure_but_a_reason():
    table = sensitivity(rows_of(saltelli_points(RANGES, 8), nothing=nothing), RANGES, "saltelli")
    with pytest.raises(Mistake, match="nothing is the same at every point"):
        figures.sensitivity(table, children=40)
