"""How quick the dashboard is, measured in the browser, and what it takes to serve a class.

python benchmarks/dashboard.py [SESSIONS]    (needs Debian's chromium and trustsim[dashboard,test])

Times are medians in seconds, from when something is asked until it is seen.
"""

import json
import statistics
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browsing import browsing, button, looking, press, served

AGAIN = 5
SECONDS = 5.0  # of playing
SPEED = 3  # encounters a second that each of a crowd plays
CAREGIVER = "[data-value='caregiver.sensitivity']"
DRAW_LESS = "window.requestAnimationFrame = (f) => setTimeout(() => f(performance.now()), 100)"
COUNT = "window.scenes = 0; window.addEventListener('trustsim-scene-nursery', () => scenes++)"
SLIDER = "[id='slider-caregiver.sensitivity']"


def clocked(deed):
    """How long something takes."""
    begin = time.perf_counter()
    deed()
    return time.perf_counter() - begin


def first_paint(browser, address):
    """From asking for the page until the Nursery can be used, in a browser that knows nothing."""
    times = []
    for _ in range(AGAIN):
        begin = time.perf_counter()
        with looking(browser, address) as page:
            button(page, "Play")
            times.append(time.perf_counter() - begin)
    return statistics.median(times)


def slider(page, seen="[data-item='seek']"):
    """From moving a slider until what is seen, here the child at this age, is another."""
    times = []
    watch = "([css, was]) => document.querySelector(css).innerText !== was"
    for value in ("0.02", "0.98", "0.05", "0.95", "0.1"):
        was = page.inner_text(seen)
        times.append(
            clocked(
                lambda value=value, was=was: (
                    page.locator(SLIDER).fill(value),
                    page.wait_for_function(watch, arg=[seen, was]),
                )
            )
        )
    return statistics.median(times)


def playing(page, speed):
    """Encounters and frames a second at this speed."""
    count = """seconds => new Promise(done => {
      let frames = 0, scenes = 0; const begin = performance.now();
      window.addEventListener('trustsim-scene-nursery', () => scenes++);
      const turn = now => { frames++;
        if (now - begin < 1000 * seconds) requestAnimationFrame(turn);
        else done([scenes / seconds, frames / seconds]); };
      requestAnimationFrame(turn); })"""
    page.select_option("select", str(speed))
    press(page, "Play")
    scenes, frames = page.evaluate(count, SECONDS)
    press(page, "Pause")
    return scenes, frames


def cohort(browser, address):
    """From opening the Cohort page until 147 children of a new cohort are seen."""
    times = []
    with looking(browser, address, "/cohort") as page:
        for seed in range(2, 2 + AGAIN):
            times.append(
                clocked(
                    lambda seed=seed: (
                        press(page, "Another cohort"),
                        page.wait_for_selector(f"text=This is seed {seed}."),
                    )
                )
            )
        assert page.locator(".ts-dot").count() == 147
    return statistics.median(times)


def memory(pid):
    """What the server holds, in MiB."""
    return psutil.Process(pid).memory_info().rss / 2**20


def crowd(browser, address, pid, sessions):
    """Many users at once, who all play, jump and move sliders: how they fare, and what it takes.

    Their browsers share this machine with the server, which they would not in a class; so they
    draw ten times a second only. What they ask of the server is as much as always.
    """
    before = memory(pid)
    contexts = []
    wait = clocked(lambda: contexts.extend(opened(browser, address, sessions)))
    pages = [context.pages[0] for context in contexts]
    for page in pages:
        press(page, "12 months")
    for page in pages:
        page.wait_for_function("document.querySelector('.ts-age output').innerText > '12'")
        page.evaluate(COUNT)
        page.select_option("select", str(SPEED))
        press(page, "Play")
    begin = time.perf_counter()
    times = [slider(page, CAREGIVER) for page in pages]  # the child changes as it plays
    scenes = [page.evaluate("scenes") for page in pages]
    played = min(scenes) / (time.perf_counter() - begin)
    during = memory(pid)
    for context in contexts:
        context.pages[0].goto("about:blank")  # as somebody does who leaves
        context.close()
    freed(address)
    return wait, played, max(times), before, during


def freed(address):
    """Wait until the server has let go of everybody who left."""
    for _ in range(100):
        if json.load(urlopen(f"{address}/resourcez"))["kernels"]["total"] == 0:
            return
        time.sleep(0.1)
    sys.exit("the server keeps what users had who left")


def opened(browser, address, sessions):
    """So many users, each with a page of its own, when all of them can begin."""
    contexts = [browser.new_context(viewport={"width": 1280, "height": 900})
                for _ in range(sessions)]  # fmt: skip
    for context in contexts:
        context.add_init_script(DRAW_LESS)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: sys.exit(f"error in the browser: {error}"))
        page.goto(address)
    for context in contexts:
        button(context.pages[0], "Play")
    return contexts


def main(sessions):
    """Measure everything, and say it."""
    with served() as (address, server), browsing() as browser:
        print(f"first useful paint                  {first_paint(browser, address):6.2f} s")
        with looking(browser, address) as page:
            button(page, "Play")
            press(page, "12 months")
            page.wait_for_function("document.querySelector('.ts-age output').innerText > '12'")
            print(f"a slider's effect at 12 months      {slider(page):6.2f} s")
            press(page, "50 months")
            page.wait_for_function("document.querySelector('.ts-age output').innerText > '50'")
            print(f"a slider's effect at 50 months      {slider(page):6.2f} s")
            for speed in (10, 30):
                scenes, frames = playing(page, speed)
                print(f"playing {speed}: {scenes:5.1f} encounters, {frames:5.1f} frames a second")
        print(f"a new cohort of 147 to 61 months    {cohort(browser, address):6.2f} s")
        for _ in range(2):  # what the first crowd held is free for the second
            wait, played, slowest, before, during = crowd(browser, address, server.pid, sessions)
            print(f"{sessions} sessions: all can begin after     {wait:6.2f} s")
            print(f"  each plays at least {played:.1f} encounters a second of {SPEED}")
            print(f"  slowest effect of a slider        {slowest:6.2f} s")
            print(f"  memory of the server, MiB         {before:.0f}, with them {during:.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
