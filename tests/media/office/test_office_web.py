"""HTML: structure, blanks, tables, lists, forms, exports of Google Docs, mails of Outlook."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_samples import HTML, picture

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT
from sensorium.media import formats
from sensorium.media.office.flow import Block, Flow, Heading, Item, Pair, Paragraph, Picture, Table, said
from sensorium.media.office.reading import read


def flow_of(body: str | bytes) -> Flow:
    return read(body if isinstance(body, bytes) else body.encode(), formats.HTML, DEFAULT)


def blocks(body: str) -> list[Block]:
    return list(flow_of(body).blocks)


def test_headings_paragraphs_and_title() -> None:
    flow = flow_of(HTML)
    heading, paragraph, table = flow.blocks
    assert (flow.title, said(heading.runs), heading.level) == ("Fruits", "Fruits", 1)
    assert [(run.text, run.bold) for run in paragraph.runs] == [("Seven ", False), ("pears", True)]
    assert [cell.heading for cell in table.cells] == [True, True, False, False]


def test_blanks_are_shown_as_a_browser_shows_them() -> None:
    (paragraph,) = blocks("<p>  a \n b <b> c</b> <i> </i> d<br> e  <br></p><p> <b> </b> </p>")
    assert said(paragraph.runs) == "a b c d\ne"
    (code,) = blocks("<pre>\n  a\n    b\n</pre>")
    assert (said(code.runs), code.role) == ("  a\n    b", "code")


def test_nested_lists() -> None:
    found = blocks("<ol start=3 type=a><li>x<ul><li>y</li></ul>z</li><li value=9>w<p>more</p></li></ol><ul><li>v</ul>")
    assert [(item.marker, item.level, said(item.runs)) for item in found] == [
        ("c.", 1, "x"), ("•", 2, "y"), ("", 1, "z"), ("i.", 1, "w"), ("", 1, "more"), ("•", 1, "v"),
    ]  # fmt: skip


def test_spans_of_tables() -> None:
    (table,) = blocks(
        "<table><caption>Prices</caption><thead><tr><td rowspan=2>Fruit<td "
        "colspan=2>Price</tr><tr><td>old<td>new</tr></thead>"
        "<tr><td>Pear<td>1<td>2</tr><tr><td colspan=99>all</tr></table>"
    )
    assert isinstance(table, Table)
    assert [(said(c.runs), c.row, c.column, c.row_span, c.column_span, c.heading) for c in table.cells] == [
        ("Fruit", 0, 0, 2, 1, True), ("Price", 0, 1, 1, 2, True), ("old", 1, 1, 1, 1, True), ("new", 1, 2, 1, 1, True),
        ("Pear", 2, 0, 1, 1, False), ("1", 2, 1, 1, 1, False), ("2", 2, 2, 1, 1, False), ("all", 3, 0, 1, 3, False),
    ]  # fmt: skip
    assert said(table.caption) == "Prices"


def test_tables_that_only_put_things_in_their_places_are_read_through() -> None:
    found = blocks("<table><tr><td><h2>Head</h2><td><table><tr><td>1<td>2</table></table>")
    assert [type(block) for block in found] == [Heading, Table]
    assert [type(block) for block in blocks("<table role=presentation><tr><td>a<td>b</table>")] == [
        Paragraph,
        Paragraph,
    ]


def test_what_is_not_shown_is_left_out() -> None:
    page = (
        "<style>.x{display:none}</style><script>a()</script><p class=x>no</p><p hidden>no</p><p "
        "style='display: none'>no</p>"
        "<template>no</template><svg><text>no</text></svg><p>yes</p><!-- no -->"
    )
    assert [said(block.runs) for block in blocks(page)] == ["yes"]


def test_pictures() -> None:
    data = base64.b64encode(picture()).decode()
    flow = flow_of(
        f"<figure><img src='data:image/png;base64,{data}' alt='waves'><figcaption>Fig. 1</figcaption></figure>"
        "<img src='http://127.0.0.1:9/x.png' alt='far'><img src='file:///etc/passwd'><img src=x width=1 height=1>"
    )
    near, far = flow.blocks
    assert isinstance(near, Picture)
    assert (near.data, near.alt, said(near.caption)) == (picture(), "waves", "Fig. 1")
    assert (far.data, far.alt) == (b"", "far")
    assert flow.notes == ("pictures that the file does not hold as PNG or JPEG are left empty",)


def test_fields_and_terms_are_pairs() -> None:
    found = blocks(
        "<dl><dt>Fruit<dd>Pear</dl><label for=n>Name:</label> <input id=n value=Ann><input type=hidden value=x>"
        "<label>Ripe <input type=checkbox checked></label><select name=s><option>a<option selected>b</select>"
        "<textarea aria-label=Note> two\nlines </textarea>"
    )
    pairs = [(said(block.key), said(block.value)) for block in found if isinstance(block, Pair)]
    assert pairs == [("Fruit", "Pear"), ("Name", "Ann"), ("Ripe", "[x]"), ("s", "b"), ("Note", "two lines")]


def test_an_export_of_google_docs() -> None:
    page = (
        '<html><head><style type="text/css">.lst-kix_abc-0 > li{counter-increment:x}.c3{font-weight:700}'
        ".c4{font-style:italic}.c0{color:#000;font-weight:400}</style></head><body class='c1'><p class='c2 title'>"
        "<span class='c0'>Plain </span><span class='c3'>bold</span><span class='c4'> slanted</span></p>"
        "<ul class='c5 lst-kix_abc-0 start'><li class='c2'><span class='c0'>one</span></li></ul>"
        "<ul class='c5 lst-kix_abc-1 start'><li><span class='c0'>deeper</span></li></ul></body></html>"
    )
    paragraph, one, deeper = blocks(page)
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("Plain ", False, False), ("bold", True, False), (" slanted", False, True),
    ]  # fmt: skip
    assert (one.level, deeper.level) == (1, 2)


def test_lists_of_outlook() -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body lang=EN><p class=MsoListParagraph "
        "style='margin-left:.5in;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>2)"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Buy "
        "pears<o:p></o:p></p></body></html>"
    )
    (item,) = blocks(page)
    assert isinstance(item, Item)
    assert (item.marker, item.level, said(item.runs)) == ("2)", 2, "Buy pears")


@pytest.mark.parametrize(
    "data",
    [
        "<p>größer</p>".encode(),
        "<p>größer</p>".encode("utf-16"),
        "<p>größer</p>".encode("cp1252"),
        "<meta charset='iso-8859-2'><p>größer</p>".encode("iso8859-2"),
        b"<p>gr&ouml;&szlig;er</p>",
    ],
)
def test_encodings(data: bytes) -> None:
    assert [said(block.runs) for block in flow_of(data).blocks] == ["größer"]


@pytest.mark.parametrize(
    "page",
    ["<p>" * 1_000_000, "<div>" * 5_000 + "x", "<table><tr>" + "<td rowspan=4000 colspan=500>" * 900 + "<tr>" * 4_000],
)
def test_bombs_are_refused(page: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        flow_of(page)
    assert caught.value.code == "document_too_complex"


@given(st.lists(st.sampled_from(
    "<p> </p> <b> </b> <ul> <li> </li> </ul> <table> <tr> <td> <th colspan=3> <td rowspan=2> </table> <pre> "
    "</pre> <br> x <h2> "
    "</h2> <input> <label> <dl> <dt> <dd> <img> <figure> &amp; &#1; <![if x]> <!-- --> <svg> <select> </".split()),
    max_size=40))  # fmt: skip
def test_whatever_tags_come_gives_a_flow_whose_cells_do_not_overlap(parts: list[str]) -> None:
    try:
        flow = flow_of("<html>" + " ".join(parts))
    except InvalidInput as error:
        assert error.code == "invalid_document"  # noqa: PT017 - either outcome is right
        return
    for table in (block for block in flow.blocks if isinstance(block, Table)):
        places = [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(places) == len(set(places))
