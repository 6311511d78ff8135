"""How well and how fast pages are put in reading order: `python benchmarks/layout.py [FOLDER ...]`.

Pairwise order: of all pairs of words whose place in the order is known, the part that comes out the right way round;
beside it the order of pdfium's plain text, and of the words sorted from the top down.
A FOLDER holds pages of benchmarks/documents: NAME.pdf with NAME.json, whose `order` names paragraphs' first words.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2

sys.path.insert(0, str(Path(__file__).parent))
import layout_pages

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import page_of
from sensorium.abilities.documents.sheet import Sheet, sheet_of
from sensorium.media import page_marks


def pairwise(found: Sequence[str], truth: Sequence[str]) -> tuple[int, int, int]:
    """Pairs in order, all pairs, words that were not found."""
    places = {word: place for place, word in reversed(list(enumerate(_bare(word) for word in found)))}
    known = [place for word in truth if (place := places.get(_bare(word))) is not None]
    at = np.array(known)
    upper = np.triu(at[None, :] > at[:, None], 1).sum() if len(at) else 0
    return int(upper), len(at) * (len(at) - 1) // 2, len(truth) - len(known)


def _bare(word: str) -> str:
    return word.strip(".,;:“”\"'()*-").casefold()


def as_read(sheet: Sheet, seed: int) -> Sheet:
    """As from a reader of pictures: boxes inexact, no rules, no areas, no weight, sizes from heights, no order."""
    rng = np.random.default_rng(seed)
    words = []
    for word in sheet.words:
        shift = rng.normal(0, 0.05 * word.box.height, 4)
        box = word.box
        ascends = any(letter in "bdfhkltAQEÀ" or letter.isupper() for letter in word.text)
        descends = any(letter in "gjpqy" for letter in word.text)
        top = box.top + box.height * (0.12 if ascends else 0.3)
        bottom = box.bottom - box.height * (0.0 if descends else 0.2)
        moved = Box(box.left + shift[0], top + shift[1], box.right + abs(shift[2]), bottom + shift[3])
        words.append(replace(word, box=moved, size_pt=moved.height, bold=False, italic=False, source="reader"))
    rng.shuffle(words)  # type: ignore[arg-type]
    return replace(sheet, words=tuple(words), rules=(), fills=(), drawings=())


def made(count: int, seed: int) -> Iterator[tuple[str, bytes, list[list[str]]]]:
    """Kind, PDF and the words of each page in order, of pages that are made here."""
    for kind in layout_pages.KINDS:
        yield kind, *layout_pages.chromium(kind, count, seed)
    yield "typst", *layout_pages.typst(count, seed)


def kept(folder: Path) -> Iterator[tuple[str, bytes, list[list[str]]]]:
    """The same of pages that benchmarks/documents has made."""
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        order = [one["first"] for one in truth.get("order", [])]
        if order and truth.get("pages", 1) == 1:
            yield f"{folder.name}/{truth['kind']}", path.with_suffix(".pdf").read_bytes(), [order]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=10, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worst", action="store_true", help="name pages below 99%%")
    options = parser.parse_args()
    sums: dict[str, np.ndarray] = {}
    seconds, num_pages, num_words = 0.0, 0, 0
    sets = [*made(options.count, options.seed), *(one for folder in options.folders for one in kept(folder))]
    for kind, data, truths in sets:
        document = pypdfium2.PdfDocument(data)
        for marks, truth in zip(page_marks.read(data).pages, truths, strict=True):
            sheet = sheet_of(marks)
            begun = time.process_time()
            page = page_of(sheet, ())
            seconds += time.process_time() - begun
            num_pages, num_words = num_pages + 1, num_words + len(sheet.words)
            ours = pairwise([word.text for word in page.words], truth)
            plain = pairwise(document[marks.number - 1].get_textpage().get_text_range().split(), truth)
            inexact = as_read(sheet, 0)
            reader = pairwise([word.text for word in page_of(inexact, ()).words], truth)
            downward = sorted(sheet.words, key=lambda word: (round(word.box.bottom / 3), word.box.left))
            rows = pairwise([word.text for word in downward], truth)
            sums[kind] = sums.get(kind, np.zeros(12, int)) + np.array([*ours, *reader, *plain, *rows])
            if options.worst and min(ours[0] / max(1, ours[1]), reader[0] / max(1, reader[1])) < 0.99:
                print(
                    f"  {kind} page {marks.number}: {ours[0] / max(1, ours[1]):.3f} {reader[0] / max(1, reader[1]):.3f}"
                )
    _print(sums)
    print(f"{num_pages} pages, {num_words / num_pages:.0f} words each: {num_pages / seconds:.0f} pages/s of one core")


def _print(sums: dict[str, np.ndarray]) -> None:
    print(f"{'pages':22}{'layout':>9}{'inexact':>9}{'pdfium':>9}{'rows':>9}   words not found (layout, pdfium)")
    for kind, counts in [*sums.items(), ("all", sum(sums.values()))]:
        shares = [100 * counts[at] / max(1, counts[at + 1]) for at in (0, 3, 6, 9)]
        print(f"{kind:22}" + "".join(f"{share:8.2f}%" for share in shares) + f"   {counts[2]}, {counts[8]}")


if __name__ == "__main__":
    main()
