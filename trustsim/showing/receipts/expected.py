"""What the repository expects: a digest of every panel and table, and how long each takes.

It is that of numbers to about a billionth of the largest of their series.

``trustsim reproduce all --out FOLDER`` makes the receipts; ``python tests/receipts.py FOLDER``
writes their digests down anew, after a change that was meant to.
"""

import json
from importlib.resources import files

from trustsim.showing.receipts.drawn import digest
from trustsim.showing.receipts.receipt import arithmetic

KEPT = "expected.json"


def kept():
    """What was written down: of each request its digests, where and with which theory."""
    return json.loads(files(__package__).joinpath(KEPT).read_text(encoding="utf-8"))


def key(receipt):
    """What names a request: a digest of its command and config."""
    return digest([receipt["asked"]["words"], receipt["asked"]["config"]])


def written_down(receipt, name, quick):
    """What is written down of one receipt of a work, at full size or as a quick look."""
    return {
        "of": name,
        "quick": quick,
        "seconds": receipt["made"]["processor_seconds"],
        "panels": nearly(receipt),
    }


def nearly(receipt):
    """The digest of each panel and table up to last bits, which other processors have otherwise."""
    return {panel: each["nearly"] for panel, each in receipt["panels"].items()}


def beside_expected(receipt):
    """How a receipt stands beside what the repository expects, in words; and whether it is that.

    None instead where nothing can be expected.
    """
    expected = kept()
    known = expected["requests"].get(key(receipt))
    if known is None:
        return None, "the repository expects nothing of this config at this size"
    if expected["arithmetic"] != arithmetic():
        return None, "exponentials have other last bits here than where the expected were made"
    now = nearly(receipt)
    names = [*now, *(panel for panel in known["panels"] if panel not in now)]
    other = [panel for panel in names if now.get(panel) != known["panels"].get(panel)]
    if not other:
        return True, f"all {len(names)} panels and tables are as the repository expects"
    changed = receipt["made"]["fingerprint"] != expected["fingerprint"]
    why = "; the theory has changed since these were written down" if changed else ""
    return False, f"{len(other)} of {len(names)} are not as expected: {', '.join(other[:5])}{why}"


def minutes(name, quick):
    """Minutes of one processor that a work took, at one size; None where nobody wrote it down."""
    for each in kept()["requests"].values():
        if (each["of"], each["quick"]) == (name, quick):
            return each["seconds"] / 60
    return None
