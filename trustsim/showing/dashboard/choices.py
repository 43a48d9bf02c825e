"""What a user of the story has chosen so far: all that is shown follows from it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Choices:
    """All that has been chosen, in few words, so that a link can carry it."""

    said: tuple[str, ...] = ()  # manners of telling, in the first meeting
    back: bool = False  # gone back to the day of birth?
    answers: tuple[str, ...] = ()  # how cries were answered, stretch by stretch
    trying: str = ""  # the answer to the cry at hand that is looked at
    again: tuple[str, ...] = ()  # manners of telling, in the second meeting
    ended: bool = False


def one_less(choices):
    """The choices before the last thing that happened."""
    if choices.ended:
        return replace(choices, ended=False)
    if choices.again:
        return replace(choices, again=choices.again[:-1])
    if choices.trying:
        return replace(choices, trying="")
    if choices.answers:
        *before, last = choices.answers
        return replace(choices, answers=tuple(before), trying=last)
    if choices.back:
        return replace(choices, back=False)
    return replace(choices, said=choices.said[:-1])
