"""DOCX: blocks and their order, lists, tables, notes, tracked changes, other producers."""

from __future__ import annotations

from office_samples import docx_file, picture, word

from sensorium.limits import DEFAULT
from sensorium.media import formats
from sensorium.media.office.flow import Block, Flow, Heading, Item, Paragraph, Picture, Table, said
from sensorium.media.office.reading import read


def flow_of(body: str, parts: dict[str, str] | None = None, *, strict: bool = False) -> Flow:
    return read(word(body, parts, strict=strict), formats.DOCX, DEFAULT)


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def texts(flow: Flow) -> list[str]:
    return [said(block.runs) for block in flow.blocks if isinstance(block, Paragraph | Heading | Item)]


def kinds(blocks: list[Block]) -> list[type]:
    return [type(block) for block in blocks]


def test_a_file_of_python_docx() -> None:
    flow = read(docx_file(), formats.DOCX, DEFAULT)
    first, second = flow.sections
    assert flow.title == "Annual report"
    assert kinds(list(first.blocks)) == [Paragraph, Heading, Heading, Paragraph, *[Item] * 5, Table, Picture, Paragraph]
    assert texts(flow)[:3] == ["Orchard news", "Annual report", "Results"]
    assert texts(flow)[-2:] == ["On the second page.", "page 1"]
    assert [(item.marker, item.level) for item in first.blocks if isinstance(item, Item)] == [
        ("•", 1), ("•", 1), ("•", 2), ("1.", 1), ("2.", 1),
    ]  # fmt: skip
    assert [block.role for block in flow.blocks if isinstance(block, Paragraph)] == [
        "header", "body", "caption", "body", "footer",
    ]  # fmt: skip
    assert [said(block.runs) for block in second.blocks] == ["On the second page.", "page 1"]
    (shown,) = [block for block in flow.blocks if isinstance(block, Picture)]
    assert shown.data == picture()


def test_runs_are_bold_and_italic() -> None:
    (paragraph,) = [block for block in read(docx_file(), formats.DOCX, DEFAULT).blocks if "Seven" in repr(block)]
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("Seven ", False, False), ("green", True, False), (" pears, ", False, False), ("ripe", False, True),
    ]  # fmt: skip


def test_letters_with_their_sound_above_them_are_read_without_it() -> None:
    above, below = (f"<w:r><w:t>{words}</w:t></w:r>" for words in ("sound", "letters"))
    ruby = f"<w:r><w:ruby><w:rt>{above}</w:rt><w:rubyBase>{below}</w:rubyBase></w:ruby></w:r>"
    assert texts(flow_of(f"<w:p><w:r><w:t>The </w:t></w:r>{ruby}</w:p>")) == ["The letters"]


def test_a_deleted_mark_that_nothing_follows_loses_no_words() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    flow = flow_of(p("before", deleted) + f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>" + p("last", deleted))
    assert texts(flow) == ["before", "last"]
    (table,) = [block for block in flow.blocks if isinstance(block, Table)]
    assert [said(cell.runs) for cell in table.cells] == ["cell"]


def test_merged_cells() -> None:
    (table,) = [block for block in read(docx_file(), formats.DOCX, DEFAULT).blocks if isinstance(block, Table)]
    spans = {said(cell.runs).strip(): (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["r0c0"] == (0, 0, 1, 2)
    assert spans["r1c2"] == (1, 2, 2, 1)
    assert spans["r2c1"] == (2, 1, 1, 1)
    assert len(table.cells) == 7


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>joined </w:t></w:r></w:p>" + p("together")
    )
    assert texts(flow_of(body)) == ["kept new", "joined together"]
    table = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    (only,) = flow_of(table.format(p("old"), p("row"))).blocks
    assert [said(cell.runs) for cell in only.cells] == ["row"]


def test_strict_files_and_files_without_styles() -> None:
    for strict in (False, True):
        flow = flow_of(p("Seven pears") + p("Ripe", '<w:outlineLvl w:val="1"/>'), strict=strict)
        assert kinds(list(flow.blocks)) == [Paragraph, Heading]
        assert list(flow.blocks)[1].level == 2


def test_levels_of_lists_count_by_themselves() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = (
        '<w:root><w:abstractNum w:abstractNumId="7">' + level.format(0, 3, "decimal", "%1.")
        + level.format(1, 1, "lowerLetter", "%1.%2)") + level.format(2, 1, "upperRoman", "%3")
        + '</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:root>'
    )  # fmt: skip
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="2"/></w:numPr>'
    flow = flow_of("".join(p("x", item.format(depth)) for depth in (0, 1, 1, 2, 0, 1)), {"numbering": numbering})
    assert [(block.marker, block.level) for block in flow.blocks] == [
        ("3.", 1), ("3.a)", 2), ("3.b)", 2), ("I", 3), ("4.", 1), ("4.a)", 2),
    ]  # fmt: skip


def test_numbered_headings_keep_their_number() -> None:
    numbering = (
        '<w:root><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:root>'
    )
    head = '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>'
    assert texts(flow_of(p("Scope", head), {"numbering": numbering})) == ["§ 1 Scope"]


def test_footnotes_stand_at_the_end_and_are_referred_to() -> None:
    body = '<w:p><w:r><w:t>Pears</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("after")
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    notes = f"<w:root>{note.format(0, p('separator'))}{note.format(2, p('ripe ones'))}</w:root>"
    flow = flow_of(body, {"footnotes": notes})
    assert texts(flow) == ["Pears[1]", "after", "[1] ripe ones"]  # LibreOffice counts ids from 2
    assert [block.role for block in flow.blocks] == ["body", "body", "footnote"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><w:r><w:t>around</w:t><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texts(flow_of(body)) == ["around", "boxed"]


def test_fields_show_what_they_showed_and_hidden_text_is_left_out() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2 May</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>'
        '<w:t>secret</w:t></w:r><w:r><w:sym w:char="00B5"/><w:tab/><w:t>g</w:t></w:r></w:p>'
    )
    assert texts(flow_of(body)) == ["2 Mayµ\tg"]


def test_bold_comes_from_styles_and_can_be_switched_off() -> None:
    styles = (
        '<w:root><w:style w:type="character" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="D"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="C"/><w:rPr><w:i/></w:rPr></w:style></w:root>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="C"/></w:pPr><w:r><w:rPr><w:rStyle w:val="B"/></w:rPr><w:t>a</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="B"/><w:b w:val="0"/></w:rPr><w:t>b</w:t></w:r></w:p>'
    )
    (paragraph,) = flow_of(body, {"styles": styles}).blocks
    assert [(run.bold, run.italic) for run in paragraph.runs] == [(True, True), (False, True)]


def test_comments_are_noted() -> None:
    assert flow_of(p("a"), {"comments": "<w:root/>"}).notes == ("comments are left out",)
    assert flow_of(p("a")).notes == ()
