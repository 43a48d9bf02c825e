"""How much a page may be asked for: a computer in a classroom is shared."""

from trustsim.asking.explain.replay import days_of
from trustsim.mistakes import Mistake
from trustsim.study.protocols import CATALOGUE

LONGEST = 64 * 1024  # characters of a TOML file
LIFE = 50_000  # encounters and events of one child: about a second
COHORT = 10_000_000  # of all children: about a second


def check_length(where, length):
    """Raise unless a text is short enough to be a set-up."""
    if length > LONGEST:
        raise Mistake(
            f"{where}: {length} characters; a set-up that a page takes has at most {LONGEST}"
        )


def check_work(scenario):
    """Raise unless a page can live the scenario while somebody waits."""
    life, cohort = of_one(scenario), of_one(scenario) * scenario.children
    if life > LIFE or cohort > COHORT:
        raise Mistake(
            f"{scenario.name}: {cohort:,} encounters, {life:,} for each child; a page lives at "
            f"most {COHORT:,}, and {LIFE:,} for each child (the command line has no limit)"
        )


def of_one(scenario):
    """Encounters of everyday life and events of visits of one child."""
    life = scenario.childhood
    a_day = sum((life.distress, life.play, life.lessons))
    events = sum(len(CATALOGUE[each.protocol].script(each.settings)) for each in scenario.visits)
    return days_of(scenario) * a_day + events
