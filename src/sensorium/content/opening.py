"""Opens a file of any kind: its bytes say which value it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sensorium.content.document import Document
from sensorium.content.image import Image
from sensorium.content.music import Music, is_score
from sensorium.content.reply import Part
from sensorium.content.sound import Audio
from sensorium.content.video import Video
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.media.sources import Loaded

Source: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview

MAX_FRAMES = 32  # of a film that is opened without saying how many are wanted
MAX_SIDE = 1_024  # pixels, of such a film


@dataclass(frozen=True, eq=False)
class Opened:
    """A value, and in words what deserves a mention: another type than declared, frames left out, damage."""

    part: Part
    notes: Sequence[str] = ()


def open(source: Source, *, limits: Limits = DEFAULT) -> Part:  # noqa: A001 - content.open, as Image.open
    """The value in a path, bytes, open file, base64 data URL or web address: see `open_with_notes`."""
    return open_with_notes(source, limits=limits).part


def open_with_notes(source: Source, *, limits: Limits = DEFAULT) -> Opened:
    """The value in a path, bytes, open file, base64 data URL or web address, and what was odd.

    Pictures become `Image`; animated pictures and films `Video` (at most `MAX_FRAMES` frames and `MAX_SIDE` pixels:
    `Video.open` gives more); sounds, and films without moving picture, `Audio`; ABC notation `Music`; PDF, office
    files, HTML, mail, books, other text, and a TIFF of several pages, which says no times to be a film by, `Document`.
    Raises `InvalidInput`, `TooLarge`.
    """
    from sensorium.media import sources

    return opened(sources.load(source, limits), limits)


def opened(loaded: Loaded, limits: Limits = DEFAULT) -> Opened:
    """The value in bytes that were loaded, from wherever: as `open_with_notes`."""
    from sensorium.media import formats

    if loaded.media_type in formats.PICTURES:
        return _picture(loaded, limits)
    if loaded.media_type in formats.VIDEOS:
        return _film(loaded, limits)
    if loaded.media_type in formats.SOUNDS:
        return _sound(loaded, limits)
    if loaded.media_type == "text/plain" and is_score(formats.decode_text(loaded.data)):
        return Opened(Music.open(loaded.data, limits=limits), loaded.notes)
    return _document(loaded, limits)


def _document(loaded: Loaded, limits: Limits) -> Opened:
    from sensorium.media import documents

    found = documents.read(loaded.data, limits, declared=loaded.media_type)
    return Opened(Document.of_pages(found), (*loaded.notes, *found.notes))


def _picture(loaded: Loaded, limits: Limits) -> Opened:
    from sensorium.media import formats, pictures

    found = pictures.read(loaded.data, limits)
    if found.num_frames > 1 and loaded.media_type == formats.TIFF:
        return _document(loaded, limits)
    if found.num_frames > 1:
        return _film(loaded, limits)
    return Opened(Image(found.pixels), (*loaded.notes, *found.notes))


def _film(loaded: Loaded, limits: Limits) -> Opened:
    from sensorium.media import videos

    try:
        film = videos.read(loaded.data, limits, max_frames=MAX_FRAMES, max_side=MAX_SIDE)
    except InvalidInput as error:
        if error.code != "no_video":
            raise
        return _sound(loaded, limits)
    soundtrack = None if film.samples is None else Audio(film.samples, film.sample_rate_hz)
    return Opened(Video(film.frames, film.times_s, film.duration_s, soundtrack), (*loaded.notes, *film.notes))


def _sound(loaded: Loaded, limits: Limits) -> Opened:
    from sensorium.media import sounds

    found = sounds.read(loaded.data, limits)
    return Opened(Audio(found.samples, found.sample_rate_hz), (*loaded.notes, *found.notes))
