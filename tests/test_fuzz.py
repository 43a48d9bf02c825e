"""Every reader takes a config or says in one message why not: some cases of ``make fuzz``."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

fuzz = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "fuzz.py")))


@pytest.fixture(scope="module")
def cases():
    """What became of some hundred cases, by the name of their reader."""
    found = fuzz.several(range(600))
    return {reader: [case for case in found if case.reader == reader] for reader in fuzz.READERS}


@pytest.mark.parametrize("reader", fuzz.READERS)
def test_a_reader_takes_a_config_or_says_why_not(reader, cases):
    assert [case for case in cases[reader] if case.outcome not in ("taken", "refused")] == []


@pytest.mark.parametrize("reader", fuzz.READERS)
def test_some_configs_are_taken_and_some_are_not(reader, cases):
    assert {case.outcome for case in cases[reader]} == {"taken", "refused"}


def test_a_message_that_is_raw_or_too_long_is_found():
    assert fuzz.wrong_with("here: \x1b[31m") == "raw"
    assert fuzz.wrong_with("here: a\n") == "raw"
    assert fuzz.wrong_with("a" * (fuzz.MOST_SAID + 1)) == "too long"
    assert fuzz.wrong_with("here: 'a': must be a number") == ""


def test_a_reader_that_takes_too_long_is_found():
    with pytest.raises(fuzz.TooLong), fuzz.patience():
        fuzz.signal.raise_signal(fuzz.signal.SIGPROF)
