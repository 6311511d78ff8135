"""Numbers as charts write them: separators of several languages, signs, percent, thousands and millions, currencies."""

from __future__ import annotations

import re
from typing import Final

_MANY: Final = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "g": 1e9, "mrd": 1e9, "billion": 1e9, "t": 1e12, "µ": 1e-6, "μ": 1e-6,
}  # fmt: skip
_MANY_NAMES = "|".join(sorted(_MANY, key=len, reverse=True))
_CURRENCY = r"(?:[$€£¥₹₽]|usd|eur|gbp|chf|kr|zł)"
_UNIT = r"(?:%|°[cf]?|km|kg|h|s|ms|pts?|kwh|mwh|gwh|twh|gb|mb)"
_DIGITS = r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?|[.,]\d+"
_AMOUNT = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*{_CURRENCY}?\s*(?P<minus>[-−–])?(?P<digits>{_DIGITS})"
    rf"(?:\s?[x×]\s?10\^?(?P<ten>[-−]?\d+)|e(?P<exponent>[-+−]?\d+))?\s?(?P<many>{_MANY_NAMES})?\.?"
    rf"\s?(?:{_CURRENCY}|{_UNIT})?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = re.compile(r"10\^?(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|10\^(?P<level>[-−]?\d+)")
_LONGEST = 40  # characters: longer is a sentence


def readings_of(text: str) -> tuple[float, ...]:
    """What a text may mean as one number, the likelier first; () where it is none.

    "1.234" may be a little more than one, or over a thousand: both are told, the other ticks of an axis decide.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ()
    if power := _POWER.fullmatch(text):
        raised = (power["raised"] or power["level"]).translate(_RAISED).replace("−", "-")
        return (10.0 ** int(raised),) if abs(int(raised)) < 300 else ()
    found = _AMOUNT.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return ()
    factor = _factor(found)
    return tuple(dict.fromkeys(value * factor for value in _values(found["digits"])))


def number_of(text: str) -> float | None:
    """The likeliest number, or None."""
    return next(iter(readings_of(text)), None)


def _factor(found: re.Match[str]) -> float:
    negative = (found["sign"] or "+") in "-−–" or bool(found["minus"]) or bool(found["open"])
    exponent = int((found["ten"] or found["exponent"] or "0").replace("−", "-"))
    many = _MANY.get((found["many"] or "").lower(), 1.0)
    return (-1.0 if negative else 1.0) * many * 10.0 ** max(-300, min(300, exponent))


def _values(digits: str) -> tuple[float, ...]:
    """Unsigned digits with their separators → values; () where the separators make no sense."""
    plain = re.sub(r"[\s\u00a0\u202f'’]", " ", digits)
    if " " in plain:
        if not re.fullmatch(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?", plain):
            return ()
        plain = plain.replace(" ", "")
    marks = re.findall(r"[.,]", plain)
    if len(set(marks)) == 2:
        return _both(plain)
    if not marks:
        return (float(plain),)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain) is not None
    whole, fraction = float(re.sub(r"[.,]", "", plain)), plain.replace(",", ".")
    if len(marks) > 1:
        return (whole,) if grouped else ()
    if grouped and not plain.startswith("0"):
        round_one = plain.endswith("000")  # nobody writes three zeros behind a decimal point
        return (whole, float(fraction)) if marks[0] == "," or round_one else (float(fraction), whole)
    return (float(fraction),)


def _both(plain: str) -> tuple[float, ...]:
    """Two kinds of separators: the last is the decimal one."""
    decimal = plain[max(plain.rfind("."), plain.rfind(","))]
    thousands = "," if decimal == "." else "."
    if not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+{re.escape(decimal)}\d+", plain):
        return ()
    return (float(plain.replace(thousands, "").replace(decimal, ".")),)
