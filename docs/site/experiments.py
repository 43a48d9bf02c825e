"""A page for each config: its question, the experiment, the figure, the evidence and the verdict.

All of it is said elsewhere: the config itself, docstrings of protocols, ``figures.toml``,
``evidence.toml``, and the table of verdicts in docs/findings.md, which a test keeps true.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from trustsim.asking import evidence, generations, trials
from trustsim.asking.patterns import ARMS, NEEDS, OF_DESCENT, OF_TRIALS, literature
from trustsim.showing.description import docstrings
from trustsim.showing.receipts.along import shipped
from trustsim.showing.receipts.listed import REPRODUCE, documented, work
from trustsim.study.protocols import NAMES
from trustsim.study.scenario import load, read_toml

ROOT = Path(__file__).parents[2]
FOLDER = "experiments"
GROUPS = {  # folder of configs -> what its pages are about
    "": "Childhood",
    "therapy": "Psychotherapy",
    "family": "Families",
    "sweeps": "Sweeps",
}
TOLD = re.compile(r"^\| `(\w+)` \| [ABC] \| \*\*([\w ]+)\*\* \| (.*) \|$", re.MULTILINE)
CHECKED = (
    "Verdicts are those of `trustsim check` at full size, with all defaults "
    "([findings]({up}docs/findings.md)); `trustsim reproduce` says what becomes of them here."
)
PLAYED_BY_PARTS = ("sweep", "calibration")  # tables of configs that no pattern is tested on


def pages():
    """Every page, by its place in the site."""
    return {f"{FOLDER}/index.md": index()} | {place(name): page(name) for name in shipped()}


def place(name):
    """Where the page of a config is."""
    return f"{FOLDER}/{name}.md"


def up(name):
    """The way from the page of a config to the beginning of the site."""
    return "../" * place(name).count("/")


def navigation():
    """How the pages are listed: the index, and a group for each folder of configs."""
    groups = {
        words: [{name.split("/")[-1]: place(name)} for name in members(folder)]
        for folder, words in GROUPS.items()
    }
    return [f"{FOLDER}/index.md", *({words: inside} for words, inside in groups.items())]


def members(folder):
    """The names of the configs of a folder."""
    return [name for name in shipped() if name.rpartition("/")[0] == folder]


def index():
    """The page that lists all: question, how many patterns are tested on it, how many hold."""
    parts = [
        "# Experiments",
        "Every config that comes along, each with its experiment, figure, evidence and verdicts: "
        "those of `trustsim check` at full size, as [the findings](../docs/findings.md) tell them.",
    ]
    for folder, words in GROUPS.items():
        lines = [f"## {words}", "", "| config | question | patterns that hold |", "|---|---|---|"]
        for name in members(folder):
            verdicts = [verdict for verdict, _ in map(findings_by_pattern().get, tested(name))]
            hold = f"{verdicts.count('holds')} of {len(verdicts)}" if verdicts else ""
            lines.append(f"| [{name.split('/')[-1]}]({name}.md) | {title(name)} | {hold} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def title(name):
    """The question of a config, as its title has it."""
    return read_toml(shipped()[name]).get("title", name)


def page(name):
    """The page of one config."""
    file = shipped()[name]
    text = file.read_text(encoding="utf-8").strip()
    needs = work(REPRODUCE, name).needs
    parts = [
        f"# {title(name)}",
        f"```\ntrustsim reproduce {name}\n```",
        f"Needs {needs}." if needs else "",
        *pictures(name),
        f"## Evidence and verdicts\n\n{CHECKED.format(up=up(name))}" if tested(name) else "",
        *map(judged, tested(name)),
        "## The experiment" if visits(name) else "",
        *map(docstrings.visit, visits(name)),
        f"## The config\n\n```toml\n{text}\n```",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def pictures(name):
    """The figures of the documents that are made of a config."""
    for figure, each in documented().items():
        command, _, config = each["made_by"].partition(" ")
        if config == name and (ROOT / "docs" / "figures" / f"{figure}.png").exists():
            words = each["claim"][0].upper() + each["claim"][1:]
            yield f"![{words}]({up(name)}docs/figures/{figure}.png)"
            yield f"*{words}* (`trustsim {command} {name}`)."


def visits(name):
    """The protocols that a config asks for in words of its own, in the order of the catalogue."""
    asked = read_toml(shipped()[name]).get("visits", {})
    return [each for each in NAMES if each in asked]


@cache
def tested(name):
    """The patterns that are tested on what a config grows, or on a trial with its treatment."""
    file = shipped()[name]
    own = tomllib.loads(file.read_text(encoding="utf-8"))  # without the pages that it extends
    extends = own.get("extends", [])
    on = {extends} if isinstance(extends, str) else set(extends)
    if trials.is_trial(file):
        arm = name.split("/")[-1]
        found = [each for each in OF_TRIALS if pages_of(each) <= on or arm in ARMS[each]]
    elif generations.asks_for_generations(file):
        found = list(OF_DESCENT) if on == {evidence.DESCENT} and "generations" not in own else []
    elif any(table in own for table in PLAYED_BY_PARTS):
        found = own.get("calibration", {}).get("patterns", [])
    else:
        study = load(file)
        found = [each for each in NEEDS if evidence.took_place(each, study)]
    return [each for each in found if each in findings_by_pattern()]


def pages_of(pattern):
    """The pages of the trial that a pattern is tested on."""
    return set(evidence.PAGES.get(pattern, evidence.EVERY_TREATMENT))


@cache
def findings_by_pattern():
    """What the findings say of each pattern: its verdict, and what the model shows."""
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    return {pattern: (verdict, words) for pattern, verdict, words in TOLD.findall(text)}


def judged(pattern):
    """One pattern: what is claimed and was found, and what became of it here."""
    verdict, words = findings_by_pattern()[pattern]
    found = literature()[pattern]
    number = f"; {found['children']} children" if "children" in found else ""
    return "\n".join(
        [
            f"### `{pattern}`: {verdict}\n",
            f"{found['claim']}.\n" if not found["claim"].endswith(".") else f"{found['claim']}\n",
            f"- *asked*: {found['target']} (weight {found['weight']})" if "target" in found else "",
            f"- *source*: {docstrings.linked(found['source'])} ({found['known']}{number})",
            f"- *the model*: {words}",
        ]
    ).replace("\n\n\n", "\n\n")
