"""What a question wants: an amount, a number, a day, a name, a place; the greatest, the sum; and its words that tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sensorium.abilities.documents.answering.retrieval import stems
from sensorium.abilities.documents.extraction.folding import fold

Wanted: TypeAlias = Literal["amount", "number", "date", "name", "place", "anything"]
Reckoned: TypeAlias = Literal["", "maximum", "minimum", "sum", "mean", "count"]

_KINDS: tuple[tuple[Wanted, str], ...] = (
    ("number", r"how many|number of|wie ?viele|combien de|cu[aá]nt[ao]s|quant[ie]\b|quant[ao]s|hoeveel|ile\b|hur många|hvor mange|berapa banyak|几个|多少个"),
    ("amount", r"how much|what (?:is|was|are|were) the (?:total|amount|price|cost|sum|balance|tax|vat)|wie ?viel|wie hoch|was kostet|combien|cu[aá]nto|quanto|hoeveel|hur mycket|hvor meget|berapa|多少|いくら"),
    ("date", r"\bwhen\b|what (?:date|day)|which (?:date|day|year)|what year|\bwann\b|welche[ms] (?:datum|tag)|\bquand\b|quelle date|cu[aá]ndo|qu[eé] fecha|\bquando\b|quale data|wanneer|kiedy|\bnär\b|hvornår|kapan|什么时候|いつ"),
    ("name", r"\bwho\b|\bwhom\b|which (?:company|person)|\bwer\b|\bwem\b|\bqui\b|qui[eé]n|\bchi\b|\bquem\b|\bwie is\b|\bkto\b|\bvem\b|\bhvem\b|siapa|谁|誰"),
    ("place", r"\bwhere\b|what (?:is the )?address|\bwo\b|\boù\b|d[oó]nde|\bdove\b|\bonde\b|\bwaar\b|gdzie|\bvar\b|\bhvor\b(?! m)|di mana|哪里|どこ"),
)  # fmt: skip
_RECKONED: tuple[tuple[Reckoned, str], ...] = (
    ("maximum", r"\b(?:highest|largest|greatest|biggest|maximum|most|max|best|longest|tallest|top|höchste[nrs]?|größte[nrs]?|meisten|maximal|plus (?:grand|élevé|haut)e?s?|mayor|máxim[oa]|maggiore|massimo|maior|hoogste|grootste|największ\w+)\b"),
    ("minimum", r"\b(?:lowest|smallest|least|minimum|min|fewest|cheapest|shortest|worst|niedrigste[nrs]?|kleinste[nrs]?|wenigsten|minimal|plus (?:petit|bas|faible)e?s?|menor|mínim[oa]|minore|minimo|laagste|kleinste|najmniejsz\w+)\b"),
    ("mean", r"\b(?:average|mean|durchschnitt\w*|im schnitt|moyenne|promedio|media|gemiddeld\w*|średni\w*)\b"),
    ("sum", r"\b(?:sum of|total of all|in total|altogether|combined|add up|zusammen|insgesamt|summe aller|au total|en total|in totale|suma de|all together)\b"),
    ("count", r"\bhow many (?:rows|lines|entries|items|products|countries|people|different|categories|bars|columns)\b|\bwie viele (?:zeilen|posten|positionen|artikel)\b|\bcombien de (?:lignes|articles)\b"),
)  # fmt: skip
_EMPTY = frozenset(
    fold(word)
    for word in (
        "what which who whom whose when where why how is was are were be been do does did has have had the a an of in on at to for from by "
        "with and or it its this that these those there much many can could will would should shall may please tell me give show say about "
        "document page according value amount name number date many state stated listed shown mentioned given "
        "was wer wann wo wie welche welcher welches ist sind war der die das den dem des ein eine einer eines im am zum zur von vom für und "
        "oder es mit auf bei viel viele hoch lautet beträgt "
        "quel quelle quels quelles qui quand où combien est sont le la les un une des du de au aux et ou pour par dans sur ce cette "
        "qué cuál cuáles quién cuándo dónde cuánto cuánta cuántos es son el los las una del y en por para se "
        "che cosa quale quali chi quando dove quanto sono il lo gli i di della dello dei e per "
        "qual quais quem onde é são o os as um uma do da dos das no na em "
        "wat welk hoeveel wanneer waar het een van op is zijn jaki jaka jakie ile kiedy gdzie jest są w na z vad vilken är en ett hvad hvilken er"
    ).split()
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question and what is to be known of it. words: those that tell, folded, without endings."""

    text: str
    wanted: Wanted
    reckoned: Reckoned
    words: tuple[str, ...]

    @property
    def asks_which(self) -> bool:
        """Whether a name is wanted, not a value: "which product", "who has the most"."""
        start = r"\W*(?:which|who|in which|what (?:product|country|city|month|year|item|category)|welche[rsmn]?|wer|quel(?:le)?s? |qui|qué|cuál|quale|chi|qual|welk[e]?|wie heeft|któr\w+|vilken|hvilken)\b"
        return bool(re.match(start, self.text, re.IGNORECASE))


def question_of(text: str) -> Question:
    """What a question wants."""
    kind: Wanted = next((kind for kind, pattern in _KINDS if re.search(pattern, text, re.IGNORECASE)), "anything")
    reckoned: Reckoned = next((how for how, pattern in _RECKONED if re.search(pattern, text, re.IGNORECASE)), "")
    plain = re.sub("|".join(f"(?:{pattern})" for _, pattern in _RECKONED if _ != "count"), " ", text, flags=re.IGNORECASE)
    return Question(text=text, wanted=kind, reckoned=reckoned, words=telling_words(plain) or telling_words(text))


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, folded, without endings, each once."""
    words = re.findall(r"[^\W_]+|[#%]", text)
    return tuple(dict.fromkeys(one for word in words if fold(word) not in _EMPTY for one in stems(word)))
