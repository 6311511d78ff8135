"""Writes made documents with their truth: a PDF or PNG and a JSON of the same name beside it.

PYTHONPATH=src python -m benchmarks.documents.corpus /tmp/documents --split tuning --kinds table invoice --count 10
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.documents import pages, papers, trade, truth
from benchmarks.documents.blocks import Sheet
from benchmarks.documents.engines import browser, printshop, typesetter

ATTEMPTS = 12
KINDS = ("table", "invoice", "receipt", "columns", "text")
SPLITS = {"tuning": ("reportlab",), "test": ("chromium", "typst")}


@dataclass(frozen=True, kw_only=True)
class Engine:
    """What sets a sheet, and the families of type it has."""

    name: str
    set: Callable[[Sheet], bytes]
    families: Sequence[str]
    monospaced: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A document, its truth, and how it was made."""

    name: str
    data: bytes
    truth: dict[str, Any]

    def write(self, folder: Path) -> Path:
        """Write it and its truth; gives the document's path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        path.write_bytes(self.data)
        path.with_suffix(".json").write_text(
            json.dumps(self.truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        return path


def open_engine(name: str, stack: ExitStack) -> Engine:
    """An engine by name; a browser is closed with the stack. Raises `KeyError` for a name it does not know."""
    if name == "chromium":
        started = stack.enter_context(browser.Browser())
        return Engine(name=name, set=started.set, families=browser.FAMILIES, monospaced=browser.MONOSPACED)
    known = {"reportlab": printshop, "typst": typesetter}[name]
    return Engine(name=name, set=known.set_sheet, families=known.FAMILIES, monospaced=known.MONOSPACED)


def sheet(kind: str, rng: random.Random, engine: Engine) -> tuple[Sheet, dict[str, Any]]:
    """A sheet of one of `KINDS` and what is true of it."""
    if kind in {"invoice", "receipt"}:
        deal = trade.deal(rng, shop=kind == "receipt")
        families = engine.monospaced if kind == "receipt" and rng.random() < 0.6 else engine.families
        made = (papers.receipt if kind == "receipt" else papers.invoice)(rng, families, deal)
        return made, {**truth.of(made), "fields": deal.fields}
    made = _page(kind, rng, engine.families)
    return made, truth.of(made)


def _page(kind: str, rng: random.Random, families: Sequence[str]) -> Sheet:
    if kind == "columns":
        return pages.column_page(rng, families, 3 if rng.random() < 0.2 else 2)
    return {"table": pages.table_page, "text": pages.text_page}[kind](rng, families)


def num_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def document(kind: str, engine: Engine, seed: int) -> Made:
    """One document of a page. What overflows its page is made again from another seed, so that the truth holds."""
    for attempt in range(ATTEMPTS):
        made, told = sheet(kind, random.Random(f"{kind} {engine.name} {seed} {attempt}"), engine)
        data = engine.set(made)
        if num_pages(data) == 1:
            about = {"kind": kind, "engine": engine.name, "seed": seed, "family": made.look.family, "pages": 1}
            return Made(name=f"{kind}-{engine.name}-{seed:03}.pdf", data=data, truth={**about, **told})
    raise RuntimeError(f"No {kind} of seed {seed} fits one page of {engine.name}: make the sheets shorter.")


def documents(kinds: Sequence[str], engines: Sequence[str], count: int, seed: int) -> Iterator[Made]:
    """`count` of every kind and engine, from `seed` on."""
    with ExitStack() as stack:
        opened = [open_engine(name, stack) for name in engines]
        for kind in kinds:
            for engine in opened:
                for number in range(seed, seed + count):
                    yield document(kind, engine, number)


def main() -> None:
    """Write them and say how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--split", choices=sorted(SPLITS), default="tuning", help="which engines: those for tuning or those for tests"
    )
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--count", type=int, default=10, help="of every kind and engine")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    written = [
        made.write(given.folder) for made in documents(given.kinds, SPLITS[given.split], given.count, given.seed)
    ]
    print(f"{len(written)} documents in {given.folder}")


if __name__ == "__main__":
    main()
