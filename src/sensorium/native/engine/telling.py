"""The tokens of a text with their probabilities, told together with the words that they spell."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.content import Token
from sensorium.native.engine.heads import Sampled
from sensorium.native.tokens.vocabulary import TEXT


class Tokens:
    """Follows one text after another. spelled: the bytes of each token, counted from TEXT.start."""

    def __init__(self, spelled: Sequence[bytes]) -> None:
        self._spelled = spelled
        self._taken: list[Token] = []
        self._told = 0  # tokens so far
        self._length = 0  # bytes of the tokens told

    def take(self, position: Sampled) -> None:
        """Note a sampled token of the text."""
        told = tuple((self._bytes(index), logprob) for index, logprob in position.likeliest)
        data = self._bytes(int(position.ids[0]))
        if not self._taken:  # a text begins with a space that is not part of it
            data = data.removeprefix(b" ")
        self._taken.append(Token(data=data, logprob=position.logprob, likeliest=told))

    def up_to(self, text: str) -> tuple[Token, ...]:
        """The tokens not told yet that begin before the end of the text so far."""
        length, first = len(text.encode()), self._told
        while self._told < len(self._taken) and (self._length < length or not self._taken[self._told].data):
            self._length += len(self._taken[self._told].data)
            self._told += 1
        return tuple(self._taken[first : self._told])

    def end(self) -> tuple[Token, ...]:
        """All that were told; the next text begins."""
        told = tuple(self._taken[: self._told])
        self._taken, self._told, self._length = [], 0, 0
        return told

    def _bytes(self, index: int) -> bytes:
        """Of words; of what ends them nothing."""
        return self._spelled[index - TEXT.start] if index in TEXT and index - TEXT.start < len(self._spelled) else b""
