"""Verdicts worked by hand: what is tested, on whom, and what the numbers of cohorts decide."""

import math
from operator import attrgetter

import numpy as np
import pytest
from made_up import made_up, strange

import trustsim as ts
from trustsim.asking import evidence
from trustsim.asking.evidence import FAILS, HOLDS, NOT_TESTED, UNDECIDED, Finding, Verdict
from trustsim.asking.lesions import LESIONS
from trustsim.asking.patterns import AGES, NEEDS, TESTS, UNTESTABLE, by_kind, literature
from trustsim.asking.patterns.part import Part
from trustsim.measures import Estimate
from trustsim.showing.report.lines import seen, verdict_count
from trustsim.study.population import CAREGIVERS
from trustsim.study.protocols import CATALOGUE

EVERYTHING = evidence.study()
RISK, CONTINGENT = "strange_situation_risk", "contingency_security"
VISITS = evidence.STUDY["visits"]


def study_with(**visits):
    """The default study with some visits otherwise, and without those that are None."""
    asked = {name: each for name, each in (VISITS | visits).items() if each is not None}
    return ts.from_dict({"visits": asked})


# On whom


def test_the_study_of_check_is_that_of_its_config():
    assert EVERYTHING.resolved() == ts.load("configs/all_patterns.toml").resolved()
    assert EVERYTHING.name == "check"


def test_a_pattern_that_compares_nobody_needs_the_study_alone():
    assert evidence.populations(EVERYTHING, ["corriveau_order"]) == {"study": EVERYTHING}


def test_those_at_risk_are_compared_at_the_first_strange_situation_alone():
    study = ts.from_dict(
        {
            "seed": 5,
            "preset": "high_risk",
            "caregiver": {"marking": 0.3},
            "visits": {"home_observation": {}, "strange_situation": {"months": [48, 15]}},
        }
    )
    made = evidence.populations(study, [RISK])
    strange_situation = study.protocols["strange_situation"]
    first = strange_situation._replace(months=(15,))
    for name, each in made.items():
        if name != "study":
            assert dict(each.protocols) == {"strange_situation": first}
        assert each.seed == 5
    changed = {name: dict(each.caregiver) for name, each in made.items()}
    low, high = changed["low risk"], changed["high risk"]
    assert low["marking"] == high["marking"] == 0.3
    assert low == dict(study.but({"preset": "low_risk"}).caregiver)
    assert high == dict(study.caregiver)
    assert changed == {
        "study": high,
        "low risk": low,
        "high risk": high,
        "low sensitivity": low | {"sensitivity": {"shift": -1.0}},
        "low mentalising": low | {"mentalising": {"shift": -1.0}},
        "high disruption": low | {"disruption": {"shift": 1.0}},
    }


def test_every_level_of_contingency_is_a_population():
    study = study_with(contingency={"levels": [0.0, 0.125, 1.0]})
    made = evidence.populations(study, [CONTINGENT])
    assert list(made) == ["study", "contingency 0", "contingency 0.125", "contingency 1"]
    for level in (0.0, 0.125, 1.0):
        population = made[f"contingency {level:g}"]
        assert population.caregiver["contingency"] == level
        assert [each.months for each in population.visits] == [12]


def test_all_that_can_be_tested_is_compared_where_nothing_is_asked():
    few = ts.from_dict({"visits": {"strange_situation": {}}})
    assert set(evidence.populations(few)) == set(evidence.populations(few, [RISK]))
    each = [set(evidence.populations(EVERYTHING, [name])) for name in evidence.COMPARED]
    assert set(evidence.populations(EVERYTHING)) == set().union(*each)
    assert [len(those) - 1 for those in each] == [5, 5, 2, 3, 2]


def test_twins_grow_to_preschool_age_in_a_few_of_the_same_cohorts():
    """Caregivers of two ranks: of a factor by its rank, of two traits by where they stand there."""
    study = EVERYTHING.but({"seed": 5, "caregiver.rejection": 0.1})
    sensitivity, ostension = "sensitivity_moves_trust", "ostension_moves_security"
    made = evidence.populations(study, [sensitivity, ostension, "adversity_costs_learning"])
    twins = {name: each for name, each in made.items() if name != "study"}
    for each in twins.values():
        assert [(visit.name, visit.months) for visit in each.visits] == [
            ("strange_situation", 12), ("mother_stranger", 50), ("mother_stranger", 61),
        ]  # fmt: skip
        assert (each.seed, each.children, each.worlds) == (5, 147, evidence.TWINS)
        assert each.caregiver["rejection"] == 0.1
    low, high = (twins[f"{sensitivity}: {rank}"].caregiver for rank in ("low", "high"))
    assert low["sensitivity"] == pytest.approx(-1.2816, abs=1e-4)  # below which a tenth lie
    assert high["sensitivity"] == pytest.approx(1.2816, abs=1e-4)
    low, high = (twins[f"{ostension}: {rank}"].caregiver for rank in ("low", "high"))
    assert low["ostension"] == {"mean": pytest.approx(1.0 - 1.2816, abs=1e-4), "sd": 0.0}
    assert high["ostension"] == {"mean": pytest.approx(1.0 + 1.2816, abs=1e-4), "sd": 0.0}
    marking = CAREGIVERS["marking"]
    assert high["marking"]["mean"] == pytest.approx(marking.mean + 1.2816 * marking.sd, abs=1e-4)
    without = twins["without ostension, at preschool age"]
    assert without.theory == study.but(LESIONS["ostension"].changes).theory
    assert without.caregiver == study.caregiver
    assert (
        evidence.populations(study.but({"worlds": 3}), [sensitivity])[f"{sensitivity}: low"].worlds
        == 3
    )


def test_what_was_significant_in_so_many_is_tested_on_as_many():
    power = "corriveau_power"
    assert evidence.testable(power, EVERYTHING)
    few = EVERYTHING.but({"children": 146})
    assert not evidence.testable(power, few)
    assert evidence.why_untested(power, few) == (
        "was found in 147 children; cohorts are of 146 here"
    )
    assert evidence.why_untested(power, study_with(mother_stranger=None)) == evidence.OTHERWISE


# What is tested


@pytest.mark.parametrize("pattern", TESTS)
def test_a_pattern_can_be_tested_where_its_visits_take_place_and_not_without_one(pattern):
    alone = ts.from_dict({"visits": {name: VISITS[name] for name in NEEDS[pattern]}})
    assert evidence.testable(pattern, alone)
    assert evidence.testable(pattern, EVERYTHING)
    for visit in NEEDS[pattern]:
        dependent = [name for name, protocol in CATALOGUE.items() if visit in protocol.NEEDS]
        assert not evidence.testable(pattern, study_with(**dict.fromkeys([visit, *dependent])))


@pytest.mark.parametrize("pattern", AGES)
def test_a_pattern_needs_the_ages_of_its_study(pattern):
    for visit, ages in AGES[pattern].items():
        assert evidence.testable(pattern, study_with(**{visit: {"months": sorted({12, *ages})}}))
        for age in ages:
            without = study_with(**{visit: {"months": sorted({11, *ages} - {age})}})
            assert not evidence.testable(pattern, without)


@pytest.mark.parametrize(
    ("levels", "enough"),
    [([0.0, 1.0], False), ([0.0, 0.5, 1.0], True), ([0.0, 0.25, 0.75, 1.0], True)],
)
def test_a_peak_needs_a_level_between_none_and_perfect(levels, enough):
    study = study_with(contingency={"levels": levels})
    assert evidence.testable(CONTINGENT, study) is enough
    assert ("contingency 0" in evidence.populations(study, [CONTINGENT])) is enough
    assert evidence.testable("corriveau_order", study)  # has nothing to do with it


@pytest.mark.parametrize("task", ["novel", "50/50", "75/25"])
def test_whom_children_believe_is_tested_on_all_three_tasks(task):
    three = {"novel": 0.5, "50/50": 0.5, "75/25": 0.25}
    two = {name: share for name, share in three.items() if name != task}
    for mixes, enough in ((three | {"90/10": 0.1}, True), (two, False)):
        study = study_with(mother_stranger={"mixes": mixes})
        assert evidence.testable("corriveau_order", study) is enough
        assert evidence.testable("strange_situation_low_risk", study)


def test_what_has_no_test_cannot_be_tested():
    assert not evidence.testable("transmission", EVERYTHING)


@pytest.mark.parametrize("pattern", UNTESTABLE)
def test_what_this_version_has_no_means_for_says_so(pattern):
    verdict = evidence.judged(pattern, {"study": made_up(strange("ss", "sa"))})
    told = literature()[pattern]
    said = (told["claim"], told["source"], told["weight"], told["kind"])
    assert verdict[:6] == (pattern, *said, NOT_TESTED)
    assert math.isnan(verdict.share)
    assert verdict[7:] == (0, (), UNTESTABLE[pattern])


@pytest.mark.parametrize("pattern", ["corriveau_order", RISK])
def test_without_its_visits_or_populations_a_pattern_is_not_tested(pattern):
    verdict = evidence.judged(pattern, {"study": made_up(strange("ss", "sa"))})
    assert verdict.verdict == NOT_TESTED
    assert verdict.why == evidence.OTHERWISE == "needs other visits, ages or populations than these"
    assert verdict.findings == ()


def test_one_population_too_few_leaves_a_pattern_untested():
    names = ("low risk", "high risk", "low sensitivity", "low mentalising", "high disruption")
    records = made_up(strange("sard", "sard"))
    cohorts = dict.fromkeys(("study", *names), records)
    assert evidence.judged(RISK, cohorts).verdict == FAILS
    for name in names:
        without = {each: cohorts[each] for each in cohorts if each != name}
        assert evidence.judged(RISK, without).verdict == NOT_TESTED


def test_an_unknown_pattern_is_named_back():
    with pytest.raises(ts.Mistake, match="did you mean 'corriveau_order'"):
        evidence.judged("corriveau_ordr", {"study": made_up(strange("ss", "sa"))})


# What is decided


@pytest.mark.parametrize(
    ("accepted", "inside"),
    [
        ((1.0, 3.0), [False, True, True, True, False]),  # closed ends are reached
        ((1.0, math.inf), [False, False, True, True, True]),  # beside an open one they are passed
        ((-math.inf, 3.0), [True, True, True, False, False]),
        ((-math.inf, math.inf), [True, True, True, True, True]),
    ],
)
def test_an_end_of_the_range_is_reached_or_where_the_other_is_open_passed(accepted, inside):
    values = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    assert evidence.accepted_values(values, accepted).tolist() == inside


def test_what_does_not_exist_lies_in_no_range():
    assert not evidence.accepted_values(np.array([math.nan]), (-math.inf, math.inf)).any()


def test_the_interval_of_a_part_must_lie_in_the_range_as_a_whole():
    """Of 10, 20, 30 the mean is 20, the standard error 5.7735; times 4.3027 it is 24.841."""
    values = np.array([10.0, 20.0, 30.0])
    words, value, accepted, holds = evidence.part_finding(Part("x", values, (-4.9, 44.9)))
    assert (words, accepted, holds) == ("x", (-4.9, 44.9), True)
    assert value == pytest.approx((20.0, -4.841, 44.841), abs=1e-3)
    assert not evidence.part_finding(Part("x", values, (-4.8, 44.9))).holds
    assert not evidence.part_finding(Part("x", values, (-4.9, 44.8))).holds


@pytest.fixture
def judge(monkeypatch):
    """The verdict on parts whose numbers are given, as if they were those of a pattern."""
    records = made_up(strange("sa", "sa"))

    def judged(*parts):
        monkeypatch.setitem(evidence.TESTS, "strange_situation_low_risk", lambda cohorts: parts)
        return evidence.judged("strange_situation_low_risk", {"study": records})

    return judged


def part(*values, words="x", accepted=(-5.0, 50.0)):
    return Part(words, np.array(values), accepted)


def test_a_pattern_holds_when_all_its_parts_do(judge):
    verdict = judge(part(10.0, 20.0, 30.0), part(10.0, 10.0, 10.0, words="y"))
    told = literature()["strange_situation_low_risk"]
    assert verdict[:6] == (
        "strange_situation_low_risk", told["claim"], told["source"], "A", "childhood", HOLDS,
    )  # fmt: skip
    assert (verdict.share, verdict.cohorts, verdict.why) == (1.0, 3, "")
    assert [finding.words for finding in verdict.findings] == ["x", "y"]
    assert [finding.value.mean for finding in verdict.findings] == [20.0, 10.0]


def test_one_part_that_fails_makes_the_pattern_fail(judge):
    # 60 lies outside in one cohort of four: the interval of y does, too
    verdict = judge(part(1.0, 2.0, 3.0, 4.0), part(60.0, 0.0, 1.0, 2.0, words="y"))
    assert [finding.holds for finding in verdict.findings] == [True, False]
    assert (verdict.verdict, verdict.share, verdict.cohorts) == (FAILS, 0.75, 4)


def test_a_cohort_shows_a_pattern_when_it_shows_every_part(judge):
    verdict = judge(part(0.0, 60.0, 0.0, 60.0), part(0.0, 0.0, 60.0, 60.0, words="y"))
    assert verdict.share == 0.25  # the first alone


def test_one_cohort_decides_nothing(judge):
    assert judge(part(10.0)).verdict == UNDECIDED
    assert judge(part(10.0), part(60.0, words="y")).verdict == UNDECIDED


def test_a_part_that_does_not_exist_in_any_cohort_leaves_the_pattern_undecided(judge):
    nowhere = part(math.nan, math.nan, words="y")
    assert judge(part(1.0, 2.0), nowhere).verdict == UNDECIDED
    assert judge(part(60.0, 61.0), nowhere).verdict == UNDECIDED
    assert judge(nowhere).share == 0.0


@pytest.mark.parametrize(
    ("values", "accepted", "verdict"),
    [
        ((10.0, 11.0, 12.0), (0.0, 11.5), UNDECIDED),  # the interval, 8.5 to 13.5, crosses 11.5
        ((10.0, 11.0, 12.0), (13.6, 20.0), FAILS),
        ((10.0, 11.0, 12.0), (0.0, 8.4), FAILS),
        ((10.0, 11.0, 12.0), (0.0, 20.0), HOLDS),
        ((-0.2, 0.1, 0.2), (0.0, math.inf), UNDECIDED),
        ((0.0, 0.0, 0.0), (0.0, math.inf), FAILS),  # an open end must be passed
        ((0.0, 0.0, 0.0), (-math.inf, 0.0), FAILS),
    ],
)
def test_in_a_quick_look_only_what_lies_wholly_outside_fails(judge, values, accepted, verdict):
    in_full = judge(Part("x", np.array(values), accepted))
    assert in_full.verdict == (FAILS if verdict == UNDECIDED else verdict)  # as it always was
    assert [each.verdict for each in seen([in_full], quick=True)] == [verdict]
    assert seen([in_full], quick=False) == [in_full]


def test_one_part_that_lies_outside_decides_a_quick_look(judge):
    crossing = Part("x", np.array([10.0, 11.0, 12.0]), (0.0, 11.5))
    outside = Part("y", np.array([10.0, 11.0, 12.0]), (0.0, 1.0))
    assert evidence.at_a_glance(judge(crossing, outside)).verdict == FAILS
    assert evidence.at_a_glance(judge(crossing)).verdict == UNDECIDED


def test_a_cohort_in_which_a_part_does_not_exist_counts_as_not_showing_it(judge):
    verdict = judge(part(1.0, math.nan, 1.0, 1.0))
    assert (verdict.verdict, verdict.share, verdict.cohorts) == (HOLDS, 0.75, 4)


def test_verdicts_are_told_kind_by_kind():
    of = {
        name: Verdict(name, "", "", "A", kind, FAILS, 0.5, 8, ())
        for name, kind in (("p", "later life"), ("q", "theory"), ("r", "later life"))
    }
    assert list(by_kind(of.values(), attrgetter("kind")).items()) == [
        ("theory", [of["q"]]),
        ("later life", [of["p"], of["r"]]),
    ]
    assert verdict_count(of.values()) == "theory: 1 fails\nlater life: 2 fails\n3 fails"
    assert verdict_count([of["p"], of["r"]]) == "2 fails"


def test_the_table_has_a_row_for_each_part_and_one_for_what_was_not_tested():
    findings = (
        Finding("x", Estimate(2.0, 1.0, 3.0), (0.0, math.inf), True),
        Finding("y", Estimate(5.0, 4.0, 6.0), (0.0, 5.5), False),
    )
    fails = Verdict("p", "claim", "source", "A", "childhood", FAILS, 0.5, 8, findings)
    rows = evidence.verdict_table(
        [
            fails,
            Verdict("q", "claim", "source", "C", "theory", NOT_TESTED, math.nan, 0, (), "no means"),
        ]
    )
    head = {
        "pattern": "p", "kind": "childhood", "weight": "A", "verdict": "fails",
        "share_of_cohorts": 0.5, "cohorts": 8,
    }  # fmt: skip
    told = [
        {name: value for name, value in row.items() if value == value}  # what is there
        for row in rows.to_dict("records")
    ]
    assert told == [
        head | {
            "part": "x", "part_holds": True, "mean": 2.0, "low": 1.0, "high": 3.0,
            "accepted_low": 0.0, "accepted_high": math.inf,
        },
        head | {
            "part": "y", "part_holds": False, "mean": 5.0, "low": 4.0, "high": 6.0,
            "accepted_low": 0.0, "accepted_high": 5.5,
        },
        {"pattern": "q", "kind": "theory", "weight": "C", "verdict": "not tested", "cohorts": 0},
    ]  # fmt: skip
