"""Generations: who follows whom, what is the same in every arm, what is kept, told and drawn."""

from copy import deepcopy
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import tomli_w
from matplotlib.colors import to_hex

import trustsim as ts
from trustsim.asking import evidence
from trustsim.asking.generations import generations_from_config
from trustsim.asking.generations.harshness import maltreated
from trustsim.asking.generations.tables import CARE, CAREGIVERS, CYCLE, MEANS
from trustsim.asking.patterns import OF_DESCENT
from trustsim.mistakes import Mistake
from trustsim.showing.figures.family import HARSH, chosen
from trustsim.showing.figures.generations import BELIEFS, CLASSED, COURSES, DONE_ON, MOVED
from trustsim.showing.figures.style import COLOURS, MARKERS
from trustsim.showing.report.generations import figures_of, tables_of
from trustsim.study.protocols.adult_interview import STATES
from trustsim.study.protocols.strange_situation import CLASSES

SESSIONS = {"months": [2.5], "times": 4, "every": 3, "with": "therapist", "lasting": True}
SMALL = {
    "seed": 7, "worlds": 2, "children": 5,
    "others": {"reciprocity": 1.0},
    "cast": {
        "father": {}, "spouse": {"reciprocity": 1.0}, "therapist": {"one_of": 3, "fright": 0.0},
    },
    "life": {
        "home": {"until": 2, "day": [
            {"distress": 2, "with": {"mother": 0.75, "father": 0.25}},
            {"lesson": 1, "with": "mother", "or": "others"},
        ]},
        "later": {
            "from": 2, "figure": "whoever_comforts", "bears": 0.3,
            "day": [{"distress": 1, "with": "spouse"}],
        },
    },
    "visits": {
        "home_observation": {"months": [1]}, "strange_situation": {"months": [1]},
        "adult_interview": {"months": [2, 3]}, "caregiving": {"months": [3]},
    },
    "generations": {
        "number": 4, "birth": 3, "roles": {"father": "spouse"},
        "arms": {
            "talk": {"in": [1], "visits": {"session": SESSIONS}},
            "harsh": {"in": [0, 2], "cast": {"spouse": {"fright": 0.9}}},
            "same": {"in": [2], "visits": {"trust_scales": {"months": [2.5]}}},
        },
    },
}  # fmt: skip


def but(**changes):
    """The small lines of descent with other numbers in their table."""
    return SMALL | {"generations": SMALL["generations"] | changes}


@pytest.fixture(scope="module")
def asked():
    return generations_from_config(SMALL)


@pytest.fixture(scope="module")
def descent(asked):
    """What becomes of the small lines, in every arm."""
    return ts.generations.descended(asked)


@pytest.fixture(scope="module")
def tables(descent):
    return tables_of(descent, line=7)


def equal(one, other):
    """Are two Descents the same to the last bit, in every column of every arm?"""
    assert list(one.seen) == list(other.seen)
    for arm, seen in one.seen.items():
        assert list(seen) == list(other.seen[arm])
        for name, values in seen.items():
            np.testing.assert_array_equal(values, other.seen[arm][name], f"{arm}, {name}")


def test_both_engines_tell_the_same_story_of_every_generation():
    few = but(number=3, arms={"talk": SMALL["generations"]["arms"]["talk"]})
    few = generations_from_config(few | {"worlds": 2, "children": 2})
    fast, agents = (ts.generations.descended(few, engine=name) for name in ("fast", "agents"))
    equal(fast, agents)


def test_played_twice_and_on_any_number_of_threads_it_is_the_same(asked, descent):
    equal(descent, ts.generations.descended(asked, threads=1))


def test_until_an_arm_differs_its_lines_are_those_of_the_others(descent):
    for name in descent.seen["talk"]:
        with_it, without = (descent.column(name, arm) for arm in ("talk", ts.generations.UNCHANGED))
        np.testing.assert_array_equal(with_it[0], without[0], name)


def test_what_is_done_before_it_differs_is_done_in_every_arm(descent):
    """Therapy at two and a half months moves nothing that was lived or told before."""
    for name in ("fright", "rejection", "attachment", "state of mind before", "dread before"):
        with_it, without = (descent.column(name, arm) for arm in ("talk", ts.generations.UNCHANGED))
        np.testing.assert_array_equal(with_it[1], without[1], name)
    talked, did_not = (
        descent.column("trust_in_unknown", arm) for arm in ("talk", ts.generations.UNCHANGED)
    )
    assert (talked[1] != did_not[1]).any()


def test_what_differs_in_one_generation_is_handed_on_to_the_next(descent):
    """Her child is met otherwise, and nobody's child of the generation before was."""
    met = ("marking", "availability", "rejection", "fright")
    moved = [
        [(descent.column(name, "talk")[g] != descent.column(name)[g]).any() for name in met]
        for g in (1, 2)
    ]
    assert (any(moved[0]), any(moved[1])) == (False, True)


def test_an_arm_in_which_everybody_is_only_looked_at_is_the_same_to_the_last_bit(descent):
    for name, values in descent.seen["same"].items():
        np.testing.assert_array_equal(values, descent.column(name), name)
    rows = ts.generations.differences(descent).query("arm == 'same'")
    assert (rows[["mean", "low", "high", "changed"]] == 0.0).all(axis=None)


def test_what_an_arm_does_depends_on_no_other_arm(descent):
    arms = {"harsh": SMALL["generations"]["arms"]["harsh"]}
    alone = ts.generations.descended(generations_from_config(but(arms=arms)))
    for name, values in descent.seen["harsh"].items():
        np.testing.assert_array_equal(values, alone.column(name, "harsh"), name)


@pytest.mark.parametrize("more", [{"worlds": 3}, but(number=5)], ids=["world", "generation"])
def test_one_more_changes_nobodys_luck(descent, more):
    asked = generations_from_config(SMALL | more)
    longer = ts.generations.descended(asked)
    for arm, seen in descent.seen.items():
        for name, values in seen.items():
            np.testing.assert_array_equal(longer.column(name, arm)[:4, :2], values, name)


def test_of_a_generation_nothing_is_kept_but_a_few_numbers_of_each_person(descent):
    """However long the lives are: no events, no encounters, no portraits by age."""
    for seen in descent.seen.values():
        assert {values.shape for values in seen.values()} == {(4, 2, 5)}
        assert len(seen) < 40


def test_lives_that_are_longer_are_kept_in_no_more_memory(descent):
    longer = deepcopy(but(number=2, arms={}))
    longer["visits"] |= {"caregiving": {"months": [3, 5, 8]}, "trust_scales": {"months": [4, 8]}}
    kept = ts.generations.descended(generations_from_config(longer)).seen[ts.generations.UNCHANGED]
    assert {values.shape for values in kept.values()} == {(2, 2, 5)}
    assert list(kept) == list(descent.seen[ts.generations.UNCHANGED])


def test_what_is_not_seen_of_everybody_is_not_told(descent):
    """An interview of one generation of an arm has nothing beside which it could be told."""
    given = deepcopy(but(number=2, arms={"asked": {"in": [0], "visits": {}}}))
    given["generations"]["arms"]["asked"]["visits"] = {"adult_interview": {"months": [3]}}
    del given["visits"]["adult_interview"]
    found = ts.generations.descended(generations_from_config(given))
    assert not found.has("state of mind")
    assert found.has("attachment", "trust_in_unknown")
    whole = tables_of(found, line=0)
    assert not whole["course"]["what"].str.startswith("grown-ups").any()
    assert "grown up" not in whole["line"]


def test_shares_by_generation_are_those_of_the_lines(descent):
    rows = ts.generations.course(descent).query("arm == 'talk'").set_index(["what", "generation"])
    for g in range(4):
        for k, name in enumerate(CLASSES):
            share = (descent.column("attachment", "talk")[g] == k).mean()
            assert rows.loc[(f"infants {name}", g), "mean"] == pytest.approx(share)
        states = [rows.loc[(f"grown-ups {name}", g), "mean"] for name in STATES]
        assert sum(states) == pytest.approx(1.0)
        for name, words in MEANS.items():
            mean = descent.column(name, "talk")[g].mean()
            assert rows.loc[(words, g), "mean"] == pytest.approx(mean)
    assert ((rows["low"] <= rows["mean"]) & (rows["mean"] <= rows["high"])).all()


def test_what_mothers_are_like_is_told_by_generation(descent):
    """Readings of everybody as a mother, and how often everybody was frightened by her own."""
    rows = ts.generations.course(descent).query("arm == 'talk'").set_index("what")
    for name, words in CAREGIVERS.items():
        told = rows.loc[words]
        assert told["generation"].tolist() == [0, 1, 2, 3]
        np.testing.assert_allclose(told["mean"], descent.column(name, "talk").mean((1, 2)))
        assert (told["low"] <= told["mean"]).all()
    assert set(CAREGIVERS) == {"sensitivity", "mentalising", "fright"}


def test_every_mother_maintains_breaks_initiates_or_is_free(descent):
    rows = ts.generations.cycle(descent)
    assert rows["generation"].max() == 2  # the last generation has no children yet
    total = rows.groupby(["arm", "generation"])["mean"].sum()
    np.testing.assert_allclose(total, 1.0)
    harsh = maltreated(descent)
    broke = rows.query("arm == 'unchanged' and generation == 1 and `mothers who` == 'break'")
    assert broke["mean"].item() == pytest.approx((harsh[1] & ~harsh[2]).mean())


def test_differences_are_those_of_the_same_lines_as_worked_by_hand():
    """Two worlds of two lines: three of four infants secure instead of one, in one line of each
    world; trust .1 more in one world and .3 in the other: .2 on the average."""
    secure, avoidant = 0.0, 1.0
    seen = {
        ts.generations.UNCHANGED: {
            "attachment": np.array([[[avoidant, avoidant], [avoidant, secure]]]),
            "trust_in_unknown": np.array([[[0.2, 0.4], [0.1, 0.5]]]),
        },
        "arm": {
            "attachment": np.array([[[secure, avoidant], [secure, secure]]]),
            "trust_in_unknown": np.array([[[0.3, 0.5], [0.4, 0.8]]]),
        },
    }
    made_up = ts.generations.Descent(SimpleNamespace(arms=list(seen)), seen)
    rows = ts.generations.differences(made_up).set_index("what")
    assert rows.loc["infants secure", ["mean", "changed"]].tolist() == [0.5, 0.5]
    assert rows.loc["infants avoidant", "mean"] == -0.5
    trust = rows.loc["trust in somebody unknown"]
    assert trust["mean"] == pytest.approx(0.2)
    assert trust["high"] - 0.2 == pytest.approx(12.706 * 0.1, abs=1e-3)  # t(1) x standard error
    assert set(rows["arm"]) == {"arm"}


def test_what_is_written_down_of_the_first_generation_is_what_was_lived(asked, descent):
    """The first generation is the cohort of the same config; an interview is told with the one
    before it."""
    lived = ts.run(asked.life)
    for months, words in ((3.0, ""), (2.0, " before")):
        for name in ("reflective functioning", "told childhood", "state of mind"):
            told = lived.column("adult_interview", name, months)
            np.testing.assert_array_equal(descent.column(name + words)[0], told)
    born = lived.column("births", "rejection")
    np.testing.assert_array_equal(descent.column("rejection")[0], born)
    believed = lived.column("portraits", "trust_in_unknown", 3.0)
    np.testing.assert_array_equal(descent.column("trust_in_unknown")[0], believed)


def test_one_line_is_told_of_one_line_in_every_arm(descent):
    """The eighth of ten: the third of the second world."""
    rows = ts.generations.of_line(descent, 7)
    assert set(rows["line"]) == {7}
    assert list(dict.fromkeys(rows["arm"])) == list(descent.asked.arms)
    for arm, those in rows.groupby("arm"):
        assert those["generation"].tolist() == [0, 1, 2, 3]
        for name in (*CARE, "fright", "dread", "threat"):
            assert those[name].tolist() == descent.column(name, arm)[:, 1, 2].tolist()
        classes = [CLASSES[int(k)] for k in descent.column("attachment", arm)[:, 1, 2]]
        assert those["as an infant"].tolist() == classes
        assert those["met harshly"].tolist() == maltreated(descent, arm)[:, 1, 2].tolist()


def test_a_quick_look_goes_on_to_the_children_of_what_differs(asked):
    assert asked.quick().number == 4
    late = generations_from_config(
        but(number=10, arms={"late": SMALL["generations"]["arms"]["harsh"] | {"in": [6]}})
    )
    assert late.quick().number == 8
    assert late.quick().life.worlds == 2
    assert generations_from_config(but(number=10, arms={})).quick().number == 4


def test_the_father_of_a_child_is_its_mothers_spouse(descent):
    of_spouse, of_father = (
        descent.column(f"sensitivity of {name}") for name in ("spouse", "father")
    )
    np.testing.assert_array_equal(of_father[1:], of_spouse[:-1])


def test_in_an_arm_too_the_father_of_a_child_is_its_mothers_spouse():
    """Warm men of the second generation are warm fathers of the third, and no others are warm."""
    warm = {"in": [1], "cast": {"spouse": {"sensitivity": 0.95}}}
    found = ts.generations.descended(generations_from_config(but(number=3, arms={"warm": warm})))
    spouses, fathers = (
        found.column(f"sensitivity of {name}", "warm") for name in ("spouse", "father")
    )
    np.testing.assert_array_equal(fathers[1:], spouses[:-1])
    np.testing.assert_allclose(spouses[1], 1.644854, atol=1e-6)  # the rank .95


# figures


def drawn(tables, asked, name):
    return figures_of(asked, tables)[name]()


def lines(axis):
    """The means of a panel by their labels: (x, y)."""
    return {
        each.get_label(): (each.lines[0].get_xdata(), each.lines[0].get_ydata())
        for each in axis.containers
        if hasattr(each, "lines")
    }


def reaches(axis, label):
    """Lowest and highest ends of the intervals of one label."""
    (bars,) = (each.lines[2] for each in axis.containers if each.get_label() == label)
    return np.array([path.vertices[:, 1] for path in bars[0].get_paths()])


def texts(figure):
    figure.canvas.draw()
    found = figure.findobj(lambda artist: hasattr(artist, "get_text"))
    return "\n".join(each.get_text() for each in found)


def marked(figure, gid):
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def test_the_figure_of_generations_draws_the_course_where_nothing_differs(tables, asked):
    figure = drawn(tables, asked, "generations")
    rows = tables["course"].query("arm == 'unchanged'").set_index("what")
    assert [axis.get_title(loc="left") for axis in figure.axes] == list(COURSES)
    for axis, told in zip(figure.axes, COURSES.values(), strict=True):
        means = lines(axis)
        assert len(means) == len(told)
        for words in told:
            look = (CLASSED | BELIEFS)[words]
            np.testing.assert_allclose(means[look.label][1], rows.loc[words, "mean"])
            ends = rows.loc[words, ["low", "high"]]
            np.testing.assert_allclose(reaches(axis, look.label), ends, atol=1e-12)
    assert "2 worlds of 5 lines; bars: 95 % intervals" in texts(figure)
    colours = {each.get_label(): each.lines[0] for each in figure.axes[0].containers}
    for name in CLASSES:
        assert to_hex(colours[name].get_color()) == COLOURS[name].lower()
        assert colours[name].get_marker() == MARKERS[name]


def test_a_pale_band_shows_by_how_much_each_share_may_drift(tables, asked):
    axis = drawn(tables, asked, "generations").axes[0]
    first = tables["course"].query("arm == 'unchanged' and generation == 0").set_index("what")
    drift = ts.literature()["adult_distribution"]["accept"]
    bands = sorted((p.get_y(), p.get_y() + p.get_height()) for p in axis.patches)
    wanted = sorted(
        (share - drift, share + drift)
        for share in (first.loc[f"infants {name}", "mean"] for name in CLASSES)
    )
    np.testing.assert_allclose(bands, wanted)


def test_the_figure_of_cycles_has_a_panel_for_each_arm_and_one_for_the_free(tables, asked):
    figure = drawn(tables, asked, "cycle")
    *panels, free = (axis for axis in figure.axes if axis.axison)
    assert len(panels) == len(asked.arms)
    by_arm = tables["cycle"].set_index(["arm", "mothers who"]).sort_index()
    for axis, arm in zip(panels, asked.arms, strict=True):
        for words, look in DONE_ON.items():
            np.testing.assert_allclose(lines(axis)[look.label][1], by_arm.loc[(arm, words), "mean"])
    assert set(DONE_ON) | {"free"} == set(CYCLE)
    assert list(lines(free)) == ["as nothing differs", *list(asked.arms)[1:]]
    assert "generation of the mother" in texts(figure)
    assert "nine in ten of the first generation" in texts(figure)


def test_the_figure_of_differences_marks_when_each_arm_differs(tables, asked):
    figure = drawn(tables, asked, "differences")
    rows = tables["differences"].set_index(["arm", "what"]).sort_index()
    assert [axis.get_title(loc="left").lower() for axis in figure.axes] == list(MOVED)
    for axis, words in zip(figure.axes, MOVED, strict=True):
        means = lines(axis)
        assert list(means) == ["talk", "harsh", "same"]
        for arm, (_, y) in means.items():
            np.testing.assert_allclose(y, rows.loc[(arm, words), "mean"])
        bars = [each for each in axis.lines if each.get_gid() == "differs"]
        assert sorted(np.mean(each.get_xdata()) for each in bars) == [0, 1, 2, 2]
    assert "lived otherwise by this generation" in texts(figure)


def test_a_family_tree_has_a_column_for_each_of_three_arms_and_a_node_for_everybody(tables, asked):
    figure = drawn(tables, asked, "family_tree")
    rows = tables["line"].query("arm != 'same'")  # a fourth arm is one too many
    assert "\nsame\n" not in texts(figure)
    nodes = marked(figure, "infant")
    assert [each.get_marker() for each in nodes] == [MARKERS[k] for k in rows["as an infant"]]
    assert [to_hex(each.get_color()) for each in nodes] == [
        COLOURS[k].lower() for k in rows["as an infant"]
    ]
    assert len(marked(figure, "unresolved")) == rows["unresolved"].sum()
    edges = marked(figure, "edge")
    thick = [each.get_linewidth() == HARSH[1] for each in edges]
    assert sum(thick) == rows["met harshly"].sum()
    assert len(edges) == len(rows)
    assert len(marked(figure, "differs")) == 3  # once for talking, twice for harshness


def test_the_bars_of_a_family_tree_are_as_long_as_the_readings(tables, asked):
    figure = drawn(tables, asked, "family_tree")
    rows = tables["line"].query("arm != 'same'")
    for name in CARE:
        long = np.array([bar.get_width() for bar in marked(figure, name)])
        wanted = np.clip(rows[name].to_numpy(), -2.5, 2.5)
        scale = long[0] / wanted[0]
        assert scale > 0.0  # to the right is more
        np.testing.assert_allclose(long, wanted * scale)
        assert name in texts(figure)
    far = np.abs(rows[list(CARE)].to_numpy()) > 2.5
    assert len(marked(figure, "beyond")) == far.sum()


def test_a_bar_that_goes_on_beyond_what_is_drawn_has_a_mark_on_its_side(tables, asked):
    first, *others, last = CARE
    line = tables["line"].assign(**{first: -3.0, last: 3.0} | dict.fromkeys(others, 0.0))
    figure = drawn(tables | {"line": line}, asked, "family_tree")
    marks = [each.get_marker() for each in marked(figure, "beyond")]
    assert marks.count("<") == marks.count(">") == len(line.query("arm != 'same'"))


def test_who_is_as_where_nothing_differs_is_pale(tables, asked):
    nodes = marked(drawn(tables, asked, "family_tree"), "infant")
    assert [each.get_alpha() == 1.0 for each in nodes[:4]] == [True] * 4
    assert nodes[4].get_alpha() < 1.0  # the first generation of those who talk in the second
    assert nodes[5].get_alpha() == 1.0


def test_a_family_cycle_tells_the_numbers_of_a_mother_and_her_child(tables, asked):
    figure = drawn(tables, asked, "family_cycle")
    rows, text = tables["line"], texts(figure)
    mother = chosen(asked, rows, list(asked.arms))
    assert len(marked(figure, "station")) == 8  # of two arms
    assert len(marked(figure, "arrow")) == 8
    assert f"a mother of generation {mother} and her child of generation {mother + 1}" in text
    for arm in ("unchanged", "talk"):
        of_arm = rows[rows["arm"] == arm].set_index("generation")
        hers, its = of_arm.loc[mother], of_arm.loc[mother + 1]
        assert f"{hers['sensitivity']:+.2f}" in text
        assert f"{hers['grown up']} state of mind" in text
        assert f"{its['as an infant']} as an infant" in text
    assert "What was done to her" in text
    talk = rows[rows["arm"] == "talk"].set_index("generation")
    met = [bar.get_width() for bar in marked(figure, "rebuffs")][-2:]  # by her, and by her child
    told = talk.loc[[mother, mother + 1], "rejection"].to_numpy()
    np.testing.assert_allclose(np.array(met) * told[0], told * met[0])
    assert told[0] != told[1]


def test_a_family_cycle_is_about_the_first_who_was_met_harshly_where_it_may_differ(asked):
    """Of the arm that differs in the second generation; the last one has no child."""
    harsh = [True, False, True, True]
    rows = pd.DataFrame({"arm": "unchanged", "generation": range(4), "met harshly": harsh})
    assert chosen(asked, rows, ["unchanged"]) == 0
    assert chosen(asked, rows, ["unchanged", "talk"]) == 2
    nobody = rows.assign(**{"met harshly": False})
    assert chosen(asked, nobody, ["unchanged", "talk"]) == 1
    assert chosen(asked, nobody, ["unchanged"]) == 0


def test_without_visits_and_arms_every_figure_is_drawn_of_what_there_is():
    bare = deepcopy(but(number=2, arms={}))
    bare["visits"] = {"caregiving": {"months": [3]}}
    asked = generations_from_config(bare | {"worlds": 1})
    found = ts.generations.descended(asked)
    figures = {name: make() for name, make in figures_of(asked, tables_of(found, 0)).items()}
    assert list(figures) == ["generations", "cycle", "family_tree", "family_cycle"]
    assert len(figures["generations"].axes) == 1
    assert "one world has no interval" in texts(figures["cycle"])
    assert len(marked(figures["family_cycle"], "station")) == 4
    assert not marked(figures["family_tree"], "state")
    verdicts = {name: evidence.judged_of(name, found).verdict for name in OF_DESCENT}
    assert verdicts["transmission"] == "not tested"


# mistakes

ARM = "[generations.arms.x]\nin = [1]\n"
BAD = {
    "[generations]\nnumber = 1": "[generations] number = 1: must lie between 2 and 100",
    "[generations]\nnumber = 101": "[generations] number = 101: must lie between 2 and 100",
    '[generations]\nnumber = "ten"': "[generations] number = 'ten': must be a whole number",
    "[generations]\nnunber = 3": "[generations] nunber: no such key; did you mean 'number'?",
    "[generations]\nbirth = 301": "months = [300] does not hold the age at birth, 301",
    "[generations]\nbirth = -1": "[generations] birth = -1: must lie between 0 and 1200",
    "[generations]\narms = 3": "[generations] arms = 3: must be a table",
    '[generations.roles]\nfather = "spous"': "roles 'spous': nobody knows such a person; did you",
    '[generations.roles]\nfathr = "spouse"': "roles 'fathr': nobody knows such a person; did you",
    '[generations.roles]\nmother = "spouse"': "roles: the mother raises her child herself",
    '[generations.roles]\nfriend = "spouse"': "roles: 'spouse' is in several; one person has one",
    "[cast.spouse]\none_of = 3": "[generations] roles 'spouse': is one of 3 for everybody; a child",
    f"{ARM}[generations.arms.x.cast.spouse]\none_of = 3":
        "[generations.arms.x] roles 'spouse': is one of 3 for everybody; a child has its own",
    "[generations.arms.x]\nin = [2]": "[generations.arms.x]: is lived as without it; say what",
    f"{ARM}[generations.arms.x.cast.father]": "[generations.arms.x]: is lived as without it; say",
    "[generations.arms.x]\nin = [2, 2]": "[generations.arms.x] in: 2 is listed twice; name each",
    "[visits.caregiving]\nmonths = [310]": "months = [310] does not hold the age at birth, 300",
    '[visits.caregiving]\nwith = "father"': "[visits.caregiving] with: leave it out, or name the",
    "[generations.arms.x]\nin = [10]": "[generations.arms.x] in = 10: must lie between 0 and 9",
    "[generations.arms.x]\nin = []": "in = []: must be a list of generations, from 0",
    "[generations.arms.x]\nin = 6": "in = 6: must be a list of generations, from 0",
    "[generations.arms.x]\nin = [1.5]": "in = [1.5]: must be a list of generations, from 0",
    "[generations.arms.x.theory.coming]\nneed = 1.0": "in is missing; list the generations in",
    "[generations.arms.unchanged]\nin = [1]": "there is one already; choose a name",
    '[generations.arms."M B T"]\nin = [1]': "[generations.arms] 'M B T': names of persons",
    f"{ARM}seed = 3": "[generations.arms.x] seed: arms differ in visits, life",
    f"{ARM}visits = 3": "[generations.arms.x]: visits = 3: must be a group of keys",
    f"{ARM}[generations.arms.x.visit.session]": "did you mean 'visits'?",
    f"{ARM}[generations.arms.x.cast.freind]": "only whom everybody knows can differ in an arm; did",
    f"{ARM}[generations.arms.x.visits.caregiving]\nmonths = [310]":
        "[generations.arms.x] [visits.caregiving] months = [310] does not hold the age at birth",
    f'{ARM}[generations.arms.x.visits.session]\nwith = "terapist"':
        "[generations.arms.x]: [visits.session] with 'terapist': choose one of",
    f"{ARM}[generations.arms.x.theory.coming]\nreadines = 1.0": "did you mean 'readiness'?",
    "[sweep]\npoints = 3": "has a table [sweep]; use `trustsim sweep`, or leave the table out",
    "[trial]\nintake = 3": "has a table [trial]; use `trustsim trial`, or leave the table out",
    'extends = "descend"': "extends = 'descend': no such page; did you mean 'descent'?",
    'extends = "family"': "has no table [generations]; say there how many, or use run",
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_config_of_generations_is_told_in_one_line(text, refused, tmp_path):
    file, out = tmp_path / "config.toml", tmp_path / "out"
    file.write_text(text if text.startswith("extends") else f'extends = "descent"\n{text}')
    message = refused("generations", file, "--out", out)
    assert BAD[text] in message
    assert not out.exists()


WRONG = {
    ("generations", "--line", "10"): "--line 10: there are lines 0 to 9",
    ("generations", "--line", "-1"): "--line -1: there are lines 0 to 9",
    ("generations", "--engine", "gpu"): "engine",
    ("run",): "has a table [generations]; use `trustsim generations`",
    ("trial",): "has a table [generations]; use `trustsim generations`",
    ("sweep",): "has a table [generations]; use `trustsim generations`",
    ("twins", "--set", "caregiver.sensitivity=0.2"): "use `trustsim generations`",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_command_for_generations_is_told_in_one_line(words, refused, tmp_path):
    file = tmp_path / "small.toml"
    file.write_text(tomli_w.dumps(SMALL))
    name, *options = words
    assert WRONG[words] in refused(name, file, *options)


def test_a_folder_that_exists_is_not_written_into(refused, tmp_path):
    file = tmp_path / "small.toml"
    file.write_text(tomli_w.dumps(SMALL))
    message = refused("generations", file, "--out", tmp_path)
    assert "exists" in message


def test_a_life_without_reading_off_what_mothers_are_like_has_no_generations():
    without = {name: each for name, each in SMALL["visits"].items() if name != "caregiving"}
    with pytest.raises(Mistake, match=r"needs \[visits.caregiving\]; say there months = \[3\]"):
        generations_from_config(SMALL | {"visits": without})


# commands


TINY = SMALL | {"worlds": 2, "children": 3}
TABLES = {"course", "cycle", "differences", "line"}
FIGURES = {"generations", "cycle", "differences", "family_tree", "family_cycle"}


def test_the_command_leaves_tables_and_figures(printed, tmp_path):
    file, out = tmp_path / "tiny.toml", tmp_path / "out"
    file.write_text(tomli_w.dumps(TINY))
    said = printed("generations", file, "--quick", "--line", 5, "--out", out)
    for name in TABLES:
        assert f"{name}\n" in said
    assert {each.stem for each in (out / "tables").iterdir()} == TABLES
    assert {each.stem for each in (out / "figures").glob("*.png")} == FIGURES
    assert not (out / "figures" / "missing.txt").exists()
    again = ts.generations.load_generations(out / "generations.toml")
    assert again.given == generations_from_config(TINY).given


def test_reproduce_leaves_tables_figures_and_verdicts(printed, tmp_path):
    file, out = tmp_path / "tiny.toml", tmp_path / "out"
    file.write_text(tomli_w.dumps(TINY))
    said = printed("reproduce", file, "--quick", "--out", out)
    assert f"results  {out}" in said
    assert {each.stem for each in (out / "tables").iterdir()} == TABLES | {"verdicts"}
    assert {each.stem for each in (out / "figures").glob("*.svg")} == FIGURES
    verdicts = pd.read_csv(out / "tables" / "verdicts.csv")
    assert set(verdicts["pattern"]) == set(OF_DESCENT)


def test_what_is_said_of_caregivers_is_of_those_who_raise_the_first_generation():
    """A population at risk is not put at risk again at every birth: what is done on is lived."""
    ordinary = ts.generations.descended(generations_from_config(but(number=2, arms={})))
    frightened = generations_from_config(but(number=2, arms={}) | {"caregiver": {"fright": 0.9}})
    seen = ts.generations.descended(frightened)
    assert (seen.column("fright")[0] == 0.9).all()
    assert (seen.column("fright")[1] != 0.9).all()
    assert (seen.column("fright")[1] > ordinary.column("fright")[1]).any()


def test_who_raises_a_child_beside_its_mother_is_as_the_generation_of_the_child_has_it():
    arms = {"warm": {"in": [1], "cast": {"father": {"availability": 9.0}}}}
    asked = generations_from_config(but(number=2, arms=arms))
    raised = ts.generations.descended(asked).column("trust_in_unknown", "warm")[1]
    assert (raised != ts.generations.descended(asked).column("trust_in_unknown")[1]).any()
