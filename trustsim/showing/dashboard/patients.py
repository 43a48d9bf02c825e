"""What became of the patients of the page of therapy: pictures, one patient, and numbers."""

import solara

from trustsim.asking.trials.tables import HISTORIES
from trustsim.showing import figures
from trustsim.showing.dashboard import store, treated, treatments
from trustsim.showing.dashboard.explorer import Choice
from trustsim.showing.dashboard.parts import Button, Card, Details, Div, tag
from trustsim.showing.dashboard.picture import Picture, TakeHome

READ = {
    "attended": "messages of the therapist attended to",
    "let_in": "messages of the therapist let in",
    "kept": "what the therapist says about the world, kept",
    "mentalising": "mentalising in the session",
    "mentalising_everyday": "mentalising in everyday life",
    "benign": "benign acts of people let in",
    "unkind": "acts of people taken for unkind",
}


def took_part(played):
    """Who took part, and in what."""
    found, asked = played.found, played.asked
    treatment = " and in ".join(
        f"{name} ({treatments.treatments()[each.treatment]}, activation "
        f"{each.settings.activation:g}, titration {each.settings.titration:g})"
        for name, each in treatments.named(asked).items()
    )
    return (
        f"n = {len(found.chosen)} patients, the first of {found.eligible} with enough symptoms "
        f"among {len(found.screened.tables['births'])} people; every one of them is on the waiting "
        f"list and in {treatment}. {asked.sessions} weekly sessions, a {asked.world} world outside."
    )


@solara.component
def Found(played, patient):
    """Everything that is shown of a trial."""
    trial, key = played.found.trial, [played.asked, patient]
    followed = patient != treatments.NOBODY
    own = solara.use_memo(lambda: treated.own_course(played, patient) if followed else None, key)
    called = f"patient {patient}, in each arm"
    of = f"{' and '.join(trial.arms)}, with {called if followed else 'nobody followed'}"
    pictures = {
        "courses": lambda: figures.courses(trial, played.course, own, called),
        "systems": lambda: figures.systems(trial, played.course, own, called),
        "effects": lambda: figures.trial(trial, played.effects),
    }
    with Card("Session by session"):
        OnePatient(played, patient)
        Picture(
            pictures["courses"], f"Symptoms, alliance, coming and arousal. {ends(played)}", key, of
        )
        tag(
            "p",
            "Symptoms are asked of everybody, whether they still come or not, and on the waiting "
            "list; alliance and arousal of those who come, so that a line can also rise because "
            "others have gone. Thin lines with dots: the same patient in each arm, in its colour.",
            words="ts-caption",
        )
        TakeHome("sessions", figure=pictures["courses"], table=lambda: played.course)
    with Card("Three systems of communication"):
        Picture(pictures["systems"], f"Three systems of communication. {spoken(played)}", key, of)
        tag(
            "p",
            "What the therapist says is not only attended to, but let in (1), the patient thinks "
            "of minds again (2), and so what people outside mean well gets through (3), if they "
            "mean well. In the session: of "
            "those who come. In everyday life and outside: of everybody.",
            words="ts-caption",
        )
        with Details("At the last session, in numbers"):
            Systems(played)
        TakeHome("systems", figure=pictures["systems"], table=lambda: played.course)
    with Card("What it did to symptoms"):
        Effects(played)
        Picture(pictures["effects"], f"Effects on symptoms. {did(played)}", [played.asked], of)
        TakeHome("effects", figure=pictures["effects"], table=lambda: played.effects)


@solara.component
def OnePatient(played, patient):
    """Which patient is followed, who that is, and what became of it."""
    kinds = treated.childhoods(played)
    options = [{"value": str(treatments.NOBODY), "words": "nobody"}]
    options += [{"value": str(n), "words": f"{n} ({kind})"} for n, kind in enumerate(kinds)]
    with Div(words="ts-row"):
        Choice(
            label="Over the means, patient",
            options=options,
            value=str(patient),
            event_choose=lambda chosen: follow(int(chosen["value"])),
        )
        Button("Another patient", lambda: follow((patient + 1) % len(kinds)))
        for kind in HISTORIES:
            if kind in kinds:
                after = next_of(kinds, kind, patient)
                Button(f"One with {treated.kind_of(kind)}", lambda after=after: follow(after))
    if patient != treatments.NOBODY:
        tag("p", treated.story_of(played, patient))
        Own(played, patient)


def follow(patient):
    """Look at another patient; none is a patient, too."""
    store.attempt(lambda: store.treat(store.therapy.value._replace(patient=patient)))


def next_of(kinds, kind, patient):
    """The next patient after this one with such a childhood."""
    after = [n for n, each in enumerate(kinds) if each == kind]
    return next((n for n in after if n > patient), after[0])


@solara.component
def Own(played, patient):
    """What became of one patient."""
    head = ("patient " + str(patient), "sessions it came to", "symptoms at intake", "at the end",
            "later", "points fewer than waiting, at the end")  # fmt: skip
    rows = []
    for each in treated.own_story(played, patient):
        came = "–" if each["sessions"] is None else f"{each['sessions']} of {played.asked.sessions}"
        fewer = "–" if each["sessions"] is None else f"{each['fewer'][0]:+.2f}"
        rows.append((each["arm"], came, *(f"{x:.2f}" for x in each["symptoms"]), fewer))
    Table(head, rows)


@solara.component
def Systems(played):
    """The three systems at the last session, with intervals."""
    head = ("share (95 % interval)", *played.found.trial.arms)
    found = treated.last(played)
    rows = [("patients who come", *(str(found[arm]["n"] or "–") for arm in found))]
    rows += [(words, *(shown(found[arm][name]) for arm in found)) for name, words in READ.items()]
    Table(head, rows)


def shown(estimate):
    """A mean with its interval."""
    if estimate.mean != estimate.mean:
        return "–"
    return f"{estimate.mean:.2f} ({estimate.low:.2f} to {estimate.high:.2f})"


@solara.component
def Effects(played):
    """What each treatment did beside waiting, at the end and later."""
    trial = played.found.trial
    head = ("", "when", "points fewer than waiting", "harmed", "left", "as a trial sees it, g")
    rows = []
    for arm in trial.treated:
        for when, months in (("at the end", trial.end), ("later", trial.later)):
            row = treated.effect(played, arm, months)
            rows.append(
                (
                    arm,
                    f"{when} ({months - trial.intake:.1f} months)",
                    f"{row['individual']:.2f} ({row['individual_low']:.2f} to "
                    f"{row['individual_high']:.2f})",
                    f"{row['harmed']:.0%} ({row['harmed_low']:.0%} to {row['harmed_high']:.0%})",
                    f"{row['left']:.0%} ({row['left_low']:.0%} to {row['left_high']:.0%})",
                    f"{row['g']:.2f} ({row['low']:.2f} to {row['high']:.2f})",
                )
            )
    Table(head, rows)
    tag("p", how_to_read(played), words="ts-caption")


def how_to_read(played):
    """What the columns of the effects are."""
    cut, sent = treated.cutoffs(played), treated.sent(played)
    arms = ", ".join(f"{n} in {arm}" for arm, n in sent.items())
    return (
        f"Points of symptoms (0 to 4), with 95 % intervals, of the same n = "
        f"{len(played.found.chosen)} patients in both arms, whoever has left included: only a "
        f"simulation can see that. Harmed: at least {cut:.2f} points more than the same patient "
        "has on the waiting list (more than error makes in one of twenty). Left: has stayed away "
        f"before the last session. As a trial sees it: each patient in one arm, sent by chance "
        f"({arms}); Hedges' g, in standard deviations. So few people are a look, not a result."
    )


def ends(played):
    """Where symptoms are at the last session, in words for those who cannot see the picture."""
    rows = played.course[played.course["session"] == played.asked.sessions]
    said = (f"{row['arm']} {row['symptoms']:.2f}" for _, row in rows.iterrows())
    return f"Symptoms at the last session: {', '.join(said)}."


def spoken(played):
    """What is let in at the last session, in words."""
    found = treated.last(played)
    said = (f"{arm} {shown(found[arm]['benign'])}" for arm in found)
    return f"Benign acts of people let in at the last session: {', '.join(said)}."


def did(played):
    """What the treatments did, in words."""
    trial = played.found.trial
    said = (
        f"{arm} {treated.effect(played, arm, trial.end)['individual']:.2f}" for arm in trial.treated
    )
    return f"Points fewer than waiting at the end: {', '.join(said)}."


@solara.component
def Table(head, rows):
    """Rows under a head; wider than a phone, it moves by itself."""
    with tag("div", words="ts-wide", tabindex="0", role="group", aria_label="Table"):
        Rows(head, rows)


@solara.component
def Rows(head, rows):
    """The rows of a table; a head without words is none."""
    with tag("table"), tag("tbody"):
        with tag("tr"):
            for words in head:
                tag("th" if words else "td", words)
        for each in rows:
            with tag("tr"):
                for words in each:
                    tag("td", words)
