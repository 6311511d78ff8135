"""An outside reader (tesseract) beside ours: what it reads on the same pictures."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from PIL import Image as Pillow

from sensorium.content import Image
from sensorium.errors import MissingDependency

ENLARGEMENT = 2  # tesseract was made for scans at 300 dots an inch: letters about 30 pixels high
BORDER_PX = 20  # and for text that does not touch the edge
LINE, PAGE = 7, 6  # its modes "one line" and "one block of text"


def read(image: Image, mode: int = LINE) -> str:
    """The text that tesseract finds, prepared as its manual advises: enlarged, with a border of the ground's colour.

    Raises `MissingDependency` when the program is not installed.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise MissingDependency("comparing with tesseract needs the program: apt install tesseract-ocr")
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = [program, "-", "-", "--psm", str(mode)]
    done = subprocess.run(command, input=_prepared(image), capture_output=True, env=one_thread, check=True)
    return done.stdout.decode().strip()


def read_all(images: Sequence[Image], mode: int = LINE, workers: int = 2) -> list[str]:
    """`read` for each picture, several at a time."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda image: read(image, mode), images))


def _prepared(image: Image) -> bytes:
    height, width, _ = image.pixels.shape
    large = Pillow.fromarray(image.pixels).resize(
        (width * ENLARGEMENT, height * ENLARGEMENT), Pillow.Resampling.BICUBIC
    )
    red, green, blue = (int(channel) for channel in np.median(image.pixels.reshape(-1, 3), axis=0))
    sheet = Pillow.new("RGB", (large.width + 2 * BORDER_PX, large.height + 2 * BORDER_PX), (red, green, blue))
    sheet.paste(large, (BORDER_PX, BORDER_PX))
    saved = io.BytesIO()
    sheet.save(saved, "PNG", compress_level=1)
    return saved.getvalue()
