"""The size of the model: one dial (`pico`, `small`, `base`, `large`) sets every width and depth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from sensorium.errors import InvalidInput


@dataclass(frozen=True, kw_only=True)
class OmniConfig:
    """Widths are multiples of the attention head (64)."""

    width: int
    num_layers: int
    depth_width: int
    vision_width: int
    vision_layers: int
    audio_width: int
    audio_layers: int
    embedding_width: int
    context: int = 1536  # positions of one request with its reply

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> OmniConfig:
        """Unknown or missing keys are an error."""
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(values) - known):
            raise InvalidInput(f"config has unknown keys: {', '.join(unknown)}; known are: {', '.join(sorted(known))}")
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


SIZES: dict[str, OmniConfig] = {
    "nano": OmniConfig(
        width=64,
        num_layers=2,
        depth_width=64,
        vision_width=64,
        vision_layers=1,
        audio_width=64,
        audio_layers=1,
        embedding_width=32,
    ),
    "pico": OmniConfig(
        width=256,
        num_layers=6,
        depth_width=256,
        vision_width=192,
        vision_layers=4,
        audio_width=192,
        audio_layers=4,
        embedding_width=128,
    ),
    "small": OmniConfig(
        width=320,
        num_layers=7,
        depth_width=256,
        vision_width=256,
        vision_layers=4,
        audio_width=192,
        audio_layers=4,
        embedding_width=128,
    ),
    "base": OmniConfig(
        width=384,
        num_layers=8,
        depth_width=256,
        vision_width=256,
        vision_layers=6,
        audio_width=256,
        audio_layers=6,
        embedding_width=192,
    ),
    "large": OmniConfig(
        width=1024,
        num_layers=24,
        depth_width=512,
        vision_width=768,
        vision_layers=12,
        audio_width=768,
        audio_layers=12,
        embedding_width=512,
        context=4096,
    ),
}
