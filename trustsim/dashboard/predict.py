"""Predict, then run: a prediction is committed before the result is shown."""

import pandas as pd
import solara

from trustsim.dashboard import store
from trustsim.dashboard.caregiver import Presets
from trustsim.dashboard.cohorts import grown
from trustsim.dashboard.parts import (
    Button,
    Card,
    Details,
    Div,
    Download,
    Head,
    Picture,
    TakeHome,
    tag,
)
from trustsim.dashboard.predictions import feedback, questions, result, study, titled
from trustsim.report.folder import csv, drawings

FIGURES = {  # others are called as their protocol
    "mother_stranger": "siding",
    "strange_situation": "classes",
    "home_observation": "classes",
    "contingency": "classes",
}


@solara.component
def Predict():
    """The page."""
    number, set_number = solara.use_state(0)
    given, answers = store.setup.value, store.answers.value
    question = questions()[number]
    mine = [each for each in answers if each.title == question.title]
    answered = next((each for each in mine if each.people == people(given)), None)
    Head(
        "Predict, then run",
        "Say what you expect before you see it. Then the model is run, and tells you what it does, "
        "what was found in real children, and why. It is not always right either.",
    )
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
                Button("Next question", lambda: set_number(number + 1), main=True)
    with Card("With other caregivers?"):
        tag("p", "Every question can be asked of another population. Predict again.")
        Presets()


def people(given):
    """Whose children are asked: what tells one set-up from another."""
    return given.scenario.to_toml()


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
    """How many predictions were right, and all of them to take home."""
    right = sum(each.predicted == each.result.side for each in answers)
    with Div(words="ts-row"):
        tag("span", f"{right} of {len(answers)} predictions right.", words="ts-score")
        if answers:
            Download("My answers (CSV)", "answers.csv", lambda: csv(table(answers)))


@solara.component
def Options(question):
    """A choice, and the button that commits it."""
    given = store.setup.value
    chosen, choose = solara.use_state(None)

    def commit():
        found = result(question, given.scenario)
        answer = store.Prediction(
            question.title, people(given), given.scenario.title, given.scenario.seed, chosen, found
        )
        store.answers.value = (*store.answers.value, answer)

    with Div(words="ts-row"):
        for side, words in question.options.items():
            Button(words, lambda side=side: choose(side), pressed=side == chosen)
    with Div(words="ts-row"):
        Button("Commit and run", commit, main=True, disabled=chosen is None)
        if chosen is None:
            tag("span", "Choose one first.", words="ts-caption")


@solara.component
def Answer(question, answered):
    """The result, what was published, and why the model does so."""
    given = store.setup.value
    said, numbers = feedback(question, answered.predicted, answered.result)
    right = answered.predicted == answered.result.side
    claim, source = question.claim
    as_they_come = people(given) == people(store.DEFAULT)
    if not as_they_come:
        agrees = "That was found where caregivers are as they come. "
    elif question.published == answered.result.side:
        agrees = "The model agrees. "
    else:
        agrees = "The model does not agree. "
    with Div(words="ts-result"):
        tag("p", said, words="ts-answer ts-yes" if right else "ts-answer ts-no")
        tag("p", numbers)
        with tag("p"):
            tag("b", "Real children: ")
            tag("span", f"{claim}. {agrees}")
            tag("span", f"({source})", words="ts-source")
        with tag("p"):
            where = "in the model" if as_they_come else "where caregivers are as they come"
            tag("b", f"Why {where}? ")
            tag("span", question.because)
    with Details("The whole result"):
        Picture(
            lambda: drawing(question, given.scenario),
            f"The result of this experiment: {question.title}",
            [question, given.scenario],
        )
        TakeHome(question.protocol, figure=lambda: drawing(question, given.scenario))


def drawing(question, scenario):
    """The figure that the command line would draw of this experiment."""
    records = grown(study(question, scenario))
    made = drawings({"study": records})
    return made[FIGURES.get(question.protocol, question.protocol)][1]()


def table(answers):
    """The answers of a session, as data for a lecturer."""
    return pd.DataFrame(
        {
            "question": each.title,
            "caregivers": each.caregivers,
            "seed": each.seed,
            "predicted": titled(each.title).options[each.predicted],
            "model": titled(each.title).options[each.result.side],
            "right": each.predicted == each.result.side,
            "first": each.result.left,
            "second": each.result.right,
            "difference": each.result.difference.mean,
            "low": each.result.difference.low,
            "high": each.result.difference.high,
        }
        for each in answers
    )
