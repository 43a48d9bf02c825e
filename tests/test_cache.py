"""The cache of compiled code may be broken, full, or not to be had: it costs time, never a run."""

import errno
import os
import pwd
import shutil
import subprocess
import sys

import numba
import pytest

from trustsim.theory import cache, compiled
from trustsim.theory.cache import CheckedCache, folder

CANNOT = "trustsim: the cache of compiled code cannot be used"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A cache of its own, of which nothing has been said yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache.compiled_in_memory.cache_clear()
    return tmp_path / "trustsim"


def doubled():
    """A loop that is compiled, as in a process that has just begun; its result and its hits."""

    def double(x):
        return 2 * x

    made = numba.njit(double)
    made._cache = CheckedCache(double, "source")
    return made(21), sum(made.stats.cache_hits.values())


def kept(home):
    """The one file of the cache."""
    (file,) = (file for file in home.rglob("*") if file.is_file())
    return file


def test_compiled_code_is_kept_and_found_again_without_a_word(home, caplog):
    assert doubled() == (42, 0)
    assert doubled() == (42, 1)
    assert kept(home).parent.name == "source"
    assert not caplog.messages


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize(
    "broken",
    [
        lambda content: b"",
        lambda content: content[: cache.DIGEST],
        lambda content: content[: len(content) // 2],
        lambda content: content[:1000] + bytes(2000) + content[3000:],
        lambda content: bytes(len(content)),
        lambda content: flipped(content, 5),
        lambda content: flipped(content, -9),
        lambda content: cache.sealed(b"no pickle"),
    ],
    ids=["empty", "digest", "cut", "zeros", "only zeros", "digest bit", "bit", "no pickle"],
)
def test_a_broken_file_is_never_loaded_but_told_once_and_made_anew(home, caplog, broken):
    doubled()
    file = kept(home)
    good = file.read_bytes()
    file.write_bytes(broken(good))
    assert doubled() == (42, 0)
    assert doubled() == (42, 1)
    assert cache.unsealed(file.read_bytes())
    assert [CANNOT in message for message in caplog.messages] == [True]


def full(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["os.replace", "tempfile.mkstemp", "pathlib.Path.mkdir"])
def test_on_a_full_disk_nothing_is_kept_and_nothing_left(home, caplog, monkeypatch, step):
    monkeypatch.setattr(step, full)
    assert doubled() == doubled() == (42, 0)
    assert not [file for file in home.rglob("*") if file.is_file()]
    assert caplog.messages == [f"{CANNOT} (No space left on device): compiled anew"]


def test_a_file_where_the_cache_should_be_is_left_alone(home, caplog):
    home.write_text("mine")
    assert doubled() == (42, 0)
    assert home.read_text() == "mine"
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("says", ["an error", "a relative path"])
def test_a_user_without_a_home_gets_no_folder_called_tilde(tmp_path, caplog, monkeypatch, says):
    def unknown(_):
        raise KeyError("uid not found")

    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    if says == "a relative path":  # as older versions of platformdirs do
        monkeypatch.setattr("platformdirs.user_cache_dir", lambda _: "~/.cache/trustsim")
    monkeypatch.chdir(tmp_path)
    cache.compiled_in_memory.cache_clear()
    assert doubled() == (42, 0)
    assert not list(tmp_path.iterdir())
    assert len(caplog.messages) == 1
    with pytest.raises(RuntimeError):
        folder()


def test_what_is_said_is_one_line(tmp_path):
    code = "from trustsim.theory.cache import compiled_in_memory as say; say('full'); say('full')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr == f"{CANNOT} (full): compiled anew\n"


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A checkout in which files may be changed."""
    package = tmp_path / "trustsim"
    shutil.copytree(compiled.PACKAGE, package, ignore=shutil.ignore_patterns("dashboard"))
    monkeypatch.setattr(compiled, "PACKAGE", package)
    return package


def fingerprints():
    """That of the theory, and that of all source that goes into compiled code."""
    return compiled.digest(compiled.THEORY), compiled.digest(compiled.SOURCE)


def test_line_ends_are_no_part_of_the_theory(copied):
    before = fingerprints()
    for file in copied.rglob("*.py"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprints() == before


def test_an_edit_of_a_rule_changes_both_fingerprints(copied):
    theory, source = fingerprints()
    file = copied / "theory" / "rules" / "trust.py"
    file.write_text(file.read_text() + "\n")
    assert fingerprints()[0] != theory
    assert fingerprints()[1] != source


def test_how_rules_are_compiled_is_no_theory_but_takes_another_cache(copied):
    theory, source = fingerprints()
    file = copied / "theory" / "compiled.py"
    file.write_text(file.read_text() + "\n")
    assert fingerprints()[0] == theory
    assert fingerprints()[1] != source
