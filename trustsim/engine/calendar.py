"""A life as a calendar: rows of whole numbers that both engines read, one after the other.

The rows say what happens on which days, and with whom; they know nobody's role. ``plan`` writes
them, from the tables of a config.
"""

from typing import NamedTuple

from trustsim.theory.compiled import borrowing, rule
from trustsim.theory.rows import reader


class Tie(NamedTuple):
    """A child and one person, whose traits stand in the same row: by which bond it knows them."""

    bond: int  # row of the bonds
    known: int  # 1: trusted by its own record (eq. 16); 0: as people are (eq. 17)
    moody: int  # 1: has moods that last for days (eq. 4),
    moods_from: int  # which are followed from this day on
    moods_until: int  # and until this one, after which it meets nobody whom they would matter to
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
    bears: float  # arousal that one standard deviation of hardship adds to what is felt


class Company(NamedTuple):
    """Somebody who may be met, and the share of encounters, which grows between two days."""

    tie: int
    luck: int  # the partner of the address of the encounter
    begins: int
    ends: int
    share: float


WHOEVER = -1  # in the place of a bond: whoever has comforted most lately
tie_at, line_at, company_at = reader(Tie), reader(Line), reader(Company)  # of one row


@borrowing
def figure_on(figures, acquainted, comforted, day):
    """The bond with the attachment figure of this day: of those named so far whom the child knows.

    ``acquainted`` says of each bond whether anything has happened yet, ``comforted`` how often this
    one has comforted lately. Where it is whoever comforts, somebody takes the place of the figure
    who has done so more often (eq. 50).
    """
    bond = int(figures[0, 1])
    for k in range(1, len(figures)):
        row = int(figures[k, 1])
        if figures[k, 0] > day:
            continue
        if row == WHOEVER:
            for other in range(1, len(comforted)):
                if comforted[other] > comforted[bond]:
                    bond = other
        elif acquainted[row] == 1.0:
            bond = row
    return bond


@rule
def in_a_mood(tie, day):
    """Are this person's moods followed on this day?"""
    return tie.moods_from <= day < tie.moods_until


@rule
def due(line, day):
    """Does this line happen on this day?"""
    if day < line.begins or day >= line.ends:
        return False
    return line.every == 1 or (day - line.begins) % line.every == 0


@borrowing
def borne(events, day):
    """What the events of a day add to what the family has to bear."""
    added = 0.0
    for k in range(len(events)):
        if events[k, 0] == day:
            added += events[k, 1]
    return added
