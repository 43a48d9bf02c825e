"""What several pages are made of: cards, buttons, and what is missing."""

from pathlib import Path

import solara
from reacton import ipyvue

from trustsim.showing.dashboard.glossary import meaning

METERS = {"meters": (Path(__file__).parent / "meters.vue").read_text(encoding="utf-8")}  # bars


def tag(name, *children, words="", **attributes):
    """An HTML element; its children are elements, or text, which stays text."""
    return solara.v.Html(
        tag=name, children=list(children), class_=words, attributes=named(attributes)
    )


def named(attributes):
    """Attributes as HTML writes them: ``aria_label`` is ``aria-label``."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}


@solara.component
def Button(label, on_click, main=False, pressed=None, disabled=False):
    """A button that the keyboard reaches; ``pressed`` says whether it is the chosen one."""
    about = {} if pressed is None else {"aria-pressed": "true" if pressed else "false"}
    if disabled:
        about["disabled"] = True
    made = solara.v.Html(
        tag="button",
        children=[label],
        class_="ts-button ts-main" if main else "ts-button",
        attributes=about,
    )
    ipyvue.use_event(made, "click", lambda *_: on_click())
    return made


def Head(title, lead):
    """What a page is called, and what can be done on it."""
    tag("h1", title)
    tag("p", lead, words="ts-lead")


@solara.component
def Card(title="", children=()):
    """A part of a page, with its title."""
    heading = [tag("h2", title)] if title else []
    return solara.v.Html(tag="section", children=[*heading, *children], class_="ts-card")


@solara.component
def Div(words="", children=()):
    """Elements together, laid out as the look says."""
    return solara.v.Html(tag="div", children=list(children), class_=words)


@solara.component
def Region(name, children=()):
    """A part around the pages, to which a screen reader can go by its name."""
    about = {"aria-label": name}
    return solara.v.Html(tag="aside", children=list(children), class_="ts-card", attributes=about)


@solara.component
def Words(text, told=False):
    """Text as it is written; the keyboard moves what is wider than the page. ``told`` reads it."""
    about = {"role": "status"} if told else {}
    tag("pre", text, tabindex="0", **about)


@solara.component
def Details(summary, children=()):
    """Something that opens when it is asked for."""
    return solara.v.Html(tag="details", children=[tag("summary", summary), *children])


@solara.component
def Explained(*words, **others):
    """Words that are explained where they stand, each when it is asked for.

    ``others`` brings explanations that are not of the glossary.
    """
    with Div(words="ts-explained"):
        for word, means in {**{word: meaning(word) for word in words}, **others}.items():
            with Details(f"{word}?"):
                tag("p", means, words="ts-caption")


@solara.component
def Ages(ages, months, choose):
    """At which age is the child asked?"""
    with Div(words="ts-row"):
        tag("span", "Age:")
        for age in ages:
            Button(f"{age:g} months", lambda age=age: choose(age), pressed=age == months)


@solara.component
def Missing(protocol, add):
    """What a page says that needs a visit which the set-up does not have; ``add`` adds it."""
    said = f"This set-up has no [visits.{protocol}], which this page needs."
    tag("p", said, words="ts-wrong")
    Button("Add this visit", add, main=True)


@solara.component
def Onward(path, words, main=False):
    """A way to another page, as a button."""
    with solara.Link(path):
        tag("span", words, words="ts-button ts-main" if main else "ts-button")
