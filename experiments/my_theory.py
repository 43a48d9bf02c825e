"""A theory of one's own in one file: whoever has patience takes a rebuff back.

    trustsim --with experiments/my_theory.py run configs/corriveau_2009.toml
    trustsim --with experiments/my_theory.py parameters
    trustsim --with experiments/my_theory.py lesions configs/all_patterns.toml

Copy it and change it. Both engines play it, ranges are checked, every number can be swept, and
``trustsim explain`` tells its turns.
"""

from types import SimpleNamespace
from typing import Annotated, NamedTuple

import trustsim as ts


@ts.mechanism
class Repair(NamedTuple):
    """Whoever has patience thinks again before it rebuffs (Tronick 1989)."""

    weight: Annotated[
        float, ts.assumed(0, 1, "share", "share of rebuffs taken back by one who is all patience")
    ] = 0.5


ts.partner_trait(
    "patience",
    ts.assumed(0, 1, "share", "how far it thinks again before it answers"),
    default=0.5, sd=1.0, mean=0.0, link="logit",
)  # fmt: skip
ts.lesion(
    "repair",
    {"theory.repair.weight": 0.0},
    "more children of rejecting mothers become avoidant",
)
ts.given({"cast": {"aunt": {"patience": 0.9}}})


@ts.instead_of("encounters.nurture.comfort")
def thinking_again(usual):
    """An answer that hurts is sometimes taken back: the child is mirrored, with a mark."""
    from trustsim.theory.chance import luck
    from trustsim.theory.encounters.messages import MIRRORING, REBUFFING, Answer
    from trustsim.theory.turns import below

    def comfort(moment, signal, partner, theory):
        answer = usual(moment, signal, partner, theory)
        if answer.kind == REBUFFING:
            chance, _, _, _ = luck(moment, 512)  # decisions of one's own begin here
            likely = theory.repair.weight * partner.patience
            if below(chance, likely, "the rebuff is taken back", "the rebuff stands"):
                return Answer(MIRRORING, True, True)
        return answer

    return comfort


@ts.protocol("patience_test")
def patience_test():
    """Somebody the child does not know asks it to wait: does it follow?"""
    from trustsim.study.laboratory.script import Event, Row
    from trustsim.study.protocols.report import Months, Panel, Report

    class Settings(NamedTuple):
        """What may be varied in the test of patience."""

        months: Months = (48.0,)
        trials: Annotated[int, ts.assumed(1, 100, "trials", "how often it is asked")] = 4

    def script(settings):
        return [Row(Event.ARRIVAL), *[Row(Event.CLAIM, cue=1.0)] * settings.trials]

    def read(outcomes, settings):
        return {"waits": outcomes[..., 1:, 0].mean(-1)}

    waiting = Panel("share of trials in which it waits", {"waits": "asked with a cue"}, nothing=())
    return SimpleNamespace(
        Settings=Settings, NEEDS=(), script=script, read=read, REPORT=Report((waiting,))
    )
