"""Where each position came from: which part of which message, and where in its picture or when in its sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sensorium.content import Audio, Document, Image, Message, Part, Video
from sensorium.native.codecs.picture import PictureCodecConfig
from sensorium.native.encoders.audio import SAMPLE_RATE_HZ as HEARD_RATE_HZ
from sensorium.native.encoders.audio import SAMPLES_PER_FEATURE
from sensorium.native.encoders.views import (
    FRAME_GRID,
    LINE_HEIGHT,
    LINE_MAX_WIDTH,
    LINE_STRIDE,
    NUM_FRAMES,
    Box,
    is_wide,
)
from sensorium.native.engine.trace import Segment, Trace
from sensorium.native.engine.writer import FRAME_RATE_HZ as FILM_RATE_HZ
from sensorium.native.tokens.phones import FRAME_RATE_HZ as SOUND_RATE_HZ
from sensorium.native.tokens.stream import CELLS, GRID, Feature, FeatureKind
from sensorium.native.tokens.vocabulary import CUE_CELL, PICTURE, SOUND, TEXT, Special

FRAMES_PER_KEY = PictureCodecConfig.frames_per_key  # of a clip that is made


@dataclass(frozen=True, kw_only=True)
class Source:
    """A part by the index of its message and its own in it; the reply is the message after the last. page: of a
    document. box: shares of the picture (left, top, right, bottom). seconds: from and to.
    """

    message: int
    part: int
    page: int | None = None
    box: Box | None = None
    seconds: tuple[float, float] | None = None


def sources_of(messages: Sequence[Message], trace: Trace) -> list[Source | None]:
    """One for each position of an exchange; None of turns' marks."""
    found: list[Source | None] = [None] * (len(trace.prompt) + len(trace.reply))
    given = [(message, part) for message, one in enumerate(messages) for part in range(len(one.parts))]
    for (message, part), span in zip(given, trace.parts, strict=True):
        value = messages[message].parts[part]
        found[span.start : span.stop] = _given(value, Source(message=message, part=part), span, trace)
    for number, segment in enumerate(trace.segments()):
        made = Source(message=len(messages), part=number)
        first = segment.first - 1  # its mark
        found[first : segment.first + len(segment.ids) + 1] = [made, *_made(segment, made), made]
    return found


def _given(value: Part, whole: Source, span: range, trace: Trace) -> list[Source | None]:
    """The positions of a part that was given."""
    ids, cues = trace.prompt.ids[span.start : span.stop, 0], trace.prompt.cues[span.start : span.stop, 0]
    pages = np.cumsum(ids == Special.PAGE) - 1
    is_document = isinstance(value, Document)
    places = [replace(whole, page=int(page)) if is_document else whole for page in pages]
    for feature in (one for one in trace.features if one.start in span and not one.aside):
        first = feature.start - span.start
        shown = _value_at(value, places[first], feature.kind)
        for index, (box, seconds) in enumerate(_places(shown, feature)):
            places[first + index] = replace(places[first + index], box=box, seconds=seconds)
    print_read = np.flatnonzero((ids >= TEXT.start) & (ids < TEXT.stop) & (cues > 0))
    for at, cell in zip(print_read.tolist(), (cues[print_read] - CUE_CELL.start).tolist(), strict=True):
        box = _in_picture(_cell_box(cell, GRID), _value_at(value, places[at], "picture"))
        places[at] = replace(places[at], box=box)
    return list(places)


def _value_at(value: Part, source: Source, kind: FeatureKind) -> Part:
    """What a feature shows: the page of a document, the soundtrack of a film."""
    if isinstance(value, Document):
        assert source.page is not None
        return value.pages[source.page].picture
    if isinstance(value, Video) and kind == "sound":
        assert value.soundtrack is not None
        return value.soundtrack
    return value


def _places(value: Part, feature: Feature) -> Iterator[tuple[Box | None, tuple[float, float] | None]]:
    """Box and seconds of each position of a feature."""
    for index in range(feature.count):
        match feature.kind:
            case "sound":
                assert isinstance(value, Audio)
                step = SAMPLES_PER_FEATURE / HEARD_RATE_HZ
                yield None, (index * step, min((index + 1) * step, value.duration_s))
            case "frames":
                assert isinstance(value, Video)
                moment, cell = divmod(index, FRAME_GRID**2)
                yield _in_picture(_cell_box(cell, FRAME_GRID), value, fitted=True), _moment(value, moment)
            case "line":
                yield _column(value, index), None
            case _:
                first = _moment(value, 0) if isinstance(value, Video) else None
                yield _in_picture(_cell_box(index, GRID), value), first


def _cell_box(cell: int, grid: int) -> Box:
    row, column = divmod(cell, grid)
    return column / grid, row / grid, (column + 1) / grid, (row + 1) / grid


def _in_picture(square: Box, value: Part, *, fitted: bool = False) -> Box | None:
    """A box of the square view as shares of the picture, the way back from `views.in_square`; None in the margin.

    fitted: the view keeps the picture's shape, however wide it is.
    """
    assert isinstance(value, Image | Video)
    if is_wide(value.height, value.width) and not fitted:
        return square
    longest = max(value.height, value.width)
    left, top, right, bottom = (
        min(1.0, max(0.0, (share - 0.5) * longest / side + 0.5))
        for share, side in zip(square, (value.width, value.height) * 2, strict=True)
    )
    return (left, top, right, bottom) if right > left and bottom > top else None


def _column(value: Part, column: int) -> Box:
    """A column of a line, LINE_STRIDE wide at the size at which it is read."""
    assert isinstance(value, Image)
    scaled = min(LINE_MAX_WIDTH, max(1.0, value.width * LINE_HEIGHT / value.height))
    return min(1.0, column * LINE_STRIDE / scaled), 0.0, min(1.0, (column + 1) * LINE_STRIDE / scaled), 1.0


def _moment(video: Video, moment: int) -> tuple[float, float]:
    """When the frame was shown that a moment's features are of."""
    index = int(np.linspace(0, len(video.frames) - 1, NUM_FRAMES).round()[moment])
    until = video.times_s[index + 1] if index + 1 < len(video.frames) else video.duration_s
    return float(video.times_s[index]), float(until)


def _made(segment: Segment, whole: Source) -> Iterator[Source]:
    """The positions of a segment of the reply, between its mark and its end."""
    cells = frames = 0
    for token in segment.ids[:, 0].tolist():
        if token in PICTURE[0]:
            key, cell = divmod(cells, CELLS)
            start = key * FRAMES_PER_KEY / FILM_RATE_HZ
            seconds = (start, start + 1 / FILM_RATE_HZ) if segment.output == "video" else None
            yield replace(whole, box=_cell_box(cell, GRID), seconds=seconds)
            cells += 1
        elif token in SOUND[0]:
            yield replace(whole, seconds=(frames / SOUND_RATE_HZ, (frames + 1) / SOUND_RATE_HZ))
            frames += 1
        else:
            yield whole
