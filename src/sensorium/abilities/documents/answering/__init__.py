"""Questions about a document, answered with citations: in its own words, or by a model that is held to them."""

from sensorium.abilities.documents.answering.answered import Answered, Citation
from sensorium.abilities.documents.answering.ask import ask

__all__ = ["Answered", "Citation", "ask"]
