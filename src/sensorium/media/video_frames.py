"""Frames of a film by time: an index made without decoding, and a reader that decodes only what is needed.

Packets are listed once with their times, which costs next to nothing; a wanted frame is then decoded from the key
frame before it, leaving out B-frames that nobody refers to, except those that are wanted. The pixels are exactly those
of a decode from the beginning. Runs inside the decoding process.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

TICK_TOLERANCE_S = 1e-6  # a wanted time that falls on a frame's start by rounding belongs to that frame
SKIPPABLE_CODECS = ("h264", "hevc")  # their B-frames can be left out without changing any other frame
_HD_HEIGHT = 720  # from here on, films that name no colour matrix are BT.709, below BT.601
_UNSPECIFIED_MATRIX = 2


@dataclass(frozen=True, eq=False, kw_only=True, slots=True)
class FrameIndex:
    """Packets of the moving picture in file order, and the times at which its frames are shown."""

    packets: list[Packet[Any]]
    keys: list[tuple[int, int]]  # (time in ticks, position in `packets`) of key frames, ascending
    pts: list[int]  # of the frames that are shown, in ticks, ascending
    tick_s: float
    duration_s: float

    @classmethod
    def of(cls, stream: VideoStream, packets: list[Packet[Any]], declared_s: float | None) -> FrameIndex:
        """Raises `InvalidInput(code="invalid_media")` when no frame can be shown."""
        timed = [(packet.pts, at, packet) for at, packet in enumerate(packets) if packet.pts is not None]
        shown = sorted((pts, packet.duration or 0) for pts, _, packet in timed if not packet.is_discard)
        keys = sorted((pts, at) for pts, at, packet in timed if packet.is_keyframe)
        if not shown or not keys or stream.time_base is None:
            raise InvalidInput("The film holds no frame that can be shown; give an intact file.", code="invalid_media")
        tick_s, pts = float(stream.time_base), sorted({at for at, _ in shown})
        duration_s = (pts[-1] + shown[-1][1] - pts[0]) * tick_s
        if shown[-1][1] == 0:  # some WebM files do not say how long the last frame stays
            typical_s = float(np.median(np.diff(pts))) * tick_s if len(pts) > 1 else 0.0
            duration_s = max(declared_s or 0.0, duration_s + typical_s)
        return cls(packets=packets, keys=keys, pts=pts, tick_s=tick_s, duration_s=duration_s)

    def seconds(self, pts: int) -> float:
        """Ticks → seconds since the first frame."""
        return (pts - self.pts[0]) * self.tick_s

    def shown_at(self, time_s: float) -> int:
        """The frame on screen at `time_s`, as its time in ticks."""
        ticks = self.pts[0] + int((time_s + TICK_TOLERANCE_S) / self.tick_s)
        return self.pts[max(0, bisect_right(self.pts, ticks) - 1)]

    def key_position(self, pts: int) -> int:
        """Where in `packets` to begin in order to decode the frame shown at `pts`."""
        return self.keys[max(0, bisect_right(self.keys, (pts, len(self.packets))) - 1)][1]


class FrameReader:
    """Decodes the frames shown at `wanted` (ascending, in ticks), each once."""

    def __init__(self, stream: VideoStream, index: FrameIndex, wanted: Collection[int]) -> None:
        self._context, self._index, self._wanted = stream.codec_context, index, wanted
        every_frame = len(wanted) == len(index.pts)
        self._may_skip = self._context.codec.name in SKIPPABLE_CODECS and not every_frame
        self._position = 0
        self._ready: deque[VideoFrame] = deque()
        self._last: VideoFrame | None = None
        self._drained = False

    def __iter__(self) -> Iterator[VideoFrame]:
        return (self._frame_at(pts) for pts in self._wanted)

    def _frame_at(self, pts: int) -> VideoFrame:
        """The frame shown at `pts`; where it is missing or damaged, the last one before it, or else the next."""
        self._jump(pts)
        while self._last is None or self._last.pts is None or self._last.pts < pts:
            if not self._ready and not self._feed():
                break
            if not self._ready:
                continue
            if self._last is not None and self._ready[0].pts > pts:  # type: ignore[operator]
                break
            self._last = self._ready.popleft()
        if self._last is None:
            raise InvalidInput("No frame of the film can be decoded; give an intact file.", code="invalid_media")
        return self._last

    def _jump(self, pts: int) -> None:
        """Leave out everything up to the key frame before `pts`, if that lies ahead."""
        start = self._index.key_position(pts)
        if start <= self._position:
            return
        if self._position:
            self._context.flush_buffers()
        self._position, self._last = start, None
        self._ready.clear()

    def _feed(self) -> bool:
        """Give the decoder its next packet; False when there is nothing more to come."""
        import av

        if self._drained:
            return False
        packet = self._index.packets[self._position] if self._position < len(self._index.packets) else None
        self._drained = packet is None
        if self._may_skip and packet is not None:
            self._context.skip_frame = "DEFAULT" if packet.pts in self._wanted else "NONREF"
        self._position += 1
        with suppress(av.error.InvalidDataError):  # a damaged packet shows nothing
            self._ready.extend(frame for frame in self._context.decode(packet) if frame.pts is not None)
        return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Geometry:
    """Size of the pixels to make, before rotation."""

    width: int
    height: int

    @classmethod
    def of(cls, stream: VideoStream, max_side: int | None) -> Geometry:
        """Square pixels, neither side over `max_side`."""
        aspect = stream.sample_aspect_ratio or Fraction(1)
        width, height = Fraction(stream.width) * aspect, Fraction(stream.height)
        scale = min(Fraction(1), Fraction(max_side) / max(width, height)) if max_side else Fraction(1)
        return cls(width=max(1, round(width * scale)), height=max(1, round(height * scale)))

    def pixels(self, frame: VideoFrame) -> NDArray[np.uint8]:
        """uint8, shape = (height, width, 3), sRGB, upright."""
        from av.video.reformatter import Colorspace, Interpolation

        guess = Colorspace.ITU709 if frame.height >= _HD_HEIGHT else Colorspace.ITU601
        shrinks = self.width * self.height < frame.width * frame.height
        picture = frame.reformat(
            self.width, self.height, "rgb24",
            src_colorspace=guess if frame.colorspace == _UNSPECIFIED_MATRIX else None,
            interpolation=Interpolation.AREA if shrinks else Interpolation.BILINEAR, threads=1,
        )  # fmt: skip
        stored = picture.to_ndarray()
        return np.rot90(stored[::-1] if _is_mirrored(frame) else stored, round(frame.rotation / 90))


def _is_mirrored(frame: VideoFrame) -> bool:
    """Whether what is shown is a mirror image of what is stored: upside down, before it is turned."""
    told: Any = frame.side_data  # typed as if it held motion vectors alone
    if "DISPLAYMATRIX" not in told:
        return False
    a, b, _, c, d, *_ = map(int, np.frombuffer(told["DISPLAYMATRIX"], np.int32))  # ISO/IEC 14496-12, 6.2.2
    return a * d < b * c
