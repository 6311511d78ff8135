"""Answers of a model from passages that it is given as quoted data; what it cites is looked up, what nothing bears out
is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sensorium.abilities.documents.answering.answered import Answered
from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.finding.passages import Passage, passages_of
from sensorium.abilities.documents.answering.finding.ranking import Ranking
from sensorium.abilities.documents.answering.finding.retrieval import Index
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.asked_models import check_words, shown
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.content import Image, Message
from sensorium.models.quoting import asked, quoted_parts

if TYPE_CHECKING:
    from sensorium.models.model import Model

MOST_PASSAGES = 40
WHOLE = 120  # passages up to which a document is shown whole
BORNE_OUT = 0.5  # share of a sentence's words that its passages have
MOST_UNMET = 2  # words beside a number, of an answer that is little else
INSTRUCTION = (
    "Answer the question from the numbered passages alone, in one or two short sentences. After each sentence cite the "
    "passages that it rests on, as in [3]. If they do not tell the answer, say only: NOT IN THE DOCUMENT.\n"
    "Question: {question}"
)
NONE = "NOT IN THE DOCUMENT"
_CITED = re.compile(r"\[(\d{1,4}(?:\s*[,;]\s*\d{1,4})*)\]")


def answer_by(model: Model, evidence: Evidence, question: str, pictures: Sequence[Image]) -> Answered:
    """What a model answers, its citations checked.

    Raises InvalidInput(param="model") for a model without words, and what the model raises.
    """
    check_words(model)
    passages = chosen(passages_of(evidence), question)
    quote = quoted_parts((f"[{number}] page {one.page}", one.text) for number, one in enumerate(passages, 1))
    ask = asked(INSTRUCTION.format(question=" ".join(question.split())), quote)
    reply = model.generate([Message("user", (*shown(model, pictures), ask))], outputs=("text",), temperature=0.0)
    return checked(reply.text, passages, reply.confidence, model.name, evidence.mark)


def chosen(passages: Sequence[Passage], question: str) -> list[Passage]:
    """The passages that a model is shown, in the order of the document: those that fit, then those at its beginning.

    A question may name nothing that stands there ("What is this about?").
    """
    if len(passages) <= WHOLE:
        return list(passages)
    index = Index([one.text for one in passages], [one.context for one in passages])
    fitting = [number for _, number in Ranking(index).ranked(question_of(question).words)]
    best = list(dict.fromkeys([*fitting, *range(len(passages))]))[:MOST_PASSAGES]
    near = {number + step for number in best for step in (-1, 0, 1) if 0 <= number + step < len(passages)}
    return [passages[number] for number in sorted(near)]


def checked(text: str, passages: Sequence[Passage], confidence: float | None, by: str, mark: str) -> Answered:
    """An answer with its citations: passages that exist, and sentences that these bear out."""
    if not text.strip() or NONE.lower() in text.lower():
        return Answered(text="", reason="the model finds no answer in the document", by=by)
    cited: dict[int, Passage] = {}
    unsupported = []
    for sentence in _sentences(text):
        numbers = [int(one) for group in _CITED.findall(sentence) for one in re.findall(r"\d+", group)]
        known = {number: passages[number - 1] for number in numbers if 1 <= number <= len(passages)}
        said = _CITED.sub("", sentence).strip()
        if len(known) == len(set(numbers)) and known and _bears_out(said, list(known.values()), mark):
            cited |= known
        elif said:
            unsupported.append(said)
    plain = " ".join(_CITED.sub("", text).split()).replace(" .", ".")
    sure = confidence if confidence is not None else 0.8
    return Answered(
        text=plain,
        citations=tuple(passage.cite() for passage in cited.values()),
        confidence=sure if not unsupported else min(sure, 0.3),
        reason="" if not unsupported else "part of it is not borne out by the passages it cites",
        by=by,
        unsupported=tuple(unsupported),
    )


def _sentences(text: str) -> list[str]:
    """Sentences with the citations that follow them."""
    parts = re.split(r"(?<=[.!?\]])\s+(?!\[)", text.strip())
    return [part for part in parts if part.strip()]


def _bears_out(sentence: str, passages: Sequence[Passage], mark: str) -> bool:
    """Whether passages have the words of a sentence, and every number in it."""
    said = " ".join(passage.text for passage in passages)
    numbers = {one.value for one in amounts_in(said, mark)} | {one.value for one in amounts_in(said, ".")}
    figures = set(re.findall(r"\d+", said))
    for one in amounts_in(sentence, mark):
        if one.value not in numbers and not set(re.findall(r"\d+", one.written)) <= figures:
            return False
    words, own = set(stems(said)), [word for word in stems(sentence) if len(word) > 3 and not word.isdigit()]
    if not own or sum(word in words for word in own) >= BORNE_OUT * len(own):
        return True
    return len(own) <= MOST_UNMET and bool(amounts_in(sentence, mark))
