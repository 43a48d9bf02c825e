"""What mkdocs shows: the pages of the repository, where they are, and those written from it."""

import re
from pathlib import Path

import reference
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

import experiments

ROOT = Path(__file__).parents[2]
FIRST = 100  # before mkdocs-jupyter, which looks for notebooks among the files
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "notebooks/*.ipynb")
SCRIPT = re.compile(r"<script\b[^>]*mathjax[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
LINKED = re.compile(r"\]\(([^)\s#:]+)[)#]")


@event_priority(FIRST)
def on_config(config):
    """Put the pages of the experiments where the navigation names them."""
    for place, entry in enumerate(config.nav):
        if entry == {"Experiments": "experiments"}:
            config.nav[place] = {"Experiments": experiments.navigation()}
    return config


@event_priority(FIRST)
def on_files(files, config):
    """Add the pages of the repository, what they link to, and the pages that are written."""
    pages = [page for pattern in PAGES for page in sorted(ROOT.glob(pattern))]
    for path in dict.fromkeys([*pages, *linked(pages)]):
        place = path.relative_to(ROOT).as_posix()
        files.append(File(place, str(ROOT), config.site_dir, config.use_directory_urls))
    for place, words in {**experiments.pages(), **reference.pages()}.items():
        files.append(File.generated(config, place, content=words))
    return files


@event_priority(-FIRST)  # after mkdocs-jupyter
def on_post_page(output, page, config):
    """Take out what would be asked of a CDN: the formulas of notebooks, which have none."""
    return SCRIPT.sub("", output)


def linked(pages):
    """The files of the repository that its pages link to."""
    for page in pages:
        if page.suffix == ".md":
            for link in LINKED.findall(page.read_text(encoding="utf-8")):
                target = (page.parent / link).resolve()
                if target.is_file():
                    yield target
