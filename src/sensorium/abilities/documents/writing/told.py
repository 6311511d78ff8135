"""What was read → JSON, by `SCHEMA`; `retold` is the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sensorium.abilities.documents.carried import telling as carried
from sensorium.abilities.documents.tree import (
    Block,
    Cell,
    Chart,
    Figure,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    Reading,
    ReadPage,
    Table,
    Word,
)

VERSION = 1
_DIGITS = 6


def told(reading: Reading) -> dict[str, Any]:
    """A document as `json.dumps` takes it: boxes in points, to a hundredth; confidences 0 to 1.

    The words of a page stand once, in `words`; blocks and cells name them by their number. `others` are words of
    blocks that the page does not count among its own, numbered after those. Pages have the parts of tables that stand
    on them; `tables` has every table whole, its cells with the page that each stands on. `invoices`, where there are
    any, are what data say that the file carries, amounts as texts.
    """
    return {
        "version": VERSION,
        "title": reading.title,
        "media_type": reading.media_type,
        "readers": list(reading.readers),
        "notes": list(reading.notes),
        "pages": [_page(page) for page in reading.pages],
        "tables": [whole(table) for table in reading.tables],
        **({"invoices": [carried.told(one) for one in reading.invoices]} if reading.invoices else {}),
    }


def whole(table: Table) -> dict[str, Any]:
    """One of `Reading.tables`."""
    return {
        "pages": list(table.pages),
        "box": table.box.told(),
        "caption": table.caption,
        "num_rows": table.num_rows,
        "num_columns": table.num_columns,
        "cells": [
            _placed(cell) | {"page": cell.page, "confidence": round(cell.confidence, _DIGITS)} | _rest(cell)
            for cell in table.cells
        ],
    }


class _Numbers:
    """The words of a page by their number; equal words that stand at several places of the list are told apart."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self._by_identity = {id(word): number for number, word in enumerate(words)}
        self._by_value = {word: number for number, word in reversed(list(enumerate(words)))}

    def of(self, words: Sequence[Word]) -> list[int]:
        return [self._number(word) for word in words]

    def _number(self, word: Word) -> int:
        known = self._by_identity.get(id(word), self._by_value.get(word))
        if known is None:
            known = len(self.words)
            self.words.append(word)
            self._by_identity[id(word)] = self._by_value[word] = known
        return known


def _page(page: ReadPage) -> dict[str, Any]:
    numbers = _Numbers(page.words)
    blocks = [_block(block, numbers) for block in page.blocks]
    return {
        "number": page.number,
        "width_pt": page.width_pt,
        "height_pt": page.height_pt,
        "turned_deg": page.turned_deg,
        "steps": list(page.steps),
        "blocks": blocks,
        "words": [_word(word) for word in page.words],
        "others": [_word(word) for word in numbers.words[len(page.words) :]],
        "doubted": [_word(word) for word in page.doubted],
    }


def _word(word: Word) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "text": word.text,
        "box": word.box.told(),
        "source": word.source,
        "confidence": round(word.confidence, _DIGITS),
        "size_pt": round(word.size_pt, 2),
    }
    facts |= {style: True for style, has in (("bold", word.bold), ("italic", word.italic)) if has}
    if word.votes:
        facts["votes"] = [{"reader": one.reader, "text": one.text, "confidence": one.confidence} for one in word.votes]
    return facts


def _block(block: Block, numbers: _Numbers) -> dict[str, Any]:
    return {
        "kind": kind_of(block),
        "box": block.box.told(),
        "text": block.text,
        "confidence": round(block.confidence, _DIGITS),
        "anchor": block.anchor,
        "words": numbers.of(block.words),
        **_own(block, numbers),
    }


def kind_of(block: Block) -> str:
    """The name of a kind of block, as JSON tells it."""
    kinds = {
        Paragraph: "paragraph", Heading: "heading", ListItem: "list_item", Table: "table", Figure: "figure",
        Chart: "chart", Pair: "pair",
    }  # fmt: skip
    return kinds.get(type(block), "block")


def _own(block: Block, numbers: _Numbers) -> dict[str, Any]:
    """What only blocks of this kind have."""
    if isinstance(block, Paragraph):
        return {"role": block.role}
    if isinstance(block, Heading):
        return {"level": block.level}
    if isinstance(block, ListItem):
        return {"marker": block.marker, "level": block.level}
    if isinstance(block, Table):
        return {"caption": block.caption, "cells": [_cell(cell, numbers) for cell in block.cells]}
    if isinstance(block, Pair):
        return {"key": numbers.of(block.key), "value": numbers.of(block.value)}
    return _shown(block)


def _shown(block: Block) -> dict[str, Any]:
    if isinstance(block, Figure):
        return {"caption": block.caption, "alt": block.alt}
    return _chart(block) if isinstance(block, Chart) else {}


def _cell(cell: Cell, numbers: _Numbers) -> dict[str, Any]:
    return _placed(cell) | {"words": numbers.of(cell.words)}


def _rest(cell: Cell) -> dict[str, Any]:
    """What of a cell stands on the next page."""
    if cell.rest is None:
        return {}
    return {"rest": {"page": cell.rest.page, "box": cell.rest.box.told(), "text": cell.rest.text}}


def _placed(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "heading": cell.heading,
        "text": cell.text,
        "box": cell.box.told(),
    }


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "chart": chart.kind,
        "title": chart.title,
        "first_axis": chart.first_axis,
        "second_axis": chart.second_axis,
        "categories": list(chart.categories),
        "series": [
            {"name": one.name, "values": list(one.values), "confidences": list(one.confidences)} for one in chart.series
        ],
        "caption": chart.caption,
    }
