"""What was read as Markdown, HTML, JSON, CSV and a picture: nothing is lost, nothing of a document becomes markup."""

from __future__ import annotations

import csv as standard
import io
import json
import time
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sensorium.abilities.documents.box import Box
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
    Series,
    Table,
    Vote,
    Word,
    value_in_figures,
)
from sensorium.abilities.documents.writing import SCHEMA, csv, html, markdown, pictured, retold, told
from sensorium.content import Image
from sensorium.errors import InvalidInput

BOX = Box(10.0, 20.0, 110.0, 32.0)
MEAN = st.text(st.sampled_from("aB1 *_`<>&[]|#-+.~$\\é\"'!()"), min_size=1, max_size=14).filter(str.strip)


def words(text: str, top: float = 20.0) -> tuple[Word, ...]:
    return tuple(
        Word(text=part, box=Box(10.0 + 40 * at, top, 40.0 + 40 * at, top + 12), confidence=0.875, size_pt=11.0)
        for at, part in enumerate(text.split())
    )


def reading(*blocks: Block) -> Reading:
    own = tuple(word for block in blocks for word in block.words)
    page = ReadPage(number=1, width_pt=200, height_pt=100, blocks=blocks, words=own)
    return Reading(
        pages=(page,), title="A <title>", media_type="application/pdf", readers=("text layer",), notes=("n",)
    )


def table() -> Table:
    facts = ((0, 0, 1, 2, True, "Both heads"), (1, 0, 2, 1, False, "tall"), (1, 1, 1, 1, False, "a | b"))
    cells = [
        Cell(row=row, column=column, row_span=tall, column_span=wide, heading=heading, box=BOX, words=words(text))
        for row, column, tall, wide, heading, text in facts
    ]
    cells.append(Cell(row=2, column=1, box=BOX, words=words("4,50")))
    return Table(
        box=BOX, words=tuple(word for cell in cells for word in cell.words), cells=tuple(cells), caption="Table 1"
    )


def everything() -> Reading:
    key, value = words("No.:"), words("4711")
    sure = Word(text="seen", box=BOX, source="tesseract", votes=(Vote("rapidocr", "seem", 0.5),), bold=True)
    chart = Chart(
        box=BOX, kind="bar", title="Rain", first_axis="Month", categories=("May", "June"),
        series=(Series(name="mm", values=(3.5, None), confidences=(0.9, 0.2)),),
    )  # fmt: skip
    return reading(
        Heading(box=BOX, words=words("A head"), level=2), Paragraph(box=BOX, words=(sure,), role="footnote"),
        ListItem(box=BOX, words=words("an item"), marker="3.", level=2), table(),
        Figure(box=BOX, words=words("inside"), alt="hills", caption="Figure 1"), chart,
        Pair(box=BOX, words=key + value, key=key, value=value), Block(box=BOX, words=words("other"), anchor="slide 3"),
    )  # fmt: skip


def faults(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value does not obey a schema, of which only the words that ours uses are known."""
    unknown = set(schema) - {
        "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum",
        "enum", "const", "oneOf", "$schema", "title",
    }  # fmt: skip
    assert not unknown
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: {value!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r}")
    if "oneOf" in schema and sum(not faults(value, one, at) for one in schema["oneOf"]) != 1:
        found.append(f"{at}: not one of {len(schema['oneOf'])}")
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}
    named = schema.get("type", [])
    names = [named] if isinstance(named, str) else named
    if names and not any(value is None if name == "null" else isinstance(value, kinds[name]) for name in names):
        return [*found, f"{at}: {value!r} is no {named}"]
    if isinstance(value, dict) and "properties" in schema:
        found += [f"{at}: no {name}" for name in schema["required"] if name not in value]
        found += [f"{at}: {name} is too much" for name in value if name not in schema["properties"]]
        for name, inner in schema["properties"].items():
            found += faults(value[name], inner, f"{at}.{name}") if name in value else []
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            found.append(f"{at}: {len(value)} items")
        found += [fault for n, item in enumerate(value) for fault in faults(item, schema["items"], f"{at}[{n}]")]
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        found.append(f"{at}: {value}")
    return found


def test_json_obeys_its_schema() -> None:
    assert faults(json.loads(json.dumps(told(everything()))), SCHEMA) == []


def test_the_schema_lets_nothing_else_through() -> None:
    wrong = json.loads(json.dumps(told(everything())))
    wrong["pages"][0]["blocks"][0]["level"] = 0
    wrong["pages"][0]["words"][0]["colour"] = "red"
    assert len(faults(wrong, SCHEMA)) == 2


def test_json_there_and_back() -> None:
    first = everything()
    assert retold(json.loads(json.dumps(told(first)))) == first
    assert told(retold(told(first))) == told(first)


def test_words_of_blocks_that_the_page_does_not_count() -> None:
    page = ReadPage(number=1, width_pt=9, height_pt=9, blocks=(Paragraph(box=BOX, words=words("loose words")),))
    first = Reading(pages=(page,))
    assert retold(told(first)) == first


@pytest.mark.parametrize(
    "change",
    [{"version": 9}, {"pages": [{}]}, {"pages": 3}, {"pages": [{"number": "one"}]}, {"title": None, "pages": None}],
)
def test_what_is_no_document_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        retold(told(everything()) | change)
    assert refused.value.code == "invalid_document"


def test_markdown_of_every_kind() -> None:
    text = markdown(everything())
    assert "## A head\n" in text
    assert "\n\n3. an item\n\n" in text
    assert "| Both heads |  |\n| --- | --- |\n| tall | a \\| b |\n|  | 4,50 |" in text
    assert "![hills](#page=1)" in text
    assert "| Month | mm |\n| --- | --- |\n| May | 3.5 |\n| June |  |" in text
    assert "**No.:** 4711" in text


@settings(max_examples=300, deadline=None)
@given(MEAN)
def test_no_letter_means_anything_to_markdown(text: str) -> None:
    block = Paragraph(box=BOX, words=words(text))
    (opened, inline, closed) = MarkdownIt("commonmark").enable("table").parse(markdown(reading(block)))
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or []} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or []) == block.text


@given(st.lists(st.integers(0, 4), max_size=12))
def test_items_are_items_however_deep_they_lie(levels: list[int]) -> None:
    """0 stands for a paragraph between them."""
    blocks = [
        ListItem(box=BOX, words=words(f"item {at}"), level=level) if level else Paragraph(box=BOX, words=words("text"))
        for at, level in enumerate(levels)
    ]
    kinds = [token.type for token in MarkdownIt("commonmark").parse(markdown(reading(*blocks)))]
    assert kinds.count("list_item_open") == sum(level > 0 for level in levels)
    assert "code_block" not in kinds


def test_items_lie_in_those_before_them() -> None:
    blocks = [ListItem(box=BOX, words=words(f"at {level}"), level=level) for level in (2, 4, 4, 3, 1, 2)]
    assert markdown(reading(*blocks)) == "- at 2\n    - at 4\n    - at 4\n    - at 3\n- at 1\n    - at 2\n"


@pytest.mark.parametrize("text", ["C #", "## #", "C# and F#", "#"])
def test_a_heading_keeps_signs_at_its_end(text: str) -> None:
    written = markdown(reading(Heading(box=BOX, words=words(text), level=2)))
    (_, inline, _) = MarkdownIt("commonmark").parse(written)
    assert "".join(one.content for one in inline.children or ()) == text


def test_a_table_without_cells_is_nothing() -> None:
    assert markdown(reading(Table(box=BOX, cells=()))) == ""


def test_many_paragraphs_are_joined_in_linear_time() -> None:
    document = reading(*[Paragraph(box=BOX, words=words("a" * 5_000))] * 2_500)
    start = time.process_time()
    assert markdown(document).count("\n\n") == 2_499
    assert time.process_time() - start < 1.5


def test_code_keeps_its_lines() -> None:
    lines = (("for", 0, 0), ("x:", 4, 0), ("print(x)", 4, 1))
    code = tuple(
        Word(text=text, box=Box(10 + 6 * at, 20 + 12 * row, 10 + 6 * (at + len(text)), 31 + 12 * row))
        for text, at, row in lines
    )
    block = Paragraph(box=BOX, words=code, role="code")
    assert markdown(reading(block)) == "```\nfor x:\n    print(x)\n```\n"
    assert "<code>for x:\n    print(x)</code>" in html(reading(block))


def test_furniture_is_left_out_unless_asked_for() -> None:
    document = reading(Paragraph(box=BOX, words=words("Page 3"), role="footer"))
    assert markdown(document) == ""
    assert markdown(document, furniture=True) == "Page 3\n"


def test_a_caption_is_written_once() -> None:
    figure = Figure(box=BOX, caption="Figure 1")
    document = reading(figure, Paragraph(box=BOX, words=words("Figure 1"), role="caption"))
    assert markdown(document).count("*Figure 1*") == 1
    assert html(document).count("Figure 1") == 1


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(document: Reading) -> _Seen:
    parser = _Seen()
    parser.feed(html(document))
    assert not parser.open
    return parser


def test_html_tells_places_spans_and_confidence() -> None:
    tags = seen(everything()).tags
    spans = [(facts.get("rowspan"), facts.get("colspan")) for tag, facts in tags if tag in {"td", "th"}][:2]
    assert spans == [(None, "2"), ("2", None)]
    (head,) = [facts for tag, facts in tags if tag == "h2"]
    assert (head["data-page"], head["data-box"], head["data-confidence"]) == ("1", "10 20 110 32", "0.8750")


@given(MEAN)
def test_html_shows_text_as_it_is(text: str) -> None:
    block = Paragraph(box=BOX, words=words(text))
    found = seen(reading(block))
    assert block.text in found.text
    assert {tag for tag, _ in found.tags} == {"html", "head", "meta", "title", "body", "section", "p"}


def test_csv_is_read_as_it_was_written() -> None:
    rows = list(standard.reader(io.StringIO(csv(table()), newline="")))
    assert rows == [["Both heads", ""], ["tall", "a | b"], ["", "4,50"]]


def test_blocks_are_drawn_where_they_stand() -> None:
    white = Image.from_array(np.full((200, 400, 3), 255, np.uint8))
    shown = pictured(white, everything().pages[0])
    assert (shown.width, shown.height) == (400, 200)
    changed = np.argwhere((shown.pixels != 255).any(axis=2))
    assert changed.min(axis=0).tolist() == [40, 20]  # top and left, at two pixels a point
    assert changed.max(axis=0).tolist() == [64, 220]


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.5, "3.5"), (1_234_567.0, "1234567"), (-0.0, "0"), (12.3456789, "12.3457"), (1.234567e-5, "0.0000123457"),
     (999_999.7, "1000000"), (1e20, "100000000000000000000")],
)  # fmt: skip
def test_a_value_is_written_with_all_that_is_known_of_it(value: float, text: str) -> None:
    assert value_in_figures(value) == text
