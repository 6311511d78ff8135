"""Pages of many columns with known reading order: words that exist once, set by Chromium or Typst.

What has one place in the order is told in the truth; captions, quotations set into columns, notes and what stands
in the margin float, and are left out of it.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

_STARTS = "b c d f g h k l m n p r s t v w z br dr fl gr kl pr st tr".split()
_MIDDLES = "a e i o u ai ei ou".split()
_ENDS = "n r s t l m nd st x".split()
_STYLE = (
    "@page{size:A4;margin:0}body{margin:0}section{height:297mm;padding:14mm;box-sizing:border-box;overflow:hidden;"
    "break-after:page}figure{margin:8px 0}figcaption{font-size:.85em}blockquote{font-size:1.3em;margin:10px 16px}"
    "h1,h2,h3{line-height:1.15;text-align:left;margin:.5em 0 .3em}"
)
_FAMILIES = ("serif", "sans-serif", "Libertinus Serif", "DejaVu Sans", "Liberation Sans", "TeX Gyre Pagella")


@dataclass
class Page:
    """One page as markup, and its words in reading order."""

    rng: random.Random
    seen: set[str]
    markup: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def word(self) -> str:
        while True:
            syllables = range(self.rng.choice((1, 2, 2, 3, 3, 4)))
            word = "".join(self.rng.choice(_STARTS) + self.rng.choice(_MIDDLES) for _ in syllables)
            word += self.rng.choice(_ENDS)
            if word not in self.seen:
                self.seen.add(word)
                return word

    def words(self, low: int, high: int, *, floats: bool = False) -> str:
        found = [self.word() for _ in range(self.rng.randint(low, high))]
        if not floats:
            self.order += found
        found[0] = found[0].capitalize()
        return " ".join(found)

    def paragraph(self, low: int = 25, high: int = 90) -> str:
        return self.words(low, high) + "."


def _figure(page: Page, style: str = "") -> str:
    height = page.rng.choice((60, 90, 120))
    bars = "".join(
        f'<rect x="{10 + 16 * index}" y="{100 - size}" width="10" height="{size}"/>'
        for index, size in enumerate(page.rng.sample(range(10, 90), 6))
    )
    curve = '<path d="M2 2 C30 80 60 9 115 105" fill="none" stroke="#a33"/>'
    picture = f'<svg width="100%" height="{height}" viewBox="0 0 120 110" fill="#678">{curve}{bars}</svg>'
    caption = f"Figure {page.rng.randint(1, 9)}: {page.words(4, 14, floats=True)}."
    return f'<figure style="{style}">{picture}<figcaption>{caption}</figcaption></figure>'


def _flow(page: Page, count: int) -> str:
    """Paragraphs with heads, figures and quotations between."""
    parts = []
    for index in range(count):
        if page.rng.random() < 0.3:
            number = f"{index + 1}. " if page.rng.random() < 0.5 else ""
            parts.append(f"<h3>{number}{page.words(2, 5)}</h3>")
        parts.append(f"<p>{page.paragraph()}</p>")
        chance = page.rng.random()
        if chance < 0.15:
            parts.append(_figure(page))
        elif chance < 0.25:
            parts.append(f"<blockquote>“{page.words(6, 14, floats=True)}”</blockquote>")
        elif chance < 0.35:
            items = "".join(f"<li>{page.words(4, 12)}</li>" for _ in range(3))
            parts.append(f"<ul>{items}</ul>")
    return "".join(parts)


def _paper(page: Page) -> str:
    columns, gap = page.rng.choice((2, 2, 3)), page.rng.choice((14, 18, 24))
    head = f"<h1 style='text-align:{page.rng.choice(('left', 'center'))}'>{page.words(4, 9)}</h1>"
    head += f"<p style='text-align:center'>{page.words(3, 8)}</p>" if page.rng.random() < 0.5 else ""
    text = f"columns:{columns};column-gap:{gap}px"
    if page.rng.random() < 0.5:
        first = f"<div style='{text}'>{_flow(page, 3)}</div>"
        wide = _figure(page) if page.rng.random() < 0.5 else f"<h2>{page.words(2, 6)}</h2>"
        return f"{head}{first}{wide}<div style='{text}'>{_flow(page, 3)}</div>"
    return f"{head}<div style='{text}'>{_flow(page, 7)}</div>"


def _newspaper(page: Page) -> str:
    def article(count: int, columns: int) -> str:
        head = f"<h2>{page.words(3, 7)}</h2><p><i>{page.words(8, 16)}</i></p>"
        rule = "column-rule:0.7px solid #555;" if page.rng.random() < 0.4 else ""
        return (
            f"<article>{head}<div style='columns:{columns};column-gap:14px;{rule}'>{_flow(page, count)}</div></article>"
        )

    title = f"<h1 style='text-align:center;border-bottom:2px solid'>{page.words(2, 3)}</h1>"
    columns = page.rng.choice((3, 4))
    return f"{title}{article(4, columns)}<hr>{article(4, page.rng.choice((2, 3)))}"


def _aside(page: Page) -> str:
    """A main column and a side column, each read to its end."""
    left = page.rng.random() < 0.5
    back = "background:#eee;padding:8px;" if page.rng.random() < 0.6 else ""

    def side() -> str:
        items = "".join(f"<p>{page.words(4, 20)}</p>" for _ in range(5))
        return f"<div style='flex:1;{back}'><h3>{page.words(1, 3)}</h3>{items}</div>"

    def main() -> str:
        return f"<div style='flex:2.4'>{_flow(page, 5)}</div>"

    head = f"<h1>{page.words(3, 7)}</h1>"
    inner = side() + main() if left else main() + side()
    return f"{head}<div style='display:flex;gap:22px'>{inner}</div>"


def _cards(page: Page) -> str:
    rows = [f"<h1>{page.words(2, 5)}</h1><p>{page.paragraph()}</p>"]
    for _ in range(page.rng.randint(2, 3)):
        cards = "".join(
            f"<div style='flex:1'><h3>{page.words(1, 3)}</h3><p>{page.words(12, 40)}</p></div>" for _ in range(3)
        )
        rows.append(f"<div style='display:flex;gap:20px;margin-bottom:46px'>{cards}</div>")
    return "".join(rows)


def _quoted(page: Page) -> str:
    """Two columns with a quotation that both run around."""
    head, quote = page.words(3, 6), page.words(5, 7, floats=True)
    first = "".join(f"<p>{page.paragraph(40, 70)}</p>" for _ in range(4))
    second = "".join(f"<p>{page.paragraph(40, 70)}</p>" for _ in range(4))
    hole = "<div style='float:{side};width:66px;height:300px;shape-outside:inset(150px 0 0 0)'></div>"
    quotation = (
        f"<div style='position:absolute;left:50%;margin-left:-58px;top:155px;width:116px;font-size:14px;"
        f"text-align:center'>{quote}</div>"
    )
    return (
        f"<h1>{head}</h1><div style='position:relative;display:flex;gap:18px'>"
        f"<div style='flex:1'>{hole.format(side='right')}{first}</div>"
        f"<div style='flex:1'>{hole.format(side='left')}{second}</div>{quotation}</div>"
    )  # the holes stand beside lines of both columns


def _letter(page: Page) -> str:
    address = "<br>".join(page.words(2, 3) for _ in range(3))
    facts = "<br>".join(page.words(2, 3) for _ in range(4))
    body = f"<h2>{page.words(3, 6)}</h2>" + "".join(f"<p>{page.paragraph()}</p>" for _ in range(4))
    return (
        f"<div style='display:flex;justify-content:space-between;margin-bottom:40px'><div>{address}</div>"
        f"<div>{facts}</div></div>{body}<p>{page.words(2, 3)}</p>"
    )


def _slide(page: Page) -> str:
    def half() -> str:
        return "<ul>" + "".join(f"<li>{page.words(3, 8)}</li>" for _ in range(4)) + "</ul>"

    head = f"<h1>{page.words(3, 6)}</h1>"
    halves = "".join(f"<div style='flex:1'>{half()}</div>" for _ in range(2))
    return f"{head}<div style='display:flex;gap:40px;font-size:1.5em'>{halves}</div>"


KINDS: dict[str, Callable[[Page], str]] = {
    "paper": _paper, "newspaper": _newspaper, "aside": _aside, "cards": _cards, "quoted": _quoted, "letter": _letter,
    "slide": _slide,
}  # fmt: skip


def chromium(kind: str, count: int, seed: int) -> tuple[bytes, list[list[str]]]:
    """A PDF with `count` pages of one kind, and the words of each in their order."""
    rng, seen = random.Random(f"{kind}{seed}"), set[str]()
    pages, sections = [], []
    for _ in range(count):
        page = Page(rng, seen)
        style = (
            f"font-family:{rng.choice(_FAMILIES)};font-size:{rng.choice((10, 11, 12, 13))}px;"
            f"line-height:{rng.choice((1.15, 1.3, 1.5))};text-align:{rng.choice(('left', 'justify'))}"
        )
        indent = "p{text-indent:1.4em;margin:0}" if rng.random() < 0.3 else "p{margin:0.5em 0}"
        number = len(pages)
        scoped = indent.replace("p{", f"#s{number} p{{")
        sections.append(f"<style>{scoped}</style><section id=s{number} style='{style}'>{KINDS[kind](page)}</section>")
        pages.append(page.order)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "pages.html", Path(folder) / "pages.pdf"
        source.write_text(f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{''.join(sections)}")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--print-to-pdf={target}", f"--user-data-dir={folder}/profile", str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return target.read_bytes(), pages


def typst(count: int, seed: int) -> tuple[bytes, list[list[str]]]:
    """Papers in two or three columns with floating figures and notes, a page each."""
    import typst as compiler

    rng, seen = random.Random(f"typst{seed}"), set[str]()
    pages, parts = [], []
    for _ in range(count):
        page = Page(rng, seen)
        columns, justify = rng.choice((2, 2, 3)), rng.choice(("true", "false"))
        body = []
        head = f"#align(center)[#text(17pt)[*{page.words(3, 8)}*]]\n"
        for index in range(rng.randint(4, 6)):
            if rng.random() < 0.4:
                body.append(f"== {page.words(2, 4)}\n")
            note = f"#footnote[{page.words(4, 9, floats=True)}.]" if rng.random() < 0.2 else ""
            body.append(page.paragraph(30, 70) + note + "\n")
            if index == 1 and rng.random() < 0.6:
                scope = rng.choice(('"parent"', '"column"'))
                place = rng.choice(("top", "bottom"))
                caption = page.words(4, 10, floats=True)
                shapes = "rect(height: 50pt, width: 30pt), circle(radius: 25pt), rect(height: 30pt, width: 20pt)"
                body.append(
                    f"#figure(placement: {place}, scope: {scope}, caption: [{caption}], stack(dir: ltr, {shapes}))\n"
                )
        parts.append(
            f"#page(columns: {columns}, margin: 42pt)[#set text(size: {rng.choice((8, 9, 10))}pt)\n"
            f"#set par(justify: {justify})\n#set text(hyphenate: false)\n"
            f'#place(top, scope: "parent", float: true)[{head}]\n' + "\n".join(body) + "]"
        )
        pages.append(page.order)
    return compiler.compile("\n".join(parts).encode()), pages
