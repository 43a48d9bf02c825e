"""Explanations of sessions: they tell what was recorded, and what would have opened the gate."""

import json
import math
import re
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import tomli_w

import trustsim as ts
from trustsim.asking import explain, trials
from trustsim.asking.explain.moments import opened, stopped
from trustsim.asking.explain.pronouns import GROWN, grown_up
from trustsim.asking.explain.tipping import FEW
from trustsim.asking.explain.visit import watched
from trustsim.engine import going_on
from trustsim.engine.simulate import batches
from trustsim.engine.world import World
from trustsim.showing import figures
from trustsim.study.laboratory.script import Event
from trustsim.study.laboratory.session import LET_IN, NO_MESSAGE, READ
from trustsim.theory.rules import mentalising
from trustsim.theory.turns import listening

told_session = sys.modules["trustsim.asking.explain.session"]
MOMENTS = {
    "troubles": 3, "explanations": 3, "skills": 4, "guidance": 2, "attending": 1, "imagining": 1,
}  # fmt: skip
LIFE = {
    "seed": 11,
    "worlds": 2,
    "children": 6,
    "caregiver": {"rejection": 0.2, "fright": 0.01},
    "cast": {
        "friend": {"reciprocity": 1.0},
        "therapist": {
            "one_of": 3, "availability": 1.5, "ostension": 0.5, "marking": 0.6, "knowledge": 0.7,
            "rejection": 0.1,
        },
    },
    "life": {
        "home": {"until": 2, "day": [{"distress": 2, "with": "mother"}]},
        "later": {
            "from": 2,
            "figure": "whoever_comforts",
            "day": [{"distress": 1, "with": "friend"}, {"lesson": 2, "with": "adults"}],
        },
    },
    "theory": {
        "vigilance": {"openness": 0.0, "check": 0.9},
        "learning": {"checkable": 0.7},
        "misreading": {"likely": 0.3},
        "reflection": {"default_unreflective": 2.0, "threshold": 0.3},
    },
}  # fmt: skip
SESSIONS = {"months": [2], "times": 3, "every": 3, "with": "therapist", "lasting": True}
TREATED = {"visits": {"session": MOMENTS}}
TRIAL = LIFE | {
    "children": 60,
    "visits": {"symptoms": {"months": [3]}},
    "trial": {
        "screening": 1.9, "intake": 2, "symptoms": 1.0, "patients": 10, "trials": 2,
        "session": SESSIONS,
        "arms": {
            "waiting": {},
            "leaving": TREATED | {"theory": {"coming": {"readiness": -0.5}}},
            "elsewhere": TREATED | {
                "others": {"ostension": 0.1, "knowledge": 0.3},
                "cast": {"friend": {"rejection": 0.6}, "therapist": {"congruence": -1.0}},
                "theory": {"trust": {"spread": 0.0}},
            },
            "mixed": TREATED,
        },
    },
}  # fmt: skip
PLAIN = LIFE | {"visits": {"session": SESSIONS | MOMENTS | {"with": ["therapist", "friend"]}}}
OF_A_MESSAGE = (
    r"(let|lets|take|takes|throw|throws) it (in|for unkind|out)|for what it says|\(it was|"
    r"had it (been said|come)|made it even|beneath it|turned it at|"
    r"How it came about|What came of it"
)
TOLD = 4  # patients, in arms to which chance may not have sent them: they live in all
NAME, CHILD = "session with therapist", 4  # of a visit and a child of the plain config


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    """A small trial, whose people are kept nowhere else."""
    folder = tmp_path_factory.mktemp("lives")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(going_on, "place_of", lambda *about: folder / "lives")
        yield trials.trial_from_config(TRIAL, name="small")


@pytest.fixture(scope="module")
def found(trial):
    """What the fast engine has recorded of it."""
    return trials.followed(trial)


@pytest.fixture(scope="module")
def told(trial):
    """Every session of some patients in every treated arm."""
    return {
        (arm, patient, number): explain.session(trial, patient, number, arm)
        for arm in trial.treated
        for patient in range(TOLD)
        for number in range(1, SESSIONS["times"] + 1)
    }


@pytest.fixture(scope="module")
def plain():
    return ts.from_dict(PLAIN)


def logistic(parts):
    """The probability that parts make which add up, in logits."""
    return 1.0 / (1.0 + math.exp(-sum(parts.values())))


# What is told is what was recorded


@pytest.mark.parametrize("arm", ["leaving", "elsewhere", "mixed"])
def test_what_is_played_again_is_what_the_fast_engine_played(trial, found, arm):
    """To the last bit, in an arm in which people and theory differ from intake on, too."""
    patients = trials.screened(trial).lives.of(found.chosen)
    ((_, outcomes, *_),) = batches(
        trial.arms[arm], patients.who, 1, lambda done: None, trial.screened.children,
        begin=patients.day, lives=patients.states,
    )  # fmt: skip
    for patient, person in enumerate(found.chosen[:TOLD].tolist()):
        place = told_session.at_intake(trial, arm, person, None)
        for v, visit in enumerate(trial.arms[arm].visits):
            place.live(visit.months)
            played = [each.outcome for each in watched(place, v).happened]
            first, last = place.plan.bounds[v : v + 2]
            assert np.array_equal(played, outcomes[patient, first:last])


@pytest.mark.long
def test_what_is_told_of_a_session_is_what_was_recorded(trial, found, told):
    for (arm, patient, number), why in told.items():
        (name,) = (name for name in found.records[arm].tables if name.startswith("session"))
        columns = found.records[arm].tables[name].columns
        recorded = {
            column: found.sessions(arm, column)[patient, number - 1]
            for column in columns[columns.get_loc("came") :]
        }
        there = {column: each for column, each in recorded.items() if np.isfinite(each)}
        assert why.measures == pytest.approx(there, rel=1e-14)
        assert why.measures["symptoms"] > 0.0
        assert divmod(found.chosen[patient], trial.screened.children) == (why.world, why.child)


def test_what_is_told_of_its_messages_adds_up_to_what_was_recorded(told):
    seen = set()
    for why in told.values():
        messages = [each.message for each in why.moments if "let in" in each.message]
        if messages:
            assert np.mean([each["let in"] for each in messages]) == why.measures["let_in"]
        if why.moments:
            felt = [each.felt["arousal"] for each in why.moments]
            assert 0.0 <= min(felt) <= max(felt) <= 1.0
            clear = np.mean([each.felt["mentalising"] for each in why.moments])
            assert clear == pytest.approx(why.measures["mentalising"])
        seen |= {tuple(each.values())[1:] for each in messages}
    kept, thrown_out = (True, False, True, True), (True, False, True, False)
    assert {kept, thrown_out} < seen  # of what was said about the world
    for attended, unkind, let_in in ((False,) * 3, (True, True, False), (True, False, False)):
        assert (attended, unkind, let_in) in seen


def test_who_has_left_is_said_to_have_and_why(found, told):
    left = {key: why for key, why in told.items() if why.left}
    assert {arm for arm, *_ in left} >= {"leaving"}
    for (arm, patient, number), why in told.items():
        came = found.sessions(arm, "came")[patient, :number]
        assert why.left == (None if came.all() else 1 + int(came.argmin()))
        assert why.coming.turns[0].happened == (why.left is None)
        assert why.coming.occasion.place["session"] == (why.left or number)
        likely = why.coming.turns[0].probability
        assert logistic(why.coming.reasons) == pytest.approx(likely)
        assert bool(why.moments) == (why.left is None)
        text = explain.words(why)
        assert (f"they have not come since session {why.left}" in text) == bool(why.left)
        assert ("alliance" in text) == (why.left is None)


# What would have let it in


def test_what_was_not_let_in_says_where_it_was_stopped_and_what_would_have_let_it_in(told):
    tried = 0
    for why in told.values():
        for each in why.moments:
            if each.message.get("let in") is not False:
                assert not each.opening
                continue
            assert len(each.opening) <= FEW
            turn = stopped(each.turns)
            unkind = each.message["taken for unkind"]
            assert turn.happened == unkind
            assert bool(each.gate) == (each.message["attended to"] and not unkind)
            if each.gate:
                assert logistic(each.gate) == pytest.approx(turn.probability)
            tried += bool(each.opening)
    assert tried > 20


def test_a_number_that_is_said_to_open_the_gate_opens_it(trial, told):
    """Put what is needed in place of what was believed: the gate then opens as far as luck lies."""
    tried = Counter()
    for (arm, *_), why in told.items():
        weigh = trial.arms[arm].theory.vigilance
        for each in why.moments:
            for tip in each.opening if each.gate else ():
                belief = tip.what.removesuffix(" expected of its therapist")
                if belief == "threat":
                    opened = {"threat": -weigh.threat * tip.needed}
                elif belief in ("help", "knowledge"):  # trust is the product of the two
                    trusted = (1.0 + each.gate["trust"] / weigh.trust) / 2.0
                    trusted *= tip.needed / tip.now
                    opened = {"trust": weigh.trust * (2.0 * trusted - 1.0)}
                else:
                    continue
                luck = stopped(each.turns).luck
                assert logistic(each.gate | opened) == pytest.approx(luck, abs=1e-6)
                tried[belief] += 1
    assert len(tried) == 3


def ages(plain):
    """At which ages the sessions with the therapist are."""
    return [each.months for each in plain.visits if each.name == NAME]


def attended(plain, child, months):
    """A session of a child of the plain config, event by event; the child stands beside it."""
    place = World(plain, number=1, children=[child])
    place.live(months)
    v = next(v for v, each in enumerate(plain.visits) if (each.name, each.months) == (NAME, months))
    return place.infants[0], place.event_by_event(place.infants[0], v)


def moments_of(plain, child, months):
    """Every event in which something is decided, with what happened."""
    _, story = attended(plain, child, months)
    for event in range(200):
        with listening() as turns:
            each = next(story, None)
        if each is None:
            return
        if turns:
            yield event, each


def test_a_scene_that_is_opened_is_one_in_which_the_message_comes_through():
    class Turn:
        def __init__(self, happens, happened):
            self.happens, self.happened = happens, happened

    assert opened({0: Turn("attends", True), 1: Turn("lets it in", True)})
    assert not opened({0: Turn("attends", True), 1: Turn("lets it in", False)})
    assert not opened({0: Turn("attends", False)})


# Sessions of a config without a trial


def test_every_moment_of_a_session_of_a_plain_config_is_told_as_it_was_played(plain):
    kinds = set()
    for child in (CHILD, 0):
        for months in ages(plain)[:2]:
            for event, each in moments_of(plain, child, months):
                why = explain.visit(plain, child, NAME, 1, months, event)
                let_in, like, after, clear = each.outcome
                kinds.add(Event(int(each.row.kind)))
                assert why.occasion.place == {"protocol": NAME, "event": event}
                if each.row.kind == Event.COMING:
                    assert why.turns[0].probability == like
                    continue
                assert why.felt["mentalising"] == clear
                assert clear == pytest.approx(
                    mentalising.mentalising(
                        me_before(plain, child, months, event), why.felt["arousal"], plain.theory
                    )
                )
                assert why.changed.get("arousal", (after, after))[1] == after == each.after.arousal
                if each.row.kind in (Event.SKILL, Event.GUIDANCE):
                    assert why.message["let in"] == (let_in == LET_IN)
                    assert why.message["kept"] == (like == READ)
                    assert (why.came[0] != "kept: nothing") == (like == READ)
                elif each.row.kind in (Event.TROUBLE, Event.EXPLANATION):
                    assert ("let in" in why.message) == (let_in != NO_MESSAGE)
                    assert why.message.get("let in", False) == (let_in == LET_IN)
                    assert why.message["said"] in why.came[0]
                else:
                    assert why.turns[0].happened == (like == READ)
                    assert why.turns[0].outcome in why.came[0]
    assert kinds == {
        Event.COMING, Event.TROUBLE, Event.EXPLANATION, Event.SKILL, Event.GUIDANCE,
        Event.ATTENDING, Event.IMAGINING,
    }  # fmt: skip


def me_before(plain, child, months, event):
    """What somebody is to itself just before an event."""
    infant, story = attended(plain, child, months)
    list(islice(story, event))
    return infant.me


def test_an_event_in_which_nothing_is_decided_says_where_something_is(plain):
    with pytest.raises(ts.Mistake, match="--event 1: nothing is decided then, but in 0, 20-33"):
        explain.visit(plain, CHILD, NAME, 1, event=1, months=2)


def test_a_session_is_found_by_its_age_to_the_day(plain):
    second = ages(plain)[1]
    assert second != float(f"{second:.5g}")
    why = explain.visit(plain, CHILD, NAME, 1, months=float(f"{second:.5g}"))
    assert why.occasion.months == second


# In words, as data, drawn


def test_the_words_of_a_session_tell_every_moment(told):
    why = next(each for each in told.values() if len(each.moments) == sum(MOMENTS.values()))
    text = explain.words(why)
    assert text.startswith(f"Patient {why.patient} (person {why.child} of cohort {why.world})")
    for each in why.moments:
        what = grown_up(each.occasion.what)
        assert f"  {each.occasion.place['event']:3}  {what} (arousal" in text
        for tip in each.opening:
            assert f"let in, with {grown_up(tip.what)} " in text
    for words in ("what speaks for coming", "alliance (1 to 7)", "symptoms (0 to 4)"):
        assert words in text


def test_who_is_grown_up_is_they_in_words_and_as_data(trial, told, plain):
    """A message is *it* of everybody, and so is what is said."""
    everything = [*told.values(), explain.session(trial, 0, 1, "mixed", event=20)]
    for why in everything:
        text = explain.words(why)
        assert not re.search(r"\b(it|its|itself)\b", re.sub(OF_A_MESSAGE, "", text), re.IGNORECASE)
        data = json.dumps(explain.plain(why))
        assert "its therapist" not in data
        assert "their therapist" in data
    child = explain.visit(plain, CHILD, NAME, event=20)
    assert "its therapist" in explain.words(child)
    grown = child._replace(occasion=child.occasion._replace(months=float(GROWN)))
    for speaks in (explain.words, lambda why: json.dumps(explain.plain(why))):
        assert "its therapist" not in speaks(grown)
    assert explain.words(grown).startswith(f"Person {CHILD} of cohort 0")


@pytest.mark.parametrize(
    ("of_a_child", "of_a_grown_up"),
    [
        ("need: it is ill at ease", "need: they are ill at ease"),
        ("What it feels and shows", "What they feel and show"),
        ("relief of its mother if it maximises", "relief of their mother if they maximise"),
        ("takes it for unkind", "takes it for unkind"),
        ("Child 4 of cohort 1, 300 months", "Person 4 of cohort 1, 300 months"),
        ("caring for a child", "caring for a child"),
    ],
)
def test_a_phrase_of_a_child_is_said_of_a_grown_up(of_a_child, of_a_grown_up):
    assert grown_up(of_a_child) == of_a_grown_up
    assert grown_up(of_a_grown_up) == of_a_grown_up


def test_as_data_a_session_survives_json_without_what_no_reader_takes(told):
    for why in told.values():
        data = explain.plain(why)
        assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_the_figure_of_a_session_has_a_row_for_every_moment(told):
    why = next(each for each in told.values() if each.moments)
    axis = figures.moments(why).axes[0]
    assert [text.get_text() for text in axis.get_yticklabels()] == [
        grown_up(each.occasion.what) for each in why.moments
    ]
    heard = sum("let in" in each.message for each in why.moments)
    assert len(axis.lines) == 2 + heard


def test_one_moment_can_be_picked(trial, told):
    why = told["mixed", 1, 1]
    for each in why.moments[::4]:
        event = each.occasion.place["event"]
        assert explain.session(trial, 1, 1, event=event) == each
    assert explain.session(trial, 1, 1, event=0) == why.coming


# What cannot be asked


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "small: is a trial; say --patient N, from 0, and --session K, from 1"),
        ({"child": 3}, "--child means nothing in a trial; say --patient N and --session K"),
        ({"patient": 1}, "--patient 1: say --session K too, from 1"),
        ({"session": 2}, "--session 2: say --patient N too, from 0"),
        ({"patient": 20, "session": 1}, "--patient 20: must lie between 0 and 19"),
        ({"patient": -1, "session": 1}, "--patient -1: must lie between 0 and 19"),
        ({"patient": 0, "session": 0}, "--session 0: must lie between 1 and 3"),
        ({"patient": 0, "session": 4}, "--session 4: must lie between 1 and 3"),
        ({"patient": 0, "session": 1, "day": 3}, "--day means nothing in a trial"),
        (
            {"patient": 0, "session": 1, "arm": "waiting"},
            "--arm waiting: has no sessions; choose one of leaving, elsewhere, mixed",
        ),
        (
            {"patient": 0, "session": 1, "arm": "mixd"},
            "--arm 'mixd': choose one of waiting, .*; did you mean 'mixed'?",
        ),
        ({"patient": 0, "session": 1, "event": 1}, "--event 1: nothing is decided then, but in 0,"),
        ({"patient": 0, "session": 1, "event": 99}, "--event 99: must lie between 0 and 39"),
    ],
)
def test_a_question_about_no_session_is_answered_kindly(trial, options, message):
    with pytest.raises(ts.Mistake, match=message):
        explain.asked_of_trial(trial, **options)


def test_a_moment_to_which_nobody_came_is_said_to_be_one(trial, told):
    arm, patient, number = next(key for key, why in told.items() if why.left == 1)
    with pytest.raises(ts.Mistake, match="--event 20: the patient has not come since session 1"):
        explain.session(trial, patient, number, arm, event=20)
    assert explain.session(trial, patient, 1, arm, event=0).turns[0].outcome == (
        "does not come any more"
    )


def test_a_trial_without_sessions_has_none_to_explain():
    waiting = TRIAL | {"trial": TRIAL["trial"] | {"arms": {"waiting": {}}}}
    with pytest.raises(ts.Mistake, match="small: no arm of this trial has sessions"):
        explain.session(trials.trial_from_config(waiting, name="small"), 0, 1)


@pytest.mark.parametrize("name", ["patient", "session", "arm"])
def test_what_is_asked_of_trials_is_not_asked_of_other_configs(plain, name):
    with pytest.raises(ts.Mistake, match=f"--{name} means nothing without a table"):
        explain.asked(plain, None, **{name: 3})
    with pytest.raises(ts.Mistake, match="say --child N"):
        explain.asked(plain, None)


# The command


@pytest.fixture
def trustsim(tmp_path, monkeypatch, command, trial):
    """Run a command beside a trial; returns exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    Path("small.toml").write_text(tomli_w.dumps(TRIAL), encoding="utf-8")
    Path("plain.toml").write_text(tomli_w.dumps(PLAIN), encoding="utf-8")

    def run(*arguments):
        code, printed, complained = command(*arguments)
        return code, printed or complained

    return run


def test_the_command_tells_a_session_and_keeps_it(trustsim, told):
    about = ("explain", "small.toml", "--patient", 1, "--session", 2)
    why = told["mixed", 1, 2]
    assert trustsim(*about) == (0, explain.words(why) + "\n")
    code, said = trustsim(*about, "--json")
    assert (code, json.loads(said)) == (0, explain.plain(why))
    assert trustsim(*about, "--arm", "elsewhere", "--out", "why")[0] == 0
    assert json.loads(Path("why/explanation.json").read_text())["arm"] == "elsewhere"
    assert Path("why/figures/moments.png").exists()
    assert Path("why/trial.toml").exists()


def test_the_command_tells_a_session_of_a_plain_config(trustsim):
    code, said = trustsim(
        "explain", "plain.toml", "--child", 3, "--visit", NAME, "--months", 2, "--event", 0
    )
    assert code == 0
    assert "What speaks for coming" in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("small.toml --patient 3", "--patient 3: say --session K too, from 1"),
        ("small.toml --patient 20 --session 1", "--patient 20: must lie between 0 and 19"),
        ("small.toml --child 3",
         "--child means nothing in a trial; say --patient N and --session K"),
        ("plain.toml --patient 3 --session 1",
         "--patient means nothing without a table [trial]; say --child N"),
        ("plain.toml", "say --child N, from 0, whom to explain"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(trustsim, arguments, message):
    assert trustsim("explain", *arguments.split()) == (2, f"trustsim: {message}\n")
