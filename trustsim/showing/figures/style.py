"""Colours, markers and sizes that all figures share.

The colours are those of Okabe & Ito (2008), which colour-blind readers can tell apart; every class
has a marker of its own as well.
"""

import math
import os
import sys
from contextlib import chdir, contextmanager, suppress
from io import BytesIO
from tempfile import TemporaryDirectory

named = os.environ.pop("MPLBACKEND", "") if "matplotlib" not in sys.modules else ""
try:
    import matplotlib as mpl
except Exception:  # a file of a user's settings that cannot even be read; ours are used anyway
    for name in [name for name in sys.modules if name.split(".")[0] == "matplotlib"]:
        del sys.modules[name]
    os.environ["MATPLOTLIBRC"] = os.devnull
    with TemporaryDirectory() as empty, chdir(empty):
        import matplotlib as mpl
from matplotlib import figure  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402

if named:  # a notebook's shell may name what is not there, and matplotlib then refuses to load
    os.environ["MPLBACKEND"] = named
    with suppress(ValueError):
        mpl.rcParams["backend"] = named

COLOURS = {
    "secure": "#0072B2",
    "avoidant": "#E69F00",
    "resistant": "#009E73",
    "disorganised": "#CC79A7",
    "all": "#000000",
}
MARKERS = {"secure": "o", "avoidant": "s", "resistant": "^", "disorganised": "D", "all": "_"}
QUIET = "#666666"
LOOK = {
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


class Figure(figure.Figure):
    """A matplotlib Figure that belongs to no window and shows itself in a notebook."""

    def savefig(self, *args, **options):
        """Save it under the settings that it was made under: much is drawn only now."""
        with style():
            super().savefig(*args, **options)

    def _repr_png_(self):
        picture = BytesIO()
        self.savefig(picture, format="png", dpi=80, bbox_inches="tight")
        return picture.getvalue()


@contextmanager
def style():
    """The team's look and nothing of the user's own, for as long as a figure is made or saved."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(LOOK)
        yield


def blank(rows, columns, size, **options):
    """A figure that belongs to no window, and its axes (row, column)."""
    empty = Figure(figsize=size, layout="constrained")
    return empty, empty.subplots(rows, columns, squeeze=False, **options)


def small_multiples(number, most, panel, margins, **options):
    """A figure with so many panels, ``most`` side by side, and its axes (row, column).

    ``panel`` and ``margins`` are widths and heights in inches.
    """
    columns = min(most, number)
    rows = math.ceil(number / columns)
    size = (panel[0] * columns + margins[0], panel[1] * rows + margins[1])
    made, axes = blank(rows, columns, size, **options)
    for axis in axes.flat[number:]:
        axis.set_axis_off()
    return made, axes


def caption(made, words):
    """What a figure shows, above all of it."""
    made.suptitle(words, fontsize=10, color=QUIET, x=0.01, ha="left")


def sign(label, colour, marker=None, **look):
    """An entry of a legend: a marker alone, or a line where there is none."""
    look = {"linestyle": "" if marker else "-"} | look
    return Line2D([], [], color=colour, marker=marker, label=label, **look)
