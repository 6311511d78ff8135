"""Names and what they are said to be: "Invoice no.: 4711", an amount across a gap, a label above its value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.groups import Group
from sensorium.abilities.documents.layout.lines import Line, size_of
from sensorium.abilities.documents.tree import Block, Heading, Pair, Paragraph, Word, said

_MOST_KEY_WORDS, _MOST_VALUE_WORDS = 6, 12
_MOST_LETTERS = 90
_CELL_GAP = 1.5  # of the size of type, between a name and an amount
_PART = 0.6  # of the lines of a group, when it is a list of pairs
_AMOUNT = re.compile(
    r"[^\w\s]{0,3}\s?(?:[A-Z]{3}|[€$£¥₹]|Rs\.?|kr\.?|zł)?\s?[-+–]?\d[\d.,:/'’ \-]*\s?(?:%|[€$£¥₹]|[A-Z]{1,3}|kr\.?|zł)?"
)
_LEADERS = re.compile(r"[.…_·]{2,}")
_CAPTION = re.compile(
    r"(?:fig(?:ure)?s?|tab(?:le)?|abb(?:ildung)?|tabelle|tableau|figura|tabla|cuadro|tabella|quadro|afbeelding|figuur|tabel"
    r"|rys(?:unek)?|kuva|kuvio|taulukko|ábra|táblázat|рис(?:унок)?|табл(?:ица)?)\.?\s?[A-Z]?[0-9IVX]+(?:[.\-–][0-9]+)?[a-z]?\b",
    re.IGNORECASE,
)
_LABEL_SIZE = 0.87  # of the value's size, or less: a label above it


def pair_of(line: Line) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """Name and value in a line; None where it holds something else, "Figure 3: The bridge" among that."""
    if len(line.text) > _MOST_LETTERS or len(line.words) < 2 or _CAPTION.match(line.text):
        return None
    return _by_colon(line.words) or _by_gap(line.words)


def _by_colon(words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    for place, word in enumerate(words[:_MOST_KEY_WORDS], start=1):
        if word.text.endswith((":", ":")) and not word.text[:-1].isdigit():
            key, value = tuple(words[:place]), tuple(words[place:])
            return (key, value) if _is_short(key, value) else None
    return None


def _is_short(key: Sequence[Word], value: Sequence[Word]) -> bool:
    told = any(map(str.isalpha, said(key))) and 0 < len(value) <= _MOST_VALUE_WORDS
    sentence = len(value) > 5 and value[-1].text.endswith((".", "!", "?", ",", ";"))
    return told and not sentence


def _by_gap(words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """A name, a wide gap or leaders, and an amount; one gap alone, for more would be a table."""
    gaps = [
        place
        for place in range(1, len(words))
        if words[place - 1].box.gap(words[place].box) > _CELL_GAP * size_of(words[place])
        or (_LEADERS.fullmatch(words[place - 1].text) and place > 1)
    ]
    if len(gaps) != 1:
        return None
    key, value = tuple(words[: gaps[0]]), tuple(words[gaps[0] :])
    named = any(map(str.isalpha, said(key))) and len(key) <= _MOST_KEY_WORDS + 2
    return (key, value) if named and _AMOUNT.fullmatch(said(value)) else None


def pairs_in(group: Group) -> list[Block] | None:
    """The pairs of a group and what stands between them; None where it is no list of pairs."""
    if _is_labelled(group.lines):
        return [_pair(group.lines[0].words, group.lines[1].words)]
    found = [pair_of(line) for line in group.lines]
    if sum(one is not None for one in found) < _PART * len(found):
        return None
    blocks: list[Block] = []
    for line, pair in zip(group.lines, found, strict=True):
        last = blocks[-1] if blocks else None
        if pair:
            blocks.append(_pair(*pair))
        elif isinstance(last, Pair) and _goes_on(last, line):
            blocks[-1] = _pair(last.key, last.value + line.words)
        else:
            blocks.append(Paragraph(box=line.box, words=line.words))
    return blocks


def _is_labelled(lines: Sequence[Line]) -> bool:
    """Whether two lines are a label and its value below it."""
    if len(lines) != 2 or not lines[0].text.endswith(":") or len(lines[0].words) > _MOST_KEY_WORDS:
        return False
    value = lines[1].words
    return len(value) <= _MOST_VALUE_WORDS // 2 and not lines[1].text.endswith((":", ".", ",", ";"))


def _pair(key: tuple[Word, ...], value: tuple[Word, ...]) -> Pair:
    words = key + value
    return Pair(box=Box.around(word.box for word in words), words=words, key=key, value=value)


def _goes_on(pair: Pair, line: Line) -> bool:
    """Whether a line continues the value above it: it begins where that does."""
    return abs(line.box.left - pair.value[0].box.left) < line.size_pt


def labelled(blocks: Sequence[Block]) -> list[Block]:
    """Labels that stand left of or above their values, as blocks of their own, are joined with them.

    A label ends in ":"; without one it is smaller than the value below it, and there are several of that look.
    """
    small = [place for place in range(len(blocks) - 1) if _captions_value(blocks[place], blocks[place + 1])]
    trusted = set(small) if len(small) > 1 else set()
    found: list[Block] = []
    skip = False
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if skip:
            skip = False
        elif following is not None and (place in trusted or _names(block, following)):
            found.append(_pair(block.words, following.words))
            skip = True
        else:
            found.append(block)
    return found


def _names(label: Block, value: Block) -> bool:
    return label.text.endswith(":") and _is_label(label) and _is_value(value) and _near(label, value)


def _captions_value(label: Block, value: Block) -> bool:
    if not (_is_label(label) and _is_value(value) and len(value.words) <= 5):
        return False
    ratio = size_of(label.words[0]) / (size_of(value.words[0]) or 1.0)
    return 0.5 < ratio <= _LABEL_SIZE and abs(label.box.left - value.box.left) < 4 and _near(label, value)


def _is_label(block: Block) -> bool:
    short = 0 < len(block.words) <= _MOST_KEY_WORDS
    return isinstance(block, Paragraph | Heading) and short and any(map(str.isalpha, block.text))


def _is_value(block: Block) -> bool:
    plain = (isinstance(block, Paragraph) and block.role == "body") or isinstance(block, Heading)
    single = bool(block.words) and block.box.height < 1.9 * max(word.box.height for word in block.words)
    return plain and single and len(block.words) <= _MOST_VALUE_WORDS and not block.text.endswith(":")


def _near(label: Block, value: Block) -> bool:
    """Whether a value stands close below its label, or at its height on the right."""
    height = max(label.box.height, 1.0)
    below = -0.5 * height < value.box.top - label.box.bottom < 1.2 * height
    level = abs(value.box.center[1] - label.box.center[1]) < 0.5 * height
    aligned = abs(value.box.left - label.box.left) < 1.5 * height
    return (below and aligned) or (level and value.box.left >= label.box.right - 1)
