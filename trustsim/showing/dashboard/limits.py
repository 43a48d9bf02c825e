"""How much a page may be asked for: a computer in a classroom is shared."""

from trustsim.mistakes import Mistake

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")  # names of a computer that only it can ask
LONGEST = 64 * 1024  # characters of a TOML file
LIFE = 50_000  # encounters and events of one child: about a second
COHORT = 10_000_000  # of all children: about a second
MOST_SENT = 2**20  # bytes of a request or of a frame of a socket, far more than any page sends
MOST_PAGES = 120  # that are open at a time where the dashboard is shared
MOST_OF_ONE = 6  # of them in one browser
MOST_PEOPLE = 100  # in a room
MOST_QUESTIONS = 100  # asked in a room
LONGEST_NAME = 24  # characters of a name in a room
MOST_TRIES = 20  # wrong codes of one computer in a minute


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
    # read here: they take long, and limits are looked up before anything has been said
    from trustsim.asking.explain.replay import days_of
    from trustsim.study.protocols import CATALOGUE

    life = scenario.childhood
    a_day = sum((life.distress, life.play, life.lessons))
    events = sum(len(CATALOGUE[each.protocol].script(each.settings)) for each in scenario.visits)
    return days_of(scenario) * a_day + events
