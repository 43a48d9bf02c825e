"""A receipt: what was asked for, what came out, and where and when, to be had again and compared.

It stands in a results folder as ``receipt.json``, and is all that ``trustsim verify`` needs.
"""

import hashlib
import json
import math
import os
import platform
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from trustsim.asking.generations.config import TABLE as GENERATIONS
from trustsim.asking.trials.circles import MOST_TRIALS
from trustsim.asking.trials.config import TABLE as TRIAL
from trustsim.engine.records import provenance
from trustsim.mistakes import Mistake
from trustsim.showing.receipts.drawn import DIGITS, columns_of, digest, panel_record
from trustsim.study.scenario import Scenario, plain
from trustsim.sweeps.digests import digest_line
from trustsim.theory.compiled import PACKAGE, THEORY
from trustsim.theory.compiled import digest as digest_of_source

NAME = "receipt.json"
FORMAT = 2
SHOWN = ("tables", "figures")  # folders whose files a receipt lists, besides those at the top
IN_LINES = re.compile(r"\[\n[^\[\]{}\"]*\]")  # a list of numbers, without texts
PARTS = ("format", "asked", "resolved", "made", "panels", "files", "digest", "seal")


class Request(NamedTuple):
    """What was asked for: the words of the command, and the config that it was about."""

    words: tuple  # ("lesions", "--cohorts", "20")
    name: str
    config: dict
    begun: float  # seconds on a clock
    worked: float  # seconds of processors before


def request(command, what, **options):
    """What was asked for of a scenario, a trial, generations or a calibration.

    ``options`` are those of the command; one that is None or False was not given.
    """
    words = [command]
    for name, value in options.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            if each is not None and each is not False:
                words += [f"--{name.replace('_', '-')}", *([] if each is True else [str(each)])]
    config = what.differences if isinstance(what, Scenario) else what.given
    name = what.name if hasattr(what, "name") else what.scenario.name
    return Request(tuple(words), name, plain(config), time.monotonic(), worked())


def worked():
    """Seconds for which processors have worked for this process, and for those that it began."""
    return sum(os.times()[:4])


def write_receipt(folder, asked, scenario, figures, tables):
    """Write the receipt of a results folder, in which all else has been written.

    ``figures`` maps the name of each to its panels, ``tables`` to what stands in it.
    """
    panels = {
        f"{name}, panel {number}": panel_record(*panel)
        for name, each in figures.items()
        for number, panel in enumerate(each, 1)
    }
    panels |= {f"table {name}": panel_record("", columns_of(rows)) for name, rows in tables.items()}
    receipt = {
        "format": FORMAT,
        "asked": {"words": list(asked.words), "name": asked.name, "config": asked.config},
        "resolved": scenario.resolved(),
        "made": made(scenario, time.monotonic() - asked.begun, worked() - asked.worked),
        "panels": panels,
        "files": files_of(folder),
    }
    receipt["digest"] = digest({name: each["digest"] for name, each in panels.items()})
    receipt["seal"] = digest(receipt)
    text = json.dumps(receipt, indent=1, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(IN_LINES.sub(in_one_line, text), encoding="utf-8")


def in_one_line(numbers):
    """A list of numbers that stood in several lines."""
    return "".join(numbers[0].split()).replace(",", ", ")


def made(scenario, seconds, worked):
    """Where, when and with what something was made."""
    return provenance(scenario) | {
        "platform": platform.platform(),
        "arithmetic": arithmetic(),
        "algebra": algebra(),
        "seconds": round(seconds, 1),
        "processor_seconds": round(worked, 1),
        "sources": sources(),
    }


def arithmetic():
    """The digest of this machine's exponentials, logarithms and cosines: libraries differ a bit."""
    points = [k / 997.0 for k in range(1, 20_000)]
    values = [(math.exp(-x), math.log(x), math.cos(x)) for x in points]
    return hashlib.sha256(np.array(values).tobytes()).hexdigest()[:DIGITS]


def algebra():
    """The digest of this machine's linear algebra, whose last bits go by its processor."""
    x = np.cos(np.outer(np.arange(1.0, 198.0), [0.0, 0.37, 0.73, 1.91]))
    y = np.sin(np.arange(1.0, 198.0))
    found = [np.linalg.lstsq(x, y, rcond=None)[0], x.T @ y, np.corrcoef(x[:, 1], y)[0]]
    return hashlib.sha256(np.concatenate(found).tobytes()).hexdigest()[:DIGITS]


def sources():
    """A digest of each file of the theory's source, on which every number hangs."""
    files = [
        file.relative_to(PACKAGE).as_posix()
        for part in THEORY
        for file in (sorted((PACKAGE / part).rglob("*.py")) or [PACKAGE / part])
    ]
    return {file: digest_of_source((file,)) for file in files}


def files_of(folder):
    """A line for each file that a reader sees of a results folder, as ``sha256sum`` writes them."""
    files = [file for file in folder.iterdir() if file.is_file() and file.name != NAME]
    files += shown(folder)
    names = {file.relative_to(folder).as_posix(): file for file in files}
    return [digest_line(name, names[name].read_bytes()) for name in sorted(names)]


def shown(folder):
    """The tables and figures of a results folder."""
    return [file for under in SHOWN for file in (folder / under).glob("*") if file.is_file()]


def read_receipt(folder):
    """The receipt of a results folder. Raises Mistake where there is none, or not a whole one."""
    path = Path(folder) / NAME
    try:
        receipt = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Mistake(f"{path}: no such file; {folder} is no results folder of a command") from None
    except OSError as error:
        raise Mistake(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError:  # no JSON, or no text
        raise Mistake(f"{path}: damaged: it is no JSON") from None
    if not isinstance(receipt, dict) or any(part not in receipt for part in PARTS):
        raise Mistake(f"{path}: damaged: it is no receipt, or not a whole one")
    if receipt["format"] != FORMAT:
        raise Mistake(f"{path}: of another version of trustsim: format {receipt['format']!r}")
    if told_otherwise := edited(receipt):
        raise Mistake(f"{path}: edited or damaged: {told_otherwise}")
    return receipt


def sizes(receipt):
    """How many cohorts, children, trials, patients and generations there were; None: no such."""
    config, (command, *options) = receipt["asked"]["config"], receipt["asked"]["words"]
    trial, lines = config.get(TRIAL, {}), config.get(GENERATIONS, {})
    trials = trial.get("trials", 1)
    if command == "lesions":  # plays no more of them than it is told to
        told = dict(pairwise(options)).get("--cohorts", MOST_TRIALS)
        trials = min(trials, int(told))
    return {key: receipt["made"][key] for key in ("worlds", "children")} | {
        "trials": trials,
        "patients": trial.get("patients"),
        "generations": lines.get("number"),
    }


def edited(receipt):
    """What in a receipt is not as it was written, in words; an empty string where all is."""
    try:
        for name, panel in receipt["panels"].items():
            if "numbers" in panel and digest(panel["numbers"]) != panel["digest"]:
                return f"the numbers of {name} are not those of its digest"
        if (
            digest({key: value for key, value in receipt.items() if key != "seal"})
            != receipt["seal"]
        ):
            return "it is not as its seal says"
    except (AttributeError, KeyError, TypeError):
        return "it is not a whole one"
    return ""


def changed(folder, receipt):
    """The files of a results folder that are not as they were written, a line each.

    What is missing, and what stands among its tables and figures and was not there, is told too.
    """
    folder, lines = Path(folder), []
    known = {line.split("  ", 1)[1] for line in receipt["files"]}
    for name in sorted(file.relative_to(folder).as_posix() for file in shown(folder)):
        if name not in known:
            lines.append(f"{name}: was not there")
    for line in receipt["files"]:
        name = line.split("  ", 1)[1]
        file = folder / name
        if not file.is_file():
            lines.append(f"{name}: is missing")
        elif digest_line(name, file.read_bytes()) != line:
            lines.append(f"{name}: is not as it was written")
    return lines
