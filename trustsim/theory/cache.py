"""Where compiled code is kept, and when it is trusted.

numba's own cache believes whatever stands in its files: one that is cut stops every command, and
one with zeros in it ends the process. Here a file begins with a digest of the rest. What cannot be
read or written costs the time to compile once more, and a line that says so.
"""

import hashlib
import logging
import os
import pickle
import platform
import tempfile
from functools import cache
from pathlib import Path

import numba
import platformdirs
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

DIGEST = hashlib.sha256().digest_size


class CheckedCache(NullCache):
    """The compiled code of one function: a file for each signature, processor and version.

    ``source`` is a digest of all source that went into it: an edit takes another folder.
    """

    def __init__(self, function, source):
        self.name = function.__name__
        self.source = source

    def load_overload(self, sig, target_context):
        """The compiled code for a signature, or None where there is none to be trusted."""
        target_context.refresh()
        try:
            content = self.file(sig, target_context.codegen()).read_bytes()
            return CompileResult._rebuild(target_context, *pickle.loads(unsealed(content)))
        except FileNotFoundError:
            return None
        except Exception as error:  # whatever is wrong with it: it can be compiled once more
            return compiled_in_memory(reason(error))

    def save_overload(self, sig, data):
        """Keep compiled code: a file that is there with all its content, or not at all."""
        if data.library.has_dynamic_globals:  # addresses of this process
            return
        try:
            put(self.file(sig, data.codegen), sealed(dumps(data._reduce())))
        except (OSError, RuntimeError) as error:
            compiled_in_memory(reason(error))

    def file(self, sig, codegen):
        """Where the code for a signature and a processor is kept."""
        made_for = numba.__version__, platform.python_version(), sig, codegen.magic_tuple()
        digest = hashlib.sha256(repr(made_for).encode()).hexdigest()[:16]
        return folder() / self.source / f"{self.name}-{digest}"


def folder():
    """The folder of all compiled code. Raises RuntimeError for a user who has no home."""
    path = Path(platformdirs.user_cache_dir("trustsim"))
    if not path.is_absolute():
        raise RuntimeError("no home directory")
    return path


def put(path, content):
    """Write a file under a name of its own, which then takes its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def sealed(content):
    """Content that says by itself whether it is whole."""
    return hashlib.sha256(content).digest() + content


def unsealed(content):
    """What was sealed. Raises ValueError where a byte of it has changed."""
    digest, content = content[:DIGEST], content[DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("a file is damaged")
    return content


def reason(error):
    """Why something failed, in a few words."""
    return getattr(error, "strerror", None) or str(error)


@cache
def compiled_in_memory(why):
    """Say, once, that the cache is of no use."""
    logging.getLogger("trustsim").warning(
        "trustsim: the cache of compiled code cannot be used (%s): compiled anew", why
    )
