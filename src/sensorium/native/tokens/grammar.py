"""A finite-state grammar of replies: at each moment, what may come next, so that every stream is well formed.

It knows segments and their lengths; it does not know logits or weights. The score of a tune has a grammar of its own
(`codecs/score`), handed in as a `SegmentGrammar`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.native.tokens.stream import CELLS, MAX_KEYS, Chunk, Modality, Stream, join
from sensorium.native.tokens.vocabulary import (
    ADVANCE,
    NUM_PICTURE_SLOTS,
    NUM_SOUND_SLOTS,
    PHONE,
    PICTURE,
    SCORE,
    SOUND,
    TEXT,
    WORDLIKE,
    Special,
)

Output: TypeAlias = Literal["text", "image", "speech", "sound", "music", "video"]

STARTS: dict[Output, Special] = {
    "text": Special.TEXT,
    "image": Special.PICTURE,
    "speech": Special.SPEECH,
    "sound": Special.SOUND,
    "music": Special.MUSIC,
    "video": Special.VIDEO,
}
MODALITY: dict[Output, Modality] = {
    "text": Modality.TEXT,
    "image": Modality.IMAGE,
    "speech": Modality.SPEECH,
    "sound": Modality.SOUND,
    "music": Modality.MUSIC,
    "video": Modality.VIDEO,
}


TURN = 2  # ASSISTANT and STOP
LEAST_TEXT = 16
LEAST_SPEECH = 96
LEAST_MUSIC = 160
CLOSING = 56  # positions in which a score can always be ended
HURRY = 48  # words before the end, from which a text of a form is brought to it
CIRCLE_PERIOD, CIRCLE_LENGTH = 4, 24  # words that go round at most, and for how long until the text is ended


class SegmentGrammar(Protocol):
    """What may come next inside a score."""

    @property
    def finished(self) -> bool: ...

    def allowed(self) -> NDArray[np.bool_]: ...

    def advance(self, token: int) -> None: ...

    def closing(self) -> int: ...


class WordGrammar(Protocol):
    """What may come next inside a text that has a form of its own. Tokens are counted from TEXT.start.

    free: any words may come, though it follows them; calling: it is a call of a tool, after which the turn is over.
    """

    @property
    def free(self) -> bool: ...

    @property
    def calling(self) -> bool: ...

    @property
    def may_end(self) -> bool: ...

    def allowed(self, *, hurry: bool) -> NDArray[np.bool_]: ...

    def advance(self, token: int) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a reply shall hold. `outputs=None` lets the model choose its segments."""

    outputs: tuple[Output, ...] | None = None
    max_words: int = 192
    max_phones: int = 192
    max_sound_frames: int = 38  # 3 s
    max_phone_frames: int = 8  # a phone may sound 0.64 s
    num_keys: int = 4
    max_segments: int = 6
    room: int = 4096  # positions left in the context: segments are cut or not begun so that the turn fits
    first_frame: NDArray[np.int64] | None = None  # (CELLS, 4) codes of a given picture: a video starts from it
    new_form: Callable[[], WordGrammar] | None = None  # the form of each text; None leaves it free
    next_call: Callable[[], WordGrammar] | None = None  # the form of a call that may follow a call; None: none may

    def __post_init__(self) -> None:
        if not 2 <= self.num_keys <= MAX_KEYS:
            raise InvalidInput(f"a clip has 2 to {MAX_KEYS} key frames, got {self.num_keys}", param="num_keys")

    def least(self, output: Output) -> int:
        """Positions that must be free for a segment to begin; it can always be ended within them."""
        match output:
            case "image":
                return CELLS + 2
            case "video":
                return self.num_keys * CELLS + 2
            case "sound":
                return self.max_sound_frames + 2
            case "speech":
                return LEAST_SPEECH
            case "music":
                return LEAST_MUSIC
            case "text":
                return LEAST_TEXT

    @property
    def least_reply(self) -> int:
        """Positions that the planned outputs need at the least, the frame of the turn included."""
        return TURN + sum(self.least(output) for output in self.outputs or ("text",))


@dataclass(frozen=True)
class Word:
    """Sample one id of the shared range; `mask` (WORDLIKE.size,) says which are allowed."""

    mask: NDArray[np.bool_]


@dataclass(frozen=True)
class Cell:
    """Sample the four codes of a picture cell."""


@dataclass(frozen=True)
class Frame:
    """Sample four sound codes, and an advance between `least` and `most`."""

    least: int
    most: int


@dataclass(frozen=True)
class Finished:
    """The turn is over."""


Step: TypeAlias = Word | Cell | Frame | Finished


def _mask(*ids: int, ranges: tuple[tuple[int, int], ...] = ()) -> NDArray[np.bool_]:
    mask = np.zeros(WORDLIKE.size, np.bool_)
    mask[list(ids)] = True
    for start, stop in ranges:
        mask[start:stop] = True
    return mask


def circling(words: Sequence[int]) -> bool:
    """Whether the end of a text does nothing but repeat itself."""
    tail = list(words[-CIRCLE_LENGTH:])
    return len(tail) == CIRCLE_LENGTH and any(tail[period:] == tail[:-period] for period in range(1, CIRCLE_PERIOD + 1))


TEXT_RANGE = (TEXT.start, TEXT.stop)


class ReplyGrammar:
    """Walks one reply. `step()` says what to sample, `push` takes it; both append forced positions by themselves.

    Every call returns the chunk of positions that a model has to read before the next `step`.
    """

    def __init__(self, stream: Stream, plan: Plan, new_score: Callable[[], SegmentGrammar], num_phones: int) -> None:
        self.stream = stream
        self.plan = plan
        self.segments: list[Output] = []  # begun so far
        self.cut = False  # whether words ended for want of room, or because no more were allowed
        self.stopped = False  # whether the open text is to end now
        self.form: WordGrammar | None = None  # of the open text, or else of the last
        self._new_score = new_score
        self._limit = stream.length + plan.room
        self._ceiling = 0  # length of the stream at which the open segment must have ended
        self._share = 0  # positions that the open segment had when it began
        self._phone_range = (PHONE.start, PHONE.start + num_phones)
        self._score: SegmentGrammar | None = None
        self._picture = plan.first_frame
        self._cells: list[NDArray[np.int64]] = []
        self._stage = "between"
        self._count = 0  # positions in this stage
        self._held = 0  # frames since the pointer moved
        self._said: list[int] = []  # words of the open text
        self._steps: dict[str, Callable[[], Step]] = {
            "between": self._between_step,
            "text": self._text_step,
            "say": self._say_step,
            "phones": self._phones_step,
            "grid": self._grid_step,
            "frames": self._frames_step,
            "music": self._music_step,
        }
        self._takers: dict[str, Callable[[NDArray[np.integer]], None]] = {
            "between": self._take_start,
            "text": self._take_text,
            "say": self._take_said,
            "phones": self._take_phone,
            "grid": self._take_cell,
            "frames": self._take_frame,
            "music": self._take_note,
        }

    @property
    def stage(self) -> str:
        """Where it stands: between segments, or in which part of one."""
        return self._stage

    @property
    def open_segment(self) -> Output | None:
        """The segment being written, None between segments."""
        return self.segments[-1] if self._stage not in ("between", "finished") else None

    @property
    def grid_codes(self) -> NDArray[np.int64]:
        """Codes (cells so far, 4) of the newest picture or clip, the given first frame included."""
        return np.concatenate(self._cells)

    @property
    def picture(self) -> NDArray[np.int64] | None:
        """Codes (CELLS, 4) from which a clip would start now: the newest picture given or drawn."""
        return self._picture

    def start(self) -> Chunk:
        """Open the model's turn; with planned outputs also the first segment."""
        first = len(self.stream.chunks)
        self.stream.special(Special.ASSISTANT)
        self._continue()
        return self._since(first)

    def step(self) -> Step:
        """What must be sampled next."""
        if self._stage == "finished":
            return Finished()
        return self._steps[self._stage]()

    def push(self, ids: NDArray[np.integer]) -> Chunk:
        """Take the sampled position (SLOTS ids of the map) and append what it forces."""
        first = len(self.stream.chunks)
        self._count += 1
        self._takers[self._stage](ids)
        return self._since(first)

    # What to sample in each stage.

    def _between_step(self) -> Step:
        room = self._limit - self.stream.length - 1
        full = len(self.segments) >= self.plan.max_segments
        wanted = {output: token for output, token in STARTS.items() if output == "text" or not self._called}
        starts = [int(token) for output, token in wanted.items() if not full and self.plan.least(output) <= room]
        done = [int(Special.STOP)] if self.segments or not starts else []
        return Word(_mask(*starts, *done))

    def _text_step(self) -> Step:
        left = min(self.plan.max_words - self._count, self._left - 1)
        full = left <= 0
        if self.form is not None and not self.form.free and not full and not self.stopped:
            return self._formed_step(self.form, left)
        self.cut = self.cut or full
        if full or self.stopped or circling(self._said):
            return Word(_mask(int(Special.END)))
        return Word(_mask(int(Special.END), ranges=(TEXT_RANGE,)))

    def _formed_step(self, form: WordGrammar, left: int) -> Step:
        """A text of a form ends where it is whole; towards the end, and where it goes round, it is brought to one."""
        allowed = form.allowed(hurry=left <= HURRY or circling(self._said))
        mask = _mask(*[int(Special.END)] if form.may_end else [])
        mask[TEXT.start : TEXT.start + len(allowed)] = allowed
        if not mask.any():
            mask[int(Special.END)] = self.cut = True
        return Word(mask)

    def _say_step(self) -> Step:
        done = (int(Special.PHONES),) if self._count else ()
        full = self._count >= min(self.plan.max_words, self._share // 6)
        return Word(_mask(*done, ranges=() if full else (TEXT_RANGE,)))

    def _phones_step(self) -> Step:
        done = (int(Special.FRAMES),) if self._count else ()
        full = self._count >= min(self.plan.max_phones, self._share // 3)
        return Word(_mask(*done, ranges=() if full else (self._phone_range,)))

    def _grid_step(self) -> Step:
        return Cell()

    def _frames_step(self) -> Step:
        if self.segments[-1] == "sound":
            last = self._count + 1 >= self.plan.max_sound_frames
            return Frame(1 if last else 0, 1)
        remaining, frames = self.stream.remaining_phones, max(1, self._left - 1)
        held_long = self._held + 1 >= self.plan.max_phone_frames
        least = max(int(held_long), remaining - (frames - 1) * (ADVANCE.size - 1))
        return Frame(min(least, remaining), min(ADVANCE.size - 1, remaining))

    def _music_step(self) -> Step:
        assert self._score is not None
        if self._left <= CLOSING:
            return Word(_mask(SCORE.start + self._score.closing()))
        mask = _mask()
        allowed = self._score.allowed()
        mask[SCORE.start : SCORE.start + len(allowed)] = allowed
        return Word(mask)

    # What a sampled position does in each stage.

    def _take_start(self, ids: NDArray[np.integer]) -> None:
        token = int(ids[0])
        if token == Special.STOP:
            self._finish()
            return
        self._begin(next(output for output, start in STARTS.items() if start == token))

    def _take_text(self, ids: NDArray[np.integer]) -> None:
        if int(ids[0]) == Special.END:
            self._close(Modality.TEXT)
        else:
            self._said.append(int(ids[0]))
            if self.form is not None:
                self.form.advance(int(ids[0]) - TEXT.start)
            self.stream.words([int(ids[0])], Modality.TEXT)

    def _take_said(self, ids: NDArray[np.integer]) -> None:
        self.stream.words([int(ids[0])], Modality.SPEECH)
        if int(ids[0]) == Special.PHONES:
            self._enter("phones")

    def _take_phone(self, ids: NDArray[np.integer]) -> None:
        if int(ids[0]) == Special.FRAMES:
            self.stream.begin_frames(Modality.SPEECH)
            self._enter("frames")
        else:
            self.stream.phones([int(ids[0])])

    def _take_cell(self, ids: NDArray[np.integer]) -> None:
        modality = MODALITY[self.segments[-1]]
        codes = np.array([[int(ids[slot]) - PICTURE[slot].start for slot in range(NUM_PICTURE_SLOTS)]])
        self.stream.cells(codes, modality)
        self._cells.append(codes)
        if self.stream.remaining_cells == 0:
            self._picture = np.concatenate(self._cells)[-CELLS:]
            self._close(modality)

    def _take_frame(self, ids: NDArray[np.integer]) -> None:
        modality = MODALITY[self.segments[-1]]
        advance = int(ids[NUM_SOUND_SLOTS]) - ADVANCE.start
        codes = np.array([[int(ids[slot]) - SOUND[slot].start for slot in range(NUM_SOUND_SLOTS)]])
        self.stream.frames(codes, np.array([advance]), modality)
        self._held = 0 if advance else self._held + 1
        ended = advance == 1 if modality is Modality.SOUND else self.stream.remaining_phones == 0
        if ended:
            self._close(modality)

    def _take_note(self, ids: NDArray[np.integer]) -> None:
        assert self._score is not None
        self._score.advance(int(ids[0]) - SCORE.start)
        self.stream.words([int(ids[0])], Modality.MUSIC)
        if self._score.finished:
            self._close(Modality.MUSIC)

    # Moving between stages.

    @property
    def _left(self) -> int:
        """Positions that the open segment may still take."""
        return self._ceiling - self.stream.length

    def _begin(self, output: Output) -> None:
        self.segments.append(output)
        later = (self.plan.outputs or ())[len(self.segments) :]
        self._ceiling = self._limit - 1 - sum(self.plan.least(one) for one in later)
        self._share = self._left
        modality = MODALITY[output]
        if output in ("image", "video"):
            self._begin_grid(output, modality)
        elif output == "sound":
            self.stream.begin_frames(modality)
            self._enter("frames")
        else:
            self.stream.special(STARTS[output], modality)
            self._score = self._new_score() if output == "music" else None
            self.form = self._new_form() if output == "text" else None
            self._enter({"text": "text", "speech": "say", "music": "music"}[output])

    def _new_form(self) -> WordGrammar | None:
        new = self.plan.next_call if self._called else self.plan.new_form
        return new() if new else None

    def _begin_grid(self, output: Output, modality: Modality) -> None:
        self._cells = []
        self.stream.begin_grid(STARTS[output], modality, self.plan.num_keys if output == "video" else 1)
        if output == "video" and self._picture is not None:
            self.stream.cells(self._picture, modality)
            self._cells.append(self._picture)
        self._enter("grid")

    def _close(self, modality: Modality) -> None:
        self.stream.end(modality)
        self._enter("between")
        self._continue()

    @property
    def _called(self) -> bool:
        """Whether the last segment was a call: then only calls may follow."""
        return bool(self.segments) and self.form is not None and self.form.calling

    def _continue(self) -> None:
        """Between segments: begin the next planned one, or end the turn after the last, or after a call."""
        self._enter("between")
        if self._called:
            if self.plan.next_call is None or self.cut:
                self._finish()
            return
        if self.plan.outputs is None:
            return
        if len(self.segments) < len(self.plan.outputs):
            self._begin(self.plan.outputs[len(self.segments)])
        else:
            self._finish()

    def _finish(self) -> None:
        self.stream.special(Special.STOP)
        self._enter("finished")

    def _enter(self, stage: str) -> None:
        self._stage, self._count, self._held, self._said = stage, 0, 0, []

    def _since(self, first: int) -> Chunk:
        return join(self.stream.chunks[first:])
