"""Invoices that others made: which fields are right, wrong or abstained from, each share with its 95% interval.

    PYTHONPATH=src python -m benchmarks.real_invoices FOLDER... [--side development] [--misses]

A folder holds PDFs whose truth is inside (Factur-X, ZUGFeRD) or in a JSON file beside them, as invoice2data's tests
have it. Papers go the way of `sensorium read X.pdf --schema --no-embedded`: the page alone is judged. `--data` prints
beside it what comes of it with the data that a file carries: their source is the truth itself, so that `right` says
only that they are read; what counts is how often the page says the same, another place of it does, none does, or it
disputes it. Layouts are dealt out to a side for development and one
held out; no layout is on both. Papers of one layout go right or wrong together, so that the mean over layouts, with an
interval drawn over layouts, says more than the one over papers. What the page cannot say (its maker put another
invoice's data into it) is counted apart and not judged.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.invoices.judging import is_right, is_shown
from benchmarks.invoices.layouts import SIDES, layouts, sides
from benchmarks.invoices.truth import FIELDS, truth_of

from sensorium.abilities import documents
from sensorium.abilities.documents import Found, Reading
from sensorium.abilities.documents.extraction.comparing.comparing import AGREED
from sensorium.abilities.documents.tree import CARRIED, TEXT_LAYER
from sensorium.abilities.evaluation.intervals import figure

SCHEMA = {
    "type": "object",
    "properties": {
        "number": {"type": "string", "description": "invoice number"},
        "date": {"type": "string", "format": "date", "description": "invoice date"},
        "total": {"type": "number", "description": "total amount with tax"},
        "seller": {"type": "string"},
        "buyer": {"type": "string"},
        "currency": {"type": "string", "description": "ISO 4217"},
        "tax": {"type": "number", "description": "total tax"},
        "due_date": {"type": "string", "format": "date"},
    },
}
SOURCES = ("page agrees", "elsewhere on it", "nowhere on it", "page disputes", "page alone")
"""What became of a value that data tell, and the values of which they tell nothing."""
ISSUE = ("number", "date", "total")
"""The fields whose mean the project set itself a floor and a goal for."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A PDF as it was read, with the data that it carries, and what is true of it."""

    name: str
    truth: dict[str, str]
    reading: Reading

    @property
    def text(self) -> str:
        return " ".join(word.text for page in self.reading.pages for word in page.words)

    @property
    def has_text_layer(self) -> bool:
        return TEXT_LAYER in self.reading.readers


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was told of one field; verdict: right, wrong, abstained, or not on the page; source: one of `SOURCES`."""

    paper: str
    field: str
    verdict: str
    said: str
    source: str = ""
    is_right: bool = False


def papers(folders: Sequence[Path]) -> Iterator[Paper]:
    """All PDFs under some folders that have a truth, each read once."""
    for path in sorted(path for folder in folders for path in folder.rglob("*.pdf")):
        truth = truth_of(path)
        if truth:
            yield Paper(name="/".join(path.parts[-3:]), truth=truth, reading=documents.read(path))


def answers(paper: Paper, *, with_data: bool = False) -> Iterator[Answer]:
    """Every field that something is true of, by the page alone or with the data that the file carries."""
    reading = paper.reading if with_data else replace(paper.reading, invoices=())
    told = documents.extract(reading, SCHEMA)
    for field in FIELDS:
        want = paper.truth.get(field)
        if want is None:
            continue
        found = told.fields[field]
        right = is_right(field, want, found.value)
        verdict = "right" if right else "abstained" if found.value is None else "wrong"
        if paper.has_text_layer and not is_shown(field, want, paper.text):
            verdict = "not on the page"
        source = _source(found) if with_data else ""
        said = f"{want!r}, got {found.value!r} ({found.confidence:.2f}) {found.reason}"
        yield Answer(paper=paper.name, field=field, verdict=verdict, said=said, source=source, is_right=right)


def _source(found: Found) -> str:
    """What the page says of a value that the data tell; "page alone" where they tell none."""
    if found.reader != CARRIED:
        return SOURCES[4]
    if found.beside is not None:
        return SOURCES[3]
    return SOURCES[0] if found.confidence >= AGREED else SOURCES[1] if found.grounded else SOURCES[2]


def report(side: str, groups: Sequence[Sequence[str]], told: Sequence[Answer]) -> None:
    """A line for each field, and one for those of the issue together."""
    print(f"{side}: {sum(map(len, groups))} papers of {len(groups)} layouts")
    for name, fields in (*((field, (field,)) for field in FIELDS), ("/".join(ISSUE), ISSUE)):
        asked = [one for one in told if one.field in fields]
        judged = [one for one in asked if one.verdict != "not on the page"]
        if judged:
            print(f"  {name:18} {_shares(judged, groups)}; {len(asked) - len(judged)} not on the page")


def report_data(told: Sequence[Answer]) -> None:
    """A line for each field as the data tell it: of what the truth tells, how much is right, and what the page says."""
    print("  with the data that files carry:")
    for field in FIELDS:
        asked = [one for one in told if one.field == field]
        right = sum(one.is_right for one in asked)
        order = (*SOURCES[:3], SOURCES[4], SOURCES[3])
        counts = ", ".join(f"{name} {sum(one.source == name for one in asked)}" for name in order)
        untold = sum(one.source == SOURCES[3] and one.verdict == "not on the page" for one in asked)
        print(f"  {field:18} right {right} of {len(asked)}; {counts}; {untold} of these no page says")


def _shares(judged: Sequence[Answer], groups: Sequence[Sequence[str]]) -> str:
    verdicts = [one.verdict for one in judged]
    papers_right = figure([float(one == "right") for one in verdicts], 0.0)
    layout_of = {paper: at for at, group in enumerate(groups) for paper in group}
    by_layout: dict[int, list[float]] = defaultdict(list)
    for one in judged:
        by_layout[layout_of[one.paper]].append(float(one.verdict == "right"))
    over = figure([sum(values) / len(values) for values in by_layout.values()], 0.0)
    counts = f"wrong {verdicts.count('wrong')}, abstained {verdicts.count('abstained')}"
    first = (
        f"right {papers_right.mean:.3f} [{papers_right.low:.3f}, {papers_right.high:.3f}] of {len(judged)} ({counts})"
    )
    return f"{first}; over {over.num_cases} layouts {over.mean:.3f} [{over.low:.3f}, {over.high:.3f}]"


def main() -> None:
    """Read all papers, deal them out, and print what became of their fields."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--side", choices=SIDES, action="append", help="only this one (twice: both, the default)")
    parser.add_argument("--misses", action="store_true", help="print what was not right; of the held-out side never")
    parser.add_argument("--data", action="store_true", help="print what the data that files carry make of it as well")
    given = parser.parse_args()
    every = {paper.name: paper for paper in papers(given.folders)}
    for side, groups in sides(layouts({name: paper.text for name, paper in every.items()})).items():
        if side not in (given.side or SIDES):
            continue
        told = [one for group in groups for name in group for one in answers(every[name])]
        report(side, groups, told)
        if given.data:
            report_data([one for group in groups for name in group for one in answers(every[name], with_data=True)])
        for one in told if given.misses and side != "heldout" else ():
            if one.verdict != "right":
                print(f"{one.paper} {one.field}: {one.verdict}: {one.said}")


if __name__ == "__main__":
    main()
