"""What a user can do wrong, in one message."""

import difflib
from importlib.util import find_spec


class Mistake(ValueError):
    """A user's mistake: where it is, what was given, what would do."""


class Stopped(Exception):
    """The user has ended something long: what is kept of it, and how to go on."""


def nearest(name, names):
    """A hint at the nearest right name, if there is one."""
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def needed(words, extra, *libraries):
    """Raise unless these libraries, which come with an extra, are installed."""
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise Mistake(
            f"{words}: needs {', '.join(missing)}, which comes with the extra '{extra}': "
            f"pip install 'trustsim[{extra}]'"
        )


def choice(what, given, names):
    """Raise unless what was given is one of the names."""
    if given not in names:
        raise Mistake(f"{what} '{given}': choose one of {', '.join(names)}{nearest(given, names)}")
