"""A model with parts broken on purpose: a figure that stays above chance without the part it needs measures nothing."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch

from sensorium.errors import InvalidInput
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.native.omni import Omni


def parts_of(model: Omni) -> tuple[str, ...]:
    """Names of what can be broken: encoders, codecs, backbone, the map to the space of embeddings."""
    return tuple(name for name, _ in model.named_children())


def broken(model: Model, parts: Sequence[str], seed: int = 0) -> NativeModel:
    """A copy whose parts have their weights in a random order, tensor by tensor: as large as before, and senseless.

    Raises InvalidInput for a model without parts of its own here, and for a part that it has not.
    """
    if not isinstance(model, NativeModel):
        raise InvalidInput(f"{model.name} runs elsewhere; only a native model can be broken here", param="break")
    omni = copy.deepcopy(model.assistant.model)
    if unknown := sorted(set(parts) - set(parts_of(omni))):
        raise InvalidInput(
            f"the model has no part {', '.join(unknown)}; its parts are {', '.join(parts_of(omni))}", param="break"
        )
    generator = torch.Generator().manual_seed(seed)
    for part in parts:
        for tensor in (*omni.get_submodule(part).parameters(), *omni.get_submodule(part).buffers()):
            order = torch.randperm(tensor.numel(), generator=generator)
            tensor.data.copy_(tensor.data.flatten()[order].view_as(tensor))
    assistant = Assistant(omni, model.assistant.words, model.assistant.confidence)
    return NativeModel(assistant, f"{model.name} without {', '.join(parts)}")
