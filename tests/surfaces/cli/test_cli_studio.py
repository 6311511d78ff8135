"""`sensorium studio` listens on this machine alone, shows its page, and says so when it cannot."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn

from sensorium.surfaces.cli import serving

Program = Callable[..., Any]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Pages that were opened, and the sockets of servers that were run instead of serving."""
    told: list[Any] = []
    monkeypatch.setattr(webbrowser, "open", told.append)

    def run(_server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        told.extend(sockets)

    monkeypatch.setattr(uvicorn.Server, "run", run)
    return told


def test_the_page_is_opened_where_the_server_listens(program: Program, shown: list[Any]) -> None:
    done = program("studio", "--port", "0", "--keep", "none")
    assert done.exit_code == 0
    address, door = shown
    with door:
        host, port = door.getsockname()
    assert host == "127.0.0.1"
    assert address == f"http://127.0.0.1:{port}/studio/"
    assert address in done.stderr


def test_no_page_is_opened_unless_wanted(program: Program, shown: list[Any]) -> None:
    assert program("studio", "--port", "0", "--keep", "none", "--no-open").exit_code == 0
    (door,) = shown
    door.close()


def test_a_taken_port_is_told(program: Program, shown: list[Any]) -> None:
    with serving.listening("127.0.0.1", 0) as door:
        done = program("studio", "--port", str(door.getsockname()[1]), "--keep", "none")
    assert done.exit_code == 69
    assert "--port" in done.stderr
    assert shown == []
