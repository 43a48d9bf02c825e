"""The lecturer's page: the code for the wall, questions to ask, and the room's predictions live."""

import solara

from trustsim.showing.dashboard import store
from trustsim.showing.dashboard.caregiver import Presets
from trustsim.showing.dashboard.classroom import here
from trustsim.showing.dashboard.classroom.links import as_svg
from trustsim.showing.dashboard.classroom.room import table
from trustsim.showing.dashboard.classroom.votes import Histogram, Told, seen
from trustsim.showing.dashboard.frame import Leading
from trustsim.showing.dashboard.parts import Button, Card, Details, Div, Head, tag
from trustsim.showing.dashboard.picture import Download
from trustsim.showing.dashboard.predictions import questions, result, titled
from trustsim.showing.dashboard.work import Progress, use_work
from trustsim.showing.report.folder import csv
from trustsim.study.scenario import loads


def ask(question):
    """Ask the room this question, of the people that are set up here."""
    scenario = store.setup.value.scenario
    called = store.called(scenario)
    store.attempt(lambda: here.room().ask(question.title, scenario, called))


@solara.component
def Gate(page):
    """A page for the lecturer alone."""
    if here.lectures():
        here.Back()
        page()
    else:
        Head("For the lecturer", "This page opens with the link in the terminal of the server.")


@solara.component
def Lecturer():
    """The page."""
    Gate(Room)


@solara.component
def Room():
    """The page of somebody who has the key."""
    look, names, votes = here.use_seen(
        lambda state: (seen(state), tuple(state.people.values()), len(state.votes))
    )
    Head("The lecturer's page", "Ask, watch the predictions come, then show what the model does.")
    with Div(words="ts-two"):
        with Div():
            with Div():
                if look:
                    Asked(look).key(f"asked {look.asked.number}")
            Questions(look)
        with Div():
            Door()
            with Card("Who is here"):
                tag("p", ", ".join(names) or "Nobody has come yet.")
                with Div(words="ts-row"):
                    name, made = "room.csv", lambda: csv(table(here.room().state))
                    Download(f"All predictions (CSV): {votes}", name, made)
                    Leading("/lesson", "A lesson of 45 minutes")


@solara.component
def Door():
    """How people come in."""
    with Card("Come in"):
        if here.alone():
            tag("p", "Nobody else reaches this address: it is for trying out.", words="ts-wrong")
        else:
            with tag("div", words="ts-qr", role="img", aria_label="QR code of the room's link"):
                solara.HTML(tag="div", unsafe_innerHTML=as_svg(here.link()))
            tag("p", here.address(), words="ts-where")
        with tag("p"):
            tag("span", "Code: ")
            tag("b", here.room().state.code, words="ts-code")


@solara.component
def Questions(look):
    """Every question, to ask of the people that are set up."""
    given = store.setup.value
    with Card("Ask the room"):
        with Details("Of whom?"):
            tag("p", "Of the children that are set up, here or on any page of this browser tab.")
            Presets()
        tag("p", f"Caregivers: {store.called(given.scenario)}; seed {given.scenario.seed}.",
            words="ts-caption")  # fmt: skip
        with tag("ol", words="ts-questions"):
            for question in questions():
                with tag("li"):
                    Button(question.title, lambda question=question: ask(question),
                           pressed=bool(look) and look.asked.title == question.title)  # fmt: skip


@solara.component
def Asked(look):
    """The question that was asked last, its votes, and the button that shows the answer."""
    question = titled(look.asked.title)
    with Card(f"{look.asked.number}. {question.title}"):
        tag("p", question.story)
        tag("p", f"Caregivers: {look.asked.caregiver}.", words="ts-caption")
        tag("p", question.ask, words="ts-answer")
        Histogram(look)
        if look.shown:
            Told(look)
        else:
            Showing(look.asked, question)


@solara.component
def Showing(asked, question):
    """The model works meanwhile; its answer is shown when the lecturer says so."""

    def run(see):
        return result(question, loads(asked.people, where=question.title, name="asked"))

    work = use_work(run, [asked.number], question.title)
    Progress(work, question.title)

    def show():
        store.attempt(lambda: here.room().show(asked.number, work.found.value))

    ready = work.found is not None and not work.found.mistake
    label = "Show the model and real children"
    Button(label, show, main=True, disabled=not ready)
