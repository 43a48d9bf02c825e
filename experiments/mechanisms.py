"""What does each mechanism do? Every one is taken out in turn, with the same children and luck.

    python experiments/mechanisms.py [--quick]

Prints what the theory expects without the mechanism (written down beforehand, in
``trustsim/asking/lesions.py``) and what changed: means over cohorts with 95 % intervals of the
paired difference.
"""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.progress import track

import trustsim as ts
from trustsim.asking.lesions import LESIONS
from trustsim.measures import attachment, by_class, class_shares, correlation, estimate, siding

CONFIG = Path(__file__).parents[1] / "configs" / "corriveau_2009.toml"
LAST = 61


def numbers(records, classes):
    """What is compared; answers are sorted by the classes of the whole theory."""
    secure, avoidant, resistant, _ = range(4)

    def last(name):
        return records.column("portraits", name, LAST)

    ambiguous = (siding(records, "novel") + siding(records, "50/50")) / 2.0
    asymmetric = siding(records, "75/25")
    by, flexible = by_class(ambiguous, classes), by_class(ambiguous - asymmetric, classes)
    wrong = last("generic_wrong") + last("bound_wrong")
    right = last("generic_right") + last("bound_right")
    return {
        "share of resistant children": class_shares(records)[:, resistant],
        "P(mother), nothing to see": ambiguous.mean(1),
        "P(mother), she says the improbable": asymmetric.mean(1),
        "P(mother), resistant - avoidant": by[:, resistant] - by[:, avoidant],
        "flexibility, secure - resistant": flexible[:, secure] - flexible[:, resistant],
        "flexibility, secure - avoidant": flexible[:, secure] - flexible[:, avoidant],
        "clarity": last("clarity").mean(1),
        "trust in the mother": last("trust_in_figure").mean(1),
        "r (trust in mother, in a stranger)": correlation(
            last("trust_in_figure"), last("trust_in_unknown")
        ),
        "r (mother's cues, siding with her)": correlation(
            records.column("births", "ostension"), ambiguous
        ),
        "generic lessons learnt": last("generic_right").mean(1),
        "share of wrong among the learnt": (wrong / np.maximum(wrong + right, 1.0)).mean(1),
    }


def main(quick: Annotated[bool, typer.Option("--quick", help="Four cohorts.")] = False):
    """Take out, grow again, compare."""
    scenario = ts.load(CONFIG).but({"worlds": 4 if quick else 50})
    records = ts.run(scenario)
    classes = attachment(records)
    whole = numbers(records, classes)
    print("with everything in")
    for name, values in whole.items():
        print(f"    {name:36} {estimate(values).mean:9.3f}")
    for name, lesion in track(LESIONS.items(), "lesions", transient=True):
        print(f"\nwithout {name}: {lesion.expected}")
        after = numbers(ts.run(scenario.but(lesion.changes)), classes)
        for measure, values in after.items():
            change = estimate(values - whole[measure])
            if change.low > 0.0 or change.high < 0.0:
                interval = f"[{change.low:+.3f}, {change.high:+.3f}]"
                print(f"    {measure:36} {change.mean:+9.3f}  {interval}")


if __name__ == "__main__":
    typer.run(main)
