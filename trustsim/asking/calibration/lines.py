"""What a calibration found, as tables for the terminal and in sentences."""

from importlib.metadata import version

from rich.table import Table

from trustsim.asking.calibration.aims import EDGE
from trustsim.asking.calibration.predicting import POSTERIOR, PRIOR, shown
from trustsim.asking.calibration.recovering import error, too_few
from trustsim.asking.calibration.telling import IDENTIFIED, NARROWED, UNIDENTIFIED
from trustsim.asking.recovery.lines import EFFECTS, listed
from trustsim.measures.cohorts import CONFIDENCE


def tables(found):
    """The parameters, and the patterns, as tables."""
    return [parameters(found), patterns(found)]


def parameters(found):
    """A row for each parameter, the one that is known best first."""
    made = Table("parameter", "verdict", "mean", "sd", "95 %", "searched", "narrower by", "now")
    for row in found.parameters.itertuples():
        made.add_row(
            row.parameter,
            row.verdict,
            f"{row.mean:.3g}",
            f"{row.sd:.2g}",
            f"[{row.low:.3g}, {row.high:.3g}]",
            f"[{row.prior_low:g}, {row.prior_high:g}]",
            f"{row.narrower:.0%}",
            "" if row.current != row.current else f"{row.current:.3g}",
        )
    return made


def patterns(found):
    """In how many cohorts each pattern holds whole, before and after."""
    made = Table("pattern", "", "drawn from the prior", "from the posterior")
    for row in shown(found.predictions).itertuples():
        made.add_row(
            row.pattern,
            "chosen" if row.chosen else "not chosen: a test",
            f"holds in {getattr(row, PRIOR):.0%}",
            f"in {getattr(row, POSTERIOR):.0%}",
        )
    return made


def words(found):
    """What was done, what may be said of it and what not, in sentences."""
    parts = [done(found), warning(found), *verdicts(found), *confusions(found), recovery(found)]
    return "\n\n".join(part for part in parts if part)


def done(found):
    """What was done."""
    asked, steps = found.asked, found.generations
    return (
        f"{len(asked.ranges)} parameters held against {len(asked.patterns)} patterns by ABC-SMC "
        f"(pyabc {version('pyabc')}): {len(found.sample)} values, which tell as much as "
        f"{found.size:.0f} of equal weight, after {len(steps)} generations and "
        f"{steps['simulations'].sum():,} cohorts of {asked.scenario.children:,} children."
    )


def warning(found):
    """What must be said where the search has not reached its end."""
    if found.level <= EDGE:
        return ""
    return (
        "WARNING: the search ended before every part of the chosen patterns lay in its range: "
        f"something is missed by up to {found.level:.3g} (1 is the edge of the range). What "
        "follows is wider than the posterior. Allow more simulations and generations; if that does "
        "not help, no values of these parameters show these patterns."
    )


def verdicts(found):
    """Which parameters are identified and which are not."""
    rows = found.parameters
    named = {
        verdict: rows.loc[rows["verdict"] == verdict, "parameter"].tolist()
        for verdict in (IDENTIFIED, NARROWED, UNIDENTIFIED)
    }
    outside = rows[(rows["current"] < rows["low"]) | (rows["current"] > rows["high"])]
    return [
        listed("Identified (at most half as uncertain as before)", named[IDENTIFIED]),
        listed("Narrowed (by a fifth at least)", named[NARROWED]),
        listed(
            "WARNING: NOT identified. The chosen patterns hold nearly anywhere in these ranges, so "
            "that no value of these, the present one included, may be called a finding",
            named[UNIDENTIFIED],
        ),
        listed(
            "The present value lies outside the 95 % interval",
            [
                f"{row.parameter}: {row.current:.3g}, not in [{row.low:.3g}, {row.high:.3g}]"
                for row in outside.itertuples()
            ],
        ),
    ]


def confusions(found):
    """Which parameters cannot be told apart."""
    together, still_open = found.pairs[~found.pairs["told_apart"]], found.pairs["undecided"]
    return [
        listed(words, [alike(pair) for pair in pairs.itertuples()])
        for words, pairs in (
            ("These cannot be told apart, the first pairs least of all", together),
            ("So few values do not say of these whether they can", found.pairs[still_open]),
        )
    ]


def alike(pair):
    """How two parameters go together, in words."""
    return (
        f"{pair.first} and {pair.second}: raising one does what {EFFECTS[pair.effects]} the other "
        f"does (r {pair.r:+.2f} in the posterior)"
    )


def recovery(found):
    """Whether known values were found again."""
    rows = found.recoveries
    if rows.empty:
        return "Whether the search finds known values again was not tried (recoveries = 0)."
    times = rows["recovery"].nunique()
    held = (
        f"Known values were looked for {times} times: {rows['holds'].sum()} of {len(rows)} "
        f"intervals hold theirs ({CONFIDENCE * len(rows):.1f} would be {CONFIDENCE:.0%})."
    )
    notes = []
    if too_few(rows):
        notes.append("WARNING: that is fewer than chance explains; the intervals are too narrow.")
    early = rows.loc[rows["level"] > EDGE, "recovery"].nunique()
    if early:
        notes.append(f"In {early} of them the search ended before nothing was missed any more.")
    off = [f"{name}: {value:.2f}" for name, value in error(rows).items()]
    head = "How far the means were off (1 is to know nothing and say the middle of the range)"
    return "\n".join([" ".join([held, *notes]), listed(head, off)])
