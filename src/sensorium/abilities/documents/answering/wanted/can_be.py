"""Which runs of words can be what a question wants at all: a day for "when", somebody for "who", be it far or near."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sensorium.abilities.documents.answering.asking.asked_words import Sought
from sensorium.abilities.documents.answering.wording.small_words import PREPOSITIONS
from sensorium.abilities.documents.answering.wording.tokens import Token
from sensorium.abilities.documents.printed.date_words import MONTHS, WEEKDAYS
from sensorium.abilities.documents.printed.folding import folded

_NUMBERED: Final = folded(
    "type types typ tipo figure fig abbildung abb figura table tabelle tab tableau tabla chapter kapitel chapitre section abschnitt part teil "
    "level stufe niveau version phase step schritt class klasse article artikel page seite appendix anhang no nr"
)
"""What a number behind it only tells apart."""
_AGES: Final = folded("century centuries jahrhundert jahrhunderts siglo siglos siècle secolo eeuw")
_AGENTS: Final = folded("by von vom durch par por da dal dalla door przez av af and und et y e")
_TITLED: Final = folded(
    "called named entitled titled as known namens genannt als appelé llamado llamada chiamato genaamd"
)
_GERMAN: Final = folded("der die das den dem und ist war wurde ein eine einem mit für von im zum zur")


def can_be(sought: Sought, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words start … end - 1 of a passage are of the kind that is wanted.

    Sums, measures and places never are: what sign, unit or preposition they need is known to `expecting`.
    """
    judge = _JUDGES.get(sought)
    return judge is None or judge(tokens, start, end)


def _nothing(tokens: Sequence[Token], start: int, end: int) -> bool:
    return False


def _day(tokens: Sequence[Token], start: int, end: int) -> bool:
    weekday = tokens[start].folded in WEEKDAYS
    return not weekday and any(token.year or token.month or token.folded in _AGES for token in tokens[start:end])


def _number(tokens: Sequence[Token], start: int, end: int) -> bool:
    """A number that counts, not one that tells apart ("Type 1 fonts"), and no day of a month."""
    beside = [*tokens[max(0, start - 1) : start], *tokens[end : end + 1]]
    numbered = start > 0 and tokens[start - 1].folded in _NUMBERED
    return tokens[start].figure and not numbered and not any(token.month for token in (*beside, *tokens[start:end]))


def _named(tokens: Sequence[Token], start: int, end: int) -> bool:
    """A name, and no day."""
    first = tokens[start]
    times = any(
        token.month or token.year or token.folded in WEEKDAYS or token.folded in MONTHS for token in tokens[start:end]
    )
    return first.capital and not first.figure and not times


def _somebody(tokens: Sequence[Token], start: int, end: int) -> bool:
    """A name that stands behind no preposition but "by": what is in or from somewhere is not who did it."""
    article = start - 1 if start and tokens[start - 1].article else start
    before = tokens[article - 1] if article else None
    placed = before is not None and not before.behind and before.folded in PREPOSITIONS and before.folded not in _AGENTS
    german = sum(token.folded in _GERMAN for token in tokens) > 1  # whose nouns have capitals as well
    plain = german and (end - start == 1 or any(token.small for token in tokens[start:end]))
    return _named(tokens, start, end) and not placed and not plain


def _title(tokens: Sequence[Token], start: int, end: int) -> bool:
    """A name, or what stands behind "called", or in quotation marks."""
    titled = start > 0 and tokens[start - 1].folded in _TITLED
    quoted = any(sign in tokens[start].before for sign in '"“„«')
    return titled or quoted or _named(tokens, start, end)


_JUDGES: Final[Mapping[Sought, Callable[[Sequence[Token], int, int], bool]]] = {
    "date": _day,
    "number": _number,
    "share": _nothing,
    "measure": _nothing,
    "amount": _nothing,
    "name": _somebody,
    "place": _nothing,
    "called": _title,
}
