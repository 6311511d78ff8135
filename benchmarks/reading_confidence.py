"""Fit what readers' own figures are worth, on pages of their own fonts and texts: writes verification/confidence.json.

    python benchmarks/reading_confidence.py [--pages 24]

Needs tesseract, rapidocr, and ten families of fonts that benchmarks/reading.py does not use. A word is right where the
words that stand there say the same, dashes and quotes aside. What was fitted is not what is told: calibration is
measured in benchmarks/reading.py, on other fonts and texts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import printed_pages
from printed_pages import EMPTY_KINDS, FIT_FONTS, FIT_TEXTS, Printed

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.choosing import reader_of
from sensorium.abilities.documents.tree import Word
from sensorium.abilities.verification import Claim, Verdict, calibration, verify
from sensorium.abilities.verification.calibration import Calibration, Judged
from sensorium.abilities.verification.claims import printed

TARGET = Path(calibration.__file__).with_name("confidence.json")
READERS = ("rapidocr", "tesseract")
UNFITTED = Calibration(weights={})
SIZE = (1000, 560)
Readings = Mapping[str, Sequence[Word]]


def varied(fonts: Sequence[str], texts: str, seed: int) -> Printed:
    """A page of print from easy to hardly legible: small, pale, blurred, noisy, squeezed."""
    random = np.random.default_rng(seed)
    size_pt, ink = float(random.uniform(6.5, 12)), int(random.integers(10, 120))
    whole = printed_pages.page(fonts[seed % len(fonts)], texts, seed, size=SIZE, size_pt=size_pt, ink=ink)
    blur, noise = float(random.uniform(0.4, 1.9)), float(random.uniform(2, 22))
    return printed_pages.scanned(whole, seed, blur=blur, noise=noise, quality=int(random.integers(25, 90)))


def pages(fonts: Sequence[str], texts: str, first_seed: int, count: int) -> Iterator[Printed]:
    """Varied pages, and as many on which nothing stands."""
    for seed in range(first_seed, first_seed + count):
        yield varied(fonts, texts, seed)
        yield Printed(picture=printed_pages.empty(EMPTY_KINDS[seed % len(EMPTY_KINDS)], seed), words=())


def readings_of(page: Printed) -> Readings:
    """What each reader finds."""
    return {name: reader_of(name).read(page.picture) for name in READERS}


def judged(page: Printed, readings: Readings) -> Iterator[Judged]:
    """Every word of two readers together, and of each alone, with whether it is right."""
    claims = {reader: [claim_of(word) for word in words] for reader, words in readings.items()}
    for verdict in verify(claims, calibration=UNFITTED):
        yield from _both_ways(page, verdict)
    for reader, words in claims.items():
        for claim in words:
            right = is_right(page, (claim,))
            sure = claim.confidence
            yield Judged(agreement="alone", reader=reader, second=None, own=sure, other=None, right=right)


def _both_ways(page: Printed, verdict: Verdict) -> Iterator[Judged]:
    (ballot,) = verdict.ballots
    own = min((word.confidence for word in verdict.words if word.confidence is not None), default=None)
    place = boxed(verdict.words)
    here = true_text(page, place)
    says = here != "" and printed(verdict.text) == here
    one, other = (verdict.reader, own), (ballot.reader, ballot.confidence)
    yield _judged(verdict.agreement, one, other, right=says)
    if verdict.agreement in {"differ", "spacing"}:
        yield _judged(verdict.agreement, other, one, right=here != "" and printed(ballot.text) == here)


def _judged(agreement: str, one: tuple[str, float | None], other: tuple[str, float | None], *, right: bool) -> Judged:
    return Judged(
        agreement=agreement,
        reader=one[0],
        second=other[0],
        own=one[1],
        other=other[1],
        right=right,  # type: ignore[arg-type]
    )


def claim_of(word: Word) -> Claim:
    """For `verify`."""
    return Claim(word.text, word.confidence, (word.box.left, word.box.top, word.box.right, word.box.bottom))


def boxed(claims: Iterable[Claim]) -> Box:
    """The box around words."""
    return Box.around(Box(*claim.place) for claim in claims if claim.place)


def true_text(page: Printed, place: Box) -> str:
    """What is printed there: words that have their middle in it, or it has its own in them."""
    return printed(" ".join(text for text, box in page.words if place.holds(box.center) or box.holds(place.center)))


def is_right(page: Printed, claims: Sequence[Claim]) -> bool:
    """Whether these words say what is printed there."""
    here = true_text(page, boxed(claims))
    return here != "" and printed(" ".join(claim.text for claim in claims)) == here


def main() -> None:
    """Fit and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=24)
    given = options.parse_args()
    found = [one for page in pages(FIT_FONTS, FIT_TEXTS, 1000, given.pages) for one in judged(page, readings_of(page))]
    made_by = f"python benchmarks/reading_confidence.py --pages {given.pages}"
    told = {"made_by": made_by, "words": len(found), "weights": calibration.fit(found).told()}
    TARGET.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} words judged, {len(told['weights'])} maps written to {TARGET.name}")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
