"""Positions that belong together: a turn's mark, words in a row, the grid of a picture, a run of sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.native.inspection.positions import Position
from sensorium.native.inspection.sources import Source


@dataclass(frozen=True, kw_only=True)
class Block:
    """`count` positions from `first` on, all of one kind and of one part. name: the mark that opened them."""

    name: str
    kind: str
    first: int
    count: int
    message: int | None
    part: int | None
    page: int | None


def blocks_of(positions: Sequence[Position], sources: Sequence[Source | None]) -> list[Block]:
    """All positions in order. Marks stand alone, each before what it opens."""
    starts: list[int] = []
    for index, position in enumerate(positions):
        alone = position.kind == "mark" or (index and positions[index - 1].kind == "mark")
        if not index or alone or _key(positions, sources, index) != _key(positions, sources, index - 1):
            starts.append(index)
    name = ""
    blocks: list[Block] = []
    for first, end in zip(starts, [*starts[1:], len(positions)], strict=True):
        one, source = positions[first], sources[first]
        name = one.text if one.kind == "mark" else name
        blocks.append(
            Block(
                name=name,
                kind=one.kind,
                first=first,
                count=end - first,
                message=source.message if source else None,
                part=source.part if source else None,
                page=source.page if source else None,
            )
        )
    return blocks


def _key(positions: Sequence[Position], sources: Sequence[Source | None], index: int) -> tuple[object, ...]:
    source = sources[index]
    return positions[index].kind, source and (source.message, source.part, source.page)
