"""Figures show what the records hold, and a reader can tell what is what."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection, QuadMesh
from matplotlib.colors import to_hex

import trustsim as ts
from trustsim.measures import (
    REPORTED,
    attachment,
    contingency_table,
    table_of,
    tables,
)
from trustsim.showing.figures.biographies import life
from trustsim.showing.figures.points import age_looks
from trustsim.showing.figures.style import COLOURS, MARKERS
from trustsim.showing.report.folder import drawings
from trustsim.study.protocols import CATALOGUE
from trustsim.study.protocols.strange_situation import CLASSES


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
    rows = table_of(grown, "siding").query(
        "months == 50 and question == 'ask' and attachment == 'resistant'"
    )
    drawn = {
        line.get_label().split(" ")[0]: line.get_ydata() for line in siding_figure.axes[0].lines
    }
    np.testing.assert_array_equal(drawn["resistant"], rows["mean"])


def test_the_chain_shows_for_each_link_means_of_fifths_and_the_correlation(grown):
    figure = ts.figures.chain(grown)
    births = grown.tables["births"].set_index(["world", "child"])
    portraits = grown.tables["portraits"].query("months == 12").set_index(["world", "child"])
    care = births["sensitivity"].to_frame("care").assign(hopes=portraits["response"])
    fifth = care.groupby("world")["care"].rank(method="first").sub(1).mul(5).floordiv(147)
    means = care.assign(fifth=fifth).groupby(["fifth", "world"]).mean().groupby("fifth").mean()
    (line,) = figure.axes[0].lines
    np.testing.assert_allclose(line.get_xydata(), means, rtol=1e-9)
    r = np.mean(
        [np.corrcoef(each["care"], each["hopes"])[0, 1] for _, each in care.groupby("world")]
    )
    assert figure.axes[0].get_title(loc="left").startswith(f"r = {r:.2f} [")


def test_the_chain_tells_secure_children_from_others_and_shows_chance(grown):
    figure = ts.figures.chain(grown)
    secure = attachment(grown) == CLASSES.index("secure")
    trust = grown.column("portraits", "trust_in_figure", 61)
    drawn = figure.axes[2].lines[0].get_ydata()
    found = [
        np.mean([t[s == of].mean() for t, s in zip(trust, secure, strict=True)]) for of in (0, 1)
    ]
    np.testing.assert_allclose(drawn, found)
    assert [text.get_text() for text in figure.axes[2].get_xticklabels()] == [
        "not secure",
        "secure",
    ]
    assert "chance" in [text.get_text() for text in figure.axes[-1].texts]


def test_the_bars_of_the_class_figure_are_those_of_the_table(grown):
    figure = ts.figures.classes(grown)
    heights = [bar.get_height() for bar in figure.axes[0].patches[: len(CLASSES)]]
    np.testing.assert_allclose(heights, table_of(grown, "classes")["mean"])
    assert "published, low-risk samples" in words(figure)


def test_the_biographies_replay_the_recorded_children(grown):
    child = int(np.flatnonzero(attachment(grown)[0] == 0)[0])
    _, months, _, portraits = life(grown.scenario, child)
    recorded = grown.tables["portraits"].query("world == 0 and child == @child and months == 50")
    for name, value in portraits[months.index(50.0)]._asdict().items():
        assert recorded[name].item() == value


def test_the_biographies_show_a_child_of_every_class_of_the_first_cohort(grown):
    figure = ts.figures.biographies(grown)
    titles = [axis.get_title(loc="left") for axis in figure.axes[:4]]
    present = [name for c, name in enumerate(CLASSES) if (attachment(grown)[0] == c).any()]
    assert [title.split(":")[0] for title in titles if title] == present


def test_the_biographies_show_what_each_family_bore_and_the_events_of_its_life():
    """The event after the last visit, which nobody lives to see, is not drawn."""
    events = {
        "move": {"months": 3, "hardship": 1.0},
        "loss": {"months": 8, "hardship": 2.0},
        "fortune": {"months": 30, "hardship": -2.0},
    }
    visits = {"strange_situation": {}}
    scenario = ts.from_dict({"worlds": 1, "children": 60, "events": events, "visits": visits})
    axes = ts.figures.biographies(ts.run(scenario)).axes
    across = len(axes) // 4
    for title, family in zip(axes[:across], axes[3 * across :], strict=True):
        number = int(title.get_title(loc="left").split()[-1])
        world = ts.World(scenario, children=[number])
        (line,) = (line for line in family.lines if line.get_label() == "hardship")
        (birth, unknown), *later = line.get_xydata()
        assert birth == 0.0
        assert np.isnan(unknown)  # nothing has been borne yet
        for month, value in later:
            world.live(month)
            assert world.infants[0].hardship == value
        told = [(text.get_text(), text.get_position()[0]) for text in family.texts]
        assert told == [("move", 3), ("loss", 8)]
        assert family.get_xlim()[1] < 13
    assert axes[3 * across].get_ylabel() == "hardship of the family\n(standard deviations)"


def test_classes_differ_in_colour_and_in_marker():
    assert len({COLOURS[name] for name in CLASSES}) == len(CLASSES)
    assert len({MARKERS[name] for name in CLASSES}) == len(CLASSES)


def test_a_figure_shows_itself_in_a_notebook(siding_figure):
    assert siding_figure._repr_png_().startswith(b"\x89PNG")


def points(axis):
    """What is drawn as points, by the label: (x, y)."""
    return {
        line.get_label(): line.get_xydata().T for line in axis.lines if line.get_marker() != "None"
    }


def bars(axis, colour, width):
    """Lowest and highest end of the bars of one colour and width, in the order of the table."""
    return np.array(
        [
            path.vertices[:, 1]
            for lines in axis.collections
            if isinstance(lines, LineCollection)
            and lines.get_linewidth()[0] == width
            and to_hex(lines.get_color()[0]) == to_hex(colour)
            for path in lines.get_paths()
        ]
    )


def shows(axis, label, rows):
    """Whether points and bars of this label are the means, intervals and cohorts of a table."""
    line = next(line for line in axis.lines if line.get_label() == label)
    np.testing.assert_array_equal(line.get_ydata(), rows["mean"])
    np.testing.assert_array_equal(bars(axis, line.get_color(), 9), rows[["low", "high"]])
    np.testing.assert_array_equal(
        bars(axis, line.get_color(), 1), rows[["cohort_low", "cohort_high"]]
    )


reports = {name: CATALOGUE[name].REPORT for name in REPORTED.values()}
each_report = pytest.mark.parametrize("protocol", reports)
each_test_of_answers = pytest.mark.parametrize(
    "protocol",
    [
        name
        for name, report in reports.items()
        if len(report.panels) == 1 and not report.by_class and report.panels[0].share
    ],
)


@each_test_of_answers
def test_the_points_and_bars_of_a_figure_of_answers_are_those_of_the_table(visited, protocol):
    axis = ts.figures.conditions(visited["study"], protocol).axes[0]
    rows = table_of(visited["study"], protocol)
    for months in rows["months"].unique():
        shows(axis, f"{months:g} months", rows[rows["months"] == months])


@each_test_of_answers
def test_a_figure_of_answers_says_what_is_asked_chance_cohorts_and_what_is_measured(
    visited, protocol
):
    figure = ts.figures.conditions(visited["study"], protocol)
    text = " ".join(words(figure))
    assert CATALOGUE[protocol].__doc__.splitlines()[0] in text
    assert "chance" in text
    assert "6 cohorts of 60 children" in text
    assert figure.axes[0].get_ylabel().startswith("share of")


@each_report
def test_every_condition_is_named_in_words_of_its_own(visited, protocol):
    """The panels of each age, if these stand below each other, are the same and say the age."""
    axes, report = ts.figures.conditions(visited["study"], protocol).axes, reports[protocol]
    ages = sorted(set(table_of(visited["study"], report.table or protocol)["months"]))
    ages = ages if report.by_class else [None]
    panels = [(panel, age) for age in ages for panel in report.panels]
    for axis, (panel, age) in zip(axes, panels, strict=True):
        assert age is None or axis.get_title(loc="left").endswith(f"({age:g} months)")
        assert axis.get_ylabel() == panel.axis
        names = panel.conditions.values()
        assert len(set(names)) == len(names)
        assert [label.get_text() for label in axis.get_xticklabels()] == list(names)


@each_report
def test_every_number_that_a_protocol_writes_down_is_reported(visited, protocol):
    reported = {column for _, _, column in reports[protocol].conditions()}
    coded = "state of mind"  # a class, of which the shares are reported
    written = set(visited["study"].tables[protocol]) - {"world", "child", "months", coded}
    assert {name.removesuffix(" ask").removesuffix(" endorse") for name in written} == reported


ALL, LIAR, HIDDEN = [0, 1, 2, 3], [1], [0, 1]  # places of the conditions that were published


@pytest.mark.parametrize(
    ("protocol", "pattern", "months", "keys", "places"),
    [
        ("accuracy_of_informants", "accuracy_tracking", 36, ["three_years"], ALL),
        ("accuracy_of_informants", "accuracy_tracking", 48, ["four_years"], ALL),
        ("announced_liar", "default_helpfulness", 36, ["three_years"], LIAR),
        ("announced_liar", "default_helpfulness", 48, ["four_years"], LIAR),
        ("a_not_b", "a_not_b", 10, ["communicative", "non_communicative"], HIDDEN),
    ],
)
def test_published_answers_are_those_of_the_evidence_at_their_condition_and_age(
    visited, protocol, pattern, months, keys, places
):
    figure, about = ts.figures.conditions(visited["study"], protocol), ts.literature()[pattern]
    drawn = points(figure.axes[0])
    x, y = drawn[f"published ({about['known']}), {months} months"]
    np.testing.assert_array_equal(y, np.ravel([about["target"][key] for key in keys]))
    np.testing.assert_array_equal(x, drawn[f"{months} months"][0][places])
    assert cited(figure, about)


def cited(figure, about):
    """Whether a figure names the source of a pattern and how it is known, across its lines."""
    text = " ".join(words(figure)).replace("\n", " ")
    return about["source"] in text and f"({about['known']})" in text


def test_an_age_for_which_nothing_was_published_gets_no_published_mark_and_one_cohort_no_interval():
    scenario = ts.from_dict(
        {"worlds": 1, "children": 3, "visits": {"accuracy_of_informants": {"months": [2]}}}
    )
    axis = ts.figures.conditions(ts.run(scenario), "accuracy_of_informants").axes[0]
    assert list(points(axis)) == ["2 months"]
    assert np.isnan(bars(axis, axis.lines[0].get_color(), 9)).all()


def test_a_protocol_without_conditions_of_answers_is_named_back(visited):
    with pytest.raises(ts.Mistake, match="did you mean 'announced_liar'"):
        ts.figures.conditions(visited["study"], "anounced_liar")


def test_the_gaze_figure_shows_table_and_published_pool(visited):
    figure, about = (
        ts.figures.conditions(visited["study"], "gaze_following"),
        ts.literature()["gaze_following"],
    )
    following, looking = figure.axes
    rows = table_of(visited["study"], "gaze_following")
    shows(following, "6 months", rows[rows["measure"] == "following"])
    shows(looking, "6 months", rows[rows["measure"] == "looking"])
    target, drawn = about["target"], points(following)
    (published,) = (y for label, (_, y) in drawn.items() if label.startswith("published"))
    assert published.tolist() == [target["ostensive_g"], target["other_g"], target["other_g"]]
    assert cited(figure, about)


def test_the_contingency_figure_shows_every_class_and_what_is_claimed_but_no_published_number(
    visited,
):
    figure, about = ts.figures.contingency(visited), ts.literature()["contingency_security"]
    rows = contingency_table(visited)
    assert set(points(figure.axes[0])) == set(CLASSES)
    for name in CLASSES:
        shows(figure.axes[0], name, rows[rows["attachment"] == name])
    text = " ".join(words(figure)).replace("\n", " ")
    assert about["claim"] in text
    assert about["target"] in text
    assert cited(figure, about)


def test_the_numbers_of_the_stability_figure_are_those_of_the_tables(visited):
    figure, about = ts.figures.stability(visited["study"]), ts.literature()["attachment_stability"]
    rows = table_of(visited["study"], "stability")
    (mesh,) = (each for each in figure.axes[0].collections if isinstance(each, QuadMesh))
    np.testing.assert_array_equal(mesh.get_array().ravel(), rows["mean"])
    for text in figure.axes[0].texts:
        across, down = (int(place) for place in text.get_position())
        assert text.get_text().split("\n")[0] == f"{mesh.get_array()[down, across]:.2f}"
    assert len(figure.axes[0].texts) == len(rows)
    title = figure.axes[0].get_title(loc="left")
    for row in table_of(visited["study"], "agreement").itertuples():
        assert f"{row.mean:.2f} [{row.low:.2f}, {row.high:.2f}]" in title
        assert f"published {about['target'][row.measure]:.2f}" in title
    assert cited(figure, about)


def test_the_scales_figure_shows_the_scales_by_class_and_how_they_go_together(visited):
    figure = ts.figures.trust_scales(visited["study"])
    answers, together = figure.axes
    rows = table_of(visited["study"], "trust_scales")
    for name, label in labels(rows).items():
        shows(answers, label, rows[rows["attachment"] == name])
    shows(together, "48 months", table_of(visited["study"], "trust_scale_correlations"))
    assert answers.get_ylabel() == "mean answer (1 to 7)"
    assert "no relation" in words(figure)


def test_the_revision_figure_shows_conclusions_and_revision_by_class(visited):
    figure = ts.figures.conditions(visited["study"], "belief_revision")
    concluded, revised = figure.axes
    rows = table_of(visited["study"], "belief_revision")
    fell = rows["condition"] == "revision"
    for name, label in labels(rows).items():
        of_class = rows["attachment"] == name
        shows(concluded, label, rows[of_class & ~fell])
        shows(revised, label, rows[of_class & fell])
    assert {"chance", "no revision"} <= set(words(figure))


def labels(rows):
    """How a figure labels the classes of a table: with their mean number in a cohort."""
    sizes = rows.groupby("attachment")["children"].first()
    return {name: f"{name} (n ≈ {sizes[name]:.0f})" for name in CLASSES}


def test_ages_differ_in_colour_and_in_marker(visited):
    looks = age_looks(table_of(visited["study"], "familiar_teacher")).values()
    assert len({look.colour for look in looks}) == len({look.marker for look in looks}) == 3


def test_a_run_through_every_visit_fills_every_figure_and_a_run_through_none_fills_none(visited):
    every = set().union(*(needs for needs, _ in drawings(visited).values()))
    assert every - set(tables(visited)) == {"classes_by_partner"}  # they know one person each
    assert set(drawings(visited)) >= set(REPORTED.values())
    at_home = ts.from_dict(
        {"worlds": 1, "children": 2, "visits": {"home_observation": {"months": [1]}}}
    )
    made = tables({"study": ts.run(at_home)})
    assert not any(needs <= set(made) for needs, _ in drawings(visited).values())


def test_a_protocol_with_a_figure_called_like_it_is_drawn_by_that_one_and_others_by_one_for_all():
    assert ts.figures.of_protocol("trust_scales") is ts.figures.trust_scales
    assert ts.figures.of_protocol("a_not_b").func is ts.figures.conditions
