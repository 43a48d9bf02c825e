"""Named tuples as rows of numbers: where a number lies is written nowhere but in the tuple.

The compiled loops keep everybody in arrays; rules see named tuples. ``reader`` and ``writer`` make
the functions between the two, number by number in the order of the fields.
"""

from itertools import count
from typing import get_type_hints

from trustsim.theory.compiled import rule


def width(kind):
    """How many numbers a named tuple has, those of tuples inside it included."""
    return sum(width(each) if parts(each) else 1 for each in parts(kind).values())


def parts(kind):
    """The fields of a named tuple with their types; none of a plain number."""
    return get_type_hints(kind) if hasattr(kind, "_fields") else {}


def reader(kind, begins=0):
    """A rule ``(rows, k)`` that reads a named tuple from row ``k``, from column ``begins`` on."""
    columns, names = count(begins), {}

    def told(kind):
        names[kind.__name__] = kind
        return f"{kind.__name__}({', '.join(map(field, parts(kind).values()))})"

    def field(kind):
        if parts(kind):
            return told(kind)
        whole = "int" if issubclass(kind, int) else "float"
        return f"{whole}(rows[k, {next(columns)}])"  # a view of a row would count references

    return made("read", "rows, k", f"return {told(kind)}", names)


def writer(kind):
    """A rule ``(rows, k, given)`` that writes a named tuple into row ``k``."""
    columns = count()

    def fields(kind, given):
        for name, each in parts(kind).items():
            if parts(each):
                yield from fields(each, f"{given}.{name}")
            else:
                yield f"rows[k, {next(columns)}] = {given}.{name}"

    return made("write", "rows, k, given", "; ".join(fields(kind, "given")), {})


def replacer(kind, name):
    """A rule ``(whole, value)``: the same named tuple with another value in one field."""
    fields = [f"{each}={'value' if each == name else f'whole.{each}'}" for each in kind._fields]
    body = f"return {kind.__name__}({', '.join(fields)})"
    return made("replaced", "whole, value", body, {kind.__name__: kind})


def made(name, arguments, body, names):
    """A rule from its text."""
    exec(f"def {name}({arguments}):\n    {body}", names)
    return rule(names[name])
