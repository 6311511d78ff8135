"""A picture of a screen → its elements: the way of `reading` for what is no page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sensorium.abilities.documents.readers.choosing import NONE_HERE
from sensorium.abilities.documents.reading import way_of
from sensorium.abilities.documents.scans import read_words
from sensorium.abilities.documents.screens import Screen, read_screen
from sensorium.abilities.documents.tree import Word
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.errors import InvalidInput, MissingDependency

if TYPE_CHECKING:
    from sensorium.content.opening import Source
    from sensorium.media.sources import Loaded

SMALL_PX = 400  # of the shorter side: smaller pictures are shown to readers twice as large


def screen(source: Source, way: Way | None = None, **settings: object) -> Screen:
    """Elements of a picture of a page or dialog: a path, bytes, a base64 data URL or a web address.

    settings: what `reading.way_of` takes, in place of a way: reader="tesseract", verify="rapidocr". Boxes are in pixels
    of the picture, which is read as it came. Raises what `media.sources.load` and `media.pictures.read` raise,
    `InvalidInput` (`unsupported_format`) for what is no still picture, `MissingDependency` where no reader is.
    """
    from sensorium.media import sources

    if way is not None and settings:
        raise InvalidInput("give a way, or its settings, not both", param="way")
    way = way or way_of(**settings)  # type: ignore[arg-type]
    return screen_of(sources.load(source, way.limits), way)


def screen_of(loaded: Loaded, way: Way) -> Screen:
    """The same of bytes that were loaded, from wherever."""
    picture = picture_in(loaded, way)
    if way.reader is None:
        raise MissingDependency(NONE_HERE)
    way.report(1, 1)
    return read_screen(_words(picture, way), picture.pixels)


def picture_in(loaded: Loaded, way: Way) -> Image:
    """The picture that a file is. Raises `InvalidInput`."""
    from sensorium.media import formats, pictures

    if loaded.media_type not in formats.PICTURES:
        message = f"a screen is read from a picture of it, not from {loaded.media_type}; take one, as PNG"
        raise InvalidInput(message, code="unsupported_format", param="file")
    found = pictures.read(loaded.data, way.limits)
    if found.num_frames > 1:
        raise InvalidInput("the picture moves; give one of its frames", code="unsupported_format", param="file")
    return Image(found.pixels)


def _words(picture: Image, way: Way) -> tuple[Word, ...]:
    """Words with boxes in pixels. Those that are doubted are left out."""
    factor = 2 if min(picture.width, picture.height) < SMALL_PX else 1
    shown = picture if factor == 1 else Image(np.ascontiguousarray(picture.pixels.repeat(factor, 0).repeat(factor, 1)))
    words, _ = read_words(shown, way, {})
    return tuple(replace(word, box=word.box.scaled(1 / factor)) for word in words)
