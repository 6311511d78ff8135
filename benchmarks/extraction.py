"""How many fields of receipts and invoices are found: total, date, company, number, each with its 95% interval.

    PYTHONPATH=src python benchmarks/extraction.py [--split fourth] [--worn 4] [--pdf FOLDER] [--misses]

Papers are typed sheets (extraction_papers*.txt), as they are and worn as readers of pictures leave them: letters taken
for figures, spaces lost, words split, lines askew. Those of the fourth hand are held out; all others were looked at in
the end, and each file says when. All but the first file's are asked for nine fields. `--pdf` asks instead the PDFs of a
folder that benchmarks.documents.corpus wrote, by their text layer.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction import Extracted, extract
from sensorium.abilities.documents.extraction.filling import Filling, concept_for
from sensorium.abilities.documents.extraction.judging.deciding import MOST_MARGIN, MOST_SCORE, decide
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.wanted.schema import fields_of
from sensorium.abilities.documents.sheet import sheet_of
from sensorium.abilities.documents.tree import Reading, ReadPage, Word
from sensorium.abilities.evaluation.intervals import figure
from sensorium.media import page_marks
from sensorium.native.confidence import expected_calibration_error

HANDS = ("second", "third", "fourth")
FILES = ("extraction_papers.txt", *(f"extraction_papers_{hand}.txt" for hand in HANDS))
PAPERS = tuple(Path(__file__).with_name(name) for name in FILES)
SCHEMA = {
    "type": "object",
    "properties": {
        "company": {"type": "string", "description": "who sells"},
        "number": {"type": "string", "description": "invoice number"},
        "date": {"type": "string", "format": "date"},
        "total": {"type": "number"},
    },
}
SECOND_SCHEMA = {
    "type": "object",
    "properties": {
        **SCHEMA["properties"],  # type: ignore[dict-item]
        "due_date": {"type": "string", "format": "date"},
        "currency": {"type": "string", "description": "ISO 4217"},
        "tax": {"type": "number"},
        "tip": {"type": "number"},
        "customer": {"type": "string"},
    },
}
SCHEMAS = {"tuning": SCHEMA, "heldout": SCHEMA, **dict.fromkeys(HANDS, SECOND_SCHEMA)}
ABSENT = "-"  # the truth of a field that a paper does not decide
DOUBTED = 0.5  # a confidence under it is an abstention, where there is nothing to find
CONFUSED = {"0": "O", "O": "0", "1": "l", "l": "1", "I": "l", "5": "S", "B": "8", "m": "rn", "e": "c", ":": "."}
WEAR = 0.012  # share of letters that are misread


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document and what is true of it."""

    name: str
    kind: str
    truth: dict[str, str]
    reading: Reading


def papers(split: str, worn: int) -> Iterator[Paper]:
    """The typed sheets of a split, each as it is and `worn` times worn."""
    parts = chain.from_iterable(file.read_text(encoding="utf-8").split("=== ")[1:] for file in PAPERS)
    for number, part in enumerate(parts):
        head, _, text = part.partition("\n")
        about, *facts = (one.strip() for one in head.split("|"))
        part_split, kind = about.split()
        truth = dict(fact.split(": ", 1) for fact in facts)
        for copy in range(worn + 1) if part_split == split else ():
            rng = random.Random(f"{number} {copy}") if copy else None
            yield Paper(name=f"{kind} {number}.{copy}", kind=kind, truth=truth, reading=typed(text, rng))


def typed(text: str, rng: random.Random | None) -> Reading:
    """A sheet whose characters all have a place; rng: wears it."""
    words = []
    slope = rng.uniform(-0.008, 0.008) if rng else 0.0
    for row, line in enumerate(text.splitlines()):
        for match in re.finditer(r"\S+", line):
            for start, said in _said(match.group(), rng):
                left = (match.start() + start) * 6.0
                top = row * 14.0 + slope * left + (rng.uniform(-0.8, 0.8) if rng else 0.0)
                box = Box(left, top, left + len(said) * 6.0, top + 10.0)
                words.append(Word(text=said, box=box, source="typed", size_pt=0.0 if rng else 10.0))
    page = ReadPage(number=1, width_pt=600.0, height_pt=900.0, blocks=(), words=tuple(words))
    return Reading(pages=(page,))


def _said(word: str, rng: random.Random | None) -> list[tuple[int, str]]:
    """A word as it is read: misread here and there, split once in a while."""
    if rng is None:
        return [(0, word)]
    read = "".join(CONFUSED.get(one, one) if rng.random() < WEAR else one for one in word)
    if len(read) > 5 and rng.random() < 0.03:
        at = rng.randint(2, len(read) - 2)
        return [(0, read[:at]), (at, read[at:])]
    return [(0, read)]


def pdfs(folder: Path) -> Iterator[Paper]:
    """The documents of a folder that have fields, with their truth beside them."""
    for path in sorted(folder.glob("*.pdf")):
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if "fields" in told:
            sheets = [sheet_of(marks) for marks in page_marks.read(path.read_bytes()).pages]
            pages = tuple(
                ReadPage(number=one.number, width_pt=one.width_pt, height_pt=one.height_pt, blocks=(), words=one.words)
                for one in sheets
            )
            truth = {name: told["fields"][name] for name in SCHEMA["properties"]}  # type: ignore[attr-defined]
            yield Paper(name=path.name, kind=told["kind"], truth=truth, reading=Reading(pages=pages))


def right(field: str, want: str, got: object, confidence: float = 1.0) -> bool:
    """Whether a value is the true one: amounts to the cent, words but for case, spaces and signs."""
    if want == ABSENT:
        return got is None or confidence < DOUBTED
    if got is None:
        return False
    if field in ("total", "tax", "tip"):
        return abs(float(want) - float(str(got))) < 0.005
    return plain(want) == plain(str(got))


def plain(text: str) -> str:
    """Letters and figures alone; what readers of pictures confuse is one."""
    return re.sub(r"[\W_]+", "", text.casefold()).translate(str.maketrans("oils8", "011 b")).replace("5", " ")


def fitted(asked: Iterator[Paper]) -> list[float]:
    """Bias and weights of score and margin that fit how often decisions are right (Platt 1999)."""
    features, rights = [], []
    for paper in asked:
        filling = Filling(Evidence(paper.reading))
        for field in fields_of(SCHEMA):
            decision = decide(list(filling.candidates(field, concept_for(field))), field.name)
            if decision.chosen is not None and field.name in paper.truth:
                features.append((1.0, min(decision.chosen.score, MOST_SCORE), min(decision.margin, MOST_MARGIN)))
                rights.append(right(field.name, paper.truth[field.name], decision.chosen.value))
    x, y, weights = np.array(features), np.array(rights, float), np.zeros(3)
    for _ in range(50):  # Newton's method, with a ridge that keeps it finite
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(3)
        weights += np.linalg.solve(curve, x.T @ (y - p) - 0.1 * weights)
    return [round(float(one), 2) for one in weights]


def main() -> None:
    """Ask all papers and print a line for each kind and field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=tuple(SCHEMAS), default="heldout")
    parser.add_argument("--worn", type=int, default=4, help="worn copies of each sheet")
    parser.add_argument("--pdf", type=Path, help="a folder of PDFs with their truth")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    parser.add_argument("--fit", action="store_true", help="fit the confidence instead, to papers and PDFs")
    given = parser.parse_args()
    scores: dict[str, list[float]] = {}
    sure: list[float] = []
    hits: list[float] = []
    asked = pdfs(given.pdf) if given.pdf else papers(given.split, given.worn)
    if given.fit:
        typed_too = papers(given.split, given.worn) if given.pdf else iter(())
        print("bias, per score, per margin:", fitted(chain(asked, typed_too)))
        return
    for paper in asked:
        told: Extracted = extract(paper.reading, SCHEMAS[given.split])
        for field, want in paper.truth.items():
            found = told.fields[field]
            good = right(field, want, found.value, found.confidence)
            scores.setdefault(f"{paper.kind} {field}", []).append(float(good))
            if found.value is not None:
                sure.append(found.confidence)
                hits.append(float(good))
            if given.misses and not good:
                print(f"{paper.name} {field}: {want!r}, got {found.value!r} ({found.confidence:.2f}) {found.reason}")
    for name, values in sorted(scores.items()):
        shown = figure(values, 0.0)
        print(f"{name:18} {shown.mean:.3f} [{shown.low:.3f}, {shown.high:.3f}] of {shown.num_cases}")
    error = expected_calibration_error(sure, hits)
    print(f"expected calibration error {error:.3f} over {len(sure)} values, {sum(hits) / len(hits):.3f} of them right")


if __name__ == "__main__":
    main()
