"""Byte-level BPE for words (Sennrich et al. 2016, on bytes after Radford et al. 2019). Any text round-trips.

Ids are those of the vocabulary map (`TEXT.start` is the first). Digits are always single tokens, so numbers are
read and written digit by digit. A space is put before every text and taken away again, so that a word has the same
tokens wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from sensorium.errors import InvalidInput
from sensorium.native.tokens.vocabulary import TEXT


class WordTokenizer:
    """Text ↔ ids in the TEXT range."""

    def __init__(self, bpe: Tokenizer) -> None:
        if bpe.get_vocab_size() > TEXT.size:
            raise InvalidInput(f"the tokenizer has {bpe.get_vocab_size()} tokens, the vocabulary map holds {TEXT.size}")
        self._bpe = bpe

    @classmethod
    def train(cls, texts: Iterable[str], size: int = TEXT.size) -> WordTokenizer:
        """Learn merges from `texts`; all 256 bytes are always included."""
        bpe = Tokenizer(models.BPE())
        bpe.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
        bpe.decoder = decoders.ByteLevel()
        alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
        bpe.train_from_iterator(
            texts, trainers.BpeTrainer(vocab_size=size, initial_alphabet=alphabet, show_progress=False)
        )
        return cls(bpe)

    @classmethod
    def load(cls, path: Path) -> WordTokenizer:
        """Read a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    def save(self, path: Path) -> None:
        self._bpe.save(str(path), pretty=False)

    def encode(self, text: str) -> list[int]:
        return [TEXT.start + index for index in self._bpe.encode(f" {text}").ids] if text else []

    def encode_with_places(self, text: str) -> tuple[list[int], list[int]]:
        """The ids, and of each the index of the character it begins with; the space put before counts as the first."""
        if not text:
            return [], []
        found = self._bpe.encode(f" {text}")
        return [TEXT.start + index for index in found.ids], [max(0, start - 1) for start, _ in found.offsets]

    def indices(self, text: str) -> list[int]:
        """Tokens of text as it stands, without a space before it; counted from 0."""
        found: list[int] = self._bpe.encode(text).ids
        return found

    @cached_property
    def tokens(self) -> list[bytes]:
        """The bytes that each token stands for, counted from 0."""
        byte_of = {character: byte for byte, character in _byte_characters().items()}
        return [
            bytes(byte_of[character] for character in self._bpe.id_to_token(index) or "")
            for index in range(self._bpe.get_vocab_size())
        ]

    @cached_property
    def longest(self) -> int:
        """The most bytes that one token stands for: a text of n bytes has at least n ÷ longest tokens."""
        return max(map(len, self.tokens))

    def decode(self, ids: Sequence[int]) -> str:
        """The text of TEXT ids. Bytes that are no valid UTF-8 become U+FFFD."""
        return self.pieces(ids).removeprefix(" ")

    def pieces(self, ids: Sequence[int]) -> str:
        """TEXT ids as they stand within a text: a word with the space before it."""
        text: str = self._bpe.decode([index - TEXT.start for index in ids], skip_special_tokens=False)
        return text


def _byte_characters() -> dict[int, str]:
    """The character by which byte-level BPE writes each byte: printable ones stand for themselves, the others for those
    from 256 on (Radford et al. 2019).
    """
    printable = {*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + place) for place, byte in enumerate(others)}
