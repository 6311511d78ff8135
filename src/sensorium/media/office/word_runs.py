"""The characters of a paragraph in DOCX, with what hangs on them (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

from typing import Final

from sensorium.media.office.flow import Run, Runs
from sensorium.media.office.markup import Element, every, first, prefixed, told
from sensorium.media.office.word_styles import Styles, is_on

PAGE_BREAK: Final = "\f"
_LEFT_OUT: Final = (
    "w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:sdtPr", "w:sdtEndPr", "mc:Fallback",
    "w:tblPr", "m:ctrlPr", "w:rt",
)  # fmt: skip
_CHARACTERS: Final = {"w:tab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": "\t"}
_FIRST_PRINTABLE, _SURROGATES_FROM = 0x20, 0xD800


class RunReader:
    """Reads paragraphs; keeps what it met until it is taken."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._references: list[tuple[str, str | None, int]] = []
        self._numbers: dict[str, dict[str | None, int]] = {}  # of notes, by kind and id
        self._drawings: list[Element] = []

    def take_references(self) -> list[tuple[str, str | None, int]]:
        """Kind, id and number of the notes that were referred to: those of a kind count as they are met."""
        taken, self._references = self._references, []
        return taken

    def take_drawings(self) -> list[Element]:
        """Drawings that were met."""
        taken, self._drawings = self._drawings, []
        return taken

    def of(self, paragraph: Element, style: str | None) -> Runs:
        """The characters of a paragraph in a style."""
        runs: list[Run] = []
        self._gather(paragraph, (self._styles.is_on(style, "w:b"), self._styles.is_on(style, "w:i")), runs)
        return tuple(runs)

    def _gather(self, element: Element, face: tuple[bool, bool], runs: list[Run]) -> None:
        for child in element:
            tag = prefixed(child)
            if tag in _LEFT_OUT:
                continue
            if tag == "w:r":
                self._run(child, face, runs)
            elif tag == "m:t":
                runs.append(Run(child.text or ""))
            elif tag == "mc:AlternateContent":
                chosen = first(child, "mc:Choice")
                self._gather(child if chosen is None else chosen, face, runs)
            else:
                self._gather(child, face, runs)

    def _run(self, element: Element, face: tuple[bool, bool], runs: list[Run]) -> None:
        properties = first(element, "w:rPr")
        if is_on(properties, "w:vanish"):
            return
        style = None if properties is None else told(first(properties, "w:rStyle"), "w:val")
        bold, italic = (self._face(properties, style, *pair) for pair in zip(("w:b", "w:i"), face, strict=True))
        texts = [self._text(child) for child in element]
        runs += [Run(text, bold, italic) for text in texts if text]

    def _face(self, properties: Element | None, style: str | None, tag: str, inherited: bool) -> bool:
        own = is_on(properties, tag)
        if own is not None:
            return own
        return inherited or (style is not None and self._styles.is_on(style, tag))

    def _text(self, element: Element) -> str:
        tag = prefixed(element)
        if tag == "w:t":
            return element.text or ""
        if tag == "w:br":
            return PAGE_BREAK if told(element, "w:type") == "page" else "\n"
        if tag == "w:sym":
            return _symbol(told(element, "w:char"))
        if tag == "w:ruby":  # how it is pronounced is left out
            return "".join(self._text(child) for run in every(element, "w:rubyBase/w:r") for child in run)
        if tag == "mc:AlternateContent":
            chosen = first(element, "mc:Choice")
            return "" if chosen is None else "".join(self._text(child) for child in chosen)
        return _CHARACTERS.get(tag, "") or self._met(element, tag)

    def _met(self, element: Element, tag: str) -> str:
        """Keep a reference or a drawing; what stands for it in the text."""
        if tag in ("w:footnoteReference", "w:endnoteReference"):
            kind, key = tag[2:-9] + "s", told(element, "w:id")
            met = self._numbers.setdefault(kind, {})
            number = met.setdefault(key, len(met) + 1)
            self._references.append((kind, key, number))
            return f"[{number}]"
        if tag in ("w:drawing", "w:pict", "w:object"):
            self._drawings.append(element)
        return ""


def _symbol(code: str | None) -> str:
    """A letter by its number in hexadecimal; a dot for those that only a font of its own has."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if _FIRST_PRINTABLE <= number < _SURROGATES_FROM else "•"
