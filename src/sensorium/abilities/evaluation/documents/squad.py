"""Questions in SQuAD's form about paragraphs of articles, and how its short answers are compared.

The form and the two measures are those of SQuAD (Rajpurkar et al. 2016, "SQuAD: 100,000+ Questions for Machine
Comprehension of Text"); XQuAD (Artetxe et al. 2020) has the same questions in eleven languages. Knows nothing of who
answers.
"""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from sensorium.errors import InvalidInput

_ARTICLES: Final = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, kw_only=True)
class AskedOfParagraph:
    """A question with the words that answer it, and the paragraph (from 0) of its article that they stand in."""

    question: str
    answers: tuple[str, ...]
    paragraph: int


@dataclass(frozen=True, kw_only=True)
class Article:
    """Paragraphs under one title, with the questions about them."""

    title: str
    paragraphs: tuple[str, ...]
    questions: tuple[AskedOfParagraph, ...]

    def markdown(self) -> str:
        """The article as a document."""
        return "\n\n".join((f"# {self.title}", *self.paragraphs)) + "\n"


def articles_of(text: str) -> tuple[Article, ...]:
    """The articles of a file in SQuAD's form (JSON), those questions left out that have no answer.

    Raises `InvalidInput` (`invalid_question`) for anything else.
    """
    try:
        return tuple(_article(one) for one in json.loads(text)["data"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"not a file in SQuAD's form ({error!r}): give JSON with data, paragraphs, qas and answers"
        raise InvalidInput(message, code="invalid_question", param="set") from error


def normalised(text: str) -> str:
    """Lower case without English articles, as SQuAD compares answers, but for signs: they part words here, where SQuAD
    drops them. So "20,000" is not "20000", and shares are a little lower than they would be there.
    """
    plain = "".join(" " if one in string.punctuation + "–—’‘“”" else one for one in text.casefold())
    return " ".join(_ARTICLES.sub(" ", plain).split())


def exact(answers: tuple[str, ...], given: str) -> bool:
    """Whether an answer is one of the right ones, by SQuAD's normalisation."""
    return bool(given) and any(normalised(one) == normalised(given) for one in answers)


def overlap(answers: tuple[str, ...], given: str) -> float:
    """F1 of an answer's words against the nearest right answer: 0 to 1."""
    return max(_f1(normalised(one).split(), normalised(given).split()) for one in answers)


def holds(text: str, answers: tuple[str, ...]) -> bool:
    """Whether a text has the words of a right answer, one after the other."""
    return any(f" {normalised(one)} " in f" {normalised(text)} " for one in answers)


def _f1(answer: list[str], given: list[str]) -> float:
    same = (Counter(answer) & Counter(given)).total()
    return 2 * same / (len(answer) + len(given)) if same else 0.0


def _article(told: dict[str, Any]) -> Article:
    paragraphs = told["paragraphs"]
    return Article(
        title=str(told.get("title", "")).replace("_", " "),
        paragraphs=tuple(" ".join(one["context"].split()) for one in paragraphs),
        questions=tuple(
            AskedOfParagraph(
                question=asked["question"].strip(),
                answers=tuple(one["text"].strip() for one in asked["answers"]),
                paragraph=at,
            )
            for at, paragraph in enumerate(paragraphs)
            for asked in paragraph["qas"]
            if asked["answers"] and asked["question"].strip()
        ),
    )
