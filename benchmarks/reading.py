"""Readers of pages measured: what they read, how sure they say they are, what they make up, how long they take.

    python benchmarks/reading.py [--only clean,skew,light,empty,calibration,masked] [--pages 10] [--empty 300]
                                 [--fields 100] [--angles 200] [--model]

Tesseract alone stands beside rapidocr alone and both together in each run, on the same pages, made here in fonts and
texts that nothing was fitted on (`printed_pages`). `--model` reads a page with the built-in model as well.

- *words right*: of the words printed, those that were read letter by letter; a word read twice counts once.
- *made up*: words read that are not printed, over the words printed.
- *false text*: share of empty pages on which any word is taken for read.
- *abstention*: share of masked fields in whose place no word is taken for read.
- *calibration*: expected error over ten bins, of all words that any reader gave.
A single reader takes for read what it gives at all; both together what `believed` does not doubt.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import printed_pages as made
from printed_pages import EMPTY_KINDS, MASKS, TEST_FONTS, TEST_TEXTS, Printed
from processor_time import cpu_seconds
from reading_confidence import READERS, is_right, pages, readings_of

from sensorium.abilities.documents.readers.believing import believed
from sensorium.abilities.documents.readers.choosing import reader_of
from sensorium.abilities.documents.readers.ink import ink_of
from sensorium.abilities.documents.readers.modelled import ModelReader
from sensorium.abilities.documents.readers.preparing import prepare
from sensorium.abilities.documents.readers.reader import Reader
from sensorium.abilities.documents.readers.turning import on_its_side, skew_deg, uprightness
from sensorium.abilities.documents.tree import Word
from sensorium.abilities.verification.claims import printed
from sensorium.content import Image
from sensorium.native.confidence import expected_calibration_error

BOTH = "both, verified"


@dataclass(kw_only=True)
class Tally:
    """Words of one way of reading, and the time it took."""

    right: int = 0
    read: int = 0
    printed: int = 0
    seconds: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)

    def count(self, page: Printed, words: Sequence[Word]) -> None:
        """Compare as bags of words."""
        truth = Counter(printed(text) for text, _ in page.words)
        got = Counter(printed(part) for word in words for part in word.text.split())
        self.right += (truth & got).total()
        self.read += got.total()
        self.printed += truth.total()

    def told(self) -> str:
        made_up = (self.read - self.right) / self.printed
        shares = f"{self.right / self.printed:7.2%} of {self.printed} words right, {made_up:6.2%} made up"
        if not self.seconds:
            return shares
        return f"{shares}, {np.mean(self.seconds):5.2f} s and {np.mean(self.cpu_s):5.2f} CPU s a page"


def timed(reader: Reader, picture: Image, tally: Tally) -> Sequence[Word]:
    """Read, and note how long it took."""
    wall, cpu = time.perf_counter(), cpu_seconds()
    words = reader.read(picture)
    tally.seconds.append(time.perf_counter() - wall)
    tally.cpu_s.append(cpu_seconds() - cpu)
    return words


def clean(num_pages: int, *, model: bool) -> None:
    """Clean scans of whole pages at 150 dpi, one font after the other; a first page warms the readers up."""
    for name in READERS:
        reader_of(name).read(made.empty("blank", 0))
    tallies = {name: Tally() for name in (*READERS, BOTH)}
    by_font = {name: {font: Tally() for font in TEST_FONTS} for name in tallies}
    for number in range(num_pages):
        font = TEST_FONTS[number % len(TEST_FONTS)]
        page = made.scanned(made.page(font, TEST_TEXTS, 9000 + number), number)
        readings = {name: timed(reader_of(name), page.picture, tallies[name]) for name in READERS}
        ways = {**readings, BOTH: believed(page.picture, readings).words}
        for name, words in ways.items():
            tallies[name].count(page, words)
            by_font[name][font].count(page, words)
    print(f"clean scans, A4 at {made.DPI} dpi, {num_pages} pages:")
    for name, tally in tallies.items():
        worst = min((one.right / one.printed, font) for font, one in by_font[name].items() if one.printed)
        print(f"  {name:15} {tally.told()}; worst font {worst[1]} {worst[0]:.2%}")
    if model:
        built_in()


def built_in() -> None:
    """A third of a page with the built-in model."""
    import sensorium

    reader = ModelReader(model=sensorium.load())
    tally = Tally()
    for number, font in enumerate(TEST_FONTS[:3]):
        page = made.scanned(made.page(font, TEST_TEXTS, 9100 + number, size=(1000, 560)), number)
        tally.count(page, timed(reader, page.picture, tally))
    print(f"  {reader.name:15} {tally.told()} (third of a page)")


def skew(num_angles: int) -> None:
    """Angles of pages turned by −10 to 10 degrees, and which way up they lie."""
    errors, sides, ways, seconds = [], [], [], []
    for number in range(num_angles):
        random = np.random.default_rng(7000 + number)
        size, size_pt = (1000, int(random.choice([500, 900, 1400]))), float(random.uniform(8, 13))
        page = made.page(TEST_FONTS[number % len(TEST_FONTS)], TEST_TEXTS, 7000 + number, size=size, size_pt=size_pt)
        angle = float(random.uniform(-10, 10))
        picture = made.scanned(Printed(picture=made.turned(page.picture, angle), words=()), number).picture
        began = time.process_time()
        ink = ink_of(picture)
        found = skew_deg(ink)
        seconds.append(time.process_time() - began)
        errors.append(abs(found + angle))
        sides += [not on_its_side(ink), on_its_side(ink.turned(1))]
        ways += [uprightness(ink, found) > 0, uprightness(ink.turned(2), found) < 0]
    worst, high = max(errors), np.percentile(errors, 95)
    print(f"skew, {num_angles} pages turned by -10° to 10°: error {np.mean(errors):.3f}° on the average, ", end="")
    print(f"95th percentile {high:.3f}°, worst {worst:.2f}°; {np.mean(seconds):.3f} CPU s a page")
    print(f"  on its side or not: {np.mean(sides):.1%} right; upright or on its head: {np.mean(ways):.1%} right")


def light(num_pages: int) -> None:
    """What preparing gains: words right of tesseract before and after."""
    spoiled: Mapping[str, Callable[[Printed, int], Image]] = {
        "clean": lambda page, seed: page.picture,
        "turned by 4°": lambda page, seed: made.turned(page.picture, 4),
        "turned by 90°": lambda page, seed: _quarter(page.picture, 1),
        "on its head": lambda page, seed: _quarter(page.picture, 2),
        "in shadow": lambda page, seed: made.shadowed(page.picture, seed),
        "photographed": lambda page, seed: made.photographed(page, seed)[0],
    }
    reader = reader_of("tesseract")
    print(f"preparing, {num_pages} pages each, read by tesseract:")
    for kind, spoil in spoiled.items():
        before, after = Tally(), Tally()
        for number in range(num_pages):
            font = TEST_FONTS[number % len(TEST_FONTS)]
            page = made.scanned(made.page(font, TEST_TEXTS, 8000 + number, size=(1000, 700)), number)
            picture = spoil(page, number)
            before.count(page, reader.read(picture))
            after.count(page, reader.read(prepare(picture, reader).picture))
        print(f"  {kind:14} {before.right / before.printed:6.1%} of words right before, ", end="")
        print(f"{after.right / after.printed:6.1%} after")


def _quarter(picture: Image, quarters: int) -> Image:
    return Image(np.ascontiguousarray(np.rot90(picture.pixels, -quarters)))


def empty(num_pages: int) -> None:
    """Pages with nothing to read."""
    with_text: dict[str, Counter[str]] = {name: Counter() for name in (*READERS, BOTH)}
    words: Counter[str] = Counter()
    for number in range(num_pages):
        kind = EMPTY_KINDS[number % len(EMPTY_KINDS)]
        picture = made.empty(kind, 6000 + number)
        readings = {name: reader_of(name).read(picture) for name in READERS}
        for name, found in {**readings, BOTH: believed(picture, readings).words}.items():
            with_text[name][kind] += bool(found)
            words[name] += len(found)
    print(f"false text, {num_pages} empty pages ({', '.join(EMPTY_KINDS)} in turn):")
    for name, pages_of in with_text.items():
        kinds = ", ".join(f"{kind} {count}" for kind, count in pages_of.items() if count) or "none"
        print(f"  {name:15} {pages_of.total() / num_pages:6.2%} of pages with text ({kinds}), {words[name]} words")


def calibration(num_pages: int) -> None:
    """Of the confidences of all words of both readers together, and of each by its own figures."""
    own: dict[str, tuple[list[float], list[bool]]] = {name: ([], []) for name in (*READERS, BOTH)}
    kept: list[bool] = []
    for page in pages(TEST_FONTS, TEST_TEXTS, 5000, num_pages):
        readings = readings_of(page)
        for name, words in readings.items():
            own[name][0].extend(word.confidence for word in words)
            own[name][1].extend(_right(page, word) for word in words)
        for verdict in believed(page.picture, readings).verdicts:
            right = is_right(page, verdict.words)
            own[BOTH][0].append(verdict.confidence)
            own[BOTH][1].append(right)
            kept += [right] if not verdict.abstains else []
    print(f"calibration, {num_pages} pages of all qualities and as many empty ones:")
    for name, (sure, right) in own.items():
        error = expected_calibration_error(sure, right)
        print(f"  {name:15} expected calibration error {error:.3f} over {len(sure)} words, {np.mean(right):.1%} right")
    print(f"  {BOTH:15} of what it takes for read, {np.mean(kept):.1%} is right ({len(kept)} words)")


def _right(page: Printed, word: Word) -> bool:
    from reading_confidence import claim_of

    return is_right(page, (claim_of(word),))


def masked(num_fields: int) -> None:
    """Values that cannot be read: taken for read by none."""
    quiet: dict[str, Counter[str]] = {name: Counter() for name in (*READERS, BOTH)}
    asked: Counter[str] = Counter()
    for number in range(num_fields):
        kind = MASKS[number % len(MASKS)]
        page = made.masked(kind, TEST_FONTS[number % len(TEST_FONTS)], 4000 + number)
        readings = readings_of(page)
        asked[kind] += 1
        for name, words in {**readings, BOTH: believed(page.picture, readings).words}.items():
            quiet[name][kind] += not any(page.field and page.field.holds(word.box.center) for word in words)
    print(f"abstention, {num_fields} fields that cannot be read:")
    for name, kinds in quiet.items():
        each = ", ".join(f"{kind} {kinds[kind]}/{asked[kind]}" for kind in MASKS)
        print(f"  {name:15} {kinds.total() / num_fields:6.1%} abstained ({each})")


def main() -> None:
    """Print what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="clean,skew,light,empty,calibration,masked")
    for name, count in (("pages", 10), ("empty", 300), ("fields", 100), ("angles", 200)):
        options.add_argument(f"--{name}", type=int, default=count)
    options.add_argument("--model", action="store_true")
    given = options.parse_args()
    parts: Mapping[str, Callable[[], None]] = {
        "clean": lambda: clean(given.pages, model=given.model),
        "skew": lambda: skew(given.angles),
        "light": lambda: light(given.pages),
        "empty": lambda: empty(given.empty),
        "calibration": lambda: calibration(2 * given.pages),
        "masked": lambda: masked(given.fields),
    }
    for name in given.only.split(","):
        parts[name]()


if __name__ == "__main__":
    main()
