"""The page of everybody in a room: a name, the question, and one's prediction."""

from collections.abc import Callable

import solara

from trustsim.showing.dashboard import store
from trustsim.showing.dashboard.classroom import here
from trustsim.showing.dashboard.classroom.votes import Histogram, Told, seen
from trustsim.showing.dashboard.limits import LONGEST_NAME
from trustsim.showing.dashboard.parts import Button, Card, Div, Head, tag
from trustsim.showing.dashboard.predictions import titled


@solara.component_vue("nickname.vue")
def Nickname(longest: int, event_say: Callable):
    """A name of one's own."""


@solara.component
def Pupil():
    """The page."""
    me = solara.use_memo(here.me, [])
    name, look, mine = here.use_seen(lambda state: (state.people.get(me), *mine_of(state, me)))
    here.Back()
    Head("The room", "Say what you expect, before the lecturer shows what the model does.")
    if name is None:
        with Card("Who are you?"):
            tag("p", "Any name will do; it stands beside your predictions for the lecturer.")

            def say(given):
                store.attempt(lambda: here.room().come(me, str(given["name"])))

            Nickname(longest=LONGEST_NAME, event_say=say)
        return
    tag("p", f"You are {name}.", words="ts-caption")
    with Div():
        if look is None:
            with Card():
                tag("p", "The lecturer has not asked yet. The question comes by itself.",
                    role="status")  # fmt: skip
        else:
            Question(look, mine, me).key(f"question {look.asked.number}")


def mine_of(state, me):
    """The question as somebody may see it, and what they predicted: no votes before the answer."""
    look = seen(state)
    if look is None:
        return None, None
    vote = state.vote(look.asked.number, me)
    if look.shown is None:
        look = look._replace(tally={}, people=0)
    return look, vote.predicted if vote else None


@solara.component
def Question(look, mine, me):
    """A question, one's own prediction, and the answer once it is shown."""
    question = titled(look.asked.title)
    with Card(f"{look.asked.number}. {question.title}"):
        tag("p", question.story)
        tag("p", f"Caregivers: {look.asked.caregiver}.", words="ts-caption")
        tag("p", question.ask, words="ts-answer")
        if mine is None and look.shown is None:
            Options(look.asked, question, me)
        with tag("div", role="status"):
            if mine and look.shown is None:
                words = f"You said: {question.options[mine].lower()}. It is kept."
                tag("p", words, words="ts-kept")
                tag("p", "The answer comes here when the lecturer shows it.")
            if look.shown:
                if mine is None:
                    tag("p", "You made no prediction.")
                Told(look, mine)
    if look.shown:
        with Card("What the room said"):
            Histogram(look)


@solara.component
def Options(asked, question, me):
    """A choice, and the button that commits it."""
    chosen, choose = solara.use_state(None)

    def commit():
        store.attempt(lambda: here.room().vote(asked.number, me, chosen))

    with tag("div", words="ts-options", role="group", aria_label=question.ask):
        for side, words in question.options.items():
            Button(words, lambda side=side: choose(side), pressed=side == chosen)
    with Div(words="ts-row"):
        Button("Commit", commit, main=True, disabled=chosen is None)
        if chosen is None:
            tag("span", "Choose one first.", words="ts-caption")
