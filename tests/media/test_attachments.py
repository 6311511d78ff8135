"""Files that a PDF carries: which are taken out, and that nothing comes of those that are too many, too large, odd."""

from __future__ import annotations

import zlib

import pytest
from carried_samples import carrying
from media_samples import pdf

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits
from sensorium.media import attachments, page_marks

PLAIN = pdf([b"BT /F1 20 Tf 20 40 Td (Pears) Tj ET"])


def with_names(tree: bytes, *objects: bytes) -> bytes:
    """A PDF whose catalogue has such a tree of attached files; objects: numbered from 101."""
    more = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 101))
    told = PLAIN.replace(b"/Type /Catalog", b"/Names << /EmbeddedFiles %s >> /Type /Catalog" % tree)
    return told.replace(b"xref\n", more + b"xref\n", 1).replace(b"startxref", b"startxxx")  # its places are sought anew


def test_a_file_without_attachments_has_none() -> None:
    assert attachments.read(PLAIN) == ()
    assert page_marks.read(PLAIN).num_attachments == 0


def test_files_come_with_their_names_and_bytes() -> None:
    files = [("a.xml", b"<a/>"), ("picture.png", bytes(range(256))), ("B.XML", b"\n"), ("größe.xml", b"<b/>")]
    data = carrying(files)
    assert {(one.name, one.data) for one in attachments.read(data)} == set(files)
    found = attachments.read(data, ending=".xml")
    assert {one.name for one in found} == {"a.xml", "B.XML", "größe.xml"}
    assert page_marks.read(data).num_attachments == 4


def test_a_name_leads_nowhere() -> None:
    data = carrying([("../../etc/passwd.xml", b"1"), ("C:\\x\\y.xml", b"2"), ("a\nb\0.xml", b"3"), ("n" * 999, b"4")])
    names = {one.data: one.name for one in attachments.read(data)}
    assert names[b"1"] == "passwd.xml"
    assert names[b"2"] == "y.xml"
    assert names[b"3"].isprintable()
    assert len(names[b"4"]) == 255


def test_too_many_and_too_large_ones_are_refused() -> None:
    limits = Limits(document_attachments=3, attachment_bytes=100)
    with pytest.raises(TooLarge) as caught:
        attachments.read(carrying([(f"{at}.txt", b"") for at in range(4)]), limits, ending=".xml")
    assert (caught.value.code, caught.value.unit) == ("document_too_complex", "attached files")
    with pytest.raises(TooLarge) as caught:
        attachments.read(carrying([("a.xml", b"1" * 60), ("b.xml", b"1" * 60)]), limits, ending=".xml")
    assert (caught.value.code, caught.value.unit) == ("document_too_complex", "bytes of attached files")
    small = attachments.read(carrying([("a.xml", b"1" * 60), ("film.mp4", b"1" * 6_000)]), limits, ending=".xml")
    assert [one.name for one in small] == ["a.xml"]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zlib.compress(b"<a>" + b"\0" * 300_000_000, 9)
    stream = b"<< /Type /EmbeddedFile /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    data = with_names(b"<< /Names [(a.xml) 101 0 R] >>", b"<< /F (a.xml) /EF << /F 102 0 R >> >>", stream)
    for read in (attachments.read, page_marks.read):
        with pytest.raises(TooLarge) as caught:  # and no `decode_timeout`
            read(data, Limits(document_bytes_unpacked=50_000_000))
        assert caught.value.code == "document_too_complex"


@pytest.mark.parametrize(
    "tree",
    [
        b"101 0 R",
        b"<< /Kids [101 0 R 101 0 R] >>",
        b"<< /Names [(a.xml) 1 0 R (b.xml) 999 0 R (c.xml)] >>",
        b"<< /Names [(a.xml) 104 0 R] >>",
        b"[ 1 2 3 ]",
        b"(no tree)",
    ],
)
def test_an_odd_tree_of_files_leaves_the_pages_as_they_are(tree: bytes) -> None:
    kin = b"<< /Kids [101 0 R 102 0 R 102 0 R 103 0 R 103 0 R] >>"
    data = with_names(tree, kin, b"<< /Kids [101 0 R 103 0 R 103 0 R] >>", kin, b"<< /F 7 /EF << /F 1 0 R >> >>")
    assert page_marks.read(data).pages[0].words == ("Pears",)
    for one in attachments.read(data, ending=".xml"):
        assert one.data == b""


@pytest.mark.parametrize(("fan", "deep"), [(2, 25), (200, 4), (2_000, 3)])
def test_a_tree_whose_parts_come_again_and_again_is_walked_once(fan: int, deep: int) -> None:
    levels = [b"<< /Kids [%s] >>" % (b"%d 0 R " % (102 + at) * fan) for at in range(deep)]
    data = with_names(b"101 0 R", *levels, b"<< /Names [(a.xml) 1 0 R] >>")
    assert page_marks.read(data).num_attachments <= 1  # and no `decode_timeout`
    assert len(attachments.read(data)) <= 1


def test_what_is_no_pdf_carries_nothing() -> None:
    with pytest.raises(InvalidInput) as caught:
        attachments.read(b"<a/>")
    assert caught.value.code == "unsupported_format"
