"""`sensorium serve` refuses what would be unsafe or means nothing, before anything is loaded."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sensorium.surfaces.cli import serving
from sensorium.surfaces.server import application, origins
from sensorium.surfaces.server.serving import LiveBounds

Program = Callable[..., Any]


def test_an_address_that_others_reach_needs_keys(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(serving.KEYS_VARIABLE, raising=False)
    done = program("serve", "--host", "0.0.0.0")
    assert done.exit_code == 77
    assert serving.KEYS_VARIABLE in done.stderr


@pytest.mark.parametrize("alias", ["gpt-4o", "=x", "gpt-4o=large"])
def test_an_alias_must_mean_an_offered_model(program: Program, alias: str) -> None:
    done = program("serve", "--alias", alias, "--keep", "none")
    assert done.exit_code == 65
    assert alias in done.stderr


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[tuple[uvicorn.Config, Any]]:
    """Servers that were run instead of serving, and the addresses of their doors, which are closed."""
    told: list[tuple[uvicorn.Config, Any]] = []

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        for door in sockets:
            told.append((server.config, door.getsockname()))
            door.close()

    monkeypatch.setattr(uvicorn.Server, "run", run)
    return told


def test_it_serves_what_was_asked_for(
    program: Program, run: list[tuple[uvicorn.Config, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(serving.KEYS_VARIABLE, "one, two")
    place = tmp_path / "kept"
    done = program("serve", "--host", "0.0.0.0", "--port", "0", "--alias", "a=sensorium/seedling", "--keep", str(place))
    assert done.exit_code == 0
    ((config, (host, port)),) = run
    assert host == "0.0.0.0"
    assert config.ws_max_size == LiveBounds().message_bytes
    assert f"http://0.0.0.0:{port}/v1" in done.stderr
    assert (place / "kept.db").exists()


@pytest.mark.usefixtures("run")
def test_a_key_may_ask_as_much_as_is_said(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}
    monkeypatch.setattr(application, "create", lambda served: told.update(served=served))
    limits = ("--requests-per-minute", "30", "--tokens-per-minute", "5000")
    assert program("serve", "--port", "0", "--keep", "none", *limits).exit_code == 0
    assert (told["served"].rates.requests, told["served"].rates.tokens) == (30, 5000)


def test_a_taken_port_is_told(program: Program, run: list[tuple[uvicorn.Config, Any]]) -> None:
    with serving.listening("127.0.0.1", 0) as door:
        done = program("serve", "--port", str(door.getsockname()[1]), "--keep", "none")
    assert done.exit_code == 69
    assert "--port" in done.stderr
    assert "OpenAI API at" not in done.stderr
    assert run == []


@pytest.mark.usefixtures("run")
def test_names_and_pages_that_may_come_are_passed_on(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}
    monkeypatch.setattr(application, "create", lambda served: told.update(served=served))
    named = ("--allow-host", "box.lan", "--allow-origin", "https://app.example")
    assert program("serve", "--port", "0", "--keep", "none", *named).exit_code == 0
    assert (told["served"].hosts, told["served"].pages) == (("box.lan",), ("https://app.example",))


@pytest.mark.parametrize(
    "wrong", [("--allow-host", "http://box.lan"), ("--allow-origin", "app.example"), ("--allow-origin", "null")]
)
def test_what_is_no_name_and_no_origin_is_refused(program: Program, wrong: tuple[str, str]) -> None:
    done = program("serve", "--keep", "none", *wrong)
    assert done.exit_code == 65
    assert " ".join(wrong) in done.stderr


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False)]
)
def test_loopback_is_this_machine_alone(host: str, own: bool) -> None:
    assert origins.is_loopback(host) == own


@pytest.mark.usefixtures("run")
def test_where_traces_go_is_said_or_refused_before_anything_is_loaded(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OTEL_SDK_DISABLED", raising=False)
    done = program("serve", "--keep", "none", "--trace", "localhost:4318")
    assert done.exit_code == 65
    assert "http://localhost:4318" in done.stderr
    told: dict[str, Any] = {}
    monkeypatch.setattr(application, "create", lambda served: told.update(served=served))
    assert program("serve", "--port", "0", "--keep", "none", "--trace", "console").exit_code == 0
    told["served"].tracing.close()
    assert program("serve", "--port", "0", "--keep", "none").exit_code == 0
    assert told["served"].tracing is None
