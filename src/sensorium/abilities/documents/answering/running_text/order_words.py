"""Words by which questions about the order of a document are known, in many languages: parts, places, ends."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Unit: TypeAlias = Literal["paragraph", "heading", "item", "sentence"]
UNITS: tuple[tuple[Unit, str], ...] = (
    ("sentence", r"\bsentences?\b|\bsatz(?:es)?\b|\bsätze\b|\bphrases?\b|\bfrases?\b|\bfrase\b|\bzin(?:nen)?\b"),
    ("heading", r"\b(?:heading|headline|section|chapter|überschrift|abschnitt|kapitel|titre|rubrique|título|sección|capítulo|titolo|sezione|kop)\b"),
    ("item", r"\b(?:item|bullet|point|entry|step|punkt|schritt|listenpunkt|étape|punto|paso|passo|stap)\b"),
    ("paragraph", r"\bparagraphs?\b|\babs[aä]tz(?:e|es)?\b|\bparagraphes?\b|\balinéas?\b|\bpárrafos?\b|\bparágrafos?\b|\bparagraf[io]\b|\balinea['’]?s?\b|\bakapit\w*"),
)  # fmt: skip
AFTER = re.compile(
    r"\b(?:after|following|follows?|next|behind|nach|folgt|nächste[nrs]?|après|suit|suivant|después|sigue|siguiente|dopo|segue|depois|segue-se|na|volgt|po|efter)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:before|precedes?|preceding|previous|vor|vorherige[nrs]?|avant|précède|précédent|antes|precede|anterior|prima|voor|przed|före|før)\b",
    re.IGNORECASE,
)
ORDINALS: Final[tuple[tuple[int, str], ...]] = (
    (0, r"first|1st|erste[nrs]?|premier|première|primer[ao]?|primo|prima|primeir[ao]|eerste"),
    (1, r"second|2nd|zweite[nrs]?|deuxième|segund[ao]|second[oa]|tweede"),
    (2, r"third|3rd|dritte[nrs]?|troisième|tercer[ao]?|terz[oa]|terceir[ao]|derde"),
    (3, r"fourth|4th|vierte[nrs]?|quatrième|cuart[ao]|quart[oa]|vierde"),
    (4, r"fifth|5th|fünfte[nrs]?|cinquième|quint[oa]|vijfde"),
    (-1, r"last|final|letzte[nrs]?|dernier|dernière|último|última|ultimo|ultima|laatste"),
)
ENDS = re.compile(
    r"\b(?:last word|end|close|finish|endet|schließt|termin|finit|acab|finisce|eindigt|slutar)s?\w*\b", re.IGNORECASE
)
WORD = re.compile(r"\b(?:word|wort|mot|palabra|parola|palavra|woord|słow\w+|ord)\b", re.IGNORECASE)
NAME = re.compile(
    r"\b(?:which|what|welche[nrs]?|quel(?:le)?|qué|quale|qual|welke)\s+(?:place|person|name|town|city|village|country|ort|name|stadt|lieu|ville|personne|lugar|ciudad|luogo|città|naam|plaats)\b",
    re.IGNORECASE,
)
LAST = re.compile(r"\b(?:last|finally|zuletzt|en dernier|por último|per ultim[oa]|als laatste)\b", re.IGNORECASE)
CONTAINS = re.compile(
    r"\b(?:mention|contain|about|name|erwähn|enthält|handelt|contient|parle|menciona|habla|parla)\w*", re.IGNORECASE
)
CAPTION = re.compile(
    r"(?:Fig(?:ure|ura|uur)?|Abb(?:ildung)?|Tab(?:le|elle|leau|la|ella|el)?|Chart)\.?\s\d+\s?[.:–-]?", re.IGNORECASE
)
