"""Office files wherever a PDF may be: opened as documents, as attachments, as files of a request."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

import pytest
from office_samples import CSV, docx_file, mail_file, office_files

from sensorium.content import opening
from sensorium.content.document import Document
from sensorium.errors import InvalidInput, MissingDependency
from sensorium.media import formats, messages, sources
from sensorium.media.fetch import Fetched
from sensorium.media.office import markup


@pytest.mark.parametrize("name", ["docx", "pptx", "xlsx", "epub", "html", "eml", "markdown", "csv"])
def test_a_path_a_data_url_and_bytes_open_as_documents(name: str, tmp_path: Path) -> None:
    data = office_files()[name]
    path = tmp_path / f"file.{name}"
    path.write_bytes(data)
    url = f"data:;base64,{base64.b64encode(data).decode()}"
    documents = [Document.open(path, dpi=36), Document.open(data, dpi=36), opening.open(url)]
    assert {document.text for document in documents if isinstance(document, Document)} == {documents[0].text}
    assert len(documents[0].text) > 10
    assert documents[0].pages[0].picture.pixels.min() < 128


def test_what_is_known_of_a_document_is_told() -> None:
    opened = opening.open_with_notes(mail_file())
    assert isinstance(opened.part, Document)
    assert opened.part.title == "Grüße"
    assert tuple(opened.notes) == ("attachments are named, not opened",)


def test_names_tell_texts_apart(tmp_path: Path) -> None:
    text = b"name,age\nAnn,31\n"
    for name, words in (("a.csv", "name\tage\nAnn\t31"), ("a.txt", "name,age\nAnn,31")):
        path = tmp_path / name
        path.write_bytes(text)
        assert Document.open(path, dpi=36).text == words
    url = f"data:text/csv;base64,{base64.b64encode(text).decode()}"
    assert sources.load(url).media_type == formats.CSV
    assert sources.load(text, name="a.csv").media_type == formats.CSV
    assert sources.load(text).media_type == "text/plain"


def test_what_a_server_says_of_text_is_not_held_against_it() -> None:
    def fetch(address: str, _: object) -> Fetched:
        return Fetched(data=b"words", declared_type="text/plain")

    found = sources.load("https://example.org/a/README.md?raw=1", fetch=fetch)
    assert (found.media_type, found.notes) == (formats.MARKDOWN, ())
    told = sources.load(f"data:text/html;base64,{base64.b64encode(CSV).decode()}")
    assert told.notes == ("declared as text/html, is text/csv",)


def test_without_lxml_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "lxml"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    markup.prepare()
    with pytest.raises(MissingDependency, match=r"pip install 'sensorium\[docs\]'"):
        markup.xml(b"<a/>")


def test_a_missing_extra_travels_out_of_the_decoding_process() -> None:
    head = {"error": "MissingDependency", "message": "needs lxml", "code": "missing_dependency", "param": None}
    with pytest.raises(MissingDependency, match="needs lxml"):
        messages.unpack(head, bytearray())


def test_a_damaged_file_is_refused_in_one_line() -> None:
    with pytest.raises(InvalidInput) as caught:
        Document.open(docx_file()[:9_000])
    assert caught.value.code == "invalid_document"
    assert "\n" not in caught.value.message
