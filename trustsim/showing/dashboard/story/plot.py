"""The story as pages: what is shown, said and asked after these choices of a user."""

from dataclasses import replace

from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.looks import named_and_drawn
from trustsim.showing.dashboard.story import milo
from trustsim.showing.dashboard.story.choices import Choices, another, one_less
from trustsim.showing.dashboard.story.ideas import acted, fresh
from trustsim.showing.dashboard.story.milo import STRETCHES, TOLD, WORDS
from trustsim.showing.dashboard.story.page import Bar, Option, Page, compared, of_hundred
from trustsim.showing.dashboard.story.upbringing import (
    AWAY,
    CUED,
    LATE,
    LIE,
    PLAIN,
    UNMARKED,
    WAYS,
)

SAY = TOLD["page"]
FIRST_WORDS = len(WORDS) - 1  # of the first meeting; the last word is a lie, and comes at the end
CRYING = 0.3  # how far an encounter is when the child has called and nobody has answered
SEEN_THROUGH = 0.1  # as often a wrong thing is thrown out by somebody who is told to check
KEPT = (fate.GENERIC, fate.BOUND)
STRANGE, AT_HOME = (
    named_and_drawn(you, "Milo") for you in ("You, the stranger", "You, the caregiver")
)
STRANGER = {  # somebody who has not yet said anything
    "kind": "lesson",
    "who": "adult",
    "months": TOLD["stretch"][-1]["months"],
    "line": "A stranger and a child; between them lies a thing",
    "word": WORDS[0],
    **STRANGE,
}


def page(choices):
    """The page that these choices have led to."""
    if choices.ended:
        return ending(choices)
    if len(choices.answers) == len(STRETCHES):
        return second_meeting(choices)
    return cradle(choices) if choices.back else first_meeting(choices)


def first_meeting(choices):
    """A stranger, who is the user, tells a child of three what things are called."""
    said = choices.said
    title = SAY["meeting"]
    if not said:
        words = TOLD["say"]["first"].format(word=WORDS[0])
        return Page(
            title,
            STRANGER,
            begins=0.0,
            ends=0.0,
            lead=SAY["stranger"],
            options=(Option(words, replace(choices, said=(PLAIN,))),),
        )
    here = heard(None, said, choices, title)
    if len(said) < FIRST_WORDS:
        return here._replace(
            then=SAY["next"],
            options=tuple(
                Option(
                    TOLD["say"][manner].format(word=WORDS[len(said)]),
                    replace(choices, said=(*said, manner)),
                )
                for manner in (PLAIN, CUED)
            ),
        )
    return here._replace(
        bars=bars(milo.gate(None)),
        measured=SAY["measured"],
        then=SAY["why"],
        options=(Option(SAY["back"], replace(choices, back=True)),),
    )


def cradle(choices):
    """The user is the one who comes when Milo cries."""
    answers, trying = choices.answers, choices.trying
    stretch = STRETCHES[len(answers)]
    ways = tuple(
        Option(TOLD["answer"][way], another(choices, way)) for way in WAYS if way != trying
    )
    if not trying:
        return Page(
            stretch["child"],
            milo.cry(answers) | AT_HOME,
            begins=0.0,
            ends=CRYING,
            lead=passed(answers) if answers else SAY["cradle"],
            bars=changed(answers),
            measured=SAY["measured"],
            beside=STRETCHES[len(answers) - 1]["born"],
            then=TOLD["cry"][milo.cry(answers)["strategy"]],
            options=ways,
        )
    scene = milo.cry(answers, trying)
    on = replace(choices, answers=(*answers, trying), trying="")
    return Page(
        stretch["child"],
        scene | AT_HOME | {"absent": trying == LATE},
        begins=CRYING,
        ends=1.0,
        result=f"{answered(scene, trying)} {upset(scene)}",
        reason="" if way_shown(choices) else SAY["sign"],
        idea=fresh(choices),
        then=SAY["on"],
        options=(Option(stretch["until"], on), *ways),
    )


def second_meeting(choices):
    """The same words, and the same luck, for the Milo whom the user has raised."""
    answers, again = choices.answers, choices.again
    title = SAY["meeting_again"]
    if not again:
        return Page(
            title,
            STRANGER | milo.at_rest(answers),
            begins=0.0,
            ends=0.0,
            lead=f"{passed(answers)} {childhood()}",
            bars=bars(milo.gate(answers), milo.gate(None)),
            measured=SAY["measured"],
            beside=SAY["first"],
            then=SAY["again"],
            options=telling(choices),
        )
    if len(again) > len(WORDS):
        return a_hundred_lies(choices)
    here = heard(answers, again, choices, title)
    if len(again) <= FIRST_WORDS:
        here = here._replace(result=f"{here.result} {beside(choices)}")
    if len(again) < len(WORDS):
        last = len(again) == FIRST_WORDS
        return here._replace(
            then=SAY["lie" if last else "next"],
            options=telling(choices),
        )
    check = of_hundred(milo.gate(answers).check)
    return here._replace(
        reason=SAY["check"].format(check=check),
        options=(
            Option(SAY["lies"], replace(choices, again=(*again, LIE))),
            Option(SAY["end"], replace(choices, ended=True)),
        ),
    )


def a_hundred_lies(choices):
    """What becomes of the lie with other luck, so that more than luck is seen."""
    answers, again = choices.answers, choices.again
    fates = [each["fate"] for each in milo.lies(answers, again[:FIRST_WORDS])]
    counted = {
        "unheard": fates.count(fate.NOT_HEARD),
        "shut": fates.count(fate.NOT_LET_IN),
        "believed": sum(map(fates.count, KEPT)),
        "thrown": fates.count(fate.THROWN_OUT),
    }
    scene = milo.last(answers, again)
    return Page(
        SAY["meeting_again"],
        told_of(scene, len(WORDS)),
        begins=0.3,
        ends=1.0,
        lead=f"{SAY['hundred'].format(**counted)} {SAY['one']}",
        result=fate_of_word(scene).format(word=WORDS[-1]),
        idea=fresh(choices),
        options=(Option(SAY["end"], replace(choices, ended=True)),),
    )


def telling(choices):
    """What can be told next in the second meeting: first as the first time; at last a lie."""
    n = len(choices.again)
    if n == FIRST_WORDS:
        manners = [LIE]
    else:
        manners = sorted((PLAIN, CUED), key=lambda manner: manner != choices.said[n])
    return tuple(
        Option(
            TOLD["say"][manner].format(word=WORDS[n]),
            replace(choices, again=(*choices.again, manner)),
        )
        for manner in manners
    )


def ending(choices):
    """What has become of this Milo, beside the first one."""
    now, first = milo.gate(choices.answers), milo.gate(None)
    how = ("same", "opened", "closed")[compared(now.cued, first.cued)]
    if now.check >= SEEN_THROUGH:
        checking = "checks"
    else:
        checking = "credulous" if now.cued >= 1.0 / 2.0 else "guarded"
    said = TOLD["ending"]
    missed = [idea["word"] for name, idea in TOLD["idea"].items() if name not in acted(choices)]
    manners = "" if told_alike(choices) else f" {SAY['manners']}"
    return Page(
        SAY["ended"],
        told_of(milo.last(choices.answers, choices.again), len(WORDS)),
        begins=1.0,
        ends=1.0,
        lead=f"{said[how]}{manners} {said[checking].format(check=of_hundred(now.check))}",
        reason=childhood(),
        bars=bars(now, first),
        measured=SAY["measured"],
        beside=SAY["first"],
        then=SAY["missed"].format(ideas=", ".join(missed)) if missed else "",
        options=(
            Option(SAY["anew"], Choices(said=choices.said, back=True)),
            Option(SAY["beginning"], Choices()),
        ),
        ended=True,
    )


def beside(choices):
    """What became of the same word, told in the same way, in the first Milo."""
    was = briefly(milo.meeting(None, choices.again)[-1])
    return SAY["before" if told_alike(choices) else "before_alike"].format(was=was)


def told_alike(choices):
    """Have the words been told as the first time, one by one?"""
    again = choices.again[:FIRST_WORDS]
    return again == choices.said[: len(again)]


def childhood():
    """How the first Milo has grown up."""
    return SAY["childhood"].format(**milo.first_life()[1]._asdict())


def heard(answers, manners, choices, title):
    """What became of the last word of a meeting."""
    scene = milo.meeting(answers, manners)[-1]
    word = WORDS[len(manners) - 1]
    return Page(
        title,
        told_of(scene, len(manners), FIRST_WORDS if answers is None else len(WORDS)),
        begins=0.3,
        ends=1.0,
        result=fate_of_word(scene).format(word=word),
        idea=fresh(choices),
    )


def told_of(scene, count, words=len(WORDS)):
    """The scene of the last of so many words: with its thing, the next one, and who is there."""
    following = {"next": count} if count < words else {}
    return scene | STRANGE | {"word": WORDS[count - 1], "thing": count - 1} | following


def fate_of_word(scene):
    """What became of a word."""
    came = "unkind" if scene["unkind"] else scene["fate"]
    if not scene["right"]:
        return TOLD["lied"][came]
    if came == fate.NOT_LET_IN and scene["cue"]:
        came = "addressed"
    return TOLD["told"][came]


def briefly(scene):
    """What became of a word, in two or three words."""
    return SAY["kept"] if scene["kept"] else scene["fate"]


def answered(scene, way):
    """What became of an answer to a cry."""
    if way in (AWAY, LATE):
        return TOLD["mirrored"][way]
    came = "unkind" if scene["unkind"] else scene["fate"]
    came = way if came in KEPT else came
    return TOLD["mirrored"][f"{came}_{'right' if scene['congruent'] else 'wrong'}"]


def way_shown(choices):
    """Is no feeling shown, or has one been shown before, so that its sign is known?"""
    return choices.trying in (AWAY, LATE) or "mentalising" in acted(one_less(choices))


def upset(scene):
    """How upset he was before it and after it."""
    before, now = round(10 * scene["arousal"]), round(10 * scene["after"])
    return SAY["upset"].format(before=before, now=now)


def passed(answers):
    """What has come of answering in one way until now, in one sentence."""
    cries, before, now = milo.lived(answers)[1]
    said, born = TOLD["passed"][answers[-1]].format(**cries._asdict()), milo.gate(())
    if answers[-1] == LATE:
        said += f" {SAY['alone']}"
        if compared(before.cued, born.cued) > 0 and compared(now.cued, born.cued) == 0:
            said += f" {SAY['used_up']}"
    if answers[-1] == UNMARKED and now.cued > before.cued:
        said += f" {SAY['in_time']}"
    return said


def changed(answers):
    """How open the gate is, and was before the last stretch of life; nothing at birth."""
    if not answers:
        return ()
    _, before, now = milo.lived(answers)[1]
    return bars(now, before)


def bars(now, before=None):
    """How open the gate is, and has been."""
    return tuple(
        Bar(TOLD["gate"][name], getattr(now, name), before and getattr(before, name))
        for name in now._fields[:2]
    )
