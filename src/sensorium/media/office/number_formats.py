"""Numbers, dates and times as a sheet shows them, by its number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).

Colours, widths of blanks and the fillings of a cell are left out; conditions in brackets ([>100]) are followed.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Final

GENERAL: Final = "General"
BUILT_IN: Final = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@",
}  # fmt: skip
"""14 and 22 follow the reader's country; here they are written as ISO 8601 writes dates."""

_TOKENS = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<width>.) | \*(?P<filling>.)
    | \[(?P<bracket>[^\]]*)\] | (?P<noon>AM/PM|A/P) | (?P<general>General) | (?P<power>E[+-])
    | (?P<date>yyyy|yy|y|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|e) | (?P<tenths>\.0+(?=[^0#?]|$))
    | (?P<digits>[0#?]+(?:[,.][0#?,]*)*|\.[0#?]+) | (?P<text>@) | (?P<percent>%) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_COMPARED: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MOST_PLACES = 30
_MOST_DIGITS = 20 + _MOST_PLACES
_LAST_DAY = 2_958_466  # behind the year 9999
_Token = tuple[str, str]


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """A number as the format `code` shows it. from_1904: the sheet counts days from 1904 instead of 1900."""
    if not math.isfinite(value):
        return str(value)
    tokens, size = _chosen(value, code)
    kinds = {kind for kind, _ in tokens}
    if "general" in kinds or not tokens:
        return "".join(_literal(token) or (general(size) if token[0] == "general" else "") for token in tokens)
    if kinds & {"date", "elapsed"}:
        return _moment(value, tokens, from_1904)
    if not kinds & {"digits", "tenths"}:
        return "".join(_literal(token) or (general(size) if token[0] == "text" else "") for token in tokens)
    return _number(size, tokens)


def general(value: float) -> str:
    """A number without a format: up to eleven digits, as a sheet shows it in a cell that is wide enough."""
    if value == int(value) and abs(value) < 1e11:
        return str(int(value))
    text = f"{value:.10G}" if 1e-5 <= abs(value) < 1e11 else f"{value:.5E}"
    head, power, tail = text.partition("E")
    return (head.rstrip("0").rstrip(".") if "." in head else head) + power + tail


def _sections(code: str) -> list[list[_Token]]:
    """Tokens (kind, text) of each section of a format."""
    sections: list[list[_Token]] = [[]]
    for match in _TOKENS.finditer(code):
        kind, text = match.lastgroup or "other", match.group(match.lastgroup or 0)
        if (kind, text) == ("other", ";"):
            sections.append([])
        elif kind == "bracket":
            sections[-1] += _bracket(text)
        else:
            sections[-1].append((kind, text))
    return sections


def _bracket(text: str) -> list[_Token]:
    if _ELAPSED.fullmatch(text):
        return [("elapsed", text)]
    if _CONDITION.fullmatch(text):
        return [("condition", text)]
    return [("quoted", text[1:].partition("-")[0])] if text.startswith("$") else []  # [$€-407]: a currency


def _chosen(value: float, code: str) -> tuple[list[_Token], float]:
    """The section of a format that holds for a value, and the value that it shows."""
    sections = _sections(code)[:3]
    if any(kind == "condition" for section in sections for kind, _ in section):
        for section in sections:
            limits = [_CONDITION.fullmatch(text) for kind, text in section if kind == "condition"]
            if all(limit and _COMPARED[limit[1]](value, float(limit[2])) for limit in limits):
                return section, value
        return [("general", "")], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _literal(token: _Token) -> str:
    kind, text = token
    return text if kind in ("quoted", "escaped", "other", "percent") else " " if kind == "width" else ""


def _number(value: float, tokens: list[_Token]) -> str:
    pattern = "".join(text for kind, text in tokens if kind in ("digits", "tenths"))
    value = _shifted(value, 2 * sum(kind == "percent" for kind, _ in tokens))
    if any(token == ("other", "/") for token in tokens):
        return _fraction(value, tokens)
    whole, _, decimals = pattern.partition(".")
    if any(kind == "power" for kind, _ in tokens):
        return _scientific(value, tokens)
    stripped = whole.rstrip(",")
    value = _shifted(value, -3 * (len(whole) - len(stripped) + (len(decimals) - len(decimals.rstrip(",")))))
    decimals = decimals.replace(",", "")
    digits = _rounded(abs(value), stripped, decimals)
    minus = "-" if value < 0 and re.search(r"[1-9]", digits) else ""
    places = [text for kind, text in tokens if kind in ("digits", "tenths")]
    parts = iter(_dealt(digits, places))
    said = (next(parts) if token[0] in ("digits", "tenths") else _literal(token) for token in tokens)
    return (minus + "".join(said)).strip()


def _shifted(value: float, places: int) -> float:
    """A number times a power of ten, of its digits as they are written: .285 is 28.5 hundredths, not 28.499…"""
    return float(Decimal(repr(value)).scaleb(places))


def _dealt(digits: str, places: list[str]) -> list[str]:
    """Digits among the places of a format: a code's ("000-00-0000") from the right, all others' at the first."""
    if any(mark in "".join(places) for mark in ".,"):
        return [digits, *("" for _ in places[1:])]
    parts: list[str] = []
    for place in places[:0:-1]:
        digits, part = digits[: -len(place)], digits[-len(place) :]
        parts.append(part)
    return [digits, *reversed(parts)]


def _rounded(value: float, whole: str, decimals: str) -> str:
    """Digits of a number: as many as its pattern has zeros, at most as many decimals as it has places."""
    places = min(len(decimals), _MOST_PLACES)
    with localcontext(prec=_MOST_DIGITS):
        exact = Decimal(repr(value))
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if abs(value) < 1e20 else value
        before, _, after = f"{rounded:.{places}f}".partition(".")
    fewest = len(decimals.rstrip("#?"))
    while len(after) > fewest and after.endswith("0"):
        after = after[:-1]
    plain = whole.replace(",", "")
    before = before.lstrip("0").rjust(min(plain.count("0"), _MOST_PLACES), "0")
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", before)
    return f"{before}.{after}" if after else before or ("" if plain else "0")


def _scientific(value: float, tokens: list[_Token]) -> str:
    patterns = [text for kind, text in tokens if kind in ("digits", "tenths")]
    decimals = patterns[0].partition(".")[2]
    head, _, power = f"{value:.{min(len(decimals), _MOST_PLACES)}E}".partition("E")
    sign = next(text for kind, text in tokens if kind == "power")[1]
    width = len(patterns[-1]) if len(patterns) > 1 else 2
    exponent = int(power)
    return f"{head}E{'-' if exponent < 0 else '+' if sign == '+' else ''}{abs(exponent):0{min(width, 4)}d}"


def _fraction(value: float, tokens: list[_Token]) -> str:
    patterns = [text for kind, text in tokens if kind == "digits"]
    nearest = Fraction(abs(value)).limit_denominator(10 ** min(len(patterns[-1]), 4) - 1)
    minus = "-" if value < 0 else ""
    whole, rest = divmod(nearest, 1) if len(patterns) > 2 else (0, nearest)
    said = [str(whole)] if whole or not rest else []
    said += [f"{rest.numerator}/{rest.denominator}"] if rest else []
    return minus + " ".join(said)


def moment_of(value: float, *, from_1904: bool = False) -> dt.datetime | None:
    """The date and time of a count of days, to the millisecond; None outside the years 1900 to 9999.

    Days from 1900 count the 29th of February of that year, which there was not.
    """
    start = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    if not from_1904 and value < 60:
        start += dt.timedelta(days=1)
    try:
        return start + dt.timedelta(milliseconds=round(value * 86_400_000))
    except (OverflowError, ValueError):
        return None


def _moment(value: float, tokens: list[_Token], from_1904: bool) -> str:
    places = max((len(text) - 1 for kind, text in tokens if kind == "tenths"), default=0)
    if not 0 <= value < _LAST_DAY:
        return general(value)
    unit = 1 if places else 1000  # of milliseconds: what is not shown is rounded
    value = round(value * 86_400_000 / unit) * unit / 86_400_000
    moment = moment_of(value, from_1904=from_1904)
    if moment is None:
        return general(value)
    noon = any(kind == "noon" for kind, _ in tokens)
    said = ""
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            said += _dated(text.lower(), moment, noon=noon, minutes=_means_minutes(tokens, index))
        elif kind == "elapsed":
            unit_s = {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
            said += f"{int(round(value * 86_400, 3) // unit_s):0{min(len(text), 9)}d}"
        elif kind == "noon":
            said += ("AM" if moment.hour < 12 else "PM")[: 2 if len(text) > 3 else 1]
        elif kind == "tenths":
            said += f"{moment.microsecond / 1e6:.{min(places, 3)}f}"[1:]
        else:
            said += _literal((kind, text))
    return said.strip()


def _means_minutes(tokens: list[_Token], index: int) -> bool:
    """Whether an "m" stands for minutes: behind hours, or before seconds."""
    kinds = [(place, text.lower()) for place, (kind, text) in enumerate(tokens) if kind in ("date", "elapsed")]
    place = next(number for number, (at, _) in enumerate(kinds) if at == index)
    before = kinds[place - 1][1] if place else ""
    after = kinds[place + 1][1] if place + 1 < len(kinds) else ""
    return before.startswith("h") or after.startswith("s")


def _dated(text: str, moment: dt.datetime, *, noon: bool, minutes: bool) -> str:
    if text[0] in "ye":
        return f"{moment.year:04d}" if len(text) > 2 or text == "e" else f"{moment.year % 100:02d}"
    if text[0] == "m" and len(text) > 2:
        name = _MONTHS[moment.month - 1]
        return {3: name[:3], 4: name, 5: name[0]}[len(text)]
    if text[0] == "d" and len(text) > 2:
        name = _DAYS[moment.weekday()]
        return name[:3] if len(text) == 3 else name
    hour = (moment.hour % 12 or 12) if noon else moment.hour
    month = moment.minute if minutes else moment.month
    number = {"m": month, "d": moment.day, "h": hour, "s": moment.second}[text[0]]
    return f"{number:0{len(text)}d}"
