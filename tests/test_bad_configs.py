"""Whoever makes a mistake is told once, in one line: where, what was given, what would do."""

import re

import pytest

from trustsim.asking.patterns import literature
from trustsim.mistakes import MOST_SAID, Mistake, choice, listed
from trustsim.showing.report.commands import setting
from trustsim.study.protocols import CATALOGUE
from trustsim.theory.parameters import Theory

SITUATION = "[visits.strange_situation]\n"
MIXES = f"{SITUATION}[visits.mother_stranger.mixes]\n"
TOP = (
    "title, seed, worlds, children, preset, caregiver, infant, others, playmates, childhood, "
    "theory, visits, cast, life, events"
)
INFANT = "reactivity, recovery, learning"
CHOICE = ", ".join(Theory().choice._fields)
VISITS = ", ".join(CATALOGUE)
FORMS = "{ shift } or { mean, sd }"
LONG = "File name too long"
SEEDS = "must lie between 0 and 4,294,967,295"
COUNTS = "must lie between 1 and 1,000,000"
RANKS = "must lie strictly between 0 and 1 (rank in the reference population)"
TASK_NAMES = "names of tasks are up to 40 letters, digits, spaces and _ / . , + % -"

# what is wrong -> the config, and the message after the name of the file
BAD = {
    # misspelt
    "top-level-key": (
        "wrlds = 3",
        f"wrlds: no such key; did you mean 'worlds'? (keys here: {TOP})",
    ),
    "group": (
        "[caregivr]\nsensitivity = 0.5",
        f"caregivr: no such key; did you mean 'caregiver'? (keys here: {TOP})",
    ),
    "theory-key": (
        "[theory.choice]\nclosenes = 1.0",
        f"[theory.choice] closenes: no such key; did you mean 'closeness'? (keys here: {CHOICE})",
    ),
    "trait": (
        "[infant]\nreactivty = 1.0",
        f"[infant] reactivty: no such key; did you mean 'reactivity'? (keys here: {INFANT})",
    ),
    "shift": (
        "[caregiver]\nsensitivity = { shfit = 1.0 }",
        "[caregiver.sensitivity] shfit: no such key; did you mean 'shift'? "
        "(keys here: shift, mean, sd)",
    ),
    "preset": (
        "preset = 'lowrisk'",
        "preset = 'lowrisk': choose one of low_risk, high_risk; did you mean 'low_risk'?",
    ),
    "protocol": (
        "[visits.stange_situation]",
        "[visits] stange_situation: no such key; did you mean 'strange_situation'? "
        f"(keys here: {VISITS})",
    ),
    "unknown-protocol": ("[visits.xyz]", f"[visits] xyz: no such key (keys here: {VISITS})"),
    "key-of-two-lines": (
        '"wor\\nlds" = 1',
        f"'wor\\nlds': no such key; did you mean 'worlds'? (keys here: {TOP})",
    ),
    # not of this kind
    "text-for-whole-number": ("worlds = 'ten'", "worlds = 'ten': must be a whole number"),
    "text-for-number": (
        "[theory.choice]\ncloseness = 'big'",
        "[theory.choice] closeness = 'big': must be a number",
    ),
    "text-for-trait": (
        "[caregiver]\nmarking = 'high'",
        f"[caregiver] marking = 'high': must be a number, {FORMS}",
    ),
    "number-for-text": ("title = 3", "title = 3: must be text in quotes"),
    "fraction-for-whole-number": ("children = 14.5", "children = 14.5: must be a whole number"),
    "boolean-for-whole-number": ("worlds = true", "worlds = true: must be a whole number"),
    "boolean-for-number": (
        "[others]\nknowledge = true",
        "[others] knowledge = true: must be a number",
    ),
    "date-for-number": ("seed = 2009-05-01", "seed = 2009-05-01: must be a whole number"),
    "number-for-group": ("theory = 3", "theory = 3: must be a group of keys"),
    "number-for-visit": (
        "[visits]\nstrange_situation = 12",
        "[visits] strange_situation = 12: must be a group of keys",
    ),
    "number-for-list": (
        "[visits.strange_situation]\nmonths = 12",
        "[visits.strange_situation] months = 12: must be a list of numbers",
    ),
    "group-for-number": ("[worlds]\nn = 1", "worlds = {'n': 1}: must be a whole number"),
    "list-of-groups": ("[[theory]]", "theory = [{}]: must be a group of keys"),
    "mean-without-sd": (
        "[caregiver]\nmarking = { mean = 1.0 }",
        f"[caregiver.marking] sd is missing; give {FORMS}",
    ),
    "mean-beside-shift": (
        "[caregiver]\nmarking = { mean = 1.0, shift = 1.0 }",
        f"[caregiver.marking] mean cannot stand beside shift; give {FORMS}",
    ),
    # out of range
    "negative-children": ("children = -3", f"children = -3: {COUNTS}"),
    "zero-worlds": ("worlds = 0", f"worlds = 0: {COUNTS}"),
    "negative-seed": ("seed = -1", f"seed = -1: {SEEDS}"),
    "seed-too-large": ("seed = 4294967296", f"seed = 4294967296: {SEEDS}"),
    "seed-of-400-digits": (f"seed = {'9' * 400}", f"seed = {'9' * 57}...: {SEEDS}"),
    "hexadecimal-of-5000-digits": (f"seed = 0x{'f' * 5000}", f"seed = ...: {SEEDS}"),
    "trait-of-400-digits": (
        f"[caregiver]\nsensitivity = {'9' * 400}",
        f"[caregiver] sensitivity = {'9' * 57}...: {RANKS}",
    ),
    "probability-1.2": (
        "[others]\nknowledge = 1.2",
        "[others] knowledge = 1.2: must lie between 0 and 1 (probability)",
    ),
    "rank-0": ("[caregiver]\nsensitivity = 0", f"[caregiver] sensitivity = 0: {RANKS}"),
    "rank-1.5": ("[caregiver]\nsensitivity = 1.5", f"[caregiver] sensitivity = 1.5: {RANKS}"),
    "not-a-number": (
        "[theory.choice]\ncloseness = nan",
        "[theory.choice] closeness = nan: must be a finite number",
    ),
    "infinity": (
        "[theory.choice]\ncloseness = inf",
        "[theory.choice] closeness = inf: must be a finite number",
    ),
    "title-too-long": (
        f"title = '{'a' * 201}'",
        f"title = '{'a' * 56}...: must have at most 200 characters",
    ),
    "mix-1.5": (
        f"{MIXES}novel = 1.5",
        "[visits.mother_stranger.mixes] novel = 1.5: "
        "must lie between 0.01 and 0.99 (share of the picture)",
    ),
    "task-with-markup": (
        f"{MIXES}'<b>novel</b>' = 0.5",
        f"[visits.mother_stranger.mixes] '<b>novel</b>': {TASK_NAMES}",
    ),
    "21-tasks": (
        MIXES + "\n".join(f"t{i} = 0.5" for i in range(21)),
        "[visits.mother_stranger] mixes = {'t0': 0.5, 't1': 0.5, 't2': 0.5, 't3': 0.5, 't4': 0.5, "
        "'...: must have at most 20 entries",
    ),
    "before-birth": (
        "[visits.strange_situation]\nmonths = [-1]",
        "[visits.strange_situation] -1 in months: must lie between 0 and 1200 (months)",
    ),
    "grown-up": (
        "[visits.strange_situation]\nmonths = [12, 1201]",
        "[visits.strange_situation] 1201 in months: must lie between 0 and 1200 (months)",
    ),
    "a-key-of-an-event": (
        "[events.loss]\nmonths = 3\nhardshp = 1",
        "[events.loss] hardshp: no such key; did you mean 'hardship'? "
        "(keys here: months, hardship)",
    ),
    "an-event-too-hard": (
        "[events.loss]\nmonths = 3\nhardship = 11",
        "[events.loss] hardship = 11: must lie between -10 and 10 (standard deviations)",
    ),
    "an-event-beyond-a-life": (
        "[events.loss]\nmonths = 1201\nhardship = 1",
        "[events.loss] months = 1201: must lie between 0 and 1200 (months)",
    ),
    "an-event-without-its-weight": (
        "[events.loss]\nmonths = 3",
        "[events.loss] hardship is missing",
    ),
    "an-event-that-is-a-number": (
        "[events]\nloss = 3",
        "[events] loss = 3: must be a group of keys",
    ),
    "name-of-an-event": (
        "[events.'a loss']\nmonths = 3\nhardship = 1",
        "[events] 'a loss': names of persons, phases and events are up to 40 small letters, "
        "digits and _, a letter first",
    ),
    # cannot be true at once
    "no-age": (
        "[visits.strange_situation]\nmonths = []",
        "[visits.strange_situation] months = []: give at least one age, or leave the visit out",
    ),
    "same-age-twice": (
        "[visits.strange_situation]\nmonths = [12, 18, 12.0]",
        "[visits.strange_situation] months: 12 and 12 fall on the same day",
    ),
    "test-too-early": (
        "[visits.strange_situation]\nmonths = [12]\n[visits.mother_stranger]\nmonths = [6, 50]",
        "[visits.mother_stranger] months = [6, 50]: comes before the visit "
        "[visits.strange_situation] that it needs, at 12 months",
    ),
    "test-without-what-it-needs": (
        "[visits.mother_stranger]",
        "[visits.mother_stranger] needs the visit [visits.strange_situation] before it; add it",
    ),
    "no-visit": (
        "worlds = 3",
        "no visit takes place, so nothing would be measured; add one of "
        + ", ".join(f"[visits.{name}]" for name in CATALOGUE),
    ),
    "onset-low-above-high": (
        f"{SITUATION}[theory.play]\nonset_low = 0.9\nonset_high = 0.5",
        "[theory.play] onset_low = 0.9 is above onset_high = 0.5; "
        "the least cannot exceed the greatest",
    ),
    "playmates-who-leave-before-they-come": (
        f"{SITUATION}[childhood]\nplaymates_from = 40\nplaymates_until = 30",
        "[childhood] playmates_from = 40 is above playmates_until = 30; "
        "they cannot end before they begin",
    ),
    # no config at all
    "empty": ("", "the file is empty; say at least which visits take place"),
    "only-comments": ("# later", "the file is empty; say at least which visits take place"),
    "broken-toml": ("worlds = ", "not valid TOML: Invalid value (at line 1, column 10)"),
    "duplicate-key": (
        "worlds = 1\nworlds = 2",
        "not valid TOML: Cannot overwrite a value (at line 2, column 11)",
    ),
    "number-of-5000-digits": (
        f"seed = {'9' * 5000}",
        "not valid TOML: a number has too many digits",
    ),
    "5000-nested-lists": (
        f"title = {'[' * 5000}{']' * 5000}",
        "not valid TOML: nested too deeply",
    ),
    "3000-nested-groups": (
        f"[childhood.{'.'.join('a' * 3000)}]",
        "not valid TOML: nested too deeply",
    ),
    "a-key-of-15000-dots": (
        f"{'.'.join('a' * 15_000)} = 1",
        "not valid TOML: nested too deeply",
    ),
    "a-key-of-15000-dots-and-quotes": (
        f"""{'."a". '.join("b" * 15_000)} = 1""",
        "not valid TOML: nested too deeply",
    ),
    "two-million-characters": (
        f"title = '{'a' * 2_000_000}'",
        "more than 1,000,000 characters, which is no config",
    ),
    "100000-ages": (
        f"[visits.strange_situation]\nmonths = [{', '.join(['12'] * 100_000)}]",
        "[visits.strange_situation] months: 12 and 12 fall on the same day",
    ),
    "an-escape-in-a-key": (
        r'"\u001b[31m\r" = 1',
        rf"'\x1b[31m\r': no such key (keys here: {TOP})",
    ),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder to work in, and no terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def trustsim(here, command):
    """The command line: its exit code and what it says, where it must neither print nor write."""

    def run(*arguments):
        before = sorted(here.rglob("*"))
        code, printed, said = command(*arguments)
        assert printed == ""
        assert sorted(here.rglob("*")) == before  # no results, no half-written results
        return code, said

    return run


@pytest.mark.parametrize(("config", "message"), BAD.values(), ids=BAD)
def test_a_bad_config_gets_one_clear_message(config, message, here, trustsim):
    (here / "bad.toml").write_text(f"{config}\n" if config else "", encoding="utf-8")
    answer = trustsim("run", "bad.toml", "--out", "results")
    assert answer == (2, f"trustsim: bad.toml: {message}\n")


WRONG = {
    "missing-file": ("run goof.toml", "goof.toml: no such file; did you mean 'good.toml'?"),
    "missing-folder": ("run far/good.toml", "far/good.toml: no such file"),
    "folder-for-file": ("run folder", "folder: cannot be read (Is a directory)"),
    "not-utf-8": ("run latin.toml", "latin.toml: cannot be read (not a text file in UTF-8)"),
    "out-exists": (
        "run good.toml --out folder",
        "folder: exists already; give another --out, or remove it",
    ),
    "out-below-file": (
        "reproduce good.toml --out good.toml/results",
        "good.toml/results: cannot be written (File exists)",
    ),
    "engine": (
        "run good.toml --engine agent --out new",
        "--engine 'agent': choose one of fast, agents; did you mean 'agents'?",
    ),
    "pattern": (
        "check --pattern corriveau_ordr",
        f"--pattern 'corriveau_ordr': choose one of {listed(literature(), 'corriveau_ordr')}; "
        "did you mean 'corriveau_order'?",
    ),
    "a-name-of-300-characters": (f"run {'a' * 300}", f"{'a' * 300}: cannot be read ({LONG})"),
    "a-folder-of-300-characters": (
        f"run good.toml --out {'a' * 300}",
        f"{'a' * 300}: cannot be written ({LONG})",
    ),
    "a-sweep-of-300-characters": (f"sweep grid.toml --out {'a' * 300}", f"{'a' * 300}: {LONG}"),
    "indices-of-300-characters": (f"sensitivity {'a' * 300}", f"{'a' * 300}: {LONG}"),
    "an-argument-without-end": (
        f"run {'a' * 5000}",
        f"'{'a' * 60}...': an argument has at most 4096 characters",
    ),
    "an-escape": (
        "run \x1b[31m.toml",
        r"'\x1b[31m.toml': an argument holds no control characters",
    ),
    "no-shard": (
        f"sweep grid.toml --shard {'3' * 5000}/1",
        f"'{'3' * 60}...': an argument has at most 4096 characters",
    ),
    "set-twice": (
        "twins good.toml --set caregiver.marking=0.5 --set caregiver.marking=0.6",
        "--set caregiver.marking: --set caregiver.marking says something else of it; give one",
    ),
    "set-whole-and-in-part": (
        "twins good.toml --set caregiver={marking=0.5} --set caregiver.marking=0.6",
        "--set caregiver.marking: --set caregiver says something else of it; give one",
    ),
    "set-and-taken-out": (
        "twins good.toml --set theory.vigilance.cue=2.0 --without ostension",
        "--without ostension: --set theory.vigilance.cue says something else of it; give one",
    ),
    "set-to-a-word": (
        "twins good.toml --set caregiver.marking=high",
        "--set 'caregiver.marking=high': not valid TOML: Invalid value (at line 1, column 9)",
    ),
    "set-to-5000-digits": (
        f"twins good.toml --set caregiver.marking={'9' * 4060}",
        f"good: [caregiver] marking = {'9' * 57}...: must lie between 0 and 1 (probability)",
    ),
    "set-deeply": (
        f"twins good.toml --set caregiver.{'a.' * 2000}a=1",
        f"'caregiver.{'a.' * 25}...': nested too deeply",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_argument_gets_one_clear_message(arguments, message, here, trustsim):
    (here / "folder").mkdir()
    (here / "good.toml").write_text(SITUATION, encoding="utf-8")
    (here / "latin.toml").write_bytes("title = 'früh'".encode("latin-1"))
    (here / "grid.toml").write_text(f"[sweep.vary]\nmarking = [0.1, 0.9]\n{SITUATION}")
    assert trustsim(*arguments.split()) == (2, f"trustsim: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("simulate", "No such command 'simulate'"),
        ("run", "Missing argument"),
        ("run good.toml better.toml", "unexpected extra argument"),
        ("run good.toml --sed 3", "No such option: --sed"),
        ("run good.toml --threads 0", "Invalid value for '--threads'"),
        ("check --threads many", "Invalid value for '--threads'"),
    ],
)
def test_a_wrong_usage_is_explained(arguments, said, trustsim):
    code, explanation = trustsim(*arguments.split())
    explanation = re.sub(r"\x1b\[[\d;]*m", "", explanation)  # colours, where typer insists on them
    assert code == 2
    assert said in explanation
    assert "Traceback" not in explanation


@pytest.mark.parametrize(
    "text", ["caregiver.marking=0.5\nworlds=2", "caregiver.marking=0.5\n[theory.trust]\ndoubt=1"]
)
def test_one_setting_of_twins_sets_one_key(text):
    with pytest.raises(Mistake, match="sets several keys; give a --set for each") as mistake:
        setting(text)
    assert str(mistake.value).isprintable()


def test_no_message_sends_what_a_terminal_obeys_or_has_no_end():
    said = str(Mistake(f"\x1b[31m{'a' * 10_000}\r", "a second line\x07"))
    first, second = said.split("\n")
    assert first.startswith(r"\x1b[31maaa")
    assert first.endswith(r"aaa\r")
    assert len(first) == MOST_SAID
    assert second == r"  a second line\x07"


def test_where_there_are_many_names_the_nearest_come_first():
    names = [f"column{number}" for number in range(9000)]
    with pytest.raises(Mistake) as mistake:
        choice("column", "colum8123", names)
    assert "choose one of column8123, " in str(mistake.value)
    assert "more); did you mean 'column8123'?" in str(mistake.value)
    assert len(str(mistake.value)) < MOST_SAID


def test_stopping_a_run_says_that_nothing_was_written(here, trustsim, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    (here / "good.toml").write_text(SITUATION, encoding="utf-8")
    monkeypatch.setattr("trustsim.showing.report.commands.simulate", stopped)
    answer = trustsim("run", "good.toml", "--out", "results")
    assert answer == (130, "trustsim: stopped; nothing was written\n")
