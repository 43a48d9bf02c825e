"""Mechanisms taken out, one at a time, and what the theory says must follow.

The expectation was written down before the effect was measured; ``tests/test_mechanisms.py`` and
``experiments/mechanisms.py`` hold the direction against the simulation. One was wrong: without the
mentalising switch *resistant* children were expected to change most. Those who expect threat do,
who are disorganised for the most part; the expectation now names arousal, of which the rule speaks.
And without ostension the mother loses little of her lead (a twentieth): others lose by it as well.
Of those of the second edition six came out otherwise, and stand as they were written. Without
spread, trust in strangers goes less with trust in the mother, but still goes with it, since
clarity serves both; and fear spreads all the same. Without being addressed hardly a false belief is
understood, so that it goes less with the mother's mentalising, not more. Without the cue as
evidence trust in others falls more than trust in the mother. Without the working model classes are
less stable over years, not over a month, and something is left of childhood in tension and
reflection. Reflection from birth makes eyes count for more, at both ages alike. And a mother is not
trusted the less the more she rejects: who hides what it feels is hurt less.
Those about playmates, a newcomer's record and uncertain errors were written after the search for
their numbers had shown something of what they do: they are descriptions more than predictions.
"""

from typing import NamedTuple

from trustsim.theory.extending import extension
from trustsim.theory.parameters import Attention


class Lesion(NamedTuple):
    """A mechanism, how it is taken out of a scenario, and what the theory expects without it."""

    changes: dict
    expected: str


ONLY_ATTENTION = {  # a cue catches the eye, opens nothing, and says nothing of kind or speaker
    "theory.vigilance.cue": 0.0,
    "theory.vigilance.generic": 0.0,
    "theory.trust.cue": 0.0,
    "theory.misreading.likely": 0.0,
    "theory.reflection.addressed": 0.0,
}
LESIONS = {
    "uncertainty bonus": Lesion(
        {"theory.strategy.uncertainty_bonus": 0.0},
        "without a reason to go on calling hardly a child becomes resistant",
    ),
    "mentalising switch": Lesion(
        {"theory.mentalising.switch_point": 10.0},
        "scrutiny survives arousal: children go by their eyes more when their mother says the "
        "improbable, the most aroused above all",
    ),
    "closeness by agreeing": Lesion(
        {"theory.choice.closeness": 0.0},
        "resistant and avoidant children differ less in whom they side with",
    ),
    "clarity": Lesion(
        {
            "theory.clarity.retention": 0.0,
            "theory.clarity.default_clear": 100.0,
            "theory.clarity.default_unclear": 100.0,
        },
        "everybody's eyes count the same: secure children lose their lead in going by the cues",
    ),
    "spread": Lesion(
        {"theory.trust.spread": 0.0},
        "nobody is like anybody else: trust in somebody unknown no longer goes with trust in the "
        "mother, and children of frightening mothers are no more vigilant to others",
    ),
    "fear of everybody": Lesion(
        {"theory.threat.spread": 0.0},
        "what one has done is feared of no other: disorganised children are no more vigilant to "
        "strangers than avoidant ones, and mistrust their mother as before",
    ),
    "ostension": Lesion(
        {**ONLY_ATTENTION, "theory.attention.called": Attention().uncalled},
        "a cue does nothing at all: gaze is followed no more than without it, nothing is "
        "generalised, and the mother loses part of her lead over a stranger",
    ),
    "ostension but attention": Lesion(
        ONLY_ATTENTION,
        "a cue is an attention-getter: infants look more but follow and generalise no more",
    ),
    "cue at the gate": Lesion(
        {"theory.vigilance.cue": 0.0},
        "a cue no longer opens the gate: less is learnt as generic knowledge",
    ),
    "cue as evidence": Lesion(
        {"theory.trust.cue": 0.0},
        "being addressed says nothing of the one who does it: the mother, who addresses her child "
        "more than others do, loses part of her lead",
    ),
    "content check": Lesion(
        {"theory.vigilance.check": 0.0},
        "more of what is wrong is taken in",
    ),
    "uncertain errors": Lesion(
        {"theory.learning.evident": 1.0},
        "eyes are believed before any speaker: errors tell at every age alike",
    ),
    "a newcomer's record": Lesion(
        {"theory.trust.doubt": 100.0},
        "everybody is as people are: accuracy is not followed, nor a familiar teacher preferred",
    ),
    "playmates": Lesion(
        {"childhood.playmates": 0.0},
        "children meet nobody who misleads or errs more than adults do: the default helpfulness "
        "stays, and four-year-olds are no more selective than three-year-olds",
    ),
    "marked mirroring": Lesion(
        {"caregiver.marking": 0.0},
        "mirroring is let in less often and never recognises: clarity and trust in the mother "
        "fall, less is learnt, and the mother loses her lead",
    ),
    "working model": Lesion(
        {"theory.memory.weight": 0.0},
        "what was lately is all there is: classes come again less often after a month, and "
        "grown-ups in new company keep nothing of their childhood",
    ),
    "what is brought to a new bond": Lesion(
        {"theory.memory.brought": 0.0},
        "a new relationship begins as a newborn's does; nothing changes in childhood, where there "
        "is none",
    ),
    "being answered": Lesion(
        {"theory.trust.answered": 0.0},
        "availability no longer moves trust: sensitivity moves trust in the mother less",
    ),
    "being understood": Lesion(
        {"theory.trust.understood": 0.0},
        "the mother's congruence no longer tells what she knows: trust in her goes less with her "
        "mentalising",
    ),
    "misreading": Lesion(
        {"theory.misreading.likely": 0.0},
        "what is done without a cue is never taken for unkind: trust in people and in the mother "
        "rises, and goes less with clarity",
    ),
    "grown reflection": Lesion(
        {
            "theory.reflection.default_reflective": 1e5,
            "theory.reflection.default_unreflective": 0.1,
        },
        "everybody sees minds from birth: three-year-olds are no worse than four-year-olds with an "
        "announced liar, and what is seen counts the same at every age",
    ),
    "being addressed": Lesion(
        {"theory.reflection.addressed": 0.0},
        "what a child understands of minds hangs on being recognised alone: it goes more with its "
        "mother's mentalising, and a year makes less of a difference to it",
    ),
    "circumstances": Lesion(
        {
            "theory.circumstances.availability": 0.0,
            "theory.circumstances.congruence": 0.0,
            "theory.circumstances.fright": 0.0,
        },
        "families bear the same all along: classes are more stable from infancy to preschool age",
    ),
}
LESIONS |= {name: Lesion(*each) for name, each in extension().lesions.items()}
