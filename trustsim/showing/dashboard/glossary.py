"""Words that a first-year student may not know, with their sources."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "glossary.toml"


@cache
def glossary():
    """Every word, in alphabetical order, those that begin with a number last."""
    words = tomllib.loads(FILE.read_text(encoding="utf-8"))["word"]
    return sorted(words, key=lambda each: (each["word"][0].isdigit(), each["word"].casefold()))


def meaning(word):
    """What one word means, which may be explained together with others."""
    return next(each["means"] for each in glossary() if word in each["word"].split(", "))
