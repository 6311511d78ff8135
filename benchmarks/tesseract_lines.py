"""How well tesseract reads the generated lines of the test split: that the truth can be read, and the mark to beat.

python benchmarks/tesseract_lines.py --lines 300
"""

from __future__ import annotations

import argparse

import numpy as np

from sensorium.native.worlds.judges.reading import corpus_error_rate, error_rate
from sensorium.native.worlds.judges.tesseract import read_all
from sensorium.native.worlds.print.fonts import carried_only, installed
from sensorium.native.worlds.print.lines import Line, Lines


def main() -> None:
    """Print one line a group."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--carried-only", action="store_true", help="no font files of this machine")
    arguments = parser.parse_args()
    fonts = carried_only() if arguments.carried_only else installed()
    world, rng = Lines(fonts=fonts), np.random.default_rng(arguments.seed)
    lines = [world.line(rng, "test") for _ in range(arguments.lines)]
    found = read_all([line.image for line in lines])
    print(f"families for tests: {len(fonts.families('test'))}, for training: {len(fonts.families('train'))}")
    report("all", lines, found)
    for kind, drawn in (("drawn", True), ("font files", False)):
        report(kind, *_where(lines, found, [line.family.startswith("drawn-") == drawn for line in lines]))
    for low, high in ((12, 16), (17, 24), (25, 40)):
        report(f"{low} to {high} px", *_where(lines, found, [low <= line.size_px <= high for line in lines]))


def _where(lines: list[Line], found: list[str], wanted: list[bool]) -> tuple[list[Line], list[str]]:
    kept = [index for index, keep in enumerate(wanted) if keep]
    return [lines[index] for index in kept], [found[index] for index in kept]


def report(name: str, lines: list[Line], found: list[str]) -> None:
    """One line of the table: number of lines, character error rate, share of lines without an error."""
    pairs = [(line.text, text) for line, text in zip(lines, found, strict=True)]
    perfect = sum(error_rate(*pair) == 0 for pair in pairs) / max(len(pairs), 1)
    print(f"{name:12} {len(pairs):5} lines  error rate {corpus_error_rate(pairs):6.2%}  without error {perfect:6.1%}")


if __name__ == "__main__":
    main()
