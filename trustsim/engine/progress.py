"""A bar for everything that takes a while; where there is no terminal, a line now and then."""

import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS = 30.0  # from line to line, where there is no terminal
SPEED_OVER = 600.0  # seconds that the time left is estimated from: some steps take a minute
CLOCK = SimpleNamespace(heard=0.0, silent=0.0)  # of all bars together; rests between them
WATCHER = ContextVar("watcher", default=None)  # who sees bars where there is no terminal


@contextmanager
def bar(words, total):
    """Yield a function to call with the number done since the last call."""
    see, terminal, so_far = WATCHER.get(), sys.stderr.isatty(), 0
    CLOCK.heard = time.monotonic()
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not terminal,
        speed_estimate_period=SPEED_OVER,
    ) as progress:
        task = progress.add_task(words, total=total)

        def tell(done):
            nonlocal so_far
            progress.advance(task, done)
            so_far += done
            before, CLOCK.heard = CLOCK.heard, time.monotonic()
            CLOCK.silent += CLOCK.heard - before
            if see:
                see(words, so_far, total)
            elif not terminal and CLOCK.silent >= SECONDS:
                CLOCK.silent = 0.0
                print(f"{words}: {so_far:,} of {total:,}", file=sys.stderr, flush=True)

        tell(0)
        yield tell


@contextmanager
def watched_by(see):
    """Call ``see(words, done, total)`` too with what bars show meanwhile; it may raise to stop."""
    token = WATCHER.set(see)
    try:
        yield
    finally:
        WATCHER.reset(token)
