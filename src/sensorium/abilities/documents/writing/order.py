"""What the writers share: tables are written whole, captions once, code keeps its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sensorium.abilities.documents.tables.over_pages import wholes
from sensorium.abilities.documents.tree import Block, Chart, Figure, Paragraph, Reading, ReadPage, Table, Word

FURNITURE = ("header", "footer")


def whole_pages(reading: Reading) -> Iterator[ReadPage]:
    """Pages in which a table that goes on over several stands whole on the first, and on no other."""
    found = wholes(reading.pages)
    first = {id(one.parts[0]): one.table for one in found}
    later = {id(part) for one in found for part in one.parts[1:]}
    for page in reading.pages:
        kept = (first.get(id(block), block) for block in page.blocks if id(block) not in later)
        yield replace(page, blocks=tuple(kept))


def shown(page: ReadPage, *, furniture: bool) -> Iterator[tuple[Block, Paragraph | None]]:
    """Blocks of a page, each with the paragraph next to it that is its caption.

    furniture: also what stands at the edge of every page.
    """
    blocks = [block for block in page.blocks if furniture or not _is_furniture(block)]
    captions = {index: caption for index, block in enumerate(blocks) if (caption := _caption(blocks, index, block))}
    told = {id(caption) for caption in captions.values()}
    for index, block in enumerate(blocks):
        if id(block) not in told:
            yield block, captions.get(index)


def _is_furniture(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in FURNITURE


def _caption(blocks: Sequence[Block], index: int, block: Block) -> Paragraph | None:
    if not isinstance(block, Table | Figure | Chart) or not block.caption:
        return None
    for place in (index - 1, index + 1):
        near = blocks[place] if 0 <= place < len(blocks) else None
        if isinstance(near, Paragraph) and near.role == "caption" and near.text == block.caption:
            return near
    return None


def code_of(words: Sequence[Word]) -> str:
    """Lines of code as they stand: set in by whole letters, of which all are equally wide."""
    lines = _lines(words)
    if not lines:
        return ""
    left = min(line[0].box.left for line in lines)
    letters = sum(len(word.text) for word in words)
    pitch = sum(word.box.width for word in words) / letters if letters else 0.0
    return "\n".join(_placed(line, left, pitch) for line in lines)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and lines[-1][-1].box.bottom > word.box.center[1] and word.box.left >= lines[-1][-1].box.left:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _placed(line: Sequence[Word], left: float, pitch: float) -> str:
    if pitch <= 0:
        return " ".join(word.text for word in line)
    text = ""
    for word in line:
        column = min(round((word.box.left - left) / pitch), 200)
        text += " " * max(column - len(text), 1 if text else 0) + word.text
    return text
