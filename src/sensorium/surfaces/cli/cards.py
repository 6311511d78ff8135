"""Model cards of exported checkpoints: how one came about is kept beside it, so that figures can be added later."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    from sensorium.abilities.card import Trained
    from sensorium.abilities.evaluation.row import Row
    from sensorium.native.assistant import Assistant

FACTS = "training.json"
CARD = "README.md"


def export(assistant: Assistant, folder: Path, trained: Trained) -> None:
    """A checkpoint with a card that has no figures yet. Raises `StorageFailed`."""
    from sensorium.abilities.card import card
    from sensorium.content import saving
    from sensorium.native.checkpoint import save_pretrained

    save_pretrained(assistant, folder, card=card(trained))
    saving.write_file(folder / FACTS, (json.dumps(asdict(trained), indent=2) + "\n").encode())


def facts(folder: Path) -> Trained:
    """How the checkpoint in `folder` came about. Raises `InvalidInput` (`no_training_facts`)."""
    from sensorium.abilities.card import Trained

    try:
        found = json.loads((folder / FACTS).read_text(encoding="utf-8"))
        return Trained(**{**found, "sets": tuple(found["sets"])})
    except (OSError, ValueError, TypeError, LookupError) as error:
        message = f"'{folder.name}' holds no {FACTS}; give a folder written by `sensorium train --export`"
        raise InvalidInput(message, code="no_training_facts", param="card") from error


def write_card(folder: Path, rows: Sequence[Row], about: Mapping[str, object]) -> Path:
    """The card of a checkpoint, anew, with figures. Raises `StorageFailed`."""
    from sensorium.abilities.card import card
    from sensorium.content import saving

    return saving.write_file(folder / CARD, card(facts(folder), rows, about).encode())
