"""A child is *it* in an explanation, and a grown-up *they*: the same phrases, said otherwise."""

import re
from collections.abc import Mapping

GROWN = 216  # months from which on somebody is no child any more
PHRASES = {  # of a child -> of a grown-up; a message is *it* of both: "takes it for unkind"
    r"it is asked what": "they are asked what",
    r"it is ill at ease": "they are ill at ease",
    r"it has lived": "they have lived",
    r"it has not come": "they have not come",
    r"it says how it has been": "they say how they have been",
    r"it says what it thinks": "they say what they think",
    r"said of it\b": "said of them",
    r"what troubles it comes up": "what troubles them comes up",
    r"it (attend|believe|come|expect|feel|imagine)s": r"they \1",
    r"it (maximise|minimise|see|seek|speak)s": r"they \1",
    r"it stayed": "they stayed",
    r"(they feel) and shows": r"\1 and show",
    r"whom it knows": "whom they know",
    r"It goes by": "They go by",
    r"Does it come": "Do they come",
    r"Child (?=\d)": "Person ",
    r"the child\b": "the person",
    r"itself\b": "themselves",
    r"its\b": "their",
}


def grown_up(text):
    """What is said of a child, said of a grown-up."""
    for of_a_child, of_one in PHRASES.items():
        text = re.sub(rf"(?<!\w){of_a_child}", of_one, text)
    return text


def in_own_words(why):
    """An explanation, all of it told of a grown-up."""
    if isinstance(why, str):
        return grown_up(why)
    if hasattr(why, "_fields"):
        return why._make(map(in_own_words, why))
    if isinstance(why, Mapping):
        return {in_own_words(name): in_own_words(each) for name, each in why.items()}
    return tuple(map(in_own_words, why)) if isinstance(why, tuple | list) else why
