"""The values that cross every boundary: frozen, arrays with units, no weights and no formats inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Modality: TypeAlias = Literal["text", "image", "speech", "sound", "music", "video"]


@dataclass(frozen=True, eq=False)
class Text:
    """Words. A plain `str` is accepted wherever a part is."""

    text: str


@dataclass(frozen=True, eq=False)
class Image:
    """One picture: `pixels` uint8, shape = (height, width, 3), sRGB, row 0 at the top."""

    pixels: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Audio:
    """Sound: `samples` float32 in [-1, 1], shape = (channels, time), at `sample_rate_hz`.

    `transcript` holds the words when the maker knows them (synthesised speech), else None.
    """

    samples: NDArray[np.float32]
    sample_rate_hz: int
    transcript: str | None = None


@dataclass(frozen=True, eq=False)
class Video:
    """Frames uint8, shape = (frames, height, width, 3), shown at `times_s` (ascending, starts at 0)."""

    frames: NDArray[np.uint8]
    times_s: NDArray[np.float64]
    duration_s: float
    soundtrack: Audio | None = None


@dataclass(frozen=True, eq=False)
class Music:
    """A score in ABC notation (one tune, standard 2.1). It is played by a synthesizer, not recorded."""

    abc: str


@dataclass(frozen=True, eq=False)
class Page:
    """One page: its text layer ('' when it has none), its picture, its size in points (1/72 inch)."""

    text: str
    picture: Image
    width_pt: float
    height_pt: float


@dataclass(frozen=True, eq=False)
class Document:
    """Pages in order."""

    pages: tuple[Page, ...]
    title: str = ""


Part: TypeAlias = Text | Image | Audio | Video | Music | Document


@dataclass(frozen=True, eq=False)
class Message:
    """One turn: who speaks and the parts they say."""

    role: Literal["system", "user", "assistant"]
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens (backbone positions) by modality, read and written."""

    prompt: Mapping[str, int]
    completion: Mapping[str, int]


@dataclass(frozen=True, eq=False, kw_only=True)
class Reply:
    """What a model answered: parts in the order they were made, usage, and every effective setting."""

    parts: tuple[Part, ...]
    usage: Usage
    model: str
    settings: Mapping[str, Any] = field(default_factory=dict)
