"""Who did something, in a sentence: a name before the verb or behind "by", or beside what somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.answering.wanted.name_words import (
    AT_A_PLACE,
    BY,
    DETERMINER,
    GERMAN,
    IS,
    NAME,
    RELATIVE,
)
from sensorium.abilities.documents.answering.wording.small_words import EMPTY, PREPOSITIONS
from sensorium.abilities.documents.answering.wording.stems import stem
from sensorium.abilities.documents.printed.date_words import MONTHS, WEEKDAYS
from sensorium.abilities.documents.printed.folding import fold, pieces

_A_WORD = re.compile(r"([^\W\d_][\w'’-]*)")
MOST_WORDS = 3  # of somebody who has no name
NEAR = 3  # words between a name and the verb or the role that it belongs to


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name at characters start … end."""

    text: str
    start: int
    end: int


def names_in(text: str) -> list[Name]:
    """Names of people and bodies: words with capitals, but for those that begin a sentence and say little."""
    found = []
    for match in NAME.finditer(text):
        start, end = _without_article(text, *match.span())
        said = text[start:end].strip()
        if said and not _is_common(text, said, start):
            found.append(Name(text=said.rstrip("'’"), start=start, end=end))
    return found


def agents(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Names that a sentence says to have done something, or to be something; each with whether that is certain.

    words: of the question, without endings; a name that has one of them is what is asked about, not the answer.
    """
    own = [piece for piece in pieces(text) if stem(piece.folded) in words]
    german = len(GERMAN.findall(text)) > 1  # whose nouns have capitals as well
    for name in names_in(text):
        if all(stem(piece.folded) in words for piece in pieces(name.text)):
            continue
        before = text[: name.start]
        if BY.search(before):
            if any(piece.end <= name.start for piece in own):
                yield name.text, True
        elif (not AT_A_PLACE.search(before) or RELATIVE.match(text[name.end :])) and (" " in name.text or not german):
            yield from _beside(text, name, [(piece.start, piece.end) for piece in own])
    yield from ((described, False) for described in _unnamed(text, words))


def _unnamed(text: str, words: Sequence[str]) -> Iterator[str]:
    """Somebody without a name who did it: "her granddaughter sold", "paid by the buyer"."""
    own = [piece.end for piece in pieces(text) if stem(piece.folded) in words]
    for match in DETERMINER.finditer(text):
        end = _end_of_noun(text, match.end(), words)
        following = _A_WORD.match(text[end:].lstrip(" "))
        did = following is not None and stem(fold(following[1])) in words
        done_by = bool(BY.search(text[: match.start()])) and any(one <= match.start() for one in own)
        if end > match.end() and (did or done_by):
            yield text[match.start() : end]


def _end_of_noun(text: str, start: int, words: Sequence[str]) -> int:
    """Where up to three small words end that are no verb of the question and no preposition."""
    end = start
    for match in list(_A_WORD.finditer(text[start:]))[:MOST_WORDS]:
        word = fold(match[1])
        apart = text[end : start + match.start(1)].strip()
        if apart or word in EMPTY or word in PREPOSITIONS or stem(word) in words or match[1][:1].isupper():
            break
        end = start + match.end(1)
    return end


def _beside(text: str, name: Name, own: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A name that stands just before a word of the question ("Anna cut"), or is said to be it ("Director: Anna")."""
    after = [start for start, _ in own if start >= name.end]
    ahead = [end for _, end in own if end <= name.start]
    between = text[max(ahead) : name.start] if ahead else None
    did = bool(after) and _few_words(text[name.end : min(after)])
    is_it = between is not None and (not between.strip() or bool(IS.match(between)) or _copula(between))
    if did or is_it:
        yield name.text, True


def _few_words(between: str) -> bool:
    return len(pieces(between)) <= NEAR and not re.search(r"[.;:!?]", between)


def _copula(between: str) -> bool:
    """Whether little but "is" stands between what somebody is and a name: "The head of the museum is Anna"."""
    words = [piece.folded for piece in pieces(between)]
    said = {fold(word) for word in "is was ist war est était es fue è era é".split()}
    return 0 < len(words) <= NEAR + 2 and words[-1] in said


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """Place of a name without "The" or a preposition that begins a sentence."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while len(words) > 1 and fold(words[0].group().strip(".,")) in EMPTY:
        start += words[1].start() - words[0].start()
        words = list(re.finditer(r"\S+", text[start:end]))
    return start, end


def _is_common(text: str, said: str, start: int) -> bool:
    """Whether a word with a capital is no name: a pronoun, a month, the first word of a sentence."""
    words = said.split()
    folded = [fold(word.strip(".,'’")) for word in words]
    if all(word in EMPTY or word in MONTHS or word in WEEKDAYS for word in folded):
        return True
    first = start == 0 or bool(re.search(r"[.!?:“\"„«]\s*$", text[:start]))
    return first and len(words) == 1 and (len(said) < 3 or not _begins_as_a_name(text, said))


def _begins_as_a_name(text: str, said: str) -> bool:
    """Whether the first word of a sentence stands elsewhere in it with a capital as well, or before a verb at once."""
    return bool(re.search(rf"(?<![.!?] )(?<!^)\b{re.escape(said)}\b", text))
