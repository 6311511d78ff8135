"""What was taken to be read is read, whatever happens to the server; what is not kept is said to be lost."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from document_samples import INVOICE, locked, printed
from server_process import started

PATH = "/v1/documents"
NUM_PAGES = 120


def card(http: httpx2.Client, known: str) -> dict[str, Any]:
    return dict(http.get(f"{PATH}/{known}").json())


def ended(http: httpx2.Client, known: str) -> dict[str, Any]:
    until = time.monotonic() + 90
    while (told := card(http, known))["status"] in ("queued", "in_progress"):
        assert time.monotonic() < until, told
        time.sleep(0.1)
    return told


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_killed_server_reads_on_and_keeps_what_was_read(tmp_path: Path) -> None:
    long = printed([INVOICE] * NUM_PAGES)
    with started(tmp_path) as (process, address), httpx2.Client(base_url=address, timeout=60) as http:
        short = http.post(PATH, files={"file": ("short.pdf", printed([("Short",)]))}).json()["id"]
        assert ended(http, short)["status"] == "completed"
        known = http.post(PATH, files={"file": ("long.pdf", long)}).json()["id"]
        hidden = http.post(PATH, files={"file": ("locked.pdf", locked(b"pear")), "password": (None, "pear")}).json()[
            "id"
        ]
        until = time.monotonic() + 60
        while card(http, known)["status"] == "queued":
            assert time.monotonic() < until
            time.sleep(0.02)
        assert card(http, known)["status"] == "in_progress"
        process.kill()
        process.wait()
    with started(tmp_path) as (_, address), httpx2.Client(base_url=address, timeout=60) as http:
        assert card(http, short)["status"] == "completed"
        assert "Short" in http.get(f"{PATH}/{short}/content", params={"format": "text"}).text
        done = ended(http, known)
        assert (done["status"], done["num_pages"]) == ("completed", NUM_PAGES)
        assert len(http.get(f"{PATH}/{known}/content").json()["pages"]) == NUM_PAGES
        lost = ended(http, hidden)
        if lost["status"] == "failed":  # it was not read before the kill
            assert lost["error"]["code"] == "password_lost"
        shown = http.get(f"{PATH}/{hidden}/pages/1/picture").json()["error"]["code"]
        assert shown in ("password_lost", "not_ready")
        assert b"pear" not in (tmp_path / "kept.db").read_bytes().replace(b"pears", b"")
