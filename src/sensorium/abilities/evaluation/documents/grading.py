"""Whether an answer is right: by its value where it has one, else by its words; and ANLS beside.

ANLS is Average Normalised Levenshtein Similarity (Biten et al. 2019, "Scene Text Visual Question Answering"). Numbers
within a tolerance are right, as ChartQA's relaxed accuracy has it (Masry et al. 2022).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.printed.dates import dates_in
from sensorium.abilities.documents.printed.folding import edits
from sensorium.abilities.evaluation.documents.questions import Form, Question, is_number

ANLS_THRESHOLD: Final = 0.5  # of the normalised distance, from which on nothing is granted
_NUMBER_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_EDGES: Final = " \t\n.,;:!?\"'“”„‘’«»`*()[]"
_SAME: Final = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})
_YES, _NO = frozenset({"yes", "true"}), frozenset({"no", "false"})


@dataclass(frozen=True, kw_only=True)
class Grade:
    """right: exactly, or within the tolerance. anls: similarity to the nearest right answer, 0 to 1."""

    right: bool
    anls: float


def graded(question: Question, given: str) -> Grade:
    """An answer judged. Nothing given is wrong."""
    same = _SAME_BY_FORM[question.form]
    right = bool(given.strip()) and any(same(answer, given, question.tolerance) for answer in question.answers)
    return Grade(right=right, anls=max(similarity(answer, given) for answer in question.answers))


def normal(text: str) -> str:
    """Words without case, kinds of dashes and quotes, white space and what stands around them.

    A number in brackets keeps them, for it is negative.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())
    return plain if re.fullmatch(r"\([\d.,' ]+\)", plain) else plain.strip(_EDGES)


def similarity(answer: str, given: str) -> float:
    """1 − the Levenshtein distance by the longer of the two, without case; 0 where more than half differs."""
    first, second = (" ".join(text.casefold().split()) for text in (answer, given))
    longer = max(len(first), len(second))
    if not longer or not second:
        return 0.0
    distance = edits(first, second) / longer
    return 1 - distance if distance < ANLS_THRESHOLD else 0.0


def numbers_in(text: str) -> list[frozenset[Decimal]]:
    """Each number of a text with all values that it can mean: "1,234" is 1234 and 1.234."""
    by_mark = [[one for one in amounts_in(text, mark) if not one.misread] for mark in ".,"]
    if by_mark[0]:
        return [frozenset(one.value for one in both) for both in zip(*by_mark, strict=True)]
    words = [_NUMBER_WORDS.index(word) for word in normal(text).split() if word in _NUMBER_WORDS]
    return [frozenset({Decimal(value)}) for value in words]


def _same_text(answer: str, given: str, tolerance: float) -> bool:
    return normal(answer) == normal(given)


def _same_number(answer: str, given: str, tolerance: float) -> bool:
    """Whether the only number given is the right one: who names several has not answered."""
    found = numbers_in(given)
    right = {Decimal(answer)} if is_number(answer) else frozenset().union(*numbers_in(answer)[:1])
    room = Decimal(str(tolerance))
    return len(found) == 1 and any(abs(one - true) <= room * abs(true) for one in found[0] for true in right)


def _same_date(answer: str, given: str, tolerance: float) -> bool:
    return bool(_days(answer) & _days(given)) if _days(answer) else _same_text(answer, given, tolerance)


def _days(text: str) -> set[date]:
    """What the only date of a text can mean, day before month or behind it; none where there are several."""
    found = dates_in(text)
    return {day for _, day in found[0].readings} if len(found) == 1 else set()


def _same_yes(answer: str, given: str, tolerance: float) -> bool:
    words = (re.findall(r"[^\W\d_]+", text.casefold())[:1] for text in (answer, given))
    said = [True if word and word[0] in _YES else False if word and word[0] in _NO else None for word in words]
    return said[0] is not None and said[0] == said[1]


_SAME_BY_FORM: Final[dict[Form, Callable[[str, str, float], bool]]] = {
    "text": _same_text,
    "date": _same_date,
    "amount": _same_number,
    "number": _same_number,
    "yes_no": _same_yes,
}
