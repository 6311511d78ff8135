"""What pictures declare about themselves, read from their bytes before any decoder allocates or works for it.

Sizes and frames, and how many parts a file is made of: a part costs a decoder time however small it is.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits

MOST_PARTS: Final = 50_000  # chunks of PNG, segments of JPEG, extensions of GIF, tags of TIFF
MOST_BLOCKS: Final = 500_000  # of a GIF: a file of the largest size, in blocks of the usual 255 bytes, has half as many
MOST_STRIPS: Final = 100_000  # of a TIFF; the smallest that are usual are single rows
MOST_SWEEPS: Final = 20  # over a JPEG of the largest size; a smaller one may be sent in more scans

Order: TypeAlias = Literal["little", "big"]
_GIF_SCREEN_BYTES = 13
_GIF_IMAGE_BYTES = 9
_HAS_PALETTE = 0x80
# What stands in a JPEG between two parts: fill bytes and a marker that is not within the data of a scan (ITU T.81, B).
_JPEG_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9
_JPEG_BARE = (0x01, 0xD8)  # markers without a length
_TIFF_COUNTED = (273, 324)  # where strips and tiles begin


def judge(data: bytes, media_type: str, limits: Limits) -> int | None:
    """Number of frames, where a format tells without decoding. Raises `TooLarge` as below, `InvalidInput`."""
    match media_type:
        case "image/gif":
            return judge_gif(data, limits)
        case "image/jpeg":
            return judge_jpeg(data, limits)
        case "image/png":
            judge_png(data, limits)
        case "image/tiff":
            return judge_tiff(data, limits)
        case "image/webp":
            judge_size(*webp_size(data), limits)
    return None


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


def _judge_parts(got: int, limit: int = MOST_PARTS, unit: str = "parts") -> None:
    """Raise `TooLarge(code="image_too_complex")`."""
    if got > limit:
        what = "The picture's file is made of too many parts; save it anew"
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="image_too_complex")


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


def judge_png(data: bytes, limits: Limits) -> None:
    """Size, frames and chunks (PNG, third edition), up to the end mark."""
    if data[12:16] == b"IHDR":
        judge_size(int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"), limits)
    place, num_chunks = 8, 0
    while place + 8 <= len(data):
        kind = data[place + 4 : place + 8]
        if kind == b"acTL":
            judge_frames(int.from_bytes(data[place + 8 : place + 12], "big"), limits)
        if kind == b"IEND":
            break
        num_chunks += 1
        _judge_parts(num_chunks)
        place += 12 + int.from_bytes(data[place : place + 4], "big")


def judge_jpeg(data: bytes, limits: Limits) -> int:
    """Size, segments and scans (ITU T.81, annex B) of the one picture that is shown: further ones behind its end are
    previews, depth and the like. Each scan of a progressive picture sweeps over all of it, and may be some bytes long.
    """
    place = num_segments = num_scans = pixels = 0
    while (found := _JPEG_MARKER.search(data, place)) is not None and found[1][0] != _JPEG_END:
        kind, place = found[1][0], found.end()
        num_segments += 1
        _judge_parts(num_segments)
        if kind in _JPEG_FRAMES:
            height, width = _pair(data, place + 3, "big")
            judge_size(width, height, limits)
            pixels = max(pixels, width * height)
        num_scans += kind == _JPEG_SCAN
        _judge_parts(num_scans * pixels, MOST_SWEEPS * limits.image_pixels, "pixels of all scans")
        if kind not in _JPEG_BARE:
            place += max(2, int.from_bytes(data[place : place + 2], "big"))
    return 1


def judge_tiff(data: bytes, limits: Limits) -> int:
    """Number of pages; it, tags and strips are judged along the chain of directories (TIFF 6.0)."""
    order: Order = "little" if data[:2] == b"II" else "big"
    place, num_tags, seen = int.from_bytes(data[4:8], order), 0, set[int]()
    while place and place not in seen and place + 2 <= len(data):
        seen.add(place)
        judge_frames(len(seen), limits)
        count = int.from_bytes(data[place : place + 2], order)
        end = place + 2 + 12 * count
        tags = range(place + 2, min(end, len(data)), 12)
        num_tags += len(tags)
        _judge_parts(num_tags)
        for tag in tags:
            if int.from_bytes(data[tag : tag + 2], order) in _TIFF_COUNTED:
                _judge_parts(int.from_bytes(data[tag + 4 : tag + 8], order), MOST_STRIPS, "strips")
        place = int.from_bytes(data[end : end + 4], order)
    return max(1, len(seen))


def judge_gif(data: bytes, limits: Limits) -> int:
    """Number of frames; it, each frame's extent and all blocks are judged while walking them (GIF89a), no pixel is
    read.
    """
    width, height = _pair(data, 6)
    judge_size(width, height, limits)
    place = _GIF_SCREEN_BYTES + _palette_bytes(data, 10)
    num_frames = num_parts = 0
    blocks = _Blocks(data)
    while place < len(data):
        block = data[place]
        num_parts += 1
        _judge_parts(num_parts)
        if block == 0x2C:  # an image
            num_frames += 1
            judge_frames(num_frames, limits)
            (left, top), (frame_width, frame_height) = _pair(data, place + 1), _pair(data, place + 5)
            judge_size(max(width, left + frame_width), max(height, top + frame_height), limits)
            palette_bytes = _palette_bytes(data, place + _GIF_IMAGE_BYTES)
            place = blocks.after(place + 1 + _GIF_IMAGE_BYTES + palette_bytes + 1)
        elif block == 0x21:  # an extension
            place = blocks.after(place + 2)
        elif block == 0x3B:  # the end
            break
        else:
            place += 1
    return num_frames


class _Blocks:
    """The blocks that data of a GIF are cut into, all of them counted."""

    def __init__(self, data: bytes) -> None:
        self._data, self._num_blocks = data, 0

    def after(self, place: int) -> int:
        """Past the blocks that begin at a place. Raises `TooLarge(code="image_too_complex")`."""
        data = self._data
        while place < len(data) and data[place]:
            place += 1 + data[place]
            self._num_blocks += 1
            if self._num_blocks > MOST_BLOCKS:
                _judge_parts(self._num_blocks, MOST_BLOCKS, "blocks")
        return place + 1


def _pair(data: bytes, place: int, order: Order = "little") -> tuple[int, int]:
    return int.from_bytes(data[place : place + 2], order), int.from_bytes(data[place + 2 : place + 4], order)


def _palette_bytes(data: bytes, place: int) -> int:
    flags = data[place] if place < len(data) else 0
    return 3 << (flags & 7) + 1 if flags & _HAS_PALETTE else 0
