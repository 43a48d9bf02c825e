"""The examples of the documents run: Python as it stands there, configs as readers take them."""

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

import trustsim as ts
from trustsim.asking import trials
from trustsim.sweeps.config import sweep_from_config

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LONG = ("families", "therapy")  # whose examples take minutes
OPTIONAL = "polars"  # which is shown, and not asked for
SWEEP = """
worlds = 2
children = 20
[visits.strange_situation]
[sweep]
design = "grid"
measures = ["secure", "avoidant"]
[sweep.vary]
"caregiver.sensitivity" = [0.1, 0.9]
"caregiver.marking" = [0.1, 0.9]
"caregiver.ostension" = [0.1, 0.9]
"""


def examples(language):
    """The documents that have examples in a language, each with these."""
    block = re.compile(rf"^```{language}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    found = {each.stem: block.findall(each.read_text(encoding="utf-8")) for each in DOCUMENTS}
    return {name: each for name, each in found.items() if each}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which there is what the examples name: configs, and sweeps that were played."""
    from trustsim import sweeps

    folder = tmp_path_factory.mktemp("documented")
    (folder / "configs").symlink_to(ROOT / "configs")
    asked = sweep_from_config(tomllib.loads(SWEEP), where="a small sweep", name="small")
    played = folder / "sweeps" / "map_of_the_theory"
    played.parent.mkdir()
    sweeps.play(sweeps.begun(played, asked), None, 1)
    (folder / "sweeps" / "first").symlink_to(played)
    return folder


@pytest.mark.long
@pytest.mark.parametrize(
    ("document", "blocks"),
    [
        pytest.param(*each, id=each[0], marks=pytest.mark.full_size if each[0] in LONG else ())
        for each in examples("python").items()
    ],
)
def test_the_python_of_a_document_runs_from_its_beginning_to_its_end(
    document, blocks, folder, monkeypatch, capsys
):
    monkeypatch.chdir(folder)
    names = {"ts": ts}
    for block in blocks:
        if f"import {OPTIONAL}" not in block or find_spec(OPTIONAL):
            exec(compile(block, document, "exec"), names)
    assert capsys.readouterr().out


@pytest.mark.parametrize("document", examples("toml"))
def test_a_config_of_a_document_is_read_as_it_stands_there(document):
    for block in examples("toml")[document]:
        given = tomllib.loads(block)
        if "sweep" in given:
            sweep_from_config(given, where=document, name=document)
        elif "trial" in given and "extends" in given:
            trials.trial_from_config(given, document, document)
        elif "title" in given:
            ts.loads(block)


def test_there_are_examples():
    assert {"README", "findings", "scaling", *LONG} <= set(examples("python"))
    assert {"README", "therapy"} <= set(examples("toml"))
