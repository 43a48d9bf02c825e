"""What does a posterior say that an optimum does not, and which of the two fits better?

    trustsim calibrate configs/calibration.toml --out results/calibration
    python experiments/posterior_or_optimum.py results/calibration [--searches 2]

The same parameters, patterns and number of cohorts as in that calibration, given to the optimiser
of the calibration (CMA-ES), which begins in the middle of the ranges and minimises the sum of the
squared misses, in another cohort at each generation. It is run more than once, with other luck in
the search. What either found is then judged by cohorts that neither has seen.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import typer
from calibrate import settled

from trustsim.asking import calibration
from trustsim.asking.calibration.aims import EDGE, aims, misses, numbers
from trustsim.engine.simulate import run

SIGMA = 0.25  # of the range, at the start
FRESH = 40  # cohorts by which a point is judged


class Judge:
    """How far cohorts with some values miss what the patterns ask."""

    def __init__(self, asked):
        self.study, self.patterns = asked.study, asked.patterns
        self.wanted = aims(run(self.study), self.patterns)

    def missed(self, values, seed):
        """The miss of every number in one cohort."""
        records = run(self.study.but(values | {"seed": seed}))
        return misses(numbers(records, self.patterns), self.wanted)


def optimum(asked, judge, cohorts, seed):
    """Where the optimiser comes to with so many cohorts, from the middle."""

    def loss(values, generation):
        return float(np.sum(judge.missed(values, asked.scenario.seed + generation) ** 2))

    middle = np.full(len(asked.ranges), 0.5)
    return settled(loss, asked.ranges, middle, SIGMA, seed, cohorts)


def judged(points, judge, seed):
    """Mean loss, worst miss and share of cohorts without a miss, for points taken in turn."""
    found = [judge.missed(points[k % len(points)], seed + k) for k in range(FRESH)]
    worst = np.max(found, axis=1)
    return {
        "loss": np.mean(np.sum(np.square(found), axis=1)),
        "worst miss": worst.mean(),
        "shows all": np.mean(worst <= EDGE),
    }


def main(folder: Path, searches: int = 2):
    """Compare, and print."""
    asked = calibration.load_calibration(folder / "calibration.toml")
    sample = pd.read_csv(folder / "tables" / "sample.csv")
    cohorts = int(pd.read_csv(folder / "tables" / "generations.csv")["simulations"].sum())
    names, judge = list(asked.ranges), Judge(asked)
    optima = {
        f"optimum {seed}": optimum(asked, judge, cohorts, seed) for seed in range(1, searches + 1)
    }
    mean = {name: float(np.average(sample[name], weights=sample["weight"])) for name in names}
    drawn = sample.sample(FRESH, weights="weight", replace=True, random_state=1)[names]
    least = sample.loc[sample["miss"].idxmin(), names].to_dict()
    points = {
        "values now": [{}],
        **{name: [place] for name, place in optima.items()},
        "posterior, its mean": [mean],
        "posterior, its least miss": [least],
        "posterior, drawn": drawn.to_dict("records"),
    }
    fresh = asked.scenario.seed + 10**9  # cohorts that nobody has seen
    rows = {name: judged(those, judge, fresh) for name, those in points.items()}
    print(f"{cohorts:,} cohorts for each search; judged by {FRESH} others\n")
    print(pd.DataFrame(rows).T.to_string(float_format="%.2f"), "\n")
    found = pd.read_csv(folder / "tables" / "parameters.csv").set_index("parameter")
    places = (
        pd.DataFrame(optima)
        .loc[names]
        .assign(**{"95 % from": found["low"], "to": found["high"], "verdict": found["verdict"]})
    )
    print(places.to_string(float_format="%.3g"))


if __name__ == "__main__":
    typer.run(main)
