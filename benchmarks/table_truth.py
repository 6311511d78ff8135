"""Files of truth of the ICDAR 2013 table competition, as cells with places."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

from benchmarks.documents.adjacency import Place


def true_pages(path: Path) -> dict[int, list[list[Place]]]:
    """Tables by page number from 1, of a file `…-str.xml` of the competition; a part of a table on a page is a
    table.
    """
    pages: dict[int, list[list[Place]]] = defaultdict(list)
    for region in ET.parse(path).iter("region"):  # noqa: S314 - files the caller chose
        pages[int(region.get("page", "1"))].append([_place(cell) for cell in region.iter("cell")])
    return dict(pages)


def _place(cell: ET.Element) -> Place:
    top, left = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
    return Place(
        top=top,
        left=left,
        bottom=int(cell.get("end-row", top)),
        right=int(cell.get("end-col", left)),
        text=cell.findtext("content") or "",
    )
