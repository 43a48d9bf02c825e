"""How far a user of the story of generations has come, and what was chosen for the second woman."""

from dataclasses import dataclass, replace

from trustsim.showing.dashboard import families
from trustsim.showing.dashboard.story.generations.women import NOTHING

PAGES = ("vera", "by_her_mother", "grown", "by_vera", "what", "mila", "by_ida", "ended")
CHOOSING = PAGES.index("what")  # whoever turns this page has chosen


@dataclass(frozen=True)
class Choices:
    """All that has been chosen, in few words, so that a link can carry it."""

    turned: int = 0  # pages
    given: str = ""  # to the second woman, or nothing


def as_text(choices):
    """Choices as a link carries them."""
    return f"{choices.turned}.{choices.given}"


def from_text(text):
    """The choices that ``as_text`` has written. Raises ValueError for any other text."""
    turned, given = text.split(".")
    made = Choices(int(turned), given)
    known = (NOTHING, *families.gifts()) if made.turned > CHOOSING else ("",)
    if not 0 <= made.turned < len(PAGES) or given not in known:
        raise ValueError(text)
    return made


def one_less(choices):
    """The choices before the last page that was turned."""
    before = choices.turned - 1
    return Choices(before, choices.given if before > CHOOSING else "")


def on(choices):
    """The next page, where there is nothing to choose."""
    return replace(choices, turned=choices.turned + 1)
