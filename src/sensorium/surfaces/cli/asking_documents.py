"""A question about one document, answered with the places that the answer is from: by retrieval, or by a model."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sensorium.surfaces.cli.answering import loaded, print_json
from sensorium.surfaces.cli.configuration import model_name
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import Asking
from sensorium.surfaces.cli.placing import Placing
from sensorium.surfaces.terminal import Progress, printable

if TYPE_CHECKING:
    from sensorium.abilities.documents.answering import Answered
    from sensorium.content import Modality
    from sensorium.media.sources import Loaded

TEXT_FILES = (".txt", ".md")


def one_source(asking: Asking, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> str | None:
    """The one file that words alone are wanted about, if nothing is said that only a model's sampling could follow.

    The built-in model, where it is named, is asked as about any file: it reads pages less well than retrieval.
    """
    from sensorium.models import BUILT_IN

    words = outputs in (None, ("text",)) and all(one.lower().endswith(TEXT_FILES) for one in asking.output or ())
    free = not settings and not asking.settings()
    attached = list(asking.attach or ())
    one = words and free and len(attached) == 1 and model_name(asking.model) != BUILT_IN
    return attached[0] if one else None


def is_document(found: Loaded) -> bool:
    """Whether a file has pages or rows: PDF, office files, web pages, mail, books, Markdown, CSV."""
    from sensorium.media import formats

    return found.media_type in (formats.PDF, *formats.FLOWING)


def ask_document(found: Loaded, question: str, asking: Asking) -> None:
    """Answer, and say on stderr from where. Raises what reading and asking raise."""
    began = time.monotonic()
    placing = Placing(asking.output, question)
    with Progress() as progress:
        answered, notes = _answered(found, question, asking, progress)
    files = _written(answered, placing, quiet=asking.as_json)
    about = [*notes, origin(answered)]
    if asking.as_json:
        told = answered.told()
        record: dict[str, Any] = {"model": told.pop("by"), "text": told.pop("answer") or "", **told}
        print_json(record | {"files": files, "notes": about, "seconds": round(time.monotonic() - began, 3)})
    else:
        for note in about:
            say(f"note: {note}")
    placing.finish()


def origin(answered: Answered) -> str:
    """By whom an answer was found, and on which pages."""
    from sensorium.abilities.documents.answering.answered import EXTRACTIVE

    by = "found by retrieval, no model was asked" if answered.by == EXTRACTIVE else f"answered by {answered.by}"
    if answered.abstained:
        return f"no answer ({by}): {answered.reason}"
    pages = sorted({one.page for one in answered.citations})
    told = f"page{'s'[: len(pages) != 1]} {', '.join(map(str, pages))}" if pages else "no page bears it out"
    return f"{by}: {told}"


def _answered(found: Loaded, question: str, asking: Asking, progress: Progress) -> tuple[Answered, list[str]]:
    """The answer, and what deserves a mention about the document."""
    from sensorium.abilities.documents import answering, reading
    from sensorium.abilities.documents.asked_models import takes_pages
    from sensorium.content import Image

    progress.say("reading pages")
    way = reading.way_of(report=lambda number, total: progress.say("reading pages", number, total))
    read = reading.reading_of(found, way)
    model, pictures = None, list[Image]()
    if model_name(asking.model) is not None:
        model = loaded(asking.model, progress)
        if takes_pages(model, read):
            pictures = [reading.picture_of(found, page, way) for page in read.pages]
    progress.say("looking for the answer")
    return answering.ask(read, question, model=model, pictures=pictures), list(read.notes)


def _written(answered: Answered, placing: Placing, *, quiet: bool) -> list[str]:
    """Print the answer or write its file; the names of files."""
    from sensorium.content import Text

    if placing.wants_text():
        saved = placing.save("text", Text(answered.text))
        if not quiet:
            say(f"saved {saved.path}")
        return [str(saved.path)]
    if answered.text and not quiet:
        text = printable(answered.text) if sys.stdout.isatty() else answered.text
        sys.stdout.write(f"{text}\n")
    return []
