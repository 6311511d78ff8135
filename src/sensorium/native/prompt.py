"""Lays messages out as positions of the stream: the one way that prompts are written, in training and in use.

It chooses views and counts positions; it computes no features. Print is the exception: what it spells stands in the
stream as words, so somebody must read it first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Document, Image, Message, Music, Page, Part, Text, Tool, ToolCall, Video
from sensorium.errors import InvalidInput, TooLarge
from sensorium.media.samples import resample, to_mono
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.encoders.audio import SAMPLE_RATE_HZ, num_features
from sensorium.native.encoders.axes import Printed
from sensorium.native.encoders.ends import End
from sensorium.native.encoders.letters import Spelling
from sensorium.native.encoders.views import GRID, WHOLE, PlacedLine, View, in_square, lines_of, view_of, view_of_clip
from sensorium.native.tokens.calls import call_text, offer_text, result_text
from sensorium.native.tokens.packing import Packable
from sensorium.native.tokens.stream import Modality, Stream
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import SCORE, Special

TURNS = {"system": Special.SYSTEM, "user": Special.USER, "tool": Special.USER}
MAX_HEARD_S = 30.0
PAGE_TEXT_TOKENS = 256
PRINT_TOKENS = 400  # of what is read in one picture
FEW, SURELY = 3, -0.22  # lines in a picture; log probability from which what is spelled is believed
NEXT_ROW, NEXT_BOX = "\n", " | "  # between lines of print below and beside each other

Reader: TypeAlias = Callable[[Sequence[PlacedLine]], Sequence[Spelling]]
"""Lines of one picture → what each spells."""
Measure: TypeAlias = Callable[[View, Sequence[Printed]], Sequence[End]]
"""The detailed view of a picture, and its print with boxes in this view → values that end in it; none where it is no
chart.
"""


class PromptWriter:
    """Writes parts and turns onto a stream."""

    def __init__(
        self, words: WordTokenizer, score: ScoreCodec, read: Reader, measure: Measure, *, context: int | None = None
    ) -> None:
        """context: positions beyond which a text is refused before it is cut into tokens, which takes 160 times its
        size; None for no bound.
        """
        self._words = words
        self._score = score
        self._read = read
        self._measure = measure
        self._context = context

    def turns(self, stream: Stream, messages: Iterable[Message]) -> None:
        """All turns of a conversation; the model's earlier turns are given as text and media it made, what its calls
        gave as turns of the user. Raises InvalidInput for the result of a call that nobody made.
        """
        called: dict[str, str] = {}
        for message in messages:
            if message.role == "assistant":
                stream.special(Special.ASSISTANT)
                self.parts(stream, message.parts, said=True)
                stream.special(Special.STOP)
                called |= {part.id: part.name for part in message.parts if isinstance(part, ToolCall)}
            else:
                stream.special(TURNS[message.role])
                self.parts(stream, message.parts, before=_result_of(message, called))

    def tools(self, stream: Stream, tools: Sequence[Tool]) -> None:
        """The turn before all others that says what may be called; without tools there is none."""
        if tools:
            stream.special(Special.SYSTEM)
            stream.words(self._encoded(offer_text(tools)))

    def parts(self, stream: Stream, parts: Iterable[Part], *, said: bool = False, before: str = "") -> None:
        """Parts in order. `said`: they are the model's own words, so text stands in a TEXT segment. `before`: words
        that the first part follows, as one text where it is words too.
        """
        for number, part in enumerate(parts):
            first = stream.length
            if before and number == 0:
                part = self._after(stream, before, part)
            self._part(stream, part, said=said)
            stream.parts.append(range(first, stream.length))

    def _after(self, stream: Stream, words: str, part: Part) -> Part:
        """A part that words stand before: of a text, both as one; of anything else, the words are written first."""
        if isinstance(part, Text):
            return Text(words + part.text)
        stream.words(self._encoded(words.strip()))
        return part

    def _part(self, stream: Stream, part: Part, *, said: bool) -> None:
        match part:
            case Text():
                self._text(stream, part.text, said=said)
            case ToolCall():
                self._text(stream, call_text(part), said=said)
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
        """A picture to be understood, shape = (height, width, 3), and what is printed in it."""
        lines = lines_of(pixels)
        spelled = [(line, one) for line, one in zip(lines, self._read(lines), strict=True) if one.text]
        if not _is_print(spelled):
            spelled = []
        read = [(line, one.text) for line, one in spelled]
        view = self._view(stream, pixels, modality, printed=bool(read))
        if not read:
            return
        stream.spelled.extend(one.logprob for _, one in spelled)
        text, cells = _as_text(read, *pixels.shape[:2])
        if view.kind == "detail":
            printed = [Printed(text, in_square(line.box, *pixels.shape[:2])) for line, text in read]
            for number, end in enumerate(self._measure(view, printed)):
                row = (NEXT_BOX if number else NEXT_ROW) + end.text
                text, cells = text + row, cells + [end.cell] * len(row)
        ids, places = self._words.encode_with_places(text)
        if len(ids) > PRINT_TOKENS:
            stream.notes.append(
                f"{PRINT_TOKENS} of {len(ids)} tokens of print in a picture were read; show parts of it"
            )
        stream.special(Special.READ, modality)
        stream.read(ids[:PRINT_TOKENS], [cells[place] for place in places[:PRINT_TOKENS]], modality)
        stream.end(modality)

    def _view(
        self,
        stream: Stream,
        pixels: NDArray[np.uint8],
        modality: Modality,
        *,
        printed: bool = True,
        whole_page: bool = False,
    ) -> View:
        view = view_of(pixels, printed=printed, whole_page=whole_page)
        stream.special(Special.SEE_LINE if view.kind == "line" else Special.SEE_PICTURE, modality)
        stream.feature(view.kind, view.pixels, view.grid, modality)
        return view

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
        stream.words(self._encoded(text))
        if said:
            stream.end(Modality.TEXT)

    def _encoded(self, text: str) -> list[int]:
        """The tokens of a text. Raises TooLarge where even the longest tokens would be too many."""
        if self._context is not None and (least := len(text) // self._words.longest) > self._context:
            what = "by its length alone the text does not fit the model's context; cut it into pieces"
            raise over_context(what, self._context, least)
        return self._words.encode(_whole(text))

    def _clip(self, stream: Stream, video: Video) -> None:
        """The first frame as any picture, to see what there is; then all of it, smaller, to see what it does."""
        self.picture(stream, video.frames[0], Modality.VIDEO)
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
        """A page is its text layer, cut to what the context bears, and its picture; print is read where it has none."""
        stream.special(Special.PAGE, Modality.TEXT)
        words = self._words.encode(_whole(page.text))
        if len(words) > PAGE_TEXT_TOKENS:
            stream.notes.append(f"{PAGE_TEXT_TOKENS} of {len(words)} tokens of a page's text were read")
        stream.words(words[:PAGE_TEXT_TOKENS])
        if page.text:
            self._view(stream, page.picture.pixels, Modality.IMAGE, whole_page=True)
        else:
            self.picture(stream, page.picture.pixels)


def _whole(text: str) -> str:
    """A text. Raises InvalidInput where it holds half a character, as bytes of another encoding become in arguments."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        what = f"character {error.start + 1} of the words is none, but half of one (a lone surrogate): send UTF-8"
        raise InvalidInput(what, code="invalid_text") from error
    return text


def _result_of(message: Message, called: Mapping[str, str]) -> str:
    """The words that stand before what a call gave; '' of turns that answer none."""
    if message.call_id is None:
        return ""
    if message.call_id not in called:
        what = f"no call {message.call_id[:60]!r} comes before its result"
        raise InvalidInput(f"{what}: give the assistant's turn that called first", param="messages")
    return result_text(called[message.call_id], "")


def _is_print(spelled: Sequence[tuple[PlacedLine, Spelling]]) -> bool:
    """Whether what was spelled in a picture is print: a few lines that all were hard to spell are strokes of a drawing.
    A picture that is itself a line is always read.
    """
    return len(spelled) >= FEW or any(line.box == WHOLE or one.logprob >= SURELY for line, one in spelled)


def _as_text(read: Sequence[tuple[PlacedLine, str]], height: int, width: int) -> tuple[str, list[int]]:
    """Lines with what they spell as one text, and over which cell of the view each of its characters stands."""
    text = ""
    cells: list[int] = []
    row = read[0][0].row
    for line, spelled in read:
        gap = "" if not text else NEXT_BOX if line.row == row else NEXT_ROW
        text += gap + spelled
        cells += cells[-1:] * len(gap) + _cells(line, len(spelled), height, width)
        row = line.row
    return text, cells


def _cells(line: PlacedLine, length: int, height: int, width: int) -> list[int]:
    """Over which cell of the view each of `length` letters stands, evenly spread; cells counted row by row."""
    left, top, right, bottom = in_square(line.box, height, width)
    row = min(GRID - 1, int((top + bottom) / 2 * GRID))
    across = left + (right - left) * (np.arange(length) + 0.5) / length
    return [row * GRID + min(GRID - 1, int(x * GRID)) for x in across]


def check_context(length: int, reply: int, context: int) -> None:
    """Refuse a request whose positions and reply cannot fit."""
    if length == 0:
        raise InvalidInput("the request is empty: give words, a picture, a sound or a clip")
    if length + reply > context:
        what = "the request and its reply do not fit the model's context; send less or ask for fewer outputs"
        raise over_context(what, context, length + reply)


def over_context(what: str, context: int, got: int) -> TooLarge:
    """What is raised for more tokens than the model's context holds."""
    return TooLarge(what, limit=context, got=got, unit="tokens", code="context_length_exceeded")
