"""What stands around every page: sharing, undo, theme, mistakes, and that users are apart."""

import errno
import re
import subprocess
import sys
from importlib.util import find_spec

import pytest
from browsing import button, looking, press

import trustsim as ts
from trustsim.mistakes import Mistake
from trustsim.showing import cli
from trustsim.showing.dashboard import limits, serve
from trustsim.study.vignettes import NAMES, vignette

SETUP = "h2:has-text('This set-up: {}')"
HOSTILE = {  # name of the file -> what it says
    "wrong_type.toml": "seed = 'one'\n[visits.strange_situation]\n",
    "out_of_range.toml": "[caregiver]\nsensitivity = 2.0\n[visits.strange_situation]\n",
    "misspelt.toml": "[caregiver]\nsensitivty = 0.2\n[visits.strange_situation]\n",
    "not_toml.toml": "this is not TOML",
    "empty.toml": "",
    "deep.toml": "a = " + "[" * 20_000 + "]" * 20_000,
    "keys.toml": ".".join("a" * 5000) + " = 1",
    "digits.toml": f"seed = {'9' * 6000}",
    "..%2F..%2Fetc%2Fpasswd.toml": "seed = -1\n[visits.strange_situation]\n",
    "<img src=x onerror=alert(1)>.toml": "children = 0\n[visits.strange_situation]\n",
    "title.toml": f"title = '{'x' * 500}'\n[visits.strange_situation]\n",
}
MARKUP = "<script>document.title = 'owned'</script><img src='no-such-picture'><b>bold</b>"


def upload(page, name, text):
    """Upload a TOML file."""
    file = {"name": name, "mimeType": "application/toml", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)


def downloaded(page):
    """The TOML of the set-up."""
    with page.expect_download() as download:
        press(page, "Download this set-up")
    return download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_vignette_is_one_cohort_with_the_visits_of_the_main_study(name):
    scenario = vignette(name)
    assert scenario.worlds == 1
    assert set(scenario.protocols) == {"home_observation", "strange_situation", "mother_stranger"}


def test_vignettes_are_what_they_are_called():
    shares = {name: ts.measures.class_shares(ts.run(vignette(name)))[0] for name in NAMES}
    secure, avoidant, resistant, disorganised = ts.CLASSES
    for name, kind in (
        ("sensitive", secure),
        ("rejecting", avoidant),
        ("intrusive", avoidant),
        ("inconsistent", resistant),
        ("frightening", disorganised),
    ):
        c = ts.CLASSES.index(kind)
        assert shares[name][c] > shares["reference"][c]
        assert shares[name].argmax() == c


@pytest.mark.skipif(find_spec("solara") is None, reason="needs trustsim[dashboard]")
def test_a_port_that_is_taken_is_named(monkeypatch, capsys):
    with serve.listen(0) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr("sys.argv", ["trustsim", "dashboard", "--port", str(port)])
        with pytest.raises(SystemExit) as end:
            cli.main()
    assert end.value.code == 2
    assert f"--port {port}: is taken" in capsys.readouterr().err


def test_a_port_that_is_not_given_to_us_is_not_called_taken(monkeypatch):
    def refused(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(serve.socket.socket, "bind", refused)
    with pytest.raises(Mistake, match=r"--port 80: cannot be had \(Permission denied\)"):
        serve.listen(80)


@pytest.mark.long
@pytest.mark.skipif(find_spec("solara") is None, reason="needs trustsim[dashboard]")
def test_the_terminal_says_what_is_done_and_pages_are_served_before_all_is_warm():
    command = [sys.executable, "-m", "trustsim", "dashboard", "--port", "0", "--no-open"]
    place = ["--page", "/twins"]
    server = subprocess.Popen([*command, *place], stdout=subprocess.PIPE, text=True)
    try:
        said = [server.stdout.readline() for _ in range(4)]
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()
    assert said[0].startswith("Reading the pages")
    assert re.match(r"The dashboard is at http://127\.0\.0\.1:\d+/twins ", said[1])
    assert said[2].startswith("Meanwhile rules and figures are made ready")
    assert said[3] == "All is ready.\n"


@pytest.mark.skipif(find_spec("solara") is None, reason="needs trustsim[dashboard]")
def test_a_page_that_there_is_not_is_refused_with_the_nearest_that_there_is():
    for page in ("/", "/twins", "twins?twins.age=12", "/sweeps/"):
        serve.check_page(page)
    with pytest.raises(Mistake, match=r"--page '/twin': choose one of /, .*mean '/twins'\?"):
        serve.check_page("/twin?twins.age=12")
    with pytest.raises(Mistake, match="--page '/nowhere': choose one of /, ") as told:
        serve.check_page("/nowhere")
    assert "/nursery, /twins" in str(told.value)


def test_only_this_computer_is_served():
    with serve.listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_page_refuses_more_than_it_can_live_while_somebody_waits():
    limits.check_work(vignette("reference"))
    with pytest.raises(Mistake, match="a page lives at most"):
        limits.check_work(vignette("reference").but({"childhood.distress": 50}))
    with pytest.raises(Mistake, match="a page lives at most"):
        limits.check_work(vignette("reference").but({"children": 100_000}))
    with pytest.raises(Mistake, match="at most 65536"):
        limits.check_length("big.toml", 65537)


def test_nothing_is_asked_of_the_internet(browser, dashboard):
    with looking(browser, dashboard) as page:
        asked = page.evaluate("performance.getEntriesByType('resource').map(r => r.name)")
    assert asked
    assert [url for url in asked if not url.startswith((dashboard, "data:", "blob:"))] == []


def test_the_links_to_all_pages_stand_in_one_row_on_a_small_computer(page):
    links = page.locator("nav.ts-top a, nav.ts-top button")
    rows = [each.bounding_box() for each in links.all()]
    assert page.viewport_size["width"] == 1280
    middles = [box["y"] + box["height"] / 2 for box in rows]
    assert max(middles) - min(middles) < 10


def test_a_preset_that_was_changed_is_said_to_be_changed(page):
    page.locator("[id='slider-caregiver.sensitivity']").fill("0.3")
    page.wait_for_selector(SETUP.format("As they come, changed"))
    press(page, "Undo everything")
    page.wait_for_selector("h2:text-is('This set-up: As they come')")


def test_a_set_up_goes_out_and_comes_back(page):
    press(page, "Rejecting")
    page.wait_for_selector(SETUP.format("A rejecting caregiver"))
    text = downloaded(page)
    assert ts.loads(text).differences == vignette("rejecting").differences
    press(page, "Undo everything")
    page.wait_for_selector(SETUP.format("As they come"))
    upload(page, "mine.toml", text)
    page.wait_for_selector(SETUP.format("A rejecting caregiver"))


def test_a_mistake_is_seen_wherever_one_is_until_one_goes_on(page):
    upload(page, "wrong.toml", HOSTILE["misspelt.toml"])
    page.wait_for_selector("[role=alert]")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    box = page.locator(".ts-alert").bounding_box()
    assert 0 <= box["y"] < 900 - box["height"]  # in the window
    page.get_by_role("link", name="Twins").click()
    page.wait_for_selector("h1:has-text('Twins')")
    page.wait_for_selector("[role=alert]", state="detached")
    upload(page, "wrong.toml", HOSTILE["misspelt.toml"])
    press(page, "Close")
    page.wait_for_selector("[role=alert]", state="detached")


@pytest.mark.parametrize(
    "query", ["setup=%00%ff", "setup=AAAA.0", "setup=~AAAA.0", "setup=rejecting.x", "predict=-1"]
)
def test_a_link_that_is_cut_off_is_told(browser, dashboard, query):
    with looking(browser, dashboard, f"/nursery?{query}") as page:
        assert page.inner_text("[role=alert]").startswith("the link: ")
        page.wait_for_selector(SETUP.format("As they come"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_broken_or_hostile_file_gets_the_message_of_the_command_line(page, name):
    with pytest.raises(Mistake) as told:
        ts.loads(HOSTILE[name], where=name)
    upload(page, name, HOSTILE[name])
    page.wait_for_selector("[role=alert]")
    assert page.inner_text("[role=alert]") == str(told.value)
    page.wait_for_selector(SETUP.format("As they come"))  # nothing was changed
    press(page, "One encounter")  # and the page goes on working
    page.wait_for_selector(".ts-diary li:nth-child(2)")


def test_a_picture_gets_the_message_of_the_command_line(page, tmp_path):
    picture = tmp_path / "picture.toml"
    picture.write_bytes(b"\x89PNG\r\n\xff\xfe")
    with pytest.raises(Mistake) as told:
        ts.load(picture)
    page.locator("input[type=file]").set_input_files(picture)
    page.wait_for_selector("[role=alert]")
    assert page.inner_text("[role=alert]") == str(told.value).replace(str(picture), picture.name)


def test_a_file_that_is_too_long_is_not_even_read(page):
    upload(page, "huge.toml", "# " + "x" * 5_000_000)
    page.wait_for_selector("[role=alert]:has-text('huge.toml: 5000002 characters')")


def test_too_much_work_is_refused(page):
    upload(page, "many.toml", "children = 1000000\n[visits.strange_situation]\n")
    page.wait_for_selector("[role=alert]:has-text('a page lives at most')")


def test_markup_in_a_title_stays_text(page):
    upload(page, "markup.toml", f'title = "{MARKUP}"\n[visits.strange_situation]\n')
    page.wait_for_selector("h2:has-text('This set-up: <script>')")
    assert MARKUP in page.inner_text("h2:has-text('This set-up')")
    assert page.title() != "owned"
    assert page.locator("img[src='no-such-picture']").count() == 0


def test_many_cohorts_become_the_first_of_them(page):
    upload(page, "study.toml", "title = 'study'\nworlds = 200\n[visits.strange_situation]\n")
    page.wait_for_selector(SETUP.format("study"))
    assert ts.loads(downloaded(page)).worlds == 1


def test_two_users_do_not_see_each_other(browser, dashboard):
    with looking(browser, dashboard) as one, looking(browser, dashboard) as other:
        press(one, "Frightening")
        one.wait_for_selector(SETUP.format("A frightening caregiver"))
        press(other, "Another child")
        other.wait_for_selector("text=This is child 1 of 147.")
        other.wait_for_selector(SETUP.format("As they come"))
        one.wait_for_selector("text=This is child 0 of 147.")


def test_the_theme_goes_dark_and_stays_readable(page):
    script = "getComputedStyle(document.querySelector('.v-application')).{}"

    def brightness(property):
        colour = page.evaluate(script.format(property))
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert brightness("backgroundColor") > brightness("color")
    while "theme--dark" not in page.get_attribute(".v-application", "class"):
        page.click("nav label button")
        page.wait_for_timeout(50)
    assert brightness("backgroundColor") < brightness("color")


def test_the_glossary_says_what_words_mean_and_where_from(page):
    page.click("text=What do the words mean?")
    page.wait_for_selector("dt:has-text('ostensive cue')")
    assert "Fonagy & Allison (2014)" in page.inner_text("dl")


def test_nothing_is_wider_than_a_phone(browser, dashboard):
    with looking(browser, dashboard, viewport={"width": 390, "height": 800}) as page:
        button(page, "Play")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
