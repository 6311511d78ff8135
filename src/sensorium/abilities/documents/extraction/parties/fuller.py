"""Names in full: what a logo or a head abbreviates and a foot, a legal form or a second line spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.lines import Line, Span, joined
from sensorium.abilities.documents.extraction.paper.party_words import (
    LEGAL_FORM,
    NUMBERED,
    REGISTERED,
    TITLE,
    has_legal_form,
    looks_like_address,
)
from sensorium.abilities.documents.printed.folding import pieces

_GOES_ON = re.compile(r"^(?:&|\+|and|und|et|e|y|och|og|en|ja|és|ve|i|a)\s+\S", re.IGNORECASE)
_TO_GO_ON = re.compile(
    r"(?:\s(?:&|\+|and|und|et|och|og|en|ja|és|ve|de|of|der|für|for|du|des|del|di|da)|[-–/,])$", re.IGNORECASE
)
_SPACED_OUT = re.compile(r"(?:\S ){3,}\S")
MOST_LINES = 2
ALIKE = 0.7  # sizes of type of two lines of one name: the smaller over the larger, at least
_SOLID = re.compile(r"[\u2e80-\uffff]")
LEAST_TOLD = 3  # letters of a word by which two names are known to be one


def in_full(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names with a legal form that hold all words of a shorter one, with what speaks for the shorter one as well."""
    shorter = [one for one in candidates if one.signs.get("top line") and "legal form" not in one.signs]
    for full in candidates:
        if "legal form" not in full.signs or full.signs.get("name of a buyer"):
            continue
        words = _words(full.text)
        meant = [one for one in shorter if _words(one.text) and _words(one.text) < words]
        if meant:
            best = max(meant, key=lambda one: one.score)
            yield replace(full, signs={**best.signs, **_better(full, best), "name in full": 1.0})


def part_noted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same candidates; on lines that a longer name goes on in it is noted that they are a part of one."""
    placed = [frozenset(one.span.words) for one in candidates]
    return [
        replace(one, signs={**one.signs, "part of a name": 1.0}) if any(words < other for other in placed) else one
        for one, words in zip(candidates, placed, strict=True)
    ]


def continued(evidence: Evidence, line: Line, text: str) -> Span | None:
    """The next lines, two at the most, where a name goes on in them: it ends in "&", a bracket is open, or there is
    nothing but a legal form, or one word and a legal form. Neither a number of the party's nor a label begins one.
    """
    if NUMBERED.match(text) or line.text.rstrip().endswith((":", "：")):
        return None
    spans: list[Span] = []
    for other in evidence.lines[line.index + 1 : line.index + 1 + MOST_LINES]:
        rest = REGISTERED.sub("", other.text)
        broken = other.page != line.page or "\t" in rest or bool(TITLE.match(rest))
        if broken or not _goes_on(line, other, text, rest):
            break
        spans.append(other.span(0, len(rest)))
        text = f"{text} {rest}"
    return joined(spans) if spans else None


def _goes_on(line: Line, other: Line, text: str, rest: str) -> bool:
    """Whether a name is not over with `text`, and `rest` belongs to it."""
    if len(LEGAL_FORM.sub("", rest).strip(" .,&()")) < 2 and has_legal_form(rest):
        return True
    if looks_like_address(rest):
        return False
    alike = ALIKE <= other.size_pt / max(line.size_pt, 0.1) <= 1 / ALIKE
    is_open = text.count("(") > text.count(")") and rest.count(")") >= rest.count("(")
    if is_open or has_legal_form(text):
        return is_open and alike
    joins = bool(_GOES_ON.match(rest) or _TO_GO_ON.search(text))
    if not has_legal_form(rest):
        return alike and bool(re.search(r"\w\s*&$", text)) and not re.search(r"\d|:", rest)
    own = LEGAL_FORM.sub(" ", re.sub(r"\(.*?(?:\)|$)", " ", rest)).split()
    parts = not _SOLID.search(rest)  # where words have no spaces between, one may be all of a name
    return joins or (parts and alike and len(own) <= 1 and not _words(text) & _words(rest))


def unspaced(text: str) -> str:
    """A text whose letters were spaced out ("M I L L  &  C O") without these spaces."""
    if not _SPACED_OUT.fullmatch(re.sub(r"\s+", " ", text)):
        return text
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text))


def _better(full: Candidate, short: Candidate) -> dict[str, float]:
    """What speaks more strongly for the full name than for the short one."""
    return {sign: one for sign, one in full.signs.items() if one > short.signs.get(sign, 0.0)}


def _words(text: str) -> frozenset[str]:
    return frozenset(piece.folded for piece in pieces(LEGAL_FORM.sub(" ", text)) if len(piece.folded) >= LEAST_TOLD)
