"""A bar for everything that takes a while; silent where nobody watches."""

import sys
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

SPEED_OVER = 600.0  # seconds that the time left is estimated from: some steps take a minute


@contextmanager
def bar(words, total):
    """Yield a function to call with the number done since the last call."""
    console = Console(stderr=True)
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
        yield lambda done: progress.advance(task, done)
