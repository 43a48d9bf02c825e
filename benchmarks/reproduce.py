"""How long does the main job take, and how much memory? Whole processes, as a user meets them.

python benchmarks/reproduce.py
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONFIG = Path(__file__).parents[1] / "configs" / "corriveau_2009.toml"
COMMAND = Path(sys.executable).parent / "trustsim"


def seconds(*arguments, folder):
    """Wall time of one command."""
    begin = time.perf_counter()
    subprocess.run([COMMAND, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main():
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        helped = min(seconds("--help", folder=folder) for _ in range(5))
        print(f"trustsim --help (under 0.5 s)                   {helped:8.2f} s")
        whole = seconds("reproduce", str(CONFIG), "--out", "run", folder=folder)
        print(f"trustsim reproduce, all cohorts (under 180 s)   {whole:8.1f} s")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of the largest process (under 1024) {memory:8.0f} MiB")


if __name__ == "__main__":
    main()
