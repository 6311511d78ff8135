"""Whatever the boxes: every word of a sheet is in exactly one block, or is the mark of an item."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import blocks_of, furnished, page_of
from sensorium.abilities.documents.sheet import Fill, FormField, Sheet
from sensorium.abilities.documents.tree import FORM, Cell, ListItem, ReadPage, Table, Word

edges = st.one_of(st.floats(-50, 900, width=32), st.sampled_from((0.0, 40.0, 300.0, 310.0, 1e6)))
sides = st.one_of(st.floats(0, 80, width=32), st.sampled_from((0.0, 12.0, 500.0, 1e5)))
texts = st.one_of(
    st.text(min_size=1, max_size=8),
    st.sampled_from("• 1. (a) - – Total: 12,50 € 4711 Figure Table 3. end. co- op o :".split()),
)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, top = draw(edges), draw(edges)
    return Box(left, top, left + draw(sides), top + draw(sides))


@st.composite
def rows(draw: st.DrawFn) -> list[Word]:
    """Words that stand as on a page: in lines, in one or two columns."""
    found = []
    size_pt = draw(st.sampled_from((7.0, 10.0, 24.0)))
    for number in range(draw(st.integers(0, 12))):
        x = draw(st.sampled_from((40.0, 52.0, 320.0)))
        for text in draw(st.lists(texts, max_size=5)):
            width = max(1, len(text)) * size_pt * 0.5
            box = Box(x, 40 + number * size_pt * 1.2, x + width, 40 + number * size_pt * 1.2 + size_pt)
            found.append(
                Word(text=text, box=box, size_pt=draw(st.sampled_from((0.0, size_pt))), bold=draw(st.booleans()))
            )
            x += width + size_pt * draw(st.sampled_from((0.25, 3.0)))
    return found


words = st.lists(
    st.builds(Word, text=texts, box=boxes(), size_pt=st.floats(0, 60, width=32), bold=st.booleans()), max_size=25
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    fields = draw(st.lists(st.tuples(boxes(), texts), max_size=3))
    return Sheet(
        number=1,
        width_pt=draw(st.sampled_from((1.0, 595.0, 612.0))),
        height_pt=draw(st.sampled_from((1.0, 842.0))),
        words=tuple(draw(words) + draw(rows())),
        turned=tuple(draw(words)),
        rules=tuple(draw(st.lists(boxes(), max_size=4))),
        fills=tuple(Fill(box=box, luminance=0.5) for box in draw(st.lists(boxes(), max_size=4))),
        pictures=tuple(draw(st.lists(boxes(), max_size=2))),
        drawings=tuple(draw(st.lists(boxes(), max_size=4))),
        fields=tuple(
            FormField(name="f", label="", value=(Word(text=text, box=box, source=FORM),), box=box)
            for box, text in fields
        ),
    )


def told(page: ReadPage) -> Counter[str]:
    """Texts of all words and marks, those of fields left out."""
    found = Counter(word.text for block in page.blocks for word in block.words if word.source != FORM)
    return found + Counter(block.marker for block in page.blocks if isinstance(block, ListItem))


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_every_word_is_in_one_block(sheet: Sheet) -> None:
    page = page_of(sheet, ())
    assert told(page) == Counter(word.text for word in (*sheet.words, *sheet.turned))
    assert told(furnished((page, page))[1]) == told(page)


@settings(max_examples=60, deadline=None)
@given(sheets(), st.data())
def test_words_of_tables_stay_in_them(sheet: Sheet, data: st.DataObject) -> None:
    taken = data.draw(st.lists(st.sampled_from(sheet.words), unique_by=id, max_size=6)) if sheet.words else []
    box = Box.around(word.box for word in taken) if taken else Box(0, 0, 9, 9)
    table = Table(box=box, words=tuple(taken), cells=(Cell(row=0, column=0, box=box, words=tuple(taken)),))
    blocks = blocks_of(sheet, (table,))
    (found,) = [block for block in blocks if isinstance(block, Table)]
    assert found.words == table.words
    page = ReadPage(number=1, width_pt=1, height_pt=1, blocks=blocks)
    assert told(page) == Counter(word.text for word in (*sheet.words, *sheet.turned))
