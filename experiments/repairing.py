"""What comes of it when a therapist says what has gone wrong between the two?

    python experiments/repairing.py [--quick]

Plays the trial `configs/therapy/repairing.toml` and tells each part of what was expected of it in
docs/therapy.md, for each treatment that repairs, beside the same treatment without: means over
trials, with 95 % intervals.
"""

from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer

import trustsim as ts
from trustsim.asking.patterns import over_trials
from trustsim.asking.patterns.over_trials import gain
from trustsim.asking.patterns.therapy_process import rupture_repair_in
from trustsim.asking.trials import outcomes
from trustsim.study.protocols.session import ADDRESSED

CONFIG = Path(__file__).parents[1] / "configs" / "therapy" / "repairing.toml"
PARTS = ("came", "symptoms", "alliance", "let_in", "hurt")  # that must not differ before a repair


def up_to_the_first_repair(found, arm, without):
    """The largest difference that there is in any session before the first with a repair."""
    addressed = np.nan_to_num(found.sessions(arm, ADDRESSED))
    before = np.cumsum(addressed > 0.0, axis=1) == 0
    differences = (
        np.abs(found.sessions(arm, name) - found.sessions(without, name))[before] for name in PARTS
    )
    return max(np.nanmax(each) for each in differences)


def made_good(found, arm):
    """Of patients whose alliance fell, the share in each trial of whom it came back."""
    had, repaired = outcomes.ruptured(found, arm)
    return over_trials.share(found, repaired, had)


def has_left(found, arm):
    """The share of patients in each trial who stopped coming."""
    return over_trials.share(found, np.isfinite(outcomes.left(found, arm)))


def of_therapists(found, arm):
    """How well the therapist of each patient reads people, in logits."""
    people = found.records[arm].tables["people"]
    return people[people["partner"] == outcomes.partner_of(found, arm)]["congruence"].to_numpy()


def parts(found, arm, without):
    """Each part of what was expected of an arm: its name, and a number of each trial."""
    own = gain(found, arm) - gain(found, without)
    with_it, none = (
        {
            "the alliance fell": over_trials.share(found, outcomes.ruptured(found, each)[0]),
            "falls of the alliance made good": made_good(found, each),
            "left": has_left(found, each),
            "r (made good, gain)": rupture_repair_in(found, each),
        }
        for each in (arm, without)
    )
    addressed = outcomes.mean_of_known(found.sessions(arm, ADDRESSED))
    yield (
        "of what went wrong, addressed",
        np.nanmean(over_trials.by_trial(found, addressed), axis=1),
    )
    for name, values in with_it.items():
        yield f"{name}, without", none[name]
        yield f"{name}, more with", values - none[name]
    yield "points gained more", over_trials.by_trial(found, own).mean(1)
    reads = of_therapists(found, arm)
    yield "r (therapist reads, gained more)", over_trials.correlation_given(found, reads, own)


def main(quick: Annotated[bool, typer.Option("--quick", help="Five trials.")] = False):
    """Play it, and say what came."""
    asked = ts.trials.load_trial(CONFIG)
    found = ts.trials.followed(asked.quick() if quick else asked)
    compared = {arm: without for arm, without in asked.beside.items() if without != asked.control}
    for arm, without in compared.items():
        rows = {name: ts.measures.estimate(values) for name, values in parts(found, arm, without)}
        print(f"{arm} beside {without}, {found.trial.trials} trials of {found.trial.patients}")
        print(pd.DataFrame(rows).T.set_axis(["mean", "low", "high"], axis=1).round(3).to_string())
        most = up_to_the_first_repair(found, arm, without)
        print(f"most that differs up to the first repair: {most:g}\n")
    one, other = (
        over_trials.by_trial(found, gain(found, arm) - gain(found, without)).mean(1)
        for arm, without in compared.items()
    )
    more = ts.measures.estimate(other - one)
    print(f"gained more in the second: {more.mean:.3f} [{more.low:.3f}, {more.high:.3f}]")


if __name__ == "__main__":
    typer.run(main)
