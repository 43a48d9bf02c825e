"""Equations and visits, as the docstrings of the rules and of the protocols tell them.

An equation stands in the docstring of the rule that computes it: a paragraph that begins with its
number and name, and what follows to the end. One without words of its own is told by the first
sentence of the docstring.
"""

import ast
import re
from functools import cache
from inspect import getdoc
from pathlib import Path
from typing import NamedTuple

from trustsim.study.protocols import CATALOGUE, NAMES

PACKAGE = Path(__file__).parents[2]
ROOMS = ("theory", "study", "engine")  # where the rules are, and what calls them
BEGINS = re.compile(r"^\*\*Eq\. (\d+), (.+)\.\*\*", re.MULTILINE)
CITED = re.compile(r"\beqs?\.?\s+(\d+(?:-\d+)?(?:(?:,| and)\s+\d+(?:-\d+)?)*)", re.IGNORECASE)
DOI = re.compile(r"(?<![\[/])\bdoi:(10\.\S+?)(?=[.,;:)]*(?:\s|$))")
FIELD = re.compile(r"^(Design|Measure|Source|Assumed)\s+", re.MULTILINE)


class Equation(NamedTuple):
    """An equation: its number and name, and where it stands."""

    number: int
    name: str
    file: str
    rule: str
    words: str


@cache
def equations():
    """All equations, by their numbers."""
    found = [
        equation
        for room in ROOMS
        for file in sorted((PACKAGE / room).rglob("*.py"))
        for node, said in documented(file)
        for equation in standing(file, getattr(node, "name", ""), said)
    ]
    return {each.number: each for each in sorted(found)}


def documented(file):
    """The functions of a file, its classes and itself, each with its docstring."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, kinds) and (said := ast.get_docstring(node)):
            yield node, said


def standing(file, rule, said):
    """The equation that stands in a docstring, if one does."""
    if begins := BEGINS.search(said):
        words = said[begins.end() :].lstrip(" ")
        if words.startswith("\n"):
            words = first_sentence(said) + words
        place = file.relative_to(PACKAGE).as_posix()
        yield Equation(int(begins[1]), begins[2], place, rule, words)


def first_sentence(said):
    """The first sentence of a docstring, without the number of its equation."""
    return re.sub(r"\s*\(eqs?\.? [\d, -]+\)", "", said.split("\n\n")[0])


def cited(said):
    """The numbers of the equations that a text cites: 'eq. 3', 'eqs 5-7, 9 and 12'."""
    for numbers in CITED.findall(said):
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", numbers):
            yield from range(int(first), int(last or first) + 1)


@cache
def citing():
    """The numbers that each file of the theory, the study and the engine cites."""
    return {
        file.relative_to(PACKAGE).as_posix(): {
            number for _, said in documented(file) for number in cited(said)
        }
        for room in ROOMS
        for file in sorted((PACKAGE / room).rglob("*.py"))
    }


def equation_as_described(number):
    """An equation as the description has it: name, rule, the files that cite it, words."""
    each = equations()[number]
    others = [f"`{file}`" for file, numbers in citing().items() if number in numbers]
    others = [file for file in others if file != f"`{each.file}`" and "/protocols/" not in file]
    where = f"`{each.rule}` in `{each.file}`" + (f"; {', '.join(others)}" if others else "")
    return linked(f"**Eq. {number}, {each.name}** ({where}). {each.words}")


def linked(words):
    """A text whose DOIs lead somewhere."""
    return DOI.sub(r"[doi:\1](https://doi.org/\1)", words)


def visits():
    """What each protocol does, measures, follows and assumes, as its docstring says."""
    return "\n\n".join(visit(name) for name in NAMES)


def visit(name):
    """One protocol, as its docstring tells it."""
    title, *paragraphs = getdoc(CATALOGUE[name]).split("\n\n")
    told = [
        FIELD.sub(r"- *\1*: ", re.sub(r"\n {2,}", "\n  ", each)) if FIELD.match(each) else each
        for each in paragraphs
    ]
    head = f"##### {name.replace('_', ' ').capitalize()}\n\n{title} (`study/protocols/{name}.py`)"
    return linked("\n\n".join([head, *told]))
