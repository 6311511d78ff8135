"""What is asked of `/v1/documents`, and whether it can be done: told before anything is kept."""

from __future__ import annotations

from typing import Any

from fastapi import UploadFile
from pydantic import Field

from sensorium.errors import InvalidInput
from sensorium.limits import Limits
from sensorium.surfaces.server.wire import Wire

LONGEST_PASSWORD = 1_000
PAGES = "write pages such as 3, 2-5 or 4-"


class DocumentRequest(Wire):
    """A document, uploaded with the request or before."""

    file: UploadFile | None = None
    file_id: str | None = None
    pages: str | None = Field(default=None, description="3, 2-5 or 4-")
    password: str | None = Field(default=None, max_length=LONGEST_PASSWORD)
    reader: str | None = None
    verify: str | None = None
    figures: bool = True
    embedded: bool = Field(default=True, description="whether data that a PDF carries are read beside its pages")

    def check(self) -> None:
        """Raise InvalidInput for none and for two files, and for pages that are none."""
        if (self.file is None) == (self.file_id is None):
            raise InvalidInput("give the document as file, or its id as file_id; not both", param="file")
        _ = self.span

    @property
    def span(self) -> tuple[int, int | None]:
        """First and last page. Raises `InvalidInput(code="invalid_page")`."""
        if self.pages is None:
            return 1, None
        first, dash, last = self.pages.strip().partition("-")
        told = (_number(first), (_number(last) if last else None) if dash else _number(first))
        if told[0] is None or (last and told[1] is None) or (told[1] is not None and told[1] < told[0]):
            raise InvalidInput(f"{self.pages[:40]!r} are no pages: {PAGES}", code="invalid_page", param="pages")
        return told[0], told[1]


class ExtractionRequest(Wire):
    """Fields, as a JSON schema of an object; model: who reads them, by layout where none is named."""

    schema_: dict[str, Any] = Field(alias="schema")
    model: str | None = None


class QuestionRequest(Wire):
    """A question; model: who answers, words of the document where none is named."""

    question: str
    model: str | None = None


def judged(data: bytes, name: str, asked: DocumentRequest, limits: Limits) -> int | None:
    """How many pages a document has, where that is cheap to know: of a PDF.

    Raises InvalidInput for what is no document, readers that are not known, pages that are not there, a lock without
    its key, and what decoding the first page of a PDF raises; `MissingDependency` for readers that are not here.
    """
    from sensorium.abilities.documents.reading import way_of
    from sensorium.media import formats, page_marks, sources

    first, _ = asked.span
    way_of(asked.reader, asked.verify)
    kind = sources.load(data, limits, name=name).media_type
    if kind not in (*formats.PICTURES, *formats.DOCUMENTS):
        raise InvalidInput(f"the file is {kind}, which has no pages", code="unsupported_format", param="file")
    if kind == formats.PDF:
        return page_marks.read(data, limits, first=first, last=first, password=asked.password or None).num_pages
    if kind in formats.PICTURES and first > 1:
        raise InvalidInput(f"a picture is one page; page {first} is not there", code="invalid_page", param="pages")
    return 1 if kind in formats.PICTURES else None


def _number(written: str) -> int | None:
    """A page's number; None of what is none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 and int(written) else None
