"""A sweep keeps what it promised: what is not as it was written is told wherever it is read."""

import importlib
import random
import shutil
import subprocess
import warnings
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from stores import changed, content, played

from trustsim import mistakes, sweeps
from trustsim.mistakes import Mistake
from trustsim.showing import cli
from trustsim.showing.report import sweeping
from trustsim.sweeps import digests, pieces, store

playing = importlib.import_module("trustsim.sweeps.play")

SEED, FLIPS = 20, 300  # written down first
ASKED = changed(children=["births"])
SHAPES = ["", "{", "[]", "{}", "3", "null", '"x"', '{"format": 2}', '{"format": [2]}', "[" * 99999,
          '{"format": 2, "config": 3}', '{"format": "2"}', "\ufeff{}"]  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A small sweep, and one of another seed."""
    folder = tmp_path_factory.mktemp("sound")
    played(folder / "first", ASKED)
    played(folder / "other", ASKED | {"seed": 4})
    return folder


@pytest.fixture
def copy(sound, tmp_path):
    """A copy of the small sweep, to be changed."""
    return shutil.copytree(sound / "first", tmp_path / "first")


def here(client, sweep, missing):
    """Answers from this process, in order."""
    for piece in missing:
        yield piece, store.packed(pieces.order(sweep, piece))


def resumed(folder, monkeypatch):
    """The sweep, gone on with in this process."""
    monkeypatch.setattr(playing, "cluster", lambda address, cores: nullcontext())
    monkeypatch.setattr(playing, "files_as_played", here)
    sweeps.play(sweeps.resumable(folder))


def read(folder):
    """The rows, where nothing is told."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return sweeps.read_sweep(folder)


def checked(folder):
    """Does everything pass as sound?"""
    return sweeping.status(folder, check=True)[-1].startswith("checked")


def files(folder):
    """Every file of a sweep."""
    return [folder / name for name in content(folder)]


def test_no_bit_that_changes_passes_as_sound(sound, copy):
    rows, chance = read(sound / "first"), random.Random(SEED)
    for _ in range(FLIPS):
        file = chance.choice(files(copy))
        before = file.read_bytes()
        place, bit = chance.randrange(len(before)), chance.randrange(8)
        after = bytearray(before)
        after[place] ^= 1 << bit
        file.write_bytes(after)
        where = f"bit {bit} of byte {place} of {file.relative_to(copy)}"
        try:
            told = not checked(copy)
        except Mistake:
            told = True
        assert told, where
        try:
            pd.testing.assert_frame_equal(read(copy), rows)
        except Mistake:
            continue
        finally:
            file.write_bytes(before)
    assert checked(copy)


@pytest.mark.parametrize("table", ["rows", "births"])
def test_a_piece_that_was_copied_over_another_is_noticed_and_played_again(
    table, sound, copy, monkeypatch
):
    shutil.copy(copy / table / "000000.parquet", copy / table / "000001.parquet")
    assert "damaged   1 of these, to be played again: 1" in sweeping.status(copy, check=True)
    if table == "rows":
        with pytest.raises(Mistake, match=r"1 of 6 pieces are damaged: trustsim status --check"):
            read(copy)
    resumed(copy, monkeypatch)
    assert content(copy) == content(sound / "first")


def test_a_piece_of_another_sweep_is_noticed_although_its_digests_came_with_it(sound, copy):
    for name in ("rows/000002.parquet", "births/000002.parquet", "digests/000002.sha256"):
        shutil.copy(sound / "other" / name, copy / name)
    with pytest.raises(Mistake, match="1 of 6 pieces are damaged"):
        read(copy)


def test_a_damaged_piece_does_not_get_into_a_merged_sweep(tmp_path):
    shards = [played(tmp_path / f"s-{k}-of-2", ASKED, (k, 2)) for k in (1, 2)]
    file = shards[0].file(2)
    file.write_bytes(file.read_bytes()[::-1])
    merged = sweeps.merged([shard.folder for shard in shards])
    assert "missing   points 2" in sweeping.status(merged.folder, check=True)


def test_the_lists_are_those_of_sha256sum(sound):
    if shutil.which("sha256sum") is None:
        pytest.skip("needs sha256sum")
    lists = sorted((sound / "first" / digests.LISTS).iterdir())
    command = ["sha256sum", "--check", "--quiet", "--strict", *lists]
    subprocess.run(command, cwd=sound / "first", check=True)
    names = {line[66:] for each in lists for line in each.read_text().splitlines()}
    assert names == {name for name in content(sound / "first") if not name.startswith("digests")}


def test_line_ends_that_git_has_changed_are_no_damage(sound, copy):
    for file in files(copy):
        if file.suffix != ".parquet":
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert checked(copy)
    pd.testing.assert_frame_equal(read(copy), read(sound / "first"))


# holes


def test_rows_of_a_sweep_with_a_hole_say_so(copy):
    for number in (1, 2, 4):
        (copy / "rows" / f"00000{number}.parquet").unlink()
    told = "3 of 6 pieces played, without points 1 to 2, 4"
    with pytest.warns(UserWarning, match=f"{copy}: {told}"):
        rows = sweeps.read_sweep(copy)
    assert rows.attrs["unfinished"] == told
    assert "missing   points 1 to 2, 4" in sweeping.status(copy)


def test_a_plot_of_a_sweep_with_a_hole_says_so(copy, trustsim):
    (copy / "rows" / "000001.parquet").unlink()
    printed = trustsim("plot", copy, "--x", "sensitivity", "--value", "secure").out
    assert "note: not finished: 5 of 6 pieces played, without points 1" in printed


# broken folders


@pytest.fixture
def trustsim(capsys, monkeypatch):
    """Run a command; returns its exit code and what it printed."""

    def command(*arguments):
        monkeypatch.setattr("sys.argv", ["trustsim", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return SimpleNamespace(code=end.value.code or 0, **capsys.readouterr()._asdict())

    return command


def broken_shard(folder):
    (folder / "shard.json").write_text("[1]")


def no_shard(folder):
    (folder / "shard.json").unlink()


def a_folder_for_a_piece(folder):
    (folder / "rows" / "000001.parquet").unlink()
    (folder / "rows" / "000001.parquet").mkdir()


def no_rows(folder):
    shutil.rmtree(folder / "rows")


def no_digests(folder):
    shutil.rmtree(folder / "digests")


def an_identity_that_is_a_folder(folder):
    (folder / "identity.json").unlink()
    (folder / "identity.json").mkdir()


def commands(folder):
    """What can be asked of a sweep that has been played."""
    plot = ["plot", folder, "--x", "sensitivity", "--value", "secure", "--out", folder / "figures"]
    merge = ["merge", folder, "--out", folder.with_name("merged")]
    return [["status", folder], ["status", folder, "--check"], plot, merge, ["point", folder, 1],
            ["sensitivity", folder], ["resume", folder]]  # fmt: skip


@pytest.mark.parametrize(
    "breaks", [broken_shard, no_shard, no_rows, no_digests, an_identity_that_is_a_folder]
)
def test_a_broken_folder_gets_one_message_from_every_command(breaks, copy, trustsim):
    breaks(copy)
    for command in commands(copy):
        done = trustsim(*command)
        assert done.code == 2, command
        assert done.out == "", command
        assert done.err.startswith(f"trustsim: {copy}"), command
        assert done.err.count("\n") == 1, command
    with pytest.raises(Mistake):
        read(copy)
    assert not copy.with_name("merged").exists()


@pytest.mark.parametrize("text", SHAPES, ids=range(len(SHAPES)))
def test_an_identity_of_any_shape_is_told(text, copy):
    (copy / "identity.json").write_text(text, encoding="utf-8")
    for open_it in (sweeps.opened, sweeps.resumable, sweeps.read_sweep):
        with pytest.raises(Mistake, match=r"was it changed|its format is|not as it was written"):
            open_it(copy)


@pytest.mark.parametrize("name", ["sweep.toml", "resolved.toml", "points.csv", "identity.json"])
def test_a_description_that_was_changed_is_named(name, copy):
    before = (copy / name).read_text()
    (copy / name).write_text(f"{before} ")
    for reads in (sweeps.opened, sweeps.read_sweep, lambda folder: sweeps.merged([folder], "m")):
        with pytest.raises(Mistake, match=f"{name}: is not as it was written"):
            reads(copy)


def test_a_folder_where_a_piece_belongs_is_damage_and_is_not_removed(copy, trustsim):
    a_folder_for_a_piece(copy)
    assert "damaged   1 of these, to be played again: 1" in sweeping.status(copy)
    with pytest.raises(Mistake, match="1 of 6 pieces are damaged"):
        read(copy)
    done = trustsim("resume", copy)
    assert done.code == 2
    assert "000001.parquet: is a folder where a file of the sweep belongs" in done.err
    assert (copy / "rows" / "000001.parquet").is_dir()


def test_a_script_sees_by_the_exit_code_that_a_sweep_is_damaged(copy, trustsim):
    assert trustsim("status", "--check", copy).code == 0
    rows = copy / "rows" / "000000.parquet"
    rows.write_bytes(rows.read_bytes()[:-9] + b"!" + rows.read_bytes()[-8:])
    assert trustsim("status", "--check", copy).code == 1


def test_a_folder_that_looks_like_an_option_can_be_copied_from_a_command():
    assert mistakes.command("resume", Path("-s")) == "trustsim resume ./-s"
