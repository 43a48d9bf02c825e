"""A sweep is cut alike everywhere, and what was played apart comes together as one."""

import math

import pytest
from stores import CONFIG, begun, changed, content, played

import trustsim as ts
from trustsim import sweeps
from trustsim.showing.report import sweeping
from trustsim.sweeps import pieces, store


def test_merged_shards_are_the_whole_sweep_byte_for_byte(tmp_path):
    whole = played(tmp_path / "whole")
    shards = [played(tmp_path / f"s-{k}-of-4", shard=(k, 4)) for k in (3, 1, 4, 2)]
    assert sum(len(shard.kept) for shard in shards) == 6
    merged = sweeps.merged([shard.folder for shard in shards])
    assert merged.folder == tmp_path / "s"
    assert content(merged.folder) == content(whole.folder)


def test_unfinished_shards_give_what_they_have(tmp_path):
    whole = played(tmp_path / "whole")
    shards = [played(tmp_path / f"s-{k}-of-2", shard=(k, 2), most=k) for k in (1, 2)]
    merged = sweeps.merged([shard.folder for shard in shards], tmp_path / "m")
    assert merged.kept == [0, 1, 3]
    assert content(played(tmp_path / "m").folder) == content(whole.folder)


def test_shards_of_different_sweeps_do_not_merge(tmp_path):
    first = begun(tmp_path / "a", shard=(1, 2)).folder
    second = begun(tmp_path / "b", CONFIG | {"seed": 8}, shard=(2, 2)).folder
    with pytest.raises(ts.Mistake, match=r"config\.seed: was 8, is 3"):
        sweeps.merged([first, second], tmp_path / "m")
    assert not (tmp_path / "m").exists()


def test_a_piece_with_other_numbers_in_it_does_not_merge(tmp_path):
    first, second = played(tmp_path / "a", most=1), begun(tmp_path / "b")
    other = second.missing[1]
    store.keep(second, 0, store.packed(pieces.order(second.sweep, other)))
    with pytest.raises(ts.Mistake, match="another folder has this piece with other numbers"):
        sweeps.merged([first.folder, second.folder], tmp_path / "m")
    assert not (tmp_path / "m").exists()


def test_one_shard_is_not_mistaken_for_another(tmp_path):
    begun(tmp_path / "s", shard=(1, 2))
    with pytest.raises(ts.Mistake, match="holds shard 1 of 2, not shard 2 of 2"):
        begun(tmp_path / "s", shard=(2, 2))


@pytest.mark.parametrize("text", ["4/3", "0/3", "x", "1/2/3", "-1/2"])
def test_a_bad_shard_is_told(text):
    with pytest.raises(ts.Mistake, match="write k/n, for instance 3/10"):
        sweeping.shard_of(text)


def test_how_a_sweep_is_cut_follows_from_its_config_alone():
    sweep = sweeps.sweep_from_config(
        changed(vary={"marking": {"low": 0.1, "high": 0.9, "steps": 200}})
    )
    cut = pieces.pieces(sweep)
    assert [piece.first for piece in cut[1:]] == [piece.last for piece in cut[:-1]]
    assert (cut[0].first, cut[-1].last) == (0, 200)
    assert pieces.FEWEST_PIECES <= len(cut) <= pieces.MOST_PIECES


def test_a_long_sweep_is_not_cut_into_too_many_pieces():
    vary = {"marking": {"low": 0.1, "high": 0.9}}
    config = changed(vary=vary, design="latin_hypercube", points=20_001)
    years = {"children": 10_000, "visits": {"strange_situation": {}}}
    sweep = sweeps.sweep_from_config(config | years, trusted=True)
    assert len(pieces.pieces(sweep)) == math.ceil(20_001 / 5)
