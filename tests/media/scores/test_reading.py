"""ABC text → Tune: the common subset exactly, and hostile text within bounds."""

from __future__ import annotations

import contextlib
import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput, TooLarge
from sensorium.media.scores.fields import read_key, read_metre, read_tempo
from sensorium.media.scores.playing import notes
from sensorium.media.scores.reading import MAX_CHARACTERS, read_tune
from sensorium.media.scores.tune import Bar, Change, Key, Note, unfold

HEAD = "X:1\nM:4/4\nL:1/8\nK:{}\n"


def _notes(body: str, key: str = "C") -> list[Note]:
    return [element for element in read_tune(HEAD.format(key) + body).voices[0] if isinstance(element, Note)]


def _midi(body: str, key: str = "C") -> list[int]:
    return [pitch.midi for note in _notes(body, key) for pitch in note.pitches]


def _eighths(body: str) -> list[Fraction]:
    return [note.duration * 8 for note in _notes(body)]


@pytest.mark.parametrize(
    ("body", "key", "expected"),
    [
        ("C,CcC'c''", "C", [48, 60, 72, 72, 96]),
        ("FfB", "G", [66, 78, 71]),
        ("Be", "Bb", [70, 75]),
        ("^c cC|c", "C", [73, 73, 61, 72]),  # an accidental lasts for the bar, in all octaves
        ("=f f", "D", [77, 77]),
        ("^f-|f f", "C", [78, 78, 77]),  # a tie carries it over the bar line
        ("FC", "A mixolydian", [66, 61]),
        ("FC", "D dor", [65, 60]),
        ("[CEG]2", "C", [60, 64, 67]),
    ],
)
def test_pitches_follow_key_bar_and_tie(body: str, key: str, expected: list[int]) -> None:
    assert _midi(body, key) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A2 A/ A// A3/2 A/4 z4", [2, "1/2", "1/4", "3/2", "1/4", 4]),
        ("A>B A<B A>>B", ["3/2", "1/2", "1/2", "3/2", "7/4", "1/4"]),
        ("(3ABc d", ["2/3", "2/3", "2/3", 1]),
        ("(3:2:2A2B c", ["4/3", "2/3", 1]),
        ("{gag}A {/g}B", [1, 1]),
        ("Z2 C", [8, 8, 1]),
        ("Z20 C", [*[8] * 20, 1]),
        ("[M:6/8]Z [L:1/16]A", [6, "1/2"]),
        ("A8 & [ce]4>f4|B2", [8, 2]),  # another voice over the bar
    ],
)
def test_durations_are_exact(body: str, expected: list[str | int]) -> None:
    assert _eighths(body) == [Fraction(length) for length in expected]


@pytest.mark.parametrize(
    ("body", "played"),
    [
        ("C|D:|E|", "CDCDE"),
        ("|:C|D::E|F:|", "CDCDEFEF"),
        ("|:C|1D:|2E||F|", "CDCEF"),
        ("|:C|[1D:|[2E|]F:|", "CDCEFF"),
        ("C||D:|", "CDD"),
        ("|:C:||:D:|", "CCDD"),
        ("[2C|D", "CD"),
        ("|:C|1D:|2E:|3F|]G", "CDCECFG"),
        ("|:C|1,2D:|3E|]F", "CDCDCEF"),
        ("|:C|1,3D:|2,4E:|F", "CDCECDCEF"),
        ("|:C|1-3D:|4E||F:|", "CDCDCDCEFF"),
        ("|:C|1D:|:E:|F", "CDCEEF"),
        ("|:C||D:|E", "CDCDE"),  # a double line moves no repeat that was opened
        ("|:C|1D:|2E||F:|", "CDCEFF"),
    ],
)
def test_repeats_are_written_out(body: str, played: str) -> None:
    elements = unfold(read_tune(HEAD.format("C") + body).voices[0])
    assert "".join(e.pitches[0].letter for e in elements if isinstance(e, Note)) == played


def test_head_and_voices_are_read() -> None:
    tune = read_tune("X:7\nT:A title % comment\nR:Slip Jig\nM:9/8\nQ:3/8=120\nK:Em\nV:1\nEFG\nw:la la la\nV:2\nE,3\n")
    assert (tune.title, tune.kind, tune.metre, tune.key) == ("A title", "slip jig", (9, 8), Key("E", "minor"))
    assert tune.quarter_bpm == 180.0
    assert [len(voice) for voice in tune.voices] == [3, 1]


TWO_VOICES = "X:1\nM:4/4\nL:1/8\nV:1\nV:2\nK:C\n"


@pytest.mark.parametrize("changed", ["V:1\nK:D\nM:3/4\nL:1/4\nF Z\n", "[V:1][K:D][M:3/4][L:1/4]F Z\n"])
@pytest.mark.parametrize("before", ["", "V:1\nA\nV:2\nA\n"])
def test_a_change_is_one_of_its_voice(before: str, changed: str) -> None:
    tune = read_tune(TWO_VOICES + before + changed + "V:2\nF Z\nV:1\nF Z\n")
    first, second = ([one for one in voice if isinstance(one, Note)] for voice in tune.voices)
    assert [note.pitches[0].midi for note in first[-4::2]] == [66, 66]
    assert [note.duration * 4 for note in first[-4:]] == [1, 3, 1, 3]
    assert second[-2].pitches[0].midi == 65
    assert [note.duration * 8 for note in second[-2:]] == [1, 8]


def test_a_voice_that_begins_otherwise_says_so() -> None:
    tune = read_tune(TWO_VOICES + "V:1\nabc\nV:2\nK:D\nM:3/4\nabc\nV:3\nabc\n")
    assert (tune.metre, tune.key) == ((4, 4), Key("C"))
    assert [[one for one in voice if isinstance(one, Change)] for voice in tune.voices] == [
        [],
        [Change((3, 4), Key("D"))],
        [],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M:4/4\nK:C\nA|[M:2/4]A", ["1/8", "1/8"]),
        ("M:2/4\nK:C\nA|\nM:3/4\nA", ["1/16", "1/16"]),
        ("M:4/4\nK:C\nM:2/4\nA", ["1/8"]),
        ("M:4/4\nA|[M:2/4]A", ["1/8", "1/8"]),
        ("M:2/4\nK:C\nA|[M:4/4][L:1/8]A", ["1/16", "1/8"]),
        ("M:4/4\nM:2/4\nK:C\nA", ["1/16"]),
    ],
)
def test_a_metre_in_the_body_leaves_the_unit_as_it_is(text: str, expected: list[str]) -> None:
    notes_read = [element for element in read_tune("X:1\n" + text).voices[0] if isinstance(element, Note)]
    assert [note.duration for note in notes_read] == [Fraction(length) for length in expected]


def test_only_the_first_tune_is_read() -> None:
    tune = read_tune("X:1\nT:one\nK:C\nCDE\nX:2\nT:two\nK:D\nFGA\n")
    assert tune.title == "one"
    assert len(tune.voices[0]) == 3


def test_words_around_a_tune_are_no_music() -> None:
    printed = "%%begintext\nA cabbage bed\n%%endtext\n"
    text = f"A cabbage bed\n\nX:1\n{printed}K:C\nC|\n{printed}D|]\n% a bad edge\n\nA fine feast\n"
    assert [note.pitches[0].letter for note in read_tune(text).voices[0] if isinstance(note, Note)] == ["C", "D"]


def test_a_tune_goes_on_behind_an_empty_line() -> None:
    tune = read_tune("L:1/4\n\nX:1\nK:C\nV:1\nC|D|\n\nV:2\nE|F|\n\nGA|\n")
    assert [sum(isinstance(one, Note) for one in voice) for voice in tune.voices] == [2, 4]
    assert tune.voices[0][0].duration == Fraction(1, 4)


def test_words_in_a_chord_are_no_notes() -> None:
    assert _midi('[!fermata!C"Ab"E]') == [60, 64]


def test_neighbouring_bar_lines_act_as_one() -> None:
    bars = [element for element in read_tune(HEAD.format("C") + "C|] :|D|").voices[0] if isinstance(element, Bar)]
    assert bars[0] == Bar(closes=True, double=True)


@pytest.mark.parametrize(
    ("text", "sharps"), [("D", 2), ("Bb", -2), ("F#m", 3), ("A Dorian", 1), ("Emin", 1), ("G Lydian", 2), ("Cm", -3)]
)
def test_keys_know_their_signature(text: str, sharps: int) -> None:
    assert read_key(text).sharps == sharps


@pytest.mark.parametrize(
    ("text", "flat", "sharp"),
    [
        ("F clef=bass", "B", ""),
        ("Eb clef=alto", "BEA", ""),
        ("C middle=d clef=bass", "", ""),
        ("F middle=b", "B", ""),
        ("D exp _b ^f", "B", "F"),
        ("D Phr ^f", "BE", "F"),
        ("D=c", "", "F"),
        ("none", "", ""),
    ],
)
def test_only_accidentals_change_a_signature(text: str, flat: str, sharp: str) -> None:
    key = read_key(text, Key("D"))
    assert {letter for letter in "ABCDEFG" if key.alteration(letter) == -1} == set(flat)
    assert {letter for letter in "ABCDEFG" if key.alteration(letter) == 1} == set(sharp)


def test_metres_and_tempos() -> None:
    assert [read_metre(text) for text in ("C", "C|", "6/8", "2+3/8")] == [(4, 4), (2, 2), (6, 8), (5, 8)]
    assert read_tempo("3/8=100", (6, 8)) == 150.0
    assert read_tempo('"Slow" 1/4=60', (4, 4)) == 60.0
    assert read_tempo("nonsense", (4, 4)) == 0.0


@pytest.mark.parametrize(
    "text",
    ["", "X:1\nK:D\n", "%%%", "K:Q\nABC", "M:0/8\nK:D\nABC", "L:3/8\nK:D\nA", "K:D\nA/999", "K:D\nA0", "K:D\nA/0"],
)
def test_wrong_text_is_one_typed_error(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_tune(text)
    assert caught.value.code == "invalid_score"


def test_sizes_are_bounded() -> None:
    with pytest.raises(TooLarge):
        read_tune("X:1\nK:C\n" + "A" * MAX_CHARACTERS)
    with pytest.raises(TooLarge):
        read_tune("X:1\nK:C\n" + "A" * 30_000)
    with pytest.raises(TooLarge):
        read_tune("X:1\nK:C\nA" + "Z99" * 300)
    with pytest.raises(TooLarge) as caught:
        notes("X:1\nL:1/1\nK:C\n" + "A16" * 100)
    assert caught.value.code == "audio_too_long"
    with pytest.raises(TooLarge) as caught:
        notes("X:1\nL:1/1\nK:C\n" + "[CDEFGABcdefgab]16" * 15)
    assert caught.value.code == "score_too_large"


@pytest.mark.parametrize("piece", ["{", "[", '"', "(3", "!", "|", ":", "+", "[K:", "A>", "|1", "-", "^", "V:1\n"])
def test_repeated_signs_take_linear_time(piece: str) -> None:
    text = ("X:1\nK:C\nA" + piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    start = time.process_time()
    with contextlib.suppress(InvalidInput):
        read_tune(text)
    assert time.process_time() - start < 1.5


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ABCdefgz|:[](){}<>/2345'^_=-,~\"!KMLQVX\n% ", max_size=200) | st.text(max_size=100))
def test_any_text_is_played_or_refused(text: str) -> None:
    try:
        played = notes("X:1\nK:G\n" + text)
    except InvalidInput:
        return
    assert len(played) > 0
    assert played.duration_s.min() > 0
    assert played.pitch.min() >= 21
    assert played.pitch.max() <= 108
