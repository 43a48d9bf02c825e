"""A results folder on one page of HTML: figures, verdicts, tables, parameters, provenance.

Everything is inside the page: it opens without internet, and can be sent by itself.
"""

import base64
import csv
from collections import Counter
from html import escape
from importlib.resources import files
from pathlib import Path

import tomli_w

from trustsim.mistakes import command
from trustsim.showing.receipts.expected import kept, key
from trustsim.showing.receipts.receipt import changed, read_receipt, sizes

VERDICTS = "verdicts"  # the table that is told apart from the others
UNTESTED = "not tested"
MOST = 200  # rows of a table that are shown
MADE = ("seed", "worlds", "children", "fingerprint", "with", "python", "platform", "machine")


def page(folder):
    """The page of a results folder. Raises Mistake where it has no receipt, or a damaged one."""
    folder = Path(folder)
    receipt = read_receipt(folder)
    asked, made = receipt["asked"], receipt["made"]
    title = made["title"] or asked["name"]
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p class='quiet'><code>{escape(command_of(receipt))}</code>, seed {made['seed']}, "
        f"{escape(size_of(receipt))}; made {escape(made['date'])} in {made['seconds']:g} s with "
        f"the theory <code>{escape(made['fingerprint'])}</code>.</p>",
        warnings(changed(folder, receipt)),
        section("Figures", figures(folder, receipt)),
        section("Verdicts", verdicts(folder)),
        section("Tables", tables(folder)),
        section("Parameters", parameters(receipt)),
        section("Provenance", provenance(folder, receipt)),
    ]
    return whole_page(escape(title), "\n".join(filter(None, parts)))


def whole_page(title, body):
    """A page with this in it."""
    text = files(__package__).joinpath("page.html").read_text(encoding="utf-8")
    return text.format(title=title, body=body)


def command_of(receipt):
    """The command that made a results folder: of a config that comes along, by its name."""
    first, *options = receipt["asked"]["words"]
    return command(first, shipped_as(receipt) or f"{receipt['asked']['name']}.toml", *options)


def shipped_as(receipt):
    """The name of the config that comes along of which this is a receipt; an empty string if none.

    It is known by what the repository expects of it.
    """
    known = kept()["requests"].get(key(receipt), {"of": ""})
    return known["of"].split(", ")[0]


def size_of(receipt):
    """How many there are, in words: cohorts of children, trials of patients, or generations."""
    many = sizes(receipt)
    cohorts = f"{many['worlds']} cohorts of {many['children']}"
    if many["patients"]:
        ending = "s" * (many["trials"] > 1)
        return f"{many['trials']} trial{ending} of {many['patients']} patients, among {cohorts}"
    return f"{many['generations']} generations of {cohorts}" if many["generations"] else cohorts


def section(head, inside):
    """A part of the page, unless there is nothing in it."""
    return f"<section><h2>{head}</h2>\n{inside}\n</section>" if inside else ""


def warnings(lines):
    """What is not as it was written, before all else."""
    if not lines:
        return ""
    told = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<div class='warning'>Not as the receipt says:<ul>{told}</ul></div>"


def figures(folder, receipt):
    """Every figure, with its panels and their digests below."""
    shown = []
    for file in sorted((folder / "figures").glob("*.png")):
        picture = base64.b64encode(file.read_bytes()).decode()
        those = {
            name: each
            for name, each in receipt["panels"].items()
            if name.startswith(f"{file.stem}, panel ")
        }
        alt = "; ".join(each["title"] for each in those.values() if each["title"])
        shown.append(
            f"<figure id='{escape(file.stem)}'><img src='data:image/png;base64,{picture}' "
            f"alt='{escape(f'{file.stem}: {alt}')}'>"
            f"<figcaption><b>{escape(file.stem)}</b>{of_panels(those)}</figcaption></figure>"
        )
    return "\n".join(shown)


def of_panels(panels):
    """The digest of each panel, folded away."""
    rows = [
        (name.rpartition(", ")[2], each["title"], each["digest"], each["size"])
        for name, each in panels.items()
    ]
    return folded(
        f"{len(rows)} panel{'s' * (len(rows) != 1)}",
        as_table(("panel", "title", "digest", "numbers"), rows),
    )


def verdicts(folder):
    """Which patterns hold and which fail, part by part; those that were not tested, by name."""
    file = folder / "tables" / f"{VERDICTS}.csv"
    if not file.exists():
        return ""
    rows = read_rows(file)
    tested = [row for row in rows if row["verdict"] != UNTESTED]
    others = sorted({row["pattern"] for row in rows} - {row["pattern"] for row in tested})
    counts = Counter({row["pattern"]: row["verdict"] for row in tested}.values())
    said = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
    told, before = [], ""
    for row in tested:
        head = ("", "") if row["pattern"] == before else (row["pattern"], row["verdict"])
        before = row["pattern"]
        holds = "yes" if row["part_holds"] == "True" else "no"
        told.append(
            (*head, row["part"], holds, rounded(row["mean"]),
             interval(row["low"], row["high"]), interval(row["accepted_low"], row["accepted_high"]))
        )  # fmt: skip
    names = ("pattern", "verdict", "part", "holds", "value", "95 % interval", "accepted")
    inside = f"<p>{said or 'No pattern was tested on this.'}</p>"
    inside += as_table(names, told) if told else ""
    if others:
        inside += folded(
            f"{len(others)} patterns that need other visits", escape(", ".join(others))
        )
    return inside


def interval(low, high):
    """Two ends in words; one of them may not be there."""
    low, high = rounded(low), rounded(high)
    if low and high:
        return f"{low} to {high}"
    return f"above {low}" if low else f"below {high}" if high else ""


def rounded(number):
    """A number of a table in three digits; nothing where there is none."""
    return f"{float(number):.3g}" if number else ""


def tables(folder):
    """Every other table, folded away."""
    shown = []
    for file in sorted((folder / "tables").glob("*.csv")):
        if file.stem != VERDICTS and (rows := read_rows(file)):
            kept = [tuple(row.values()) for row in rows[:MOST]]
            more = f"<p>... and {len(rows) - MOST} rows more.</p>" if len(rows) > MOST else ""
            head = f"{file.stem}, {len(rows)} rows"
            shown.append(folded(head, as_table(tuple(rows[0]), kept) + more))
    return "\n".join(shown)


def read_rows(file):
    """The rows of a CSV file, as texts by column."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def parameters(receipt):
    """What differs from the defaults, and the whole config with all of them."""
    differs = tomli_w.dumps(receipt["asked"]["config"])
    whole = tomli_w.dumps(receipt["resolved"])
    return (
        "<p>What the config says; all else is as the defaults are.</p>"
        f"<pre>{escape(differs)}</pre>"
        + folded("Every parameter, defaults included", f"<pre>{escape(whole)}</pre>")
    )


def provenance(folder, receipt):
    """Where and with what it was made, and how to see that it still comes out like this."""
    made = receipt["made"]
    rows = [(name, made[name]) for name in MADE if made[name] is not None]
    rows += [(f"version of {name}", version) for name, version in made["versions"].items()]
    rows += [("digest of all numbers", receipt["digest"])]
    sources = as_table(("file of the theory", "digest"), made["sources"].items())
    again = command("verify", folder)
    return (
        f"<p>To see whether it still comes out like this: <code>{escape(again)}</code>. To check "
        "the files alone: the lines under <code>files</code> in <code>receipt.json</code> are "
        "those of <code>sha256sum</code>.</p>"
        + as_table(("", ""), rows)
        + folded(f"{len(made['sources'])} files of the theory", sources)
    )


def folded(head, inside):
    """A part that opens when it is asked for."""
    return f"<details><summary>{escape(head)}</summary>{inside}</details>"


def as_table(names, rows):
    """A table of HTML."""
    head = "".join(f"<th scope='col'>{escape(str(name))}</th>" for name in names)
    head = f"<thead><tr>{head}</tr></thead>" if any(names) else ""
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<div class='wide'><table>{head}<tbody>{body}</tbody></table></div>"
