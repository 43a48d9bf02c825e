"""The command line: one command for each thing a user does."""

import sys

from trustsim.cli import calibrating, showing, studies, sweeping  # noqa: F401  they add commands
from trustsim.cli.app import app

STOPPED = 130  # typer's exit code when the user presses Ctrl-C


def main():
    """Run a command; a user's mistake gets one message and exit code 2, never a traceback."""
    from trustsim.mistakes import Mistake, Stopped

    try:
        app()
    except Mistake as mistake:
        sys.exit(print(f"trustsim: {mistake}", file=sys.stderr) or 2)
    except Stopped as stopped:
        sys.exit(print(f"\ntrustsim: {stopped}", file=sys.stderr) or STOPPED)
    except SystemExit as end:
        if end.code == STOPPED:
            print("trustsim: stopped; nothing was written", file=sys.stderr)
        raise
