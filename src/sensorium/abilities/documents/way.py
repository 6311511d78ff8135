"""How a document is to be read: by whom, which of its pages, and with what beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.abilities.documents.readers.reader import Reader


@dataclass(frozen=True, kw_only=True)
class Way:
    """reader: of pages that are pictures; None where there is none. second: whose words are compared with all others.

    first, last: pages, from 1, both included; None for all. password: of a PDF that is locked. figures: whether words
    in pictures on a page, and charts, are read as well. embedded: whether data that the file carries beside its pages
    (an invoice as XML) are read as well. report: is told the number of each page that was read.

    Raises `InvalidInput(code="invalid_page")` for pages that no document has.
    """

    reader: Reader | None = None
    second: Reader | None = None
    first: int = 1
    last: int | None = None
    password: str | None = None
    figures: bool = True
    embedded: bool = True
    limits: Limits = DEFAULT
    report: Callable[[int, int], None] = lambda number, total: None

    def __post_init__(self) -> None:
        if self.first < 1 or (self.last is not None and self.last < self.first):
            told = f"pages {self.first} to {'the end' if self.last is None else self.last} are none"
            message = f"{told}: pages count from 1, and the last is not before the first"
            raise InvalidInput(message, code="invalid_page", param="pages")
