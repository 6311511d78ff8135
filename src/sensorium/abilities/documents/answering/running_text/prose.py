"""Answers out of running text: the part of a sentence that is what a question wants, where the sentence is about it."""

from __future__ import annotations

from collections.abc import Iterator

from sensorium.abilities.documents.answering.answered import Possible
from sensorium.abilities.documents.answering.asking.questions import Question
from sensorium.abilities.documents.answering.finding.passages import Passage, passages_of
from sensorium.abilities.documents.answering.finding.ranking import Ranking
from sensorium.abilities.documents.answering.finding.retrieval import Index
from sensorium.abilities.documents.answering.running_text.short import answers_in_short
from sensorium.abilities.documents.answering.wanted.expecting import parts
from sensorium.abilities.documents.extraction.paper.evidence import Evidence

MOST_PASSAGES = 5  # that are looked into
STEEP = 1.5  # how fast a passage says less with each word of the question that it lacks
LATER = 0.08  # by which a passage counts less for each that fits better
IN_A_ROW = 0.8  # of a part of a table's row, whose columns are looked up elsewhere


def answers_in_prose(evidence: Evidence, question: Question, doubt: float = 1.0) -> Iterator[Possible]:
    """Of the passages that have the question's words, the part that it wants: of a known kind where it wants one, else
    the words or the sentence that fit best. doubt: what is left of a known kind's confidence for what of the question
    stands nowhere in the document (0 to 1).
    """
    passages, ranking = ranked_passages(evidence)
    if not question.reckoned or question.wanted in ("share", "anything"):
        yield from answers_in_short(passages, ranking, question)
    index = ranking.index
    for rank, number in _looked_into(ranking, question):
        passage = passages[number]
        about = (
            index.covered(question.required, number) ** STEEP
            * (1 - LATER * rank)
            * (0.5 if question.reckoned else 1.0)
            * doubt
        )
        for part in parts(passage.text, question, evidence.mark):
            sure = about * part.sure * (IN_A_ROW if passage.row else 1.0)
            how = "from the passage that fits best"
            yield Possible(text=part.text, confidence=sure, citations=(passage.cite(),), how=how)


def found_for(evidence: Evidence, question: Question) -> list[Passage]:
    """The passages of a document that have words of a question, those that fit best first."""
    passages, ranking = ranked_passages(evidence)
    return [passages[number] for _, number in ranking.ranked(question.required)]


def ranked_passages(evidence: Evidence) -> tuple[list[Passage], Ranking]:
    """The passages of a document, and what puts them in order."""
    passages = passages_of(evidence)
    index = Index([passage.text for passage in passages], [passage.context for passage in passages])
    return passages, Ranking(index)


def _looked_into(ranking: Ranking, question: Question) -> Iterator[tuple[int, int]]:
    """The passages that fit best with their ranks, and behind each the one that goes on speaking of the same."""
    index = ranking.index
    ranked = [number for _, number in ranking.ranked(question.required, around=0.0)[:MOST_PASSAGES]]
    yield from enumerate(ranked)
    following = ((rank, number + 1) for rank, number in enumerate(ranked) if number + 1 < len(index.texts))
    yield from ((rank, number) for rank, number in following if number not in ranked and index.refers(number))
