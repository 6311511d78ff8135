"""Files that a PDF carries: their names and their bytes, taken out in the decoding process and not looked into.

What is found are the files that the document itself lists (ISO 32000-2, 7.11.4); those that hang on a note on a page,
or that are only referred to, are not.
"""

from __future__ import annotations

from dataclasses import dataclass

from sensorium.limits import DEFAULT, Limits
from sensorium.media import worker


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file inside of a PDF. name: as the PDF has it, without folders and control characters; it may be ""."""

    name: str
    data: bytes


def read(
    data: bytes, limits: Limits = DEFAULT, *, ending: str = "", password: str | None = None
) -> tuple[Attachment, ...]:
    """The files that a PDF carries whose names end in `ending`, in whatever case.

    Raises `InvalidInput(code="document_encrypted" | "invalid_document" | "unsupported_format")`,
    `TooLarge(code="document_too_complex")` where it lists more files than `limits.document_attachments`, or those that
    are wanted have more bytes than `limits.attachment_bytes` together, and what `worker.decode` raises.
    """
    decoded = worker.decode("attachments", data, limits, ending=ending, password=password)
    with worker.judging_answer():
        names = list(decoded.facts["names"])
        return tuple(
            Attachment(name=str(name), data=decoded.arrays[f"file{place}"].tobytes())
            for place, name in enumerate(names)
        )
