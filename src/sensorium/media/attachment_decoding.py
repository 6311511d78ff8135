"""A PDF that is open → the files it carries, inside the decoding process. See `attachments.py`."""

from __future__ import annotations

import ctypes

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from sensorium.errors import TooLarge
from sensorium.limits import Limits
from sensorium.media.messages import Decoded

LONGEST_NAME = 255  # characters; the end of a longer one is kept


def attachments_of(document: pypdfium2.PdfDocument, limits: Limits, ending: str) -> Decoded:
    """Names and bytes of those whose names end so; entries that lead nowhere are left out.

    Raises TooLarge for too many, and for too many bytes.
    """
    count = document.count_attachments()
    _judge(count, limits.document_attachments, "attached files")
    arrays: dict[str, NDArray[np.uint8]] = {}
    names: list[str] = []
    num_bytes = 0
    for index in range(count):
        attachment = _attachment(document, index)
        if attachment is None:
            continue
        name = _plain(attachment.get_name())
        if not name.casefold().endswith(ending.casefold()):
            continue
        num_bytes += _size(attachment)
        _judge(num_bytes, limits.attachment_bytes, "bytes of attached files")
        arrays[f"file{len(names)}"] = _bytes(attachment)
        names.append(name)
    return Decoded(arrays, {"names": names})


def _attachment(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfAttachment | None:
    """One of those that are listed, None where nothing stands behind its name."""
    try:
        return document.get_attachment(index)
    except pypdfium2.PdfiumError:
        return None


def _size(attachment: pypdfium2.PdfAttachment) -> int:
    """How many bytes it has, 0 where it has none."""
    size = ctypes.c_ulong()
    found = pdfium.FPDFAttachment_GetFile(attachment.raw, None, 0, ctypes.byref(size))
    return int(size.value) if found else 0


def _bytes(attachment: pypdfium2.PdfAttachment) -> NDArray[np.uint8]:
    if not _size(attachment):
        return np.zeros(0, np.uint8)
    return np.frombuffer(bytes(attachment.get_data()), np.uint8)


def _plain(name: str) -> str:
    """A name without folders and without what cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in last if one.isprintable())[-LONGEST_NAME:]


def _judge(got: int, limit: int, unit: str) -> None:
    if got > limit:
        what = "The PDF carries more than is read; take out what it has attached"
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="document_too_complex")
