"""Measures worked by hand on made-up records: the numbers of each cohort, and the tables."""

import math

import numpy as np
import pandas as pd
import pytest
from made_up import made_up, strange

import trustsim as ts
from trustsim import measures
from trustsim.engine.portrait import Portrait
from trustsim.measures.numbers import KINDS, holds, name_of
from trustsim.measures.readings import among
from trustsim.study.protocols import CATALOGUE


def state(**given):
    """A portrait in which every child of two cohorts has 0 in what is not given."""
    return {item: given.get(item, ["00", "00"]) for item in Portrait._fields}


@pytest.fixture(scope="module")
def twice():
    """Four children in two cohorts, in two Strange Situations."""
    # In the first cohort who was secure is so again; in the second the reverse
    ages = {48: {"attachment": ["ssad", "aass"]}, 12: {"attachment": ["ssar", "ssaa"]}}
    return made_up({"strange_situation": ages})


def of(records, *names):
    """The numbers of these names, cohort by cohort."""
    return {name: values.tolist() for name, values in measures.by_cohort(records, names).items()}


# Attachment


def test_the_shares_of_the_classes_are_those_of_the_first_strange_situation(twice):
    table = measures.table_of(twice, "classes").set_index("attachment")
    assert table["mean"].to_dict() == {
        "secure": 0.5, "avoidant": 0.375, "resistant": 0.125, "disorganised": 0.0,
    }  # fmt: skip
    assert measures.class_shares(twice).tolist() == [[0.5, 0.25, 0.25, 0.0], [0.5, 0.5, 0.0, 0.0]]


def test_security_that_lasts_correlates_by_one_and_security_that_turns_by_minus_one(twice):
    assert of(twice, "agreement, r_secure") == {"agreement, r_secure": pytest.approx([1.0, -1.0])}


def test_kappa_is_what_agrees_beyond_chance(twice):
    # Three of four agree, by chance 2/4 * 2/4 + 1/4 * 1/4 = 5/16: (12 - 5) / (16 - 5);
    # none agree, by chance 2/4 * 2/4 twice: -1/2 / 1/2
    assert of(twice, "agreement, kappa") == {"agreement, kappa": pytest.approx([7 / 11, -1.0])}


def test_stability_is_of_those_who_were_of_a_class_at_first(twice):
    names = [f"stability, {pair}" for pair in (
        "secure, secure", "secure, avoidant", "avoidant, secure", "avoidant, avoidant",
        "resistant, disorganised", "disorganised, secure",
    )]  # fmt: skip
    assert of(twice, *names) == {
        "stability, secure, secure": [1.0, 0.0],
        "stability, secure, avoidant": [0.0, 1.0],
        "stability, avoidant, secure": [0.0, 1.0],
        "stability, avoidant, avoidant": [1.0, 0.0],
        "stability, resistant, disorganised": pytest.approx([1.0, math.nan], nan_ok=True),
        "stability, disorganised, secure": pytest.approx([math.nan, math.nan], nan_ok=True),
    }
    children = measures.table_of(twice, "stability").groupby("first")["children"].unique()
    assert {name: number.tolist() for name, number in children.items()} == {
        "secure": [2.0], "avoidant": [1.5], "resistant": [0.5], "disorganised": [0.0],
    }  # fmt: skip


def test_one_strange_situation_has_no_stability_and_no_agreement():
    once = made_up(strange("sa", "sa"))
    names = ("agreement, kappa", "stability, secure, secure")
    assert all(np.isnan(measures.by_cohort(once, names)[name]).all() for name in names)


def test_each_population_of_a_contingency_has_its_shares_from_none_to_perfect():
    shares = {"1": "ss", "0": "ar", "0.5": "sa"}
    cohorts = {f"contingency {level}": made_up(strange(word)) for level, word in shares.items()}
    rows = measures.contingency_table(cohorts | {"study": made_up(strange("dd"))})
    secure = rows[rows["attachment"] == "secure"]
    assert dict(zip(secure["contingency"], secure["mean"], strict=True)) == {
        0.0: 0.0, 0.5: 0.5, 1.0: 1.0,
    }  # fmt: skip
    assert rows["contingency"].tolist() == [0.0] * 4 + [0.5] * 4 + [1.0] * 4


# Readings


def test_a_mean_is_of_the_members_of_a_cohort_and_none_without_any():
    values = np.array([[1.0, 2.0, 6.0], [4.0, math.nan, 8.0]])
    members = np.array([[True, False, True], [True, False, False]])
    assert among(values, members).tolist() == [3.5, 4.0]
    assert np.isnan(among(values, np.zeros_like(members))).all()


def test_the_means_of_the_classes_are_those_of_their_children():
    means = measures.by_class(np.array([[1.0, 2.0, 6.0, 8.0]]), np.array([[0, 0, 1, 2]]))
    assert means.tolist() == [pytest.approx([1.5, 6.0, 8.0, math.nan], nan_ok=True)]


def test_children_are_told_apart_by_their_class_and_all_of_them():
    told = measures.groups(made_up(strange("sa", "rd")))
    assert {name: members.tolist() for name, members in told.items()} == {
        "secure": [[True, False], [False, False]],
        "avoidant": [[False, True], [False, False]],
        "resistant": [[False, False], [True, False]],
        "disorganised": [[False, False], [False, True]],
        "all": [[True, True], [True, True]],
    }
    assert {members.dtype for members in told.values()} == {np.dtype(bool)}


def test_an_answer_is_the_mean_of_both_questions():
    asked = {"a/b ask": ["01"], "a/b endorse": ["11"], "a ask": ["00"], "a endorse": ["00"]}
    records = made_up({"accuracy_of_informants": {36: asked}})
    assert measures.answers(records, "accuracy_of_informants", "a/b").tolist() == [[0.5, 1.0]]
    assert measures.answers(records, "accuracy_of_informants", "a", 36).tolist() == [[0.0, 0.0]]


def test_a_protocol_that_reports_nothing_by_condition_is_answered_with_those_that_do():
    with pytest.raises(ts.Mistake, match="announced_liar"):
        measures.table_of(made_up(strange("sa")), "strange_situation")


# The numbers of each protocol


def test_a_portrait_has_its_mean_at_each_age_of_a_visit():
    records = made_up(
        strange("sa", "ss") | {"home_observation": {11: {"noticed": ["01", "01"]}}},
        portraits={11: state(clarity=["02", "13"]), 12: state(clarity=["35", "57"])},
    )
    names = ("clarity, 11 months", "clarity, 12 months", "seek, 12 months", "secure", "avoidant")
    assert of(records, *names) == {
        "clarity, 11 months": [1.0, 2.0],
        "clarity, 12 months": [4.0, 6.0],
        "seek, 12 months": [0.0, 0.0],
        "secure": [0.5, 1.0],
        "avoidant": [0.5, 0.0],
    }


def test_conditions_have_their_mean_at_each_age():
    plain = {"baseline": ["11", "11"]}
    ages = {48: {"liar": ["01", "11"]} | plain, 36: {"liar": ["00", "01"]} | plain}
    records = made_up({"announced_liar": ages})
    assert of(records, "announced liar, liar, 36 months", "announced liar, liar, 48 months") == {
        "announced liar, liar, 36 months": [0.0, 0.5],
        "announced liar, liar, 48 months": [0.5, 1.0],
    }
    assert measures.table_of(records, "announced_liar")["months"].tolist() == [36, 48] * 2


def test_scales_have_their_means_in_each_class_and_go_with_each_other():
    scales = {
        "trust": ["1357", "1133"],
        "mistrust": ["1357", "3311"],
        "credulity": ["2112", "1313"],
    }
    records = made_up(strange("ssad", "ssss") | {"trust_scales": {48: scales}})
    names = [f"trust scales, trust, 48 months, {group}" for group in ("secure", "avoidant", "all")]
    assert of(records, *names) == {
        names[0]: [2.0, 2.0],
        names[1]: pytest.approx([5.0, math.nan], nan_ok=True),
        names[2]: [4.0, 2.0],
    }
    assert of(records, "r, trust, mistrust, 48 months", "r, mistrust, credulity, 48 months") == {
        "r, trust, mistrust, 48 months": pytest.approx([1.0, -1.0]),
        "r, mistrust, credulity, 48 months": pytest.approx([0.0, 0.0]),
    }
    rows = measures.table_of(records, "trust_scales").query("condition == 'trust'")
    assert dict(zip(rows["attachment"], rows["children"], strict=True)) == {
        "secure": 3.0, "avoidant": 0.5, "resistant": 0.0, "disorganised": 0.5, "all": 4.0,
    }  # fmt: skip


def test_gaze_has_an_effect_size_of_following_and_a_share_of_looking():
    """Three infants at -1, 0 and 1 around a mean m have g = m * (1 - 3 / (4 * 2 - 1)) = m * 4/7."""
    seen = {f"{how} following": ["012", "123"] for how in ("ostensive cue", "attention-getter")}
    seen |= {f"{how} looking": ["011", "111"] for how in ("ostensive cue", "attention-getter")}
    seen |= {"nothing following": [[-1, 0, 1], "345"], "nothing looking": ["000", "001"]}
    records = made_up({"gaze_following": {6: seen}})
    names = [
        f"gaze following, {measure}, {condition}, 6 months"
        for measure in ("following", "looking")
        for condition in ("ostensive cue", "nothing")
    ]
    assert of(records, *names) == {
        names[0]: pytest.approx([4 / 7, 8 / 7]),
        names[1]: pytest.approx([0.0, 16 / 7]),
        names[2]: pytest.approx([2 / 3, 1.0]),
        names[3]: pytest.approx([0.0, 1 / 3]),
    }


@pytest.fixture(scope="module")
def believing():
    """Two cohorts of four children who are asked two questions at two ages."""
    return made_up(
        strange("ssaa", "srrr")
        | {
            "mother_stranger": {
                61: {"novel ask": ["1111", "1011"], "novel endorse": ["1101", "0011"]},
                50: {"novel ask": ["1000", "0111"], "novel endorse": ["1001", "0011"]},
            }
        },
        settings={"mother_stranger": {"mixes": {"novel": 0.5}}},
    )


def test_siding_is_told_by_age_question_task_and_class(believing):
    names = [
        f"siding, {which}"
        for which in (
            "50 months, ask, novel, secure",
            "50 months, endorse, novel, avoidant",
            "61 months, ask, novel, resistant",
            "61 months, endorse, novel, all",
        )
    ]
    assert of(believing, *names) == {
        names[0]: [0.5, 0.0],
        names[1]: pytest.approx([0.5, math.nan], nan_ok=True),
        names[2]: pytest.approx([math.nan, 2 / 3], nan_ok=True),
        names[3]: [0.75, 0.5],
    }
    rows = measures.table_of(believing, "siding")
    assert dict(zip(rows["attachment"], rows["children"], strict=True)) == {
        "secure": 1.5, "avoidant": 1.0, "resistant": 1.5, "disorganised": 0.0, "all": 4.0,
    }  # fmt: skip


def test_siding_in_all_is_over_both_ages_and_questions(believing):
    # Sides with the mother: 4, 2, 1 and 3 of 4 times; and 1, 1, 4 and 4
    assert measures.siding(believing, "novel").tolist() == [
        [1, 0.5, 0.25, 0.75],
        [0.25, 0.25, 1, 1],
    ]
    assert measures.siding(believing, "novel", ["ask"], 50).tolist() == [[1, 0, 0, 0], [0, 1, 1, 1]]
    assert of(believing, "siding, novel", "siding, novel, secure", "siding, novel, resistant") == {
        "siding, novel": [0.625, 0.625],
        "siding, novel, secure": [0.75, 0.25],
        "siding, novel, resistant": pytest.approx([math.nan, 0.75], nan_ok=True),
    }


# Ratings


RATED = {
    "sensitivity": ["1133", "3311"],
    "mentalising": ["1313", "1133"],
    "disruption": ["2468"] * 2,
}
RATED_BY_TWO = {name: ["12", "21"] for name in RATED}
UNREAD = {name: ["1234", "1234"] for name in RATED}


@pytest.fixture(scope="module")
def rated():
    """Two cohorts of four children who were rated twice at home, once after the first birthday."""
    return made_up(strange("aass", "aass") | {"home_observation": {20: UNREAD, 11: RATED}})


def test_a_rating_is_of_the_first_visit_and_goes_with_a_class(rated):
    assert of(rated, "rated, disruption", "rated, sensitivity, r with secure") == {
        "rated, disruption": [5.0, 5.0],
        "rated, sensitivity, r with secure": pytest.approx([1.0, -1.0]),
    }


def test_without_a_strange_situation_ratings_go_with_no_class():
    records = made_up({"home_observation": {11: RATED}})
    portraits = of(records, "rated, disruption", "rated, disruption, r with secure")
    assert portraits["rated, disruption"] == [5.0, 5.0]
    assert np.isnan(portraits["rated, disruption, r with secure"]).all()


def test_the_table_of_ratings_holds_mean_spread_and_correlations(rated):
    rows = measures.rating_table(rated).set_index("rating")
    assert rows["mean"].to_dict() == {"sensitivity": 2.0, "mentalising": 2.0, "disruption": 5.0}
    # of all children together: 2, 4, 6, 8 lie by 3, 1, 1, 3 off their mean
    assert rows["sd"].tolist() == pytest.approx([1.0, 1.0, 5**0.5])
    assert rows.loc["sensitivity", "r_secure"] == pytest.approx(0.0)  # 1 and -1
    assert rows.loc["mentalising", "r_secure"] == pytest.approx(0.5)  # 0 and 1
    # With one degree of freedom 12.706 standard errors of 1/2 are 6.353
    assert rows.loc["mentalising", "r_secure_low"] == pytest.approx(0.5 - 6.353, abs=1e-3)
    assert rows.loc["mentalising", "r_secure_high"] == pytest.approx(0.5 + 6.353, abs=1e-3)
    assert rows.loc["mentalising", "r_avoidant"] == pytest.approx(-0.5)
    assert np.isnan(rows.loc["mentalising", "r_resistant"])


# Tables


def test_portraits_are_told_by_class_and_visit():
    records = made_up(
        strange("sa", "ss") | {"home_observation": {20: RATED_BY_TWO}},
        portraits={12: state(clarity=["02", "13"]), 20: state(clarity=["35", "57"])},
    )
    expected = pd.DataFrame(
        {
            "attachment": ["avoidant", "avoidant", "secure", "secure"],
            "months": [12.0, 20.0, 12.0, 20.0],
            "visit": ["strange_situation", "home_observation"] * 2,
            "clarity": [2.0, 5.0, (0 + 1 + 3) / 3, (3 + 5 + 7) / 3],
        }
    )
    table = measures.portrait_table(records)
    pd.testing.assert_frame_equal(table[list(expected)], expected, check_dtype=False)
    assert list(table) == ["attachment", "months", "visit", *Portrait._fields]


def test_without_a_strange_situation_portraits_are_told_by_visit():
    records = made_up(
        {"home_observation": {11: RATED_BY_TWO}}, portraits={11: state(clarity=["02", "13"])}
    )
    table = measures.portrait_table(records)
    assert table[["months", "clarity"]].to_numpy().tolist() == [[11.0, 1.5]]
    assert "attachment" not in table


def test_a_table_is_made_of_what_took_place_and_of_nothing_else():
    def made_of(seen):
        """The tables, and what each of them tells apart in its first column."""
        ages = {months for visits in seen.values() for months in visits}
        portraits = {months: {"clarity": ["00"]} for months in ages}
        made = measures.tables({"study": made_up(seen, portraits=portraits)})
        made.pop("portraits")
        return {name: list(dict.fromkeys(table.iloc[:, 0])) for name, table in made.items()}

    home = {"home_observation": {11: {name: ["12"] for name in RATED}}}
    liar = {"announced_liar": {36: {"baseline": ["11"], "liar": ["01"]}}}
    both = {"strange_situation": {age: {"attachment": ["sa"]} for age in (12, 48)}}
    watched = {"contingency": {12: {"observed": ["01"], "noticed": ["01"]}}}
    scales = {"trust_scales": {48: {name: ["17"] for name in ("trust", "mistrust", "credulity")}}}
    four = ["secure", "avoidant", "resistant", "disorganised"]
    assert made_of(home) == {}
    assert made_of(home | strange("sa")) == {"ratings": list(RATED), "classes": four}
    assert made_of(liar) == {"announced_liar": ["baseline", "liar"]}
    assert made_of(both) == {
        "classes": four,
        "stability": four,
        "agreement": ["kappa", "r_secure"],
    }
    assert made_of(strange("sa") | watched) == {
        "classes": four,
        "contingency_seen": ["observed", "noticed"],
    }
    assert made_of(scales) == {
        "trust_scales": ["trust", "mistrust", "credulity"],
        "trust_scale_correlations": [
            "trust, mistrust", "trust, credulity", "mistrust, credulity",
        ],
    }  # fmt: skip


# Statistics of cohorts


def test_an_estimate_of_numbers_that_are_all_the_same_has_no_width():
    assert measures.estimate([2.5, 2.5, 2.5]) == (2.5, 2.5, 2.5)


def test_an_estimate_from_one_cohort_has_no_bounds():
    assert measures.estimate([2.5, math.nan]) == (2.5, -math.inf, math.inf)


def test_an_estimate_by_hand():
    """Of 10, 20, 30 the standard error is 10 / sqrt(3); 4.3027 of them are 24.841."""
    assert measures.estimate([10.0, 20.0, 30.0]) == pytest.approx((20.0, -4.841, 44.841), abs=1e-3)


def test_a_summary_has_the_estimate_and_the_middle_95_per_cent_of_cohorts():
    told = measures.summary([*range(1, 42), math.nan])  # 2.5 % of the 40 steps is one step
    assert list(told) == ["mean", "low", "high", "cohort_low", "cohort_high"]
    assert told["mean"] == 21.0
    assert (told["cohort_low"], told["cohort_high"]) == pytest.approx((2.0, 40.0))


def test_no_cohort_has_no_spread():
    assert np.isnan(measures.spread([math.nan])).all()


def test_a_correlation_by_hand():
    # Off their means by -1, 0, 1 and by -1/3, -1/3, 2/3: 1 / sqrt(2 * 2/3)
    r = measures.correlation(np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 0.0, 1.0]]))
    assert r == pytest.approx([1.0 / (4 / 3) ** 0.5])


def test_a_partial_correlation_by_hand():
    """Two children in each half: what is shared by two columns is 1 less the share that differs.

    Columns that differ in two of eight correlate by 1/2, in six by -1/2, and in four not at all.
    """
    first = np.array([[1, 1, 1, 0, 1, 0, 0, 0]] * 3, float)
    second = np.array([[1, 1, 1, 1, 0, 0, 0, 0]] * 3, float)
    given = np.array([[1, 1, 1, 0, 0, 1, 0, 0], [0, 0, 1, 1, 1, 1, 0, 0], [0, 0, 0, 1, 1, 0, 1, 1]])
    # 1/2 with each other; with what is given 1/2 and 1/2, 0 and 0, -1/2 and -1/2
    assert measures.partial_correlation(first, second, given) == pytest.approx(
        [(0.5 - 0.25) / 0.75, 0.5, (0.5 - 0.25) / 0.75]
    )


def test_an_effect_size_without_spread_is_without_end_or_does_not_exist():
    assert measures.effect_size(np.array([[2.0, 2.0, 2.0]])) == [math.inf]
    assert np.isnan(measures.effect_size(np.array([[0.0, 0.0, 0.0]]))).all()


def test_a_kappa_of_one_class_does_not_exist():
    assert np.isnan(measures.kappa(np.array([[0, 0]]), np.array([[0, 0]]))).all()


# Names


def test_a_number_is_called_by_what_tells_it_apart():
    assert name_of("", {"attachment": "secure"}) == "secure"
    assert (
        name_of("r", {"scales": "trust, mistrust", "months": 216.0})
        == "r, trust, mistrust, 216 months"
    )
    assert name_of("", {"item": "clarity", "months": 1.5}) == "clarity, 1.5 months"
    assert name_of("siding", {}) == "siding"


def test_kinds_of_numbers_are_told_in_one_order():
    """In which ``trustsim measures`` and messages list them."""
    reported = [name.replace("_", " ") for name in CATALOGUE if CATALOGUE[name].REPORT.panels]
    assert list(KINDS) == ["", "rated", "siding", "stability", "agreement", "r", *reported]


def test_parts_are_in_a_name_in_their_order():
    assert holds(["siding", "50 months", "ask"], ["siding", "ask"]) is True
    assert not holds(["siding", "50 months", "ask"], ["ask", "siding"])
    assert not holds(["siding", "ask"], ["siding", "siding"])
    assert holds(["siding"], [])


def test_no_more_than_forty_names_are_listed():
    def listed(number):
        with pytest.raises(ts.Mistake) as mistake:
            measures.matching("height", [f"m{n}x" for n in range(number)])
        return str(mistake.value).partition("there are: ")[2].rstrip(")").split("; ")

    assert listed(40) == [f"m{n}x" for n in range(40)]
    assert listed(41) == [f"m{n}x" for n in range(40)] + ["..."]


def test_a_word_of_a_kind_is_answered_with_the_names_of_that_kind():
    names = ["secure", "siding, novel", "siding, 50/50", "vigilance, 12 months"]
    with pytest.raises(
        ts.Mistake, match=r"'siding, 99/1': no .*\(there are: siding, novel; siding"
    ):
        measures.matching("siding, 99/1", names)


def test_a_word_of_no_kind_is_answered_with_the_first_words_once_each():
    names = ["secure", "siding, novel", "siding, 50/50", "vigilance, 12 months"]
    with pytest.raises(ts.Mistake, match=r"\(there are: secure; siding; vigilance\)"):
        measures.matching("height", names)
