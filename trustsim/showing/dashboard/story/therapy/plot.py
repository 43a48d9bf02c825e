"""The story of a therapy as pages: what is shown, said and asked after these choices of a user."""

from dataclasses import replace

from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.looks import named_and_drawn
from trustsim.showing.dashboard.story.page import Bar, Option, Page, compared, fresh, of_hundred
from trustsim.showing.dashboard.story.therapy import nora
from trustsim.showing.dashboard.story.therapy.choices import SAID, Choices, one_less
from trustsim.showing.dashboard.story.therapy.hours import MIRROR, SKILLED, WAYS
from trustsim.showing.dashboard.story.therapy.nora import TOLD
from trustsim.showing.dashboard.treatments import WORLDS

SAY = TOLD["page"]
GROWN = {"months": nora.INTAKE, "who": "adult"}
QUIET = GROWN | {
    "kind": "session",
    "line": SAY["room"],
    **named_and_drawn(SAY["you"], TOLD["name"]),
}
KEPT = (fate.GENERIC, fate.BOUND)


def page(choices):
    """The page that these choices have led to."""
    if choices.ended:
        return ending(choices)
    if choices.outside:
        return outside(choices)
    return year(choices) if choices.world else session(choices)


def session(choices):
    """The first session: one thing after the other is said to her."""
    said = choices.said
    ways = tuple(Option(TOLD["say"][way], replace(choices, said=(*said, way))) for way in WAYS)
    if not said:
        return Page(
            SAY["meeting"], QUIET, begins=0.0, ends=0.0, lead=SAY["nora"], then=SAY["first"],
            options=ways,
        )  # fmt: skip
    scene = nora.scene(said)
    here = Page(
        SAY["meeting"],
        with_names(scene, said[-1]),
        begins=0.3,
        ends=1.0,
        result=fate_of_words(scene, said[-1]),
        reason=why(scene),
        idea=fresh(choices, acting, one_less),
        bars=bars(nora.gate(said), nora.gate(said[:-1])),
        measured=SAY["measured"],
        beside=SAY["until"],
    )
    if len(said) < SAID:
        asked = SAY["last" if len(said) == SAID - 1 else "next"]
        return here._replace(bars=here.bars[:1], then=asked, options=ways)
    return here._replace(
        then=SAY["weeks"],
        options=tuple(Option(TOLD["world"][each], replace(choices, world=each)) for each in WORLDS),
    )


def year(choices):
    """What has become of a year of such sessions."""
    said, world = choices.said, choices.world
    treated, came = nora.treated(said, world), nora.came(said, world)
    before, now = nora.gate(said), treated.gate()
    how = ("same", "opens", "shuts")[compared(now.yours, before.yours)]
    if how == "opens" and not understood(said):
        how = "taught"
    fitted = "" if came.fitted is None else f" {SAY['fitted'].format(**came._asdict())}"
    said_of = f"{fitted} {SAY['measures']} {TOLD['channel'][how]}"
    left = "" if came.came == came.of else f" {SAY['left'].format(**came._asdict())}"
    return Page(
        SAY["year"],
        QUIET | at_rest(treated),
        begins=1.0,
        ends=1.0,
        lead=f"{SAY['came'].format(**came._asdict())}{left}{said_of}",
        idea=fresh(choices, acting, one_less),
        bars=bars(now, before),
        measured=SAY["measured"],
        beside=SAY["before"],
        then=SAY["others"],
        options=(Option(SAY["outside"], replace(choices, outside=True)),),
    )


def outside(choices):
    """One of the things that people outside say to her, and what became of all of them."""
    treated = nora.treated(choices.said, choices.world)
    heard, without = nora.outside(treated), nora.outside(nora.untreated(choices.world, 1))
    scene = treated.outside()[-1]
    speaker = TOLD["who"].get(scene["speaker"], TOLD["who"]["others"])
    close, strangers = map(compared, heard.open_to, without.open_to)
    how = ("more" if strangers > 0 else "not") if opened(choices) else "shut"
    if how == "shut" and strangers > 0:
        how = "unopened"
    near = TOLD["close"][("same", "more", "less")[close]]
    return Page(
        SAY["week"],
        with_names(scene, "outside", speaker),
        begins=0.3,
        ends=1.0,
        lead=SAY["told"].format(speaker=speaker),
        result=fate_of_words(scene, "outside"),
        reason=f"{counted(heard, without)} {TOLD['outside'][how]} {near}",
        bars=bars(heard.open_to, without.open_to, TOLD["said_by"]),
        measured=SAY["heard"],
        beside=SAY["untreated"],
        idea=fresh(choices, acting, one_less),
        then=SAY["lasts"],
        options=(Option(SAY["later"], replace(choices, ended=True)),),
    )


def counted(heard, without):
    """How much of what was said outside came in, and why it was less, if that is why."""
    said = SAY["counted"].format(said=heard.said, let_in=heard.let_in, without=without.let_in)
    now, then = heard.strangers, without.strangers
    opener = all(one >= other for one, other in zip(heard.open_to, without.open_to, strict=True))
    if heard.let_in >= without.let_in or now <= then or not opener:
        return said
    return f"{said} {SAY['company'].format(now=now, then=then)}"


def ending(choices):
    """What is left a year after the last session, beside her whom nobody has treated."""
    said, world = choices.said, choices.world
    later = nora.later(said, world)
    now, without = later.gate(), nora.untreated(world, 2).gate()
    how = ("gone", "lasts", "worse")[compared(now.others, without.others)]
    shown = {"now": of_hundred(now.others), "without": of_hundred(without.others)}
    with_you = in_you(now, nora.treated(said, world).gate(), without)
    return Page(
        SAY["ended"],
        QUIET | at_rest(later),
        begins=1.0,
        ends=1.0,
        lead=f"{TOLD['ending'][how].format(**shown)} {with_you} {SAY['fails']}",
        bars=bars(now, without),
        measured=SAY["measured"],
        beside=SAY["untreated"],
        options=(
            Option(SAY["again"], Choices()),
            Option(SAY["otherwise"], replace(choices, world="", outside=False, ended=False)),
        ),
        ended=True,
    )


def in_you(now, then, without):
    """What has lasted of how she lets in her therapist, beside how she lets in strangers."""
    more = compared(now.yours, without.yours)
    if more > 0:
        most = compared(now.yours - without.yours, now.others - without.others) > 0
        more = "most" if most else "alike"
    else:
        more = ("same", "", "less")[more]
    shown = (of_hundred(each.yours) for each in (now, then, without))
    return TOLD["in_you"][more].format(**dict(zip(("now", "then", "without"), shown, strict=True)))


def at_rest(place):
    """How aroused she is when nothing happens: what a scene says of it."""
    tension = place.nora.me.tension
    return {"arousal": tension, "after": tension}


def acting(choices):
    """The ideas that can be seen in the last thing that happened."""
    if choices.ended:
        return []
    if choices.outside:
        return ["world"]
    if choices.world:
        return ["channel"] if opened(choices) and understood(choices.said) else []
    return in_a_word(choices.said)


def opened(choices):
    """Has a year opened the gate for her therapist?"""
    now, before = nora.treated(choices.said, choices.world).gate(), nora.gate(choices.said)
    return compared(now.yours, before.yours) > 0


def understood(said):
    """Was anything said of what she feels?"""
    return any(way != SKILLED for way in said)


def in_a_word(said):
    """The ideas that can be seen in what became of a thing that was said in a session."""
    if not said:
        return []
    scene = nora.scene(said)
    if scene["fate"] == fate.NOT_LET_IN:
        return ["vigilance"]
    if scene["fate"] == fate.THROWN_OUT:
        return ["check"]
    if scene["fate"] not in KEPT or said[-1] == SKILLED:
        return []
    if scene["fate"] == fate.BOUND:
        return ["cue"]
    return ["felt"] if scene["congruent"] else ["alien"]


def with_names(scene, way, speaker=SAY["you"]):
    """A scene with the names that people have in the story."""
    line = SAY["scene"].format(speaker, TOLD["name"])
    word = TOLD["word"].get(way, "")
    return GROWN | scene | named_and_drawn(speaker, TOLD["name"]) | {"word": word, "line": line}


def fate_of_words(scene, way):
    """What became of a thing that was said; of one that was about her, also how she was read."""
    came = "unkind" if scene["unkind"] else scene["fate"]
    read = "right" if scene.get("congruent") else "wrong"
    if came not in (*KEPT, fate.THROWN_OUT):
        said = TOLD["kept_out"][came]
    else:
        said = TOLD[way][f"{came}_{read}" if way == MIRROR else came]
    return f"{TOLD['reading'][read]} {said}" if "congruent" in scene else said


def why(scene):
    """How open she was to it."""
    cue = scene["marked"] if scene["answer"] == "mirroring" else scene["cue"]
    return SAY["why"].format(
        upset=round(10 * scene["arousal"]),
        cue=SAY["cued" if cue else "plain"],
        open=of_hundred(scene["open"]),
    )


def bars(now, before, words=TOLD["gate"]):
    """How open the gate is, and has been, or would be."""
    return tuple(
        Bar(words[name], getattr(now, name), getattr(before, name)) for name in now._fields
    )
