"""A bar for everything that takes a while; silent where nobody watches."""

import sys
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SPEED_OVER = 600.0  # seconds that the time left is estimated from: some steps take a minute
WATCHER = ContextVar("watcher", default=None)  # who sees bars where there is no terminal


@contextmanager
def bar(words, total):
    """Yield a function to call with the number done since the last call."""
    console, see, so_far = Console(stderr=True), WATCHER.get(), [0]
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not sys.stderr.isatty(),
        speed_estimate_period=SPEED_OVER,
    ) as progress:
        task = progress.add_task(words, total=total)

        def tell(done):
            progress.advance(task, done)
            so_far[0] += done
            if see:
                see(words, so_far[0], total)

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
