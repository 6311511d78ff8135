"""How well tables of pages are found and cut into cells, beside pdfplumber's, page by page.

PYTHONPATH=src python -m benchmarks.tables FOLDER... [--plumber] [--parity 0|1]

A folder holds PDFs, each with its truth beside it: `NAME-str.xml` of the ICDAR 2013 table competition, or
`NAME.json` of
`benchmarks.documents.corpus`; PDFs without truth are left out. Figures are pooled over all relations of cells,
and the mean
over documents; pages without a table count against those on which one was found. Speed is that of `find` alone, in
seconds of the processor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.documents.adjacency import Place, Score, relations_of_all
from benchmarks.table_truth import true_pages

from sensorium.abilities.documents.sheet import Sheet, sheet_of
from sensorium.abilities.documents.tables import find
from sensorium.media import page_marks

Truth: TypeAlias = dict[int, list[list[Place]]]
Reader: TypeAlias = Callable[[Sheet], list[list[Place]]]


@dataclass
class Tally:
    """What was counted of one group of documents."""

    documents: list[Score] = field(default_factory=list)
    pages: int = 0
    empty: int = 0  # pages without a table
    false: int = 0  # those of them on which one was found
    seconds: float = 0.0

    def told(self, name: str) -> str:
        pooled = sum(self.documents, Score())
        mean = sum(score.f1 for score in self.documents) / max(1, len(self.documents))
        speed = f"{self.pages / self.seconds:.0f} pages/s" if self.seconds else ""
        return (
            f"{name:32} F1 {pooled.f1:.3f} (P {pooled.precision:.3f} R {pooled.recall:.3f}), mean of "
            f"{len(self.documents)} documents {mean:.3f}; tables on {self.false} of {self.empty} pages without; {speed}"
        )


def truths(folder: Path) -> Iterator[tuple[str, Path, Truth]]:
    """Group, PDF and tables by page of every document in a folder."""
    for path in sorted(folder.glob("*.pdf")):
        beside = path.with_name(f"{path.stem}-str.xml")
        if beside.exists():
            yield folder.name, path, true_pages(beside)
        elif path.with_suffix(".json").exists():
            told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            yield f"{told['kind']} {told['engine']}", path, {1: [_places(table) for table in told.get("tables", [])]}


def _places(table: dict[str, Any]) -> list[Place]:
    return [
        Place(
            top=cell["row"],
            left=cell["column"],
            bottom=cell["row"] + cell["row_span"] - 1,
            right=cell["column"] + cell["column_span"] - 1,
            text=cell["text"],
        )
        for cell in table["cells"]
    ]


def ours(sheet: Sheet) -> list[list[Place]]:
    """The tables that `find` finds."""
    return [
        [
            Place(
                top=cell.row,
                left=cell.column,
                bottom=cell.row + cell.row_span - 1,
                right=cell.column + cell.column_span - 1,
                text=cell.text,
            )
            for cell in table.cells
        ]
        for table in find(sheet)
    ]


def plumber(path: Path) -> Reader:
    """Those that pdfplumber finds with its own settings."""
    import pdfplumber

    document = pdfplumber.open(path)

    def read(sheet: Sheet) -> list[list[Place]]:
        return [
            [
                Place(top=row, left=column, bottom=row, right=column, text=text or "")
                for row, cells in enumerate(table)
                for column, text in enumerate(cells)
            ]
            for table in document.pages[sheet.number - 1].extract_tables()
        ]

    return read


def count(path: Path, truth: Truth, reader: Reader, tallies: list[Tally]) -> None:
    """Add a document to tallies."""
    score = Score()
    for marks in page_marks.read(path.read_bytes()).pages:
        sheet = sheet_of(marks)
        begun = time.process_time()
        found = reader(sheet)
        seconds = time.process_time() - begun
        true = truth.get(sheet.number, [])
        score += Score.of(relations_of_all(true), relations_of_all(found))
        for tally in tallies:
            tally.pages, tally.seconds = tally.pages + 1, tally.seconds + seconds
            tally.empty, tally.false = tally.empty + (not true), tally.false + (not true and bool(found))
    if score.true or score.found:
        for tally in tallies:
            tally.documents.append(score)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--plumber", action="store_true", help="pdfplumber beside")
    parser.add_argument("--parity", type=int, choices=(0, 1), help="every other document alone: 0 tuning, 1 held out")
    given = parser.parse_args()
    documents = [document for folder in given.folders for document in truths(folder)]
    if given.parity is not None:
        documents = documents[given.parity :: 2]
    tallies: dict[str, Tally] = defaultdict(Tally)
    for group, path, truth in documents:
        count(path, truth, ours, [tallies[group], tallies["all"]])
        if given.plumber:
            count(path, truth, plumber(path), [tallies["all, pdfplumber"]])
    for name in sorted(tallies):
        print(tallies[name].told(name))


if __name__ == "__main__":
    main()
