"""Answers out of charts: the value of a series at a place, where it is highest, what the chart and its axes are called.

Tables are looked up word by word (`lookup`); a chart is small and known by its parts, so that what a question names of
it can be told exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.answering.answered import Citation, Possible
from sensorium.abilities.documents.answering.asking.questions import Question
from sensorium.abilities.documents.printed.folding import pieces
from sensorium.abilities.documents.tree import Chart, Series, value_in_figures

SURE = 0.95  # of what is named by its own words; a value is as sure as it was read
_TITLE = re.compile(
    r"\b(?:title|titel|titre|título|titolo|called|heading|name of the (?:chart|graph|diagram))\b", re.IGNORECASE
)
_FIRST_AXIS = re.compile(
    r"\b(?:horizontal|x)[- ]?axis|\bx-?achse|\bwaagerechte achse|\baxe (?:horizontal|des x)", re.IGNORECASE
)
_SECOND_AXIS = re.compile(
    r"\b(?:vertical|y)[- ]?axis|\by-?achse|\bsenkrechte achse|\baxe (?:vertical|des y)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\bhow many (?:categories|bars|groups|slices|sectors|points|dots|places|years|months)\b", re.IGNORECASE
)
_SERIES_COUNTED = re.compile(r"\bhow many (?:series|lines|colours|colors)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Told:
    text: str
    sure: float
    how: str


def answers_of(chart: Chart, page: int, question: Question) -> Iterator[Possible]:
    """What a chart on a page tells of what is asked: nothing where the question names nothing of it."""
    for told in _told(chart, question):
        if told.text:
            cited = Citation(page=page, box=chart.box, text=told.text, words=chart.words)
            yield Possible(text=told.text, confidence=told.sure, citations=(cited,), how=f"chart: {told.how}")


def _told(chart: Chart, question: Question) -> Iterator[_Told]:
    text = question.text
    if _FIRST_AXIS.search(text):
        yield _Told(text=chart.first_axis, sure=SURE, how="its first axis")
    elif _SECOND_AXIS.search(text):
        yield _Told(text=chart.second_axis, sure=SURE, how="its second axis")
    elif _TITLE.search(text):
        yield _Told(text=chart.title or chart.caption, sure=SURE, how="its title")
    elif _COUNTED.search(text):
        yield _Told(text=str(len(chart.categories)), sure=SURE * 0.8, how="its places counted")
    elif _SERIES_COUNTED.search(text):
        yield _Told(text=str(len(chart.series)), sure=SURE * 0.8, how="its series counted")
    else:
        yield from _valued(chart, question)


def _valued(chart: Chart, question: Question) -> Iterator[_Told]:
    series = _series(chart, question.text)
    if series is None:
        return
    place = _named(chart.categories, question.text, besides=series.name)
    if place is not None and place < len(series.values):
        value = series.values[place]
        if value is not None:
            yield _Told(text=value_in_figures(value), sure=series.confidences[place], how="series and place by name")
    elif question.reckoned in ("maximum", "minimum"):
        yield from _extreme(chart, series, question)


def _extreme(chart: Chart, series: Series, question: Question) -> Iterator[_Told]:
    """Where a series is highest or lowest, or how high that is; nothing where one of its values was not read."""
    values = [value for value in series.values if value is not None]
    if not values or len(values) < len(chart.categories):
        return
    value = max(values) if question.reckoned == "maximum" else min(values)
    place = chart.categories[values.index(value)]
    wants_place = question.asks_which or question.wanted in ("place", "name", "date")
    sure = min(series.confidences) * SURE * 0.9
    text = place if wants_place else value_in_figures(value)
    yield _Told(text=text, sure=sure, how=f"{question.reckoned} of a series")


def _series(chart: Chart, text: str) -> Series | None:
    """The series that a question names, or the only one."""
    if len(chart.series) == 1:
        return chart.series[0]
    found = _named([one.name for one in chart.series], text)
    return None if found is None else chart.series[found]


def _named(names: Sequence[str], text: str, *, besides: str = "") -> int | None:
    """Which of several names stands in a text, word for word; None for none, and where several do that are not parts
    of one another. `besides` is taken out of the text first: a series may be called like a place.
    """
    words = _words(text)
    if besides and (at := _place(_words(besides), words)) is not None:
        words = [*words[:at], "", *words[at + len(_words(besides)) :]]
    there = [
        (len(_words(name)), number) for number, name in enumerate(names) if _place(_words(name), words) is not None
    ]
    longest = sorted(there, reverse=True)
    if not longest or (len(longest) > 1 and longest[0][0] == longest[1][0]):
        return None
    return longest[0][1]


def _words(text: str) -> list[str]:
    return [piece.folded for piece in pieces(text)]


def _place(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where words stand among others, one after the other."""
    if not part:
        return None
    places = (at for at in range(len(whole) - len(part) + 1) if list(whole[at : at + len(part)]) == list(part))
    return next(places, None)
