"""Printed folk tunes as pieces: O'Neill, Ryan and Aird, from the set `folk_tunes` where it lies beside the project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from numpy.random import Generator

from sensorium.errors import InvalidInput
from sensorium.media.scores.reading import read_tune
from sensorium.media.scores.tune import Bar, Note, Tune
from sensorium.native.codecs.score import KINDS, METRES_OF_KIND, transpose
from sensorium.native.codecs.score.canonical import tokens_of
from sensorium.native.worlds.example import Split
from sensorium.native.worlds.sets import folder as sets
from sensorium.native.worlds.tunes.copies import KnownTurns, steps_of
from sensorium.native.worlds.tunes.piece import Piece, piece_of
from sensorium.native.worlds.tunes.styles import TONICS

SET = "folk_tunes"
TRANSPOSED_SHARE = 0.5
ATTEMPTS = 8
BUSY_JIG, BUSY_REEL = 4.2, 6.2  # notes in a bar from which an unnamed tune is a dance
KNOWN_SHARE = 0.2  # of the turns of a tune, from which it is one of training under another title
DOTTED_SHARE = 0.3  # of notes in broken rhythm, from which a fast tune is a hornpipe
_ALIASES = {"slipjig": "slip jig", "highland fling": "fling", "quick step": "quickstep", "quick march": "march"}


def abc_of(row: Mapping[str, Any]) -> str:
    """One row of the set as a whole ABC text."""
    fields = {"T": row["title"], "M": row["meter"], "L": row["unit"], "Q": row["tempo"], "K": row["key"]}
    head = "".join(f"{name}:{text}\n" for name, text in fields.items() if text)
    return f"X:1\n{head}{row['abc']}\n"


def kind_of(row: Mapping[str, Any], tune: Tune) -> str:
    """The kind as the row or its title names it, else as the tune moves."""
    metre = f"{tune.metre[0]}/{tune.metre[1]}"
    words = " ".join([row["rhythm"], row["title"], *row["other_titles"]]).lower()
    for alias, kind in _ALIASES.items():
        words = words.replace(alias, kind)
    named = [
        kind
        for kind in KINDS
        if re.search(rf"\b{kind}\b", words) and (metre in METRES_OF_KIND[kind] or (kind, metre) == ("hornpipe", "2/2"))
    ]
    return max(named, key=len) if named else _kind_by_movement(tune, metre)


def _kind_by_movement(tune: Tune, metre: str) -> str:
    notes = [element for element in tune.voices[0] if isinstance(element, Note) and element.pitches]
    busy = len(notes) / max(1, sum(isinstance(element, Bar) for element in tune.voices[0]))
    if metre in ("9/8", "12/8"):
        return {"9/8": "slip jig", "12/8": "slide"}[metre]
    if metre == "6/8":
        return "jig" if busy >= BUSY_JIG else "air"
    if metre in ("4/4", "2/2") and busy >= BUSY_REEL:
        dotted = sum(note.duration.numerator == 3 for note in notes) / len(notes)
        return "hornpipe" if dotted > DOTTED_SHARE / 2 else "reel"
    return "air" if metre == "3/4" else "tune"


def _untaught(folder: Path) -> tuple[sets.Row, ...]:
    """Rows of the test split that training has under no other title: tunes wander, and books share them."""
    known = KnownTurns(_steps(row) for row in sets.rows(folder, SET, "train"))
    return tuple(row for row in sets.rows(folder, SET, "test") if known.share(_steps(row)) < KNOWN_SHARE)


def _steps(row: Mapping[str, Any]) -> list[int]:
    return steps_of(abc_of(row))


class PrintedTunes:
    """The pieces of one split of the set in `folder`; each is encoded when it is first drawn.

    Rows whose bars do not add up are passed over. Pieces for training stay clear of held-out pairs of kind and key,
    those for tests of tunes that training has under another title.
    """

    def __init__(self, folder: Path, split: Split) -> None:
        """Raises `InvalidInput` where the set has no tune of the split."""
        self.split = split
        self._rows = sets.rows(folder, SET, split) if split == "train" else _untaught(folder)
        if not self._rows:
            raise InvalidInput(f"the set {SET} here has no tune of the split {split}", code="data_not_found")
        self._pieces: dict[int, Piece | None] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def piece(self, index: int) -> Piece | None:
        """The whole tune of a row, in its own key; None when it cannot be expressed in score tokens."""
        if index not in self._pieces:
            self._pieces[index] = self._read(self._rows[index])
        return self._pieces[index]

    def draw(self, rng: Generator) -> Piece:
        """A tune, cut after some of its parts; in training half of them in another key."""
        while True:
            piece = self.piece(int(rng.integers(len(self))))
            if piece is None:
                continue
            piece = piece.first_parts(int(rng.integers(1, piece.num_parts + 1)))
            if self.split == "test":
                return piece
            moved = self._moved(piece, rng)
            if moved is not None:
                return moved

    @staticmethod
    def _moved(piece: Piece, rng: Generator) -> Piece | None:
        """The piece in its own or another key, so that its pair of kind and key is for training; None if none fits."""
        tonics = TONICS.get(piece.heading["mode"], ())
        if not piece.is_held_out and (not tonics or rng.random() >= TRANSPOSED_SHARE):
            return piece
        for _ in range(ATTEMPTS if tonics else 0):
            tokens = transpose(piece.tokens, tonics[int(rng.integers(len(tonics)))])
            if tokens is not None and not (moved := Piece(tuple(tokens), piece.title)).is_held_out:
                return moved
        return None

    @staticmethod
    def _read(row: Mapping[str, Any]) -> Piece | None:
        try:
            tune = read_tune(abc_of(row))
            return piece_of(tokens_of(replace(tune, kind=kind_of(row, tune))), row["title"])
        except InvalidInput:
            return None  # printed with a bar too long or a key out of use; the share is in the tests
