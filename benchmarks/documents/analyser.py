"""Builds the set of documents and questions by which an analyser of documents is judged, into one folder.

PYTHONPATH=src python -m benchmarks.documents.analyser src/sensorium/abilities/evaluation/documents/set

Documents of the split "tuning" come from reportlab and matplotlib, those of "test" from chromium, typst and vega.
questions.jsonl has one question a line: document, split, engine, about (text, table, chart, picture), question, answer,
form (text, date, amount, number, yes_no), tolerance. Running it again gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.documents import ageing, diagrams, making
from benchmarks.documents.asking import questions
from benchmarks.documents.making import Engine, Made

ENGINES = {"reportlab": "tuning", "chromium": "test", "typst": "test", "matplotlib": "tuning", "vega": "test"}
COUNTS = {"table": 5, "invoice": 4, "columns": 3, "receipt": 3}
FIRST_SEED = 5000  # far from the seeds of the corpus
CHARTS = (("vega", FIRST_SEED + 1), ("vega", FIRST_SEED + 6), ("matplotlib", FIRST_SEED))  # in colours that can be told
PER_DOCUMENT = 8
LIMIT_BYTES = 3_000_000
WORN = ("clean", "scan150", "photo")
GREYS = 16


def documents() -> Iterator[Made]:
    """All documents, each of one page to three."""
    with ExitStack() as stack:
        for name in ("reportlab", "chromium", "typst"):
            engine = making.open_engine(name, stack)
            yield from _sheets(engine)
            yield making.mixed(
                [making.document("columns", engine, FIRST_SEED + 100 + page) for page in range(3)], FIRST_SEED
            )
            if engine.browser:
                yield from (making.screen(engine, FIRST_SEED + number) for number in range(5))
    yield from (making.form(FIRST_SEED + number) for number in range(2))
    for kind in diagrams.KINDS:
        for engine_name, seed in CHARTS:
            made = making.chart(engine_name, kind, seed)
            yield replace(made, data=ageing.reduced(made.data))


def _sheets(engine: Engine) -> Iterator[Made]:
    for kind, count in COUNTS.items():
        for number in range(count):
            made = making.document(kind, engine, FIRST_SEED + number)
            yield _pictured(made, WORN[number % len(WORN)]) if kind == "receipt" else made


def _pictured(made: Made, wear: str) -> Made:
    """A receipt as a small picture of few greys."""
    how = replace(ageing.WEARS[wear], dpi=150, noise=ageing.WEARS[wear].noise * 0.6)
    pixels = ageing.aged(ageing.rendered(made.data, how.dpi), how, FIRST_SEED)
    truth = {**made.truth, "wear": wear, "dpi": how.dpi}
    name = f"{made.name.removesuffix('.pdf')}-{wear}.png"
    return Made(name=name, data=ageing.png(pixels, levels=GREYS, dpi=how.dpi), truth=truth)


def lines(made: Made, seed: int) -> list[str]:
    """The questions about a document as lines of JSON."""
    about = {"document": made.name, "split": ENGINES[made.truth["engine"]], "engine": made.truth["engine"]}
    asked = questions(made.truth, PER_DOCUMENT, seed)
    return [json.dumps({**about, **question.told()}, ensure_ascii=False) for question in asked]


def build(folder: Path) -> tuple[int, int, int]:
    """Write all into `folder`: how many documents, questions, bytes of documents. Raises `ValueError` if too large."""
    folder.mkdir(parents=True, exist_ok=True)
    told, size, count = list[str](), 0, 0
    for count, made in enumerate(documents(), start=1):
        (folder / made.name).write_bytes(made.data)
        told += lines(made, count)
        size += len(made.data)
    (folder / "questions.jsonl").write_text("\n".join(told) + "\n", encoding="utf-8")
    if size > LIMIT_BYTES:
        raise ValueError(
            f"{size:,} bytes of documents (limit {LIMIT_BYTES:,}): make fewer, or pictures of fewer greys."
        )
    return count, len(told), size


def main() -> None:
    """Build the set and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    count, asked, size = build(parser.parse_args().folder)
    print(f"{count} documents ({size:,} bytes), {asked} questions")


if __name__ == "__main__":
    main()
