"""What matters, as a table for the terminal and in sentences."""

import math

import numpy as np
from rich.table import Table

from trustsim.sweeps.sensitivity import CONSTANT, HARDLY, MATTERS, UNDECIDED

WIDE = 0.2  # of an interval: with this, parameters cannot be put in order
ONE_WAY = 0.01  # share of the way that a measure may go the other way
NOISY = 0.1  # share of the variance: so much chance is worth more cohorts
SHARE, MOVE = ".2f", ".3g"  # how indices are written
HEADS = {
    HARDLY: "hardly matters, and could be left at its default",
    UNDECIDED: "undecided",
}


def sensitivity_table(found):
    """A row for each measure and parameter, as ``sensitivity`` gives them."""
    variance = "total" in found
    heads = ("alone [95 %]", "total [95 %]") if variance else ("mu* [95 %]", "mu", "sigma")
    made = Table("measure", "parameter", "verdict", *heads, "chance")
    for measure, rows in found.groupby("measure", sort=False):
        first = f"{measure} ({rows['mean'].iloc[0]:.3g} ± {rows['sd'].iloc[0]:.2g})"
        for row in rows.itertuples():
            if row.why:
                made.add_row(measure, "", row.why)
                break
            if variance:
                numbers = (with_interval(row, "first", SHARE), with_interval(row, "total", SHARE))
            else:
                numbers = (
                    with_interval(row, "mu_star", MOVE),
                    f"{row.mu:+.3g}",
                    f"{row.sigma:.3g}",
                )
            chance = number_if_known(row.chance, SHARE if variance else MOVE)
            made.add_row(first, row.parameter, row.verdict, *numbers, chance)
            first = ""
        made.add_section()
    return made


def with_interval(row, index, form):
    """An index with its interval."""
    value, low, high = (getattr(row, f"{index}{end}") for end in ("", "_low", "_high"))
    return f"{value:{form}} [{low:{form}}, {high:{form}}]"


def number_if_known(number, form):
    """A number, or nothing where it is not known."""
    return "" if math.isnan(number) else f"{number:{form}}"


def sensitivity_text(found):
    """What matters for each measure, and how far these indices can be trusted, in sentences."""
    silent = {
        measure: rows["why"].iloc[0]
        for measure, rows in found.groupby("measure", sort=False)
        if rows["why"].iloc[0]
    }
    told = found[~found["measure"].isin(list(silent))]
    tell = sentences_of_variance if "total" in found else sentences_of_moves
    parts = [
        "\n".join(tell(measure, rows)) for measure, rows in told.groupby("measure", sort=False)
    ]
    same = [measure for measure, why in silent.items() if why == CONSTANT]
    absent = [f"{measure} {why}" for measure, why in silent.items() if why != CONSTANT]
    if same:
        parts.append(f"The same at every point, so that nothing matters: {', '.join(same)}.")
    if absent:
        parts.append(f"No indices: {'; '.join(absent)}.")
    parts += caveats(told) if len(told) else []
    return "\n\n".join(parts)


def sentences_of_variance(measure, rows):
    """Sobol' indices of one measure in sentences."""
    yield measure_and_spread(measure, rows)
    for row in rows[rows["verdict"] == MATTERS].itertuples():
        together = row.total_low - np.fmax(row.chance, 0.0) > row.first_high
        yield (
            f"  {row.parameter} matters: it has a part in {as_share(row.total)} of the variance "
            f"[{as_share(row.total_low)}, {as_share(row.total_high)}], {as_share(row.first)} "
            f"[{as_share(row.first_low)}, {as_share(row.first_high)}] by itself"
            + (" and the rest together with others" if together else "")
        )
    yield from not_surely(rows)
    alone, reach = rows["first"].sum(), np.hypot.reduce(rows["first_high"] - rows["first"])
    if reach <= WIDE:
        yield (
            f"  By themselves the parameters account for {as_share(alone)} of the variance "
            f"[{as_share(alone - reach)}, {as_share(alone + reach)}]; what is left is what they do "
            "together, and chance."
        )
    else:
        yield "  How much they do by themselves and how much together cannot be told yet."


def as_share(index):
    """An index as the share that it estimates, which lies between none and all."""
    return f"{min(max(index, 0.0), 1.0):.0%}"


def sentences_of_moves(measure, rows):
    """The screening of one measure in sentences."""
    yield measure_and_spread(measure, rows)
    for row in rows[rows["verdict"] == MATTERS].itertuples():
        chance = np.fmax(row.chance, 0.0)
        one_way = abs(row.mu) > row.mu_star - max(chance, ONE_WAY * row.mu_star)
        way = ("up" if row.mu > 0.0 else "down") if one_way else "up here and down there"
        uneven = row.sigma > max(row.mu_star, chance)
        yield (
            f"  {row.parameter} matters: along its range the measure goes {way}, by "
            f"{with_interval(row, 'mu_star', MOVE)}"
            + (", and unlike from place to place (bent, or together with others)" if uneven else "")
        )
    yield from not_surely(rows)


def measure_and_spread(measure, rows):
    """A measure with its mean and standard deviation over the design."""
    return f"{measure} ({rows['mean'].iloc[0]:.3g} ± {rows['sd'].iloc[0]:.2g} over the ranges):"


def not_surely(rows):
    """The parameters that do not surely matter."""
    for verdict, said in HEADS.items():
        names = rows.loc[rows["verdict"] == verdict, "parameter"].tolist()
        if names:
            yield f"  {said}: {', '.join(names)}"


def caveats(told):
    """How far these indices can be trusted."""
    variance = "total" in told
    points = int(told["points"].max())
    what = "base points" if variance else "trajectories"
    if variance:
        widths = [told[f"{index}_high"] - told[f"{index}_low"] for index in ("first", "total")]
        widest = max(each.max() for each in widths)
        if widest > WIDE:
            needed = 2 ** math.ceil(math.log2(points * (widest / WIDE) ** 2))
            yield (
                f"Too few points to put parameters in order: with {points} {what} the widest "
                f"interval spans {widest:.2f}; about {needed} would bring it to {WIDE:g}."
            )
    elif (told["verdict"] == UNDECIDED).any():
        yield f"{points} {what} leave some parameters undecided; more of them would tell."
    left_out = told.groupby("measure", sort=False)["left_out"].first()
    for measure, number in left_out[left_out > 0].items():
        yield (
            f"{measure} does not exist everywhere: {number} {what} were left out, and the indices "
            "hold where it exists."
        )
    yield by_chance(told, variance)
    yield "All this holds for these ranges: where a range is wider, its parameter matters more."


def by_chance(told, variance):
    """What chance does to these indices."""
    worlds = int(told["worlds"].iloc[0])
    greatest = told["chance"].max()
    if math.isnan(greatest):
        return (
            "One cohort at each point: how much of this is chance of so few children cannot be "
            "told, and every index may hold some; sweep with worlds = 2 at least."
        )
    where = told.loc[told["chance"].idxmax(), "measure"]
    if not variance:
        return (
            f"Chance: by luck of so few children a measure moves along any range, {where} by up to "
            f"{greatest:{MOVE}}; what does not surely move more is undecided."
        )
    return (
        f"Chance: up to {as_share(greatest)} of the variance (in {where}) is luck of so few "
        "children, and so much may be in every total index; what is not surely above it is "
        "undecided."
        + (f" More than {worlds} cohorts would make it less." if greatest > NOISY else "")
    )
