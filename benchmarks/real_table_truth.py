"""Which tables camelot's and tabula-java's own tests expect of which PDF, and how their files are read.

What they expect is what those programs say, checked by hand: "cells" where lines were drawn around them; "lines" where
each line of print is a row of its own, so that a heading over three lines is three rows there. ICDAR 2013's pages,
which both hold as well, are left out.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from benchmarks.documents.adjacency import Place

Rows: TypeAlias = list[list[str]]
Kind: TypeAlias = Literal["cells", "lines"]
Area: TypeAlias = tuple[float, float, float, float]  # top, left, bottom, right in points

CAMELOT = "camelot/tests"
TABULA = "tabula/src/test/resources/technology/tabula"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One page of a PDF, and where the tables that are expected of it stand.

    pdf: below the folder of all sets; told: names of lists in camelot's `data.py`, or one file of tabula's; area: the
    part of the page that is spoken of, None for all of it; alone: other tables of the page are not spoken of; repeated:
    a cell that spans rows is told in each; family: files that are one page, turned or told twice.
    """

    pdf: str
    told: tuple[str, ...]
    kind: Kind
    page: int = 1
    area: Area | None = None
    alone: bool = False
    repeated: bool = False
    family: str = ""

    @property
    def name(self) -> str:
        return self.family or Path(self.pdf).stem


def _of_camelot(pdf: str, *told: str, kind: Kind, alone: bool = True, **more: object) -> Expected:
    return Expected(pdf=f"{CAMELOT}/files/{pdf}", told=told, kind=kind, alone=alone, **more)  # type: ignore[arg-type]


def _of_tabula(pdf: str, told: str, *, kind: Kind, area: Area | None = None, **more: object) -> Expected:
    return Expected(pdf=f"{TABULA}/{pdf}", told=(told,), kind=kind, area=area, **more)  # type: ignore[arg-type]


EXPECTED = (
    _of_camelot("clockwise_table_1.pdf", "data_lattice_table_rotated", kind="cells", family="turned, drawn"),
    _of_camelot("anticlockwise_table_1.pdf", "data_lattice_table_rotated", kind="cells", family="turned, drawn"),
    _of_camelot("clockwise_table_2.pdf", "data_stream_table_rotated", kind="lines", family="turned"),
    _of_camelot("anticlockwise_table_2.pdf", "data_stream_table_rotated", kind="lines", family="turned"),
    _of_camelot("twotables_2.pdf", "data_lattice_two_tables_1", "data_lattice_two_tables_2", kind="cells", alone=False),
    _of_camelot("table_region.pdf", "data_lattice_table_regions", kind="cells"),
    _of_camelot("background_lines_1.pdf", "data_lattice_process_background", kind="cells"),
    _of_camelot("row_span_1.pdf", "data_lattice_copy_text", kind="cells", repeated=True),
    _of_camelot("column_span_2.pdf", "data_lattice_shift_text_disable", kind="cells"),
    _of_camelot("split_text_lattice.pdf", "data_lattice_split_text", kind="cells"),
    _of_camelot("health.pdf", "data_hybrid", kind="lines"),
    _of_camelot(
        "tabula/12s0324.pdf", "data_stream_two_tables_1", "data_stream_two_tables_2", kind="lines", alone=False
    ),
    _of_camelot(
        "multiple_tables.pdf", "data_network_two_tables_b_1", "data_network_two_tables_b_2", kind="lines", alone=False
    ),
    _of_camelot("vertical_header.pdf", "data_network_vertical_headers", kind="lines"),
    _of_camelot("mexican_towns.pdf", "data_stream_columns", kind="lines"),
    _of_camelot("tabula/m27.pdf", "data_stream_split_text", kind="lines"),
    _of_camelot("superscript.pdf", "data_stream_flag_size", kind="lines"),
    _of_camelot("detect_vertical_false.pdf", "data_stream_layout_kwargs", kind="lines"),
    _of_camelot("edge_tol.pdf", "data_stream_edge_tol", kind="lines"),
    _of_camelot("stream_inner_outer_columns.pdf", "data_stream_inner_outer_columns", kind="lines"),
    _of_tabula("spanning_cells.pdf", "json/spanning_cells.json", kind="cells"),
    _of_tabula("twotables.pdf", "json/twotables.json", kind="cells"),
    _of_tabula("schools.pdf", "json/schools.json", kind="cells", area=(53.74, 16.97, 548.74, 762.3)),
    _of_tabula("AnimalSounds.pdf", "csv/AnimalSounds.csv", kind="cells", family="AnimalSounds"),
    _of_tabula("AnimalSounds1.pdf", "json/AnimalSounds1.json", kind="cells", family="AnimalSounds"),
    _of_tabula("MultiColumn.pdf", "csv/MultiColumn.csv", kind="cells"),
    _of_tabula("indictb1h_14.pdf", "csv/indictb1h_14.csv", kind="lines", area=(205.0, 120.0, 622.82, 459.9)),
    _of_tabula(
        "spreadsheet_no_bounding_frame.pdf",
        "csv/spreadsheet_no_bounding_frame.csv",
        kind="cells",
        area=(150.56, 58.9, 654.7, 536.12),
    ),
    _of_tabula(
        "argentina_diputados_voting_record.pdf",
        "csv/argentina_diputados_voting_record.csv",
        kind="lines",
        area=(269.875, 12.75, 790.5, 561.0),
    ),
    _of_tabula("frx_2012_disclosure.pdf", "csv/frx_2012_disclosure.csv", kind="cells", area=(53.0, 49.0, 735.0, 550.0)),
    _of_tabula(
        "Publication_of_award_of_Bids_for_Transport_Sector__August_2016.pdf",
        "csv/Publication_of_award_of_Bids_for_Transport_Sector__August_2016.csv",
        kind="cells",
        area=(56.925, 24.255, 549.945, 786.555),
    ),
)


def half(number: int) -> list[Expected]:
    """Every other family of files: 0 for development, 1 held out."""
    families = list(dict.fromkeys(expected.name for expected in EXPECTED))
    return [expected for expected in EXPECTED if families.index(expected.name) % 2 == number]


def tables_of(expected: Expected, folder: Path) -> list[list[Place]]:
    """The tables that are expected, each as its cells; rows at either end that have one cell are titles and notes."""
    return [_places(_trimmed(rows), repeated=expected.repeated) for rows in _told(expected, folder)]


def _told(expected: Expected, folder: Path) -> Iterator[Rows]:
    for told in expected.told:
        if expected.pdf.startswith(CAMELOT):
            yield _literal(folder / CAMELOT / "data.py", told)
            continue
        path = folder / TABULA / told
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as lines:
                yield list(csv.reader(lines))
        else:
            tables = json.loads(path.read_text(encoding="utf-8"))
            for table in tables if isinstance(tables, list) else [tables]:
                yield [[cell["text"] for cell in row] for row in table["data"]]


def _literal(path: Path, name: str) -> Rows:
    """The list that a file of Python assigns to a name, its code not run; what it drops of lists is not dropped."""
    found: Rows | None = None
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List) and _named(node) == name:
            found = ast.literal_eval(node.value)
    if found is None:
        raise KeyError(f"{path} assigns no list to {name}; look whether it was renamed in camelot's tests")
    return found


def _named(node: ast.Assign) -> str:
    target = node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _trimmed(rows: Rows) -> Rows:
    full = [at for at, row in enumerate(rows) if sum(bool(text.strip()) for text in row) > 1]
    return rows[full[0] : full[-1] + 1] if full else []


def whole(text: str) -> str:
    """A text in which words that the end of a line has parted are one again."""
    return re.sub(r"(?<=[a-z])-[\r\n]+(?=[a-z])", "", text)


def _places(rows: Sequence[Sequence[str]], *, repeated: bool) -> list[Place]:
    found: list[Place] = []
    open_cells: dict[int, Place] = {}
    for at, row in enumerate(rows):
        for column, told in enumerate(row):
            text = whole(re.sub(r"</?s>", "", told))  # camelot's mark of raised print
            above = open_cells.get(column)
            if repeated and above is not None and above.text == text and above in found:
                found.remove(above)
                place = Place(top=above.top, left=column, bottom=at, right=column, text=text)
            else:
                place = Place(top=at, left=column, bottom=at, right=column, text=text)
            open_cells[column] = place
            found.append(place)
    return found
