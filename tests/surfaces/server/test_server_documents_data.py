"""Data that a PDF carries, over HTTP: they go from the process that reads to the one that looks for fields."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest
from carried_samples import hybrid

PATH = "/v1/documents"
SCHEMA = {"type": "object", "properties": {"total": {"type": "number"}}}
END_S = 90.0


def extracted(base_url: str, **fields: str) -> dict[str, Any]:
    with httpx2.Client(base_url=base_url, timeout=90) as http:
        files: dict[str, Any] = {key: (None, value) for key, value in fields.items()}
        known = http.post(PATH, files=files | {"file": ("bill.pdf", hybrid())}).json()["id"]
        until = time.monotonic() + END_S
        while (card := http.get(f"{PATH}/{known}").json())["status"] != "completed":
            assert time.monotonic() < until, card
            time.sleep(0.1)
        return dict(http.post(f"{PATH}/{known}/extractions", json={"schema": SCHEMA}).json())


@pytest.mark.parametrize(("embedded", "reader"), [("true", "embedded data"), ("false", "text layer")])
def test_the_source_of_a_value_is_told(base_url: str, embedded: str, reader: str) -> None:
    found = extracted(base_url, embedded=embedded)
    assert found["values"] == {"total": 119.0}
    assert found["fields"]["total"]["reader"] == reader
    assert found["fields"]["total"].get("supported") == (True if embedded == "true" else None)
