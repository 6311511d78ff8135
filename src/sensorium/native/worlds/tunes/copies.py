"""How near a new tune comes to one it was trained on: nearest neighbours in a corpus, whatever the key."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sensorium.media.scores.tune import LETTERS
from sensorium.native.codecs.score.table import PITCHES

GRAM = 5  # melodic moves that are looked up together
TURN = 16  # melodic moves in a row that two tunes have in common by chance only now and then
CANDIDATES = 12  # tunes of the corpus that are compared in full
_NO_MOVE = 0x4E00  # the character of a repeated note: far from that which parts the melodies
_NOTE = re.compile(r"([A-Ga-g])([,']*)")


@dataclass(frozen=True)
class Nearest:
    """The nearest tune: its place in the corpus (-1 in an empty one), and the share of moves to change (0 is a copy, 1
    nothing in common).
    """

    place: int
    distance: float


def melodic_moves(tokens: Sequence[int]) -> NDArray[np.int64]:
    """Steps from note to note, the same in every key, shape = (notes - 1,)."""
    pitches = np.array([token for token in tokens if PITCHES.start <= token < PITCHES.stop], np.int64)
    return pitches[1:] - pitches[:-1]


def steps_of(abc: str) -> list[int]:
    """The diatonic steps of the notes of a tune's body, whatever else is wrong with it: `C,` is -7, `C` 0, `c` 7."""
    _, _, body = abc.partition("\nK:")
    return [_step(letter, marks) for letter, marks in _NOTE.findall(body.partition("\n")[2])]


def _step(letter: str, marks: str) -> int:
    octave = letter.islower() + marks.count("'") - marks.count(",")
    return LETTERS.index(letter.upper()) + len(LETTERS) * octave


class KnownRuns:
    """Melodies, ready to tell how long a run of notes a tune has in common with one of them, in any key."""

    def __init__(self, melodies: Iterable[Sequence[int]]) -> None:
        """melodies: diatonic steps of the notes of each."""
        self._text = "\n".join(map(_moves_as_text, melodies))

    def longest(self, steps: Sequence[int]) -> int:
        """Notes of the longest run of a tune that one melody has as well; 0 where no two notes agree."""
        moves = _moves_as_text(steps)
        best = 0
        for start in range(len(moves)):
            while start + best < len(moves) and moves[start : start + best + 1] in self._text:
                best += 1
        return best + 1 if best else 0


def _moves_as_text(steps: Sequence[int]) -> str:
    """One character a move, so that a run is found as words are."""
    return "".join(chr(_NO_MOVE + after - before) for before, after in pairwise(steps))


class KnownTurns:
    """What melodies are made of, to tell at once how much of a tune is in one of them, in any key.

    A run of notes may take `KnownRuns` a tenth of a second; this is for hundreds of tunes beside thousands.
    """

    def __init__(self, melodies: Iterable[Sequence[int]]) -> None:
        """melodies: diatonic steps of the notes of each."""
        self._turns = {turn for steps in melodies for turn in _turns(steps)}

    def share(self, steps: Sequence[int]) -> float:
        """Of all turns of a tune, those that one of the melodies has; 0 for a tune too short to have any."""
        turns = _turns(steps)
        return sum(turn in self._turns for turn in turns) / max(1, len(turns))


def _turns(steps: Sequence[int]) -> list[str]:
    moves = _moves_as_text(steps)
    return [moves[start : start + TURN] for start in range(len(moves) - TURN + 1)]


class TuneIndex:
    """A corpus of score tokens, ready to be searched."""

    def __init__(self, corpus: Sequence[Sequence[int]]) -> None:
        self._moves = [melodic_moves(tokens) for tokens in corpus]
        self._places: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place, moves in enumerate(self._moves):
            for gram in set(_grams(moves)):
                self._places[gram].append(place)

    def nearest(self, tokens: Sequence[int]) -> Nearest:
        """The tune of the corpus that a new tune copies most, by edit distance of the melodic moves.

        The shorter of the two is looked for inside the longer, so that a copied part counts as a copy.
        """
        moves = melodic_moves(tokens)
        shared = Counter(place for gram in set(_grams(moves)) for place in self._places.get(gram, ()))
        best = Nearest(-1, 1.0)
        for place, _ in shared.most_common(CANDIDATES):
            distance = _distance(moves, self._moves[place])
            if distance < best.distance:
                best = Nearest(place, distance)
        return best


def copy_distance(tokens: Sequence[int], corpus: TuneIndex | Sequence[Sequence[int]]) -> float:
    """0 when the tune, or its nearest tune, is contained in the other in any key; near 1 when they share nothing."""
    index = corpus if isinstance(corpus, TuneIndex) else TuneIndex(corpus)
    return index.nearest(tokens).distance


def _grams(moves: NDArray[np.int64]) -> list[tuple[int, ...]]:
    values = moves.tolist()
    return [tuple(values[place : place + GRAM]) for place in range(len(values) - GRAM + 1)]


def _distance(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Edits that turn the shorter into some stretch of the longer, as a share of the shorter (Sellers 1980)."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if not len(short):
        return 1.0
    offsets = np.arange(len(long) + 1)
    row = np.zeros(len(long) + 1, np.int64)  # a stretch may begin anywhere
    for count, move in enumerate(short, start=1):
        change = row[:-1] + (long != move)
        following = np.concatenate([[count], np.minimum(change, row[1:] + 1)])
        row = np.minimum.accumulate(following - offsets) + offsets
    return min(1.0, float(row.min()) / len(short))
