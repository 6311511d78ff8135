"""What was read of a document: pages, their blocks in reading order, the words of those.

Everything says where it stands (`Box`, on the page it belongs to), who read it (`source`) and how sure that is
(`confidence`). Knows neither files nor readers: `reading.read` makes it, `writing` turns it into Markdown, HTML, JSON
and CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal, TypeAlias

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.carried.invoice import Invoice

TEXT_LAYER: Final = "text layer"  # words that a PDF itself holds
HIDDEN_LAYER: Final = "hidden text layer"  # words under a scanned picture, that another program read
FILE: Final = "file"  # words of a format that is text and structure itself: office files, HTML, Markdown, CSV, mail
CARRIED: Final = "embedded data"  # what data say that a file carries beside its pages
FORM: Final = "form"  # what stands in a form's field
MOST_FIGURES: Final = 6  # of a chart's value, as many as can be read off
_HYPHENS: Final = ("-", "\u00ad", "\u2010")  # at the end of a line
_TOUCHING: Final = 0.15  # of the height of print: what stands closer is not parted by a space
# Thai, Lao, Burmese, Khmer, Han, kana and their signs: scripts without spaces between words.
_SOLID: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]"
)
_FIRST_SOLID: Final = "\u0e00"
_FIRST_HAN: Final = "\u2e80"  # and kana; figures among them stand without spaces too
# Any other source is the name of a reader: "tesseract", "rapidocr", "sensorium/seedling", …


@dataclass(frozen=True, slots=True)
class Vote:
    """What one more reader read where a word stands; "" where it read nothing."""

    reader: str
    text: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word. confidence: the probability that its text is right, 0 to 1; size_pt: of its type, 0 where unknown."""

    text: str
    box: Box
    source: str = TEXT_LAYER
    confidence: float = 1.0
    size_pt: float = 0.0
    bold: bool = False
    italic: bool = False
    votes: tuple[Vote, ...] = ()  # of the other readers that were asked; () where none was

    @property
    def supported(self) -> bool | None:
        """Whether another reader read the same; None where no other was asked."""
        return any(vote.text == self.text for vote in self.votes) if self.votes else None


def said(words: Sequence[Word]) -> str:
    """Words in their order, spaces between; two parts of a word that a line's end has parted are one.

    Parted is what ends in a hyphen and goes on further below, or above in the next column, with a small letter.
    A soft hyphen goes as well; of "well-known" the hyphen is lost where the line ends behind it. In scripts that part
    no words by spaces the end of a line parts none either.
    """
    texts: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None and _parted(last, word):
            texts[-1] = texts[-1][:-1] + word.text
        elif last is not None and _runs_on(last, word):
            texts[-1] += word.text
        else:
            texts.append(word.text)
        last = word
    return " ".join(texts)


def _parted(first: Word, second: Word) -> bool:
    """Whether `second` is the rest of the word that `first` begins, on another line."""
    if len(first.text) < 2 or first.text[-1] not in _HYPHENS or not second.text[:1].islower():
        return False
    return first.text[-2].islower() and not _on_a_line(first, second) and first.box != second.box


def _runs_on(first: Word, second: Word) -> bool:
    """Whether text without spaces goes on from one word to the other: on the next line, or where they touch."""
    end, begin = first.text[-1:], second.text[:1]
    if max(end, begin) < _FIRST_SOLID or first.box == second.box:
        return False
    apart = abs(second.box.left - first.box.right) >= _TOUCHING * first.box.height
    if apart and _on_a_line(first, second):
        return False
    solid = [bool(_SOLID.match(one)) for one in (end, begin)]
    return all(solid) or (any(solid) and max(end, begin) >= _FIRST_HAN and (end.isdigit() or begin.isdigit()))


def _on_a_line(first: Word, second: Word) -> bool:
    return first.box.top < second.box.center[1] < first.box.bottom


@dataclass(frozen=True, kw_only=True)
class Block:
    """Something that is read as one. anchor: where the file itself says that it is ("Sheet1!A1:C9", "slide 3")."""

    box: Box
    words: tuple[Word, ...] = field(default=(), repr=False)
    anchor: str = ""

    @property
    def text(self) -> str:
        return said(self.words)

    @property
    def confidence(self) -> float:
        """That of its words on the average; 1 where it has none."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else 1.0

    @property
    def sources(self) -> tuple[str, ...]:
        """Who read its words, each once."""
        return tuple(dict.fromkeys(word.source for word in self.words))


Role: TypeAlias = Literal["body", "header", "footer", "footnote", "caption", "code"]


@dataclass(frozen=True, kw_only=True)
class Paragraph(Block):
    """Running text; by `role` also what stands at the edge of every page, under a figure, or is set as code."""

    role: Role = "body"


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """level: 1 is the title's."""

    level: int = 1


@dataclass(frozen=True, kw_only=True)
class ListItem(Block):
    """marker: "•", "3.", "(a)"…, which is not among the words; level: how deep it lies, from 1."""

    marker: str = "•"
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table: row and column of its upper left corner from 0, how many it spans, whether it is a heading.

    page: on which it stands, from 1, in `Reading.tables`; 0 in the blocks of a page, where it stands on that page.
    rest: in `Reading.tables`, what the end of its page cut off and the next page has; `text` says both, `words` are
    those on its own page.
    """

    row: int
    column: int
    box: Box
    words: tuple[Word, ...] = field(default=(), repr=False)
    row_span: int = 1
    column_span: int = 1
    heading: bool = False
    page: int = 0
    rest: Cell | None = None

    @property
    def text(self) -> str:
        return said(self.all_words)

    @property
    def all_words(self) -> tuple[Word, ...]:
        """Its words and those of its rest."""
        return self.words if self.rest is None else (*self.words, *self.rest.all_words)

    @property
    def confidence(self) -> float:
        """That of the least certain of its words; 1 where it has none."""
        return min((word.confidence for word in self.all_words), default=1.0)


@dataclass(frozen=True, kw_only=True)
class Table(Block):
    """Cells, those of a row from left to right, rows from the top. `words` are those of all cells in that order.

    One of `Reading.tables` may go on over pages: its box is that of the part on the first of them.
    """

    cells: tuple[Cell, ...]
    caption: str = ""

    @property
    def num_rows(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def num_columns(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that its cells stand on, in order; () in the blocks of a page."""
        return tuple(sorted({cell.page for cell in self.cells if cell.page}))

    @cached_property
    def rows(self) -> list[list[str]]:
        """The text of every place, shape = (num_rows, num_columns): a cell that spans several stands in its first."""
        num_columns = self.num_columns
        grid = [[""] * num_columns for _ in range(self.num_rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid

    @cached_property
    def cells_of_rows(self) -> list[list[Cell]]:
        """The cells that begin in each row, shape = (num_rows,)."""
        found: list[list[Cell]] = [[] for _ in range(self.num_rows)]
        for cell in self.cells:
            found[cell.row].append(cell)
        return found


@dataclass(frozen=True, kw_only=True)
class Figure(Block):
    """A picture on the page. `words` are those that stand in it; alt: what the file says it shows."""

    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """Values of a chart, one for each of its categories; None where none could be read. Each with its confidence."""

    name: str
    values: tuple[float | None, ...]
    confidences: tuple[float, ...]


def value_in_figures(value: float) -> str:
    """A value of a chart as it is written: no fewer than six digits, all of those before the point."""
    value += 0.0  # no "-0"
    before = len(str(int(abs(value))))
    small = f"{Decimal(f'{value:.{MOST_FIGURES}g}'):f}"
    text = f"{value:.{max(0, MOST_FIGURES - before)}f}" if abs(value) >= 1 else small
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, kw_only=True)
class Chart(Block):
    """A diagram. kind: "bar", "line", "pie" or "scatter"; categories: the places of its first axis, in words."""

    kind: str
    title: str = ""
    first_axis: str = ""
    second_axis: str = ""
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Pair(Block):
    """A name and what it is said to be: "Invoice no.: 4711", a field of a form. `words` are those of both."""

    key: tuple[Word, ...]
    value: tuple[Word, ...]


@dataclass(frozen=True, kw_only=True)
class ReadPage:
    """One page: its number from 1, its size in points, its blocks in reading order.

    words: all that was read, in reading order, those of no block included. doubted: what a reader gave and another does
    not bear out enough to be believed. steps: what was done to its picture before it was read, turned_deg: by how much
    it was turned clockwise (a scan that lies askew); places are those of the page after that.
    """

    number: int
    width_pt: float
    height_pt: float
    blocks: tuple[Block, ...]
    words: tuple[Word, ...] = field(default=(), repr=False)
    doubted: tuple[Word, ...] = field(default=(), repr=False)
    turned_deg: float = 0.0
    steps: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks if block.text)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A document as it was read. readers: all that were asked; notes: what deserves a mention.

    invoices: what data say that the file carries beside its pages, those that count first; see `carried`.
    """

    pages: tuple[ReadPage, ...]
    title: str = ""
    media_type: str = ""
    readers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    invoices: tuple[Invoice, ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(page.text for page in self.pages if page.text)

    @property
    def blocks(self) -> Iterator[tuple[ReadPage, Block]]:
        """All blocks in reading order, each with its page."""
        return ((page, block) for page in self.pages for block in page.blocks)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables in reading order, each whole: parts on following pages are one, a head that is repeated stands
        once. A cell says on which page its box lies. The blocks of pages keep the parts as they stand there.
        """
        from sensorium.abilities.documents.tables.over_pages import wholes

        return tuple(whole.table for whole in wholes(self.pages))
