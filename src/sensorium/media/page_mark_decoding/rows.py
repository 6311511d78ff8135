"""Words of scripts that are read from the right or set signs on letters: put together by where their glyphs stand.

The order in which pdfium gives them depends on how a program wrote them: signs that are set higher than their letters
begin a line, what is read from the right is turned once too often, spaces are seen where a glyph is narrow.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding import scripts
from sensorium.media.page_mark_decoding.glyphs import Glyph, Glyphs, put_in_order, told_once
from sensorium.media.page_mark_decoding.page import Edges, Point, Sheet
from sensorium.media.page_mark_decoding.spans import Runs
from sensorium.media.page_mark_decoding.words import Fragment, Word, Words, word_of

_SPACE = 0.2  # of the size of type: a wider gap parts two words of a page without spaces
_WIDE_SPACE = 0.5  # the same of a page with spaces
_SPACE_BEFORE_A_SIGN = 1.0  # the same where the second would begin with a sign or vowel that begins no word
_SAME_ROW = 0.3  # of the size of type, by which base lines may differ
_REACH_OF_SIGNS = 1.2  # of the size of type, from the base line of the letter that they stand on
_AROUND = 5  # rows, or letters, on either side that are looked at
_EDGE = 0.05  # of the size of type; a space that is narrower has no width (U+200C)


@dataclass(eq=False, slots=True)
class _Row:
    """What stands on one line of print. top, base: the highest and the lowest of its base lines."""

    top: float
    base: float
    size: float
    fragments: list[Fragment] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    spaces: list[float] = field(default_factory=list)
    involved: bool = False

    def goes_on(self, base: float, size: float) -> bool:
        """Whether letters on a lower base line, or one as low, belong to it."""
        largest = max(self.size, size)
        return base - self.base <= _SAME_ROW * largest and base - self.top <= 2 * _SAME_ROW * largest

    def distance(self, base: float) -> float:
        """How far a base line is from those of the row."""
        return max(self.top - base, base - self.base, 0.0)


class Rows:
    """Fragments of a page → its words."""

    def __init__(self, text: pypdfium2.PdfTextPage, sheet: Sheet, words: Words, runs: Runs) -> None:
        self._raw, self._count = text.raw, text.count_chars()
        self._sheet, self._words = sheet, words
        self._glyphs = Glyphs(text, sheet, runs.spans)
        self._spaces = self._all_spaces(runs)

    def words(self, fragments: Sequence[Fragment]) -> list[Word]:
        """All words in the order of the file; those of rows without such letters as the fragments are."""
        level = [one for one in fragments if one.letters and abs(one.kind.angle) <= 1]
        plain = [one for one in fragments if one.letters and abs(one.kind.angle) > 1]
        signs = [one for one in level if self._base(one) is None]
        rows = []
        for row in self._rows(level):
            if row.involved:
                rows.append(row)
            else:
                plain += row.fragments
        parts = [(row, self._glyphs.of(one)) for row in rows for one in sorted(row.fragments, key=_number)]
        alone = [(one, self._glyphs.of(one)) for one in sorted(signs, key=_number)]
        for glyphs in (*(glyphs for _, glyphs in parts), *(glyphs for _, glyphs in alone)):
            put_in_order(glyphs)
        for row, glyphs in parts:
            row.glyphs += glyphs
        for x, y in sorted(self._spaces):
            for row in _near(rows, y, _SAME_ROW):
                row.spaces.append(x)
        letters = {id(row): _from_left(row.glyphs) for row in rows}
        plain += [one for one, glyphs in alone if not _added(glyphs, rows, letters)]
        found = [(_number(one), word) for one in plain if (word := self._words.word(one)) is not None]
        right = _is_from_right([glyph for row in rows for glyph in row.glyphs])
        found += [word for row in rows for word in self._words_of(row, right=right)]
        return [word for _, word in sorted(found, key=lambda one: one[0])]

    def _rows(self, fragments: Sequence[Fragment]) -> list[_Row]:
        """Rows from the top; without signs that stand alone."""
        placed = [(base, one) for one in fragments if (base := self._base(one)) is not None]
        rows: list[_Row] = []
        for base, one in sorted(placed, key=lambda pair: pair[0]):
            if not rows or not rows[-1].goes_on(base, one.kind.size):
                rows.append(_Row(base, base, one.kind.size))
            row = rows[-1]
            row.base, row.size = base, max(row.size, one.kind.size)
            row.involved = row.involved or scripts.is_involved("".join(one.letters))
            row.fragments.append(one)
        return rows

    def _base(self, fragment: Fragment) -> float | None:
        """The base line of a fragment; None where it is nothing but signs, which may be set higher."""
        for letter, number in zip(fragment.letters, fragment.numbers, strict=True):
            if not scripts.is_sign(letter):
                return self._glyphs.origin_of(number)[1]
        return None

    def _all_spaces(self, runs: Runs) -> list[Point]:
        """Where the file itself has spaces: the middle or the beginning of each, on its base line, as shown."""
        found = [self._sheet.point(*place) for place in runs.spaces]
        for number in range(self._count):
            letter = chr(pdfium.FPDFText_GetUnicode(self._raw, number) & 0xFFFF)
            if letter.isspace() and not pdfium.FPDFText_IsGenerated(self._raw, number) and self._glyphs.run_of(number):
                _, y = self._glyphs.origin_of(number)
                box = self._words.box_of(number)
                if box and box[2] > box[0]:
                    found.append(((box[0] + box[2]) / 2, y))
        return found

    def _words_of(self, row: _Row, *, right: bool) -> Iterator[tuple[int, Word]]:
        """Words with the numbers of their first letters. right: the page is read from there, so that every row with
        such letters is.
        """
        glyphs = told_once(_from_left(row.glyphs))
        right = any(scripts.is_from_right(glyph.text) for glyph in glyphs) if right else _is_from_right(glyphs)
        for word in self._parted(_with_signs(glyphs), row.spaces):
            if box := _on(self._sheet, word):
                ordered = _in_order(word, right=right)
                number = min(glyph.number for glyph in word)
                yield number, word_of(ordered, box, word[0].kind)

    def _parted(self, glyphs: Sequence[Glyph], spaces: Sequence[float]) -> Iterator[list[Glyph]]:
        word: list[Glyph] = []
        reach = 0.0
        for glyph in glyphs:
            if word and self._apart(word[-1], glyph, reach, spaces):
                yield word
                word = []
            reach = max(reach, glyph.box[2]) if word else glyph.box[2]
            word.append(glyph)
        if word:
            yield word

    def _apart(self, last: Glyph, glyph: Glyph, reach: float, spaces: Sequence[float]) -> bool:
        size = glyph.kind.size
        goes_on = scripts.goes_on(glyph.text)
        gap = glyph.box[0] - reach
        most = _WIDE_SPACE if self._spaces else _SPACE
        spaced = gap > _EDGE * size and bisect(spaces, last.center) < bisect_left(spaces, glyph.center)
        if not goes_on and (spaced or last.kind.size != size):
            return True
        if gap > (_SPACE_BEFORE_A_SIGN if goes_on else most) * size:
            return True
        return last.run != glyph.run and self._words.parted((reach, glyph.base), (glyph.box[0], glyph.base), glyph.kind)


def _is_from_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether most letters of some glyphs are read from the right."""
    text = "".join(glyph.text for glyph in glyphs)
    return sum(map(scripts.is_from_right, text)) > sum(map(scripts.is_from_left, text))


def _number(fragment: Fragment) -> int:
    return fragment.numbers[0]


def _near(rows: Sequence[_Row], base: float, most: float) -> list[_Row]:
    """Rows, given from the top, that are no further from a base line than `most` sizes of their type."""
    place = bisect(rows, base, key=lambda row: row.base)
    around = rows[max(0, place - _AROUND) : place + _AROUND]
    return [row for row in around if row.distance(base) <= most * row.size]


def _added(signs: Sequence[Glyph], rows: Sequence[_Row], letters: dict[int, list[Glyph]]) -> bool:
    """Whether signs that stand alone were added to rows where they stand on letters."""
    places = [(sign, _under(sign, rows, letters)) for sign in signs]
    if any(row is None for _, row in places):
        return False
    for sign, row in places:
        if row is not None:
            row.glyphs.append(sign)
    return True


def _under(sign: Glyph, rows: Sequence[_Row], letters: dict[int, list[Glyph]]) -> _Row | None:
    """The row with a letter under, or over, a sign. letters: of each row by its identity, from the left."""
    near = _near(rows, sign.base, _REACH_OF_SIGNS)
    found = [row for row in near if any(_bears(one, sign) for one in _around(letters[id(row)], sign))]
    return min(found, key=lambda row: row.distance(sign.base), default=None)


def _around(letters: list[Glyph], sign: Glyph) -> list[Glyph]:
    """The nearest letters of some that stand in order."""
    place = bisect(letters, sign.center, key=lambda one: one.center)
    return letters[max(0, place - _AROUND) : place + _AROUND]


def _from_left(glyphs: Sequence[Glyph]) -> list[Glyph]:
    return sorted(glyphs, key=lambda one: (one.center, one.number))


def _with_signs(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs from the left with the signs that stand on them; signs alone where there is nothing under them."""
    letters = [glyph for glyph in glyphs if not scripts.is_sign(glyph.text)]
    alone = []
    for sign in glyphs:
        if scripts.is_sign(sign.text):
            near = [one for one in _around(letters, sign) if _bears(one, sign)]
            if near:
                min(near, key=lambda one: abs(one.center - sign.center)).signs.append(sign)
            else:
                alone.append(sign)
    return _from_left([*letters, *alone])


def _bears(letter: Glyph, sign: Glyph) -> bool:
    slack = _EDGE * letter.kind.size
    left, right = letter.box[0] + slack, letter.box[2] + slack
    if scripts.is_from_right(sign.text):
        left, right = letter.box[0] - slack, letter.box[2] - slack
    return left <= sign.center <= right


def _on(sheet: Sheet, glyphs: Sequence[Glyph]) -> Edges | None:
    """The box around glyphs, where it lies on the page."""
    boxes = [one.box for glyph in glyphs for one in (glyph, *glyph.signs)]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    shown = right > 0 and bottom > 0 and left < sheet.width and top < sheet.height
    return (left, top, right, bottom) if shown else None


def _in_order(glyphs: Sequence[Glyph], *, right: bool) -> str:
    """What glyphs that stand from the left say. right: most of their row is read from there."""
    parts = [glyph.said() for glyph in glyphs]
    if right or any(map(scripts.is_from_right, parts)):
        return scripts.righted("".join(parts[place] for place in scripts.order_from_right(parts)))
    return "".join(_written(parts))


def _written(parts: Sequence[str]) -> Iterator[str]:
    """Parts with vowels that are seen in front of a letter behind it."""
    waiting = ""
    for part in parts:
        if scripts.is_in_front(part):
            waiting += part
            continue
        yield part
        if not scripts.joins(part):
            yield waiting
            waiting = ""
    yield waiting
