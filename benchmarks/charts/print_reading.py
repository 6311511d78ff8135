"""Words of a picture by rapidocr (onnxruntime, one thread), level ones and those that run upwards."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word

_SMALLEST = 400  # pixels of the shorter side: smaller pictures are shown twice as large


@cache
def _reader() -> Any:  # noqa: ANN401
    from rapidocr import RapidOCR

    logging.disable(logging.CRITICAL)
    return RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1})


def words_of(pixels: NDArray[np.uint8]) -> list[Word]:
    """Words with their boxes in pixels of the picture; of a line that holds several each has its share of the width."""
    factor = 2 if min(pixels.shape[:2]) < _SMALLEST else 1
    told = _reader()(np.ascontiguousarray(pixels.repeat(factor, 0).repeat(factor, 1)[..., ::-1]))
    if told.boxes is None:
        return []
    return [
        word
        for text, corners, sure in zip(told.txts, told.boxes, told.scores, strict=True)
        for word in _parted(text, np.asarray(corners) / factor, float(sure))
    ]


def _parted(text: str, corners: NDArray[np.float64], sure: float) -> list[Word]:
    left, top, right, bottom = *corners.min(0).tolist(), *corners.max(0).tolist()
    upward = bottom - top > 1.6 * (right - left) and len(text) > 2
    length, at, words = max(1, len(text)), 0, []
    for part in text.split():
        at = text.index(part, at)
        start, end = at / length, (at + len(part)) / length
        at += len(part)
        box = (
            Box(left, bottom - end * (bottom - top), right, bottom - start * (bottom - top))
            if upward
            else Box(left + start * (right - left), top, left + end * (right - left), bottom)
        )
        words.append(Word(text=part, box=box, source="rapidocr", confidence=sure))
    return words
