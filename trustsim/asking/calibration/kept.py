"""The folder in which a calibration is kept until it is whole.

    calibration.json   all that decides a number: config, theory, versions
    calibration.db     the generations so far, a database that pyabc reads
    recovery_1.db ...  those of each recovery

A calibration that was ended goes on from here, if it is still the same one.
"""

import json
import platform
from importlib.metadata import version

from trustsim.mistakes import Mistake
from trustsim.sweeps.files import durably
from trustsim.sweeps.identity import same
from trustsim.theory.compiled import fingerprint

LIBRARIES = ("trustsim", "numpy", "numba", "scipy", "pandas", "pyabc")  # that may change a number
IDENTITY, SEARCH, RECOVERY = "calibration.json", "calibration.db", "recovery_{}.db"


def identity(asked):
    """All that decides the numbers of a calibration."""
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    return {
        "config": asked.given,
        "fingerprint": fingerprint(),
        "versions": ", ".join([*versions, platform.machine()]),
    }


def begun(folder, asked):
    """Make the folder if it is not there. Raises Mistake where it holds another calibration."""
    folder.mkdir(parents=True, exist_ok=True)
    file, now = folder / IDENTITY, identity(asked)
    if not file.exists():
        durably(file, (json.dumps(now, indent=2) + "\n").encode())
        return
    try:
        before = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise Mistake(f"{file}: cannot be read; remove {folder} to begin anew") from None
    head = f"{folder}: a calibration was begun here that differs from this one:"
    end = "give another --out, undo the change, or remove the folder to begin anew"
    same(before, now, head, end)
