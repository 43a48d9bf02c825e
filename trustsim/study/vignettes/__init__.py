"""Ways of caring, each a config that ships with the package: data, never rules."""

from functools import cache
from importlib.resources import files

from trustsim.mistakes import choice
from trustsim.study.scenario import loads

NAMES = ("reference", "sensitive", "rejecting", "intrusive", "inconsistent", "frightening")


@cache
def vignette(name):
    """The scenario of one vignette. Raises Mistake for a name that there is not."""
    choice("vignette", name, NAMES)
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return loads(text, where=f"vignette {name}", name=name)
