"""A room: its code, who has come, what was asked, and who predicted what."""

import secrets
from collections import Counter
from datetime import datetime
from hashlib import sha256
from threading import Condition
from typing import NamedTuple

import pandas as pd

from trustsim.mistakes import Mistake, quoted
from trustsim.showing.dashboard.classroom.happenings import Asked, Came, Opened, Shown, Voted
from trustsim.showing.dashboard.classroom.kept import Kept
from trustsim.showing.dashboard.limits import LONGEST_NAME, MOST_PEOPLE, MOST_QUESTIONS
from trustsim.showing.dashboard.predictions import SIDES, titled

LETTERS = "BCDFGHJKMPRTVWXY"  # none looks or sounds like another, and they make no words
LENGTH = 6  # of a code
WRITTEN = ["time", "name", "round", "question", "predicted", "caregiver", "seed"]


class State(NamedTuple):
    """All that is known of a room at one moment."""

    code: str
    key: str
    people: dict  # person -> name
    asked: tuple
    votes: tuple
    shown: dict  # number of a question -> Shown

    @property
    def last(self):
        """The question that was asked last, or None."""
        return self.asked[-1] if self.asked else None

    def vote(self, number, person):
        """What somebody predicted, or None."""
        return next((v for v in self.votes if (v.number, v.person) == (number, person)), None)

    def tally(self, number):
        """How many predicted what: side -> people."""
        count = Counter(vote.predicted for vote in self.votes if vote.number == number)
        return {side: count[side] for side in SIDES}


EMPTY = State("", "", {}, (), (), {})


def after(state, happening):
    """What is known of a room once something has happened."""
    match happening:
        case Opened():
            return state._replace(code=happening.code, key=happening.key)
        case Came():
            return state._replace(people=state.people | {happening.person: happening.name})
        case Asked():
            return state._replace(asked=(*state.asked, happening))
        case Voted():
            mine = (happening.number, happening.person)
            others = (each for each in state.votes if (each.number, each.person) != mine)
            people = {happening.person: happening.name} | state.people
            return state._replace(people=people, votes=(*others, happening))
        case Shown():
            return state._replace(shown=state.shown | {happening.number: happening})


class Room:
    """A room that is open: whatever happens is written down first, then everybody is told."""

    def __init__(self, folder):
        self.kept = Kept(folder)
        self.told, self.state = Condition(), EMPTY
        happened, self.damage = self.kept.read()
        for each in happened:
            self.state = after(self.state, each)
        if not self.state.code:
            code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
            with self.told:
                self.note(Opened(time=now(), code=code, key=secrets.token_urlsafe(24)))

    def note(self, happening):
        """Write down what happened, and wake everybody who waits for it; ``told`` is held."""
        self.kept.append(happening)
        self.state = after(self.state, happening)
        self.told.notify_all()

    def come(self, person, name):
        """Let somebody in under a name. Raises Mistake."""
        name = " ".join(name.split())
        with self.told:
            state = self.state
            if person in state.people:
                raise Mistake(f"You are here already, as {state.people[person]}.")
            check_name(name)
            if name.casefold() in (each.casefold() for each in state.people.values()):
                raise Mistake(f"{quoted(name)}: somebody here is called so; add a letter")
            if len(state.people) >= MOST_PEOPLE:
                raise Mistake(f"There are {MOST_PEOPLE} people here, and no more can come in.")
            self.note(Came(time=now(), person=person, name=name))

    def ask(self, title, scenario, caregiver):
        """Ask everybody a question about the children of a scenario. Raises Mistake."""
        with self.told:
            if len(self.state.asked) >= MOST_QUESTIONS:
                raise Mistake(f"A room has at most {MOST_QUESTIONS} questions; open another one.")
            self.note(
                Asked(
                    time=now(),
                    number=1 + max((each.number for each in self.numbered()), default=0),
                    title=title,
                    people=scenario.to_toml(),
                    caregiver=caregiver,
                    seed=scenario.seed,
                )
            )

    def numbered(self):
        """All that bears the number of a question, which no other may have."""
        return (*self.state.asked, *self.state.votes)

    def vote(self, number, person, predicted):
        """Take somebody's prediction, once and before the answer is shown. Raises Mistake."""
        with self.told:
            state, asked = self.state, self.state.last
            if person not in state.people:
                raise Mistake("Say who you are first.")
            if asked is None or asked.number != number:
                raise Mistake("This question is over; there is another one.")
            if number in state.shown:
                raise Mistake("The answer has been shown.")
            if state.vote(number, person):
                raise Mistake("You have predicted already.")
            self.note(
                Voted(
                    time=now(),
                    number=number,
                    person=person,
                    name=state.people[person],
                    title=asked.title,
                    predicted=predicted,
                    words=titled(asked.title).options[predicted],
                    caregiver=asked.caregiver,
                    seed=asked.seed,
                )
            )

    def show(self, number, result):
        """Show everybody what the model answers."""
        with self.told:
            if number not in self.state.shown:
                left, right, difference, side = result
                self.note(
                    Shown(
                        time=now(),
                        number=number,
                        left=left,
                        right=right,
                        difference=tuple(difference),
                        side=side,
                    )
                )

    def changed(self, state, seconds):
        """The state of the room once it is another than this one, or after so many seconds."""
        with self.told:
            self.told.wait_for(lambda: self.state is not state, seconds)
            return self.state


def now():
    """The time, as it is written down."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def person(session):
    """Who somebody is, by the session of their browser, which this does not give away."""
    return sha256(session.encode()).hexdigest()[:16]


def check_name(name):
    """Raise unless this can be a name: short, in letters, and nothing that a table reckons with."""
    if not name or not name[0].isalnum() or not name.isprintable():
        raise Mistake(f"{quoted(name)}: a name begins with a letter or a digit")
    if len(name) > LONGEST_NAME:
        raise Mistake(f"{quoted(name)}: a name has at most {LONGEST_NAME} characters")


def table(state):
    """Every vote of a room, in the order in which they came, as data for a lecturer."""
    rows = [
        (
            vote.time,
            vote.name,
            vote.number,
            vote.title,
            vote.words,
            vote.caregiver,
            vote.seed,
        )
        for vote in state.votes
    ]
    return pd.DataFrame(rows, columns=WRITTEN)
