"""Words of a PDF in scripts that are read from the right, set signs on letters, or set no spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from media_samples import pdf

from sensorium.media import page_marks
from sensorium.media.page_mark_decoding import scripts

RAISED, LEVEL = "2 Ts", "0 Ts"


def words(letters: dict[str, str], content: str) -> tuple[str, ...]:
    """Words of a page whose font has the given texts for some letters of ASCII."""
    return page(letters, content).words


def page(letters: dict[str, str], content: str) -> page_marks.PageMarks:
    codes = "".join(f"<{ord(code):02x}> <{text.encode('utf-16-be').hex()}> " for code, text in letters.items())
    table = f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar {codes} endbfchar"
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    stream = f"{head}{table} endcmap CMapName currentdict /CMap defineresource pop end end".encode()
    data = pdf([f"BT /F1 10 Tf {content} ET".encode()]).replace(b"/Helvetica", b"/Helvetica /ToUnicode 99 0 R")
    inner = b"99 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\ntrailer" % (len(stream), stream)
    (found,) = page_marks.read(data.replace(b"trailer", inner, 1).replace(b"startxref", b"startxxx")).pages
    return found


def said(text: str, content: str) -> str:
    """Something drawn whose text is told beside it."""
    return f"/Span<</ActualText <feff{text.encode('utf-16-be').hex()}>>> BDC {content} EMC"


def at(x: float, letters: str) -> str:
    """Letters that are set somewhere on one line."""
    return f"1 0 0 1 {x} 40 Tm ({letters}) Tj"


ARABIC = {"a": "م", "b": "ق", "n": "ر", "s": " "}  # each but the space 5.56 points wide


@pytest.mark.parametrize(
    "content",
    [
        "40 40 Td (abn) Tj",
        f"{at(40, 'a')} {at(45.6, 'b')} {at(51.2, 'n')}",
        f"{at(51.2, 'n')} {at(45.6, 'b')} {at(40, 'a')}",
        f"{said('م', at(40, 'a'))} {said('ق', at(45.6, 'b'))} {at(51.2, 'n')}",
        f"{at(40, 'n')} {said('ق', at(45.6, 'b'))} {said('ر', at(51.2, 'e'))} {said('م', at(57, 'a'))}",
    ],
)
def test_letters_are_read_from_the_right_however_they_were_written(content: str) -> None:
    expected = ("مرقر",) if "57" in content else ("رقم",)
    assert words(ARABIC, content) == expected


def test_figures_and_latin_words_among_letters_from_the_right_stay_as_they_are() -> None:
    assert words(ARABIC, "40 40 Td (14/03-abn) Tj") == ("رقم-14/03",)
    assert words({**ARABIC, "(": ")", ")": "("}, "40 40 Td (\\(abn\\)) Tj") == ("(رقم)",)
    assert words(ARABIC, "40 40 Td (\\(abn\\)) Tj") == ("(رقم)",)


def test_brackets_beside_a_long_address_stand_as_their_page_is_read() -> None:
    line = "1 0 0 1 20 60 Tm (\\)1\\( abn xyzxyzxyz) Tj 1 0 0 1 20 40 Tm (abnabnabnabnabn) Tj"
    assert words(ARABIC, line)[:3] == ("(1)", "رقم", "xyzxyzxyz")


def test_a_glyph_of_several_letters_says_them_in_their_order() -> None:
    assert words({**ARABIC, "e": "لا"}, "40 40 Td (ebn) Tj") == ("رقلا",)
    assert words({**ARABIC, "e": "لا"}, f"{at(40, 'e')}") == ("لا",)


HEBREW = {"a": "ת", "b": "ו", "n": "מ", "e": "כ"}


def test_a_gap_within_a_word_from_the_right_is_no_space() -> None:
    """Pdfium sees spaces where letters are narrow."""
    letters = f"{at(40, 'a')} {at(47.4, 'b')} {at(54.8, 'n')} {at(60.4, 'e')}"
    assert words(HEBREW, f"{letters} 1 0 0 1 120 40 Tm (a a) Tj") == ("ת", "ת", "כמות")
    assert words({**HEBREW, " ": " "}, "40 40 Td (abne ab) Tj") == ("ות", "כמות")


HINDI = {"a": "च", "b": "ल", "n": "न"}


def test_signs_begin_no_word() -> None:
    """Each syllable is two glyphs, of which pdfium knows the first alone."""
    syllables = [
        said(f"{letter}ा", f"{at(x, code)} {at(x + 5.6, 'e')}")
        for x, code, letter in [(40, "a", "च"), (51.2, "b", "ल")]
    ]
    assert words(HINDI, f"{' '.join(syllables)} {at(62.4, 'n')}") == ("चालान",)
    assert words({**HINDI, "e": "ा"}, f"{at(40, 'a')} {at(47.6, 'e')} {at(53.2, 'n')}") == ("चान",)


def test_a_vowel_that_is_seen_in_front_of_its_letter_is_written_behind_it() -> None:
    assert words({**HINDI, "e": "ि", "o": "स्"}, "40 40 Td (eanob) Tj") == ("चिनस्ल",)
    assert words({**HINDI, "e": "ि", "o": "स्"}, "40 40 Td (eobn) Tj") == ("स्लिन",)


THAI = {"a": "แ", "b": "จ", "e": "้", "n": "ง", "o": "จ้"}


def test_a_syllable_that_is_told_twice_is_there_once() -> None:
    """Pdfium tells it again where its sign is written behind the next letter."""
    syllable = said("จ้", f"{at(45.6, 'b')} {at(52, 'e')}")
    assert words(THAI, f"{at(40, 'a')} {syllable} {at(51.2, 'n')}") == ("แจ้ง",)
    doubled = f"{at(45.6, 'o')} {said('จ้', at(45.8, 'e'))}"
    assert words(THAI, f"{at(40, 'a')} {doubled} {at(51.2, 'n')}") == ("แจ้ง",)


def test_signs_that_are_set_higher_stand_on_their_letters() -> None:
    letters = f"{at(40, 'a')} {at(45.6, 'b')} {RAISED} {at(46.2, 'e')} {LEVEL} {at(51.2, 'n')}"
    assert words(THAI, letters) == ("แจ้ง",)
    assert words({**ARABIC, "e": "ُ"}, f"{RAISED} {at(45.6, 'e')} {LEVEL} 1 0 0 1 40 40 Tm (abn) Tj") == ("رقُم",)


def test_rows_without_such_letters_are_read_as_on_other_pages() -> None:
    assert words(THAI, f"{at(40, 'anb')} 1 0 0 1 40 80 Tm [(Xy) -139 (zzy) -280 (TX)] TJ") == ("แงจ", "Xyzzy", "TX")


def test_figures_set_apart_among_letters_without_spaces_are_part_of_their_word() -> None:
    assert words({"a": "は", "b": "円"}, "40 40 Td [(a) -250 (12) -250 (b)] TJ") == ("は12円",)
    assert words({"a": "ה", "b": "円"}, "40 40 Td [(12) -350 (b)] TJ") == ("12", "円")


@pytest.mark.parametrize(("code", "drawn"), [("b", True), (" ", False)])
def test_a_letter_with_code_0_is_one_that_the_file_does_not_tell(code: str, drawn: bool) -> None:
    """請求書 was 請 書."""
    found = page({"a": "請", code: "\x00", "n": "書"}, f"40 40 Td (a{code}n) Tj")
    assert found.words == (("請\ufffd書",) if drawn else ("請", "書"))
    assert bool(found.styles[0] & page_marks.UNMAPPED) is drawn


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("(שתי", "(שתי"), (")שתי", "(שתי"), ("מילים(,", "מילים),"), ("ילד)ה(", "ילד(ה)"), ("(ילד)", "(ילד)"), (")", ")")],
)
def test_brackets_open_before_they_close(seen: str, meant: str) -> None:
    assert scripts.righted(seen) == meant


@given(st.lists(st.sampled_from(["ש", "لا", "x", "7", "٣", ".", "%", "(", "-"]), max_size=12))
def test_no_part_of_a_word_is_lost(parts: list[str]) -> None:
    assert sorted(scripts.order_from_right(parts)) == list(range(len(parts)))


@pytest.mark.parametrize(
    ("seen", "read"),
    [("50%-ב", "ב-50%"), (".2024", "2024."), ("moc.x@y", "moc.x@y"), ("٣/٢ش", "ش٣/٢"), ("1-2ב", "ב1-2")],
)
def test_numbers_and_addresses_are_read_from_the_left(seen: str, read: str) -> None:
    parts = list(seen)
    assert "".join(parts[place] for place in scripts.order_from_right(parts)) == read
