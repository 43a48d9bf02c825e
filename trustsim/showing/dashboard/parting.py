"""Where the lives of two twins part: the first encounter that is not the same for both."""

from trustsim.showing.dashboard.life import ITEMS


def parting(one, other, until):
    """The first encounter before a day that went differently, or None where none did."""
    one.live(until)
    other.live(until)
    for n, (first, second) in enumerate(zip(one.place.film, other.place.film, strict=True)):
        if first.entry.day >= until:
            return None
        if different(first.entry, second.entry):
            return n
    return None


def different(first, second):
    """Did this encounter go differently, for anybody who watches?"""
    return (first.answer, first.testimony, first.signal, first.partner) != (
        second.answer,
        second.testimony,
        second.signal,
        second.partner,
    )


def side_by_side(one, other, day):
    """The inner state of both twins on a day, and the difference that the change made: rows."""
    rows = []
    first, second = one.state_on(day), other.state_on(day)
    for name, words in ITEMS.items():
        rows.append(
            {
                "what": words,
                "first": first[name],
                "second": second[name],
                "effect": second[name] - first[name],
            }
        )
    return rows
