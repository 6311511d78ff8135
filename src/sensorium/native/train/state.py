"""The state of a run on disk: safetensors and JSON, written aside and renamed. No pickles."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from sensorium.errors import InvalidInput
from sensorium.native.train.optim import PairedOptimizer

TENSORS = "state.safetensors"
COUNTERS = "counters"


def save_state(folder: Path, model: nn.Module, optimizer: PairedOptimizer, counters: Mapping[str, int]) -> None:
    """One file holds everything, so that no kill can leave two halves of different steps. Frozen parts are left out."""
    tensors = {f"model.{name}": value.contiguous() for name, value in _learnt(model).items()}
    for index, part in enumerate(optimizer.state_dict()["optimizers"]):
        for parameter, entries in part["state"].items():
            for name, value in entries.items():
                tensors[f"optimizer.{index}.{parameter}.{name}"] = torch.as_tensor(value).contiguous()
    aside = folder / f"{TENSORS}.part"
    save_file(tensors, aside, metadata={COUNTERS: json.dumps(dict(counters))})
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(folder / TENSORS)


def load_state(folder: Path, model: nn.Module, optimizer: PairedOptimizer) -> dict[str, int] | None:
    """Restore a run in place. Returns its counters, or None when the folder holds no run yet."""
    path = folder / TENSORS
    if not path.exists():
        return None
    tensors, learnt = load_file(path), _learnt(model)
    kept = {name: value.shape for name, value in tensors.items() if name.startswith("model.")}
    wanted = {f"model.{name}": value.shape for name, value in learnt.items()}
    if kept != wanted:  # momenta would go to other weights
        raise InvalidInput(
            "the run in this folder has another size or layout; train into a new folder", code="other_run"
        )
    for name, value in learnt.items():
        value.copy_(tensors[f"model.{name}"])
    _load_optimizer(optimizer, {k: v for k, v in tensors.items() if k.startswith("optimizer.")})
    return read_counters(path)


def _learnt(model: nn.Module) -> dict[str, Tensor]:
    """What training changes."""
    return {name: value.detach() for name, value in model.named_parameters() if value.requires_grad}


def read_counters(path: Path) -> dict[str, int]:
    """The counters in a state file, without its tensors."""
    from safetensors import safe_open

    with safe_open(path, "pt") as file:
        counters: dict[str, int] = json.loads(file.metadata()[COUNTERS])
    return counters


def _load_optimizer(optimizer: PairedOptimizer, tensors: Mapping[str, Tensor]) -> None:
    state = optimizer.state_dict()
    for index, part in enumerate(state["optimizers"]):
        entries: dict[int, dict[str, Any]] = {}
        for key, value in tensors.items():
            _, owner, parameter, name = key.split(".")
            if int(owner) == index:
                entries.setdefault(int(parameter), {})[name] = value
        part["state"] = entries
    optimizer.load_state_dict(state)
