"""Words of questions in many languages: what they ask for, what is to be reckoned, which words tell nothing."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from sensorium.abilities.documents.answering.wording.stems import stems

Wanted: TypeAlias = Literal["share", "amount", "number", "measure", "date", "name", "place", "called", "anything"]
Reckoned: TypeAlias = Literal["", "maximum", "minimum", "sum", "mean", "count"]

KINDS: tuple[tuple[Wanted, str], ...] = (
    (
        "share",
        r"\bper\s?cent(?:age)?\b|(?:what|which) (?:share|proportion|fraction)\b|the (?:share|proportion|fraction) of\b|prozent\w*|\banteil\b|pour\s?cent|quel(?:le)? (?:part|proportion|fraction|pourcentage)\b|pourcentage"
        r"|por\s?ciento|(?:qué|cuál es la) (?:proporción|parte)\b|porcentaje|percentuale|per\s?cento|quale (?:parte|quota)\b|welk deel|pro[cs]ent\b|percentagem|persen\b|百分",
    ),
    (
        "number",
        r"how many|number of|wie ?viele|combien de(?! temps)|cu[aá]nt[ao]s|quant[ie]\b|quant[ao]s|hoeveel|\bile\b|hur många|hvor mange|berapa banyak|几个|多少个",
    ),
    (
        "measure",
        r"how (?:long|old|far|tall|high|wide|deep|heavy|big|large|fast|hot|cold|thick)\b|wie (?:lange?|alt|weit|breit|tief|schwer|groß|schnell)\b|quel âge|combien de temps|cuántos años|qué edad|quanti anni|hoe (?:lang|oud|ver|hoog|breed)\b",
    ),
    (
        "amount",
        r"how much|what (?:is|was|are|were) the (?:(?:unit|net|gross|full|final|list) )?(?:total|amount|price|cost|sum|balance|tax|vat)|wie ?viel|wie hoch|was kostet|combien|cu[aá]nto|quanto|hoeveel|hur mycket|hvor meget|berapa|多少|いくら",
    ),
    (
        "date",
        r"\bwhen\b|what (?:date|day)|which (?:date|day|year)|what year|what (?:is|was) the (?:[\w-]+ ){0,3}date\b|\bwann\b|welche[ms] (?:datum|tag)|\bquand\b|quelle date|cu[aá]ndo|qu[eé] fecha|\bquando\b|quale data|wanneer|kiedy|\bnär\b|hvornår|kapan|什么时候|いつ",
    ),
    (
        "name",
        r"\bwho\b|\bwhom\b|which (?:company|person)|\bwer\b|\bwem\b|\bqui\b|qui[eé]n|\bchi\b|\bquem\b|\bwie is\b|\bkto\b|\bvem\b|\bhvem\b|siapa|谁|誰",
    ),
    (
        "called",
        r"\b(?:called|named)\s*\?|what (?:is|was) the (?:name|title)\b|wie hei(?:ß|ss)(?:t|en)|s['’]appelle|se llama|si chiama|hoe heet|como se chama|jak się nazywa",
    ),
    (
        "place",
        r"\bwhere\b|what (?:is the )?address|\bwo\b|\boù\b|d[oó]nde|\bdove\b|\bonde\b|\bwaar\b|gdzie|\bvar\b|\bhvor\b(?! m)|di mana|哪里|どこ",
    ),
)
RECKONED: tuple[tuple[Reckoned, str], ...] = (
    (
        "maximum",
        r"\b(?:highest|largest|greatest|biggest|maximum|most|max|best|longest|tallest|top|höchste[nrs]?|größte[nrs]?|meisten|maximal|plus (?:grand|élevé|haut)e?s?|mayor|máxim[oa]|maggiore|massimo|maior|hoogste|grootste|największ\w+)\b",
    ),
    (
        "minimum",
        r"\b(?:lowest|smallest|least|minimum|min|fewest|cheapest|shortest|worst|niedrigste[nrs]?|kleinste[nrs]?|wenigsten|minimal|plus (?:petit|bas|faible)e?s?|menor|mínim[oa]|minore|minimo|laagste|kleinste|najmniejsz\w+)\b",
    ),
    ("mean", r"\b(?:average|mean|durchschnitt\w*|im schnitt|moyenne|promedio|media|gemiddeld\w*|średni\w*)\b"),
    (
        "sum",
        r"\b(?:sum of|total of all|in total|altogether|combined|add up|zusammen|insgesamt|summe aller|au total|en total|in totale|suma de|all together)\b",
    ),
    (
        "count",
        r"\bhow many (?:rows|lines|entries|items|products|countries|people|different|categories|bars|columns)\b|\bwie viele (?:zeilen|posten|positionen|artikel)\b|\bcombien de (?:lignes|articles)\b",
    ),
)
_IMPLYING: Mapping[Wanted, str] = {
    "share": "share proportion fraction percent percentage cent account accounts accounted come comes came make makes made constitute represent represents "
    "prozent prozentsatz anteil entfallen entfällt entfiel macht machen ausmachen part pourcentage proportion représente représentent "
    "porcentaje proporción parte ciento representa representan supone percentuale quota rappresenta deel percentage procent",
    "amount": "cost costs costing price priced charge charged amount sum total kosten kostet kostete preis betrag coûte coûtent coûter "
    "coûté prix montant cuesta cuestan costó precio importe costa costano prezzo importo custa preço kost kostet kostar kosztuje cena",
    "date": "happen happened take place day date year month statt lieu held stattgefunden",
    "place": "located situated lie lies trouve trouvent befindet liegt encuentra trova ligt ligger",
    "number": "exist number count need needed require required use used anzahl nombre número nötig gebraucht benötigt",
    "measure": "long old far tall high wide deep heavy big large fast hot cold thick weigh weighs alt weit breit tief schwer groß schnell last lasts dauert lange lang alt dura temps âge",
    "name": "person company people firm somebody",
    "called": "called named title heißt heisst heißen appelle llama chiama heet",
}
IMPLIED: Mapping[Wanted, frozenset[str]] = {wanted: frozenset(stems(words)) for wanted, words in _IMPLYING.items()}
"""Words of a question that what it wants says by being there: a sum of money says that something costs."""

WHICH = re.compile(
    r"\W*(?:which|who|in which|what (?:product|country|city|month|year|item|category)|welche[rsmn]?|wer|quel(?:le)?s? |qui|qué|cuál|quale|chi|qual|welk[e]?|wie heeft|któr\w+|vilken|hvilken)\b",
    re.IGNORECASE,
)
"""How questions begin that want a name, not a value."""
