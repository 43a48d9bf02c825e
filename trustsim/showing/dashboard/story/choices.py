"""What a user of the story has chosen so far: all that is shown follows from it."""

from dataclasses import astuple, dataclass, replace

from trustsim.showing.dashboard.story.milo import STRETCHES, WORDS
from trustsim.showing.dashboard.story.upbringing import LIE, MANNERS, WAYS

TRIED = [f"{cry}{way}" for cry in range(len(STRETCHES)) for way in WAYS]


@dataclass(frozen=True)
class Choices:
    """All that has been chosen, in few words, so that a link can carry it."""

    said: tuple[str, ...] = ()  # manners of telling, in the first meeting
    back: bool = False  # gone back to the day of birth?
    answers: tuple[str, ...] = ()  # how cries were answered, stretch by stretch
    trying: str = ""  # the answer to the cry at hand that is looked at
    again: tuple[str, ...] = ()  # in the second meeting; a second lie is a hundred of them
    ended: bool = False
    left: tuple[str, ...] = ()  # answers looked at and not kept: which cry, and the way


def as_text(choices):
    """Choices as a link carries them: parts between dots, and several of a kind between hyphens.

    A last part that is empty is left out.
    """
    parts = (
        "-".join(part) if isinstance(part, tuple) else str(int(part)) if isinstance(part, bool)
        else part
        for part in astuple(choices)
    )  # fmt: skip
    return ".".join(parts).removesuffix(".")


def from_text(text):
    """The choices that ``as_text`` has written. Raises ValueError for any other text."""
    parts = text.split(".")
    said, back, answers, trying, again, ended, left = parts if len(parts) > 6 else (*parts, "")
    made = Choices(
        several(said, MANNERS), yes(back), several(answers, WAYS), trying, several(again, MANNERS),
        yes(ended), several(left, TRIED),
    )  # fmt: skip
    if trying not in ("", *WAYS) or not in_order(made):
        raise ValueError(text)
    return made


def in_order(choices):
    """Has what comes later been chosen only where all is chosen that comes before it?"""
    said, answers, again = (len(each) for each in (choices.said, choices.answers, choices.again))
    met, raised = said == len(WORDS) - 1, answers == len(STRETCHES)
    return (
        said < len(WORDS)
        and answers <= len(STRETCHES)
        and again <= len(WORDS) + 1
        and (again <= len(WORDS) or choices.again[-2:] == (LIE, LIE))
        and (met or not choices.back)
        and (choices.back or not (answers or choices.trying))
        and not (raised and choices.trying)
        and (raised or not again)
        and (again >= len(WORDS) or not choices.ended)
        and left_in_order(choices)
    )


def left_in_order(choices):
    """Were answers left only for cries that have been answered in another way since?"""
    cries = [int(each[0]) for each in choices.left]
    reached = len(choices.answers) + bool(choices.trying)
    once = len(set(choices.left)) == len(cries)
    return once and cries == sorted(cries) and all(cry < reached for cry in cries)


def another(choices, way):
    """Look at this answer to the cry at hand; the one looked at until now is left."""
    tried = f"{len(choices.answers)}{choices.trying}"
    left = (*choices.left, tried) if choices.trying and tried not in choices.left else choices.left
    return replace(choices, trying=way, left=left)


def several(text, known):
    """Words between hyphens, all of them known."""
    found = tuple(text.split("-")) if text else ()
    if not set(found) <= set(known):
        raise ValueError(text)
    return found


def yes(text):
    """Whether a part says yes, 1, or no, 0."""
    return ("0", "1").index(text) == 1


def one_less(choices):
    """The choices before the last thing that happened."""
    if choices.ended:
        return replace(choices, ended=False)
    if choices.again:
        return replace(choices, again=choices.again[:-1])
    if choices.trying:
        *before, last = choices.left or ("",)
        if not last.startswith(str(len(choices.answers))):
            return replace(choices, trying="")
        return replace(choices, trying=last[1:], left=tuple(before))
    if choices.answers:
        *before, last = choices.answers
        return replace(choices, answers=tuple(before), trying=last)
    if choices.back:
        return replace(choices, back=False)
    return replace(choices, said=choices.said[:-1])
