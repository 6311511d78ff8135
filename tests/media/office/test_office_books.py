"""EPUB: chapters in the order of the spine, pictures of the book, locks."""

from __future__ import annotations

import pytest
from office_samples import epub_file, picture

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT
from sensorium.media import formats
from sensorium.media.office.flow import Heading, Picture, said
from sensorium.media.office.reading import read


def test_chapters_in_the_order_of_the_spine() -> None:
    flow = read(epub_file(), formats.EPUB, DEFAULT)
    first, second = flow.sections
    assert flow.title == "Pears"
    assert [said(block.runs) for block in flow.blocks if isinstance(block, Heading)] == ["First", "Last"]
    assert [block.anchor for block in flow.blocks] == ["chapter 1", "chapter 1", "chapter 2", "chapter 2"]
    assert isinstance(first.blocks[1], Picture)
    assert (first.blocks[1].data, first.blocks[1].alt) == (picture(), "a pear")
    assert said(second.blocks[1].runs) == "a\xa0b c"


def test_chapters_that_are_not_xml_are_read_as_html() -> None:
    flow = read(epub_file(OEBPS__a_xhtml="x", **{"OEBPS/a.xhtml": "<body><p>a<br>b"}), formats.EPUB, DEFAULT)
    assert said(list(flow.blocks)[-1].runs) == "a\nb"


def test_locked_books_are_refused_and_hidden_fonts_are_not_a_lock() -> None:
    lock = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    fonts = epub_file(**{"META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding")})
    assert len(read(fonts, formats.EPUB, DEFAULT).sections) == 2
    with pytest.raises(InvalidInput) as caught:
        read(
            epub_file(**{"META-INF/encryption.xml": lock.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}),
            formats.EPUB,
            DEFAULT,
        )
    assert caught.value.code == "document_encrypted"


def test_a_book_without_a_container_is_damaged() -> None:
    with pytest.raises(InvalidInput) as caught:
        read(epub_file(**{"META-INF/container.xml": "<container/>"}), formats.EPUB, DEFAULT)
    assert caught.value.code == "invalid_document"
