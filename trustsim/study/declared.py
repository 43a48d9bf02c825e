"""Every parameter of the program, as one table: default, range, unit, basis and source."""

from trustsim.study.population import CAREGIVERS, INFANTS
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.about import CALIBRATED
from trustsim.theory.parameters import (
    FITTED,
    OTHERS,
    PLAYMATES,
    Childhood,
    LearnerTraits,
    PartnerTraits,
    Theory,
    annotations,
)

LOCATION_AND_SPREAD = ("mean", "sd")


def parameter_rows():
    """Every parameter as a dict: name, default, range, unit, basis, source, words."""
    groups = {f"theory.{name}": (group, group()) for name, group in Theory.__annotations__.items()}
    groups["childhood"] = (Childhood, Childhood())
    groups |= {
        f"visits.{name}": (each.Settings, each.Settings()) for name, each in CATALOGUE.items()
    }
    groups["others"] = (PartnerTraits, OTHERS)
    groups["playmates"] = (PartnerTraits, PLAYMATES)
    rows = [
        {"name": f"{prefix}.{name}", "default": as_json(getattr(defaults, name)), **about._asdict()}
        for prefix, (group, defaults) in groups.items()
        for name, about in annotations(group).items()
    ]
    for row in rows:
        if row["name"] in FITTED:
            row |= {"basis": "fitted", "source": CALIBRATED}
    for prefix, group, spreads in (
        ("caregiver", PartnerTraits, CAREGIVERS),
        ("infant", LearnerTraits, INFANTS),
    ):
        for name, about in annotations(group).items():
            spread = spreads[name]
            default = {"mean": spread.mean, "sd": spread.sd, "link": spread.link}
            row = {"name": f"{prefix}.{name}", "default": default, **about._asdict()}
            rows.append(row | {"basis": spread.basis, "source": spread.source})
    return rows


def as_json(value):
    """A default as JSON can say it."""
    return list(value) if isinstance(value, tuple) else value


def fitted():
    """The names of what was calibrated; a distribution of caregivers has a mean and an sd."""
    names = []
    for row in parameter_rows():
        if row["basis"] == "fitted":
            spread = isinstance(row["default"], dict) and "link" in row["default"]
            parts = [f".{part}" for part in LOCATION_AND_SPREAD] if spread else [""]
            names += [row["name"] + part for part in parts]
    return names
