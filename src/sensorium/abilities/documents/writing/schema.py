"""The JSON schema (draft 2020-12) of what `told` writes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final, get_args

from sensorium.abilities.documents.carried import Invoice, Item, Party
from sensorium.abilities.documents.carried.telling import PARTIES
from sensorium.abilities.documents.tree import Role
from sensorium.abilities.documents.writing.told import VERSION

_TEXT: Final = {"type": "string"}
_NUMBER: Final = {"type": "number"}
_TRUTH: Final = {"type": "boolean"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_FROM_ONE: Final = {"type": "integer", "minimum": 1}
_CHANCE: Final = {"type": "number", "minimum": 0, "maximum": 1}


def _list(items: dict[str, Any], **bounds: int) -> dict[str, Any]:
    return {"type": "array", "items": items, **bounds}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of_texts(kind: type, without: tuple[str, ...], **others: dict[str, Any]) -> dict[str, Any]:
    """Facts that are texts where they are told at all, but for `others`."""
    names = [field.name for field in fields(kind) if field.name not in without]
    always = {"form", *without}
    return _object(
        {**dict.fromkeys(names, _TEXT), **others}, optional=tuple(name for name in names if name not in always)
    )


_BOX: Final = _list(_NUMBER, minItems=4, maxItems=4)
_NUMBERS: Final = _list(_COUNT)
_VOTE: Final = _object({"reader": _TEXT, "text": _TEXT, "confidence": {"type": ["number", "null"]}})
_WORD: Final = _object(
    {
        "text": _TEXT, "box": _BOX, "source": _TEXT, "confidence": _CHANCE, "size_pt": _NUMBER, "bold": _TRUTH,
        "italic": _TRUTH, "votes": _list(_VOTE),
    },
    optional=("bold", "italic", "votes"),
)  # fmt: skip
_PLACED: Final = {
    "row": _COUNT, "column": _COUNT, "row_span": _FROM_ONE, "column_span": _FROM_ONE, "heading": _TRUTH,
    "text": _TEXT, "box": _BOX,
}  # fmt: skip
_CELL: Final = _object({**_PLACED, "words": _NUMBERS})
_REST: Final = _object({"page": _FROM_ONE, "box": _BOX, "text": _TEXT})
_WHOLE: Final = _object(
    {
        "pages": _list(_FROM_ONE), "box": _BOX, "caption": _TEXT, "num_rows": _COUNT, "num_columns": _COUNT,
        "cells": _list(
            _object({**_PLACED, "page": _FROM_ONE, "confidence": _CHANCE, "rest": _REST}, optional=("rest",))
        ),
    }
)  # fmt: skip
_SERIES: Final = _object({"name": _TEXT, "values": _list({"type": ["number", "null"]}), "confidences": _list(_NUMBER)})


def _kind(name: str, **own: dict[str, Any]) -> dict[str, Any]:
    common = {"box": _BOX, "text": _TEXT, "confidence": _CHANCE, "anchor": _TEXT, "words": _NUMBERS}
    return _object({"kind": {"const": name}, **common, **own})


_BLOCKS: Final = [
    _kind("block"),
    _kind("paragraph", role={"enum": list(get_args(Role))}),
    _kind("heading", level=_FROM_ONE),
    _kind("list_item", marker=_TEXT, level=_FROM_ONE),
    _kind("table", caption=_TEXT, cells=_list(_CELL)),
    _kind("figure", caption=_TEXT, alt=_TEXT),
    _kind("pair", key=_NUMBERS, value=_NUMBERS),
    _kind(
        "chart", chart=_TEXT, title=_TEXT, first_axis=_TEXT, second_axis=_TEXT, categories=_list(_TEXT),
        series=_list(_SERIES), caption=_TEXT,
    ),
]  # fmt: skip
_PAGE: Final = _object(
    {
        "number": _FROM_ONE, "width_pt": _NUMBER, "height_pt": _NUMBER, "turned_deg": _NUMBER,
        "steps": _list(_TEXT), "blocks": _list({"oneOf": _BLOCKS}), "words": _list(_WORD), "others": _list(_WORD),
        "doubted": _list(_WORD),
    }
)  # fmt: skip

_ITEM: Final = _of_texts(Item, without=())
_PARTY: Final = _of_texts(Party, without=())
_INVOICE: Final = _of_texts(
    Invoice, without=(*PARTIES, "items"), is_credit=_TRUTH, seller=_PARTY, buyer=_PARTY, items=_list(_ITEM)
)

SCHEMA: Final[dict[str, Any]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A document as Sensorium read it",
    **_object(
        {
            "version": {"const": VERSION}, "title": _TEXT, "media_type": _TEXT, "readers": _list(_TEXT),
            "notes": _list(_TEXT), "pages": _list(_PAGE), "tables": _list(_WHOLE), "invoices": _list(_INVOICE),
        },
        optional=("invoices",),
    ),
}  # fmt: skip
