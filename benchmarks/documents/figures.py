"""Numbers, amounts and dates as different countries write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
}


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How a country writes numbers: what stands between thousands and before decimals."""

    thousands: str
    decimal: str


WRITINGS = {
    "en": Writing(thousands=",", decimal="."),
    "de": Writing(thousands=".", decimal=","),
    "fr": Writing(thousands="\N{NO-BREAK SPACE}", decimal=","),
    "ch": Writing(thousands="'", decimal="."),
    "plain": Writing(thousands="", decimal="."),
}
WRITING_OF = {"en": "en", "de": "de", "fr": "fr", "es": "de", "it": "de", "nl": "de", "pl": "fr", "pt": "de"}


def number(value: float, writing: Writing, decimals: int = 0, *, brackets: bool = False) -> str:
    """A number in a country's writing; brackets: negative ones in parentheses, as accountants write them."""
    text = f"{abs(value):,.{decimals}f}".replace(",", "\0").replace(".", writing.decimal)
    text = text.replace("\0", writing.thousands)
    if value < 0:
        return f"({text})" if brackets else f"-{text}"
    return text


def amount(value: float, language: str, sign: str, place: str) -> str:
    """An amount of money with two decimals. place: "before", "after" or "none", of the sign or code."""
    text = number(value, WRITINGS[WRITING_OF[language]], 2)
    if place == "before":
        return f"{sign}{text}" if len(sign) == 1 else f"{sign} {text}"
    return f"{text} {sign}" if place == "after" else text


def written(day: date, form: str, language: str) -> str:
    """A date by the name of its form: iso, dotted, slashed (day first), american, dashed, short, long."""
    month = MONTHS[language][day.month - 1]
    forms = {
        "iso": day.isoformat(),
        "dotted": f"{day.day:02}.{day.month:02}.{day.year}",
        "slashed": f"{day.day:02}/{day.month:02}/{day.year}",
        "american": f"{day.month:02}/{day.day:02}/{day.year}",
        "dashed": f"{day.day:02}-{day.month:02}-{day.year}",
        "brief": f"{day.day:02}.{day.month:02}.{day.year % 100:02}",
        "short": f"{day.day} {month[:3]} {day.year}",
        "long": _long(day, month, language),
    }
    return forms[form]


def _long(day: date, month: str, language: str) -> str:
    if language == "en":
        return f"{month} {day.day}, {day.year}"
    if language in {"es", "pt"}:
        return f"{day.day} de {month} de {day.year}"
    return f"{day.day}{'.' if language == 'de' else ''} {month} {day.year}"


DATE_FORMS = {
    "en": ("iso", "slashed", "american", "short", "long"),
    "de": ("dotted", "brief", "long", "iso"),
    "fr": ("slashed", "long", "dotted"),
    "es": ("slashed", "long", "dashed"),
    "it": ("slashed", "long", "dashed"),
    "nl": ("dashed", "long", "slashed"),
    "pl": ("dotted", "iso", "long", "dashed"),
    "pt": ("slashed", "long", "dashed"),
}
