"""Styles of a workbook, as far as they change what is read: number formats, bold, italic (ECMA-376 part 1, 18.8)."""

from __future__ import annotations

from sensorium.media.office import number_formats
from sensorium.media.office.markup import Element, every, first, number, told


class Styles:
    """The formats of cells by the number that a cell says ("s")."""

    def __init__(self, root: Element | None) -> None:
        self._codes: list[str] = []
        self._faces: list[tuple[bool, bool]] = []
        if root is None:
            return
        codes = number_formats.BUILT_IN | {
            number(told(told_format, "numFmtId"), -1): told(told_format, "formatCode") or number_formats.GENERAL
            for told_format in every(root, "x:numFmts/x:numFmt")
        }
        faces = [(_on(font, "x:b"), _on(font, "x:i")) for font in every(root, "x:fonts/x:font")]
        for style in every(root, "x:cellXfs/x:xf"):
            self._codes.append(codes.get(number(told(style, "numFmtId")), number_formats.GENERAL))
            font = number(told(style, "fontId"))
            self._faces.append(faces[font] if 0 <= font < len(faces) else (False, False))

    def code(self, style: int) -> str:
        """The number format of a style; the general one for a style that is not told."""
        return self._codes[style] if 0 <= style < len(self._codes) else number_formats.GENERAL

    def face(self, style: int) -> tuple[bool, bool]:
        """Whether it is bold, and italic."""
        return self._faces[style] if 0 <= style < len(self._faces) else (False, False)


def _on(font: Element, tag: str) -> bool:
    found = first(font, tag)
    return found is not None and told(found, "val") not in ("0", "false")
