"""Words whose letters stand apart, "T H E  T I T L E": letters with a space after each are words again.

Told by how evenly such capitals follow each other: within a word they stand at one distance, between words at a wider
one. Signs of a list, "A B C D" or "X X X", are none: they hold no vowel beside another letter, or count on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word

_LEAST_LETTERS = 5  # of a line that is set so
_CLOSEST, _WIDEST = 0.1, 0.8  # of the size of type, between letters of a word
_WORDS_APART = 1.6  # times the usual distance of letters: what stands further apart is of two words
_LINES_APART_PT = 2.0
_VOWELS = frozenset("AEIOUYÄÖÜÅØÆÉÈÊÁÀÂÍÓÔÚАЕЁИОУЫЭЮЯΑΕΗΙΟΥΩ")


def joined(words: Sequence[Word]) -> list[Word]:
    """Words in their order, those whose letters stood apart in one piece each."""
    found: list[Word] = []
    for run in _runs(words):
        gap = _usual_gap(run) if len(run) >= _LEAST_LETTERS else 0.0
        found += [_whole(part) for part in _parts(run, gap)] if gap and _is_text(run) else run
    return found


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Capitals that follow each other on a line and in the file; any other word by itself."""
    run: list[Word] = []
    for word in words:
        if run and not _follows(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _follows(before: Word, word: Word) -> bool:
    if not (_is_capital(before) and _is_capital(word)) or abs(before.size_pt - word.size_pt) > 0.1:
        return False
    gap = word.box.left - before.box.right
    level = abs(word.box.bottom - before.box.bottom) <= _LINES_APART_PT
    return level and _CLOSEST * word.size_pt <= gap <= 3 * _WIDEST * word.size_pt


def _is_capital(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isupper()


def _usual_gap(run: Sequence[Word]) -> float:
    """The distance of letters in points; 0 where it is too wide for letters of a word."""
    gaps = sorted(word.box.left - before.box.right for before, word in pairwise(run))
    usual = gaps[len(gaps) // 4]  # most are of letters, some of words
    return usual if usual <= _WIDEST * run[0].size_pt else 0.0


def _is_text(run: Sequence[Word]) -> bool:
    """Whether letters make words: some of them differ, some are vowels, and they do not count on."""
    letters = [word.text for word in run]
    counted = sum(ord(after) - ord(before) == 1 for before, after in pairwise(letters))
    return len(set(letters)) > 2 and not _VOWELS.isdisjoint(letters) and 2 * counted < len(letters) - 1


def _parts(run: Sequence[Word], gap: float) -> Iterator[list[Word]]:
    part = [run[0]]
    for before, word in pairwise(run):
        if word.box.left - before.box.right > _WORDS_APART * gap:
            yield part
            part = []
        part.append(word)
    yield part


def _whole(letters: Sequence[Word]) -> Word:
    if len(letters) == 1:
        return letters[0]
    text = "".join(letter.text for letter in letters)
    return replace(letters[0], text=text, box=Box.around(letter.box for letter in letters))
