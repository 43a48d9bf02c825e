"""A bar for everything that takes a while; where there is no terminal, a line now and then."""

import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS = 30.0  # from line to line, where there is no terminal
SPEED_OVER = 600.0  # seconds that the time left is estimated from: some steps take a minute
SPOKE = [time.monotonic()]  # when a line was said last, of whatever bar
WATCHER = ContextVar("watcher", default=None)  # who sees bars where there is no terminal


@contextmanager
def bar(words, total):
    """Yield a function to call with the number done since the last call."""
    see, terminal, so_far = WATCHER.get(), sys.stderr.isatty(), [0]
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
            progress.advance(task, done)
            so_far[0] += done
            if see:
                see(words, so_far[0], total)
            elif not terminal and time.monotonic() - SPOKE[0] >= SECONDS:
                SPOKE[0] = time.monotonic()
                print(f"{words}: {so_far[0]:,} of {total:,}", file=sys.stderr, flush=True)

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
