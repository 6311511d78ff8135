"""HTML → a flow: headings, paragraphs, lists, tables, preformatted text, pictures that the page holds itself, forms.

Nothing is fetched, no script runs. What a page does not show is left out. Exports of Google Docs and mails of Outlook
say lists and emphasis by their own classes and styles, which are known here. HTML: WHATWG's living standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from sensorium.limits import Limits
from sensorium.media.office import charsets, markup
from sensorium.media.office.drawings import SHOWN
from sensorium.media.office.flow import (
    Block,
    Flow,
    Heading,
    Item,
    Pair,
    Paragraph,
    Picture,
    Role,
    Run,
    Runs,
    Section,
    blank,
    in_cell,
    plain,
)
from sensorium.media.office.markup import Element, name_of, number
from sensorium.media.office.web_forms import Labels, is_field, value_of
from sensorium.media.office.web_styles import PageStyles
from sensorium.media.office.web_tables import is_layout, read_table
from sensorium.media.office.web_text import data_of, trimmed, unframed
from sensorium.media.office.word_styles import in_form

Resolve: TypeAlias = Callable[[str], bytes | None]  # the bytes of what a page calls by an address, where it has them

_SKIPPED: Final = frozenset(
    "head script style template noscript object embed iframe audio video canvas svg datalist title meta link "
    "source track map dialog".split()
)
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output progress q ruby rb "
    "s samp small span strike strong sub sup time tt u var wbr button o:p rp rt picture".split()
)
_LEFT_OUT_INLINE: Final = frozenset({"rt", "rp", "button"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LISTS: Final = ("ul", "ol", "menu", "dir")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_GOOGLE_LEVEL = re.compile(r"lst-kix_\w+-(\d)")
_OUTLOOK_LEVEL = re.compile(r"mso-list:[^;]*level(\d)", re.IGNORECASE)
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_Face = tuple[bool, bool]


def read(data: bytes, limits: Limits) -> Flow:
    """A page. Raises `InvalidInput(code="document_too_complex" | "invalid_document")`."""
    return of_text(charsets.of_page(data))


def of_text(text: str, resolve: Resolve | None = None) -> Flow:
    """The same for characters."""
    root = markup.html(text)
    notes: list[str] = []
    blocks = blocks_of(root, notes=notes, resolve=resolve)
    return Flow(sections=(Section(blocks=tuple(blocks)),), title=title_of(root), notes=tuple(dict.fromkeys(notes)))


def title_of(root: Element) -> str:
    """What a page calls itself."""
    element = next((child for child in root.iter() if name_of(child) == "title"), None)
    return "" if element is None else " ".join("".join(element.itertext()).split())[:500]


def blocks_of(root: Element, *, notes: list[str], resolve: Resolve | None = None, anchor: str = "") -> list[Block]:
    """The blocks of a page that was parsed. resolve: gives the bytes of pictures; notes: is told what is left out."""
    sheets = [child.text or "" for child in root.iter() if name_of(child) == "style"]
    reader = PageReader(PageStyles(sheets), Labels(root), resolve or (lambda _: None), notes, anchor)
    reader.walk(root, (False, False))
    return reader.taken()


class _Kind:
    """What the text that is being gathered will be. A list's item has its marker once."""

    def __init__(self, *, level: int = 0, marker: str | None = None, role: Role = "body") -> None:
        self.level, self.marker, self.role = level, marker, role

    def block(self, runs: Runs, anchor: str) -> Block:
        if self.marker is not None:
            marker, self.marker = self.marker, ""
            return Item(runs=runs, marker=marker, level=max(self.level, 1), anchor=anchor)
        if self.level:
            return Heading(runs=runs, level=self.level, anchor=anchor)
        return Paragraph(runs=runs, role=self.role, anchor=anchor)


class PageReader:
    """Walks over elements and gathers blocks."""

    def __init__(self, styles: PageStyles, labels: Labels, resolve: Resolve, notes: list[str], anchor: str) -> None:
        self._styles, self._labels, self._resolve = styles, labels, resolve
        self._notes, self._anchor = notes, anchor
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._kind = _Kind()
        self._depth = 0  # of lists
        self._keeps_blanks = False

    def taken(self) -> list[Block]:
        """All blocks that were gathered."""
        self._end()
        return self._blocks

    def inner(self) -> PageReader:
        """A reader for what stands in a cell."""
        return PageReader(self._styles, self._labels, self._resolve, self._notes, self._anchor)

    def walk(self, element: Element, face: _Face) -> None:
        """Read an element and what is in it, not what follows it."""
        tag = name_of(element)
        if not tag or tag in _SKIPPED or tag in _LEFT_OUT_INLINE or self._styles.hides(element):
            return
        face = self._styles.face(element, face)
        if tag in _INLINE and not (tag == "label" and self._labels.are_used(element)):
            self._children(element, face)
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag == "img":
            self._picture(element)
        elif is_field(tag):
            self._field(element, tag)
        else:
            self._end()
            self._as_block(element, tag, face)
            self._end()

    def _children(self, element: Element, face: _Face) -> None:
        self._say(element.text, face)
        for child in element:
            self.walk(child, face)
            self._say(child.tail, face)

    def _say(self, text: str | None, face: _Face) -> None:
        if text:
            self._runs.append(Run(text if self._keeps_blanks else _BLANKS.sub(" ", text), *face))

    def _end(self) -> None:
        """What was gathered becomes a block."""
        runs, self._runs = trimmed(self._runs) if not self._keeps_blanks else unframed(self._runs), []
        if not blank(runs):
            self._blocks.append(self._kind.block(runs, self._anchor))

    def _as_block(self, element: Element, tag: str, face: _Face) -> None:
        if tag == "table" and not is_layout(element):
            self._blocks += read_table(element, self.cell, self._anchor, face)
        elif tag in _LISTS:
            self._list(element, tag, face)
        elif tag == "dl":
            self._terms(element, face)
        elif tag == "figure":
            self._figure(element, face)
        elif tag == "label":
            return
        elif tag in ("pre", "listing", "xmp"):
            self._within(element, face, _Kind(role="code"), keeps_blanks=True)
        elif tag in _HEADINGS:
            self._within(element, (False, face[1]), _Kind(level=_HEADINGS[tag]))
        elif (outlook := _OUTLOOK_LEVEL.search(element.get("style") or "")) is not None:
            self._outlook_item(element, face, int(outlook[1]))
        elif tag == "figcaption":
            self._within(element, face, _Kind(role="caption"))
        else:
            self._children(element, face)

    def _within(self, element: Element, face: _Face, kind: _Kind, *, keeps_blanks: bool = False) -> None:
        """Children, as blocks of a kind."""
        before = self._kind, self._keeps_blanks
        self._kind, self._keeps_blanks = kind, keeps_blanks or self._keeps_blanks
        self._children(element, face)
        self._end()
        self._kind, self._keeps_blanks = before

    def _list(self, element: Element, tag: str, face: _Face) -> None:
        google = _GOOGLE_LEVEL.search(element.get("class") or "")
        before, self._depth = self._depth, int(google[1]) + 1 if google else self._depth + 1
        count, step = number(element.get("start"), 1), -1 if element.get("reversed") is not None else 1
        for child in element:
            if name_of(child) == "li" and not self._styles.hides(child):
                count = number(child.get("value"), count)
                form = _FORMS.get(child.get("type") or element.get("type") or "", "decimal")
                marker = f"{in_form(count, form)}." if tag == "ol" else "•"
                self._within(child, self._styles.face(child, face), _Kind(level=self._depth, marker=marker))
                count += step
            else:
                self.walk(child, face)
                self._end()
        self._depth = before

    def _outlook_item(self, element: Element, face: _Face, level: int) -> None:
        marks = [
            part for part in element.iter() if "mso-list:ignore" in (part.get("style") or "").lower().replace(" ", "")
        ]
        marker = " ".join("".join(marks[0].itertext()).split()) if marks else "•"
        for mark in marks:
            for part in list(mark):
                mark.remove(part)
            mark.text = ""
        self._within(element, face, _Kind(level=level, marker=marker if re.match(r"\(?\w{1,4}[.)]", marker) else "•"))

    def _terms(self, element: Element, face: _Face) -> None:
        key: Runs = ()
        parts = [part for child in element for part in (child if name_of(child) == "div" else [child])]
        for part in parts:
            if name_of(part) == "dt":
                key, _ = self.cell(part, face)
            elif name_of(part) == "dd":
                value, others = self.cell(part, face)
                self._blocks += [Pair(key=key, value=value, anchor=self._anchor), *others]

    def _figure(self, element: Element, face: _Face) -> None:
        start = len(self._blocks)
        self._children(element, face)
        self._end()
        made = self._blocks[start:]
        captions = [block for block in made if isinstance(block, Paragraph) and block.role == "caption"]
        pictures = [block for block in made if isinstance(block, Picture)]
        if len(captions) == 1 and len(pictures) == 1:
            told = Picture(data=pictures[0].data, alt=pictures[0].alt, caption=captions[0].runs, anchor=self._anchor)
            self._blocks[start:] = [
                told if block is pictures[0] else block for block in made if block is not captions[0]
            ]

    def _picture(self, element: Element) -> None:
        address, alt = element.get("src") or "", " ".join((element.get("alt") or "").split())
        data = data_of(address) if address[:5].lower() == "data:" else self._resolve(address)
        if number(element.get("width"), 9) <= 2 or number(element.get("height"), 9) <= 2:
            return  # a spacer, or a counter of readers
        if data is None or not data.startswith(SHOWN):
            self._notes.append("pictures that the file does not hold as PNG or JPEG are left empty")
            data = b""
        if data or alt:
            self._end()
            self._blocks.append(Picture(data=data, alt=alt, anchor=self._anchor))

    def _field(self, element: Element, tag: str) -> None:
        value = value_of(element, tag)
        if value is not None:
            self._end()
            self._blocks.append(Pair(key=plain(self._labels.of(element)), value=plain(value), anchor=self._anchor))

    def cell(self, element: Element, face: _Face) -> tuple[Runs, list[Block]]:
        """What stands in a cell: characters, line by line, and what cannot stand in one."""
        reader = self.inner()
        reader._children(element, self._styles.face(element, face))  # noqa: SLF001 - its own kind
        return in_cell(reader.taken())
