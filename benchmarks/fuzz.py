"""Does every reader answer with one message? Many configs, most of them broken, from a fixed seed.

    python benchmarks/fuzz.py [--cases 100000]

Each case is a text that was made from what ships and from the JSON Schema, and then damaged a few
times: a key, a value, a line, a byte. Its reader may take it or raise ``Mistake``, within some
seconds, in one printable line that is no longer than a message may be. Nothing is grown but the few
children by whom a sweep learns the names of its measures. A case follows from its number alone.
"""

import json
import os
import random
import re
import signal
import sys
import tempfile
import time
import warnings
import zlib
from base64 import urlsafe_b64encode
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import tomli_w
import typer

import trustsim as ts
from trustsim import sweeps
from trustsim.asking import calibration
from trustsim.mistakes import MOST_SAID, Mistake
from trustsim.showing.dashboard import address, store
from trustsim.showing.report.commands import DIFFER, different, schema
from trustsim.study.scenario import parsed
from trustsim.sweeps.names import what_may_vary

ROOT = Path(__file__).parents[1]
SEED = 1
PATIENCE = 5.0  # seconds of a processor that a reader may take
MOST_DAMAGES = 4  # to one text
BATCH = 500  # cases that a process takes at a time
DEEP, LONG, WIDE = 2_000, 40_000, 5_000  # brackets and dots, letters and digits, entries

VALUES = [
    *(0, 1, -1, 2, 3.5, 0.5, 1e-9, 1e308, -1e308, 10**12, 2**31, 2**63, 2**64, 10**400),
    *(True, False, "", "x", "searched", "whole", "low_risk", "caregiver.marking", "secure", "log"),
    *([], [0.5], [0.5, 0.5], [12, 12.0], [[12], [18]], [{}], ["a", 1], {}, {"shift": 1.0}),
    *({"mean": 0.0, "sd": 1.0}, {"low": 0.1, "high": 0.9}, {"low": 0.1, "high": 0.9, "steps": 3}),
    *({"low": 1, "high": 3, "scale": "log"}, {"range": 3}, {"range": "whole", "steps": 2}),
    *("\x1b[31m", "a\nb\r", "\x9b2J", "\u202e\u2028", "日本", "{", "]" * 9, "../..", "nan"),
]
RAW = [  # values that only a text can hold
    "nan", "-inf", "0x" + "f" * 5000, "9" * 400, "9" * 5000, "1_0", "2009-05-01", "07:32:00", "'''",
    '"""', "[" * DEEP, "[" * 9 + "]" * 9, "{a=" * 9 + "1" + "}" * 9, "a." * DEEP + "a", '"\\u001b"',
    '"' + "a" * LONG + '"', "[" + "0.5, " * WIDE + "]", "=", "", "#", "\x00", "\x1b[2J", "\u200b",
]  # fmt: skip
BYTES = [b"\xff", b"\x00", b"\xef\xbb\xbf", b"\x1b", b"\r", b"\n", b'"', b"[", b"=", b".", b"#"]
LESIONS = ["ostension", "mirroring", "ostnsion"]
ENDS = ["", "é", "%00", "=", "a" * 9]  # of a link
CELLS = ["0.5", "0.2", "1", "12", "low_risk", "", "nan", "inf", "1e999", "[12]", "{}", "true"]


class Case(NamedTuple):
    """What became of one text."""

    reader: str
    number: int
    outcome: str  # taken, refused, or what is wrong with it
    seconds: float
    said: str


class TooLong(BaseException):
    """A reader takes more time than somebody waits."""


@contextmanager
def patience():
    """Raise TooLong in whatever takes more time than a reader may."""

    def end(*_):
        raise TooLong

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def shipped(under="configs"):
    """The configs that ship, as nested dicts."""
    files = sorted((ROOT / under).glob("*.toml"))
    return [parsed(file.read_text(encoding="utf-8"), file.name) for file in files]


def nodes(value, path=()):
    """Every place in a nested dict or list."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from nodes(each, (*path, key))


def keys(declared):
    """Every key of a JSON Schema."""
    if isinstance(declared, dict):
        yield from declared.get("properties", {})
        for each in declared.values():
            yield from keys(each)


KEYS = sorted(
    {*keys(schema()), *what_may_vary(), "low", "high", "steps", "scale", "range", "shift"}
)


def misspelt(chance, word):
    """A word with a letter too few, too many or changed, or something that is no word."""
    place = chance.randrange(len(word) + 1)
    letter = chance.choice("aeiou._- \n\x1b\x9bé日\u202e")
    return chance.choice([
        word[:place] + word[place + 1 :], word[:place] + letter + word[place:], word.upper(),
        word + ".shift", f"{word}.{word}", word * 400, chance.choice(KEYS), "",
    ])  # fmt: skip


def changed(chance, given):
    """A nested dict with a key or a value changed, taken out or put in."""
    whole = json.loads(json.dumps(given, default=str))
    *path, key = chance.choice(list(nodes(whole)))
    place = whole
    for part in path:
        place = place[part]
    kind = chance.choice(["value", "value", "value", "key", "more", "less", "inside"])
    if kind == "less":
        del place[key]
    elif kind == "inside":
        place[key] = {chance.choice(KEYS): place[key]}
    elif isinstance(place, list) or kind == "value":
        place[key] = chance.choice(VALUES)
    elif kind == "key":
        place[misspelt(chance, key)] = place.pop(key)
    else:
        place[chance.choice(KEYS)] = chance.choice(VALUES)
    return whole


def spoilt(chance, text):
    """A text with a line doubled, lost or shuffled, or with something else for a value."""
    lines = text.splitlines() or [""]
    place = chance.randrange(len(lines))
    kind = chance.choice(["double", "lose", "value", "value", "header", "cut", "insert"])
    if kind == "double":
        lines.insert(place, chance.choice(lines))
    elif kind == "lose":
        del lines[place]
    elif kind == "value":
        lines[place] = re.sub(r"=.*", lambda _: f"= {chance.choice(RAW)}", lines[place])
    elif kind == "header":
        lines.insert(place, f"[{chance.choice([*KEYS, *RAW])}]")
    elif kind == "insert":
        lines.insert(place, f"{chance.choice([*KEYS, *RAW])} = {chance.choice(RAW)}")
    else:
        return text[: chance.randrange(len(text) + 1)]
    return "\n".join(lines)


def damaged(chance, configs):
    """The bytes of a config to which something has happened, or several things."""
    given = chance.choice(configs)
    damages = chance.randrange(MOST_DAMAGES + 1)
    apart = chance.randrange(damages + 1)
    for _ in range(apart):
        if given:
            given = changed(chance, given)
    try:
        text = tomli_w.dumps(given)
    except (TypeError, ValueError):
        text = str(given)
    for _ in range(damages - apart):
        text = spoilt(chance, text)
    content = text.encode("utf-8", "surrogateescape")
    if chance.random() < 0.1:
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.choice(BYTES) + content[place:]
    return content


def config(chance, here):
    """A config of one study."""
    Path(here, "c.toml").write_bytes(damaged(chance, CONFIGS))
    return lambda: ts.load("c.toml")


def sweep(chance, here):
    """A config of a sweep."""
    Path(here, "s.toml").write_bytes(damaged(chance, SWEEPS))
    return lambda: sweeps.load_sweep("s.toml")


def calibrating(chance, here):
    """A config of a calibration."""
    Path(here, "k.toml").write_bytes(damaged(chance, CALIBRATIONS))
    return lambda: calibration.load_calibration("k.toml")


def settings(chance, here):
    """What differs between twins: a few ``--set key=value``."""
    given = []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        key = chance.choice(SET if chance.random() < 0.8 else what_may_vary())
        value = chance.choice(GIVEN if chance.random() < 0.5 else ["0.5", "0.2"])
        text = f"{misspelt(chance, key) if chance.random() < 0.3 else key}={value}"
        given.append(spoilt(chance, text) if chance.random() < 0.2 else text)
    without = [chance.choice(LESIONS)] if chance.random() < 0.1 else []
    return lambda: different(STUDY, given, without)


def table(chance, here):
    """A table of points (CSV)."""
    words = [chance.choice(SET) for _ in range(chance.choice([1, 1, 2, 3, 9]))]
    words = [misspelt(chance, word) if chance.random() < 0.2 else word for word in words]
    cells = chance.choice([CELLS, CELLS[:2]])
    lines = [",".join(words)]
    for _ in range(chance.choice([0, 1, 2, 5])):
        lines.append(",".join(chance.choice(cells) for _ in words))
    text = "\n".join(lines)
    for _ in range(chance.choice([0, 0, 1, 2])):
        text = spoilt(chance, text)
    content = text.encode("utf-8", "surrogateescape")
    if chance.random() < 0.1:
        content += chance.choice(BYTES) + chance.choice(RAW).encode()
    Path(here, "points.csv").write_bytes(content)
    visits = {"strange_situation": {}}
    asked = {"visits": visits, "sweep": {"design": "table", "table": "points.csv"}}
    return lambda: sweeps.sweep_from_config(asked)


def link(chance, here):
    """An address that carries the set-up of a page."""
    code = store.PACKED + urlsafe_b64encode(zlib.compress(damaged(chance, PAGES))).decode()
    if chance.random() < 0.2:
        code = code[: chance.randrange(len(code) + 1)] + chance.choice(ENDS)
    child = chance.choice(["0", "3", "-1", "x", "9" * 5000, "", "1e3"])
    search = urlencode({"setup": f"{code}.{child}"})
    return lambda: address.restore(search if chance.random() < 0.9 else search[1:])


GIVEN = [*RAW, *map(str, VALUES)]
SET = [name for name in what_may_vary() if name.split(".")[0] in DIFFER]
STUDY = ts.from_dict({"worlds": 2, "children": 8, "visits": {"strange_situation": {}}})
SMALL = {
    "worlds": 2,
    "children": 8,
    "visits": {"strange_situation": {"months": [0.1]}},
    "sweep": {
        "design": "latin_hypercube",
        "points": 4,
        "vary": {
            "caregiver.marking": {"low": 0.1, "high": 0.9},
            "childhood.lessons": {"low": 1, "high": 3},
            "theory.trust.doubt": "searched",
        },
    },
}
GRID = SMALL | {
    "sweep": {
        "vary": {
            "caregiver.marking": {"low": 0.1, "high": 0.9, "steps": 3},
            "caregiver.sensitivity": [0.2, 0.8],
            "preset": ["low_risk", "high_risk"],
        }
    }
}
CONFIGS = [each for each in shipped() if "calibration" not in each]
SWEEPS = [SMALL, GRID, *shipped("configs/sweeps")[:1]]
CALIBRATIONS = [each for each in shipped() if "calibration" in each]
PAGES = [*shipped("trustsim/study/vignettes"), *CONFIGS]
READERS = {  # how to make a case, and how many of ten are its
    "config": (config, 3),
    "sweep": (sweep, 2),
    "calibration": (calibrating, 1),
    "--set": (settings, 2),
    "table": (table, 1),
    "link": (link, 1),
}
TURNS = [name for name, (_, share) in READERS.items() for _ in range(share)]


def tried(number):
    """What becomes of the case of this number."""
    reader = TURNS[number % len(TURNS)]
    case = READERS[reader][0](random.Random(f"{SEED} {number}"), Path())
    began, said = time.process_time(), ""
    try:
        with patience():
            case()
        outcome = "taken"
    except Mistake as mistake:
        said = str(mistake)
        outcome = wrong_with(said) or "refused"
    except TooLong:
        outcome = "hangs"
    except Exception as error:
        outcome, said = "traceback", f"{type(error).__name__}: {error}"[:MOST_SAID]
    return Case(reader, number, outcome, time.process_time() - began, said)


def wrong_with(said):
    """What a message should not be, or nothing."""
    if not said.isprintable():
        return "raw"
    return "too long" if len(said) > MOST_SAID else ""


def several(numbers):
    """What becomes of these cases, in a folder of their own."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as here, warnings.catch_warnings(action="error"):
        os.chdir(here)
        try:
            return [tried(number) for number in numbers]
        finally:
            os.chdir(before)


def main(cases: int = 100_000):
    """Try them all on all cores, and print what became of them."""
    batches = [range(k, min(k + BATCH, cases)) for k in range(0, cases, BATCH)]
    found = []
    with ProcessPoolExecutor() as pool, typer.progressbar(length=cases, file=sys.stderr) as bar:
        for batch in pool.map(several, batches):
            found += batch
            bar.update(len(batch))
    print(f"{'reader':12}{'cases':>9}{'taken':>9}{'refused':>9}{'wrong':>9}{'slowest':>10}")
    for reader in READERS:
        those = [case for case in found if case.reader == reader]
        counts = Counter(case.outcome for case in those)
        wrong = len(those) - counts["taken"] - counts["refused"]
        slowest = max((case.seconds for case in those), default=0.0)
        print(f"{reader:12}{len(those):9,}{counts['taken']:9,}{counts['refused']:9,}{wrong:9,}"
              f"{slowest:8.1f} s")  # fmt: skip
    longest = max((len(case.said) for case in found), default=0)
    print(f"the longest message has {longest:,} characters, of {MOST_SAID:,} that it may have")
    wrong = [case for case in found if case.outcome not in ("taken", "refused")]
    for case in wrong[:20]:
        print(f"case {case.number} ({case.reader}): {case.outcome}: {case.said!r:.300}")
    if wrong:
        raise SystemExit(f"{len(wrong)} of {cases} cases went wrong")


if __name__ == "__main__":
    typer.run(main)
