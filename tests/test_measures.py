"""Measures: records -> the numbers that a paper reports."""

import numpy as np
import pytest
from scipy import stats

from trustsim.measures import (
    attachment,
    by_class,
    class_shares,
    class_table,
    correlation,
    estimate,
    partial_correlation,
    siding,
    siding_table,
    spread,
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


def test_every_protocol_of_a_run_has_its_table(grown):
    assert set(tables(grown)) == {"portraits", "classes", "ratings", "siding"}
