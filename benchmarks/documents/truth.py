"""What is true of a made document, as JSON: tables, reading order, words, fields."""

from __future__ import annotations

from typing import Any

from benchmarks.documents.blocks import Columns, Grid, Pairs, Sheet, Words, walk

ORDERED = {"body"}  # captions, quotes and notes float; headings have no word of their own at their start


def of(sheet: Sheet) -> dict[str, Any]:
    """Tables (cells that hold words), order (first and last word of every paragraph that has one place), words."""
    blocks = walk(sheet.blocks)
    tables = [_table(block) for block in blocks if isinstance(block, Grid) and block.counted]
    truth: dict[str, Any] = {"words": words(sheet)}
    if tables:
        truth["tables"] = tables
    if any(isinstance(block, Columns) for block in sheet.blocks):
        ordered = [block.text.split() for block in blocks if isinstance(block, Words) and block.role in ORDERED]
        texts = [text for text in ordered if len(text) > 5]
        truth["order"] = [{"first": text[0], "last": text[-1].rstrip(".")} for text in texts]
    return truth


def words(sheet: Sheet) -> str:
    """Every word on the page once, in reading order; page header first, footer last."""
    parts = [sheet.header]
    for block in walk(sheet.blocks):
        if isinstance(block, Words):
            parts.append(block.text)
        elif isinstance(block, Grid):
            parts += [block.caption, *(cell.text for cell in block.cells)]
        elif isinstance(block, Pairs):
            parts += [text for row in block.rows for text in row]
    return " ".join(" ".join([*parts, sheet.footer]).split())


def _table(grid: Grid) -> dict[str, Any]:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "heading": cell.heading,
            "indent": cell.indent,
            "text": " ".join(cell.text.split()),
        }
        for cell in grid.cells
        if cell.text.strip()
    ]
    return {
        "rows": grid.num_rows,
        "columns": grid.num_columns,
        "rules": grid.rules,
        "caption": grid.caption,
        "cells": cells,
    }
