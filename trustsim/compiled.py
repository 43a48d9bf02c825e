"""How a rule becomes fast without a stale copy of it ever being run.

``rule`` compiles a scalar function with numba. The compiled code is kept in a folder that is named
by the *fingerprint* of the theory's source, because numba's own cache notices an edit in the file
of a function but not in the files of the rules that this function calls.
"""

import hashlib
from functools import cache
from pathlib import Path

import numba
import platformdirs

PACKAGE = Path(__file__).parent
THEORY = ("compiled.py", "chance.py", "parameters.py", "rules", "encounters.py", "population.py",
          "protocols", "fast.py")  # fmt: skip


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


def compiled(**options):
    """Decorate a function so that numba compiles it at its first call and remembers the result."""

    def decorate(function):
        folder = cache_folder()
        if folder is None:
            return numba.njit(**options)(function)
        before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, str(folder)
        try:
            return numba.njit(cache=True, **options)(function)
        finally:
            numba.config.CACHE_DIR = before

    return decorate


rule = compiled()
loop = compiled(nogil=True)  # so that threads can share the children of a world
