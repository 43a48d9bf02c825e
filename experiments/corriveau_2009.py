"""Whom do children believe, their mother or a stranger? The test of Corriveau et al. (2009).

    python experiments/corriveau_2009.py [--quick] [--out results/corriveau_2009.png]

Cohorts of the published size grow up, visit the Strange Situation at 12 months, and are asked at 50
and 61 months. The figure shows, for each attachment class and task, how often children side with
their mother; the words below it say what happened to each published pattern.
"""

from pathlib import Path
from typing import Annotated

import typer

import trustsim as ts

CONFIG = Path(__file__).parents[1] / "configs" / "corriveau_2009.toml"
PATTERNS = ("corriveau_sample", "corriveau_order", "corriveau_flexibility")


def main(
    quick: Annotated[bool, typer.Option("--quick", help="Ten cohorts instead of all.")] = False,
    out: Path = Path("results/corriveau_2009.png"),
):
    """Grow, ask, draw."""
    scenario = ts.load(CONFIG)
    if quick:
        scenario = scenario.but({"worlds": 10})
    records = ts.run(scenario)
    figure = ts.figures.siding(records)
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(out, dpi=150)
    for pattern in PATTERNS:
        verdict = ts.judged(pattern, {"study": records})
        print(f"{pattern}: {verdict.verdict} (in {verdict.share:.0%} of {verdict.cohorts} cohorts)")
        for finding in verdict.findings:
            mean, low, high = finding.value
            print(f"    {finding.words:32} {mean:6.3f}  [{low:.3f}, {high:.3f}]")
    print(f"seed {scenario.seed}, theory {ts.fingerprint()}, figure {out}")


if __name__ == "__main__":
    typer.run(main)
