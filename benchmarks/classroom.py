"""Twenty browsers in one room: do all predictions arrive, and do their sliders still answer?

python benchmarks/classroom.py [BROWSERS]    (needs Debian's chromium and trustsim[dashboard,test])

The browsers share this machine with the server, which they would not in a class; so they draw ten
times a second only. Times are in seconds.
"""

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browsing import browsing, press
from classrooms import QUESTION, called, counted, lines, room_open
from dashboard import CAREGIVER, DRAW_LESS, clocked, memory, slider

from trustsim.showing.dashboard.predictions import titled

WAIT = 120_000  # milliseconds
SHOW = "Show the model and real children"
COMMIT = """words => {
    const button = (name) => [...document.querySelectorAll('main button')].find(
        (each) => each.innerText === name && !each.disabled);
    button(words).click();
    const commit = () => (button('Commit') ? button('Commit').click() : setTimeout(commit, 20));
    commit();
}"""  # in each browser by itself, so that all of them predict at once


def opened(browser, room, path):
    """A browser of its own that has opened a page of the room."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(DRAW_LESS)
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.on("pageerror", lambda error: sys.exit(f"error in the browser: {error}"))
    page.goto(room.address + path)
    page.wait_for_selector("main h1")
    return page


def voting(room, lecturer, people, title):
    """Everybody predicts at once: votes that were given, shown and kept, and how long it took."""
    press(lecturer, title)
    options = list(titled(title).options.values())
    expected = dict.fromkeys(options, 0)
    for page in people:
        page.wait_for_selector(f"h2:has-text('{title}')")
    begin = time.perf_counter()
    for number, page in enumerate(people):
        words = options[number % len(options) if number % 4 else 0]
        expected[words] += 1
        page.evaluate(COMMIT, words)
    shown = counted(lecturer, len(people))
    took = time.perf_counter() - begin
    kept = sum('"what":"voted"' in line for line in lines(room.folder))
    return expected, shown, kept, took


def main(browsers):
    """Measure everything, and say it."""
    with ExitStack() as all_of_it:
        folder = Path(all_of_it.enter_context(tempfile.TemporaryDirectory()))
        room = all_of_it.enter_context(room_open(folder))
        browser = all_of_it.enter_context(browsing())
        print(f"memory of the server, MiB                {memory(room.server.pid):6.0f}")
        lecturer = opened(browser, room, room.lecturing)
        people = []

        def come():
            for number in range(browsers):
                people.append(opened(browser, room, room.inside))
                called(people[-1], f"Guest {number + 1}")

        print(f"{browsers} people have come in after          {clocked(come):8.2f} s")
        for asked, title in enumerate((QUESTION, "Three quarters rabbit"), 1):
            expected, shown, kept, took = voting(room, lecturer, people, title)
            right = "right to the vote" if shown == expected else f"WRONG: {shown}, not {expected}"
            print(f"question {asked}: {sum(shown.values())} of {browsers} predictions arrived")
            print(f"  on the disk                            {kept - browsers * (asked - 1):6d}")
            print(f"  all shown to the lecturer after        {took:6.2f} s; histogram {right}")

        def show():
            lecturer.get_by_role("button", name=SHOW).click()
            for page in people:
                page.wait_for_selector(".ts-mark-of")

        print(f"the answer is on every screen after      {clocked(show):6.2f} s")
        for page in people:
            page.goto(room.address + "/nursery")
            page.get_by_role("button", name="12 months", exact=True).click()
            page.wait_for_function("document.querySelector('.ts-age output').innerText > '12'")
        slowest = max(slider(page, CAREGIVER) for page in people)
        print(f"slowest slider of {browsers} open Nurseries     {slowest:6.2f} s")
        print(f"memory of the server with them, MiB      {memory(room.server.pid):6.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
