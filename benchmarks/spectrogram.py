"""How fast sound becomes a log-mel spectrogram: two common routes and ours, in one interleaved run on one thread.

    python benchmarks/spectrogram.py [--runs 20] [--seconds 30]

Each line: milliseconds of CPU time, lower quartile of the runs, and how many times ours is faster. All three make 80
bands every 10 ms from windows of 25 ms.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time
from collections.abc import Callable

import numpy as np
import torch

from sensorium.native.layers.spectrogram import FLOOR_POWER, LogMel, mel_bands

RATE_HZ, WINDOW, HOP, NUM_MELS = 16_000, 400, 160, 80
SEED = 0


def in_float64(samples: np.ndarray) -> np.ndarray:
    """NumPy, all windows at once in double precision: what feature extractors without torch do."""
    taper = np.hanning(WINDOW + 1)[:-1]
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, WINDOW // 2), WINDOW)[::HOP] * taper
    power = np.abs(np.fft.rfft(frames)) ** 2
    return np.log10(np.maximum(power @ BANDS.double().numpy(), FLOOR_POWER)).T


def with_stft(samples: torch.Tensor) -> torch.Tensor:
    """torch.stft, magnitude, square, matrix product: the usual lines of a speech recogniser."""
    spectrum = torch.stft(samples, WINDOW, HOP, window=TAPER, return_complex=True)
    return (BANDS.T @ spectrum.abs() ** 2).clamp_min(FLOOR_POWER).log10()


BANDS = mel_bands(RATE_HZ, NUM_MELS, WINDOW)
TAPER = torch.hann_window(WINDOW)


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU time of one call in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


@torch.inference_mode()
def main() -> None:
    """Time the three routes in turn and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--seconds", type=float, default=30.0)
    asked = options.parse_args()
    torch.set_num_threads(1)
    samples = np.random.default_rng(SEED).normal(size=int(asked.seconds * RATE_HZ)).astype(np.float32) * np.float32(0.1)
    sound, log_mel = torch.from_numpy(samples), LogMel(RATE_HZ, NUM_MELS, WINDOW, HOP)
    routes: dict[str, Callable[[], object]] = {
        "numpy, float64": lambda: in_float64(samples),
        "torch.stft": lambda: with_stft(sound),
        "ours": lambda: log_mel(sound[None]),
    }
    times: dict[str, list[float]] = {name: [] for name in routes}
    for _ in range(asked.runs + 1):  # the first warms up
        for name, work in routes.items():
            times[name].append(cpu_ms(work))
    found = {name: statistics.quantiles(row[1:], n=4)[0] for name, row in times.items()}
    print(f"{asked.seconds:g} s of sound on {platform.processor() or platform.machine()}, torch {torch.__version__}")
    for name, milliseconds in found.items():
        print(f"{name:16} {milliseconds:8.2f} ms  {milliseconds / found['ours']:5.2f}x")


if __name__ == "__main__":
    main()
