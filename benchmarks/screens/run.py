"""Screens laid out by chromium, read from their pictures, written as HTML and laid out again. From the root:

python benchmarks/screens/run.py [--count N] [--again]. Pictures, words (rapidocr) and places are kept in out/screens.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pages import page, rendered
from PIL import Image

sys.path.append(str(Path(__file__).parents[1] / "charts"))

from print_reading import words_of

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.screens import Screen, html_of, read_screen
from sensorium.abilities.documents.tree import Word

KEPT = Path("out/screens")
_SAME = 0.5  # overlap from which a box counts as found


def truth(seed: int) -> tuple[list[dict[str, Any]], NDArray[np.uint8]]:
    """Elements of a screen and its picture."""
    told, picture = KEPT / f"{seed}.truth.json", KEPT / f"{seed}.png"
    if not told.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        told.write_text(json.dumps(rendered(page(seed), picture.resolve())))
    pixels = np.asarray(Image.open(picture).convert("RGB"))
    elements = json.loads(told.read_text())
    return [one for one in elements if one["box"][3] <= pixels.shape[0]], pixels


def words(seed: int, pixels: NDArray[np.uint8]) -> list[Word]:
    """Its words, kept beside the picture."""
    path = KEPT / f"{seed}.words.json"
    if not path.exists():
        path.write_text(json.dumps([(word.text, word.box.told(), word.confidence) for word in words_of(pixels)]))
    return [
        Word(text=text, box=Box(*edges), source="rapidocr", confidence=sure)
        for text, edges, sure in json.loads(path.read_text())
    ]


def recall(wanted: Sequence[str], got: Sequence[str]) -> tuple[int, int]:
    """Words of the truth that are among those told, each once; and all."""
    left = Counter(word.lower() for text in got for word in text.split())
    want = Counter(word.lower() for text in wanted for word in text.split())
    return sum((want & left).values()), sum(want.values())


def best(box: Sequence[float], kind: str, told: Sequence[tuple[str, Box]]) -> tuple[float, float]:
    """The best overlap with any element, and with one of that kind."""
    every = [(other.overlap(Box(*box)), name) for name, other in told]
    return max((over for over, _ in every), default=0.0), max(
        (over for over, name in every if name == kind), default=0.0
    )


class Tally:
    """Overlaps by kind, words found, growing."""

    def __init__(self) -> None:
        self.overlaps: dict[str, list[tuple[float, float]]] = {}
        self.right = self.words = self.told = 0

    def add(self, wanted: Sequence[dict[str, Any]], got: Sequence[tuple[str, Box, str]]) -> None:
        """One screen: elements of the truth, and those that were told."""
        right, count = recall([one["text"] for one in wanted], [text for _, _, text in got])
        self.right, self.words, self.told = self.right + right, self.words + count, self.told + len(got)
        for one in wanted:
            pair = best(one["box"], one["kind"], [(kind, box) for kind, box, _ in got])
            self.overlaps.setdefault(one["kind"], []).append(pair)

    def show(self, name: str) -> None:
        """Print the table."""
        every = [pair for pairs in self.overlaps.values() for pair in pairs]
        print(
            f"{name}: text recall {100 * self.right / self.words:.1f}% of {self.words} words; {self.told} elements told"
        )
        print(f"  {'kind':12}{'n':>5}{'best IoU':>10}{'found':>8}{'of its kind':>13}")
        for kind, pairs in [*sorted(self.overlaps.items()), ("all", every)]:
            mean = float(np.mean([over for over, _ in pairs]))
            found, right = (100 * float(np.mean([pair[which] >= _SAME for pair in pairs])) for which in (0, 1))
            print(f"  {kind:12}{len(pairs):5}{mean:10.3f}{found:8.1f}{right:13.1f}")


def told_of(screen: Screen) -> list[tuple[str, Box, str]]:
    """Kind, box and text of every element."""
    return [(one.kind, one.box, one.text) for one in screen.elements]


def main() -> None:
    """Print how screens were read, and how their HTML looks again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--again", action="store_true", help="render the HTML and compare that as well")
    asked = parser.parse_args()
    read, again = Tally(), Tally()
    for seed in range(asked.first, asked.first + asked.count):
        wanted, pixels = truth(seed)
        screen = read_screen(words(seed, pixels), pixels)
        read.add(wanted, told_of(screen))
        if asked.again:
            shown = rendered(html_of(screen), (KEPT / f"{seed}.again.png").resolve())
            again.add(wanted, [(one["kind"], Box(*one["box"]), one["text"]) for one in shown])
    read.show("read")
    if asked.again:
        again.show("written and rendered again")


if __name__ == "__main__":
    main()
