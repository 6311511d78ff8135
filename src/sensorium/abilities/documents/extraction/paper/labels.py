"""What is called what: concepts (total, due date, seller…), their labels in many languages, and where a line has some.

The table is labels.txt. A label is found whole, with its spaces lost, or one misread letter off; where several would
fit, the longest one counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sensorium.abilities.documents.extraction.paper.broken import GAP
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.printed.folding import (
    Piece,
    compact,
    edits,
    name_words,
    pieces,
    shorter_by_one,
)
from sensorium.abilities.documents.tree import TEXT_LAYER

LONGEST = 6  # words of a label
FORGIVING = 6  # letters from which on a label may be misread
LOSING = 8  # letters from which on one may be lost or added: among the labels of many languages short words have kin
_NO_LABEL = re.compile(
    r"[A-Za-z]{2,8}[-/]\d|(?:[A-Z]{3})(?![\w ])(?<=PLN)"
)  # "INV-1" is a number; PLN is money, not "pin"


@dataclass(frozen=True, kw_only=True)
class Concept:
    """Something that documents tell. kind: money, date, identifier, party…; labels: by language, as printed."""

    name: str
    kind: str
    labels: tuple[tuple[str, str], ...]
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A label on a line: what it means, characters start … end, how well it fits (0 to 1), in which languages."""

    concept: str
    others: tuple[str, ...]
    start: int
    end: int
    fit: float
    languages: frozenset[str]
    label: str

    def means(self, concept: str) -> bool:
        """Whether that may be meant."""
        return concept == self.concept or concept in self.others


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by name."""
    text = files(__package__).joinpath("labels.txt").read_text(encoding="utf-8")
    return {concept.name: concept for concept in read_concepts(text)}


def read_concepts(text: str) -> Iterator[Concept]:
    """Concepts from a table: "[name] kind", then lines "language: label, label" and "name: …"; "#" begins a remark."""
    for part in ("\n" + text).split("\n[")[1:]:
        head, _, body = part.partition("\n")
        name, _, kind = head.partition("]")
        rows = [line.partition(":") for line in body.splitlines() if ":" in line and not line.startswith("#")]
        told = [(row.strip(), one.strip()) for row, _, many in rows for one in many.split(",") if one.strip()]
        yield Concept(
            name=name.strip(),
            kind=kind.strip(),
            labels=tuple((row, one) for row, one in told if row != "name"),
            names=tuple(one for row, one in told if row == "name"),
        )


def hits_of(line: Line) -> list[Hit]:
    """Labels of a line from left to right, none over another; a label does not reach across a wide gap.

    What a file says itself is spelt as it is meant; only words that somebody read may be misread.
    """
    found, at, words = [], 0, pieces(line.text)
    read = any(word.source != TEXT_LAYER for word in line.words)
    while at < len(words):
        if words[at].folded == "%" and re.search(r"\d\s?$", line.text[: words[at].start]):
            at += 1  # "21% VAT 189.00" names a tax, "% VAT" the head of a column of rates
            continue
        hit, taken = _longest(line.text, words, at, misread=read)
        if hit is not None and not _NO_LABEL.match(line.text, hit.start, hit.end + 2):
            found.append(hit)
        at += taken
    return found + [hit for hit in _unspaced(line.text) if not any(_touch(hit, other) for other in found)]


def hit_for(text: str, start: int, end: int) -> Hit | None:
    """A text that is nothing but a label, said to stand at characters start … end."""
    key = _key(compact(text), misread=False)
    return _hit(key, key, start, end) if key else None


def languages_of(hits: Iterable[Hit]) -> Counter[str]:
    """How much speaks for each language: a label that few languages share says more."""
    votes: Counter[str] = Counter()
    for hit in hits:
        for language in hit.languages:
            votes[language] += round(6 * len(hit.label) / len(hit.languages))
    return votes


def concept_of(name: str, *more: str) -> Concept | None:
    """The concept that a field's name stands for; where it says nothing, what its title or description names."""
    for text in (name, *more):
        words = name_words(text)
        for length in range(min(len(words), LONGEST), 0, -1):
            for start in reversed(range(len(words) - length + 1)):
                part = words[start : start + length]
                if found := _known(part, whole=length == len(words), last=start == len(words) - 1):
                    return found
    return None


def _known(words: list[str], *, whole: bool, last: bool) -> Concept | None:
    """What words of a name stand for: one word alone counts at its end, a printed label only where it is all of it."""
    key = compact(" ".join(words))
    found = _names().get(key) or (_labels().get(key, [("", "", "")])[0][0] if whole else "")
    return concepts()[found] if found and (len(words) > 1 or whole or last) else None


def _longest(text: str, words: tuple[Piece, ...], at: int, *, misread: bool) -> tuple[Hit | None, int]:
    most = min(LONGEST, len(words) - at)
    for length in range(most, 0, -1):
        part = words[at : at + length]
        if GAP in text[part[0].start : part[-1].end]:
            continue
        said = "".join(piece.folded for piece in part)
        if key := _key(said, misread=misread and not any(piece.folded.isdigit() for piece in part)):
            shorter = _exactly(key, words[at : at + length]) if said != key else 0
            part = part[: shorter or length]
            return _hit(key, key if shorter else said, part[0].start, part[-1].end), len(part)
    return None, 1


def _exactly(key: str, words: tuple[Piece, ...]) -> int:
    """How many of these words are the label to the letter, so that what follows is no part of it ("no. A-77")."""
    said = ""
    for count, piece in enumerate(words, 1):
        said += piece.folded
        if said == key:
            return count
    return 0


@lru_cache(maxsize=65536)
def _key(said: str, *, misread: bool) -> str | None:
    """The label that this is, exactly or, where it may be misread, nearly."""
    if said in _labels():
        return said
    if len(said) < FORGIVING or not misread:
        return None
    near = {key for short in shorter_by_one(said) for key in _shortened().get(short, ())}
    allowed = 1 if len(said) < 2 * FORGIVING else 2
    lost = int(len(said) >= LOSING)
    fits = [(edits(said, key), key) for key in near if abs(len(key) - len(said)) <= lost]
    best = min(fits, default=(allowed + 1, ""))
    return best[1] if best[0] <= allowed else None


def _hit(key: str, said: str, start: int, end: int) -> Hit:
    meanings = _labels()[key]
    names = list(dict.fromkeys(name for name, _, _ in meanings))
    return Hit(
        concept=names[0],
        others=tuple(names[1:]),
        start=start,
        end=end,
        fit=1.0 if said == key else 1.0 - edits(said, key) / len(key),
        languages=frozenset(language for _, language, _ in meanings),
        label=meanings[0][2],
    )


def _touch(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _unspaced(text: str) -> list[Hit]:
    """Labels in scripts that part no words."""
    squeezed, places = "", []
    for at, character in enumerate(text):
        if not character.isspace():
            squeezed += character
            places.append(at)
    found: list[Hit] = []
    for label in _han_labels():
        at = squeezed.find(label)
        if at >= 0:
            hit = _hit(compact(label), compact(label), places[at], places[at + len(label) - 1] + 1)
            if not any(_touch(hit, other) for other in found):
                found.append(hit)
    return sorted(found, key=lambda hit: hit.start)


@cache
def _labels() -> dict[str, list[tuple[str, str, str]]]:
    """Folded label → (concept, language, label) of all that use it."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for concept in concepts().values():
        for language, label in concept.labels:
            if key := compact(label):
                table.setdefault(key, []).append((concept.name, language, label))
    return table


@cache
def _shortened() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for key in _labels():
        if len(key) >= FORGIVING:
            for short in shorter_by_one(key):
                table.setdefault(short, []).append(key)
    return table


@cache
def _han_labels() -> list[str]:
    """Labels of Chinese and Japanese, the longest first."""
    labels = {label for one in concepts().values() for language, label in one.labels if language in ("zh", "ja")}
    return sorted((label for label in labels if all(ord(one) > 0x2E80 for one in label)), key=lambda one: -len(one))


@cache
def _names() -> dict[str, str]:
    """Folded name of a field → concept."""
    table: dict[str, str] = {}
    for concept in concepts().values():
        for name in (*concept.names, concept.name):
            table.setdefault(compact(" ".join(name_words(name))), concept.name)
    return table
