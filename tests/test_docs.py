"""The documents agree with the code: equations, parameters, links and commands."""

import ast
import re
from pathlib import Path

import pytest

import trustsim as ts
from trustsim.showing.cli import app
from trustsim.showing.report import parameter_rows
from trustsim.study.population import FACTORS
from trustsim.theory.parameters import Theory

PACKAGE = Path(ts.__file__).parent
ROOT = Path(__file__).parents[1]
NAMES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
DOCUMENTS = [file for file in map(ROOT.joinpath, NAMES) if file.exists()]
DOCUMENTS += sorted((ROOT / "docs").glob("*.md"))
ODD = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
EQUATIONS = {  # number -> the files that hold it, as its heading says
    int(number): re.findall(r"`([\w/]+\.py)`", rest)
    for number, rest in re.findall(r"^\*\*Eq\. (\d+),(.*?)\)\.", ODD, re.MULTILINE | re.DOTALL)
}
CODE = re.compile(r"^```.*?^```|`[^`]+`", re.MULTILINE | re.DOTALL)
PARAMETERS = [row["name"] for row in parameter_rows()]

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)


def cited(text):
    """The numbers of the equations that a text cites: 'eq. 3', 'eqs 5-7, 9 and 12'."""
    part = r"\d+(?:-\d+)?"
    for numbers in re.findall(
        rf"\beqs?\.?\s+({part}(?:(?:,| and)\s+{part})*)", text, re.IGNORECASE
    ):
        for each in re.findall(part, numbers):
            first, _, last = each.partition("-")
            yield from range(int(first), int(last or first) + 1)


def cited_in(file):
    """The numbers that the docstrings of a file cite."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    texts = [ast.get_docstring(node) or "" for node in nodes if isinstance(node, kinds)]
    return {number for text in texts for number in cited(text)}


def links(text):
    """Where a document points to, inside the repository."""
    found = re.findall(r"\]\(<?([^)\s>]+)", text)
    found += re.findall(r"^\[[^\]]+\]:\s*<?([^\s>]+)", text, re.MULTILINE)
    found += re.findall(r"""\b(?:src|href)=["']([^"']+)""", text)
    return [link.split("#")[0] for link in found if not re.match(r"[a-z][a-z0-9+.-]*:|#", link)]


def commands(text):
    """The commands of trustsim that a document names, in code."""
    code = "\n".join(CODE.findall(text))
    return re.findall(r"(?<!import )(?<!from )\btrustsim ([a-z][a-z-]*)", code)


def test_the_equations_are_numbered_one_after_the_other():
    assert list(EQUATIONS) == list(range(1, len(EQUATIONS) + 1))


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix()
)
def test_an_equation_cited_in_the_code_stands_in_the_model_description(file):
    assert cited_in(file) <= set(EQUATIONS)


@pytest.mark.parametrize("number", EQUATIONS)
def test_an_equation_of_the_model_description_is_cited_in_the_files_it_names(number):
    assert EQUATIONS[number]
    for name in EQUATIONS[number]:
        assert number in cited_in(PACKAGE / name), f"{name} does not cite eq. {number}"


def test_the_model_description_cites_only_equations_that_it_holds():
    assert set(cited(ODD)) == set(EQUATIONS)


@pytest.mark.parametrize("group", Theory._fields)
def test_every_mechanism_stands_in_the_model_description(group):
    assert f"theory.{group}." in ODD


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_stands_in_the_model_description(name):
    name = re.sub(r"^(caregiver|others|playmates)\.", "partner.", name)
    assert re.search(rf"\b{re.escape(name)}\b", ODD)


@pytest.mark.parametrize("factor", FACTORS)
def test_every_factor_of_a_caregiver_stands_in_the_model_description(factor):
    assert re.search(rf"\b{factor}\b", ODD)


def test_the_model_description_names_no_parameter_that_does_not_exist():
    named = set(re.findall(r"\b(?:theory|visits|childhood|infant|partner)(?:\.[a-z]\w*)+", ODD))
    known = {re.sub(r"^(caregiver|others|playmates)\.", "partner.", name) for name in PARAMETERS}
    assert named - known == {"partner.x"}  # which stands for any


def test_every_file_that_the_model_description_names_exists():
    for name in re.findall(r"`([\w/]+\.(?:py|toml))`", ODD):
        assert (PACKAGE / name).is_file(), name


@each_document
def test_every_link_inside_the_repository_leads_somewhere(document):
    for link in links(document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), link


@each_document
def test_every_command_that_a_document_names_exists(document):
    known = {
        each.name or each.callback.__name__.replace("_", "-") for each in app.registered_commands
    }
    assert set(commands(document.read_text(encoding="utf-8"))) <= known


def test_no_file_of_the_package_asks_for_a_part_of_the_list_of_parameters():
    """The command lists them all, and takes no name."""
    named = [
        each.name
        for each in PACKAGE.rglob("*.py")
        if re.search(r"`trustsim parameters \S", each.read_text(encoding="utf-8"))
    ]
    assert named == []


def test_citations_links_and_commands_are_found_where_they_are():
    assert list(cited("as eq. 3 and (eqs 5-7, 9 and 12); Eq. 1.")) == [3, 5, 6, 7, 9, 12, 1]
    assert links("[a](b.md#c) ![d](e.png) [f](https://g.h) [i](#j)\n[k]: l.md") == [
        "b.md",
        "e.png",
        "l.md",
    ]
    text = "trustsim grows, `trustsim run x`\n```\nbin/trustsim check\nimport trustsim as ts\n```\n"
    assert commands(text) == ["run", "check"]
