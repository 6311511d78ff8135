"""What is here: the models with what they take and make, and whether the server is well."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

import sensorium
from sensorium.abilities.card import in_short
from sensorium.errors import SensoriumError, UnsupportedCapability
from sensorium.models.model import Abilities, Model
from sensorium.models.native import NativeModel
from sensorium.surfaces.server.desk import Desk

README = "README.md"  # of a checkpoint: its card
NOTHING = Abilities(inputs=frozenset(), outputs=frozenset())


def routes(desk: Desk) -> APIRouter:
    """`/v1/models`, `/health`, `/ready`, `/version`."""
    router = APIRouter()

    @router.get("/v1/models", tags=["models"])
    async def models() -> dict[str, Any]:
        """Every model offered here, aliases too; one that cannot be loaded with the reason, and able of nothing."""
        cards = [await _listed(desk, name) for name in (*desk.names, *desk.aliases)]
        return {"object": "list", "data": cards}

    @router.get("/v1/models/{name:path}", tags=["models"])
    async def model(name: str) -> dict[str, Any]:
        """One model, and how well it does what it does, where that was measured."""
        runner = await desk.runner(name)
        figures = await asyncio.to_thread(_figures, runner.model)
        return {**await _card(desk, name), "figures": figures}

    @router.post("/v1/moderations", tags=["models"])
    async def moderations() -> dict[str, Any]:
        """Refused."""
        raise UnsupportedCapability(
            "no model here judges whether content is harmful, and nothing was checked;"
            " elsewhere omni-moderation-latest can"
        )

    @router.get("/health", tags=["server"])
    async def health() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @router.get("/ready", tags=["server"])
    async def ready() -> JSONResponse:
        """The first model is loaded; 503 while it is not."""
        return JSONResponse({"status": "ready" if desk.loaded else "loading"}, 200 if desk.loaded else 503)

    @router.get("/version", tags=["server"])
    async def version() -> dict[str, str]:
        """The version of Sensorium."""
        return {"version": sensorium.__version__}

    return router


async def _listed(desk: Desk, name: str) -> dict[str, Any]:
    """A card, whether or not the model can be loaded."""
    try:
        return await _card(desk, name)
    except SensoriumError as error:
        fault = {"code": error.code, "message": error.message}
        return {**_named(name), **_abilities(NOTHING), "root": desk.known(name), "error": fault}


async def _card(desk: Desk, name: str) -> dict[str, Any]:
    runner = await desk.runner(name)
    inspectable = isinstance(runner.model, NativeModel)
    return {**_named(name), **_abilities(runner.model.abilities, inspectable), "root": runner.model.name}


def _named(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "sensorium"}


def _figures(model: Model) -> list[dict[str, Any]]:
    """What the card of a checkpoint shows in short."""
    folder = model.folder if isinstance(model, NativeModel) else None
    text = (folder / README).read_text(encoding="utf-8") if folder and (folder / README).exists() else ""
    return [asdict(row) for row in in_short(text)]


def _abilities(able: Abilities, inspectable: bool = False) -> dict[str, Any]:
    return {
        "input_modalities": sorted(able.inputs),
        "output_modalities": sorted(able.outputs),
        "embedding_modalities": sorted(able.embeds),
        "inspectable": inspectable,
    }
