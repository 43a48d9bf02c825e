"""Every figure and table of the repository: what it claims, and the command that makes it.

The figures of the documents stand in ``figures.toml``; the rest follows from the configs.
"""

import tomllib
from importlib.resources import files
from typing import NamedTuple

from trustsim.showing.receipts.along import shipped
from trustsim.study.scenario import read_toml

REPRODUCE = "reproduce"
NEEDS = {  # a table of a config -> the extra of the package without which it is not played
    "sweep": "the extra 'sweeps'",
    "calibration": "the extra 'inference'",
}
OTHERWISE = "chromium, the extra 'test'"  # of a picture of a page of the dashboard
QUICK = {"lesions": ("--cohorts", "2")}  # of a command that has no --quick


class Work(NamedTuple):
    """One command that makes figures and tables from a config that comes along."""

    name: str
    words: tuple  # of the command, the config among them
    config: str
    needs: str
    figures: dict  # of the documents: name -> what it claims

    @property
    def folder(self):
        """What its results folder is called among those of all others."""
        return self.name.replace("/", "_").replace(", ", "_")

    def asked(self, quick):
        """The words of the command, as a look or at full size."""
        return (*self.words, *(QUICK.get(self.words[0], ("--quick",)) if quick else ()))


def documented():
    """The figures of the documents: name -> claim, what makes it, and what it is called there."""
    text = files(__package__).joinpath("figures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def works():
    """Everything that is made of the configs that come along, the cheapest kinds first."""
    commands = [f"{REPRODUCE} {name}" for name in shipped()]
    named = [each["made_by"] for each in documented().values()]
    commands += [
        each for each in dict.fromkeys(named) if not each.startswith(("python", REPRODUCE))
    ]
    return [work(*each.split()) for each in commands]


def work(command, config):
    """The work of one command."""
    given = read_toml(shipped()[config])
    return Work(
        config if command == REPRODUCE else f"{config}, {command}",
        (command, config),
        config,
        ", ".join(extra for table, extra in NEEDS.items() if table in given),
        {
            name: each["claim"]
            for name, each in documented().items()
            if each["made_by"] == f"{command} {config}"
        },
    )


def rows():
    """What ``trustsim figures`` lists: a row for each figure of a document or other config."""
    found = []
    for each in works():
        title = read_toml(shipped()[each.config]).get("title", "")
        for name, claim in (each.figures or {"": title}).items():
            found.append((name, claim, " ".join(each.words), each.name, each.needs))
    for name, each in documented().items():
        if each["made_by"].startswith("python"):
            found.append((name, each["claim"], each["made_by"], "", OTHERWISE))
    return found
