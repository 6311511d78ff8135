"""Sheets set by typst."""

from __future__ import annotations

from datetime import UTC, datetime

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

FAMILIES = (
    "Libertinus Serif",
    "New Computer Modern",
    "Linux Biolinum O",
    "Gentium Book Basic",
    "Noto Sans",
    "TeX Gyre Pagella",
)
MONOSPACED = ("DejaVu Sans Mono", "Latin Modern Mono")
SCALES = {"title": 1.7, "heading": 1.2, "caption": 0.85, "footnote": 0.75, "body": 1.0, "small": 0.8, "quote": 1.35}
SPECIAL = set("\\#$*_`<>@~[]\"'=-+/.:")
MOMENT = datetime(2025, 1, 1, tzinfo=UTC)


def escape(text: str) -> str:
    """Words that typst sets as they are."""
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text).replace("\n", " \\\n")


def set_sheet(sheet: Sheet) -> bytes:
    """A sheet as PDF; equal sheets give equal bytes."""
    import typst

    compiled = typst.compile(source(sheet).encode(), format="pdf", timestamp=int(MOMENT.timestamp()), pdf_tags=False)
    if not isinstance(compiled, bytes):
        raise TypeError("typst gave several files where one PDF was wanted.")
    return compiled


def source(sheet: Sheet) -> str:
    """The sheet in typst's language."""
    look = sheet.look
    edges = [
        f"[#set text({look.size_pt * 0.75}pt); #align(center)[{escape(text)}]]" for text in (sheet.header, sheet.footer)
    ]
    return f"""#set page(width: {look.width_pt}pt, height: {look.height_pt}pt, margin: {look.margin_pt}pt,
  header: {edges[0]}, footer: {edges[1]})
#set text(font: "{look.family}", size: {look.size_pt}pt, hyphenate: {str(look.justify).lower()}, lang: "en")
#set par(justify: {str(look.justify).lower()}, leading: {look.leading - 0.65:.2f}em,
  spacing: {look.leading - 0.2:.2f}em)
{_all(sheet.blocks, look)}
"""


def _all(blocks: tuple[Block, ...], look: Look) -> str:
    return "\n\n".join(block(each, look) for each in blocks)


def block(found: Block, look: Look) -> str:  # noqa: PLR0911 - one return a kind of block
    """One block in typst's language."""
    match found:
        case Words():
            return _words(found, look)
        case Grid():
            return _grid(found, look)
        case Pairs():
            return _pairs(found, look)
        case Beside():
            widths = ", ".join(f"{width}fr" for width in found.widths)
            parts = ", ".join(f"[{_all(part, look)}]" for part in found.parts)
            return f"#grid(columns: ({widths},), column-gutter: 14pt, {parts})"
        case Columns():
            return _columns(found, look)
        case Drawing():
            return _drawing(found)
        case Rule():
            dash = ', dash: "dashed"' if found.dashed else ""
            return f"#line(length: 100%, stroke: (thickness: 0.8pt{dash}))"
        case Gap():
            return f"#v({found.height_pt}pt, weak: false)"
        case PageBreak():
            return "#pagebreak()"


def _columns(columns: Columns, look: Look) -> str:
    """Columns of equal height: what all would need in one, divided."""
    return f"""#let body = [{_all(columns.blocks, look)}]
#layout(size => {{
  let width = (size.width - {columns.gap_pt * (columns.number - 1)}pt) / {columns.number}
  let tall = measure(block(width: width, body)).height
  let even = tall / {columns.number} + {3.5 * look.size_pt}pt
  block(height: even, columns({columns.number}, gutter: {columns.gap_pt}pt, body))
}})"""


def _words(words: Words, look: Look) -> str:
    heading = words.role in {"title", "heading"}
    weight = "bold" if words.bold or heading else "regular"
    style = ', style: "italic"' if words.role == "quote" else ""
    fill = f', fill: rgb("{look.accent}")' if heading else ""
    text = f'#text(size: {SCALES[words.role]}em, weight: "{weight}"{style}{fill})[{escape(words.text)}]'
    if words.role == "quote":
        return f"#block(stroke: (left: 2pt), inset: 6pt)[{text}]"
    if heading:
        return f"#block(sticky: true, above: 1.2em)[#set par(justify: false); {text}]"
    return text if words.align == "left" else f"#align({words.align})[{text}]"


def _grid(grid: Grid, look: Look) -> str:
    widths = ", ".join(f"{width}fr" for width in grid.widths)
    cells = ",\n  ".join(_cell(cell) for cell in grid.cells)
    lines = "".join(f"table.hline(y: {row}, stroke: {stroke}), " for row, stroke in _lines(grid))
    caption = f"#block(sticky: true)[#strong[{escape(grid.caption)}]]\n\n" if grid.caption else ""
    return f"""{caption}#block(width: {grid.narrow:.0%})[#set text(size: {grid.size_pt}pt, hyphenate: false)
#set par(justify: false, leading: 0.5em)
#table(columns: ({widths},), rows: {grid.num_rows}, inset: (x: 4pt, y: 2.6pt),
  stroke: {_stroke(grid)}, fill: {_fill(grid, look)},
  {lines}{cells})]"""


def _stroke(grid: Grid) -> str:
    return "0.5pt + black" if grid.rules == "full" else "none"


def _fill(grid: Grid, look: Look) -> str:
    if grid.rules != "shaded":
        return "none"
    heads = grid.num_heading_rows
    return f'(x, y) => if y < {heads} {{ rgb("{look.accent}").lighten(70%) }} else if calc.even(y) {{ luma(235) }}'


def _lines(grid: Grid) -> list[tuple[int, str]]:
    edges = [(0, "1pt"), (grid.num_rows, "1pt")]
    if grid.rules == "heads":
        return [*edges, (grid.num_heading_rows, "0.6pt")]
    if grid.rules == "rows":
        return [*edges, *((row, "0.4pt + gray") for row in range(1, grid.num_rows))]
    return []


def _cell(cell: Cell) -> str:
    places = f"x: {cell.column}, y: {cell.row}, colspan: {cell.column_span}, rowspan: {cell.row_span}"
    text = escape(cell.text)
    text = f"#strong[{text}]" if cell.heading or cell.bold else text
    text = f"#h({0.9 * cell.indent}em){text}" if cell.indent and cell.align == "left" else text
    text = f"{text} #box(width: 1fr, repeat[.])" if cell.leader else text
    upright = " + bottom" if cell.heading and cell.row_span == 1 else ""
    return f"table.cell({places}, align: {cell.align}{upright})[{text}]"


def _pairs(pairs: Pairs, look: Look) -> str:
    if pairs.above:
        small = f"#set text(size: {look.size_pt * 0.78:.1f}pt)"
        return "\n".join(
            f"#block(spacing: 6pt)[#block(spacing: 2pt)[{small}; {escape(key)}] {escape(value)}]"
            for key, value in pairs.rows
        )
    inner = ", ".join(f"[{escape(key)}], align({pairs.align})[{escape(value)}]" for key, value in pairs.rows)
    shares = f"{pairs.key_share * 100:.0f}fr, {100 - pairs.key_share * 100:.0f}fr"
    return f"#grid(columns: ({shares}), column-gutter: 6pt, row-gutter: 5pt, {inner})"


def _drawing(drawing: Drawing) -> str:
    parts = "".join(
        f"place(dx: {left:.1%}, dy: {top:.1%}, "
        f"rect(width: {width:.1%}, height: {height:.1%}, fill: luma({grey:.0%})))\n"
        for left, top, width, height, grey in drawing.shapes
    )
    return f"#block(width: 100%, height: {drawing.height_pt}pt, stroke: 0.4pt + gray, {{ {parts} }})"
