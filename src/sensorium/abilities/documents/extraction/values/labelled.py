"""Whatever else stands beside its name: fields that no concept knows, looked up by the words of their own names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.extracted import Value
from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.lines import Line, Span
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.printed.dates import dates_in
from sensorium.abilities.documents.printed.folding import compact, likeness, likeness_from, name_words, pieces
from sensorium.abilities.documents.tree import Pair, said

MOST_BESIDE = 3  # words beside a label from which on it is a part of something else
ALIKE = 0.8  # from which on words of a paper are taken for a field's name
YES = frozenset(map(compact, "yes y true on x ja oui si sí sim tak ✓ ✔ ☑ ☒ checked ya 是 はい".split())) | {
    "✓",
    "✔",
    "☑",
    "☒",
    "x",
}
NO = frozenset(map(compact, "no n false off nein non não nie nee nej ☐ □ unchecked tidak 否 いいえ".split())) | {
    "☐",
    "□",
}
_SKIP = re.compile(r"[\s:;.=\-–>*#|]*")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Characters that a value may stand at, and what speaks for them."""

    line: Line
    start: int
    end: int
    signs: dict[str, float]


def labelled_candidates(evidence: Evidence, field: Field) -> Iterator[Candidate]:
    """What may be the value of a field that is called like something on the paper."""
    names = wanted_names(field)
    for place in _places(evidence, names):
        yield from _values(evidence, field, place)
    yield from _pairs(evidence, field, names)


def concept_words(evidence: Evidence, field: Field, concept: str) -> Iterator[Candidate]:
    """What stands beside or below labels of a concept, as the field's kind wants it."""
    for number, (line, hit) in enumerate(evidence.labelled(concept)):
        more = {"further label": float(min(number, 3)), "plain label": float(len(hit.label.split()) > 1)}
        for place in _around(evidence, line, hit.start, hit.end, {**more, "label misread": float(hit.fit < 1)}):
            yield from _values(evidence, field, place)


def wanted_names(field: Field) -> list[str]:
    """What a field may be called on paper: its name, with its parents' names, its title, a short description; nothing
    where all of these are signs alone.
    """
    own = " ".join(name_words(field.name))
    names = [own, *(f"{' '.join(name_words(parent))} {own}" for parent in field.parents[-1:]), field.title]
    if field.about and len(field.about.split()) <= 6:
        names.append(field.about)
    names += re.findall(r"['\"“‘]([^'\"“”‘’]{2,40})['\"”’]", field.about)
    return [name for name in dict.fromkeys(names) if any(letter.isalnum() for letter in name)]


def _places(evidence: Evidence, names: Sequence[str]) -> Iterator[Place]:
    for line in evidence.lines:
        best = max(((*_found(line, name), rank) for rank, name in enumerate(names)), default=(0.0, 0, 0, 0))
        fit, start, end, rank = best
        if fit >= ALIKE:
            signs = {"plain label": fit - 0.2 * rank / len(names), "label misread": float(fit < 1)}
            yield from _around(evidence, line, start, end, signs)


def _found(line: Line, name: str) -> tuple[float, int, int]:
    """How alike the likest words of a line are to a name, and where they stand."""
    wanted, words = [piece.folded for piece in pieces(name)], pieces(line.text)
    whole, best = "".join(wanted), (0.0, 0, 0)
    for length in {max(1, len(wanted) - 1), len(wanted), len(wanted) + 1}:
        for at in range(len(words) - length + 1):
            said_here = "".join(piece.folded for piece in words[at : at + length])
            if abs(len(said_here) - len(whole)) * 5 > len(whole):
                continue
            fit = 1.0 if said_here == whole else likeness_from(said_here, whole, ALIKE) if len(whole) > 4 else 0.0
            if fit > best[0]:
                best = (fit, words[at].start, words[at + length - 1].end)
    return best


def _around(evidence: Evidence, line: Line, start: int, end: int, signs: dict[str, float]) -> Iterator[Place]:
    """Beside a label, where something stands there, else below it."""
    skipped = _SKIP.match(line.text, end)
    first = skipped.end() if skipped else end
    following = [hit.start for hit in evidence.hits[line.index] if hit.start > first and _begins(line, hit.start)]
    last = min([len(line.text), *following])
    if ":" not in line.text[end:first] and first < len(line.text):
        last = min(last, line.segment(first)[1])
    if line.text[first:last].strip():
        sentence = not _begins(line, start) or (
            "\t" not in line.text[end:first] and not re.search(r"[:=#]", line.text[end:first])
        )
        more = {"words of something else": 0.6} if sentence else {}
        yield Place(line=line, start=first, end=last, signs={**signs, **more, "beside its label": 1.0})
        return
    more = {} if _is_whole(line, start, end) else {"words of something else": 0.6}
    for other, begin, stop in evidence.below(line, start, end, most=1):
        if any(
            hit.start <= begin and hit.end >= len(other.text[:stop].rstrip(" :")) for hit in evidence.hits[other.index]
        ):
            continue  # the next of a column of labels
        yield Place(line=other, start=begin, end=stop, signs={**signs, **more, "below its label": 1.0})


def _is_whole(line: Line, start: int, end: int) -> bool:
    """Whether a label is nearly all that stands together: not words out of a sentence."""
    first, last = line.segment(start)
    rest = f"{line.text[first:start]} {line.text[end:last]}"
    return sum(len(word) > 2 for word in re.findall(r"[^\W\d_]+", rest)) < MOST_BESIDE


def _begins(line: Line, at: int) -> bool:
    """Whether a label stands at the start of what stands together."""
    start, _ = line.segment(at)
    return not line.text[start:at].strip(" -*•")


def _values(evidence: Evidence, field: Field, place: Place) -> Iterator[Candidate]:
    line, start, end = place.line, place.start, place.end
    if field.kind in ("number", "integer"):
        for amount in evidence.amounts[line.index]:
            if start <= amount.start < end and (
                field.kind == "number" or amount.value == amount.value.to_integral_value()
            ):
                value = int(amount.value) if amount.value == amount.value.to_integral_value() else float(amount.value)
                yield _candidate(value, line.span(amount.start, amount.end), place, amount.currency)
                return
    elif field.kind == "date":
        for printed in evidence.dates[line.index]:
            if start <= printed.start < end:
                yield _candidate(evidence.order.day(printed).isoformat(), line.span(printed.start, printed.end), place)
                return
    elif field.kind == "boolean":
        answer = _truth(line.text[start:end])
        if answer is not None:
            yield _candidate(answer, line.span(start, end), place)
    else:
        text = " ".join(line.text[start:end].split()).strip(" ;|")
        if text and fits_options(field, text):
            yield _candidate(text, line.span(start, end), place)


def _pairs(evidence: Evidence, field: Field, names: Sequence[str]) -> Iterator[Candidate]:
    """Pairs that the layout told, by their keys."""
    for page, block in evidence.reading.blocks:
        if not isinstance(block, Pair) or not block.value:
            continue
        fit = max((likeness(compact(said(block.key)), compact(name)) for name in names), default=0.0)
        text = said(block.value)
        value = text_as(evidence, field, text)
        if fit >= ALIKE and value is not None:
            span = Span(
                page=page.number, text=text, words=block.value, box=Box.around(word.box for word in block.value)
            )
            yield Candidate(value=value, span=span, signs={"pair": fit, "plain label": 1.0}, text=text)


def text_as(evidence: Evidence, field: Field, text: str) -> Value:
    """Words as the value of a field, None where they are none of its kind."""
    if field.kind in ("number", "integer"):
        amounts = [one for one in amounts_in(text, evidence.mark) if field.kind == "number" or one.decimals == 0]
        return (
            (int if amounts[0].value == amounts[0].value.to_integral_value() else float)(amounts[0].value)
            if amounts
            else None
        )
    if field.kind == "date":
        dates = dates_in(text)
        return evidence.order.day(dates[0]).isoformat() if dates else None
    if field.kind == "boolean":
        return _truth(text)
    return text if fits_options(field, text) else None


def fits_options(field: Field, text: str) -> bool:
    """Whether words are one of those that a field may be, or hold one."""
    return not field.options or option_of(field, text) is not None


def option_of(field: Field, text: str) -> object:
    """The option that words name; None where none."""
    words = f" {' '.join(piece.folded for piece in pieces(text))} "
    named = [one for one in field.options if f" {' '.join(piece.folded for piece in pieces(str(one)))} " in words]
    return max(named, key=lambda one: len(str(one)), default=None)


def _truth(text: str) -> bool | None:
    words = [piece.folded for piece in pieces(text)][:3] + text.split()[:2]
    if any(word in YES for word in words):
        return True
    return False if any(word in NO for word in words) else None


def _candidate(value: Value, span: Span, place: Place, currency: str = "") -> Candidate:
    return Candidate(value=value, span=span, signs=place.signs, text=span.text, currency=currency)
