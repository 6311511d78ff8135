"""evaluate documents: over a set of one's own, with the offline reader and a scripted model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_program import Program


@pytest.fixture
def own(program: Program) -> Path:
    """A table with two questions about it."""
    folder = program.folder / "own"
    folder.mkdir()
    (folder / "boats.csv").write_text("Town,Boats\nEliham,12\nIsteby,31\n")
    asked = [
        {"document": "boats.csv", "question": "How many boats are in Isteby?", "answer": "31", "about": "table"},
        {"document": "boats.csv", "question": "Which colour do you see?", "answer": "a red square", "about": "picture"},
    ]
    (folder / "questions.jsonl").write_text("\n".join(map(json.dumps, asked)))
    return folder


def test_everybody_has_rows_and_a_last_line_says_what_was_asked(program: Program, own: Path) -> None:
    done = program("evaluate", "documents", "own", "-m", "painter")
    assert done.exit_code == 0
    lines = [line.split("  ") for line in done.stdout.splitlines()]
    right = {(line[0], line[1].strip() or line[-1]): line for line in lines if len(line) > 1}
    assert any("offline reader" in line[0] and "100.0%" in "".join(line) for line in lines)
    assert {name for name, _ in right} >= {"offline reader", "painter"}
    assert "set: own; questions: 2; documents: 1" in done.stderr


def test_files_are_written_in_every_form(program: Program, own: Path) -> None:
    done = program("evaluate", "documents", "own", "-m", "painter", "-o", "a.json", "-o", "a.svg", "-o", "a.html")
    assert done.exit_code == 0
    told = json.loads((program.folder / "a.json").read_text())
    painter = [answer for answer in told["answers"] if answer["by"] == "painter"]
    assert [answer["right"] for answer in painter] == [False, True]
    assert len(told["answers"]) == 4
    assert {row["by"] for row in told["rows"]} == {"offline reader", "painter"}
    assert (program.folder / "a.svg").read_text().startswith("<svg")
    assert "painter" in (program.folder / "a.html").read_text()


def test_json_and_choice(program: Program, own: Path) -> None:
    done = program("evaluate", "documents", "own", "--json", "--only", "table", "-n", "1")
    told = json.loads(done.stdout)
    assert told["questions"] == 1
    assert {row["about"] for row in told["rows"]} == {"table", "all"}
    assert told["rows"][0]["right"]["figure"] == 1.0


def test_the_table_in_markdown(program: Program, own: Path) -> None:
    lines = program("evaluate", "documents", "own", "--markdown", "--only", "table").stdout.splitlines()
    assert lines[0].startswith("| by | answer stands in | right |")
    assert lines[1].startswith("| --- |")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("own", "--no-offline"), "nobody is asked"),
        (("own", "--only", "smell"), "no question of 'own'"),
        (("own", "-o", "a.txt"), ".json, .svg, .html"),
        (("own", "-o", "nowhere/a.json"), "there is no such folder"),
        (("nothing",), "is no folder with questions.jsonl"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_asked(
    program: Program, own: Path, arguments: tuple[str, ...], fault: str
) -> None:
    done = program("evaluate", "documents", *arguments)
    assert done.exit_code == 65
    assert fault in done.stderr
    assert program.model.asked == []


def test_options_of_directions_are_not_ignored_before_documents(program: Program, own: Path) -> None:
    done = program("evaluate", "-m", "painter", "documents", "own")
    assert done.exit_code == 65
    assert "write options behind `documents`" in done.stderr
