"""Any file becomes a reading: text layers, scans by whichever reader, office files; some pages; a second opinion."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from sensorium.abilities.documents import folders, reading, writing
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import FILE, FORM, HIDDEN_LAYER, TEXT_LAYER, Figure, Pair, Table, Word
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.errors import InvalidInput
from sensorium.media import sources


@dataclass
class Seer:
    """Reads the same words in every picture, where they are told to be, as shares of its sides."""

    said: Sequence[str] = ("Seven", "pears")
    name: str = "seer"
    confidence: float = 0.9
    languages: tuple[str, ...] = ("eng",)
    shown: list[Image] = field(default_factory=list)

    def read(self, picture: Image) -> Sequence[Word]:
        self.shown.append(picture)
        width, top, bottom = picture.width / 10, picture.height * 0.4, picture.height * 0.45
        return [
            Word(
                text=text,
                box=Box(width * (1 + 2 * place), top, width * (2.5 + 2 * place), bottom),
                source=self.name,
                confidence=self.confidence,
            )
            for place, text in enumerate(self.said)
        ]


def pdf(*contents: bytes, extra: bytes = b"") -> bytes:
    """Pages of 400 × 300 points; readers mend the missing table."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    file = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    file += b"2 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n" % (kids, len(contents))
    file += b"3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
    for number, content in enumerate(contents):
        resources = b"<< /Font << /F1 3 0 R >> /XObject << /Im 99 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources %s /Contents %d 0 R >>"
        file += b"%d 0 obj\n%s\nendobj\n" % (4 + 2 * number, page % (resources, 5 + 2 * number))
        file += b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (5 + 2 * number, len(content), content)
    pixel = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    file += b"99 0 obj\n%s\nstream\n\xee\nendstream\nendobj\n" % pixel
    return file + extra + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


TEXT = b"BT /F1 12 Tf 40 200 Td (%s) Tj ET"
SCAN = b"q 400 0 0 300 0 0 cm /Im Do Q"
UNDER = b"BT 3 Tr /F1 12 Tf 40 200 Td (Seven pearls) Tj ET " + SCAN


def way(**settings: object) -> Way:
    return Way(**{"reader": Seer(), **settings})  # type: ignore[arg-type]


def test_a_text_layer_needs_no_reader() -> None:
    seer = Seer()
    found = reading.read(pdf(TEXT % b"One plum", TEXT % b"Two plums"), way(reader=seer))
    assert [page.text for page in found.pages] == ["One plum", "Two plums"]
    assert found.readers == (TEXT_LAYER,)
    assert not seer.shown


@pytest.mark.parametrize(("first", "last"), [(0, None), (-1, 2), (3, 2), (1, 0)])
def test_pages_that_no_document_has_are_refused(first: int, last: int | None) -> None:
    with pytest.raises(InvalidInput, match="pages count from 1") as refused:
        Way(first=first, last=last)
    assert refused.value.code == "invalid_page"


def test_a_scanned_page_is_read_and_says_by_whom() -> None:
    found = reading.read(pdf(TEXT % b"One plum", SCAN), way())
    first, second = found.pages
    assert (first.text, second.text) == ("One plum", "Seven pears")
    assert {word.source for word in second.words} == {"seer"}
    assert second.words[0].box.left == pytest.approx(40, abs=1)  # points of the page, not pixels of its picture
    assert second.words[0].box.top == pytest.approx(120, abs=1)
    assert any("page 2: read from its picture" in note for note in found.notes)


def test_without_a_reader_a_scan_says_so_and_what_a_scanner_left_is_taken() -> None:
    found = reading.read(pdf(SCAN, UNDER), way(reader=None))
    assert not found.pages[0].words
    assert any("sensorium[ocr]" in note for note in found.notes)
    assert found.pages[1].text == "Seven pearls"
    assert {word.source for word in found.pages[1].words} == {HIDDEN_LAYER}
    assert all(word.confidence < 1 for word in found.pages[1].words)


def test_hidden_words_are_not_believed_where_somebody_can_look() -> None:
    assert reading.read(pdf(UNDER), way()).pages[0].text == "Seven pears"


def test_a_second_reader_supports_or_does_not() -> None:
    found = reading.read(pdf(SCAN), way(second=Seer(said=("Seven", "bears"), name="other")))
    every = {word.text: word for word in (*found.pages[0].words, *found.pages[0].doubted)}
    assert every["Seven"].supported is True
    differing = every.get("pears") or every["bears"]
    assert differing.supported is False
    assert {vote.reader for vote in every["Seven"].votes} == {"other"}
    assert every["Seven"].confidence > differing.confidence


def test_a_text_layer_keeps_its_letters_whatever_others_see() -> None:
    layer = b"BT /F1 12 Tf 40 168 Td (Seven) Tj 80 0 Td (peaks) Tj ET"
    found = reading.read(pdf(layer), way(second=Seer(name="other")))
    assert found.pages[0].text == "Seven peaks"
    assert [word.supported for word in found.pages[0].words] == [True, False]


def test_some_pages_of_many() -> None:
    told: list[tuple[int, int]] = []
    data = pdf(*(TEXT % str(number).encode() for number in range(1, 121)))
    chosen = way(first=49, last=103, report=lambda number, total: told.append((number, total)))
    found = reading.read(data, chosen)
    assert [page.number for page in found.pages] == list(range(49, 104))
    assert [page.text for page in found.pages] == [str(number) for number in range(49, 104)]
    assert told[-1] == (103, 120)


def test_pages_that_are_not_there() -> None:
    for data in (pdf(TEXT % b"One"), b"# One\n\nwith words\n"):
        with pytest.raises(InvalidInput) as caught:
            reading.read(data, way(first=7))
        assert caught.value.code == "invalid_page"


def test_a_picture_is_a_page() -> None:
    file = io.BytesIO()
    Pillow.new("RGB", (1240, 1754), "white").save(file, "PNG")
    found = reading.read(file.getvalue(), way())
    (page,) = found.pages
    assert (round(page.width_pt), round(page.height_pt)) == (595, 842)
    assert page.text == "Seven pears"
    assert found.media_type == "image/png"


def test_words_in_a_figure_are_read_there() -> None:
    part = b"q 200 0 0 150 100 20 cm /Im Do Q " + TEXT % b"A page with a figure and words of its own around it here"
    (page,) = reading.read(pdf(part), way()).pages
    (figure,) = (block for block in page.blocks if isinstance(block, Figure))
    assert figure.text == "Seven pears"
    assert figure.box.holds(figure.words[0].box.center)
    assert not any(
        isinstance(block, Figure) and block.words
        for block in reading.read(pdf(part), way(figures=False)).pages[0].blocks
    )


def test_fields_of_a_form_are_pairs() -> None:
    field_ = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /TU (Your name) /V (Ada) /Rect [100 100 200 120] >>"
    data = pdf(TEXT % b"Fill in").replace(b"/Type /Page /Parent", b"/Annots [%s] /Type /Page /Parent" % field_)
    data = data.replace(b"/Type /Catalog", b"/AcroForm << /Fields [%s] >> /Type /Catalog" % field_)
    (page,) = reading.read(data, way()).pages
    (pair,) = (block for block in page.blocks if isinstance(block, Pair))
    assert [word.text for word in pair.value] == ["Ada"]
    assert pair.value[0].source == FORM


def test_tables_of_text_are_known(tmp_path: Path) -> None:
    (tmp_path / "fruit.csv").write_text("thing,count\npear,7\nplum,2\n")
    found = reading.read(tmp_path / "fruit.csv", way())
    (table,) = found.tables
    assert isinstance(table, Table)
    assert table.rows == [["thing", "count"], ["pear", "7"], ["plum", "2"]]
    assert found.readers == (FILE,)


def test_a_file_that_has_a_title_gives_it_to_what_is_read() -> None:
    page = b"<!doctype html><html><head><title>Prices of fish</title></head><body><p>Cod is dear.</p></body></html>"
    assert reading.read(page, way()).title == "Prices of fish"


def test_plain_text_stands_where_it_is_shown() -> None:
    loaded = sources.load(b"One plum.\nTwo  plums.\n\nThree.")
    found = reading.reading_of(loaded, way())
    (page,) = found.pages
    assert [block.text for block in page.blocks] == ["One plum. Two plums.", "Three."]
    pixels = reading.picture_of(loaded, page, way()).pixels
    scale = len(pixels) / page.height_pt
    for word in page.words:
        box = word.box.scaled(scale)
        inside = pixels[round(box.top) : round(box.bottom), round(box.left) : round(box.right)]
        assert (inside < 128).any(), word.text
    shown = np.argwhere((pixels < 128).any(axis=2))
    assert shown[:, 0].min() >= page.words[0].box.top * scale - 1


def test_a_tune_has_no_pages() -> None:
    with pytest.raises(InvalidInput) as caught:
        reading.read(b"X:1\nT:One\nM:4/4\nL:1/4\nK:C\nCDEF|\n", way())
    assert caught.value.code == "unsupported_format"


def test_readers_by_name() -> None:
    with pytest.raises(InvalidInput, match="'pages' says nothing about reading; there are reader, verify, first, last"):
        reading.way_of(pages="1-3")
    with pytest.raises(InvalidInput, match="unknown reader"):
        reading.way_of("nobody")
    seer = Seer()
    with pytest.raises(InvalidInput, match="another one"):
        reading.way_of(seer, replace(seer))


def test_what_was_read_is_told_and_retold() -> None:
    found = reading.read(pdf(TEXT % b"One plum", SCAN), way(second=Seer(said=("Seven", "bears"), name="other")))
    again = writing.retold(writing.told(found))
    assert writing.told(again) == writing.told(found)
    assert again.pages[1].doubted == writing.retold(writing.told(again)).pages[1].doubted


def test_a_folder_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "one.md").write_text("# One\n")
    (source / "two.pdf").write_bytes(pdf(TEXT % b"Two plums"))
    (source / "three.pdf").write_bytes(b"%PDF-1.4 nothing")
    first = {one.name: one for one in folders.read_folder(source, target, num_processes=1)}
    assert {name: one.code for name, one in first.items()} == {
        "one.md": "",
        "two.pdf": "",
        "three.pdf": "invalid_document",
    }
    report = target / folders.REPORT
    report.write_text(report.read_text() + '{"name": "cut o')  # a kill in the middle of a line
    (source / "one.md").write_text("# One more\n")
    (target / "two.pdf.json").unlink()
    again = {one.name: one for one in folders.read_folder(source, target, num_processes=1)}
    assert again["three.pdf"] == first["three.pdf"]  # tried again
    assert again["one.md"].digest != first["one.md"].digest
    assert again["one.md"].num_words == 2
    assert (target / "two.pdf.json").exists()
    told = sorted(folders.read_folder(source, target, num_processes=1), key=lambda one: one.name)
    assert told == sorted(again.values(), key=lambda one: one.name)
    (source / "three.pdf").unlink()
    other = folders.Readers(figures=False)
    assert {one.asked for one in folders.read_folder(source, target, other, num_processes=1)} == {"figures"}
    assert folders.Readers(reader="tesseract").asked != folders.Readers(verify="tesseract").asked


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are UTF-8")
def test_a_folder_with_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    name = os.fsdecode(b"one\xff.md")
    (source / name).write_text("# One\n")
    first, again = (list(folders.read_folder(source, target, num_processes=1)) for _ in range(2))
    assert [(one.name, one.num_words) for one in first] == [(name, 1)]
    assert again == first


def test_a_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        folders.files_in(tmp_path)
    assert caught.value.code == "no_files"


def scanned_tiff(*widths: int) -> bytes:
    """A page for each width, in pixels."""
    first, *others = (Pillow.new("L", (width, 300), 240) for width in widths)
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=others)
    return file.getvalue()


def test_each_page_of_a_tiff_is_a_page() -> None:
    seer = Seer()
    told: list[tuple[int, int]] = []
    found = reading.read(scanned_tiff(400, 500, 350), way(reader=seer, report=lambda *page: told.append(page)))
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert [page.text for page in found.pages] == ["Seven pears"] * 3
    assert {picture.width for picture in seer.shown} >= {400, 500, 350}
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert not any("first of" in note for note in found.notes)


def test_some_pages_of_a_tiff_are_read_and_shown() -> None:
    data = scanned_tiff(400, 500, 350)
    found = reading.read(data, way(first=2, last=2))
    assert [page.number for page in found.pages] == [2]
    assert reading.picture_of(sources.load(data), found.pages[0], way()).width == 500
    with pytest.raises(InvalidInput, match="page 4 is not among them"):
        reading.read(data, way(first=4))


@pytest.mark.parametrize("size", [(90, 40), (300, 200), (60, 15_000)])
def test_pictures_of_any_size_are_read(size: tuple[int, int]) -> None:
    file = io.BytesIO()
    Pillow.new("L", size, 240).save(file, "PNG")
    (page,) = reading.read(file.getvalue(), way()).pages
    assert page.width_pt / page.height_pt == pytest.approx(size[0] / size[1], rel=0.02)
