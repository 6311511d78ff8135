"""A question word by word: what kind of words it wants, the noun that it asks for, and the words to be met again."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sensorium.abilities.documents.answering.asking.questions import Question
from sensorium.abilities.documents.answering.wording.small_words import is_small
from sensorium.abilities.documents.answering.wording.stems import stem, stems
from sensorium.abilities.documents.printed.folding import WORD, fold, folded

Sought: TypeAlias = Literal[
    "date", "number", "measure", "amount", "share", "name", "place", "called", "why", "how", "noun", "is", "other"
]
_WHY: Final = re.compile(
    r"\b(?:why|warum|wieso|weshalb|pourquoi|por qué|perché|waarom|dlaczego|varför)\b", re.IGNORECASE
)
_HOW: Final = re.compile(r"^\W*(?:how|wie|comment|cómo|come|hoe|jak|hur)\b", re.IGNORECASE)
_WHICH: Final = re.compile(
    r"\b(?:what|which|whose|welche[nrsm]?|was für (?:ein\w*)?|quel(?:le)?s?|qué|cuál(?:es)?|qual[ei]?|wel(?:ke?)|jak(?:i|a|ie)|vilken|vilket|hvilke[nt])\b",
    re.IGNORECASE,
)
_KIND_OF: Final = frozenset(
    stems("type kind sort form name number amount art typ form tipo type sorte clase nom nombre nome")
)
_YEAR: Final = re.compile(
    r"\b(?:what|which) (?:year|century|decade|month|day)s?\b|\bwelche[mnrs]? (?:jahr|jahrhundert|monat|tag)\w*|\bqué (?:año|siglo|mes|día)\b|\ben quel(?:le)? (?:année|siècle|mois)\b",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"\bwhose\b|\bwessen\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class AskedWords:
    """text: the question itself. sought: what kind of words are wanted. words: those to be met again, without endings, in
    the order in which they stand. nouns: what is asked for by name ("which award": award), and what may be its verb.
    names: words with a capital or a figure behind the first. first, last: the first and the last of the words behind
    the one that asks, "" where there is none.
    """

    text: str
    sought: Sought
    words: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    first: str = ""
    last: str = ""


def asked_words(question: Question) -> AskedWords:
    """A question taken apart."""
    sought, nouns = _sought(question), _nouns(question.text)
    words = question.words
    behind = _behind(question.text)
    return AskedWords(
        text=question.text,
        sought="noun" if sought == "other" and nouns else sought,
        words=words,
        nouns=nouns,
        names=_names(question.text),
        first=behind[0] if behind else "",
        last=behind[-1] if behind else "",
    )


def _sought(question: Question) -> Sought:
    about = question.about
    said: Sought | None = next((sought for sought, pattern in _SAID if pattern.search(about)), None)
    if said is not None:
        return said
    if question.wanted != "anything":
        return question.wanted
    if _WHY.search(about) or _HOW.search(about):
        return "why" if _WHY.search(about) else "how"
    found = _WHICH.search(about)
    following = about[found.end() :].split()[:1] if found else []
    return "is" if following and fold(following[0]) in _BEING else "other"


_SAID: Final[tuple[tuple[Sought, re.Pattern[str]], ...]] = (("date", _YEAR), ("name", _WHO))
_BEING: Final = folded("is are was were ist sind war waren est sont était étaient es son era eran fue è sono")


def _names(text: str) -> frozenset[str]:
    """Words that are names or numbers: they have no other words for the same. In German any noun may be one."""
    behind = re.findall(rf"(?<=\s){WORD}", text)
    return frozenset(one for word in behind if word[:1].isupper() or word[:1].isdigit() for one in stems(word))


def _nouns(text: str) -> tuple[str, ...]:
    """The words that stand behind "what" or "which" before a small one: "which German city did"."""
    found = _WHICH.search(text)
    nouns: list[str] = []
    for word in re.findall(WORD, text[found.end() :]) if found else ():
        told = stem(fold(word))
        if is_small(word) or told in _KIND_OF:
            if nouns or not (fold(word) in _OF or told in _KIND_OF):
                break
            continue
        nouns.append(told)
    return tuple(nouns)


_OF: Final = frozenset(("of", "von", "de", "dl", "des", "del"))


def _behind(text: str) -> list[str]:
    """The words behind the one that asks, without small ones."""
    found = _ASKS.search(text)
    rest = text[found.end() :] if found else text
    return [stem(fold(word)) for word in re.findall(WORD, rest) if not is_small(word)]


_ASKS: Final = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how(?: many| much| long| old| far)?|was|wer|wem|wen|wann|wo|warum|welche[nrsm]?|wie(?: ?viele?)?|qui|que|quoi|quand|où|quel(?:le)?s?|qué|quién(?:es)?|cuándo|dónde|cuál(?:es)?|cuánt[oa]s?|chi|che|quando|dove|quale)\b",
    re.IGNORECASE,
)
