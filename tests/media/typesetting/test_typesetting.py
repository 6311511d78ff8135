"""Pages that were set: every word once, where it is drawn; tables cut between rows; pdfium reads the same words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import TooLarge
from sensorium.media.flow import BlockMark
from sensorium.media.office.flow import (
    A4_PT,
    Block,
    Cell,
    Flow,
    Grid,
    Heading,
    Item,
    Pair,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    plain,
)
from sensorium.media.typesetting import typefaces
from sensorium.media.typesetting.canvas import Canvas
from sensorium.media.typesetting.columns import fitted
from sensorium.media.typesetting.lines import lines_of, words_of
from sensorium.media.typesetting.printing import pdf_of
from sensorium.media.typesetting.setting import pages_of
from sensorium.media.typesetting.typefaces import Face

FACE = Face(10.0)


def pages(*blocks: Block, size: tuple[float, float] = A4_PT, turns: bool = False, limit: int = 200) -> list[Canvas]:
    return pages_of(Flow(sections=(Section(blocks=blocks, size_pt=size, turns=turns),)), lambda _: (400, 300), limit)


def marks(page: Canvas) -> Sequence[BlockMark]:
    return page.flow().blocks


def table(rows: Sequence[Sequence[str]], **fields: object) -> Table:
    cells = [
        Cell(row=row, column=column, runs=plain(words), heading=row == 0)
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
    ]
    return Table(cells=tuple(cells), **fields)


def all_words(found: Sequence[Canvas]) -> list[str]:
    return [word for page in found for word in page.flow().words]


def test_letters_are_as_wide_as_the_fonts_say() -> None:
    # Helvetica's "a" is 556 thousandths of its size wide, its bold "i" 278; Courier's letters are all 600.
    assert FACE.width("a") == pytest.approx(5.56)
    assert Face(10.0, bold=True).width("i") == pytest.approx(2.78)
    assert Face(10.0, even=True).width("iW€") == pytest.approx(18.0)
    assert typefaces.shown("漢ł–\u2011") == b"??\x96-"
    assert typefaces.can_show("größer – €5 \u2011")
    assert not typefaces.can_show("漢")


def test_words_are_where_pdfium_finds_them() -> None:
    runs = (Run("Seven green "), Run("pears", bold=True), Run(" and größere "), Run("apples.", italic=True))
    found = pages(
        Heading(runs=plain("Fruit & more")), Paragraph(runs=runs * 9), table([["a", "b"], ["some words", "x"]])
    )
    (page,), flow = found, found[0].flow()
    with pypdfium2.PdfDocument(pdf_of([page.sheet()])) as document:
        textpage = document[0].get_textpage()
        for word, (left, top, right, bottom) in zip(flow.words, flow.boxes.tolist(), strict=True):
            height = page.size_pt[1]
            seen = textpage.get_text_bounded(left - 0.3, height - bottom - 0.3, right + 0.3, height - top + 0.3)
            assert seen.strip() == word


def test_lines_fit_and_long_words_are_cut() -> None:
    words = words_of(plain("short " * 40 + "x" * 400), FACE)
    lines = lines_of(words, 150, FACE)
    assert all(line.pieces[-1].left + line.pieces[-1].width <= 150.01 for line in lines)
    assert "".join(piece.text for line in lines for piece in line.pieces) == "short" * 40 + "x" * 400
    (page,) = pages(Paragraph(runs=plain("y" * 400)))
    assert page.flow().words == ("y" * 400,)
    assert page.flow().boxes[0][3] > 80  # around all pieces


def test_line_ends_and_columns_of_code_are_kept() -> None:
    face = Face(9.0, even=True)
    words = words_of(plain("def f():\n    return 1\n\nx = 2"), face)
    lines = lines_of(words, 400, face, keeps_blanks=True)
    assert [[piece.text for piece in line.pieces] for line in lines] == [
        ["def", "f():"],
        ["return", "1"],
        [],
        ["x", "=", "2"],
    ]
    assert lines[1].pieces[0].left == pytest.approx(4 * 0.6 * 9)
    (page,) = pages(Paragraph(runs=plain("def f():\n    return 1"), role="code"))
    assert page.text == "def f():\n    return 1"


def test_long_text_goes_on_on_the_next_page() -> None:
    words = [f"word{number}" for number in range(3_000)]
    found = pages(Paragraph(runs=plain(" ".join(words))))
    assert len(found) > 2
    assert all_words(found) == words
    assert " ".join(page.text for page in found) == " ".join(words)
    for page in found:
        boxes = page.flow().boxes
        assert boxes[:, 0].min() >= 47
        assert boxes[:, 2].max() <= 595 - 47
        assert boxes[:, 3].max() <= 842 - 47


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    for count in range(30, 60):
        found = pages(
            *[Paragraph(runs=plain("x"))] * count, Heading(runs=plain("Head")), Paragraph(runs=plain("after"))
        )
        (number,) = [index for index, page in enumerate(found) if "Head" in page.flow().words]
        assert "after" in found[number].flow().words


def test_a_table_is_cut_between_rows_and_its_parts_say_where_they_lie() -> None:
    rows = [[f"r{row}", f"{row}"] for row in range(100)]
    grid = Grid(sheet="One", rows=tuple(range(5, 105)), columns=(2, 4))
    found = pages(table(rows, grid=grid, anchor="One!B5:D104", caption=plain("All rows")))
    parts = [mark for page in found for mark in marks(page)]
    assert len(parts) == len(found) > 1
    assert all_words(found) == ["All", "rows", *(word for row in rows for word in row)]
    assert [part.caption for part in parts] == [(0, 2), *[(0, 0)] * (len(parts) - 1)]
    first = max(cell.row for cell in parts[0].cells) + 1
    assert parts[0].anchor == f"One!B5:D{4 + first}"
    assert parts[1].anchor.startswith(f"One!B{5 + first}:")
    assert parts[1].cells[0].row == 0


def test_cells_hold_their_words_and_do_not_overlap() -> None:
    cells = (
        Cell(row=0, column=0, runs=plain("tall and long words here"), row_span=2),
        Cell(row=0, column=1, runs=plain("wide"), column_span=2),
        Cell(row=1, column=1, runs=plain("left")),
        Cell(row=1, column=2, runs=plain("right")),
    )
    (page,) = pages(Table(cells=cells))
    (mark,), flow = marks(page), page.flow()
    for cell in mark.cells:
        left, top, right, bottom = cell.box
        for box in flow.boxes[slice(*cell.words)]:
            assert left <= box[0] < box[2] <= right + 0.1
            assert top <= box[1] < box[3] <= bottom + 0.1
    tall, wide, one, two = mark.cells
    assert tall.box[3] == one.box[3] == two.box[3]
    assert wide.box[2] == two.box[2]
    assert (tall.row_span, wide.column_span) == (2, 2)


def test_a_row_that_is_higher_than_a_page_is_cut() -> None:
    words = [f"w{number}" for number in range(2_500)]
    found = pages(table([["a", " ".join(words)], ["b", "end"]]))
    assert len(found) > 1
    assert all_words(found) == ["a", *words, "b", "end"]
    assert " ".join(page.text for page in found).split() == ["a", *words, "b", "end"]


def test_a_wide_table_turns_the_page_or_is_cut_between_columns() -> None:
    wide = table([[f"column{number}" for number in range(14)]])
    (page,) = pages(wide, turns=True)
    assert page.size_pt == (842, 595)
    wider = table([[f"column{number}" for number in range(60)], [str(number) for number in range(60)]])
    parts = fitted(wider, 500)
    assert len(parts) > 2
    assert sum(part.table.num_columns for part in parts) == 60
    assert all(sum(part.widths) <= 500.01 for part in parts)


def test_slides_keep_their_size_and_their_type_shrinks() -> None:
    few = pages(Heading(runs=plain("Title")), Item(runs=plain("one")), size=(960, 540))
    many = pages(*[Item(runs=plain("word " * 12))] * 24, size=(960, 540))
    assert [page.size_pt for page in (*few, *many)] == [(960, 540)] * 2
    assert few[0].flow().sizes_pt[1] > many[0].flow().sizes_pt[0]


def test_items_pairs_and_pictures() -> None:
    (page,) = pages(
        Item(runs=plain("deep"), marker="iv.", level=2),
        Pair(key=plain("Invoice no"), value=plain("4711")),
        Picture(data=b"x", alt="waves", caption=plain("Fig. 1")),
        Picture(alt="lost"),
    )
    item, pair, near, lost = marks(page)
    words = page.flow().words
    assert (item.marker, item.level, item.kind) == ("iv.", 2, "item")
    assert "iv." not in words
    assert [words[slice(*pair.key)], words[pair.key[1] : pair.words[1]]] == [("Invoice", "no"), ("4711",)]
    assert words[slice(*near.caption)] == ("Fig.", "1")
    assert (near.box[2] - near.box[0], near.box[3] - near.box[1]) == (300, 225)  # 400 by 300 pixels
    assert [placed.data for placed in page.pictures] == [b"x"]
    assert lost.alt == "lost"
    assert page.text == "  iv. deep\n\nInvoice no: 4711\n\nwaves\n\nlost"


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooLarge) as caught:
        pages(*[Paragraph(runs=plain("x"))] * 500, limit=3)
    assert (caught.value.code, caught.value.limit) == ("document_too_complex", 3)
    assert len(pages()) == 1


WORDS = st.text("abcé漢 \n\t", max_size=60)
CELLS = st.lists(WORDS, min_size=1, max_size=5)
BLOCKS = st.one_of(
    st.builds(lambda words: Paragraph(runs=plain(words)), WORDS),
    st.builds(lambda words: Item(runs=plain(words), level=30), WORDS),
    st.builds(lambda key, value: Pair(key=plain(key), value=plain(value)), WORDS, WORDS),
    st.builds(table, st.lists(CELLS, min_size=1, max_size=12)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=12), st.sampled_from([(150.0, 150.0), A4_PT, (960.0, 540.0)]))
def test_every_word_is_set_once_and_every_block_has_its_words(blocks: list[Block], size: tuple[float, float]) -> None:
    found = pages(*blocks, size=size, limit=5_000)
    texts = [
        text
        for block in blocks
        for text in (
            [run.text for cell in block.cells for run in cell.runs] if isinstance(block, Table)
            else [run.text for runs in ((block.key, block.value) if isinstance(block, Pair) else (block.runs,
            )) for run in runs]
        )
    ]  # fmt: skip
    words = [word for text in texts for word in text.split()]
    assert sorted(all_words(found)) == sorted(words)
    for page in found:
        flow = page.flow()
        covered = [number for mark in flow.blocks for number in range(*mark.words)]
        assert covered == list(range(len(flow.words)))
        assert np.isfinite(flow.boxes).all()
