"""Where the numbers of ``evidence.toml`` stand beside those of an experiment."""

from typing import NamedTuple

from trustsim.asking.patterns.part import literature
from trustsim.study.protocols import accuracy_of_informants, gaze_following

YEARS = {"three_years": 36.0, "four_years": 48.0}  # months
TEN = 10.0  # months


class Published(NamedTuple):
    """Published numbers of an experiment."""

    values: dict  # (condition, months), condition or measure -> number
    source: str
    known: str  # read, secondary, digitised, derived (see evidence.toml)

    @property
    def cited(self):
        """The source in one line."""
        return f"Published ({self.known}): {self.source}"


def of_pairs(target):
    """A list for each age, in the order of the pairs."""
    pairs = accuracy_of_informants.PAIRS
    return {
        (pair, months): share
        for age, months in YEARS.items()
        for pair, share in zip(pairs, target[age], strict=True)
    }


def of_liar(target):
    """A number for each age."""
    return {("liar", months): target[age] for age, months in YEARS.items()}


def of_hiding(target):
    """A number for each way of hiding, at ten months."""
    return {
        ("communicative", TEN): target["communicative"],
        ("non-communicative", TEN): target["non_communicative"],
    }


def of_gaze(target):
    """One number for the cue, one for all the rest; the pool is of many ages."""
    return {
        condition: target["ostensive_g" if condition == "ostensive cue" else "other_g"]
        for condition in gaze_following.CONDITIONS
    }


PLACES = {  # protocol -> its pattern, and where the numbers of its target belong
    "accuracy_of_informants": ("accuracy_tracking", of_pairs),
    "announced_liar": ("default_helpfulness", of_liar),
    "a_not_b": ("a_not_b", of_hiding),
    "gaze_following": ("gaze_following", of_gaze),
    "strange_situation": ("attachment_stability", dict),
}


def published(protocol):
    """The numbers that the literature reports of an experiment: one of ``PLACES``."""
    name, places = PLACES[protocol]
    pattern = literature()[name]
    return Published(places(pattern["target"]), pattern["source"], pattern["known"])
