"""Documents over HTTP: read by jobs, told in every form, asked about; each key's apart."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import pytest
from document_samples import INVOICE, ROWS, locked, printed, ruled, scanned
from media_samples import pdf
from office_samples import docx_file

from sensorium.abilities.documents import reading, writing
from sensorium.abilities.documents.readers.choosing import available
from sensorium.content import Image
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

PATH = "/v1/documents"
SCHEMA = {"type": "object", "properties": {"invoice_number": {"type": "string"}, "total": {"type": "number"}}}
END_S = 90.0


@pytest.fixture(scope="module")
def http(base_url: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=base_url, timeout=90) as one:
        yield one


def sent(http: httpx2.Client, data: bytes | None, name: str = "a.pdf", **fields: str) -> httpx2.Response:
    files: dict[str, Any] = {key: (None, value) for key, value in fields.items()}
    return http.post(PATH, files=files | ({} if data is None else {"file": (name, data)}))


def ended(http: httpx2.Client, known: str) -> dict[str, Any]:
    """The card of a document, once its job has ended."""
    until = time.monotonic() + END_S
    while (card := http.get(f"{PATH}/{known}").json())["status"] in ("queued", "in_progress"):
        assert time.monotonic() < until, card
        time.sleep(0.1)
    return dict(card)


def read(http: httpx2.Client, data: bytes | None, name: str = "a.pdf", **fields: str) -> dict[str, Any]:
    answer = sent(http, data, name, **fields)
    assert answer.status_code == 200, answer.text
    card = ended(http, answer.json()["id"])
    assert card["status"] == "completed", card
    return card


@pytest.fixture(scope="module")
def invoice(http: httpx2.Client) -> str:
    """The id of a document that was read."""
    return str(read(http, ruled("An invoice"))["id"])


def test_a_document_is_read_by_a_job(http: httpx2.Client) -> None:
    data = ruled("An invoice")
    card = sent(http, data, "../invoice.pdf").json()
    assert (card["object"], card["status"], card["filename"], card["num_pages"]) == (
        *("document", "queued", "invoice.pdf"),
        1,
    )
    assert card["completed_at"] is None
    done = ended(http, card["id"])
    assert (done["status"], done["progress"], done["error"], done["title"]) == ("completed", 100, None, "An invoice")
    assert (done["readers"], done["notes"]) == (["text layer"], [])
    assert done["completed_at"] >= done["created_at"]
    assert http.get(f"{PATH}/{card['id']}/content").json() == json.loads(json.dumps(writing.told(reading.read(data))))
    assert card["id"] in [one["id"] for one in http.get(PATH, params={"limit": 1000}).json()["data"]]
    assert http.get(f"/v1/files/{card['file_id']}/content").content == data
    assert http.delete(f"{PATH}/{card['id']}").json() == {
        "id": card["id"],
        "object": "document.deleted",
        "deleted": True,
    }
    assert http.get(f"{PATH}/{card['id']}").status_code == 404
    assert http.get(f"/v1/files/{card['file_id']}").status_code == 404


def test_its_words_come_in_every_form(http: httpx2.Client, invoice: str) -> None:
    forms = {"markdown": "text/markdown", "html": "text/html", "text": "text/plain", "json": "application/json"}
    for form, kind in forms.items():
        answer = http.get(f"{PATH}/{invoice}/content", params={"format": form})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert "4711" in answer.text
    assert http.get(f"{PATH}/{invoice}/content", params={"format": "pdf"}).status_code == 400


def test_its_tables_come_by_number(http: httpx2.Client, invoice: str) -> None:
    told = http.get(f"{PATH}/{invoice}/tables/1").text
    assert told == "".join(f"{first},{second}\r\n" for first, second in ROWS)
    table = http.get(f"{PATH}/{invoice}/tables/1", params={"format": "json"}).json()
    assert table["rows"] == [list(row) for row in ROWS]
    assert (table["object"], table["page"], table["num_rows"]) == ("document.table", 1, 4)
    assert (table["pages"], table["cells"][-1]["page"], table["cells"][-1]["text"]) == ([1], 1, ROWS[-1][1])
    answer = http.get(f"{PATH}/{invoice}/tables/2")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "table_not_found")


def test_its_pages_are_shown_as_they_were_read(http: httpx2.Client, invoice: str) -> None:
    plain, boxed = (
        Image.open(http.get(f"{PATH}/{invoice}/pages/1/picture", params={"dpi": 72, "boxes": boxes}).content)
        for boxes in (False, True)
    )
    assert (plain.width, plain.height) == (boxed.width, boxed.height) == (595, 842)
    assert (plain.pixels != boxed.pixels).any()
    coloured = (boxed.pixels.max(axis=2).astype(int) - boxed.pixels.min(axis=2)) > 60
    assert coloured.any()
    assert not ((plain.pixels.max(axis=2).astype(int) - plain.pixels.min(axis=2)) > 60).any()
    for number, status in ((2, 404), (0, 404), (-1, 404)):
        assert http.get(f"{PATH}/{invoice}/pages/{number}/picture").status_code == status
    assert http.get(f"{PATH}/{invoice}/pages/1/picture", params={"dpi": 9}).status_code == 400


def test_fields_are_found_with_their_places(http: httpx2.Client, invoice: str) -> None:
    found = http.post(f"{PATH}/{invoice}/extractions", json={"schema": SCHEMA}).json()
    assert (found["object"], found["document_id"], found["by"]) == ("document.extraction", invoice, "layout")
    assert found["values"] == {"invoice_number": "4711", "total": 96.5}
    assert found["fields"]["total"]["page"] == 1
    assert len(found["fields"]["total"]["box"]) == 4
    refused = http.post(f"{PATH}/{invoice}/extractions", json={"schema": {"type": "array"}})
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "schema")


@pytest.mark.parametrize("name", ["", "_", "!!", "\0"])
def test_names_that_say_nothing_find_nothing(http: httpx2.Client, invoice: str, name: str) -> None:
    schema = {"type": "object", "properties": {name: {"type": "number"}}}
    answer = http.post(f"{PATH}/{invoice}/extractions", json={"schema": schema})
    assert answer.status_code == 200, answer.text
    assert answer.json()["values"] == {name: None}


def test_questions_are_answered_with_citations(http: httpx2.Client, invoice: str) -> None:
    found = http.post(f"{PATH}/{invoice}/questions", json={"question": "How many crates of plums?"}).json()
    assert (found["object"], found["answer"], found["by"]) == ("document.answer", "31", "extractive")
    assert found["citations"][0]["page"] == 1
    none = http.post(f"{PATH}/{invoice}/questions", json={"question": "Who is the king of Denmark?"}).json()
    assert none["answer"] is None
    assert none["reason"]
    refused = http.post(f"{PATH}/{invoice}/questions", json={"question": " "})
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "question")


def test_an_uploaded_file_is_read_by_its_id_and_outlives_its_document(http: httpx2.Client) -> None:
    kept = http.post("/v1/files", files={"file": ("report.docx", docx_file())}).json()
    card = read(http, None, file_id=kept["id"])
    assert (card["filename"], card["file_id"], card["num_pages"]) == ("report.docx", kept["id"], 2)
    told = http.get(f"{PATH}/{card['id']}/content", params={"format": "text"}).text
    assert "Seven green pears, ripe" in told
    assert http.get(f"{PATH}/{card['id']}/pages/1/picture").status_code == 200
    http.delete(f"{PATH}/{card['id']}").raise_for_status()
    assert http.get(f"/v1/files/{kept['id']}").status_code == 200
    http.delete(f"/v1/files/{kept['id']}").raise_for_status()


def test_the_name_of_an_uploaded_file_tells_what_it_is(http: httpx2.Client) -> None:
    rows = b"name,age\nAnn,31\n"  # too little to be known for a table by itself
    for name, tables in (("a.csv", 1), ("a.txt", 0)):
        known = http.post("/v1/files", files={"file": (name, rows)}).json()["id"]
        card = read(http, None, file_id=known)
        assert http.get(f"{PATH}/{card['id']}/tables/1").status_code == (200 if tables else 404)


def test_some_pages_are_read(http: httpx2.Client) -> None:
    card = read(http, printed([("One",), ("Two",), ("Three",), ("Four",)]), pages="2-3")
    assert card["num_pages"] == 4
    told = http.get(f"{PATH}/{card['id']}/content").json()
    assert [page["number"] for page in told["pages"]] == [2, 3]
    assert http.get(f"{PATH}/{card['id']}/pages/3/picture").status_code == 200
    assert http.get(f"{PATH}/{card['id']}/pages/1/picture").json()["error"]["code"] == "page_not_found"


def test_a_lock_is_opened_and_its_key_told_nobody(http: httpx2.Client) -> None:
    data = locked(b"pear-tree")
    for wrong in ({}, {"password": "plum"}):
        answer = sent(http, data, **wrong)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "document_encrypted")
    card = read(http, data, password="pear-tree")
    assert "Total: 42" in http.get(f"{PATH}/{card['id']}/content", params={"format": "text"}).text
    assert http.get(f"{PATH}/{card['id']}/pages/1/picture").status_code == 200
    assert "pear-tree" not in json.dumps(card) + http.get(f"{PATH}/{card['id']}/content").text


def test_a_scan_is_read_by_the_reader_that_is_named(http: httpx2.Client) -> None:
    pytest.importorskip("rapidocr")
    card = read(http, scanned("Seven green pears", "Two red plums"), "scan.png", reader="rapidocr")
    assert card["readers"] == ["rapidocr"]
    assert "green pears" in http.get(f"{PATH}/{card['id']}/content", params={"format": "text"}).text


@pytest.mark.parametrize(
    ("data", "fields", "code"),
    [
        (None, {}, "invalid_request"),
        (b"", {}, "empty_file"),
        (printed([("x",)]), {"file_id": "file-1"}, "invalid_request"),
        (None, {"file_id": "file-1"}, "file_not_found"),
        (printed([("x",)]), {"pages": "2-1"}, "invalid_page"),
        (printed([("x",)]), {"pages": "0"}, "invalid_page"),
        (printed([("x",)]), {"pages": "x-"}, "invalid_page"),
        (printed([("x",)]), {"pages": "2-"}, "invalid_page"),
        (scanned("x"), {"pages": "2"}, "invalid_page"),
        (printed([("x",)]), {"reader": "nobody"}, "invalid_request"),
        (printed([("x",)]), {"verify": "nobody"}, "invalid_request"),
        (printed([("x",)]), {"figures": "perhaps"}, "invalid_request"),
        (printed([("x",)]), {"colour": "red"}, "invalid_request"),
        (b"%PDF-1.7 nothing", {}, "invalid_document"),
        (b"#EXTM3U\nhttp://127.0.0.1/x", {}, "unsupported_format"),
        (b"fLaC" + bytes(60), {}, "unsupported_format"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_kept(
    http: httpx2.Client, data: bytes | None, fields: dict[str, str], code: str
) -> None:
    before = [len(http.get(path, params={"limit": 1000}).json()["data"]) for path in (PATH, "/v1/files")]
    answer = sent(http, data, **fields)
    assert answer.json()["error"]["code"] == code, answer.text
    assert answer.status_code == (404 if code == "file_not_found" else 400)
    assert [len(http.get(path, params={"limit": 1000}).json()["data"]) for path in (PATH, "/v1/files")] == before


def test_what_fails_later_says_why(http: httpx2.Client) -> None:
    broken = docx_file()[:-200]
    answer = sent(http, broken, "broken.docx")
    if answer.status_code == 200:  # nothing but reading it all tells
        card = ended(http, answer.json()["id"])
        assert card["status"] == "failed"
        assert card["error"]["code"]
        assert card["error"]["message"]
        assert http.get(f"{PATH}/{card['id']}/content").json()["error"]["code"] == "not_ready"
    else:
        assert answer.json()["error"]["code"] in ("invalid_document", "unsupported_format")


def test_a_document_that_is_deleted_is_read_no_further(http: httpx2.Client) -> None:
    known = sent(http, printed([INVOICE] * 150)).json()["id"]
    until = time.monotonic() + END_S
    while http.get(f"{PATH}/{known}").json()["status"] == "queued":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert http.get(f"{PATH}/{known}/content").json()["error"]["code"] == "not_ready"
    assert http.delete(f"{PATH}/{known}").status_code == 200
    assert http.get(f"{PATH}/{known}").status_code == 404
    assert read(http, printed([("Next",)]))["status"] == "completed"


def test_kinds_of_jobs_are_not_mistaken_for_each_other(http: httpx2.Client, invoice: str) -> None:
    for path in (f"/v1/videos/{invoice}", f"/v1/videos/{invoice}/content"):
        assert http.get(path).json()["error"]["code"] == "job_not_found"
    assert http.delete(f"/v1/videos/{invoice}").status_code == 404
    assert http.get(f"{PATH}/{invoice}").status_code == 200


def test_readers_are_listed_with_how_to_install_them(http: httpx2.Client) -> None:
    told = http.get(f"{PATH}/readers").json()
    assert told["object"] == "list"
    known = {one["id"]: one for one in told["data"]}
    assert set(known) == {"rapidocr", "tesseract"}
    here = [reader.name for reader in available()]
    assert [name for name, one in known.items() if one["installed"]] == here
    assert [name for name, one in known.items() if one["default"]] == here[:1]
    assert "sensorium[ocr]" in known["rapidocr"]["install"]


def test_routes_are_described_and_counted_by_their_templates(http: httpx2.Client, invoice: str) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    ours = {path for path in paths if path.startswith(PATH)}
    assert {path.removeprefix(f"{PATH}/{{document_id}}") for path in ours - {PATH, f"{PATH}/readers"}} == {
        *("", "/content", "/tables/{number}", "/pages/{number}/picture", "/extractions", "/questions")
    }
    http.get(f"{PATH}/{invoice}/tables/1").raise_for_status()
    counted = http.get("/metrics").text
    assert f'route="{PATH}/{{document_id}}/tables/{{number}}"' in counted
    assert invoice not in counted


def test_what_belongs_to_another_does_not_exist(
    assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]
) -> None:
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    with serve(Serving(desk=desk, keys=("mine", "yours"))) as address:
        mine, yours = (
            httpx2.Client(base_url=address, timeout=90, headers={"Authorization": f"Bearer {key}"})
            for key in ("mine", "yours")
        )
        with mine, yours:
            card = read(mine, ruled())
            known = f"{PATH}/{card['id']}"
            assert yours.get(PATH).json()["data"] == []
            for end in ("", "/content", "/tables/1", "/pages/1/picture"):
                assert mine.get(known + end).status_code == 200, end
                assert yours.get(known + end).status_code == 404, end
            for end, body in (("extractions", {"schema": SCHEMA}), ("questions", {"question": "What is the total?"})):
                assert mine.post(f"{known}/{end}", json=body).status_code == 200, end
                assert yours.post(f"{known}/{end}", json=body).status_code == 404, end
            assert sent(yours, None, file_id=card["file_id"]).status_code == 404
            assert yours.delete(known).status_code == 404
            assert mine.get(known).status_code == 200


def test_an_empty_page_is_read_as_one(http: httpx2.Client) -> None:
    card = read(http, pdf([b""]))
    assert http.get(f"{PATH}/{card['id']}/content", params={"format": "text"}).text == "\n"
