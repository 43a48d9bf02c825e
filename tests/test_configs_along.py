"""The configs that come along are found by their names, from any folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import trustsim as ts
from trustsim.mistakes import Mistake
from trustsim.showing.receipts.along import found, shipped

REPOSITORY = Path(__file__).parents[1]
CONFIGS = REPOSITORY / "configs"


def test_every_config_of_the_repository_comes_along_and_is_there_once():
    files = {
        file.relative_to(CONFIGS).with_suffix("").as_posix() for file in CONFIGS.rglob("*.toml")
    }
    assert set(shipped()) == files
    for name, file in shipped().items():
        assert file.samefile(CONFIGS / f"{name}.toml")


@pytest.mark.parametrize("name", ["corriveau_2009", "therapy/mbt", "sweeps/global"])
def test_a_config_is_found_by_its_name_from_any_folder(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert found(Path(name)).samefile(CONFIGS / f"{name}.toml")


def test_a_file_of_ones_own_comes_before_one_that_comes_along(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("corriveau_2009").write_text("seed = 1", encoding="utf-8")
    assert found(Path("corriveau_2009")) == Path("corriveau_2009")


def test_a_folder_of_that_name_is_no_config(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("corriveau_2009").mkdir()
    assert found(Path("corriveau_2009")) == shipped()["corriveau_2009"]


@pytest.mark.parametrize("given", ["configs/therapy/mbt.toml", "therapy/mbt.toml"])
def test_a_path_of_the_repository_is_told_elsewhere_what_it_is_called(given, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Mistake, match="no such file; of those that come along it is 'therapy/mbt'"):
        found(Path(given))


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("coriveau_2009", "corriveau_2009"),
        ("configs/therapy/trail.toml", "therapy/trial"),
        ("therapy/mtb", "therapy/mbt"),
        ("mbt", "therapy/mbt"),
        ("family/generation", "family/generations"),
    ],
)
def test_a_misspelt_name_is_told_the_nearest_right_one(given, meant):
    with pytest.raises(Mistake, match=f"'{given}'.*did you mean '{meant}'") as told:
        found(Path(given))
    assert len(str(told.value).splitlines()) == 1


def test_a_name_like_no_other_is_told_where_the_names_are():
    with pytest.raises(Mistake, match="`trustsim figures` lists them"):
        found(Path("zzzz"))


def test_a_path_that_leads_nowhere_is_left_to_its_reader():
    with pytest.raises(Mistake, match=r"gone\.toml: no such file"):
        ts.load(found(Path("gone.toml")))


def test_a_name_that_no_disk_takes_is_left_to_its_reader():
    assert found(Path("a" * 300)) == Path("a" * 300)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as a wheel brings it, without its libraries."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "repository"
    shutil.copytree(
        REPOSITORY, copy, symlinks=True, ignore=shutil.ignore_patterns(".*", "build", "*.egg-info")
    )
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    building = [*pip, "wheel", "--quiet", "--no-deps", "-w", folder, copy]
    built = subprocess.run(building, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("trustsim-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.long
def test_a_wheel_brings_the_configs_into_an_empty_folder(installed, tmp_path):
    code = (
        "import trustsim as ts; from pathlib import Path\n"
        "from trustsim.showing.receipts.along import found, shipped\n"
        "from trustsim.showing.receipts import expected, listed, page\n"
        "assert listed.rows() and expected.kept() and page.whole_page('t', 'b')\n"
        "print(ts.__file__, len(shipped()), ts.load(found(Path('corriveau_2009'))).seed)"
    )
    environment = os.environ | {"PYTHONPATH": str(installed)}
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert said.split() == [
        str(installed / "trustsim" / "__init__.py"),
        str(len(shipped())),
        "2009",
    ]
