"""Photographs of papers measured: how they lie when prepared, what is read before and after, how long it takes.

    python benchmarks/photographs.py [--kinds receipt,chart] [--count 6] [--first 0] [--reader rapidocr] [--show FOLDER]

- *lies right*: the print runs from left to right within 2°, where its paper's middle is.
- *words right*: of the words printed, those read letter by letter, from the picture as it came and as prepared.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from photographed_papers import KINDS, Photograph, photograph
from PIL import Image as Pillow
from processor_time import cpu_seconds

from sensorium.abilities.documents.readers.choosing import reader_of
from sensorium.abilities.documents.readers.preparing import Prepared, prepare
from sensorium.abilities.documents.tree import Word
from sensorium.abilities.verification.claims import printed

RIGHT_DEG = 2.0


def lies_deg(paper: Photograph, ready: Prepared) -> float:
    """The angle at which print runs in the middle of the paper, clockwise, −180 to 180."""
    x, y = paper.size[0] / 2, paper.size[1] / 2
    there = np.linalg.inv(ready.home) @ paper.there
    ends = [there @ (x + dx, y, 1.0) for dx in (-5, 5)]
    (x0, y0), (x1, y1) = (end[:2] / end[2] for end in ends)
    return float(np.rad2deg(np.arctan2(y1 - y0, x1 - x0)))


def right(paper: Photograph, words: Sequence[Word]) -> float:
    """The share of the printed words that were read."""
    truth = Counter(printed(text) for text in paper.words)
    got = Counter(printed(part) for word in words for part in word.text.split())
    return (truth & got).total() / truth.total()


def main() -> None:
    """Print a row for each kind, and what went wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kinds", default="")
    options.add_argument("--count", type=int, default=6)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--reader", default="rapidocr")
    options.add_argument("--show", type=Path)
    options.add_argument("--only-after", action="store_true")
    given = options.parse_args()
    for kind in KINDS:
        if not given.kinds or any(part in kind for part in given.kinds.split(",")):
            of_kind(kind, given)


def of_kind(kind: str, given: argparse.Namespace) -> None:
    """The figures of one kind."""
    reader, rows, odd = reader_of(given.reader), [], []
    for seed in range(given.first, given.first + given.count):
        paper = photograph(kind, seed)
        before = 0.0 if given.only_after else right(paper, reader.read(paper.picture))
        began = cpu_seconds()
        ready = prepare(paper.picture, reader)
        took = cpu_seconds() - began
        words = reader.read(ready.picture) if getattr(ready, "words", None) is None else ready.words
        after, angle = right(paper, words), lies_deg(paper, ready)
        rows.append((abs(angle) <= RIGHT_DEG, before, after, took, len(ready.steps) > 0))
        if abs(angle) > RIGHT_DEG or after < before or after < 0.8:
            odd.append(f"    {seed}: at {angle:.1f}°, {before:.0%} → {after:.0%} of words, {', '.join(ready.steps)}")
        if given.show is not None:
            given.show.mkdir(parents=True, exist_ok=True)
            name = f"{kind.replace(' ', '_')}_{seed}"
            Pillow.fromarray(paper.picture.pixels).save(given.show / f"{name}_before.png")
            Pillow.fromarray(ready.picture.pixels).save(given.show / f"{name}_after.png")
    lies, before, after, took, stepped = np.mean(rows, axis=0)
    print(
        f"{kind:20} {lies:4.0%} lie right, words right {before:6.1%} → {after:6.1%}, preparing {took:.2f} CPU s", end=""
    )
    print(f", something done to {stepped:.0%}", *odd, sep="\n", flush=True)


if __name__ == "__main__":
    main()
