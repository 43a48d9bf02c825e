"""The name of a folder in the making belongs to one process, for as long as that process lives.

While a folder is made, a hidden one stands beside it, with a lock in it that the system takes back
from a process that ends, however it ends. What a dead process left is removed by the next one; what
a living one has, on this machine or on another that shares the disk, is left alone.
"""

import errno
import os
import shutil
from contextlib import contextmanager, suppress

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

HIDDEN = ".{}.growing"
LOCK, CONTENT = "lock", "content"


@contextmanager
def reserved(folder):
    """A hidden folder beside this one, to be filled; None where another process is filling it."""
    for left in folder.parent.glob(HIDDEN.format("*")):
        with suppress(OSError):  # of somebody else
            forget(left)
    hidden = folder.with_name(HIDDEN.format(folder.name))
    lock = owned(hidden)
    if lock is None:
        yield None
        return
    try:
        (hidden / CONTENT).mkdir()
        yield hidden / CONTENT
    finally:
        release(hidden, lock)


def owned(hidden):
    """The lock of a hidden folder that is now ours and empty; None where another process has it.

    Where the file system has no locks, it is ours only if it was not there before.
    """
    while True:
        new = made(hidden)
        try:
            lock = (hidden / LOCK).open("a")
        except FileNotFoundError:  # whoever had it has just removed it
            continue
        with suppress(FileNotFoundError):
            if not held(lock, otherwise=new):
                lock.close()
                return None
            if os.path.samestat(os.fstat(lock.fileno()), (hidden / LOCK).stat()):
                shutil.rmtree(hidden / CONTENT, ignore_errors=True)
                return lock
        lock.close()


def made(hidden):
    """Has this call made the folder?"""
    try:
        hidden.mkdir()
    except FileExistsError:
        return False
    return True


def held(lock, otherwise):
    """Is this open file locked now, by us alone? ``otherwise`` is said where there are no locks."""
    try:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES):
            return False
    return otherwise


def forget(hidden):
    """Remove a hidden folder that no living process has."""
    if not (hidden / LOCK).exists():
        hidden.rmdir()  # ended before it was locked; whoever is about to lock it makes it again
    elif lock := owned(hidden):
        release(hidden, lock)


def release(hidden, lock):
    """Remove what is ours, the lock last: what its next owner makes is not removed."""
    shutil.rmtree(hidden / CONTENT, ignore_errors=True)
    if fcntl is None:
        lock.close()  # Windows removes no open file
    with suppress(OSError):
        (hidden / LOCK).unlink()
    lock.close()
    with suppress(OSError):
        hidden.rmdir()
