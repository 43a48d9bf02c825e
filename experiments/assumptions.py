"""How much of what comes out hangs on what is only assumed?

    python experiments/assumptions.py FOLDER [--quick]

FOLDER is what `trustsim sensitivity configs/sweeps/assumptions.toml --out FOLDER` has left: every
number that childhood assumes, moved from half as large to half as large again. Printed are the ten
that matter most (by their share of all the moving, on the mean over measures, and in what they move
most), and for each of them at either end of its range the verdicts on childhood that are other than
with the defaults: of the same cohorts, and only where so few can tell.
"""

import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.progress import track

import trustsim as ts
from trustsim.asking import evidence
from trustsim.asking.patterns import TESTS

TEN = 10
COHORTS = 10


def that_matter_most(indices):
    """Of every number its share of all the moving, and the measure that it moves most."""
    moves = indices.pivot(index="parameter", columns="measure", values="mu_star")
    shares = moves / moves.sum()
    told = pd.DataFrame({"share": shares.mean(axis=1), "moves most": shares.idxmax(axis=1)})
    told["by"] = [moves.loc[name, most] for name, most in told["moves most"].items()]
    return told.sort_values("share", ascending=False)


def verdicts(changes, cohorts):
    """What the patterns of childhood come to under these changes, in so many cohorts."""
    study = evidence.study().but({"worlds": cohorts, **changes})
    names = [name for name in TESTS if evidence.testable(name, study)]
    grown = evidence.grown(evidence.populations(study, names))
    judged = (evidence.at_a_glance(evidence.judged(name, grown)) for name in names)
    return {each.pattern: each.verdict for each in judged}


def main(
    folder: Annotated[Path, typer.Argument(help="The sweep of configs/sweeps/assumptions.toml.")],
    quick: Annotated[bool, typer.Option("--quick", help="One number, two cohorts.")] = False,
):
    """Rank, move, judge."""
    try:
        store = ts.sweeps.opened(folder)
    except ts.Mistake as mistake:
        print(f"assumptions: {mistake}", file=sys.stderr)
        raise typer.Exit(2) from None
    most = that_matter_most(ts.sweeps.indices(store))
    print(most.head(TEN).to_string(float_format="{:.3f}".format))
    cohorts = 2 if quick else COHORTS
    before = verdicts({}, cohorts)
    ranges = {axis.name: (axis.low, axis.high) for axis in store.sweep.axes}
    moved = {
        (name, value): verdicts({name: value}, cohorts)
        for name in track(most.index[: 1 if quick else TEN], "numbers", transient=True)
        for value in ranges[name]
    }
    decided = [name for name, verdict in before.items() if verdict != evidence.UNDECIDED]
    print(f"\n{len(decided)} of {len(before)} verdicts are decided in {cohorts} cohorts; of these")
    for (name, value), after in moved.items():
        others = [
            f"{pattern} {after[pattern]}"
            for pattern in decided
            if after[pattern] not in (before[pattern], evidence.UNDECIDED)
        ]
        print(f"{name} = {value:g}: {'; '.join(others) or 'all stay'}")
    never = [
        name
        for name in decided
        if all(after[name] in (before[name], evidence.UNDECIDED) for after in moved.values())
    ]
    print(f"\nThrough all of this {len(never)} of {len(decided)} stay what they are.")


if __name__ == "__main__":
    typer.run(main)
