"""Play what is missing of a sweep, and keep every piece as soon as it is there."""

import errno

from trustsim.engine.progress import bar
from trustsim.mistakes import Mistake, Stopped, command
from trustsim.sweeps.distribute import cluster, files_as_played
from trustsim.sweeps.files import UNFINISHED
from trustsim.sweeps.store import LOCK, damaged, keep

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def play(store, address=None, cores=None):
    """Play the missing pieces of a store, on the cluster at an address or on cores of our own.

    Whatever ends it early, the pieces that are done are kept. Raises Mistake where somebody else
    plays the same store, the disk is full, or a piece cannot be played; Stopped at Ctrl-C.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(store.folder / LOCK, blocking=False):
            for left in store.folder.glob(f"*/.*{UNFINISHED}"):
                left.unlink()
            unobstructed(store)
            for number in damaged(store):
                store.file(number).unlink()
            play_missing(store, address, cores)
    except Timeout:
        raise Mistake(f"{store.folder}: somebody else is playing it; wait, or end that") from None
    except KeyboardInterrupt:
        raise Stopped(f"stopped; {what_is_kept(store)}") from None
    except OSError as error:
        reason = "the disk is full" if error.errno in FULL else error.strerror
        raise Mistake(f"{store.folder}: {reason}; {what_is_kept(store)}") from None
    except Mistake as mistake:
        raise Mistake(f"{mistake}; {what_is_kept(store)}") from None


def unobstructed(store):
    """Raise where a folder has the name of a file of ours; it is not for us to remove."""
    for number in store.numbers:
        files = [store.file(number, table) for table in store.tables]
        for path in (*files, store.list_of(number)):
            if path.is_dir():
                raise Mistake(
                    f"{path}: is a folder where a file of the sweep belongs; move it away"
                )


def play_missing(store, address, cores):
    """Play and keep, with a bar that counts points."""
    missing = store.missing
    if not missing:
        return
    points = sum(piece.last - piece.first for piece in missing)
    with cluster(address, cores) as client, bar("points", points) as tell:
        for piece, files in files_as_played(client, store.sweep, missing):
            keep(store, piece.number, files)
            tell(piece.last - piece.first)


def what_is_kept(store):
    """What is safe, and how to go on, in words."""
    here, asked = len(store.kept), len(store.numbers)
    return f"{here} of {asked} pieces are kept: {command('resume', store.folder)}"
