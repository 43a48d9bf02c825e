"""Pictures of every page of the dashboard: light, dark, and as wide as a phone.

python experiments/screenshots.py [FOLDER]    (needs Debian's chromium and trustsim[dashboard,test])

Without a folder they are in results/screenshots, and those of README anew in docs/figures.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browsing import browsing, dark, looking, press, served
from classrooms import MOTHER, QUESTION, called, room_open
from classrooms import predict as say

ROOT = Path(__file__).parents[1]
LONG = 120_000  # milliseconds, where others use the machine, too
LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "storage_state": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}


def nursery(page):
    """Somebody has watched a rejecting mother from a year on until she turned distress away."""
    press(page, "Rejecting")
    press(page, "12 months")
    page.wait_for_function("document.querySelectorAll('.ts-diary li').length > 5")
    while "rebuffed" not in page.inner_text(".ts-steps"):
        said = page.inner_text(".ts-diary li")
        press(page, "One encounter")
        page.wait_for_function(
            "said => document.querySelector('.ts-diary li').innerText !== said", arg=said
        )
    page.wait_for_timeout(1500)  # until the scene has been played


def said(page):
    """Wait until the page of the story has been played."""
    page.wait_for_selector("[aria-busy=false] .ts-options")


def first_meeting(page):
    """A stranger has told the child a word, then two with a cue."""
    for option in (0, 1, 1):
        said(page)
        was = page.inner_text("main")
        page.locator(".ts-options button").nth(option).click()
        page.wait_for_function("was => document.querySelector('main').innerText !== was", arg=was)
    said(page)


def cradle(page):
    """A newborn's cry has been answered with a mark."""
    first_meeting(page)
    press(page, "Go back to the day he was born")
    page.wait_for_selector("h1:has-text('newborn')")
    page.locator(".ts-options button").first.click()
    page.wait_for_selector(".ts-answer")
    said(page)


def ending(page):
    """The child has been raised with marks, and met again."""
    cradle(page)
    while page.inner_text("main h1") != "What has become of Milo":
        was = page.inner_text("main")
        page.locator(".ts-options button").first.click()
        page.wait_for_function("was => document.querySelector('main').innerText !== was", arg=was)
        said(page)


def to_its_end(page):
    """A story has been walked to its end."""
    while not page.locator("h2:has-text('Now it is yours')").count():
        said(page)
        was = page.inner_text("main")
        page.locator(".ts-options button").first.click()
        page.wait_for_function("was => document.querySelector('main').innerText !== was", arg=was)
        said(page)


def strange(page):
    """The visit is over."""
    press(page, "To the end")
    page.wait_for_selector(".ts-verdict")


def believe(page):
    """A picture that speaks for the stranger."""
    page.locator("[id='slider-share']").fill("0.25")
    drawn(page)


def predict(page):
    """A first prediction."""
    press(page, "More than half")
    page.wait_for_selector("button[aria-pressed=true]:has-text('More than half')")
    press(page, "Commit and run")
    page.wait_for_selector(".ts-result")


def drawn(page):
    """Wait until the figure is there."""
    page.wait_for_function("(document.querySelector('.ts-figure img') || {}).naturalWidth > 100")


def lives(page):
    """An encounter has been gone to that moved two lives apart, and the cohort is drawn."""
    page.set_default_timeout(LONG)
    page.locator(".ts-tip").last.dispatch_event("click")
    page.wait_for_selector(".ts-chosen-tip")
    drawn(page)


def cell(page):
    """A point has been pressed."""
    page.click("[data-cell='12']")
    page.wait_for_selector("[data-point]")


def dots(page):
    """A child has been picked."""
    page.locator("[data-child='17']").dispatch_event("click")
    page.wait_for_selector("h2:has-text('child 17')")
    page.wait_for_selector("main progress", state="detached")


def treated(page):
    """A story has been started from, and its patients have been treated."""
    page.set_default_timeout(LONG)  # its people grow up first
    press(page, "Start from this story")
    page.wait_for_selector("button[aria-pressed=true]:has-text('Start from this story')")
    press(page, "Treat them")
    page.wait_for_function(
        "[...document.querySelectorAll('.ts-figure img')]"
        ".filter((image) => image.naturalWidth > 100).length === 3"
    )


def families(page):
    """One family is there, and all of them are."""
    page.set_default_timeout(120_000)
    drawn(page)


PAGES = {  # name -> address, and what somebody has done there
    "story_1_door": ("/", said),
    "story_2_meeting": ("/", first_meeting),
    "story_3_cradle": ("/", cradle),
    "story_4_ending": ("/", ending),
    "story_of_a_therapy": ("/story-of-a-therapy", to_its_end),
    "story_of_generations": ("/story-of-generations", to_its_end),
    "nursery": ("/nursery", nursery),
    "twins": ("/twins", lives),
    "strange": ("/strange", strange),
    "believe": ("/believe", believe),
    "cohort": ("/cohort", dots),
    "therapy": ("/therapy", treated),
    "generations": ("/generations", families),
    "predict": ("/predict", predict),
    "sweeps": ("/sweeps", cell),
}
IN_README = {"story_3_cradle": "nav", "believe": "main .ts-two"}  # a screen from there on, in light


def classroom(browser, folder, look, options):
    """The pages of a room: its door, a question, the answer, the lecturer's page and the lesson."""
    with TemporaryDirectory() as kept, room_open(Path(kept)) as room:
        if "storage_state" in options:
            options = options | {"storage_state": dark(room.address), "color_scheme": "dark"}

        def taken(page, name):
            page.wait_for_timeout(400)
            page.screenshot(path=folder / f"{name}_{look}.png", full_page=True)
            print(folder / f"{name}_{look}.png")

        with (
            looking(browser, room.address, "/room", **options) as door,
            looking(browser, room.address, room.inside, **options) as page,
            looking(browser, room.address, room.lecturing, **options) as lecturer,
        ):
            taken(door, "room_1_door")
            taken(page, "room_2_name")
            called(page, "Ada")
            press(lecturer, QUESTION)
            page.wait_for_selector(f"h2:has-text('{QUESTION}')")
            taken(page, "room_3_question")
            say(page, MOTHER)
            lecturer.wait_for_selector(".ts-given:has-text('1 of')")
            lecturer.get_by_role("button", name="Show the model").click(timeout=120_000)
            for each, name in ((page, "room_4_answer"), (lecturer, "lecturer")):
                each.wait_for_selector(".ts-mark-of")
                taken(each, name)
            lecturer.get_by_role("link", name="A lesson of 45 minutes").click()
            lecturer.wait_for_selector("text=Back to the lecturer")
            taken(lecturer, "lesson")


def main(folder, readme):
    """Every page in every look; README's pictures in a folder of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    with served() as (address, _), browsing() as browser:
        for look, options in LOOKS.items():
            if "storage_state" in options:
                options = options | {"storage_state": dark(address)}
            for name, (path, deed) in PAGES.items():
                with looking(browser, address, path, **options) as page:
                    deed(page)
                    page.wait_for_timeout(400)  # for what moves to come to rest
                    page.screenshot(path=folder / f"{name}_{look}.png", full_page=True)
                    if look == "light" and name in IN_README:
                        page.evaluate("document.activeElement.blur()")
                        page.locator(IN_README[name]).first.evaluate(
                            "part => part.scrollIntoView({ behavior: 'instant' })"
                        )
                        page.screenshot(path=readme / f"dashboard_{name.split('_')[0]}.png")
                    print(folder / f"{name}_{look}.png")
        for look, options in LOOKS.items():
            classroom(browser, folder, look, options)


if __name__ == "__main__":
    asked = [Path(folder) for folder in sys.argv[1:2]]
    main(*(asked * 2 or (ROOT / "results/screenshots", ROOT / "docs/figures")))
