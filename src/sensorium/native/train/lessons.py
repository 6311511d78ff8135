"""Examples → sequences that can be packed: the prompt as it is written in use, the reply with its weights and codes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from operator import itemgetter

import numpy as np
import torch
from numpy.typing import NDArray

from sensorium.content import Audio, Image, Music, Part, Text, Video
from sensorium.media.samples import resample, to_mono
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.codecs.sound import SoundCodec
from sensorium.native.encoders.axes import Printed
from sensorium.native.encoders.ends import End
from sensorium.native.encoders.letters import Spelling, labels_of
from sensorium.native.encoders.views import WHOLE, PlacedLine, View
from sensorium.native.prompt import PromptWriter, Reader
from sensorium.native.tokens.packing import Packable
from sensorium.native.tokens.phones import advances, phone_ids
from sensorium.native.tokens.stream import CELLS, Feature, Modality, Stream
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import PHONE, SCORE, TEXT, Special
from sensorium.native.train.hints import ends_within, print_within, with_hints
from sensorium.native.train.looks import looks_of
from sensorium.native.train.looks.claims import NO, YES
from sensorium.native.train.misreading import misjudged, misread
from sensorium.native.worlds.example import Example, ExamplePart, Utterance
from sensorium.native.worlds.judges.reading import conclusion

UNCONDITIONAL_SHARE = 0.1  # of drawing lessons: the prompt is dropped, for guidance
FORM_WEIGHT = 0.2  # of tokens that the grammar all but decides
PROSE_WEIGHT = 0.15  # of a word of prose: a passage has two hundred, an answer two
ANSWER_WEIGHT, MOST_WEIGHT = 12.0, 4.0  # of a whole answer, at least, and of one word, at most,
VERDICT_WEIGHT = 12.0  # but of what follows from other words, a yes, a no, a label: it is learnt last
PLAIN_WEIGHT = 0.3  # of plain cells in the loss; see `plain_cells`
WHOLE_SHARE = 0.25  # of pictures whose cells are all written; of the others, PLAIN_WEIGHT of the plain ones
DRAWING = frozenset({"draw", "film", "animate"})
JUDGING = frozenset({"judge", "nlvr"})  # tasks whose answers are reasons, most of them copied,
DECIDING = frozenset({*"01234567", "true", "false"})  # and what in them was found, which weighs the most
REFUSING = re.compile(r"There is no |I do not |I see no |None of ")  # begin answers that their first word decides
FORM = frozenset({"is", "the", ",", "so", "es", "."})  # follow from the other words of a verdict ("y" + "es")


class Teacher:
    """Writes lessons. Codecs must be frozen: their codes are the targets. read: for print of which an example does not
    say what it spells; None to pass it over. sight: whether the encoder of pictures learns, so that it is shown lines
    that nothing asks about.
    """

    def __init__(
        self,
        words: WordTokenizer,
        picture_codec: PictureCodec,
        sound_codec: SoundCodec,
        read: Reader | None = None,
        *,
        sight: bool = True,
    ) -> None:
        self._words = words
        spelled = ((TEXT.start + index, token.decode(errors="replace")) for index, token in enumerate(words.tokens))
        spelling = {word: text.strip() for word, text in spelled}
        self._deciding, self._form = (
            frozenset(word for word, text in spelling.items() if text in texts) for texts in (DECIDING, FORM)
        )
        self._score = ScoreCodec()
        self._read = read
        self._sight = sight
        self._picture_codec = picture_codec
        self._sound_codec = sound_codec

    def prompt_stream(self, example: Example, rng: np.random.Generator | None = None) -> Stream:
        """The tools that are offered, and the user's turn. rng: to misread print; None to read it as it is."""
        stream = Stream()
        seen: list[Feature] = []
        prompts = self._prompts(example, rng, seen if self._sight else None)
        prompts.tools(stream, example.tools)
        stream.special(Special.USER)
        prompts.parts(stream, [_as_part(part) for part in example.prompt])
        stream.features = with_hints(stream.features, example, self._words) + seen
        return stream

    def glance(self, example: Example) -> list[Feature]:
        """What is given, only to be looked at: many pictures for the price of one lesson."""
        return [replace(feature, aside=True) for feature in self.prompt_stream(example).features]

    def prose(self, text: str, length: int) -> Packable:
        """Running text, to learn the language: every word is predicted, and none weighs much."""
        stream = Stream()
        stream.special(Special.TEXT)
        stream.words(self._words.encode(text)[:length], weight=PROSE_WEIGHT)
        return Packable(stream.all(), ())

    def lesson(self, example: Example, rng: np.random.Generator) -> Packable:
        """The exchange. A drawing's prompt is dropped now and then."""
        if example.task in DRAWING and rng.random() < UNCONDITIONAL_SHARE:
            stream = Stream()
            stream.special(Special.USER)
            stream.special(Special.UNCONDITIONAL)
        else:
            stream = self.prompt_stream(either_way_round(example, rng), rng)
        stream.special(Special.ASSISTANT)
        picture = next((part for part in example.prompt if isinstance(part, Image)), None)
        for part in example.reply:
            if isinstance(part, str):
                self._answer(stream, part, example)
            else:
                self._segment(stream, part, picture, rng)
            picture = part if isinstance(part, Image) else picture
        stream.special(Special.STOP, weight=FORM_WEIGHT)
        for asked, answer in example.further:
            stream.special(Special.USER)
            stream.words(self._words.encode(asked))
            stream.special(Special.ASSISTANT)
            self._answer(stream, answer, example)
            stream.special(Special.STOP, weight=FORM_WEIGHT)
        chunk, features = stream.all(), tuple(stream.features)
        return Packable(chunk, features, looks=looks_of(chunk, features, example, self._words))

    def pair(self, example: Example, number: int) -> tuple[Packable, Packable]:
        """The media of the prompt and the words of the reply, whose embeddings shall be near; `number` of the pair."""
        media = [_as_part(part) for part in example.prompt if not isinstance(part, str)]
        words = [Text(part) for part in example.reply if isinstance(part, str)]
        meaning = zlib.crc32(" ".join(part.text for part in words).encode())
        prompts = self._prompts(example)
        return prompts.embeddable(media, number, meaning), prompts.embeddable(words, number, meaning)

    def _prompts(
        self, example: Example, rng: np.random.Generator | None = None, seen: list[Feature] | None = None
    ) -> PromptWriter:
        """Prompts whose print is read as far as the example knows it, with faults. Lines that are not shown as such,
        those inside of pictures and wide pictures without print, are added to `seen`, with what they spell.
        """

        def read(lines: Sequence[PlacedLine]) -> list[Spelling]:
            return [self._line(line, example, rng, seen) for line in lines]

        def measure(_: View, printed: Sequence[Printed]) -> list[End]:
            known = ends_within(example)
            return known if rng is None else misjudged(known, set(example.telling), rng)

        return PromptWriter(self._words, self._score, read, measure)

    def _line(
        self, line: PlacedLine, example: Example, rng: np.random.Generator | None, seen: list[Feature] | None
    ) -> Spelling:
        text = print_within(line.box, example)
        if text is None:
            return self._read([line])[0] if self._read else Spelling("")
        if seen is not None and (line.box != WHOLE or not text):
            pixels, count = line.view.pixels, line.view.grid[2]
            seen.append(Feature("line", pixels, 0, count, aside=True, spelled=labels_of(text)))
        return Spelling(text if rng is None else misread(text, rng))

    def _answer(self, stream: Stream, answer: str, example: Example) -> None:
        words = self._words.encode(answer)
        stream.special(Special.TEXT, weight=FORM_WEIGHT)
        for weight, run in groupby(zip(words, self._weights(words, answer, example), strict=True), itemgetter(1)):
            stream.words([word for word, _ in run], weight=weight)
        stream.end(Modality.TEXT, weight=1.0)

    def _weights(self, words: Sequence[int], answer: str, example: Example) -> list[float]:
        """Of each word of an answer in the loss."""
        usual = word_weight(len(words))
        if example.task in JUDGING:
            return [MOST_WEIGHT if word in self._deciding else usual for word in words]
        if answer.endswith((YES, NO)):
            found = [word not in self._form for word in words]
            weights = [MOST_WEIGHT if one else FORM_WEIGHT for one in found]
            weights[max(np.flatnonzero(found))] = VERDICT_WEIGHT
            return weights
        if REFUSING.match(answer):
            return [MOST_WEIGHT, *[usual] * (len(words) - 1)]
        weights = [usual] * len(words)
        if conclusion(answer) != answer:
            weights[self._telling(words, answer, example)] = VERDICT_WEIGHT
        return weights

    def _telling(self, words: Sequence[int], answer: str, example: Example) -> int:
        """Where the label that an answer about a chart comes to is told from all others: these may begin alike."""
        labels = [self._words.encode(shown.text) for shown in example.named]
        shared = sum(1 for _ in takewhile(lambda nth: len(set(nth)) == 1, zip(*labels, strict=False)))
        return len(words) - len(self._words.encode(conclusion(answer))) + shared

    def _segment(self, stream: Stream, part: ExamplePart, picture: Image | None, rng: np.random.Generator) -> None:
        match part:
            case Image():
                stream.begin_grid(Special.PICTURE, Modality.IMAGE, weight=1.0)
                codes = self._codes(part.pixels[None])
                stream.cells(codes, Modality.IMAGE, *drawn_cells(plain_cells(codes), rng))
                stream.end(Modality.IMAGE)
            case Video():
                self._clip(stream, part, picture)
            case Utterance():
                self._speech(stream, part)
            case Audio():
                self._sound(stream, part)
            case Music():
                stream.special(Special.MUSIC, Modality.MUSIC, weight=1.0)
                tokens = [SCORE.start + token for token in self._score.encode(part.abc)]
                stream.words(tokens, Modality.MUSIC, weight=1.0)
                stream.end(Modality.MUSIC)

    def _clip(self, stream: Stream, video: Video, picture: Image | None) -> None:
        """A clip that follows a picture starts from the picture's own codes, which are given and not predicted."""
        codes = self._codes(video.frames)
        stream.begin_grid(Special.VIDEO, Modality.VIDEO, len(codes) // CELLS, weight=1.0)
        given = 0
        if picture is not None:
            codes[:CELLS] = self._codes(picture.pixels[None])
            stream.cells(codes[:CELLS], Modality.VIDEO)
            given = CELLS
        stream.cells(codes[given:], Modality.VIDEO, weights_of(plain_cells(codes)[given:]))
        stream.end(Modality.VIDEO)

    def _speech(self, stream: Stream, said: Utterance) -> None:
        codes = self._sound_codes(said.audio)
        advance = advances(said.ends_s, len(codes))
        stream.special(Special.SPEECH, Modality.SPEECH, weight=1.0)
        stream.words(self._words.encode(said.text), Modality.SPEECH, weight=1.0)
        stream.special(Special.PHONES, Modality.SPEECH, weight=1.0)
        stream.phones([PHONE.start + index for index in phone_ids(said.phones)], weight=1.0)
        stream.begin_frames(Modality.SPEECH, weight=1.0)
        stream.frames(codes, advance, Modality.SPEECH, weight=1.0)
        stream.end(Modality.SPEECH)

    def _sound(self, stream: Stream, audio: Audio) -> None:
        codes = self._sound_codes(audio)
        stop = np.zeros(len(codes), np.int64)
        stop[-1] = 1
        stream.begin_frames(Modality.SOUND, weight=1.0)
        stream.frames(codes, stop, Modality.SOUND, weight=1.0)
        stream.end(Modality.SOUND)

    def _codes(self, frames: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Picture codes (key frames × CELLS, 4) of frames (F, H, W, 3)."""
        pixels = torch.from_numpy(frames.copy()).permute(0, 3, 1, 2).float()[None] / 255
        codes: NDArray[np.int64] = self._picture_codec.encode(pixels)[0].flatten(0, 1).numpy()
        return codes

    @torch.no_grad()
    def _sound_codes(self, audio: Audio) -> NDArray[np.int64]:
        samples = resample(to_mono(audio.samples), audio.sample_rate_hz, self._sound_codec.sample_rate_hz)
        codes: NDArray[np.int64] = self._sound_codec.encode(torch.tensor(samples))[0].numpy()
        return codes


def either_way_round(example: Example, rng: np.random.Generator) -> Example:
    """A question may stand before or after what it is about, whatever the world's habit."""
    if len(example.prompt) != 2 or rng.random() < 0.5:
        return example
    return replace(example, prompt=example.prompt[::-1])


def word_weight(num_words: int) -> float:
    """Weight in the loss of each word of an answer: without it a page that is read drowns a hundred short answers."""
    return min(MOST_WEIGHT, max(1.0, ANSWER_WEIGHT / max(1, num_words)))


def plain_cells(codes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which cells of one or more key frames are nearly free to predict, (cells, 4) → (cells,): those like most of the
    picture, and those like the same cell one key frame earlier. At full weight they drown the others.
    """
    keys = codes.reshape(-1, CELLS, codes.shape[1])
    rows, counts = np.unique(keys[0], axis=0, return_counts=True)
    plain: NDArray[np.bool_] = (keys == rows[counts.argmax()]).all(2)
    plain[1:] |= (keys[1:] == keys[:-1]).all(2)
    return plain.reshape(-1)


def weights_of(plain: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Weight of each cell in the loss."""
    return np.where(plain, PLAIN_WEIGHT, 1.0).astype(np.float32)


def drawn_cells(
    plain: NDArray[np.bool_], rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.bool_] | None]:
    """Weight of each cell of a drawing in the loss, and which are written (None for all).

    To leave out plain cells is as good on the average as to weigh them less, and costs no positions: the cue before
    each cell says where it stands. Not so in clips, where the gaps would tell what moves (docs/LOG.md).
    """
    if rng.random() < WHOLE_SHARE:
        return weights_of(plain), None
    kept = ~plain | (rng.random(len(plain)) < PLAIN_WEIGHT)
    kept[0] = True
    return np.ones(len(plain), np.float32), kept


def _as_part(part: ExamplePart) -> Part:
    if isinstance(part, str):
        return Text(part)
    return part.audio if isinstance(part, Utterance) else part
