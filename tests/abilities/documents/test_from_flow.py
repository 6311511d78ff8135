"""Pages set from a flow as pages that were read: blocks of the tree, from the file itself, certain."""

from __future__ import annotations

from dataclasses import replace

from sensorium.abilities.documents.from_flow import read_pages
from sensorium.abilities.documents.tree import FILE, Figure, Heading, ListItem, Pair, Paragraph, Reading, Table
from sensorium.media import documents

PAGE = b"""<html><h1>Of pears</h1><p>Seven <b>green</b> ones</p><ol><li>first</ol>
<table><caption>Prices</caption><tr><th>Fruit<th>Price<tr><td rowspan=2>Pear<td>1<tr><td>2</table>
<img alt="waves" src=""><dl><dt>Name<dd>Ann</dl></html>"""


def test_every_kind_of_block() -> None:
    (page,) = read_pages(documents.read(PAGE, dpi=36).pages)
    heading, paragraph, item, table, figure, pair = page.blocks
    assert isinstance(heading, Heading)
    assert (heading.text, heading.level, page.number) == ("Of pears", 1, 1)
    assert isinstance(paragraph, Paragraph)
    assert [(word.text, word.bold) for word in paragraph.words] == [("Seven", False), ("green", True), ("ones", False)]
    assert isinstance(item, ListItem)
    assert (item.marker, item.text) == ("1.", "first")
    assert isinstance(table, Table)
    assert table.rows == [["Fruit", "Price"], ["Pear", "1"], ["", "2"]]
    assert (table.caption, table.cells[2].row_span, table.cells[0].heading) == ("Prices", 2, True)
    assert table.text == "Fruit Price Pear 1 2"
    assert isinstance(figure, Figure)
    assert figure.alt == "waves"
    assert isinstance(pair, Pair)
    assert [word.text for word in (*pair.key, *pair.value)] == ["Name", "Ann"]


def test_all_of_it_is_certain_and_lies_on_the_page() -> None:
    reading = Reading(pages=read_pages(documents.read(PAGE, dpi=36).pages))
    assert {source for _, block in reading.blocks for source in block.sources} == {FILE}
    for page, block in reading.blocks:
        assert block.confidence == 1.0
        assert block.box.top >= 0
        assert block.box.bottom <= page.height_pt
        assert all(block.box.grown(0.1).holds(word.box.center) for word in block.words)
    assert "Prices" in [word.text for word in reading.pages[0].words]


def test_pages_without_a_flow_are_left_out() -> None:
    (page,) = documents.read(b"plain words", dpi=36).pages
    assert [one.number for one in read_pages([replace(page, flow=None), page])] == [2]
