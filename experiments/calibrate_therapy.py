"""What the three numbers of therapy are that nobody has measured: a declared grid.

    python experiments/calibrate_therapy.py [--quick]

Varied are how much of what one bears is felt as one's own distress (``bears``, eq. 51), how many
moments a session has (``pace``), and how much therapists differ. Aimed at is what TARGETS names and
nothing else; the least loss is the sum of squares of what is missed, in tolerances. Childhood is as
it was calibrated before.
"""

from itertools import islice, product
from typing import Annotated

import typer
from rich.progress import track

from trustsim.asking.patterns import therapy
from trustsim.asking.trials import followed, trial_from_config
from trustsim.study.scenario import extended, together

PAGE = "treatments"  # every one of them; what is aimed at is the mean over all
BEARS, PACES, THERAPISTS = (0.0, 0.15, 0.3, 0.45), (1.0, 1.5, 2.0), (0.4, 0.8)
MOST_BEARS = "beyond .45 one standard deviation of hardship alone brings panic (arousal 1)"
TARGETS = {  # (target, tolerance)
    "d, before - after": (0.96, 0.35),
    "remitted after 3 months": (0.23, 0.10),
    "remitted after 6 months": (0.32, 0.10),
    "remitted after 12 months": (0.53, 0.10),
    "better by session 8": (0.50, 0.10),
    "share of variance between therapists": (0.05, 0.04),
}
TESTS = (
    therapy.routine_effect, therapy.untreated_course, therapy.dose_effect,
    therapy.therapist_effect,
)  # fmt: skip


def point(bears, pace, spread):
    """The trial with these three numbers: ten trials of 80 patients."""
    differ = {
        name: {"mean": mean, "sd": spread}
        for name, mean in (("congruence", 1.7), ("marking", 2.0), ("ostension", 2.0))
    }
    return {
        "worlds": 20,
        "trial": {"trials": 10, "session": {"pace": pace}},
        "life": {"grown": {"bears": bears}},
        "cast": {"therapist": differ},
    }


def shown(changes):
    """What a trial with these changes shows of what is aimed at."""
    config = together(extended({"extends": PAGE}, PAGE), changes)
    found = followed(trial_from_config(config))
    parts = {part.words: part.values.mean() for test in TESTS for part in test(found)}
    return {words: parts[words] for words in TARGETS}


def loss(found):
    """How much of the targets is missed."""
    return sum(((found[words] - aim) / by) ** 2 for words, (aim, by) in TARGETS.items())


def main(quick: Annotated[bool, typer.Option("--quick", help="Three points only.")] = False):
    """Vary, treat, say what is missed."""
    points = list(product(BEARS, PACES, THERAPISTS))
    points = list(islice(points, 0, None, 8)) if quick else points
    rows = []
    for numbers in track(points, "trials", transient=True):
        found = shown(point(*numbers))
        rows.append((loss(found), numbers, found))
    print("bears  pace  therapists  loss   " + "  ".join(TARGETS))
    for missed, (bears, pace, spread), found in sorted(rows, key=lambda row: row[0]):
        told = "  ".join(f"{value:{len(words)}.3f}" for words, value in found.items())
        print(f"{bears:5g}  {pace:4g}  {spread:10g}  {missed:5.1f}  {told}")
    print(f"bears is not varied further: {MOST_BEARS}")


if __name__ == "__main__":
    typer.run(main)
