"""The numbers behind the panels of a figure, as they were drawn, and those of a table."""

import hashlib
import json
import math

import numpy as np

MOST = 5000  # numbers that are kept; of more, the mean of each series
DIGITS = 16  # of a digest
LEAST = 1e-3  # below it a largest number may be nothing but last bits of a difference
NEARLY = 2.0**-30  # of the size of a series: what other last bits of libraries never reach
ASIDE = 0.56418958  # of a step; where steps began at round numbers, last bits would tell
COLOURBAR = "<colorbar>"  # what matplotlib calls one: a scale, and no panel


def panels(figure):
    """Every panel of a figure, in order: its title, and what was drawn in it."""
    those = [axes for axes in figure.axes if axes.get_label() != COLOURBAR]
    return [(title(axes), drawn) for axes in those if (drawn := series_of(axes))]


def title(axes):
    """What stands above a panel, or at its sides."""
    above = (axes.get_title(loc=side) for side in ("left", "center", "right"))
    words = next(filter(None, (*above, axes.get_ylabel(), axes.get_xlabel())), "")
    return " ".join(words.split())


def series_of(axes):
    """What was drawn in a panel: name -> values, in the order in which it was drawn."""
    drawn = {}
    for artist in axes.get_children():
        kind, values = type(artist).__name__, numbers_of(artist, axes)
        if values:
            drawn[f"{kind} {len(drawn) + 1}"] = values
    return drawn


def numbers_of(artist, axes):
    """The numbers, or words, of what was drawn: a line, a bar, points, an area, a picture."""
    from matplotlib.collections import Collection
    from matplotlib.contour import ContourSet
    from matplotlib.image import AxesImage
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyArrowPatch, Patch
    from matplotlib.spines import Spine
    from matplotlib.text import Text

    if artist is axes.patch or isinstance(artist, FancyArrowPatch | ContourSet | Spine):
        return []  # paper; an arrow to a word; lines around numbers that are drawn besides
    if isinstance(artist, Line2D):
        return as_told(artist.get_xydata())
    if isinstance(artist, Patch):
        return as_told(artist.get_patch_transform().transform(artist.get_path().vertices))
    if isinstance(artist, Collection):
        parts = [path.vertices for path in artist.get_paths()] + [artist.get_offsets()]
        parts += [] if artist.get_array() is None else [artist.get_array()]
        return [number for part in parts for number in as_told(part)]
    if isinstance(artist, AxesImage):
        return as_told(artist.get_array())
    if isinstance(artist, Text) and artist in axes.texts:
        return [artist.get_text()]
    return []


def as_told(values):
    """Values one after the other, as JSON can hold them to the last bit."""
    values = np.ma.filled(np.ma.asarray(values, dtype=None).astype(object), math.nan)
    return [one_told(value) for value in np.ravel(values)]


def one_told(value):
    """One value: a number, or words for what is none."""
    if isinstance(value, str | bool | np.bool_):
        return str(value)
    number = float(value) if value is not None else math.nan
    return number if math.isfinite(number) else str(number)


def columns_of(table):
    """What stands in a table: name of a column -> values."""
    return {str(name): as_told(table[name].to_numpy()) for name in table}


def panel_record(title, series):
    """What a receipt says of a panel or a table: a digest of everything, and the numbers."""
    size = sum(map(len, series.values()))
    kept = series if size <= MOST else {name: [mean(each)] for name, each in series.items()}
    return {
        "title": title,
        "digest": digest(series),
        "nearly": digest({name: in_steps(each) for name, each in series.items()}),
        "size": size,
        "numbers" if kept is series else "means": kept,
    }


def in_steps(values):
    """How many steps of about a billionth of the largest each is from 0; words as they are.

    Linear algebra has other last bits on other processors; what differs in nothing else is the same
    here. A step is a power of two, and it and its beginning are at no round number.
    """
    largest = max([LEAST, *(abs(each) for each in values if isinstance(each, float))])
    step = NEARLY * 2.0 ** math.floor(math.log2(largest / ASIDE))
    return [math.floor(each / step + ASIDE) if isinstance(each, float) else each for each in values]


def mean(values):
    """The mean of the numbers among some values; how many there are where none is a number."""
    numbers = [each for each in values if isinstance(each, float)]
    return math.fsum(numbers) / len(numbers) if numbers else float(len(values))


def digest(content):
    """Sixteen hexadecimal digits for what JSON can hold; no bit of it can change unseen."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
