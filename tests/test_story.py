"""The story: what is shown follows from a mind of the model, and from what was chosen."""

from dataclasses import replace
from itertools import product
from statistics import mean

import pytest

from trustsim.showing.dashboard import fate
from trustsim.showing.dashboard.story import milo, plot
from trustsim.showing.dashboard.story.choices import Choices, as_text, from_text, one_less
from trustsim.showing.dashboard.story.ideas import acted
from trustsim.showing.dashboard.story.plot import page
from trustsim.showing.dashboard.story.upbringing import (
    AWAY,
    CUED,
    LATE,
    LIE,
    MANNERS,
    MARKED,
    PLAIN,
    UNMARKED,
    WAYS,
    Upbringing,
)
from trustsim.study.scenario import age_in_days
from trustsim.theory.encounters import nurture

QUARTER = age_in_days(3)
SAID = (PLAIN, CUED, CUED)
SEEDS = (11, 12, 13, 14, 15)


def told(*answers, again=(*SAID, LIE)):
    """The choices of somebody who has come to the end of the story."""
    return Choices(SAID, back=True, answers=answers, again=again, ended=True)


def pages(choices):
    """Every page that has led to these choices, the first one first."""
    seen = [choices]
    while seen[0] != Choices():
        seen.insert(0, one_less(seen[0]))
    return [page(each) for each in seen]


@pytest.fixture(scope="module")
def children():
    """Some children after three months of each way of answering, each with one luck in all."""
    return [
        {way: Upbringing(milo.WITH_YOU.but({"seed": seed})).answered(way, QUARTER) for way in WAYS}
        for seed in SEEDS
    ]


@pytest.fixture(scope="module")
def quarters(children):
    """One of them."""
    return children[0]


def test_a_mark_opens_more_than_none_and_to_be_left_or_turned_away_closes(children):
    born = Upbringing(milo.WITH_YOU).gate()
    for manner in ("plain", "cued"):
        gates = {
            way: [getattr(child[way].gate(), manner) for child in children] for way in WAYS
        }  # one child may be unlucky with you: what holds of each is said first
        for marked, unmarked, away, late in zip(*gates.values(), strict=True):
            assert min(marked, unmarked, getattr(born, manner)) > max(away, late)
        assert mean(gates[MARKED]) > mean(gates[UNMARKED])


def test_the_user_chooses_the_answer_and_the_model_whether_it_is_read_rightly(quarters):
    films = [quarters[way].place.film for way in (MARKED, UNMARKED)]
    assert {shot.entry.answer.marked for shot in films[0] if shot.entry.answer} == {True}
    assert {shot.entry.answer.marked for shot in films[1] if shot.entry.answer} == {False}
    first = [film[0].entry.answer.congruent for film in films]  # before their lives part
    assert first[0] == first[1]
    read = [shot.entry.answer.congruent for shot in films[0]]
    assert 0 < sum(read) < len(read)


def test_what_became_of_cries_is_counted_as_the_scenes_tell_it(quarters):
    for way, life in quarters.items():
        scenes = [life.scene(n) for n in range(len(life.place.film))]
        cries = life.cries()
        assert cries.number == len(scenes) == 2 * QUARTER
        own = [each["fate"] == fate.GENERIC and each["congruent"] for each in scenes]
        assert cries.recognised == sum(own)
        assert (cries.recognised > 0) == (way == MARKED)
        assert cries.infected == sum(each["fate"] == fate.BOUND for each in scenes)
        stopped = (fate.NOT_LET_IN, fate.NOT_HEARD)
        assert cries.unreached == sum(each["fate"] in stopped for each in scenes)


def test_a_cry_is_answered_as_chosen_by_the_rules_of_the_model():
    quiet, turned = milo.cry((), LATE), milo.cry((), AWAY)
    assert (quiet["answer"], turned["answer"]) == ("none", "rebuffing")
    for way in (MARKED, UNMARKED):
        scene = milo.cry((), way)
        assert scene["answer"] == "mirroring"
        assert scene["marked"] == (way == MARKED)
        assert scene["arousal"] == quiet["arousal"] == turned["arousal"]  # the very same cry
    shot = Upbringing(milo.WITH_YOU).answered(MARKED, 1).place.film[0]
    hearing = nurture.arrived(
        shot.entry.moment, shot.entry.signal, shot.entry.answer, shot.before, shot.infant.theory
    )
    assert fate.of_answer(shot.entry.answer, hearing) == milo.cry((), MARKED)["fate"]


def test_going_on_in_stretches_is_one_life():
    days = milo.DAYS[:2]
    whole = Upbringing(milo.WITH_YOU).answered(MARKED, days[0]).answered(AWAY, days[1])
    stretched = milo.milo((MARKED, AWAY))
    assert whole.child.bonds == stretched.child.bonds
    assert whole.child.me == stretched.child.me


def test_both_meetings_have_the_same_luck():
    for manner in MANNERS:
        first = milo.meeting(None, (manner,) * 4)
        for answers in ((MARKED,) * 3, (AWAY,) * 3):
            again = milo.meeting(answers, (manner,) * 4)
            for one, other in zip(first, again, strict=True):
                assert (one["fate"] == fate.NOT_HEARD) == (other["fate"] == fate.NOT_HEARD)


def test_the_bars_are_the_gate_of_the_mind():
    life = milo.milo((MARKED,))
    shown = page(Choices(SAID, back=True, answers=(MARKED,)))
    assert [bar.now for bar in shown.bars] == list(life.gate()[:2])
    assert [bar.before for bar in shown.bars] == list(Upbringing(milo.WITH_YOU).gate()[:2])


def test_who_treats_the_child_badly_comes_to_another_end():
    warm, cold = page(told(*[MARKED] * 3)), page(told(*[AWAY] * 3))
    assert warm.lead.startswith(plot.TOLD["ending"]["opened"])
    assert not cold.lead.startswith(plot.TOLD["ending"]["opened"])
    for good, bad in zip(warm.bars, cold.bars, strict=True):
        assert good.now > good.before > bad.now
    assert "epistemic trust" in cold.then  # he has not met with it
    assert "marked mirroring" in cold.then


@pytest.mark.parametrize(
    "answers",
    [(MARKED,) * 3, (UNMARKED,) * 3, (AWAY,) * 3, (AWAY, MARKED, MARKED), (MARKED, MARKED, LATE)],
)
def test_each_idea_is_told_once_when_it_acts(answers):
    seen = pages(told(*answers))
    ideas = [each.idea for each in seen if each.idea]
    assert len(ideas) == len(set(ideas))
    for each in seen:
        scene = each.scene
        assert not each.idea or each.ends == 1.0  # of something that has happened
        if each.idea == "cue":
            assert scene["cue"]
        if each.idea == "vigilance":
            assert scene["fate"] == fate.NOT_LET_IN
        if each.idea == "check":
            assert not scene["right"]
            assert scene["fate"] not in (fate.NOT_LET_IN, fate.NOT_HEARD)
        if each.idea in (MARKED, UNMARKED):  # what was just done, before what it takes
            assert scene["marked"] == (each.idea == MARKED)
        if each.idea == "mentalising":
            assert scene["answer"] == "mirroring"
        if each.idea == "trust":
            assert scene["fate"] == fate.GENERIC
    done = acted(told(*answers))
    missed = [each["word"] for name, each in plot.TOLD["idea"].items() if name not in done]
    assert set(ideas) <= done
    assert seen[-1].then.endswith(f": {', '.join(missed)}.")


def test_everything_that_can_happen_can_be_told():
    for came, cue, right, unkind in product(fate.FATES, *[(True, False)] * 3):
        scene = {"fate": came, "cue": cue, "right": right, "unkind": unkind, "kept": True}
        assert plot.briefly(scene)
        if not (right and came == fate.THROWN_OUT):  # what is right never is (eq. 20)
            assert plot.fate_of_word(scene)
    for came, rightly, unkind in product(set(fate.FATES) - {fate.THROWN_OUT}, *[(True, False)] * 2):
        for way in WAYS:
            assert plot.answered({"fate": came, "congruent": rightly, "unkind": unkind}, way)


@pytest.mark.parametrize("answers", [(MARKED,) * 3, (UNMARKED,) * 3, (AWAY,) * 3])
def test_what_became_of_the_lie_is_told_as_the_encounter_had_it(answers):
    lied = plot.page(replace(told(*answers), ended=False))
    scene = milo.meeting(answers, (*SAID, LIE))[-1]
    let_in = scene["fate"] in (fate.GENERIC, fate.BOUND, fate.THROWN_OUT)
    assert ("it gets in" in lied.result) == let_in
    assert ("never checked" in lied.result) == (not let_in)
    assert ("He has caught the lie" in lied.result) == (scene["fate"] == fate.THROWN_OUT)
    assert f"about {round(100 * milo.gate(answers).check)};" in lied.reason
    assert (lied.idea == "check") == let_in  # named where it acts


def test_a_hundred_lies_are_one_encounter_with_other_luck_and_show_what_is_checked():
    for answers in ((MARKED,) * 3, (AWAY,) * 3):
        scenes = milo.lies(answers, SAID)
        first = milo.meeting(answers, (*SAID, LIE))[-1]
        assert all(scenes[0][each] == first[each] for each in ("fate", "arousal", "after"))
        fates = [each["fate"] for each in scenes]
        shown = page(Choices(SAID, back=True, answers=answers, again=(*SAID, LIE, LIE)))
        for came in (fate.NOT_HEARD, fate.NOT_LET_IN, fate.THROWN_OUT):
            assert f"{fates.count(came)} " in shown.lead
        if fate.THROWN_OUT in fates:
            assert shown.scene["fate"] == fate.THROWN_OUT
            assert shown.idea == "check"
    caught = [each["fate"] for each in milo.lies((MARKED,) * 3, SAID)].count(fate.THROWN_OUT)
    assert caught > 0  # so that somebody who raises him well sees it act


def test_no_two_lies_that_went_another_way_are_told_alike():
    told = {came: plot.TOLD["lied"][came] for came in fate.FATES}
    assert len(set(told.values())) == len(fate.FATES)
    caught = [came for came, words in told.items() if "He has caught the lie" in words]
    assert caught == [fate.THROWN_OUT]


def test_every_way_leads_on_to_the_end():
    at, steps = Choices(), 0
    while not at.ended:
        at = page(at).options[0].leads_to
        steps += 1
    assert steps == 3 + 1 + 2 * len(milo.STRETCHES) + len(milo.WORDS) + 2
    assert [option.leads_to for option in page(at).options] == [
        Choices(said=at.said, back=True),
        Choices(),
    ]


def test_the_second_meeting_offers_first_what_was_said_the_first_time():
    at = Choices(SAID, back=True, answers=(MARKED,) * 3)
    offered = []
    for _ in SAID:
        at = page(at).options[0].leads_to
        offered.append(at.again[-1])
    assert tuple(offered) == SAID


def test_another_answer_to_the_same_cry_undoes_the_last():
    tried = Choices(SAID, back=True, trying=AWAY)
    onward, *others = page(tried).options
    assert onward.leads_to == replace(tried, answers=(AWAY,), trying="")
    assert [option.leads_to.trying for option in others] == [MARKED, UNMARKED, LATE]


def test_what_was_tried_and_left_counts_as_met():
    at = Choices(SAID, back=True)
    for way in (UNMARKED, MARKED, LATE):
        at = next(each.leads_to for each in page(at).options if each.leads_to.trying == way)
    assert at.left == ("0unmarked", "0marked")
    assert [each.idea for each in pages(at)[-3:]] == [UNMARKED, MARKED, ""]
    assert from_text(as_text(at)) == at
    ended = replace(told(*[LATE] * 3), left=at.left)
    assert "mirroring" not in page(ended).then
    assert "marked mirroring" in page(replace(ended, left=())).then


def test_the_first_milo_is_told_each_word_as_this_one_was():
    for manner in (PLAIN, CUED):
        here = page(Choices(SAID, back=True, answers=(MARKED,) * 3, again=(manner,)))
        was = plot.briefly(milo.meeting(None, (manner,))[-1])
        assert here.result.endswith(f"{was}.")
        assert ("had you told him so" in here.result) == (manner != SAID[0])
    alike, other = (page(told(*[MARKED] * 3, again=(*said, LIE))) for said in (SAID, (CUED,) * 3))
    assert plot.SAY["manners"] not in alike.lead
    assert plot.SAY["manners"] in other.lead


def test_it_is_told_how_the_first_milo_grew_up_and_that_to_be_left_alone_is_learnt():
    life, childhood = milo.first_life()
    whole = Upbringing(milo.BEFORE).answered(None, milo.MEETING)
    kinds = [scene["answer"] for scene in map(whole.scene, range(len(whole.place.film)))]
    cries = whole.cries().number
    assert childhood.turned == round(100 * kinds.count("rebuffing") / cries)
    assert life.gate() == whole.gate()
    assert plot.childhood() in page(told(*[MARKED] * 3)).reason
    born, alone = milo.gate(()), milo.gate((LATE,))
    assert alone.cued < born.cued
    used_up = page(Choices(SAID, back=True, answers=(MARKED, MARKED, LATE))).lead
    assert plot.SAY["used_up"] in used_up
    assert plot.SAY["used_up"] not in page(Choices(SAID, back=True, answers=(LATE,))).lead


FIRST = ("plain", "cued", "cued")
ALL_MARKED = Choices(FIRST, True, ("marked",) * 3)


@pytest.mark.parametrize(
    "made",
    [
        Choices(), Choices(("plain",)), Choices(FIRST, True), Choices(FIRST, True, (), "late"),
        ALL_MARKED, replace(ALL_MARKED, again=(*FIRST, "lie"), ended=True),
        replace(ALL_MARKED, again=(*FIRST, "lie", "lie"), ended=True),
        replace(ALL_MARKED, left=("0late", "2away", "2late")),
    ],
)  # fmt: skip
def test_a_link_carries_all_that_was_chosen(made):
    assert from_text(as_text(made)) == made


@pytest.mark.parametrize(
    "text",
    [
        "", "plain", "plain.0....0.0", "shout.0....0", "plain.1...." + "0", "plain.0.marked...0",
        "plain-cued-cued.1.marked-marked-marked.late..0", "plain-cued-cued.1..spank..0",
        "plain-cued-cued.1.marked..plain.0", as_text(replace(ALL_MARKED, ended=True)),
        "plain-plain-plain-plain.0....0", "plain-cued-cued.1....0.0late", ".0....0.0late",
        f"{as_text(ALL_MARKED)}.3late", f"{as_text(ALL_MARKED)}.1late-0late",
        f"{as_text(ALL_MARKED)}.1late-1late", f"{as_text(ALL_MARKED)}.1late.1away",
        as_text(replace(ALL_MARKED, again=(*FIRST, "lie", "cued"))), "plain-cued-cued.2....0",
    ],
)  # fmt: skip
def test_a_link_of_the_story_that_nobody_can_have_come_to_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  # whatever is wrong, the page says one thing
        from_text(text)
