"""What the documents promise exists: linked files and headings, modules, names of the Python surface, verbs of the
command line and their options.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import sensorium

ROOT = Path(__file__).parents[1]
MODULES = [path for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
LOG = "docs/LOG.md"  # history: what it names may be gone
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    *(page for page in PAGES if page != LOG),
)
NOW = tuple(document for document in DOCUMENTS if document != "CHANGELOG.md")  # what says how things are


def read(document: str) -> str:
    """The text of one document."""
    return (ROOT / document).read_text(encoding="utf-8")


def verbs_of(text: str) -> set[str]:
    """Verbs of `sensorium VERB` where it is written as code."""
    return set(re.findall(r"(?:^|`)sensorium ([a-z]+)", text, re.MULTILINE))


def commands_of(text: str) -> list[tuple[str, str]]:
    """Verb and the rest of each `sensorium VERB …` where it is written as code, without what stands in quotes."""
    verbs = r"(?:^|`|\$ )sensorium (evaluate documents|data [a-z]+|[a-z]+)\b([^`\n#]*)"
    found = re.findall(verbs, text, re.MULTILINE)
    return [(verb, re.sub(r'"[^"]*"', "", rest)) for verb, rest in found]


def options_by_verb() -> dict[str, set[str]]:
    """The options of each verb, from the reference."""
    _, *parts = re.split(r"^#{2,3} `sensorium ([a-z ]+)`$", read("docs/cli.md"), flags=re.MULTILINE)
    told = {
        verb: re.findall(r"^\* `(-[^`]*)`", part, re.MULTILINE) for verb, part in zip(*[iter(parts)] * 2, strict=True)
    }
    return {verb: set(re.findall(r"--?[a-zA-Z][\w-]*", " ".join(lines))) for verb, lines in told.items()}


def anchor_of(heading: str) -> str:
    """The name by which a heading is linked to."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_linked_exists(document: str) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", read(document)):
        page, _, anchor = link.partition("#")
        target = (ROOT / document).parent / page if page else ROOT / document
        assert target.exists(), link
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE) if anchor else []
        assert not anchor or anchor in map(anchor_of, headings), link


def test_every_page_is_found_from_the_readme() -> None:
    linked = re.findall(r"\]\((docs/[^)#]+\.md)", read("README.md"))
    assert set(linked) == set(PAGES)


@pytest.mark.parametrize("document", NOW)
def test_modules_that_are_named_exist(document: str) -> None:
    for name in re.findall(r"`([\w./]+/\w+\.py)`", read(document)):
        assert any(path.as_posix().endswith(f"/{name}") for path in MODULES), name


def test_python_examples_are_python_and_use_the_surface() -> None:
    blocks = re.findall(r"```python\n(.*?)```", read("README.md"), re.DOTALL)
    assert blocks
    for block in blocks:
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sensorium":
                assert node.attr in sensorium.__all__


def test_the_example_of_tools_runs_offline(capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", read("docs/tools.md"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(block, "docs/tools.md", "exec", dont_inherit=True), names)
    first, *_ = capsys.readouterr().out.splitlines()
    (call,) = names["found"].calls
    assert first == f"light {call.values}"
    assert call.values["room"] in ("kitchen", "hall")
    assert names["found"].messages[2].parts[0].text.startswith(f"the light in the {call.values['room']} is o")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_verbs_are_those_of_the_command_line(document: str) -> None:
    known = set(re.findall(r"^## `sensorium ([a-z]+)`", read("docs/cli.md"), re.MULTILINE))
    assert verbs_of(read(document)) <= known


@pytest.mark.parametrize("document", NOW)
def test_options_are_those_of_their_verb(document: str) -> None:
    known = options_by_verb()
    for verb, rest in commands_of(read(document)):
        assert set(re.findall(r"(?<=\s)--?[a-zA-Z][\w-]*", rest)) <= known.get(verb, set()), f"{verb}{rest}"


def test_commands_of_dev_are_those_it_has() -> None:
    known = set(re.findall(r"^(\w+)(?=.* {2,})", ast.get_docstring(ast.parse(read("dev.py"))) or "", re.MULTILINE))
    for document in DOCUMENTS:
        assert set(re.findall(r"dev\.py ([a-z]+)", read(document))) <= known


def test_verbs_are_found_in_text() -> None:
    assert verbs_of("sensorium draw x\nand `sensorium film` but not the sensorium house") == {"draw", "film"}
