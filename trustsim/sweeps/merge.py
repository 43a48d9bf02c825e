"""Shards of one sweep become one store, the same as if it had been played in one place."""

import re
from pathlib import Path

from trustsim.engine.records import whole
from trustsim.mistakes import Mistake
from trustsim.sweeps.files import durably, settle
from trustsim.sweeps.store import damaged, opened, unchanged, write_description

OF_SHARD = re.compile(r"-\d+-of-\d+$")


def merged(folders, out=None):
    """Bring shards of one sweep together in a new folder; returns its store.

    Shards that are not finished give what they have, and the new store can be resumed. Raises
    Mistake where two folders hold different sweeps, or the same piece with other content.
    """
    if not folders:
        raise Mistake("merge needs the folders of some shards")
    stores = [opened(folder) for folder in folders]
    first = stores[0]
    for store in stores[1:]:
        unchanged(store, first.identity)
    out = Path(out) if out else common_folder([store.folder for store in stores])
    with whole(out) as partial:
        write_description(partial, first.sweep)
        for store in stores:
            for number in sorted(set(store.kept) - set(damaged(store))):
                tables = [store.file(number, table) for table in reversed(store.tables)]
                for file in (store.list_of(number), *tables):
                    copy(file, partial / file.parent.name)
    settle(out.parent)
    return opened(out)


def copy(file, folder):
    """Copy a file into a folder; where it is there already, it must say the same."""
    there, content = folder / file.name, file.read_bytes()
    if there.exists():
        if there.read_bytes() != content:
            raise Mistake(f"{file}: another folder has this piece with other numbers in it")
        return
    durably(there, content)


def common_folder(folders):
    """The name of the sweep that these shards are of: what their names begin with."""
    names = {folder.with_name(OF_SHARD.sub("", folder.name)) for folder in folders}
    if len(names) > 1 or names & set(folders):
        raise Mistake("say with --out where the merged sweep should be")
    return names.pop()
