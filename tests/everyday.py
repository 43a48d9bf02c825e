"""The commands of every day, each once and small, in the environment of the Python that runs this.

`make lowest` runs it with the lowest versions of the libraries that are allowed, `make newest` with
the newest Python, and `make release` with what will be published: ``python tests/everyday.py``.
"""

import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from browsing import served

SMALL = """
worlds = 2
children = 20
[visits.strange_situation]
months = [6]
[visits.mother_stranger]
months = [8]
"""
SWEEP = """
worlds = 2
children = 20
[visits.strange_situation]
months = [6]
[sweep]
design = "{design}"
points = {points}
measures = ["secure"]
[sweep.vary]
"caregiver.sensitivity" = {{ low = 0.1, high = 0.9 }}
"caregiver.marking" = {{ low = 0.1, high = 0.9 }}
"""
DESCENT = """
extends = "descent"
worlds = 2
children = 10
[generations]
number = 2
"""
CALIBRATION = """
children = 50
[calibration]
patterns = ["strange_situation_low_risk"]
particles = 20
generations = 2
simulations = 40
recoveries = 0
[calibration.vary]
"caregiver.marking.mean" = "searched"
[visits.strange_situation]
"""
POINTS = {"latin_hypercube": 8, "sobol": 8, "saltelli": 32, "morris": 6}
COMMANDS = """
parameters
odd
schema
measures small.toml
run small.toml --out grown
reproduce corriveau_2009 --quick --out study
verify study
check --quick --pattern corriveau_order
check --quick --pattern abc_shares
generations descent.toml
explain small.toml --child 3 --visit mother_stranger
explain small.toml --child 3 --day 90 --json
twins small.toml --set caregiver.sensitivity=0.2
lesions small.toml --cohorts 2
compare --quick
calibrate calibration.toml --out calibrated
sweep latin_hypercube.toml --out latin_hypercube
status latin_hypercube
resume latin_hypercube
plot latin_hypercube --x sensitivity --value secure
point latin_hypercube 3
sweep sobol.toml --out sobol
sweep saltelli.toml --out saltelli
sensitivity saltelli
sweep morris.toml --out morris
sensitivity morris
"""


def main():
    """Run them all, and say which of them fail."""
    failed = 0
    with TemporaryDirectory() as folder, chdir(folder):
        Path("small.toml").write_text(SMALL)
        Path("descent.toml").write_text(DESCENT)
        Path("calibration.toml").write_text(CALIBRATION)
        for design, points in POINTS.items():
            Path(f"{design}.toml").write_text(SWEEP.format(design=design, points=points))
        for command in COMMANDS.strip().splitlines():
            failed += not works(command)
        failed += not answers()
    print(f"{failed} of the commands of every day fail." if failed else "All of them work.")
    return failed > 0


def works(command):
    """Run a command of trustsim; what it said is told where it fails."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "trustsim", *command.split()], capture_output=True, text=True
    )
    print(f"{time.monotonic() - begun:6.1f} s  trustsim {command}", flush=True)
    if done.returncode:
        print(f"fails with {done.returncode}:\n{done.stdout}{done.stderr}", flush=True)
    return done.returncode == 0


def answers():
    """Does the dashboard start, and answer with a page?"""
    with served() as (address, _), urlopen(address, timeout=20) as page:
        print(f"trustsim dashboard: {page.status}", flush=True)
        return page.status == 200


if __name__ == "__main__":
    sys.exit(main())
