"""Words that make a number a figure, in several languages: percent, fractions, one in so many, units; then and now."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from typing import Final

PERCENT: Final = (
    r"%|‰|per\s?cent\b|pct\b|prozent\b|pour\s?cent\b|por\s?ciento\b|por\s?cento\b|per\s?cento\b|pro[cs]ent\b|persen\b"
)
_ONE: Final = r"a|an|one|ein(?:em?)?|une?|um|een|uno?"
_SOME: Final = (
    r"two|three|four|five|six|seven|eight|nine|zwei|drei|vier|fünf|sechs|sieben|acht|neun|deux|trois|quatre|cinq|dos|tres|cuatro"
    r"|cinco|due|tre|quattro|dois|três|quatro|twee|drie"
)
_MANY: Final = rf"{_SOME}|ten|twelve|twenty|hundred|zehn|zwölf|zwanzig|hundert|dix|vingt|cent|diez|veinte|cien|dieci|dez|tien|\d{{1,3}}"
_PARTS: Final = (
    r"thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hälfte|drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel"
    r"|quarts?|tiers|cinquièmes?|sixièmes?|huitièmes?|dixièmes?|cuartos?|tercios?|quintos?|décimos?|terz[oi]|quart[oi]|quint[oi]|decim[oi]|terços?|quartos?"
    r"|derden?|kwart|vijfden?|tienden?"
)
_HALF: Final = r"(?<!first )(?<!second )(?<!other )\bhalf\b(?!-|\s(?:a|an|past|time|year|hour|ago)\b)|\b(?:(?:die|der|la|de|a|o) )?(?:hälfte|moitié|mitad|metà|metade|helft)\b"
FRACTION: Final = rf"\b(?:{_ONE}|{_SOME})[\s-](?:{_PARTS})\b|{_HALF}|\bjede[rsnm]? (?:zweite|dritte|vierte|fünfte|sechste|achte|zehnte)n?\b|\b(?:la |una )?(?:tercera|cuarta|quinta|décima) parte\b"
ONE_IN: Final = rf"\b(?:one|uno?|una|une|einer|eine|um|een|{_MANY})\b(?: [^\W\d]+)? (?:in every|out of every|in|out of|von|sur|de cada|su|em cada|op de)\b (?:{_MANY})\b"
"""One in five, two out of three, une famille sur dix; what is counted may stand between."""
THEN: Final = r"from|after|against|von|nach|gegenüber|de|du|depuis|contre|après|del|desde|frente al?|da|dal|van|was|were|war|waren"
NOW: Final = r"to|auf|à|au|a|al|até|naar|now|jetzt|heute"
ASKED_THEN: Final = (
    r"\b(?:before|earlier|previous(?:ly)?|prior|former(?:ly)?|used to|originally|initial(?:ly)?|at first|start(?:ed)?|beginning|year ago|last year"
    r"|früher|vorher|zuvor|vorjahr\w*|anfangs|ursprünglich|avant|auparavant|précédente?|au début|antes|anterior|inicial\w*|al principio|prima|precedente|eerder|vorig)\b"
)
TIMES: Final = (
    r"milliseconds?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|sekunden?|minuten?|stunden?|tage?n?|nächten?|wochen?|monate?n?|jahre?n?"
    r"|secondes?|heures?|jours?|nuits?|semaines?|mois|ans?|années?|segundos?|horas?|minutos?|días?|noches|semanas?|mes(?:es)?|años?|secondi|or[ae]|minut[oi]"
    r"|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|uur|dagen|nachten|weken|maanden|jaar|ms|min|h"
)
LENGTHS: Final = (
    r"miles?|(?:kilo|centi|milli)?met(?:er|re)[sn]?|feet|foot|inch(?:es)?|yards?|km|cm|mm|m|(?:kilo|centi|milli)?mètres?|(?:kiló|centí|milí)?metros?|metri|acres?|hectares?"
    r"|hektar|ha|km²|m²|m2|m³|m3|square (?:met(?:er|re)s|feet|miles|kilomet(?:er|re)s)|quadratmetern?|quadratkilometern?"
)
WEIGHTS: Final = r"(?:kilo|milli)?gram(?:me)?s?|kilos?|tons?|tonnes?|tonnen|tonnellate|toneladas|kg|mg|g|t|(?:kilo)?gramm|pounds|lbs|ounces?|oz"
_OTHERS: Final = (
    r"lit(?:er|re)s?|litern?|litros?|litri|ml|cl|l|degrees?(?: celsius| fahrenheit)?|grad(?: celsius)?|degrés|grados|gradi|°\s?[CF]|km/h|mph|m/s|[kMGT]?(?:Wh|W|Hz|B|bit/s|V)|kwp|watts?|volts?|kilowatt(?:stunden|[ -]hours?)?"
    r"|kcal|kJ|calories|kilocalories|pixels?|px|dpi|points?|punkte|percentage points"
)
MEASURES: Final = rf"{TIMES}|{LENGTHS}|{WEIGHTS}|{_OTHERS}"
MONEY: Final = (
    r"euros?|dollars?|pounds?(?: sterling)?|crowns|francs?|franken|yen|złotych|złoty|pesos?|rupees?|reais|liras?|kron(?:or|er|en)"
    r"|cents?|pence|céntimos|centimes|centesimi"
)
EACH: Final = r"(?:(?:per|pro|par|por|al)\s[^\W\d]+|(?:a|an|each|im|je)\s(?:day|week|month|year|night|hour|person|tonne|tag|woche|monat|jahr|nacht|stunde))"
LEADING: Final = r"[^\W\d]+\s(?:to|at|by|of|from|for|auf|um|bei|von|à|de|par|en|al?)\s(?:about |around |nearly |almost |rund |etwa )?"
"""What leads up to a figure and is not told with it: "fell to", "proposed at"."""
