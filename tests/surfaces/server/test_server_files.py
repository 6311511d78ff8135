"""Uploaded files: kept, named in requests, and never seen by another."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import openai
import pytest

from sensorium.content import Image
from sensorium.errors import NotFound, StorageFailed
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.storage import Storage

PNG = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8)).encode("png")


def test_an_uploaded_file_is_kept_found_and_forgotten(client: openai.OpenAI) -> None:
    kept = client.files.create(file=("../../etc/red.png", PNG), purpose="user_data")
    assert (kept.filename, kept.bytes, kept.purpose) == ("red.png", len(PNG), "user_data")
    assert client.files.retrieve(kept.id).id == kept.id
    assert kept.id in [one.id for one in client.files.list()]
    assert kept.id not in [one.id for one in client.files.list(purpose="assistants")]
    content = client.files.content(kept.id)
    assert content.content == PNG
    assert content.response.headers["content-disposition"].startswith("attachment")
    assert client.files.delete(kept.id).deleted
    with pytest.raises(openai.NotFoundError, match="is kept here"):
        client.files.retrieve(kept.id)


def test_a_file_can_be_asked_about_by_its_id(client: openai.OpenAI, tiny: NativeModel) -> None:
    kept = client.files.create(file=("red.png", PNG), purpose="user_data")
    parts = [{"type": "text", "text": "What is this?"}, {"type": "file", "file": {"file_id": kept.id}}]
    answer = client.chat.completions.create(
        model="tiny",
        messages=[{"role": "user", "content": parts}],  # type: ignore[list-item, misc]
        seed=1,
        max_tokens=4,
    )
    alone = tiny.generate("What is this?", Image.open(PNG), outputs=["text"], seed=1, max_tokens=4)
    assert answer.choices[0].message.content == alone.text


def test_what_belongs_to_another_does_not_exist(
    assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]
) -> None:
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    with serve(Serving(desk=desk, keys=("mine", "yours"))) as address:
        mine, yours = (openai.OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0) for key in ("mine", "yours"))
        kept = mine.files.create(file=("red.png", PNG), purpose="user_data")
        assert [one.id for one in mine.files.list()] == [kept.id]
        assert list(yours.files.list()) == []
        for refused in (yours.files.retrieve, yours.files.content, yours.files.delete):
            with pytest.raises(openai.NotFoundError):
                refused(kept.id)
        parts = [{"type": "file", "file": {"file_id": kept.id}}]
        with pytest.raises(openai.NotFoundError, match="is kept here"):
            yours.chat.completions.create(model="tiny", messages=[{"role": "user", "content": parts}])  # type: ignore[list-item, misc]


def test_files_outlive_the_server_and_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    place = tmp_path / "kept.db"
    storage = Storage(place)
    kept = storage.files.add("me", "a.png", "user_data", PNG)
    storage._database._connection.execute(
        f"PRAGMA max_page_count = {storage._database._connection.execute('PRAGMA page_count').fetchone()[0]}"
    )
    with pytest.raises(StorageFailed, match="intact"):
        storage.files.add("me", "large", "user_data", b"x" * 1_000_000)
    storage.close()
    again = Storage(place)
    assert again.files.data("me", kept.id) == PNG
    with pytest.raises(NotFound):
        again.files.one("you", kept.id)


def test_a_file_is_gone_when_its_time_is_over() -> None:
    storage = Storage()
    with pytest.raises(NotFound):
        storage.files.add("me", "a.png", "user_data", PNG, expires=1)
    assert storage.files.all_of("me") == []


def kept_ids(storage: Storage) -> list[str]:
    """Of all files that lie on the disk, whether anybody may still see them."""
    return [row[0] for row in storage._database.rows("SELECT id FROM files ORDER BY id", ())]


def test_what_has_expired_leaves_the_disk_with_the_next_file(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage()
    later = int(time.time()) + 3_600
    storage.files.add("me", "a.png", "user_data", PNG, expires=later)
    stays = storage.files.add("me", "b.png", "user_data", PNG, expires=later + 10)
    monkeypatch.setattr(time, "time", lambda: later + 1.0)
    assert len(kept_ids(storage)) == 2
    new = storage.files.add("you", "c.png", "user_data", PNG)
    assert kept_ids(storage) == sorted([stays.id, new.id])


def test_what_has_expired_leaves_the_disk_with_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage(tmp_path / "kept.db")
    later = int(time.time()) + 3_600
    storage.files.add("me", "a.png", "user_data", PNG, expires=later)
    stays = storage.files.add("me", "b.png", "user_data", PNG)
    storage.close()
    monkeypatch.setattr(time, "time", lambda: later + 1.0)
    assert kept_ids(Storage(tmp_path / "kept.db")) == [stays.id]


def test_a_file_that_has_expired_is_deleted_as_one_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = Storage()
    later = int(time.time()) + 3_600
    kept = storage.files.add("me", "a.png", "user_data", PNG, expires=later)
    with pytest.raises(NotFound):
        storage.files.delete("you", kept.id)
    monkeypatch.setattr(time, "time", lambda: later + 1.0)
    with pytest.raises(NotFound) as expired:
        storage.files.delete("me", kept.id)
    with pytest.raises(NotFound) as strange:
        storage.files.delete("me", "file-0")
    assert expired.value.code == strange.value.code == "file_not_found"
    assert kept_ids(storage) == []


def test_base64_of_a_file_is_a_file(client: openai.OpenAI) -> None:
    parts = [{"type": "file", "file": {"file_data": base64.b64encode(PNG).decode(), "filename": "red.png"}}]
    answer = client.chat.completions.create(model="tiny", messages=[{"role": "user", "content": parts}], max_tokens=2)  # type: ignore[list-item, misc]
    assert answer.usage is not None
    assert answer.usage.prompt_tokens_details is not None
    assert answer.usage.prompt_tokens_details.model_dump()["image_tokens"] > 32


@pytest.mark.parametrize(
    ("after", "what"),
    [
        ({"anchor": "created_at", "seconds": -5}, "greater than or equal to 3600"),
        ({"anchor": "created_at", "seconds": 60}, "greater than or equal to 3600"),
        ({"anchor": "created_at", "seconds": 10**30}, "less than or equal to 2592000"),
        ({"anchor": "created_at"}, "no seconds"),
        ({"anchor": "last_active_at", "seconds": 3_600}, "created_at"),
    ],
)
def test_a_time_after_which_no_file_can_be_forgotten_is_refused(
    client: openai.OpenAI, after: dict[str, object], what: str
) -> None:
    before = len(client.files.list().data)
    with pytest.raises(openai.BadRequestError, match=what):
        client.files.create(file=("a.txt", b"x"), purpose="user_data", expires_after=after)  # type: ignore[arg-type]
    assert len(client.files.list().data) == before


def test_a_file_says_when_it_will_be_forgotten(client: openai.OpenAI) -> None:
    after: Any = {"anchor": "created_at", "seconds": 3_600}
    kept = client.files.create(file=("a.txt", b"x"), purpose="user_data", expires_after=after)
    assert kept.expires_at is not None
    assert 0 <= kept.expires_at - kept.created_at - 3_600 <= 1


URL = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ({"type": "input_image", "image_url": URL}, "image_url and file_id are two files"),
        ({"type": "input_file", "file_data": URL}, "file_data and file_id are two files"),
        ({"type": "input_file", "file_url": "https://example.com/a.png"}, "file_url and file_id are two files"),
    ],
)
def test_one_part_names_one_file(client: openai.OpenAI, part: dict[str, str], what: str) -> None:
    kept = client.files.create(file=("red.png", PNG), purpose="user_data")
    content: Any = [{"type": "input_text", "text": "What is this?"}, {**part, "file_id": kept.id}]
    with pytest.raises(openai.BadRequestError, match=what) as raised:
        client.responses.create(model="tiny", input=[{"role": "user", "content": content}])
    assert raised.value.param == f"input[0].content[1].{part['type']}.file_id"
    nothing: Any = [{"role": "user", "content": [{"type": part["type"]}]}]
    with pytest.raises(openai.BadRequestError, match="give the file by one of"):
        client.responses.create(model="tiny", input=nothing)


def test_a_response_sees_a_file_by_its_id(client: openai.OpenAI, tiny: NativeModel) -> None:
    kept = client.files.create(file=("red.png", PNG), purpose="vision")
    alone = tiny.generate("What is this?", Image.open(PNG), outputs=["text"], seed=1, max_tokens=4)
    for kind in ("input_image", "input_file"):
        content: Any = [{"type": "input_text", "text": "What is this?"}, {"type": kind, "file_id": kept.id}]
        answer = client.responses.create(
            model="tiny", input=[{"role": "user", "content": content}], max_output_tokens=4, extra_body={"seed": 1}
        )
        assert answer.output_text == alone.text
        (item,) = client.responses.input_items.list(answer.id).data
        assert item.model_dump()["content"][1]["file_id"] == kept.id
    client.files.delete(kept.id)
    gone: Any = [{"role": "user", "content": [{"type": "input_image", "file_id": kept.id}]}]
    with pytest.raises(openai.NotFoundError, match="is kept here"):
        client.responses.create(model="tiny", input=gone)
