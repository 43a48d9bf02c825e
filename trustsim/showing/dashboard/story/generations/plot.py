"""The story of three generations as pages: what is shown, said and asked after each choice."""

from trustsim.showing.dashboard import families
from trustsim.showing.dashboard.looks import named_and_drawn
from trustsim.showing.dashboard.story.generations import women
from trustsim.showing.dashboard.story.generations.choices import (
    CHOOSING,
    PAGES,
    Choices,
    on,
    one_less,
)
from trustsim.showing.dashboard.story.generations.women import NOTHING, TOLD
from trustsim.showing.dashboard.story.page import Bar, Option, Page, fresh, of_hundred

SAY, NAMES = TOLD["page"], ("Vera", "Ida", "Mila")
MOTHERS = ("Her mother", "Vera", "Ida")
CRYING = 0.3  # how far an encounter is when the child has called and nobody has answered
AT_FIRST = {"kind": "distress", "who": "mother", "months": women.FIRST_YEAR - 1,
            "strategy": "seek", "signal": 0.5,  # until it is known how she cries
            "line": "A mother and a child", **named_and_drawn("Her mother", "Vera")}  # fmt: skip
GROWN = families.page(families.DESCENT)["generations"]["birth"] - women.FIRST_YEAR  # months
AT_REST = AT_FIRST | {
    "kind": "rest",
    "months": GROWN,
    "signal": 0.0,
    **named_and_drawn("Vera", "Ida"),
}
HARDLY = 0.05  # standard deviations that are told as next to nothing
LESS = 0.5  # of what frightened a mother, at most, is what a cycle that breaks leaves


def page(choices):
    """The page that these choices have led to."""
    return LEADS_TO[PAGES[choices.turned]](choices)


def vera(choices):
    """The first one cries."""
    return Page(
        SAY["vera"], AT_FIRST, begins=0.0, ends=0.0,
        lead=SAY["cries"].format(cries=calling(AT_FIRST)),
        options=(Option(SAY["look"], on(choices)),),
    )  # fmt: skip


def by_her_mother(choices):
    """What her mother does, and did in a year."""
    return met(choices, 0, SAY["vera"])._replace(options=(Option(SAY["years"], on(choices)),))


def grown(choices):
    """The first one grown up, and her daughter, who cries."""
    scene, _ = women.first_year(NOTHING, 1)
    return Page(
        SAY["grown"], with_names(scene, 1), begins=0.0, ends=CRYING,
        lead=SAY["carries"].format(**who(women.women(NOTHING)[0]), cries=calling(scene)),
        options=(Option(SAY["look_vera"], on(choices)),),
    )  # fmt: skip


def by_vera(choices):
    """What the first one does when her daughter cries, beside what was done to her."""
    was, now = (women.first_year(NOTHING, g)[1].frightened for g in (0, 1))
    here = met(choices, 1, SAY["grown"])
    counts = SAY["was"].format(was=was, now=now)
    trait = SAY["trait"].format(fright=f"{women.women(NOTHING)[1].met['fright']:.2f}")
    return here._replace(
        reason=f"{here.reason} {counts} {trait}",
        options=(Option(SAY["years"], on(choices)),),
    )


def what(choices):
    """What shall be done for the second one?"""
    return Page(
        SAY["what"], AT_REST,
        begins=1.0, ends=1.0,
        lead=SAY["choose"].format(**who(women.women(NOTHING)[1])),
        options=tuple(
            Option(TOLD["say"][given], Choices(choices.turned + 1, given))
            for given in (*families.gifts(), NOTHING)
        ),
    )  # fmt: skip


def mila(choices):
    """What that has moved in her as a mother; and her daughter cries."""
    given = choices.given
    scene, _ = women.first_year(given, 2)
    if given == NOTHING:
        moved = SAY["unmoved"]
    else:
        ida, without = (women.women(each)[1].cares for each in (given, NOTHING))
        more = {name: ida[name] - without[name] for name in ida}
        moved = SAY["moved"].format(given=TOLD["gift"][given], **more)
        if all(abs(each) < HARDLY for each in more.values()):
            moved += f" {SAY['hardly']}"
    return Page(
        SAY["mila"], with_names(scene, 2), begins=0.0, ends=CRYING,
        lead=f"{moved} {SAY['mila_cries'].format(cries=calling(scene))}",
        idea=fresh(choices, acting, one_less),
        options=(Option(SAY["look_ida"], on(choices)),),
    )  # fmt: skip


def by_ida(choices):
    """What the second one does when her daughter cries, beside what she would have done."""
    here = met(choices, 2, SAY["mila"])
    if choices.given != NOTHING:
        without = women.first_year(NOTHING, 2)[1]
        here = here._replace(reason=f"{here.reason} {SAY['beside'].format(**without._asdict())}")
    return here._replace(options=(Option(SAY["on"], on(choices)),))


def ended(choices):
    """What has become of the three."""
    three, without = women.women(choices.given), women.women(NOTHING)[2]
    last = ""
    if choices.given != NOTHING:
        same = three[2].infant == without.infant
        last = SAY["alike" if same else "without"].format(mila=without.infant)
    means = TOLD["infant"][three[2].infant]
    infants = {name.lower(): each.infant for name, each in zip(NAMES, three, strict=True)}
    scene, _ = women.first_year(choices.given, 2)
    return Page(
        SAY["ended"], with_names(scene, 2), begins=1.0, ends=1.0,
        lead=f"{SAY['three'].format(**infants, without=last, means=means)} {SAY['fails']}",
        reason=f"{frights(choices)} {otherwise()}",
        bars=tuple(
            Bar(
                words, three[2].carries[name],
                None if choices.given == NOTHING else without.carries[name],
            )
            for name, words in TOLD["trust"].items()
        ),
        measured=SAY["measured"],
        beside=SAY["beside_bars"],
        options=(
            Option(SAY["again"], Choices(CHOOSING)),
            Option(SAY["beginning"], Choices()),
        ),
        ended=True,
    )  # fmt: skip


def frights(choices):
    """What tells the three apart; and that a secure one need not be the one who was seen most."""
    years = [women.first_year(choices.given, generation)[1] for generation in range(len(NAMES))]
    three = {name.lower(): year.frightened for name, year in zip(NAMES, years, strict=True)}
    said, mila = SAY["frights"].format(**three), women.women(choices.given)[2]
    own = [year.recognised for year in years]
    if mila.infant != "secure" or own[2] >= max(own[:2]):
        return said
    seen = {name.lower(): number for name, number in zip(NAMES, own, strict=True)}
    return f"{said} {SAY['seen'].format(**seen)}"


def otherwise():
    """What the first one is like after another childhood, where it shows and where it does not."""
    one, other = (each.carries for each in (women.women(NOTHING)[0], women.otherwise()))
    return SAY["otherwise"].format(
        frightening=of_hundred(one["trust_in_figure"]),
        sensitive=of_hundred(other["trust_in_figure"]),
        keeps_out=of_hundred(one["vigilance"]),
        kept_out=of_hundred(other["vigilance"]),
    )


def met(choices, generation, title):
    """What a mother does when her daughter cries, and did in a year."""
    scene, cries = women.first_year(choices.given or NOTHING, generation)
    how = scene["answer"]
    if how == "mirroring":
        how += "_right" if scene["congruent"] else "_wrong"
    return Page(
        title,
        with_names(scene, generation),
        begins=CRYING,
        ends=1.0,
        result=TOLD["answer"][how].format(mother=MOTHERS[generation], child=NAMES[generation]),
        reason=SAY["first_year"].format(**cries._asdict()),
        idea=fresh(choices, acting, one_less),
    )


def acting(choices):
    """The ideas that can be seen in the last thing that happened."""
    name = PAGES[choices.turned]
    if name == "by_vera":
        was, now = (women.first_year(NOTHING, g)[1].frightened for g in (0, 1))
        return ["done_on" if now > LESS * was else "broken"]
    if name == "mila" and choices.given != NOTHING:
        return ["let_in"]
    if name == "by_ida" and choices.given != NOTHING:
        return ["luck"]
    return []


def who(woman):
    """What a woman was as an infant and is grown up, in words."""
    return {
        "infant": TOLD["infant"][woman.infant],
        "state": TOLD["state"][woman.state],
        "unresolved": TOLD["unresolved"]["yes" if woman.unresolved else "no"],
    }


def with_names(scene, generation):
    """A scene with the names that people have in the story."""
    return scene | named_and_drawn(MOTHERS[generation], NAMES[generation])


def calling(scene):
    """What a girl shows who calls, in words."""
    return TOLD["cries"][scene["strategy"]]


LEADS_TO = {each.__name__: each for each in (
    vera, by_her_mother, grown, by_vera, what, mila, by_ida, ended,
)}  # fmt: skip
