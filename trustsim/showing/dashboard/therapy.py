"""Therapy: who is treated, how, and in which world; then what becomes of them beside waiting."""

import solara

from trustsim.showing.dashboard import sliders, store, treated, treatments
from trustsim.showing.dashboard.as_config import AsConfig
from trustsim.showing.dashboard.caregiver import Sliders, short
from trustsim.showing.dashboard.doubts import Doubts, of_page
from trustsim.showing.dashboard.explorer import Choice
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
from trustsim.showing.dashboard.patients import Found, took_part
from trustsim.showing.dashboard.work import Progress, use_work
from trustsim.study.protocols import session
from trustsim.study.vignettes import vignette
from trustsim.theory.parameters import annotations

ABOUT = annotations(session.Settings)
NONE = "none"
OF_TRIAL = (
    "Its patients have grown up elsewhere than the children of the other pages. The command line "
    "takes the same file: trustsim trial. Patients, treatments and worlds are those of the pages "
    "in trustsim/study/treatments."
)
NO_TROUBLES = "This moves nothing: in these sessions no troubles come up that it could act on."
OUTSIDE = {  # what the worlds are like, in words
    "benign": "People are as caregivers are in the reference population.",
    "harsh": "From the first session on, people notice, accept and address the patient less, a "
    "spouse frightens more, and strangers say more that is wrong.",
}


@solara.component
def Therapy():
    """The page."""
    Head(
        "Therapy",
        "People who grew up here come to therapy. Each of them is treated, and lives through the "
        "same time once more on a waiting list, with the same luck. Choose what they get, press "
        "Treat them, and see what changes, for whom, and whether it lasts.",
    )
    with Div(words="ts-note"):
        tag(
            "p",
            tag("b", "This explores a theory, and is no advice about any person. "),
            "Nobody here is real. A treatment is a few assumed numbers, not what therapists do; "
            "what comes out says nothing of which therapy would help whom.",
        )
    Onward("/story-of-a-therapy", "First a story of three minutes: you are the therapist")
    asked = store.therapy.value
    Stories(asked)
    with Div(words="ts-even"):
        OneTreatment("first", asked.first)
        OneTreatment("second", asked.second)
    Circumstances(asked)
    Results(asked)
    AsConfig(
        "This trial", "Download this trial", "therapy.toml", treatments.as_toml(asked), OF_TRIAL
    )


def change(**changes):
    """Ask for something else."""
    store.attempt(lambda: store.treat(store.therapy.value._replace(**changes)))


@solara.component
def Stories(asked):
    """Two cases to start from."""
    with Card("Start from a story"), Div(words="ts-even"):
        for story in treatments.stories():
            with Div():
                tag("h3", story.name)
                tag("p", story.words)
                tag("p", tag("b", story.ask))
                tag("p", f"{story.here} ({story.source})", words="ts-caption")
                with Div(words="ts-row"):
                    Button(
                        "Start from this story",
                        lambda story=story: store.attempt(lambda: store.treat(story.asked)),
                        pressed=asked._replace(patient=story.asked.patient) == story.asked,
                    )


@solara.component
def OneTreatment(which, given):
    """Which treatment, and what is otherwise in its sessions."""

    def choose(chosen):
        name = chosen["value"]
        change(**{which: None if name == NONE else treatments.Treated(name)})

    def move(key, value):
        to = None if value is None else float(value)
        change(**{which: given._replace(**{key.removeprefix(f"{which}."): to})})

    with Card("First treatment" if which == "first" else "Second treatment, or none"):
        titles = treatments.treatments().items()
        options = [{"value": name, "words": title} for name, title in titles]
        if which != "first":
            options.insert(0, {"value": NONE, "words": "none"})
        with Div(words="ts-row"):
            Choice(
                label="Treatment" if which == "first" else "Second treatment",
                options=options,
                value=given.treatment if given else NONE,
                event_choose=choose,
            )
        if not given:
            tag("p", "The first one is compared with the waiting list alone.", words="ts-caption")
            return
        tag("p", f"A session holds {held(given)}.")
        Sliders([row(which, given, name) for name in treatments.VARIED], move)
        Explained(*treatments.VARIED)
        with Details("Why these numbers?"):
            tag("p", treatments.why(given.treatment), words="ts-caption")


def held(given):
    """What a session holds, in words."""
    of = given.settings
    moments = {name: round(of.pace * getattr(of, name)) for name in treatments.MOMENTS}
    return ", ".join(f"{n} {ABOUT[name].words}" for name, n in moments.items() if n)


def row(which, given, name):
    """A slider of one treatment."""
    about, usual = ABOUT[name], getattr(treatments.Treated(given.treatment).settings, name)
    value = getattr(given.settings, name)
    return sliders.Slider(
        key=f"{which}.{name}",
        label=name.capitalize(),
        words=about.words.capitalize(),
        low=about.low,
        high=about.high,
        step=(about.high - about.low) / sliders.STEPS,
        value=value,
        shown=f"{value:.2f} {about.unit}",
        source=f"{about.low:g} to {about.high:g}; {usual:g} on the page of this treatment, "
        f"{about.source}",
        changed=getattr(given, name) is not None,
        off="" if given.settings.troubles else NO_TROUBLES,
    )


@solara.component
def Circumstances(asked):
    """Whose patients, what they meet outside, and how many sessions there are."""

    def move(_, value):
        change(sessions=treatments.DEFAULT.sessions if value is None else round(value))

    with Card("Patients, and the world outside"), Div(words="ts-even"):
        with Div():
            tag("h3", "Which childhoods?")
            with Div(words="ts-row"):
                for name in treatments.CHILDHOODS:
                    Button(
                        short(vignette(name).title),
                        lambda name=name: change(childhood=name),
                        pressed=name == asked.childhood,
                    )
            tag("p", upbringing(asked), words="ts-caption")
            tag("h3", "How warm is the world outside?")
            with Div(words="ts-row"):
                for name in treatments.WORLDS:
                    Button(
                        name.capitalize(),
                        lambda name=name: change(world=name),
                        pressed=name == asked.world,
                    )
            tag("p", OUTSIDE[asked.world], words="ts-caption")
        Sliders([lasts(asked)], move)


def upbringing(asked):
    """Who the patients are, in words."""
    mothers = (
        "Mothers are as in the trials: a little less fortunate than most, and very different."
        if asked.childhood == treatments.DEFAULT.childhood
        else f"Every mother is what the Nursery calls {short(vignette(asked.childhood).title)}."
    )
    trial = treatments.made(asked)
    return (
        f"{mothers} Of {trial.screened.worlds * trial.screened.children} people who grow up, the "
        f"first {trial.patients} whose symptoms are {trial.symptoms:g} or more (of 4) at the age "
        f"of {trial.screening / 12:.0f} become patients."
    )


def lasts(asked):
    """The slider of how many sessions there are."""
    trial = treatments.made(asked)
    return sliders.Slider(
        key="sessions",
        label="Sessions",
        words=f"How many are offered, one a week. Symptoms are compared after the last one, "
        f"{trial.end - trial.intake:.1f} months after intake, and {trial.later - trial.end:.0f} "
        "months later",
        low=treatments.fewest(),
        high=treatments.most(),
        step=1,
        value=asked.sessions,
        shown=f"{asked.sessions} sessions",
        source=f"{treatments.fewest()} to {treatments.most()}",
        changed=asked.sessions != treatments.DEFAULT.sessions,
    )


@solara.component
def Results(asked):
    """The button, how far it is, and what became of the patients."""
    now = asked._replace(patient=0)
    pressed, press = solara.use_state(None)
    growing = use_work(
        lambda see: treated.grown(now, see), [asked.childhood], "who may be patients"
    )
    playing = use_work(
        lambda see: treated.played(pressed, see) if pressed else None, [pressed], "the trial"
    )
    played = playing.found and playing.found.value
    with Card("What becomes of them?"):
        with Div(words="ts-row"):
            Button("Treat them", lambda: press(now), main=True)
            if growing.stale or playing.stale:
                work = growing if growing.stale else playing
                Progress(work, "those who may become patients" if work is growing else "the trial")
            elif pressed is None:
                tag("span", "Those who may become patients have grown up.", words="ts-caption")
        if playing.found and playing.found.mistake:
            tag("p", playing.found.mistake, words="ts-wrong")
        elif played and played.asked != now:
            tag(
                "p",
                "What is below is what was asked for before; press Treat them for what is "
                "chosen now.",
                words="ts-waiting",
                role="status",
            )
        if played:
            tag("p", took_part(played), words="ts-caption")
        Doubts(of_page("therapy"))
    if played:
        Found(played, asked.patient)
