"""Marks of a PDF: words with their places, as the page is shown; lines, areas, pictures; pages in parts."""

from __future__ import annotations

import numpy as np
import pytest
from media_samples import pdf, pdf_with_a_form

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits
from sensorium.media import page_marks

PEARS = b"BT /F1 20 Tf 20 40 Td (Seven %s pears) Tj ET"
GRID = b"20 20 m 120 20 l S 20 20 80 30 re S 0.5 g 130 20 40 30 re f 10 10 m 40 90 90 90 100 10 c S"


def one(content: bytes) -> page_marks.PageMarks:
    (page,) = page_marks.read(pdf([content])).pages
    return page


def test_words_stand_where_they_are_drawn() -> None:
    page = one(PEARS % b"green")
    assert page.words == ("Seven", "green", "pears")
    lefts, tops, rights, bottoms = page.boxes.T
    assert lefts[0] == pytest.approx(20, abs=1)
    assert (lefts[1:] > rights[:-1]).all()  # level, one after the other
    assert ((tops < 60) & (bottoms > 60)).all()  # the base line is 40 points from the lower edge of 100
    assert page.sizes_pt.tolist() == [20, 20, 20]
    assert not page.angles_deg.any()


@pytest.mark.parametrize(("turned", "size"), [(90, (100, 200)), (180, (200, 100)), (270, (100, 200))])
def test_places_are_those_of_the_page_as_shown(turned: int, size: tuple[int, int]) -> None:
    data = pdf([PEARS % b"ripe"]).replace(b"/Type /Page /Parent", b"/Type /Page /Rotate %d /Parent" % turned)
    (page,) = page_marks.read(data).pages
    assert (page.width_pt, page.height_pt) == size
    assert (page.boxes[:, 2] <= size[0]).all()
    assert (page.boxes[:, 3] <= size[1]).all()
    first = page.boxes[0]
    corner = {90: (first[0], first[1]), 180: (200 - first[2], first[1]), 270: (100 - first[2], 200 - first[3])}[turned]
    near = {90: (36, 20), 180: (20, 36), 270: (36, 20)}[turned]  # how far the first word is from the edges it is near
    assert corner == pytest.approx(near, abs=6)
    assert set(page.angles_deg.tolist()) == {{90: -90.0, 180: -180.0, 270: 90.0}[turned]}


def test_turned_words_say_so() -> None:
    page = one(b"BT /F1 10 Tf 0 1 -1 0 100 20 Tm (upwards) Tj ET")
    assert page.words == ("upwards",)
    assert page.angles_deg.tolist() == [90.0]
    assert page.boxes[0, 3] - page.boxes[0, 1] > page.boxes[0, 2] - page.boxes[0, 0]


def test_size_is_what_is_seen() -> None:
    assert one(b"BT /F1 1 Tf 12 0 0 12 20 40 Tm (scaled) Tj ET").sizes_pt.tolist() == [12]


def test_hidden_words_are_marked() -> None:
    page = one(b"BT 3 Tr /F1 12 Tf 20 40 Td (unseen) Tj ET BT 0 Tr /F1 12 Tf 20 70 Td (seen) Tj ET")
    hidden = {word: bool(style & page_marks.HIDDEN) for word, style in zip(page.words, page.styles, strict=True)}
    assert hidden == {"unseen": True, "seen": False}


def test_words_off_the_page_are_not_on_it() -> None:
    assert one(b"BT /F1 12 Tf 20 400 Td (above) Tj ET BT /F1 12 Tf 20 40 Td (on) Tj ET").words == ("on",)


def test_far_letters_are_two_words() -> None:
    assert one(b"BT /F1 10 Tf 20 40 Td (left) Tj 100 0 Td (right) Tj ET").words == ("left", "right")


def test_a_gap_that_letters_were_given_is_no_space() -> None:
    """Half of the font's own space counts as a space for pdfium; words without spaces lie further apart."""
    assert one(b"BT /F1 10 Tf 20 40 Td [(Taxiunter) -139 (nehmen) -280 (TX)] TJ ET").words == ("Taxiunternehmen", "TX")


@pytest.mark.parametrize(
    ("turned", "level"), [(90, b"0 1 -1 0 40 20"), (180, b"-1 0 0 -1 180 60"), (270, b"0 -1 1 0 160 180")]
)
def test_what_is_shown_level_on_a_turned_page_has_the_same_words(turned: int, level: bytes) -> None:
    """A page in landscape format is often an upright one that is shown turned."""
    for letters in (
        b"[(Taxiunter) -139 (nehmen) -280 (TX)] TJ",
        b"(one) Tj 17 -9 Td (two) Tj",
        b"(le) Tj 50 0 Td (ri) Tj",
    ):
        upright, page = (
            page_marks.read(
                pdf([b"BT /F1 8 Tf %s Tm %s ET" % (matrix, letters)], box="0 0 200 200").replace(
                    b"/Type /Page /Parent", b"/Type /Page /Rotate %d /Parent" % degrees
                )
            ).pages[0]
            for matrix, degrees in ((b"1 0 0 1 20 40", 0), (level, turned))
        )
        assert set(page.angles_deg.tolist()) == {0.0}
        assert page.words == upright.words


@pytest.mark.parametrize(("line", "words"), [(b"52 30 m 52 60 l S", ("Patric", "812")), (b"", ("Patric812",))])
def test_letters_that_touch_are_two_words_where_a_line_parts_their_cells(line: bytes, words: tuple[str, ...]) -> None:
    (whole,) = one(b"BT /F1 10 Tf 20 40 Td (Patric) Tj ET").boxes
    second = b"BT /F1 10 Tf %.2f 40 Td (812) Tj ET" % whole[2]
    drawn = line.replace(b"52", b"%.2f" % whole[2])
    assert one(b"BT /F1 10 Tf 20 40 Td (Patric) Tj ET " + second + b" " + drawn).words == words


def test_lines_areas_and_curves() -> None:
    page = one(GRID)
    assert len(page.rules) == 5  # a line, four sides of a frame
    assert {round(float(rule[3])) for rule in page.rules} == {80, 50}
    assert page.fills[:, :4].tolist() == [[130, 50, 170, 80]]
    assert page.fills[0, 4] == pytest.approx(0.5, abs=0.01)
    assert len(page.drawings) == 1


def test_forms_lie_where_they_are_put() -> None:
    """A form (XObject) has coordinates of its own."""
    form = b"q 1 0 0 1 50 30 cm /Fm Do Q"
    data = pdf([form])
    stream = b"0 0 m 60 0 l S"
    inner = b"<< /Type /XObject /Subtype /Form /BBox [0 -5 100 5] /Length %d >>\nstream\n%s\nendstream"
    data = data.replace(b"trailer", b"99 0 obj\n" + inner % (len(stream), stream) + b"\nendobj\ntrailer")
    data = data.replace(b"/Resources <<", b"/Resources << /XObject << /Fm 99 0 R >>").replace(b"startxref", b"startxxx")
    (page,) = page_marks.read(data).pages
    assert np.round(page.rules[:, [0, 2]]).tolist() == [[50, 110]]
    assert page.rules[0, 1] == pytest.approx(70, abs=1)


@pytest.mark.parametrize(("depth", "seen"), [(6, True), (7, False)])
def test_what_lies_too_deep_in_forms_is_told_to_be_left_out(depth: int, seen: bool) -> None:
    forms = b""
    for number in range(depth):
        stream = b"q /F%d Do Q" % (number + 1) if number + 1 < depth else b"0 0 m 60 0 l S"
        inner = b"/BBox [0 -5 100 5] /Resources << /XObject << /F%d %d 0 R >> >>" % (number + 1, 101 + number)
        head = b"<< /Type /XObject /Subtype /Form %s /Length %d >>" % (inner, len(stream))
        forms += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (100 + number, head, stream)
    data = pdf([b"q 1 0 0 1 50 30 cm /F0 Do Q"])
    data = data.replace(b"/Resources <<", b"/Resources << /XObject << /F0 100 0 R >>")
    found = page_marks.read(data.replace(b"trailer", forms + b"trailer", 1).replace(b"startxref", b"startxxx"))
    assert bool(len(found.pages[0].rules)) is seen
    assert bool(found.notes) is not seen


def test_pages_in_parts() -> None:
    data = pdf([PEARS % str(number).encode() for number in range(1, 8)])
    found = page_marks.read(data, first=3, last=4)
    assert [page.number for page in found.pages] == [3, 4]
    assert [page.words[1] for page in found.pages] == ["3", "4"]
    assert found.num_pages == 7
    assert [page.number for page in page_marks.read(data, first=6).pages] == [6, 7]


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (9, 9)])
def test_pages_that_are_not_there(first: int, last: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        page_marks.read(pdf([b"", b""]), first=first, last=last)
    assert caught.value.code == "invalid_page"


def test_too_much_text_and_other_files() -> None:
    with pytest.raises(TooLarge):
        page_marks.read(pdf([PEARS % b"green"]), Limits(text_characters=5))
    with pytest.raises(InvalidInput):
        page_marks.read(b"plain words")


def test_pictures_of_some_pages() -> None:
    data = pdf([b"1 0 0 rg 0 0 200 100 re f", b"0 1 0 rg 0 0 200 100 re f", b""])
    found = page_marks.pictures(data, first=2, last=9, dpi=36)
    assert [pixels.shape for pixels in found.pixels] == [(50, 100, 3), (50, 100, 3)]
    assert [pixels[25, 50].tolist() for pixels in found.pixels] == [[0, 255, 0], [255, 255, 255]]
    assert found.dpi == 36


def test_pictures_that_do_not_fit() -> None:
    with pytest.raises(TooLarge):
        page_marks.pictures(pdf([b""]), Limits(image_pixels=1000), first=1, last=1, dpi=300)


def test_fields_of_a_form() -> None:
    (page,) = page_marks.read(pdf_with_a_form(value="Ada Lovelace")).pages
    assert [(field.name, field.label, field.value) for field in page.fields] == [
        ("who", "Your name", "Ada Lovelace"),
        ("ok", "", "on"),
    ]
    assert page.fields[0].box == (20, 60, 120, 80)


def test_a_long_field_is_read_whole_or_refused() -> None:
    """A buffer that is too small is left empty by pdfium."""
    data = pdf_with_a_form(value="x" * 30_000)
    assert len(page_marks.read(data).pages[0].fields[0].value) == 30_000
    with pytest.raises(TooLarge) as caught:
        page_marks.read(data, Limits(text_characters=20_000))
    assert caught.value.code == "document_too_complex"


def mapped(codes: bytes) -> page_marks.PageMarks:
    """A page with A, B and C far from each other, in a font whose map (ToUnicode) leads to these letters."""
    table = b"1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar %s endbfchar" % codes
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    tail = b" endcmap CMapName currentdict /CMap defineresource pop end end"
    stream = head + table + tail
    data = pdf([b"BT /F1 12 Tf 20 40 Td (A) Tj 60 0 Td (B) Tj 60 0 Td (C) Tj ET"])
    data = data.replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /ToUnicode 99 0 R")
    inner = b"99 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\ntrailer" % (len(stream), stream)
    data = data.replace(b"trailer", inner, 1).replace(b"startxref", b"startxxx")
    (page,) = page_marks.read(data).pages
    return page


def unmapped(page: page_marks.PageMarks) -> dict[str, bool]:
    return {word: bool(style & page_marks.UNMAPPED) for word, style in zip(page.words, page.styles, strict=True)}


def test_letters_that_the_file_does_not_tell_are_marked() -> None:
    """Codes of private use; Word's bullets are known all the same."""
    assert unmapped(mapped(b"<41> <e001> <42> <f0b7> <43> <0061>")) == {"\ue001": True, "•": False, "a": False}


def test_letters_that_utf_16_writes_in_two_are_one() -> None:
    """Those of formulas, and emoji; half of one is none."""
    page = mapped(b"<41> <d835dc65> <42> <d83dde00> <43> <d835>")
    assert unmapped(page) == {"\U0001d465": False, "\U0001f600": False, "\ufffd": True}
    assert mapped(b"<41> <d835dc65d835dc66> <42> <dc65> <43> <dc65d835>").words == (
        "\U0001d465\U0001d466",
        "\ufffd",
        "\ufffd\ufffd",
    )


def test_letters_that_are_placed_one_by_one_are_words_of_a_full_page_too() -> None:
    """Where print fills a page from top to bottom but not from side to side, pdfium takes lines for upright."""
    filling = b"".join(b"BT /F1 4 Tf 20 %d Td (row) Tj ET " % y for y in range(2, 84, 3))
    letters = b"".join(b"%.2f 0 Td <%02X> Tj " % (5.56 if at else 0, code) for at, code in enumerate(b"4711"))
    page = one(filling + b"BT /F1 10 Tf 60 88 Td " + letters + b"ET")
    assert [word for word in page.words if word != "row"] == ["4711"]


@pytest.mark.parametrize(("name", "bold"), [(b"Plain-Regular", False), (b"Plain-Bold", True), (b"Plain", True)])
def test_a_name_says_more_of_a_font_than_how_thick_its_stems_are(name: bytes, bold: bool) -> None:
    """Of stems of 125 units pdfium makes a weight of 625, which many a font of plain weight has."""
    facts = b"/Flags 32 /StemV 125 /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /FontBBox [0 -200 1000 800]"
    descriptor = b"/FontDescriptor << /Type /FontDescriptor /FontName /%s %s >>" % (name, facts)
    data = pdf([PEARS % b"green"])
    assert b"/BaseFont /Helvetica" in data
    (page,) = page_marks.read(data.replace(b"/BaseFont /Helvetica", b"/BaseFont /%s %s" % (name, descriptor))).pages
    assert [bool(style & page_marks.BOLD) for style in page.styles] == [bold] * 3
