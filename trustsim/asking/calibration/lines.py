"""What a calibration found, as tables for the terminal and in sentences."""

from importlib.metadata import version

from rich.table import Table

from trustsim.asking.calibration.aims import EDGE
from trustsim.asking.calibration.predicting import POSTERIOR, PRIOR, whole_patterns
from trustsim.asking.calibration.recovering import prior_error, too_few
from trustsim.asking.calibration.telling import IDENTIFIED, NARROWED, UNIDENTIFIED
from trustsim.asking.identification import entries, pair_entries, paragraphs, verdict_entries
from trustsim.measures.cohorts import CONFIDENCE

HEADS = {
    IDENTIFIED: "Identified (at most half as uncertain as before)",
    NARROWED: "Narrowed (by a fifth at least)",
    UNIDENTIFIED: "WARNING: NOT identified. The chosen patterns hold nearly anywhere in these "
    "ranges, so that no value of these, the present one included, may be called a finding",
}


def calibration_tables(found):
    """The parameters, the one that is known best first; and the patterns, before and after."""
    parameters = Table(
        "parameter", "verdict", "mean", "sd", "95 %", "searched", "narrower by", "now"
    )
    for row in found.parameters.itertuples():
        parameters.add_row(
            row.parameter,
            row.verdict,
            f"{row.mean:.3g}",
            f"{row.sd:.2g}",
            f"[{row.low:.3g}, {row.high:.3g}]",
            f"[{row.prior_low:g}, {row.prior_high:g}]",
            f"{row.narrower:.0%}",
            "" if row.current != row.current else f"{row.current:.3g}",
        )
    patterns = Table("pattern", "", "drawn from the prior", "from the posterior")
    for row in whole_patterns(found.predictions).itertuples():
        patterns.add_row(
            row.pattern,
            "chosen" if row.chosen else "not chosen: a test",
            f"holds in {getattr(row, PRIOR):.0%}",
            f"in {getattr(row, POSTERIOR):.0%}",
        )
    return [parameters, patterns]


def calibration_text(found):
    """What was done, what may be said of it and what not, in sentences."""
    rows, pairs = found.parameters, found.pairs
    outside = rows[(rows["current"] < rows["low"]) | (rows["current"] > rows["high"])]

    def strength(pair):
        return f"r {pair.r:+.2f} in the posterior"

    return paragraphs(
        [
            what_was_done(found),
            unfinished_search(found),
            *verdict_entries(rows, HEADS),
            entries(
                "The present value lies outside the 95 % interval",
                [
                    f"{row.parameter}: {row.current:.3g}, not in [{row.low:.3g}, {row.high:.3g}]"
                    for row in outside.itertuples()
                ],
            ),
            pair_entries(
                "These cannot be told apart, the first pairs least of all",
                pairs[~pairs["told_apart"]],
                strength,
            ),
            pair_entries(
                "So few values do not say of these whether they can",
                pairs[pairs["undecided"]],
                strength,
            ),
            known_values_found(found.recoveries),
        ]
    )


def what_was_done(found):
    """What was done."""
    asked, steps = found.asked, found.generations
    return (
        f"{len(asked.ranges)} parameters held against {len(asked.patterns)} patterns by ABC-SMC "
        f"(pyabc {version('pyabc')}): {len(found.sample)} values, which tell as much as "
        f"{found.size:.0f} of equal weight, after {len(steps)} generations and "
        f"{steps['simulations'].sum():,} cohorts of {asked.scenario.children:,} children."
    )


def unfinished_search(found):
    """What must be said where the search has not reached its end."""
    if found.level <= EDGE:
        return ""
    return (
        "WARNING: the search ended before every part of the chosen patterns lay in its range: "
        f"something is missed by up to {found.level:.3g} (1 is the edge of the range). What "
        "follows is wider than the posterior. Allow more simulations and generations; if that does "
        "not help, no values of these parameters show these patterns."
    )


def known_values_found(rows):
    """Whether known values were found again."""
    if rows.empty:
        return "Whether the search finds known values again was not tried (recoveries = 0)."
    times = rows["recovery"].nunique()
    said = [
        f"Known values were looked for {times} times: {rows['holds'].sum()} of {len(rows)} "
        f"intervals hold theirs ({CONFIDENCE * len(rows):.1f} would be {CONFIDENCE:.0%})."
    ]
    if too_few(rows):
        said.append("WARNING: that is fewer than chance explains; the intervals are too narrow.")
    early = rows.loc[rows["level"] > EDGE, "recovery"].nunique()
    if early:
        said.append(f"In {early} of them the search ended before nothing was missed any more.")
    off = [f"{name}: {value:.2f}" for name, value in prior_error(rows).items()]
    head = "How far the means were off (1 is to know nothing and say the middle of the range)"
    return "\n".join([" ".join(said), entries(head, off)])
