"""How long does a trial of 10,000 patients and 100 sessions take, with and without growing them?

python benchmarks/trials.py [--quick]
"""

import tempfile
from typing import Annotated

import typer
from generations import played

PATIENTS, FEW = 10_000, 200
SESSIONS = 100
IN_A_TRIAL = 200
SCREENED = 3  # for each patient, to have enough of them


def trial(patients, seed=2014):
    """The config of a trial of mentalisation-based treatment beside a waiting list."""
    config = {
        "extends": ["patients", "mbt"],
        "seed": seed,
        "worlds": patients * SCREENED // 147 + 1,
    }
    sizes = {"patients": min(IN_A_TRIAL, patients), "trials": max(patients // IN_A_TRIAL, 1)}
    return config | {"trial": sizes | {"session": {"times": SESSIONS}}}


def main(quick: Annotated[bool, typer.Option("--quick", help="200 patients.")] = False):
    """Measure and print."""
    patients = FEW if quick else PATIENTS
    with tempfile.TemporaryDirectory() as folder:
        played("trial", trial(FEW, seed=1), folder)  # compiled by then
        grown, _ = played("trial", trial(patients), folder)
        again, memory = played("trial", trial(patients), folder)
    print(
        f"{patients:,} patients x {SESSIONS} sessions, grown before (under 120 s)  {again:8.1f} s"
    )
    print(f"with growing them                                           {grown:8.1f} s")
    print(f"peak memory                                                 {memory:8.0f} MiB")


if __name__ == "__main__":
    typer.run(main)
