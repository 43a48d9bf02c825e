"""A world of trustsim in Mesa's own SolaraViz: the plot is there, and goes on with each step."""

import time
from importlib.util import find_spec
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from browsing import looking, served

from trustsim.showing.dashboard.serve import SETTINGS, listen

EXAMPLE = Path(__file__).parents[1] / "experiments" / "solara_viz.py"


@pytest.fixture
def example():
    """The address of the example."""
    if find_spec("altair") is None:
        pytest.skip("needs trustsim[dashboard]")
    with listen(0) as free:
        port = free.getsockname()[1]
    options = ["--production", "--no-open", "--no-check-version", "--host", "127.0.0.1"]
    command = ["solara", "run", str(EXAMPLE), *options, "--port", str(port)]
    settings = {name: value for name, value in SETTINGS.items() if name != "SOLARA_APP"}
    with served(*command, environment=settings) as (address, _):
        for _ in range(200):
            try:
                urlopen(f"{address}/readyz").close()
                break
            except URLError:
                time.sleep(0.1)
        yield address


def test_the_plot_is_drawn_and_goes_on(browser, example):
    with looking(browser, example, "/", heading="img") as page:
        picture = page.locator("main img, .v-content img").first
        before = picture.get_attribute("src")
        assert page.evaluate("document.querySelector('img[src]').naturalWidth") > 100
        page.get_by_role("button", name="Step").click()
        page.wait_for_selector("text=Time: 1.0")
        page.wait_for_function(
            "was => document.querySelector('main img, .v-content img').src !== was", arg=before
        )
