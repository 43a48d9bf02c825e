"""What the values that were found do: in the chosen patterns, and in those that were not chosen.

Values are drawn from the prior and from the posterior, and a new cohort of the whole scenario is
grown with each. That the chosen patterns hold in it is what the search was for; that others hold
too, is a test of the theory.
"""

import numpy as np
import pandas as pd

from trustsim.asking.calibration.aims import EDGE, aims, judged_alone, misses, numbers
from trustsim.asking.calibration.posterior import searching
from trustsim.asking.identification import another_cohort

MOST = 100  # draws of each
PRIOR, POSTERIOR = KINDS = ("prior", "posterior")


def draws(asked):
    """How many values are drawn from the prior, and as many from the posterior."""
    return min(MOST, asked.particles)


def predicted(asked, prior, posterior, threads, tell):
    """A row for each draw and each part of each pattern that the scenario can be judged by."""
    scenario = asked.scenario
    tested = list(dict.fromkeys([*asked.patterns, *judged_alone(scenario)]))
    number = (asked.recoveries + 1) * (asked.simulations + 1)  # of a cohort: not used before
    rows = []
    with searching(scenario.seed, asked.recoveries + 1) as luck:
        for kind, sample in zip(KINDS, (prior, posterior), strict=True):
            places = luck.choice(len(sample.weights), draws(asked), p=sample.weights)
            for draw, place in enumerate(places):
                number += 1
                records = another_cohort(
                    scenario, number, sample.values.iloc[place].to_dict(), threads
                )
                rows.append(
                    pd.DataFrame(aims(records, tested)).assign(
                        draw=draw, of=kind, value=numbers(records, tested)
                    )
                )
                tell(1)
    rows = pd.concat(rows, ignore_index=True)
    wanted = rows[["pattern", "part", "low", "high"]].itertuples(index=False)
    rows["holds"] = misses(rows["value"].to_numpy(), [*wanted]) <= EDGE
    rows["chosen"] = np.isin(rows["pattern"], asked.patterns)
    return rows[["of", "draw", "pattern", "chosen", "part", "value", "low", "high", "holds"]]


def whole_patterns(predictions):
    """In what share of the draws each pattern holds with all its parts: a row for each."""
    whole = predictions.groupby(["pattern", "chosen", "of", "draw"], sort=False)["holds"].all()
    shares = whole.groupby(["pattern", "chosen", "of"], sort=False).mean().unstack("of")
    return shares.reset_index()[["pattern", "chosen", *KINDS]]
