"""One document with its truth: a sheet set by an engine, aged where wanted; a chart; a screen; a form."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.documents import ageing, diagrams, pages, papers, screens, special, trade, truth
from benchmarks.documents.blocks import Sheet
from benchmarks.documents.engines import browser, plotting, printshop, typesetter

ATTEMPTS = 16
SHEETS = ("table", "invoice", "receipt", "columns", "text")


@dataclass(frozen=True, kw_only=True)
class Engine:
    """What sets a sheet, and the families of type it has."""

    name: str
    set: Callable[[Sheet], bytes]
    families: Sequence[str]
    monospaced: Sequence[str]
    browser: browser.Browser | None = field(default=None, repr=False)


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
        return Engine(
            name=name, set=started.set, families=browser.FAMILIES, monospaced=browser.MONOSPACED, browser=started
        )
    known = {"reportlab": printshop, "typst": typesetter}[name]
    return Engine(name=name, set=known.set_sheet, families=known.FAMILIES, monospaced=known.MONOSPACED)


def sheet(kind: str, rng: random.Random, engine: Engine) -> tuple[Sheet, dict[str, Any]]:
    """A sheet of one of `SHEETS` and what is true of it."""
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


def worn(made: Made, wear: str, seed: int) -> Made:
    """The first page of a PDF as a picture, worn as one of `ageing.WEARS`."""
    how = ageing.WEARS[wear]
    pixels = ageing.aged(ageing.rendered(made.data, how.dpi), how, seed)
    name = f"{made.name.removesuffix('.pdf')}-{wear}.png"
    return Made(name=name, data=ageing.png(pixels, dpi=how.dpi), truth={**made.truth, "wear": wear, "dpi": how.dpi})


def chart(engine: str, kind: diagrams.Kind, seed: int, form: str = "png") -> Made:
    """A chart and its data. engine: one of `plotting.ENGINES`."""
    shown = diagrams.diagram(random.Random(f"chart {engine} {kind} {seed}"), kind)
    data = plotting.drawn(shown, engine, seed, form)
    about = {"kind": "chart", "engine": engine, "seed": seed, "chart": shown.truth}
    return Made(name=f"chart-{engine}-{kind}-{seed:03}.{form}", data=data, truth=about)


def screen(engine: Engine, seed: int) -> Made:
    """A picture of a window; needs chromium."""
    if engine.browser is None:
        raise ValueError(f"{engine.name} draws no screens: open chromium.")
    data, told = screens.screen(engine.browser, random.Random(f"screen {seed}"))
    return Made(
        name=f"screen-{engine.name}-{seed:03}.png", data=data, truth={"engine": engine.name, "seed": seed, **told}
    )


def form(seed: int) -> Made:
    """A filled form by reportlab."""
    data, told = special.form(random.Random(f"form {seed}"))
    return Made(name=f"form-reportlab-{seed:03}.pdf", data=data, truth={"engine": "reportlab", "seed": seed, **told})


def turned(made: Made, degrees: int) -> Made:
    """A PDF whose pages lie on the side, or upside down."""
    name = f"{made.name.removesuffix('.pdf')}-turned{degrees}.pdf"
    return Made(name=name, data=special.turned(made.data, degrees), truth={**made.truth, "turned": degrees})


def locked(engine: Engine, seed: int, password: str) -> Made:
    """A page of text behind a password."""
    page = pages.text_page(random.Random(f"locked {seed}"), engine.families)
    told = {"kind": "text", "engine": "reportlab", "seed": seed, "password": password, **truth.of(page)}
    return Made(name=f"locked-reportlab-{seed:03}.pdf", data=special.locked(page, password), truth=told)


def mixed(parts: Sequence[Made], seed: int) -> Made:
    """Several pages as one PDF, the second of them a scan."""
    data = special.mixed([part.data for part in parts], 1, seed)
    told = {
        "kind": "mixed",
        "scanned": [2],
        "pages": [part.truth for part in parts],
        "engine": parts[0].truth["engine"],
    }
    return Made(name=f"mixed-{parts[0].truth['engine']}-{seed:03}.pdf", data=data, truth={**told, "seed": seed})
