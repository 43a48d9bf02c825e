"""The story in a browser: one click acts, the keyboard alone walks it, and five pictures differ."""

import re

import pytest
from browsing import OPTIONS, READY, dark, looking, press, standing, turned

from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.story import milo
from trustsim.showing.dashboard.story.choices import Choices
from trustsim.showing.dashboard.story.milo import TOLD
from trustsim.showing.dashboard.story.plot import page as led_to
from trustsim.showing.dashboard.story.upbringing import (
    AWAY,
    CUED,
    LATE,
    LIE,
    MARKED,
    PLAIN,
    UNMARKED,
)

STAGE = ".ts-tale .ts-stage > svg"
GATEWAY = f"{STAGE} .ts-gateway"
SHAPES = """() => [...document.querySelectorAll('.ts-gateway *')]
    .filter((each) => each.getBBox && each.tagName !== 'text')
    .map((each) => each.tagName + each.getAttribute('class') + (each.getAttribute('d') || ''))"""
FEELING = {"kind": "distress", "answer": "mirroring", "who": "mother", "signal": 0.6,
           "strategy": "seek", "marked": True, "congruent": True, "called": None}  # fmt: skip


@pytest.fixture
def story(browser, dashboard):
    with looking(browser, dashboard, "/", reduced_motion="reduce") as page:
        page.wait_for_selector(READY)
        yield page


def choose(page, words):
    """Press the button that says this, and wait for the next page."""
    was = page.inner_text(".ts-tale section")
    press(page, words)
    turned(page, was)


def say(manner, word):
    """What the button says that tells a word in this manner."""
    return TOLD["say"][manner].format(word=word)


def raise_him(page, *ways):
    """From the first meeting to the second."""
    choose(page, say("first", "dax"))
    choose(page, say("plain", "toma"))
    choose(page, say("cued", "modi"))
    choose(page, "Go back to the day he was born")
    for way, stretch in zip(ways, milo.STRETCHES, strict=True):
        choose(page, TOLD["answer"][way])
        choose(page, stretch["until"])


def meet_again(page):
    """From the second meeting to the end."""
    for word in milo.WORDS[:-1]:
        choose(page, say("cued", word))
    choose(page, say("lie", milo.WORDS[-1]))
    choose(page, "What has become of Milo?")


def colour(page, css):
    """The colour of what is drawn, from 0 to 255 each."""
    filled = page.eval_on_selector(f"{STAGE} {css}", "each => getComputedStyle(each).fill")
    return [int(part) for part in re.findall(r"\d+", filled)[:3]]


def contrast(one, other):
    """How far two colours stand out from each other, by the formula of WCAG 2."""
    lights = sorted(
        sum(
            weight * (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)
            for weight, part in zip(
                (0.2126, 0.7152, 0.0722), (each / 255 for each in of), strict=True
            )
        )
        for of in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def put(page, scene):
    """Show another scene, as it ends."""
    page.evaluate(
        """scene => { const tale = document.querySelector('.ts-tale').__vue__;
            tale.page = { ...tale.page, ends: 1, scene: { ...tale.page.scene, ...scene } };
            tale.phase = 1; }""",
        scene,
    )
    page.wait_for_selector(f"{GATEWAY}[data-fate='{scene['fate']}']")


def test_the_story_is_the_front_door_and_one_click_acts(story):
    assert story.inner_text("main h1") == "You meet Milo"
    assert story.locator(OPTIONS).count() == 1
    assert story.locator(".ts-idea").count() == 0  # no word before it acts
    choose(story, say("first", "dax"))
    came = milo.meeting(None, (PLAIN,))[0]["fate"]
    story.wait_for_selector(f"{GATEWAY}[data-fate='{came}']")
    assert story.inner_text(".ts-answer") == TOLD["told"][came]


def test_the_keyboard_alone_walks_it_to_its_end_and_into_the_nursery(story):
    headings, ideas = [], []
    for _ in range(40):
        headings.append(story.inner_text("main h1"))
        ideas += [each.inner_text() for each in story.locator(".ts-idea dfn").all()]
        if headings[-1] == "What has become of Milo":
            break
        if len(headings) == 1:
            story.locator("nav a").last.focus()
        for _ in range(9):  # from the heading to the first button
            story.keyboard.press("Tab")
            if story.evaluate("css => document.activeElement.matches(css)", OPTIONS):
                break
        was = story.inner_text(".ts-tale section")
        story.keyboard.press("Enter")
        turned(story, was)
        assert story.evaluate("document.activeElement.tagName") == "H1"  # read on from here
    assert [each for n, each in enumerate(headings) if each not in headings[:n]] == [
        "You meet Milo",
        *[stretch["child"] for stretch in milo.STRETCHES],
        "You meet Milo again",
        "What has become of Milo",
    ]
    assert len(ideas) == len(set(ideas)) >= 3
    link = "main a[href='/nursery']"
    while not story.evaluate("css => document.activeElement.matches(css)", link):
        story.keyboard.press("Tab")
    story.keyboard.press("Enter")
    story.wait_for_selector("h1:has-text('Nursery')")
    story.wait_for_selector("h2:has-text('Three challenges')")


def test_what_is_shown_is_what_the_model_says_of_the_child_that_one_has_raised(story):
    answers = (MARKED, UNMARKED, MARKED)
    raise_him(story, *answers)
    gate = milo.milo(answers).gate()
    shown = [each.inner_text() for each in story.locator(".ts-openness b").all()]
    assert [int(re.match(r"\d+", each).group()) for each in shown] == [
        round(100 * gate.plain),
        round(100 * gate.cued),
    ]
    said = TOLD["passed"][MARKED].format(**milo.lived(answers)[1].cries._asdict())
    assert said in story.inner_text(".ts-said")
    choose(story, say("cued", "dax"))
    came = milo.meeting(answers, (CUED,))[0]["fate"]
    story.wait_for_selector(f"{GATEWAY}[data-fate='{came}'][data-cue=yes]")


def test_who_turns_him_away_comes_to_another_end(story):
    raise_him(story, AWAY, LATE, AWAY)
    meet_again(story)
    said = story.inner_text(".ts-said")
    assert TOLD["ending"]["opened"] not in said
    choices = Choices(
        said=(PLAIN, PLAIN, CUED),
        back=True,
        answers=(AWAY, LATE, AWAY),
        again=(CUED, CUED, CUED, LIE),
        ended=True,
    )
    assert led_to(choices).lead in said
    choose(story, "Raise him in another way")
    assert story.inner_text("main h1") == "Milo is newborn"


def test_results_are_announced_and_buttons_are_named(story):
    choose(story, say("first", "dax"))
    assert story.locator("[aria-live=polite] .ts-answer").count() == 1
    assert story.get_attribute(STAGE, "aria-label")
    assert all(each.inner_text() for each in story.locator(OPTIONS).all())


def test_the_same_cry_can_be_answered_in_every_way(story):
    for words in (say("first", "dax"), say("plain", "toma"), say("plain", "modi")):
        choose(story, words)
    choose(story, "Go back to the day he was born")
    for way in (MARKED, UNMARKED, AWAY, LATE):
        choose(story, TOLD["answer"][way])
        after = round(10 * milo.cry((), way)["after"])
        assert f"{after} at the end" in story.inner_text(".ts-answer")
    assert story.locator(f"{STAGE} .ts-name").count() == 1  # nobody has come


def test_no_two_things_that_are_named_look_alike(story):
    seen = []
    for words in (say("first", "dax"), say("plain", "toma"), say("plain", "modi")):
        choose(story, words)
        lying = story.locator(f"{STAGE} .ts-thing")
        seen.append(lying.first.inner_html())
        assert lying.count() == (1 if len(seen) == 3 else 2)  # the one that is asked about, too
    assert len(set(seen)) == 3


def test_five_things_become_of_a_message_and_no_two_look_alike(story):
    choose(story, say("first", "dax"))
    marks = {  # what alone one of them shows
        fate.GENERIC: ".ts-globe",
        fate.BOUND: ".ts-says",
        fate.THROWN_OUT: ".ts-lens",
        fate.NOT_HEARD: ".ts-ghost",
    }
    pictures = {}
    for came in fate.FATES:
        put(story, {"fate": came, "unkind": False, "cue": False, "right": True})
        pictures[came] = frozenset(story.evaluate(SHAPES))
        for one, css in marks.items():
            assert (story.locator(f"{GATEWAY} {css}").count() > 0) == (one == came)
    assert len(set(pictures.values())) == len(fate.FATES)
    leaf = {
        came: {each for each in shapes if "ts-leaf" in each} for came, shapes in pictures.items()
    }
    assert leaf[fate.GENERIC] == leaf[fate.BOUND] == leaf[fate.THROWN_OUT]  # open
    assert leaf[fate.NOT_LET_IN] == leaf[fate.NOT_HEARD] != leaf[fate.GENERIC]  # shut
    put(story, {"fate": fate.NOT_LET_IN, "unkind": True, "cue": False, "right": True})
    story.wait_for_selector(f"{GATEWAY} .ts-thorns")  # taken for unkind


def test_a_feeling_is_kept_as_ones_own_or_as_the_others_and_a_wrong_one_cracks(story):
    choose(story, say("first", "dax"))
    put(story, FEELING | {"fate": fate.GENERIC})
    story.wait_for_selector(f"{GATEWAY} .ts-heart")
    assert story.locator(f"{GATEWAY} .ts-crack").count() == 0
    put(story, FEELING | {"fate": fate.GENERIC, "congruent": False})
    story.wait_for_selector(f"{GATEWAY} .ts-crack")
    put(story, FEELING | {"fate": fate.BOUND, "marked": False})
    story.wait_for_selector(f"{GATEWAY} .ts-says")
    assert story.locator(f"{GATEWAY} .ts-heart").count() == 0


def test_a_face_follows_what_is_felt_and_a_marked_one_is_played(story):
    choose(story, say("first", "dax"))
    child = f"{STAGE} > .ts-person >> nth=-1"
    partner = f"{STAGE} > .ts-person >> nth=0"

    def tears(who):
        return story.locator(who).locator(".ts-tears").count()

    for felt, cries in ((0.1, 0), (0.68, 1)):
        put(story, {"fate": fate.NOT_LET_IN, "arousal": felt, "after": felt})
        story.evaluate("felt => { document.querySelector('.ts-tale').__vue__.feel = felt }", felt)
        story.locator(child).locator(".ts-tears").nth(cries).wait_for(state="detached")
        assert tears(child) == cries
    put(story, FEELING | {"fate": fate.BOUND, "marked": False, "arousal": 0.9})
    assert tears(partner) == 1  # an unmarked mirror is as upset itself
    assert story.locator(f"{STAGE} .ts-played").count() == 0
    put(story, FEELING | {"fate": fate.GENERIC, "arousal": 0.9})
    story.wait_for_selector(f"{STAGE} .ts-played")
    assert tears(partner) == 0
    for came, looks in ((fate.GENERIC, 1), (fate.NOT_HEARD, 0)):
        put(story, FEELING | {"fate": came})
        straight = story.locator(child).locator("g[transform$='scale(1 1)']")
        assert straight.count() == looks  # who does not look has turned its head


def test_a_cue_lights_the_lamp_of_the_gate(story):
    choose(story, say("first", "dax"))
    for cue in (True, False):
        put(story, {"fate": fate.NOT_LET_IN, "unkind": False, "cue": cue, "right": True})
        story.wait_for_selector(f"{GATEWAY}[data-cue={'yes' if cue else 'no'}]")
        assert story.locator(f"{GATEWAY} .ts-rays").count() == int(cue)


def test_a_message_travels_unless_somebody_wants_no_motion(browser, dashboard, story):
    moved = """() => new Promise((done) => { const seen = new Set(), began = performance.now();
        const look = () => { const there = document.querySelector('.ts-tale .ts-message');
            if (there) seen.add(there.getAttribute('transform'));
            if (seen.size > 5 || performance.now() - began > 6000) return done(seen.size);
            requestAnimationFrame(look); }; look(); })"""
    with looking(browser, dashboard, "/") as page:
        page.wait_for_selector(READY)
        press(page, say("first", "dax"))
        assert page.locator(".ts-answer").count() == 0  # first seen, then said
        assert page.evaluate(moved) > 5
        page.wait_for_selector(".ts-answer")
    choose(story, say("first", "dax"))
    assert story.evaluate(moved.replace("6000", "500")) == 1


def test_who_frightens_comes_too_near_with_a_blank_face(browser, dashboard):
    with looking(browser, dashboard, reduced_motion="reduce") as page:
        page.wait_for_selector(".ts-stage > svg")
        page.evaluate(
            """() => { const stage = document.querySelector('.ts-stage').__vue__;
                stage.scene = { ...stage.scene, answer: 'frightening', fate: '' }; }"""
        )
        page.wait_for_selector(".ts-stage [d='M-9 22h18']")  # a mouth that says nothing
        assert page.locator(".ts-stage .ts-fright").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_a_phone_and_a_screen_in_light_and_dark(browser, dashboard, width, theme):
    options = {"viewport": {"width": width, "height": 844}, "reduced_motion": "reduce"}
    if theme == "dark":
        options["storage_state"] = dark(dashboard)
    with looking(browser, dashboard, "/", **options) as page:
        page.wait_for_selector(READY)
        choose(page, say("first", "dax"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        name, *behind = (colour(page, css) for css in (".ts-name", ".ts-floor", ".ts-rug"))
        assert min(contrast(name, each) for each in behind) >= 4.5
        assert standing(page)
        box = page.locator(OPTIONS).first.bounding_box()
        assert box["y"] + box["height"] <= 844  # what one can do is in sight


def test_a_reload_and_back_are_where_the_story_was(story):
    choose(story, say("first", "dax"))
    first = story.inner_text(".ts-tale section")
    choose(story, say("plain", "toma"))
    second = story.inner_text(".ts-tale section")
    story.reload()
    story.wait_for_selector(READY)
    assert story.inner_text(".ts-tale section") == second
    story.go_back()
    turned(story, second)
    assert story.inner_text(".ts-tale section") == first


def test_a_challenge_is_reached_when_the_model_says_so(browser, dashboard):
    first = ".ts-challenges > li >> nth=0"
    with looking(browser, dashboard) as page:
        page.wait_for_selector(f"{first} >> text=Not yet.")
        for name, rank in (
            ("sensitivity", "0.99"),
            ("mentalising", "0.99"),
            ("disruption", "0.01"),
        ):
            page.locator(f"[id='slider-caregiver.{name}']").fill(rank)
            page.wait_for_selector(f".ts-changed [id='slider-caregiver.{name}']")
        page.wait_for_selector(f"{first} >> text=Reached.")
