"""How fast bytes become arrays: common routes and ours, in one interleaved run.

    python benchmarks/ingest.py [--runs 20]

Each line: milliseconds of the common route, of ours in the same process (both CPU time), of ours through the limited
decoding process (wall-clock time), and the ratio of the first two. Lower quartile of the runs: other work on the
machine only ever adds.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import statistics
import time
from collections.abc import Callable

import numpy as np
import PIL
from PIL import Image

from sensorium.limits import DEFAULT
from sensorium.media import picture_decoding, pictures, worker

SIZE = (1920, 1080)
FALL = 1.3  # a JPEG of quality 90 is then about as large as a camera's
SEED = 0


def photograph(name: str, **options: object) -> bytes:
    """A picture with about the spectrum of a photograph (amplitude falls with frequency), coded as `name`."""
    width, height = SIZE
    rng = np.random.default_rng(SEED)
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :])
    spectrum = np.fft.rfft2(rng.normal(size=(3, height, width))) / np.maximum(frequency, 1 / width) ** FALL
    waves = np.fft.irfft2(spectrum, s=(height, width))
    pixels = (128 + 50 * waves / waves.std()).clip(0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(np.moveaxis(pixels, 0, -1)).save(file, name, **options)
    return file.getvalue()


def plain(data: bytes, max_side: int | None) -> np.ndarray:
    """The common route: decode all, convert, resize."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    if max_side is not None:
        width, height = image.size
        scale = max_side / max(image.size)
        image = image.resize((round(width * scale), round(height * scale)), Image.Resampling.BICUBIC)
    return np.asarray(image)


def ours(data: bytes, max_side: int | None) -> np.ndarray:
    """Ours, without the process around it."""
    return picture_decoding.decode_picture(data, DEFAULT, max_side).arrays["pixels"]


def through_worker(data: bytes, max_side: int | None) -> np.ndarray:
    """Ours, as the program calls it."""
    return pictures.read(data, max_side=max_side).pixels


def measure(functions: list[tuple[Callable[[], object], Callable[[], float]]], runs: int) -> list[float]:
    """Milliseconds of each function by its clock, one after the other in every run."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(runs):
        for column, (function, clock) in zip(times, functions, strict=True):
            began = clock()
            function()
            column.append((clock() - began) * 1000)
    return [statistics.quantiles(column, n=4)[0] for column in times]


def compare(name: str, data: bytes, max_side: int | None, runs: int) -> None:
    """Print one line of the table."""
    routes = [
        (lambda: plain(data, max_side), time.process_time),
        (lambda: ours(data, max_side), time.process_time),
        (lambda: through_worker(data, max_side), time.perf_counter),
    ]
    common, direct, whole = measure(routes, runs)
    difference = np.abs(plain(data, max_side).astype(int) - ours(data, max_side)).mean()
    ratio = f"{common / direct:4.1f}×"
    print(
        f"{name:28} {len(data) / 1000:6.0f} {common:8.1f} {direct:8.1f} {whole:8.1f}  {ratio}  "
        f"mean difference {difference:.2f} levels"
    )


def machine() -> str:
    """What the figures were measured on."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, Pillow {PIL.__version__}, Python {platform.python_version()}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    picture_decoding.prepare()
    print(machine())
    began = time.perf_counter()
    print(f"protections: {worker.level()}; first process ready after {(time.perf_counter() - began) * 1000:.0f} ms")
    print(f"{'':28} {'kB':>6} {'common':>8} {'ours':>8} {'sandbox':>8}")
    jpeg, webp = photograph("JPEG", quality=90), photograph("WEBP", quality=90)
    compare("JPEG 1080p → 224", jpeg, 224, runs)
    compare("JPEG 1080p → 448", jpeg, 448, runs)
    compare("JPEG 1080p", jpeg, None, runs)
    compare("WebP 1080p → 224", webp, 224, runs)
    compare("PNG 1080p → 224", photograph("PNG"), 224, runs)
    small = pictures.write(pictures.read(jpeg, max_side=224).pixels, "png")
    compare("PNG 224", small, None, runs)


if __name__ == "__main__":
    main()
