"""Numbers that name something (invoices, orders, tax ids), and what has a form of its own: IBAN, phone, e-mail, web."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit, concepts
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.extraction.paper.party_words import TITLE
from sensorium.abilities.documents.printed.folding import pieces

KIN = {
    "invoice_number": ("receipt_number",),
    "receipt_number": ("invoice_number",),
    "vat_id": ("registration_number",),
    "register": ("cashier",),
}
FORMS = {
    "iban": re.compile(r"\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b"),
    "bic": re.compile(r"\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\b"),
    "phone": re.compile(r"(?<![\w.,])(?:\+|\(\+?)?\d[\d\s()/.\-]{5,18}\d(?![\w]|[.,]\d)"),
    "email": re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+"),
    "website": re.compile(r"\b(?:https?://|www\.)[^\s,;]+|\b[\w-]+\.(?:com|de|fr|es|it|pt|nl|pl|se|dk|co\.uk|my|id|net|org|eu|io)\b(?:/\S*)?"),
}  # fmt: skip
OF_A_PAPER = ("invoice_number", "receipt_number")
_NUMBER_OF = re.compile(r"(?<![^\W\d_])(?:no|nr|num|n[°º]|№|nº|č)\b\.?\s?:?\s(?=\S*\d)", re.IGNORECASE)
_LEAD = re.compile(
    r"[\s:#.;=\-–°ºª*]*(?:(?:no|nr|num|number|nummer|numero|número|n)\b\s?[.:°º#]*[\s:]*)?", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/\\\-_.&+]*")
_TAX = re.compile(r"[A-Z]{0,3}[ -]?\d[\dA-Z .\-/]{5,20}")
NUMBERED = frozenset("no nr number num nummer numero n ld code # ref referenz reference lnv".split())


def form_candidates(evidence: Evidence, kind: str, concept: str) -> Iterator[Candidate]:
    """What has the form of an IBAN, a phone number, an address of mail or web."""
    for line in evidence.lines:
        for match in FORMS[kind].finditer(line.text):
            signs = _form_signs(evidence, line, match, kind, concept)
            if signs is not None:
                yield Candidate(value=_tidy(match.group(), kind), span=line.span(*match.span()), signs=signs)


def identifier_candidates(evidence: Evidence, concept: str) -> Iterator[Candidate]:
    """What stands beside or below a label of that name, and looks like an identifier."""
    for wanted in (concept, *KIN.get(concept, ())):
        for number, (line, hit) in enumerate(evidence.labelled(wanted)):
            signs = {"label of a kin": float(wanted != concept), "further label": float(min(number, 3))}
            found = _beside(evidence, line, hit, concept)
            if found is not None:
                yield _candidate(line, hit, found, {**signs, "beside its label": 1.0})
                continue
            for other, start, end in evidence.below(line, hit.start, hit.end, most=1):
                below = _token(evidence, other, start, end, concept)
                if below is not None and not _starts_a_label(evidence, other, below[0]):
                    yield _candidate(other, hit, below, {**signs, "below its label": 1.0})
    if concept in OF_A_PAPER:
        yield from _bare(evidence)
        yield from _titled(evidence)


def _titled(evidence: Evidence) -> Iterator[Candidate]:
    """The number in the title of the paper."""
    for number, title in enumerate(one for one in evidence.titles if one.start < one.end):
        size = title.line.size_within(title.start, title.end)
        signs = {
            "beside its label": 1.0,
            "plain label": 1.0,
            "has figures": 1.0,
            "fits the pattern": 0.5 * float(sum(one.isdigit() for one in title.line.text[title.start : title.end]) > 2),
            "large type": float(size > 1.2 * evidence.size_pt),
            "further label": float(min(number, 3)),
        }
        span = title.line.span(title.start, title.end)
        yield Candidate(value=span.text, span=span, signs={sign: one for sign, one in signs.items() if one})


def _bare(evidence: Evidence) -> Iterator[Candidate]:
    """The number of the paper itself, called no more than "No." or "№", alone or behind the paper's title."""
    for line in evidence.lines:
        for match in _NUMBER_OF.finditer(line.text):
            start, _ = line.segment(match.start())
            before = line.text[start : match.start()]
            over = [one for one in evidence.hits[line.index] if one.start < match.end() and match.start() < one.end]
            taken = any(concepts()[one.concept].kind != "column" for one in over)
            if taken or (before.strip() and not TITLE.match(before)):
                continue
            found = _token(evidence, line, match.end(), line.segment(match.start())[1], "")
            if found is not None:
                text = line.text[found[0] : found[1]]
                signs = {
                    "beside its label": 1.0,
                    "label of a kin": 1.0,
                    "has figures": 1.0,
                    "very short": float(len(text) < 3),
                }
                yield Candidate(value=text, span=line.span(*found), signs=signs)


def valid_iban(text: str) -> bool:
    """Whether the check figures of an IBAN are right (ISO 13616: the remainder by 97 is 1)."""
    plain = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain):
        return False
    return int("".join(str(int(one, 36)) for one in plain[4:] + plain[:4])) % 97 == 1


def _beside(evidence: Evidence, line: Line, hit: Hit, concept: str) -> tuple[int, int] | None:
    following = [one.start for one in evidence.hits[line.index] if one.start >= hit.end]
    end = min([len(line.text), *following])
    found = _token(evidence, line, hit.end, end, concept)
    if found is not None:
        return found
    lead = _LEAD.match(line.text, hit.end)
    assert lead is not None
    inside = [
        one for one in evidence.hits[line.index] if hit.end <= one.start <= lead.end() and one.end - one.start < 4
    ]
    return (
        _token(evidence, line, lead.end(), len(line.text), concept) if inside and following[0] <= lead.end() else None
    )


def _token(evidence: Evidence, line: Line, start: int, end: int, concept: str) -> tuple[int, int] | None:
    """The first thing between two characters that has figures; groups of a tax id stay together."""
    lead = _LEAD.match(line.text, start, end)
    start = lead.end() if lead else start
    if concept == "vat_id" and (tax := _TAX.match(line.text, start, end)):
        return tax.start(), start + len(tax.group().rstrip(" .-/"))
    for match in _TOKEN.finditer(line.text, start, end):
        if any(one.start <= match.start() < one.end for one in evidence.dates[line.index]):
            return None
        if any(character.isdigit() for character in match.group()):
            first = _with_prefix(line.text, match, start)
            return first, first + len(line.text[first : match.end()].rstrip(".-/&+"))
        if match.start() - start > 24:
            return None
    return None


def _with_prefix(text: str, match: re.Match[str], start: int) -> int:
    """Where an identifier begins whose letters stand apart from its figures ("INV 2023-001")."""
    before = re.search(r"(?:^|(?<=\s)|(?<=[:#]))([A-Z]{1,5})[ ]?[-/]?[ ]?$", text[start : match.start()])
    return start + before.start(1) if before and before[1] not in ("NO", "NR") else match.start()


def _starts_a_label(evidence: Evidence, line: Line, start: int) -> bool:
    first, _ = line.segment(start)
    return any(first <= one.start < start for one in evidence.hits[line.index])


def _candidate(line: Line, hit: Hit, found: tuple[int, int], signs: dict[str, float]) -> Candidate:
    text = line.text[found[0] : found[1]]
    figures = sum(one.isdigit() for one in text)
    said = {piece.folded for piece in pieces(hit.label)} | {
        piece.folded for piece in pieces(line.text[hit.end : found[0]])
    }
    every = {
        **signs,
        "has figures": 1.0,
        "plain label": float(bool(said & NUMBERED)),
        "label misread": float(hit.fit < 1),
        "very short": float(len(text) < 3),
        "fits the pattern": 0.5 * float(figures >= 3),
        "plain number": float(bool(re.fullmatch(r"\d+[.,]\d{2}", text))),
    }
    return Candidate(value=" ".join(text.split()), span=line.span(*found), signs={k: v for k, v in every.items() if v})


def _form_signs(
    evidence: Evidence, line: Line, match: re.Match[str], kind: str, concept: str
) -> dict[str, float] | None:
    before = [hit for hit in evidence.hits[line.index] if hit.end <= match.start()]
    named = bool(before) and before[-1].means(concept)
    signs = {"beside its label": float(named), "fits the pattern": 1.0}
    if kind == "iban":
        return {**signs, "checksum": 1.0} if valid_iban(match.group()) else signs if named else None
    if kind in ("phone", "bic"):
        dated = any(one.start < match.end() and match.start() < one.end for one in evidence.dates[line.index])
        figures = sum(one.isdigit() for one in match.group())
        if dated or (kind == "phone" and not 6 <= figures <= 15):
            return None
        other = bool(before) and not named
        free = kind == "phone" and bool(re.match(r"\+|\(?0", match.group()))
        if not named and (other or not free):
            return None
    if kind == "website" and "@" in line.text[max(0, match.start() - 1) : match.start()]:
        return None
    return signs


def _tidy(text: str, kind: str) -> str:
    plain = " ".join(text.split())
    return re.sub(r"\s", "", plain) if kind in ("iban", "email") else plain.rstrip(".,;")
