"""Small pages: questions and answers agree with what is printed."""

import numpy as np
import pytest

from sensorium.content import Document, Image
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.judges.reading import error_rate, parse_table, table_score
from sensorium.native.worlds.judges.tesseract import PAGE, read_all
from sensorium.native.worlds.pages import Pages, table_text
from sensorium.native.worlds.pages.contents import Content, Row, content, wrapped
from sensorium.native.worlds.pages.layout import LEAST_SIZE, draw, lay_out
from sensorium.native.worlds.print.fonts import Fonts
from sensorium.native.worlds.print.lettering.drawn import plain_faces
from sensorium.native.worlds.print.wording import TextSource

FONTS = Fonts({}, tuple(f"drawn-{number:03d}" for number in range(20)))  # few: each family has to draw its glyphs first
WORLD = Pages(fonts=FONTS)
TABLE = Content(
    "table", (Row(("Item", "Price"), "header"), Row(("Cup", "2.50"), "cells"), Row(("Hat", "9.00"), "cells"))
)


def examples(count: int, split: Split = "train", seed: int = 0) -> list[Example]:
    rng = np.random.default_rng(seed)
    return [WORLD.example(rng, split) for _ in range(count)]


def shown(example: Example) -> Image:
    """The picture of the page, in a document or not."""
    page = example.prompt[1]
    return page.pages[0].picture if isinstance(page, Document) else page


def test_answers_are_on_the_page() -> None:
    made = examples(60)
    assert {example.task for example in made} >= {"page", "page_table", "cell", "slip_value"}
    for example in made:
        (reply,) = example.reply
        if example.task == "page":
            assert reply == "\n".join(example.truth["lines"])
        elif example.task in {"cell", "slip_value"}:
            assert any(reply in row[1:] for row in example.truth["rows"])
        elif example.task == "page_table":
            assert len(parse_table(reply)) >= len({row[0] for row in example.truth["rows"]})


def test_pages_are_of_a_size_that_the_encoder_takes() -> None:
    for example in examples(40, seed=1):
        height, width, _ = shown(example).pixels.shape
        assert 128 <= height <= 340
        assert 128 <= width <= 340


def test_equal_seeds_give_equal_pages() -> None:
    for one, other in zip(examples(6, seed=2), examples(6, seed=2), strict=True):
        assert one.reply == other.reply
        assert np.array_equal(shown(one).pixels, shown(other).pixels)


def test_some_pages_are_documents_with_or_without_a_text_layer() -> None:
    documents = [e.prompt[1] for e in examples(80, seed=3) if isinstance(e.prompt[1], Document)]
    assert 0 < len(documents) < 60
    layers = {bool(document.text.strip()) for document in documents}
    assert layers == {True, False}


def test_a_table_as_text() -> None:
    assert table_text(TABLE) == "Item | Price\nCup | 2.50\nHat | 9.00"
    assert TABLE.lines == ("Item Price", "Cup 2.50", "Hat 9.00")
    assert table_score(table_text(TABLE), table_text(TABLE)).exact


def test_slips_add_up() -> None:
    rng, texts = np.random.default_rng(0), TextSource()
    slips = [page for page in (content(rng, texts) for _ in range(300)) if page.kind == "slip"]
    assert len(slips) > 30
    for slip in slips:
        *prices, total = (float(cells[1].strip("$€")) for cells in slip.body)
        assert total == pytest.approx(sum(prices))


def test_rows_have_different_names() -> None:
    rng, texts = np.random.default_rng(0), TextSource()
    for page in (content(rng, texts) for _ in range(300)):
        names = [cells[0] for cells in page.body]
        if page.kind in {"table", "form"}:
            assert len(set(names)) == len(names)


def test_wrapping_keeps_the_words() -> None:
    lines = wrapped("the quick brown fox jumps over it", 10)
    assert " ".join(lines) == "the quick brown fox jumps over it"
    assert all(len(line) <= 10 for line in lines)


def test_layout_stays_on_the_page_and_gives_up_on_what_is_too_long() -> None:
    face = plain_faces()[0]
    for seed in range(30):
        layout = lay_out(np.random.default_rng(seed), TABLE, face, 256, 256)
        assert layout.size_px >= LEAST_SIZE * 256
        assert 0 < layout.baselines[0] < layout.baselines[-1] < 256
        assert layout.column_starts[0] >= 0
        assert layout.column_starts[-1] + layout.column_widths[-1] <= 256
    long = Content("notice", (Row(("A line that is far too long to be set in type of a readable size here",)),))
    assert lay_out(np.random.default_rng(0), long, face, 256, 256) is None


def test_a_heading_over_a_narrow_table_is_not_cut_off() -> None:
    face = plain_faces()[0]
    slip = Content("slip", (Row(("Wednesday, May 20",)), Row(("Cup", "8.19"), "cells"), Row(("Sum", "8.19"), "total")))
    for seed in range(60):
        rng = np.random.default_rng(seed)
        layout = lay_out(rng, slip, face, 256, 256)
        assert layout is not None
        _, words = draw(rng, layout, face)
        assert all(word.left >= 0 and word.right <= 1 for word in words)


@pytest.mark.system("tesseract")
def test_an_outside_reader_reads_most_of_the_pages() -> None:
    rng = np.random.default_rng(0)
    pages = [WORLD.page(rng, "test") for _ in range(8)]
    found = read_all([page.image for page in pages], PAGE)
    errors = [error_rate("\n".join(page.content.lines), text) for page, text in zip(pages, found, strict=True)]
    assert np.median(errors) < 0.15
