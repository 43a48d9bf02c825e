"""Rows of a sweep with known functions of its points as measures, and what a figure says."""

import itertools

import numpy as np
import pandas as pd
from matplotlib.text import Text

SENSITIVITY, MARKING, OSTENSION = (
    "caregiver.sensitivity",
    "caregiver.marking",
    "caregiver.ostension",
)
GRID = [*itertools.product([0.1, 0.5, 0.9], [0.2, 0.4, 0.6, 0.8], [0.0, 1.0])]
SCATTERED = np.random.default_rng(7).uniform(size=(200, 3))
WORLDS = np.array([-0.02, 0.0, 0.02])  # what each cohort adds


def rows_of(points, names=(SENSITIVITY, MARKING, OSTENSION), worlds=WORLDS, **measures):
    """Rows of a sweep over these points, with known functions of them as measures."""
    points = np.asarray(points, dtype=float)
    columns = {name: points[:, n] for n, name in enumerate(names)}
    return pd.concat(
        pd.DataFrame({"point": range(len(points)), "world": world, "measure": measure})
        .assign(value=function(*points.T) + luck)
        .assign(**columns)
        for measure, function in measures.items()
        for world, luck in enumerate(worlds)
    )


def rising(s, m, o):
    return 0.5 * s + 0.3 * m + 0.1 * o


def falling(s, m, o):
    return 0.8 - 0.5 * s


def words(figure):
    """Every text of a figure, in one line."""
    figure.canvas.draw()
    texts = figure.findobj(Text)
    return " ".join(text.get_text() for text in texts).replace("\n", " ")


def the(kind, axis):
    """The only artist of a kind."""
    (found,) = (each for each in axis.collections if type(each) is kind)
    return found
