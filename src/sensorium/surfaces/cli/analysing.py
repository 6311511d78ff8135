"""`sensorium evaluate documents`: questions about documents put to models and to the offline reader, and graded."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering, figures
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import spread
from sensorium.surfaces.terminal import Progress

if TYPE_CHECKING:
    from sensorium.abilities.evaluation.documents.analysing import Case, Gap, Row
    from sensorium.abilities.evaluation.documents.questions import QuestionSet
    from sensorium.abilities.evaluation.documents.respondents import Respondent

FORMS = (".json", ".svg", ".html")
WIDTHS = (24, 17, 7, 15, 6, 8, 9)


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Who is asked."""

    model: Annotated[
        list[str] | None, typer.Option("--model", "-m", help="A model that is asked as well. Repeatable.")
    ] = None
    offline: Annotated[bool, typer.Option(help="Whether the offline reader is asked.")] = True
    reader: Annotated[str | None, typer.Option(help="Who reads pictures of pages for it: rapidocr or tesseract.")] = (
        None
    )

    def respondents(self, progress: Progress) -> list[Respondent]:
        """Raises `InvalidInput` where nobody is asked, and what opening a model or reader raises."""
        from sensorium.abilities.documents.reading import way_of
        from sensorium.abilities.evaluation.documents.respondents import ModelAlone, OfflineReader

        asked: list[Respondent] = [OfflineReader(way=way_of(self.reader))] if self.offline else []
        asked += [ModelAlone(model=answering.loaded(name, progress)) for name in self.model or ()]
        if not asked:
            raise InvalidInput("nobody is asked: name a model with -m, or leave out --no-offline", param="model")
        return asked


@dataclass(frozen=True, kw_only=True)
class Which:
    """Which questions are asked."""

    only: Annotated[str | None, typer.Option(help="text, table, chart or picture: where the answer stands.")] = None
    split: Annotated[
        str | None, typer.Option(help="Of the shipped set: test, or tuning, on whose engines readers were tuned.")
    ] = None
    each: Annotated[
        int | None, typer.Option("--cases", "-n", min=1, help="At most so many questions of each kind.")
    ] = None
    seed: Annotated[int, typer.Option(min=0, help="Which of them, with -n.")] = 0

    def of(self, asked: QuestionSet) -> QuestionSet:
        """Those of a set. Raises `InvalidInput` where none is left."""
        from dataclasses import replace

        from sensorium.abilities.evaluation.documents.analysing import sampled

        kept = [one for one in asked.questions if self.only in (None, one.about) and self.split in (None, one.split)]
        if not kept:
            raise InvalidInput(
                f"no question of {asked.name!r} is about {self.only or 'anything'} in split {self.split or 'any'!r}; "
                "--only takes text, table, chart or picture, --split what the set names",
                param="only",
            )
        return sampled(replace(asked, questions=tuple(kept)), self.each, self.seed)


@spread
def documents(
    *,
    questions: Annotated[
        Path | None,
        typer.Argument(help="A folder with questions.jsonl, or JSON as DocVQA or ChartQA has it.", show_default=False),
    ] = None,
    whom: Whom,
    which: Which,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="A file: .json (every answer), .svg or .html. Repeatable."),
    ] = None,
    printed: figures.Printed,
) -> None:
    """Ask about documents and grade the answers.

    How many are right of what stands in text, in tables, in charts and on pages that are pictures, with 95% intervals:
    `sensorium evaluate documents -m sensorium/seedling -n 40 -o answers.html`. Without a set of your own, a shipped one
    of 70 made documents is asked. A line of questions.jsonl is {"document": "a.pdf", "question": "…", "answer": "…",
    "about": "text|table|chart|picture"}.
    """
    from sensorium.abilities.evaluation.documents.analysing import analyse, gaps, rows
    from sensorium.abilities.evaluation.documents.public_sets import open_set

    _check(output or ())
    chosen = which.of(open_set(questions))
    began = time.monotonic()
    with Progress() as progress:
        cases = list(analyse(chosen, whom.respondents(progress), progress.say))
    found = rows(cases)
    between = gaps(found)
    about = {
        "set": chosen.name if questions else "shipped",
        "questions": len(chosen.questions),
        "documents": len({one.document for one in chosen.questions}),
        "seconds": round(time.monotonic() - began),
        "machine": figures.machine(),
    }
    told = {**about, "rows": [row.told() for row in found], "text_against_visual": [asdict(gap) for gap in between]}
    for path in output or ():
        _write(path, told, found, between, cases, about)
    if printed.as_json:
        answering.print_json(told)
        return
    _print(found, between, markdown=printed.markdown)
    say("; ".join(f"{key}: {value}" for key, value in about.items()))


def _check(paths: Sequence[Path]) -> None:
    """Refuse files before hours of work. Raises `InvalidInput`."""
    for path in paths:
        if path.suffix.lower() not in FORMS:
            message = f"{path.name!r}: the extension picks the format: {', '.join(FORMS)}"
            raise InvalidInput(message, code="unsupported_format", param="output")
        if not path.parent.is_dir():
            raise InvalidInput(f"{path.name!r}: there is no such folder", code="invalid_filename", param="output")


def _write(
    path: Path,
    told: dict[str, Any],
    found: Sequence[Row],
    between: Sequence[Gap],
    cases: Sequence[Case],
    about: dict[str, object],
) -> None:
    from sensorium.content import saving
    from sensorium.surfaces.board.document_page import document_page
    from sensorium.surfaces.board.document_plot import drawing

    match path.suffix.lower():
        case ".json":
            whole = told | {"answers": [case.told() for case in cases]}
            text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        case ".svg":
            text = drawing(found) + "\n"
        case _:
            text = document_page(found, between, cases, about)
    saving.write_file(path, text.encode())
    say(f"saved {path}")


def _print(found: Sequence[Row], between: Sequence[Gap], *, markdown: bool) -> None:
    from sensorium.surfaces.board.document_page import COLUMNS, cells, in_words

    table = figures.Table(COLUMNS, WIDTHS, markdown)
    for row in found:
        table.print(cells(row))
    for gap in between:
        table.end(in_words(gap))
