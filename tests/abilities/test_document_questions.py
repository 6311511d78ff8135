"""Sets of questions: the shipped one, one's own, and the forms of public ones."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.evaluation.documents.public_sets import open_set
from sensorium.abilities.evaluation.documents.questions import ABOUT, SHIPPED, Question, of_line
from sensorium.errors import InvalidInput

LINE = {"document": "a.png", "question": "How many?", "answer": "7"}


def folder_with(folder: Path, *lines: object, name: str = "a.png") -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"picture")
    (folder / "questions.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    return folder


def test_the_shipped_set_is_as_large_as_it_says_and_whole() -> None:
    shipped = open_set(None)
    documents = {one.document for one in shipped.questions}
    assert len(documents) >= 60
    assert len(shipped.questions) >= 400
    assert set(Counter(one.about for one in shipped.questions)) == set(ABOUT)
    assert min(Counter(one.about for one in shipped.questions).values()) >= 100
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 3_000_000
    assert documents | {"questions.jsonl"} == {path.name for path in SHIPPED.iterdir()}
    assert {one.split for one in shipped.questions} == {"test", "tuning"}
    asked = Counter((one.document, one.question) for one in shipped.questions)
    assert max(asked.values()) == 1
    assert {one.tolerance for one in shipped.questions if one.about != "chart"} == {0.0}


def test_questions_are_grouped_by_document() -> None:
    shipped = open_set(None)
    grouped = list(shipped.by_document())
    assert sum(len(questions) for _, questions in grouped) == len(shipped.questions)
    assert all(path.is_file() for path, _ in grouped)


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    found = open_set(folder_with(tmp_path, LINE, {**LINE, "question": "Who?", "answers": ["Ann", "A."], "answer": ""}))
    first, second = found.questions
    assert first == Question(document="a.png", question="How many?", answers=("7",), form="number")
    assert second.answers == ("Ann", "A.")
    assert second.form == "text"
    assert open_set(tmp_path / "questions.jsonl") == found


def test_a_number_in_a_chart_has_a_tolerance_unless_another_is_told() -> None:
    assert of_line(json.dumps({**LINE, "about": "chart"}), "here").tolerance == 0.05
    assert of_line(json.dumps({**LINE, "about": "chart", "tolerance": 0}), "here").tolerance == 0
    assert of_line(json.dumps({**LINE, "about": "chart", "answer": "Sole"}), "here").tolerance == 0
    assert of_line(json.dumps(LINE), "here").tolerance == 0


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[]", "no JSON object"),
        ("{", "no JSON"),
        (json.dumps({**LINE, "answer": None}), "needs document, question and answer"),
        (json.dumps({**LINE, "answer": True}), "needs document, question and answer"),
        (json.dumps({**LINE, "question": " "}), "needs document, question and answer"),
        (json.dumps({**LINE, "about": "smell"}), "allowed: text, table, chart, picture"),
        (json.dumps({**LINE, "form": "colour"}), "allowed: text, date"),
        (json.dumps({**LINE, "tolerance": 5}), "from 0 to 1"),
    ],
)
def test_a_wrong_line_is_named(line: str, fault: str) -> None:
    with pytest.raises(InvalidInput, match=f"line 3.*{fault}"):
        of_line(line, "questions.jsonl, line 3")


@given(st.text(max_size=200) | st.recursive(st.none() | st.floats() | st.text(max_size=5), st.lists).map(json.dumps))
def test_any_line_is_read_or_refused(line: str) -> None:
    with pytest.raises(InvalidInput):
        of_line(line, "line 1")


@given(
    st.fixed_dictionaries(
        {"document": st.text(min_size=1), "question": st.text(min_size=1), "answer": st.text() | st.integers()},
        optional={"about": st.sampled_from(ABOUT) | st.text(max_size=3), "tolerance": st.floats(0, 2) | st.none()},
    )
)
def test_what_is_read_has_a_question_and_an_answer(told: dict[str, object]) -> None:
    try:
        found = of_line(json.dumps(told), "line 1")
    except InvalidInput as error:
        assert error.code == "invalid_question"  # noqa: PT017 - either is fine, nothing else is
        return
    assert found.question.strip()
    assert all(answer.strip() for answer in found.answers)
    assert 0 <= found.tolerance <= 1


@pytest.mark.parametrize("document", ["b.png", "../a.png", "/etc/passwd", "."])
def test_documents_lie_in_the_folder(tmp_path: Path, document: str) -> None:
    folder = tmp_path / "own"
    folder_with(folder, {**LINE, "document": document})
    (tmp_path / "a.png").write_bytes(b"outside")
    with pytest.raises(InvalidInput, match="is not in the folder"):
        open_set(folder)


def test_a_set_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="write at least one"):
        open_set(folder_with(tmp_path))
    with pytest.raises(InvalidInput, match=r"holds no questions\.jsonl"):
        open_set(tmp_path.parent)
    with pytest.raises(InvalidInput, match="is no folder"):
        open_set(tmp_path / "nowhere")


def test_docvqa_as_it_is_published(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "x_1.png").write_bytes(b"picture")
    rows = [
        {"questionId": 1, "question": "Total?", "question_types": ["table/list"], "image": "documents/x_1.png",
         "answers": ["$12", "12"]},
        {"questionId": 2, "question": "Peak?", "question_types": ["figure/diagram"], "image": "documents/x_1.png",
         "answers": ["3"]},
        {"questionId": 3, "question": "Who?", "image": "documents/x_1.png", "answers": ["Ann"]},
        {"questionId": 4, "question": "Of the test, without answer", "image": "documents/x_1.png"},
    ]  # fmt: skip
    path = tmp_path / "val_v1.0.json"
    path.write_text(json.dumps({"dataset_name": "docvqa", "data": rows}))
    found = open_set(path)
    assert found == open_set(tmp_path)
    assert [one.about for one in found.questions] == ["table", "chart", "picture"]
    assert found.questions[0].answers == ("$12", "12")
    assert found.questions[1].tolerance == 0.05


@pytest.mark.parametrize("place", ["png", "../png"])
def test_chartqa_as_it_is_published(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "test"
    folder.mkdir()
    (folder / place).mkdir()
    (folder / place / "41.png").write_bytes(b"picture")
    path = folder / "test_human.json"
    path.write_text(json.dumps([{"imgname": "41.png", "query": "How many?", "label": "14"}]))
    found = open_set(path)
    (only,) = found.questions
    assert (only.about, only.form, only.tolerance, only.document) == ("chart", "number", 0.05, "png/41.png")
    assert (found.folder / only.document).read_bytes() == b"picture"


@pytest.mark.parametrize("told", ["{", "3", '{"data": 3}', "[3]", '[{"imgname": "a.png"}]', "[]"])
def test_other_json_is_refused(tmp_path: Path, told: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(told)
    with pytest.raises(InvalidInput):
        open_set(path)
