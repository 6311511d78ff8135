"""A question about a document, answered with the places that the answer is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sensorium.abilities.documents.answering.answered import Answered
from sensorium.abilities.documents.answering.extractive import answer
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    from sensorium.abilities.documents.tree import Reading
    from sensorium.content import Image
    from sensorium.models.model import Model

LONGEST = 2000  # characters of a question


def ask(reading: Reading, question: str, *, model: Model | None = None, pictures: Sequence[Image] = ()) -> Answered:
    """Answer a question from a document; where the document does not tell it surely enough, say so instead.

    Without a model the answer is words of the document: a cell of a table or chart, a value beside its label, or the
    sentence that fits best; maximum, minimum, sum, mean and count over a column are reckoned where it is complete. A
    model is given passages as quoted, untrusted data, and `pictures` of the pages if it takes any; its citations are
    checked.

    Raises InvalidInput(param="question") for a question without words or longer than `LONGEST`, and what the model
    raises.
    """
    if not question.strip() or len(question) > LONGEST:
        raise InvalidInput(f"a question has 1 to {LONGEST} characters, got {len(question.strip())}", param="question")
    evidence = Evidence(reading)
    if model is not None:
        from sensorium.abilities.documents.answering.modelled import answer_by

        return answer_by(model, evidence, question, pictures)
    return answer(evidence, question)
