"""Whatever may be varied may stand on an axis: left to the config, a crowd, a text, a list."""

import pytest
from sweep_rows import SENSITIVITY, rising, rows_of, words

import trustsim as ts
from trustsim.mistakes import Mistake
from trustsim.showing import figures
from trustsim.study.config import bounds, json_schema
from trustsim.sweeps.names import what_may_vary

STUDY = {"worlds": 3, "children": 20, "visits": {"strange_situation": {}}}
REJECTION, MARKING = "caregiver.rejection", "caregiver.marking"


def played(design="grid", **vary):
    """Rows of a sweep that was played."""
    return ts.sweep(ts.from_dict(STUDY), "secure", design=design, **vary)


@pytest.fixture(scope="module")
def alone():
    """Each thing alone, all others as the config has them."""
    return played("one_at_a_time", **{REJECTION: [0.1, 0.9], MARKING: [0.9]})


def test_one_at_a_time_is_drawn_with_the_others_as_the_config_has_them(alone):
    figure = figures.sweep_lines(alone, "rejection", ["secure"], children=20)
    x, y = figure.axes[0].lines[0].get_xydata().T
    expected = alone.groupby(REJECTION)["value"].mean()
    assert dict(zip(x, y, strict=True)) == pytest.approx(expected.to_dict())
    said = words(figure)
    assert "2 of 4 points" in said
    assert "Held: caregiver marking as the config has it." in said


def test_one_value_alone_is_varied_too(alone):
    figure = figures.sweep_lines(alone, "marking", ["secure"], children=20)
    assert figure.axes[0].lines[0].get_xdata() == [0.9]


@pytest.mark.parametrize("draw", [figures.sweep_map, figures.sweep_lines])
def test_what_was_never_varied_together_cannot_be_drawn_together(alone, draw):
    other = {"y": "marking"} if draw is figures.sweep_map else {"by": "marking"}
    with pytest.raises(Mistake, match="varied one at a time, never together"):
        draw(alone, x="rejection", values=["secure"], children=20, **other)


def test_the_number_of_children_is_an_axis_and_is_said_as_a_range():
    rows = played(children=[10, 30], **{REJECTION: [0.1, 0.9]})
    said = words(figures.sweep_lines(rows, "children", ["secure"], children=20, by="rejection"))
    assert "at each 3 cohorts of 10 to 30 children" in said
    assert "children: children in each cohort; between 1 and 1,000,000." in said


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("secure", "secure: share of children coded so in the Strange Situation."),
        ("siding, novel", "siding …: share of answers that side with the mother"),
        ("trust_in_unknown, 12 months", "trust in unknown …: trust in somebody unknown, mean over"),
    ],
)
def test_a_figure_says_what_its_measure_is(measure, said):
    rows = rows_of([(0.1, 0.2, 0.3), (0.5, 0.2, 0.3)], **{measure: rising})
    assert said in words(figures.sweep_lines(rows, SENSITIVITY, [measure], children=20))


def test_a_text_is_an_axis_of_lines_but_not_of_a_map():
    rows = played(preset=["low_risk", "high_risk"], **{REJECTION: [0.1, 0.9]})
    figure = figures.sweep_lines(rows, "preset", ["secure"], children=20, by="rejection")
    labels = [text.get_text() for text in figure.axes[0].get_xticklabels()]
    assert labels == ["high_risk", "low_risk"]
    assert "preset: the population of caregivers; one of low_risk, high_risk." in words(figure)
    figures.sweep_lines(rows, "rejection", ["secure"], children=20, by="preset")
    for draw, more in (
        (figures.sweep_map, {}),
        (figures.sweep_transition, {"level": 0.5}),
    ):
        with pytest.raises(Mistake, match=r"x = 'preset' is no number, which a map needs"):
            draw(rows, x="preset", y="rejection", values=["secure"], children=20, **more)


def test_a_list_is_an_axis_of_lines():
    rows = played(**{"visits.strange_situation.months": [[12], [18]], REJECTION: [0.1, 0.9]})
    figure = figures.sweep_lines(rows, "months", ["secure"], children=20)
    assert [text.get_text() for text in figure.axes[0].get_xticklabels()] == ["[12]", "[18]"]
    assert "between 0 and 1200 (months)" in words(figure)


@pytest.mark.parametrize("name", what_may_vary())
def test_everything_that_may_be_varied_has_bounds(name):
    assert bounds(name.split("."), json_schema())
