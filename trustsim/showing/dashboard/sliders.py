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
    off: str = ""  # why it would move nothing, where that is so


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
            shown=f"more than {rank:.0%} of caregivers{but_for(name, scenario)}",
            source="rank in the reference population",
            changed=name in scenario.differences.get("caregiver", {}),
            off=overridden(name, scenario),
        )


def below(factor):
    """The single traits that a factor moves."""
    return [name for name, spread in CAREGIVERS.items() if spread.factor == factor]


def fixed(factor, scenario):
    """The single traits below a factor that are alike in every caregiver: name -> what was set."""
    given = {name: scenario.caregiver.get(name, {}) for name in below(factor)}
    return {
        name: value
        for name, value in given.items()
        if not isinstance(value, Mapping) or value.get("sd") == 0.0
    }


def but_for(factor, scenario):
    """What a factor does not move, though it moves others, in words."""
    return f", but for {' and '.join(fixed(factor, scenario))}" if fixed(factor, scenario) else ""


def overridden(factor, scenario):
    """Why a factor moves nothing, in words; empty where it moves something."""
    if set(fixed(factor, scenario)) != set(below(factor)):
        return ""
    traits = ", ".join(f"{name} {at(value)}" for name, value in fixed(factor, scenario).items())
    return f"This moves nothing now: set for every caregiver is {traits}. ↺ lets go of that."


def released(key, scenario):
    """The keys to take out, so that what a slider moves is as it comes."""
    factor = key.removeprefix("caregiver.")
    off = factor in FACTORS and overridden(factor, scenario)
    return [key, *(f"caregiver.{name}" for name in below(factor))] if off else [key]


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
        alike = not isinstance(change, Mapping)
        shift = float(change if alike else change.get("shift", change.get("mean", 0.0)))
        yield Slider(
            key=f"caregiver.{name}",
            label=name.capitalize(),
            words=words,
            low=-REACH,
            high=REACH,
            step=2 * REACH / STEPS,
            value=shift,
            shown=(f"all more than {ndtr(shift):.0%} of caregivers" if alike else moved_by(shift))
            + but_for(name, scenario),
            source="standard deviations of the reference population",
            changed=name in scenario.differences.get("caregiver", {}),
            off=overridden(name, scenario),
        )


def moved_by(shift):
    """A move of the population, in words."""
    return "as they come" if shift == 0.0 else f"everybody {shift:+.2f} sd"


def moved(value):
    """What a slider of the population writes into the config."""
    return None if value is None else {"shift": value}
