"""Sheets set by reportlab's platypus."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

from benchmarks.documents.blocks import (
    Beside,
    Block,
    Cell,
    Columns,
    Drawing,
    Gap,
    Grid,
    Look,
    PageBreak,
    Pairs,
    Rule,
    Sheet,
    Words,
)

FAMILIES = ("Liberation Sans", "Liberation Serif", "DejaVu Sans", "PT Serif", "Carlito", "DejaVu Serif")
MONOSPACED = ("Liberation Mono", "DejaVu Sans Mono")
SCALES = {"title": 1.7, "heading": 1.2, "caption": 0.85, "footnote": 0.75, "body": 1.0, "small": 0.8, "quote": 1.35}
ALIGNS = {"left": 0, "center": 1, "right": 2}
FORMS = ("Regular", "Bold", "Italic", "Bold Italic")


@cache
def font_file(family: str, form: str) -> str:
    """Where fontconfig finds a family's file; the regular one where it has no such form."""
    names = {"Regular": "Regular:weight=80:slant=0", "Bold": "Bold:weight=200:slant=0"}
    pattern = f"{family}:style={names.get(form, form)}"
    told = subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True)
    return told.stdout


@cache
def _register(family: str) -> str:
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    names = [f"{family}-{form}" for form in FORMS]
    for name, form in zip(names, FORMS, strict=True):
        pdfmetrics.registerFont(TTFont(name, font_file(family, form)))
    pdfmetrics.registerFontFamily(names[0], *names)
    return names[0]


def set_sheet(sheet: Sheet, password: str = "") -> bytes:
    """A sheet as PDF, to be opened with a password unless that is ""; equal sheets give equal bytes."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate  # type: ignore[import-untyped]

    look, target = sheet.look, io.BytesIO()
    size = (look.width_pt, look.height_pt)
    document = BaseDocTemplate(target, pagesize=size, invariant=1, pageCompression=1, encrypt=password or None)
    edge = look.margin_pt
    inner = (edge, edge, look.width_pt - 2 * edge, look.height_pt - 2 * edge)
    frame = Frame(*inner, id="body", leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=_edges(sheet)))
    document.build([part for block in sheet.blocks for part in flowables(block, look, inner[2])])
    return target.getvalue()


def _edges(sheet: Sheet) -> Callable[[Any, Any], None]:
    def draw(canvas: Any, _: Any) -> None:  # noqa: ANN401 - reportlab has no types
        look = sheet.look
        canvas.setFont(_register(look.family), look.size_pt * 0.75)
        middle, away = look.width_pt / 2, look.margin_pt * 0.5
        canvas.drawCentredString(middle, look.height_pt - away, sheet.header)
        canvas.drawCentredString(middle, away * 0.8, sheet.footer)

    return draw


def paragraph(text: str, look: Look, *, size_pt: float, align: str = "left", **settings: Any) -> Any:  # noqa: ANN401
    """A paragraph of platypus."""
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.platypus import Paragraph

    bold = settings.pop("bold", False)
    settings.setdefault("leading", size_pt * look.leading)
    kind = ParagraphStyle(
        "kind", fontName=_register(look.family), fontSize=size_pt, alignment=ALIGNS.get(align, 4), **settings
    )
    inner = escape(text).replace("\n", "<br/>")
    return Paragraph(f"<b>{inner}</b>" if bold else inner, kind)


def flowables(block: Block, look: Look, width_pt: float) -> list[Any]:  # noqa: PLR0911 - one return a kind of block
    """One block as parts of platypus."""
    from reportlab import platypus  # type: ignore[import-untyped]
    from reportlab.platypus.flowables import BalancedColumns  # type: ignore[import-untyped]

    match block:
        case Words():
            return [_words(block, look)]
        case Grid():
            return _grid(block, look, width_pt)
        case Pairs():
            return [_pairs(block, look, width_pt)]
        case Beside():
            return [_beside(block, look, width_pt)]
        case Columns():
            each = (width_pt - block.gap_pt * (block.number - 1)) / block.number
            inner = [part for found in block.blocks for part in flowables(found, look, each)]
            return [BalancedColumns(inner, nCols=block.number, innerPadding=block.gap_pt)]
        case Drawing():
            return [_drawing(block, width_pt), platypus.Spacer(1, 3)]
        case Rule():
            dash = (2, 2) if block.dashed else None
            return [platypus.HRFlowable(width="100%", thickness=0.8, dash=dash, spaceBefore=4, spaceAfter=4)]
        case Gap():
            return [platypus.Spacer(1, block.height_pt)]
        case PageBreak():
            return [platypus.PageBreak()]


def _words(words: Words, look: Look) -> Any:  # noqa: ANN401
    size = look.size_pt * SCALES[words.role]
    heading = words.role in {"title", "heading"}
    align = "justify" if look.justify and words.role == "body" and words.align == "left" else words.align
    settings: dict[str, Any] = {
        "bold": words.bold or heading,
        "spaceAfter": 5,
        "spaceBefore": 7 if heading else 0,
        "keepWithNext": heading,
    }
    if words.role == "quote":
        settings |= {
            "borderWidth": 1,
            "borderColor": look.accent,
            "borderPadding": 5,
            "spaceBefore": 9,
            "spaceAfter": 10,
        }
    settings["textColor"] = look.accent if heading else "#111111"
    return paragraph(words.text, look, size_pt=size, align=align, **settings)


def _grid(grid: Grid, look: Look, width_pt: float) -> list[Any]:
    from reportlab.platypus import Table, TableStyle

    widths = [width_pt * grid.narrow * width / sum(grid.widths) for width in grid.widths]
    inner: list[list[Any]] = [["" for _ in widths] for _ in range(grid.num_rows)]
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("PADDING", (0, 0), (-1, -1), 3)]
    for cell in grid.cells:
        span = widths[cell.column : cell.column + cell.column_span]
        inner[cell.row][cell.column] = _cell(cell, grid, look, sum(span))
        end = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        commands.append(("SPAN", (cell.column, cell.row), end))
    table = Table(inner, widths, hAlign="LEFT", style=TableStyle(commands + _rules(grid, look)))
    caption = [paragraph(grid.caption, look, size_pt=look.size_pt, bold=True, spaceAfter=4)] if grid.caption else []
    return [*caption, table]


def _rules(grid: Grid, look: Look) -> list[tuple[Any, ...]]:
    from reportlab.lib import colors  # type: ignore[import-untyped]

    heads, every = grid.num_heading_rows, ((0, 0), (-1, -1))
    lines = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black)]
    known: dict[str, list[tuple[Any, ...]]] = {
        "none": [],
        "heads": [*lines, ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.7, colors.black)],
        "rows": [*lines, ("LINEBELOW", every[0], every[1], 0.4, colors.grey)],
        "full": [("GRID", every[0], every[1], 0.5, colors.black)],
        "shaded": [
            ("ROWBACKGROUNDS", (0, heads), (-1, -1), [colors.white, colors.HexColor("#e6e6ea")]),
            ("BACKGROUND", (0, 0), (-1, heads - 1), colors.HexColor("#c9d3e0")),
        ],
    }
    return known[grid.rules]


def _cell(cell: Cell, grid: Grid, look: Look, width_pt: float) -> Any:  # noqa: ANN401
    from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

    text = cell.text
    if cell.leader and "\n" not in text:
        name, room = _register(look.family), width_pt - 8 - 9 * cell.indent
        free = room - stringWidth(text + " ", name, grid.size_pt)
        text += " " + "." * max(int(free / stringWidth(".", name, grid.size_pt)) - 2, 0)
    indent, leading = 9 * cell.indent, grid.size_pt * 1.2
    bold = cell.heading or cell.bold
    return paragraph(text, look, size_pt=grid.size_pt, align=cell.align, leftIndent=indent, leading=leading, bold=bold)


def _pairs(pairs: Pairs, look: Look, width_pt: float) -> Any:  # noqa: ANN401
    from reportlab.platypus import Table

    def words(text: str, align: str = "left", scale: float = 1.0) -> Any:  # noqa: ANN401
        return paragraph(text, look, size_pt=look.size_pt * scale, align=align)

    if pairs.above:
        rows = [[part] for key, value in pairs.rows for part in (words(key, scale=0.8), words(value))]
        widths = [width_pt]
    else:
        rows = [[words(key), words(value, pairs.align)] for key, value in pairs.rows]
        widths = [width_pt * pairs.key_share, width_pt * (1 - pairs.key_share)]
    style = [
        ("PADDING", (0, 0), (-1, -1), 0.7),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(rows, widths, hAlign="LEFT", style=style)


def _beside(beside: Beside, look: Look, width_pt: float) -> Any:  # noqa: ANN401
    from reportlab.platypus import Table

    widths = [width_pt * width / sum(beside.widths) for width in beside.widths]
    parts = zip(beside.parts, widths, strict=True)
    row = [[inner for block in part for inner in flowables(block, look, width - 12)] for part, width in parts]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 12),
    ]
    return Table([row], widths, hAlign="LEFT", style=style)


def _drawing(drawing: Drawing, width_pt: float) -> Any:  # noqa: ANN401
    from reportlab.graphics import shapes  # type: ignore[import-untyped]
    from reportlab.lib.colors import Color  # type: ignore[import-untyped]

    height = drawing.height_pt
    canvas = shapes.Drawing(width_pt, height)
    for left, top, width, tall, grey in drawing.shapes:
        place = (left * width_pt, height * (1 - top - tall), width * width_pt, tall * height)
        canvas.add(shapes.Rect(*place, fillColor=Color(grey, grey, grey), strokeColor=None))
    return canvas
