"""The whole model, joined: encoders in, one backbone, heads and codecs out.

N positions, D width. `states` is the picture of ARCHITECTURE.md in code; everything else is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from sensorium.native.backbone import Backbone, shifted
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec
from sensorium.native.config import OmniConfig
from sensorium.native.encoders.audio import SAMPLES_PER_FEATURE, AudioEncoder
from sensorium.native.encoders.letters import Spelling, spelled
from sensorium.native.encoders.views import LINE_STRIDE
from sensorium.native.encoders.vision import VisionEncoder
from sensorium.native.layers.attention import attend_spans
from sensorium.native.tokens.packing import Batch
from sensorium.native.tokens.stream import FeatureKind

LINE_WIDTHS = (16, 32, 64, 96)  # columns
INITIAL_TEMPERATURE = 0.07  # of the contrastive loss (CLIP)


class Omni(nn.Module):
    """Reads and continues streams of every modality."""

    def __init__(self, config: OmniConfig, picture_codec: PictureCodec, sound_codec: SoundCodec) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.vision = VisionEncoder(width=config.vision_width, num_layers=config.vision_layers, out_width=width)
        self.audio = AudioEncoder(width=config.audio_width, num_layers=config.audio_layers, out_width=width)
        self.backbone = Backbone(width=width, num_layers=config.num_layers, depth_width=config.depth_width)
        self.projection = nn.Linear(width, config.embedding_width, bias=False)
        self.log_scale = nn.Parameter(torch.tensor(-np.log(INITIAL_TEMPERATURE), dtype=torch.float32))
        self.picture_codec = picture_codec
        self.sound_codec = sound_codec

    @property
    def device(self) -> torch.device:
        return self.log_scale.device

    def features(self, batch: Batch) -> dict[FeatureKind, Tensor]:
        """Encoded features (sum of counts, D) of each kind of input in a batch."""
        return {kind: self.encode(kind, group.arrays, group.counts) for kind, group in batch.features.items()}

    def states(self, batch: Batch, features: Mapping[FeatureKind, Tensor] | None = None) -> Tensor:
        """States (N, D) of packed sequences; the state at a position predicts the next one of its sequence.

        features: what `features` gave for this batch; None to encode it here.
        """
        features = self.features(batch) if features is None else features
        ids, cues, coordinates = (
            torch.from_numpy(array)[None].to(self.device)
            for array in (batch.inputs, batch.chunk.cues, batch.chunk.coordinates)
        )
        x = self.backbone.embed(ids, cues)
        for kind, seen in features.items():
            rows, places = (
                torch.from_numpy(index).to(self.device)
                for index in (batch.features[kind].rows, batch.features[kind].places)
            )
            x = x.index_copy(1, places, seen[None, rows].to(x.dtype))
        firsts = torch.tensor([start for start, _ in batch.spans], device=self.device)
        attend = attend_spans(batch.spans, self.device)
        return self.backbone(x, shifted(x, firsts), coordinates, attend)[0]  # type: ignore[no-any-return]

    def encode(self, kind: FeatureKind, arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> Tensor:
        """Features of several inputs of one kind, one after another: (sum of counts, D)."""
        if kind == "sound":
            features: Iterable[Tensor] = self._hear(arrays, counts)
        elif kind == "line":
            features = self._lines(arrays, counts)
        elif kind == "frames":
            frames = torch.from_numpy(np.concatenate(arrays))
            return self.vision(kind, self._pixels(frames)).flatten(0, 1)  # type: ignore[no-any-return]
        else:
            return self.vision(kind, self._pixels(torch.from_numpy(np.stack(arrays)))).flatten(0, 1)  # type: ignore[no-any-return]
        return torch.cat([row[:count] for row, count in zip(features, counts, strict=True)])

    @torch.inference_mode()
    def read(self, lines: Sequence[NDArray[np.uint8]]) -> list[Spelling]:
        """What lines of print spell, each (LINE_HEIGHT, W, 3), W a multiple of LINE_STRIDE."""
        counts = [line.shape[1] // LINE_STRIDE for line in lines]
        return [spelled(self.vision.letters(row)) for row in (self._lines(lines, counts) if counts else ())]

    def embeddings(self, states: Tensor) -> Tensor:
        """Unit vectors of states at EMBED positions: (N, D) → (N, embedding width) float32."""
        return F.normalize(self.projection(states).float(), dim=-1)

    def _hear(self, arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> Tensor:
        samples = torch.zeros(len(arrays), max(counts) * SAMPLES_PER_FEATURE)
        for row, array in enumerate(arrays):
            samples[row, : len(array)] = torch.tensor(array)[: samples.shape[1]]
        lengths = torch.tensor(counts, device=self.device)
        return self.audio(samples.to(self.device), lengths)  # type: ignore[no-any-return]

    def _lines(self, arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> list[Tensor]:
        """Lines of similar length are read together, each padded to a length that depends on its own alone, so that
        what it becomes does not depend on its neighbours.
        """
        found: dict[int, Tensor] = {}
        for width, group in groupby(sorted(range(len(counts)), key=lambda i: counts[i]), lambda i: _padded(counts[i])):
            members = list(group)
            lines = torch.zeros(len(members), arrays[0].shape[0], width * LINE_STRIDE, 3, dtype=torch.uint8)
            for row, member in enumerate(members):
                lines[row, :, : arrays[member].shape[1]] = torch.tensor(arrays[member])
            columns = torch.tensor([counts[member] for member in members], device=self.device)
            found |= dict(zip(members, self.vision("line", self._pixels(lines), columns), strict=True))
        return [found[index] for index in range(len(counts))]

    def _pixels(self, pixels: Tensor) -> Tensor:
        """uint8 (N, H, W, 3) → float (N, 3, H, W) in [-1, 1]."""
        return pixels.to(self.device).permute(0, 3, 1, 2).float() / 127.5 - 1.0


def _padded(columns: int) -> int:
    """Columns that a line is padded to: the next of LINE_WIDTHS, or the next multiple of the last."""
    return next((width for width in LINE_WIDTHS if width >= columns), -(-columns // LINE_WIDTHS[-1]) * LINE_WIDTHS[-1])
