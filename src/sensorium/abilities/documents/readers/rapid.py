"""RapidOCR (PP-OCR: Du et al., "PP-OCR: A Practical Ultra Lightweight OCR System", 2020) as a reader: extra `ocr`.

Its networks lie in its wheel and run on the CPU; nothing is downloaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any, Final

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image
from sensorium.errors import MissingDependency

NAME: Final = "rapidocr"
PACKAGES = ("rapidocr", "onnxruntime", "cv2")
LONGEST_SIDE = 4096  # pixels; larger pictures are shrunk to it before they are read
THREADS = min(os.cpu_count() or 1, 4)
SETTINGS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # lines come upright
    "Global.text_score": 0.0,  # what is unsure is kept, and said to be
    "Global.max_side_len": LONGEST_SIDE,
    "Global.return_word_box": True,
    "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_ONE_AT_A_TIME = Lock()  # it keeps settings of a call on itself


@dataclass(frozen=True, kw_only=True)
class RapidOCR:
    """Reads Latin letters and Chinese; it is asked for English here."""

    languages: tuple[str, ...] = ("eng",)

    @property
    def name(self) -> str:
        return NAME

    @staticmethod
    def available() -> bool:
        """Whether its packages are here; nothing of them is imported."""
        return all(find_spec(package) is not None for package in PACKAGES)

    def read(self, picture: Image) -> Sequence[Word]:
        """As `Reader.read`; a word's confidence is that of its letters, its box cut from the line's by their places."""
        with _ONE_AT_A_TIME:
            found = _engine()(np.ascontiguousarray(picture.pixels[:, :, ::-1]))  # it takes blue, green, red
        if found.txts is None or not len(found.txts):
            return []
        lines = zip(found.boxes, found.txts, found.scores, found.word_results, strict=True)
        return [word for line in lines for word in _words(*line)]


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - the package brings no types for it
    try:
        from rapidocr import RapidOCR as Engine
    except ImportError as missing:
        raise MissingDependency("reading with rapidocr needs an extra: pip install 'sensorium[ocr]'") from missing
    return Engine(params=dict(SETTINGS))


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
