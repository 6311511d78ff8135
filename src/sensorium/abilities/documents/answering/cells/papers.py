"""Answers of papers that are filled in, not written: what stands beside a label, what is ticked, what is priced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sensorium.abilities.documents.answering.answered import Citation, Possible
from sensorium.abilities.documents.answering.asking.questions import Question, telling_words
from sensorium.abilities.documents.answering.cells.paper_words import OF_FORMS, OF_PAPERS, SPOKEN, SUITS, TICKED
from sensorium.abilities.documents.answering.wanted.expecting import fits
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.extraction.extracted import Found
from sensorium.abilities.documents.extraction.filling import Filling
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Concept, concept_of, concepts
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.extraction.wanted.schema import Field, Kind
from sensorium.abilities.documents.printed.amounts import Amount
from sensorium.abilities.documents.printed.folding import WORD, compact

_KIND_OF: dict[str, Kind] = {"money": "number", "number": "number", "date": "date"}
_YES = {True: "yes", False: "no"}


def answers_of_papers(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """What a receipt, an invoice, a form says that a question asks for."""
    if TICKED.search(question.about):
        yield from _ticked(evidence, question)
        return
    yield from _of_concept(evidence, question)
    yield from _beside_words(evidence, question)
    yield from _priced(evidence, question)


def _ticked(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """Yes or no, for a box that a question names."""
    for name in question.quoted or (_plain_name(question),):
        found = Filling(evidence).plain(Field(name=name, path=name, kind="boolean", title=name), name)
        if isinstance(found.value, bool):
            yield from _told(found, 0.95, f"the box {name!r}", _YES[found.value])


def _of_concept(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """What is called by one of the names that papers have for it, or asked for in words that mean it."""
    if question.quoted:
        return
    concept, unused = _spoken(evidence, question) or _concept(question)
    if concept is not None:
        field = Field(name=concept.name, path=concept.name, kind=_KIND_OF.get(concept.kind, "string"))
        found = Filling(evidence).single(field, concept.name)
        yield from _told(found, 1 - 0.9 * unused, f"the {concept.name.replace('_', ' ')}")


def _spoken(evidence: Evidence, question: Question) -> tuple[Concept, float] | None:
    """The concept that a question asks for without naming it, on papers that have such things."""
    name = next((name for name, pattern in SPOKEN if re.search(pattern, question.about, re.IGNORECASE)), "")
    if (
        not name
        or not is_paper(evidence)
        or not (set(question.words) & OF_PAPERS or question.wanted == "amount" or name == "subtotal")
    ):
        return None
    return concepts()[name], 0.1


def is_paper(evidence: Evidence) -> bool:
    """Whether a document has sums and numbers as receipts and invoices have."""
    told = {
        hit.concept for hits, amounts in zip(evidence.hits, evidence.amounts, strict=True) for hit in hits if amounts
    }
    return sum(concepts()[name].kind in ("money", "identifier") for name in told) > 1


def _beside_words(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """What stands beside words that the question has, be it in quotation marks or as they are."""
    filling = Filling(evidence)
    more = question.quoted and not set(telling_words(question.about)) <= OF_FORMS | OF_PAPERS
    if len(question.quoted) > 1 or more:  # a row and a column, a series and a place
        return
    for name in question.quoted or tuple(filter(None, (_plain_name(question),))):
        kind: Kind = "date" if question.wanted == "date" and not question.quoted else "string"
        found = filling.plain(Field(name=name, path=name, kind=kind, title=name), name)
        if found.value is not None and question.wanted != "amount" and fits(found.text, question.wanted, evidence.mark):
            yield from _told(found, 0.95, f"what stands beside {name!r}")


def _priced(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """The amount at the end of a line that names what is asked for."""
    if question.wanted != "amount" or question.quoted or not question.required:
        return
    for line in evidence.lines:
        money = [one for one in evidence.amounts[line.index] if one.looks_like_money]
        there = set(stems(line.text))
        if money and _ends_with(line, money[-1]) and all(word in there for word in question.required):
            span, whole = line.span(money[-1].start, money[-1].end), line.span(0, len(line.text))
            cited = Citation(page=span.page, box=span.box, text=whole.text, words=whole.words)
            sure = 0.85 if len(money) == 1 else 0.7
            how = "the amount on the line that names it"
            yield Possible(text=span.text, confidence=sure, citations=(cited,), how=how)


def _ends_with(line: Line, amount: Amount) -> bool:
    """Whether no more than the sign of a tax follows an amount, as on the lines of a bill."""
    return len(re.findall(r"\w", line.text[amount.end :])) < 3


def _concept(question: Question) -> tuple[Concept | None, float]:
    """The concept that a question names, and the share of its words that are not of it."""
    words = re.findall(rf"{WORD}|#", question.text)
    best: tuple[tuple[int, bool], int, Concept] | None = None
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            found = concept_of(part) if telling_words(part) else None
            exact = found is not None and _whole(part, found) and _suits(question, found)
            rank = (length, not set(telling_words(part)) <= OF_PAPERS)
            if found is not None and exact and (best is None or rank > best[0]):
                best = (rank, start, found)
    if best is None:
        dated = question.wanted == "date" and set(question.words) <= OF_PAPERS
        return (concepts()["date"], 0.2) if dated else (None, 1.0)
    (length, _), start, concept = best
    used = set(telling_words(" ".join(words[start : start + length])))
    return concept, sum(word not in used | OF_PAPERS for word in question.words) / max(len(question.words), 1)


def _suits(question: Question, concept: Concept) -> bool:
    """Whether a concept is of the kind that the question wants."""
    return (question.wanted not in SUITS and concept.kind != "column") or concept.kind in SUITS.get(question.wanted, ())


def _whole(part: str, concept: Concept) -> bool:
    """Whether words are all of a concept's name or label."""
    key = compact(part)
    return any(key == compact(name) for name in (*concept.names, *(label for _, label in concept.labels)))


def _plain_name(question: Question) -> str:
    """The words of a question that may be a label: those that tell, as they stand in it."""
    words = re.findall(WORD, question.text)
    telling = [at for at, word in enumerate(words) if telling_words(word)]
    return " ".join(words[telling[0] : telling[-1] + 1]) if telling and len(telling) <= 5 else ""


def _told(found: Found, factor: float, how: str, text: str = "") -> Iterator[Possible]:
    if found.value is not None and found.box is not None:
        cited = Citation(page=found.page, box=found.box, text=found.text, words=found.words)
        yield Possible(text=text or found.text, confidence=found.confidence * factor, citations=(cited,), how=how)
