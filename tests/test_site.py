"""The documentation as a site: built strictly, whole, and to be read without the internet."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from browsing import PATIENCE

import trustsim as ts
from trustsim.asking.patterns import literature
from trustsim.showing.cli import app
from trustsim.showing.dashboard.glossary import glossary
from trustsim.showing.receipts.along import shipped
from trustsim.showing.receipts.listed import documented
from trustsim.study.scenario import read_toml

ROOT = Path(__file__).parents[1]
LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*?\b(?:src|href)=[\"']?(?:https?:)?//"
    r"|@import[^;]*https?:|url\([\"']?https?:"
)
TOLD = re.compile(r"^\| `(\w+)` \| [ABC] \| \*\*([\w ]+)\*\*", re.MULTILINE)

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("material", "mkdocstrings", "mkdocs_jupyter")),
    reason="needs the extra 'docs'",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the site, as `make site` builds it."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def page(site, name):
    """A page as it was written."""
    return (site / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_no_page_asks_anything_of_the_internet(site):
    for file in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = file.read_text(encoding="utf-8")
        assert not LOADED.search(text), f"{file}: {LOADED.search(text)[0]}"
        assert "mathjax" not in text.lower(), file
    assert LOADED.search('<script defer src="https://a.b/c.js">')
    assert LOADED.search("src: url(https://a.b/c.woff)")


def test_every_config_that_comes_along_has_a_page_with_its_question_and_itself(site):
    index = page(site, "experiments/index")
    for name, file in shipped().items():
        text = page(site, f"experiments/{name}")
        assert f"trustsim reproduce {name}" in text.replace("<span></span>", "")
        title = read_toml(file).get("title", name).replace("'", "&#39;")
        assert title.replace("&", "&amp;").replace("&amp;#39;", "'") in text.replace("&#39;", "'")
        assert f'href="{name}.html"' in index


def test_every_pattern_stands_with_its_verdict_on_the_page_of_an_experiment(site):
    told = TOLD.findall((ROOT / "docs" / "findings.md").read_text(encoding="utf-8"))
    assert len(told) > len(literature()) / 2
    pages = "".join(page(site, f"experiments/{name}") for name in shipped())
    for pattern, verdict in told:
        assert f"<code>{pattern}</code>: {verdict}" in pages, pattern


def test_a_figure_of_the_documents_stands_on_the_page_of_the_config_that_it_is_made_of(site):
    for figure, each in documented().items():
        config = each["made_by"].split()[-1]
        if config in shipped() and (ROOT / "docs" / "figures" / f"{figure}.png").exists():
            assert f"docs/figures/{figure}.png" in page(site, f"experiments/{config}")
            assert (site / "docs" / "figures" / f"{figure}.png").exists()


def test_every_name_command_rule_and_word_can_be_looked_up(site):
    names, commands = page(site, "reference/names"), page(site, "reference/commands")
    for name in ts.__all__:
        assert f"ts.{name}" in names
    for each in app.registered_commands:
        assert f"trustsim {each.name or each.callback.__name__.replace('_', '-')}" in commands
    assert "Eq. 5, noticing" in page(site, "reference/rules")
    words = page(site, "reference/glossary").replace("&#39;", "'")
    for each in glossary():
        assert each["word"] in words


def test_notebooks_are_pages_with_what_they_have_shown(site):
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        assert "data:image/png;base64," in page(site, f"notebooks/{file.stem}")


def test_a_reader_finds_a_word_from_the_disk_alone(site, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    context.set_default_timeout(PATIENCE)
    page, asked = context.new_page(), []
    page.on("request", lambda it: asked.append(it.url) if it.url.startswith("http") else None)
    page.goto((site / "index.html").as_uri())
    page.locator("label.md-header__button[for=__search]").click()
    page.get_by_text("Type to start searching").wait_for()  # the index has been read
    page.locator("input.md-search__input").press_sequentially("ostensive cue")
    page.locator(".md-search-result__link[href*=glossary]").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert asked == []
    context.close()
