"""The verdicts: how they are reached, and what they are for the defaults today."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

import trustsim as ts
from trustsim.asking import evidence
from trustsim.asking.patterns import (
    KINDS,
    NEEDS,
    OF_DESCENT,
    OF_FAMILIES,
    OF_THERAPISTS,
    OF_TRIALS,
    TESTS,
    UNTESTABLE,
    literature,
)
from trustsim.asking.patterns.attachment import best_of_the_others
from trustsim.asking.patterns.part import Part
from trustsim.asking.patterns.published import published

ROOT = Path(__file__).parents[1]
FAILING = (  # README and docs/findings.md say so
    "default_helpfulness",
    "familiar_teacher",
    "informants_power",
    "trust_scales",
    "contingency_security",
    "attachment_stability",
    "attachment_retest",
    "attachment_child_mentalising",
    "caregiver_child_mentalising",
    "accurate_or_neutral",
)
FAILING_IN_THERAPY = (  # docs/findings.md and docs/therapy.md say so
    "benign_world",
    "untreated_course",
    "dose_effect",
    "any_structured_therapy",
    "mbt_versus_structured",
    "treatment_specific_mentalising_gain",
    "deterioration",
    "therapy_harm",
    "bpd_dropout",
    "alliance_within_lag",
    "rupture_repair",
    "sudden_gains",
    "attachment_alliance",
    "attachment_outcome",
    "therapy_opens_social_world",
    "social_support_prognosis",
    "therapist_rf",
)
FAILING_IN_FAMILIES = (  # docs/findings.md and docs/families.md say so
    "abc_shares",
    "vipp",
    "mothering_from_the_inside_out",
    "three_routes_to_earned_security",
)
FAILING_IN_DESCENT = (  # docs/findings.md and docs/families.md say so
    "marked_mirroring_by_security",
    "spontaneous_change_of_state_of_mind",
    "maltreatment_transmission",
)
TESTED = TESTS | OF_TRIALS | OF_DESCENT
TODAY = dict.fromkeys(TESTED, evidence.HOLDS) | dict.fromkeys(
    (*FAILING, *FAILING_IN_THERAPY, *FAILING_IN_FAMILIES, *FAILING_IN_DESCENT), evidence.FAILS
)


@pytest.fixture(scope="module")
def verdicts():
    """Every pattern of childhood on the defaults: 200 cohorts of 147, at the seed of the study."""
    populations = evidence.populations(evidence.study())
    cohorts = {name: ts.run(each) for name, each in populations.items()}
    later = OF_TRIALS | OF_DESCENT
    return {name: evidence.judged(name, cohorts) for name in literature() if name not in later}


@pytest.fixture(scope="module")
def verdicts_on_lives():
    """Every pattern of psychotherapy, programmes and generations, at full size."""
    found = evidence.followed(list(OF_TRIALS))
    cohorts = {name: {evidence.TRIAL: trial} for name, trial in found.items()}
    descent = evidence.descended()
    cohorts |= {name: {evidence.DESCENT: descent} for name in OF_DESCENT}
    return {name: evidence.judged(name, cohorts[name]) for name in cohorts}


@pytest.mark.full_size
@pytest.mark.parametrize("pattern", TESTS)
def test_the_verdict_on_the_defaults_is_what_the_documents_say(verdicts, pattern):
    assert verdicts[pattern].verdict == TODAY[pattern]
    grown_later = pattern in evidence.COMPARED and verdicts[pattern].kind == "theory"
    assert verdicts[pattern].cohorts == (evidence.TWINS if grown_later else 200)
    assert 0.0 <= verdicts[pattern].share <= 1.0


@pytest.mark.full_size
@pytest.mark.parametrize("pattern", OF_TRIALS | OF_DESCENT)
def test_the_verdict_on_lives_is_what_the_documents_say(verdicts_on_lives, pattern):
    assert verdicts_on_lives[pattern].verdict == TODAY[pattern]
    if pattern in OF_FAMILIES:
        assert verdicts_on_lives[pattern].cohorts in (10, 12, 16)
    elif pattern in OF_THERAPISTS:
        assert verdicts_on_lives[pattern].cohorts == 100
    elif pattern in OF_TRIALS:
        assert verdicts_on_lives[pattern].cohorts == 40
    else:
        assert verdicts_on_lives[pattern].cohorts == 20
    assert 0.0 <= verdicts_on_lives[pattern].share <= 1.0


def test_what_this_version_cannot_test_is_said_to_be_not_tested_and_why():
    few = {evidence.OWN: ts.run(evidence.study().but({"worlds": 1, "children": 2}))}
    for name in set(literature()) - set(TESTED):
        verdict = evidence.judged(name, few)
        assert (verdict.verdict, verdict.why) == (evidence.NOT_TESTED, UNTESTABLE[name])


def test_the_documents_tell_the_verdicts_of_today():
    """Each pattern has its row in docs/findings.md; README names those that fail."""
    findings = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)` \| [ABC] \| \**(\w+)\** \|", findings, re.MULTILINE))
    assert told == TODAY
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in FAILING)
    holding = len(TESTS) - len(FAILING)
    assert f"{len(TESTS)} patterns" in readme
    assert f"{holding} of them hold" in readme
    of_therapy = len(OF_TRIALS) - len(OF_FAMILIES)
    holding = of_therapy - len(FAILING_IN_THERAPY)
    assert f"Of psychotherapy, {holding} of {of_therapy} patterns hold" in " ".join(readme.split())
    of_families = len(OF_FAMILIES) + len(OF_DESCENT)
    holding = of_families - len(FAILING_IN_FAMILIES) - len(FAILING_IN_DESCENT)
    said = f"of parenting programmes and generations {holding} of {of_families}"
    assert said in " ".join(readme.split())


def test_every_test_belongs_to_a_pattern_of_the_literature():
    assert set(TESTED) <= set(literature())
    assert set(NEEDS) == set(TESTS)


def test_every_pattern_has_a_claim_a_source_and_an_honest_status():
    for pattern in literature().values():
        assert pattern["claim"]
        assert pattern["source"]
        assert pattern["weight"] in "ABC"
        assert pattern["kind"] in KINDS
        assert pattern["known"] in ("read", "secondary", "digitised", "derived", "recalled")


@pytest.mark.parametrize(
    ("values", "accepted", "holds"),
    [
        ([0.24, 0.26], (0.15, 0.35), False),  # two cohorts: the interval is far wider
        ([0.24, 0.26] * 50, (0.15, 0.35), True),
        ([0.44, 0.46] * 50, (0.15, 0.35), False),  # too much is as wrong as too little
        ([0.34, 0.36] * 50, (0.15, 0.35), False),  # the interval reaches out of the range
        ([0.01, 0.03] * 50, (0.0, math.inf), True),
        ([-0.1, 0.1] * 50, (0.0, math.inf), False),
        ([0.0] * 50, (0.0, math.inf), False),  # an open end must be passed
        ([math.nan] * 50, (0.0, math.inf), False),
    ],
)
def test_a_part_holds_when_its_whole_interval_is_accepted(values, accepted, holds):
    assert evidence.part_finding(Part("x", np.array(values), accepted)).holds is holds


@pytest.mark.parametrize(("values", "holds"), [([0.9, 1.0], True), ([1.0, 1.0], True)])
def test_the_interval_of_a_part_that_is_a_share_stays_between_none_and_all(values, holds):
    parts = [Part("x", np.array(values * 5), (0.5, 1.0), share_of) for share_of in (147.0, 0.0)]
    share, other = (evidence.part_finding(part) for part in parts)
    assert 0.0 < share.value.low < share.value.mean <= share.value.high <= 1.0
    assert share.holds is holds
    assert other.value == ts.measures.estimate(values * 5)


def test_parts_that_are_shares_are_declared_to_be(visited):
    declared = set()
    study = visited["study"].scenario
    for name in TESTS:
        if evidence.took_place(name, study) and set(evidence.populations(study, [name])) <= set(
            visited
        ):
            for part in TESTS[name](visited):
                if part.share_of:
                    declared.add(name)
                    there = part.values[np.isfinite(part.values)]
                    assert ((there >= 0.0) & (there <= 1.0)).all(), part.words
    assert declared == {
        "strange_situation_low_risk", "corriveau_sample", "corriveau_disorganised", "a_not_b",
        "default_helpfulness", "familiar_teacher", "accurate_or_neutral", "corriveau_words",
        "corriveau_power", "informants_power", "false_belief_grows",
    }  # fmt: skip


def test_a_pattern_sees_the_populations_that_it_compares_and_no_others(visited):
    """``trustsim check`` hands over lines of descent besides, which are no records of a cohort."""
    alone = evidence.judged("corriveau_order", visited)
    beside = evidence.judged("corriveau_order", visited | {evidence.DESCENT: object()})
    assert beside == alone
    compared = evidence.populations(visited["study"].scenario, ["strange_situation_risk"])
    cohorts = visited | dict.fromkeys(compared, visited["study"])
    assert len(evidence.judged("strange_situation_risk", cohorts | {"others": object()}).findings)


def test_the_share_counts_cohorts_that_show_every_part(grown, monkeypatch):
    values = np.array([1.0, 1.0, -1.0, -1.0]), np.array([1.0, -1.0, 1.0, -1.0])
    parts = [Part("x", each, (0.0, math.inf)) for each in values]
    monkeypatch.setitem(evidence.TESTS, "corriveau_order", lambda cohorts: parts)
    verdict = evidence.judged("corriveau_order", {"study": grown})
    assert verdict.share == 0.25
    assert verdict.verdict == evidence.FAILS


def test_a_pattern_whose_visit_did_not_take_place_is_not_tested():
    study = ts.from_dict(
        {"worlds": 1, "children": 2, "visits": {"strange_situation": {"months": [1]}}}
    )
    verdict = evidence.judged("corriveau_order", {"study": ts.run(study)})
    assert verdict.verdict == evidence.NOT_TESTED
    assert math.isnan(verdict.share)


def test_too_few_children_leave_a_pattern_undecided():
    few = ts.from_dict({"worlds": 2, "children": 6, "visits": evidence.STUDY["visits"]})
    verdict = evidence.judged("corriveau_order", {"study": ts.run(few)})
    assert verdict.verdict == evidence.UNDECIDED


def test_a_pattern_that_compares_populations_needs_them(grown):
    verdict = evidence.judged("strange_situation_risk", {"study": grown})
    assert verdict.verdict == evidence.NOT_TESTED


@pytest.mark.long
def test_risk_is_compared_with_low_risk_whatever_the_study_is():
    """A study of a high-risk population is not compared with itself."""
    risky = ts.from_dict(evidence.STUDY | {"preset": "high_risk", "worlds": 5})
    cohorts = {name: ts.run(each) for name, each in evidence.populations(risky).items()}
    verdict = evidence.judged("strange_situation_risk", cohorts)
    assert verdict.findings[0].value.low > 0.0


def test_a_world_in_which_nobody_learns_shows_no_order(grown):
    """Patterns can fail: children who never learn strategies have nothing to set them apart."""
    flat = ts.run(grown.scenario.but({"theory.strategy.consistency": 0.0}))
    assert evidence.judged("corriveau_order", {"study": flat}).verdict == evidence.FAILS
    assert evidence.judged("antecedents", {"study": flat}).verdict == evidence.FAILS


def test_a_flat_curve_has_no_peak():
    """A curve that is flat but for noise: its best level is not above the others."""
    noise = np.random.Generator(np.random.Philox(5)).normal(0.6, 0.04, (9, 400))
    lead = best_of_the_others(noise) - 0.6
    assert abs(lead.mean()) < 3.0 * 0.04 / 400**0.5
    assert (noise.max(0) - 0.6).mean() > 0.04  # which taking the best of each would call a peak


def test_published_numbers_stand_where_they_were_found():
    """By condition and age; what is pooled over many ages has none."""
    assert published("announced_liar").values == {("liar", 36.0): 1.0, ("liar", 48.0): 0.23}
    assert published("a_not_b").values == {
        ("communicative", 10.0): 0.81, ("non-communicative", 10.0): 0.41,
    }  # fmt: skip
    found = published("accuracy_of_informants").values
    assert list(found.values()) == [0.70, 0.65, 0.58, 0.49, 0.84, 0.79, 0.72, 0.53]
    assert [months for _, months in found] == [36.0] * 4 + [48.0] * 4
    gaze = published("gaze_following").values
    assert {months for _, months in gaze} == {None}
    assert gaze["attention-getter", None] == gaze["nothing", None] != gaze["ostensive cue", None]
