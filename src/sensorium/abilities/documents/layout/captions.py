"""Captions: which paragraph speaks of which figure or table; footnotes.

A caption stays a paragraph of its own, next to what it is of; the figure or table says the same words in `caption`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.lines import size_of
from sensorium.abilities.documents.layout.typography import Usage
from sensorium.abilities.documents.tree import Block, Figure, Heading, ListItem, Paragraph, Table

_NAMES = (
    "fig(?:ure)?s?|tab(?:le)?|chart|exhibit|plate|photo|image|graph|map|box|scheme|listing|"  # English
    "abb(?:ildung)?|tabelle|bild|foto|grafik|diagramm|karte|schaubild|übersicht|"  # German
    "tableau|graphique|carte|encadré|schéma|"  # French
    "figura|tabla|gráfico|cuadro|imagen|ilustración|"  # Spanish
    "tabella|grafico|immagine|"  # Italian
    "quadro|imagem|gravura|"  # Portuguese
    "afbeelding|grafiek|tabel|figuur|"  # Dutch
    "rysunek|rys|wykres|zdjęcie|kuva|taulukko|kuvio|diagram|ábra|táblázat|рис(?:унок)?|таблица|табл"
)
NAMED = re.compile(rf"(?:{_NAMES})\.?\s?[A-Z]?[0-9IVX]+(?:[.\-–][0-9]+)?[a-z]?\b", re.IGNORECASE)
_NUMBER_MARK = re.compile(r"\(?(\d{1,3}|[*†‡§¶]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|[a-z])\)?")
_NEAR = 2.6  # sizes of type between a caption and what it is of
_MOST_LETTERS = 1200
_MOST_PLAIN_LETTERS = 260  # of a caption that does not say "Figure"
_SMALLER = 0.95  # times the size of running text, or less: small print


def captioned(blocks: Sequence[Block], usage: Usage) -> list[Block]:
    """Figures and tables with their captions, which are marked as such and moved next to them."""
    found = list(blocks)
    for subject in [block for block in blocks if isinstance(block, Figure | Table)]:
        caption = _caption_of(subject, found, usage)
        if caption is None:
            continue
        marked = Paragraph(box=caption.box, words=caption.words, role="caption")
        found = [block for block in found if block is not caption]
        place = next(index for index, block in enumerate(found) if block is subject)
        above = caption.box.center[1] < subject.box.center[1]
        told = replace(subject, caption=marked.text)
        found[place : place + 1] = [marked, told] if above else [told, marked]
    return found


def _caption_of(subject: Figure | Table, blocks: Sequence[Block], usage: Usage) -> Block | None:
    near = [
        (_distance(subject.box, block.box) + (0 if NAMED.match(block.text) else 1000.0), index)
        for index, block in enumerate(blocks)
        if _may_speak(block, subject, usage)
    ]
    return blocks[min(near)[1]] if near else None


def _may_speak(block: Block, subject: Figure | Table, usage: Usage) -> bool:
    if type(block) not in (Paragraph, Heading, ListItem) or not block.words or isinstance(block, ListItem):
        return False
    if isinstance(block, Paragraph) and block.role == "caption":
        return False
    size_pt = usage.size_pt or 10.0
    if _distance(subject.box, block.box) > _NEAR * size_pt or len(block.text) > _MOST_LETTERS:
        return False
    if NAMED.match(block.text):
        return True
    return isinstance(subject, Figure) and isinstance(block, Paragraph) and _looks_like_one(block, subject, usage)


def _looks_like_one(block: Paragraph, subject: Figure, usage: Usage) -> bool:
    """Small or slanted print close under a figure, no wider than it."""
    box = block.box
    below = box.top >= subject.box.bottom - 0.5 * box.height
    within = box.left >= subject.box.left - 6 and box.right <= subject.box.right + 6
    small = sum(size_of(word) for word in block.words) / len(block.words) <= _SMALLER * usage.size_pt
    slanted = all(word.italic for word in block.words)
    return below and within and (small or slanted) and len(block.text) <= _MOST_PLAIN_LETTERS


def _distance(first: Box, second: Box) -> float:
    """Points between two boxes one above the other; far where they stand side by side."""
    common = min(first.right, second.right) - max(first.left, second.left)
    if common < 0.3 * min(first.width, second.width):
        return float("inf")
    return max(second.top - first.bottom, first.top - second.bottom, 0.0)


def footnoted(blocks: Sequence[Block], usage: Usage, page: Box) -> list[Block]:
    """Small print that begins with a mark, in the lower half of a page, is a footnote."""
    return [_footnote(block) if _is_footnote(block, usage, page) else block for block in blocks]


def _is_footnote(block: Block, usage: Usage, page: Box) -> bool:
    if not isinstance(block, Paragraph) or block.role != "body" or len(block.words) < 3:
        return False
    if block.box.top < page.top + 0.5 * page.height:
        return False
    small = sorted(size_of(word) for word in block.words)[len(block.words) // 2] <= 0.92 * usage.size_pt
    first = block.words[0]
    raised = size_of(first) < 0.85 * size_of(block.words[1])
    return (
        small
        and bool(_NUMBER_MARK.fullmatch(first.text))
        and (raised or first.text.isdigit() or not first.text.isalpha())
    )


def _footnote(block: Block) -> Block:
    return Paragraph(box=block.box, words=block.words, role="footnote")
