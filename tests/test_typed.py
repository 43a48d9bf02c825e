"""Types of public names are those of the code, and the examples of the documents keep them."""

import json
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from mypy import stubtest
from mypy.config_parser import parse_config_file
from mypy.options import Options
from test_documented import ROOT, examples

import trustsim as ts

PACKAGE = Path(ts.__file__).parent
SETTINGS = ROOT / "pyproject.toml"
STUBS = {  # name of a module -> the file that says its types
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.pyi"))
}
ROOMS = [name for name, file in STUBS.items() if file.stem == "__init__"]
IN_PART = "__getattr__"  # says a stub of a file that has public names and others
BEGINS = """# mypy: check-untyped-defs, allow-redefinition, disable-error-code=var-annotated
import trustsim as ts
"""  # as a document does, or the one that is read before it
THEIRS = "my_theory"  # the experiment that a theory of one's own starts from


def pages():
    """The Python of every document and notebook, and of a theory of one's own, by name."""
    found = {f"document_{name}": "\n".join(blocks) for name, blocks in examples("python").items()}
    for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        found[f"notebook_{file.stem}"] = "\n\n".join(code)
    return found | {THEIRS: (ROOT / "experiments" / f"{THEIRS}.py").read_text(encoding="utf-8")}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    """What the type checker, which reads stubs and pages once, has to say against them."""
    folder = tmp_path_factory.mktemp("typed")
    for name, text in pages().items():
        (folder / f"{name}.py").write_text(BEGINS + text, encoding="utf-8")
    options = Options()
    options.incremental = False
    parse_config_file(options, lambda: None, str(SETTINGS))
    options.process_error_codes(error_callback=pytest.fail)
    options.mypy_path = [str(ROOT), str(folder)]
    try:
        stubtest.build_stubs([*STUBS, *pages()], options)
    except stubtest.StubtestFailure as failure:
        return str(failure)
    return ""


def offered(module):
    """What a room offers: what it lists, or else what it brings together of the package."""
    return getattr(module, "__all__", None) or [
        name
        for name, each in vars(module).items()
        if getattr(each, "__module__", "").startswith("trustsim.")
    ]


def differences(name):
    """In what a stub and its module differ; a stub in part may lack names, but none of a class."""
    in_part = IN_PART in stubtest.get_stub(name).names
    for error in stubtest.test_module(name):
        lacks = error.is_missing_stub() and "." not in error.object_desc.removeprefix(f"{name}.")
        listed = error.object_desc == f"{name}.__all__"  # a stub lists by what it holds
        if not (listed or (in_part and lacks)):
            yield error.get_description(concise=True).strip()


@pytest.mark.long
def test_the_examples_of_documents_and_notebooks_keep_the_types(complaints):
    assert not complaints, complaints
    assert all(stubtest.get_stub(name) for name in pages())


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_says_what_the_code_does(name, complaints):
    assert not complaints, complaints
    assert list(differences(name)) == []


@pytest.mark.parametrize("name", ROOMS)
def test_every_name_that_a_room_offers_stands_in_its_stub(name, complaints):
    assert not complaints, complaints
    assert set(offered(import_module(name))) <= set(stubtest.get_stub(name).names)


def test_every_stub_is_looked_through_and_installed():
    tool = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]
    (listed,) = (each for each in tool["mypy"]["overrides"] if each.get("ignore_errors") is False)
    assert listed["module"] == list(STUBS)
    shipped = {file for each in tool["setuptools"]["package-data"]["trustsim"]
               for file in PACKAGE.glob(each)}  # fmt: skip
    assert {PACKAGE / "py.typed", *STUBS.values()} <= shipped
