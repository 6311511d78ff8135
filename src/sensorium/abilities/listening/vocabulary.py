"""Names and words that are expected in a recording, as recognisers take them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass

from sensorium.errors import InvalidInput
from sensorium.native.tokens.phrases import MOST_PHRASES

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
GRAMMAR = "#JSGF V1.0;\ngrammar vocabulary;\npublic <said> = ({phrases})+;\n"


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """phrases: of words in small letters, each phrase once, in the order given."""

    phrases: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words, each once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase.split()))

    def without(self, words: Container[str]) -> Vocabulary:
        """The phrases that have none of these words."""
        return Vocabulary(phrases=tuple(one for one in self.phrases if not any(word in words for word in one.split())))

    def jsgf(self) -> str:
        """Any of the phrases, once or more, in the Java Speech Grammar Format."""
        return GRAMMAR.format(phrases=" | ".join(self.phrases))


def vocabulary_of(names: Iterable[str]) -> Vocabulary | None:
    """Names as a vocabulary, case, accents and marks aside; None where there are none.

    Raises InvalidInput for one text instead of several, for figures (a voice says words), for a name without letters,
    and for more than `MOST_PHRASES`.
    """
    if isinstance(names, str):
        raise InvalidInput("a vocabulary is a list of names, not one text", param="vocabulary")
    phrases = tuple(dict.fromkeys(_phrase(name) for name in names))
    if len(phrases) > MOST_PHRASES:
        what = f"a vocabulary has at most {MOST_PHRASES:,} names, got {len(phrases):,}"
        raise InvalidInput(f"{what}: give those that are likely here", param="vocabulary")
    return Vocabulary(phrases=phrases) if phrases else None


def _phrase(name: str) -> str:
    if re.search(r"\d", name):
        raise InvalidInput(f"{name!r}: write figures as they are said, such as 'gate seven'", param="vocabulary")
    words = [word.replace("’", "'") for word in _WORD.findall(_plain(name))]
    if not words:
        raise InvalidInput(f"{name!r} has no letters: leave it out of the vocabulary", param="vocabulary")
    return " ".join(words)


def _plain(name: str) -> str:
    """Small letters without accents, as English recognisers write them."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
