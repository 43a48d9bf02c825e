"""Named tuples and the rows that they are kept in: what is written is read again, by name."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustsim.engine.calendar import Company, Line, Tie
from trustsim.study.laboratory.script import Row
from trustsim.theory.compiled import loop
from trustsim.theory.parameters import LearnerTraits, PartnerTraits
from trustsim.theory.rows import reader, width, writer
from trustsim.theory.states import Bond, Count, Self

KINDS = [Bond, Self, PartnerTraits, LearnerTraits, Row, Tie, Line, Company]


class Pair(NamedTuple):
    """A whole number, a pair inside, and a number."""

    many: int
    count: Count
    much: float


def test_a_row_holds_the_numbers_in_the_order_of_the_fields():
    rows = np.array([[9.0] * 6, [0.0, 3.0, 0.5, 0.25, 7.0, 9.0]])
    assert reader(Pair, begins=1)(rows, 1) == Pair(3, Count(0.5, 0.25), 7.0)
    assert width(Pair) == 4
    writer(Pair)(rows, 0, Pair(1, Count(2.0, 3.0), 4.0))
    assert rows.tolist() == [[1.0, 2.0, 3.0, 4.0, 9.0, 9.0], [0.0, 3.0, 0.5, 0.25, 7.0, 9.0]]


def test_what_is_read_in_plain_python_are_plain_numbers():
    found = reader(Pair)(np.zeros((1, 4)), 0)
    assert [type(each) for each in (found.many, found.count.hits, found.much)] == [
        int, float, float,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_is_written_is_read_again(kind, data):
    rows = np.zeros((3, width(kind)))
    numbers = data.draw(st.lists(st.integers(-99, 99), min_size=width(kind), max_size=width(kind)))
    rows[1] = numbers
    read, write = reader(kind), writer(kind)
    found = read(rows, 1)
    write(rows, 2, found)
    assert rows.tolist() == [[0.0] * width(kind), numbers, numbers]
    assert read(rows, 2) == found


def test_compiled_code_reads_and_writes_the_same():
    read, write = reader(Bond), writer(Bond)

    def moved(rows):
        write(rows, 1, read(rows, 0))

    rows = np.arange(2.0 * width(Bond)).reshape(2, -1)
    loop(moved)(rows)
    assert rows[0].tolist() == rows[1].tolist() == list(range(width(Bond)))
