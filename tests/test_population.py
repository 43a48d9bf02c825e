"""Population: who is born, and to whom, is distributed as declared."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import ndtr

from trustsim.engine.world import World
from trustsim.study import population
from trustsim.study.population import CAREGIVERS, CORRELATIONS, FACTORS, INFANTS, SHARED, blueprint
from trustsim.study.scenario import from_dict
from trustsim.theory.chance import Moment, luck, normal
from trustsim.theory.parameters import LearnerTraits, PartnerTraits, annotations

SEED = 1990  # chosen before anything was looked at
BIRTHS = 1500
ALPHA = 0.001
VISITS = {"visits": {"home_observation": {}}}
NAMES = [*FACTORS, *PartnerTraits._fields, *LearnerTraits._fields]
RANGES = annotations(PartnerTraits) | annotations(LearnerTraits)
SPREADS = CAREGIVERS | INFANTS
UNLINKED = {  # a trait before its link
    "identity": lambda trait: trait,
    "logit": lambda trait: np.log(trait / (1.0 - trait)),
    "log": np.log,
}


def births(caregiver=None, infant=None, children=range(BIRTHS)):
    """Factors and traits by name, of children born one by one."""
    plan = blueprint(caregiver or {}, infant or {})
    born = np.full((len(children), len(plan)), np.nan)
    for child, traits in zip(children, born, strict=True):
        population.born(Moment(SEED, 0, child, 0, 0), plan, traits)
    return dict(zip(NAMES, born.T, strict=True))


def error_of_mean(sd=1.0):
    """How far a mean may stray: standard error sd / sqrt(n), at alpha."""
    return stats.norm.isf(ALPHA / 2) * sd / math.sqrt(BIRTHS)


def assert_correlated(one, other, r):
    """Fisher's z of the correlation has a standard error of 1 / sqrt(n - 3)."""
    found = np.corrcoef(one, other)[0, 1]
    error = stats.norm.isf(ALPHA / 2) / math.sqrt(BIRTHS - 3)
    assert math.atanh(found) == pytest.approx(math.atanh(r), abs=error)


@pytest.fixture(scope="module")
def reference():
    """The reference population."""
    return births()


@pytest.fixture(scope="module")
def changed():
    """The same births where sensitivity is moved, mentalising fixed, disruption redistributed."""
    return births(
        {
            "sensitivity": {"shift": -0.5},
            "mentalising": 1.25,
            "disruption": {"mean": 2.0, "sd": 0.5},
            "knowledge": {"shift": 1.0},
            "marking": 0.4,
        },
        {"recovery": 0.3},
    )


# The reference population


GIVEN = {  # mean and deviation of what is fitted, for what is worked by hand
    "availability": (2.52, 0.702),
    "rejection": (-3.19, 0.988),
    "intrusion": (-2.09, 1.0),
    "inconsistency": (-0.812, 1.3),
    "congruence": (0.935, 1.59),
    "marking": (1.28, 1.02),
    "fright": (-6.94, 2.81),
}


def in_own_units(monkeypatch, shared, own):
    """Somebody born to whom chance gives these standard normal numbers."""
    for name, (mean, sd) in GIVEN.items():
        monkeypatch.setitem(CAREGIVERS, name, CAREGIVERS[name]._replace(mean=mean, sd=sd))
    numbers = iter([*shared, *[own] * len(NAMES)])
    monkeypatch.setattr(population, "normal", lambda first, second: next(numbers))
    return {name: values[0] for name, values in births(children=[0]).items()}


def test_the_median_caregiver_and_child_as_worked_by_hand(monkeypatch):
    """Every number at its mean, through its link: 1 / (1 + exp(-mean)) or exp(mean)."""
    found = in_own_units(monkeypatch, (0.0, 0.0, 0.0), 0.0)
    expected = {
        "sensitivity": 0.0, "mentalising": 0.0, "disruption": 0.0,
        "availability": 2.52,
        "rejection": 0.03954,  # 1 / (1 + exp(3.19)) = 1 / 25.29
        "intrusion": 0.1101,  # 1 / (1 + exp(2.09)) = 1 / 9.085
        "inconsistency": 0.4440,  # exp(-.812)
        "congruence": 0.935,
        "marking": 0.7824,  # 1 / (1 + exp(-1.28)) = 1 / 1.278
        "ostension": 0.7311,  # 1 / (1 + 1 / e)
        "fright": 0.000967,  # 1 / (1 + exp(6.94)) = 1 / 1034
        "knowledge": 0.9002,  # 1 / (1 + exp(-2.2)) = 1 / 1.1108
        "helpfulness": 0.9526,  # 1 / (1 + exp(-3)) = 1 / 1.0498
        "contingency": 1.0,
        "resonance": 0.0,
        "reciprocity": 0.0,
        "reactivity": 1.0,
        "recovery": 0.2592,  # 1 / (1 + exp(1.05)) = 1 / 3.858
        "learning": 1.0,
    }  # fmt: skip
    assert found == pytest.approx(expected, rel=1e-3)


def test_who_is_a_deviation_up_by_herself_as_worked_by_hand(monkeypatch):
    """What is a trait's own is sqrt(1 - .8) = .4472 of its deviation, or all of it."""
    found = in_own_units(monkeypatch, (0.0, 0.0, 0.0), 1.0)
    expected = {
        "availability": 2.8339,  # 2.52 + .4472 x .702
        "rejection": 0.0602,  # -3.19 + .4472 x .988 = -2.748
        "intrusion": 0.1620,  # -2.09 + .4472 = -1.643
        "inconsistency": 1.6290,  # exp(-.812 + 1.3) = exp(.488)
        "congruence": 1.6461,  # .935 + .4472 x 1.59
        "marking": 0.8502,  # 1.28 + .4472 x 1.02 = 1.736
        "ostension": 0.8096,  # 1 + .4472
        "fright": 0.003390,  # -6.94 + .4472 x 2.81 = -5.683
        "knowledge": 0.9370,  # 2.2 + .5
        "helpfulness": 0.9707,  # 3 + .5
        "contingency": 1.0,
        "reactivity": 1.2214,  # exp(.2)
        "recovery": 0.3208,  # -1.05 + .3 = -.75
        "learning": 1.3499,  # exp(.3)
    }  # fmt: skip
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-3)


def test_factors_take_their_traits_along_as_worked_by_hand(monkeypatch):
    """All three shared numbers at 1; a factor carries sqrt(.8) = .8944 of a trait's deviation.

    The root of the correlations has the rows (1), (.3, sqrt(1 - .09) = .9539) and (-.15,
    (-.15 + .3 x .15) / .9539 = -.1101, sqrt(1 - .0225 - .0121) = .9825).
    """
    found = in_own_units(monkeypatch, (1.0, 1.0, 1.0), 0.0)
    expected = {
        "sensitivity": 1.0,
        "mentalising": 1.2539,  # .3 + .9539
        "disruption": 0.7225,  # -.15 - .1101 + .9825
        "availability": 3.1479,  # 2.52 + .8944 x .702
        "rejection": 0.01673,  # -3.19 - .8944 x .988 = -4.0737
        "intrusion": 0.04814,  # -2.09 - .8944 = -2.9844
        "inconsistency": 0.4440,
        "congruence": 2.7182,  # .935 + .8944 x 1.59 x 1.2539
        "marking": 0.9186,  # 1.28 + .8944 x 1.02 x 1.2539 = 2.4239
        "ostension": 0.8930,  # 1 + .8944 x 1.2539 = 2.1215
        "fright": 0.005913,  # -6.94 + .8944 x 2.81 x .7225 = -5.1241
    }
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=2e-3)


@pytest.mark.parametrize("pair", CORRELATIONS, ids="-".join)
def test_factors_are_correlated_as_declared(reference, pair):
    one, other = pair
    assert_correlated(reference[one], reference[other], CORRELATIONS[pair])


@pytest.mark.parametrize("factor", FACTORS)
def test_factors_are_standard_normal(reference, factor):
    assert stats.kstest(reference[factor], "norm").pvalue > ALPHA


@pytest.mark.parametrize("trait", [name for name in SPREADS if SPREADS[name].factor])
def test_a_factor_explains_its_share_of_each_of_its_traits(reference, trait):
    spread = SPREADS[trait]
    place = UNLINKED[spread.link](reference[trait])
    assert_correlated(place, reference[spread.factor], spread.sign * math.sqrt(SHARED))


@pytest.mark.parametrize("trait", [name for name in SPREADS if SPREADS[name].sd])
def test_traits_have_the_declared_distribution_before_the_link(reference, trait):
    """As many as it says are held back by the range of the trait; the others are as it says."""
    spread, about = SPREADS[trait], RANGES[trait]

    def standard(values):
        with np.errstate(divide="ignore"):  # the ends of a range may lie nowhere before the link
            return (UNLINKED[spread.link](np.array(values, dtype=float)) - spread.mean) / spread.sd

    inside = (about.low < reference[trait]) & (reference[trait] < about.high)
    low, high = standard([about.low, about.high])
    within = stats.norm.cdf(high) - stats.norm.cdf(low)
    assert stats.binomtest(int(inside.sum()), len(inside), within).pvalue > ALPHA
    found = stats.kstest(standard(reference[trait][inside]), stats.truncnorm(low, high).cdf)
    assert found.pvalue > ALPHA


@pytest.mark.parametrize("trait", [name for name in SPREADS if not SPREADS[name].sd])
def test_a_trait_that_does_not_vary_is_its_mean_for_everybody_until_it_is_given_a_spread(
    reference, trait
):
    spread = SPREADS[trait]
    place = UNLINKED[spread.link](reference[trait])
    np.testing.assert_array_equal(place, spread.mean)
    varied = UNLINKED[spread.link](births({trait: {"mean": 0.5, "sd": 0.1}})[trait])
    assert stats.kstest((varied - 0.5) / 0.1, "norm").pvalue > ALPHA


def test_the_luck_of_a_trait_has_a_place_of_its_own_that_was_never_moved():
    """A trait that came later is at the end: another place would change everybody born before."""
    pinned = (
        *("sensitivity", "mentalising", "disruption"),
        *("availability", "rejection", "intrusion", "inconsistency", "congruence", "marking"),
        *("ostension", "fright", "knowledge", "helpfulness"),
        *("reactivity", "recovery", "learning"),
        *("contingency", "resonance", "reciprocity"),
    )
    assert pinned == population.LUCK
    assert sorted(blueprint({}, {})[:, -1]) == list(range(len(NAMES)))


def test_a_trait_is_born_from_the_luck_of_its_place(reference):
    """Reactivity is in place 13, so that its numbers are those of decision 1024 + 8 + 4 x 13."""
    first, second, _, _ = luck(Moment(SEED, 0, 0, 0, 0), 1084)
    # mean 0 and deviation .2 before the link, which is exp
    assert reference["reactivity"][0] == pytest.approx(math.exp(0.2 * normal(first, second)))


def test_what_a_child_brings_along_does_not_depend_on_its_caregiver(reference):
    for trait in INFANTS:
        for factor in FACTORS:
            assert_correlated(reference[trait], reference[factor], 0.0)


# Changes


def test_a_fixed_trait_is_the_same_for_everybody(changed):
    assert set(changed["marking"]) == {0.4}
    assert set(changed["recovery"]) == {0.3}
    assert set(changed["mentalising"]) == {1.25}


@pytest.mark.parametrize("trait", SPREADS)
def test_a_trait_may_be_fixed_anywhere_in_its_range(trait):
    about = RANGES[trait]
    for value in (about.low, (about.low + 3.0 * about.high) / 4.0, about.high):
        group = {"caregiver": {}, "infant": {}}
        group["caregiver" if trait in CAREGIVERS else "infant"][trait] = value
        assert births(**group, children=[0])[trait] == [value]


def test_a_shift_moves_everybodys_factor_by_as_much(reference, changed):
    np.testing.assert_allclose(changed["sensitivity"], reference["sensitivity"] - 0.5, atol=1e-12)
    assert changed["sensitivity"].mean() == pytest.approx(-0.5, abs=error_of_mean())


def test_a_shift_of_a_factor_moves_its_traits_by_their_loading(reference, changed):
    # availability = mean + sd x (loading x factor + own): sd x sqrt(share) x -.5
    moved = SPREADS["availability"].sd * math.sqrt(SHARED) * -0.5
    inside = np.abs(reference["availability"]) < RANGES["availability"].high - 1.0
    np.testing.assert_allclose(
        changed["availability"][inside], reference["availability"][inside] + moved, atol=1e-9
    )
    assert (changed["rejection"] >= reference["rejection"]).all()  # less sensitive, more rejecting


def test_a_shift_of_a_trait_moves_it_before_the_link(reference, changed):
    before, after = (UNLINKED["logit"](each["knowledge"]) for each in (reference, changed))
    np.testing.assert_allclose(after, before + 1.0, atol=1e-9)


def test_a_redistributed_factor_has_its_new_mean_and_deviation(changed):
    """Standard error of a deviation in normal samples: sd / sqrt(2n)."""
    assert changed["disruption"].mean() == pytest.approx(2.0, abs=error_of_mean(0.5))
    assert changed["disruption"].std() == pytest.approx(0.5, abs=error_of_mean(0.5) / math.sqrt(2))


@pytest.mark.parametrize("trait", ["inconsistency", "helpfulness", "reactivity", "learning"])
def test_what_was_not_changed_stays_the_same_for_each_child(reference, changed, trait):
    np.testing.assert_array_equal(changed[trait], reference[trait])


def test_fixing_one_factor_leaves_the_others_to_each_caregiver(reference):
    fixed = births({"sensitivity": 0.0}, children=range(20))
    for factor in ("mentalising", "disruption"):
        np.testing.assert_array_equal(fixed[factor], reference[factor][:20])


def test_a_rank_is_a_percentile_of_the_reference_population(reference):
    scenario = from_dict({"caregiver": {"sensitivity": 0.2}, **VISITS})
    (sensitivity,) = set(births(scenario.caregiver, children=range(5))["sensitivity"])
    assert ndtr(sensitivity) == pytest.approx(0.2)
    below = (reference["sensitivity"] < sensitivity).mean()
    assert below == pytest.approx(0.2, abs=error_of_mean(math.sqrt(0.2 * 0.8)))  # binomial


def test_caregivers_at_high_risk_are_those_of_the_reference_moved_by_a_deviation(reference):
    moved = births(from_dict({"preset": "high_risk", **VISITS}).caregiver, children=range(20))
    for factor, shift in (("sensitivity", -1.0), ("mentalising", -1.0), ("disruption", 1.0)):
        np.testing.assert_allclose(moved[factor], reference[factor][:20] + shift, atol=1e-12)


changes = st.one_of(
    st.builds(lambda shift: {"shift": shift}, st.floats(-10.0, 10.0)),
    st.builds(lambda mean, sd: {"mean": mean, "sd": sd}, st.floats(-10, 10), st.floats(0, 10)),
)


@given(
    st.dictionaries(st.sampled_from([*FACTORS, *CAREGIVERS]), changes),
    st.dictionaries(st.sampled_from(list(INFANTS)), changes),
    st.integers(0, 1000),
)
def test_traits_stay_in_their_range_whatever_is_changed(caregiver, infant, child):
    born = births(caregiver, infant, children=[child])
    for name, about in RANGES.items():
        assert about.low <= born[name][0] <= about.high


# Who else is born


def test_a_birth_does_not_depend_on_who_is_born_before(reference):
    backwards = births(children=[7, 3])
    for name in NAMES:
        assert list(backwards[name]) == [reference[name][7], reference[name][3]]


@pytest.mark.parametrize("children", [2, 5])
def test_a_birth_does_not_depend_on_how_many_others_are_born(reference, children):
    world = World(from_dict({"seed": SEED, "children": children, **VISITS}))
    born = np.array([infant.births[0] for infant in world.infants])
    expected = [reference[name][:children] for name in NAMES]
    np.testing.assert_array_equal(born.T, expected)


def test_mother_and_child_are_read_off_in_the_order_of_their_traits(reference):
    traits = np.array([[reference[name][0] for name in NAMES]])
    assert population.caregiver(traits, 0)._asdict() == {
        name: reference[name][0] for name in PartnerTraits._fields
    }
    assert population.infant(traits, 0)._asdict() == {
        name: reference[name][0] for name in LearnerTraits._fields
    }
