"""Words of pictures and pages as a model tells them. A text layer is printed as it is, and said to be one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import answering
from sensorium.surfaces.cli.answering import Request, print_json
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import Asking
from sensorium.surfaces.cli.placing import Placing
from sensorium.surfaces.terminal import Progress, printable

if TYPE_CHECKING:
    from sensorium.content import Document, Part
    from sensorium.models.model import Model

READ_LINE = "Read the text."
READ_PAGE = "Read the page."


@dataclass(frozen=True, kw_only=True)
class PageText:
    """Words of one page, and where they are from."""

    text: str
    source: Literal["text layer", "model"]


def read_by_model(part: Part, asking: Asking, notes: Sequence[str], title: str) -> None:
    """Words of a picture, line or page, as the model tells them; of a document page by page, a text layer as it is."""
    from sensorium.content import Document, Image, Video

    if isinstance(part, Document):
        _read_document(part, asking, notes)
    elif isinstance(part, Image | Video):
        request = Request(
            parts=(question(part), part),
            title=title,
            outputs=("text",),
            settings=asking.settings(),
            notes=notes,
        )
        answering.answer(request, model=asking.model, output=asking.output, as_json=asking.as_json)
    else:
        raise InvalidInput("there is nothing to read in a sound or tune; try `sensorium listen` or `ask`", param="file")


def question(part: Part) -> str:
    """How to ask for the words: those of a line, or of a page."""
    from sensorium.content import Image
    from sensorium.native.encoders.views import is_wide

    wide = isinstance(part, Image) and is_wide(part.height, part.width)
    return READ_LINE if wide else READ_PAGE


def _read_document(document: Document, asking: Asking, notes: Sequence[str]) -> None:
    """Page by page: the text layer where there is one, else what the model reads in the page's picture."""
    from sensorium.content import Text

    placing = Placing(asking.output, "text")
    placing.check(("text",))
    found = []
    for page in pages_of(document, asking):
        found.append(page)
        if not asking.as_json and not asking.output:
            text = printable(page.text) if sys.stdout.isatty() else page.text
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
    whole = "\n\n".join(page.text for page in found if page.text)
    files = [str(placing.save("text", Text(whole)).path)] if asking.output else []
    about = origin(found)
    if asking.as_json:
        pages = [{"text": page.text, "source": page.source} for page in found]
        print_json({"text": whole, "pages": pages, "files": files, "notes": [*notes, about]})
    else:
        say(f"note: {about}")


def pages_of(document: Document, asking: Asking) -> Iterator[PageText]:
    """Words of every page, as they are found; a model is loaded only when a page needs it."""
    with Progress() as progress:
        model: Model | None = None
        for number, page in enumerate(document.pages, 1):
            if text := page.text.strip():
                yield PageText(text=text, source="text layer")
                continue
            model = model or answering.loaded(asking.model, progress)
            progress.say(f"reading page {number}")
            reply = model.generate(READ_PAGE, page.picture, outputs=("text",), **asking.settings())
            progress.pause()
            yield PageText(text=reply.text.strip(), source="model")


def origin(pages: Sequence[PageText]) -> str:
    """Where the words of a document are from, in words."""
    layers = sum(page.source == "text layer" for page in pages)
    if layers == len(pages):
        return f"text layer of {_pages(layers)}; no model was asked"
    if not layers:
        return f"{_pages(len(pages))} without text layer, read by the model"
    return f"text layer of {_pages(layers)}; {_pages(len(pages) - layers)} read by the model"


def _pages(count: int) -> str:
    return f"{count} page{'s'[: count != 1]}"
