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
        return text[: len(text) - max((_begun(word, text) for word in self._words), default=0)]

    def kept(self, text: str) -> str:
        """What of a text stands before the first of the words; notes whether there is one."""
        places = [at for word in self._words if (at := text.find(word)) >= 0]
        self.met = self.met or bool(places)
        return text[: min(places, default=len(text))]


def _begun(word: str, text: str) -> int:
    """How many letters of a word stand at the end of a text, fewer than all."""
    most = min(len(word) - 1, len(text))
    return next((n for n in range(most, 0, -1) if text.endswith(word[:n])), 0)
