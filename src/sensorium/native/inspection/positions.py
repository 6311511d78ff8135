"""What a position is, in words: its kind, the token or codes that it holds, where it stands, and its cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sensorium.native.codecs.score.table import TOKENS as NOTES
from sensorium.native.engine.trace import Trace
from sensorium.native.tokens.phones import PHONES
from sensorium.native.tokens.stream import GRID, Modality, join
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import (
    ADVANCE,
    CUE_CELL,
    CUE_KEY,
    CUE_NEXT_PHONE,
    CUE_PHONE,
    NUM_SOUND_SLOTS,
    PHONE,
    PICTURE,
    SCORE,
    SOUND,
    TEXT,
    Range,
    Special,
)

Kind: TypeAlias = Literal["mark", "word", "phone", "note", "cell", "frame", "feature"]


@dataclass(frozen=True, kw_only=True)
class Position:
    """One place of the stream. codes: of a cell or frame, from 0 in each slot; advance: how far a frame moves the
    pointer into the phones; coordinates: time, row, column.
    """

    kind: Kind
    modality: str
    text: str
    codes: tuple[int, ...]
    advance: int | None
    coordinates: tuple[int, int, int]
    cues: tuple[str, ...]


def positions_of(words: WordTokenizer, trace: Trace) -> list[Position]:
    """Every position of an exchange."""
    chunk = join([trace.prompt, trace.reply])
    rows = zip(
        chunk.ids.tolist(), chunk.cues.tolist(), chunk.coordinates.tolist(), chunk.modality.tolist(), strict=True
    )
    return [_position(words, ids, cues, place, Modality(modality)) for ids, cues, place, modality in rows]


def word_text(words: WordTokenizer, token: int) -> str:
    """A token of the shared range as it is read; a mark of the stream's structure by its name."""
    if token in TEXT:
        index = token - TEXT.start
        return words.tokens[index].decode(errors="replace") if index < len(words.tokens) else ""
    if token in PHONE:
        return _named(PHONES, token - PHONE.start)
    if token in SCORE:
        return _named(NOTES, token - SCORE.start)
    return Special(token).name if token in set(Special) else ""


def _position(
    words: WordTokenizer, ids: Sequence[int], cues: Sequence[int], place: Sequence[int], modality: Modality
) -> Position:
    kind = _kind(ids[0])
    bounds: tuple[Range, ...] = {"cell": PICTURE, "frame": SOUND}.get(kind, ())
    time, row, column = place
    return Position(
        kind=kind,
        modality=modality.name.lower(),
        text="" if kind in ("cell", "frame", "feature") else word_text(words, ids[0]),
        codes=tuple(one - bound.start for one, bound in zip(ids, bounds, strict=False)),
        advance=ids[NUM_SOUND_SLOTS] - ADVANCE.start if kind == "frame" else None,
        coordinates=(time, row, column),
        cues=tuple(_cue(cue) for cue in cues if cue),
    )


def _kind(token: int) -> Kind:
    ranges: tuple[tuple[Kind, Range], ...] = (
        ("word", TEXT),
        ("phone", PHONE),
        ("note", SCORE),
        ("cell", PICTURE[0]),
        ("frame", SOUND[0]),
    )
    if token == Special.FEATURE:
        return "feature"
    return next((kind for kind, bounds in ranges if token in bounds), "mark")


def _cue(cue: int) -> str:
    if cue in CUE_PHONE:
        return f"phone {_named(PHONES, cue - CUE_PHONE.start)}"
    if cue in CUE_NEXT_PHONE:
        return f"then {_named(PHONES, cue - CUE_NEXT_PHONE.start)}"
    if cue in CUE_CELL:
        row, column = divmod(cue - CUE_CELL.start, GRID)
        return f"cell {row + 1}, {column + 1}"
    return f"moment {cue - CUE_KEY.start + 1}"


def _named(names: Sequence[str], index: int) -> str:
    return names[index] if index < len(names) else ""
