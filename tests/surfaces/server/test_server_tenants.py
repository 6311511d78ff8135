"""Two keys on one server: whatever one tries, what belongs to the other does not exist for it, and stays as it was."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
from document_samples import ruled
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect

from sensorium.content import Image
from sensorium.errors import NotFound
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.inspecting import Kept
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.storage import Storage

Serve = Callable[[Serving], AbstractContextManager[str]]
NOISE = np.random.default_rng(3).integers(0, 256, (64, 64, 3), np.uint8)
PNG = Image(NOISE).encode("png")
URL = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
SECRET = "the combination is 4711"
STRANGE = {  # ids of the right form that nobody was given
    "response_id": f"resp-{'0' * 24}",
    "file_id": f"file-{'0' * 32}",
    "inspection_id": f"insp-{'0' * 24}",
    "video_id": f"video_{'0' * 32}",
    "document_id": f"document_{'0' * 32}",
}
PLAIN = {"number": "1", "name": "tiny"}  # parts of paths that are nobody's
QUERIES = {"/v1/inspections/{inspection_id}/attention": {"position": "1"}}
BODIES = {
    "/v1/documents/{document_id}/extractions": {"schema": {"type": "object", "properties": {"total": {}}}},
    "/v1/documents/{document_id}/questions": {"question": "What is the total?"},
}


@dataclass(frozen=True, kw_only=True)
class Tenants:
    """Two clients of one server, and what the first has there."""

    address: str
    mine: httpx2.Client
    yours: httpx2.Client
    ids: dict[str, str]


def asked(http: httpx2.Client, path: str, **given: Any) -> dict[str, Any]:
    answer = http.post(path, **given)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def made(http: httpx2.Client) -> dict[str, str]:
    """One of everything that a key may have."""
    chat = {"model": "tiny", "messages": [{"role": "user", "content": SECRET}], "max_tokens": 2}
    shown = [{"type": "input_text", "text": SECRET}, {"type": "input_image", "image_url": URL}]
    response = {"model": "tiny", "input": [{"role": "user", "content": shown}], "max_output_tokens": 2}
    ids = {
        "file_id": asked(http, "/v1/files", files={"file": ("secret.png", PNG)})["id"],
        "response_id": asked(http, "/v1/responses", json=response)["id"],
        "inspection_id": asked(http, "/v1/inspections", json=chat)["id"],
        "video_id": asked(http, "/v1/videos", files={"prompt": (None, SECRET), "model": (None, "tiny")})["id"],
        "document_id": asked(http, "/v1/documents", files={"file": ("bill.pdf", ruled())})["id"],
    }
    until_s = time.monotonic() + 120
    for path in (f"/v1/videos/{ids['video_id']}", f"/v1/documents/{ids['document_id']}"):
        while http.get(path).json()["status"] != "completed":
            assert time.monotonic() < until_s, http.get(path).text
            time.sleep(0.1)
    return ids


@pytest.fixture(scope="module")
def tenants(assistant: Assistant, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tenants]:
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    storage = Storage(tmp_path_factory.mktemp("kept") / "kept.db")
    with serve(Serving(desk=desk, storage=storage, keys=("mine", "yours"))) as address:
        mine, yours = (
            httpx2.Client(base_url=address, timeout=90, headers={"Authorization": f"Bearer {key}"})
            for key in ("mine", "yours")
        )
        with mine, yours:
            yield Tenants(address=address, mine=mine, yours=yours, ids=made(mine))


def operations(http: httpx2.Client) -> list[tuple[str, str]]:
    """Every method and path of the server that names something."""
    paths = http.get("/openapi.json").json()["paths"]
    return [(method, path) for path, methods in paths.items() if "{" in path for method in methods]


def told(http: httpx2.Client, method: str, path: str, ids: dict[str, str]) -> tuple[int, str]:
    """The status, and the words without the ids that were asked for."""
    where = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], path)
    answer = http.request(method, where, params=QUERIES.get(path), json=BODIES.get(path))
    body = re.sub(r"(file|resp|insp|video|document)[-_][0-9a-f]{24,}", "ID", answer.text)
    return answer.status_code, body


def test_every_route_answers_another_as_if_there_were_nothing(tenants: Tenants) -> None:
    found = operations(tenants.yours)
    assert {name for _, path in found for name in re.findall(r"\{(\w+)\}", path)} == {*STRANGE, *PLAIN}
    before = seen(tenants.mine, found, tenants.ids)
    for method, path in found:
        theirs = told(tenants.yours, method, path, {**PLAIN, **tenants.ids})
        nobodys = told(tenants.yours, method, path, {**PLAIN, **STRANGE})
        assert theirs == nobodys, (method, path)
        if set(re.findall(r"\{(\w+)\}", path)) & set(STRANGE) and "remix" not in path:
            assert theirs[0] == 404, (method, path)
    assert seen(tenants.mine, found, tenants.ids) == before
    assert {status for status, _ in before.values()} == {200}


def seen(http: httpx2.Client, found: list[tuple[str, str]], ids: dict[str, str]) -> dict[str, tuple[int, str]]:
    """What its owner gets of everything that may be looked at."""
    return {path: told(http, method, path, {**PLAIN, **ids}) for method, path in found if method == "get"}


LISTED = {"/v1/files": "file_id", "/v1/videos": "video_id", "/v1/documents": "document_id"}


@pytest.mark.parametrize("path", LISTED)
@pytest.mark.parametrize("asks", [{}, {"limit": 100_000}, {"order": "asc"}])
def test_lists_show_what_is_ones_own(tenants: Tenants, path: str, asks: dict[str, Any]) -> None:
    assert tenants.yours.get(path, params=asks).json()["data"] == []
    assert tenants.ids[LISTED[path]] in tenants.mine.get(path).text


@pytest.mark.parametrize("path", LISTED)
def test_a_list_goes_on_after_nothing_of_anothers(tenants: Tenants, path: str) -> None:
    known = tenants.ids[LISTED[path]]
    everything = [one["id"] for one in tenants.mine.get(path, params={"limit": 100}).json()["data"]]
    later = [one["id"] for one in tenants.mine.get(path, params={"after": known, "limit": 100}).json()["data"]]
    assert later == everything[everything.index(known) + 1 :]
    theirs, nobodys = (tenants.yours.get(path, params={"after": one}) for one in (known, STRANGE[LISTED[path]]))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.json()["error"]["code"] == nobodys.json()["error"]["code"]


def by_id(file_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Every body that may name a file."""
    chat = [{"role": "user", "content": [{"type": "file", "file": {"file_id": file_id}}]}]
    shown = [{"role": "user", "content": [{"type": "image_url", "file_id": file_id}]}]
    items = [{"role": "user", "content": [{"type": "input_file", "file_id": file_id}]}]
    pictures = [{"role": "user", "content": [{"type": "input_image", "file_id": file_id}]}]
    return [
        ("/v1/chat/completions", {"model": "tiny", "messages": chat}),
        ("/v1/chat/completions", {"model": "tiny", "messages": shown}),
        ("/v1/inspections", {"model": "tiny", "messages": chat}),
        ("/v1/responses", {"model": "tiny", "input": items}),
        ("/v1/responses", {"model": "tiny", "input": pictures}),
        ("/v1/responses/input_tokens", {"model": "tiny", "input": items}),
        ("/v1/embeddings", {"input": [{"content": [{"type": "file", "file": {"file_id": file_id}}]}]}),
    ]


@pytest.mark.parametrize("place", range(7))
def test_a_file_is_not_read_by_its_id_for_another(tenants: Tenants, place: int) -> None:
    path, body = by_id(tenants.ids["file_id"])[place]
    own = tenants.mine.post(path, json=body)
    if own.status_code != 200:  # the body is not one of this route: then nobody is told of the file
        assert own.json()["error"]["code"] != "file_not_found"
        assert path == "/v1/embeddings"
    answer = tenants.yours.post(path, json=body)
    strange = tenants.yours.post(path, json=by_id(STRANGE["file_id"])[place][1])
    assert answer.status_code == strange.status_code in (400, 404)
    assert answer.json()["error"]["code"] == strange.json()["error"]["code"]


def test_a_document_is_not_made_of_anothers_file(tenants: Tenants) -> None:
    form = {"file_id": (None, tenants.ids["file_id"])}
    assert tenants.yours.post("/v1/documents", files=form).status_code == 404
    answer = tenants.mine.post("/v1/documents", files=form)
    assert answer.status_code == 200
    tenants.mine.delete(f"/v1/documents/{answer.json()['id']}").raise_for_status()


@pytest.mark.parametrize("path", ["/v1/responses", "/v1/responses/input_tokens"])
def test_nobody_goes_on_with_anothers_conversation(tenants: Tenants, path: str) -> None:
    body = {"model": "tiny", "input": "And now?", "previous_response_id": tenants.ids["response_id"]}
    assert tenants.yours.post(path, json=body).status_code == 404
    assert tenants.mine.post(path, json=body).status_code == 200


def test_a_mark_of_a_lifted_file_means_nothing_to_another(tenants: Tenants) -> None:
    """What stands for a file inside of the server is a word like any other in a request."""
    for mark in ("lifted-", f"lifted-{'0' * 32}"):
        body = {"model": "tiny", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": mark}]}]}
        answer = tenants.yours.post("/v1/chat/completions", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid_url")


def test_a_live_session_is_not_taken_up_by_another(tenants: Tenants) -> None:
    async def attempt() -> None:
        url = f"{tenants.address.replace('http', 'ws')}/v1/realtime"
        async with connect(f"{url}?model=tiny", additional_headers={"Authorization": "Bearer mine"}) as line:
            known = json.loads(await line.recv())["session"]["id"]
            for key in ("yours", "nobody"):
                with pytest.raises(Exception, match=r"HTTP 40[14]"):
                    async with connect(f"{url}?resume={known}", additional_headers={"Authorization": f"Bearer {key}"}):
                        pass
            await line.ping()

    asyncio.run(attempt())


def test_equal_requests_of_two_keys_share_nothing_but_their_answer(tenants: Tenants) -> None:
    """Vectors and answers depend on what is asked alone: they are the same after another asked for others."""
    body = {"input": [{"image": URL}, SECRET]}
    first = asked(tenants.mine, "/v1/embeddings", json=body)["data"]
    asked(tenants.yours, "/v1/embeddings", json={"input": [SECRET, {"image": URL}]})
    assert asked(tenants.yours, "/v1/embeddings", json=body)["data"] == first
    chat = {"model": "tiny", "messages": [{"role": "user", "content": SECRET}], "seed": 1, "max_tokens": 6}
    answers = [asked(http, "/v1/chat/completions", json=chat) for http in (tenants.mine, tenants.yours)]
    assert answers[0]["choices"] == answers[1]["choices"]
    assert [answer["usage"]["prompt_tokens_details"]["cached_tokens"] for answer in answers] == [0, 0]


def test_what_is_counted_tells_nothing_of_anyone(tenants: Tenants) -> None:
    counted = tenants.yours.get("/metrics").text
    assert not [one for one in (*tenants.ids.values(), SECRET, "mine", "secret.png", "bill.pdf") if one in counted]


def test_keys_of_yesterday_find_nothing_today(tmp_path: Path, assistant: Assistant, serve: Serve) -> None:
    """What was kept under a key is not there without keys, nor the other way round."""
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    kept: list[str] = []
    for keys in (("mine",), (), ("yours",), ("mine", "yours")):
        with serve(Serving(desk=desk, storage=Storage(tmp_path / "kept.db"), keys=keys)) as address:
            for key in keys or ("none",):
                own = {"mine": 0, "none": 1, "yours": 2}[key]
                with httpx2.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}) as http:
                    found = [http.get(f"/v1/files/{one}").status_code == 200 for one in kept]
                    assert found == [place == own for place in range(len(kept))]
                    if len(kept) <= own:
                        kept.append(asked(http, "/v1/files", files={"file": ("a", key.encode())})["id"])


@dataclass(frozen=True, eq=False)
class Looked:
    """Stands for an inspection."""

    name: str


def test_who_looks_into_many_answers_loses_the_own_ones() -> None:
    kept = Kept(most=3)
    victims = kept.add("victim", Looked("one"))  # type: ignore[arg-type]
    others = [kept.add("greedy", Looked(str(number))) for number in range(9)]  # type: ignore[arg-type]
    assert kept.get("victim", victims).name == "one"  # type: ignore[attr-defined]
    assert kept.get("greedy", others[-1]).name == "8"  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        kept.get("greedy", others[0])
    with pytest.raises(NotFound):
        kept.get("greedy", victims)


def test_nobody_waits_for_all_jobs_of_another() -> None:
    storage = Storage()
    greedy = [storage.jobs.add("greedy", "video", {"number": number}).id for number in range(5)]
    victims = storage.jobs.add("victim", "video", {}).id
    begun = [storage.jobs.next("video"), storage.jobs.next("video")]
    assert [job.id for job in begun if job] == [greedy[0], victims]
    storage.jobs.finish(victims, b"")
    assert (job := storage.jobs.next("video")) is not None
    assert job.id == greedy[1]


class Between:
    """A lock that lets something happen once, after it was left so many times."""

    def __init__(self, lock: AbstractContextManager[Any], times: int, happen: Callable[[], object]) -> None:
        self._lock, self._left, self._happen = lock, times, happen

    def __enter__(self) -> None:
        self._lock.__enter__()

    def __exit__(self, *given: object) -> None:
        self._lock.__exit__(*given)
        self._left -= 1
        if self._left == 0:
            self._happen()


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("way", ["piece", "named"])
def test_a_file_that_takes_the_place_of_another_is_not_read_for_it(after: int, way: str) -> None:
    """SQLite gives the row of what was deleted to what comes next."""
    storage = Storage()
    kept = storage.files.add("me", "mine", "user_data", b"mine")

    def replace() -> None:
        storage.files.delete("me", kept.id)
        storage.files.add("you", "yours", "user_data", b"yours")

    storage._database._lock = Between(storage._database._lock, after, replace)  # type: ignore[assignment]
    try:
        found = getattr(storage.files, way)("me", kept.id)
    except NotFound as error:
        assert error.code == "file_not_found"  # noqa: PT017 - either is right, by when it was deleted
    else:
        assert found in (b"mine", (b"mine", "mine"))


def done(storage: Storage, owner: str, data: bytes) -> str:
    """The id of a job that has ended."""
    known = storage.jobs.add(owner, "video", {}).id
    storage.jobs.next()
    storage.jobs.finish(known, data)
    return known


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("others", [True, False])
def test_what_a_job_made_is_not_read_for_another(after: int, others: bool) -> None:
    storage = Storage()
    known = done(storage, "me", b"mine")

    def replace() -> None:
        storage.jobs.delete("me", known)
        if others:
            done(storage, "you", b"yours")

    storage._database._lock = Between(storage._database._lock, after, replace)  # type: ignore[assignment]
    try:
        found = storage.jobs.data("me", known, "video")
    except NotFound as error:
        assert error.code == "job_not_found"  # noqa: PT017 - either is right, by when it was deleted
    else:
        assert found == b"mine"


OWNERS, KINDS = st.sampled_from(["", "a", "b"]), st.sampled_from(["video", "document"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["file", "response", "job", "forget"]), OWNERS, KINDS, st.integers(0, 30)), max_size=25
)


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_storage_shows_each_owner_what_that_owner_brought(steps: list[tuple[str, str, str, int]]) -> None:
    storage = Storage()
    had: dict[str, tuple[str, str]] = {}  # whose, and of which kind
    for place, (what, owner, kind, number) in enumerate(steps):
        match what:
            case "file":
                had[storage.files.add(owner, "x", "user_data", owner.encode() + b"!").id] = (owner, "file")
            case "response":
                storage.responses.add(owner, f"resp-{place}", [owner], {"by": owner})
                had[f"resp-{place}"] = (owner, "response")
            case "job":
                had[storage.jobs.add(owner, kind, {"by": owner}).id] = (owner, kind)
            case "forget" if had:
                known = list(had)[number % len(had)]
                if forgotten(storage, owner, known, had[known][1]):
                    assert had.pop(known)[0] == owner
    for owner in ("", "a", "b"):
        for known, (whose, kind) in had.items():
            assert (found(storage, owner, known, kind) == whose) == (owner == whose)
        assert {one.id for one in storage.files.all_of(owner)} == {one for one in had if had[one] == (owner, "file")}
        for kind in ("video", "document"):
            kept = {one.id for one in storage.jobs.all_of(owner, kind)}
            assert kept == {one for one in had if had[one] == (owner, kind)}
    storage.close()


def forgotten(storage: Storage, owner: str, known: str, kind: str) -> bool:
    """Whether an owner could delete something."""
    delete = {"file": storage.files.delete, "response": storage.responses.delete}.get(kind, storage.jobs.delete)
    try:
        delete(owner, known)
    except NotFound:
        return False
    return True


def found(storage: Storage, owner: str, known: str, kind: str) -> str | None:
    """Whose something is, as it shows itself to an owner; None where it does not."""
    try:
        match kind:
            case "file":
                return storage.files.piece(owner, known)[:-1].decode()
            case "response":
                return str(storage.responses.one(owner, known)[1]["by"])
        return str(storage.jobs.one(owner, known, kind).asked["by"])
    except NotFound:
        return None
