"""What the repository expects of every panel and table, to see whether a change has moved a number.

python tests/receipts.py FOLDER [--quick]   writes expected.json anew, after a change that was meant
to, from what ``trustsim reproduce all [--quick] --out FOLDER`` has left; the other size is kept.
"""

import json
import sys
from pathlib import Path

from trustsim.showing.receipts import expected
from trustsim.showing.receipts.listed import works
from trustsim.showing.receipts.receipt import NAME, arithmetic, read_receipt
from trustsim.theory.compiled import fingerprint

FILE = Path(expected.__file__).with_name(expected.KEPT)


def write(folder, quick):
    """Write down what is in the folder, beside what was of the other size; how many there are."""
    requests = {
        key: each for key, each in expected.kept()["requests"].items() if each["quick"] != quick
    }
    for work in works():
        if (folder / work.folder / NAME).exists():
            receipt = read_receipt(folder / work.folder)
            requests[expected.key(receipt)] = expected.written_down(receipt, work.name, quick)
    written = {"arithmetic": arithmetic(), "fingerprint": fingerprint(), "requests": requests}
    FILE.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return sum(each["quick"] == quick for each in requests.values())


if __name__ == "__main__":
    number = write(Path(sys.argv[1]), "--quick" in sys.argv)
    print(f"{number} of {len(works())} are written down in {FILE}")
