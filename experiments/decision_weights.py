"""How firmly do the Corriveau patterns stand on the numbers that nobody has measured?

    python experiments/decision_weights.py [--quick]

Grows the same cohorts with another weight of closeness, another weight of what a child sees, adults
who give more or fewer ostensive cues, or more or fewer playmates, and prints which patterns hold
(and in what share of single cohorts), after what holds with the defaults.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

import trustsim as ts

CONFIG = Path(__file__).parents[1] / "configs" / "corriveau_2009.toml"
PATTERNS = ("corriveau_sample", "corriveau_order", "corriveau_flexibility")
VARIED = {
    "theory.choice.closeness": (0.0, 0.5, 1.0, 2.0),
    "theory.choice.perception": (0.5, 1.0, 1.5, 2.0, 3.0),
    "others.ostension": (0.2, 0.4, 0.6, 0.8),
    "childhood.playmates": (0.0, 0.2, 0.4, 0.6, 0.8),
}


def main(
    quick: Annotated[bool, typer.Option("--quick", help="A few points, a few cohorts.")] = False,
):
    """Vary, grow, judge."""
    scenario = ts.load(CONFIG).but({"worlds": 5 if quick else 100})
    points = {"the defaults": {}} | {
        f"{name} {value:g}": {name: value}
        for name, values in VARIED.items()
        for value in values[:: 6 if quick else 1]
    }
    print(f"{'':30}" + "  ".join(f"{name:21}" for name in PATTERNS))
    for words, changes in track(points.items(), "numbers", transient=True):
        records = ts.run(scenario.but(changes))
        verdicts = [ts.judged(pattern, {"study": records}) for pattern in PATTERNS]
        told = "  ".join(f"{each.verdict} ({each.share:.0%})".ljust(21) for each in verdicts)
        print(f"{words:30}{told}")


if __name__ == "__main__":
    typer.run(main)
