"""The drawing of two people in an encounter, which every page that shows one is given."""

from pathlib import Path

HERE = Path(__file__).parent
DRAWING = {name: (HERE / f"{name}.vue").read_text(encoding="utf-8") for name in ("scene", "gate")}
