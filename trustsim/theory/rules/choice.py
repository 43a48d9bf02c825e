"""Two people say different things: whom to believe?"""

import math

from trustsim.theory.compiled import rule
from trustsim.theory.rules.arousal import bounded
from trustsim.theory.rules.logistic import logistic


@rule
def strangeness(expected_gain, threat, infant, theory):
    """Arousal that this child shows in a mildly strange room (eq. 25).

    **Eq. 25, strangeness.**

        arousal = bound(infant.reactivity * expected_gain * theory.choice.strangeness + threat)
    """
    return bounded(infant.reactivity * expected_gain * theory.strangeness + threat)


@rule
def closeness(expected_gain, theory):
    """What speaks for agreeing with the attachment figure: to keep close, or away (eq. 26).

    **Eq. 26, closeness.** Who shows more than is felt keeps close to somebody it knows by agreeing;
    who shows less keeps away.

        closeness = theory.choice.closeness * ln(expected_gain)
    """
    return theory.closeness * math.log(expected_gain)


@rule
def seen(share, clarity, mentalising, theory):
    """What the child's own eyes say for the first speaker (eq. 27).

    **Eq. 27, what is seen.** What the child's eyes say for the first claim (that of the figure,
    where she is one of the two), as far as it is clear and mentalises (eq. 18). `share` is the part
    of what is seen that agrees with it; at one half there is nothing to see.

        seen = theory.choice.perception * clarity * mentalising * ln(share / (1 - share))
    """
    return theory.perception * clarity * mentalising * math.log(share / (1.0 - share))


@rule
def siding(word, closeness, seen, theory):
    """Probability of siding with the attachment figure (eq. 28).

    ``word`` is the weight of her word less that of the other.

    **Eq. 28, siding.** The probability of siding with the first of two. Closeness is in question
    only with those whom the child knows.

        P(first) = sigma(theory.choice.consistency * (lead + seen))
        figure and stranger:  lead = word_figure - word_stranger + closeness
        two newcomers:        lead = word_first - word_second
        two who are known:    lead = word_first - word_second + closeness_first - closeness_second

    A claim that nobody contradicts but, maybe, one's eyes must be let in (eq. 19) and not be taken
    for unkind (eq. 42), or the eyes decide alone. Where it is let in the speaker is credited at
    once for addressing the child with it (eq. 15); the word goes by how she is trusted then, and
    nothing of it lasts to the next claim.

        P(let in)     = P(opens) * (1 - P(unkind))
        P(taken over) = P(let in) * sigma(theory.choice.consistency * (word + seen))
                        + (1 - P(let in)) * sigma(theory.choice.consistency * seen)
    """
    return logistic(theory.consistency * (word + closeness + seen))
