"""Answers out of running text: the part of a sentence that is what a question wants, where the sentence is about it."""

from __future__ import annotations

from collections.abc import Iterator

from sensorium.abilities.documents.answering.expecting import parts
from sensorium.abilities.documents.answering.lookup import Possible
from sensorium.abilities.documents.answering.passages import passages_of
from sensorium.abilities.documents.answering.questions import Question
from sensorium.abilities.documents.answering.retrieval import Index
from sensorium.abilities.documents.extraction.evidence import Evidence

MOST_PASSAGES = 5  # that are looked into
STEEP = 1.5  # how fast a passage says less with each word of the question that it lacks
LATER = 0.08  # by which a passage counts less for each that fits better
IN_A_ROW = 0.8  # of a part of a table's row, whose columns are looked up elsewhere
WHOLE = 0.72  # of a passage that is given as it is, to a question that wants nothing of a kind


def answers_in_prose(evidence: Evidence, question: Question) -> Iterator[Possible]:
    """Of the passages that have the question's words, the part that it wants; all of one where it wants no kind."""
    passages = passages_of(evidence)
    index = Index([passage.text for passage in passages], [passage.context for passage in passages])
    for rank, number in _looked_into(index, question):
        passage = passages[number]
        about = (
            index.covered(question.required, number) ** STEEP * (1 - LATER * rank) * (0.5 if question.reckoned else 1.0)
        )
        if question.wanted == "anything":
            how = "the passage that fits best"
            yield Possible(text=passage.text, confidence=about * WHOLE, citations=(passage.cite(),), how=how)
        for part in parts(passage.text, question, evidence.mark):
            sure = about * part.sure * (IN_A_ROW if passage.row else 1.0)
            how = "from the passage that fits best"
            yield Possible(text=part.text, confidence=sure, citations=(passage.cite(),), how=how)


def _looked_into(index: Index, question: Question) -> Iterator[tuple[int, int]]:
    """The passages that fit best with their ranks, and behind each the one that goes on speaking of the same."""
    ranked = [number for _, number in index.ranked(question.required)[:MOST_PASSAGES]]
    yield from enumerate(ranked)
    following = ((rank, number + 1) for rank, number in enumerate(ranked) if number + 1 < len(index.texts))
    yield from ((rank, number) for rank, number in following if number not in ranked and index.refers(number))
