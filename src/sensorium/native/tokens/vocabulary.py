"""One map of every token id: which range belongs to which modality. No weights, no text handling.

A position of the stream holds up to `SLOTS` token ids. Words, phones and notes use slot 0; a cell of a picture
uses four (a 2×2 group of patch codes); a frame of sound uses five (four codes and how far the pointer into the
phones advances). Unused slots hold `PAD`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

SLOTS = 5


class Special(IntEnum):
    """Structure of the stream. Ids below `TEXT.start`."""

    PAD = 0
    SYSTEM = 1  # a system turn begins
    USER = 2  # a user turn begins
    ASSISTANT = 3  # the model's turn begins
    TEXT = 4  # a segment of words begins (ended by END)
    PICTURE = 5  # a segment of picture codes begins
    VIDEO = 6
    SPEECH = 7  # words to be said, then PHONES, then FRAMES
    PHONES = 8
    FRAMES = 9
    SOUND = 10  # frames of sound without words
    MUSIC = 11  # a score
    END = 12  # the segment ends
    STOP = 13  # the turn ends
    EMBED = 14  # the state here, projected, is the embedding of what precedes
    SEE_PICTURE = 15  # features of a picture follow
    SEE_LINE = 16  # features of a line of text follow
    SEE_VIDEO = 17
    HEAR = 18  # features of sound follow
    PAGE = 19  # a page of a document begins
    FEATURE = 20  # a position filled by an encoder
    UNCONDITIONAL = 21  # stands for a prompt that guidance drops
    CODES = 22  # picture codes given as a first frame
    READ = 23  # words read in the picture before follow (ended by END)


@dataclass(frozen=True)
class Range:
    """Ids `start … start + size - 1`."""

    start: int
    size: int

    @property
    def stop(self) -> int:
        return self.start + self.size

    def __contains__(self, token: int) -> bool:
        return self.start <= token < self.stop


SPECIAL = Range(0, 64)
TEXT = Range(SPECIAL.stop, 4096)
PHONE = Range(TEXT.stop, 64)
SCORE = Range(PHONE.stop, 256)
WORDLIKE = Range(0, SCORE.stop)  # what the shared head predicts: structure, words, phones, notes

NUM_PICTURE_SLOTS = 4
PICTURE_CODES = 512
PICTURE = tuple(Range(SCORE.stop + slot * PICTURE_CODES, PICTURE_CODES) for slot in range(NUM_PICTURE_SLOTS))

NUM_SOUND_SLOTS = 4
SOUND_CODES = 1000
_sound_start = PICTURE[-1].stop
SOUND = tuple(Range(_sound_start + slot * SOUND_CODES, SOUND_CODES) for slot in range(NUM_SOUND_SLOTS))
ADVANCE = Range(SOUND[-1].stop, 8)  # phones passed during a frame of speech: 0 … 7; in SOUND segments 1 ends it

SIZE = ADVANCE.stop

# Cues are added to the embedding of a position and say what the *next* position is about. Of what is given, features
# of pictures and words read in them, they say where it stands itself.
NUM_CUES = 2
NO_CUE = 0
CUE_PHONE = Range(1, PHONE.size)  # the phone under the pointer
CUE_NEXT_PHONE = Range(CUE_PHONE.stop, PHONE.size)  # the phone after it
CUE_CELL = Range(CUE_NEXT_PHONE.stop, 64)  # the cell of the picture that comes next, row by row
CUE_KEY = Range(CUE_CELL.stop, 16)  # the key frame it belongs to
CUE_SIZE = CUE_KEY.stop
