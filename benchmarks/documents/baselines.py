"""What plain readers reach on made documents, with 95% intervals: the marks to beat, in one run.

PYTHONPATH=src python -m benchmarks.documents.corpus /tmp/documents --split test --count 10 --wear photo
PYTHONPATH=src python -m benchmarks.documents.baselines /tmp/documents
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.documents import measures, plain_readers

Row: TypeAlias = tuple[str, str, str]  # of what, by which measure, by whom
FIELDS = {"receipt": ("total", "date", "company"), "invoice": ("number", "date", "total")}


def judged(path: Path, truth: Mapping[str, Any]) -> Iterator[tuple[Row, float]]:
    """Every measure that fits a document, by every reader."""
    data, kind = path.read_bytes(), truth.get("kind", "")
    if "turned" in truth or "password" in truth:
        return
    if kind == "table" and "wear" not in truth:
        for reader, tables in plain_readers.TABLES.items():
            true = [table["cells"] for table in truth["tables"]]
            yield ("tables", "adjacency F1", reader), measures.adjacency(true, tables(data)).f1
    elif path.suffix == ".png" and "words" in truth:
        yield from _text(truth, f", {truth['wear']}", "tesseract", plain_readers.tesseract(data))
    elif kind in {"invoice", "receipt", "columns", "text"}:
        for reader, read in plain_readers.TEXTS.items():
            yield from _text(truth, "", reader, read(data))


def _text(truth: Mapping[str, Any], worn: str, reader: str, text: str) -> Iterator[tuple[Row, float]]:
    kind = truth["kind"] + worn
    if truth["kind"] in FIELDS:
        found = measures.fields(truth["fields"], plain_readers.guessed(text), FIELDS[truth["kind"]])
        yield from (((kind, f"field {name}", reader), float(right)) for name, right in found.items())
    elif "order" in truth:
        yield (kind, "pairwise order", reader), measures.pairwise_order(truth["order"], text)
    else:
        yield (kind, "words, bag", reader), measures.words_right(truth["words"], text)
        yield (kind, "words, sequence", reader), measures.words_in_order(truth["words"], text)


def main() -> None:
    """One line a kind, measure and reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    scores = defaultdict[Row, list[float]](list)
    for told in sorted(folder.glob("*.json")):
        path = next(found for found in (told.with_suffix(".pdf"), told.with_suffix(".png")) if found.exists())
        for row, score in judged(path, json.loads(told.read_text(encoding="utf-8"))):
            scores[row].append(score)
    print("| Document | Measure | Reader | Mean | 95% | Documents |\n|---|---|---|---|---|---|")
    for row, values in sorted(scores.items()):
        found = measures.summary(values)
        print(f"| {' | '.join(row)} | {found.mean:.1%} | {found.low:.1%} to {found.high:.1%} | {found.num_cases} |")


if __name__ == "__main__":
    main()
