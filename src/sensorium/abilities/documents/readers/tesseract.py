"""Tesseract (Smith, "An Overview of the Tesseract OCR Engine", ICDAR 2007), a program of the system, as a reader."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image as Pillow

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers import within
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image
from sensorium.errors import InvalidInput, MissingDependency, ModelUnavailable
from sensorium.limits import DEFAULT

PROGRAM = "tesseract"
NEEDED = "reading with tesseract needs the program: apt install tesseract-ocr"
WORD_LEVEL = "5"  # of the rows of its TSV
LONGEST_SIDE = 32767  # pixels; it refuses more
DPI = 150  # told where the picture does not say: without it a guess is made from the print


@dataclass(frozen=True, kw_only=True)
class Tesseract:
    """languages: of its own names, as installed ("eng", "deu").

    limit_s, limit_bytes: seconds, and bytes of address space, that one page may take, over 0.
    """

    languages: tuple[str, ...] = ("eng",)
    limit_s: float = 60.0
    limit_bytes: int = DEFAULT.worker_bytes

    def __post_init__(self) -> None:
        if not self.languages or not all(name.replace("_", "").isalnum() for name in self.languages):
            raise InvalidInput("languages are names such as 'eng', 'deu' or 'chi_sim'", param="languages")
        if not self.limit_s > 0:
            raise InvalidInput(f"limit_s must be over 0 seconds, got {self.limit_s}", param="limit_s")
        if not self.limit_bytes > 0:
            raise InvalidInput(f"limit_bytes must be over 0, got {self.limit_bytes}", param="limit_bytes")

    @property
    def name(self) -> str:
        return PROGRAM

    @staticmethod
    def available() -> bool:
        """Whether the program is here."""
        return shutil.which(PROGRAM) is not None

    def read(self, picture: Image) -> Sequence[Word]:
        """As `Reader.read`. Raises `ModelUnavailable` for a language it lacks."""
        return list(words_of(self._run(picture)))

    def _run(self, picture: Image) -> str:
        program = shutil.which(PROGRAM)
        if program is None:
            raise MissingDependency(NEEDED)
        command = [program, "-", "-", "-l", "+".join(self.languages), "--dpi", str(DPI), "tsv"]
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # faster so, and two pages do not fight for cores
        done = within.run(
            command, _portable(picture), limit_s=self.limit_s, limit_bytes=self.limit_bytes, environment=one_thread
        )
        if done.status:
            languages = ", ".join(self.languages)
            what = f"tesseract failed (status {done.status}): is its data for {languages} installed?"
            raise ModelUnavailable(what)
        return done.written.decode("utf-8", "replace")


def _portable(picture: Image) -> bytes:
    """As PNM in grey: nothing to compress."""
    if max(picture.width, picture.height) > LONGEST_SIDE:
        limit, got = LONGEST_SIDE, max(picture.width, picture.height)
        raise InvalidInput(f"tesseract reads at most {limit} pixels a side, got {got}: shrink the picture")
    saved = io.BytesIO()
    Pillow.fromarray(picture.pixels).convert("L").save(saved, "PPM")
    return saved.getvalue()


def words_of(table: str) -> Iterator[Word]:
    """The words of a table that tesseract wrote (`tsv`): rows it cannot have written are passed over."""
    head, *rows = [line.split("\t") for line in table.split("\n")]
    for row in (dict(zip(head, cells, strict=False)) for cells in rows):
        text = row.get("text", "").strip()
        if row.get("level") != WORD_LEVEL or not text:
            continue
        try:
            left, top, width, height = (int(row[side]) for side in ("left", "top", "width", "height"))
            confidence = float(row["conf"]) / 100
        except (KeyError, ValueError):
            continue
        if width >= 0 and height >= 0 and 0 <= confidence <= 1:
            box = Box(left, top, left + width, top + height)
            yield Word(text=text, box=box, source=PROGRAM, confidence=confidence)
