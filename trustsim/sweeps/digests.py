"""What the files of a sweep were when they were written: the SHA-256 of each.

A list has a line for each file, as ``sha256sum`` writes and checks them; not a bit of a file can
change without its line becoming another.
"""

import hashlib

LISTS = "digests"  # the folder of the lists
AS_THEY_ARE = ".parquet"  # other files are texts, whose line ends git may have changed


def digest_list(contents):
    """The list of some files: a line for the content of each name."""
    return "".join(f"{digest_line(name, content)}\n" for name, content in contents.items()).encode()


def digest_line(name, content):
    """The line of a file in a list."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}"


def as_written(name, content):
    """What was written into a file of a sweep, of what is in it now."""
    return content if name.endswith(AS_THEY_ARE) else with_our_line_ends(content)


def with_our_line_ends(text):
    """A text, in bytes, as it was written."""
    return text.replace(b"\r\n", b"\n")


def digest_lines(path):
    """The lines of a list; none where there is no list."""
    return with_our_line_ends(content(path)).decode("ascii", "replace").split("\n")


def changed_files(folder, lines, names):
    """Those of these files that are not what the lines of a list say, or not there."""
    return [
        name
        for name in names
        if digest_line(name, as_written(name, content(folder / name))) not in lines
    ]


def content(path):
    """What is in a file; nothing where it cannot be read, which no file of a sweep holds."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
