"""How firmly do the Corriveau patterns stand on the weights of the decision?

    python experiments/decision_weights.py [--quick]

Grows the same cohorts with other weights of what a child sees and of closeness, and prints which
patterns hold. The sample-level pattern is the only one that a weight was ever set by.
"""

from itertools import product
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

import trustsim as ts

CONFIG = Path(__file__).parents[1] / "configs" / "corriveau_2009.toml"
PATTERNS = ("corriveau_sample", "corriveau_order", "corriveau_flexibility")
PERCEPTION, CLOSENESS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0), (0.0, 0.5, 1.0, 2.0)


def main(quick: Annotated[bool, typer.Option("--quick", help="Two points, few cohorts.")] = False):
    """Vary, grow, judge."""
    scenario = ts.load(CONFIG).but({"worlds": 5 if quick else 100})
    points = list(product(CLOSENESS, PERCEPTION))[: 2 if quick else None]
    print(f"{'closeness':>9} {'perception':>10}  " + "  ".join(f"{name:21}" for name in PATTERNS))
    for closeness, perception in track(points, "weights", transient=True):
        changes = {"theory.choice.closeness": closeness, "theory.choice.perception": perception}
        records = ts.run(scenario.but(changes))
        verdicts = [ts.judged(name, {"study": records}) for name in PATTERNS]
        words = "  ".join(f"{each.verdict} ({each.share:.0%})".ljust(21) for each in verdicts)
        print(f"{closeness:9.1f} {perception:10.1f}  {words}")


if __name__ == "__main__":
    typer.run(main)
