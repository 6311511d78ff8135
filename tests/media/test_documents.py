"""PDF and plain text: words, pictures, sizes; limits judged before rendering."""

from __future__ import annotations

import io
import time

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from media_samples import pdf, png, tiff
from PIL import Image

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import documents

WORDS = b"BT /F1 20 Tf 20 40 Td (Seven %s pears) Tj ET"
RED_SQUARE = b"1 0 0 rg 0 0 50 50 re f"


def code_of(data: bytes, limits: Limits = DEFAULT, dpi: float | None = None) -> str:
    with pytest.raises(InvalidInput) as caught:
        documents.read(data, limits, dpi=dpi)
    return caught.value.code


def test_text_size_and_order_of_pages() -> None:
    found = documents.read(pdf([WORDS % b"green", WORDS % b"ripe", b""]))
    assert [page.text for page in found.pages] == ["Seven green pears", "Seven ripe pears", ""]
    assert [(page.width_pt, page.height_pt) for page in found.pages] == [(200, 100)] * 3
    assert (found.dpi, found.title, found.notes) == (144, "", ())


def test_pictures_of_pages_are_upright_and_in_colour() -> None:
    (page,) = documents.read(pdf([RED_SQUARE]), dpi=72).pages
    assert page.pixels.shape == (100, 200, 3)
    assert page.pixels[98, 2].tolist() == [255, 0, 0]  # the origin of a PDF is at the bottom left
    assert page.pixels[2, 2].tolist() == [255, 255, 255]


def test_dpi_scales_pictures() -> None:
    for dpi in (36, 100, 300):
        (page,) = documents.read(pdf([WORDS % b"green"]), dpi=dpi).pages
        assert page.pixels.shape == (np.ceil(100 * dpi / 72), np.ceil(200 * dpi / 72), 3)
        assert (page.pixels < 128).any()


def test_rotated_pages_are_shown_upright() -> None:
    data = pdf([RED_SQUARE]).replace(b"/Type /Page /Parent", b"/Type /Page /Rotate 90 /Parent")
    (page,) = documents.read(data, dpi=72).pages
    assert (page.width_pt, page.height_pt, page.pixels.shape) == (100, 200, (200, 100, 3))
    assert page.pixels[2, 2].tolist() == [255, 0, 0]


def test_title() -> None:
    assert documents.read(pdf([b""], title="Pears")).title == "Pears"


def test_encrypted_documents_are_refused_by_name() -> None:
    encryption = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >> /ID [<00><00>]"
    data = pdf([b""]).replace(b"/Root 1 0 R", b"/Root 1 0 R " + encryption % (b"41" * 32, b"42" * 32))
    assert code_of(data) == "document_encrypted"


def test_too_many_pages() -> None:
    many = pdf([b""] * 4)
    assert len(documents.read(many, Limits(document_pages=4)).pages) == 4
    assert code_of(many, Limits(document_pages=3)) == "document_too_complex"


def test_two_hundred_thousand_declared_pages_are_refused_at_once() -> None:
    documents.read(pdf([b""]))
    began = time.monotonic()
    assert code_of(pdf([b""], count=200_000)) in ("document_too_complex", "invalid_document")
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("box", ["0 0 14400000 14400000", "0 0 9000 200000"])
def test_a_giant_page_is_refused_at_once(box: str) -> None:
    documents.read(pdf([b""]))
    began = time.monotonic()
    assert code_of(pdf([b""], box=box)) in ("document_too_complex", "invalid_document")
    assert time.monotonic() - began < 1


def test_a_large_page_is_shown_at_the_resolution_that_fits() -> None:
    found = documents.read(pdf([WORDS % b"green"], box="0 0 4000 4000"))
    assert 36 <= found.dpi < 144
    assert found.pages[0].pixels.size <= DEFAULT.document_bytes_unpacked
    assert found.notes == (f"pages are shown at {found.dpi:g} dpi, the finest that fits",)
    with pytest.raises(TooLarge) as caught:
        documents.read(pdf([b""], box="0 0 4000 4000"), dpi=300)
    assert (caught.value.code, caught.value.unit, caught.value.got) == ("document_too_complex", "dpi", 300)


def test_all_pages_together_fit_the_budget() -> None:
    limits = Limits(document_bytes_unpacked=1_000_000)
    found = documents.read(pdf([b""] * 6, box="0 0 400 400"), limits)
    assert sum(page.pixels.size for page in found.pages) <= 1_000_000
    assert found.dpi < 144


def test_too_much_text() -> None:
    data = pdf([WORDS % b"green"] * 3)
    assert len(documents.read(data, Limits(text_characters=51)).pages) == 3
    assert code_of(data, Limits(text_characters=40)) == "document_too_complex"


def test_damaged_documents() -> None:
    whole = pdf([WORDS % b"green"])
    assert code_of(whole[:9]) == "invalid_document"
    assert code_of(b"%PDF-1.7\n" + bytes(range(256)) * 8) == "invalid_document"
    assert code_of(whole.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")) in ("invalid_document", "document_too_complex")


def test_what_is_no_document() -> None:
    assert code_of(png(1, 1, 8, 0, b"\0\0")) == "unsupported_format"
    for dpi in (0, -1, 1e9, float("nan")):
        assert code_of(pdf([b""]), dpi=dpi) == "invalid_dpi"


def test_text_and_pixels_agree_with_the_library() -> None:
    data = pdf([WORDS % b"green"])
    (page,) = documents.read(data, dpi=96).pages
    with pypdfium2.PdfDocument(data) as reference:
        expected = reference[0].render(scale=96 / 72).to_numpy()
        assert reference[0].get_textpage().get_text_bounded() == page.text
    np.testing.assert_array_equal(
        page.pixels, expected[:, :, ::-1] if expected.shape[2] == 3 else expected[:, :, 2::-1]
    )
    assert pdfium.FPDF_ERR_PASSWORD == 4


def test_plain_text_is_set_on_pages() -> None:
    words = "\n".join(f"line {number}" for number in range(100)) + "\flast – größer\n\tindented"
    found = documents.read(words.encode())
    assert "\n".join(page.text for page in found.pages[:2]).split("\n") == [f"line {number}" for number in range(100)]
    assert found.pages[2].text == "last – größer\n\tindented"
    assert (found.pages[0].width_pt, found.pages[0].height_pt) == (595, 842)
    for page in found.pages:
        assert page.pixels.shape == (1684, 1190, 3)
        assert 0.0002 < (page.pixels < 128).mean() < 0.2
        assert (page.pixels[:90] == 255).all()  # the margin


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_in_any_of_its_encodings(encoding: str) -> None:
    assert documents.read("größer".encode(encoding)).pages[0].text == "größer"


def test_letters_that_cannot_be_drawn_are_noted() -> None:
    assert documents.read("größer – “so”".encode()).notes == ()
    found = documents.read("漢字".encode())
    assert found.pages[0].text == "漢字"
    assert "'?'" in found.notes[0]


def test_long_lines_are_wrapped_and_nothing_is_lost() -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    found = documents.read(words.encode(), dpi=36)
    assert "".join(page.text for page in found.pages) == words
    assert len(found.pages) == 7


def test_plain_text_over_the_limits() -> None:
    assert code_of(b"x" * 50, Limits(text_characters=49)) == "document_too_complex"
    assert code_of(b"a\f" * 300) == "document_too_complex"
    assert code_of(b"\n" * 20_000, Limits(document_pages=10)) == "document_too_complex"
    assert code_of(b"text" + b"x" * 70_000 + b"\xff") == "invalid_text"


def test_empty_pages_of_text() -> None:
    (page,) = documents.read(b" \n").pages
    assert page.text.strip() == ""
    assert (page.pixels == 255).all()


def scan(*sizes: tuple[int, int], **options: object) -> bytes:
    """A TIFF of plain pages: width and height in pixels; page n is as red as 60 n."""
    first, *others = [Image.new("RGB", size, (60 * number, 0, 0)) for number, size in enumerate(sizes)]
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=others, **options)
    return file.getvalue()


def test_pages_of_a_tiff_are_pages_each_of_its_own_shape() -> None:
    found = documents.read(scan((200, 100), (100, 300), (50, 50)))
    assert [page.pixels.shape[:2] for page in found.pages] == [(100, 200), (300, 100), (50, 50)]
    assert [page.pixels[5, 5, 0] for page in found.pages] == [0, 60, 120]
    assert [round(max(page.width_pt, page.height_pt)) for page in found.pages] == [842] * 3
    assert found.pages[0].width_pt == pytest.approx(2 * found.pages[0].height_pt)
    assert {page.text for page in found.pages} == {""}


def test_pages_of_a_tiff_are_shown_no_finer_than_asked_for() -> None:
    fine, coarse = (documents.read(scan((2480, 3508), (600, 400)), dpi=dpi) for dpi in (None, 36.0))
    assert [max(page.pixels.shape) for page in fine.pages] == [1684, 600]
    assert [max(page.pixels.shape) for page in coarse.pages] == [421, 421]
    assert coarse.dpi == 36


def test_a_thumbnail_is_no_page_of_a_tiff() -> None:
    assert len(documents.read(tiff(*(Image.new("L", (9, 9)) for _ in range(3)), thumbnails=(1,))).pages) == 2


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(document_pages=2), "document_too_complex"),
        (Limits(image_pixels=5_000), "image_too_large"),
        (Limits(document_bytes_unpacked=100_000), "document_too_complex"),
    ],
)
def test_tiffs_of_too_much_are_refused(limits: Limits, code: str) -> None:
    assert code_of(scan((50, 50), (50, 50), (100, 100)), limits) == code


def test_a_tiff_that_is_cut_off_is_refused() -> None:
    whole = scan((60, 60), (60, 60))
    assert code_of(whole[: len(whole) // 2]) == "invalid_image"
