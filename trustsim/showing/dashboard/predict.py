"""Predict, then run: a prediction is committed before the result is shown."""

from collections.abc import Callable

import pandas as pd
import solara

from trustsim import measures
from trustsim.showing.dashboard import address, remembered, store
from trustsim.showing.dashboard.caregiver import Presets
from trustsim.showing.dashboard.cohort import Shares
from trustsim.showing.dashboard.cohorts import grown
from trustsim.showing.dashboard.doubts import Doubts, of_pattern
from trustsim.showing.dashboard.parts import (
    Button,
    Card,
    Details,
    Div,
    Head,
    tag,
)
from trustsim.showing.dashboard.picture import Download, Picture, TakeHome
from trustsim.showing.dashboard.predictions import (
    feedback,
    published,
    questions,
    result,
    study,
    titled,
)
from trustsim.showing.dashboard.work import Progress, use_work
from trustsim.showing.figures.decision import FOR
from trustsim.showing.report.folder import csv, drawings
from trustsim.study.scenario import loads

FIGURES = {  # others are called as their protocol
    "mother_stranger": "siding",
    "strange_situation": "classes",
    "home_observation": "classes",
    "contingency": "classes",
}


asked = address.kept("predict", 0, address.whole_number(0, len(questions()) - 1))  # which question


@solara.component_vue("next.vue")
def Next(label: str, event_press: Callable):
    """The button that one wants after an answer; the keyboard is there at once."""


@solara.component
def Predict():
    """The page."""
    number, set_number = asked.value, asked.set
    given, answers = store.setup.value, store.answers.value
    question = questions()[number]
    mine = [each for each in answers if each.title == question.title]
    answered = next((each for each in mine if each.people == people(given)), None)
    Head(
        "Predict, then run",
        "Say what you expect before you see it. Then the model is run, and tells you what it does, "
        "what was found in real children, and why. It is not always right either.",
    )
    remembered.Remembered()
    with Card():
        Numbers(number, set_number)
        Score(answers)
    with Card(f"{number + 1}. {question.title}"):
        tag("p", question.story)
        tag("p", question.ask, words="ts-answer")
        if answered is None:
            Options(question).key(f"options {number} {people(given)}")
        else:
            Answer(question, answered).key(f"answer {number} {people(given)}")
            if number + 1 < len(questions()):
                Next(label="Next question", event_press=lambda _: set_number(number + 1))
    with Card("With other caregivers?"):
        tag("p", "Every question can be asked of another population. Predict again.")
        Presets()


def people(given):
    """Whose children are asked: what tells one set-up from another."""
    return given.scenario.to_toml()


def as_they_come(text):
    """Are these the people whom the literature is about, whatever their title and luck?"""
    return store.who(loads(text)) == store.who(store.DEFAULT.scenario)


@solara.component
def Numbers(number, choose):
    """Every question, to go to."""
    with Div(words="ts-row"):
        for i, question in enumerate(questions()):
            solara.v.Html(tag="span", attributes={"title": question.title}, children=[
                Button(str(i + 1), lambda i=i: choose(i), pressed=i == number)
            ])  # fmt: skip


@solara.component
def Score(answers):
    """How many predictions real life bore out, and how many the model; all of them to take home."""
    if not answers:
        return
    model = sum(each.predicted == each.result.side for each in answers)
    asked = [each for each in answers if as_they_come(each.people)]
    life = sum(each.predicted == titled(each.title).published for each in asked)
    with Div(words="ts-row"):
        tag(
            "span",
            (f"As real children: {life} of {len(asked)}. " if asked else "")
            + f"As the model: {model} of {len(answers)}.",
            words="ts-score",
        )
        Download("My answers (CSV)", "answers.csv", lambda: csv(table(answers)))
        Button("Forget my answers", lambda: store.answers.set(()))


@solara.component
def Options(question):
    """A choice, and the button that commits it."""
    given = store.setup.value
    chosen, choose = solara.use_state(None)
    committed, commit = solara.use_state(False)
    if committed:
        return Running(question, given, chosen)
    with Div(words="ts-row"):
        for side, words in question.options.items():
            Button(words, lambda side=side: choose(side), pressed=side == chosen)
    with Div(words="ts-row"):
        Button("Commit and run", lambda: commit(True), main=True, disabled=chosen is None)
        if chosen is None:
            tag("span", "Choose one first.", words="ts-caption")


@solara.component
def Running(question, given, chosen):
    """What was committed, while the model runs; the answer is kept when it is there."""
    tag("p", f"You said: {question.options[chosen].lower()}.")

    def run(see):
        return store.Prediction(
            question.title,
            people(given),
            store.called(given.scenario),
            given.scenario.seed,
            chosen,
            result(question, given.scenario),
        )

    work = use_work(run, [question.title, people(given), chosen], question.title)
    Progress(work, question.title)

    def keep():
        if work.found:
            store.answers.value = (*store.answers.value, work.found.value)

    solara.use_effect(keep, [work.found])


@solara.component
def Answer(question, answered):
    """What was published and what the model does, two marks, and why the model does so."""
    given = store.setup.value
    _, numbers = feedback(question, answered.predicted, answered.result)
    claim, source = question.claim
    usual = as_they_come(answered.people)
    with tag("div", words="ts-result", role="status"):
        tag("p", f"You said: {question.options[answered.predicted].lower()}.", words="ts-answer")
        if usual:
            Marked("Real children", question, answered.predicted, question.published)
        Marked("The model", question, answered.predicted, answered.result.side)
        with tag("p"):
            tag("b", "What was found: ")
            tag("span", f"{claim}. ")
            if not usual:
                tag("span", "That was found where caregivers are as they come. ")
            tag("span", f"({source})", words="ts-source")
        with tag("p"):
            tag("b", "In the model: ")
            tag("span", numbers)
        if usual and published(question):
            Beside(question, answered.result)
        with tag("p"):
            where = "in the model" if usual else "where caregivers are as they come"
            tag("b", f"Why {where}? ")
            tag("span", question.because)
    if usual:
        Doubts(of_pattern(question.pattern))
    with Details("The whole result"):
        Picture(
            lambda: drawing(question, given.scenario),
            f"The result of this experiment: {question.title}",
            [question.title, given.scenario],
            f"{question.title}, {store.called(given.scenario)}",
        )
        TakeHome(
            question.protocol,
            figure=lambda: drawing(question, given.scenario),
            table=lambda: numbers_of(question, given.scenario),
        )


def Marked(who, question, predicted, answer):
    """Who answers what, and whether that is what one has predicted."""
    right = predicted == answer
    said = f"{'✓' if right else '✗'} {who}: {question.options[answer].lower()}."
    tag("p", said, words="ts-answer ts-yes" if right else "ts-answer ts-no")


def Beside(question, found):
    """The numbers of the model as bars, and the published ones as marks beside them."""
    numbers, sides = published(question), {"left": question.left, "right": question.right}
    with Div(words="ts-beside"):
        Shares(
            rows=[
                {
                    "name": "an even half" if "level" in given else given["words"],
                    "colour": FOR,
                    "share": getattr(found, side),
                    "published": numbers.get(side),
                    "accept": 0.0,
                }
                for side, given in sides.items()
            ]
        )
        tag("p", "Bar: the model. Upright mark: published.", words="ts-caption")


def drawing(question, scenario):
    """The figure that the command line would draw of this experiment."""
    _, figure = drawn(question, scenario)
    return figure()


def numbers_of(question, scenario):
    """The table that the figure of this experiment is drawn from, as the command line has it."""
    needs, _ = drawn(question, scenario)
    name = question.protocol if question.protocol in needs else min(needs)
    return measures.tables({"study": grown(study(question, scenario))})[name]


def drawn(question, scenario):
    """The tables that the figure of an experiment needs, and how it is made."""
    made = drawings({"study": grown(study(question, scenario))})
    return made[FIGURES.get(question.protocol, question.protocol)]


def table(answers):
    """The answers of a session, as data for a lecturer."""
    return pd.DataFrame(
        {
            "question": each.title,
            "caregivers": each.caregivers,
            "seed": each.seed,
            "predicted": titled(each.title).options[each.predicted],
            "model": titled(each.title).options[each.result.side],
            "found": titled(each.title).options[titled(each.title).published],
            "as the model": each.predicted == each.result.side,
            "as was found": each.predicted == titled(each.title).published,
            "first": each.result.left,
            "second": each.result.right,
            "difference": each.result.difference.mean,
            "low": each.result.difference.low,
            "high": each.result.difference.high,
        }
        for each in answers
    )
