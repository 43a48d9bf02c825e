"""Pages to look things up: commands, names in Python, the rules with their code, the glossary."""

import ast
import json
import re
from pathlib import Path
from types import ModuleType

import click
from typer.cli import get_docs_for_click
from typer.main import get_command

import trustsim as ts
from trustsim.showing.cli import app
from trustsim.showing.dashboard.glossary import glossary
from trustsim.showing.description.docstrings import linked

LIST = re.compile(r"\*\*Commands\*\*:\n\n(?:\* .*\n)+")  # cut short; each is told in full below
ROOT = Path(__file__).parents[2]


def pages():
    """Every page, by its place in the site."""
    return {
        "reference/commands.md": commands(),
        "reference/names.md": names(),
        "reference/rules.md": rules(),
        "reference/glossary.md": words(),
    }


def commands():
    """Every command with its options, as its help says."""
    command = get_command(app)
    told = get_docs_for_click(obj=command, ctx=click.Context(command), name="trustsim")
    told = told.replace("# `trustsim`", "# Commands", 1)
    return LIST.sub("", told, count=1)


def names():
    """Every public name of the package, with what its docstring says."""
    parts = ["# Names in Python", "Everything that `import trustsim as ts` gives."]
    for name, path in sorted(public().items()):
        it = getattr(ts, name)
        inside = {"members": []} if isinstance(it, ModuleType) else {}
        parts.append(
            shown(written(it, path), heading=f"ts.{name}", toc_label=f"ts.{name}", **inside)
        )
        for each in offered(it):
            words = {"heading": f"ts.{name}.{each.__name__}", "heading_level": 3}
            parts.append(shown(written(each), **words))
    return "\n\n".join(parts)


def public():
    """The public names, and where each is defined: as the package itself lists them."""
    tree = ast.parse(Path(ts.__file__).read_text(encoding="utf-8"))
    (call,) = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    given = {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
    found = {name: f"trustsim.{name}" for name in given["submodules"]}
    for module, inside in given["submod_attrs"].items():
        found |= {name: f"trustsim.{module}.{name}" for name in inside}
    return found


def offered(it):
    """The functions that a module offers, besides those that the package offers itself."""
    if not isinstance(it, ModuleType):
        return []
    above = {id(getattr(ts, name)) for name in ts.__all__}
    return [
        each
        for name, each in vars(it).items()
        if getattr(each, "__module__", "").startswith("trustsim.") and each.__doc__
        if name == name.lower() and name[0] != "_" and id(each) not in above
        if hasattr(it, "__path__") or each.__module__ == it.__name__
    ]


def written(it, path=""):
    """Where something is written and has its docstring, which a stub has not."""
    named = hasattr(it, "__module__") and not isinstance(it, ModuleType)
    return f"{it.__module__}.{it.__name__}" if named else path


def shown(path, **options):
    """What mkdocstrings shows of something that is defined at this place."""
    return f"::: {path}\n    options: {json.dumps(options)}"


def rules():
    """The rules of the theory with their code, file by file."""
    parts = ["# Rules", "Each with its equation and, below it, the code that computes it."]
    for file in sorted((ROOT / "trustsim" / "theory" / "rules").glob("[a-z]*.py")):
        name = file.stem
        parts.append(shown(f"trustsim.theory.rules.{name}", heading=name, toc_label=name))
    return "\n\n".join(parts)


def words():
    """What the words on the pages of the dashboard mean, with their sources."""
    parts = ["# Glossary"]
    for each in glossary():
        parts += [f"## {each['word']}", each["means"], f"*{linked(each['source'])}*"]
    return "\n\n".join(parts)
