"""Lays messages out as positions of the stream: the one way that prompts are written, in training and in use.

It chooses views and counts positions; it computes no features.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Document, Image, Message, Music, Page, Part, Text, Video
from sensorium.errors import InvalidInput, TooLarge
from sensorium.media.samples import resample, to_mono
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.encoders.audio import SAMPLE_RATE_HZ, num_features
from sensorium.native.encoders.views import lines_of, view_of, view_of_clip
from sensorium.native.tokens.packing import Packable
from sensorium.native.tokens.stream import Modality, Stream
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import SCORE, Special

TURNS = {"system": Special.SYSTEM, "user": Special.USER}
MAX_HEARD_S = 30.0
PAGE_TEXT_TOKENS = 256


class PromptWriter:
    """Writes parts and turns onto a stream."""

    def __init__(self, words: WordTokenizer, score: ScoreCodec) -> None:
        self._words = words
        self._score = score

    def turns(self, stream: Stream, messages: Iterable[Message]) -> None:
        """All turns of a conversation; the model's earlier turns are given as text and media it made."""
        for message in messages:
            if message.role == "assistant":
                stream.special(Special.ASSISTANT)
                self.parts(stream, message.parts, said=True)
                stream.special(Special.STOP)
            else:
                stream.special(TURNS[message.role])
                self.parts(stream, message.parts)

    def parts(self, stream: Stream, parts: Iterable[Part], *, said: bool = False) -> None:
        """Parts in order. `said`: they are the model's own words, so text stands in a TEXT segment."""
        for part in parts:
            match part:
                case Text():
                    self._text(stream, part.text, said=said)
                case Image():
                    self.picture(stream, part.pixels)
                case Audio():
                    self.sound(stream, part)
                case Video():
                    self._clip(stream, part)
                case Music():
                    self._tune(stream, part)
                case Document():
                    for page in part.pages:
                        self._page(stream, page)

    def embeddable(self, parts: Iterable[Part], pair: int | None = None, meaning: int = 0) -> Packable:
        """Parts followed by EMBED, whose state is their embedding; `pair` and `meaning` as in `Packable`."""
        stream = Stream()
        stream.special(Special.USER)
        self.parts(stream, parts)
        stream.special(Special.EMBED)
        return Packable(stream.all(), tuple(stream.features), pair, meaning)

    def picture(self, stream: Stream, pixels: NDArray[np.uint8], modality: Modality = Modality.IMAGE) -> None:
        """A picture to be understood, shape = (height, width, 3)."""
        view = view_of(pixels)
        stream.special(Special.SEE_LINE if view.kind == "line" else Special.SEE_PICTURE, modality)
        stream.feature(view.kind, view.pixels, view.grid, modality)
        self._lines(stream, pixels, modality)

    def _lines(self, stream: Stream, pixels: NDArray[np.uint8], modality: Modality) -> None:
        """The print in a picture, each line where it stands."""
        lines = lines_of(pixels)
        for line in lines:
            stream.line(line.view.pixels, line.view.grid[2], (line.row, line.column), line.box, modality)
        stream.pass_over(max((max(1 + line.row, line.column + 1 + line.view.grid[2]) for line in lines), default=0))

    def sound(self, stream: Stream, audio: Audio, modality: Modality = Modality.AUDIO) -> None:
        """A sound to be understood; at most MAX_HEARD_S seconds."""
        duration_s = audio.samples.shape[1] / audio.sample_rate_hz
        if duration_s > MAX_HEARD_S:
            raise TooLarge(
                "the built-in model hears short recordings; cut it into pieces",
                limit=MAX_HEARD_S,
                got=duration_s,
                unit="s",
                code="audio_too_long",
            )
        samples = resample(to_mono(audio.samples), audio.sample_rate_hz, SAMPLE_RATE_HZ)[0]
        stream.special(Special.HEAR, modality)
        stream.feature("sound", samples.astype(np.float32), (num_features(len(samples)), 1, 1), modality)

    def _text(self, stream: Stream, text: str, *, said: bool) -> None:
        if said:
            stream.special(Special.TEXT)
        stream.words(self._words.encode(text))
        if said:
            stream.end(Modality.TEXT)

    def _clip(self, stream: Stream, video: Video) -> None:
        view = view_of_clip(video.frames)
        stream.special(Special.SEE_VIDEO, Modality.VIDEO)
        stream.feature("frames", view.pixels, view.grid, Modality.VIDEO)
        if video.soundtrack is not None:
            self.sound(stream, video.soundtrack, Modality.VIDEO)

    def _tune(self, stream: Stream, music: Music) -> None:
        tokens = self._score.encode(music.abc)
        stream.special(Special.MUSIC, Modality.MUSIC)
        stream.words([SCORE.start + token for token in tokens], Modality.MUSIC)
        stream.end(Modality.MUSIC)

    def _page(self, stream: Stream, page: Page) -> None:
        """A page is its text layer, cut to what the context bears, and its picture."""
        stream.special(Special.PAGE, Modality.TEXT)
        stream.words(self._words.encode(page.text)[:PAGE_TEXT_TOKENS])
        self.picture(stream, page.picture.pixels)


def check_context(length: int, reply: int, context: int) -> None:
    """Refuse a request whose positions and reply cannot fit."""
    if length == 0:
        raise InvalidInput("the request is empty: give words, a picture, a sound or a clip")
    if length + reply > context:
        raise TooLarge(
            "the request and its reply do not fit the model's context; send less or ask for fewer outputs",
            limit=context,
            got=length + reply,
            unit="tokens",
            code="context_length_exceeded",
        )
