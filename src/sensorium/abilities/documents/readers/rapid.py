"""RapidOCR (PP-OCR: Du et al., "PP-OCR: A Practical Ultra Lightweight OCR System", 2020) as a reader: extra `ocr`.

Its networks lie in its wheel and run on the CPU; nothing is downloaded. Pictures come from strangers: they are read in
a warm process that has no files, no network and limited memory, and is ended when it takes too long (`media.worker`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.print_height import print_height_px
from sensorium.abilities.documents.readers.within import judging_limits
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image
from sensorium.errors import InvalidInput, MissingDependency
from sensorium.limits import DEFAULT
from sensorium.media import child, worker

NAME: Final = "rapidocr"
PROCESS: Final = "sensorium.abilities.documents.readers.rapid_process"
NEEDED: Final = "reading with rapidocr needs an extra: pip install 'sensorium[ocr]'"
PACKAGES = ("rapidocr", "onnxruntime", "cv2")
LONGEST_SIDE = 4096  # pixels; larger pictures are shrunk to it before they are read
SEEN_PX = 6.5  # height of the smaller letters at which lines are still found as surely as at any other
MOST_PX = 2_500_000  # in which they are looked for: memory goes with them
LEAST_SHARE = 0.2  # of the picture's sides, that lines are looked for on at least
MOST_THREADS = 4  # that read lines
NARROW_PX = 736  # the shorter side of a picture of which nothing is known is made as long before lines are looked for
SETTINGS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # lines come upright
    "Global.text_score": 0.0,  # what is unsure is kept, and said to be
    "Global.max_side_len": LONGEST_SIDE,
    "Global.return_word_box": True,
    "Rec.rec_batch_num": 1,  # a line at a time: together they are filled up to the widest and leave the cache
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # threads that wait for one another spin: a third more work
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, kw_only=True)
class RapidOCR:
    """Reads Latin letters and Chinese; it is asked for English here."""

    languages: tuple[str, ...] = ("eng",)
    limit_s: float = 60.0
    limit_bytes: int = DEFAULT.worker_bytes

    def __post_init__(self) -> None:
        if not (self.limit_s > 0 and self.limit_bytes > 0):
            got = f"limit_s {self.limit_s}, limit_bytes {self.limit_bytes}"
            raise InvalidInput(f"limits of a reader are over 0, got {got}", param="limit_s")

    @property
    def name(self) -> str:
        return NAME

    @staticmethod
    def available() -> bool:
        """Whether its packages are here; nothing of them is imported."""
        return all(find_spec(package) is not None for package in PACKAGES)

    def read(self, picture: Image) -> Sequence[Word]:
        """As `Reader.read`; a word's confidence is that of its letters, its box cut from the line's by their places."""
        if not self.available():
            raise MissingDependency(NEEDED)
        limits = replace(DEFAULT, decode_seconds=self.limit_s, worker_bytes=self.limit_bytes)
        pixels = np.ascontiguousarray(picture.pixels)
        with judging_limits(NAME):
            found = worker.apart(
                PROCESS, "read_words", pixels.tobytes(), limits, width=picture.width, height=picture.height
            )
        with worker.judging_answer():
            return [
                Word(text=str(text), box=Box(*placed[:4]), source=NAME, confidence=placed[4])
                for text, placed in zip(found.facts["texts"], found.arrays["placed"].tolist(), strict=True)
            ]


def words_here(picture: Image) -> list[Word]:
    """What `RapidOCR.read` does, in this process."""
    engine = _engine()
    _look_at(engine.text_det, picture)
    found = engine(np.ascontiguousarray(picture.pixels[:, :, ::-1]))  # it takes blue, green, red
    if found.txts is None or not len(found.txts):
        return []
    lines = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
    return [word for line in lines for word in _words(*line)]


def looked_at(picture: Image) -> float:
    """The share of a picture's sides at which lines are looked for: as small as its print allows, over 1 if it is tiny.

    Looking for lines costs by the pixel, and large print is found in few of them; letters are read in the picture
    itself.
    """
    enlarged = max(1.0, NARROW_PX / min(picture.width, picture.height))
    most = min(enlarged, math.sqrt(MOST_PX / (picture.width * picture.height)))
    height_px = print_height_px(picture.pixels)
    return most if height_px is None else min(most, max(LEAST_SHARE, SEEN_PX / height_px))


def _look_at(detector: Any, picture: Image) -> None:  # noqa: ANN401
    """Tell the part of RapidOCR that finds lines how large it shall see the picture."""
    share = looked_at(picture)
    sides = (picture.width, picture.height)
    detector.limit_type = "max" if share < 1 else "min"  # what its sides are shrunk, or brought up, to
    detector.limit_side_len = max(1, round(share * (max(sides) if share < 1 else min(sides))))


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - the package brings no types for it
    try:
        from rapidocr import RapidOCR as Engine
    except ImportError as missing:
        raise MissingDependency(NEEDED) from missing
    engine: Any = Engine(params=dict(SETTINGS))
    blank = np.full((64, 64, 3), 255, np.uint8)
    engine(blank, use_det=False)  # its networks are loaded by the first picture that needs them
    engine(blank, use_det=True)
    engine.text_rec = LinesAtOnce(engine.text_rec, num_threads=min(MOST_THREADS, child.cores()))
    return engine


class LinesAtOnce:
    """The part of RapidOCR that reads lines, given some of them to each of several threads: lines are independent."""

    def __init__(self, reads: Any, num_threads: int) -> None:  # noqa: ANN401
        self._reads = reads
        self._threads = ThreadPoolExecutor(max_workers=num_threads)

    def __call__(self, asked: Any) -> Any:  # noqa: ANN401
        """As the recognizer answers: of all lines, in their order."""
        lines = asked.img if isinstance(asked.img, list) else [asked.img]
        widest_first = sorted(range(len(lines)), key=lambda at: -lines[at].shape[1] / lines[at].shape[0])
        found = self._threads.map(lambda at: self._reads(replace(asked, img=[lines[at]])), widest_first)
        read = dict(zip(widest_first, found, strict=True))
        by_line = [read[at] for at in range(len(lines))]
        return replace(
            by_line[0],
            imgs=lines,
            txts=tuple(text for one in by_line for text in one.txts),
            scores=tuple(score for one in by_line for score in one.scores),
            word_results=tuple(words for one in by_line for words in one.word_results),
        )

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._reads, name)


def _words(corners: Any, text: str, score: float, parts: Sequence[Any]) -> Iterator[Word]:  # noqa: ANN401
    """Words of a line: as it parts them, joined again where the line has no space between."""
    line = _around(corners)
    for word, confidence, box in _rejoined(text, parts):
        placed = Box(max(box.left, line.left), line.top, min(box.right, line.right), line.bottom)
        sure = min(confidence, 1.0) if parts else score
        yield Word(text=word, box=placed, source=NAME, confidence=float(sure))


def _rejoined(text: str, parts: Sequence[Any]) -> Iterator[tuple[str, float, Box]]:
    """One for each word of `text`: its parts' least confidence and the box around them."""
    left = list(parts)
    for word in text.split():
        got, pieces = "", []
        while left and len(got) < len(word):
            pieces.append(left.pop(0))
            got += str(pieces[-1][0]).replace(" ", "")
        if pieces:
            box = Box.around(_around(corners) for _, _, corners in pieces)
            yield word, min(float(score) for _, score, _ in pieces), box


def _around(corners: Any) -> Box:  # noqa: ANN401
    x, y = np.asarray(corners, float).T
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
