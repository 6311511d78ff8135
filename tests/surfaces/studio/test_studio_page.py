"""The studio's files: what is given out, under which policy, and that they are what the source builds."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2
import pytest

from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.studio.page import files

STUDIO = Path(__file__).parents[3] / "studio"
PINNED = ("build.mjs", "package.json", "package-lock.json", "tsconfig.json")
MOST_BYTES = 300_000  # of all files together


@pytest.fixture(scope="module")
def address(assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[str]:
    """A server that wants a key."""
    with serve(Serving(desk=Desk(("tiny",), load=lambda name: NativeModel(assistant, name)), keys=("k",))) as one:
        yield one


def test_the_page_is_given_to_anybody_and_the_api_to_who_has_a_key(address: str) -> None:
    answer = httpx2.get(f"{address}/studio", follow_redirects=True)
    assert (answer.status_code, str(answer.url)) == (200, f"{address}/studio/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert httpx2.get(f"{address}/v1/models").status_code == 401
    assert httpx2.get(f"{address}/studiously").status_code == 401


def test_nothing_but_its_own_server_may_be_asked(address: str) -> None:
    policy = httpx2.get(f"{address}/studio/").headers["content-security-policy"]
    allowed = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert allowed["default-src"] == "'none'"
    assert {word for words in allowed.values() for word in words.split()} == {
        "'none'",
        "'self'",
        "'script'",
        "blob:",
        "data:",
    }
    for runs in ("script-src", "style-src", "connect-src", "worker-src"):
        assert allowed[runs] == "'self'"


def test_files_are_asked_for_once(address: str) -> None:
    for name in files():
        answer = httpx2.get(f"{address}/studio/{name}")
        assert answer.status_code == 200
        again = httpx2.get(f"{address}/studio/{name}", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["absent.js", "..%2Fpage.py", "%2e%2e/page.py"])
def test_no_other_file_is_given(address: str, name: str) -> None:
    answer = httpx2.get(f"{address}/studio/{name}")
    assert answer.status_code in (401, 404)
    assert "error" in answer.json()


def test_the_files_are_built_from_the_source_that_is_here() -> None:
    """What `build.mjs` writes beside them is a digest of all that went in; it is counted again here, without Node."""
    names = [*PINNED, *(path.relative_to(STUDIO).as_posix() for path in (STUDIO / "source").rglob("*.*"))]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\n".encode() + (STUDIO / name).read_bytes())
    assert files()["built-from.txt"].data.decode().strip() == digest.hexdigest(), "run python3 dev.py studio"


@pytest.mark.system("node")
@pytest.mark.skipif(not (STUDIO / "node_modules" / "esbuild").exists(), reason="run python3 dev.py studio")
def test_building_again_gives_the_same_files(tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs", str(tmp_path)], cwd=STUDIO, check=True)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {name: file.data for name, file in files().items()}, "run python3 dev.py studio"


def test_the_files_are_small_and_name_no_other_place() -> None:
    assert sum(len(file.data) for file in files().values()) < MOST_BYTES
    for name, file in files().items():
        for prefix in (b'src="http', b'href="http', b"url(http", b'import("http', b"//cdn"):
            assert prefix not in file.data, name
