"""Whom do you believe? Mother and stranger say different things about one picture."""

import pandas as pd
import solara

from trustsim.asking import evidence
from trustsim.asking.explain import words
from trustsim.asking.patterns.mother_stranger import TESTS
from trustsim.measures import table_of
from trustsim.showing import figures
from trustsim.showing.dashboard import address, claims, store
from trustsim.showing.dashboard.caregiver import Family, Sliders
from trustsim.showing.dashboard.cohorts import grown
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.glossary import meaning
from trustsim.showing.dashboard.parts import (
    Ages,
    Button,
    Card,
    Details,
    Div,
    Explained,
    Head,
    Missing,
    Words,
    tag,
)
from trustsim.showing.dashboard.picture import Picture, TakeHome
from trustsim.showing.dashboard.sliders import Slider
from trustsim.showing.dashboard.work import Later
from trustsim.showing.figures.decision import AGAINST, FOR
from trustsim.study.protocols.mother_stranger import MIXES
from trustsim.theory.about import OLDEST

VISIT = f"visits.{claims.PROTOCOL}"
STEP = 0.01  # of the slider: a hundredth of the picture
EVEN = MIXES["50/50"]
NEW = "new"  # a thing that nobody knows, in an address

age = address.kept("believe.age", None, address.number(0, OLDEST))
mix = address.kept(
    "believe.mix",
    EVEN,
    lambda text: None if text == NEW else address.number(0, 1)(text),
    lambda share: NEW if share is None else f"{share:g}",
)
asked_before = address.kept("believe.asked", 0, address.whole_number(0, 10_000))  # how often


@solara.component_vue("hybrid.vue")
def Hybrid(share: float | None, chosen: str, words: str):
    """The picture, those who name it, and the child."""


@solara.component_vue("bars.vue")
def Bars(rows: list, towards: str, against: str, colours: list):
    """Bars that add up."""


@solara.component
def Believe():
    """The page."""
    given = store.setup.value
    Head(
        "Whom do you believe?",
        "Mother and stranger give one picture two names. Whom does this child believe? Mix the "
        "animal yourself: the more it looks like a rabbit, the less likely her word.",
    )
    called = store.called(given.scenario)
    if claims.PROTOCOL in given.scenario.protocols:
        ages = given.scenario.protocols[claims.PROTOCOL].months
        months = age.value if age.value in ages else ages[0]
        Family()
        Later(
            lambda see: (given, months, claims.ready(given, months)),
            [given, months],
            f"child {given.child} at {months:g} months, {called}",
            lambda grown_up: OneChild(*grown_up),
        )
    else:
        Missing(claims.PROTOCOL, lambda: store.attempt(lambda: store.change(VISIT, {})))
    with Card("The whole cohort, and what was published"):
        scenario = given.scenario
        Later(
            lambda see: (scenario, grown(scenario)), [scenario], called, lambda made: Cohort(*made)
        )


@solara.component
def OneChild(given, months, place):
    """The picture, the choice of one child, and its reasons."""
    ages = given.scenario.protocols[claims.PROTOCOL].months
    share, time = mix.value, asked_before.value
    why = claims.decided(place, given.scenario, months, share, time)
    turn = why.turns[-1]
    chosen = why.between[0] if turn.happened else why.between[1]

    with Div(words="ts-two"):
        with Card():
            Hybrid(
                share=share,
                chosen=chosen,
                words=f"Asked again and again, child {given.child} would side with its mother "
                f"{turn.probability:.0%} of the time. This time it goes by {chosen}.",
            )
            with Div(words="ts-row"):
                Button("A mixed animal", lambda: mix.set(EVEN), pressed=share is not None)
                Button("A new thing", lambda: mix.set(None), pressed=share is None)
                Button("Ask again", lambda: asked_before.set(time + 1))
            if share is not None:
                Sliders([slider(share)], lambda _, to: mix.set(EVEN if to is None else float(to)))
        with Card("Why? Reasons that add up"):
            Ages(ages, months, age.set)
            Bars(
                rows=[{"words": name, "value": value} for name, value in why.reasons.items()],
                towards=why.between[0],
                against=why.between[1],
                colours=[FOR, AGAINST],
            )
            tag(
                "p",
                "Each bar begins where the one before ended; the last is where they end. Evidence "
                "in nats: 0 is even, each 0.7 doubles the odds.",
                words="ts-caption",
            )
            Explained(
                "nat",
                "closeness by agreeing",
                "clarity",
                **{
                    "Why this time": f"Luck {turn.luck:.2f} is "
                    f"{'below' if turn.happened else 'above'} {turn.probability:.2f}: {chosen}. "
                    + meaning("luck")
                },
            )
            tag("h3", "What alone would have made it even")
            with tag("ul"):
                for tip in why.tipping:
                    tag("li", f"{tip.what}: {tip.now:.2f} → {tip.needed:.2f}")
            TakeHome(
                f"decision_{given.child}",
                figure=lambda: figures.decision(why),
                table=lambda: pd.DataFrame(why.reasons.items(), columns=["reason", "nats"]),
            )
            with Details("Everything, in words"):
                Words(words(why))


def slider(share):
    """How much of the picture agrees with the mother."""
    return Slider(
        key="share",
        label="How much of it is a cat, as the mother says",
        words=f"{claims.SURE.words} ({claims.SURE.unit}); to the child no picture is surer than "
        f"{claims.SURE.high:.0%}",
        low=0.0,
        high=1.0,
        step=STEP,
        value=share,
        shown=f"{share:.0%} cat, {1 - share:.0%} rabbit",
        source=claims.SURE.source,
        changed=share != EVEN,
    )


@solara.component
def Cohort(scenario, records):
    """All children of the cohort, and whether they show what the literature found."""
    if not {"strange_situation", "mother_stranger"} <= set(records.tables):
        return tag("p", "The cohort needs the visits strange_situation and mother_stranger.")
    Picture(
        lambda: figures.siding(records),
        "Share of answers that side with the mother, by class and task",
        [scenario],
        f"the cohort, {store.called(scenario)}",
    )
    verdicts = [evidence.judged(test.__name__, {"study": records}) for test in TESTS]
    comparable = "caregiver" not in scenario.differences
    if not comparable:
        tag(
            "p",
            "What follows was found in ordinary families. Here all mothers have been made alike in "
            "something, so that what is not shown speaks neither for the model nor against it.",
        )
    with tag("ul"):
        for verdict in verdicts:
            if verdict.cohorts:
                shown = verdict.share == 1.0
                tag(
                    "li",
                    tag("span", "shown " if shown else "not shown ",
                        words="ts-yes" if shown else "ts-no" if comparable else "ts-caption"),
                    f"{verdict.claim} ",
                    tag("span", f"({verdict.source})", words="ts-source"),
                )  # fmt: skip
    tag(
        "p",
        "One cohort is a small sample: another seed may show another picture. trustsim check "
        "judges by 200 of them.",
        words="ts-caption",
    )
    Doubts(of_page("believe"))
    TakeHome(
        "siding",
        figure=lambda: figures.siding(records),
        table=lambda: table_of(records, "siding"),
    )
