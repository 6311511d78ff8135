"""Questions about the order of a document: what comes after a paragraph, what the third one says, how one begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sensorium.abilities.documents.answering.answered import Citation, Possible
from sensorium.abilities.documents.answering.asking.questions import Question
from sensorium.abilities.documents.answering.finding.passages import sentences
from sensorium.abilities.documents.answering.running_text import order_words
from sensorium.abilities.documents.answering.running_text.order_words import Unit
from sensorium.abilities.documents.answering.wanted.names import names_in
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.printed.folding import compact
from sensorium.abilities.documents.tree import Block, Heading, ListItem, Paragraph, Word, said

SURE: Final = 0.9
_MEANT = re.compile(
    r"\b(?:that|which|der|die|das|qui|que|che|dat)\s+\w+\s+(?:with|mit|par|con|com|met)\b", re.IGNORECASE
)
ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A paragraph, a heading, an item of a list or a sentence, with the page of each word.

    order: of its block in the document; place: of its first word in that.
    """

    words: tuple[Word, ...]
    pages: tuple[int, ...] = field(repr=False)
    order: int = 0
    place: int = 0

    @property
    def text(self) -> str:
        return said(self.words)

    @property
    def key(self) -> tuple[int, int]:
        """By which parts of any kind are put in order."""
        return self.order, self.place

    def cite(self) -> tuple[Citation, ...]:
        """Where it stands, a place for each page."""
        found = []
        for page in dict.fromkeys(self.pages):
            own = tuple(word for word, at in zip(self.words, self.pages, strict=True) if at == page)
            found.append(Citation(page=page, box=Box.around(word.box for word in own), text=said(own), words=own))
        return tuple(found)


def answers_in_order(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """What the order of the document's parts answers; nothing where the question does not ask for it."""
    units = _units(question.about)
    after, before = order_words.AFTER.search(question.about), order_words.BEFORE.search(question.about)
    if not units and not ((after or before) and question.quoted):
        return
    asked, told = (units or ["paragraph"])[0], (units or ["paragraph"])[-1]
    found = _found(list(stretches_of(evidence, told)), question)
    if found is None:
        return
    anchor, by_quote = found
    step = (1 if after else -1 if before else 0) if by_quote else 0
    if not step and asked == told == "heading" and by_quote:  # "what does the section “Traffic” say"
        asked = "paragraph"
    stretch = anchor if asked == told and not step else _stepped(list(stretches_of(evidence, asked)), anchor, step)
    text = _wanted(stretch, question, by_quote=by_quote) if stretch else ""
    if stretch and text:
        yield Possible(text=text, confidence=SURE, citations=stretch.cite(), how="by the order of the document")


def _units(about: str) -> list[Unit]:
    """Kinds of parts that a question names, in the order in which it names them."""
    found = [
        (match.start(), unit)
        for unit, pattern in order_words.UNITS
        for match in re.finditer(pattern, about, re.IGNORECASE)
    ]
    return list(dict.fromkeys(unit for _, unit in sorted(found)))


def _stepped(stretches: Sequence[Stretch], anchor: Stretch, step: int) -> Stretch | None:
    """The part after or before another one; without a step the first one after it, as under a heading."""
    if step < 0:
        before = [one for one in stretches if one.key < anchor.key]
        return before[-1] if before else None
    return next((one for one in stretches if one.key > anchor.key), None)


def stretches_of(evidence: Evidence, unit: Unit) -> Iterator[Stretch]:
    """All parts of one kind in reading order; a paragraph that goes on in another column or on another page is one."""
    kinds: dict[Unit, tuple[type[Block], ...]] = {"heading": (Heading,), "item": (ListItem,)}
    wanted = kinds.get(unit, (Paragraph,))
    words: list[Word] = []
    pages: list[int] = []
    first = 0
    for order, (page, block) in enumerate(evidence.reading.blocks):
        if not isinstance(block, wanted) or not _is_running(block):
            continue
        if words and not (unit == "paragraph" and _goes_on(words, block)):
            yield from _stretch(words, pages, unit, first)
            words, pages = [], []
        first = first if words else order
        words += block.words
        pages += [page.number] * len(block.words)
    if words:
        yield from _stretch(words, pages, unit, first)


def _goes_on(words: Sequence[Word], block: Block) -> bool:
    """Whether a block goes on in the middle of a sentence."""
    return not ENDED.search(words[-1].text) and block.words[0].text[:1].islower()


def _is_running(block: Block) -> bool:
    """Whether a block is of the text itself: no head, foot or caption."""
    return bool(block.words) and getattr(block, "role", "body") == "body" and not order_words.CAPTION.match(block.text)


def _stretch(words: Sequence[Word], pages: Sequence[int], unit: Unit, order: int) -> Iterator[Stretch]:
    parts = sentences(words) if unit == "sentence" else [tuple(words)]
    at = 0
    for part in parts:
        yield Stretch(words=part, pages=tuple(pages[at : at + len(part)]), order=order, place=at)
        at += len(part)


def _found(stretches: Sequence[Stretch], question: Question) -> tuple[Stretch, bool] | None:
    """Which part is spoken of, and whether by words that it begins with or has; None where that is open."""
    for quote in question.quoted:
        key = compact(quote)
        begun = [one for one in stretches if _begins_with(one, key)]
        holding = [one for one in stretches if key in compact(one.text)]
        found = begun if len(begun) == 1 or not order_words.CONTAINS.search(question.about) else holding
        found = found or holding
        if len(found) == 1:
            return found[0], True
    if question.quoted:
        return None
    units = "|".join(one for _, one in order_words.UNITS)
    for number, pattern in order_words.ORDINALS:
        if re.search(rf"\b(?:{pattern})\s+(?:\w+\s)?(?:{units})", question.about, re.IGNORECASE):
            return (stretches[number], False) if stretches and number < len(stretches) else None
    return None


def _begins_with(stretch: Stretch, key: str) -> bool:
    said_here = ""
    for word in stretch.words:
        said_here += compact(word.text)
        if said_here == key:
            return True
        if not key.startswith(said_here):
            return False
    return False


def _wanted(stretch: Stretch, question: Question, *, by_quote: bool) -> str:
    """The part of a paragraph that is asked for: a word at one of its ends, a name, or all of it."""
    rest = _of_the_asked(question.about) if by_quote else question.about
    if order_words.NAME.search(question.about):
        names = [name.text for name in names_in(stretch.text)]
        return (names[-1] if order_words.LAST.search(question.about) else names[0]) if names else ""
    if order_words.WORD.search(question.about):
        return _edge(
            stretch, last=bool(order_words.ENDS.search(rest)) or bool(re.search(r"\blast word\b", rest, re.IGNORECASE))
        )
    return stretch.text


def _of_the_asked(about: str) -> str:
    """A question without the words that only say which part is meant ("that begins with …")."""
    return _MEANT.sub(" ", about)


def _edge(stretch: Stretch, *, last: bool) -> str:
    """The first or the last word, without the signs around it."""
    words = [word.text.strip(".,;:!?…“”„\"'’‘«»()[]") for word in stretch.words]
    there = [word for word in words if word]
    return (there[-1] if last else there[0]) if there else ""
