"""Names in full: what a logo or a head abbreviates and a foot, a legal form or a second line spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sensorium.abilities.documents.extraction.deciding import Candidate
from sensorium.abilities.documents.extraction.evidence import Evidence
from sensorium.abilities.documents.extraction.folding import pieces
from sensorium.abilities.documents.extraction.lines import Line, Span
from sensorium.abilities.documents.extraction.party_words import (
    LEGAL_FORM,
    REGISTERED,
    TITLE,
    has_legal_form,
    looks_like_address,
)

_GOES_ON = re.compile(r"^(?:&|\+|and|und|et|e|y|och|og|en|ja|és|ve|i|a)\s+\S", re.IGNORECASE)
_TO_GO_ON = re.compile(
    r"(?:\s(?:&|\+|and|und|et|och|og|en|ja|és|ve|de|of|der|für|for|du|des|del|di|da)|[-–/,])$", re.IGNORECASE
)
_SPACED_OUT = re.compile(r"(?:\S ){3,}\S")
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


def continued(evidence: Evidence, line: Line, text: str) -> Span | None:
    """The next line where a name goes on in it: nothing but a legal form, or words after "&", up to a legal form."""
    for other in evidence.lines[line.index + 1 : line.index + 2]:
        rest = REGISTERED.sub("", other.text)
        if other.page != line.page or not has_legal_form(rest) or "\t" in rest or TITLE.match(rest):
            continue
        form_alone = len(LEGAL_FORM.sub("", rest).strip(" .,&()")) < 2
        joined = bool(_GOES_ON.match(rest) or _TO_GO_ON.search(text)) and not looks_like_address(rest)
        if form_alone or joined:
            return other.span(0, len(rest))
    return None


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
