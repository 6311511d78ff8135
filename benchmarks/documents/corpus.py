"""Writes made documents with their truth: a PDF or PNG and a JSON of the same name beside it.

PYTHONPATH=src python -m benchmarks.documents.corpus /tmp/documents --split tuning --kinds table invoice --count 10
PYTHONPATH=src python -m benchmarks.documents.corpus /tmp/documents --split test --kinds receipt --wear clean photo

A receipt, invoice, table, page of text or in columns is a PDF with a text layer, and with `--wear` a picture as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.documents import diagrams, making
from benchmarks.documents.ageing import WEARS
from benchmarks.documents.making import SHEETS, Made

KINDS = (*SHEETS, "chart", "screen", "form", "special")
SPLITS = {"tuning": ("reportlab",), "test": ("chromium", "typst")}
PLOTTERS = {"tuning": "matplotlib", "test": "vega"}
PASSWORD = "open sesame"  # noqa: S105 - guards nothing


def documents(kinds: Sequence[str], split: str, seeds: range, wears: Sequence[str] = ()) -> Iterator[Made]:
    """Every kind by every engine of a split; what an engine cannot make (screens, forms) comes from one that can."""
    with ExitStack() as stack:
        for name in SPLITS[split]:
            engine = making.open_engine(name, stack)
            for kind in kinds:
                for seed in seeds:
                    yield from _made(kind, engine, seed, wears)
    if "chart" in kinds:
        yield from (making.chart(PLOTTERS[split], kind, seed) for kind in diagrams.KINDS for seed in seeds)


def _made(kind: str, engine: making.Engine, seed: int, wears: Sequence[str]) -> Iterator[Made]:
    if kind in SHEETS:
        made = making.document(kind, engine, seed)
        yield made
        yield from (making.worn(made, wear, seed) for wear in wears)
    elif kind == "screen" and engine.browser:
        yield making.screen(engine, seed)
    elif kind == "form" and engine.name == "reportlab":
        yield making.form(seed)
    elif kind == "special":
        yield from _special(engine, seed)


def _special(engine: making.Engine, seed: int) -> Iterator[Made]:
    parts = [making.document("text", engine, 1000 + seed + page) for page in range(3)]
    yield making.mixed(parts, seed)
    yield making.turned(parts[0], 90 * (seed % 3 + 1))
    if engine.name == "reportlab":
        yield making.locked(engine, seed, PASSWORD)


def main() -> None:
    """Write them and say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=sorted(SPLITS), default="tuning", help="engines for tuning, or for tests")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--wear", nargs="*", choices=sorted(WEARS), default=[], help="pictures of worn paper as well")
    parser.add_argument("--count", type=int, default=10, help="of every kind and engine")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    seeds = range(given.seed, given.seed + given.count)
    written = [made.write(given.folder) for made in documents(given.kinds, given.split, seeds, given.wear)]
    print(f"{len(written)} documents in {given.folder}")


if __name__ == "__main__":
    main()
