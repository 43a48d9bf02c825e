"""How a rule becomes fast without a stale copy of it ever being run.

``rule`` marks a scalar function so that numba compiles it into the loops of the fast engine. The
compiled loops are kept in a folder that is named by a digest of the theory's source: numba's own
cache notices an edit in the file of a loop, but not in the files of the rules that the loop calls.
"""

import hashlib
from functools import cache
from pathlib import Path

import numba
from numba.extending import register_jitable

from trustsim.theory.cache import CheckedCache
from trustsim.theory.extending import extension, replaced

PACKAGE = Path(__file__).parents[1]
THEORY = (
    "theory/chance.py",
    "theory/about.py",
    "theory/parameters.py",
    "theory/states.py",
    "theory/turns.py",
    "theory/rows.py",
    "theory/rules",
    "theory/encounters",
    "study/laboratory",
    "study/population.py",
    "study/protocols",
    "engine/calendar.py",
    "engine/household.py",
    "engine/meeting.py",
    "engine/portrait.py",
    "engine/raising.py",
    "engine/fast.py",
    "engine/descent.py",
)
SOURCE = (*THEORY, "theory/compiled.py")  # of compiled code: an edit here can change its last bit


@cache
def fingerprint():
    """Sixteen hexadecimal digits that change whenever the source of the theory changes."""
    return digest(THEORY)


def digest(parts):
    """Sixteen hexadecimal digits of the text of some files and folders, however its lines end."""
    digest = hashlib.sha256(extension().source.encode())
    for part in parts:
        path = PACKAGE / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(PACKAGE).as_posix().encode())
            digest.update(file.read_text(encoding="utf-8").encode())
    return digest.hexdigest()[:16]


def rule(function):
    """Let a scalar function be compiled wherever compiled code calls it.

    Called from Python it stays plain Python: the agents, a debugger and a theorist see the
    function itself. A theory of one's own may put another in its place (``extending``).
    """
    return marked(function, _nrt=True)  # whoever calls it: it may make a list


def inlined(function):
    """A rule that is written into the place where it is called.

    For what is handed the whole theory, which would be copied at each call.
    """
    return marked(function, inline="always")


def borrowing(function):
    """A rule that only borrows the arrays it is handed: it neither makes nor keeps any.

    So nobody need count who holds them, as numba does at each branch (its issue 2350), which takes
    more than a third of the time of a life. One that makes an array does not compile.
    """
    return marked(function, _nrt=False)


def marked(function, **how):
    """The function, or what a theory of one's own puts in its place, ready to be compiled."""
    mark = register_jitable(no_cpython_wrapper=True, no_cfunc_wrapper=True, **how)
    return mark(replaced(mark(function)) or function)


def loop(function):
    """Compile a loop at its first call, free of Python's lock, and remember the result."""
    compiled = numba.njit(nogil=True)(function)
    if not numba.config.DISABLE_JIT:
        compiled._cache = CheckedCache(function, digest(SOURCE))
    return compiled
