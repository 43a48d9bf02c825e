"""Sweep explorer: one scenario at many points, finished, and ready to be looked through."""

from collections.abc import Callable

import solara
from matplotlib import colormaps, colors

from trustsim.measures import estimated, of_everybody
from trustsim.mistakes import Mistake
from trustsim.showing import figures
from trustsim.showing.dashboard import address, shelf, store
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.parts import (
    Button,
    Card,
    Details,
    Div,
    Head,
    tag,
)
from trustsim.showing.dashboard.picture import Picture, TakeHome
from trustsim.showing.figures.sweep import plainly
from trustsim.showing.figures.sweep_cells import at
from trustsim.showing.report.lines import in_brackets

SENSITIVITY = "caregiver.sensitivity"
MOST = 400  # cells that can be pressed; a sweep with more places is only drawn
MAP = colormaps["cividis"]
DARK, LIGHT = "#111111", "#ffffff"  # ink; on pure black the dark theme of the library paints white


NOWHERE = -1  # no point

opened = address.kept("sweeps", "")
shown = address.kept("sweeps.show", "")
across = address.kept("sweeps.across", "")
up = address.kept("sweeps.up", "")
pressed = address.kept("sweeps.point", NOWHERE, int)


@solara.component_vue("cells.vue")
def Cells(across: list, up: list, names: list, cells: list, chosen: int, event_pick: Callable):
    """A measure over two parameters; a cell can be pressed."""


@solara.component_vue("choice.vue")
def Choice(label: str, options: list, value: str, event_choose: Callable):
    """A list to choose from."""


@solara.component
def Explorer():
    """The page."""
    there, broken = solara.use_memo(shelf.shelved, [])
    name = opened.value if opened.value in there else next(iter(there), "")
    Head(
        "Sweep explorer",
        "A sweep runs one scenario at many points: many populations, each a little different. "
        "Press a cell to see one of them, and take it to the other pages.",
    )
    with Card("Which sweep?"), Div(words="ts-row"):
        for each, one in there.items():
            Button(shelf.titled(one), lambda each=each: look_at(each), pressed=each == name)
        for why in broken:
            tag("p", f"Not shown: {why}", words="ts-wrong")
    if not name:
        return
    try:
        sweep = shelf.found(there[name].folder)
    except Mistake as mistake:
        tag("p", str(mistake), words="ts-wrong")
        return
    if sweep.varied:
        OneSweep(sweep).key(f"{name} {sweep.store.mark}")
    else:
        tag("p", "No number was varied, so there is no map: see trustsim plot.")


def look_at(name):
    """Look at another sweep, as it is shown at first."""
    for each, value in (
        (shown, ""), (across, ""), (up, ""), (pressed, NOWHERE), (opened, name)
    ):  # fmt: skip
        each.value = value


def one_of(there, wanted, otherwise):
    """What is wanted, where it is there."""
    return wanted if wanted in there else otherwise


@solara.component
def OneSweep(sweep):
    """What one sweep found: a map, and the point that was pressed."""
    varied = list(sweep.varied)
    x = one_of(varied, across.value, varied[0])
    y = one_of(varied, up.value, varied[-1] if together(sweep, x, varied[-1]) else x)
    measure = one_of(sweep.measures, shown.value, sweep.measures[0])
    point = one_of(sweep.rows["point"].unique(), pressed.value, NOWHERE)
    with Div(words="ts-two"):
        axes = " and ".join(dict.fromkeys(map(plainly, (x, y))))
        with Card(f"{plainly(measure)}, by {axes}"):
            with Div(words="ts-row"):
                chooser("Show", sweep.measures, measure, shown.set)
                chooser("across", varied, x, across.set)
                chooser("upwards", varied, y, up.set)
            if sweep.stale:
                tag("p", "It was played with another version of the theory.", words="ts-wrong")
            if together(sweep, x, y):
                Map(sweep, x, y, measure, point, pressed.set)
                if SENSITIVITY in (x, y):
                    Doubts(of_page("sweeps"))
            else:
                tag("p", f"{axes} were varied one at a time, never together.")
        with Card("This point"):
            if point == NOWHERE:
                tag("p", "Press a cell.")
            else:
                Point(sweep, point)


@solara.component
def Map(sweep, x, y, measure, point, choose):
    """The measure over both parameters, as cells and as a figure."""
    cells = places(sweep, x, y, measure)
    if len(cells) <= MOST:
        Cells(
            across=sorted({cell["x"] for cell in cells}),
            up=sorted({cell["y"] for cell in cells}, reverse=True),
            names=[plainly(x), plainly(y)],
            cells=cells,
            chosen=point,
            event_pick=lambda cell: choose(int(cell["point"])),
        )
    if set(sweep.varied) - {x, y}:
        tag(
            "p",
            "Each cell is the mean over whatever else was varied; press it to see the "
            "first of its points.",
            words="ts-caption",
        )
    with Details("As a figure"):
        Picture(
            lambda: drawing(sweep, x, y, measure),
            f"{plainly(measure)} over {plainly(x)} and {plainly(y)}",
            [str(sweep.store.folder), sweep.store.mark, x, y, measure],
            f"{plainly(measure)}, by {plainly(x)} and {plainly(y)}",
        )
    TakeHome(
        sweep.store.folder.name,
        figure=lambda: drawing(sweep, x, y, measure),
        table=lambda: sweep.rows,
    )


def chooser(label, options, value, choose):
    """A list, and what happens when something is chosen from it."""
    return Choice(
        label=label,
        options=[{"value": each, "words": plainly(each)} for each in options],
        value=value,
        event_choose=lambda chosen: choose(chosen["value"]),
    )


@solara.component
def Point(sweep, point):
    """One point: its values, its measures, and a way to the other pages."""
    rows = sweep.rows[sweep.rows["point"] == point]
    place = ", ".join(f"{plainly(name)} {at(rows[name].iloc[0])}" for name in sweep.varied)
    tag("p", place, words="ts-answer")
    children = shelf.scenario(sweep, point).children
    with tag("table"), tag("tbody"):
        for measure in sweep.measures:
            values = rows[rows["measure"] == measure]["value"]
            found = estimated(measure, values, children if of_everybody(measure) else 1.0)
            with tag("tr"):
                tag("td", plainly(measure))
                tag("td", f"{found.mean:.3f}", data_point=measure)
                tag("td", in_brackets(found.low, found.high), words="ts-source")
    tag(
        "p",
        f"Mean over {rows['world'].nunique()} cohorts with its 95 % interval.",
        words="ts-caption",
    )
    scenario = shelf.scenario(sweep, point)
    taken, take = solara.use_state(None)

    def bring():
        added = store.attempt(lambda: store.bring(store.one_cohort(scenario)))
        take(added if added is None else (point, added))

    Button("Take it to the other pages", bring, main=True)
    with tag("div", role="status"):
        if taken and taken[0] == point:
            tag("p", brought(taken[1]))


def brought(added):
    """What has been taken to the other pages, in words."""
    visits = f", with the visits that they need ({', '.join(added)})" if added else ""
    return f"The other pages are about this point now{visits}. Undo takes it back."


def together(sweep, x, y):
    """Was there a point at which both were set?"""
    return bool(sweep.rows[[x, y]].notna().all(axis=1).any())


def places(sweep, x, y, measure):
    """Every place of the map: its mean, its colour, and the first point there."""
    rows = sweep.rows[sweep.rows["measure"] == measure]
    keys = [x, y] if x != y else [x]
    found = rows.groupby(keys).agg(mean=("value", "mean"), point=("point", "first")).reset_index()
    low, high = found["mean"].min(), found["mean"].max()
    cells = []
    for row in found.to_dict("records"):
        red, green, blue, _ = colour = MAP((row["mean"] - low) / max(high - low, 1e-12))
        cells.append(
            {
                "x": float(row[x]),
                "y": float(row[y]),
                "mean": float(row["mean"]),
                "point": int(row["point"]),
                "colour": colors.to_hex(colour),
                "ink": DARK if red + green + blue > 1.5 else LIGHT,
            }
        )
    return cells


def drawing(sweep, x, y, measure):
    """The figure that `trustsim plot` would draw."""
    if x == y:
        return figures.sweep_lines(sweep.rows, x, [measure], sweep.children)
    return figures.sweep_map(sweep.rows, x, y, [measure], sweep.children)
