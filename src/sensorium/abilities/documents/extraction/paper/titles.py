"""The line by which a paper calls itself: "Invoice FA-12 of 3 May 2024", "Gutschrift Nr. 7"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.printed.dates import PrintedDate

_KINDS = (
    r"[^\W\d_]*rechnung(?:skorrektur)?|[^\W\d_]*gutschrift|storno[^\W\d_]*|invoice|credit[ -]?(?:note|memo)|debit note"
    r"|facture(?: d['’](?:avoir|acompte))?|avoir|note de crédit|factura(?: rectificativa| simplificada)?"
    r"|nota de (?:crédito|abono)|fattura|nota di credito|fatura|[^\W\d_]*factuur|credit[no]ota"
    r"|faktura(?: vat| koryguj[ąa]ca)?|kreditnota|kreditfaktura|korekta faktury|lasku|hyvityslasku|számla"
    r"|fatură|račun|τιμολόγιο|сч[её]т|рахунок"
)
_NUMBER_WORD = r"(?:no|nr|num|number|nummer|numero|numéro|número|n\s?[°º]|№|č|#)(?![^\W\d_])[.:\s#]*"
_TITLE = re.compile(
    rf"(?<![\w])(?:(?:tax|commercial|final|original|corrected|pro[- ]?forma)\s)?(?:{_KINDS})"
    rf"(?P<more>(?:\s\(?[^\W\d_]+\)?){{0,3}}?)\s?(?P<named>[-–:]?\s?{_NUMBER_WORD}|[-–:#]?\s)"
    r"(?P<number>(?=\S*\d)[A-Za-z0-9][A-Za-z0-9/\\\-_.&+]*)",
    re.IGNORECASE,
)
_KIND = re.compile(rf"\W*(?:{_KINDS})\W*", re.IGNORECASE)
_OF_DAY = re.compile(
    r"\s*(?:[,–-]|vom|von|of|issued(?: at| on)?|du|del|dated|date|from|van|af|av|fra|från|den|de|di|z dnia|ze dne|/)?"
    r"\s*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:gemäß|laut|zu|zur|zum|für|order|for|to|bestell\w*|auftrag\w*|liefer\w*|kunden\w*|pour|commande|client\w*|pedido|ordine"
    r"|per|voor|bestelling|zam[oó]wieni\w*|liée|originale|related)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"gutschrift|korrektur|storno|cr[eé]dit|avoir|abono|kredit|korekt|hyvitys", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Title:
    """A title: its line, the characters of its number (none where start is end), the day behind it, with its line."""

    line: Line
    start: int
    end: int
    dated: Line | None = None
    day: PrintedDate | None = None


def titles_of(lines: Sequence[Line], dates: Sequence[Sequence[PrintedDate]]) -> list[Title]:
    """All lines, or parts of lines that stand together, that begin with the kind of a paper and go on with its number.

    Without a word for "number" nothing but a day may follow, so that running text is no title. With one, and a day
    behind, other words may stand before. The kind alone with a day across a gap is a title without a number.
    """
    return [found for line in lines for start, end in line.segments for found in _of(lines, dates, line, start, end)]


def _of(
    lines: Sequence[Line], dates: Sequence[Sequence[PrintedDate]], line: Line, start: int, end: int
) -> Iterator[Title]:
    if _KIND.fullmatch(line.text, start, end):
        beside = [one for one in dates[line.index] if one.start == end + 1]
        yield from (Title(line=line, start=end, end=end, dated=line, day=one) for one in beside)
    for match in _TITLE.finditer(line.text, start, end):
        if not _is_number(match, dates[line.index]) or _OTHERS.search(match["more"]):
            continue
        last = match.start("number") + len(match["number"].rstrip(".-/&+"))
        dated, day = _day_after(lines, dates, line, last, end)
        leads = not line.text[start : match.start()].strip(" *-–•")
        rest = line.text[last : day.start if day and dated is line else end]
        bare = not match["named"].strip(" -–:#") and (match["more"] or not _OF_DAY.fullmatch(rest))
        if (leads and not bare) or (match["named"].strip(" -–:#") and day):
            yield Title(line=line, start=match.start("number"), end=last, dated=dated, day=day)


def _is_number(match: re.Match[str], dates: Sequence[PrintedDate]) -> bool:
    """Whether what stands there is no day and no amount."""
    dated = any(one.start <= match.start("number") < one.end for one in dates)
    return not dated and not re.fullmatch(r"\d+[.,]\d{2}", match["number"])


def _day_after(
    lines: Sequence[Line], dates: Sequence[Sequence[PrintedDate]], line: Line, last: int, end: int
) -> tuple[Line | None, PrintedDate | None]:
    """The day behind a number, on its line or at the start of the next one where the title goes on there."""
    here = [one for one in dates[line.index] if last <= one.start < end]
    if here and _OF_DAY.fullmatch(line.text, last, here[0].start):
        return line, here[0]
    for other in lines[line.index + 1 : line.index + 2]:
        for one in dates[other.index][:1]:
            between = f"{line.text[last:end]} {other.text[: one.start]}"
            if other.page == line.page and between.strip() and _OF_DAY.fullmatch(between):
                return other, one
    return None, None


def is_credit_note(title: Title) -> bool:
    """Whether a title says that money goes back."""
    return bool(_CREDIT.search(title.line.text[: title.start]))


def is_kind(text: str) -> bool:
    """Whether a text is the kind of a paper and nothing else: "Credit note", "Rechnungs-Korrektur"."""
    return bool(_KIND.fullmatch(text.replace("-", "")) or _KIND.fullmatch(text))
