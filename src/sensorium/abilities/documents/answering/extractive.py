"""Answers in the document's own words, without a model: from tables, labels and pairs, else from the best sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sensorium.abilities.documents.answering.answered import Answered, Citation
from sensorium.abilities.documents.answering.diagrams import answers_of
from sensorium.abilities.documents.answering.grids import grids_of
from sensorium.abilities.documents.answering.lookup import Possible, answers_in
from sensorium.abilities.documents.answering.passages import Passage, passages_of
from sensorium.abilities.documents.answering.questions import Question, question_of, telling_words
from sensorium.abilities.documents.answering.retrieval import Index, stem, stems
from sensorium.abilities.documents.extraction.amounts import amounts_in
from sensorium.abilities.documents.extraction.dates import dates_in
from sensorium.abilities.documents.extraction.evidence import Evidence
from sensorium.abilities.documents.extraction.extracted import Found
from sensorium.abilities.documents.extraction.filling import Filling
from sensorium.abilities.documents.extraction.folding import compact, pieces
from sensorium.abilities.documents.extraction.labels import Concept, concept_of, concepts
from sensorium.abilities.documents.extraction.schema import Field, Kind
from sensorium.abilities.documents.tree import Chart

SURE_ENOUGH = 0.45
"""Confidence below which no answer is given. Set by hand: no questions with known answers were held against it yet."""

OF_PAPERS = frozenset(
    word
    for text in (
        "invoice receipt bill order store shop company customer paid given printed issued purchase sale made charged "
        "pay rechnung quittung beleg ausgestellt facture factura recibo fattura scontrino fatura factuur bon faktura "
        "paragon kvitto kvittering struk resit"
    ).split()
    for word in stems(text)
)
"""Words that say no more than which paper is meant."""

SUITS = {
    "date": frozenset({"date"}),
    "amount": frozenset({"money", "number", "column"}),
    "number": frozenset({"money", "number", "identifier", "column", "phone", "iban"}),
    "name": frozenset({"party", "words"}),
    "place": frozenset({"address", "party"}),
}
"""Kinds of concepts that a question of each kind may mean."""

_KIND_OF: dict[str, Kind] = {"money": "number", "number": "number", "date": "date"}
_NAMES = re.compile(
    r"(?<!^)(?<![.!?] )\b[A-ZÀ-Þ][\w'’-]+(?: (?:(?:von|van|de|del|di|da|der|the|of|&) )*[A-ZÀ-Þ][\w'’-]*)+"
    r"|(?<=by )[A-ZÀ-Þ]\w+"
)
_BY = re.compile(r"\b(?:by|von|par|por|da|door|przez|av|af|oleh)\s$")
_PLACED = re.compile(r"\b(?:in|at|near|on|located|between|next to|bei|neben|im|am|à|dans|en|nel|em|te|w|på|di)\b")
NOT_TOLD = "nothing in the document answers this surely enough"


def answer(evidence: Evidence, question_text: str) -> Answered:
    """The likeliest answer, or none with the reason."""
    question = question_of(question_text)
    if not question.words:
        return Answered(text="", reason="the question names nothing that could be looked for")
    possible = sorted(_possible(evidence, question), key=lambda one: -one.confidence)
    if not possible:
        return Answered(text="", reason="the document says nothing with the words of the question")
    best = possible[0]
    if best.confidence < SURE_ENOUGH:
        return Answered(
            text="",
            confidence=best.confidence,
            citations=best.citations,
            reason=f"{NOT_TOLD}; nearest: {best.text[:80]!r}",
        )
    return Answered(
        text=best.text, citations=best.citations, confidence=best.confidence, reason=f"extractive: {best.how}"
    )


def _possible(evidence: Evidence, question: Question) -> Iterator[Possible]:
    for grid in grids_of(evidence):
        yield from answers_in(grid, question)
    for page, block in evidence.reading.blocks:
        if isinstance(block, Chart):
            yield from answers_of(block, page.number, question)
    if not question.reckoned:
        yield from _labelled(evidence, question)
        yield from _priced(evidence, question)
    yield from _said(evidence, question)


def _labelled(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """What stands beside a label that the question names."""
    filling = Filling(evidence)
    concept, unused = _concept(question)
    if concept is not None:
        field = Field(name=concept.name, path=concept.name, kind=_KIND_OF.get(concept.kind, "string"))
        found = filling.single(field, concept.name)
        yield from _told(found, 1 - 0.9 * unused, f"the {concept.name.replace('_', ' ')}")
    named = _plain_name(question)
    if named:
        kind: Kind = "date" if question.wanted == "date" else "string"
        field = Field(name=named, path=named, kind=kind)
        found = decided(evidence, field)
        numeric = question.wanted not in ("amount", "number") or any(one.isdigit() for one in found.text)
        if question.wanted != "amount" and numeric:
            yield from _told(found, 0.95, f"what stands beside {named!r}")


def decided(evidence: Evidence, field: Field) -> Found:
    """What stands beside the words of a field's name, whatever they mean."""
    return Filling(evidence).plain(field, field.path)


def _priced(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """The amount at the end of a line that names what is asked for."""
    if question.wanted != "amount" or not question.words:
        return
    for line in evidence.lines:
        money = [one for one in evidence.amounts[line.index] if one.looks_like_money]
        there = set(stems(line.text))
        if money and all(word in there for word in question.words):
            span = line.span(money[-1].start, money[-1].end)
            whole = line.span(0, len(line.text))
            cited = Citation(page=span.page, box=span.box, text=whole.text, words=whole.words)
            sure = 0.85 if len(money) == 1 else 0.7
            yield Possible(
                text=span.text, confidence=sure, citations=(cited,), how="the amount on the line that names it"
            )


def _concept(question: Question) -> tuple[Concept | None, float]:
    """The concept that a question asks for, and the share of its words that are not of it."""
    words = re.findall(r"[^\W_]+|#", question.text)
    best: tuple[int, int, Concept] | None = None
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            found = concept_of(part) if telling_words(part) else None
            exact = found is not None and _whole(part, found) and _suits(question, found)
            if found is not None and exact and (best is None or length > best[0]):
                best = (length, start, found)
    if best is None:
        dated = question.wanted == "date" and set(question.words) <= OF_PAPERS
        return (concepts()["date"], 0.2) if dated else (None, 1.0)
    used = set(telling_words(" ".join(words[best[1] : best[1] + best[0]])))
    return best[2], sum(word not in used | OF_PAPERS for word in question.words) / max(len(question.words), 1)


def _suits(question: Question, concept: Concept) -> bool:
    """Whether a concept is of the kind that the question wants."""
    return question.wanted not in SUITS or concept.kind in SUITS[question.wanted]


def _whole(part: str, concept: Concept) -> bool:
    """Whether words are all of a concept's name or label."""
    key = compact(part)
    return any(key == compact(name) for name in (*concept.names, *(label for _, label in concept.labels)))


def _plain_name(question: Question) -> str:
    """The words of a question that may be a label: those that tell, as they stand in it."""
    words = re.findall(r"[^\W_]+", question.text)
    telling = [at for at, word in enumerate(words) if telling_words(word)]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling and len(telling) <= 5 else ""


def _told(found: Found, factor: float, how: str) -> Iterator[Possible]:
    if found.value is not None and found.box is not None:
        cited = Citation(page=found.page, box=found.box, text=found.text, words=found.words)
        yield Possible(text=found.text, confidence=found.confidence * factor, citations=(cited,), how=how)


def _said(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """Of the passages that have the question's words, what fits the question; else the whole of the best one."""
    passages = passages_of(evidence)
    index = Index([passage.text for passage in passages], [passage.context for passage in passages])
    for rank, (_, number) in enumerate(index.ranked(question.words)[:5]):
        passage = passages[number]
        covered = index.covered(question.words, number)
        sure = covered**1.5 * (0.8 - 0.08 * rank) * (0.5 if question.reckoned else 1.0)
        for text in _fitting(passage, question, evidence.mark):
            yield Possible(
                text=text, confidence=sure, citations=(passage.cite(),), how="from the passage that fits best"
            )
            break
        else:
            told = question.wanted == "anything" or (question.wanted == "place" and _PLACED.search(passage.text))
            doubt = 0.9 if told else 0.6
            yield Possible(
                text=passage.text,
                confidence=sure * doubt,
                citations=(passage.cite(),),
                how="the passage that fits best",
            )


def _fitting(passage: Passage, question: Question, mark: str) -> Iterator[str]:
    """The parts of a passage that are of the kind that the question wants, those next to its words first."""
    text = passage.text
    if question.wanted == "date":
        yield from (printed.text.strip() for printed in dates_in(text))
        yield from re.findall(r"\b(?:1[5-9]|20)\d{2}\b", text)
    elif question.wanted == "name":
        own = set(question.words)
        names = [m for m in _NAMES.finditer(text) if not set(stems(m.group())) & own]
        yield from (m.group() for m in sorted(names, key=lambda m: (not _BY.search(text[: m.start()]), m.start())))
    elif question.wanted in ("amount", "number"):
        found = [
            one for one in amounts_in(text, mark) if question.wanted == "number" or one.looks_like_money or one.percent
        ]
        nearest = sorted(found, key=lambda one: _distance(text, one.start, one.end, question.words))
        yield from (text[one.start : one.end].strip() for one in nearest)


def _distance(text: str, start: int, end: int, words: Sequence[str]) -> float:
    """How many characters lie between a number and the nearest word of the question."""
    gaps = [
        min(abs(piece.start - end), abs(start - piece.end)) * (1.0 if piece.start >= end else 1.5)
        for piece in pieces(text)
        if stem(piece.folded) in words
    ]
    return min(gaps, default=1000.0)
