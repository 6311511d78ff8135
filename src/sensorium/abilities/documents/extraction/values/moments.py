"""Days and times that a document calls by name, or that stand there alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit, concepts
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.printed.dates import PrintedDate

LIKELY_YEARS = range(1990, 2040)
KIN = ("order_date", "delivery_date")  # stand for the date of a paper that tells no other, as moments do
SHORT = 3  # letters of a label that no other line has to do with, fewer
TIME = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.]([0-5]\d))?\s?([AaPp]\.?\s?[Mm]\b\.?)?(?![\d/.]\d)"
)


def date_candidates(evidence: Evidence, concept: str) -> Iterator[Candidate]:
    """What may be the day of that name."""
    count = 0
    for line in evidence.lines:
        for printed in evidence.dates[line.index]:
            signs = _signs(evidence, concept, line, printed)
            if signs is not None:
                count += 1
                signs["first of its kind"] = 1.0 / count
                yield _candidate(evidence, line, printed, signs)


def time_candidates(evidence: Evidence, concept: str) -> Iterator[Candidate]:
    """What may be the time of day, as HH:MM or HH:MM:SS."""
    for line in evidence.lines:
        for match in TIME.finditer(line.text):
            if any(one.start <= match.start() < one.end for one in evidence.dates[line.index]):
                continue
            owner = _owner(evidence, line, match.start())
            named = owner is not None and owner.means(concept)
            near = bool(evidence.dates[line.index]) or ":" in match.group()
            if named or near:
                signs = {"beside its label": float(named), "fits the pattern": float(near)}
                signs["beside a time"] = float(bool(evidence.dates[line.index]))
                yield Candidate(value=clock(match), span=line.span(match.start(), match.end()), signs=signs)


def clock(match: re.Match[str]) -> str:
    """A time as HH:MM, with seconds where they are told."""
    hour, half = int(match[1]), (match[4] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{match[2]}" + (f":{match[3]}" if match[3] else "")


def _signs(evidence: Evidence, concept: str, line: Line, printed: PrintedDate) -> dict[str, float] | None:
    """What speaks for a date; None where it can only be another one."""
    signs = {
        "beside a time": float(concept == "date" and bool(TIME.search(line.text, printed.end))),
        "misread figures": float(printed.misread),
        "unlikely year": float(_is_unlikely(evidence, printed)),
        "bold": float(any(line.words[index].bold for index in line.within(printed.start, printed.end))),
    }
    if any(title.dated is line and title.day == printed for title in evidence.titles):
        told = {"beside its label": 1.0, "plain label": 1.0} if concept == "date" else {"label of something else": 1.0}
        return {**signs, **told}
    owner = _owner(evidence, line, printed.start)
    if owner is not None:
        return {**signs, **_labelled(concept, owner, "beside its label")}
    above = _above(evidence, line, printed)
    if above is not None:
        head, hit = above
        listed = float(_is_listed(evidence, head, hit))
        return {**signs, **_labelled(concept, hit, "below its label"), "head of a column": listed}
    if concept != "date":
        return None
    return {**signs, "no label": 1.0}


def _is_unlikely(evidence: Evidence, printed: PrintedDate) -> bool:
    """Whether the year of a date is of another time than that of papers, or than the document's other dates."""
    return evidence.order.day(printed).year not in LIKELY_YEARS and any(year in LIKELY_YEARS for year in evidence.years)


def _labelled(concept: str, owner: Hit, how: str) -> dict[str, float]:
    if owner.means(concept):
        return {
            how: owner.fit,
            "label misread": float(owner.fit < 1),
            "plain label": float(len(owner.label.split()) > 1),
        }
    if concept == "date" and (owner.concept in KIN or concepts()[owner.concept].kind == "time"):
        return {how: owner.fit, "label of a kin": 1.0}
    return {"label of something else": 1.0}


def _owner(evidence: Evidence, line: Line, start: int) -> Hit | None:
    """The label of a date or a time that stands before it on its line."""
    before = [hit for hit in evidence.hits[line.index] if hit.end <= start and _of_days(hit)]
    last = [hit for hit in evidence.hits[line.index] if hit.end <= start][-1:]
    if not before:
        return None
    if len(before) > 1 and _is_article(line, before[-2], before[-1]):
        last = before[-2:-1]
        before = before[:-1]
    between = line.text[before[-1].end : start]
    taken = any(one.start >= before[-1].end and one.end <= start for one in evidence.dates[line.index])
    return before[-1] if not taken and (last == before[-1:] or len(between) < 25) else None


def _is_article(line: Line, label: Hit, after: Hit) -> bool:
    """Whether what seems a label is a small word behind another one: "payable le", "fällig am"."""
    return after.end - after.start < 4 and not line.text[label.end : after.start].strip()


def _is_listed(evidence: Evidence, line: Line, hit: Hit) -> bool:
    """Whether several dates stand under a label, so that it is the head of a column."""
    below = list(evidence.below(line, hit.start, hit.end, most=2))
    dated = [any(start <= one.start < end for one in evidence.dates[other.index]) for other, start, end in below]
    return len(dated) > 1 and all(dated)


def _above(evidence: Evidence, line: Line, printed: PrintedDate) -> tuple[Line, Hit] | None:
    """The label that a date stands under, in one of the two lines above, with its line."""
    for other in reversed(evidence.lines[max(0, line.index - 2) : line.index]):
        for hit in evidence.hits[other.index]:
            taken = any(one.start >= hit.end for one in evidence.dates[other.index])
            if other.page == line.page and _of_days(hit) and hit.end - hit.start >= SHORT and not taken:
                for below, start, end in evidence.below(other, hit.start, hit.end):
                    if below is line and start <= printed.start < end:
                        return other, hit
    return None


def _of_days(hit: Hit) -> bool:
    return any(concepts()[name].kind in ("date", "time") for name in (hit.concept, *hit.others))


def _candidate(evidence: Evidence, line: Line, printed: PrintedDate, signs: dict[str, float]) -> Candidate:
    other = evidence.order.other(printed)
    return Candidate(
        value=evidence.order.day(printed).isoformat(),
        span=line.span(printed.start, printed.end),
        signs={sign: strength for sign, strength in signs.items() if strength},
        text=printed.text,
        alternatives=(other.isoformat(),) if other else (),
    )
