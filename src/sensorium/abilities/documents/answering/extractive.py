"""Answers in the document's own words, without a model: from its order, its tables, its labels, its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sensorium.abilities.documents.answering.answered import Answered, Possible
from sensorium.abilities.documents.answering.asking.questions import Question, question_of
from sensorium.abilities.documents.answering.cells.diagrams import answers_of
from sensorium.abilities.documents.answering.cells.grids import Grid, grids_of, items_of
from sensorium.abilities.documents.answering.cells.lookup import among, answers_in
from sensorium.abilities.documents.answering.cells.named_cells import answers_by_name, captions
from sensorium.abilities.documents.answering.cells.papers import answers_of_papers, is_paper
from sensorium.abilities.documents.answering.running_text.prose import answers_in_prose
from sensorium.abilities.documents.answering.running_text.sequence import answers_in_order
from sensorium.abilities.documents.answering.wanted.expecting import fits
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import concept_of
from sensorium.abilities.documents.tree import Chart

SURE_ENOUGH = 0.45
"""Confidence below which no answer is given, set by hand. `benchmarks/abstention.py` measures what it lets through."""

UNHEARD = 0.49
"""What an answer is the less sure for each telling word of the question that stands nowhere in the document."""

NOT_TOLD = "nothing in the document answers this surely enough"
_KINDS = {
    "share": "a share of a whole",
    "amount": "a sum of money",
    "number": "a number of what is counted",
    "measure": "a length, a weight or a time",
    "date": "a date",
    "name": "somebody's name",
    "place": "a place",
    "called": "a name",
    "anything": "words",
}


def answer(evidence: Evidence, question_text: str) -> Answered:
    """The likeliest answer, or none with the reason."""
    question = question_of(question_text)
    named = question.words or question.quoted
    if not named and not (question.wanted == "date" and is_paper(evidence)):  # of a bill "what is the date?" is enough
        return Answered(text="", reason="the question names nothing that could be looked for")
    every = _possible(evidence, question) if named else answers_of_papers(evidence, question)
    possible = sorted(every, key=lambda one: -one.confidence)
    if not possible:
        what = _KINDS[question.wanted]
        return Answered(text="", reason=f"the question wants {what}, and the document tells none with its words")
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


def unheard(evidence: Evidence, grids: Sequence[Grid], question: Question) -> list[str]:
    """Telling words of a question that stand nowhere in the document, not even nearly, and name no kind of column."""
    tables = (
        text
        for grid in grids
        for text in (grid.caption, *grid.heads, *(cell.text for row in grid.rows for cell in row))
    )
    there = {word for text in (evidence.text, *tables) for word in stems(text)}
    return [word for word in question.required if not among(word, there) and concept_of(word) is None]


def _possible(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """All that may be the answer. What the order of parts tells, or a row that is quoted, is told by nothing else."""
    ordered = list(answers_in_order(evidence, question))
    yield from ordered
    if ordered:
        return
    grids = (*grids_of(evidence), *(items_of(evidence) if is_paper(evidence) else ()))
    named = [*captions(grids, question), *(one for grid in grids for one in answers_by_name(grid, question))]
    yield from named
    if named:
        return
    doubt = UNHEARD ** len(unheard(evidence, grids, question))
    for grid in grids if not question.quoted else ():
        looked_up = answers_in(grid, question)
        fitting = (one for one in looked_up if question.reckoned or fits(one.text, question.wanted, evidence.mark))
        yield from (replace(one, confidence=one.confidence * doubt) for one in fitting)
    for page, block in evidence.reading.blocks:
        if isinstance(block, Chart):
            yield from answers_of(block, page.number, question)
    if not question.reckoned:
        yield from answers_of_papers(evidence, question)
    yield from answers_in_prose(evidence, question, doubt)
