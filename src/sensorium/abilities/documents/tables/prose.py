"""Running text: stacks of lines that fill the same width. What is prose parts tables, and is never in one
without lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tables.print_lines import Line, Run, is_figure

_LEAST_LINES = 3
_LEAST_WORDS = 5  # a line on the average
_LEAST_SENTENCE = 11  # words
_SAME_LEFT_PT = 3.0
_FULL = 0.75  # of the width of a stack: a line of prose reaches so far, the last of a paragraph need not
_SIGNS_A_WORD = 2  # of scripts without spaces
_BAND = 4.0  # heights of print, up to which a shaded area is that of a row
_LETTERS = 0.7  # share of words that are no figures


def prose_in(lines: Sequence[Line], shades: Sequence[Box] = ()) -> set[int]:
    """`id` of the words that are running text. A bold line on a shaded area names a part of a table, however long."""
    found: set[int] = set()
    beside = {id(run): len(line.runs) - 1 for line in lines for run in line.runs}
    for stack in _stacks(lines):
        if len(stack) >= _LEAST_LINES and _reads_on(stack) and not _cells(stack, beside):
            found.update(id(word) for run in stack for word in run.words)
    for above, line in zip([Line(runs=()), *lines], lines, strict=False):
        if _sentence(line) and not _under_cell(above, line) and not _names_a_part(line, shades):
            found.update(id(word) for word in line.words)
    return found


def _cells(stack: Sequence[Run], beside: Mapping[int, int]) -> bool:
    """Whether a stack is a column of cells with long text: others stand beside the lines that begin, few
    beside those between.

    beside: how many runs there are beside each, by its `id`. Text beside a table would begin such lines anywhere.
    """
    begun = [run for run in stack if beside[id(run)] >= 2]
    new = sum(not run.text[:1].islower() for run in begun)
    return len(begun) >= max(2, 0.25 * len(stack)) and new >= 0.85 * len(begun)


def _sentence(line: Line) -> bool:
    """Whether a line is a run so long that no cell is."""
    return len(line.runs) == 1 and _num_words(line.runs[0]) >= _LEAST_SENTENCE and _wordy(line.runs)


def _names_a_part(line: Line, shades: Sequence[Box]) -> bool:
    low = (shade for shade in shades if shade.height <= _BAND * line.box.height)
    return line.runs[0].bold and any(shade.holds(line.box.center) for shade in low)


def _num_words(run: Run) -> float:
    """How many words a run says; scripts without spaces between words have one for every two of their signs."""
    return sum(max(1.0, sum(map(_is_unspaced, word.text)) / _SIGNS_A_WORD) for word in run.words)


def _is_unspaced(sign: str) -> bool:
    """Whether a sign is of Chinese or Japanese (ideographs, kana), which leave no spaces between words."""
    return "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff"


def _under_cell(above: Line, line: Line) -> bool:
    """Whether a line goes on a cell, not the first, of the line above."""
    left, height = line.box.left, line.box.height
    return any(abs(run.box.left - left) <= _SAME_LEFT_PT for run in above.runs[1:]) and (
        line.middle - above.middle < 1.6 * height
    )


def _stacks(lines: Sequence[Line]) -> Iterable[list[Run]]:
    """Runs of like type that stand below each other, at one left edge but for the first of a paragraph."""
    growing: list[list[Run]] = []
    for line in lines:
        still: list[list[Run]] = []
        taken: set[int] = set()
        for stack in growing:
            follower = next((run for run in line.runs if id(run) not in taken and _follows(stack, run)), None)
            if follower is not None:
                stack.append(follower)
                taken.add(id(follower))
                still.append(stack)
            elif line.box.top - stack[-1].box.bottom > stack[-1].box.height:
                yield stack
            else:
                still.append(stack)
        still += [[run] for run in line.runs if id(run) not in taken]
        growing = still
    yield from growing


def _follows(stack: Sequence[Run], run: Run) -> bool:
    last = stack[-1]
    height = min(last.box.height, run.box.height)
    pitch = run.box.center[1] - last.box.center[1]
    alike = max(last.box.height, run.box.height) < 1.3 * height
    lefts = [one.box.left for one in stack[-2:]]
    level = any(abs(run.box.left - left) <= _SAME_LEFT_PT for left in lefts)
    indented = len(stack) == 1 and abs(run.box.left - lefts[0]) < 4 * height and len(run.words) > 3
    return alike and 0.5 * height < pitch < 2.2 * height and (level or indented)


def _reads_on(stack: Sequence[Run]) -> bool:
    words = sum(map(_num_words, stack)) / len(stack)
    width = max(run.box.right for run in stack) - min(run.box.left for run in stack)
    left = min(run.box.left for run in stack)
    full = sum(run.box.right - left >= _FULL * width for run in stack)
    return words >= _LEAST_WORDS and full >= 0.6 * len(stack) and _wordy(stack)


def _wordy(runs: Sequence[Run]) -> bool:
    words = [word.text for run in runs for word in run.words]
    return sum(not is_figure(word) for word in words) >= _LETTERS * len(words)
