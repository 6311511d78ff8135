"""What the documents promise exists: linked files, names of the Python surface, verbs of the command line."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import sensorium

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "ARCHITECTURE.md",
    "docs/coverage.md",
    "docs/documents.md",
    "docs/live.md",
    "docs/serving.md",
    "docs/tools.md",
    "docs/training.md",
)


def read(document: str) -> str:
    """The text of one document."""
    return (ROOT / document).read_text(encoding="utf-8")


def verbs_of(text: str) -> set[str]:
    """Verbs of `sensorium VERB` where it is written as code."""
    return set(re.findall(r"(?:^|`)sensorium ([a-z]+)", text, re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_linked_files_exist(document: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", read(document)):
        assert ((ROOT / document).parent / target).exists(), target


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


def test_commands_of_dev_are_those_it_has() -> None:
    known = set(re.findall(r"^(\w+)(?=.* {2,})", ast.get_docstring(ast.parse(read("dev.py"))) or "", re.MULTILINE))
    for document in DOCUMENTS:
        assert set(re.findall(r"dev\.py ([a-z]+)", read(document))) <= known


def test_verbs_are_found_in_text() -> None:
    assert verbs_of("sensorium draw x\nand `sensorium film` but not the sensorium house") == {"draw", "film"}
