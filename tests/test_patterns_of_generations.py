"""Patterns of generations on lines that are made up, so that what must come out is worked by hand.

Arrays are (generation, world, line), here of one world unless it is said.
"""

import numpy as np
import pytest

from trustsim.asking import evidence
from trustsim.asking.generations import UNCHANGED, Descent
from trustsim.asking.patterns import OF_DESCENT, generations, literature

approx = pytest.approx
ANY = 7.0  # stands where nobody may look


def made_up(**columns):
    """A Descent of one arm; ``first_sight`` is the column "first sight"."""
    return Descent(None, {UNCHANGED: {
        name.replace("_", " ") if name not in AS_WRITTEN else name: np.asarray(each, dtype=float)
        for name, each in columns.items()
    }})  # fmt: skip


AS_WRITTEN = ("trust_in_figure",)


def row(*lines):
    """One generation of one world."""
    return [list(lines)]


def found(test, descent):
    """What a pattern finds, by its words."""
    return {part.words: part.values for part in test(descent)}


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-np.asarray(x, dtype=float)))


def test_harsh_is_who_frightens_or_else_rebuffs_at_middling_strength():
    """.2 + .8 x .5 x .5 = .4; nothing done is no harshness, and always frightened is all of it."""
    descent = made_up(fright=[row(0.2, 0.0, 1.0)], rejection=[row(0.5, 0.0, 1.0)])
    assert generations.harshness(descent).tolist() == [[[approx(0.4), 0.0, 1.0]]]


def test_maltreated_is_one_in_ten_of_the_first_generation_and_nobody_else_moves_the_line():
    """Of 0, .1, ... .9 the quantile .9 is .81: only .9 lies above. The second generation is harsh
    in six of ten, and is held against the first one's line."""
    first = np.arange(10) / 10.0
    second = np.array([0.0] * 4 + [0.82] * 6)
    descent = made_up(fright=[[first], [second]], rejection=np.zeros((2, 1, 10)))
    assert generations.maltreated(descent).sum(2).ravel().tolist() == [1, 6]


def test_in_an_arm_too_the_line_is_that_of_the_first_generation_where_nothing_differs():
    first = np.arange(10)[None, None] / 10.0
    descent = Descent(None, {
        UNCHANGED: {"fright": first, "rejection": 0.0 * first},
        "harsh": {"fright": first + 0.15, "rejection": 0.0 * first},
    })  # fmt: skip
    assert generations.maltreated(descent, "harsh").sum() == 3  # .85, .95 and 1.05 exceed .81


def test_everybody_is_put_beside_her_own_child():
    values = np.arange(12.0).reshape(3, 2, 2)  # (generation, world, line)
    mothers, children = generations.mothers_and_children(None, values, values)
    assert mothers.tolist() == [[0, 1, 4, 5], [2, 3, 6, 7]]
    assert children.tolist() == [[4, 5, 8, 9], [6, 7, 10, 11]]


def test_transmission_is_a_correlation_of_mothers_with_their_children():
    """Secure mothers 1 1 0 0, children 1 0 0 0: .5 / sqrt(1 x .75) = .5774. The third mother is
    secure but unresolved, and her child alone is disorganised: r = 1. Sensitivities
    0 1 0 0 go with her security by .5774 and with the child's by -1 / 3:
    (.5774 + .5774 / 3) / sqrt((1 - 1 / 3) (1 - 1 / 9)) = 1."""
    descent = made_up(
        state_of_mind=[row(0, 0, 0, 1), row(ANY, ANY, ANY, ANY)],
        unresolved=[row(0, 0, 1, 0), row(1, 0, 1, 0)],
        attachment=[row(ANY, ANY, ANY, ANY), row(0, 1, 3, 2)],
        sensitivity=[row(0, 1, 0, 0), row(*[ANY] * 4)],
    )
    assert list(found(generations.transmission, descent).values()) == [
        approx([0.5 / np.sqrt(0.75)]), approx([1.0]), approx([1.0]),
    ]  # fmt: skip


def test_marked_mirroring_of_secure_mothers_is_a_ratio_to_that_of_dismissing_ones():
    """Marked: .8 x .5 = .4 to .5 x .4 = .2, twice; plain: .4 to .3, four thirds. The preoccupied
    and those who are unresolved are left out."""
    descent = made_up(
        state_of_mind=[row(0, 0, 1, 1, 2, 0), row(0, 1, 1, 1, 1, 1)],
        unresolved=[row(0, 0, 0, 1, 0, 1), row(0, 0, 0, 0, 0, 0)],
        observed_mirrored=[row(*[ANY] * 6), row(0.7, 0.9, 0.5, 0.5, 1.0, 1.0)],
        observed_marked=[row(*[ANY] * 6), row(0.5, 0.5, 0.4, 0.4, 1.0, 1.0)],
    )
    got = found(generations.marked_mirroring_by_security, descent)
    assert got["marked mirroring, secure / dismissing mothers"] == approx([2.0])
    assert got["plain mirroring, secure / dismissing mothers"] == approx([4.0 / 3.0])


def test_drift_is_the_last_generation_less_the_first():
    descent = made_up(
        state_of_mind=[row(0, 0, 1, 2), row(2, 2, 2, 2), row(0, 1, 1, 2)],
        unresolved=[row(0, 0, 0, 0), row(1, 1, 1, 1), row(1, 0, 0, 0)],
        attachment=[row(0, 0, 0, 3), row(1, 1, 1, 1), row(0, 3, 3, 3)],
    )
    got = found(generations.adult_distribution, descent)
    assert {words.split(":")[0]: value.item() for words, value in got.items()} == {
        "mothers secure": -0.25, "mothers dismissing": 0.25, "mothers preoccupied": 0.0,
        "mothers unresolved": 0.25, "infants secure": -0.5, "infants avoidant": 0.0,
        "infants resistant": 0.0, "infants disorganised": 0.5,
    }  # fmt: skip


def test_who_keeps_a_state_of_mind_is_counted_over_all_generations():
    """Three of four of two generations are alike; two of the three unresolved are so still."""
    descent = made_up(
        state_of_mind=[row(0, 1), row(2, 0)],
        state_of_mind_before=[row(0, 1), row(2, 1)],
        unresolved=[row(1, 0), row(1, 0)],
        unresolved_before=[row(1, 1), row(1, 0)],
    )
    kept, still = found(generations.spontaneous_change_of_state_of_mind, descent).values()
    assert kept == approx([0.75])
    assert still == approx([2.0 / 3.0])


def test_an_effect_as_worked_by_hand():
    """Means 2 and 1, variances of 1 and 1: d = 1. In a second world 4 and 2, 4 and 0: 2 / 1.41."""
    values = np.array([[1.0, 3.0, 0.0, 2.0], [2.0, 6.0, 2.0, 2.0]])
    one = np.array([[1.0, 1.0, 0.0, 0.0]] * 2)
    assert generations.effect(values, one, 1.0 - one) == approx([1.0, np.sqrt(2.0)])


def test_the_mean_of_nobody_is_not_a_number():
    values = np.array([[1.0, 2.0], [3.0, 5.0]])
    group = np.array([[0.0, 0.0], [1.0, 1.0]])
    nobody, mean = generations.group_mean(values, group)
    assert np.isnan(nobody)
    assert mean == 4.0


def test_maltreatment_is_transmitted_by_as_much_as_it_was_made_to():
    """Two of twenty were maltreated; their children's log odds are 3 and 1, those of the others 2
    and 0 in turn: means 2 and 1, variances 1 and 1, d = 1."""
    first = np.linspace(0.01, 0.2, 20)
    second = sigmoid([*[2.0, 0.0] * 9, 3.0, 1.0])
    descent = made_up(fright=[[first], [second]], rejection=np.zeros((2, 1, 20)))
    (d,) = found(generations.maltreatment_transmission, descent).values()
    assert d == approx([1.0])


def test_slopes_on_a_warm_spouse_are_found_again():
    """.5 own - .3 warm - .2 own x warm has the variance .38: each over its root."""
    own, warm = (each.ravel() for each in np.meshgrid([-1.0, 1.0], [-1.0, 1.0]))
    does = 0.5 * own - 0.3 * warm - 0.2 * own * warm
    descent = made_up(
        fright=[[sigmoid(own)], [sigmoid(does)]],
        rejection=np.zeros((2, 1, 4)),
        sensitivity_of_spouse=[[3.0 + 2.0 * warm], [ANY * own]],
    )
    alone, product = found(generations.benign_partner_breaks_cycle, descent).values()
    assert alone == approx([-0.3 / np.sqrt(0.38)])
    assert product == approx([-0.2 / np.sqrt(0.38)])


def test_reorganising_mothers_are_held_against_those_who_are_unresolved_still():
    """Two of the three who became secure have secure children, of two who did not one: 1/6 more.
    Who was never unresolved, or is resolved but insecure, is in neither group."""
    descent = made_up(
        unresolved_before=[row(1, 1, 1, 1, 1, 0, 1), row(*[ANY] * 7)],
        unresolved=[row(0, 0, 0, 1, 1, 0, 0), row(*[1] * 7)],
        state_of_mind=[row(0, 0, 0, 0, 1, 0, 2), row(*[1] * 7)],
        attachment=[row(*[ANY] * 7), row(0, 0, 1, 0, 3, 1, 1)],
    )
    more, share = found(generations.reorganising_mothers, descent).values()
    assert more == approx([2.0 / 3.0 - 0.5])
    assert share == approx([2.0 / 3.0])


def test_security_that_is_told_to_be_earned_is_not_security_that_was():
    """Of six told childhoods the hardest third are 1 and 2. Both were secure as infants, of the
    two other secure ones one: 1 - .5. Both definitions agree on one of four, by chance on half:
    kappa = (.25 - .5) / .5. Trust of the one who earned it .5, of the three others .4 on the
    average with the variance .0267: .1 / sqrt(.0267 / 2) = .866."""
    descent = made_up(
        state_of_mind=[row(0, 0, 0, 0, 1, 2)],
        unresolved=[row(0, 0, 0, 0, 0, 0)],
        attachment=[row(0, 0, 1, 0, 0, 1)],
        told_childhood=[row(1, 2, 3, 4, 5, 6)],
        trust_in_figure=[row(0.2, 0.4, 0.5, 0.6, ANY, ANY)],
    )
    infants, kappa, trust = found(generations.earned_security_caution, descent).values()
    assert infants == approx([0.5])
    assert kappa == approx([-0.5])
    assert trust == approx([0.1 / np.sqrt((0.08 / 3.0) / 2.0)])


def test_both_who_agree_on_everybody_have_a_kappa_of_one():
    """And who agree as often as chance would have it have none."""
    one = np.array([[1.0, 0.0, 1.0, 0.0]])
    half = np.array([[1.0, 1.0, 0.0, 0.0]])
    everybody = np.ones((1, 4))
    assert generations.kappa(one, one, everybody) == approx([1.0])
    assert generations.kappa(one, half, everybody) == approx([0.0])


@pytest.mark.parametrize("name", OF_DESCENT)
def test_what_is_not_written_down_is_not_tested(name):
    nothing = made_up(nothing=[row(0.0)])
    needs = generations.TESTS[OF_DESCENT[name]]
    assert name in literature()
    if needs:
        assert evidence.judged_of(name, nothing).verdict == evidence.judged_of(name, None).verdict
