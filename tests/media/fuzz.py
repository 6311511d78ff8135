"""Throws damaged files at every decoder: `PYTHONPATH=tests python tests/media/fuzz.py --inputs 30000`.

Every outcome must be arrays or a typed error of the list below. A file that is not is kept under the folder given by
`--keep`. Prints inputs per second, the outcomes by code and the slowest input, also of a run that is interrupted
(Ctrl-C, SIGTERM; status 130).
"""

from __future__ import annotations

import argparse
import functools
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import office_samples
from long_run import INTERRUPTED, steps, until_interrupted
from media_samples import encoded, gif_of_frames, pdf, pdf_with_a_form, png, scene, swapping_profile
from PIL import Image

from sensorium.errors import SensoriumError
from sensorium.limits import Limits
from sensorium.media import documents, page_marks, pictures, worker

Read: TypeAlias = Callable[[bytes], object]

LIMITS = Limits(image_pixels=4_000_000, document_bytes_unpacked=20_000_000, decode_seconds=10.0)
ALLOWED_ERRORS = frozenset(
    {
        "", "unsupported_format", "empty_file", "invalid_image", "image_too_large", "too_many_frames",
        "invalid_document", "document_encrypted", "document_too_complex", "invalid_text", "decode_memory",
        "decode_timeout", "decode_failed", "invalid_page", "image_too_complex",
    }
)  # fmt: skip
SERIOUS = frozenset({"decode_timeout", "decode_failed"})  # typed, yet worth a look: the process had to be replaced
STEP_BYTES = (1, 1, 1, 2, 4, 8, 64)
TELLING = (0, 1, 0x7F, 0x80, 0xFF)


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a description"
    return exif


def _seeds() -> dict[str, tuple[Read, bytes]]:
    """One small valid file for each path through the decoders, and what reads it."""
    picture = Image.fromarray(scene(40, 30))
    frames = [Image.fromarray(scene(24, 18, seed)) for seed in range(3)]
    rgba = picture.convert("RGBA")
    rgba.putalpha(120)
    small = functools.partial(pictures.read, limits=LIMITS)
    reduced = functools.partial(pictures.read, limits=LIMITS, max_side=9)
    moving = functools.partial(pictures.frames, limits=LIMITS, max_side=20)
    paged = functools.partial(documents.read, limits=LIMITS, dpi=40)
    marked = functools.partial(page_marks.read, limits=LIMITS)
    animated = {"save_all": True, "append_images": frames[1:], "duration": 60}
    words = b"BT /F1 20 Tf 20 40 Td (Seven pears) Tj ET 1 0 0 rg 0 0 50 50 re f"
    return {
        "png": (small, encoded(picture, "PNG", exif=_exif(), icc_profile=swapping_profile())),
        "png, 16 bit": (small, encoded(Image.fromarray(np.arange(600, dtype=np.uint16).reshape(20, 30)), "PNG")),
        "png, interlaced palette": (small, encoded(picture.quantize(16), "PNG", transparency=3)),
        "png, made by hand": (small, png(64, 64, 8, 6)),
        "jpeg": (small, encoded(picture, "JPEG", exif=_exif(), icc_profile=swapping_profile())),
        "jpeg, progressive": (small, encoded(picture, "JPEG", progressive=True)),
        "jpeg, reduced": (reduced, encoded(picture, "JPEG")),
        "jpeg, four inks": (small, encoded(picture.convert("CMYK"), "JPEG")),
        "webp": (small, encoded(picture, "WEBP", exif=_exif())),
        "webp, lossless with alpha": (small, encoded(rgba, "WEBP", lossless=True)),
        "webp, moving": (moving, encoded(frames[0], "WEBP", **animated)),
        "gif": (small, encoded(picture, "GIF")),
        "gif, moving": (moving, encoded(frames[0], "GIF", **animated)),
        "gif, made by hand": (moving, gif_of_frames(20, 8, 8)),
        "png, moving": (moving, encoded(frames[0], "PNG", **animated)),
        "avif": (small, encoded(rgba, "AVIF", exif=_exif())),
        "avif, moving": (moving, encoded(frames[0], "AVIF", **animated)),
        "tiff": (small, encoded(picture, "TIFF", exif=_exif())),
        "tiff, lzw": (small, encoded(picture, "TIFF", compression="tiff_lzw")),
        "tiff, deflated, pages": (moving, encoded(frames[0], "TIFF", compression="tiff_adobe_deflate", **animated)),
        "tiff, jpeg": (small, encoded(picture, "TIFF", compression="jpeg")),
        "tiff, fax": (small, encoded(picture.convert("1"), "TIFF", compression="group4")),
        "pdf": (paged, pdf([words, words])),
        "pdf with a picture": (paged, encoded(picture, "PDF", title="Pears")),
        "pdf, its marks": (marked, pdf([words, b"20 20 m 120 20 l S 20 20 80 30 re S 10 10 m 40 90 90 90 99 9 c S"])),
        "pdf with a form, its marks": (marked, pdf_with_a_form(value="Ada")),
        "docx": (paged, office_samples.word("<w:p><w:r><w:t>Seven pears</w:t></w:r></w:p>" * 3)),
        "pptx": (paged, office_samples.pptx_file()),
        "xlsx": (paged, office_samples.sheet('<row><c t="str"><v>pear</v></c><c><v>1.5</v></c></row>' * 3)),
        "epub": (paged, office_samples.epub_file()),
        "html": (paged, office_samples.HTML),
        "eml": (paged, office_samples.mail_file()),
        "markdown": (paged, office_samples.MARKDOWN),
        "csv": (paged, office_samples.CSV),
        "text": (paged, ("pear – größer\n" * 9).encode()),
    }


SEEDS = _seeds()


def mutated(data: bytes, rng: np.random.Generator) -> bytes:
    """`data` with one to eight injuries: bits, telling values, cuts, repeats, swaps and growth."""
    damaged = bytearray(data)
    for _ in range(int(rng.integers(1, 9))):
        if not damaged:
            return b"\0"
        place, size = int(rng.integers(len(damaged))), int(rng.choice(STEP_BYTES))
        kind = int(rng.integers(7))
        if kind == 0:
            damaged[place] ^= 1 << int(rng.integers(8))
        elif kind == 1:
            damaged[place : place + size] = bytes([int(rng.choice(TELLING))]) * size
        elif kind == 2:
            damaged[place : place + size] = rng.bytes(size)
        elif kind == 3:
            del damaged[place : place + size]
        elif kind == 4:
            damaged[place:place] = damaged[place : place + 64 * size]
        elif kind == 5:
            other = int(rng.integers(len(damaged)))
            damaged[place : place + size], damaged[other : other + size] = (
                damaged[other : other + size], damaged[place : place + size],
            )  # fmt: skip
        elif rng.random() < 0.3:
            del damaged[place:]
        else:  # injuries to headers are the more telling ones
            damaged[place % min(len(damaged), 64)] = int(rng.choice(TELLING))
    return bytes(damaged)


def outcome(read: Read, data: bytes) -> str:
    """The code of the typed error that `read` raises on `data`; '' when it is read. Any other error is let through."""
    try:
        read(data)
    except SensoriumError as error:
        return error.code
    return ""


class Found:
    """What came of the inputs so far."""

    def __init__(self, names: Sequence[str], seed: int, keep: Path, begin: int = 0) -> None:
        self.next = begin  # number of the next input
        self.counts: Counter[str] = Counter()
        self.slowest = (0.0, "")
        self.bad = 0
        self._names, self._seed, self._keep, self._began = names, seed, keep, time.monotonic()

    @property
    def num_inputs(self) -> int:
        return sum(self.counts.values())

    def throw(self, num_inputs: int) -> None:
        """Damaged files up to a number, each seed in its turn."""
        for number in steps(range(self.next, num_inputs), "damaged files", self.so_far):
            name = self._names[number % len(self._names)]
            read, data = SEEDS[name]
            damaged = mutated(data, np.random.default_rng([self._seed, number]))
            started = time.monotonic()
            code = outcome(read, damaged)
            self.slowest = max(self.slowest, (time.monotonic() - started, f"{name} #{number} ({code})"))
            self.counts[code] += 1
            self._judge(name, number, code, damaged)
            self.next = number + 1

    def _judge(self, name: str, number: int, code: str, damaged: bytes) -> None:
        """Keep what is worth a look."""
        self.bad += code not in ALLOWED_ERRORS
        if code in SERIOUS or code not in ALLOWED_ERRORS:
            self._keep.mkdir(parents=True, exist_ok=True)
            kept = f"{name.replace(', ', '-').replace(' ', '-')}-{self._seed}-{number}-{code}"
            (self._keep / kept).write_bytes(damaged)

    def so_far(self) -> str:
        """In a few words, while it goes on."""
        return f"slowest {self.slowest[0]:.2f} s, {sum(self.counts[code] for code in SERIOUS)} serious, {self.bad} bad"

    def __str__(self) -> str:
        elapsed_s = time.monotonic() - self._began
        head = f"{self.num_inputs} inputs in {elapsed_s:.1f} s: {self.num_inputs / elapsed_s:.0f} a second"
        lines = [f"{count:7} {code or 'read'}" for code, count in self.counts.most_common()]
        return "\n".join([head, f"slowest {self.slowest[0]:.2f} s: {self.slowest[1]}", *lines])


def main() -> int:
    """Run from the command line; 1 when something came out that must not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--begin", type=int, default=0, help="number of the first input")
    parser.add_argument("--only", default="", help="seeds whose name begins so")
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    options = parser.parse_args()
    names = [name for name in sorted(SEEDS) if name.startswith(options.only)]
    found = Found(names, options.seed, options.keep, options.begin)
    interrupted = until_interrupted(lambda: found.throw(options.inputs))
    worker.close()
    sys.stdout.write(f"{found}\n")
    if interrupted:
        left = options.inputs - found.next
        sys.stdout.write(f"interrupted: {left} inputs were not thrown; go on with --begin {found.next}\n")
    return INTERRUPTED if interrupted else int(found.bad > 0)


if __name__ == "__main__":
    sys.exit(main())
