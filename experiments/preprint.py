"""The figures of a preprint, with captions that stand alone.

    python experiments/preprint.py FOLDER [OUT]

FOLDER is what `trustsim reproduce all [--quick] --out FOLDER` has left. Into OUT (preprint, if
unset) come the figures, numbered, as PDF and PNG, and preprint.md, which shows them with their
captions and says which command makes each of them.
"""

import shutil
import sys
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from trustsim.engine.records import whole
from trustsim.mistakes import Mistake
from trustsim.showing.receipts.listed import documented, works
from trustsim.showing.receipts.receipt import read_receipt, sizes

CAPTIONS = Path(__file__).with_suffix(".toml")
KINDS = ("pdf", "png")


def figure(number, name, told, folder, out):
    """Bring one figure along; what preprint.md says of it."""
    (work,) = (each for each in works() if name in each.figures)
    made, command = folder / work.folder, f"trustsim {' '.join(work.words)}"
    try:
        receipt = read_receipt(made)
    except Mistake as mistake:
        raise Mistake(f"{mistake}; it is made by: {command} --out {made}") from None
    panels = documented()[name]["figures"]
    letters = "abcdefgh"[: len(panels)] if len(panels) > 1 else [""]
    shown = []
    for letter, panel in zip(letters, panels, strict=True):
        for kind in KINDS:
            drawn = made / "figures" / f"{panel}.{kind}"
            if not drawn.exists():
                raise Mistake(f"{drawn}: no such file; it is made by: {command}")
            shutil.copyfile(drawn, out / f"figure_{number}{letter}.{kind}")
        shown.append(f"![Figure {number}{letter}](figure_{number}{letter}.png)")
    caption = told["caption"].format_map(receipt["made"] | sizes(receipt))
    source = f"`{command}`, seed {receipt['made']['seed']}, digest `{receipt['digest'][:16]}`"
    return "\n".join(
        [*shown, "", f"**Figure {number}. {told['title']}.** {caption} ({source})", ""]
    )


def main(
    folder: Annotated[Path, typer.Argument(help="What `trustsim reproduce all` has left.")],
    out: Annotated[Path, typer.Argument(help="Where the figures go.")] = Path("preprint"),
):
    """Bring the figures together, and write what each of them shows."""
    captions = tomllib.loads(CAPTIONS.read_text(encoding="utf-8"))
    try:
        with whole(out) as partial:
            texts = [
                figure(number, name, told, folder, partial)
                for number, (name, told) in enumerate(captions.items(), 1)
            ]
            (partial / "preprint.md").write_text("\n".join(texts), encoding="utf-8")
    except Mistake as mistake:
        print(f"preprint: {mistake}", file=sys.stderr)
        raise typer.Exit(2) from None
    print(f"{len(texts)} figures are in {out}")


if __name__ == "__main__":
    typer.run(main)
