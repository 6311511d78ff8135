"""JSON that `told` wrote → what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sensorium.abilities.documents.box import Box
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
    Series,
    Table,
    Vote,
    Word,
)
from sensorium.abilities.documents.writing.told import VERSION
from sensorium.errors import InvalidInput


def retold(facts: dict[str, Any]) -> Reading:
    """The document that `told` tells, to the hundredth of a point.

    Raises `InvalidInput(code="invalid_document")` for what is not of `SCHEMA`, or of another version.
    """
    if not isinstance(facts, dict) or facts.get("version") != VERSION:
        raise _refused(f"its version is not {VERSION}")
    try:
        return Reading(
            pages=tuple(_page(page) for page in facts["pages"]),
            title=str(facts["title"]),
            media_type=str(facts["media_type"]),
            readers=tuple(map(str, facts["readers"])),
            notes=tuple(map(str, facts["notes"])),
            invoices=tuple(carried.retold(one) for one in facts.get("invoices", ())),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError) as error:
        raise _refused(f"{type(error).__name__}: {error}") from error


def _refused(why: str) -> InvalidInput:
    message = f"This is no document as Sensorium writes it ({why}). Write it anew with `told`."
    return InvalidInput(message, code="invalid_document", param="document")


def _page(facts: dict[str, Any]) -> ReadPage:
    own = tuple(_word(word) for word in facts["words"])
    every = own + tuple(_word(word) for word in facts["others"])
    return ReadPage(
        number=int(facts["number"]),
        width_pt=float(facts["width_pt"]),
        height_pt=float(facts["height_pt"]),
        turned_deg=float(facts["turned_deg"]),
        steps=tuple(map(str, facts["steps"])),
        doubted=tuple(_word(word) for word in facts["doubted"]),
        blocks=tuple(_block(block, every) for block in facts["blocks"]),
        words=own,
    )


def _box(edges: Sequence[float]) -> Box:
    left, top, right, bottom = (float(edge) for edge in edges)
    return Box(left, top, right, bottom)


def _word(facts: dict[str, Any]) -> Word:
    votes = tuple(
        Vote(reader=one["reader"], text=one["text"], confidence=one["confidence"]) for one in facts.get("votes", ())
    )
    return Word(
        text=facts["text"],
        box=_box(facts["box"]),
        source=facts["source"],
        confidence=float(facts["confidence"]),
        size_pt=float(facts["size_pt"]),
        bold=bool(facts.get("bold", False)),
        italic=bool(facts.get("italic", False)),
        votes=votes,
    )


def _named(numbers: Sequence[int], words: Sequence[Word]) -> tuple[Word, ...]:
    if any(number < 0 for number in numbers):
        raise ValueError("words are numbered from 0")
    return tuple(words[number] for number in numbers)


def _block(facts: dict[str, Any], words: Sequence[Word]) -> Block:
    common: dict[str, Any] = {
        "box": _box(facts["box"]), "anchor": facts["anchor"], "words": _named(facts["words"], words),
    }  # fmt: skip
    makers: dict[str, Callable[[], Block]] = {
        "block": lambda: Block(**common),
        "paragraph": lambda: Paragraph(role=facts["role"], **common),
        "heading": lambda: Heading(level=int(facts["level"]), **common),
        "list_item": lambda: ListItem(marker=facts["marker"], level=int(facts["level"]), **common),
        "table": lambda: Table(
            cells=tuple(_cell(cell, words) for cell in facts["cells"]), caption=facts["caption"], **common
        ),
        "figure": lambda: Figure(caption=facts["caption"], alt=facts["alt"], **common),
        "pair": lambda: Pair(key=_named(facts["key"], words), value=_named(facts["value"], words), **common),
        "chart": lambda: _chart(facts, common),
    }
    return makers[facts["kind"]]()


def _cell(facts: dict[str, Any], words: Sequence[Word]) -> Cell:
    return Cell(
        row=int(facts["row"]),
        column=int(facts["column"]),
        row_span=int(facts["row_span"]),
        column_span=int(facts["column_span"]),
        heading=bool(facts["heading"]),
        box=_box(facts["box"]),
        words=_named(facts["words"], words),
    )


def _chart(facts: dict[str, Any], common: dict[str, Any]) -> Chart:
    series = tuple(
        Series(name=one["name"], values=tuple(one["values"]), confidences=tuple(one["confidences"]))
        for one in facts["series"]
    )
    return Chart(
        kind=facts["chart"],
        title=facts["title"],
        first_axis=facts["first_axis"],
        second_axis=facts["second_axis"],
        categories=tuple(facts["categories"]),
        series=series,
        caption=facts["caption"],
        **common,
    )
