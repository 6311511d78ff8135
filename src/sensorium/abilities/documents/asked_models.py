"""What a model must be able to do to be asked about a document, and what of the document it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.documents.tree import Reading
from sensorium.content import Image
from sensorium.errors import InvalidInput
from sensorium.models.model import Model

MOST_PICTURES = 8  # of a document; of a longer one a model is given words alone


def takes_pages(model: Model, reading: Reading) -> bool:
    """Whether a model is shown all pages of a document as pictures: it sees, and they are few."""
    return "image" in model.abilities.inputs and len(reading.pages) <= MOST_PICTURES


def shown(model: Model, pictures: Sequence[Image]) -> tuple[Image, ...]:
    """Pictures of pages, for a model that sees; none for one that does not."""
    return tuple(pictures) if "image" in model.abilities.inputs else ()


def check_words(model: Model) -> None:
    """Raise InvalidInput for a model that neither reads nor writes words."""
    if "text" not in model.abilities.inputs or "text" not in model.abilities.outputs:
        raise InvalidInput(f"{model.name} does not answer in words: choose a model that does", param="model")
