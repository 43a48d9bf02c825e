"""A theory of one's own in one file, without touching the package.

``trustsim --with my_theory.py COMMAND ...`` (or ``ts.use("my_theory.py")`` before anything else)
runs that file first. What it declares by the functions below is part of the theory from then on:
in both engines, in ``trustsim parameters``, checked by its ranges, swept, explained, and taken out
as a lesion. Nothing else in the package knows that there is such a file.
"""

import ast
import os
import sys
import traceback
from dataclasses import dataclass, field
from functools import cache
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Annotated, NamedTuple, get_type_hints

from trustsim.mistakes import Mistake, choice, quoted
from trustsim.theory.about import About

VARIABLE = "TRUSTSIM_WITH"  # of the environment, so that every process of a sweep has the same
MODULE = "trustsim_with"  # what Python calls the file
THEORY = Path(__file__).parent
PARTS = ("Settings", "NEEDS", "script", "read", "REPORT")  # of a protocol
READY = None  # the extension, once its file begins to run


class OwnTrait(NamedTuple):
    """A trait that the theory does not have, and how it is distributed in the population."""

    kind: type
    default: float
    mean: float  # before the link, as sd
    sd: float
    link: str


@dataclass
class Extension:
    """What a file has declared."""

    path: Path | None = None
    mechanisms: dict = field(default_factory=dict)  # name -> (group of parameters, its default)
    partner_traits: dict = field(default_factory=dict)  # name -> OwnTrait
    learner_traits: dict = field(default_factory=dict)
    rules: dict = field(default_factory=dict)  # name of a rule -> what makes another of it
    lesions: dict = field(default_factory=dict)  # name -> (changes, expected)
    protocols: dict = field(default_factory=dict)  # name -> what makes it
    config: dict = field(default_factory=dict)  # differences from the defaults

    @property
    def source(self):
        """The text of the file; none without a file."""
        return self.path.read_text(encoding="utf-8") if self.path else ""


def use(path):
    """Take a theory of one's own from a file, for this process and those that it starts.

    Raises Mistake where the file cannot be read or run, and after something was played or loaded.
    """
    if "trustsim.theory.parameters" in sys.modules:
        raise Mistake(f"{path}: a theory of one's own must come before anything else is used")
    if READY is not None and READY.path:
        raise Mistake(f"{path}: {READY.path} is used already, and there is one theory at a time")
    os.environ[VARIABLE] = str(Path(path).absolute())
    extension()


def extension():
    """What the file that was asked for has declared; nothing without a file."""
    global READY
    if READY is None:
        path = os.environ.get(VARIABLE)
        READY = Extension(Path(path) if path else None)
        if path:
            declare(READY.path)
    return READY


def declare(path):
    """Let the file of an extension declare what it has to."""
    module = ModuleType(MODULE)
    module.__file__ = str(path)
    sys.modules[MODULE] = module
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    except OSError as error:
        raise Mistake(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise Mistake(f"{path}: no text") from None
    except SyntaxError as error:
        raise Mistake(f"{path}, line {error.lineno}: {error.msg}") from None
    except Exception as error:
        raise blamed(error) from None


def blamed(error):
    """What to say of an error that the file is to blame for; None of any other."""
    if READY is None or READY.path is None:
        return None
    path, trace = str(READY.path), traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in trace if frame.filename == path]
    said = str(error) if isinstance(error, Mistake) else repr(error)
    if lines:
        return Mistake(f"{path}, line {lines[-1]}: {said}")
    if type(error).__module__.startswith("numba."):
        calls = [line.strip() for line in said.split("\\n") if line.strip().startswith(">>> ")]
        what = f": {calls[-1].removeprefix('>>> ')}" if calls else ""
        return Mistake(
            f"{path}: the fast engine cannot compile what it puts in place of a rule{what}; "
            "--engine agents plays it in plain Python"
        )
    return None


def extended(kind, more):
    """A named tuple with more fields: name -> (type, default, ...)."""
    if not more:
        return kind
    for name in more:
        if name in kind._fields:
            raise Mistake(f"{quoted(name)}: {kind.__name__} has it already; call it otherwise")
    fields = kind.__annotations__ | {name: each[0] for name, each in more.items()}
    made = NamedTuple(kind.__name__, fields.items())
    defaults = kind._field_defaults | {name: each[1] for name, each in more.items()}
    made.__new__.__defaults__ = tuple(defaults.values())
    made._field_defaults = defaults
    made.__doc__, made.__module__ = kind.__doc__, kind.__module__
    return made


# What a file may declare


def mechanism(group):
    """A group of numbers, as an annotated NamedTuple: ``theory.NAME``, in small letters.

    What is handed the whole theory reads it there. Each number is
    ``Annotated[float, ts.assumed(low, high, unit, words)] = default``.
    """
    hints = get_type_hints(group, include_extras=True)
    for name in group._fields:
        if not isinstance(getattr(hints[name], "__metadata__", (None,))[0], About):
            raise Mistake(f"{group.__name__}.{name}: say its range with Annotated and ts.assumed")
    extension().mechanisms[group.__name__.lower()] = (group, group())
    return group


def partner_trait(name, about, default, mean=None, sd=0.0, link="identity"):
    """A trait of everybody as a partner; mothers are normally distributed before the link."""
    own_trait(extension().partner_traits, name, about, default, mean, sd, link)


def learner_trait(name, about, default, mean=None, sd=0.0, link="identity"):
    """A trait of children; normally distributed before the link."""
    own_trait(extension().learner_traits, name, about, default, mean, sd, link)


def own_trait(traits, name, about, default, mean, sd, link):
    """Write down a trait."""
    choice("link", link, ("identity", "logit", "log"))
    centre = default if mean is None else mean
    traits[name] = OwnTrait(Annotated[float, about], default, centre, sd, link)


def instead_of(name):
    """Put another rule in the place of one, such as ``rules.noticing.noticing``.

    What is decorated is handed the usual rule, and returns the one that takes its place, with the
    same arguments. Raises Mistake for a rule that there is not.
    """
    choice("instead_of", name, rules_there_are())

    def decorated(make):
        extension().rules[f"trustsim.theory.{name}"] = make
        return make

    return decorated


def replaced(function):
    """What a file puts in the place of a rule, or None. Raises Mistake for other arguments."""
    make = extension().rules.get(f"{function.__module__}.{function.__qualname__}")
    if make is None:
        return None
    new, usual = make(function), [*signature(function).parameters]
    if not callable(new) or [*signature(new).parameters] != usual:
        raise Mistake(
            f"{extension().path}: what takes the place of {function.__name__} must be a function "
            f"of ({', '.join(usual)})"
        )
    return new


@cache
def rules_there_are():
    """The names of all rules of the theory that can be replaced."""
    return [
        f"{folder}.{file.stem}.{each.name}"
        for folder in ("rules", "encounters")
        for file in sorted((THEORY / folder).glob("*.py"))
        for each in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef)
        and {"rule", "inlined"} & {ast.unparse(mark) for mark in each.decorator_list}
    ]


def lesion(name, changes, expected):
    """How a mechanism is taken out (key -> value), and what the theory expects without it."""
    extension().lesions[name] = (changes, expected)


def protocol(name):
    """A protocol: what is decorated returns what has ``Settings``, ``NEEDS``, ``script``, ...

    It is called once the package knows everything else, and may import from all of it; its
    docstring is the protocol's.
    """

    def decorated(make):
        extension().protocols[name] = make
        return make

    return decorated


def protocols(taken):
    """The protocols of the file, by name. Raises Mistake for one that is taken or not whole."""
    made = {}
    for name, make in extension().protocols.items():
        if name in taken:
            raise Mistake(f"{extension().path}: there is a protocol {quoted(name)} already")
        made[name] = make()
        made[name].__doc__ = make.__doc__ or f"{name}."  # the title of its figure
        for part in PARTS:
            if not hasattr(made[name], part):
                raise Mistake(f"{extension().path}: the protocol {quoted(name)} has no {part}")
    return made


def given(differences):
    """What every config begins with, as nested dicts: persons (``cast``), phases (``life``), ..."""
    extension().config.update(differences)
