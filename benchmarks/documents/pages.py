"""Pages of offices: tables with words around them, columns with figures, plain text. Each with its truth."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.documents import prose
from benchmarks.documents.blocks import A4, LETTER, Block, Columns, Drawing, Gap, Grid, Look, Rule, Sheet, Words
from benchmarks.documents.prose import Names
from benchmarks.documents.tables import table

ACCENTS = ("#000000", "#000000", "#1f3a5f", "#5a1a1a", "#1d4d2b", "#333333", "#3b2f6b")


def look(rng: random.Random, families: Sequence[str], *, landscape: bool = False, size_pt: float = 0) -> Look:
    """Paper and type at random."""
    width, height = rng.choice((A4, LETTER))
    return Look(
        family=rng.choice(list(families)),
        size_pt=size_pt or rng.choice((9.0, 9.5, 10.0, 10.5, 11.0)),
        leading=rng.choice((1.2, 1.3, 1.4)),
        width_pt=height if landscape else width,
        height_pt=width if landscape else height,
        margin_pt=rng.choice((42.0, 54.0, 64.0)),
        accent=rng.choice(ACCENTS),
        justify=rng.random() < 0.4,
    )


def _edges(rng: random.Random, names: Names) -> tuple[str, str]:
    header = rng.choice(
        ("", "Annual Report", f"Office for {names.place()}", f"Statistical Bulletin {rng.randint(10, 99)}")
    )
    return header, rng.choice(("", f"{rng.randint(2, 180)}", f"Page {rng.randint(1, 9)}", f"– {rng.randint(2, 60)} –"))


def table_page(rng: random.Random, families: Sequence[str]) -> Sheet:
    """One page with one or two tables; in half of all pages words stand around them."""
    names = Names(rng)
    number = 2 if rng.random() < 0.25 else 1
    grids = [table(rng, small=number == 2) for _ in range(number)]
    wide = any(grid.num_columns > 7 for grid in grids) or rng.random() < 0.12
    blocks: list[Block] = []
    if rng.random() < 0.5:
        blocks.append(Words(text=rng.choice(prose.HEADINGS), role=rng.choice(("title", "heading"))))
    for grid in grids:
        if rng.random() < 0.55 and not wide:
            blocks.append(Words(text=prose.prose(rng, rng.randint(2, 4))))
        blocks += [grid, *_notes(rng), Gap(height_pt=rng.choice((8.0, 14.0)))]
    if rng.random() < 0.45 and not wide:
        blocks.append(Words(text=prose.prose(rng, rng.randint(1, 4))))
    header, footer = _edges(rng, names)
    return Sheet(blocks=tuple(blocks), look=look(rng, families, landscape=wide), header=header, footer=footer)


def _notes(rng: random.Random) -> list[Block]:
    notes = [f"{mark} {prose.sentence(rng)}" for mark in ("*", "(1)", "Note:") if rng.random() < 0.3]
    if rng.random() < 0.4:
        notes.append(f"Source: {rng.choice(('Ministry of Finance', 'Statistical Office', 'Survey of households'))}.")
    return [Words(text=note, role="footnote") for note in notes]


def column_page(rng: random.Random, families: Sequence[str], number: int = 2) -> Sheet:
    """A page in columns: headings, paragraphs, figures with captions, pull quotes; a title and notes across all."""
    names = Names(rng)
    size = rng.choice((8.5, 9.0, 9.5)) if number == 2 else rng.choice((7.5, 8.0, 8.5))
    paper = replace(look(rng, families, size_pt=size), leading=1.25, margin_pt=rng.choice((40.0, 48.0)))
    inner: list[Block] = []
    for index in range(rng.randint(6, 12) if number == 2 else rng.randint(8, 14)):
        if index % 3 == 0 and rng.random() < 0.75:
            inner.append(Words(text=f"{rng.choice(prose.HEADINGS)} in {names.place()}", role="heading"))
        inner.append(Words(text=marked(rng, names)))
        if rng.random() < 0.2:
            inner += [figure(rng), Words(text=_caption(rng, names, index), role="caption")]
        elif rng.random() < 0.1:
            inner.append(Words(text=f"“{prose.sentence(rng)}”", role="quote"))
    top: list[Block] = []
    if rng.random() < 0.75:
        top.append(Words(text=f"{names.place()} {rng.choice(('Review', 'Letter', 'Bulletin', 'Notes'))}", role="title"))
        if rng.random() < 0.5:
            top.append(Words(text=marked(rng, names)))
    if rng.random() < 0.25:
        top += [figure(rng), Words(text=_caption(rng, names, 0), role="caption")]
    columns = Columns(
        blocks=tuple(inner), number=number, gap_pt=rng.choice((14.0, 18.0, 24.0)), ruled=rng.random() < 0.3
    )
    end: list[Block] = []
    if rng.random() < 0.4:
        end = [Rule(), Words(text=f"* {prose.sentence(rng)}", role="footnote")]
    header, footer = _edges(rng, names)
    return Sheet(blocks=(*top, columns, *end), look=paper, header=header, footer=footer)


def marked(rng: random.Random, names: Names) -> str:
    """A paragraph of some sentences that begins and ends with a word of its own."""
    return prose.marked(rng, names, rng.randint(1, 4))


def figure(rng: random.Random) -> Drawing:
    """Something to look at that says nothing: a sky, hills, or blocks."""
    shapes = [(0.0, 0.0, 1.0, 1.0, rng.uniform(0.75, 0.95))]
    for _ in range(rng.randint(3, 14)):
        width, height = rng.uniform(0.05, 0.3), rng.uniform(0.1, 0.7)
        shapes.append((rng.uniform(0, 1 - width), 1 - height, width, height, rng.uniform(0.1, 0.7)))
    return Drawing(shapes=tuple(shapes), height_pt=rng.choice((60.0, 80.0, 100.0)))


def _caption(rng: random.Random, names: Names, index: int) -> str:
    return (
        f"Figure {index + 1}. View of {names.place()} {rng.choice(('from the west', 'in spring', 'before the works'))}."
    )


def text_page(rng: random.Random, families: Sequence[str]) -> Sheet:
    """One column of plain words."""
    names = Names(rng)
    paper = look(rng, families, size_pt=rng.choice((10.0, 11.0, 12.0)))
    blocks: list[Block] = [Words(text=f"{rng.choice(prose.HEADINGS)} in {names.place()}", role="title")]
    for _ in range(rng.randint(3, 6)):
        if rng.random() < 0.3:
            blocks.append(Words(text=rng.choice(prose.HEADINGS), role="heading"))
        blocks.append(Words(text=marked(rng, names)))
    return Sheet(blocks=tuple(blocks), look=paper, footer=str(rng.randint(1, 99)))


def counted(grids: Sequence[Block]) -> list[Grid]:
    """The tables among some blocks."""
    return [grid for grid in grids if isinstance(grid, Grid) and grid.counted]
