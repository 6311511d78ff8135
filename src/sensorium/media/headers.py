"""What pictures declare about themselves, read from their bytes before any decoder allocates for it."""

from __future__ import annotations

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits

_GIF_SCREEN_BYTES = 13
_GIF_IMAGE_BYTES = 9
_HAS_PALETTE = 0x80


def judge_size(width: int, height: int, limits: Limits) -> None:
    """Raise `TooLarge(code="image_too_large")` for more pixels than allowed."""
    if width * height > limits.image_pixels:
        raise TooLarge(
            f"The picture of {width} × {height} pixels is too large; make it smaller", limit=limits.image_pixels,
            got=width * height, unit="pixels", code="image_too_large",
        )  # fmt: skip


def judge_frames(num_frames: int, limits: Limits) -> None:
    """Raise `TooLarge(code="too_many_frames")` for more frames than allowed."""
    if num_frames > limits.image_frames:
        raise TooLarge(
            "The animation has too many frames; cut it", limit=limits.image_frames, got=num_frames, unit="frames",
            code="too_many_frames",
        )  # fmt: skip


def webp_size(data: bytes) -> tuple[int, int]:
    """Canvas width and height (RFC 9649). Pillow's decoder allocates the canvas as soon as it is opened."""
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8X" and len(body) == 10:
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise InvalidInput("The WebP file has no picture; give an intact one.", code="invalid_image")


def judge_gif(data: bytes, limits: Limits) -> int:
    """Number of frames; it and each frame's extent are judged while walking the blocks (GIF89a), no pixel is read."""
    width, height = _pair(data, 6)
    judge_size(width, height, limits)
    place = _GIF_SCREEN_BYTES + _palette_bytes(data, 10)
    num_frames = 0
    while place < len(data):
        block = data[place]
        if block == 0x2C:  # an image
            num_frames += 1
            judge_frames(num_frames, limits)
            (left, top), (frame_width, frame_height) = _pair(data, place + 1), _pair(data, place + 5)
            judge_size(max(width, left + frame_width), max(height, top + frame_height), limits)
            palette_bytes = _palette_bytes(data, place + _GIF_IMAGE_BYTES)
            place = _after_sub_blocks(data, place + 1 + _GIF_IMAGE_BYTES + palette_bytes + 1)
        elif block == 0x21:  # an extension
            place = _after_sub_blocks(data, place + 2)
        elif block == 0x3B:  # the end
            break
        else:
            place += 1
    return num_frames


def _pair(data: bytes, place: int) -> tuple[int, int]:
    return int.from_bytes(data[place : place + 2], "little"), int.from_bytes(data[place + 2 : place + 4], "little")


def _palette_bytes(data: bytes, place: int) -> int:
    flags = data[place] if place < len(data) else 0
    return 3 << (flags & 7) + 1 if flags & _HAS_PALETTE else 0


def _after_sub_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1
