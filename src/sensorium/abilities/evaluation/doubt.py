"""Whether a model knows what it does not know: how sure it is of what it was taught, beside what it never was.

Being right is not asked: a model that is sure of strangers and unsure of friends scores below one half.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sensorium.abilities.evaluation.intervals import area
from sensorium.abilities.evaluation.row import Row
from sensorium.content import Reply, Text
from sensorium.models.model import Abilities
from sensorium.native.worlds.elsewhere import MISSING
from sensorium.native.worlds.outside import FIGURES, SCRIPTS, TONGUES
from sensorium.native.worlds.print.lines import NOTHING as NO_TEXT
from sensorium.native.worlds.sounds import NO_SPEECH
from sensorium.native.worlds.speech.garbled import NOT_UNDERSTOOD
from sensorium.native.worlds.strangers import NOT_KNOWN, UNKNOWN

DECLINED = frozenset({UNKNOWN, NOT_KNOWN, *MISSING.values(), NO_TEXT, NO_SPEECH, NOT_UNDERSTOOD})
CHANCE = 0.5


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Cases of one task of one world, and those of a world like it that is never taught."""

    name: str
    world: str
    task: str
    outside: str

    def within(self, abilities: Abilities) -> bool:
        """Whether a model answers in words."""
        return "text" in abilities.outputs


DOUBTS: tuple[Doubt, ...] = (
    Doubt(name="unknown thing | known", world="scenes", task="what", outside=FIGURES),
    Doubt(name="unknown script | known", world="lines", task="read", outside=SCRIPTS),
    Doubt(name="unknown language | known", world="speech", task="transcribe", outside=TONGUES),
)


def tell_apart(doubt: Doubt, known: Sequence[Reply], strange: Sequence[Reply]) -> Iterator[Row]:
    """Area under the ROC curve of the confidence; nothing for a model that tells none."""
    inside, outside = ([sureness(reply) for reply in replies] for replies in (known, strange))
    sure = [one for one in inside if one is not None]
    unsure = [one for one in outside if one is not None]
    if len(sure) == len(inside) and len(unsure) == len(outside):
        yield Row(direction=doubt.name, measure="told apart (AUROC)", figure=area(sure, unsure, CHANCE))


def sureness(reply: Reply) -> float | None:
    """Confidence of the reply's words, 0 where it says that it does not know; None where it tells none."""
    words = next((part for part in reply.parts if isinstance(part, Text)), None)
    if words is None:
        return None
    return 0.0 if words.text.strip() in DECLINED else words.confidence
