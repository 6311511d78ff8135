"""Sets that others publish, read from where the user has them: JSON in the forms of DocVQA and of ChartQA.

DocVQA (Mathew, Karatzas and Jawahar 2021) and InfographicVQA: an object whose `data` lists questions with `image` or
`image_local_name` and `answers`. ChartQA (Masry et al. 2022): a list with `imgname`, `query`, `label`. Nothing is
fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sensorium.abilities.evaluation.documents.questions import (
    LISTED,
    SHIPPED,
    About,
    Question,
    QuestionSet,
    answers_of,
    checked,
    listed,
    made,
)
from sensorium.errors import InvalidInput

PICTURES: Final = ("", "png", "images", "documents")  # folders beside the questions in which pictures may lie
_KINDS: Final[Mapping[str, About]] = {"table/list": "table", "figure/diagram": "chart"}  # of DocVQA; others: picture


def open_set(named: Path | None) -> QuestionSet:
    """A set: None for the one that is shipped; a folder; a JSON file of a public set.

    Raises `InvalidInput` (`invalid_question`) where it is none of these, or a document of it is missing.
    """
    if named is None:
        return listed(SHIPPED)
    if named.is_dir():
        published = [] if (named / LISTED).exists() else sorted(named.glob("*.json"))
        return published_set(published[0]) if len(published) == 1 else listed(named)
    if named.name == LISTED and named.is_file():
        return listed(named.parent)
    if named.suffix == ".json" and named.is_file():
        return published_set(named)
    message = f"{named.name!r} is no folder with {LISTED} and no .json file of a public set; name one of these"
    raise InvalidInput(message, code="invalid_question", param="set")


def published_set(path: Path) -> QuestionSet:
    """A JSON file in the form of DocVQA, InfographicVQA or ChartQA. Raises `InvalidInput` (`invalid_question`)."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise InvalidInput(f"{path.name!r} is no JSON", code="invalid_question", param="set") from None
    rows = told.get("data") if isinstance(told, dict) else told
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"{path.name!r} is in the form of neither DocVQA nor ChartQA; write {LISTED} instead"
        raise InvalidInput(message, code="invalid_question", param="set")
    folder = path.parent if not _above(path.parent, rows) else path.parent.parent
    return checked(path.stem, folder, list(_questions(rows, folder, path.name)))


def _above(folder: Path, rows: list[dict[str, Any]]) -> bool:
    """Whether pictures lie beside the folder of the questions rather than below it."""
    first = next((name for row in rows if (name := _picture(row))), "")
    below = any((folder / place / first).is_file() for place in PICTURES)
    return not below and any((folder.parent / place / first).is_file() for place in PICTURES)


def _questions(rows: list[dict[str, Any]], folder: Path, name: str) -> Iterator[Question]:
    for number, row in enumerate(rows, 1):
        picture, question = _picture(row), row.get("question", row.get("query"))
        answers = answers_of(row.get("answers", row.get("label")))
        if not (picture and isinstance(question, str) and question.strip()):
            message = (
                f"{name!r}, entry {number} needs a picture and a question (image and question, or imgname and query)"
            )
            raise InvalidInput(message, code="invalid_question", param="set")
        if answers:  # the tests of these sets come without
            yield made(document=_placed(picture, folder), question=question, answers=answers, about=_about(row))


def _picture(row: Mapping[str, Any]) -> str:
    found = row.get("image", row.get("image_local_name", row.get("imgname")))
    return found if isinstance(found, str) else ""


def _placed(picture: str, folder: Path) -> str:
    """A picture by its place below the folder, the first that has it; as it was named where none has."""
    places = (f"{place}/{picture}" if place else picture for place in PICTURES)
    return next((place for place in places if (folder / place).is_file()), picture)


def _about(row: Mapping[str, Any]) -> About:
    if "imgname" in row:
        return "chart"
    kinds = row.get("question_types")
    named = [_KINDS[kind] for kind in kinds if kind in _KINDS] if isinstance(kinds, list) else []
    return named[0] if named else "picture"
