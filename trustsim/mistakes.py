"""What a user can do wrong, in one message."""

import difflib
from importlib.util import find_spec

MOST_SHOWN = 60  # characters of what a user gave that a message repeats


class Mistake(ValueError):
    """A user's mistake: where it is, what was given, what would do."""


class Stopped(Exception):
    """The user has ended something long: what is kept of it, and how to go on."""


def quoted(value):
    """What a user gave, as a message may repeat it: in quotes, printable, and shortened.

    Control characters, line ends and escapes of a terminal are spelled out, not sent.
    """
    text = str(value)
    text = f"{text[:MOST_SHOWN]}..." if len(text) > MOST_SHOWN else text
    return "'" + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text) + "'"


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
