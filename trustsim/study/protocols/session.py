"""A session of psychotherapy: does the patient come, what troubles it, and what is said to it.

Design   a patient who comes says how it has been; what troubles it comes up and is answered, the
         therapist says what it feels (an explanation, which fits as far as the therapist reads it
         rightly), something about the world (a skill) or about caring for a child (guidance); it
         attends to what it feels by itself,
         and imagines what goes on in somebody; arousal carries on from one moment to the next. At
         the end it says what it thinks of the therapist. Who stays away once never comes again
Measure  what the patient says: symptoms (0 to 4) and alliance (1 to 7). What is seen of it: shares
         of the therapist's messages that are attended to, and let in; of all that was said of it,
         the share let in (understood) and the share that was right (accuracy); of all that was
         said about the world, the share that is kept; arousal, mentalising at that
         arousal, share of troubles by which it was hurt. And of the weeks between: mentalising at
         resting arousal, share of benign acts of people that is let in, and taken for unkind
Source   Fonagy & Allison (2014), doi:10.1037/a0036505, for the three kinds of message and the three
         systems of communication; that treatments differ in how far they activate attachment:
         Fonagy & Bateman (2006). The form of the questionnaires is that of symptom checklists and
         of the Working Alliance Inventory
Assumed  how many moments of each kind a session has, how much each trouble arouses; that the
         alliance is trust, expected response and safety in equal parts; how many items there are,
         and the error of an answer

From each age of `visits.session.months` on, `times` sessions `every` so many days. First it is
decided whether the patient comes (eq. 48); then it answers the items of *symptoms*; what the weeks
are like is read off (mentalising at tension; the share of acts of adults that is taken for unkind,
eq. 42, and let in, eq. 19, done with a cue as often as `others.ostension` says). Then come,
`visits.session.pace` times as often as said, spread evenly kind by kind: `visits.session.troubles`
troubles (eq. 45), each an encounter of distress with the therapist at the arousal of the session;
`visits.session.attending` times attending and `visits.session.imagining` times imagining (eq. 49),
which begins, when attending is over, as far into the session as `visits.session.imagining_from`
says, or goes side by side with it where that is 0;
`visits.session.explanations` explanations, mirroring of what is felt, and not of what is shown,
which nobody has asked for; and `visits.session.skills` lessons that are checked at the arousal of
the session, and `visits.session.guidance` of the same kind about caring for a child (eq. 54). After
each trouble in which the patient was hurt or misread, the therapist may say so, as far as
`visits.session.repairs` says (eq. 57): the share of them of which he does (`addressed`) is read off
where that is more than 0. At last `visits.session.items` items on the therapist, in whole steps
from 1 to 7, with a normal error of standard deviation `visits.session.error`: the mean of trust
(eq. 16), expected response (eq. 2) and safety (1 - threat, eq. 14). Read off are symptoms and
alliance, and the series that `SHARES` names.
"""

from typing import Annotated, NamedTuple

import numpy as np

from trustsim.study.laboratory.script import Event, Row
from trustsim.study.laboratory.session import ABSENT, LET_IN, MARKED, NO_MESSAGE, READ, UNHEARD
from trustsim.study.protocols import symptoms
from trustsim.study.protocols.reading import mean_of
from trustsim.study.protocols.report import Months, Panel, Report
from trustsim.theory.about import assumed
from trustsim.theory.encounters.nurture import FRIGHTENING, REBUFFING

NEEDS = ()
SHARES = {
    "came": "comes",
    "attended": "messages attended to",
    "let_in": "messages let in",
    "understood": "of what is said of it, let in",
    "accuracy": "of what is said of it, right",
    "kept": "of what is said about the world, kept",
    "arousal": "arousal",
    "mentalising": "mentalising in the session",
    "hurt": "troubles that end in hurt",
    "mentalising_everyday": "mentalising in everyday life",
    "benign": "benign acts of people let in",
    "unkind": "acts of people taken for unkind",
}
SCORES = {"symptoms": "symptoms (0 to 4)", "alliance": "alliance (1 to 7)"}
SCORES |= {part: f"of these, {part} (0 to 4)" for part in symptoms.PARTS}
LEAST, MOST = 1.0, 7.0  # of the alliance
ADDRESSED = "addressed"  # is read off where a treatment attends to what goes wrong

REPORT = Report(
    (
        Panel("share, or arousal, over the session", SHARES, nothing=()),
        Panel("score", SCORES, share=False, nothing=(), title="What the patient says"),
    ),
    people=("the therapist", "nobody"),
)


class Settings(NamedTuple):
    """What may be varied in a session."""

    months: Months = (300,)
    troubles: Annotated[int, assumed(0, 50, "moments", "troubles that come up")] = 4
    explanations: Annotated[
        int, assumed(0, 50, "moments", "times the therapist says what the patient feels")
    ] = 4
    skills: Annotated[
        int, assumed(0, 50, "moments", "times the therapist says something about the world")
    ] = 0
    guidance: Annotated[
        int, assumed(0, 50, "moments", "times something is said about caring for a child")
    ] = 0
    attending: Annotated[
        int, assumed(0, 50, "moments", "times the patient attends to what it feels, by itself")
    ] = 0
    imagining: Annotated[
        int, assumed(0, 50, "moments", "times the patient imagines what goes on in somebody")
    ] = 0
    imagining_from: Annotated[
        float,
        assumed(
            0,
            1,
            "share of a session",
            "when imagining begins and attending is over; 0: both all along",
        ),
    ] = 0.0
    pace: Annotated[
        float, assumed(0, 5, "ratio", "how many of all these moments there are for each given")
    ] = 1.0
    activation: Annotated[
        float,
        assumed(0, 1, "arousal per trouble", "how far what comes up activates attachment"),
    ] = 0.2
    titration: Annotated[
        float,
        assumed(0, 1, "share", "how far the therapist asks less where arousal is high already"),
    ] = 0.5
    repairs: Annotated[
        float,
        assumed(0, 1, "share", "how far the treatment attends to what goes wrong between the two"),
    ] = 0.0
    items: Annotated[
        int, assumed(1, 100, "items", "items on the therapist, and on each part of symptoms")
    ] = 6
    error: Annotated[
        float, assumed(0, 6, "scale points", "standard deviation of the error of an answer")
    ] = 1.0


def script(settings):
    """Coming, how it has been, then moments of each kind spread evenly, the therapist at last."""
    before = [Row(Event.COMING), *symptoms.script(settings), Row(Event.EVERYDAY)]
    return [*before, *moments(settings), *[Row(Event.ALLIANCE)] * settings.items]


def moments(settings):
    """What a session holds, kind by kind spread evenly over it; a repair after each trouble.

    What the patient does by itself may come one after the other: first attending, then imagining.
    """
    trouble = Row(
        Event.TROUBLE, caregiver=1.0, stress=settings.activation, follows=settings.titration
    )
    turn = settings.imagining_from
    whole, first, after = (0.0, 1.0), (0.0, turn or 1.0), (turn, 1.0)  # begins, ends
    kinds = (
        (settings.troubles, trouble, whole),
        (settings.attending, Row(Event.ATTENDING), first),
        (settings.explanations, Row(Event.EXPLANATION), whole),
        (settings.imagining, Row(Event.IMAGINING), after),
        (settings.skills, Row(Event.SKILL), whole),
        (settings.guidance, Row(Event.GUIDANCE), whole),
    )
    placed = [
        (begins + (ends - begins) * (n + 0.5) / times, k, row)
        for k, (given, row, (begins, ends)) in enumerate(kinds)
        for times in [round(settings.pace * given)]
        for n in range(times)
    ]
    repair = [Row(Event.REPAIR, repairs=settings.repairs)] if settings.repairs else []
    return [
        each
        for *_, row in sorted(placed, key=lambda each: each[:2])
        for each in (row, *(repair if row is trouble else ()))
    ]


def read(outcomes, settings):
    """Over the session, from ``outcomes`` (..., row, 4); nothing of a session nobody came to."""
    kinds = np.array([row.kind for row in script(settings)])
    came = outcomes[..., 0, 0] == 1.0
    felt = outcomes[..., kinds == Event.COMPLAINT, :]
    everyday = outcomes[..., kinds == Event.EVERYDAY, :][..., 0, :]
    held = np.isin(kinds, [row.kind for row in moments(settings)])
    found = of_moments(outcomes[..., held, :], kinds[held])
    found["alliance"] = alliance(outcomes[..., kinds == Event.ALLIANCE, :], settings)
    if settings.repairs:
        found[ADDRESSED] = addressed(outcomes[..., kinds == Event.REPAIR, 0])
    return (
        {"came": came.astype(float)}
        | {name: np.where(came, each, np.nan) for name, each in found.items()}
        | symptoms.read(felt, settings)
        | {"mentalising_everyday": everyday[..., 0], "unkind": everyday[..., 1]}
        | {"benign": everyday[..., 2]}
    )


def of_moments(seen, kinds):
    """What was said and felt, from the outcomes (..., moment, 4) of moments of these kinds."""
    heard = seen[..., 0]
    said, let_in = heard >= UNHEARD, heard == LET_IN
    of_the_world = said & np.isin(kinds, (Event.SKILL, Event.GUIDANCE))
    said_of_it = said & ~of_the_world
    answers = np.where(seen == ABSENT[0], 0.0, seen)[..., 1].astype(int)
    kind, right = answers % READ, (answers % MARKED) >= READ
    asked = seen[..., kinds != Event.REPAIR, :]  # which are there whatever went wrong
    hurt = ((kind == FRIGHTENING) | (kind == REBUFFING)) & (kinds == Event.TROUBLE)
    return {
        "attended": share_of(heard > UNHEARD, said),
        "let_in": share_of(let_in, said),
        "understood": share_of(let_in, said_of_it),
        "accuracy": share_of(right, said_of_it),
        "kept": share_of(seen[..., 1] == READ, of_the_world),
        "arousal": mean_of(asked[..., 2]),
        "mentalising": mean_of(asked[..., 3]),
        "hurt": hurt.sum(-1) / max((kinds == Event.TROUBLE).sum(), 1),
    }


def addressed(heard):
    """Of the troubles that went wrong, the share of which the therapist said so."""
    return share_of(heard != NO_MESSAGE, heard != ABSENT[0])


def share_of(some, all_of_them):
    """Which share of all these are some of them, along the last axis; nan where there are none."""
    many = all_of_them.sum(-1)
    return np.where(many > 0, (some & all_of_them).sum(-1) / np.maximum(many, 1), np.nan)


def alliance(items, settings):
    """The mean answer to the items on the therapist, in whole steps from 1 to 7."""
    thinks = LEAST + (MOST - LEAST) * mean_of(items[..., :3])
    answers = np.rint(thinks + settings.error * items[..., 3])
    return mean_of(np.clip(answers, LEAST, MOST))
