"""Who hears, who answers and who speaks in a session.

A model that answers what it hears, and speaks its answers, does all of it. For one that only reads, the built-in model
writes down what was said; for one that only writes, it says what was written. The built-in model itself hears; its
answers it writes first and then says, for it has learnt to say any words, and to answer aloud only when it describes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from sensorium.errors import UnsupportedCapability
from sensorium.models import BUILT_IN
from sensorium.models.native import NativeModel
from sensorium.models.running import Runner
from sensorium.surfaces.live.conversation import View

MARGIN_S = 0.1  # of quiet around speech: digits of unknown voices are heard best so (0.80 of them; with 0.3 s, 0.38)


@dataclass(frozen=True, eq=False, kw_only=True)
class Cast:
    """mind: answers; built_in: lends ears and a voice, and is loaded when they are first needed."""

    mind: Runner
    built_in: Callable[[], Awaitable[Runner]]

    @property
    def view(self) -> View:
        """How the mind is shown a conversation. The built-in model has learnt to hear short words with hardly any quiet
        around them, and to answer one turn at a time: with turns before it hears other words.
        """
        if self._native:
            return View(margin_s=MARGIN_S, remembers=False)
        return View(hears=self.hears)

    @property
    def hears(self) -> bool:
        """Whether the mind needs no ears."""
        return "audio" in self.mind.model.abilities.inputs

    @property
    def speaks(self) -> bool:
        """Whether the mind needs no voice."""
        return "speech" in self.mind.model.abilities.outputs and not self._native

    @property
    def writes(self) -> bool:
        """Whether the mind answers in words."""
        return "text" in self.mind.model.abilities.outputs

    @property
    def about(self) -> Mapping[str, object]:
        """The cast as a session tells it: the name of each model, and whose part is lent."""
        mind = self.mind.model.name
        lender = mind if self._native else BUILT_IN
        lent = [part for part, own in (("ears", self.hears), ("voice", self.speaks or self._native)) if not own]
        return {
            "hears": mind if self.hears else lender,
            "answers": mind,
            "speaks": mind if self.speaks else lender,
            "cascade": lent,
            "remembers": self.view.remembers,
        }

    async def lender(self) -> Runner:
        """Ears and voice: the mind's own where it is a model of our kind, else the built-in model's."""
        return self.mind if self._native else await self.built_in()

    def check(self, *, aloud: bool, calls: bool = False, voice: str | None = None) -> None:
        """Raises UnsupportedCapability for an answer that nobody here can give, and what the model that speaks raises
        for a voice that it does not have. calls: tools are offered.
        """
        if voice is not None and (self.speaks or self._native):
            self.mind.model.check(("speech",), {"voice": voice})
        if calls and not self.writes:
            what = f"{self.mind.model.name} writes no words, and so no calls: leave tools out"
            raise UnsupportedCapability(what, param="session.tools")
        if not self.writes and not aloud:
            what = f"{self.mind.model.name} answers aloud only: leave output_modalities at ['audio']"
            raise UnsupportedCapability(what, param="session.output_modalities")
        if not self.writes and not self.speaks:
            what = f"{self.mind.model.name} makes neither words nor speech: choose a model that does"
            raise UnsupportedCapability(what, param="model")

    @property
    def _native(self) -> bool:
        return isinstance(self.mind.model, NativeModel)
