"""Document bytes → pages, inside the decoding process. What a caller sees is in `documents.py`."""

from __future__ import annotations

import ctypes
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, SensoriumError, TooLarge
from sensorium.limits import Limits
from sensorium.media import formats, pdf_streams
from sensorium.media.messages import Decoded

POINTS_PER_INCH = 72.0
_FINEST_DPI = 144.0  # unless asked for more
_COARSEST_DPI = 36.0  # below it no print can be read
_BYTES_PER_PIXEL = 3

# A page of plain text: A4, set in the Courier that pdfium brings along: columns stay columns.
_TEXT_PAGE_PT = (595.0, 842.0)
_TEXT_MARGIN_PT = 48.0
_TEXT_SIZE_PT = 10.0
_TEXT_WIDTH_PT = 0.6 * _TEXT_SIZE_PT  # of each letter of Courier
_TEXT_LINE_PT = 14.0
_TEXT_COLUMNS = int((_TEXT_PAGE_PT[0] - 2 * _TEXT_MARGIN_PT) / _TEXT_WIDTH_PT)
_TEXT_ROWS = int((_TEXT_PAGE_PT[1] - 2 * _TEXT_MARGIN_PT) / _TEXT_LINE_PT)
_TEXT_ENCODING = "cp1252"  # WinAnsiEncoding, what the standard fonts of PDF can show


def prepare() -> None:
    """Set one page, so that all is loaded: no file can be opened later."""
    with _opened(_set_in_type([["first"]])) as document:
        _pixels(document, 0, _COARSEST_DPI)


def decode_pages(data: bytes, limits: Limits, dpi: float | None = None) -> Decoded:
    """In the decoding process: see `documents.read`."""
    media_type = formats.detect(data)
    if media_type == "text/plain":
        return _text_pages(data, limits, dpi)
    if media_type != "application/pdf":
        raise InvalidInput(f"The file is {media_type}, not a document.", code="unsupported_format")
    pdf_streams.judge(data, limits)
    with _opened(data) as document:
        pdf_streams.judge_decrypted(document, limits)
        return _pdf_pages(document, limits, dpi)


def _pdf_pages(document: pypdfium2.PdfDocument, limits: Limits, dpi: float | None) -> Decoded:
    _judge(len(document), limits.document_pages, "pages", "The document has too many pages; split it")
    sizes = [_page_size(document, index) for index in range(len(document))]
    dpi, notes = _resolution(sizes, limits, dpi)
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
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document; what pdfium raises becomes a typed error."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            yield document
    except (SensoriumError, MemoryError):
        raise
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            message = "The PDF needs a password; give a copy without one."
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


def _resolution(sizes: list[tuple[float, float]], limits: Limits, dpi: float | None) -> tuple[float, list[str]]:
    """Dots per inch at which every page, and all together, fit the limits."""
    areas = [width_pt * height_pt / POINTS_PER_INCH**2 for width_pt, height_pt in sizes] or [1.0]
    all_pixels = limits.document_bytes_unpacked / _BYTES_PER_PIXEL
    finest = min((limits.image_pixels / max(areas)) ** 0.5, (all_pixels / sum(areas)) ** 0.5) * 0.99  # sizes round up
    wanted = _COARSEST_DPI if dpi is None else dpi
    if finest < wanted:
        raise TooLarge(
            "The pages are too large to be shown; split the document or ask for a lower dpi", limit=int(finest),
            got=wanted, unit="dpi", code="document_too_complex",
        )  # fmt: skip
    if dpi is not None:
        return dpi, []
    chosen = min(_FINEST_DPI, float(int(finest)) if finest >= 1 else finest)
    return chosen, [] if chosen == _FINEST_DPI else [f"pages are shown at {chosen:g} dpi, the finest that fits"]


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
    pages = [rows for part in text.split("\f") for rows in _rows(part)]
    _judge(len(pages), limits.document_pages, "pages", "The text is too long; split it")
    dpi, notes = _resolution([_TEXT_PAGE_PT] * len(pages), limits, dpi)
    if text.encode(_TEXT_ENCODING, "ignore").decode(_TEXT_ENCODING) != text:
        notes.append("letters that are not Western European are '?' in the pictures of pages, not in their text")
    with _opened(_set_in_type([lines for _, lines in pages])) as document:
        arrays = {f"page{index}": _pixels(document, index, dpi) for index in range(len(pages))}
    facts = [[words, *_TEXT_PAGE_PT] for words, _ in pages]
    return Decoded(arrays, {"pages": facts, "title": "", "dpi": dpi, "notes": notes})


def _rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Pages of one part: the words as they were, and the same wrapped into lines of a page."""
    kept: list[str] = []
    shown: list[str] = []
    for line in text.splitlines() or [""]:
        wrapped = textwrap.wrap(line.expandtabs(4), _TEXT_COLUMNS, drop_whitespace=False) or [""]
        if shown and len(shown) + len(wrapped) > _TEXT_ROWS:
            yield "\n".join(kept), shown
            kept, shown = [], []
        while len(wrapped) > _TEXT_ROWS:  # one line longer than a page
            yield "".join(wrapped[:_TEXT_ROWS]), wrapped[:_TEXT_ROWS]
            line, wrapped = "".join(wrapped[_TEXT_ROWS:]), wrapped[_TEXT_ROWS:]
        kept.append(line)
        shown += [wrapped[0], *(row.lstrip() for row in wrapped[1:])]
    yield "\n".join(kept), shown


def _set_in_type(pages: list[list[str]]) -> bytes:
    """Lines of text, page by page → a PDF (ISO 32000-1) that shows them."""
    width, height = _TEXT_PAGE_PT
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {width} {height}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    start = (
        f"BT /F1 {_TEXT_SIZE_PT} Tf {_TEXT_LINE_PT} TL {_TEXT_MARGIN_PT} {height - _TEXT_MARGIN_PT - _TEXT_SIZE_PT} Td"
    )
    for index, lines in enumerate(pages):
        shown = " ".join(f"<{line.encode(_TEXT_ENCODING, 'replace').hex()}> Tj T*" for line in lines)
        stream = f"{start} {shown} ET".encode()
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {font} /Contents {5 + 2 * index} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    return bytes(file) + table + trailer


def _judge(got: int, limit: int, unit: str, what: str) -> None:
    if got > limit:
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="document_too_complex")
