"""The whole model, joined: encoders in, one backbone, heads and codecs out.

N positions, D width. `states` is the picture of ARCHITECTURE.md in code; everything else is a part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from sensorium.native.backbone import Backbone, shifted
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec
from sensorium.native.config import OmniConfig
from sensorium.native.encoders.audio import AudioEncoder
from sensorium.native.encoders.ends import Reach, reaches_of
from sensorium.native.encoders.letters import Spelling, spelled
from sensorium.native.encoders.views import GRID, LINE_STRIDE
from sensorium.native.encoders.vision import VisionEncoder, scaled
from sensorium.native.laid import Laid, Media, lay_media, moved
from sensorium.native.layers.attention import Attend, attend_spans
from sensorium.native.layers.norm import rms_norm
from sensorium.native.tokens.stream import FeatureKind

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
        self.place_gain = nn.Parameter(torch.ones(()))
        self.picture_codec = picture_codec
        self.sound_codec = sound_codec

    @property
    def device(self) -> torch.device:
        return self.log_scale.device

    def features(self, batch: Laid) -> dict[FeatureKind, Tensor]:
        """Encoded features (sum of counts, D) of each kind of input in a batch."""
        return {kind: self.perceive(kind, seen.media) for kind, seen in batch.seen.items()}

    def states(
        self,
        batch: Laid,
        features: Mapping[FeatureKind, Tensor] | None = None,
        watch: Callable[[Attend], Attend] = lambda attend: attend,
    ) -> Tensor:
        """States (N, D) of packed sequences; the state at a position predicts the next one of its sequence.

        batch: on the model's device. features: what `features` gave for it; None to encode it here. watch: wraps
        attention.
        """
        features = self.features(batch) if features is None else features
        x = self.backbone.embed(batch.inputs, batch.cues)
        for kind, encoded in features.items():
            seen = batch.seen[kind]
            placed = self.placed(encoded.index_select(0, seen.rows), batch.cues[0].index_select(0, seen.places))
            x = x.index_copy(1, seen.places, placed[None].to(x.dtype))
        attend = watch(attend_spans(batch.gathers))
        return self.backbone(x, shifted(x, batch.firsts), batch.coordinates, attend).squeeze(0)  # type: ignore[no-any-return]

    def placed(self, features: Tensor, cues: Tensor) -> Tensor:
        """Features (F, D) as the backbone gets them: of one length, with the place (F, NUM_CUES) where each stands.

        Rotary positions tell only how far two positions lie apart; where in a picture a thing is needs to be said.
        """
        return rms_norm(features) + self.place_gain * self.backbone.cued(cues[None])[0]

    def encode(self, kind: FeatureKind, arrays: Sequence[NDArray[np.generic]], counts: Sequence[int]) -> Tensor:
        """Features of several inputs of one kind, one after another: (sum of counts, D)."""
        return self.perceive(kind, moved(lay_media(kind, arrays, counts), lambda part: part.to(self.device)))

    def perceive(self, kind: FeatureKind, media: Media) -> Tensor:
        """Features of media on the model's device: (F, D)."""
        if kind == "sound":
            encoded = [self.audio(*both) for both in zip(media.blocks, media.valid, strict=True)]
        elif kind == "line":
            lines = zip(media.blocks, media.valid, strict=True)
            encoded = [self.vision(kind, scaled(block), columns) for block, columns in lines]
        else:
            return self.vision(kind, scaled(media.blocks[0])).flatten(0, 1)  # type: ignore[no-any-return]
        return torch.cat([block.flatten(0, 1) for block in encoded]).index_select(0, media.order)

    @torch.inference_mode()
    def read(self, lines: Sequence[NDArray[np.uint8]]) -> list[Spelling]:
        """What lines of print spell, each (LINE_HEIGHT, W, 3), W a multiple of LINE_STRIDE."""
        if not lines:
            return []
        counts = [line.shape[1] // LINE_STRIDE for line in lines]
        return [spelled(self.vision.letters(row)) for row in self.encode("line", lines, counts).split(counts)]

    @torch.inference_mode()
    def measure(self, view: NDArray[np.uint8]) -> list[Reach]:
        """Where values end in a detailed view (DETAIL_SIDE, DETAIL_SIDE, 3)."""
        features = self.encode("detail", [view], [GRID * GRID])
        return reaches_of(self.vision.ends(features)[:, 0].float(), self.vision.placed(features).float())

    def embeddings(self, states: Tensor) -> Tensor:
        """Unit vectors of states at EMBED positions: (N, D) → (N, embedding width) float32."""
        return F.normalize(self.projection(states).float(), dim=-1)
