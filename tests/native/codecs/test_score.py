"""Tunes as tokens: the grammar never ends in a dead end, its bars add up for an outside reader, real tunes fit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
import symusic
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput
from sensorium.media.scores.playing import notes
from sensorium.media.scores.reading import read_tune
from sensorium.media.scores.tune import Bar, Note
from sensorium.native.codecs.score import MAX_BARS, NUM_TOKENS, TOKENS, ScoreCodec, ScoreGrammar, transpose
from sensorium.native.codecs.score.grammar import CLOSING_TOKENS
from sensorium.native.codecs.score.table import INDEX
from sensorium.native.tokens.vocabulary import SCORE

CODEC = ScoreCodec()
JIG = """X:4
T:A jig of the tests
R:Double Jig
M:6/8
L:1/8
Q:"Lively" 3/8=140
K:D
(F|~D2F {g}AFd|"D"[FA]2d !trill!e3|(3fgf e d>c d|B2A F2:|
|:d-|d2f Tafd|=c3- c2e|f/2e/2d/2c/2B/2A/2 Bcd|1 A3 D2:|2 [DA]3 D2||
f|a6|g3 e3|f<af edc|d3 d2|]
"""
WALTZ = "X:1\nR:waltz\nM:3/4\nL:1/4\nK:Am\n" + "A2c|e2c|B2G|A3|" * 2 + "|]"


def _walk(seed: int) -> list[int]:
    rng = np.random.default_rng(seed)
    grammar, tokens = ScoreGrammar(), []
    while not grammar.finished:
        choices = np.flatnonzero(grammar.allowed())
        assert len(choices), "a dead end"
        tokens.append(int(rng.choice(choices)))
        grammar.advance(tokens[-1])
    assert not grammar.allowed().any()
    return tokens


def _accepts(tokens: Sequence[int]) -> bool:
    grammar = ScoreGrammar()
    for token in tokens:
        grammar.advance(token)
    return grammar.finished


def _bars(abc: str) -> list[Fraction]:
    """Lengths of the written bars, in full bars."""
    tune = read_tune(abc)
    bars = [Fraction(0)]
    for element in tune.voices[0]:
        if isinstance(element, Note):
            bars[-1] += element.duration / tune.bar_length
        elif isinstance(element, Bar):
            bars.append(Fraction(0))
    return [bar for bar in bars if bar]


def test_the_table_fits_the_vocabulary() -> None:
    assert CODEC.num_tokens == NUM_TOKENS == len(TOKENS) <= SCORE.size


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_every_random_walk_is_a_tune_whose_bars_add_up(seed: int) -> None:
    tokens = _walk(seed)
    abc = CODEC.decode(tokens)
    full = [bar for bar in _bars(abc) if bar == 1]
    parts = sum(TOKENS[token] in ("repeat", "once") for token in tokens)
    short = [bar for bar in _bars(abc) if bar != 1]
    assert all(bar < 1 for bar in short)
    assert len(short) <= 3 * parts  # a pickup, a last bar for each ending
    assert 4 <= len(full) + len([bar for bar in short if bar >= Fraction(1, 2)]) <= MAX_BARS + parts
    canonical = CODEC.encode(abc)
    assert _accepts(canonical)
    assert CODEC.encode(CODEC.decode(canonical)) == canonical


@pytest.mark.parametrize("seed", range(12))
def test_an_outside_reader_hears_the_same(seed: int) -> None:
    abc = CODEC.decode(_walk(1000 + seed))
    played = notes(abc, "harp", "none")
    reference = symusic.Score.from_abc(abc)
    ticks = reference.ticks_per_quarter
    quarters = played.end_s * float(abc.split("Q:1/4=")[1].split("\n", maxsplit=1)[0]) / 60
    assert len(reference.tracks[0].notes) == len(played)
    assert max(note.time + note.duration for note in reference.tracks[0].notes) / ticks == pytest.approx(
        quarters, abs=0.02
    )


def test_a_printed_tune_becomes_its_melody() -> None:
    tokens = CODEC.encode(JIG)
    assert _accepts(tokens)
    abc = CODEC.decode(tokens)
    assert CODEC.encode(abc) == tokens
    assert abc.splitlines()[:7] == ["X:1", "T:Lively jig in D major", "R:jig", "M:6/8", "L:1/8", "Q:1/4=206", "K:D"]
    body = "".join(abc.splitlines()[7:])
    assert body.startswith("|:F|D2F AFd|A2d e3|(3fgfe d>cd|B2A F2:||:d|d2f afd|=c5e|")
    assert body.endswith("|1A3 D2:|2A3 D2||f|a6|g3 e3|f<af edc|d3 d2|]")


def test_the_shorter_unit_is_chosen() -> None:
    names = [TOKENS[token] for token in CODEC.encode(WALTZ.replace("A2c", "A/4B/4A/4B/4 Ac"))]
    assert "unit 1/16" in names
    assert "unit 1/8" in [TOKENS[token] for token in CODEC.encode(WALTZ)]


@pytest.mark.parametrize(
    "abc",
    [
        WALTZ.replace("3/4", "5/4"),
        WALTZ.replace("K:Am", "K:C#"),
        WALTZ.replace("e2c|", "e2|", 1),
        "X:1\nM:4/4\nL:1/8\nK:D\nA8|B8|]",
    ],
)
def test_what_the_table_does_not_hold_is_refused(abc: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        CODEC.encode(abc)
    assert caught.value.code == "invalid_score"


def test_long_tunes_give_their_first_parts() -> None:
    parts = ["|:" + "A2B2c2d2|" * 7 + "A8:|"] * 6
    abc = "X:1\nM:4/4\nL:1/8\nK:G\n" + "\n".join(parts)
    assert sum(name == "repeat" for name in map(TOKENS.__getitem__, CODEC.encode(abc))) == 4
    assert sum(name == "repeat" for name in map(TOKENS.__getitem__, CODEC.encode(abc, max_bars=16))) == 2


def test_the_grammar_refuses_what_it_does_not_allow() -> None:
    grammar = ScoreGrammar()
    with pytest.raises(ValueError, match="may not come here"):
        grammar.advance(INDEX["end"])
    with pytest.raises(ValueError, match="may not come here"):
        grammar.advance(NUM_TOKENS)


def test_any_tokens_can_be_written() -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        assert CODEC.decode(rng.integers(0, NUM_TOKENS, 50).tolist()).startswith("X:1\nT:")
    with pytest.raises(ValueError, match="no score token"):
        CODEC.decode([NUM_TOKENS])


@pytest.mark.parametrize("tonic", ["C", "E", "Bb", "A"])
def test_transposing_moves_every_note_alike(tonic: str) -> None:
    moved = transpose(CODEC.encode(JIG), tonic)
    assert moved is not None
    assert _accepts(moved)
    before, after = (notes(CODEC.decode(tokens)).pitch.astype(int) for tokens in (CODEC.encode(JIG), moved))
    assert len({int(shift) for shift in after - before}) == 1
    assert transpose(CODEC.encode(JIG), "G#") is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**31), st.integers(0, 300))
def test_a_score_can_always_be_closed_soon(seed: int, steps: int) -> None:
    rng, grammar = np.random.default_rng(seed), ScoreGrammar()
    for _ in range(steps):
        if grammar.finished:
            break
        grammar.advance(int(rng.choice(np.flatnonzero(grammar.allowed()))))
    for _ in range(CLOSING_TOKENS):
        if grammar.finished:
            return
        grammar.advance(grammar.closing())
    assert grammar.finished


def test_endings_with_nothing_before_them_are_played_one_after_the_other() -> None:
    bars = "CDEF|GABc"
    tokens = CODEC.encode(f"X:1\nM:4/4\nL:1/4\nK:C\n[1 {bars} :|2 {bars} |]\n")
    assert tokens == CODEC.encode(f"X:1\nM:4/4\nL:1/4\nK:C\n{bars}|{bars}|]\n")


@pytest.mark.parametrize(("written", "read"), [("^^c''4", "d'4"), ("__C,4", "_B,4"), ("^^b'4", "^c''4")])
def test_double_accidentals_at_the_edge_stay_within_the_range(written: str, read: str) -> None:
    head = "X:1\nM:4/4\nL:1/4\nK:C\nCDEF|CDEF|CDEF|"
    assert CODEC.encode(f"{head}{written}|]\n") == CODEC.encode(f"{head}{read}|]\n")


LINES = ("|", "||", ":|", "|:", "::", "|1", ":|2", "[1", "[2", "|]", "| [1", "|1 [2 |")
WHOLE_BARS = ("CDEF", "GABc", "^^c''4", "__C,4", "^^C,2__c''2", "z4", "[C4E4]", "C2", "A2-A2-")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(LINES), st.lists(st.tuples(st.sampled_from(WHOLE_BARS), st.sampled_from(LINES)), max_size=12))
def test_any_bar_lines_are_read_or_refused(first: str, bars: list[tuple[str, str]]) -> None:
    abc = f"X:1\nM:4/4\nL:1/4\nK:C\n{first} " + " ".join(f"{bar} {line}" for bar, line in bars)
    try:
        tokens = CODEC.encode(abc)
    except InvalidInput as error:
        refused = error.code
    else:
        refused = "" if _accepts(tokens) else "tokens that the grammar does not know"
    assert refused in ("", "invalid_score")
