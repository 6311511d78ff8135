"""What a document of very many pages costs: peak memory, pages a second, in seconds of the processor and of the clock.

PYTHONPATH=src python -m benchmarks.long_document [--pages 1000] [--keep FOLDER]

The document is made here: each page with a heading, text, and a table with lines around its cells. It is read by
the command line as a user would (`sensorium read … -o …`); memory is that of all of its processes together, looked at
several times a second, shared pages counted in each.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WORDS = (
    "annual council district estimate forest harvest income labour market output region revenue school water".split()
)
_ROWS = 28
_LOOKS_PER_S = 5.0


def make(path: Path, num_pages: int) -> None:
    """Write the document."""
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    draw, chance = Canvas(str(path), pagesize=A4), random.Random(7)
    for number in range(1, num_pages + 1):
        draw.setFont("Helvetica-Bold", 14)
        draw.drawString(60, 790, f"{number}. {chance.choice(_WORDS).title()} of the region")
        draw.setFont("Helvetica", 10)
        for line in range(14):
            draw.drawString(60, 760 - 13 * line, " ".join(chance.choices(_WORDS, k=12)))
        _table(draw, chance)
        draw.drawString(290, 30, str(number))
        draw.showPage()
    draw.save()


def _table(draw: Any, chance: random.Random) -> None:  # noqa: ANN401 - a canvas of reportlab, which is untyped
    top, edges = 560, (60, 180, 260, 340, 420, 530)
    for row in range(_ROWS + 1):
        draw.line(edges[0], top - 16 * row, edges[-1], top - 16 * row)
    for edge in edges:
        draw.line(edge, top, edge, top - 16 * _ROWS)
    for row in range(_ROWS):
        texts = [chance.choice(_WORDS), *(f"{chance.randrange(10**6):,}" for _ in edges[2:])]
        for left, text in zip(edges, texts if row else ("Name", "2021", "2022", "2023", "2024"), strict=False):
            draw.drawString(left + 4, top - 12 - 16 * row, text)


def peak_mb(process: subprocess.Popen[bytes]) -> float:
    """The most memory of a process and its children until it ends, in MB. Linux only."""
    most = 0
    while process.poll() is None:
        most = max(most, sum(_resident_bytes(each) for each in _family(process.pid)))
        time.sleep(1 / _LOOKS_PER_S)
    return most / 1e6


def _family(number: int) -> Iterator[int]:
    yield number
    try:
        children = [
            child
            for task in Path(f"/proc/{number}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:  # it has ended since
        return
    for child in children:
        yield from _family(int(child))


def _resident_bytes(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:  # it has ended since
        return 0


def main() -> None:
    """Make, read, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--form", default="md", help="of what is written: md, json, txt, html, csv")
    parser.add_argument("--keep", type=Path, help="a folder in which the document and what was read of it stay")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path, target = folder / f"long_{given.pages}.pdf", folder / f"long_{given.pages}.{given.form}"
        if not path.exists():
            make(path, given.pages)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "sensorium", "read", str(path), "-o", str(target)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        most = peak_mb(process)
        seconds = time.perf_counter() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy = used.ru_utime + used.ru_stime
        print(
            f"{given.pages} pages, exit {process.returncode}: peak {most:.0f} MB; {given.pages / busy:.1f} pages a "
            f"second of the processor ({busy:.0f} s), {given.pages / seconds:.1f} of the clock; "
            f"{target.stat().st_size / 1e6:.1f} MB written"
        )


if __name__ == "__main__":
    main()
