"""The kinds of output that can be asked for."""

from typing import Literal, TypeAlias

Modality: TypeAlias = Literal["text", "image", "speech", "sound", "music", "video"]
