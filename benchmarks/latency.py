"""How long the built-in model takes for one reply of each kind, from a fresh process, and how much memory.

    python benchmarks/latency.py [--repeats 3] [--busy 0]

Start: a process of its own that imports, loads and answers in words. The others: one process, the median of REPEATS
replies after loading. Limits are those the project set itself for two cores. --busy: programs that keep a core busy
meanwhile.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

import sensorium
from sensorium.content import Image, Modality
from sensorium.models.native import NativeModel

SPOKEN = "The small green dog is right of the large yellow car."
FIRST_ANSWER = """
import sensorium
sensorium.load().generate("What is a dog?", outputs=["text"], seed=0, max_tokens=5)
"""
ROWS: tuple[tuple[str, str, tuple[Modality, ...], float], ...] = (
    ("text, about a picture", "How many dogs are there?", ("text",), 2.0),
    ("picture", "Draw a red car left of a dog", ("image",), 5.0),
    ("speech, about 3 s", f"Say: {SPOKEN}", ("speech",), 5.0),
    ("clip of 2 s", "Film a dog moving to the right", ("video",), 20.0),
    ("tune", "Compose a jig in D major", ("music",), 20.0),
)


def main(repeats: int) -> None:
    """Print the table."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", FIRST_ANSWER], check=True)
    print(f"{'first answer, from process start':34}{time.perf_counter() - start:6.2f} s   limit 8 s")
    model = sensorium.load()
    assert isinstance(model, NativeModel)
    for name, asked, outputs, limit_s in ROWS:
        seconds = [timed(model, asked, outputs, seed) for seed in range(repeats)]
        print(f"{name:34}{statistics.median(seconds):6.2f} s   limit {limit_s:g} s")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory':34}{peak_mb:6.0f} MB  limit 2000 MB")


@contextmanager
def busy(number: int) -> Iterator[None]:
    """Other programs that always have work."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(number)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def timed(model: NativeModel, asked: str, outputs: Sequence[Modality], seed: int) -> float:
    """Seconds of one reply."""
    picture = Image(np.full((128, 128, 3), 255, np.uint8))
    prompt = (asked, picture) if outputs == ("text",) else (asked,)
    start = time.perf_counter()
    model.generate(*prompt, outputs=outputs, seed=seed)
    return time.perf_counter() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--busy", type=int, default=0)
    options = parser.parse_args()
    with busy(options.busy):
        main(options.repeats)
