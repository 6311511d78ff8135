"""Real receipts, scanned in shops: are total, date and company right, and how much of the print is read?

    PYTHONPATH=src python benchmarks/real_receipts.py FOLDER [--first 300 | --held-out 100] [--reader tesseract]
                                                      [--cache runs/receipts] [--misses]

FOLDER holds ICDAR 2019's set SROIE (Huang et al., "ICDAR2019 Competition on Scanned Receipt OCR and Information
Extraction", 2019): img/NNN.jpg, key/NNN.json, box/NNN.csv. It is not part of the project. Receipts 000 to 299 may be
looked at; of the others `--held-out` takes so many by chance, always the same first. `--reader people` takes the print
as it was read by hand, so that only the finding of fields is measured. Otherwise each is read as `sensorium read X.jpg
--schema` reads it; of what cannot be read all is wrong. What was read is kept in `--cache`, so that another run asks
only for fields.

- *total*: to the cent; *date*: the day; *company*: but for case, spaces and signs; *alike*: or .9 of its characters.
- *words*: of those that people read on it, how many were read, case and signs at their ends aside; *lines*: of the
  lines that they read, how many were read without a slip, spaces and signs aside.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from processor_time import cpu_seconds

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction import extract
from sensorium.abilities.documents.reading import reading_of, way_of
from sensorium.abilities.documents.scans import ROLL_PT, sized_in_points
from sensorium.abilities.documents.tree import Reading, ReadPage, Word
from sensorium.abilities.evaluation.intervals import figure
from sensorium.errors import SensoriumError
from sensorium.media import sources

HELD_OUT_FROM = 300
PEOPLE = "people"  # of --reader
SIDES = ("right", "bottom")
SEED = 0  # of the choice among those held out
ALIKE = 0.9  # share of characters, by Ratcliff and Obershelp's measure
SCHEMA = {
    "type": "object",
    "properties": {
        "company": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "total": {"type": "number"},
    },
}
MEASURES = ("total", "date", "company", "alike", "all three", "words", "lines")
DATE_FORMS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y", "%d.%m.%y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d",
    "%d%m%Y", "%d %b %Y", "%d %b %y", "%d-%b-%Y", "%d/%b/%Y",
)  # fmt: skip
"""How the set writes days; the first form that fits is meant."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """One receipt with its truth. lines: the print as people read it; corners: x, y of the four of each, in pixels."""

    name: str
    picture: Path
    company: str
    day: date | None
    total: float | None
    lines: tuple[str, ...]
    corners: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Read:
    """What was read of a receipt, and the seconds of a processor that it took."""

    reading: Reading
    cpu_s: float


def receipt(folder: Path, name: str) -> Receipt:
    """One of the set."""
    key = json.loads((folder / "key" / f"{name}.json").read_text(encoding="utf-8"))
    with (folder / "box" / f"{name}.csv").open(encoding="utf-8", errors="replace") as file:
        rows = [line.rstrip("\n").split(",", 8) for line in file if line.count(",") >= 8]
    return Receipt(
        name=name,
        picture=folder / "img" / f"{name}.jpg",
        company=key["company"],
        day=day_of(key["date"]),
        total=amount_of(key["total"]),
        lines=tuple(row[-1] for row in rows),
        corners=tuple(tuple(float(one) for one in row[:8]) for row in rows),
    )


def names(folder: Path, *, first: int, held_out: int) -> list[str]:
    """Which receipts are asked."""
    every = sorted(path.stem for path in (folder / "img").glob("*.jpg"))
    if held_out:
        rest = every[HELD_OUT_FROM:]
        return random.Random(SEED).sample(rest, len(rest))[:held_out]
    return every[: min(first, HELD_OUT_FROM)]


def day_of(written: str) -> date | None:
    """A day as the set writes it."""
    for form in DATE_FORMS:
        try:
            return datetime.strptime(written.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def amount_of(written: str) -> float | None:
    """An amount as the set writes it, without its currency."""
    figures = re.sub(r"[^\d.]", "", written)
    return float(figures) if figures else None


def plain(text: str) -> str:
    """Letters and figures alone."""
    return re.sub(r"[\W_]+", "", text.casefold())


def words_of(text: str) -> list[str]:
    """Words without the signs at their ends."""
    return [word for part in text.casefold().split() if (word := part.strip(".,:;*-=_()[]'\"#"))]


def read_once(one: Receipt, cache: Path, reader: str | None) -> Read:
    """What was read of it before, else now."""
    if reader == PEOPLE:
        return Read(reading=as_people_read(one), cpu_s=0.0)
    kept = cache / (reader or "default") / f"{one.name}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())  # noqa: S301 - written below
    began = cpu_seconds()
    way = way_of(reader)
    try:
        reading = reading_of(sources.load(one.picture, way.limits), way)
    except SensoriumError as error:
        print(f"{one.name} is not read: {error}")
        reading = Reading(pages=())
    read = Read(reading=reading, cpu_s=cpu_seconds() - began)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(read))
    return read


def as_people_read(one: Receipt) -> Reading:
    """The print as people read it: what is lost then, is lost in finding fields."""
    words = [word for line, corners in zip(one.lines, one.corners, strict=True) for word in parted(line, corners)]
    width_px, height_px = (max((getattr(word.box, side) for word in words), default=1.0) for side in SIDES)
    scale = ROLL_PT / width_px
    page = ReadPage(
        number=1, width_pt=ROLL_PT, height_pt=height_px * scale, blocks=(), words=sized_in_points(words, scale)
    )
    return Reading(pages=(page,))


def parted(line: str, corners: Sequence[float]) -> Iterator[Word]:
    """The words of a line, each with its share of the line's box."""
    left, right, top, bottom = min(corners[::2]), max(corners[::2]), min(corners[1::2]), max(corners[1::2])
    step = (right - left) / max(1, len(line))
    for match in re.finditer(r"\S+", line):
        box = Box(left + match.start() * step, top, left + match.end() * step, bottom)
        yield Word(text=match.group(), box=box, source=PEOPLE)


def scores_of(one: Receipt, reading: Reading) -> tuple[dict[str, float], dict[str, object]]:
    """How right it is by each measure, and what was found."""
    values = extract(reading, SCHEMA).values
    total, company = values["total"], str(values["company"] or "")
    want, got = plain(one.company), plain(company)
    read = [word for page in reading.pages for word in page.words]
    truth, said = Counter(words_of(" ".join(one.lines))), Counter(words_of(" ".join(word.text for word in read)))
    printed = plain(reading.text) + " " + plain(" ".join(word.text for word in read))
    scores = {
        "total": float(isinstance(total, int | float) and one.total is not None and abs(total - one.total) < 0.005),
        "date": float(one.day is not None and values["date"] == one.day.isoformat()),
        "company": float(want == got),
        "alike": float(SequenceMatcher(None, want, got, autojunk=False).ratio() >= ALIKE),
        "words": (truth & said).total() / max(1, truth.total()),
        "lines": float(np.mean([plain(line) in printed for line in one.lines])),
    }
    scores["all three"] = min(scores["total"], scores["date"], scores["alike"])
    return scores, values


def shown(measure: str, values: Sequence[float]) -> str:
    """A line of the table: mean and 95% interval."""
    found = figure(values, 0.0)
    return f"{measure:10} {found.mean:.3f} [{found.low:.3f}, {found.high:.3f}] of {found.num_cases}"


def told(one: Receipt, scores: dict[str, float], values: dict[str, object]) -> list[str]:
    """What was not found as it should be."""
    wanted = {"total": one.total, "date": one.day and one.day.isoformat(), "company": one.company}
    return [
        f"{one.name} {name}: {want!r}, got {values[name]!r}"
        for name, want in wanted.items()
        if not scores["alike" if name == "company" else name]
    ]


def main() -> None:
    """Ask the receipts and print a line for each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=HELD_OUT_FROM, help="of those that may be looked at")
    parser.add_argument("--held-out", type=int, default=0, help="so many of the others instead")
    parser.add_argument("--reader", help="rapidocr, tesseract, people, else the default")
    parser.add_argument("--cache", type=Path, default=Path("runs/receipts"))
    parser.add_argument("--misses", action="store_true", help="print what was not right, of those not held out")
    given = parser.parse_args()
    table: dict[str, list[float]] = {measure: [] for measure in MEASURES}
    seconds = []
    for name in names(given.folder, first=given.first, held_out=given.held_out):
        one = receipt(given.folder, name)
        read = read_once(one, given.cache, given.reader)
        scores, values = scores_of(one, read.reading)
        seconds.append(read.cpu_s)
        for measure in MEASURES:
            table[measure].append(scores[measure])
        if given.misses and not given.held_out:
            print(*told(one, scores, values), sep="\n", end="\n" * bool(told(one, scores, values)))
    for measure in MEASURES:
        print(shown(measure, table[measure]))
    draws = np.random.default_rng(0).choice(seconds, (1000, len(seconds))).mean(1)
    low, high = np.quantile(draws, [0.025, 0.975])
    print(f"processor  {np.mean(seconds):.2f} s [{low:.2f}, {high:.2f}] a page")


if __name__ == "__main__":
    main()
