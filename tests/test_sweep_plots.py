"""A figure of a sweep is called by what is in it, so that no other takes its place unasked."""

import itertools
from pathlib import Path

import pytest
from stores import CONFIG, changed, played

from trustsim.showing.report import sweeping

VARY = {"sensitivity": [0.2, 0.8], "marking": [0.2, 0.8], "ostension": [0.2, 0.8]}
ASKED = changed(measures=["secure", "avoidant", "vigilance"], vary=VARY)
LONG = "9" * 200
DRAWN = [  # values, x, y, by, level, largest
    (["secure"], "sensitivity", None, None, None, False),
    (["secure"], "marking", None, None, None, False),
    (["avoidant"], "sensitivity", None, None, None, False),
    (["secure", "avoidant"], "sensitivity", None, None, None, False),
    (["secure"], "sensitivity", None, "marking", None, False),
    (["secure"], "sensitivity", "marking", None, None, False),
    (["secure"], "marking", "sensitivity", None, None, False),
    (["secure"], "sensitivity", "marking", "ostension", None, False),
    (["secure"], "sensitivity", "marking", None, 0.5, False),
    (["secure"], "sensitivity", "marking", None, 0.9, False),
    (["secure"], "sensitivity", "marking", None, 0.9000001, False),
    (["secure"], "sensitivity", "marking", None, -0.5, False),
    (["secure"], "sensitivity", "marking", "ostension", 0.5, False),
    (["secure", "avoidant"], "sensitivity", "marking", None, None, True),
    (["secure", "avoidant"], "sensitivity", "marking", None, None, False),
]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return played(tmp_path_factory.mktemp("here") / "first", ASKED).folder


def name_of(sweep, options, monkeypatch, out=None):
    """The name that the figure of these options is given."""
    names = []
    with monkeypatch.context() as patch:
        patch.setattr(sweeping, "pictured", lambda folder, name, figure: names.append(name))
        sweeping.plot(sweep, *options, out)
    return names[0]


def test_figures_that_differ_in_any_option_have_different_names(sweep, monkeypatch):
    names = [name_of(sweep, options, monkeypatch) for options in DRAWN]
    assert len({name.casefold() for name in names}) == len(DRAWN)
    assert names[0] == "lines_secure_over_sensitivity"
    assert names[4] == "lines_secure_over_sensitivity_by_marking"
    assert names[8] == "transition_secure_over_sensitivity_marking_at_0.5"


def test_a_figure_stays_where_another_level_is_drawn(sweep):
    words = (["secure"], "sensitivity", "marking", None)
    first, _ = sweeping.plot(sweep, *words, 0.5, False, None)
    before = [path.read_bytes() for path in first]
    second, _ = sweeping.plot(sweep, *words, 0.9, False, None)
    assert not set(first) & set(second)
    assert [path.read_bytes() for path in first] == before


def test_figures_of_two_sweeps_in_one_folder_have_different_names(sweep, tmp_path, monkeypatch):
    other = played(tmp_path / "first", ASKED | {"seed": CONFIG["seed"] + 1}).folder
    out = Path("figures")
    names = {name_of(each, DRAWN[0], monkeypatch, out) for each in (sweep, other)}
    assert len(names) == 2
    assert all(name.startswith("lines_secure_over_sensitivity_of_first_") for name in names)


@pytest.mark.parametrize("words", [
    [LONG], [LONG, "1"], ["ä"], ["ö"], ["75/25"], ["75-25"], ["../x"], ["a b"], ["a\nb"], ["a\0b"],
    ["a_b"], ["con:"], ["*?"],
])  # fmt: skip
def test_any_words_make_a_legal_name_that_is_not_too_long(words):
    name = sweeping.file_name(["lines", *words])
    assert set(name) <= {*map(chr, range(33, 127))} - set('<>:"/\\|?*')
    assert len(name) < 200


def test_words_that_look_alike_in_a_name_are_told_apart():
    alike = [["a b"], ["a/b"], ["a, b"], ["a_b"], ["ä"], ["ö"], [LONG + "1"], [LONG + "2"]]
    names = [sweeping.file_name(["map", *words]) for words in alike]
    assert not [pair for pair in itertools.combinations(names, 2) if pair[0] == pair[1]]
