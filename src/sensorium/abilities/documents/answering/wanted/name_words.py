"""Patterns by which names and places are known in a sentence: small words before them, titles, what is no place."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re

from sensorium.abilities.documents.printed.folding import folded

_TITLE = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|St|Sir|Mme|Mlle|M|Sr|Sra|Sig|Hr|Fr|Ing)\.?\s+)*"
_CAPITAL = r"[A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω][\w'’-]*"
NAME = re.compile(
    rf"{_TITLE}{_CAPITAL}(?: (?:(?:von|van|de|del|della|di|da|der|den|ter|du|des|the|of|for|&|and|und|et|y) )*(?:[A-Z]\. ?)*{_CAPITAL})*"
)
BY = re.compile(r"\b(?:by|von|vom|durch|par|por|da|dal|dalla|door|przez|av|af|oleh)\s(?:(?:the|der|die|das|dem|den|la|le|les|l['’]|el|de|het|il)\s?)?"
                 r"(?:[a-zà-þ]+ ){0,2}$")  # fmt: skip
AT_A_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|on|of|for|with|under|im|am|aus|bei|beim|nach|zu|zum|zur|auf|unter|für|mit|an|ab|seit|à|au|aux|dans|en|pour|avec|chez|"
    r"sur|con|para|per|nel|nella|alla|su|op|bij|uit|met|voor|naar)\s(?:(?:the|der|die|das|dem|den|la|le|les|el|de|het|il)\s)?$",
    re.IGNORECASE,
)
IS = re.compile(
    r"^\W*(?:,|is|was|are|were|ist|war|sind|est|était|es|fue|è|era|é|is|:|–|-|\()\s*(?:the|der|die|das|la|le|el|il|de|a|an|ein|eine)?\s*$",
    re.IGNORECASE,
)
GERMAN = re.compile(r"\b(?:der|die|das|den|dem|und|ist|war|wurde|ein|eine|einem|mit|für|von|im|zum|zur)\b")
_ARTICLE = r"(?:the|a|an|der|die|das|dem|den|des|einem|einer|la|le|les|un|une|el|los|las|una|il|lo|gli|i|de|het|een|his|her|its|their|our)"
AT = re.compile(
    r"\b(?P<at>(?i:in|at|near|on|under|behind|beside|inside|outside|opposite|aboard|from|im|am|bei|beim|neben|hinter|auf|unter|aus|an|"
    r"à|au|aux|dans|chez|sous|sur|place|en|nel|nella|nello|sul|sulla|presso|da|em|na|no|bij|uit|op|te|w|we|na|på|i|vid|hos|från|ved|fra))\s"
    rf"(?P<article>{_ARTICLE}\s)?(?P<what>[^\W\d_][\w'’-]*(?:(?:\s(?:of|the|de|du|des|della|di|von|der|van|do|da|la|le)){{0,2}}\s[A-ZÀ-Þ][\w'’-]*)*)"
)
FROM = frozenset({"from", "aus", "da", "uit", "från", "fra", "de"})
SQUARE = frozenset({"place"})  # a preposition's place is taken by the name itself: "place du Marché"
TIMES = folded(
    "morning evening afternoon noon night midnight day week month year moment time times beginning end spring summer autumn winter advance "
    "particular general addition fact order case total average part public future past meantime midday dusk dawn first last opening "
    "morgen abend mittag nachmittag nacht tag woche monat jahr anfang ende frühling sommer herbst winter jahre "
    "matin soir midi nuit jour semaine mois année début fin mañana tarde noche día mes año mattina sera notte giorno mese anno"
)
"""Words behind "in" and "at" that tell a time or a manner."""

DETERMINER = re.compile(
    r"\b(?:the|a|an|her|his|its|their|our|der|die|das|ein|eine|le|la|les|un|une|el|los|las|il|lo|gli|het|een)\s|\b[lL]['’]",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"^,?\s(?:who|whose|der|die|qui|que|quien|che|wie)\s")
