"""What a PDF unpacks to is judged before pdfium sees it, however it is packed; what is honest passes."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable

import numpy as np
import pypdfium2
import pytest
from bombs import pdf_of_zeros
from fuzz import ALLOWED_ERRORS, SERIOUS, outcome
from hypothesis import given
from hypothesis import strategies as st
from media_samples import pdf
from packed_pdfs import encrypted_page, hexed, in_base85, in_codes, in_runs, packed_page

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import documents, pdf_filters, pdf_streams

SHOWN = b"BT /F1 20 Tf 20 40 Td (Seven green pears) Tj ET"
FEW = Limits(document_instructions=1_000)
MANY = b"q " * 2_000
OUTCOMES = ("", "document_too_complex")
FLATE = b"/Filter /FlateDecode"


def stored(data: bytes) -> bytes:
    return zlib.compress(data, 0)


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: packed_page(data, b""),
    "flate": lambda data: packed_page(zlib.compress(data)),
    "flate by its short name": lambda data: packed_page(zlib.compress(data), b"/Filter /Fl"),
    "flate, escaped": lambda data: packed_page(zlib.compress(data), b"/F#69lter /Flate#44ecode"),
    "flate in a list": lambda data: packed_page(zlib.compress(data), b"/Filter [ /FlateDecode ]"),
    "flate twice": lambda data: packed_page(zlib.compress(zlib.compress(data)), b"/Filter [/FlateDecode/FlateDecode]"),
    "flate in base 85": lambda data: packed_page(
        in_base85(zlib.compress(data)), b"/Filter [/ASCII85Decode /FlateDecode]"
    ),
    "flate in hex": lambda data: packed_page(hexed(zlib.compress(data)), b"/Filter [/AHx /Fl]"),
    "flate behind nothing": lambda data: packed_page(zlib.compress(data), b"/Filter [/Crypt /FlateDecode]"),
    "base 85": lambda data: packed_page(in_base85(data), b"/Filter /A85"),
    "hex": lambda data: packed_page(hexed(data), b"/Filter /ASCIIHexDecode"),
    "run lengths": lambda data: packed_page(in_runs(data), b"/Filter /RunLengthDecode"),
    "lzw": lambda data: packed_page(in_codes(data), b"/Filter /LZWDecode"),
    "filter apart": lambda data: packed_page(zlib.compress(data), b"/Filter 6 0 R").replace(
        b"<< /Title () >>", b"/FlateDecode"
    ),
    "length too short": lambda data: packed_page(zlib.compress(data), length=1),
    "length too long": lambda data: packed_page(zlib.compress(data), length=10**9),
    "said to be a picture": lambda data: packed_page(
        zlib.compress(data), FLATE + b" /Subtype /Image /Width 9 /Height 9"
    ),
    "with another stream inside": lambda data: packed_page(stored(b"%endstream stream\n" + data)),
    "behind a false end": lambda data: packed_page(b"%endstream\n" + data, b""),
    "behind a false object": lambda data: packed_page(zlib.compress(data), FLATE + b" /A (9 0 obj)"),
    "encrypted": encrypted_page,
}


def judged(data: bytes, limits: Limits) -> str:
    """The code that a file is refused with; '' where it passes."""
    try:
        pdf_streams.judge(data, limits)
    except TooLarge as error:
        return error.code
    return ""


def code_of(data: bytes, limits: Limits) -> str:
    with pytest.raises(InvalidInput) as caught:
        documents.read(data, limits)
    return caught.value.code


@pytest.mark.parametrize("name", PACKINGS)
def test_many_instructions_are_found_however_they_are_packed(name: str) -> None:
    assert code_of(PACKINGS[name](MANY + SHOWN), FEW) == "document_too_complex"


@pytest.mark.parametrize("name", [name for name in PACKINGS if name != "flate behind nothing"])  # pdfium shows none
def test_few_are_shown_however_they_are_packed(name: str) -> None:
    (page,) = documents.read(PACKINGS[name](SHOWN), FEW).pages
    assert page.text == "Seven green pears"


def test_what_is_shown_many_times_counts_as_often() -> None:
    content = b"q Q " * 100
    shared = pdf([content] + [b"q"] * 9)
    for number in range(1, 10):
        shared = shared.replace(b"/Contents %d 0 R" % (5 + 2 * number), b"/Contents 5 0 R" + b" " * (number > 2))
    assert len(documents.read(pdf([content]), FEW).pages) == 1
    assert code_of(shared, FEW) == "document_too_complex"


def test_a_bomb_of_instructions_is_refused_at_once() -> None:
    bomb = pdf_of_zeros(100_000_000)
    documents.read(pdf([b""]))
    began = time.monotonic()
    assert code_of(bomb, DEFAULT) == "document_too_complex"
    assert time.monotonic() - began < 2


def test_a_picture_is_no_instructions() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (300, 300, 3), np.uint8).tobytes()
    image = b"/Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
    pdf_streams.judge(packed_page(zlib.compress(pixels), image), FEW)
    with pytest.raises(TooLarge):
        pdf_streams.judge(packed_page(zlib.compress(pixels)), FEW)


def test_foretold_instructions_are_not_hidden() -> None:
    foretold = b"/DecodeParms << /Predictor 12 /Columns 200 >>"
    rows = zlib.compress(b"\2" + b"q " * 100 + (b"\2" + bytes(200)) * 19)  # each row is the one above and nothing
    pdf_streams.judge(packed_page(rows), FEW)
    assert code_of(packed_page(rows, FLATE + foretold), FEW) == "document_too_complex"


@pytest.mark.parametrize("times", [6, 40])
def test_pictures_have_a_limit_each_and_together(times: int) -> None:
    limits = Limits(document_bytes_unpacked=1_000_000)
    image = b"/Subtype /Image /Filter /FlateDecode"
    fits = packed_page(zlib.compress(bytes(900_000)), image)
    pdf_streams.judge(fits, limits)
    for data in (packed_page(zlib.compress(bytes(1_100_000)), image), fits * times):
        with pytest.raises(TooLarge, match="bytes unpacked"):
            pdf_streams.judge(data, limits)


@pytest.mark.parametrize(
    "text", [b"stream\n", b"9 0 obj<<stream\nx\x9c", b"1" * 99, b"/Contents[1 ", b"/Filter 9 0 R ", b"~"]
)
def test_what_is_repeated_without_end_is_judged_in_time(text: bytes) -> None:
    data = b"%PDF-1.7\n5 0 obj <<" + text * (4_000_000 // len(text))
    began = time.process_time()
    assert judged(data, DEFAULT) in OUTCOMES
    assert time.process_time() - began < 5


@given(st.binary(max_size=400))
def test_words_are_counted_as_one_by_one(data: bytes) -> None:
    white, signs, count, inside = b"\0\t\n\f\r ", b"()<>[]{}/%", 0, False
    for byte in data:
        count += byte in signs or (byte not in white and not inside)
        inside = byte not in white and byte not in signs
    assert pdf_streams.words_in(data) == count


@given(st.binary(max_size=3_000) | st.text("ab", max_size=9_000).map(str.encode), st.integers(1, 700))
def test_filters_undo_what_was_packed(data: bytes, piece_bytes: int) -> None:
    for name, pack in (
        ("FlateDecode", zlib.compress),
        ("ASCII85Decode", in_base85),
        ("ASCIIHexDecode", hexed),
        ("RunLengthDecode", in_runs),
        ("LZWDecode", in_codes),
    ):
        packed = pack(data)
        pieces = (packed[at : at + piece_bytes] for at in range(0, len(packed), piece_bytes))
        assert b"".join(pdf_filters.FILTERS[name](pieces)) == data, name


def test_a_full_table_of_codes_is_begun_anew_as_pdfium_has_it() -> None:
    words = b" ".join(b"%d" % number for number in range(9_000))
    lines = b"".join(b"(%s ) Tj " % words[at : at + 4_000] for at in range(0, len(words), 4_000))
    shown = b"BT /F1 9 Tf " + lines + b"ET"
    data = packed_page(in_codes(shown), b"/Filter /LZWDecode")
    with pypdfium2.PdfDocument(data) as document:
        found = document[0].get_textpage().get_text_range()
    assert "".join(found.split()).startswith("".join(words.decode().split()))
    assert b"".join(pdf_filters.undone(memoryview(in_codes(shown)), ["LZWDecode"])) == shown


@given(
    st.lists(
        st.sampled_from(
            [
                *map(
                    bytes,
                    (
                        b"stream\n",
                        b"endstream",
                        b"5 0 obj",
                        b"<<",
                        b">>",
                        b"/Filter",
                        b"/FlateDecode",
                        b"/ASCII85Decode",
                        b"/LZWDecode",
                        b"[",
                        b"]",
                        b" 7 0 R",
                        b"#46",
                        b"/ObjStm",
                        b"/Contents",
                    ),
                ),
                zlib.compress(b"q 1 "),
                b"\x80\x0b",
            ]
        )
        | st.binary(max_size=9)
    )
)
def test_whatever_bytes_are_judged(pieces: list[bytes]) -> None:
    assert judged(b"".join(pieces), FEW) in OUTCOMES


def test_damaged_documents_are_read_or_refused() -> None:
    random = np.random.default_rng(3)
    codes = set()
    for pack in PACKINGS.values():
        data = bytearray(pack(SHOWN))
        for place in random.integers(0, len(data), 8):
            data[place] = random.integers(256)
        codes.add(outcome(documents.read, bytes(data)))
    assert codes <= ALLOWED_ERRORS - SERIOUS
