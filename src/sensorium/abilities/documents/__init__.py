"""Documents as data: what stands on each page, where, who read it and how sure that is.

    from sensorium import documents

    reading = documents.read("report.pdf")
    documents.markdown(reading)
    documents.extract(reading, {"type": "object", "properties": {"total": {"type": "number"}}}).values
    documents.ask(reading, "What was the turnover in 2024?").citations

The names below are loaded at first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sensorium import first_use

if TYPE_CHECKING:
    from sensorium.abilities.documents.answering import Answered, Citation, ask
    from sensorium.abilities.documents.extraction import Extracted, Found, extract
    from sensorium.abilities.documents.reading import read, way_of
    from sensorium.abilities.documents.screen_reading import screen
    from sensorium.abilities.documents.tree import Reading, ReadPage
    from sensorium.abilities.documents.way import Way
    from sensorium.abilities.documents.writing import csv, html, markdown, pictured, retold, told

__all__ = [
    "Answered",
    "Citation",
    "Extracted",
    "Found",
    "ReadPage",
    "Reading",
    "Way",
    "ask",
    "csv",
    "extract",
    "html",
    "markdown",
    "pictured",
    "read",
    "retold",
    "screen",
    "told",
    "way_of",
]

_HOMES = {
    "Answered": "answering",
    "Citation": "answering",
    "Extracted": "extraction",
    "Found": "extraction",
    "ReadPage": "tree",
    "Reading": "tree",
    "Way": "way",
    "ask": "answering",
    "csv": "writing",
    "extract": "extraction",
    "html": "writing",
    "markdown": "writing",
    "pictured": "writing",
    "read": "reading",
    "retold": "writing",
    "screen": "screen_reading",
    "told": "writing",
    "way_of": "reading",
}

__getattr__ = first_use.of(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
