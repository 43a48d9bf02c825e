"""A sweep survives: whatever ends it, it is gone on with, and holds what the undisturbed one holds.

``benchmarks/faults.py`` does to a hundred sweeps what is done to a few here.
"""

import importlib
import json
import random
import resource
import runpy
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from time import sleep
from types import SimpleNamespace

import psutil
import pytest

from trustsim import sweeps
from trustsim.mistakes import Mistake
from trustsim.showing.report import sweeping
from trustsim.sweeps.pieces import order
from trustsim.sweeps.store import packed

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[1]
playing = importlib.import_module("trustsim.sweeps.play")
faults = SimpleNamespace(**runpy.run_path(str(ROOT / "benchmarks" / "faults.py")))

PATIENCE = 120  # seconds that even a slow machine does not need
CONFIG = """
title = "Very short lives, many pieces"
seed = 11
worlds = 2
children = {children}

[sweep]
design = "latin_hypercube"
points = 20
children = ["strange_situation"]

[sweep.vary]
"caregiver.sensitivity" = {{ low = 0.1, high = 0.9 }}
"caregiver.marking" = {{ low = 0.1, high = 0.9 }}

[visits.strange_situation]
months = [6]
"""
DAMAGES = {
    "emptied": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "with a hole": lambda content: content[:1024] + bytes(512) + content[1536:],
    "all zeros": lambda content: bytes(len(content)),
}


def here(client, sweep, pieces):
    """Answers from this process, in order."""
    for piece in pieces:
        yield piece, packed(order(sweep, piece))


@contextmanager
def nobody_else():
    """Sweeps are played in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(playing, "cluster", lambda address, cores: nullcontext())
        patch.setattr(playing, "files_as_played", here)
        yield


def test_a_users_file_named_like_one_of_pythons_ends_no_worker(tmp_path):
    (tmp_path / "short.toml").write_text(CONFIG.format(children=2))
    for name in ("signal", "socket", "selectors", "numpy"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a file of the user')")
    words = ["trustsim", "sweep", "short.toml", "--out", "s", "--cores", "1"]
    done = subprocess.run([sys.executable, "-m", *words], cwd=tmp_path, capture_output=True,
                          text=True, timeout=PATIENCE, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def at_home():
    """Sweeps are played in this process: for tests that are not about who plays."""
    with nobody_else():
        yield


@pytest.fixture(scope="module")
def configs(tmp_path_factory):
    """A sweep of some seconds, in which something can happen, and one of half a second."""
    folder = tmp_path_factory.mktemp("configs")
    for name, children in {"long": 700, "short": 20}.items():
        (folder / f"{name}.toml").write_text(CONFIG.format(children=children), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(configs, tmp_path_factory):
    """Both sweeps, played in this process from start to end; seeds were fixed first."""
    with nobody_else():
        folder = tmp_path_factory.mktemp("undisturbed")
        for config in sorted(configs.glob("*.toml")):
            sweeps.play(sweeps.begun(folder / config.stem, sweeps.load_sweep(config)))
    return folder


@pytest.fixture
def begun(configs, tmp_path):
    """A real sweep on two cores, of which a piece is kept and others are under way."""
    faults.heard()
    process = faults.begin(configs / "long.toml", tmp_path / "long")
    while process.poll() is None and not faults.kept(tmp_path / "long"):
        sleep(0.01)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def same(one, other):
    """Do two sweeps hold the same files, byte for byte?"""
    return faults.contents(one) == faults.contents(other)


def test_a_killed_process_leaves_no_worker_behind_and_loses_nothing(
    begun, tmp_path, undisturbed, at_home
):
    workers = faults.workers(begun)
    faults.kill(begun, tmp_path / "long", random)
    assert not psutil.wait_procs(workers, timeout=PATIENCE)[1]
    store = sweeps.resumable(tmp_path / "long")
    assert 0 < len(store.kept) < len(store.numbers)
    sweeps.play(store)
    assert same(tmp_path / "long", undisturbed / "long")


def test_a_worker_that_dies_is_not_missed(begun, tmp_path, undisturbed):
    faults.kill_a_worker(begun, tmp_path / "long", random)
    _, said = begun.communicate(timeout=PATIENCE)
    assert (begun.returncode, said) == (0, "")
    assert same(tmp_path / "long", undisturbed / "long")


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(begun, tmp_path, undisturbed, at_home):
    faults.interrupt(begun, tmp_path / "long", random)
    _, said = begun.communicate(timeout=PATIENCE)
    store = sweeps.resumable(tmp_path / "long")
    assert begun.returncode == 130
    assert f"{len(store.kept)} of 20 pieces are kept: trustsim resume" in said
    assert "Traceback" not in said
    sweeps.play(store)
    assert same(tmp_path / "long", undisturbed / "long")


def test_ctrl_c_while_the_workers_start_is_heard_by_one_process_alone(configs, tmp_path):
    faults.heard()
    process = faults.begin(configs / "long.toml", tmp_path / "long")
    while process.poll() is None and not faults.workers(process):
        sleep(0.01)
    faults.interrupt(process, tmp_path / "long", random)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert said.splitlines() == [
        "",
        f"trustsim: stopped; 0 of 20 pieces are kept: trustsim resume {tmp_path / 'long'}",
    ]


def test_a_disk_that_is_full_in_the_middle_of_a_file_loses_nothing(
    configs, tmp_path, undisturbed, monkeypatch, at_home
):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def until_full(client, sweep, pieces):
        for found in here(client, sweep, pieces):
            if found[0].number == 3:
                resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
            yield found

    store = sweeps.begun(tmp_path / "short", sweeps.load_sweep(configs / "short.toml"))
    monkeypatch.setattr(playing, "files_as_played", until_full)
    try:
        with pytest.raises(Mistake, match="the disk is full; 3 of 20 pieces are kept"):
            sweeps.play(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(store.folder.rglob("*.partial"))
    monkeypatch.setattr(playing, "files_as_played", here)
    sweeps.play(store)
    assert same(store.folder, undisturbed / "short")


@pytest.mark.parametrize("table", ["rows", "strange_situation"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_a_power_loss_has_taken_is_noticed_and_played_again(
    damage, table, tmp_path, undisturbed, at_home
):
    folder = shutil.copytree(undisturbed / "short", tmp_path / "short")
    file = folder / table / "000004.parquet"
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    said = sweeping.status(folder, check=True)
    assert "damaged   1 of these, to be played again: 4" in said
    assert (said == sweeping.status(folder)) == (damage != "with a hole")
    if table == "rows":
        with pytest.raises(Mistake, match="damaged: trustsim status"):
            sweeps.read_sweep(folder)
    sweeps.play(sweeps.resumable(folder))
    assert same(folder, undisturbed / "short")
    assert any(line.startswith("checked") for line in sweeping.status(folder, check=True))


def test_a_sound_sweep_has_nothing_to_play(undisturbed, tmp_path, monkeypatch):
    folder = shutil.copytree(undisturbed / "short", tmp_path / "short")
    monkeypatch.setattr(playing, "cluster", None)  # nobody is asked
    sweeps.play(sweeps.resumable(folder))
    assert same(folder, undisturbed / "short")


def test_a_damaged_piece_of_a_shard_is_not_merged(configs, tmp_path, undisturbed, at_home):
    asked = sweeps.load_sweep(configs / "short.toml")
    folders = [tmp_path / f"short-{which}-of-2" for which in (1, 2)]
    for which, folder in enumerate(folders, 1):
        sweeps.play(sweeps.begun(folder, asked, (which, 2)))
    faults.kept(folders[0])[1].write_bytes(b"")
    store = sweeps.merged(folders)
    assert [piece.number for piece in store.missing] == [2]
    sweeps.play(store)
    assert same(store.folder, undisturbed / "short")


def test_one_core_gives_the_same_bytes(configs, tmp_path, undisturbed):
    words = ["sweep", configs / "short.toml", "--out", tmp_path / "short", "--cores", 1]
    done = subprocess.run(faults.command(*words), timeout=PATIENCE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert same(tmp_path / "short", undisturbed / "short")


@pytest.fixture
def scheduler(tmp_path):
    """The address of a dask scheduler with a worker, as on a cluster."""
    there = tmp_path / "scheduler.json"
    both = ["--no-dashboard", "--scheduler-file", there]
    roles = {
        "scheduler": ["--host", "127.0.0.1", "--port", 0],
        "worker": ["--nthreads", 1, "--no-nanny", "--local-directory", tmp_path],
    }
    with ExitStack() as stack:
        for role, words in roles.items():
            command = [sys.executable, "-m", "dask", role, *map(str, [*both, *words])]
            process = stack.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL))
            stack.callback(process.terminate)
        while not (there.exists() and there.read_text().endswith("}")):
            assert process.poll() is None
            sleep(0.01)
        yield json.loads(there.read_text())["address"]


def test_a_scheduler_that_is_there_already_gives_the_same_bytes(
    scheduler, configs, tmp_path, undisturbed
):
    words = ["sweep", configs / "short.toml", "--out", tmp_path / "short", "--scheduler", scheduler]
    done = subprocess.run(faults.command(*words), timeout=PATIENCE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert same(tmp_path / "short", undisturbed / "short")
