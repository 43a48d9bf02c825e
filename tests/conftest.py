"""The command line, and small studies that several tests look at."""

import sys

import pytest
import scipy.signal  # noqa: F401  with stats and optimize: else the first example waits for them
from browsing import NOT_HERE, browsing, looking, served

import trustsim as ts
from trustsim.asking import evidence, explain
from trustsim.asking.explain.encounter import filmed
from trustsim.engine import progress
from trustsim.showing import cli
from trustsim.study.protocols import CATALOGUE

DAYS = range(60, 121)  # that are explained
VISITS = {"home_observation": {}, "strange_situation": {}, "mother_stranger": {}}


def pytest_collection_modifyitems(items):
    """Whatever looks through a browser takes long; files with what takes long are begun first."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.long)
    slow = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """How long a machine takes shows in no message: lines that tell of it are for their test."""
    monkeypatch.setattr(progress, "SECONDS", float("inf"))


@pytest.fixture
def command(monkeypatch, capsys):
    """Run a command; returns its exit code, what it printed, and what it complained of."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["trustsim", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return end.value.code or 0, *capsys.readouterr()

    return run


@pytest.fixture
def printed(command):
    """Run a command that ends well; returns what it printed."""

    def run(*arguments):
        code, said, complained = command(*arguments)
        assert code == 0, complained
        return said

    return run


@pytest.fixture
def refused(command):
    """Run a command that is refused, in one line and with nothing printed; returns the line."""

    def run(*arguments):
        code, said, complained = command(*arguments)
        assert (code, said) == (2, "")
        assert len(complained.strip().splitlines()) == 1, complained
        return complained

    return run


@pytest.fixture(scope="session")
def childhood():
    """Twenty cohorts of the published size through a whole childhood; the seed was fixed first."""
    return ts.from_dict({"seed": 20, "worlds": 20, "children": 147, "visits": VISITS})


@pytest.fixture(scope="session")
def grown(childhood):
    """Their records."""
    return ts.run(childhood)


@pytest.fixture(scope="session")
def visited():
    """A few children who go through every visit, the last ones at 48 months; seed fixed first."""
    last = {"months": [48]}
    visits = {name: {} for name in CATALOGUE} | {
        "strange_situation": {"months": [12, 48]},
        "belief_revision": last,
        "trust_scales": last,
        "contingency": {"levels": [0.0, 0.5, 1.0]},
    }
    scenario = ts.from_dict({"seed": 48, "worlds": 6, "children": 60, "visits": visits})
    populations = evidence.populations(scenario, ["contingency_security"])
    return {name: ts.run(each) for name, each in populations.items()}


@pytest.fixture(scope="session")
def short_life():
    """A childhood of four months with every visit, in which everything happens now and then."""
    return ts.from_dict(
        {
            "seed": 8,
            "worlds": 4,
            "children": 147,
            "childhood": {
                "lessons_from": 0.5, "others_from": 1.0, "playmates_from": 1.0,
                "playmates_until": 3.0,
            },
            "caregiver": {
                "availability": 0.5, "inconsistency": 1.0, "rejection": 0.4, "intrusion": 0.3,
                "congruence": 1.0, "marking": 0.6, "fright": 0.03,
            },
            "others": {"ostension": 0.5, "knowledge": 0.6, "helpfulness": 0.6},
            "theory": {
                "vigilance": {"openness": 1.0, "threat": 1.0, "check": 0.9},
                "learning": {"checkable": 0.7, "evident": 0.2},
                "misreading": {"likely": 0.25},
                "strategy": {"consistency": 5.0},
            },
            "visits": {name: {"months": [4]} for name in ts.protocols.CATALOGUE},
        }
    )  # fmt: skip


@pytest.fixture(scope="session")
def film(short_life):
    """One child at every line of its diary."""
    return filmed(short_life, child=3, world=2, until=max(DAYS))


@pytest.fixture(scope="session")
def days(short_life):
    """The days of its last two months, explained."""
    return [explain.day(short_life, 3, day, world=2) for day in DAYS]


@pytest.fixture(scope="session")
def encounters(days):
    return [each for day in days for each in day.encounters]


@pytest.fixture(scope="session")
def shots(film, encounters):
    """The lines of the diary that belong to these explanations."""
    by_number = {shot.entry.encounter: shot for shot in film.film}
    return [by_number[why.occasion.place["encounter"]] for why in encounters]


@pytest.fixture
def page(browser, dashboard):
    """The Nursery, as one user sees it; tests of another page have one of their own."""
    with looking(browser, dashboard) as page:
        page.wait_for_selector(".ts-stage svg")
        yield page


@pytest.fixture(scope="session")
def dashboard():
    """The address of a dashboard that runs."""
    with served() as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    if NOT_HERE:
        pytest.skip("needs Debian's chromium and trustsim[dashboard,test]")
    with browsing() as chromium:
        yield chromium
