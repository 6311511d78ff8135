"""What repeats at the edges of pages; levels of heads that agree."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from layout_samples import column, line, sheet

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import furnished, page_of
from sensorium.abilities.documents.tree import Heading, Paragraph, ReadPage, Table


def page(number: int, head: str, top_head: float = 30) -> ReadPage:
    made = sheet(
        line(head, 40, top_head, 12), column(f"text{number}x", 40, 140, 20), line(f"Page {number} of 9", 280, 770, 8)
    )
    return replace(page_of(made, ()), number=number)


def numbered(number: int, heights: list[int]) -> ReadPage:
    """A page with the same words at its upper edge once for each height."""
    words = [line("Annual report", 40, top, 6) for top in heights]
    blocks = tuple(Paragraph(box=Box.around(word.box for word in one), words=tuple(one)) for one in words)
    return ReadPage(number=number, width_pt=600, height_pt=800, blocks=blocks)


@given(st.lists(st.lists(st.integers(0, 60), max_size=3), min_size=1, max_size=6))
def test_what_repeats_stands_at_one_height_on_enough_pages(heights: list[list[int]]) -> None:
    pages = furnished([numbered(number, tops) for number, tops in enumerate(heights, 1)])
    for read, tops in zip(pages, heights, strict=True):
        for block, top in zip(read.blocks, tops, strict=True):
            having = sum(any(abs(other - top) <= 8 for other in others) for others in heights)
            assert isinstance(block, Paragraph)
            assert (block.role == "header") == (having >= max(2, 0.4 * len(heights)))


def roles(read: ReadPage) -> list[str]:
    return [block.role if isinstance(block, Paragraph) else type(block).__name__ for block in read.blocks]


def test_what_repeats_is_header_and_footer() -> None:
    pages = furnished([page(number, f"Annual report {2020 + number}") for number in (1, 2, 3)])
    assert [roles(one) for one in pages] == [["header", "body", "footer"]] * 3


def test_what_stands_once_is_neither() -> None:
    first, second = furnished([page(1, "A beginning"), page(2, "Something else")])
    assert "header" not in roles(first) + roles(second)


def test_what_stands_at_other_heights_does_not_repeat() -> None:
    pages = furnished([page(1, "The same words", 20), page(2, "The same words", 60)])
    assert not any("header" in roles(one) for one in pages)


def test_a_page_alone_keeps_its_title() -> None:
    (only,) = furnished([page(1, "A beginning")])
    assert roles(only) == ["Heading", "body", "footer"]


def test_levels_agree_from_page_to_page() -> None:
    big = page_of(sheet(line("The title of it all", 40, 200, 24, bold=True), column("a", 40, 240, 9)), ())
    small = page_of(sheet(line("A chapter of it", 40, 200, 14, bold=True), column("b", 40, 240, 9)), ())
    heads = [block for one in furnished([big, small]) for block in one.blocks if isinstance(block, Heading)]
    assert [head.level for head in heads] == [1, 2]


def test_what_stands_on_every_page_is_no_caption() -> None:
    """A bold line right above a table may be its caption, and is none where every page has it."""
    named = [
        replace(one, blocks=(*one.blocks, Table(box=Box(40, 45, 300, 90), cells=(), caption=one.blocks[0].text)))
        for one in (page(number, "Annual report") for number in (1, 2, 3))
    ]
    assert [one.blocks[-1].caption for one in named] == ["Annual report"] * 3
    assert [block.caption for one in furnished(named) for block in one.blocks if isinstance(block, Table)] == [""] * 3
