"""The rules of feeling: worked by hand, and laws that hold over the whole range of parameters.

From arousal to strategy; those of expecting and believing are in ``test_rules_of_trust``, those of
thanking and blaming in ``test_rules_of_credit``, those of remembering in ``test_memory``, and those
of seeing minds in ``test_mentalising``.
"""

import ast
import copy
import importlib
import inspect
import math
import pkgutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from minds import belief, beliefs, bonds, dread, relief, reliefs, unit

from trustsim.engine.calendar import Company
from trustsim.theory import rules
from trustsim.theory.encounters import nurture
from trustsim.theory.encounters.messages import Hearing
from trustsim.theory.parameters import (
    Arousal,
    Choice,
    LearnerTraits,
    Memory,
    Mirroring,
    Noticing,
    PartnerTraits,
    Play,
    Strategy,
    Theory,
    annotations,
)
from trustsim.theory.rules import (
    arousal,
    choice,
    mirroring,
    noticing,
    playing,
    strategy,
)
from trustsim.theory.rules.strategy import MAXIMISE, MINIMISE, SEEK
from trustsim.theory.states import (
    Belief,
    Bond,
    Brought,
    Count,
    Dread,
    Relief,
    Self,
    Strategies,
)

approx = pytest.approx
LN2, LN3 = math.log(2.0), math.log(3.0)  # the log odds of 2/3 and of 3/4
MOMENTS, WEIGHTS = np.polynomial.hermite_e.hermegauss(200)
NAMES = [each.name for each in pkgutil.iter_modules(rules.__path__, "trustsim.theory.rules.")]
RULES = [
    each for module in map(importlib.import_module, NAMES) for each in vars(module).values()
    if inspect.isfunction(each) and each.__module__ == module.__name__
]  # fmt: skip
GROUPS = {  # of numbers that rules read, where it is not the one with the name of their file
    "playing": "play",
    "credit": "learning",
    "counting": "memory",
    "mentalising.reflection": "reflection",
}
WHOLE = {  # rules that read more than one group
    *("strategy.expected_response", "strategy.values", "strategy.value"),
    "strategy.propensities",
    *("strategy.expected_gain", "strategy.learnt", "threat.expected", "threat.learnt"),
    *("trust.helpfulness", "trust.knowledge", "trust.trust", "mentalising.mentalising"),
    *("parenting.opening", "parenting.skilled"),
}
TRIED = Strategies(Brought(0.4, 3.0), Brought(0.6, 2.0), Brought(0.9, 1.0))
SAMPLES = {  # for laws that every rule obeys; what is not named here is a number and gets .5
    "alternatives": 2.0,
    "company": Company(0, 0, 900, 1800, 0.7),
    "hearing": Hearing(True, False, True),
    "standing": Count(3.0, 1.0),
    "count": Count(3.0, 1.0),
    "belief": Belief(Count(3.0, 1.0), Count(1.0, 2.0)),
    "dread": Dread(0.2, 0.4),
    "day": 1200,
    "infant": LearnerTraits(),
    "partner": PartnerTraits(),
    "me": Self(reflection=Count(3.0, 1.0)),
    "bond": Bond(Relief(TRIED, Strategies(*reversed(TRIED))), belief(2.0, 1.0), dread(0.5)),
    "brought": Brought(0.4, 3.0),
    "practised": belief(3.0, 1.0),
    "parenting.unresolved.dread": 0.5,
    "strategies": TRIED,
    "strategy.value.lately": Brought(0.4, 3.0),
    "strategy.value.lasting": Brought(0.8, 3.0),
    "strategy.learnt.relief": Relief(TRIED, TRIED),
    "strategy.learnt.brought": 0.5,
}


def any_of(group):
    """A group of parameters anywhere in its declared range."""
    return st.builds(group, **{
        name: st.floats(about.low, about.high) for name, about in annotations(group).items()
    })  # fmt: skip


pairs = st.tuples(unit, unit).map(sorted)  # the less, the more
booleans = st.booleans()
strategies = st.sampled_from([SEEK, MINIMISE, MAXIMISE])
moods = st.floats(-4.0, 4.0)


# What every rule is


def numbers_of(rule):
    """What a rule is given as ``theory``: a group of numbers, or all of them."""
    file = rule.__module__.split(".")[-1]
    name = f"{file}.{rule.__name__}"
    if name in WHOLE:
        return Theory()
    return getattr(Theory(), GROUPS.get(name, GROUPS.get(file, file)))


def sample(rule, parameter):
    """Something to try a rule with."""
    if parameter == "theory":
        return numbers_of(rule)
    name = f"{rule.__module__.split('.')[-1]}.{rule.__name__}.{parameter}"
    return SAMPLES.get(name, SAMPLES.get(parameter, 0.5))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.__module__}.{rule.__name__}")
def test_a_rule_changes_nothing_it_is_given_and_answers_twice_alike(rule):
    given_to_it = {name: sample(rule, name) for name in inspect.signature(rule).parameters}
    before = copy.deepcopy(given_to_it)
    answer = rule(**given_to_it)
    assert given_to_it == before
    assert rule(**given_to_it) == answer
    assert np.isfinite(answer).all()


def test_rules_know_no_chance_and_no_numpy():
    allowed = {"math", "trustsim.theory.compiled", "trustsim.theory.states"}
    for file in Path(*rules.__path__).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Import) or {each.name for each in node.names} <= allowed
            if isinstance(node, ast.ImportFrom):
                assert node.module in allowed or node.module.startswith("trustsim.theory.rules")


# Arousal, play and mirroring


def test_arousal_rises_and_falls_as_worked_by_hand():
    theory = Arousal(escalation=0.25, alarm=0.3, pain=0.2, tension_rate=0.1)
    # 2 x (.1 + (.5 - .1) x .25) = 2 x .2
    assert arousal.onset(0.1, 0.5, 0.25, LearnerTraits(reactivity=2.0)) == approx(0.4)
    # .5 x (1 - .4) + .25 x .8 = .3 + .2
    assert arousal.unanswered(0.5, 0.8, LearnerTraits(recovery=0.4), theory) == approx(0.5)
    assert arousal.frightened(0.4, theory) == approx(0.7)  # .4 + .3
    assert arousal.rebuffed(0.4, theory) == approx(0.6)  # .4 + .2
    assert arousal.tension(0.2, 0.7, theory) == approx(0.25)  # .2 + .1 x (.7 - .2)
    assert playing.stimulated(0.3, 0.5, Play(stimulation=0.4)) == approx(0.5)  # .3 + .4 x .5


def test_mirroring_soothes_as_worked_by_hand():
    theory = Mirroring(strain=2.0, contact=0.1, recognised=0.4, unmarked=0.15)
    for shown, recognised, marked, after in (
        (0.5, True, True, 0.25),  # .5 - .1 x .5 - .4 x .5
        (0.2, True, True, 0.37),  # .5 - .1 x .5 - .4 x .2: what is hidden is not met
        (0.625, True, True, 0.29),  # .5 - .05 - .4 x .5 x .5 / .625: overdone, it is met by less
        (0.0, True, True, 0.45),
        (0.5, False, True, 0.45),  # .5 - .1 x .5: company and no more, whatever is shown
        (0.2, False, True, 0.45),
        (0.5, False, False, 0.525),  # .5 - .1 x .5 + .15 x .5: contagion, whatever is shown
        (0.2, False, False, 0.525),
    ):
        assert mirroring.soothed(0.5, shown, recognised, marked, theory) == approx(after)
    # logistic(ln 3 + .5 - 2 x (.75 - .5)) = logistic(ln 3)
    assert mirroring.congruence(0.75, PartnerTraits(congruence=LN3 + 0.5), theory) == approx(0.75)


@given(
    st.floats(-5.0, 5.0), unit, unit, any_of(LearnerTraits), any_of(Arousal), any_of(Mirroring),
    any_of(Play), booleans, booleans, st.floats(0.0, 4.0),
)  # fmt: skip
def test_arousal_stays_between_sleep_and_panic(
    anything, before, signal, infant, theory, mirror, play, recognised, marked, gain
):
    for after in (
        arousal.bounded(anything),
        arousal.onset(theory.onset_low, theory.onset_high, signal, infant),
        arousal.unanswered(before, signal, infant, theory),
        arousal.frightened(before, theory),
        arousal.rebuffed(before, theory),
        arousal.tension(before, signal, theory),
        mirroring.soothed(before, signal, recognised, marked, mirror),
        playing.stimulated(before, gain, play),
        choice.strangeness(gain, before, infant, Choice()),
        strategy.shown(before, gain),
    ):
        assert -1e-12 <= after <= 1.0 + 1e-12  # tension is not bounded, but a mean


@given(unit, unit, booleans, any_of(Mirroring))
def test_a_mark_soothes_and_to_be_recognised_does(before, shown, other, theory):
    def soothed(recognised, marked):
        return mirroring.soothed(before, shown, recognised, marked, theory)

    assert soothed(other, True) <= soothed(other, False)
    assert soothed(True, other) <= soothed(False, other)


@given(unit, pairs, any_of(Mirroring))
def test_who_hides_more_of_what_it_feels_is_soothed_less_by_being_recognised(before, gains, theory):
    less, more = (mirroring.soothed(before, each * before, True, True, theory) for each in gains)
    assert more <= less


@given(st.floats(0.01, 0.5), st.floats(1.0, 2.0), any_of(Mirroring))
def test_to_show_the_double_is_met_as_little_as_to_show_a_half(felt, ratio, theory):
    hidden, overdone = (
        mirroring.soothed(felt, each, True, True, theory) for each in (felt / ratio, felt * ratio)
    )
    assert hidden == approx(overdone, abs=1e-12)


@given(unit, unit, unit, booleans, any_of(Mirroring))
def test_what_is_shown_does_not_matter_to_who_is_not_recognised(before, one, other, marked, theory):
    found = {mirroring.soothed(before, each, False, marked, theory) for each in (one, other)}
    assert len(found) == 1


@given(pairs, any_of(PartnerTraits), any_of(Mirroring))
def test_stronger_signals_are_read_less_rightly(signals, partner, theory):
    weak, strong = signals
    assert mirroring.congruence(strong, partner, theory) <= mirroring.congruence(
        weak, partner, theory
    )


@given(unit, pairs, any_of(Play))
def test_turning_away_keeps_stimulation_out(before, gains, theory):
    less, more = gains
    assert playing.stimulated(before, less, theory) <= playing.stimulated(before, more, theory)


# Noticing


def test_noticing_as_worked_by_hand():
    steady = PartnerTraits(availability=LN3 - 1.0, inconsistency=0.0)
    # ln 3 - 1 + 4 x (.75 - .5) = ln 3
    assert noticing.noticing(0.75, steady, Noticing(signal_weight=4.0)) == approx(0.75)
    # mood: sqrt(.25) x 2 x -.5 = -.5; moment: 1 + pi/8 x .75 x 4 = 2.1781, its root 1.4758;
    # logistic((1.9758 - .5 + 0) / 1.4758) = logistic(1)
    moody, theory = PartnerTraits(availability=1.9758, inconsistency=2.0), Noticing(day_share=0.25)
    today = noticing.availability(-0.5, moody, theory)
    assert today == approx(1.4758)
    found = noticing.noticing(0.5, moody._replace(availability=today), theory)
    assert found == approx(1.0 / (1.0 + math.exp(-1.0)), abs=1e-5)


@given(pairs, any_of(PartnerTraits), any_of(Noticing), st.floats(0.0, 10.0))
def test_strong_signals_and_available_partners_are_better_noticed(signals, partner, theory, more):
    weak, strong = (noticing.noticing(signal, partner, theory) for signal in signals)
    assert 0.0 <= weak <= strong <= 1.0
    nearer = partner._replace(availability=partner.availability + more)
    assert noticing.noticing(signals[0], nearer, theory) >= weak


@given(st.floats(-10.0, 10.0), st.floats(0.0, 10.0))
def test_the_flattened_curve_is_the_mean_over_the_moments(availability, inconsistency):
    """The exact mean by quadrature; MacKay's curve misses it by .018 at most: Phi and logistic."""
    curve = 1.0 / (1.0 + np.exp(-(availability + inconsistency * MOMENTS)))
    partner = PartnerTraits(availability=availability, inconsistency=inconsistency)
    found = noticing.noticing(0.5, partner, Noticing(day_share=0.0))
    assert found == approx(np.average(curve, weights=WEIGHTS), abs=0.018)


# Strategies


def test_strategies_are_chosen_as_worked_by_hand():
    numbers = Strategy(consistency=10.0, default_answered=1.0, default_unanswered=1.0,
                       uncertainty_bonus=0.0, minimising_gain=0.5, maximising_gain=2.0)  # fmt: skip
    theory = Theory(strategy=numbers)
    # weights 1, exp(10 x .1 ln 2) = 2 and exp(10 x .1 ln 3) = 3, of 6
    child = Bond(relief(seek=0.0, minimise=0.1 * LN2, maximise=0.1 * LN3))
    assert strategy.propensities(child, theory) == approx((1 / 6, 2 / 6, 3 / 6))
    assert strategy.expected_gain(child, theory) == approx(2 ** (1 / 6))  # (.5^2 x 2^3)^(1/6)
    # where seeking has brought relief, too: weights 2, 1 and 3
    child = Bond(relief(seek=0.1 * LN2, minimise=0.0, maximise=0.1 * LN3))
    assert strategy.propensities(child, theory) == approx((2 / 6, 1 / 6, 3 / 6))
    # response (2 + 1) / (2 + 2) = 3/4, bonus .4 x 4 x 3/4 x 1/4 = .3: weights 1, 1, exp(.3 x 10)
    child, theory = (
        Bond(response=belief(2.0, 0.0)),
        Theory(strategy=numbers._replace(uncertainty_bonus=0.4)),
    )
    _, _, maximise = strategy.propensities(child, theory)
    assert maximise == approx(math.exp(3.0) / (2.0 + math.exp(3.0)))


def test_chance_picks_the_strategies_in_order():
    picked = [nurture.picked(0.25, 0.5, chance) for chance in (0.0, 0.249, 0.25, 0.749, 0.75, 1.0)]
    assert picked == [SEEK, SEEK, MINIMISE, MINIMISE, MAXIMISE, MAXIMISE]


def test_signal_and_effort_as_worked_by_hand():
    theory = Strategy(minimising_gain=0.5, maximising_gain=2.0, effort=0.4)
    gains = [strategy.gain(each, theory) for each in (SEEK, MINIMISE, MAXIMISE)]
    assert gains == [1.0, 0.5, 2.0]
    assert [strategy.shown(0.6, gain) for gain in gains] == [0.6, 0.3, 1.0]  # 1.2 cannot be shown
    # .4 x |g - 1| x .6: .4 x 0, .4 x .5 x .6, .4 x 1 x .6
    assert [strategy.effort(0.6, gain, theory) for gain in gains] == approx([0.0, 0.12, 0.24])


def test_a_use_of_a_strategy_counts_for_it_alone_as_worked_by_hand():
    before = Strategies(*[Brought(2.0, 4.0)] * 3)
    used = Brought(1.2, 4.0)  # half of 2 and of 4 is kept; 2 x .1 and 2 more
    for strategy_used in (SEEK, MINIMISE, MAXIMISE):
        after = strategy.used(before, strategy_used, 0.1, 0.5, LearnerTraits(learning=2.0))
        for which, each in enumerate(after):
            assert each == approx(used if which == strategy_used else before[which])


def test_what_a_strategy_is_worth_as_worked_by_hand():
    assert strategy.a_use(Brought(2.0, 3.0), 1.0) == 0.5  # 2 / (3 + 1)
    assert strategy.a_use(Brought(), 1.0) == 0.0  # never tried, nothing expected
    theory = Theory(strategy=Strategy(untried=1.0), memory=Memory(weight=0.25))
    # 3/4 x 1/2 + 1/4 x 1/4
    assert strategy.value(Brought(2.0, 3.0), Brought(1.0, 3.0), theory) == approx(0.4375)


@given(bonds, any_of(Strategy), any_of(Memory))
def test_propensities_are_probabilities_that_add_to_1(child, numbers, memory):
    theory = Theory(strategy=numbers, memory=memory)
    propensities = strategy.propensities(child, theory)
    assert all(0.0 <= each <= 1.0 for each in propensities)
    assert sum(propensities) == approx(1.0, abs=1e-12)
    gain = strategy.expected_gain(child, theory)
    assert numbers.minimising_gain - 1e-9 <= gain <= numbers.maximising_gain + 1e-9


@given(bonds, beliefs, any_of(Strategy))
def test_without_a_bonus_the_expected_response_does_not_matter(child, response, numbers):
    theory = Theory(strategy=numbers._replace(uncertainty_bonus=0.0))
    other = child._replace(response=response)
    assert strategy.propensities(child, theory) == strategy.propensities(other, theory)


@given(reliefs, any_of(Strategy))
def test_a_response_that_is_certain_earns_no_bonus(of_child, numbers):
    numbers = numbers._replace(default_unanswered=1.0)  # (1e17 + d) / (1e17 + d + 1) rounds to 1
    sure = Bond(of_child, response=belief(1e17, 0.0))
    with_bonus, without = (
        Theory(strategy=each) for each in (numbers, numbers._replace(uncertainty_bonus=0.0))
    )
    assert strategy.propensities(sure, with_bonus) == strategy.propensities(sure, without)


@given(bonds, any_of(Strategy))
def test_nobody_calls_louder_than_a_child_that_is_quite_uncertain(child, numbers):
    theory = Theory(strategy=numbers._replace(default_answered=1.0, default_unanswered=1.0))
    _, _, maximise = strategy.propensities(child, theory)
    _, _, uncertain = strategy.propensities(child._replace(response=belief(5.0, 5.0)), theory)
    assert uncertain >= maximise - 1e-9


@given(unit, any_of(Strategy))
def test_seeking_costs_no_effort(before, theory):
    assert strategy.effort(before, strategy.gain(SEEK, theory), theory) == 0.0


@given(
    st.lists(st.tuples(strategies, st.floats(-3.0, 1.0)), min_size=1, max_size=20),
    any_of(LearnerTraits), any_of(Strategy), any_of(Memory),
)  # fmt: skip
def test_what_is_learnt_stays_within_the_range_of_reliefs(history, child, numbers, memory):
    learnt, theory = Relief(), Theory(strategy=numbers, memory=memory)
    for used, brought in history:
        learnt = strategy.learnt(learnt, used, brought, child, theory)
    for which, expected in enumerate(strategy.values(Bond(learnt), theory)):
        met = [0.0] + [brought for used, brought in history if used == which]
        assert min(met) - 1e-12 <= expected <= max(met) + 1e-12
