"""The numbers of ``evidence.toml`` that stand beside those of an experiment."""

from functools import reduce
from operator import getitem
from typing import NamedTuple

from trustsim.asking.patterns.part import literature
from trustsim.study.protocols import CATALOGUE


class Published(NamedTuple):
    """Published numbers of an experiment."""

    values: dict  # (condition, months; None: pooled over many ages) -> number
    source: str
    known: str  # read, secondary, digitised, derived (see evidence.toml)

    @property
    def cited(self):
        """The source in one line."""
        return f"Published ({self.known}): {self.source}"


def published(protocol):
    """The numbers that the literature has of an experiment, at the places that its report names."""
    report = CATALOGUE[protocol].REPORT
    pattern = literature()[report.pattern]
    places = {place: path for panel in report.panels for place, path in panel.published.items()}
    values = {place: reduce(getitem, path, pattern["target"]) for place, path in places.items()}
    return Published(values, pattern["source"], pattern["known"])
