"""A life as a calendar: rows of whole numbers that both engines read, one after the other.

The rows say what happens on which days, and with whom; they know nobody's role. ``plan`` writes
them, from the tables of a config.
"""

from typing import NamedTuple

from trustsim.theory.compiled import rule


class Tie(NamedTuple):
    """A child and one person, whose traits stand in the same row: by which bond it knows them."""

    bond: int  # row of the bonds
    known: int  # 1: trusted by its own record (eq. 16); 0: as people are (eq. 17)
    moody: int  # 1: has moods that last for days (eq. 4)
    luck: int  # the partner of the addresses at which its moods are looked up


class Line(NamedTuple):
    """One line of a calendar: so many encounters of a kind, on which days, with one of whom."""

    kind: int
    times: int
    begins: int  # day
    ends: int  # day
    every: int  # 1: daily, 7: weekly
    stride: int  # the encounters of a day are numbered day * stride + first, and so on
    first: int
    luck: int  # the partner of the address at which it is looked up who of several is met
    company: int  # first and last row of those who are met where the child stays,
    stay: int
    away: int  # and last row of those who are met where it ventures out (eq. 21)
    away_from: int  # day from which on it may


class Company(NamedTuple):
    """Somebody who may be met, and the share of encounters, which grows between two days."""

    tie: int
    luck: int  # the partner of the address of the encounter
    begins: int
    ends: int
    share: float


@rule
def tie_at(ties, i):
    """One row of the ties."""
    return Tie(int(ties[i, 0]), int(ties[i, 1]), int(ties[i, 2]), int(ties[i, 3]))


@rule
def line_at(lines, i):
    """One row of the lines."""
    return Line(
        int(lines[i, 0]), int(lines[i, 1]), int(lines[i, 2]), int(lines[i, 3]), int(lines[i, 4]),
        int(lines[i, 5]), int(lines[i, 6]), int(lines[i, 7]), int(lines[i, 8]), int(lines[i, 9]),
        int(lines[i, 10]), int(lines[i, 11]),
    )  # fmt: skip


@rule
def company_at(company, i):
    """One row of the company."""
    return Company(
        int(company[i, 0]), int(company[i, 1]), int(company[i, 2]), int(company[i, 3]),
        company[i, 4],
    )  # fmt: skip


@rule
def figure_on(figures, day):
    """The bond with the attachment figure of this day."""
    bond = int(figures[0, 1])
    for k in range(1, len(figures)):
        if figures[k, 0] <= day:
            bond = int(figures[k, 1])
    return bond


@rule
def due(line, day):
    """Does this line happen on this day?"""
    if day < line.begins or day >= line.ends:
        return False
    return line.every == 1 or (day - line.begins) % line.every == 0
