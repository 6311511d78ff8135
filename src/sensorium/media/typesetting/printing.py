"""Pages of drawing instructions → a PDF that pdfium shows (ISO 32000-1). Only its own fonts, which every PDF has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ENCODING: Final = "cp1252"  # WinAnsiEncoding, what the standard fonts of PDF can show
FONTS: Final = (
    "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique", "Courier", "Courier-Bold",
    "Courier-Oblique", "Courier-BoldOblique",
)  # fmt: skip
"""Font number n is called /Fn in a page's instructions."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in points and its instructions."""

    size_pt: tuple[float, float]
    content: bytes


def pdf_of(sheets: Sequence[Sheet]) -> bytes:
    """A PDF of these pages."""
    first_page = 3 + len(FONTS)
    kids = " ".join(f"{first_page + 2 * index} 0 R" for index in range(len(sheets)))
    fonts = " ".join(f"/F{number} {3 + number} 0 R" for number in range(len(FONTS)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode() for name in FONTS),
    ]
    for index, sheet in enumerate(sheets):
        width, height = sheet.size_pt
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}] /Resources << /Font << {fonts} >> >> "
            f"/Contents {first_page + 2 * index + 1} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(sheet.content), sheet.content))
    return _file_of(objects)


def _file_of(objects: Sequence[bytes]) -> bytes:
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))
    return bytes(file) + table + trailer
