"""Everybody can use the pages: with a screen reader, the keyboard, in the dark, on paper."""

import pytest
from browsing import dark, looking, press

from trustsim.showing.dashboard.glossary import glossary
from trustsim.showing.dashboard.predictions import questions

PAGES = (
    "/",
    "/story-of-a-therapy",
    "/story-of-generations",
    "/nursery",
    "/twins",
    "/strange",
    "/believe",
    "/cohort",
    "/therapy",
    "/generations",
    "/predict",
    "/sweeps",
)
RULES = {  # those of axe that are not asked by themselves, too
    "resultTypes": ["violations"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
IMAGE = ".ts-figure img"
PICTURES = """() => new Promise((tell) => {
    const seen = new Set(), stage = document.querySelector('.ts-stage svg');
    const look = (left) => {
        seen.add(stage.innerHTML);
        if (left) requestAnimationFrame(() => look(left - 1)); else tell(seen.size);
    };
    look(60);
})"""  # how many different pictures there are in a second
STYLE = "([css, name]) => getComputedStyle(document.querySelector(css)).getPropertyValue(name)"


def style(page, css, name):
    """How something looks."""
    return page.evaluate(STYLE, [css, name])


def settled(page):
    """Wait until everything is worked out, and open what can be opened."""
    page.wait_for_selector("main progress", state="detached")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_rule_of_axe_is_broken(browser, dashboard, path, look):
    from axe_playwright_python.sync_playwright import Axe

    options = {"storage_state": dark(dashboard)} if look == "dark" else {}
    with looking(browser, dashboard, path, **options) as page:
        settled(page)
        found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def test_the_document_says_its_language_and_lets_itself_be_zoomed(browser, dashboard):
    with looking(browser, dashboard) as page:
        sent = page.request.get(dashboard).text()
        assert page.get_attribute("nav [aria-current=page]", "href") == "/nursery"
    assert '<html lang="en">' in sent
    assert "user-scalable" not in sent
    assert "maximum-scale" not in sent


def test_on_every_page_one_link_says_where_one_is_and_a_story_belongs_to_the_story(
    browser, dashboard
):
    for path in ("/", "/story-of-a-therapy", "/story-of-generations"):
        with looking(browser, dashboard, path) as page:
            here = page.locator("nav [aria-current]")
            assert here.count() == 1
            assert here.inner_text() == "Story"
            assert here.get_attribute("aria-current") == ("page" if path == "/" else "true")


def test_sliders_say_what_they_stand_at_in_words(browser, dashboard):
    with looking(browser, dashboard) as page:
        for slider in page.locator("main input[type=range]").all():
            assert slider.get_attribute("aria-valuetext")


def test_results_are_announced(browser, dashboard):
    with looking(browser, dashboard, "/predict") as page:
        press(page, "More than half")
        press(page, "Commit and run")
        page.wait_for_selector("[role=status].ts-result")
    with looking(browser, dashboard, "/strange") as page:
        press(page, "To the end")
        page.wait_for_selector("[aria-live=polite] .ts-verdict")


def test_figures_follow_the_dark_and_paper_does_not(browser, dashboard):
    with looking(browser, dashboard, "/twins", storage_state=dark(dashboard)) as page:
        page.wait_for_selector(IMAGE)
        assert "invert" in style(page, IMAGE, "filter")
        page.emulate_media(media="print")
        assert style(page, IMAGE, "filter") == "none"
        assert style(page, ".ts-card", "background-color") == "rgb(255, 255, 255)"


def test_bars_legends_and_the_chosen_preset_are_printed(browser, dashboard):
    with looking(browser, dashboard) as page:
        page.wait_for_selector(".ts-fill", state="attached")
        page.emulate_media(media="print")
        for css in (".ts-fill", ".ts-key", "button[aria-pressed=true]"):
            assert style(page, css, "print-color-adjust") == "exact"
        assert "✓" in page.evaluate(
            "getComputedStyle(document.querySelector('main button[aria-pressed=true]'), '::before')"
            ".content"
        )


def test_nothing_moves_by_itself_for_whoever_asks_for_that(browser, dashboard):
    with looking(browser, dashboard, "/cohort", reduced_motion="reduce") as page:
        page.wait_for_selector(".ts-dot")
        assert style(page, ".ts-dot", "transition-duration") in ("0s", "")
    with looking(browser, dashboard, reduced_motion="reduce") as page:
        press(page, "Play")
        page.wait_for_selector(".ts-diary li:nth-child(2)")
        assert page.evaluate(PICTURES) <= 8  # those of a few encounters, and none between


def test_play_of_the_strange_situation_is_seen_on_a_projector(browser, dashboard):
    size = {"width": 1920, "height": 1080}
    with looking(browser, dashboard, "/strange", viewport=size) as page:
        play = page.get_by_role("button", name="Play", exact=True)
        play.wait_for()
        box = play.bounding_box()
        assert box["y"] + box["height"] < size["height"]
        assert page.locator(".ts-strip .ts-coded").first.bounding_box()["height"] >= 8
        assert page.locator(".ts-decides").first.bounding_box()["width"] >= 6


def test_at_the_end_of_a_life_buttons_that_do_nothing_are_off_and_say_why(browser, dashboard):
    with looking(browser, dashboard) as page:
        press(page, "61 months")
        page.wait_for_selector("[role=status]:has-text('The last visit is over')")
        for name in ("One encounter", "One day"):
            assert page.get_by_role("button", name=name, exact=True).is_disabled()
        press(page, "Play")
        page.wait_for_selector(".ts-age output:text-matches('^[01]\\\\.')")


def test_no_word_is_explained_twice_and_marked_is_explained():
    words = [word for each in glossary() for word in each["word"].split(", ")]
    assert len(words) == len(set(words))
    assert {"marked", "nat", "logit"} <= set(words)
    meanings = [each["means"] for each in glossary()]
    assert len(meanings) == len(set(meanings))


def test_words_stand_as_in_a_dictionary_and_numbers_after_them():
    words = [each["word"] for each in glossary()]
    assert words[0] == "activation"
    assert words[-1] == "95 % interval"
    assert words[:-1] == sorted(words[:-1], key=str.casefold)


def test_the_link_to_words_leads_to_their_heading(browser, dashboard):
    with looking(browser, dashboard) as page:
        page.click("nav a:has-text('Words')")
        page.wait_for_selector("#words dt:has-text('activation')")
        page.wait_for_function("scrollY > 0")
        assert page.locator("summary:has-text('What do the words mean?')").bounding_box()["y"] >= 0


@pytest.mark.parametrize("question", questions(), ids=lambda each: each.title)
def test_what_was_found_is_told_in_words(question):
    assert not set("[]{}") & set(question.claim[0])


def test_whatever_breaks_down_is_in_the_picture_the_sentence_and_the_data(browser, dashboard):
    with looking(browser, dashboard, "/strange?setup=frightening.1") as page:
        page.wait_for_selector(".ts-strip rect")
        page.locator("input[aria-label='Quarter minute']").fill("2")
        page.wait_for_selector(".ts-conflict")
        assert "Its approach breaks down." in page.inner_text(".ts-stage .ts-answer")
        press(page, "Why?")
        page.wait_for_selector("pre:has-text('approach breaks down (luck')")
        with page.expect_download() as download:
            page.get_by_role("button", name="Data (CSV)").click()
        head = download.value.path().read_text().splitlines()[0].split(",")
    assert "breaks_down" in head
    assert "conflict" not in head
