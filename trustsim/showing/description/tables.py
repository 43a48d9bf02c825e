"""The numbers of the description as Markdown tables: every default from where it stands once."""

from trustsim.study.declared import parameter_rows
from trustsim.study.population import CAREGIVERS, CORRELATIONS, SHARED
from trustsim.theory.parameters import Theory

HEAD = ("name", "default", "range", "unit", "basis", "what it is", "source")


def cells(row):
    """One parameter as the words of a line: name, default, range, unit, basis, words, source."""
    default = row["default"]
    if isinstance(default, dict) and "link" in default:
        default = f"{default['link']}: {default['mean']:g} ± {default['sd']:g}"
    span = f"{row['low']:g} to {row['high']:g}"
    return (
        *(row["name"], str(default), span, row["unit"], row["basis"], row["words"]),
        row["source"],
    )


def table(head, lines):
    """A table in Markdown."""
    rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *lines))


def of_people(row):
    """Is this how a trait is distributed at birth?"""
    return row["name"].startswith(("caregiver.", "infant."))


def population():
    """How traits are distributed at birth, and which go together."""
    lines = [cells(row) for row in parameter_rows() if of_people(row)]
    under = [
        (name, spread.factor, f"{spread.sign:+g}")
        for name, spread in CAREGIVERS.items()
        if spread.factor
    ]
    pairs = [(*pair, f"{r:g}") for pair, r in CORRELATIONS.items()]
    return "\n\n".join(
        [
            "Mean and standard deviation before the link, of each trait:",
            table(HEAD, lines),
            f"Under a factor hang these, with `SHARED` = {SHARED:g}:",
            table(("trait of a caregiver", "factor", "sign"), under),
            "The factors correlate:",
            table(("factor", "with", "r"), pairs),
        ]
    )


def parameters():
    """All other parameters: a table for each mechanism, for childhood, others and visits."""
    groups = {}
    for row in parameter_rows():
        if not of_people(row):
            groups.setdefault(row["name"].rpartition(".")[0], []).append(cells(row))
    return "\n\n".join(
        f"{introduced(group)}\n\n{table(HEAD, lines)}" for group, lines in groups.items()
    )


def introduced(group):
    """The name of a group, and what its mechanism is."""
    room, _, name = group.partition(".")
    words = Theory.__annotations__[name].__doc__ if room == "theory" else ""
    return f"`{group}`: {words}" if words else f"`{group}`"
