"""Questions about documents with known answers: the set that is shipped, or a folder of one's own.

A folder holds documents and `questions.jsonl`, one JSON object a line: `document` (a file of the folder), `question`,
`answer` or `answers`; and where wanted `about`, `form`, `tolerance`, `split`, `engine`. Knows nothing of who answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal, TypeAlias, get_args

from sensorium.errors import InvalidInput

About: TypeAlias = Literal["text", "table", "chart", "picture"]
Form: TypeAlias = Literal["text", "date", "amount", "number", "yes_no"]
ABOUT: tuple[About, ...] = get_args(About)
FORMS: tuple[Form, ...] = get_args(Form)
LISTED: Final = "questions.jsonl"
SHIPPED: Final = Path(__file__).parent / "set"
CHART_TOLERANCE: Final = 0.05  # relative, of values read off a chart (Methani et al. 2020, PlotQA; Masry et al. 2022)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and what is right.

    document: a file, relative to the set's folder. about: where the answer stands: running text, a table, a chart, or
    a page that is a picture. answers: any of them is right. form: how they are compared; tolerance: relative, 0 to 1.
    """

    document: str
    question: str
    answers: tuple[str, ...]
    about: About = "text"
    form: Form = "text"
    tolerance: float = 0.0
    split: str = ""
    engine: str = ""

    @property
    def visual(self) -> bool:
        """Whether the answer has to be seen: it stands in a chart or a picture."""
        return self.about in ("chart", "picture")


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """Questions about the documents of a folder."""

    name: str
    folder: Path
    questions: tuple[Question, ...]

    def by_document(self) -> Iterator[tuple[Path, tuple[Question, ...]]]:
        """Each document, in the order of the first question about it, with all questions about it."""
        found: dict[str, list[Question]] = {}
        for one in self.questions:
            found.setdefault(one.document, []).append(one)
        return ((self.folder / name, tuple(asked)) for name, asked in found.items())


def listed(folder: Path) -> QuestionSet:
    """The set in a folder with `questions.jsonl`.

    Raises `InvalidInput` (`invalid_question`) with the line at fault, and where a document is not in the folder.
    """
    path = folder / LISTED
    if not path.is_file():
        message = (
            f"{folder.name!r} holds no {LISTED}: write one line of JSON for each question (document, question, answer)"
        )
        raise InvalidInput(message, code="invalid_question", param="set")
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        message = f"{LISTED} is no UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8"
        raise InvalidInput(message, code="invalid_question", param="set") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    return checked(folder.name, folder, [of_line(line, f"{LISTED}, line {number}") for number, line in numbered])


def checked(name: str, folder: Path, questions: Sequence[Question]) -> QuestionSet:
    """A set whose documents are there, all below its folder. Raises `InvalidInput`."""
    if not questions:
        raise InvalidInput(f"{name!r} holds no question; write at least one", code="invalid_question", param="set")
    root = folder.resolve()
    for document in dict.fromkeys(one.document for one in questions):
        outside = PurePosixPath(document).is_absolute() or not (root / document).resolve().is_relative_to(root)
        if outside or not (root / document).is_file():
            message = f"{document!r} is not in the folder of the questions; put it there, or leave its questions out"
            raise InvalidInput(message, code="invalid_question", param="set")
    return QuestionSet(name=name, folder=folder, questions=tuple(questions))


def of_line(line: str, where: str) -> Question:
    """One line of `questions.jsonl`; `where` names it in errors. Raises `InvalidInput` (`invalid_question`)."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise _wrong(where, "is no JSON") from None
    if not isinstance(told, dict):
        raise _wrong(where, "is no JSON object")
    answers = answers_of(told.get("answers", told.get("answer")))
    document, question = told.get("document"), told.get("question")
    if not (isinstance(document, str) and document and isinstance(question, str) and question.strip() and answers):
        raise _wrong(where, "needs document, question and answer, all of them words")
    about, form = _one_of(told, "about", ABOUT, "text", where), _one_of(told, "form", FORMS, "", where)
    return made(
        document=document, question=question, answers=answers, about=about, form=form or None,
        tolerance=_tolerance(told.get("tolerance"), where),
        split=str(told.get("split", "")), engine=str(told.get("engine", "")),
    )  # fmt: skip


def made(
    *, form: Form | None = None, tolerance: float | None = None, about: About = "text", answers: tuple[str, ...],
    **others: str,
) -> Question:  # fmt: skip
    """A question; where its form is not told, that of a number if all its answers are, and where its tolerance is not,
    5% of a number in a chart and nothing elsewhere.
    """
    form = form or ("number" if all(is_number(answer) for answer in answers) else "text")
    if tolerance is None:
        tolerance = CHART_TOLERANCE if about == "chart" and form == "number" else 0.0
    return Question(about=about, form=form, tolerance=tolerance, answers=answers, **others)


def answers_of(told: object) -> tuple[str, ...]:
    """One answer or several, as words; () for anything else."""
    several = told if isinstance(told, list) else [told]
    if not all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in several):
        return ()
    return tuple(text for one in several if (text := str(one).strip()))


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else, as programs write it."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def _one_of(told: Mapping[str, Any], name: str, allowed: Sequence[Any], default: str, where: str) -> Any:  # noqa: ANN401
    found = told.get(name, default)
    if found != default and found not in allowed:
        raise _wrong(where, f"has {name} {found!r}; allowed: {', '.join(allowed)}")
    return found


def _tolerance(told: object, where: str) -> float | None:
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 <= told <= 1:
        raise _wrong(where, f"has tolerance {told!r}; allowed: a share from 0 to 1")
    return float(told)


def _wrong(where: str, what: str) -> InvalidInput:
    return InvalidInput(f"{where} {what}", code="invalid_question", param="set")
