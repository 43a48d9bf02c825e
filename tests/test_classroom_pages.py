"""A lecturer and a room in real browsers: votes arrive, are shown, and outlive the server."""

import time
from contextlib import ExitStack, contextmanager
from io import BytesIO
from itertools import count

import pandas as pd
import pytest
from browsing import PATIENCE, dark, looking, press
from classrooms import (
    MOTHER,
    QUESTION,
    STRANGER,
    called,
    coming,
    counted,
    lines,
    predict,
    room_open,
)
from test_dashboard_access import RULES
from test_dashboard_guard import EVIL, KERNEL

from trustsim.showing.dashboard.limits import LONGEST_NAME
from trustsim.showing.dashboard.predictions import result, titled
from trustsim.study.vignettes import vignette

SHOW = "Show the model and real children"
NEITHER = "Neither more than the other"
NAMES = (f"Guest {number}" for number in count(1))
WIDER = "document.documentElement.scrollWidth > window.innerWidth"
AT_REST = """[...document.querySelectorAll('[role=progressbar]')].every(
    (each) => getComputedStyle(each).visibility === 'hidden')"""  # a page of solara that is loading
BACK = 60_000  # milliseconds in which pages come back once the server does
OPENED = """address => new Promise(tell => {
    const socket = new WebSocket(address)
    socket.onopen = () => tell("opened")
    socket.onerror = () => tell("refused")
})"""


@pytest.fixture(scope="module")
def here(browser, tmp_path_factory):
    """A room that is open."""
    with room_open(tmp_path_factory.mktemp("rooms") / "room") as opened:
        yield opened


@pytest.fixture
def lecturer(browser, here):
    """The lecturer's page."""
    with looking(browser, here.address, here.lecturing) as page:
        page.wait_for_selector(f"text={here.opened['code']}")
        yield page


@contextmanager
def staying(browser, place):
    """A page whose server may end: what its console says of that is not wrong."""
    context = browser.new_context()
    context.set_default_timeout(BACK)
    page = context.new_page()
    page.goto(place)
    page.wait_for_selector("main h1")
    yield page
    context.close()


def ask(lecturer, title=QUESTION):
    """Ask the room a question, until it is there."""
    asked = lecturer.locator("h2").filter(has_text=title)
    was = asked.inner_text() if asked.count() else ""
    press(lecturer, title)
    lecturer.wait_for_function(
        "([title, was]) => [...document.querySelectorAll('h2')]"
        ".some((each) => each.innerText.endsWith(title) && each.innerText !== was)",
        arg=[title, was],
    )


def marks(page):
    """Who answers how, of the model and real children: words -> who."""
    page.wait_for_selector(".ts-mark-of")
    return {
        bar.locator("span").first.inner_text(): bar.locator(".ts-mark-of").all_inner_texts()
        for bar in page.locator(".ts-votes li").all()
    }


def test_a_lecturer_asks_and_three_people_predict(browser, here, lecturer):
    names = ["Ada", "Bo", "Cem"]
    with ExitStack() as room:
        people = [room.enter_context(coming(browser, here, name)) for name in names]
        lecturer.wait_for_selector("text=Ada, Bo, Cem")
        ask(lecturer)
        for page, words in zip(people, (MOTHER, MOTHER, STRANGER), strict=True):
            predict(page, words)
            assert page.locator(".ts-votes").count() == 0  # nobody sees what others said
        assert counted(lecturer, 3) == {NEITHER: 0, MOTHER: 2, STRANGER: 1}
        assert lecturer.locator(".ts-mark-of").count() == 0
        lecturer.get_by_role("button", name=SHOW).click()
        found = result(titled(QUESTION), vignette("reference"))
        for page in (lecturer, *people):
            shown = marks(page)
            assert shown[titled(QUESTION).options[found.side]][-1] == "the model"
            assert "real children" in shown[MOTHER]
            assert counted(page, 3) == {NEITHER: 0, MOTHER: 2, STRANGER: 1}
            assert f"{found.left:.2f}" in page.inner_text(".ts-result")
        assert "You said: the stranger's. The model does otherwise." in people[2].inner_text("main")
        with lecturer.expect_download() as download:
            lecturer.get_by_role("button", name="All predictions").click()
        rows = pd.read_csv(BytesIO(download.value.path().read_bytes()))
        assert rows["name"].tolist() == names
        assert rows["predicted"].tolist() == [MOTHER, MOTHER, STRANGER]
        assert set(rows["caregiver"]) == {"As they come"}
        assert set(rows["seed"]) == {1}
        assert pd.to_datetime(rows["time"]).notna().all()


def test_other_caregivers_are_asked_of_and_real_children_are_not_said_to_answer(
    browser, here, lecturer
):
    with coming(browser, here, next(NAMES)) as page:
        lecturer.click("text=Of whom?")
        press(lecturer, "Rejecting")
        lecturer.wait_for_selector("text=Caregivers: A rejecting caregiver; seed 1.")
        ask(lecturer)
        page.wait_for_selector("text=Caregivers: A rejecting caregiver.")
        predict(page, MOTHER)
        lecturer.get_by_role("button", name=SHOW).click()
        assert [who for bar in marks(page).values() for who in bar] == ["the model"]
        assert "Where caregivers are as they come:" in page.inner_text(".ts-result")


def test_the_server_is_killed_in_mid_lesson_and_no_vote_is_lost(browser, tmp_path):
    with ExitStack() as lesson:
        with room_open(tmp_path) as room:
            lecturer = lesson.enter_context(staying(browser, room.address + room.lecturing))
            ada, bo, cem = (
                lesson.enter_context(staying(browser, room.address + room.inside)) for _ in range(3)
            )
            for page, name in ((ada, "Ada"), (bo, "Bo"), (cem, "Cem")):
                called(page, name)
            ask(lecturer)
            predict(ada, MOTHER)
            predict(bo, STRANGER)
            before = lines(tmp_path)
            room.server.kill()
            room.server.wait()
        port = room.address.rpartition(":")[2]
        with room_open(tmp_path, port) as again:
            assert again.address == room.address
            assert lines(tmp_path) == before
            for page in (lecturer, ada, bo, cem):  # which nobody touches
                page.wait_for_selector("text=Server disconnected", state="detached")
            for page, words in ((ada, "the mother's"), (bo, "the stranger's")):
                page.wait_for_selector(f'.ts-kept:has-text("You said: {words}.")')
            cem.wait_for_selector("text=You are Cem.")
            predict(cem, MOTHER)
            assert counted(lecturer, 3) == {NEITHER: 0, MOTHER: 2, STRANGER: 1}


def test_a_wrong_code_leads_nowhere_and_the_right_one_to_the_page_that_was_asked_for(browser, here):
    before = lines(here.folder)
    context = browser.new_context()
    page = context.new_page()
    page.goto(here.address + "/twins?twins.age=12")
    page.get_by_label("Code of the room").fill("WRONGX")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]:has-text('There is no room of this code.')")
    page.get_by_label("Code of the room").fill(here.opened["code"].lower())
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Twins')")
    page.wait_for_selector("button[aria-pressed=true]:text-is('12 months')")
    assert here.opened["code"] not in page.url
    context.close()
    assert lines(here.folder) == before


def test_a_page_of_another_origin_gets_no_socket_of_somebody_who_is_in(browser, here):
    before = lines(here.folder)
    address = here.address.replace("http", "ws") + KERNEL.format("elsewhere")
    with coming(browser, here, next(NAMES)) as page:
        before = lines(here.folder)
        page.context.route(f"{EVIL}/**", lambda route: route.fulfill(body="<h1>Evil</h1>"))
        evil = page.context.new_page()
        evil.goto(EVIL)
        assert evil.evaluate(OPENED, address) == "refused"
        own = page.context.new_page()
        own.goto(here.address + "/room")
        assert own.evaluate(OPENED, address) == "opened"
        own.close()
        evil.close()
    assert lines(here.folder) == before


def test_garbage_and_large_frames_of_one_browser_are_nothing_to_the_others(browser, here, lecturer):
    sent = """([address, garbage, size]) => new Promise(tell => {
        const socket = new WebSocket(address)
        socket.onopen = () => socket.send(garbage || 'x'.repeat(size))
        socket.onclose = () => tell("ended")
    })"""
    with ExitStack() as room:
        one, other = (room.enter_context(coming(browser, here, next(NAMES))) for _ in range(2))
        ask(lecturer, "In step")
        before = lines(here.folder)
        for number, (garbage, size) in enumerate([("{}", 0), ("\u0000", 0), ("", 100 * 2**20)]):
            place = here.address.replace("http", "ws") + KERNEL.format(f"garbage-{number}")
            assert one.evaluate(sent, [place, garbage, size]) == "ended"
        assert lines(here.folder) == before
        for page in (one, other):
            predict(page, "Always in step")
        assert counted(lecturer, 2)["Always in step"] == 2


def test_a_large_file_is_no_set_up_and_the_room_goes_on(browser, here):
    with coming(browser, here, next(NAMES)) as page:
        before = lines(here.folder)
        page.get_by_role("link", name="Nursery", exact=True).click()
        page.wait_for_selector("h1:has-text('Nursery')")
        page.locator("input[type=file]").set_input_files(
            {"name": "big.toml", "mimeType": "text/plain", "buffer": b"#" * 5_000_000}
        )
        page.wait_for_selector("[role=alert]:has-text('at most')")
        assert lines(here.folder) == before


def test_somebody_without_the_key_cannot_ask(browser, here):
    with coming(browser, here, next(NAMES)) as page:
        for path in ("/lecturer", "/lesson"):
            page.goto(here.address + path)
            page.wait_for_selector("h1:has-text('For the lecturer')")
            assert page.locator("main button").count() == 0


def test_two_people_have_two_names_and_a_long_one_is_not_taken(browser, here):
    name = next(NAMES)
    with coming(browser, here, name), looking(browser, here.address, here.inside) as page:
        field = page.get_by_label("Your name here")
        assert field.get_attribute("maxlength") == str(LONGEST_NAME)
        for given, said in ((name, "somebody here is called so"), ("=1+1", "begins with a letter")):
            field.fill(given)
            press(page, "Come in")
            page.wait_for_selector(f"[role=alert]:has-text('{said}')")
        called(page, next(NAMES))


def test_a_reload_knows_who_one_is_and_what_one_said(browser, here, lecturer):
    name = next(NAMES)
    with coming(browser, here, name) as page:
        ask(lecturer)
        predict(page, MOTHER)
        page.wait_for_load_state("networkidle")
        page.reload()
        page.wait_for_selector('.ts-kept:has-text("the mother\'s")')
        page.wait_for_selector(f"text=You are {name}.")


def test_a_question_is_asked_from_the_lesson(browser, here, lecturer):
    with coming(browser, here, next(NAMES)) as page:
        lecturer.get_by_role("link", name="A lesson of 45 minutes").click()
        press(lecturer, "Ask: The mother comes back")
        page.wait_for_selector("h2:has-text('The mother comes back')")
        predict(page, "About half")
        lecturer.wait_for_selector("[role=status]:has-text('1 of')")
        lecturer.get_by_role("link", name="Open: Strange Situation").click()
        lecturer.wait_for_selector("h1:has-text('Strange Situation')")


def test_the_keyboard_is_enough(browser, here, lecturer):
    name = next(NAMES)
    with looking(browser, here.address, here.inside) as page:
        page.get_by_label("Your name here").focus()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"text=You are {name}.")
        lecturer.get_by_role("button", name=QUESTION, exact=True).focus()
        lecturer.keyboard.press("Enter")
        page.get_by_role("button", name=MOTHER).focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("button:enabled:text-is('Commit')")
        for _ in range(2):  # by the last answer to the button that commits
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Commit"
        page.keyboard.press("Space")
        page.wait_for_selector(".ts-kept")


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_no_rule_of_axe_is_broken_and_nothing_is_wider_than_a_telephone(browser, here, look):
    from axe_playwright_python.sync_playwright import Axe

    options = {"dark": {"storage_state": dark(here.address)},
               "phone": {"viewport": {"width": 390, "height": 844}}}.get(look, {})  # fmt: skip
    if look == "dark":
        options["color_scheme"] = "dark"  # of the door, which remembers nothing

    def sound(page):
        page.wait_for_function(AT_REST)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert not page.evaluate(WIDER)

    with ExitStack() as room:
        door, page, lecturer, lesson = (
            room.enter_context(looking(browser, here.address, path, **options))
            for path in ("/room", here.inside, here.lecturing, here.lecturing)
        )
        sound(door)
        sound(page)
        called(page, next(NAMES))
        lesson.get_by_role("link", name="A lesson of 45 minutes").click()
        lesson.wait_for_selector("text=Back to the lecturer")
        ask(lecturer)
        press(page, MOTHER)
        page.wait_for_selector("button[aria-pressed=true]")
        lecturer.get_by_role("button", name=SHOW).is_enabled()
        for each in (page, lesson, lecturer):
            sound(each)
        press(page, "Commit")
        page.wait_for_selector(".ts-kept")
        sound(page)
        lecturer.get_by_role("button", name=SHOW).click()
        for each in (page, lecturer):
            marks(each)
            time.sleep(0.5)  # until bars stand still
            sound(each)


def test_bars_are_beside_what_they_count(browser, here, lecturer):
    with coming(browser, here, next(NAMES)) as page:
        ask(lecturer)
        predict(page, MOTHER)
        counted(lecturer, 1)
        full = lecturer.locator(f'.ts-votes li:has-text("{MOTHER}") .ts-fill')
        none = lecturer.locator(f".ts-votes li:has-text('{NEITHER}') .ts-fill")
        lecturer.wait_for_function(
            "css => document.querySelector(css).getBoundingClientRect().width > 100",
            arg=".ts-votes li[data-side=left] .ts-fill",
            timeout=PATIENCE,
        )
        assert full.bounding_box()["width"] > 100
        assert none.bounding_box()["width"] == 0
