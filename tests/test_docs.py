"""The documents agree with the code: equations, parameters, links and commands."""

import re
from pathlib import Path

import pytest

import trustsim as ts
from trustsim.showing.cli import app
from trustsim.showing.description import docstrings, written
from trustsim.showing.description.docstrings import cited
from trustsim.showing.report import parameter_rows
from trustsim.study.population import FACTORS
from trustsim.study.protocols import NAMES as PROTOCOLS
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
TABLE = re.compile(r"^\|.*$", re.MULTILINE)
SAID = TABLE.sub("", ODD)  # without the tables
HEADINGS = [each for part in written.headings().values() for each in part.items()]
TEXTS = [name for name, _ in HEADINGS] + list(written.BESIDE)

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)


def cited_in(file):
    """The numbers that the docstrings of a file cite."""
    return {number for _, text in docstrings.documented(file) for number in cited(text)}


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


def test_the_model_description_is_what_the_command_prints():
    same = written.description() == ODD
    assert same, "docs/odd.md is not what `trustsim odd` prints: trustsim odd > docs/odd.md"


@pytest.mark.parametrize(("heading", "questions"), HEADINGS, ids=lambda each: str(each)[:20])
def test_every_guiding_question_of_the_protocol_is_answered_under_its_heading(heading, questions):
    answered = re.findall(r"^\(([a-z](?:, [a-z])*)\) \S", written.text(heading), re.MULTILINE)
    letters = [letter for each in answered for letter in each.split(", ")]
    assert letters == [chr(ord("a") + place) for place in range(len(questions))]
    assert re.search(rf"^### \d\.\d+ {heading}$", ODD, re.MULTILINE)


def test_the_texts_of_the_description_are_those_of_its_headings():
    stems = {file.stem for file in (PACKAGE / "showing/description/texts").iterdir()}
    assert stems == {"_".join(re.findall(r"\w+", name.lower())) for name in TEXTS}


@pytest.mark.parametrize("heading", TEXTS)
def test_a_text_of_the_description_holds_no_equation_and_no_default(heading):
    """An equation stands in the docstring of its rule alone, a default in a table of parameters."""
    text = written.text(heading)
    assert not re.search(r"^ {4}", text, re.MULTILINE)
    assert "**Eq." not in text
    assert not re.search(r"(?:theory|visits|childhood)\.\S+ *(?:=|of|is) *[\d.]+\d", text)


def test_an_equation_stands_in_one_docstring_and_in_the_description():
    found = [
        int(number)
        for file in PACKAGE.rglob("*.py")
        for _, text in docstrings.documented(file)
        for number, _ in docstrings.BEGINS.findall(text)
    ]
    assert sorted(found) == list(docstrings.equations()) == sorted(EQUATIONS)
    assert len(re.findall(r"^\*\*Eq\. ", ODD, re.MULTILINE)) == len(found)


def test_the_equations_are_numbered_without_a_gap():
    assert sorted(EQUATIONS) == list(range(1, len(EQUATIONS) + 1))


@pytest.mark.parametrize("number", EQUATIONS)
def test_an_equation_is_told_in_words_and_in_symbols(number):
    words, _, symbols = docstrings.equations()[number].words.partition("\n\n    ")
    assert len(words.split()) >= 3
    assert symbols or number in (29, 51)  # which count by others


@pytest.mark.parametrize("name", PROTOCOLS)
def test_every_protocol_stands_in_the_model_description(name):
    assert f"(`study/protocols/{name}.py`)" in ODD


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
    assert f"theory.{group}." in SAID


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_stands_in_the_model_description_in_words_and_in_a_table(name):
    assert f"\n| {name} | " in ODD
    name = re.sub(r"^(caregiver|others|playmates)\.", "partner.", name)
    assert re.search(rf"\b{re.escape(name)}\b", SAID)


@pytest.mark.parametrize("factor", FACTORS)
def test_every_factor_of_a_caregiver_stands_in_the_model_description(factor):
    assert re.search(rf"\b{factor}\b", SAID)


def test_the_model_description_names_no_parameter_that_does_not_exist():
    named = set(re.findall(r"\b(?:theory|visits|childhood|infant|partner)(?:\.[a-z]\w*)+", ODD))
    known = {re.sub(r"^(caregiver|others|playmates)\.", "partner.", name) for name in PARAMETERS}
    groups = {name.rpartition(".")[0] for name in PARAMETERS}
    assert named - known - groups == {"partner.x"}  # which stands for any


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
