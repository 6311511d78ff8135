"""Tunes as a world: a request in words and a tune that answers it, composed by rule or printed long ago."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np

from sensorium.content import Music
from sensorium.media.scores.playing import usual_quarter_bpm
from sensorium.media.scores.tune import Key
from sensorium.native.codecs.score.canonical import tokens_of
from sensorium.native.codecs.score.table import TEMPOS
from sensorium.native.worlds import phrases
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.sets.folder import present
from sensorium.native.worlds.tunes.composer import compose
from sensorium.native.worlds.tunes.piece import Piece, pair_is_held_out, piece_of
from sensorium.native.worlds.tunes.printed import SET, PrintedTunes
from sensorium.native.worlds.tunes.styles import STYLES, TONICS
from sensorium.native.worlds.tunes.wording import description, request

PRINTED_SHARE = 0.6  # where the set is there
TWO_PARTS_SHARE = 0.6  # of composed tunes; the others have eight bars
REPEATED_SHARE = 0.85
DESCRIBED_SHARE = 0.2  # of examples in which the tune is given
CALM_KINDS = ("air", "lament")  # never lively
TEMPO_SHARES = {"slow": 0.15, "steady": 0.65, "lively": 0.2}


class Tunes:
    """Examples of the tasks `compose` and `describe_tune`. With `folder`, of real sets, printed tunes are among them.

    `truth` holds `kind`, `key` (`D major`), `metre`, `tempo`, `bars`, `title`, and `asked`: what the prompt names.
    Test examples have titles, or pairs of kind and key, that are never trained on.
    """

    def __init__(self, folder: Path | None = None, *, printed_share: float = PRINTED_SHARE) -> None:
        self.folder = folder if SET in present(folder) else None
        self.printed_share = printed_share if self.folder else 0.0
        self._printed = lru_cache(maxsize=2)(self._open)

    def _open(self, split: Split) -> PrintedTunes:
        assert self.folder is not None
        return PrintedTunes(self.folder, split)

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end; equal `rng` state, equal examples."""
        while True:
            yield self.example(rng, split)

    def example(self, rng: np.random.Generator, split: Split) -> Example:
        """One request and its tune, or a tune and what it is."""
        piece = self.piece(rng, split)
        if rng.random() < DESCRIBED_SHARE:
            return _described(piece, rng, split)
        asked = request(piece, split, rng)
        prompt = phrases.ask("compose", split, rng, tune=asked.text)
        truth = {
            "kind": piece.kind,
            "key": piece.key,
            "metre": piece.metre,
            "tempo": piece.heading["tempo"],
            "bars": piece.num_bars,
            "title": piece.title,
            "asked": dict(asked.asked),
        }
        return Example(task="compose", prompt=(prompt,), reply=(Music(piece.abc),), truth=truth)

    def piece(self, rng: np.random.Generator, split: Split) -> Piece:
        """A tune of the split without words, for what else needs music (a film's, an answer's)."""
        if rng.random() < self.printed_share:
            return self._printed(split).draw(rng)
        return composed(rng, split)

    def corpus(self) -> list[Piece]:
        """All printed tunes of the training split, to measure how near a new tune comes to one of them."""
        if self.folder is None:
            return []
        printed = self._printed("train")
        return [piece for index in range(len(printed)) if (piece := printed.piece(index)) is not None]


def _described(piece: Piece, rng: np.random.Generator, split: Split) -> Example:
    """A tune → 'a jig in D major, 6/8'."""
    answer = description(piece)
    prompt = (Music(piece.abc), phrases.ask("describe_tune", split, rng))
    truth = {"kind": piece.kind, "key": piece.key, "metre": piece.metre, "answer": answer}
    return Example(task="describe_tune", prompt=prompt, reply=(answer,), truth=truth)


def composed(rng: np.random.Generator, split: Split) -> Piece:
    """A tune composed by rule, of a kind and key that belong to the split."""
    kinds = [kind for kind in STYLES if split == "train" or kind != "tune"]  # plain tunes are never held out
    kind = kinds[int(rng.integers(len(kinds)))]
    style = STYLES[kind][int(rng.integers(len(STYLES[kind])))]
    while True:
        mode = style.modes[int(rng.integers(len(style.modes)))]
        key = Key(TONICS[mode][int(rng.integers(len(TONICS[mode])))], mode)
        if pair_is_held_out(kind, str(key)) == (split == "test"):
            break
    tempo = str(rng.choice(list(TEMPO_SHARES), p=list(TEMPO_SHARES.values())))
    tempo = "steady" if tempo == "lively" and kind in CALM_KINDS else tempo
    tune = compose(
        rng,
        kind=kind,
        style=style,
        key=key,
        quarter_bpm=usual_quarter_bpm(kind) * TEMPOS[tempo],
        num_parts=1 + int(rng.random() < TWO_PARTS_SHARE),
        repeated=bool(rng.random() < REPEATED_SHARE),
    )
    return piece_of(tokens_of(tune))
