"""What every reader of pictures of pages is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from sensorium.abilities.documents.tree import Word
from sensorium.content import Image
from sensorium.errors import InvalidInput
from sensorium.media.resolution import POINTS_PER_INCH


class Reader(Protocol):
    """Finds the words in a picture. `languages` are those it reads, by their ISO 639-3 names ("eng")."""

    @property
    def name(self) -> str: ...

    @property
    def languages(self) -> tuple[str, ...]: ...

    def read(self, picture: Image) -> Sequence[Word]:
        """The words of an upright picture, in reading order; () where there are none.

        Boxes are in *pixels of the picture*, not in points: `in_points` makes them that. source is `name`; confidence
        is what the reader itself gives, 0 to 1, not calibrated. Raises `MissingDependency` where the reader is not
        installed, `ModelUnavailable` where it fails, `InvalidInput` (`reader_timeout`, `reader_memory`,
        `reader_failed`) where a picture takes more than the reader may.
        """
        ...


def in_points(words: Sequence[Word], dpi: float) -> tuple[Word, ...]:
    """Words of a picture with their boxes in points of the page. dpi: its pixels per inch, over 0.

    Raises `InvalidInput`.
    """
    if not dpi > 0:
        raise InvalidInput(f"dpi must be over 0 pixels per inch, got {dpi}", param="dpi")
    return tuple(replace(word, box=word.box.scaled(POINTS_PER_INCH / dpi)) for word in words)
