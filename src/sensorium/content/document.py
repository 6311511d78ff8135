"""Documents: pages with their text and their pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sensorium.content.image import Image
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.media.documents import Pages
    from sensorium.media.sources import Source


@dataclass(frozen=True, eq=False)
class Page:
    """One page: its text layer ('' when it has none), its picture, its size in points (1/72 inch)."""

    text: str
    picture: Image
    width_pt: float
    height_pt: float

    def __post_init__(self) -> None:
        if not (0 < self.width_pt < float("inf") and 0 < self.height_pt < float("inf")):
            raise InvalidInput("A page's size in points must be positive.", code="invalid_document")

    def _repr_png_(self) -> bytes:
        return self.picture.encode("png")


@dataclass(frozen=True, eq=False)
class Document:
    """Pages in order."""

    pages: tuple[Page, ...]
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "pages", tuple(self.pages))
        if not self.pages:
            raise InvalidInput("A document needs at least one page.", code="invalid_document", param="pages")

    @classmethod
    def open(cls, source: Source, *, dpi: float | None = None, limits: Limits = DEFAULT) -> Document:
        """Read a PDF, DOCX, PPTX, XLSX, EPUB, HTML, EML, Markdown, CSV, plain text, or the pages of a TIFF.

        `dpi`: of the pages' pictures, by default as fine as the limits allow, up to 144. What has no pages of its own
        is set on pages. Raises `InvalidInput`, `TooLarge`, `MissingDependency`.
        """
        from sensorium.media import documents, sources

        loaded = sources.load(source, limits)
        return cls.of_pages(documents.read(loaded.data, limits, dpi=dpi, declared=loaded.media_type))

    @classmethod
    def of_pages(cls, found: Pages) -> Document:
        """The document whose pages were read from bytes."""
        pages = (Page(page.text, Image(page.pixels), page.width_pt, page.height_pt) for page in found.pages)
        return cls(tuple(pages), found.title)

    @property
    def text(self) -> str:
        """The text layers of all pages, a blank line between two."""
        return "\n\n".join(page.text for page in self.pages if page.text)

    def __repr__(self) -> str:
        return f"Document({len(self.pages)} pages, {self.title!r})"
