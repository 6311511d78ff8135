"""Questions about a document: answered with places by retrieval, by a model that is named, or as about any file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_program import Program
from document_samples import printed, ruled
from office_samples import docx_file

from sensorium.content import Document, Image, Message

FOUND = "note: found by retrieval, no model was asked: page 1\n"


@pytest.fixture
def bill(program: Program) -> Path:
    path = program.folder / "bill.pdf"
    path.write_bytes(ruled())
    return path


def test_an_answer_says_its_page_and_asks_no_model(program: Program, bill: Path) -> None:
    done = program("ask", "How", "many", "crates", "of", "plums?", "-a", str(bill))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "31\n", FOUND)
    assert program.model.asked == []


def test_json_carries_citations(program: Program, bill: Path) -> None:
    done = program("ask", "How many crates of plums?", "-a", str(bill), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert (record["model"], record["text"], record["unsupported"]) == ("extractive", "31", [])
    assert record["citations"][0]["page"] == 1
    assert len(record["citations"][0]["box"]) == 4
    assert record["notes"] == [FOUND.removeprefix("note: ").rstrip("\n")]


def test_what_the_document_does_not_tell_is_not_made_up(program: Program, bill: Path) -> None:
    done = program("ask", "Who is the king of Denmark?", "-a", str(bill))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith("note: no answer (found by retrieval, no model was asked): ")


def test_an_answer_goes_into_a_file_of_text(program: Program, bill: Path) -> None:
    done = program("ask", "How many crates of plums?", "-a", str(bill), "-o", "a.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("a.txt").read_text() == "31\n"


def test_piped_documents_and_office_files_are_read_too(program: Program) -> None:
    done = program("ask", "How many pears?", "-a", "-", stdin=docx_file())
    assert done.exit_code == 0
    assert "found by retrieval" in done.stderr
    assert program.model.asked == []


def test_a_model_that_is_named_reads_the_passages(program: Program, bill: Path) -> None:
    done = program("ask", "How many crates of plums?", "-a", str(bill), "-m", "far/reader")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "a red square\n"
    assert done.stderr == "note: answered by far/reader: no page bears it out\n"
    ((message,),) = program.model.asked[-1]  # type: ignore[misc]
    assert isinstance(message, Message)
    assert isinstance(message.parts[0], Image)
    assert "Plums" in str(message.parts[-1])


def test_of_a_long_document_a_model_is_shown_words_alone(program: Program) -> None:
    Path("long.pdf").write_bytes(printed([("Apples",)] * 9))
    assert program("ask", "Which fruit?", "-a", "long.pdf", "-m", "far/reader").exit_code == 0
    ((message,),) = program.model.asked[-1]  # type: ignore[misc]
    assert isinstance(message, Message)
    assert len(message.parts) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--no-cite",),
        ("-m", "sensorium/seedling"),
        ("--seed", "1"),
        ("--max-tokens", "3"),
        ("-O", "text,image"),
    ],
)
def test_else_a_model_is_asked_as_about_any_file(program: Program, bill: Path, options: tuple[str, ...]) -> None:
    done = program("ask", "What?", "-a", str(bill), *options)
    assert done.exit_code == 0
    document, words = program.parts()
    assert isinstance(document, Document)
    assert words == "What?"


def test_several_files_and_plain_text_go_to_a_model(program: Program, bill: Path) -> None:
    assert program("ask", "What?", "-a", str(bill), "-a", str(bill)).exit_code == 0
    assert len(program.parts()) == 3
    Path("note.txt").write_text("Only words.")
    assert program("ask", "What?", "-a", "note.txt").exit_code == 0
    assert len(program.parts()) == 2
