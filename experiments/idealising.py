"""Who thinks more of a therapist at the beginning than later, and do they leave more?

    python experiments/idealising.py [--trials N]

Reads it off trials of `configs/therapy/trial.toml`, by no rule of its own: the alliance of sessions
1 and 2 less that of sessions 10 to 12, of those who came to all of these. Told are means over
trials, each over all treatments, with 95 % intervals. No finding of the literature is tested.
"""

from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import typer

import trustsim as ts
from trustsim.asking.patterns.over_trials import (
    by_trial,
    correlation_given,
    gain,
    over_arms,
    share,
)
from trustsim.asking.trials import outcomes
from trustsim.study.scenario import together

CONFIG = Path(__file__).parents[1] / "configs" / "therapy" / "trial.toml"
TRAITS = ("sensitivity", "rejection", "inconsistency", "fright")  # of the mother
STATE = ("trust_in_unknown", "threat_of_unknown", "vigilance", "clarity")  # at intake


def brought(found):
    """What patients bring: words -> a number of each of them."""
    told = {f"{name} of the mother": found.born(name) for name in TRAITS}
    told |= {name.replace("_", " "): found.at_intake(name, "portraits") for name in STATE}
    return told | {"symptoms at intake": found.before}


def parts(found):
    """What is told: its name, and a number of each trial."""
    falls = {arm: outcomes.idealised(found, arm) for arm in found.trial.treated}
    gone = {arm: np.isfinite(outcomes.left(found, arm)) for arm in found.trial.treated}

    def goes_with(number):
        return over_arms(found, lambda arm: correlation_given(found, number(arm), falls[arm]))

    def left_of(among):
        return over_arms(found, lambda arm: share(found, gone[arm], among(falls[arm])))

    yield (
        "points lower later",
        over_arms(found, lambda arm: np.nanmean(by_trial(found, falls[arm]), axis=1)),
    )
    yield (
        "share lower later",
        over_arms(found, lambda arm: share(found, falls[arm] > 0.0, np.isfinite(falls[arm]))),
    )
    for name, values in brought(found).items():
        yield f"r with {name}", goes_with(lambda arm, values=values: values)
    yield "r with gain at the end", goes_with(lambda arm: gain(found, arm))
    yield "left after that, of those lower later", left_of(lambda fall: fall > 0.0)
    yield "left after that, of the others", left_of(lambda fall: fall <= 0.0)


def main(
    trials: Annotated[
        int, typer.Option("--trials", min=2, max=1000, help="Of 80 patients each.")
    ] = 10,
):
    """Play them, and say who idealises."""
    asked = ts.trials.load_trial(CONFIG)
    worlds = asked.screened.worlds * trials // asked.trials + 2  # two to spare
    given = together(asked.given, {"worlds": worlds, "trial": {"trials": trials}})
    found = ts.trials.followed(ts.trials.trial_from_config(given, name=asked.name))
    rows = {name: ts.measures.estimate(values) for name, values in parts(found)}
    print(pd.DataFrame(rows).T.set_axis(["mean", "low", "high"], axis=1).round(3).to_string())


if __name__ == "__main__":
    typer.run(main)
