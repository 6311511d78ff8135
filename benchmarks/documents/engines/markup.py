"""Sheets as HTML with styles for print."""

from __future__ import annotations

import json
from html import escape

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

ROLES = {"title": ("h1", 1.7), "heading": ("h2", 1.2), "caption": ("div", 0.85), "footnote": ("div", 0.75)}
ROLES |= {"body": ("p", 1.0), "small": ("div", 0.8), "quote": ("blockquote", 1.35)}


def page(sheet: Sheet) -> str:
    """A whole HTML page that prints as the sheet."""
    body = "\n".join(block(each, sheet.look) for each in sheet.blocks)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<style>{style(sheet.look)}{_edges(sheet)}</style>{body}</html>"
    )


def _edges(sheet: Sheet) -> str:
    """What stands at the edge of every page, as boxes in its margin."""
    kind = f"font-size:{sheet.look.size_pt * 0.75:.1f}pt;color:#444"
    places = (("top", sheet.header), ("bottom", sheet.footer))
    boxes = "".join(
        f"@{place}-center{{content:{json.dumps(text, ensure_ascii=False)};{kind}}}" for place, text in places if text
    )
    return f"@page{{{boxes}}}"


def style(look: Look) -> str:
    """The style sheet of a look."""
    return f"""@page{{size:{look.width_pt}pt {look.height_pt}pt;margin:{look.margin_pt}pt}}
body{{margin:0;font-family:"{look.family}";font-size:{look.size_pt}pt;line-height:{look.leading};color:#111}}
p{{margin:0 0 .6em;text-align:{"justify" if look.justify else "left"}}}
h1,h2{{color:{look.accent};line-height:1.15;margin:.5em 0 .35em;break-after:avoid}}
blockquote{{margin:.5em 0;padding:.4em 0;border:solid;border-width:1.5pt 0;font-style:italic;line-height:1.2}}
table{{border-collapse:collapse;width:100%;line-height:1.2;margin:.3em 0}}
td,th{{padding:2.2pt 4pt;vertical-align:top}} th{{vertical-align:bottom;font-weight:bold}}
.caption{{font-weight:bold;margin:.4em 0}} .figcap{{margin:.2em 0 .8em}} .bold{{font-weight:bold}}
.heads thead tr:last-child>*{{border-bottom:.8pt solid}} .heads{{border-top:1pt solid;border-bottom:1pt solid}}
.rows td,.rows th{{border-bottom:.5pt solid #555}} .rows{{border-top:1pt solid}}
.full td,.full th{{border:.6pt solid #333}}
.shaded tbody tr:nth-child(even)>*{{background:#e8e8ec}} .shaded thead>*>*{{background:{look.accent};color:#fff}}
.dots{{overflow:hidden;display:block;white-space:nowrap}} .dots::after{{content:"{" ." * 90}"}}
.beside{{display:flex;gap:18pt}} .key{{color:#333}} .above .key{{font-size:.78em}}
hr{{border:0;border-top:.8pt solid;margin:5pt 0}} hr.dashed{{border-top-style:dashed}}"""


def block(found: Block, look: Look) -> str:  # noqa: PLR0911 - one return a kind of block
    """One block as HTML."""
    match found:
        case Words():
            return _words(found, look)
        case Grid():
            return _grid(found, look)
        case Pairs():
            return _pairs(found)
        case Beside():
            parts = zip(found.parts, found.widths, strict=True)
            inner = "".join(f'<div style="flex:{width}">{_all(part, look)}</div>' for part, width in parts)
            return f'<div class="beside">{inner}</div>'
        case Columns():
            ruled = "column-rule:.5pt solid #999;" if found.ruled else ""
            return (
                f'<div style="column-count:{found.number};column-gap:{found.gap_pt}pt;{ruled}">'
                f"{_all(found.blocks, look)}</div>"
            )
        case Drawing():
            return _drawing(found, look)
        case Rule():
            return f'<hr class="{"dashed" if found.dashed else ""}">'
        case Gap():
            return f'<div style="height:{found.height_pt}pt"></div>'
        case PageBreak():
            return '<div style="break-after:page"></div>'


def _all(blocks: tuple[Block, ...], look: Look) -> str:
    return "\n".join(block(each, look) for each in blocks)


def _words(found: Words, look: Look) -> str:
    tag, scale = ROLES[found.role]
    bold = "bold" if found.bold else ""
    kind = "figcap" if found.role == "caption" else ""
    justified = found.role == "body" and found.align == "left" and look.justify
    align = "" if justified else f"text-align:{found.align};"
    text = escape(found.text).replace("\n", "<br>")
    return f'<{tag} class="{bold} {kind}" style="{align}font-size:{scale}em">{text}</{tag}>'


def _grid(grid: Grid, look: Look) -> str:
    heads = grid.num_heading_rows
    rows = [_row(grid, number) for number in range(grid.num_rows)]
    total = sum(grid.widths)
    columns = "".join(f'<col style="width:{width / total:.2%}">' for width in grid.widths)
    caption = f'<div class="caption">{escape(grid.caption)}</div>' if grid.caption else ""
    return (
        f'{caption}<table class="{grid.rules}" style="font-size:{grid.size_pt}pt;width:{grid.narrow:.0%}">'
        f"<colgroup>{columns}</colgroup><thead>{''.join(rows[:heads])}</thead><tbody>{''.join(rows[heads:])}</tbody></table>"
    )


def _row(grid: Grid, number: int) -> str:
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    here = {cell.column: _cell(cell) for cell in grid.cells if cell.row == number}
    empty = {column: "<td></td>" for column in range(grid.num_columns) if (number, column) not in covered}
    return f"<tr>{''.join(text for _, text in sorted((here | empty).items()))}</tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.heading else "td"
    spans = f' rowspan="{cell.row_span}" colspan="{cell.column_span}"'
    bold = " bold" if cell.bold else ""
    text = escape(cell.text).replace("\n", "<br>")
    text = f'<span class="dots">{text}</span>' if cell.leader else text
    indent = f"padding-left:{4 + 9 * cell.indent}pt" if cell.indent else ""
    return f'<{tag}{spans} class="{bold}" style="text-align:{cell.align};{indent}">{text}</{tag}>'


def _pairs(pairs: Pairs) -> str:
    if pairs.above:
        inner = "".join(
            f'<div style="margin-bottom:4pt"><div class="key">{escape(key)}</div><div>{escape(value)}</div></div>'
            for key, value in pairs.rows
        )
        return f'<div class="above">{inner}</div>'
    share = f'style="width:{pairs.key_share:.0%};padding:1pt 4pt 1pt 0"'
    inner = "".join(
        f'<tr><td class="key" {share}>{escape(key)}</td>'
        f'<td style="text-align:{pairs.align};padding:1pt 0">{escape(value)}</td></tr>'
        for key, value in pairs.rows
    )
    return f'<table style="margin:2pt 0">{inner}</table>'


def _drawing(drawing: Drawing, look: Look) -> str:
    inner = "".join(
        f'<rect x="{left * 100:.1f}%" y="{top * 100:.1f}%" width="{width * 100:.1f}%" height="{height * 100:.1f}%" '
        f'fill="rgb({grey * 100:.0f}% {grey * 100:.0f}% {grey * 100:.0f}%)"/>'
        for left, top, width, height, grey in drawing.shapes
    )
    frame = f"width:100%;height:{drawing.height_pt}pt;display:block;margin:4pt 0;border:.4pt solid {look.accent}"
    return f'<svg style="{frame}">{inner}</svg>'
