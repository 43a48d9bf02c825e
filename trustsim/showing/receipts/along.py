"""Where a config is that a user names: a file, or one of those that come along."""

from pathlib import Path

from trustsim.mistakes import Mistake, alike, quoted

ALONG = Path(__file__).parents[2] / "configs"


def shipped():
    """The names of the configs that come along, as ``therapy/mbt``, and their files."""
    files = sorted(ALONG.glob("*.toml")) + sorted(ALONG.glob("*/*.toml"))
    return {file.relative_to(ALONG).with_suffix("").as_posix(): file for file in files}


def found(given):
    """The file of the config that was given: a path, or the name of one that comes along.

    Raises Mistake for what is neither; what looks like a path is left to whoever reads it.
    """
    try:
        if given is None or given.is_file():
            return given
    except OSError:  # a name that no disk takes: whoever reads it says so
        return given
    along, name = shipped(), given.as_posix()
    if name in along:
        return along[name]
    if given.exists():
        return given
    if given.suffix:
        came = given.with_suffix("").as_posix().removeprefix(f"{ALONG.name}/")
        if came in along:
            raise Mistake(f"{quoted(name)}: no such file; of those that come along it is '{came}'")
        if close := alike(came, along):
            raise Mistake(f"{quoted(name)}: no such file; did you mean '{close[0]}'?")
        return given
    by_last = {each.split("/")[-1]: each for each in along}
    meant = alike(name, along) or [by_last[each] for each in alike(name, by_last)]
    hint = f"did you mean '{meant[0]}'?" if meant else "`trustsim figures` lists them"
    raise Mistake(f"{quoted(name)}: no such file, and no config of this name comes along; {hint}")
