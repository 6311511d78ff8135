"""Document bytes → pages, inside the decoding process. What a caller sees is in `documents.py`."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, SensoriumError, TooLarge
from sensorium.limits import Limits
from sensorium.media import attachment_decoding, flow, flow_decoding, formats, pdf_streams, text_pages
from sensorium.media.messages import Decoded
from sensorium.media.page_mark_decoding import marks_of
from sensorium.media.resolution import COARSEST_DPI, POINTS_PER_INCH, resolution
from sensorium.media.typesetting.printing import ENCODING


def prepare() -> None:
    """Set one page, so that all is loaded: no file can be opened later."""
    flow_decoding.prepare()
    with _opened(text_pages.printed(text_pages.pages_of("first"))) as document:
        _pixels(document, 0, COARSEST_DPI)


def decode_pages(data: bytes, limits: Limits, dpi: float | None = None, declared: str = "") -> Decoded:
    """In the decoding process: see `documents.read`."""
    media_type = formats.detect(data, declared)
    if media_type in formats.FLOWING:
        whole = flow_decoding.set_pages(data, media_type, limits)
        dpi, notes = resolution([page.size_pt for page in whole.pages], limits, dpi)
        with _opened(whole.printed()) as document:
            pictures = (_pixels(document, index, dpi) for index in range(len(whole.pages)))
            return whole.decoded(pictures, dpi, notes, limits)
    if media_type == formats.TEXT:
        return _text_pages(data, limits, dpi)
    if media_type != formats.PDF:
        raise InvalidInput(f"The file is {media_type}, not a document.", code="unsupported_format")
    with _judged(data, limits) as document:
        return _pdf_pages(document, limits, dpi)


def decode_marks(data: bytes, limits: Limits, first: int, last: int, password: str | None = None) -> Decoded:
    """In the decoding process: see `page_marks.read`."""
    with _judged(data, limits, password) as document:
        return _marks(document, _indices(document, first, last), limits)


def decode_attachments(data: bytes, limits: Limits, ending: str, password: str | None = None) -> Decoded:
    """In the decoding process: see `attachments.read`."""
    with _judged(data, limits, password) as document:
        return attachment_decoding.attachments_of(document, limits, ending)


def _indices(document: pypdfium2.PdfDocument, first: int, last: int) -> range:
    """Pages `first` to `last`, from 1, as pdfium counts them."""
    if first > len(document):
        message = f"The document has {len(document)} pages; page {first} is not among them."
        raise InvalidInput(message, code="invalid_page", param="pages")
    return range(first - 1, min(last, len(document)))


def _marks(document: pypdfium2.PdfDocument, indices: range, limits: Limits) -> Decoded:
    arrays, pages, notes, num_characters = {}, [], [], 0
    for place, index in enumerate(indices):
        size = _page_size(document, index)
        with closing(document[index]) as page:
            found = marks_of(page, document.formenv, limits.text_characters - num_characters)
        num_characters += sum(map(len, found.words))
        arrays.update(found.arrays(place))
        pages.append({"number": index + 1, "size": size, "words": found.words, "fields": found.fields})
        if found.cut:
            notes.append(f"page {index + 1} draws so much that some lines were left out")
    title = document.get_metadata_value("Title")[:500]
    num_attachments = document.count_attachments()
    facts = {"num_pages": len(document), "num_attachments": num_attachments, "title": title, "notes": notes}
    return Decoded(arrays, {"pages": pages, **facts})


def decode_page_pictures(
    data: bytes, limits: Limits, first: int, last: int, dpi: float | None = None, password: str | None = None
) -> Decoded:
    """In the decoding process: see `page_marks.pictures`."""
    with _judged(data, limits, password) as document:
        indices = _indices(document, first, last)
        finest, notes = resolution([_page_size(document, index) for index in indices], limits, dpi)
        arrays = {f"page{place}": _pixels(document, index, finest) for place, index in enumerate(indices)}
        return Decoded(arrays, {"dpi": finest, "notes": notes})


def _pdf_pages(document: pypdfium2.PdfDocument, limits: Limits, dpi: float | None) -> Decoded:
    _judge(len(document), limits.document_pages, "pages", "The document has too many pages; split it")
    sizes = [_page_size(document, index) for index in range(len(document))]
    dpi, notes = resolution(sizes, limits, dpi)
    arrays, texts, num_characters = {}, [], 0
    for index in range(len(document)):
        with closing(document[index]) as page:
            text = _page_text(page, limits.text_characters - num_characters, limits)
        num_characters += len(text)
        texts.append(text)
        arrays[f"page{index}"] = _pixels(document, index, dpi)
    title = document.get_metadata_value("Title")[:500]
    pages = [[text, *size] for text, size in zip(texts, sizes, strict=True)]
    return Decoded(arrays, {"pages": pages, "title": title, "dpi": dpi, "notes": notes})


@contextmanager
def _judged(data: bytes, limits: Limits, password: str | None = None) -> Iterator[pypdfium2.PdfDocument]:
    """A stranger's PDF: what it unpacks to is judged before any page is looked at."""
    if (media_type := formats.detect(data)) != formats.PDF:
        raise InvalidInput(f"The file is {media_type}, not a PDF.", code="unsupported_format")
    pdf_streams.judge(data, limits)
    with _opened(data, password) as document:
        document.init_forms()  # before anything else is asked of it; nothing happens where it has none
        pdf_streams.judge_decrypted(document, limits)
        yield document


@contextmanager
def _opened(data: bytes, password: str | None = None) -> Iterator[pypdfium2.PdfDocument]:
    """The document; what pdfium raises becomes a typed error."""
    try:
        with closing(pypdfium2.PdfDocument(data, password)) as document:
            yield document
    except (SensoriumError, MemoryError):
        raise
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            message = "The PDF needs a password; give it, or a copy without one."
            if password is not None:
                message = "The password does not open the PDF; give another, or a copy without one."
            raise InvalidInput(message, code="document_encrypted") from error
        raise _broken(error) from error
    except Exception as error:
        raise _broken(error) from error


def _broken(error: Exception) -> InvalidInput:
    message = f"The PDF is damaged or cut off ({type(error).__name__}); give an intact one."
    return InvalidInput(message, code="invalid_document")


def _page_size(document: pypdfium2.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height in points, as rotated, without loading the page."""
    size = pdfium.FS_SIZEF()
    if not pdfium.FPDF_GetPageSizeByIndexF(document.raw, index, ctypes.byref(size)):
        raise InvalidInput(f"Page {index + 1} of the PDF is damaged; give an intact one.", code="invalid_document")
    width_pt, height_pt = float(size.width), float(size.height)
    if not (0 < width_pt < float("inf") and 0 < height_pt < float("inf")):
        raise InvalidInput(f"Page {index + 1} of the PDF has no size; give an intact one.", code="invalid_document")
    return width_pt, height_pt


def _page_text(page: pypdfium2.PdfPage, num_left: int, limits: Limits) -> str:
    with closing(page.get_textpage()) as textpage:
        if textpage.count_chars() > num_left:
            _judge(
                limits.text_characters - num_left + textpage.count_chars(), limits.text_characters, "characters",
                "The document holds too much text; split it",
            )  # fmt: skip
        return str(textpage.get_text_bounded()).replace("\r\n", "\n").replace("\x00", "").strip()


def _pixels(document: pypdfium2.PdfDocument, index: int, dpi: float) -> NDArray[np.uint8]:
    with (
        closing(document[index]) as page,
        closing(page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)) as bitmap,
    ):
        return np.array(bitmap.to_numpy()[:, :, :3])


def _text_pages(data: bytes, limits: Limits, dpi: float | None) -> Decoded:
    text = formats.decode_text(data)
    _judge(len(text), limits.text_characters, "characters", "The text is too long; split it")
    pages = text_pages.pages_of(text)
    _judge(len(pages), limits.document_pages, "pages", "The text is too long; split it")
    dpi, notes = resolution([text_pages.PAGE_PT] * len(pages), limits, dpi)
    if text.encode(ENCODING, "ignore").decode(ENCODING) != text:
        notes.append("letters that are not Western European are '?' in the pictures of pages, not in their text")
    with _opened(text_pages.printed(pages)) as document:
        arrays: dict[str, NDArray[Any]] = {f"page{index}": _pixels(document, index, dpi) for index in range(len(pages))}
    flows = []
    for index, page in enumerate(pages):
        more, told = flow.packed(page.flow(), f"flow{index}")
        arrays |= more
        flows.append(told)
    facts = [[page.text, *text_pages.PAGE_PT] for page in pages]
    return Decoded(arrays, {"pages": facts, "flows": flows, "title": "", "dpi": dpi, "notes": notes})


def _judge(got: int, limit: int, unit: str, what: str) -> None:
    if got > limit:
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="document_too_complex")
