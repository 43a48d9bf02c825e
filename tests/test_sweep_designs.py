"""A sweep looks where its config says, and says what is wrong with it before anything runs."""

import time

import numpy as np
import pandas as pd
import pytest

import trustsim as ts
from trustsim import sweeps
from trustsim.study.searched import RANGES
from trustsim.sweeps import pieces, store
from trustsim.sweeps.axis import axis
from trustsim.sweeps.names import FORMS, PEOPLE, dotted, what_may_vary
from trustsim.theory.parameters import PartnerTraits

STUDY = {"worlds": 2, "children": 10, "visits": {"strange_situation": {"months": [0.1]}}}
SENSITIVITY = {"caregiver.sensitivity": {"low": 0.1, "high": 0.9}}
PLAYMATES = {"playmates_from": 10, "playmates_until": 20}


def asked(vary=None, folder=".", study=STUDY, **sweep):
    """A sweep of a small study."""
    return sweeps.sweep_from_config(study | {"sweep": sweep | ({"vary": vary} if vary else {})},
                              folder=folder)  # fmt: skip


def test_a_grid_has_every_combination_in_the_order_of_the_lists():
    sweep = asked({"caregiver.sensitivity": [0.2, 0.8], "caregiver.marking": [0.1, 0.5, 0.9]})
    assert sweep.points == [(0.2, 0.1), (0.2, 0.5), (0.2, 0.9), (0.8, 0.1), (0.8, 0.5), (0.8, 0.9)]
    assert sweep.changes(2) == {"caregiver.sensitivity": 0.2, "caregiver.marking": 0.9}


def test_steps_go_from_low_to_high_in_round_numbers():
    assert asked({"marking": {"low": 0.1, "high": 0.9, "steps": 5}}).points == [
        (0.1,), (0.3,), (0.5,), (0.7,), (0.9,)
    ]  # fmt: skip


def test_steps_of_a_logarithmic_scale_are_factors():
    vary = {"theory.trust.doubt": {"low": 0.1, "high": 10, "steps": 3, "scale": "log"}}
    assert asked(vary).points == [(0.1,), (1.0,), (10.0,)]


def test_steps_of_whole_numbers_are_whole():
    sweep = asked({"childhood.distress": {"low": 1, "high": 4, "steps": 7}})
    assert sweep.points == [(1,), (2,), (3,), (4,)]
    assert sweep.varied == {"childhood.distress": "int64"}


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol", "saltelli"])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_whole_numbers_of_a_range_get_equal_shares(design, scale):
    lessons = {"childhood.lessons": {"low": 1, "high": 3, "scale": scale}}
    points = asked(lessons, design=design, points=512).points
    edges = np.log([1, 2, 3, 4]) if scale == "log" else np.array([1, 2, 3, 4])
    expected = len(points) * np.diff(edges) / (edges[-1] - edges[0])
    assert np.bincount([lesson for (lesson,) in points])[1:] == pytest.approx(expected, abs=3)


def test_a_screening_of_whole_numbers_takes_both_ends_in():
    points = asked({"childhood.lessons": {"low": 1, "high": 3}, "marking": "whole"},
                   design="morris", points=16).points  # fmt: skip
    assert {lessons for lessons, _ in points} == {1, 2, 3}


def test_whole_numbers_lie_within_a_range_whose_ends_are_none():
    vary = {"childhood.lessons": {"low": 0.6, "high": 2.4, "steps": 9}}
    assert asked(vary).points == [(1,), (2,)]


def test_many_listed_values_are_looked_at_in_no_time():
    values = [number / 30_000 for number in range(30_000)]
    began = time.perf_counter()
    assert len(axis("marking", [*values, {"shift": 1.0}, [1.0]], "here").values) == 30_002
    assert time.perf_counter() - began < 1.0
    for value in (0.5, {"shift": 1.0}, [0.5, 12]):
        with pytest.raises(ts.Mistake, match="is in the list twice"):
            axis("marking", [*values[1:10], value, value], "here")


def test_zipped_lists_go_side_by_side():
    assert asked({"sensitivity": [0.2, 0.8], "marking": [0.1, 0.9]}, design="zipped").points == [
        (0.2, 0.1), (0.8, 0.9)
    ]  # fmt: skip


def test_one_at_a_time_leaves_everything_else_as_the_config_has_it():
    sweep = asked({"sensitivity": [0.2], "marking": [0.1, 0.9]}, design="one_at_a_time")
    assert sweep.points == [(None, None), (0.2, None), (None, 0.1), (None, 0.9)]
    assert sweep.changes(0) == {}
    assert sweep.changes(3) == {"caregiver.marking": 0.9}


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol"])
def test_a_space_filling_design_visits_every_part_of_every_range(design):
    vary = SENSITIVITY | {"theory.trust.doubt": "searched"}
    points = np.array(asked(vary, design=design, points=32).points)
    low, high = np.array([(0.1, 0.9), RANGES["theory.trust.doubt"]]).T
    parts = np.floor((points - low) / (high - low) * 32)
    assert (np.sort(parts, axis=0) == np.arange(32)[:, None]).all()


def test_a_sobol_sequence_begins_alike_however_long_it_is():
    short, long = (asked(SENSITIVITY, design="sobol", points=n).points for n in (8, 16))
    assert long[:8] == short


@pytest.mark.parametrize(("design", "points"), [("saltelli", 8 * 4), ("morris", 8 * 3)])
def test_a_design_for_sensitivity_has_its_neighbours(design, points):
    vary = SENSITIVITY | {"theory.trust.doubt": "whole"}
    assert len(asked(vary, design=design, points=8).points) == points


def test_whole_is_the_range_of_the_table_of_parameters():
    sweep = asked({"theory.clarity.retention": {"range": "whole", "steps": 3}})
    assert sweep.points == [(0.0,), (0.5,), (1.0,)]


def test_a_table_is_read_as_it_is(tmp_path):
    (tmp_path / "points.csv").write_text("sensitivity,theory.trust.doubt,preset\n"
                                         "0.3,0.1,low_risk\n0.7,0.2,high_risk\n")  # fmt: skip
    sweep = asked(folder=tmp_path, design="table", table="points.csv")
    assert sweep.points == [(0.3, 0.1, "low_risk"), (0.7, 0.2, "high_risk")]
    assert list(sweep.varied) == ["caregiver.sensitivity", "theory.trust.doubt", "preset"]
    some = asked({"preset": []}, folder=tmp_path, design="table", table="points.csv")
    assert some.points == [("low_risk",), ("high_risk",)]


def test_settings_of_visits_lists_and_distributions_may_be_varied():
    vary = {
        "visits.strange_situation.months": [[0.1], [0.2]],
        "caregiver.marking": [{"shift": 1.0}, 0.5],
        "infant.recovery.shift": [0.0, 1.0],
    }
    sweep = asked(vary)
    assert sweep.changes(7) == {
        "visits.strange_situation.months": [0.2],
        "caregiver.marking": 0.5,
        "infant.recovery.shift": 1.0,
    }


@pytest.mark.parametrize("name", what_may_vary())
def test_every_parameter_may_be_varied_by_its_dotted_name(name):
    assert dotted(name) == name


def test_a_trait_may_be_varied_by_its_bare_name_or_in_a_form():
    assert dotted("marking") == "caregiver.marking"
    assert dotted("reactivity") == "infant.reactivity"
    assert dotted("doubt") == "theory.trust.doubt"
    for form in FORMS:
        assert dotted(f"sensitivity.{form}") == f"caregiver.sensitivity.{form}"
    assert set(PEOPLE) == {"caregiver", "infant"}


BAD = {
    "a misspelt name": (
        {"senstivity": [0.1]},
        {},
        "senstivity: no such parameter; did you mean 'caregiver.sensitivity'?",
    ),
    "a name of several": ({"months": [1]}, {}, "months may be visits.home_observation.months"),
    "luck": ({"seed": [1, 2]}, {}, "seed cannot be varied: every point has the same children"),
    "nothing": ({}, {}, "nothing is varied"),
    "an empty list": ({"marking": []}, {}, "marking: the list is empty"),
    "a value twice": ({"marking": [0.1, 0.1]}, {}, "0.1 is in the list twice"),
    "one thing twice": (
        {"marking": [0.1], "caregiver.marking": [0.2]},
        {},
        "caregiver.marking is varied twice",
    ),
    "an empty range": (
        {"marking": {"low": 0.9, "high": 0.1, "steps": 3}},
        {},
        "low = 0.9 is not below high = 0.1; the range is empty",
    ),
    "half a range": ({"marking": {"low": 0.9, "steps": 3}}, {}, "high is missing"),
    "a range of words": ({"marking": {"low": "a", "high": 1}}, {}, "low = 'a': must be a number"),
    "a misspelt key": (
        {"marking": {"low": 0.1, "hihg": 0.9}},
        {},
        "hihg: no such key; did you mean 'high'?",
    ),
    "one step": ({"marking": {"low": 0.1, "high": 0.9, "steps": 1}}, {}, "must lie between 2 and"),
    "a misspelt word": ({"marking": "serched"}, {}, "'serched': give a list of values"),
    "a scale": (
        {"marking": {"low": 0.1, "high": 0.9, "steps": 2, "scale": "lg"}},
        {},
        "scale = 'lg': choose one of linear, log",
    ),
    "a logarithm of nothing": (
        {"marking": {"low": 0, "high": 0.9, "steps": 2, "scale": "log"}},
        {},
        "a logarithmic scale begins above 0",
    ),
    "what was not calibrated": (
        {"theory.choice.closeness": "searched"},
        {"design": "sobol", "points": 8},
        "was not calibrated, so it has no searched range",
    ),
    "a list in a design of ranges": (
        {"marking": [0.1, 0.2]},
        {"design": "latin_hypercube", "points": 8},
        "latin_hypercube looks through ranges",
    ),
    "a range in a design of lists": (SENSITIVITY, {}, "grid takes lists; give one, or steps"),
    "how many": (SENSITIVITY, {"design": "sobol"}, "points is missing"),
    "too many words": ({"marking": [0.1]}, {"points": 8}, "leave points out"),
    "an uneven sequence": (SENSITIVITY, {"design": "sobol", "points": 100}, "take 64 or 128"),
    "an uneven design": (SENSITIVITY, {"design": "saltelli", "points": 100}, "take 64 or 128"),
    "unequal lists": (
        {"sensitivity": [0.2, 0.8], "marking": [0.1]},
        {"design": "zipped"},
        "caregiver.sensitivity has 2, caregiver.marking has 1",
    ),
    "a design": (SENSITIVITY, {"design": "gird"}, "did you mean 'grid'?"),
    "a key of the table": (SENSITIVITY, {"desing": "grid"}, "did you mean 'design'?"),
    "no points": (SENSITIVITY, {"design": "sobol", "points": 0}, "points = 0: must lie between 1"),
    "no table": ({}, {"design": "table"}, "table is missing"),
    "a table of nothing": ({}, {"design": "table", "table": "no.csv"}, "no such file"),
    "a table for a grid": ({"marking": [0.1]}, {"table": "no.csv"}, 'needs design = "table"'),
    "a measure": (
        {"marking": [0.1]},
        {"measures": ["scure"]},
        "'scure': no such measure; did you mean 'secure'?",
    ),
    "a table of children": (
        {"marking": [0.1]},
        {"children": ["birth"]},
        "did you mean 'births'?",
    ),
    "a visit that does not take place": (
        {"visits.mother_stranger.months": [[1], [2]]},
        {},
        "no visit [visits.mother_stranger] takes place",
    ),
    "a value out of range": (
        {"marking": [0.5, 1.5]},
        {},
        "point 1 (caregiver.marking = 1.5): [caregiver] marking = 1.5: must lie between 0 and 1",
    ),
    "points that contradict themselves": (
        {"childhood.playmates_from": [10, 30]},
        {},
        "point 1 (childhood.playmates_from = 30): [childhood] playmates_from = 30 is above",
    ),
    "a scale of another kind": (
        {"marking": {"low": 0.1, "high": 0.9, "scale": 3}},
        {},
        "scale = 3: choose one of linear, log",
    ),
    "a range of another kind": (
        {"marking": {"range": 3}},
        {},
        "range = 3: choose one of searched, whole",
    ),
    "no end": ({"marking": {"low": None, "high": 0.9}}, {}, "low = None: must be a number"),
    "an end of 400 digits": (
        {"marking": {"low": 0.1, "high": int("9" * 400)}},
        {},
        "high = " + "9" * 57 + "...: must be a finite number",
    ),
    "an end of too many digits": (
        {"marking": {"low": 0.1, "high": 16**5000}},
        {},
        "high = ...: must be a finite number",
    ),
    "an end out of range": (
        {"marking": {"low": 0.1, "high": 1e308}},
        {"design": "sobol", "points": 8},
        "high = 1e+308: must lie between 0 and 1",
    ),
    "steps of another kind": (
        {"marking": {"low": 0.1, "high": 0.9, "steps": "many"}},
        {},
        "steps = 'many': must be a whole number",
    ),
    "a range without whole numbers": (
        {"childhood.lessons": {"low": 1.2, "high": 1.8}},
        {"design": "sobol", "points": 8},
        "no whole number lies between low = 1.2 and high = 1.8",
    ),
    "a range of texts": (
        {"preset": {"low": 1, "high": 2}},
        {},
        "preset is no number, so it has no range",
    ),
    "a range of lists": (
        {"visits.strange_situation.months": {"low": 1, "high": 2}},
        {},
        "is no number, so it has no range; give a list of values",
    ),
    "steps without end": (
        {"marking": {"low": 0.1, "high": 0.9, "steps": 10**12}},
        {},
        "steps = 1000000000000: must lie between 2 and 10,000,000",
    ),
    "two axes of many steps": (
        {name: {"low": 0.1, "high": 0.9, "steps": 10**7} for name in ("marking", "rejection")},
        {},
        "the grid has 100,000,000,000,000 points, more than 10,000,000",
    ),
    "too many points for saltelli": (
        SENSITIVITY,
        {"design": "saltelli", "points": 8_388_608},
        "the saltelli has 25,165,824 points, more than 10,000,000",
    ),
    "too many points for morris": (
        SENSITIVITY,
        {"design": "morris", "points": 8_388_608},
        "the morris has 16,777,216 points, more than 10,000,000",
    ),
    "too many numbers": (
        {f"caregiver.{name}": "whole" for name in PartnerTraits._fields},
        {"design": "latin_hypercube", "points": 10_000_000},
        f"points of {len(PartnerTraits._fields)} numbers, more than 100,000,000 in all",
    ),
    "an escape in a name": (
        {"\x1b[31mmarking": [0.1]},
        {},
        r"'\x1b[31mmarking': no such parameter",
    ),
    "a name of many forms": (
        {"marking" + ".shift" * 20_000: [0.1]},
        {},
        "'marking.shift.shift",
    ),
    "an escape in a measure": (
        {"marking": [0.1]},
        {"measures": ["secure\x1b[2J\r"]},
        r"'secure\x1b[2J\r': no such measure",
    ),
    "very many measures": (
        {"marking": [0.1]},
        {"measures": ["secure"] * 1001},
        "must have at most 1000 entries",
    ),
    "too large a grid": (
        {f"caregiver.{name}": {"low": 0.01, "high": 0.99, "steps": 400}
         for name in ("marking", "ostension", "rejection")},
        {},
        "the grid has 64,000,000 points, more than 10,000,000",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("vary", "sweep", "message"), BAD.values(), ids=BAD)
def test_a_bad_sweep_gets_one_clear_message(vary, sweep, message):
    with pytest.raises(ts.Mistake) as mistake:
        asked(vary, study=STUDY | {"childhood": PLAYMATES}, **sweep)
    assert message in str(mistake.value)
    assert str(mistake.value).isprintable()
    assert len(str(mistake.value)) < 2000


TABLES = {
    "a missing column": ("marking\n0.1\n", "has no column sensitivity; its columns are marking"),
    "a misspelt column": ("sensitivity,markng\n0.1,0.2\n", "did you mean 'caregiver.marking'?"),
    "a missing value": ("sensitivity,marking\n0.1,0.2\n0.3,\n", "line 3, marking: the value is"),
    "the same column twice": ("marking,marking\n0.1,0.2\n", "has more than one column marking"),
    "two words for one": (
        "marking,caregiver.marking\n0.1,0.2\n",
        "columns marking and caregiver.marking are both caregiver.marking",
    ),
    "no name": ("sensitivity,\n0.1,0.2\n", "column 2 has no name"),
    "no line": ("sensitivity,marking\n", "has no point"),
    "nothing": ("", "cannot be read"),
    "very many columns": (
        ",".join(f"column{number}" for number in range(9000)) + "\n",
        "has no column sensitivity; its columns are column0, column1",
    ),
    "an escape in a head": ("sensitivity\x1b[31m\n1\n", r"'sensitivity\x1b[31m': no such"),
    "no text": ("sensitivity\n\x00\udcff\n", "sensitivity = "),
    "words": ("sensitivity\nlots\n", "sensitivity = 'lots': must be a number"),
}


@pytest.mark.parametrize(("text", "message"), TABLES.values(), ids=TABLES)
def test_a_bad_table_of_points_gets_one_clear_message(text, message, tmp_path):
    (tmp_path / "points.csv").write_text(text, errors="surrogateescape")
    vary = {"sensitivity": []} if "missing column" in message or "no column" in message else None
    with pytest.raises(ts.Mistake) as mistake:
        asked(vary, folder=tmp_path, design="table", table="points.csv")
    assert message in str(mistake.value)


def test_a_space_in_the_head_of_a_table_does_no_harm(tmp_path):
    (tmp_path / "points.csv").write_text("sensitivity, marking\n0.1,0.2\n")
    sweep = asked(None, folder=tmp_path, design="table", table="points.csv")
    assert list(sweep.varied) == ["caregiver.sensitivity", "caregiver.marking"]


def test_run_says_who_plays_a_sweep(tmp_path):
    config = tmp_path / "sweep.toml"
    config.write_text("[sweep]\nvary = { marking = [0.1] }\n[visits.strange_situation]\n")
    with pytest.raises(ts.Mistake, match=r"has a table \[sweep\]; use `trustsim sweep`"):
        ts.load(config)


def test_a_config_without_a_sweep_is_no_sweep(tmp_path):
    config = tmp_path / "plain.toml"
    config.write_text("[visits.strange_situation]\n")
    with pytest.raises(ts.Mistake, match=r"has no table \[sweep\]"):
        sweeps.load_sweep(config)


def test_a_sweep_from_python_has_the_rows_of_a_sweep_from_the_command_line(tmp_path):
    vary = {"sensitivity": [0.2, 0.8], "marking": [0.3, 0.7]}
    rows = ts.sweep(ts.from_dict(STUDY), ["secure", "vigilance"], worlds=3, **vary)
    made = sweeps.begun(tmp_path / "s", asked(vary, study=STUDY | {"worlds": 3},
                                              measures=["secure", "vigilance"]))  # fmt: skip
    for piece in made.missing:
        store.keep(made, piece.number, store.packed(pieces.order(made.sweep, piece)))
    kept = sweeps.read_sweep(tmp_path / "s")[list(rows)]
    pd.testing.assert_frame_equal(rows, kept, check_dtype=False)


def test_a_measure_of_ones_own_is_a_function_of_records():
    def availability(records):
        return records.column("births", "availability").mean()

    rows = ts.sweep(ts.from_dict(STUDY), availability, availability=[1.0, 2.0])
    assert rows["measure"].unique() == ["availability"]
    assert rows["value"].tolist() == rows["caregiver.availability"].tolist() == [1.0, 1.0, 2.0, 2.0]


def test_an_array_is_as_good_as_a_list():
    listed = ts.sweep(ts.from_dict(STUDY), "vigilance", marking=[0.1, 0.5, 0.9])
    given = ts.sweep(ts.from_dict(STUDY), "vigilance", marking=np.array([0.1, 0.5, 0.9]))
    pd.testing.assert_frame_equal(given, listed)


def test_a_sweep_from_python_names_what_is_wrong():
    study = ts.from_dict(STUDY)
    for more, message in (
        ({"design": "sobl"}, "did you mean 'sobol'"),
        ({"caregiver.marking": [0.2]}, "caregiver.marking is varied twice"),
    ):
        with pytest.raises(ts.Mistake, match=message):
            ts.sweep(study, "vigilance", marking=[0.1], **more)
    with pytest.raises(ts.Mistake, match="no measure is asked for"):
        ts.sweep(study, [], marking=[0.1])


def test_a_measure_of_the_wrong_shape_is_told():
    with pytest.raises(ts.Mistake, match="a measure returns one number, or one for each of the 2"):
        ts.sweep(ts.from_dict(STUDY), lambda records: np.zeros(3), marking=[0.1])
