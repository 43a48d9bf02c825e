"""How a rule becomes fast without a stale copy of it ever being run.

``rule`` marks a scalar function so that numba compiles it into the loops of the fast engine. The
compiled loops are kept in a folder that is named by the *fingerprint* of the theory's source:
numba's own cache notices an edit in the file of a loop, but not in the files of the rules that the
loop calls.
"""

import hashlib
from functools import cache
from pathlib import Path

import numba
import platformdirs
from numba.extending import register_jitable

PACKAGE = Path(__file__).parent
THEORY = (
    "compiled.py",
    "chance.py",
    "parameters.py",
    "states.py",
    "calendar.py",
    "household.py",
    "rules",
    "encounters",
    "portrait.py",
    "laboratory",
    "population.py",
    "protocols",
    "fast.py",
)


@cache
def fingerprint():
    """Sixteen hexadecimal digits that change whenever the source of the theory changes."""
    digest = hashlib.sha256()
    for part in THEORY:
        path = PACKAGE / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(PACKAGE).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@cache
def cache_folder():
    """The folder of compiled code for this fingerprint, or None where nothing can be written."""
    folder = Path(platformdirs.user_cache_dir("trustsim")) / fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "writable").touch()
    except OSError:
        return None
    return folder


def rule(function):
    """Let a scalar function be compiled wherever compiled code calls it.

    Called from Python it stays plain Python: the agents, a debugger and a theorist see the
    function itself.
    """
    return register_jitable(no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)


def loop(function):
    """Compile a loop at its first call, free of Python's lock, and remember the result."""
    folder = cache_folder()
    if folder is None:
        return numba.njit(nogil=True)(function)
    before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(folder)
    try:
        return numba.njit(cache=True, nogil=True)(function)
    finally:
        numba.config.CACHE_DIR = before
