"""Servers on free ports, for whoever asks over a real socket."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
import uvicorn
from fastapi import FastAPI

from sensorium.surfaces.server.application import create
from sensorium.surfaces.server.serving import Serving


@contextmanager
def served(serving: Serving, extend: Callable[[FastAPI], None] = lambda app: None) -> Iterator[str]:
    """The address of a running server. extend: what a test adds to its routes."""
    app = create(serving)
    extend(app)
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """Runs a server as long as a context lasts, and gives its address."""
    return served
