"""What each person of the stories looks like, wherever it is drawn."""

import tomllib
from pathlib import Path

DRAWN = tomllib.loads((Path(__file__).parent / "looks.toml").read_text(encoding="utf-8"))
LINE = ("Vera", "Ida", "Mila", "Her daughter")  # women of one family, the first mother first


def look(name):
    """The look of one person: colours of hair and dress, and the outline of the hair."""
    drawn = DRAWN["look"][name]
    return drawn | {"cut": DRAWN["cut"][drawn["cut"]]}


def named_and_drawn(*names):
    """What a scene says of two people: their names, and how they are drawn."""
    return {"called": names, "looks": [look(name) for name in names]}
