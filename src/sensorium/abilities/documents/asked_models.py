"""What a model must be able to do to be asked about a document, and what of the document it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.content import Image
from sensorium.errors import InvalidInput
from sensorium.models.model import Model


def shown(model: Model, pictures: Sequence[Image]) -> tuple[Image, ...]:
    """Pictures of pages, for a model that sees; none for one that does not."""
    return tuple(pictures) if "image" in model.abilities.inputs else ()


def check_words(model: Model) -> None:
    """Raise InvalidInput for a model that neither reads nor writes words."""
    if "text" not in model.abilities.inputs or "text" not in model.abilities.outputs:
        raise InvalidInput(f"{model.name} does not answer in words: choose a model that does", param="model")
