"""A file → a `Reading`: any PDF, picture of a page, office file, web page, mail, book or table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from sensorium.abilities.documents import pdf_pages, scans
from sensorium.abilities.documents.carried import Carried, carried_by, carried_in
from sensorium.abilities.documents.from_flow import read_pages
from sensorium.abilities.documents.layout import furnished
from sensorium.abilities.documents.pdf_pages import Seen
from sensorium.abilities.documents.readers.choosing import available, reader_of
from sensorium.abilities.documents.readers.preparing import prepare
from sensorium.abilities.documents.readers.reader import Reader
from sensorium.abilities.documents.readers.shrinking import shrunk
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tree import Reading, ReadPage
from sensorium.abilities.documents.understanding import Look, charted, understood
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    from sensorium.content.opening import Source
    from sensorium.media.sources import Loaded


_BEFORE_MARKUP = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, kw_only=True)
class PageRead:
    """A page as soon as it is read, and what deserves a mention. num_pages, title, num_attachments: of the document."""

    page: ReadPage
    num_pages: int
    title: str = ""
    notes: tuple[str, ...] = ()
    num_attachments: int = 0


def way_of(reader: str | Reader | None = None, verify: str | Reader | None = None, **others: object) -> Way:
    """How to read, readers by name or as they are.

    reader: of pages that are pictures, by default the best that is installed, if any. verify: a second one, whose words
    are compared with all others. others: fields of `Way`. Raises `InvalidInput`,
    `MissingDependency` for readers that are not there, `InvalidInput` for what is no setting.
    """
    known = [field.name for field in fields(Way) if field.name not in ("reader", "second")]
    if strange := sorted(set(others) - set(known)):
        message = f"{strange[0]!r} says nothing about reading; there are reader, verify, {', '.join(known)}"
        raise InvalidInput(message, param=strange[0])
    chosen = reader_of(reader) if isinstance(reader, str) else reader or next(iter(available()), None)
    second = reader_of(verify) if isinstance(verify, str) else verify
    if chosen is not None and second is not None and chosen.name == second.name:
        raise InvalidInput(f"{second.name} reads already; name another one to compare it with", param="verify")
    return Way(reader=chosen, second=second, **others)  # type: ignore[arg-type]


def read(source: Source, way: Way | None = None, **settings: object) -> Reading:
    """Read a document: a path, bytes, a base64 data URL or a web address.

    settings: what `way_of` takes, in place of a way: reader="tesseract", verify="rapidocr", first=2, last=5, password=…
    Raises what `media.sources.load`, `media.page_marks.read` and `media.documents.read` raise, and `InvalidInput`
    (`unsupported_format`) for sounds, films and tunes.
    """
    from sensorium.media import sources

    if way is not None and settings:
        raise InvalidInput("give a way, or its settings, not both", param="way")
    way = way or way_of(**settings)  # type: ignore[arg-type]
    return reading_of(sources.load(source, way.limits), way)


def reading_of(loaded: Loaded, way: Way) -> Reading:
    """The same of bytes that were loaded, from wherever."""
    found = list(each_page(loaded, way))
    data = _carried(loaded, way, any(one.num_attachments for one in found)) if way.embedded else Carried()
    return Reading(
        pages=furnished([one.page for one in found]),
        title=next((one.title for one in found), ""),
        media_type=loaded.media_type,
        readers=tuple(dict.fromkeys(word.source for one in found for word in one.page.words)),
        notes=(*loaded.notes, *(note for one in found for note in one.notes), *data.notes),
        invoices=data.invoices,
    )


def each_page(loaded: Loaded, way: Way) -> Iterator[PageRead]:
    """Pages as they are read, so that a long document never lies in memory as pictures."""
    from sensorium.media import formats

    if loaded.media_type in formats.PICTURES:
        pages = _of_picture(loaded, way)
    elif loaded.media_type == formats.PDF:
        pages = _of_pdf(loaded.data, way)
    elif loaded.media_type in formats.DOCUMENTS and not _is_tune(loaded):
        pages = _of_flow(loaded, way)
    else:
        what = "a tune" if _is_tune(loaded) else loaded.media_type
        message = f"the file is {what}, which has no pages; try `sensorium listen` or `ask`"
        raise InvalidInput(message, code="unsupported_format", param="file")
    for one in pages:
        way.report(one.page.number, one.num_pages)
        yield one


def _carried(loaded: Loaded, way: Way, attaches: bool) -> Carried:
    """What the file carries as data: in its attachments, or as the XML that it is."""
    from sensorium.media import formats

    if loaded.media_type == formats.PDF and attaches:
        return carried_by(loaded.data, way.limits, password=way.password)
    if loaded.media_type == formats.TEXT and loaded.data.lstrip(_BEFORE_MARKUP)[:1] == b"<":
        return carried_in(loaded.data, way.limits)
    return Carried()


def _is_tune(loaded: Loaded) -> bool:
    from sensorium.content.music import is_score
    from sensorium.media import formats

    return loaded.media_type == formats.TEXT and is_score(formats.decode_text(loaded.data))


def _of_pdf(data: bytes, way: Way) -> Iterator[PageRead]:
    for seen in pdf_pages.pages_of(data, way):
        page = understood(seen, way, _looking(data, seen.sheet, way))
        yield PageRead(
            page=page, num_pages=seen.num_pages, title=seen.title, notes=seen.notes,
            num_attachments=seen.num_attachments,
        )  # fmt: skip


def _looking(data: bytes, sheet: Sheet, way: Way) -> Look:
    """Draws a page when its picture is first wanted, once for all of its figures."""

    @cache
    def look() -> tuple[Image, float]:
        picture = pdf_pages.picture_of(data, sheet.number, way)
        return picture, sheet.width_pt / picture.width

    return look


def _of_picture(loaded: Loaded, way: Way) -> Iterator[PageRead]:
    """One page, or those of a TIFF, one after the other."""
    from sensorium.media import formats, pictures

    found = pictures.read(loaded.data, way.limits)
    num_pages = found.num_frames if loaded.media_type == formats.TIFF else 1
    if found.num_frames > num_pages:
        raise InvalidInput("the picture moves; give one of its frames", code="unsupported_format", param="file")
    if way.first > num_pages:
        message = f"the document has {num_pages} pages; page {way.first} is not among them"
        raise InvalidInput(message, code="invalid_page", param="pages")
    for number in range(way.first, min(num_pages, way.last or num_pages) + 1):
        shown = found if number == 1 else pictures.read(loaded.data, way.limits, page=number)
        notes = () if num_pages > 1 else found.notes  # all pages are read, not its first
        yield _pictured(shrunk(Image(shown.pixels)), number, num_pages, way, notes)


def _pictured(picture: Image, number: int, num_pages: int, way: Way, notes: tuple[str, ...]) -> PageRead:
    scan = scans.scanned(picture, number, way)
    seen = Seen(
        sheet=scan.sheet, num_pages=num_pages, picture=scan.picture, scale=scan.scale, doubted=scan.doubted,
        turned_deg=scan.turned_deg, steps=scan.steps,
    )  # fmt: skip
    page = understood(seen, way)
    chart = charted(page, picture, way) if way.figures else page
    done = scan.notes if chart is page else ()  # to the picture for the sake of print
    return PageRead(page=chart, num_pages=num_pages, notes=(*notes, *done))


def _of_flow(loaded: Loaded, way: Way) -> Iterator[PageRead]:
    from sensorium.media import documents

    found = documents.read(loaded.data, way.limits, declared=loaded.media_type)
    pages = read_pages(found.pages)
    chosen = [page for page in pages if way.first <= page.number <= (way.last or len(pages))]
    if not chosen:
        message = f"the document has {len(pages)} pages; page {way.first} is not among them"
        raise InvalidInput(message, code="invalid_page", param="pages")
    for place, page in enumerate(chosen):
        yield PageRead(page=page, num_pages=len(pages), title=found.title, notes=() if place else found.notes)


def picture_of(loaded: Loaded, page: ReadPage, way: Way) -> Image:
    """The picture of a page as it was read: turned as it was turned."""
    from sensorium.media import documents, formats, pictures

    if loaded.media_type in formats.PICTURES:
        shown = shrunk(Image(pictures.read(loaded.data, way.limits, page=page.number).pixels))
    elif loaded.media_type == formats.PDF:
        shown = pdf_pages.picture_of(loaded.data, page.number, way)
    else:
        found = documents.read(loaded.data, way.limits, declared=loaded.media_type)
        return Image(found.pages[page.number - 1].pixels)
    return prepare(shown, way.reader).picture if page.steps else shown
