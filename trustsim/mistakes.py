"""What a user can do wrong, in one message."""

import difflib
import re
import shlex
from importlib.util import find_spec
from pathlib import Path

MOST_SHOWN = 60  # characters of what a user gave that a message repeats
MOST_LISTED = 1000  # characters of names to choose from
MOST_SAID = 2000  # characters of a line of a message
NEAREST = 3  # names that come first where not all are listed


class Mistake(ValueError):
    """A user's mistake: where it is, what was given, what would do; a line for each argument."""

    def __str__(self):
        """The message as it may be sent to a terminal, whatever a user gave."""
        return "\n  ".join(bounded(printable(str(line))) for line in self.args)


class Stopped(Exception):
    """The user has ended something long: what is kept of it, and how to go on."""


def quoted(value):
    """What a user gave, as a message may repeat it: in quotes, printable, and shortened.

    Control characters, line ends and escapes of a terminal are spelled out, not sent.
    """
    text = str(value)
    text = f"{text[:MOST_SHOWN]}..." if len(text) > MOST_SHOWN else text
    return f"'{printable(text)}'"


def named(word):
    """A name that a user gave: as it is where it looks like one, otherwise quoted."""
    return word if re.fullmatch(r"[\w.-]+", word) and len(word) <= MOST_SHOWN else quoted(word)


def printable(text):
    """A text in which whatever a terminal would not show, but obey, is spelled out."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def bounded(line):
    """A line without its middle where it is too long: where and why stand at its ends."""
    half = MOST_SAID // 2
    return line if len(line) <= MOST_SAID else f"{line[: half - 5]} ... {line[-half:]}"


def alike(name, names, most=1):
    """The names that a user may have meant, the nearest first."""
    if not isinstance(name, str) or len(name) > MOST_SHOWN:
        return []
    return difflib.get_close_matches(name, names, n=most, cutoff=0.6)


def nearest(name, names):
    """A hint at the nearest right name, if there is one."""
    close = alike(name, names)
    return f"; did you mean '{close[0]}'?" if close else ""


def listed(names, given=""):
    """Names to choose from; where they are too many, those first that are like the given one."""
    names = list(names)
    if len(said := ", ".join(names)) <= MOST_LISTED:
        return said
    shown, room = [], MOST_LISTED
    for name in dict.fromkeys([*alike(given, names, NEAREST), *names]):
        short = name if len(name) <= MOST_SHOWN else f"{name[:MOST_SHOWN]}..."
        room -= len(short) + 2
        if room < 0:
            break
        shown.append(short)
    return ", ".join([*shown, f"... ({len(names) - len(shown)} more)"])


def command(*words):
    """A command that a user can copy, whatever is in the name of a folder."""
    safe = (f"./{each}" if is_folder_like_an_option(each) else str(each) for each in words)
    return shlex.join(["trustsim", *safe])


def is_folder_like_an_option(word):
    """Would a command take this folder for one of its options?"""
    return isinstance(word, Path) and str(word).startswith("-")


def needed(words, extra, *libraries):
    """Raise unless these libraries, which come with an extra, are installed."""
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise Mistake(
            f"{words}: needs {', '.join(missing)}, to be had with the extra '{extra}': "
            f"pip install 'trustsim[{extra}]'"
        )


def broken(error):
    """What to say where a library that trustsim stands on cannot be used; None of other errors."""
    if not isinstance(error, ImportError) or (error.name or "trustsim").startswith("trustsim"):
        return None
    library = error.name.split(".")[0]
    return Mistake(
        f"the library {quoted(library)} cannot be used ({printable(str(error))}); "
        "make the environment anew, or install trustsim again with: pip install --force-reinstall"
    )


def choice(what, given, names):
    """Raise unless what was given is one of the names."""
    names = list(names)
    if given not in names:
        raise Mistake(
            f"{what} {quoted(given)}: choose one of {listed(names, given)}{nearest(given, names)}"
        )
