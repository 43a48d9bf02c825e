"""What the terminal shows: tables, verdicts, ledgers, explanations, and the parameters."""

import json
import math
from collections import Counter
from operator import attrgetter

import numpy as np
from rich.table import Table

from trustsim.asking.evidence import NOT_TESTED, UNDECIDED, VERDICTS, at_a_glance
from trustsim.asking.patterns import by_kind
from trustsim.showing.description.tables import HEAD, cells
from trustsim.study.declared import parameter_rows

KIND = attrgetter("kind")


def aligned(name, rows):
    """A table as text: wide tables with a column to a line, the others with a row.

    A dash stands where there is no number, or none that ends: one cohort alone has no interval.
    """
    rows = rows.replace([np.inf, -np.inf], np.nan)
    keys = [key for key in ("attachment", "months", "visit", "rating") if key in rows]
    if name in ("portraits", "ratings"):
        return rows.set_index(keys).T.to_string(float_format="%.3f", na_rep="-")
    return rows.to_string(index=False, float_format="%.3f", na_rep="-")


def seen(verdicts, quick):
    """The verdicts as they are told: of a quick look, as far as so few can show."""
    return [at_a_glance(each) if quick else each for each in verdicts]


def verdict_count(verdicts):
    """How many patterns hold, fail, and so on: a line for each kind, and one for all."""
    kinds = by_kind(verdicts, KIND)
    lines = {f"{kind}: ": those for kind, those in kinds.items()} if len(kinds) > 1 else {}
    return "\n".join(start + counted(those) for start, those in (lines | {"": verdicts}).items())


def counted(verdicts):
    """How many of these patterns hold, fail, and so on."""
    counts = Counter(each.verdict for each in verdicts)
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])


def verdict_lines(verdicts):
    """The verdicts as a table for the terminal, kind by kind."""
    table = Table(
        "pattern",
        "weight",
        "verdict",
        "shown by so many cohorts or trials",
        "",
        "value",
        "95 % interval",
        "accepted",
    )
    for kind, those in by_kind(verdicts, KIND).items():
        table.add_section()
        table.add_row(kind.upper())
        table.add_section()
        for each in those:
            add_verdict(table, each)
    return table


def tested(verdicts):
    """Those that were tested, in more than one cohort, and a line on those that were not."""
    found = [each for each in verdicts if each.verdict != NOT_TESTED and each.cohorts > 1]
    left = len(verdicts) - len(found)
    single = any(each.cohorts == 1 for each in verdicts)
    needed = "more than one cohort or trial" if single else "other visits, ages or populations"
    said = f"{left}{' other' if found else ''} patterns need {needed} (trustsim check)"
    return found, said if left else ""


def add_verdict(table, each):
    """The lines of one verdict, added to the table for the terminal."""
    share = "" if math.isnan(each.share) else f"{each.share:.0%} of {each.cohorts}"
    head = (each.pattern, each.weight, each.verdict, share)
    if not each.findings:
        table.add_row(*head, each.why, "", "", "")
    otherwise = "open: " if each.verdict == UNDECIDED else "NO: "
    for finding in each.findings:
        mean, low, high = finding.value
        table.add_row(
            *head,
            f"{'' if finding.holds else otherwise}{finding.words}",
            f"{mean:.3f}",
            in_brackets(low, high),
            accepted(finding.accepted),
        )
        head = ("", "", "", "")
    if each.findings:
        table.add_section()


def in_brackets(low, high):
    """An interval in brackets; empty where there is none."""
    return f"[{low:.3f}, {high:.3f}]" if math.isfinite(low) else ""


def accepted(limits):
    """An accepted range in words."""
    low, high = limits
    if math.isinf(high):
        return f"> {low:g}"
    if math.isinf(low):
        return f"< {high:g}"
    return f"{low:.2f} to {high:.2f}"


def ledger_lines(rows):
    """The ledger as a table for the terminal: lesion by pattern, with what moved."""
    table = Table("without", "pattern", "state", "", "whole", "without", "95 % interval")
    for (lesion, pattern), parts in rows.groupby(["lesion", "pattern"], sort=False):
        broken = parts[~parts["holds"]]
        shown = broken if len(broken) else parts.head(1)
        for n, each in enumerate(shown.itertuples()):
            head = (lesion, pattern, each.state) if n == 0 else ("", "", "")
            numbers = (f"{each.whole:.3f}", f"{each.lesioned:.3f}")
            table.add_row(*head, each.part, *numbers, in_brackets(each.low, each.high))
    return table


def explanation_text(why, as_json):
    """An explanation in words or as JSON."""
    from trustsim.asking import explain

    return json.dumps(explain.plain(why), indent=2) if as_json else explain.words(why)


def explanation_texts(why):
    """An explanation as the files that are kept of it: their names -> what stands in them."""
    kinds = {"json": True, "txt": False}
    return {f"explanation.{kind}": explanation_text(why, kinds[kind]) + "\n" for kind in kinds}


def parameter_lines():
    """The parameters as a table for the terminal."""
    table = Table(*HEAD)
    for row in parameter_rows():
        table.add_row(*cells(row))
    return table
