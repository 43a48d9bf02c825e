"""How long do ten generations take, and does memory grow with them?

python benchmarks/generations.py [--quick]
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import tomli_w
import typer

COMMAND = Path(sys.executable).parent / "trustsim"
LINES, FEW = 10_000, 500
WORLDS = 20


def played(command, config, folder):
    """Wall time of a command on a config, and its peak memory in MiB so far."""
    path = Path(folder) / "config.toml"
    path.write_text(tomli_w.dumps(config), encoding="utf-8")
    begin = time.perf_counter()
    subprocess.run([COMMAND, command, str(path)], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def lines(number, many):
    """The config of so many generations of so many lines."""
    generations = {"number": number}
    return {"extends": "descent", "worlds": WORLDS, "children": many // WORLDS} | {
        "generations": generations
    }


def main(quick: Annotated[bool, typer.Option("--quick", help="500 lines.")] = False):
    """Measure and print."""
    many = FEW if quick else LINES
    with tempfile.TemporaryDirectory() as folder:
        played("generations", lines(2, FEW), folder)  # compiled by then
        two, small = played("generations", lines(2, many), folder)
        ten, large = played("generations", lines(10, many), folder)
    print(f"ten generations of {many} lines (10,000 in under 300 s)  {ten:8.1f} s")
    print(f"beside two generations (5)                             {ten / two:8.1f} times as long")
    print(
        f"peak memory beside two generations (1)                 {large / small:8.2f} times as much"
    )


if __name__ == "__main__":
    typer.run(main)
