"""Amounts and plain numbers as they are printed: currencies, marks of thousands and decimals, misreadings.

1.234,56 and 1,234.56 tell themselves; of 1.234 the other amounts of the document decide (`decimal_mark`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sensorium.abilities.documents.printed.currencies import CURRENCIES, WHOLE_CURRENCIES
from sensorium.abilities.documents.printed.folding import plain_figures

_SCALES = {"THOUSAND": 3, "MILLION": 6, "MILLIONS": 6, "MILLIONEN": 6, "MIO": 6, "MLN": 6, "MIL": 3, "MILJOEN": 6,
           "BN": 9, "MILIONI": 6, "MILLIONER": 6, "MILJONER": 6, "MILLONES": 6, "MILHÕES": 6, "BILLION": 9,
           "MILLIARDEN": 9, "MRD": 9, "MILLIARDS": 9, "TAUSEND": 3, "MILLE": 3,
           "LAKH": 5, "LAKHS": 5, "CRORE": 7, "CRORES": 7, "万": 4, "萬": 4, "億": 8, "亿": 8}  # fmt: skip
"""Words behind a number that move its point by so many places."""
LONG_CODE = 7  # figures without a mark behind letters that touch them: a code rather than money
_SCALE_WORDS = "|".join(word for word in _SCALES if len(word) > 1)
_UNITS = (
    r"kg|kgs|ml|cl|dl|km|cm|mm|m2|m3|m²|m³|kwh|mwh|pcs|pc|pce|ks|kpl|stk|stck|stück|szt|uds|ud|un|pz|hrs|hr|std|tim"
    r"|kom|db|adet|nos|units|pax|st(?<= st)|개|点|個|枚|本|台"
)
_SIGNS = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
_DIGIT = r"[0-9OolISB]"
_SPACE = "[  \u00a0\u202f]"
# Lakhs (1,18,000.00); groups parted by spaces, where a currency or a hard space says that they are one number.
# Thousands in groups, or plain figures; then decimals. A group may follow a mark and a lost space ("1, 234.00").
_NUMBER = (
    rf"\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d{{1,2}})?(?![\d])"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?=[.,]?{_SPACE}?(?:{_SIGNS})(?![A-Za-z]))"
    rf"|\d{{1,3}}(?:[\u00a0\u202f]\d{{3}})+(?![\d.,])"
    rf"|(?(sign)\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d.,])|(?!))"
    rf"|\d{{1,3}}(?:[.,'’]{_SPACE}?\d{{3}})+(?:{_SPACE}?[.,]{_SPACE}?{_DIGIT}{{1,2}}(?![\dA-Za-z]))?"
    rf"|(?=[^.,]*\d){_DIGIT}{{1,3}}(?:[.,]{_DIGIT}{{3}})+[.,]{_DIGIT}{{2}}(?![\dA-Za-z])"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+[.,]\d{{2}}(?!\d)"
    rf"|{_DIGIT}*\d{_DIGIT}*{_SPACE}?[.,]{_SPACE}?{_DIGIT}{{2}}(?![\dA-Za-z])"
    rf"|[OoIl]?[.,]\d{{2}}(?![\dA-Za-z])|[OolI][.,]{_DIGIT}{{2}}(?![\dA-Za-z])"
    r"|\d+(?:[.,]\d+)?"
)
_AMOUNT = re.compile(
    rf"(?:(?<![\w.,])|(?<=[A-Za-z]{{3}})(?=\d+[.,]\d\d))(?P<before>[-–−(]{{0,2}})(?:(?P<sign>{_SIGNS}){_SPACE}?[.:]?{_SPACE}?)?(?P<minus>[-–−]?)(?P<number>{_NUMBER})"
    rf"(?P<bare>[.,][-–—]{{1,2}}(?![\w]))?(?:{_SPACE}(?P<scale>{_SCALE_WORDS})\b\.?|(?P<han>[万萬億亿])(?!\d))?"
    rf"(?:{_SPACE}?(?P<after>{_SIGNS})(?![A-Za-z\d]))?(?P<unit>{_SPACE}?(?:{_UNITS})\b)?(?P<behind>{_SPACE}?-(?![\w])|\))?(?P<percent>{_SPACE}?%)?",
    re.IGNORECASE,
)
_LETTERS = str.maketrans("OolLIiİıSsſBb", "0011111155588")  # İ, ı and ſ are I, i and s where case is ignored


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number on a line, characters start … end. currency: ISO 4217 of a sign beside it, "" without one.

    decimals: how many were printed; written: the figures alone, as printed; misread: letters were taken for figures;
    counted: a unit stands behind it ("200 pcs", "0,842 kg"), so that it is no money; scaled: a word says thousands or
    millions.
    """

    value: Decimal
    currency: str
    decimals: int
    start: int
    end: int
    written: str
    percent: bool = False
    misread: bool = False
    counted: bool = False
    scaled: bool = False

    @property
    def looks_like_money(self) -> bool:
        """Two decimals, groups of thousands, or a currency."""
        grouped = self.value >= 1000 and bool(re.search(r"\d[.,'’ ]\d{3}", self.written))
        return not self.percent and not self.counted and (self.decimals == 2 or bool(self.currency) or grouped)


def amounts_in(text: str, mark: str = ".") -> list[Amount]:
    """All numbers of a line, from the left. mark: what parts decimals in this document, "." or ",".

    Figures of dates, times and identifiers ("2018-03-12", "A-123") are left out where they run on.
    """
    text, found = plain_figures(text), []
    for match in _AMOUNT.finditer(text):
        if not _runs_on(text, match):
            amount = _amount(match, mark)
            if amount is not None:
                found.append(amount)
    return found


def decimal_mark(texts: Iterable[str]) -> str:
    """What parts decimals in a document: the mark that more of its numbers end with before two figures; "" where none
    has any, and what stands before three figures parts thousands.
    """
    votes: Counter[str] = Counter()
    for text in map(plain_figures, texts):
        for mark in re.findall(r"(?<![\d.,])\d+(?:[.,' ]\d{3})*([.,])\d{2}(?![\d.,/-]*\d)", text):
            votes[mark] += 1
        for first, second in re.findall(r"\d([.,])\d{3}([.,])\d", text):
            votes[second] += 2 * (first != second)
    if not votes:
        return ""
    return "," if votes[","] > votes["."] else "."


def _runs_on(text: str, match: re.Match[str]) -> bool:
    """Whether the figures go on as something else: a date, a time, a word."""
    before, after = text[: match.start()], text[match.end() :]
    if re.match(r"[/:\-][0-9A-Za-z]|[^\W\d_]{3}|[.,]\d|\d", after) and not match["after"]:
        return True
    return bool(re.search(r"[0-9A-Za-z][/\-]$|\d[.,:]$", before)) and not match["sign"]


def _is_no_sign(match: re.Match[str]) -> bool:
    """Whether letters before a number are no currency: a code ("KR87654321"), days of the week ("Mo.-Fr. 8.30")."""
    sign, written = match["sign"] or "", match["number"]
    glued = sign.isalpha() and match.end("sign") == match.start("number")
    goes_on = match.string[match.end() : match.end() + 1].isalpha()  # "KR3M"
    return (glued and written.isdigit() and (len(written) >= LONG_CODE or goes_on)) or (
        sign.upper() == "FR." and bool(re.search(r"[^\W\d_]\.?\s?[-–]\s?$", match.string[: match.start("sign")]))
    )


def _amount(match: re.Match[str], mark: str) -> Amount | None:
    written = match["number"]
    figures = re.sub(r"\s", "", written).translate(_LETTERS)
    sign = ("" if _is_no_sign(match) else match["sign"] or match["after"] or "").upper()
    currency = CURRENCIES.get(sign, "")
    value, decimals = _value(figures, mark, whole=currency in WHOLE_CURRENCIES)
    scale = match["scale"] or match["han"]
    if scale:
        value = value.scaleb(_SCALES[scale.upper().replace("İ", "I")])
    negative = ("(" in match["before"] and match["behind"] == ")") or bool(
        re.search("[-–−]", match["before"] + match["minus"])
    )
    if (match["behind"] or "").strip() == "-":
        negative = True
    start = match.start("sign") if match["sign"] else match.start("number")
    end = max(match.end(part) for part in ("number", "bare", "scale", "han", "after"))
    return Amount(
        value=-value if negative else value,
        currency=currency,
        decimals=2 if match["bare"] else decimals,
        start=start,
        end=end,
        written=written,
        percent=bool(match["percent"]),
        misread=figures != re.sub(r"\s", "", written),
        counted=bool(match["unit"]) and not currency,
        scaled=bool(scale),
    )  # fmt: skip


def _value(figures: str, mark: str, *, whole: bool) -> tuple[Decimal, int]:
    """The number that figures with marks stand for, and how many decimals it has."""
    groups = re.split(r"[.,'’]", figures)
    marks = re.findall(r"[.,'’]", figures)
    if not marks:
        return Decimal(figures), 0
    last, tail = marks[-1], groups[-1]
    thousands = last in "'’" or (
        len(tail) == 3 and groups[0] not in ("", "0") and (marks.count(last) > 1 or last != mark or whole)
    )
    if len(set(marks)) > 1:
        thousands = False
    if thousands:
        return Decimal("".join(groups)), 0
    return Decimal(f"{''.join(groups[:-1]) or '0'}.{tail}"), len(tail)
