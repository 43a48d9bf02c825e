"""Figures as they would be printed, and what can be taken home: figures, tables, files."""

from base64 import b64encode
from io import BytesIO
from threading import Lock

import solara

from trustsim.showing.dashboard.parts import Div, tag
from trustsim.showing.dashboard.work import Later
from trustsim.showing.report.folder import csv

SHARP = 200  # dots per inch of a PNG
DRAWING = Lock()


@solara.component
def Picture(figure, words, key, of):
    """A matplotlib figure of something, with words for those who cannot see it."""

    def drawn(see):
        return words, b64encode(saved(figure, "svg", see)).decode()

    Later(drawn, key, of, lambda made: Image(*made))


@solara.component
def Image(words, code):
    """A drawn figure."""
    with tag("div", words="ts-figure", tabindex="0", role="group", aria_label="Figure"):
        tag("img", src=f"data:image/svg+xml;base64,{code}", alt=words)


def saved(figure, kind, see=lambda *_: None):
    """A figure that this function draws, as a file; one at a time, since matplotlib wants that."""
    file = BytesIO()
    with DRAWING:
        see("drawing", 0, 0)
        figure().savefig(file, format=kind, dpi=SHARP)
    return file.getvalue()


@solara.component
def Download(label, name, data):
    """A button that makes a file when it is pressed."""
    with solara.FileDownload(data, filename=name):
        solara.v.Html(tag="button", children=[label], class_="ts-button")


@solara.component
def TakeHome(name, figure=None, table=None):
    """Figure (SVG, PNG) and data (CSV) of what a page shows; both are made when asked for."""
    with Div(words="ts-row"):
        if figure:
            Download("Figure (SVG)", f"{name}.svg", lambda: saved(figure, "svg"))
            Download("Figure (PNG)", f"{name}.png", lambda: saved(figure, "png"))
        if table:
            Download("Data (CSV)", f"{name}.csv", lambda: csv(table()))
