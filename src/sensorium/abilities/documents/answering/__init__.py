"""Questions about a document, answered with citations: in its own words, or by a model that is held to them.

Rooms, low to high, each of which sees only those before it: `wording`, `asking`, `wanted`, `cells`, `finding`,
`running_text`. `extractive` joins them; `modelled` asks a model.
"""

from sensorium.abilities.documents.answering.answered import Answered, Citation
from sensorium.abilities.documents.answering.ask import ask

__all__ = ["Answered", "Citation", "ask"]
