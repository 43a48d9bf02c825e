"""Figures show what the records hold, and a reader can tell what is what."""

import numpy as np
import pytest

import trustsim as ts
from trustsim.figures.biographies import life
from trustsim.figures.style import COLOURS, MARKERS
from trustsim.measures import attachment, class_table, siding_table
from trustsim.protocols.strange_situation import CLASSES


def words(figure):
    """Every text of a figure."""
    figure.canvas.draw()
    return [text.get_text() for text in figure.findobj(match=lambda a: hasattr(a, "get_text"))]


@pytest.fixture(scope="module")
def siding_figure(grown):
    return ts.figures.siding(grown)


def test_the_siding_figure_has_a_panel_for_each_question_and_age(siding_figure):
    titles = [axis.get_title(loc="left") for axis in siding_figure.axes]
    assert len(titles) == 4
    assert sum("50 months" in title for title in titles) == 2
    assert sum("ask" in title for title in titles) == 2


def test_the_siding_figure_says_chance_tasks_cohorts_and_how_many_children(siding_figure, grown):
    text = " ".join(words(siding_figure))
    assert "chance" in text
    assert "20 cohorts of 147" in text
    for name in CLASSES:
        assert f"{name} (n ≈ " in text
    for task in ("novel", "50/50", "75/25"):
        assert task in text


def test_the_points_of_the_siding_figure_are_those_of_the_table(siding_figure, grown):
    rows = siding_table(grown).query(
        "months == 50 and question == 'ask' and attachment == 'resistant'"
    )
    drawn = {
        line.get_label().split(" ")[0]: line.get_ydata() for line in siding_figure.axes[0].lines
    }
    np.testing.assert_array_equal(drawn["resistant"], rows["mean"])


def test_the_bars_of_the_class_figure_are_those_of_the_table(grown):
    figure = ts.figures.classes(grown)
    heights = [bar.get_height() for bar in figure.axes[0].patches[: len(CLASSES)]]
    np.testing.assert_allclose(heights, class_table(grown)["mean"])
    assert "published, low-risk samples" in words(figure)


def test_the_biographies_replay_the_recorded_children(grown):
    child = int(np.flatnonzero(attachment(grown)[0] == 0)[0])
    _, months, portraits = life(grown.scenario, child)
    recorded = grown.tables["portraits"].query("world == 0 and child == @child and months == 50")
    for name, value in portraits[months.index(50.0)]._asdict().items():
        assert recorded[name].item() == value


def test_the_biographies_show_a_child_of_every_class_of_the_first_cohort(grown):
    figure = ts.figures.biographies(grown)
    titles = [axis.get_title(loc="left") for axis in figure.axes[:4]]
    present = [name for c, name in enumerate(CLASSES) if (attachment(grown)[0] == c).any()]
    assert [title.split(":")[0] for title in titles if title] == present


def test_classes_differ_in_colour_and_in_marker():
    assert len({COLOURS[name] for name in CLASSES}) == len(CLASSES)
    assert len({MARKERS[name] for name in CLASSES}) == len(CLASSES)


def test_a_figure_shows_itself_in_a_notebook(siding_figure):
    assert siding_figure._repr_png_().startswith(b"\x89PNG")
