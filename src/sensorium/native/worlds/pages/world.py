"""Small pages with known truth, in type large enough for a page encoder: notices, paragraphs, forms, slips, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sensorium.content import Document, Image
from sensorium.content import Page as DocumentPage
from sensorium.native.worlds.example import Example, Shown, Split
from sensorium.native.worlds.judges.reading import SEPARATOR
from sensorium.native.worlds.pages.contents import Content, content
from sensorium.native.worlds.pages.layout import draw, lay_out
from sensorium.native.worlds.phrases import ask
from sensorium.native.worlds.print.fonts import Fonts, installed
from sensorium.native.worlds.print.lines import NOTHING, NOTHING_SHARE, empty_picture
from sensorium.native.worlds.print.paper import finished, worn
from sensorium.native.worlds.print.wording import TextSource

PAGE_PX = 256
VALUES = frozenset({"cell", "slip_value"})  # tasks that ask for one value of many
MOST_FURTHER = 4  # questions about the same page, in training
DOCUMENT_SHARE = 0.25  # of pages that come as a document, not as a picture
TEXT_LAYER_SHARE = 0.5  # of documents: the others are scans


@dataclass(frozen=True, eq=False)
class Page:
    """A picture of a page, what it says, in which typeface, and where its words stand."""

    image: Image
    content: Content
    family: str
    shown: tuple[Shown, ...]


class Pages:
    """The world of small pages. `sentences` are mixed into the text; `fonts` default to all that are installed."""

    def __init__(self, sentences: Sequence[str] = (), fonts: Fonts | None = None) -> None:
        self._texts = TextSource(sentences)
        self._fonts = fonts or installed()

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        while True:
            yield self.example(rng, split)

    def example(self, rng: np.random.Generator, split: Split) -> Example:
        """A page to read, a table to write out, or one value to find; now and then a page with nothing on it."""
        if rng.random() < NOTHING_SHARE:
            return empty_page(rng, split, self._fonts)
        return asked(rng, self.page(rng, split), split)

    def page(self, rng: np.random.Generator, split: Split) -> Page:
        """One page, drawn and worn."""
        height, width = page_size(rng)
        while True:
            words = content(rng, self._texts)
            face = self._fonts.choose(rng, split, "".join(words.lines))
            layout = lay_out(rng, words, face, height, width)
            if layout is not None:
                picture, shown = draw(rng, layout, face)
                pixels = worn(rng, picture, 0.7 * layout.size_px) if rng.random() < 0.5 else finished(picture)
                return Page(Image(pixels), words, face.family, shown)


def empty_page(rng: np.random.Generator, split: Split, fonts: Fonts) -> Example:
    """A page with nothing that can be read, and the request to read it."""
    height, width = page_size(rng)
    kind = str(rng.choice(["blank", "noise", "stripes", "blots", "blur"]))
    image = Image(empty_picture(rng, kind, height, width, fonts, split))
    request = ask("page", split, rng)
    return Example(task="read_nothing", prompt=(request, image), reply=(NOTHING,), truth={"kind": kind}, written="")


def page_size(rng: np.random.Generator) -> tuple[int, int]:
    """Height and width: mostly square, some upright or lying."""
    if rng.random() < 0.6:
        return PAGE_PX, PAGE_PX
    width = int(rng.integers(160, 340))
    return int(np.clip(width * rng.uniform(0.7, 1.4), 140, 340)), width


def asked(rng: np.random.Generator, page: Page, split: Split) -> Example:
    """One of the questions that fit the page."""
    words = page.content
    truth = {"kind": words.kind, "lines": words.lines, "rows": words.body, "family": page.family}
    task = _task(rng, words)
    slots, reply = _question(rng, task, words)
    given = page.image if rng.random() >= DOCUMENT_SHARE else as_document(page, rng)
    asking = ask(task, split, rng, **slots)
    further = _further(rng, task, words, reply) if split == "train" and task in VALUES else {}
    return Example(
        task=task,
        prompt=(asking, given),
        reply=(reply,),
        truth=truth,
        printed=page.shown,
        further=tuple((ask(task, "train", rng, **slots), reply) for reply, slots in further.items()),
        about=tuple(tuple(each.values()) for each in (slots, *further.values())) if task in VALUES else (),
    )


def as_document(page: Page, rng: np.random.Generator) -> Document:
    """The page in a document of its own, a scan or with its text layer."""
    text = "\n".join(page.content.lines) if rng.random() < TEXT_LAYER_SHARE else ""
    height, width = page.image.pixels.shape[:2]
    return Document((DocumentPage(text, page.image, float(width), float(height)),))


def _task(rng: np.random.Generator, words: Content) -> str:
    style = rng.random()
    if words.kind == "table":
        return "cell" if style < 0.45 else "page_table" if style < 0.8 else "page"
    if words.kind in {"slip", "form"}:
        return "slip_value" if style < 0.45 else "page_table" if style < 0.55 else "page"
    return "page"


def _question(rng: np.random.Generator, task: str, words: Content) -> tuple[dict[str, str], str]:
    """The slots of the question and the right answer."""
    row = words.body[int(rng.integers(len(words.body)))] if words.body else ()
    if task == "cell":
        column = int(rng.integers(1, len(words.columns)))
        return {"row": row[0], "column": words.columns[column]}, row[column]
    if task == "slip_value":
        return {"label": row[0].rstrip(":")}, row[1]
    if task == "page_table":
        return {}, table_text(words)
    return {}, "\n".join(words.lines)


def _further(rng: np.random.Generator, task: str, words: Content, first: str) -> dict[str, dict[str, str]]:
    """More values of the same page, each once, and the slots of the questions that ask for them."""
    every = (_question(rng, task, words) for _ in range(MOST_FURTHER))
    return {reply: slots for slots, reply in every if reply != first}


def table_text(words: Content) -> str:
    """The rows of more than one cell, the header among them, cells parted by " | "."""
    header = (words.columns,) if words.columns else ()
    return "\n".join(SEPARATOR.join(cell.rstrip(":") for cell in cells) for cells in (*header, *words.body))
