"""Therapy: what the page shows is what `trustsim trial` finds of the trial that it gives away."""

import json
from urllib.parse import urlencode

import numpy as np
import pytest
from browsing import looking, press

from trustsim.asking import trials
from trustsim.asking.trials.config import SESSION
from trustsim.asking.trials.tables import history
from trustsim.mistakes import Mistake
from trustsim.showing import figures
from trustsim.showing.dashboard import address, store, treated, treatments
from trustsim.showing.dashboard.work import Gone
from trustsim.study.protocols.session import SHARES
from trustsim.study.scenario import pages

FEW = {"cohorts": 1, "patients": 24}
ASKED = treatments.DEFAULT._replace(
    second=treatments.Treated("mbt", activation=0.6), sessions=8, world="harsh"
)
DRAWN = (
    "[...document.querySelectorAll('.ts-figure img')].filter((i) => i.naturalWidth > 100)"
    ".length === 3"
)
ALTERED = {
    "nothing": "",
    "no list": "{}",
    "too short": '[["mbt"]]',
    "too deep": "[" * 50_000,
    "no such treatment": '[["mbtt"],null,"reference","benign",24]',
    "a list for a name": '[[["mbt"]],null,"reference","benign",24]',
    "activation out of range": '[["mbt",7],null,"reference","benign",24]',
    "activation that is no number": '[["mbt",NaN],null,"reference","benign",24]',
    "no such childhood": '[["mbt"],null,"spoilt","benign",24]',
    "no such world": '[["mbt"],null,"reference","warm",24]',
    "sessions without end": '[["mbt"],null,"reference","benign",1000000000]',
    "half a session": '[["mbt"],null,"reference","benign",24.5]',
    "no such patient": '[["mbt"],null,"reference","benign",24,150]',
}
CHANGED = "before => window.location.href !== before"


def seen(*_):
    """Somebody who waits."""


@pytest.fixture(scope="module")
def played():
    """A small trial, as the page plays it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(treatments, "people", lambda: FEW)
        return treated.played(ASKED, seen)


def test_every_treatment_of_patients_that_has_a_page_is_offered_and_nothing_else():
    """What extends patients is about them; programmes for parents and families are not."""
    side_by_side = treatments.page("treatments")["trial"]["arms"]
    assert set(treatments.treatments()) == set(side_by_side) - {"waiting"}
    assert set(treatments.treatments()) < set(pages())
    assert not {"abc", "family", "descent", "patients"} & set(treatments.treatments())


@pytest.mark.parametrize("story", treatments.stories(), ids=lambda story: story.name)
def test_a_story_only_chooses_what_the_page_offers(story):
    assert treatments.checked(story.asked) == story.asked
    assert "2012" in story.source


@pytest.mark.parametrize("file", ["harry", "the_woman_of_box_1"])
def test_a_story_is_the_config_that_a_command_plays(file):
    """What the page makes of it is the same trial: everybody, every arm, every number."""
    (story,) = (
        each
        for each, said in zip(treatments.stories(), treatments.said()["story"], strict=True)
        if said["config"] == file
    )
    of_file, of_page = (
        trials.load_trial(f"configs/therapy/{file}.toml"),
        treatments.made(story.asked),
    )
    assert list(of_file.arms) == list(of_page.arms)
    for ours, theirs in zip(everybody(of_file), everybody(of_page), strict=True):
        assert ours.resolved() | {"title": ""} == theirs.resolved() | {"title": ""}
    for name in ("screening", "intake", "symptoms", "patients", "trials", "beside"):
        assert getattr(of_file, name) == getattr(of_page, name)


def everybody(trial):
    """All scenarios of a trial: of everybody, and of each arm."""
    return [trial.screened, *trial.arms.values()]


def test_the_stories_are_those_of_two_boxes():
    harry, woman = (story.asked for story in treatments.stories())
    assert (harry.childhood, woman.childhood) == ("rejecting", "frightening")
    assert [harry.first.activation, harry.second.activation] == [0.05, 0.3]
    assert harry.first.titration is None
    assert (woman.first.treatment, woman.second, woman.sessions) == ("mbt", None, 52)


@pytest.mark.parametrize("asked", [treatments.DEFAULT, ASKED])
def test_a_choice_goes_out_as_text_and_comes_back(asked):
    assert treatments.from_text(treatments.as_text(asked)) == asked


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_link_is_told_and_never_played(name):
    with pytest.raises(Mistake):
        address.restore(urlencode({"therapy": ALTERED[name]}))
    assert store.therapy.value == treatments.DEFAULT


def test_only_what_was_moved_differs_from_the_page_of_a_treatment():
    arms = treatments.made(treatments.DEFAULT._replace(second=ASKED.second)).arms
    first, second = (
        arms[f"mbt_{n}_activation"].protocols[SESSION]._asdict() for n in ("less", "more")
    )
    usual = trials.trial_from_config({"extends": ["patients", "mbt"]}).arms["mbt"]
    as_on_the_page = usual.protocols[SESSION]._asdict()
    assert {key for key in first if first[key] != as_on_the_page[key]} == {"months"}  # fewer
    assert {key for key in first if first[key] != second[key]} == {"activation"}


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ({"activation": 0.3}, {"activation": 0.1}, ["more_activation", "less_activation"]),
        ({}, {"titration": 0.1}, ["more_titration", "less_titration"]),
        ({}, {}, ["first", "second"]),
    ],
)
def test_one_treatment_twice_is_named_by_what_differs(first, second, words):
    given = (treatments.Treated("mbt", **each) for each in (first, second))
    asked = treatments.DEFAULT._replace(**dict(zip(("first", "second"), given, strict=True)))
    assert list(treatments.named(asked)) == [f"mbt_{each}" for each in words]


def test_the_world_is_harsh_for_everybody_and_as_its_page_has_it():
    arms = treatments.config(ASKED)["trial"]["arms"]
    harsh = treatments.arms("social_world")["waiting_harsh"]
    assert arms["waiting"] == harsh
    for arm in ("mbt_less_activation", "mbt_more_activation"):
        assert {key: arms[arm][key] for key in harsh} == harsh


@pytest.mark.parametrize("sessions", [treatments.fewest(), 13, 24, treatments.most()])
def test_symptoms_are_compared_within_ten_days_of_the_last_session_and_a_year_later(sessions):
    trial = treatments.made(treatments.DEFAULT._replace(sessions=sessions))
    last = max(trial.arms["mbt"].protocols[SESSION].months)
    assert 0 < (trial.end - last) * 30.4375 < 10
    assert trial.later - trial.end == pytest.approx(12)


def test_who_is_asked_every_week_on_the_waiting_list_is_no_different_for_it(played):
    for months in played.found.trial.ages:
        asked, left_alone = (f.at("waiting", months) for f in (played.weekly, played.found))
        assert asked.tolist() == left_alone.tolist()


def test_the_means_are_those_of_the_command_line(played):
    told = trials.sessions(played.found)
    rows = played.course[played.course["arm"] != "waiting"].reset_index(drop=True)
    for name in told.columns:
        assert rows[name].tolist() == pytest.approx(told[name].tolist(), nan_ok=True), name


def test_every_mean_lies_in_its_interval_and_nothing_is_told_of_sessions_nobody_has(played):
    rows = played.course
    for name in ("symptoms", "came", "let_in", "mentalising_everyday", "benign"):
        known = rows[name].notna()
        assert (rows[f"{name}_low"][known] <= rows[name][known]).all()
        assert (rows[name][known] <= rows[f"{name}_high"][known]).all()
    for share in SHARES:
        known = np.isfinite(rows[f"{share}_low"])
        assert known.any() == (share != "kept"), share  # nothing is said about the world here
        assert (rows[f"{share}_low"][known] >= 0.0).all(), share
        assert (rows[f"{share}_high"][known] <= 1.0).all(), share
    waiting = rows[rows["arm"] == "waiting"]
    assert waiting[["came", "alliance", "let_in", "arousal"]].isna().all(axis=None)
    assert waiting[["symptoms", "mentalising_everyday", "benign"]].notna().all(axis=None)


def test_effects_are_those_of_the_command_line_with_the_trial_that_is_given_away(played, tmp_path):
    file = tmp_path / "therapy.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(treatments, "people", lambda: FEW)
        file.write_text(treatments.as_toml(ASKED), encoding="utf-8")
    told = trials.effects(trials.followed(trials.load_trial(file)))
    assert played.effects[list(told.columns)].equals(told)
    assert (played.effects["harmed_low"] <= played.effects["harmed"]).all()
    assert (played.effects["harmed"] <= played.effects["harmed_high"]).all()


def test_one_patient_is_followed_in_every_arm_until_it_leaves(played):
    found = played.found
    gone = int(np.flatnonzero(found.sessions("mbt_more_activation", "came")[:, -1] == 0.0)[0])
    own = treated.own_course(played, gone)
    mine = own[own["arm"] == "mbt_more_activation"]
    came = mine["came"] == 1.0
    assert mine["alliance"].notna().tolist() == came.tolist()
    assert (
        mine["symptoms"].tolist()
        == found.sessions("mbt_more_activation", "symptoms")[gone].tolist()
    )
    assert history(found)[gone] in treated.story_of(played, gone)
    rows = {row["arm"]: row for row in treated.own_story(played, gone)}
    assert rows["mbt_more_activation"]["sessions"] == came.sum()
    assert rows["waiting"]["fewer"] == [0.0, 0.0]


def test_nobody_is_kept_waiting_for_what_nobody_waits_for():
    def left(*_):
        raise Gone

    other = ASKED._replace(sessions=9)
    for deed in (treated.played, treated.grown):
        with pytest.raises(Gone):
            deed(other, left)
    assert not treated.PLAYING.locked()


def test_how_far_it_is_can_be_seen(played):
    told = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(treatments, "people", lambda: FEW)
        treated.played(ASKED._replace(sessions=5), lambda *news: told.append(news))
    assert ("mbt_less_activation", FEW["patients"], FEW["patients"]) in told


def test_too_few_patients_are_told_and_not_raised():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(treatments, "people", lambda: FEW | {"patients": 147})
        with pytest.raises(Mistake, match="are 147; grow more"):
            treated.played(ASKED._replace(sessions=6), seen)


def test_the_pictures_show_the_waiting_list_and_one_patient_in_every_arm(played):
    own = treated.own_course(played, 3)
    trial = played.found.trial
    for draw, panels in ((figures.courses, 4), (figures.systems, 3)):
        drawn = draw(trial, played.course, own, "patient 3")
        assert len(drawn.axes) == panels
        legend = [text.get_text() for text in drawn.legends[0].get_texts()]
        assert legend == ["waiting", "mbt_less_activation", "mbt_more_activation", "patient 3"]
        assert "95 % intervals" in drawn.get_suptitle()
    plain = figures.courses(trial, trials.sessions(played.found))
    assert [text.get_text() for text in plain.legends[0].get_texts()] == [
        "mbt_less_activation",
        "mbt_more_activation",
    ]


def test_a_story_is_treated_followed_and_shared(browser, dashboard):
    story = treatments.stories()[0]
    with looking(browser, dashboard, "/therapy", viewport={"width": 390, "height": 844}) as page:
        assert "no advice about any person" in page.inner_text(".ts-note")
        press(page, "Start from this story")
        page.wait_for_selector("[data-value='sessions']:has-text('12 sessions')")
        press(page, "Treat them")
        page.wait_for_selector("h2:has-text('Session by session')")
        page.wait_for_function(DRAWN)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        played = treated.played(story.asked, seen)
        best = treated.effect(played, "cbt_less_activation", played.found.trial.end)["individual"]
        page.wait_for_selector(f"td:has-text('{best:.2f} (')")
        before = page.url
        press(page, "Another patient")
        page.wait_for_selector(f"text={treated.story_of(played, 1)}")
        page.wait_for_function(CHANGED, arg=before)
        before = page.url
        press(page, "Harsh")
        page.wait_for_selector("text=What is below is what was asked for before")
        page.wait_for_function(CHANGED, arg=before)
        there = page.url
        with page.expect_download() as download:
            press(page, "Download this trial")
        text = download.value.path().read_text(encoding="utf-8")
    asked = story.asked._replace(world="harsh", patient=1)
    assert text == treatments.as_toml(asked)
    with looking(browser, dashboard, there.removeprefix(dashboard)) as other:
        other.wait_for_selector("[data-value='sessions']:has-text('12 sessions')")
        other.wait_for_selector("button[aria-pressed=true]:has-text('Harsh')")


def test_an_altered_link_is_told_on_the_page(browser, dashboard):
    with looking(browser, dashboard, f"/therapy?therapy={json.dumps([1])}") as page:
        page.wait_for_selector("[role=alert]:has-text('the link: is cut off or altered')")
        page.wait_for_selector("[data-value='sessions']:has-text('24 sessions')")
