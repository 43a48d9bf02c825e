"""What may be changed in a caregiver: labels, ranges and sources come from the tables."""

from collections.abc import Mapping
from typing import NamedTuple

from scipy.special import ndtr

from trustsim.engine.records import BIRTH_COLUMNS
from trustsim.study.population import CAREGIVERS, FACTORS
from trustsim.theory.parameters import PartnerTraits, annotations

STEPS = 100  # from one end of a slider to the other
REACH = 3.0  # standard deviations that a population can be moved: nearly nobody is further away


class Slider(NamedTuple):
    """One slider: what it changes, where it may go, and where it is."""

    key: str
    label: str
    words: str
    low: float
    high: float
    step: float
    value: float
    shown: str  # the value in words
    source: str
    changed: bool  # set by the user, not left as it came


def factors(birth, scenario):
    """The three factors of this child's caregiver, as ranks in the reference population."""
    for name, words in FACTORS.items():
        rank = float(ndtr(birth[BIRTH_COLUMNS.index(name)]))
        yield Slider(
            key=f"caregiver.{name}",
            label=name.capitalize(),
            words=words,
            low=1 / STEPS,
            high=1 - 1 / STEPS,
            step=1 / STEPS,
            value=rank,
            shown=f"more than {rank:.0%} of caregivers",
            source="rank in the reference population",
            changed=name in scenario.differences.get("caregiver", {}),
        )


def traits(birth, scenario):
    """The single traits of this child's caregiver, each in its own unit."""
    for name, about in annotations(PartnerTraits).items():
        value = float(birth[BIRTH_COLUMNS.index(name)])
        yield Slider(
            key=f"caregiver.{name}",
            label=name.capitalize(),
            words=about.words,
            low=about.low,
            high=about.high,
            step=(about.high - about.low) / STEPS,
            value=value,
            shown=f"{value:.2f}" + (f" {about.unit}" if about.unit != "probability" else ""),
            source=f"{about.low:g} to {about.high:g} {about.unit}; range: {about.source}, "
            f"spread: {CAREGIVERS[name].source}",
            changed=name in scenario.differences.get("caregiver", {}),
        )


def set_apart(scenario):
    """The single traits that were set for every caregiver, in words."""
    given = scenario.differences.get("caregiver", {})
    return ", ".join(f"{name} {at(value)}" for name, value in given.items() if name not in FACTORS)


def at(value):
    """What a trait was set to, in words."""
    if isinstance(value, Mapping):
        return " and ".join(f"{form} {number:+.2f}" for form, number in value.items())
    return f"{value:.2f}"


def plain(sliders):
    """The sliders as the browser reads them."""
    return [slider._asdict() for slider in sliders]


def population(scenario):
    """The three factors of everybody's caregiver, moved together."""
    given = scenario.caregiver
    for name, words in FACTORS.items():
        change = given.get(name, {})
        fixed = not isinstance(change, Mapping)
        shift = 0.0 if fixed else float(change.get("shift", change.get("mean", 0.0)))
        yield Slider(
            key=f"caregiver.{name}",
            label=name.capitalize(),
            words=words,
            low=-REACH,
            high=REACH,
            step=2 * REACH / STEPS,
            value=shift,
            shown=f"all more than {ndtr(change):.0%} of caregivers" if fixed else moved_by(shift),
            source="standard deviations of the reference population",
            changed=name in scenario.differences.get("caregiver", {}),
        )


def moved_by(shift):
    """A move of the population, in words."""
    return "as they come" if shift == 0.0 else f"everybody {shift:+.2f} sd"


def moved(value):
    """What a slider of the population writes into the config."""
    return None if value is None else {"shift": value}
