"""Colours, markers and sizes that all figures share.

The colours are those of Okabe & Ito (2008), which colour-blind readers can tell apart; every class
has a marker of its own as well.
"""

from contextlib import contextmanager
from io import BytesIO

import matplotlib as mpl
from matplotlib import figure

COLOURS = {
    "secure": "#0072B2",
    "avoidant": "#E69F00",
    "resistant": "#009E73",
    "disorganised": "#CC79A7",
    "all": "#000000",
}
MARKERS = {"secure": "o", "avoidant": "s", "resistant": "^", "disorganised": "D", "all": "_"}
QUIET = "#666666"


class Figure(figure.Figure):
    """A matplotlib Figure that belongs to no window and shows itself in a notebook."""

    def _repr_png_(self):
        picture = BytesIO()
        self.savefig(picture, format="png", dpi=80, bbox_inches="tight")
        return picture.getvalue()


@contextmanager
def style():
    """The team's look, for as long as a figure is made."""
    look = {
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "figure.dpi": 110,
        "font.size": 10,
        "legend.frameon": False,
        "savefig.bbox": "tight",
        "svg.hashsalt": "trustsim",
    }
    with mpl.rc_context(look):
        yield


def blank(rows, columns, size, **options):
    """A figure that belongs to no window, and its axes (row, column)."""
    empty = Figure(figsize=size, layout="constrained")
    return empty, empty.subplots(rows, columns, squeeze=False, **options)
