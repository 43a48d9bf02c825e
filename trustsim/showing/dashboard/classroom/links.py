"""A link as a QR code, in the terminal and on a page."""

from io import StringIO

import segno


def as_blocks(link):
    """The QR code of a link in letters of a terminal."""
    drawn = StringIO()
    segno.make(link, micro=False).terminal(drawn, compact=True)
    return drawn.getvalue().rstrip("\n")


def as_svg(link):
    """The QR code of a link as a picture of a page, dark on light whatever the page is."""
    code = segno.make(link, micro=False, error="m")
    return code.svg_inline(omitsize=True, light="#fff", dark="#000", border=3)
