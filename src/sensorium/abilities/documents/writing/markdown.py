"""What was read → Markdown (CommonMark, tables as GitHub writes them)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sensorium.abilities.documents.layout.lists import BULLETS
from sensorium.abilities.documents.tree import (
    Block,
    Chart,
    Figure,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    Reading,
    Table,
    said,
    value_in_figures,
)
from sensorium.abilities.documents.writing.order import code_of, shown, whole_pages

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~$])")
_AT_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
_CLOSING = re.compile(r"(?<!\S)#+$")  # they would end a heading, and be lost
_INDENT = "    "  # of an item in another
_COUNTED = re.compile(r"\d{1,9}[.)]")


def markdown(reading: Reading, *, furniture: bool = False) -> str:
    """The whole document; pages follow each other without a mark between them.

    A table that goes on over pages stands whole where it begins. Its cell that spans several places stands in the first
    of them, the others are empty; only its first row can be a heading. A figure is a picture without a file,
    `![what is known of it](#page=3)`, and the words in it are left out. furniture: also what repeats at the edges of
    pages.
    """
    parts = [
        (block, text)
        for page in whole_pages(reading)
        for block, caption in shown(page, furniture=furniture)
        for text in _written(block, caption, page.number)
    ]
    return _joined(parts)


def _joined(parts: Sequence[tuple[Block, str]]) -> str:
    """Blank lines between blocks, none between the items of a list, which lie as deep as those before them let them."""
    texts: list[str] = []
    levels: list[int] = []  # of the items that the next one may lie in
    for block, part in parts:
        if not isinstance(block, ListItem):
            levels = []
            texts.append(f"\n\n{part}")
            continue
        between = "\n" if levels else "\n\n"
        levels = [*(level for level in levels if level < block.level), block.level]
        texts.append(f"{between}{_INDENT * (len(levels) - 1)}{part}")
    text = "".join(texts)[2:]
    return text + "\n" if text else ""


def _written(block: Block, caption: Paragraph | None, page: int) -> Iterator[str]:
    if isinstance(block, Table | Chart):
        told = block.caption or (block.title if isinstance(block, Chart) else "")
        if told:
            yield f"**{escaped(told)}**"
        yield _grid(block.rows if isinstance(block, Table) else rows_of(block), headed=_is_headed(block))
    elif isinstance(block, Figure):
        yield f"![{escaped(block.alt or block.caption)}](#page={page})"
        if block.caption:
            yield f"*{escaped(block.caption)}*"
    elif text := _plain(block):
        yield text


def _plain(block: Block) -> str:
    if isinstance(block, Heading):
        text = _CLOSING.sub(r"\\\g<0>", escaped(block.text))
        return f"{'#' * max(1, min(6, block.level))} {text}"
    if isinstance(block, ListItem):
        return _item(block)
    if isinstance(block, Pair):
        return " ".join(part for part in (f"**{escaped(said(block.key))}**", escaped(said(block.value))) if part)
    if isinstance(block, Paragraph) and block.role == "code":
        return _fenced(code_of(block.words))
    return _AT_START.sub(r"\1\\\2", escaped(block.text)) if not block.text[:1].isdigit() else _unlisted(block.text)


def _unlisted(text: str) -> str:
    """A paragraph that begins with a number, which must not become a list."""
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped(text))


def _item(item: ListItem) -> str:
    if _COUNTED.fullmatch(item.marker):
        return f"{item.marker} {_started(item.text)}"
    kept = "" if item.marker in BULLETS else f"{escaped(item.marker)} "
    return f"- {kept}{escaped(item.text) if kept else _started(item.text)}"


def _started(text: str) -> str:
    return _unlisted(text) if text[:1].isdigit() else _AT_START.sub(r"\1\\\2", escaped(text))


def _fenced(code: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{code}\n{fence}"


def _is_headed(block: Table | Chart) -> bool:
    return isinstance(block, Chart) or any(cell.heading and cell.row == 0 for cell in block.cells)


def _grid(rows: Sequence[Sequence[str]], *, headed: bool) -> str:
    if not rows:
        return ""
    width = len(rows[0])
    head, body = (rows[0], rows[1:]) if headed else ([""] * width, rows)
    return "\n".join([_row(head), _row(["---"] * width, plain=True), *(_row(row) for row in body)])


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else escaped(" ".join(cell.split())) for cell in cells) + " |"


def rows_of(chart: Chart) -> list[list[str]]:
    """A chart as a table: a row for each of its categories, a column for each series."""
    places = max([len(chart.categories), *(len(one.values) for one in chart.series)], default=0)
    head = [chart.first_axis, *(one.name for one in chart.series)]
    body = [
        [_at(chart.categories, place), *(_figure(one.values, place) for one in chart.series)] for place in range(places)
    ]
    return [head, *body]


def _at(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) else ""


def _figure(values: Sequence[float | None], place: int) -> str:
    value = values[place] if place < len(values) else None
    return "" if value is None else value_in_figures(value)


def escaped(text: str) -> str:
    """Text in which no letter means anything to Markdown."""
    return _SPECIAL.sub(r"\\\1", text)
