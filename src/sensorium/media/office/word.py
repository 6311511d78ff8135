"""DOCX → a flow, as it reads when all tracked changes are accepted (WordprocessingML, ECMA-376 part 1, 17).

Comments and hidden text are left out; footnotes stand behind the section's last block; text boxes behind the paragraph
that holds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sensorium.limits import Limits
from sensorium.media.office import bounds, drawings, markup
from sensorium.media.office.flow import Block, Flow, Heading, Item, Paragraph, Role, Run, Runs, Section, blank, in_cell
from sensorium.media.office.markup import Element, every, first, prefixed, told
from sensorium.media.office.packages import Package, Relations
from sensorium.media.office.word_runs import PAGE_BREAK, RunReader
from sensorium.media.office.word_styles import Numbering, Styles
from sensorium.media.office.word_tables import read_table

_TRANSPARENT: Final = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "mc:AlternateContent")
_NOTE_KINDS: Final = ("footnotes", "endnotes")
_ROLES: Final[dict[str, Role]] = {
    "caption": "caption",
    "html preformatted": "code",
    "code": "code",
    "source code": "code",
}


def read(data: bytes, limits: Limits) -> Flow:
    """A document in DOCX, or DOCM, whose macros are not looked at. Raises as `packages.Package`."""
    package = Package(data, limits)
    name = package.main("word/document.xml")
    root = package.xml(name)
    body = first(root, "w:body")
    if body is None:
        raise bounds.damaged("it has no body")
    return _Document(package, name).flow(body)


class _Document:
    """One document as it is read."""

    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._relations = package.relations(name)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"))
        self.notes: list[str] = []
        self._footnotes = {
            (kind, told(note, "w:id")): note
            for kind in _NOTE_KINDS
            if (root := self._part(kind)) is not None
            for note in root
        }
        if self._relations.of_kind("comments"):
            self.notes.append("comments are left out")

    def _part(self, kind: str) -> Element | None:
        names = [name for name in self._relations.of_kind(kind) if name in self._package]
        return self._package.xml(names[0]) if names else None

    def flow(self, body: Element) -> Flow:
        reader = StoryReader(self, self._package, self._relations)
        blocks = [*self._edges(body, "header"), *reader.blocks(body)]
        blocks += [block for reference in reader.referred for block in self._footnote(*reference)]
        blocks += self._edges(body, "footer")
        title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
        words = " ".join(run.text for run in title.runs) if title else ""
        return Flow(sections=_cut_at_breaks(blocks), title=" ".join(words.split())[:500],
                    notes=tuple(dict.fromkeys(self.notes)))  # fmt: skip

    def _edges(self, body: Element, kind: str) -> list[Block]:
        """What stands at the head or foot of pages: each once."""
        found: dict[str, list[Block]] = {}
        for reference in every(body, f".//w:sectPr/w:{kind}Reference"):
            place = self._relations.get(told(reference, "r:id"))
            if place is None or place not in self._package or place in found:
                continue
            reader = StoryReader(self, self._package, self._package.relations(place))
            found[place] = [_in_role(block, kind) for block in reader.blocks(self._package.xml(place))]
        seen: set[str] = set()
        kept = []
        for block in (block for blocks in found.values() for block in blocks):
            words = "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else repr(block)
            if words not in seen:
                kept.append(block)
            seen.add(words)
        return kept

    def _footnote(self, kind: str, key: str | None, number: int) -> list[Block]:
        note = self._footnotes.get((kind, key))
        if note is None:
            return []
        blocks = [
            _in_role(block, "footnote") for block in StoryReader(self, self._package, self._relations).blocks(note)
        ]
        if blocks and isinstance(blocks[0], Paragraph):
            blocks[0] = Paragraph(runs=(Run(f"[{number}] "), *blocks[0].runs), role="footnote")
        return blocks


def _in_role(block: Block, role: str) -> Block:
    match block, role:
        case (Paragraph() | Heading() | Item(), "header" | "footer" | "footnote"):
            return Paragraph(runs=block.runs, role=role)
        case _:
            return block


def _cut_at_breaks(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Blocks between page breaks, which the paragraphs hold as characters."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if not isinstance(block, Paragraph | Heading | Item) or not any(PAGE_BREAK in run.text for run in block.runs):
            sections[-1].append(block)
            continue
        parts = _runs_between_breaks(block.runs)
        for place, runs in enumerate(parts):
            if place:
                sections.append([])
            if not blank(runs):
                sections[-1].append(_with_runs(block, runs))
    return tuple(Section(blocks=tuple(section)) for section in sections if section)


def _with_runs(block: Paragraph | Heading | Item, runs: Runs) -> Block:
    match block:
        case Heading():
            return Heading(runs=runs, level=block.level)
        case Item():
            return Item(runs=runs, marker=block.marker, level=block.level)
        case _:
            return Paragraph(runs=runs, role=block.role)


def _runs_between_breaks(runs: Runs) -> list[Runs]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        for place, text in enumerate(run.text.split(PAGE_BREAK)):
            if place:
                parts.append([])
            if text:
                parts[-1].append(Run(text, run.bold, run.italic))
    return [tuple(part) for part in parts]


class StoryReader:
    """Reads the blocks of a body, a cell, a note, a header: whatever holds paragraphs and tables."""

    def __init__(self, document: _Document, package: Package, relations: Relations) -> None:
        self._document, self._package, self._relations = document, package, relations
        self._runs = RunReader(document.styles)
        self._open: Runs = ()  # of a paragraph whose mark was deleted: it goes on in the next
        self.referred: list[tuple[str, str | None, int]] = []  # to notes, in order

    def blocks(self, story: Element) -> list[Block]:
        """All blocks of a story."""
        return [*self._gathered(story), *self._ended()]

    def _ended(self) -> list[Block]:
        """A paragraph whose mark was deleted, and that no other follows."""
        runs, self._open = self._open, ()
        return [] if blank(runs) else [Paragraph(runs=runs)]

    def _gathered(self, story: Element) -> list[Block]:
        found: list[Block] = []
        for element in story:
            tag = prefixed(element)
            if tag == "w:p":
                found += self._paragraph(element)
            elif tag == "w:tbl":
                found += [*self._ended(), *read_table(element, self.cell)]
            elif tag in _TRANSPARENT:
                inner = first(element, "mc:Choice") if tag == "mc:AlternateContent" else element
                found += self._gathered(element if inner is None else inner)
        return found

    def _paragraph(self, element: Element) -> list[Block]:
        properties = first(element, "w:pPr")
        style = told(None if properties is None else first(properties, "w:pStyle"), "w:val")
        runs = (*self._open, *self._runs.of(element, style))
        self.referred += self._runs.take_references()
        if first(element, "w:pPr/w:rPr/w:del") is not None:
            self._open = runs
            return []
        self._open = ()
        block = self._block(runs, properties, style)
        blocks = [block] if block is not None else []
        return [*blocks, *self._inside(element)]

    def _block(self, runs: Runs, properties: Element | None, style: str | None) -> Block | None:
        if blank(runs) and not any(PAGE_BREAK in run.text for run in runs):
            return None
        styles = self._document.styles
        own = None if properties is None else first(properties, "w:numPr")
        numbering = styles.numbering(style) if own is None else own
        marker = None if numbering is None else self._document.numbering.marker(numbering)
        outline = told(None if properties is None else first(properties, "w:outlineLvl"), "w:val")
        level = styles.level(style) if outline is None or outline == "9" else markup.number(outline) + 1
        if level is not None:
            return Heading(
                runs=(Run(f"{marker[0]} "), *runs) if marker and marker[0] not in ("", "•") else runs, level=level
            )
        if marker is not None:
            return Item(runs=runs, marker=marker[0], level=max(marker[1], styles.list_level(style)))
        roles = [_ROLES[name.lower()] for name in styles.names(style) if name.lower() in _ROLES]
        return Paragraph(runs=runs, role=roles[0] if roles else "body")

    def _inside(self, paragraph: Element) -> list[Block]:
        """Pictures, charts and text boxes that hang on a paragraph."""
        blocks: list[Block] = []
        for drawing in self._runs.take_drawings():
            boxes = every(drawing, ".//w:txbxContent")
            for box in boxes:
                blocks += self.blocks(box)
            if not boxes:
                notes = self._document.notes
                blocks += drawings.pictures_in(drawing, self._package, self._relations, notes)
                blocks += drawings.charts_in(drawing, self._package, self._relations, "", notes)
        return blocks

    def cell(self, element: Element) -> tuple[Runs, list[Block]]:
        """What stands in a cell: characters, line by line, and what cannot stand in one."""
        return in_cell(self.blocks(element))
