"""The command line: one command for each thing a user does."""

import sys
import unicodedata

from trustsim.showing.cli import (  # noqa: F401  they add commands
    calibrating,
    generations,
    reviewing,
    showing,
    studies,
    sweeping,
    trials,
)
from trustsim.showing.cli.app import STOPPED, app

LONGEST = 4096  # characters of an argument, which no name of a file exceeds


def main():
    """Run a command; a user's mistake gets one message and exit code 2, never a traceback."""
    from trustsim.mistakes import Mistake, Stopped, printable

    for stream in (sys.stdout, sys.stderr):  # a letter that a terminal lacks ends no command
        stream.reconfigure(errors="backslashreplace")
    try:
        for argument in sys.argv[1:]:
            acceptable(argument)
        sys.argv[1:] = with_own_theory(sys.argv[1:])
        app()
    except Mistake as mistake:
        sys.exit(print(f"trustsim: {mistake}", file=sys.stderr) or 2)
    except Stopped as stopped:
        sys.exit(print(f"\ntrustsim: {printable(str(stopped))}", file=sys.stderr) or STOPPED)
    except OSError as error:  # of whatever is read or written: no such disk, no room, no right
        said = Mistake(f"{error.filename or 'the output'}: {error.strerror or error}")
        sys.exit(print(f"trustsim: {said}", file=sys.stderr) or 2)
    except Exception as error:  # of a theory of one's own, or of a library
        from trustsim.mistakes import broken
        from trustsim.theory.extending import blamed

        if not (said := blamed(error) or broken(error)):
            raise
        sys.exit(print(f"trustsim: {said}", file=sys.stderr) or 2)
    except SystemExit as end:
        if end.code == STOPPED:
            print("trustsim: stopped; nothing was written", file=sys.stderr)
        raise


def acceptable(argument):
    """Raise Mistake for what a terminal would obey when it is repeated, and for what has no end."""
    from trustsim.mistakes import Mistake, quoted

    if any(unicodedata.category(letter) == "Cc" for letter in argument):
        raise Mistake(f"{quoted(argument)}: an argument holds no control characters")
    if len(argument) > LONGEST:
        raise Mistake(f"{quoted(argument)}: an argument has at most {LONGEST} characters")


def with_own_theory(arguments):
    """The arguments without ``--with FILE``, which may stand anywhere; the file has then been used.

    It comes before everything else, because everything else is derived from the theory.
    """
    from trustsim.mistakes import Mistake
    from trustsim.theory.extending import use

    words, rest = iter(arguments), []
    for word in words:
        option, _, path = word.partition("=")
        if option != "--with":
            rest.append(word)
        elif path := path or next(words, ""):
            use(path)
        else:
            raise Mistake("--with: name a file with a theory of your own")
    return rest
