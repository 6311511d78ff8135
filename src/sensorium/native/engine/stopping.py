"""Words at which a text ends, though the model would go on; they are not shown, not even in part."""

from __future__ import annotations

from collections.abc import Sequence


class StopWords:
    """Follows one text as it grows."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        self.met = False

    def shown(self, text: str) -> str:
        """As much of a growing text as is surely to be shown."""
        before = self.kept(text)
        if self.met:
            return before
        held = (n for word in self._words for n in range(1, len(word)) if text.endswith(word[:n]))
        return text[: len(text) - max(held, default=0)]

    def kept(self, text: str) -> str:
        """What of a text stands before the first of the words; notes whether there is one."""
        places = [at for word in self._words if (at := text.find(word)) >= 0]
        self.met = self.met or bool(places)
        return text[: min(places, default=len(text))]
