"""Prompts: print in a picture is read once and stands in the stream as words that know their place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sensorium.content import Document, Image, Page
from sensorium.native.codecs.score import ScoreCodec
from sensorium.native.encoders.letters import Spelling
from sensorium.native.encoders.views import PlacedLine
from sensorium.native.prompt import PRINT_TOKENS, PromptWriter
from sensorium.native.tokens.stream import Modality, Stream
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import CUE_CELL, NO_CUE, TEXT, Special
from sensorium.native.worlds.pages import Pages


def read_of(stream: Stream, words: WordTokenizer) -> str:
    """What stands between READ and END."""
    ids = stream.all().ids[:, 0].tolist()
    if Special.READ not in ids:
        return ""
    start = ids.index(Special.READ)
    return words.decode(ids[start + 1 : ids.index(Special.END, start)])


def table() -> Image:
    """A page of which the locator finds lines beside and below each other."""
    rng = np.random.default_rng(3)
    pages = (Pages().page(rng, "train") for _ in range(200))
    return next(page for page in pages if page.content.kind == "table" and len(page.content.columns) >= 3).image


def numbered(lines: Sequence[PlacedLine]) -> list[Spelling]:
    return [Spelling(f"{line.row}-{index}", -0.5) for index, line in enumerate(lines)]


def written(words: WordTokenizer, read: object, *parts: Image | Document) -> Stream:
    stream = Stream()
    PromptWriter(words, ScoreCodec(), read, lambda _, __: []).parts(stream, parts)  # type: ignore[arg-type]
    return stream


def test_lines_beside_each_other_share_a_line_of_text(words: WordTokenizer) -> None:
    stream = written(words, numbered, table())
    rows = [line.split(" | ") for line in read_of(stream, words).split("\n")]
    assert max(map(len, rows)) >= 3
    for number, row in enumerate(rows):
        assert all(cell.startswith(f"{number}-") for cell in row)


def test_words_know_the_cell_of_the_picture_they_stand_in(words: WordTokenizer) -> None:
    chunk = written(words, numbered, table()).all()
    is_word = np.isin(chunk.ids[:, 0], np.arange(TEXT.start, TEXT.stop))
    cells = chunk.cues[is_word, 0] - CUE_CELL.start
    is_feature = chunk.ids[:, 0] == Special.FEATURE
    assert (chunk.cues[~is_word & ~is_feature, 0] == NO_CUE).all()
    assert ((cells >= 0) & (cells < CUE_CELL.size)).all()
    rows = cells // 8
    assert (np.diff(rows) >= -1).all()  # rows are read from above; paper may lie askew
    assert rows[-1] > rows[0]
    assert len(set(cells % 8)) >= 3
    assert set(chunk.modality[is_word]) == {Modality.IMAGE}


def test_what_is_no_print_leaves_no_trace(words: WordTokenizer) -> None:
    stream = written(words, lambda lines: [Spelling("")] * len(lines), table())
    assert not read_of(stream, words)
    assert len(stream.all()) == 1 + 64
    assert stream.spelling == 0.0


def test_a_stream_knows_how_surely_its_print_was_spelled(words: WordTokenizer) -> None:
    assert written(words, numbered, table()).spelling == -0.5


def test_no_more_is_read_than_the_context_bears(words: WordTokenizer) -> None:
    stream = written(words, lambda lines: [Spelling("7" * 300)] * len(lines), table())
    assert len(stream.all()) <= 1 + 64 + PRINT_TOKENS + 2
    (note,) = stream.notes
    assert note.startswith(f"{PRINT_TOKENS} of ")
    assert not written(words, numbered, table()).notes


def test_a_page_with_a_text_layer_is_not_read_again(words: WordTokenizer) -> None:
    picture = table()
    height, width = picture.pixels.shape[:2]
    scan, digital = (Document((Page(text, picture, float(width), float(height)),)) for text in ("", "Some words."))
    assert read_of(written(words, numbered, scan), words)
    assert not read_of(written(words, numbered, digital), words)


@pytest.mark.parametrize(("logprob", "is_print"), [(-0.1, True), (-0.5, False)])
def test_a_few_lines_that_nobody_can_spell_are_strokes_of_a_drawing(
    words: WordTokenizer, logprob: float, is_print: bool
) -> None:
    """They are no words of the prompt, and the drawing is seen as one."""

    def read(lines: Sequence[PlacedLine]) -> list[Spelling]:
        return [Spelling("7" if number < 2 else "", logprob) for number in range(len(lines))]

    stream = written(words, read, table())
    assert bool(read_of(stream, words)) == is_print
    assert bool(stream.spelled) == is_print
    assert stream.features[0].kind == ("detail" if is_print else "picture")
