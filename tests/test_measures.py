"""Measures: records -> the numbers that a paper reports."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import trustsim as ts
from trustsim import measures
from trustsim.measures import (
    SHARES_OF_ANSWERS,
    agreement_table,
    attachment,
    by_class,
    class_shares,
    class_table,
    condition_table,
    contingency_table,
    correlation,
    effect_size,
    estimate,
    gaze_table,
    group_table,
    kappa,
    partial_correlation,
    scale_table,
    siding,
    siding_table,
    spread,
    stability_table,
    tables,
)
from trustsim.protocols.strange_situation import CLASSES

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
    assert class_table(grown)["mean"].sum() == pytest.approx(1.0)


def test_siding_is_the_mean_of_ages_and_questions(grown):
    columns = [
        grown.column("mother_stranger", f"novel {question}", months)
        for question in ("ask", "endorse")
        for months in (50, 61)
    ]
    np.testing.assert_allclose(siding(grown, "novel"), sum(columns) / 4.0, rtol=1e-12)


def test_the_siding_table_has_a_row_for_every_age_question_task_and_class(grown):
    rows = siding_table(grown)
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


def test_kappa_is_agreement_beyond_chance():
    first = np.array([[0, 0, 1, 1]] * 3)
    second = np.array([[0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 1, 0]])
    # observed 1, 2/4, 3/4; expected .5 * .5 + .5 * .5 twice, then .5 * .75 + .5 * .25
    np.testing.assert_allclose(kappa(first, second), [1.0, 0.0, 0.5])


def test_a_condition_is_the_mean_of_both_questions_over_children_then_cohorts(visited):
    records = visited["study"]
    rows = condition_table(records, "accuracy_of_informants")
    assert len(rows) == 4 * 2
    asked = [
        records.column("accuracy_of_informants", f"100/25 {question}", 48).mean(1)
        for question in ("ask", "endorse")
    ]
    (row,) = rows.query("condition == '100/25' and months == 48").to_dict("records")
    of_cohorts = np.mean(asked, axis=0)
    low, high = spread(of_cohorts)
    expected = (*estimate(of_cohorts), low, high)
    found = [row[key] for key in ("mean", "low", "high", "cohort_low", "cohort_high")]
    assert found == pytest.approx(expected)


def test_the_children_of_the_classes_together_are_all_of_them(visited):
    rows = group_table(visited["study"], "trust_scales")
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
    rows = gaze_table(visited["study"]).set_index(["measure", "condition"])["mean"]
    column = visited["study"].column
    followed = column("gaze_following", "nothing following")
    assert rows["following", "nothing"] == pytest.approx(effect_size(followed).mean())
    looked = column("gaze_following", "ostensive cue looking")
    assert rows["looking", "ostensive cue"] == pytest.approx(looked.mean())


def test_the_contingency_table_holds_the_classes_of_each_population(visited):
    rows = contingency_table(visited)
    assert rows["contingency"].unique().tolist() == [0.0, 0.5, 1.0]
    one = rows[rows["contingency"] == 0.5].drop(columns="contingency").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, class_table(visited["contingency 0.5"]))


def test_whoever_was_of_a_class_is_of_one_class_later(visited):
    rows = stability_table(visited["study"])
    np.testing.assert_allclose(rows.groupby("first")["mean"].sum(), 1.0)
    first, last = attachment(visited["study"]), attachment(visited["study"], last=True)
    stayed = [(b[a == 0] == 0).mean() for a, b in zip(first, last, strict=True)]
    one = rows.query("first == 'secure' and last == 'secure'")
    assert one["mean"].item() == pytest.approx(np.mean(stayed))
    agreement = agreement_table(visited["study"]).set_index("measure")["mean"]
    assert agreement["kappa"] == pytest.approx(kappa(first, last).mean())


def test_the_correlations_of_the_scales_are_those_within_cohorts(visited):
    rows = scale_table(visited["study"]).set_index("scales")["mean"]
    trust, mistrust = (
        visited["study"].column("trust_scales", scale) for scale in ("trust", "mistrust")
    )
    assert rows["trust, mistrust"] == pytest.approx(correlation(trust, mistrust).mean())
    assert len(rows) == 3


def test_every_visit_has_its_table(visited):
    made = tables(visited)
    assert set(made) >= {*SHARES_OF_ANSWERS, "gaze_following", "belief_revision", "trust_scales"}
    assert set(made) >= {"contingency", "contingency_seen", "stability", "agreement"}
    for name in SHARES_OF_ANSWERS:
        assert list(made[name]) == [
            "condition", "months", "mean", "low", "high", "cohort_low", "cohort_high",
        ]  # fmt: skip


def test_one_population_or_one_strange_situation_compares_nothing(visited, grown):
    assert "contingency" not in tables({"study": visited["study"]})
    assert "stability" not in tables({"study": grown})


def test_every_protocol_of_a_run_has_its_table(grown):
    assert set(tables({"study": grown})) == {"portraits", "classes", "ratings", "siding"}


def test_every_number_of_a_table_is_what_its_cohorts_yield(visited):
    records = visited["study"]
    found = measures.by_cohort(records)
    tables = measures.tables({"study": records})
    for name, kind in (("classes", ""), ("siding", "siding"), ("stability", "stability"),
                       ("belief_revision", "belief revision"), ("a_not_b", "a not b")):  # fmt: skip
        for row in tables[name].to_dict("records"):
            keys = list(row)[: list(row).index("mean")]
            parts = [f"{row[k]:g} months" if k == "months" else row[k] for k in keys
                     if k != "children"]  # fmt: skip
            values = found[", ".join([kind, *parts] if kind else parts)]
            assert measures.summary(values)["mean"] == pytest.approx(row["mean"], nan_ok=True)


def test_a_study_says_beforehand_what_it_will_report(visited):
    records = visited["study"]
    assert measures.names(records.scenario) == list(measures.by_cohort(records))


def test_wanted_numbers_are_those_of_all_and_what_is_not_there_is_no_number(visited):
    records = visited["study"]
    everything = measures.by_cohort(records)
    some = measures.by_cohort(records, ["secure", "siding, novel", "siding, never asked"])
    np.testing.assert_array_equal(some["secure"], everything["secure"])
    np.testing.assert_array_equal(some["siding, novel"], everything["siding, novel"])
    assert np.isnan(some["siding, never asked"]).all()


def test_a_word_means_a_number_or_all_that_hold_its_parts_in_order():
    names = ["secure", "siding, novel", "siding, 61 months, novel, secure", "vigilance, 12 months"]
    assert measures.matching("secure", names) == ["secure"]
    assert measures.matching("siding, novel", names) == ["siding, novel"]
    assert measures.matching("siding, secure", names) == ["siding, 61 months, novel, secure"]
    assert measures.matching("siding", names) == names[1:3]


def test_a_misspelt_measure_is_named_back():
    with pytest.raises(ts.Mistake, match="did you mean 'secure'"):
        measures.matching("secur", ["secure", "vigilance, 12 months"])
