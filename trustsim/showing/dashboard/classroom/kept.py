"""The file of a room: a line for each thing that happened, on the disk before it counts."""

import os
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path
from pydantic import ValidationError

from trustsim.mistakes import Mistake, listed
from trustsim.showing.dashboard.classroom.happenings import LINE

FILE = "room.jsonl"
LOCK = "room.lock"  # held by the server of the room, and let go of however that ends


def usual():
    """The folder of today's room, where none is named."""
    return user_data_path("trustsim") / "rooms" / date.today().isoformat()


class Kept:
    """What is written down of a room, which no other server may serve meanwhile."""

    def __init__(self, folder):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = FileLock(folder / LOCK)
        try:
            self.lock.acquire(timeout=0)
        except Timeout:
            raise Mistake(
                f"{folder}: this room is open already, in another server; "
                "--room FOLDER opens another one"
            ) from None
        self.path = folder / FILE
        self.file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self.whole = True  # does the file end with the end of a line?

    def read(self):
        """All that happened, and a message where some lines cannot be read; the rest is there."""
        found, damaged = [], []
        text = self.path.read_bytes()
        self.whole = not text or text.endswith(b"\n")
        for number, line in enumerate(text.splitlines(), 1):
            if not line:  # after one that was whole, although its writing was said to have failed
                continue
            try:
                found.append(LINE.validate_json(line))
            except ValidationError:
                damaged.append(str(number))
        if not damaged:
            return found, ""
        return found, (
            f"{self.path}: what stands in line {listed(damaged)} cannot be read and is passed "
            "over; all else is there"
        )

    def append(self, happening):
        """Write down what happened; it has reached the disk when this returns. Raises Mistake."""
        line = happening.model_dump_json().encode() + b"\n"
        line = line if self.whole else b"\n" + line
        try:
            self.whole = False
            if os.write(self.file, line) < len(line):
                raise OSError(0, "there is no room on the disk")
            os.fsync(self.file)
            self.whole = True
        except OSError as error:
            raise Mistake(f"{self.path}: cannot be written ({error.strerror})") from None

    def close(self):
        """Let another server have the room."""
        os.close(self.file)
        self.lock.release()
