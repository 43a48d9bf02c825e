"""Every page takes every set-up: nothing that the command line runs breaks a page."""

import pytest
from browsing import looking

PAGES = {
    "Story": "You meet Milo",
    "Nursery": "Nursery",
    "Twins": "Twins",
    "Strange Situation": "Strange Situation",
    "Whom do you believe?": "Whom do you believe?",
    "Cohort": "Cohort",
    "Therapy": "Therapy",
    "Generations": "Generations",
    "Predict, then run": "Predict, then run",
    "Sweeps": "Sweep explorer",
}
VISITS = "[visits.strange_situation]\n[visits.mother_stranger]\n"
SETUPS = {
    "as they come": VISITS,
    "a childhood in which nothing happens": "[childhood]\ndistress = 0\nplay = 0\nlessons = 0\n"
    + VISITS,
    "one child": "children = 1\n" + VISITS,
    "newborn": "[visits.strange_situation]\nmonths = [0]\n[visits.mother_stranger]\nmonths = [0]\n",
    "grown up, and no other visit": "[visits.trust_scales]\nmonths = [100]\n",
    "one new thing": VISITS + "mixes = { gadget = 0.99 }\n",
    "lessons only": "[childhood]\ndistress = 0\nplay = 0\n" + VISITS,
}


@pytest.mark.parametrize("name", SETUPS)
def test_every_page_takes_every_set_up(browser, dashboard, name):
    with looking(browser, dashboard) as page:
        page.locator("input[type=file]").set_input_files(
            {"name": "it.toml", "mimeType": "text/plain",
             "buffer": f"title = '{name}'\n{SETUPS[name]}".encode()}
        )  # fmt: skip
        page.wait_for_selector(f"h2:has-text('This set-up: {name}')")
        assert page.locator("[role=alert]").count() == 0
        for link, heading in PAGES.items():
            page.get_by_role("link", name=link, exact=True).click()
            page.wait_for_selector(f"h1:has-text('{heading}')")
            page.wait_for_selector(".ts-card >> nth=1")
        assert "Traceback" not in page.inner_text("body")


def test_what_was_set_up_stays_from_page_to_page(browser, dashboard):
    with looking(browser, dashboard) as page:
        page.get_by_role("button", name="Another child").click()
        page.wait_for_selector("text=This is child 1 of 147.")
        for link in ("Strange Situation", "Whom do you believe?", "Twins"):
            page.get_by_role("link", name=link, exact=True).click()
            page.wait_for_selector(f"h1:has-text('{link}')")
            page.wait_for_selector("text=This is child 1 of 147.")
