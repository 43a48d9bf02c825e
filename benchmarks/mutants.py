"""Would a test notice? Small faults in the theory and its readings, made one at a time.

    python benchmarks/mutants.py [FOLDER ...] [--many 60] [--seed 1]

A mutant is a copy of the package with one small fault: an operator or a bound exchanged, a number
moved, a condition turned round, arguments or items swapped, a word like ``max`` replaced, a step
left out, a result altered. Texts, annotations, decorators and ``__all__`` are left alone. A mutant
is killed when a test that guards its folder fails or does not end; those that live are printed with
their place, and the reason if ``survivors.toml`` knows one: they count as survivors all the same.

mutmut (3.8) leaves alone whatever is decorated, as every rule is; cosmic-ray (8) begins a process
for each mutant and edits the checkout. Here all heavy libraries are imported once, and each mutant
is tried by a fork of that process, in one of as many copies as there are cores.
"""

import ast
import hashlib
import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
import warnings
from pathlib import Path
from typing import NamedTuple

import pytest
import typer
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "benchmarks" / "survivors.toml"
ENOUGH = 0.92  # share of mutants that must be killed
PATIENCE = 5  # times as long as the tests take; a mutant that takes longer hangs, and is killed
HEAVY = ("numba", "pandas", "scipy.stats", "matplotlib.pyplot", "mesa", "pydantic", "pyarrow")
THEORY = (
    *("rules", "rules_of_trust", "rules_of_credit", "memory", "mentalising", "lessons"),
    *("encounters", "circumstances", "parenting"),
)
VISITS = ("", "_answers", "_showing", "_watching", "_lasting")
GUARDS = {  # the tests that guard a folder or file, quickest first; they play in plain Python
    "theory/rules": THEORY,
    "theory/encounters": (
        *("encounters", "hearing", "people", "lessons", "mentalising", "circumstances"),
        *("turns", "chance_and_probability", "laboratory"),
    ),
    "study/laboratory": (
        *[f"laboratory{each}" for each in VISITS],
        *("mentalising", "hearing", "chance_and_probability", "parenting", "adult_interview"),
    ),
    "study/population": ("population", "fitted"),
    "study/protocols": ("protocols", "procedures", "strange_situation", "blind", "fitted"),
}
GUARDS_COMPILED = {  # and those whose tests play with compiled loops, which no mutant here changes
    "measures": ("measures_by_hand", "measures", "lives"),
    "asking/patterns": (
        "patterns_of_theory",
        "patterns_of_attachment",
        "patterns_of_trust",
        "patterns_of_experiments",
        "verdicts",
    ),
    "asking/evidence": ("verdicts",),
    "asking/twins": ("twins",),
}
SWAPPED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.MatMult: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
    ast.And: ast.Or, ast.Or: ast.And,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
TURNED = {ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE, ast.GtE: ast.Lt}
PAIRS = (("min", "max"), ("minimum", "maximum"), ("any", "all"), ("mean", "sum"), ("log", "exp"))
EITHER_WAY = ("min", "max", "minimum", "maximum")  # their arguments may stand in any order
WORDS = dict(PAIRS) | {second: first for first, second in PAIRS}


class Mutant(NamedTuple):
    """One small fault."""

    file: str
    line: int
    function: str
    before: str  # the line, or lines, in which it is
    after: str
    source: str  # of the whole file

    @property
    def key(self):
        """What a reason in ``survivors.toml`` is kept under: no line number, so that it lasts."""
        return self.file, self.function, self.before, self.after


def but(node, **changed):
    """This piece of code with something exchanged, as text in brackets."""
    kept = {name: getattr(node, name) for name in node._fields}
    text = ast.unparse(type(node)(**kept | changed))
    return text if isinstance(node, ast.stmt | ast.Tuple) else f"({text})"


def swaps(items):
    """These items, with two neighbours exchanged, at each place."""
    for i in range(len(items) - 1):
        if ast.dump(items[i]) != ast.dump(items[i + 1]):
            yield [*items[:i], items[i + 1], items[i], *items[i + 2 :]]


def faults(node):
    """What may be written instead of this piece of code: (piece, text)."""
    match node:
        case ast.BinOp(op=op) | ast.BoolOp(op=op):
            yield node, but(node, op=SWAPPED[type(op)]())
        case ast.AugAssign(op=op):
            yield node, but(node, op=SWAPPED[type(op)]())
            yield node, "pass"
        case ast.Compare(ops=[op]):
            for table in (SWAPPED, TURNED):
                if type(op) in table:
                    yield node, but(node, ops=[table[type(op)]()])
        case ast.UnaryOp(operand=operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Constant(value=float(value)):
            yield node, str(1.0 - value if value in (0.0, 1.0) else 1.1 * value)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.comprehension(ifs=[test]):
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.Call(args=args, keywords=keywords):
            for swapped in swaps(
                [] if ast.unparse(node.func).split(".")[-1] in EITHER_WAY else args
            ):
                yield node, but(node, args=swapped)
            for i in range(len(keywords)):
                yield node, but(node, keywords=keywords[:i] + keywords[i + 1 :])
        case ast.Tuple(elts=elements, ctx=ast.Load()) | ast.List(elts=elements, ctx=ast.Load()):
            if not any(isinstance(each, ast.Slice) for each in elements):
                for swapped in swaps(elements):
                    yield node, but(node, elts=swapped)
        case ast.Name(id=word, ctx=ast.Load()) if word in WORDS:
            yield node, WORDS[word]
        case ast.Attribute(attr=word, ctx=ast.Load()) if word in WORDS:
            yield node, but(node, attr=WORDS[word])
        case ast.Return(value=ast.Compare() | ast.BoolOp() as value):
            yield value, f"(not ({ast.unparse(value)}))"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Tuple):
            yield value, f"(1.1 * ({ast.unparse(value)}))"
        case ast.Expr(value=ast.Call()) | ast.Continue() | ast.Break():
            yield node, "pass"
        case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
            yield node, "pass"


def pieces(node, function=""):
    """Every piece of code that may be at fault, with the name of the function that it is in."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "format_spec"):
            continue
        for child in value if isinstance(value, list) else [value]:
            match child:
                case ast.Assign(targets=[ast.Name(id="__all__")]):
                    continue
                case ast.AST():
                    yield function, child
                    yield from pieces(child, function)


def mutants_of(file):
    """Every mutant of one file."""
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    for function, piece in pieces(ast.parse(source)):
        for node, text in faults(piece):
            first, last = node.lineno - 1, node.end_lineno
            head = lines[first].encode()[: node.col_offset].decode()
            tail = lines[last - 1].encode()[node.end_col_offset :].decode()
            before, after = ("".join(lines[first:last]), head + text + tail)
            yield Mutant(
                file.relative_to(ROOT).as_posix(), node.lineno, function,
                " ".join(before.split()), " ".join(after.split()),
                "".join([*lines[:first], after, *lines[last:]]),
            )  # fmt: skip


def chosen(folder, many, seed):
    """So many mutants of a folder, by their digests: new code does not change the others' turn."""
    path = ROOT / "trustsim" / folder
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    unique = {mutant.key: mutant for file in files for mutant in mutants_of(file)}

    def turn(mutant):
        return hashlib.sha256(repr((seed, mutant.key)).encode()).digest()

    return sorted(unique.values(), key=turn)[:many]


def guards(folder):
    """The files of the tests that guard a folder."""
    return [f"tests/test_{name}.py" for name in (GUARDS | GUARDS_COMPILED)[folder]]


def begun(copy, folder, mutant):
    """A process that tries a mutant, or the package as it is, in a copy; its code is 0 if alive."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = mutant is not None
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    code = 100
    try:
        import numba

        numba.config.DISABLE_JIT = int(folder in GUARDS)
        from trustsim.theory.compiled import PACKAGE, fingerprint

        assert copy in PACKAGE.parents
        fingerprint()  # of the package as it is: what is compiled is kept under it
        if mutant:
            (copy / mutant.file).write_text(mutant.source, encoding="utf-8")
        code = int(pytest.main(["-x", "-p", "no:cacheprovider", *guards(folder)]))
    finally:
        os._exit(code)


def ended(running, patience):
    """Wait for one of the processes that run: its number, and whether it failed or hung."""
    while True:
        child, status = os.waitpid(-1, os.WNOHANG)
        if child:
            return child, status != 0
        for late in [each for each, (*_, at) in running.items() if at + patience < time.time()]:
            os.killpg(late, signal.SIGKILL)
            os.waitpid(late, 0)
            return late, True
        time.sleep(0.01)


def survivors(folder, mutants, copies):
    """Those of these mutants that no test kills."""
    start = time.time()
    as_it_is = [begun(copy, folder, None) for copy in copies]
    if sum(os.waitpid(child, 0)[1] for child in as_it_is):
        raise SystemExit(f"without a mutant these fail: pytest {' '.join(guards(folder))}")
    patience = 20.0 + PATIENCE * (time.time() - start)
    waiting, idle, running, alive = list(mutants), list(copies), {}, []
    while waiting or running:
        while waiting and idle:
            copy, mutant = idle.pop(), waiting.pop(0)
            running[begun(copy, folder, mutant)] = copy, mutant, time.time()
        child, killed = ended(running, patience)
        copy, mutant, _ = running.pop(child)
        shutil.copy2(ROOT / mutant.file, copy / mutant.file)
        idle.append(copy)
        if not killed:
            alive.append(mutant)
    return sorted(alive)


def known_reasons():
    """Why some survivors live, by their keys."""
    rows = tomllib.loads(REASONS.read_text(encoding="utf-8"))["survivor"]
    key = ("file", "function", "before", "after")
    return {tuple(row[part] for part in key): row["reason"] for row in rows}


def main(folders: list[str] = typer.Argument(None), many: int = 60, seed: int = 1):
    """Try mutants of these folders, or of all, and print those that live, and the rates."""
    folders = folders or [*GUARDS, *GUARDS_COMPILED]
    for folder in folders:
        if folder not in GUARDS | GUARDS_COMPILED:
            raise typer.BadParameter(f"{folder!r}: one of {', '.join(GUARDS | GUARDS_COMPILED)}")
    warnings.filterwarnings("ignore", "This process .* is multi-threaded")  # Arrow's, which is idle
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in HEAVY:
        importlib.import_module(name)
    settings.register_profile(
        "mutants",
        derandomize=True,
        deadline=None,
        max_examples=20,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),  # a slow machine is no fault
    )
    settings.load_profile("mutants")
    reasons, rates = known_reasons(), []
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CACHE_HOME"] = place
        copies = [Path(place) / str(core) for core in range(os.cpu_count())]
        for copy in copies:
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        for folder in folders:
            start = time.time()
            mutants = chosen(folder, many, seed)
            alive = survivors(folder, mutants, copies)
            for mutant in alive:
                print(f"{mutant.file}:{mutant.line} {mutant.function}")
                print(f"    {mutant.before}\n    {mutant.after}")
                print(f"    lives: {reasons.get(mutant.key, 'no reason is known')}", flush=True)
            tried, killed = len(mutants), len(mutants) - len(alive)
            rates.append(killed / tried)
            rate, seconds = f"{killed / tried:.1%}", time.time() - start
            print(f"{folder:12} {killed} of {tried} killed: {rate} ({seconds:.0f} s)", flush=True)
    if min(rates) < ENOUGH:
        raise SystemExit(f"fewer than {ENOUGH:.0%} in a folder")


if __name__ == "__main__":
    typer.run(main)
