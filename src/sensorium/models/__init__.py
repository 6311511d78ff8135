"""Models by name: built in, a folder, an OpenAI-compatible address."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sensorium.errors import ModelNotFound

if TYPE_CHECKING:
    from sensorium.models.model import Model

BUILT_IN = "sensorium/seedling"
WEIGHTS = Path(__file__).parent.parent / "weights" / "seedling"


def load(name: str | os.PathLike[str] | None = None) -> Model:
    """The model called `name`.

    None or "sensorium/seedling": the built-in model. A folder with a checkpoint: that model. "openai/MODEL": a model
    of OpenAI, or of OPENAI_BASE_URL. "http://HOST:PORT/v1#MODEL": a model at any OpenAI-compatible
    address; at one of our own servers, with every modality in one stream.
    """
    if name is None or name == BUILT_IN:
        return _native(WEIGHTS, BUILT_IN)
    name = os.fspath(name)
    if name.startswith("openai/"):
        from sensorium.models.openai_compatible import OpenAICompatibleModel

        return OpenAICompatibleModel.from_name(name)
    if name.startswith(("http://", "https://")):
        from sensorium.models.sensorium_address import at_address

        return at_address(name)
    if name and Path(name).is_dir():
        return _native(Path(name), Path(name).resolve().name)
    raise ModelNotFound(
        f"no model is called {name!r}: use {BUILT_IN}, a checkpoint folder, openai/MODEL, or http://HOST:PORT/v1#MODEL"
    )


def _native(folder: Path, name: str) -> Model:
    from sensorium.models.native import NativeModel

    return NativeModel.open(folder, name)
