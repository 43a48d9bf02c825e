"""Generations: one family, with what is given to one woman and without it; then many families."""

import solara

from trustsim.asking.generations import of_line
from trustsim.showing import figures
from trustsim.showing.dashboard import address, descents, families, store
from trustsim.showing.dashboard.as_config import AsConfig
from trustsim.showing.dashboard.caregiver import short
from trustsim.showing.dashboard.explorer import Choice
from trustsim.showing.dashboard.kin import Kin, rows_of, what_became
from trustsim.showing.dashboard.parts import (
    Button,
    Card,
    Details,
    Div,
    Explained,
    Head,
    Onward,
    tag,
)
from trustsim.showing.dashboard.patients import Table
from trustsim.showing.dashboard.picture import Picture, TakeHome
from trustsim.showing.dashboard.work import Later
from trustsim.study.vignettes import NAMES, vignette

asked_for = address.kept("generations", families.DEFAULT, families.from_text, families.as_text)
READING = (
    "The gate beside her stands as far open as she trusts somebody unknown. The ring is her state "
    "of mind as a grown-up (unbroken: secure, long dashes: dismissing, short ones: preoccupied), "
    "with a cross if she is unresolved. The small sign is her class as an infant (disc: secure, "
    "square: avoidant, triangle: resistant, diamond: disorganised). Bars: what she is like to her "
    "child, in standard deviations (sd) of caregivers, from the middle."
)
IN_THE_LEGEND = ("disorganised", "dismissing", "unresolved", "sd")  # words, explained there
MEASURED = (
    "What was done to her is told in shares. The first two are what her mother is like, of cries "
    "that she hears; who asks how many of a hundred cries were answered so gets fewer, since some "
    "are not heard. The other two are of all moments of distress and play that a rater watched."
)
OF_FAMILIES = (
    "The command line takes the same file: trustsim generations. A woman's life, and what becomes "
    "of it when she has a child, are those of the pages in trustsim/study/treatments. What is "
    "assumed: trustsim odd prints it, and docs/families.md, beside the code, tells it."
)


@solara.component
def Generations():
    """The page."""
    Head(
        "Generations",
        "What is done to a child she does on when she has a child, or she does not. Choose how the "
        "first of a family was met, and what one woman is given before her child is born: beside "
        "it lives the same family, with the same luck, without it.",
    )
    with Div(words="ts-row ts-first"):
        with Div(words="ts-note"):
            tag(
                "p",
                tag("b", "This explores a theory, and is no advice about any person. "),
                "Nobody here is real: no mother, child or programme. What a life makes of a "
                "caregiver is one assumed mapping, and what fails of it is told below.",
            )
        Onward("/story-of-generations", "First a story: three women, one choice")
    asked = asked_for.value
    Chosen(asked)
    key = [asked._replace(line=0)]
    of = in_words(asked)
    with Card("One family"):
        Later(
            lambda _: descents.first_lines(asked), key, of,
            lambda lines: OneFamily(lines, asked.line),
        )  # fmt: skip
    with Card("Many families, so that one is not taken for a law"):
        Later(lambda see: descents.all_lines(asked, see), key, of, AllFamilies)
    AsConfig(
        "These families", "Download these families", "generations.toml", families.as_toml(asked),
        OF_FAMILIES,
    )  # fmt: skip


def change(**changes):
    """Ask for something else."""

    def deed():
        asked = asked_for.value._replace(**changes)
        whom = min(asked.whom, asked.number - 2)  # who has a child in the line
        asked_for.value = families.checked(asked._replace(whom=whom))

    store.attempt(deed)


def in_words(asked):
    """What is asked for, in words."""
    met = vignette(asked.met).title.lower()
    if not asked.given:
        return f"{met}, nothing given"
    return f"{met}, {families.gifts()[asked.given]['title'].lower()} for {whom(asked.whom)}"


def whom(generation):
    """Who a woman of a line is."""
    return families.WOMEN[generation]


@solara.component
def Chosen(asked):
    """What can be chosen."""
    gifts = families.gifts()
    titles = {families.NOTHING: "Nothing"} | {name: gift["title"] for name, gift in gifts.items()}
    with Card("What differs?"):
        with Div(words="ts-row"):
            tag("h3", "With whom does the first mother grow up?")
            for name in NAMES:
                Button(
                    short(vignette(name).title), lambda name=name: change(met=name),
                    pressed=name == asked.met,
                )  # fmt: skip
        with Div(words="ts-row"):
            tag("h3", "What is one woman given?")
            for name, title in titles.items():
                Button(title, lambda name=name: change(given=name), pressed=name == asked.given)
        with Div(words="ts-row"):
            Choice(
                label="Given to",
                options=[{"value": str(g), "words": whom(g)} for g in range(asked.number - 1)],
                value=str(asked.whom),
                event_choose=lambda chosen: change(whom=int(chosen["value"])),
            )
            least, most = (families.numbers()[name] for name in ("fewest", "most"))
            Choice(
                label="Generations",
                options=[{"value": str(n), "words": str(n)} for n in range(least, most + 1)],
                value=str(asked.number),
                event_choose=lambda chosen: change(number=int(chosen["value"])),
            )
            if asked.given:
                said = f"{whom(asked.whom).capitalize()} {gifts[asked.given]['words']}."
                tag(
                    "p", f"{said} What it does, it does through what she lets in.",
                    words="ts-caption ts-beside-it",
                )  # fmt: skip


@solara.component
def OneFamily(lines, line):
    """One line: who it is, drawn, and how to find another one."""
    asked, many = lines.asked, lines.descent.asked.lines
    family, differ = descents.family(lines.descent, line), descents.lines_that_differ(lines.descent)
    with Div(words="ts-row"):
        Button("Another family", lambda: change(line=(line + 1) % many))
        if differ:
            after = next((n for n in differ if n > line), differ[0])
            Button("One whose last child is another with it", lambda: change(line=after))
        tag("span", f"This is family {line + 1} of {many}: luck alone makes them differ.")
    tag("p", what_became(family, asked), words="ts-answer", role="status")
    tag("p", READING, words="ts-caption")
    Explained(*IN_THE_LEGEND, **{"What was done to her": MEASURED})
    Kin(rows=rows_of(family, asked), both=bool(asked.given))
    own = lambda: of_line(lines.descent, line)  # noqa: E731
    TakeHome("family", figure=lambda: figures.family_tree(lines.descent.asked, own()), table=own)


@solara.component
def AllFamilies(many):
    """Shares over all lines, without and with what is given."""
    asked, descent = many.asked, many.descent
    life = descent.asked.life
    tag("p", so_many(many))
    given = families.gifts()[asked.given]["title"].lower() if asked.given else ""
    head = ("share (95 % interval)", "generation", "as nothing differs")
    head += (f"with {given}", "difference") if given else ()
    last = asked.number - 1
    rows = {
        (words, g): (words, whom(g), *(shown(each) for each in found if each))
        for words, g, *found in descents.shares(many)
    }
    Table(head, [row for (_, g), row in rows.items() if g == last])
    if given:
        drawing = lambda: figures.differences(descent.asked, many.differences)  # noqa: E731
        words = f"What {given} leaves in the same lines. {so_many(many)}"
    else:
        drawing = lambda: figures.generations(descent.asked, many.course)  # noqa: E731
        words = f"Each generation as nothing differs. {so_many(many)}"
    with Div(words="ts-folded"):
        with Details("Every generation, in numbers"):
            Table(head, list(rows.values()))
            tag(
                "p",
                f"{life.worlds} cohorts of {life.children} lines. Intervals of shares are made for "
                "shares and stay between 0 and 1; a difference is one of the same lines, with and "
                "without.",
                words="ts-caption",
            )
        with Details("As a figure"):
            Picture(drawing, words, [asked], in_words(asked))
        with Details("What fails of it"):
            for each in families.said()["fails"]:
                tag("p", each)
    tag(
        "p",
        "So few are a look, not a result: docs/families.md, beside the code of trustsim, has those "
        "of 3,000 lines and more.",
        words="ts-caption",
    )
    TakeHome("generations", figure=drawing, table=lambda: many.course)


def so_many(many):
    """How often the last child is another one with what is given than without it."""
    asked, lines = many.asked, many.descent.asked.lines
    if not asked.given:
        return f"{lines} lines, {asked.number} generations."
    differ = len(descents.lines_that_differ(many.descent))
    return (
        f"{lines} lines, {asked.number} generations. In {differ} of them {whom(asked.number - 1)} "
        "belongs to another class as an infant than without it; in all others to the same."
    )


def shown(estimate):
    """A mean with its interval."""
    return f"{estimate.mean:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"
