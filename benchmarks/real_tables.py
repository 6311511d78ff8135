"""How well tables of real papers are cut into cells, beside pdfplumber's in the same run.

PYTHONPATH=src python -m benchmarks.real_tables FOLDER [--half 0|1] [--each]

FOLDER holds checkouts of `camelot` and `tabula` (tabula-java), whose tests say what tables they expect; what of them is
read is told in `benchmarks.real_table_truth`. Half 0 is for development, half 1 was looked at once. Papers are read
as a user reads them, without a reader of pictures. Figures: adjacency of cells, pooled over all relations, and the
mean over files with its 95% interval. Found tables are held against the truth of their page; where that speaks of a
part of the page, cells outside of it do not count, and where it speaks of one table of several, those that share no
relation with it do not.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from benchmarks.documents.adjacency import Place, Relations, Score, relations, relations_of_all
from benchmarks.real_table_truth import EXPECTED, Expected, half, tables_of, whole

from sensorium import documents
from sensorium.abilities.documents.tree import Table
from sensorium.abilities.documents.way import Way
from sensorium.abilities.evaluation.intervals import figure

Edges: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in points


@dataclass(frozen=True, kw_only=True)
class Found:
    """A cell of a table that somebody found, and its middle on the page in points, x and y."""

    place: Place
    middle: tuple[float, float]


Reader: TypeAlias = Callable[[Path, int], list[list[Found]]]


def ours(path: Path, page: int) -> list[list[Found]]:
    """The tables of a page as `documents.read` gives them."""
    reading = documents.read(path, Way(first=page, last=page, figures=False))
    return [
        [
            Found(
                place=Place(
                    top=cell.row,
                    left=cell.column,
                    bottom=cell.row + cell.row_span - 1,
                    right=cell.column + cell.column_span - 1,
                    text=cell.text,
                ),
                middle=cell.box.center,
            )
            for cell in block.cells
        ]
        for block in reading.pages[0].blocks
        if isinstance(block, Table)
    ]


def plumber(path: Path, page: int) -> list[list[Found]]:
    """Those that pdfplumber finds with its own settings."""
    import pdfplumber

    found = []
    with pdfplumber.open(path) as document:
        for table in document.pages[page - 1].find_tables():
            texts = table.extract()
            found.append(
                [
                    _plumbed(at, column, whole(texts[at][column] or ""), edges)
                    for at, row in enumerate(table.rows)
                    for column, edges in enumerate(row.cells)
                    if edges is not None
                ]
            )
    return found


def _plumbed(row: int, column: int, text: str, edges: Edges) -> Found:
    left, top, right, bottom = edges
    place = Place(top=row, left=column, bottom=row, right=column, text=text)
    return Found(place=place, middle=((left + right) / 2, (top + bottom) / 2))


def score_of(expected: Expected, folder: Path, reader: Reader) -> Score:
    """How much of what is expected of a page a reader finds."""
    truth = relations_of_all(tables_of(expected, folder))
    found = [_within(cells, expected) for cells in reader(folder / expected.pdf, expected.page)]
    spoken_of = [one for one in found if not expected.alone or (one & truth)]
    return Score.of(truth, sum(spoken_of, Relations()))


def _within(cells: Sequence[Found], expected: Expected) -> Relations:
    if expected.area is None:
        return relations(cell.place for cell in cells)
    top, left, bottom, right = expected.area
    return relations(cell.place for cell in cells if left < cell.middle[0] < right and top < cell.middle[1] < bottom)


def _told(name: str, scores: Sequence[Score]) -> str:
    pooled, mean = sum(scores, Score()), figure([score.f1 for score in scores], 0.0)
    return (
        f"{name:22} pooled F1 {pooled.f1:.3f} (P {pooled.precision:.3f} R {pooled.recall:.3f}), mean of "
        f"{mean.num_cases} files {mean.mean:.3f} ({mean.low:.3f} to {mean.high:.3f})"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other file: 0 for development, 1 held out")
    parser.add_argument("--each", action="store_true", help="every file by itself as well")
    given = parser.parse_args()
    scores: dict[str, list[Score]] = defaultdict(list)
    for expected in EXPECTED if given.half is None else half(given.half):
        for reader in (ours, plumber):
            score = score_of(expected, given.folder, reader)
            scores[f"{reader.__name__}, {expected.kind}"].append(score)
            scores[f"{reader.__name__}, all"].append(score)
            if given.each:
                print(f"{Path(expected.pdf).name[:40]:40} {expected.kind} {reader.__name__:8} {score.f1:.3f} {score}")
    for name in sorted(scores):
        print(_told(name, scores[name]))


if __name__ == "__main__":
    main()
