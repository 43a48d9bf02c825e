"""Measures: records -> the numbers that a paper reports."""

from dataclasses import replace
from functools import partial

import hypothesis
import numpy as np
import pandas as pd
import pytest
from hypothesis import strategies as st
from scipy import stats

import trustsim as ts
from trustsim import measures
from trustsim.measures import (
    REPORTED,
    attachment,
    beside_chance,
    by_class,
    class_shares,
    contingency_table,
    correlation,
    differ,
    effect_size,
    estimate,
    estimate_of_share,
    interaction,
    is_share,
    kappa,
    lies_above,
    partial_correlation,
    siding,
    spread,
    table_of,
    tables,
)
from trustsim.measures.numbers import COUNTS, estimated, name_of
from trustsim.study.protocols import CATALOGUE
from trustsim.study.protocols.strange_situation import CLASSES

GENERATOR = np.random.Generator(np.random.Philox(1))
X, Y, Z = GENERATOR.normal(size=(3, 4, 50))


def test_an_estimate_is_the_mean_with_students_interval():
    values = X[0]
    expected = stats.ttest_1samp(values, 0.0).confidence_interval(0.95)
    assert estimate(values) == pytest.approx((values.mean(), expected.low, expected.high))


def test_an_estimate_leaves_out_cohorts_in_which_the_number_does_not_exist():
    assert estimate([0.5, np.nan, 0.7]) == estimate([0.5, 0.7])


def test_one_cohort_tells_nothing_about_the_next():
    mean, low, high = estimate([0.5])
    assert (mean, low, high) == (0.5, -np.inf, np.inf)


def test_no_cohort_gives_no_estimate():
    assert np.isnan(estimate([np.nan, np.nan])).all()


def test_the_spread_holds_the_middle_95_per_cent_of_cohorts():
    low, high = spread(np.arange(1001.0))
    assert (low, high) == pytest.approx((25.0, 975.0))


def test_correlations_are_taken_within_each_cohort():
    expected = [np.corrcoef(x, y)[0, 1] for x, y in zip(X, Y, strict=True)]
    assert correlation(X, Y) == pytest.approx(expected)


def test_a_correlation_without_variance_does_not_exist():
    assert np.isnan(correlation(np.ones((1, 5)), X[:1, :5])).all()


def test_a_partial_correlation_is_that_of_the_residuals():
    def residual(of, on):
        slope, intercept = np.polyfit(on, of, 1)
        return of - intercept - slope * on

    expected = [
        np.corrcoef(residual(x, z), residual(y, z))[0, 1] for x, y, z in zip(X, Y, Z, strict=True)
    ]
    assert partial_correlation(X, Y, Z) == pytest.approx(expected)


def test_means_by_class_skip_classes_that_a_cohort_does_not_have():
    values = np.array([[1.0, 2.0, 6.0]])
    means = by_class(values, np.array([[0, 0, 3]]))
    np.testing.assert_array_equal(means, [[1.5, np.nan, np.nan, 6.0]])


def test_shares_of_the_classes_add_to_one(grown):
    np.testing.assert_allclose(class_shares(grown).sum(1), 1.0, rtol=1e-12)
    assert table_of(grown, "classes")["mean"].sum() == pytest.approx(1.0)


def test_siding_is_the_mean_of_ages_and_questions(grown):
    columns = [
        grown.column("mother_stranger", f"novel {question}", months)
        for question in ("ask", "endorse")
        for months in (50, 61)
    ]
    np.testing.assert_allclose(siding(grown, "novel"), sum(columns) / 4.0, rtol=1e-12)


def test_the_siding_table_has_a_row_for_every_age_question_task_and_class(grown):
    rows = table_of(grown, "siding")
    assert len(rows) == 2 * 2 * 3 * (len(CLASSES) + 1)
    whole = rows[rows["attachment"] == "all"]
    assert (whole["children"] == 147).all()
    one = rows.query("months == 50 and question == 'ask' and task == '75/25'").set_index(
        "attachment"
    )
    secure = attachment(grown) == 0
    answers = grown.column("mother_stranger", "75/25 ask", 50)
    expected = [a[s].mean() for a, s in zip(answers, secure, strict=True)]
    assert one.loc["secure", "mean"] == pytest.approx(np.mean(expected))
    assert one.loc["secure", "children"] == pytest.approx(secure.sum(1).mean())


def test_an_effect_size_is_hedges_g_of_one_sample():
    # mean 2, standard deviation 1, corrected by 1 - 3 / (4 * 2 - 1)
    np.testing.assert_allclose(effect_size(np.array([[1.0, 2.0, 3.0]])), 2.0 * (1.0 - 3.0 / 7.0))


def test_an_interaction_is_the_slope_of_the_product():
    first, second = np.array([[-1.0, -1.0, 1.0, 1.0]] * 4), np.array([[-1.0, 1.0, -1.0, 1.0]] * 4)
    slopes = 2.0 + 0.5 * first - 3.0 * second  # what each does by itself
    found = interaction(
        first * 7.0 + 5.0, second, slopes + np.c_[[0.0, 0.25, -1.0, 1.0]] * first * second
    )
    np.testing.assert_allclose(found, [0.0, 0.25, -1.0, 1.0], atol=1e-12)
    assert np.isnan(interaction(first, np.ones((4, 4)), slopes)).all()
    assert np.isnan(interaction(first, first, slopes)).all()  # one cannot be told from the other


# Two groups of three with a spread of 1 about their means: the squares within add up to 4 with 4
# degrees of freedom, so that t is the difference over sqrt(2 / 3) and must exceed 2.776: 2.267
APART = [2.2, 2.3, -2.2, -2.3]
SIX = np.array([[-1.0 + by, by, 1.0 + by, -1.0, 0.0, 1.0] for by in APART])
HALVES = np.stack(
    [np.tile([True] * 3 + [False] * 3, (4, 1)), np.tile([False] * 3 + [True] * 3, (4, 1))]
)


def test_groups_differ_where_a_variance_between_them_is_significant():
    assert differ(SIX, HALVES).tolist() == [0.0, 1.0, 0.0, 1.0]  # F is the square of t
    assert differ(SIX, np.concatenate([HALVES, HALVES[:1]])).shape == (4,)


def test_a_group_lies_above_another_but_not_below_it():
    assert lies_above(SIX, HALVES).tolist() == [0.0, 1.0, 0.0, 0.0]
    assert lies_above(SIX, HALVES[::-1]).tolist() == [0.0, 0.0, 0.0, 1.0]


def test_a_mean_lies_above_chance_but_not_below_it():
    # six with a mean of m, five degrees of freedom: t is m over sqrt(4 / 5 / 6) and must exceed
    # 2.571: .939
    around = np.array([-1.0, 0.0, 1.0, -1.0, 0.0, 1.0])
    values = 7.0 + np.array([[0.9], [1.0], [-1.0]]) + around
    assert beside_chance(values, 7.0).tolist() == [0.0, 1.0, 0.0]
    assert np.isnan(beside_chance(np.ones((1, 6)), 7.0)).all()  # nothing varies


def test_where_a_group_is_too_small_or_nothing_varies_nothing_is_tested():
    alone = HALVES.copy()
    alone[1] = False
    alone[1, 0, :2] = True
    found = lies_above(SIX, alone)
    assert np.isfinite(found[0])  # two are enough
    alone[1, 0, 1] = False
    assert np.isnan(differ(SIX, alone)).all()
    assert np.isnan(found[1:]).all()
    assert np.isnan(differ(np.ones((4, 6)), HALVES)).all()


def test_kappa_is_agreement_beyond_chance():
    first = np.array([[0, 0, 1, 1]] * 3)
    second = np.array([[0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 1, 0]])
    # observed 1, 2/4, 3/4; expected .5 * .5 + .5 * .5 twice, then .5 * .75 + .5 * .25
    np.testing.assert_allclose(kappa(first, second), [1.0, 0.0, 0.5])


def test_a_condition_is_the_mean_of_both_questions_over_children_then_cohorts(visited):
    records = visited["study"]
    rows = table_of(records, "accuracy_of_informants")
    assert len(rows) == 4 * 2
    asked = [
        records.column("accuracy_of_informants", f"100/25 {question}", 48).mean(1)
        for question in ("ask", "endorse")
    ]
    (row,) = rows.query("condition == '100/25' and months == 48").to_dict("records")
    of_cohorts = np.mean(asked, axis=0)
    low, high = spread(of_cohorts)
    expected = (*estimate_of_share(of_cohorts, 60), low, high)
    found = [row[key] for key in ("mean", "low", "high", "cohort_low", "cohort_high")]
    assert found == pytest.approx(expected)


def test_the_children_of_the_classes_together_are_all_of_them(visited):
    rows = table_of(visited["study"], "trust_scales")
    assert len(rows) == 3 * (len(CLASSES) + 1)
    for _, condition in rows.groupby("condition"):
        whole = condition["attachment"] == "all"
        assert condition.loc[~whole, "children"].sum() == pytest.approx(60)
        assert condition.loc[whole, "children"].item() == 60


def test_without_a_strange_situation_nobody_is_told_apart():
    scenario = ts.from_dict(
        {"worlds": 2, "children": 4, "visits": {"trust_scales": {"months": [1]}}}
    )
    rows = tables({"study": ts.run(scenario)})["trust_scales"]
    assert set(rows["attachment"]) == {"all"}


def test_the_gaze_table_holds_effect_sizes_and_shares_of_trials(visited):
    rows = table_of(visited["study"], "gaze_following").set_index(["measure", "condition"])["mean"]
    column = visited["study"].column
    followed = column("gaze_following", "nothing following")
    assert rows["following", "nothing"] == pytest.approx(effect_size(followed).mean())
    looked = column("gaze_following", "ostensive cue looking")
    assert rows["looking", "ostensive cue"] == pytest.approx(looked.mean())


def test_the_contingency_table_holds_the_classes_of_each_population(visited):
    rows = contingency_table(visited)
    assert rows["contingency"].unique().tolist() == [0.0, 0.5, 1.0]
    one = rows[rows["contingency"] == 0.5].drop(columns="contingency").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, table_of(visited["contingency 0.5"], "classes"))


def test_whoever_was_of_a_class_is_of_one_class_later(visited):
    rows = table_of(visited["study"], "stability")
    np.testing.assert_allclose(rows.groupby("first")["mean"].sum(), 1.0)
    first, last = attachment(visited["study"]), attachment(visited["study"], last=True)
    stayed = [(b[a == 0] == 0).mean() for a, b in zip(first, last, strict=True)]
    one = rows.query("first == 'secure' and last == 'secure'")
    assert one["mean"].item() == pytest.approx(np.mean(stayed))
    agreement = table_of(visited["study"], "agreement").set_index("measure")["mean"]
    assert agreement["kappa"] == pytest.approx(kappa(first, last).mean())


def test_the_correlations_of_the_scales_are_those_within_cohorts(visited):
    rows = table_of(visited["study"], "trust_scale_correlations").set_index("scales")["mean"]
    trust, mistrust = (
        visited["study"].column("trust_scales", scale) for scale in ("trust", "mistrust")
    )
    assert rows["trust, mistrust"] == pytest.approx(correlation(trust, mistrust).mean())
    assert len(rows) == 3


def test_every_visit_has_its_table(visited):
    made = tables(visited)
    reports = {name: CATALOGUE[name].REPORT for name in REPORTED.values()}
    assert set(made) >= {report.table or name for name, report in reports.items()}
    assert set(made) >= {"contingency", "contingency_seen", "stability", "agreement"}
    for name, report in reports.items():
        if report.by_class or report.table or any(panel.measure for panel in report.panels):
            continue
        assert list(made[name]) == [
            "condition", "months", "mean", "low", "high", "cohort_low", "cohort_high",
        ]  # fmt: skip


def test_one_population_or_one_strange_situation_compares_nothing(visited, grown):
    assert "contingency" not in tables({"study": visited["study"]})
    assert "stability" not in tables({"study": grown})


def test_every_protocol_of_a_run_has_its_table(grown):
    assert set(tables({"study": grown})) == {"portraits", "classes", "ratings", "siding"}


def test_every_number_of_a_table_sums_up_the_cohort_numbers_of_its_name(visited):
    found = measures.by_cohort(visited["study"])
    made = tables({"study": visited["study"]})
    words = {table: table.replace("_", " ") for table in made}
    words |= {"classes": "", "trust_scale_correlations": "r", "contingency_seen": "contingency"}
    for table in made.keys() - {"portraits", "ratings"}:  # which have columns of their own
        for row in made[table].to_dict("records"):
            told = {name: row.pop(name) for name in measures.summary([])}
            children = row.pop("children", 60)
            name = name_of(words[table], row)
            by_name = partial(estimated, name, children=children)
            expected = measures.summary(found[name], by_name)
            assert told == pytest.approx(expected, nan_ok=True), name


def test_every_number_of_the_rating_table_sums_up_the_cohort_numbers_of_its_name(visited):
    found = measures.by_cohort(visited["study"])
    for row in tables({"study": visited["study"]})["ratings"].to_dict("records"):
        assert row["mean"] == pytest.approx(found[f"rated, {row['rating']}"].mean())
        for kind in CLASSES:
            values = found[f"rated, {row['rating']}, r with {kind}"]
            told = [row[f"r_{kind}{end}"] for end in ("", "_low", "_high")]
            assert told == pytest.approx(estimate(values), nan_ok=True)


def test_the_numbers_of_portraits_are_their_means_once_at_each_age(visited):
    records = visited["study"]
    found = measures.by_cohort(records)
    ages = {visit.months for visit in records.scenario.visits}
    assert len(ages) < len(records.scenario.visits)  # two visits fall on one age
    of_vigilance = {name: found[name] for name in found if name.startswith("vigilance, ")}
    assert set(of_vigilance) == {f"vigilance, {months:g} months" for months in ages}
    for months in ages:
        means = records.column("portraits", "vigilance", months).mean(1)
        np.testing.assert_array_equal(of_vigilance[f"vigilance, {months:g} months"], means)


def test_siding_in_all_is_over_both_questions_and_all_ages(visited):
    records = visited["study"]
    found = measures.by_cohort(records)
    sides, secure = siding(records, "75/25"), attachment(records) == 0
    expected = [side[s].mean() for side, s in zip(sides, secure, strict=True)]
    np.testing.assert_allclose(found["siding, 75/25, secure"], expected, rtol=1e-12)
    np.testing.assert_allclose(found["siding, 75/25"], sides.mean(1), rtol=1e-12)


def test_every_number_has_a_value_for_each_cohort_and_a_name_on_one_line(visited):
    records = visited["study"]
    for name, values in measures.by_cohort(records).items():
        assert values.shape == (records.worlds,), name
        assert name.splitlines() == [name]


def test_a_study_says_beforehand_what_it_will_report(visited):
    records = visited["study"]
    assert measures.names(records.scenario) == list(measures.by_cohort(records))


def test_wanted_numbers_are_those_of_all_and_what_is_not_there_is_no_number(visited):
    records = visited["study"]
    everything = measures.by_cohort(records)
    wanted = ["siding, novel", "secure", "siding, never asked"]
    some = measures.by_cohort(records, wanted)
    assert list(some) == wanted
    for name in wanted[:2]:
        np.testing.assert_array_equal(some[name], everything[name])
    assert np.isnan(some["siding, never asked"]).all()


def test_what_is_not_wanted_is_not_computed(visited):
    records = visited["study"]
    only = {name: records.tables[name] for name in ("births", "mother_stranger")}
    blind = replace(records, tables=only)  # to all that siding in all ages does not need
    (values,) = measures.by_cohort(blind, ["siding, novel"]).values()
    np.testing.assert_array_equal(values, measures.by_cohort(records)["siding, novel"])


def test_a_word_means_a_number_or_all_that_hold_its_parts_in_order():
    names = ["secure", "siding, novel", "siding, 61 months, novel, secure", "vigilance, 12 months"]
    assert measures.matching("secure", names) == ["secure"]
    assert measures.matching("siding, novel", names) == ["siding, novel"]
    assert measures.matching("siding, secure", names) == ["siding, 61 months, novel, secure"]
    assert measures.matching("siding", names) == names[1:3]


def test_a_misspelt_measure_is_named_back():
    names = ["secure", "siding, novel", "vigilance, 12 months"]
    meant_by = {"secur": "secure", "vigilence": "vigilance", "siding, nov": "siding, novel"}
    for given, meant in meant_by.items():
        with pytest.raises(ts.Mistake, match=f"'{given}'.*did you mean '{meant}'"):
            measures.matching(given, names)


def test_a_word_like_no_measure_is_answered_with_those_there_are():
    with pytest.raises(ts.Mistake, match=r"there are: secure; vigilance"):
        measures.matching("height", ["secure", "vigilance, 12 months"])


# shares

share_of_children = st.lists(st.integers(0, 147), min_size=2, max_size=20)


@hypothesis.given(share_of_children)
def test_the_interval_of_a_share_lies_between_none_and_all_and_holds_its_mean(counts):
    mean, low, high = estimate_of_share(np.array(counts) / 147, 147)
    assert 0.0 <= low <= mean <= high <= 1.0


def test_far_from_both_ends_the_interval_of_a_share_is_students():
    shares = GENERATOR.binomial(147, 0.4, size=(50, 200)) / 147
    for of_cohorts in shares:
        close = pytest.approx(estimate(of_cohorts), abs=1e-4)
        assert estimate_of_share(of_cohorts, 147) == close


def test_the_interval_of_a_share_is_wilsons_with_students_quantile():
    values = np.array([0.90, 0.96, 0.99, 1.00])
    mean, error = values.mean(), stats.sem(values)
    t, n = stats.t.ppf(0.975, 3), mean * (1.0 - mean) / error**2
    # the shares p with |mean - p| = t * sqrt(p * (1 - p) / n)
    ends = np.roots([1.0 + t * t / n, -2.0 * mean - t * t / n, mean * mean])
    assert estimate_of_share(values) == pytest.approx((mean, ends.min(), ends.max()))
    assert estimate(values).high > 1.0


@pytest.mark.parametrize("end", [0.0, 1.0])
def test_where_every_cohort_is_at_one_end_each_child_counts(end):
    mean, low, high = estimate_of_share([end] * 5, 40)
    t = stats.t.ppf(0.975, 4)
    away = t * t / (200 + t * t)  # Wilson's for none, or all, of 200
    assert mean == end
    assert (low, high) == pytest.approx((0.0, away) if end == 0.0 else (1.0 - away, 1.0))


def test_the_interval_of_a_share_holds_the_truth_in_95_of_100_cases():
    for truth in (0.02, 0.5, 0.97):
        cohorts = GENERATOR.binomial(40, truth, size=(1000, 10)) / 40
        found = [estimate_of_share(each, 40) for each in cohorts]
        held = np.mean([low <= truth <= high for _, low, high in found])
        assert 0.93 <= held <= 0.99, truth


def test_cohorts_that_happen_to_agree_are_not_taken_for_certain():
    """Two cohorts of 20, half and half: Wilson's interval of 20 in 40, with Student's quantile."""
    mean, low, high = estimate_of_share([0.5, 0.5], 20)
    doubt = stats.t.ppf(0.975, 1) ** 2 / 40
    assert mean == 0.5
    assert (low, high) == pytest.approx(
        (0.5 - np.sqrt(doubt / (1.0 + doubt)) / 2.0, 0.5 + np.sqrt(doubt / (1.0 + doubt)) / 2.0)
    )


def test_one_cohort_tells_nothing_about_the_share_of_the_next():
    assert estimate_of_share([0.5], 40) == (0.5, -np.inf, np.inf)


def test_a_number_that_is_called_a_share_is_one_in_every_cohort(visited):
    found = measures.by_cohort(visited["study"])
    shares = {name for name in found if is_share(name)}
    for name in shares:
        there = found[name][np.isfinite(found[name])]
        assert ((there >= 0.0) & (there <= 1.0)).all(), name
    others = {name.split(", ")[0] for name in found.keys() - shares}
    assert others == {
        *COUNTS, "rated", "agreement", "r", "trust scales", "belief revision", "contingency",
        "gaze following", "still face", "session", "symptoms",
        "adult interview", "caregiving",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "share"), [
    ("secure", True), ("trust_in_unknown, 61 months", True), ("met, 61 months", False),
    ("siding, 75/25, secure", True), ("stability, secure, avoidant", True),
    ("belief revision, early, 216 months, all", True),
    ("belief revision, revision, 216 months, all", False),
    ("contingency, noticed, 12 months", True), ("contingency, observed, 12 months", False),
    ("gaze following, looking, nothing, 6 months", True),
    ("gaze following, following, nothing, 6 months", False),
    ("announced liar, liar, 36 months", True), ("rated, sensitivity", False),
    ("my own measure", False), ("", False),
])  # fmt: skip
def test_what_is_a_share_is_known_from_its_name(name, share):
    assert is_share(name) is share
