"""What was recovered, as a table for the terminal and in sentences."""

from rich.table import Table

from trustsim.asking.identification import entries, pair_entries, paragraphs, verdict_entries
from trustsim.asking.recovery.telling import (
    CONFOUNDED,
    ENOUGH,
    FAINT,
    RECOVERED,
    SILENT,
    UNDECIDED,
)


def recovery_table(recovery):
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


def recovery_text(recovery):
    """What can be told and what cannot, in sentences."""
    rows, points = recovery.parameters, recovery.points["point"].nunique()
    verdicts, close = rows["verdict"], recovery.pairs[~recovery.pairs["told_apart"]]
    lost = rows.loc[verdicts == CONFOUNDED, "parameter"]
    heads = {
        RECOVERED: f"{(verdicts == RECOVERED).sum()} of {len(rows)} parameters are recovered, the "
        "best first",
        SILENT: "The experiments say next to nothing about these, even if all others were known",
        FAINT: "These leave traces of their own, but no half is surely recovered, and to be told "
        "the others helps little",
        UNDECIDED: f"Not recovered, and {points} points are too few to say why "
        f"({ENOUGH * len(rows)} would do)",
    }
    return paragraphs(
        [
            f"{points} cohorts of {recovery.children} children, each with other values of "
            f"{len(rows)} parameters; {recovery.summaries} numbers that the protocols report.",
            *verdict_entries(rows, heads),
            pair_entries(
                "These cannot be told apart, the first pairs least of all",
                close,
                lambda pair: f"errors correlate {pair.error_r:+.2f}",
            ),
            entries(
                "These are confounded with several others at once",
                lost[~lost.isin([*close["first"], *close["second"]])].tolist(),
            ),
            entries(
                "Not asked for", [f"{name} ({why})" for name, why in recovery.left_out.items()]
            ),
        ]
    )
