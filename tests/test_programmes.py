"""Programmes for parents: what reaches a child of what is said to its mother, and what is told."""

from types import SimpleNamespace

import numpy as np
import pytest
import tomli_w

from trustsim.asking import evidence
from trustsim.asking.patterns import OF_FAMILIES, OF_TRIALS, programmes
from trustsim.asking.trials import family_outcomes as told
from trustsim.asking.trials.children import numbers_of, of_arm
from trustsim.asking.trials.config import trial_from_config
from trustsim.asking.trials.trial import Followed, followed
from trustsim.engine.descent import WORLDS
from trustsim.mistakes import Mistake
from trustsim.showing.figures.families import row_words
from trustsim.study.scenario import extended, together

approx = pytest.approx
GUIDANCE = {"troubles": 0, "explanations": 0, "guidance": 10}
CLOSED = {"vigilance": {"openness": -10.0, "cue": 0.0, "trust": 0.0}}
LATE = {"months": [16.5], "times": 4}  # the child is thirteen months old by then
SMALL = {
    "seed": 11, "worlds": 2, "children": 20, "preset": "high_risk",
    "cast": {
        "father": {}, "spouse": {},
        "visitor": {"one_of": 3, "ostension": 0.9, "resonance": 0.4},
    },
    "life": {
        "home": {"until": 2, "day": [
            {"distress": 2, "with": {"mother": 0.75, "father": 0.25}},
            {"play": 2, "with": "mother"},
            {"lesson": 2, "with": "mother"},
        ]},
        "later": {"from": 2, "figure": "whoever_comforts", "day": [
            {"distress": 1, "with": {"mother": 0.5, "spouse": 0.5}},
            {"lesson": 1, "with": "spouse", "or": "others"},
        ]},
    },
    "visits": {
        "trust_scales": {"months": [2]},
        "symptoms": {"months": [5, 21]},
        "caregiving": {"months": [3, 4, 5, 10, 16, 17, 18]},
        "adult_interview": {"months": [3, 5]},
    },
    "trial": {
        "screening": 2.5, "intake": 3, "symptoms": 0, "patients": 20, "trials": 2,
        "session": {"months": [3.5], "times": 6, "every": 7, "with": "visitor", "lasting": True},
        "children": {
            "birth": 3, "roles": {"father": "spouse"},
            "visits": {
                "home_observation": {"months": [11]}, "strange_situation": {"months": [12, 18]},
            },
        },
        "arms": {
            "none": {},
            "same": {},
            "guided": {"visits": {"session": GUIDANCE}},
            "left": {"visits": {"session": GUIDANCE}, "theory": {"coming": {"readiness": -10.0}}},
            "closed": {"theory": CLOSED},
            "guided_closed": {"visits": {"session": GUIDANCE}, "theory": CLOSED},
            "late": {"visits": {"session": GUIDANCE | LATE}},
        },
    },
}  # fmt: skip


def but(changes):
    """The small trial with some of its tables changed."""
    return together(SMALL, changes)


@pytest.fixture(scope="module")
def found():
    """What becomes of the families of the small trial."""
    return followed(trial_from_config(SMALL))


def same(one, other, tables=None):
    """Are two arms' children the same to the last bit?"""
    return all(one.tables[name].equals(other.tables[name]) for name in tables or one.tables)


def test_a_child_is_the_same_in_two_arms_in_which_nobody_says_anything(found):
    assert same(found.children["none"], found.children["same"])


def test_a_mother_who_never_comes_brings_nothing_home(found):
    assert not found.sessions("left", "came").any()
    assert same(found.children["none"], found.children["left"])


def test_guidance_that_is_let_in_makes_a_mother_more_sensitive_and_less_disrupted(found):
    for months in (5.0, 18.0):
        here, there = (
            {
                name: found.at(arm, months, name, "caregiving")
                for name in ("sensitivity", "disruption")
            }
            for arm in ("guided", "none")
        )  # fmt: skip
        assert (here["sensitivity"] >= there["sensitivity"] - 1e-9).mean() > 0.9
        assert here["sensitivity"].mean() > there["sensitivity"].mean() + 0.1
        assert here["disruption"].mean() < there["disruption"].mean() - 0.1
    assert not same(found.children["guided"], found.children["none"])


def test_guidance_that_is_not_let_in_changes_nothing_in_the_child(found):
    let_in = found.sessions("guided_closed", "let_in")
    refused = np.nansum(let_in, axis=1) == 0.0
    assert refused.sum() > 30
    closed, guided = (found.children[arm] for arm in ("closed", "guided_closed"))
    for name in ("attachment", "proximity", "avoidance"):
        one, other = (
            each.column("strange_situation", name, 12.0).ravel() for each in (closed, guided)
        )
        assert (one[refused] == other[refused]).all()


def test_what_a_mother_learns_after_the_first_birthday_is_not_seen_at_twelve_months(found):
    none, late = (found.children[arm].tables["strange_situation"] for arm in ("none", "late"))
    first = none["months"] == 12.0
    assert none[first].equals(late[first])
    assert not none[~first].equals(late[~first])


def test_a_child_in_one_arm_depends_on_no_other_arm(found):
    arms = {name: SMALL["trial"]["arms"][name] for name in ("none", "guided")}
    alone = followed(trial_from_config(SMALL | {"trial": SMALL["trial"] | {"arms": arms}}))
    assert same(found.children["guided"], alone.children["guided"])


def test_mothers_live_as_they_would_without_their_children_being_looked_at(found):
    trial = {name: each for name, each in SMALL["trial"].items() if name != "children"}
    alone = followed(trial_from_config(SMALL | {"trial": trial}))
    assert alone.children == {}
    assert same(found.records["guided"], alone.records["guided"])


def test_a_child_is_born_to_what_its_mother_has_become_and_not_to_her_mother_s_risk(found):
    for factor in ("sensitivity", "mentalising", "disruption"):
        born = found.children["none"].column("births", factor).ravel()
        assert born == approx(found.at("none", 3.0, factor, "caregiving"))


def test_a_child_is_cared_for_by_its_own_mother_as_she_has_become(found):
    """What she was like when last looked at tells what is seen of her at home."""
    for column, name in (("noticed", "sensitivity"), ("followed", "sensitivity")):
        rated = found.at_of_children("guided", 11.0, column, "home_observation")
        become = found.at("guided", 10.0, name, "caregiving")
        assert np.corrcoef(rated, become)[0, 1] > 0.5


def test_a_child_has_the_luck_of_its_own_generation(found):
    assert numbers_of(np.array([0, 25]), 20).tolist() == [WORLDS * 20, WORLDS * 20 + 25]
    mothers, children = (
        each["none"].column("births", "learning") for each in (found.records, found.children)
    )
    assert (mothers != children).all()


def test_the_mother_s_spouse_is_the_father_of_her_child(found):
    traits = ["availability", "rejection", "fright", "congruence"]
    of_mothers, of_children = (
        each["none"].tables["people"] for each in (found.records, found.children)
    )
    spouse = of_mothers[of_mothers["partner"] == "spouse"][traits].to_numpy()
    father = of_children[of_children["partner"] == "father"][traits].to_numpy()
    assert (spouse == father).all()


def test_visits_that_are_over_before_intake_belong_to_the_childhood_of_everybody(found):
    assert found.screened.ages["trust_scales"] == [2.0]
    assert all("trust_scales" not in arm.protocols for arm in found.trial.arms.values())


def test_arms_reach_a_child_through_the_world_that_they_change_too():
    trial = trial_from_config(but({"trial": {"arms": {"poor": {"others": {"helpfulness": 0.5}}}}}))
    assert of_arm(trial.children, trial.arms["poor"]).others.helpfulness == 0.5
    assert of_arm(trial.children, trial.arms["none"]).caregiver == {}


def test_what_is_changed_in_every_arm_is_changed_for_children_too(found):
    changed = found.trial.but({"theory.trust.spread": 0.0})
    assert of_arm(changed.children, changed.arms["none"]).theory.trust.spread == 0.0


def test_the_table_of_families_tells_every_measure_of_every_arm(found):
    rows = told.families(found)
    assert (rows.groupby(["whose", "measure", "months"])["arm"].nunique() == 7).all()
    assert rows["n"].groupby([rows["measure"], rows["months"], rows["whose"]]).sum().eq(40).all()
    like_none = rows[rows["arm"].isin(["same", "left"]) & (rows["whose"] == "child")]
    assert (like_none["individual"] == 0.0).all()
    classes = rows[rows["measure"] == "disorganised"]
    assert classes["mean"].between(0.0, 1.0).all()
    assert (classes["odds"] > 0.0).sum() == 12  # two ages, six arms beside the first


def test_odds_as_worked_by_hand():
    """6 of 8 against 2 of 8, half a family more in each cell: (6.5 x 6.5) / (2.5 x 2.5) = 6.76."""
    one, other = np.repeat([1.0, 0.0], [6, 2]), np.repeat([1.0, 0.0], [2, 6])
    ratio, error = told.odds_ratio(one, other)
    assert ratio == approx(6.76)
    assert error == approx(np.sqrt(2 / 6.5 + 2 / 2.5))
    assert approx(1.8138, abs=1e-4) == told.LOGISTIC


def test_the_correlation_with_being_helped_as_worked_by_hand():
    """Shares .75 and .25 in groups as large: r = the difference, .5."""
    one, other = np.repeat([1.0, 0.0], [6, 2]), np.repeat([1.0, 0.0], [2, 6])
    assert told.correlation_of(one, other) == approx(0.5)
    assert told.correlation_of(one, one) == approx(0.0)
    assert told.correlation_of(np.ones(3), np.ones(3)) == 0.0


TRIALS, FAMILIES = 2, 8
SECURE, DISORGANISED = 0.0, 3.0  # numbers of the classes


class MadeUp(Followed):
    """Families whose numbers are given: those of mothers and of children, by arm and column."""

    def __init__(self, mothers=None, children=None):
        ages = {"strange_situation": [18.0], "home_observation": [3.0, 6.0, 15.0],
                "adult_interview": [3.0]}  # fmt: skip
        arms = ("none", "development_education", "abc", "psychoeducation", *programmes.PROGRAMMES,
                "mothering_from_the_inside_out", "warm_spouse", "mbt")  # fmt: skip
        records = {arm: SimpleNamespace(ages=ages) for arm in arms}
        trial = SimpleNamespace(
            trials=TRIALS, patients=FAMILIES, arms=dict.fromkeys(arms), control="none", end=3.0,
            ages=(0.0,), children=SimpleNamespace(birth=0.0),
        )  # fmt: skip
        super().__init__(trial, None, 0, None, np.zeros(TRIALS * FAMILIES), records, records)
        self.mothers, self.of_them = mothers or {}, children or {}

    def at(self, arm, months, column="symptoms", table="symptoms"):
        """What is given of mothers, at an age or at all of them."""
        return given(self.mothers, arm, months, column)

    def at_of_children(self, arm, months, column, table):
        """What is given of children, at an age or at all of them."""
        return given(self.of_them, arm, months, column)


def given(numbers, arm, months, column):
    """What is given of an arm at an age, or at any; else zeros, ones and zeros again."""
    usual = np.tile([0.0, 1.0], TRIALS * FAMILIES // 2)
    return np.asarray(numbers.get((arm, column, months), numbers.get((arm, column), usual)))


def tiled(*numbers):
    """The same families in each trial."""
    return np.tile(numbers, TRIALS).astype(float)


def values(test, found):
    """What a pattern finds in the first trial, by its words; all trials are alike here."""
    parts = {part.words: part.values for part in test(found)}
    assert all(np.ptp(each) == approx(0.0) for each in parts.values())
    return {words: each[0] for words, each in parts.items()}


def test_shares_after_abc_are_differences_of_shares():
    """Disorganised: 2 of 8 against 4; secure: 4 of 8 against 2."""
    seen = MadeUp(children={
        ("abc", "attachment"): tiled(0, 0, 0, 0, 3, 3, 1, 2),
        ("development_education", "attachment"): tiled(0, 0, 3, 3, 3, 3, 1, 2),
    })  # fmt: skip
    assert list(values(programmes.abc_shares, seen).values()) == approx([-0.25, 0.25])


def test_video_feedback_is_told_in_correlations():
    """Ratings 4 above with sd 2 in each group: r = 2 / sqrt(8) = .7071; secure .75 against .25."""
    low, high = tiled(*[1, 5] * 4), tiled(*[5, 9] * 4)
    seen = MadeUp(children={
        ("video_feedback", "sensitivity"): high, ("none", "sensitivity"): low,
        ("video_feedback", "attachment"): tiled(0, 0, 0, 0, 0, 0, 1, 1),
        ("none", "attachment"): tiled(0, 0, 1, 1, 1, 1, 1, 1),
    })  # fmt: skip
    assert list(values(programmes.vipp, seen).values()) == approx([2 / 8**0.5, 0.5])


def test_disorganisation_that_is_prevented_is_told_as_the_mean_of_log_odds():
    """One of four programmes: from 6 of 8 to 2 of 8, ln(6.76) / 1.8138 = 1.0536; mean .2634."""
    many, few = tiled(3, 3, 3, 3, 3, 3, 1, 1), tiled(3, 3, 1, 1, 1, 1, 1, 1)
    children = {(arm, "attachment"): many for arm in ("none", *programmes.PROGRAMMES)}
    seen = MadeUp(children=children | {("abc", "attachment"): few})
    (d,) = values(programmes.prevent_disorganisation, seen).values()
    assert d == approx(np.log(6.76) / told.LOGISTIC / 4.0)


def test_sensitivity_is_compared_with_security_in_deviations():
    """Every programme: ratings 1 up with sd 1.069 = .9354; security from 2 to 6 of 8 = 1.0536."""
    low, high = tiled(*[1, 3] * 4), tiled(*[2, 4] * 4)
    children = {("none", "sensitivity"): low, ("none", "attachment"): tiled(*[0] * 2, *[1] * 6)}
    for arm in programmes.PROGRAMMES:
        children |= {(arm, "sensitivity"): high, (arm, "attachment"): tiled(*[0] * 6, *[1] * 2)}
    sensitive, secure, apart = values(programmes.intervention, MadeUp(children=children)).values()
    assert sensitive == approx(1.0 / np.sqrt(8.0 / 7.0))
    assert secure == approx(np.log(6.76) / told.LOGISTIC)
    assert apart == approx(sensitive - secure)


def test_the_order_in_time_of_mothering_from_the_inside_out_is_looked_for():
    """Reflecting rises at once and by as much as symptoms; caregiving and involvement in a year."""
    severe, base = tiled(1, 2, 3, 4, 5, 6, 7, 8), tiled(*[0, 2] * 4)
    one, other = "mothering_from_the_inside_out", "psychoeducation"
    mothers = {(other, "symptoms"): severe, (other, "reflective functioning"): base,
               (one, "reflective functioning"): base + severe}  # fmt: skip
    children = {(arm, name): base for arm in (one, other)
                for name in ("sensitivity", "involvement", "reciprocity")}  # fmt: skip
    children |= {(one, name, 15.0): base + 1.0 for name in ("sensitivity", "involvement")}
    end, soon, sensitive, involved, reciprocal, later, later_child, r = values(
        programmes.mothering_from_the_inside_out, MadeUp(mothers, children)
    ).values()
    assert end == soon > 0.0
    assert sensitive == involved == approx(1.0 / base[:8].std(ddof=1))
    assert reciprocal == 0.0
    assert (later, later_child) == approx((sensitive, involved))
    assert r == approx(1.0)


def test_a_route_is_asked_of_whom_it_is_about():
    """Of 8 two are secure without; with help for the parent four, with a spouse all, none less."""
    without = tiled(1, 1, 0, 0, 0, 0, 0, 0)
    trust = tiled(*[0, 1] * 4)
    mothers = {(arm, "is secure"): without for arm in ("none", "mbt")}
    mothers |= {
        ("warm_spouse", "is secure"): np.ones(16),
        ("warm_spouse", "trust_in_unknown"): trust + 1,
    }
    children = {("none", "is secure"): without, ("abc", "is secure"): tiled(1, 1, 1, 1, 0, 0, 0, 0)}
    found = values(programmes.three_routes_to_earned_security, MadeUp(mothers, children))
    assert found["share secure, parents helped - none"] == approx(0.25)
    assert found["share secure of who would not be, parents helped"] == approx(2 / 6)
    assert found["share secure, a warm spouse - none"] == approx(0.75)
    assert found["share secure of who would not be, a warm spouse"] == 1.0
    assert found["share secure, psychotherapy - none"] == 0.0
    assert found["d of trust, a warm spouse - none"] == approx(1.0 / trust[:8].std(ddof=1))


def test_patterns_of_families_are_asked_of_trials_with_children_alone(found):
    assert set(OF_FAMILIES) <= set(OF_TRIALS)
    assert set(evidence.PAGES) >= set(OF_FAMILIES)
    assert evidence.judged_by("abc_shares", found).why == (
        "needs the arms abc, development_education"
    )
    assert evidence.judged_by("routine_effect", found).why == (
        "is about patients; here parents take part"
    )
    assert evidence.judged("vipp", {}).why == (
        "needs a trial with children, and the arms none, video_feedback"
    )


@pytest.mark.parametrize("pattern", OF_FAMILIES)
def test_the_page_on_which_a_pattern_is_tested_has_what_it_needs(pattern):
    pages = evidence.PAGES[pattern]
    trial = trial_from_config({"extends": list(pages)}, "page", "page")
    assert evidence.suits(trial, pattern)


def test_a_pattern_says_at_which_ages_it_needs_whom():
    trial = trial_from_config({"extends": "mothering_from_the_inside_out",
                               "visits": {"adult_interview": {"months": [327]}}})  # fmt: skip
    lacks = programmes.lacks(trial, OF_FAMILIES["mothering_from_the_inside_out"])
    assert lacks == "adult_interview of each mother at 327, 330, 339 months"


CHILDREN = "[trial.children]\n"
BAD = {
    CHILDREN + "birth = 301": "does not hold the age at birth, 301",
    CHILDREN + "birth = 299": "[trial.children] birth = 299 is before intake = 300",
    CHILDREN + 'birth = "early"': "[trial.children] birth = 'early': must be a number",
    CHILDREN + "birth = -1": "[trial.children] birth = -1: must lie between 0 and",
    CHILDREN + "birht = 300": "[trial.children] birht: no such key; did you mean 'birth'?",
    CHILDREN + "visits = 3": "[trial.children] visits = 3: must be a table",
    "[trial]\nchildren = 3": "[trial] children = 3: must be a",
    "[trial.children.visits.strange_situations]": "did you mean 'strange_situation'?",
    "[trial.children.visits.home_observation]\nplai = 3": "plai: no such key; did you mean 'play'?",
    "[trial.children.visits.home_observation]\nmonths = []": "give at least one age, or leave the",
    "[trial.children.visits.home_observation]\nmonths = [-3]": "must lie between 0 and",
    '[trial.children.visits.home_observation]\nwith = "uncle"': "[visits.home_observation] with",
    '[trial.children.roles]\nfather = "spous"': "roles 'spous': nobody knows such a person; did",
    '[trial.children.roles]\nfathr = "spouse"': "roles 'fathr': nobody knows such a person; did",
    '[trial.children.roles]\nmother = "spouse"': "roles: the mother raises her child herself",
    '[trial.children.roles]\nfriend = "spouse"': "roles: 'spouse' is in several; one person has",
    '[trial.children.roles]\nfather = "home_visitor"': "'home_visitor': is one of 30 for everybody",
    "[trial.children.roles]\nfather = 3": "[trial.children.roles] father = 3: must be text",
    "[visits.caregiving]\nmonths = [306]": "months = [306] does not hold the age at birth, 300",
    "[visits.caregiving]\nmonths = [200, 300]": "caregiving at 200 months is before intake at 300",
    '[visits.caregiving]\nwith = "father"': "[visits.caregiving] with: leave it out, or name",
    "[trial.arms.x.visits.caregiving]\nmonths = [306]": "months = [306] does not hold the age",
    "[trial.arms.x.visits.session]\nguidanse = 3": "guidanse: no such key; did you mean 'guidance'",
    "[trial.arms.x.visits.session]\nguidance = 99": "guidance = 99: must lie between 0 and 50",
    "[trial.arms.x.children]\nbirth = 300": "[trial.arms.x] children: arms differ in",
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_config_of_a_programme_is_told_in_one_line(text, refused, tmp_path):
    file = tmp_path / "config.toml"
    file.write_text(f'extends = "families_at_risk"\n{text}')
    assert BAD[text] in refused("trial", file, "--out", tmp_path / "o")
    assert not (tmp_path / "o").exists()


def test_children_need_mothers_who_are_looked_at_and_visits_of_their_own():
    nobody = {name: each for name, each in SMALL["visits"].items() if name != "caregiving"}
    with pytest.raises(Mistake, match=r"\[trial.children\] needs \[visits.caregiving\]"):
        trial_from_config(SMALL | {"visits": nobody})
    children = SMALL["trial"]["children"]
    for key in ("birth", "visits"):
        less = {name: each for name, each in children.items() if name != key}
        with pytest.raises(Mistake, match=rf"\[trial.children\] {key} is missing"):
            trial_from_config(SMALL | {"trial": SMALL["trial"] | {"children": less}})
    with pytest.raises(Mistake, match=r"visits = {}: must not be empty"):
        trial_from_config(
            SMALL | {"trial": SMALL["trial"] | {"children": children | {"visits": {}}}}
        )


@pytest.mark.long
@pytest.mark.parametrize(("name", "table"), [("trial", "families"), ("reproduce", "verdicts")])
def test_every_command_plays_a_programme_and_leaves_its_figure(name, table, printed, tmp_path):
    file, out = tmp_path / "small.toml", tmp_path / "out"
    file.write_text(tomli_w.dumps(SMALL))
    assert "results" in printed(name, file, "--out", out)
    assert (out / "figures" / "families.png").exists()
    assert (out / "tables" / f"{table}.csv").exists()


def test_a_home_visit_is_told_moment_by_moment(printed, tmp_path):
    file = tmp_path / "small.toml"
    file.write_text(tomli_w.dumps(SMALL))
    said = printed("explain", file, "--patient", 3, "--session", 1, "--arm", "guided")
    assert "their visitor says something about caring for a child" in said
    assert "let in, kept" in said


def test_every_page_of_a_programme_is_one_that_can_be_played():
    pages = [page for pages in evidence.PAGES.values() for page in pages]
    assert all(extended({"extends": page}, "here") for page in pages)


def test_what_was_seen_of_a_mother_before_arms_differed_is_called_so():
    row = {"whose": "mother", "measure": "sensitivity", "age_of": "mother", "months": 300}
    assert row_words(row, 300).endswith("mother of 300 months (before)")
    assert row_words(row | {"months": 318}, 300).endswith("mother of 318 months")
    child = {"whose": "child", "measure": "secure", "age_of": "child", "months": 18}
    assert row_words(child, 300).endswith("child of 18 months")
