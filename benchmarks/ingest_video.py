"""How long a few frames of a long film take: `PYTHONPATH=src python benchmarks/ingest_video.py`.

Makes a film of 30 s in 1080p (H.264 with B-frames, a key frame every 250 frames as x264 has it by default), then reads
8 frames of it, on one thread: by decoding everything; from key frame to key frame; the same leaving out B-frames that
nobody refers to (what `media/videos.py` does). The pixels of all three must be equal.
"""

from __future__ import annotations

import argparse
import io
import platform
import time
from collections.abc import Callable
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from sensorium.limits import DEFAULT
from sensorium.media import video_frames, videos

FRAMES_PER_SECOND = 30


def moving_texture(at: int, height: int, width: int, ground: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One frame: a window that wanders over a large textured ground."""
    row, column = 4 * at % (ground.shape[0] - height), 6 * at % (ground.shape[1] - width)
    return np.ascontiguousarray(ground[row : row + height, column : column + width])


def make_film(duration_s: int, height: int, width: int, gop: int) -> bytes:
    """An MP4 of smooth noise in motion."""
    rng = np.random.default_rng(0)
    coarse = rng.integers(0, 256, (height // 8, width // 8, 3), dtype=np.uint8)
    ground = av.VideoFrame.from_ndarray(coarse, format="rgb24").reformat(width * 2, height * 2).to_ndarray()
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        options = {"preset": "veryfast", "crf": "23", "bf": "3", "g": str(gop)}
        stream = container.add_stream("libx264", rate=FRAMES_PER_SECOND, options=options)
        stream.height, stream.width, stream.pix_fmt = height, width, "yuv420p"
        for at in range(duration_s * FRAMES_PER_SECOND):
            frame = av.VideoFrame.from_ndarray(moving_texture(at, height, width, ground), format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, FRAMES_PER_SECOND)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def sequential(film: bytes, num_frames: int) -> NDArray[np.uint8]:
    """What one writes first: decode all, keep some."""
    with av.open(io.BytesIO(film)) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        wanted = {at * stream.frames // num_frames for at in range(num_frames)}
        geometry = video_frames.Geometry.of(stream, None)
        return np.stack([geometry.pixels(frame) for at, frame in enumerate(container.decode(stream)) if at in wanted])


def sought(film: bytes, num_frames: int, *, skip: bool) -> NDArray[np.uint8]:
    """From the key frame before each wanted one, with or without leaving out B-frames."""
    codecs = video_frames.SKIPPABLE_CODECS
    video_frames.SKIPPABLE_CODECS = codecs if skip else ()
    try:
        frames: NDArray[np.uint8] = videos.decode_video(film, DEFAULT, {"num_frames": num_frames}).arrays["frames"]
    finally:
        video_frames.SKIPPABLE_CODECS = codecs
    return frames


def seconds(call: Callable[[], NDArray[np.uint8]], repeats: int) -> tuple[float, NDArray[np.uint8]]:
    """Least CPU time of `repeats` calls, and the result."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        frames = call()
        times.append(time.process_time() - start)
    return min(times), frames


def main() -> None:
    """Make the film, time the ways, compare their pixels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--duration", type=int, default=30, help="seconds")
    parser.add_argument("--height", type=int, default=1080)
    parser.add_argument("--frames", type=int, default=8)
    parser.add_argument("--gop", type=int, default=250, help="frames from one key frame to the next")
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    film = make_film(asked.duration, asked.height, asked.height * 16 // 9 // 2 * 2, asked.gop)
    print(f"{platform.processor() or platform.machine()}, PyAV {av.__version__}, film of {len(film) / 1e6:.1f} MB")
    ways: dict[str, Callable[[], NDArray[np.uint8]]] = {
        "sequential": lambda: sequential(film, asked.frames),
        "from key frames": lambda: sought(film, asked.frames, skip=False),
        "and without B-frames": lambda: sought(film, asked.frames, skip=True),
    }
    results = {name: seconds(call, asked.repeats) for name, call in ways.items()}
    base_s, expected = results["sequential"]
    for name, (took_s, frames) in results.items():
        np.testing.assert_array_equal(frames, expected)
        print(f"{name:22s} {took_s:6.2f} s  {base_s / took_s:4.1f}×")


if __name__ == "__main__":
    main()
