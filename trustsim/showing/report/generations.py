"""What the command for generations does, and what it leaves behind."""

from functools import partial

import tomli_w

from trustsim.asking import evidence, generations
from trustsim.asking.patterns import OF_DESCENT
from trustsim.engine.records import first_whole, numbered
from trustsim.mistakes import Mistake
from trustsim.showing.receipts.receipt import request
from trustsim.showing.report.folder import folder_asked_for, leave
from trustsim.showing.report.lines import seen


def tables_of(descent, line=None):
    """Every table of lines of descent, by name."""
    made = {"course": generations.course(descent), "cycle": generations.cycle(descent)}
    if len(descent.asked.arms) > 1:
        made["differences"] = generations.differences(descent)
    if line is not None:
        made["line"] = generations.of_line(descent, line)
    return made


def figures_of(asked, tables):
    """Every figure of lines of descent, by name."""
    from trustsim.showing import figures

    made = {
        "generations": partial(figures.generations, asked, tables["course"]),
        "cycle": partial(figures.cycle, asked, tables["cycle"]),
    }
    if "differences" in tables:
        made["differences"] = partial(figures.differences, asked, tables["differences"])
    if "line" in tables:
        made["family_tree"] = partial(figures.family_tree, asked, tables["line"])
        made["family_cycle"] = partial(figures.family_cycle, asked, tables["line"])
    return made


def descend(asked, line, engine, out, threads):
    """The tables of lines of descent; kept in a folder with its figures if one was asked for."""
    if line is not None and not 0 <= line < asked.lines:
        raise Mistake(f"--line {line}: there are lines 0 to {asked.lines - 1}")
    wanted = request("generations", asked, line=line, engine=engine)
    with folder_asked_for(out) as folder:
        tables = tables_of(generations.descended(asked, engine, threads), line)
        kept(folder, wanted, asked, tables)
    return tables


def reproduce_generations(asked, out, threads, quick=False):
    """Tables, figures and verdicts of lines of descent, in a folder; returns folder and verdicts.

    One line is drawn as a family: the first one.
    """
    wanted = request("reproduce", asked, quick=quick)
    with first_whole([out] if out else numbered(asked.name)) as (folder, unfinished):
        descent = generations.descended(asked, threads=threads)
        verdicts = seen([evidence.judged_of(name, descent) for name in OF_DESCENT], quick)
        tables = tables_of(descent, line=0) | {"verdicts": evidence.verdict_table(verdicts)}
        kept(unfinished, wanted, asked, tables)
    return folder, verdicts


def kept(folder, wanted, asked, tables):
    """Tables, figures and config; nothing where no folder was asked for."""
    if folder is not None:
        texts = {"generations.toml": tomli_w.dumps(asked.given)}
        leave(folder, wanted, asked.life, figures_of(asked, tables), tables, texts)
