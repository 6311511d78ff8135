"""What was read → HTML: one `section` a page, each block an element of its kind with its place and confidence.

Attributes: `data-page`, `data-box` (left, top, right, bottom in points), `data-confidence` (0 to 1), `data-source`.
A table that goes on over pages stands whole in the section of the first; cells on others have their own
`data-page`.
All text is escaped; the page has no script, no style and no address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from sensorium.abilities.documents.tree import (
    Block,
    Cell,
    Chart,
    Figure,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    Reading,
    ReadPage,
    Table,
    said,
)
from sensorium.abilities.documents.writing.markdown import rows_of
from sensorium.abilities.documents.writing.order import code_of, shown, whole_pages

_TAGS = {"header": "header", "footer": "footer", "footnote": "aside", "caption": "p", "body": "p", "code": "pre"}


def html(reading: Reading) -> str:
    """A whole page in UTF-8, which browsers show as it stands."""
    sections = "\n".join(_section(page) for page in whole_pages(reading))
    title = escape(reading.title)
    return (
        f'<!doctype html>\n<html>\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n{sections}\n</body>\n</html>\n"
    )


def _section(page: ReadPage) -> str:
    size = f'data-width="{page.width_pt:.2f}" data-height="{page.height_pt:.2f}"'
    return "\n".join([f'<section data-page="{page.number}" {size}>', *_elements(page), "</section>"])


def _elements(page: ReadPage) -> Iterator[str]:
    """Elements of a page; items that follow each other in lists."""
    depth = 0
    for block, caption in shown(page, furniture=True):
        if isinstance(block, ListItem):
            yield from _steps(depth, max(1, block.level))
            depth = max(1, block.level)
            yield f'<li {_facts(block, page)} data-marker="{escape(block.marker)}">{escape(block.text)}</li>'
            continue
        yield from ["</ul>"] * depth
        depth = 0
        yield _element(block, caption, page)
    yield from ["</ul>"] * depth


def _steps(depth: int, level: int) -> list[str]:
    return ["<ul>"] * (level - depth) if level > depth else ["</ul>"] * (depth - level)


def _facts(block: Block, page: ReadPage) -> str:
    facts = f'data-page="{page.number}" data-box="{_told(block.box.told())}" data-confidence="{block.confidence:.4f}"'
    facts += f' data-source="{escape(", ".join(block.sources))}"' if block.words else ""
    return facts + (f' data-anchor="{escape(block.anchor)}"' if block.anchor else "")


def _told(edges: Sequence[float]) -> str:
    return " ".join(f"{edge:g}" for edge in edges)


def _element(block: Block, caption: Paragraph | None, page: ReadPage) -> str:
    facts = _facts(block, page)
    if isinstance(block, Heading):
        level = max(1, min(6, block.level))
        return f"<h{level} {facts}>{escape(block.text)}</h{level}>"
    if isinstance(block, Table):
        return _table(block, facts, _caption("caption", block.caption, caption, page), page.number)
    if isinstance(block, Chart):
        return _chart(block, facts, _caption("caption", block.caption or block.title, caption, page))
    if isinstance(block, Figure):
        told = _caption("figcaption", block.caption, caption, page)
        shows = f"<p>{escape(block.text)}</p>" if block.words else ""
        return f'<figure {facts}><div role="img" aria-label="{escape(block.alt)}">{shows}</div>{told}</figure>'
    if isinstance(block, Pair):
        return f"<dl {facts}><dt>{escape(said(block.key))}</dt><dd>{escape(said(block.value))}</dd></dl>"
    return _text(block, facts)


def _text(block: Block, facts: str) -> str:
    role = block.role if isinstance(block, Paragraph) else "body"
    tag = _TAGS[role]
    inner = f"<code>{escape(code_of(block.words))}</code>" if role == "code" else escape(block.text)
    return f'<{tag} data-role="{role}" {facts}>{inner}</{tag}>'


def _caption(tag: str, text: str, caption: Paragraph | None, page: ReadPage) -> str:
    facts = f" {_facts(caption, page)}" if caption else ""
    return f"<{tag}{facts}>{escape(text)}</{tag}>" if text else ""


def _table(table: Table, facts: str, caption: str, page: int) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell, page) for cell in cells)}</tr>" for cells in table.cells_of_rows)
    return f"<table {facts}>{caption}{rows}</table>"


def _cell(cell: Cell, page: int) -> str:
    tag = "th" if cell.heading else "td"
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    facts = f'data-page="{cell.page}" ' if cell.page not in (0, page) else ""
    facts += f'data-box="{_told(cell.box.told())}" data-confidence="{cell.confidence:.4f}"'
    return f"<{tag}{spans} {facts}>{escape(cell.text)}</{tag}>"


def _chart(chart: Chart, facts: str, caption: str) -> str:
    head, *body = rows_of(chart)
    first = "".join(f"<th>{escape(text)}</th>" for text in head)
    rows = "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in body)
    return f'<table data-chart="{escape(chart.kind)}" {facts}>{caption}<tr>{first}</tr>{rows}</table>'
