"""What a process of `apart` can do. A task takes options, pieces of bytes and a report, and gives facts and bytes.

Readings travel as the JSON of `writing.told`. Knows neither pipes nor processes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from sensorium.abilities.documents import reading, writing
from sensorium.abilities.documents.tree import Reading, ReadPage
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.errors import NotFound
from sensorium.limits import Limits
from sensorium.media import sources
from sensorium.media.resolution import POINTS_PER_INCH

Facts: TypeAlias = dict[str, Any]
Options: TypeAlias = Mapping[str, Any]
Report: TypeAlias = Callable[[int, int], None]


def way_of(options: Options, report: Report = lambda number, total: None) -> Way:
    """How to read, from options named as `reading.way_of` takes them, `limits` among them. Raises as that."""
    named = {name: options[name] for name in ("first", "last", "password", "figures", "embedded") if name in options}
    limits = Limits(**options["limits"]) if "limits" in options else Limits()
    return reading.way_of(options.get("reader"), options.get("verify"), limits=limits, report=report, **named)


def read(options: Options, pieces: Sequence[bytes], report: Report) -> tuple[Facts, bytes]:
    """A file, named by `name` → facts about the reading, and its JSON."""
    num_pages = 0

    def count(number: int, total: int) -> None:
        nonlocal num_pages
        num_pages = total
        report(number, total)

    way = way_of(options, count)
    found = reading.reading_of(sources.load(pieces[0], way.limits, name=options.get("name", "")), way)
    facts = {
        "num_pages": num_pages,
        "title": found.title,
        "readers": list(found.readers),
        "notes": list(found.notes),
    }
    return facts, json.dumps(writing.told(found), ensure_ascii=False).encode("utf-8", "replace")


def write(options: Options, pieces: Sequence[bytes], report: Report) -> tuple[Facts, bytes]:
    """A reading as `form`: text, markdown or html."""
    writers = {"text": lambda one: f"{one.text}\n", "markdown": writing.markdown, "html": writing.html}
    return {}, writers[options["form"]](_retold(pieces[0])).encode("utf-8", "replace")


def table(options: Options, pieces: Sequence[bytes], report: Report) -> tuple[Facts, bytes]:
    """Table `number` (from 1) of a reading, as csv or json (`form`). Raises `NotFound(code="table_not_found")`."""
    found = _retold(pieces[0]).tables
    number = int(options["number"])
    if not 1 <= number <= len(found):
        message = f"the document has {len(found)} tables; number {number} is not among them"
        raise NotFound(message, code="table_not_found", param="number")
    chosen = found[number - 1]
    if options["form"] == "csv":
        return {}, writing.csv(chosen).encode("utf-8", "replace")
    facts = {"object": "document.table", "number": number, "page": min(chosen.pages, default=None)}
    return {**facts, **writing.whole(chosen), "rows": chosen.rows}, b""


def picture(options: Options, pieces: Sequence[bytes], report: Report) -> tuple[Facts, bytes]:
    """Page `number` as it was read, at most `dpi` dots an inch, with `boxes` or without: PNG, or pixels (`raw`).

    pieces: the reading, the file. Raises `NotFound(code="page_not_found")`.
    """
    page = _page(_retold(pieces[0]), int(options["number"]))
    way = way_of(options)
    loaded = sources.load(pieces[1], way.limits, name=options.get("name", ""))
    shown = _shrunk(reading.picture_of(loaded, page, way), page, float(options["dpi"]))
    shown = writing.pictured(shown, page) if options.get("boxes") else shown
    facts = {"width": shown.width, "height": shown.height}
    return facts, shown.pixels.tobytes() if options.get("raw") else shown.encode("png")


def extract(options: Options, pieces: Sequence[bytes], report: Report) -> tuple[Facts, bytes]:
    """The fields of `schema`, without a model."""
    from sensorium.abilities.documents import extraction

    return dict(extraction.extract(_retold(pieces[0]), options["schema"]).told()), b""


def ask(options: Options, pieces: Sequence[bytes], report: Report) -> tuple[Facts, bytes]:
    """The answer to `question`, without a model."""
    from sensorium.abilities.documents import answering

    return dict(answering.ask(_retold(pieces[0]), options["question"]).told()), b""


TASKS: Final[Mapping[str, Callable[[Options, Sequence[bytes], Report], tuple[Facts, bytes]]]] = {
    "read": read, "write": write, "table": table, "picture": picture, "extract": extract, "ask": ask,
}  # fmt: skip


def _retold(data: bytes) -> Reading:
    return writing.retold(json.loads(data))


def _page(found: Reading, number: int) -> ReadPage:
    for page in found.pages:
        if page.number == number:
            return page
    numbers = [page.number for page in found.pages]
    told = f"pages {numbers[0]} to {numbers[-1]}" if numbers else "no page"
    raise NotFound(f"of page {number} nothing was read; read was {told}", code="page_not_found", param="number")


def _shrunk(picture: Image, page: ReadPage, dpi: float) -> Image:
    """The picture at `dpi`, never larger than it is."""
    from PIL import Image as Pixels

    width, height = (max(1, round(side / POINTS_PER_INCH * dpi)) for side in (page.width_pt, page.height_pt))
    if width >= picture.width or height >= picture.height:
        return picture
    smaller = Pixels.fromarray(picture.pixels).resize((width, height), Pixels.Resampling.LANCZOS)
    return Image.from_array(np.asarray(smaller))
