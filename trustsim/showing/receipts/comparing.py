"""Do two receipts tell the same? Panel by panel: identical, equal within a tolerance, or not."""

from typing import NamedTuple

from trustsim.sweeps.identity import differences

IDENTICAL, EQUAL, DIFFERS = "identical", "equal", "differs"
TOLERANCE = 1e-6  # of the largest number of a series: what another platform's last bits may do
MATTERS = (  # of where something is made
    "machine", "platform", "arithmetic", "algebra", "python", "versions",
)  # fmt: skip


class Verdict(NamedTuple):
    """What became of a panel or a table: a verdict, and how much differs, in words."""

    panel: str
    title: str
    verdict: str
    words: str


def elsewhere(before, after):
    """What of platform and versions is not the same in two receipts, a line each."""
    was, now = ({key: each["made"].get(key) for key in MATTERS} for each in (before, after))
    return differences(was, now)


def changed_rules(before, after):
    """The files of the theory's source that are not the same in two receipts."""
    was, now = before["made"]["sources"], after["made"]["sources"]
    return sorted(file for file in {*was, *now} if was.get(file) != now.get(file))


def compared(before, after):
    """A Verdict for each panel and each table of two receipts."""
    away, was, now = bool(elsewhere(before, after)), before["panels"], after["panels"]
    return [
        Verdict(
            name, (was.get(name) or now[name])["title"], *held(was.get(name), now.get(name), away)
        )
        for name in [*was, *(name for name in now if name not in was)]
    ]


def held(was, now, away):
    """The verdict on one panel, and how much differs."""
    if was is None or now is None:
        return DIFFERS, "was not there" if was is None else "is not there any more"
    if was["digest"] == now["digest"]:
        return IDENTICAL, ""
    kind = "numbers" if "numbers" in was else "means"
    if kind not in now or {*was[kind]} != {*now[kind]}:
        return DIFFERS, "other series are drawn"
    largest, number, size = 0.0, 0, 0
    for name, series in was[kind].items():
        others = now[kind][name]
        if len(series) != len(others):
            return DIFFERS, f"{name} has {len(others)} numbers, and had {len(series)}"
        scale = max((abs(each) for each in (*series, *others) if is_number(each)), default=0.0)
        gaps = [
            apart(one, other) / (scale or 1.0) for one, other in zip(series, others, strict=True)
        ]
        largest, size = max([largest, *gaps]), size + len(series)
        number += sum(gap > 0.0 for gap in gaps)
    of = "numbers" if kind == "numbers" else "means of columns"
    words = f"{number} of {size} {of} differ, by up to {largest:.2g} of the largest"
    if not number:
        return DIFFERS, "single numbers differ, their means do not"
    return (EQUAL if away and largest <= TOLERANCE else DIFFERS), words


def is_number(value):
    """Is this a number, and no word?"""
    return isinstance(value, int | float)


def apart(one, other):
    """How far two values are apart; words are either the same or not at all."""
    if is_number(one) and is_number(other):
        return abs(one - other)
    return 0.0 if one == other else float("inf")


def summary(verdicts):
    """How many panels and tables are what, in words."""
    said = {
        IDENTICAL: "identical",
        EQUAL: f"equal within {TOLERANCE:g} of the largest number, on another platform",
        DIFFERS: "differ",
    }
    counts = {kind: sum(each.verdict == kind for each in verdicts) for kind in said}
    told = [f"{number} {said[kind]}" for kind, number in counts.items() if number]
    return f"{', '.join(told) or 'nothing to compare'}, of {len(verdicts)} panels and tables"
