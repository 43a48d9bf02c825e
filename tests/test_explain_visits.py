"""Explanations of visits: they tell what the protocol reads, and what tips it really does."""

import math
from itertools import islice

import pytest

import trustsim as ts
from trustsim.asking import explain
from trustsim.asking.explain.numbers import changed, numbers
from trustsim.engine.world import World
from trustsim.study.laboratory import informants, separation, showing
from trustsim.study.laboratory.interview import LAPSED
from trustsim.study.laboratory.script import Event
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.rules import threat, trust
from trustsim.theory.turns import below, listening

UNDECIDED = ("trust_scales", "symptoms", "caregiving")
DECIDED = [name for name in CATALOGUE if name not in UNDECIDED]
SINGS = "sings while it looks"


@pytest.fixture(scope="module")
def visits(short_life):
    """The last decision of every visit of one child."""
    return {name: explain.visit(short_life, 3, name, world=2) for name in DECIDED}


def stood_still(short_life, why, child=3, world=2):
    """The child and what had happened when a decision of a visit was made."""
    place = World(short_life, number=world, children=[child])
    place.live(4)
    at, infant = why.occasion.place, place.infants[0]
    v = [each.name for each in short_life.visits].index(at["protocol"])
    return infant, list(islice(place.event_by_event(infant, v), at["event"] + 1))[-1]


def test_what_is_told_of_a_visit_is_what_the_protocol_reads(short_life, visits):
    for why in visits.values():
        _, (row, _, after, outcome) = stood_still(short_life, why)
        turn = why.turns[-1]
        if why.between:
            assert turn.probability == outcome[1]
            assert turn.happened == (outcome[0] == 1.0)
        elif row.kind == Event.GAZE:
            attends, *followed = why.turns
            assert attends.happened == (outcome[0] == 1.0)
            assert any(each.happened for each in followed) == (outcome[1] == 1.0)
        elif row.kind == Event.INTERVAL:
            assert why.changed["arousal"] == outcome[1:3]
            assert why.changed["arousal"][1] == after.arousal
        elif row.kind == Event.FACE:
            assert why.changed["arousal"][1] == outcome[2] == after.arousal
        elif row.kind == Event.EXPLANATION:
            assert why.message["let in"] == (outcome[0] == 1.0)
            assert why.changed["arousal"][1] == outcome[2] == after.arousal
        elif row.kind == Event.MINDS:
            assert (turn.happened, turn.probability) == (outcome[0] == 1.0, outcome[1])
        elif row.kind == Event.MEMORY:
            assert turn.happened == (outcome[0] >= LAPSED)
            assert turn.probability <= 1.0 - outcome[1]
        else:
            assert why.felt["signal"] == outcome[3]


def test_every_event_of_a_visit_in_which_something_is_decided_can_be_explained(short_life):
    """A child through whole visits: what is told agrees with what was recorded of each event."""
    brief = short_life.but(
        {"visits.accuracy_of_informants.trials": 1, "visits.generalisation.trials": 1}
    )
    for name in ("accuracy_of_informants", "generalisation", "announced_liar", "familiar_teacher"):
        place = World(brief, number=2, children=[3])
        place.live(4)
        v = [each.protocol for each in brief.visits].index(name)
        events = place.event_by_event(place.infants[0], v)
        for number in range(40):
            with listening() as turns:
                each = next(events, None)
            if turns:
                told = explain.visit(brief, 3, name, world=2, event=number)
                assert [(t.luck, t.probability) for t in told.turns] == [t[2:] for t in turns]
                if told.between:
                    assert told.turns[-1].probability == each.outcome[1]


def logistic(readiness):
    return 1.0 / (1.0 + math.exp(-readiness))


def test_the_bars_of_a_decision_in_a_visit_add_up_to_it(short_life, visits):
    """What is said may have to pass the gate, which closed leaves the eyes alone."""
    consistency = short_life.theory.choice.consistency
    claims = [
        explain.visit(short_life, 3, "label_against_eyes", world=2, event=event) for event in (1, 6)
    ]  # without a cue: nothing to see, and something
    for why in (*visits.values(), *claims):
        if why.between:
            likely = logistic(consistency * sum(why.reasons.values()))
            if why.gate:
                gate = logistic(sum(why.gate.values()))
                seen = logistic(consistency * why.reasons["what it sees"])
                likely = gate * likely + (1.0 - gate) * seen
            assert why.turns[-1].probability == pytest.approx(likely)
    assert visits["announced_liar"].gate["may be taken for unkind"] == 0.0
    assert all(why.gate["may be taken for unkind"] < 0.0 for why in claims)
    assert not visits["accuracy_of_informants"].gate


def test_what_is_believed_of_informants_is_what_the_room_holds(short_life, visits):
    why = visits["accuracy_of_informants"]
    _, (row, before, _, _) = stood_still(short_life, why)
    for told, held in zip(why.beliefs.values(), (before.first, before.second), strict=True):
        assert told.helpful == trust.helpfulness(held, short_life.theory)
        assert told.knows == trust.knowledge(held, short_life.theory)
        assert told.trust == trust.trust(held, short_life.theory)
        assert told.word == informants.word(row, held, short_life.theory)


PATHS = {  # in the room
    "help expected of {}": ("helpfulness",),
    "knowledge expected of {}": ("knowledge",),
    "how surely {} is a liar": ("liar",),
}


@pytest.mark.parametrize("protocol", ["accuracy_of_informants", "familiar_teacher"])
def test_what_would_have_tipped_it_between_two_informants_makes_it_even(
    short_life, visits, protocol
):
    why = visits[protocol]
    infant, (row, before, _, _) = stood_still(short_life, why)
    names = {
        words.format(name): (place, *path)
        for words, path in PATHS.items()
        for name, place in zip(why.between, ("first", "second"), strict=True)
    }
    tried = 0
    for tip in why.tipping:
        if tip.what in names:
            room = changed(before, names[tip.what], tip.needed)
            likely = informants.preferred(
                row, room.first, room.second, infant.mind, infant.traits, short_life.theory
            )
            assert likely == pytest.approx(0.5, abs=1e-7)
            tried += 1
    assert tried >= 2


def test_who_is_taken_for_less_of_a_liar_is_followed(short_life, visits):
    why = visits["announced_liar"]
    infant, (row, before, _, _) = stood_still(short_life, why)
    tip = next(tip for tip in why.tipping if "is a liar" in tip.what)
    for sign, follows in ((-1e-7, True), (1e-7, False)):
        speaker = before.first._replace(liar=tip.needed + sign)
        likely = informants.claimed(
            row, True, speaker, infant.mind, infant.traits, short_life.theory
        )
        assert (likely > 0.5) == follows


def test_more_of_what_is_seen_or_shown_tips_a_conclusion(short_life, visits):
    why = visits["a_not_b"]
    infant, (row, before, _, _) = stood_still(short_life, why)
    about = (infant.mind, infant.traits, short_life.theory)
    needed = {tip.what: tip.needed for tip in why.tipping}
    share = row._replace(share=needed["share of what is seen that speaks for A"])
    assert showing.concluded(share, before.shown, *about) == pytest.approx(0.5, abs=1e-6)
    shown = before.shown._replace(generic=needed["evidence shown as generic (nats)"])
    assert showing.concluded(row, shown, *about) == pytest.approx(0.5, abs=1e-6)


def test_the_course_of_a_visit_tells_what_became_of_trust(short_life, visits):
    why = visits["familiar_teacher"]
    _, (_, before, _, _) = stood_still(short_life, why)
    given, *labels = why.course
    first, last = map(int, given.split(":")[0].removeprefix("events ").split("-"))
    assert last - first + 1 == short_life.protocols["familiar_teacher"].lessons
    assert [what.split(": ")[1].split(" names")[0] for what in labels] == [*why.between] * 4
    for name, held in zip(why.between, (before.first, before.second), strict=True):
        changes = [came[f"trust in {name}"] for came in why.course.values() if name in str(came)]
        assert changes[-1][1] == trust.trust(held, short_life.theory)


def test_an_interval_with_the_mother_tells_of_conflict_unless_contact_is_shunned(short_life):
    for event in (48, 49, 84, 85):
        why = explain.visit(short_life, 3, "strange_situation", world=2, event=event)
        _, (_, _, _, outcome) = stood_still(short_life, why)
        assert outcome[0] != separation.NOBODY
        shunned = outcome[0] == 1.0
        assert (why.turns[-1].probability == why_threat(short_life, why)) != shunned


def why_threat(short_life, why):
    """The threat that the child expects of its mother."""
    return threat.expected(stood_still(short_life, why)[0].bonds[1], short_life.theory)


def test_every_number_of_a_room_has_a_range_in_which_it_lies(short_life, visits):
    _, (_, before, _, _) = stood_still(short_life, visits["announced_liar"])
    found = list(numbers({"room": before}, short_life.theory))
    assert len(found) >= 10
    for number in found:
        assert number.low - 1e-9 <= number.now <= number.high


# With and against anybody

FATHER = {
    "seed": 3, "worlds": 1, "children": 4, "cast": {"father": {}},
    "life": {"home": {"day": [
        {"distress": 2, "with": {"mother": 0.5, "father": 0.5}},
        {"lesson": 2, "with": {"mother": 0.5, "father": 0.5}},
    ]}},
    "visits": {
        "strange_situation": {"months": [3], "with": ["mother", "father"]},
        "mother_stranger": {"months": [3], "against": "father"},
    },
}  # fmt: skip


def test_a_visit_with_the_father_is_told_with_him():
    study = ts.from_dict(FATHER)
    told = {}
    for name in ("strange_situation", "strange_situation with father"):
        told[name] = explain.visit(study, 1, name, event=85)
        place = World(study, children=[1])
        place.live(3)
        v = [each.name for each in study.visits].index(name)
        *_, last = islice(place.event_by_event(place.infants[0], v), 86)
        assert told[name].changed["arousal"] == last.outcome[1:3]
    tips = [t.what for turn in told[name].turns for t in turn.tips]
    assert "with its father" in told[name].occasion.what
    assert any("of its father" in what for what in tips)
    assert not any("of its mother" in what for what in tips)


def test_a_father_who_contradicts_is_weighed_as_the_father_he_is():
    study = ts.from_dict(FATHER)
    why = explain.explanation(study, 1)
    place = World(study, children=[1])
    place.live(3)
    mother, father = (ts.rules.trust.trust(place.infants[0].bonds[k], study.theory) for k in (1, 2))
    assert [each.trust for each in why.beliefs.values()] == [mother, father]
    assert why.between == ("the mother", "the father")
    several = [explain.explanation(study, child) for child in range(4)]  # one may have no tip
    tips = {tip.what for each in several for tip in each.tipping}
    assert any("of its father" in what for what in tips)
    assert any("of its mother" in what for what in tips)


class Singing(ts.Infant):
    """A child that may sing before it decides."""

    def weigh(self, row, *about):
        """Sing, as surely as the one whom it is with marks, and weigh."""
        below(0.4, self.partner.traits.marking, SINGS, "is silent")
        return super().weigh(row, *about)


def test_a_childs_own_turn_shows_up_in_a_visit(short_life):
    why = explain.visit(short_life, 3, "mother_stranger", people={"infant": Singing})
    first, *_ = why.turns
    assert SINGS in (first.outcome, first.instead)
    assert [tip.what for tip in first.tips] == ["marking of its mother"]
