"""The `file` part takes office files, and the name that a client gives tells CSV from other text."""

from __future__ import annotations

import base64

import pytest
from office_samples import docx_file

from sensorium.content import Document
from sensorium.limits import DEFAULT
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.holding import Budget, Held
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.storage import Storage
from sensorium.surfaces.server.wire import ChatMessage

TABLE = b"name,age\nAnn,31\n"


def read(data: bytes, name: str) -> tuple[Document, list[str]]:
    reader = Reader(DEFAULT, Budget(Held(10**9), 10**9))
    file = {"file_data": base64.b64encode(data).decode(), "filename": name}
    message = ChatMessage.model_validate({"role": "user", "content": [{"type": "file", "file": file}]})
    ((found,),) = [message.parts for message in reader.conversation([message]).messages]
    assert isinstance(found, Document)
    return found, reader.notes


def test_a_docx_is_a_document() -> None:
    document, notes = read(docx_file(), "report.docx")
    assert document.title == "Annual report"
    assert "Seven green pears, ripe" in document.text
    assert notes == []


@pytest.mark.parametrize(("name", "text"), [("a.csv", "name\tage\nAnn\t31"), ("a.txt", "name,age\nAnn,31")])
def test_the_names_of_uploaded_files_tell_texts_apart(name: str, text: str) -> None:
    storage = Storage()
    known = storage.files.add("me", name, "user_data", TABLE).id
    reader = Serving(desk=Desk(), storage=storage).reader("me")
    file = {"type": "file", "file": {"file_id": known}}
    message = ChatMessage.model_validate({"role": "user", "content": [file]})
    ((found,),) = [message.parts for message in reader.conversation([message]).messages]
    assert isinstance(found, Document)
    assert found.text == text


@pytest.mark.parametrize(("name", "text"), [("a.csv", "name\tage\nAnn\t31"), ("a.txt", "name,age\nAnn,31")])
def test_names_tell_texts_apart(name: str, text: str) -> None:
    assert read(TABLE, name)[0].text == text
