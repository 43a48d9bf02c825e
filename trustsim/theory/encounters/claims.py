"""Two conflicting claims: what speaks for the attachment figure's, and what for a stranger's."""

from trustsim.theory.compiled import rule
from trustsim.theory.encounters.hearing import clarity
from trustsim.theory.encounters.messages import Reasons
from trustsim.theory.rules import choice, mentalising, strategy, threat, trust


@rule
def reasons(share, alternatives, mind, infant, theory):
    """What speaks for the partner's claim when a stranger contradicts it (eqs 24-28).

    ``share`` is how much of the picture agrees with her claim, 0.5 when there is nothing to see;
    ``alternatives`` is how many answers there are to choose from.
    """
    stranger = trust.trust(mind.people, theory)
    return weighed(share, alternatives, stranger, 0.0, mind, infant, theory)


@rule
def reasons_between(share, alternatives, other, mind, infant, theory):
    """What speaks for the partner's claim when another whom the child knows contradicts it.

    Each word weighs as its speaker is trusted, and the child would keep close to both
    (eqs 24-28); ``other`` is the bond with the other.
    """
    trusted = trust.trust(other, theory)
    close = closeness_to(other, theory)
    return weighed(share, alternatives, trusted, close, mind, infant, theory)


@rule
def weighed(share, alternatives, trust_in_other, close_to_other, mind, infant, theory):
    """The reasons for the partner's claim against somebody trusted, and close, as much as this."""
    word = trust.weight_of_word(trust.trust(mind.bond, theory), 0.0, alternatives)
    word_of_other = trust.weight_of_word(trust_in_other, 0.0, alternatives)
    close = closeness_to(mind.bond, theory) - close_to_other
    seen = own_eyes(share, mind, infant, theory)
    return Reasons(
        word,
        word_of_other,
        close,
        seen,
        choice.siding(word - word_of_other, close, seen, theory.choice),
    )


@rule
def closeness_to(bond, theory):
    """What speaks for agreeing with somebody: to keep close, or away (eq. 26)."""
    return choice.closeness(strategy.expected_gain(bond, theory), theory.choice)


@rule
def own_eyes(share, mind, infant, theory):
    """What the child's own eyes say for a claim, as aroused as it is in a strange room.

    Eqs 18, 25 and 27; ``share`` is how much of what is seen agrees with the claim.
    """
    gain = strategy.expected_gain(mind.bond, theory)
    feared = threat.expected(mind.bond, theory)
    arousal = choice.strangeness(gain, feared, infant, theory.choice)
    scrutiny = mentalising.mentalising(mind.me, arousal, theory)
    return choice.seen(share, clarity(mind.me, theory), scrutiny, theory.choice)
