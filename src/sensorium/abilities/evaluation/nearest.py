"""What a model made beside the nearest thing that it was trained on: whether it makes or copies.

Nearness is that of small pictures, of spectrograms of one length, and of melodies in any key; the training examples
are a sample, drawn from the same world and task.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.content import Audio, Image, Music, Part, Video
from sensorium.errors import InvalidInput
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.layers.spectrogram import LogMel
from sensorium.native.train.sources import Worlds
from sensorium.native.worlds.example import Example, Utterance
from sensorium.native.worlds.tunes import TuneIndex

NUM_KNOWN = 300  # training examples that are compared
PATIENCE = 100  # draws for each
SIDE_PX, FRAMES, COLUMNS = 24, 4, 48  # of what is compared
RATE_HZ = 16_000
KINDS = (Image, Video, Audio, Music)


@dataclass(frozen=True, eq=False)
class Neighbour:
    """A part of a training example. distance: 0 is a copy; of tunes the share of steps that differ, of all else the
    root of the mean squared difference, in units of the values' own spread.
    """

    part: Part
    distance: float


class Known:
    """Media of the replies of training examples."""

    def __init__(self, media: Sequence[Part]) -> None:
        self._media = list(media)
        self._vectors: dict[type, tuple[list[Part], NDArray[np.float32]]] = {}

    @classmethod
    def of(cls, worlds: Worlds, world: str, task: str) -> Known:
        """A sample of a task of a world; empty where the world holds no training examples here."""
        source = worlds.find(world)
        if source is None:
            return cls([])
        try:
            drawn = islice(source.examples(np.random.default_rng(0), "train"), PATIENCE * NUM_KNOWN)
            examples = list(islice((one for one in drawn if one.task == task), NUM_KNOWN))
        except (ValueError, InvalidInput):  # speech of the other split alone was opened
            return cls([])
        return cls([part for example in examples for part in made(example)])

    def nearest(self, part: Part) -> Neighbour | None:
        """The nearest of the same kind; None where there is none."""
        kind = next((kind for kind in KINDS if isinstance(part, kind)), None)
        if kind is None or not (same := [one for one in self._media if isinstance(one, kind)]):
            return None
        if isinstance(part, Music):
            try:
                found = self._tunes.nearest(ScoreCodec().encode(part.abc))
            except InvalidInput:  # no tune
                return None
            return Neighbour(same[found.place], found.distance) if found.place >= 0 else None
        if kind not in self._vectors:
            self._vectors[kind] = [*same], np.stack([vector_of(one) for one in same])
        parts, vectors = self._vectors[kind]
        distances = np.sqrt(((vectors - vector_of(part)) ** 2).mean(1)) / max(1e-6, float(vectors.std()))
        best = int(distances.argmin())
        return Neighbour(parts[best], float(distances[best]))

    @cached_property
    def _tunes(self) -> TuneIndex:
        codec = ScoreCodec()
        return TuneIndex([codec.encode(one.abc) for one in self._media if isinstance(one, Music)])


def made(example: Example) -> list[Part]:
    """Media of an example's reply."""
    parts = (part.audio if isinstance(part, Utterance) else part for part in example.reply)
    return [part for part in parts if isinstance(part, KINDS)]


def vector_of(part: Part) -> NDArray[np.float32]:
    """What is compared of a picture, a clip or a sound, always of one length for its kind."""
    match part:
        case Image():
            return _small(part.pixels)
        case Video():
            places = np.linspace(0, len(part.frames) - 1, FRAMES).round().astype(int)
            return np.concatenate([_small(part.frames[place]) for place in places])
        case Audio():
            ear, samples = LogMel(), torch.tensor(part.mono().resampled(RATE_HZ).samples)
            too_short = max(0, ear.hop - samples.shape[1])  # for one frame
            bands = ear(torch.nn.functional.pad(samples, (0, too_short)))[0].numpy()
            places = np.linspace(0, bands.shape[1] - 1, COLUMNS).round().astype(int)
            flat: NDArray[np.float32] = bands[:, places].ravel()
            return flat
        case _:
            raise InvalidInput(f"a {type(part).__name__} has no vector here: give a picture, a clip or a sound")


def _small(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    small = Pillow.fromarray(pixels).resize((SIDE_PX, SIDE_PX), Pillow.Resampling.BOX)
    shares: NDArray[np.float32] = np.asarray(small, np.float32).ravel() / np.float32(255)
    return shares
