"""What a client says that a file is, in the words of the API ('wav', 'mp3', 'pcm16'). Bytes that say it themselves are
believed, and a note tells; raw samples cannot say it.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Mapping

from sensorium.errors import InvalidInput
from sensorium.surfaces.server.outputs import PCM_RATE_HZ

RAW = frozenset({"pcm16", "pcm"})
SAMPLE_BYTES = 2
_TYPES: Mapping[str, tuple[str, ...]] = {
    "mp3": ("audio/mpeg",),
    "mpga": ("audio/mpeg",),
    "m4a": ("audio/mp4",),
    "mp4": ("audio/mp4", "video/mp4"),
    "opus": ("audio/ogg", "video/webm"),
    "oga": ("audio/ogg",),
    "jpg": ("image/jpeg",),
    "mov": ("video/quicktime",),
    "mkv": ("video/x-matroska",),
}
"""Where the type of a format is not called like it."""
_HEADS = (b"RIFF", b"RF64", b"fLaC", b"OggS", b"ID3", b"\x1a\x45\xdf\xa3")
_FAMILY = b"ftyp"  # which files of the family of MP4 have behind four bytes


def notes(declared: str | None, media_type: str) -> tuple[str, ...]:
    """What deserves a mention: that a file of a media type was called something else."""
    if not declared or _is(declared.strip().lower(), media_type):
        return ()
    return (f"declared as {declared[:80]}, is {media_type}",)


def is_raw(declared: str | None, data: bytes) -> bool:
    """Whether bytes are samples without a head: they are called so, and begin like no file of sound."""
    named_so = declared is not None and declared.strip().lower() in RAW
    return named_so and not data.startswith(_HEADS) and data[4:8] != _FAMILY


def as_wav(samples: bytes) -> bytes:
    """Raw little-endian 16-bit mono at 24 kHz, as the API has it, as a file (RIFF WAVE).

    Raises `InvalidInput(code="invalid_audio")` where they end in the middle of a sample, `code="empty_file"` for none.
    """
    if not samples:
        raise InvalidInput("the sound has no samples", code="empty_file")
    if len(samples) % SAMPLE_BYTES:
        what = f"pcm16 has {SAMPLE_BYTES} bytes a sample, and {len(samples)} bytes end in the middle of one"
        raise InvalidInput(f"{what}: send whole samples", code="invalid_audio")
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setparams((1, SAMPLE_BYTES, PCM_RATE_HZ, len(samples) // SAMPLE_BYTES, "NONE", ""))
        file.writeframesraw(samples)
    return whole.getvalue()


def _is(declared: str, media_type: str) -> bool:
    return media_type in _TYPES.get(declared, ()) or declared in (media_type, media_type.partition("/")[2])
