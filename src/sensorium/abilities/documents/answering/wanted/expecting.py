"""What of a passage may be the answer, by what the question wants: a day for "when", somebody for "who", and nothing
where the passage names none, however many words it shares with the question.
"""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.answering.asking.question_words import Wanted
from sensorium.abilities.documents.answering.asking.questions import Question
from sensorium.abilities.documents.answering.wanted.figure_words import LENGTHS, TIMES, WEIGHTS
from sensorium.abilities.documents.answering.wanted.figures import (
    Figure,
    figures_in,
    numbers_in_words,
    shares_in,
    with_unit,
)
from sensorium.abilities.documents.answering.wanted.names import agents
from sensorium.abilities.documents.answering.wanted.places import places
from sensorium.abilities.documents.answering.wording.stems import stem
from sensorium.abilities.documents.answering.wording.word_forms import NUMBER_WORDS
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.printed.date_words import MONTHS
from sensorium.abilities.documents.printed.dates import dates_in
from sensorium.abilities.documents.printed.folding import fold, pieces

STRONG, PLAIN, WEAK = 0.9, 0.8, 0.6  # how sure a part is what is wanted, given that the passage is about it
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d{2}\b(?![.,]\d)")
_OTHER = r"lit(?:er|re)s?|l|degrees?|grad|°C|°F|km/h|mph|percent"
_UNITS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(rf"(?:{units})\b", re.IGNORECASE))
    for asked, units in (
        (r"how old|wie alt|quel âge|cuántos años|qué edad|quanti anni|hoe oud", r"(?:(?:days?|weeks?|months?|years?)[ -](?:old|of age)|(?:jahre?|monate?) alt|(?:años?|meses) de edad|jaar oud)"),
        (r"how long (?:is|are|was|were)\b|wie lang (?:ist|sind|war)", rf"{LENGTHS}|(?:{TIMES}) (?:long|lang)"),
        (r"how (?:far|tall|high|wide|deep|thick|large|big)|wie (?:weit|breit|tief|groß)|hoe (?:ver|hoog|breed)", LENGTHS),
        (r"how heavy|wie schwer", WEIGHTS),
        (r"how (?:hot|cold|fast)|wie schnell", _OTHER),
        (r"", f"{TIMES}|{LENGTHS}"),
    )
)  # fmt: skip
"""How questions for a measure begin, and the units that answer them; the last are for "how long"."""
_HOW_HIGH = re.compile(
    r"how (?:high|big|large|low|fast|hot|cold|strong|loud)\b|by how much|wie (?:hoch|groß|niedrig|schnell|stark)\b|um wie ?viel|de combien|di quanto|en cuánto",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"how much of|wie ?viel (?:vo[nm]|de[sr])\b|combien d[ue]s?\b|cuánto del?\b", re.IGNORECASE)
_FROM_THERE = re.compile(r"\bfrom\b|\bwoher\b|\bd['’]où\b|\bde dónde\b|\bda dove\b", re.IGNORECASE)
_A_WORD = re.compile(r"[^\W\d_]{3,}")
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th|\.|º|er)?\s(?:de\s|of\s)?$")
_YEAR_OR_DAY = re.compile(r"\s(?:de\s)?(?:(?:1[0-9]|20)\d{2}|\d{1,2}(?:st|nd|rd|th)?)\b(?![.,]\d)")
_NOUN_NEAR = 4  # words between a number and what it counts


@dataclass(frozen=True, kw_only=True)
class Part:
    """Words of a passage that may be the answer; sure: given that the passage is about it (0 to 1)."""

    text: str
    sure: float


def parts(text: str, question: Question, mark: str) -> Iterator[Part]:
    """The likely answers in a passage, the likeliest first; nothing where it has none of the wanted kind.

    mark: what parts decimals in the document.
    """
    found = _BY_KIND.get(question.wanted)
    if found is not None:
        yield from found(text, question, mark)


def wanted_figures(text: str, asked: str, wanted: str, mark: str = ".") -> list[Figure]:
    """The figures of a passage that a question may want: shares, sums or measures, by what it asks for and how."""
    found = figures_in(text, mark)
    if wanted == "share":
        return [one for one in found if one.kind == "share"]
    if _HOW_HIGH.search(asked):
        return found
    if wanted == "amount":
        return [one for one in found if one.kind != "measure"]
    units = next(units for how, units in _UNITS if how.search(asked))
    return [one for one in found if one.kind == "measure" and units.match(text, one.unit)]


def fits(text: str, wanted: Wanted, mark: str) -> bool:
    """Whether what stands beside a label or in a cell can be what a question wants."""
    if wanted == "date":
        return bool(dates_in(text) or _YEAR.search(text))
    if wanted in ("share", "amount", "number", "measure"):
        return bool(amounts_in(text, mark)) or any(piece.folded in NUMBER_WORDS for piece in pieces(text))
    if wanted in ("name", "called"):
        letters = sum(letter.isalpha() for letter in text)
        return letters > 1 and letters * 2 > len(text.replace(" ", ""))
    return True


def _dates(text: str, question: Question, mark: str) -> Iterator[Part]:
    found = [(printed.start, printed.end) for printed in dates_in(text)]
    for sure, place in _nearest(text, found, question.words, STRONG):
        yield Part(text=text[slice(*place)].strip(), sure=sure)
    if not found:
        partial = list(_partial_dates(text)) or [match.span() for match in _YEAR.finditer(text)]
        for sure, place in _nearest(text, partial, question.words, PLAIN):
            yield Part(text=text[slice(*place)], sure=sure)


def _partial_dates(text: str) -> Iterator[tuple[int, int]]:
    """Dates that lack a year or a day: "9 April", "April 9", "in February", "March 2019"."""
    for match in _A_WORD.finditer(text):
        word = match.group()
        told = word[:1].isupper() or (len(word) > 4 and word != "march")
        if told and fold(word) in MONTHS:
            before, after = _DAY_BEFORE.search(text[: match.start()]), _YEAR_OR_DAY.match(text, match.end())
            yield before.start() if before else match.start(), after.end() if after else match.end()


def _money(text: str, question: Question, mark: str) -> Iterator[Part]:
    """Sums with what they are of and for; shares as well, where it is asked how much of something."""
    amounts = amounts_in(text, mark)
    found = [(one.start, one.end) for one in amounts if one.looks_like_money or one.scaled]
    shares = shares_in(text, mark)
    if not _PART_OF.search(question.text):
        in_digits = {one.start for one in amounts}
        shares = [one for one in shares if one[0] in in_digits]
    for sure, place in _nearest(text, [*found, *shares], question.required, STRONG):
        yield Part(text=text[slice(*with_unit(text, place))].strip(), sure=sure)


def _counts(text: str, question: Question, mark: str) -> Iterator[Part]:
    """Numbers of what is counted: just before its name, or a little behind it. "Type 1 fonts" are not one."""
    words = pieces(text)
    noun = next(iter(question.words), "")
    at = [number for number, piece in enumerate(words) if stem(piece.folded) == noun]
    spans = [one for one in _number_spans(text, mark) if not _NUMBERED.search(text[: one[0]])]
    for number in at:
        before = [one for one in spans if one[1] <= words[number].start]
        if before and _between(text, before[-1][1], words[number].start) < _NOUN_NEAR:
            yield Part(text=text[slice(*before[-1])], sure=STRONG)
        behind = [one for one in spans if one[0] >= words[number].end]
        if behind and re.fullmatch(r"\s*[:=–-]\s*", text[words[number].end : behind[0][0]]):
            yield Part(text=text[slice(*behind[0])], sure=PLAIN)


def _measures(text: str, question: Question, mark: str) -> Iterator[Part]:
    """Numbers with a unit behind them that measures what is asked for."""
    units = next(units for asked, units in _UNITS if asked.search(question.text))
    found = []
    for start, end in _number_spans(text, mark):
        unit = units.match(text, end + len(text[end:]) - len(text[end:].lstrip(" -")))
        if unit:
            found.append((start, unit.end()))
    for sure, place in _nearest(text, found, question.required, PLAIN):
        yield Part(text=text[slice(*place)], sure=sure)


def _agents(text: str, question: Question, mark: str) -> Iterator[Part]:
    for name, strong in agents(text, question.required):
        yield Part(text=name, sure=STRONG if strong else WEAK)


def _places(text: str, question: Question, mark: str) -> Iterator[Part]:
    from_there = bool(_FROM_THERE.search(question.text))
    for place in places(text, question.words, from_there=from_there):
        yield Part(text=place, sure=PLAIN)


def _called(text: str, question: Question, mark: str) -> Iterator[Part]:
    """What follows "called" or "named", behind the thing that is asked about."""
    for match in _NAMED.finditer(text):
        before = {stem(piece.folded) for piece in pieces(text[: match.start()])}
        if all(word in before for word in question.required):
            yield Part(text=(match[1] or match[2]).strip(), sure=STRONG)


_NAMED = re.compile(
    r"\b(?:called|named|entitled|titled|namens|genannt|appelée?|intitulée?|llamad[oa]|titulad[oa]|chiamat[oa]|intitolat[oa]|genaamd|geheten)\s+"
    r"(?:[“\"«„']([^”\"»“']+)[”\"»“']|([A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*))"
)
_NUMBERED = re.compile(  # what a number behind it only tells apart
    r"\b(?:types?|typ|tipo|figures?|fig|abbildung|abb|figura|tables?|tabelle|tab|tableau|tabla|tabella|chapters?|kapitel|"
    r"chapitre|capítulo|capitolo|sections?|abschnitt|sección|sezione|parts?|teil|partie|parte|levels?|stufe|niveau|nivel|"
    r"versions?|versión|versione|phase|fase|steps?|schritt|étape|class|klasse|classe|clase|articles?|artikel|artículo|"
    r"pages?|seite|página|pagina|appendix|anhang|annexe?|no|nr|n[º°])\.?\s*$",
    re.IGNORECASE,
)
_BY_KIND: Mapping[Wanted, Callable[[str, Question, str], Iterator[Part]]] = {
    "date": _dates,
    "amount": _money,
    "number": _counts,
    "measure": _measures,
    "name": _agents,
    "place": _places,
    "called": _called,
}


def _number_spans(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Numbers in figures that are no dates, and runs of numbers in words, from the left."""
    dated = [(printed.start, printed.end) for printed in dates_in(text)]
    shares = shares_in(text, mark)
    found = [(one.start, one.end) for one in amounts_in(text, mark)]
    found += numbers_in_words(text, joined_by=("and", "und", "et", "y"))
    yield from sorted(one for one in found if not any(start <= one[0] < end for start, end in (*dated, *shares)))


def _between(text: str, start: int, end: int) -> int:
    """How many words stand between two places of a text."""
    return len(pieces(text[start:end]))


def _nearest(
    text: str, found: Sequence[tuple[int, int]], words: Sequence[str], sure: float
) -> list[tuple[float, tuple[int, int]]]:
    """Places in a text by how near a word of the question is; each less sure than the one before."""
    own = [piece for piece in pieces(text) if stem(piece.folded) in words]

    def distance(place: tuple[int, int]) -> float:
        gaps = [min(abs(one.start - place[1]) * 1.0, abs(place[0] - one.end) * 1.5) for one in own]
        return min(gaps, default=1000.0)

    ordered = sorted(found, key=distance)
    return [(sure * 0.9**rank, place) for rank, place in enumerate(ordered)]
