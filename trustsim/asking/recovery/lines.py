"""What was recovered, as a table for the terminal and in sentences."""

from rich.table import Table

from trustsim.asking.recovery.telling import (
    ALIKE,
    CONFOUNDED,
    ENOUGH,
    FAINT,
    OPPOSITE,
    RECOVERED,
    SILENT,
    UNDECIDED,
)

EFFECTS = {ALIKE: "raising", OPPOSITE: "lowering"}


def table(recovery):
    """A row for each parameter, the best recovered first."""
    made = Table(
        "parameter", "verdict", "R² [95 %]", "rank r", "R² told the others", "answers most", "r"
    )
    for row in recovery.parameters.itertuples():
        made.add_row(
            row.parameter,
            row.verdict,
            f"{row.r2:.2f} [{row.r2_low:.2f}, {row.r2_high:.2f}]",
            f"{row.rank_r:.2f}",
            f"{row.r2_told:.2f}",
            row.strongest_summary,
            f"{row.strongest_r:.2f}",
        )
    return made


def words(recovery):
    """What can be told and what cannot, in sentences."""
    rows, points = recovery.parameters, recovery.points["point"].nunique()
    names = {
        verdict: rows.loc[rows["verdict"] == verdict, "parameter"].tolist()
        for verdict in (RECOVERED, CONFOUNDED, FAINT, SILENT, UNDECIDED)
    }
    told = f"{len(names[RECOVERED])} of {len(rows)} parameters are recovered"
    parts = [
        f"{points} cohorts of {recovery.children} children, each with other values of "
        f"{len(rows)} parameters; {recovery.summaries} numbers that the protocols report.",
        listed(f"{told}, the best first", names[RECOVERED]),
        listed(
            "The experiments say next to nothing about these, even if all others were known",
            names[SILENT],
        ),
        listed(
            "These leave traces of their own, but no half is surely recovered, and to be told the "
            "others helps little",
            names[FAINT],
        ),
        listed(
            f"Not recovered, and {points} points are too few to say why ({ENOUGH * len(rows)} "
            "would do)",
            names[UNDECIDED],
        ),
        *confusions(recovery, names[CONFOUNDED]),
        listed(
            "Not asked for",
            [f"{name} ({why})" for name, why in recovery.left_out.items()],
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def confusions(recovery, confounded):
    """Which parameters cannot be told apart, pair by pair, and which are lost among several."""
    pairs = [pair for pair in recovery.pairs.itertuples() if not pair.told_apart]
    lines = [
        f"{pair.first} and {pair.second}: raising one does what {EFFECTS[pair.effects]} the other "
        f"does (errors correlate {pair.error_r:+.2f})"
        for pair in pairs
    ]
    paired = {name for pair in pairs for name in (pair.first, pair.second)}
    alone = [name for name in confounded if name not in paired]
    return [
        listed("These cannot be told apart, the first pairs least of all", lines),
        listed("These are confounded with several others at once", alone),
    ]


def listed(head, entries):
    """A head and its entries, a line each; nothing where there are none."""
    return "\n".join([f"{head}:", *(f"  {entry}" for entry in entries)]) if entries else ""
