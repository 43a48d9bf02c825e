"""From where to where each parameter may vary, and the scenario in which it can."""

import math

from trustsim.mistakes import Mistake
from trustsim.study.declared import LOCATION_AND_SPREAD
from trustsim.study.population import CAREGIVERS, INFANTS
from trustsim.study.searched import Range
from trustsim.sweeps.axis import LINEAR, axis
from trustsim.sweeps.names import about

SPREADS = {"caregiver": CAREGIVERS, "infant": INFANTS}


def prior_ranges(vary, where):
    """The range of each parameter, by its dotted name. Raises Mistake.

    ``vary`` maps names to ``{ low, high }``, ``"searched"`` or ``"whole"``, as in a sweep.
    """
    found = {}
    for word, given in vary.items():
        each = axis(word, given, where)
        if each.size or not each.is_range or each.scale != LINEAR:
            raise Mistake(
                f"{where} {word}: a calibration looks through a range; give {{ low, high }}, "
                "'searched' or 'whole'"
            )
        if about(each.name).get("type") != "number":
            raise Mistake(
                f"{where} {word}: only a number that may take every value in between can be "
                "calibrated"
            )
        found[each.name] = Range(each.low, each.high)
    return found


def spelled_out(scenario, names):
    """The same scenario, in which a distribution of which one part varies is given in full."""
    whole = {}
    for name in names:
        group, trait, *part = name.split(".")
        if group in SPREADS and part and part[0] in LOCATION_AND_SPREAD:
            spread = SPREADS[group][trait]
            given = scenario.differences.get(group, {}).get(trait, {})
            if not given:
                whole |= {f"{group}.{trait}": {"mean": spread.mean, "sd": spread.sd}}
    return scenario.but(whole)


def check_ends(scenario, found, where):
    """Raise Mistake unless both ends of all ranges are possible values."""
    for end in Range._fields:
        for name, each in found.items():
            try:
                scenario.but({name: getattr(each, end)})
            except Mistake as mistake:
                reason = str(mistake).removeprefix(f"{scenario.name}: ")
                raise Mistake(f"{where} {name}: {end} = {getattr(each, end):g}: {reason}") from None


def value_now(scenario, name):
    """The value that a parameter has in a scenario; not a number where it has none of this form."""
    here = scenario.resolved()
    for key in name.split("."):
        if not isinstance(here, dict) or key not in here:
            return math.nan
        here = here[key]
    return here
