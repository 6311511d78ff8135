"""What is believed of two readings and more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.verification import Claim, verify
from sensorium.abilities.verification.calibration import Calibration
from sensorium.abilities.verification.claims import exact, printed, spoken
from sensorium.errors import InvalidInput

# In a dispute "two" is right nine times in ten, "one" hardly ever.
TWO_KNOWS = Calibration(
    weights={
        "differ:one:two": (-2, 0, 0),
        "differ:two:one": (2, 0, 0),
        "spacing:one:two": (-2, 0, 0),
        "spacing:two:one": (2, 0, 0),
        "same:*:*": (3, 0, 0),
        "alone:*:*": (-1, 0, 0),
        "unasked:*:unasked": (1, 0, 0),
    }
)


def read(*words: str, confidence: float | None = 0.9) -> list[Claim]:
    return [Claim(word, confidence, (100 * at, 0, 100 * at + 80, 20)) for at, word in enumerate(words)]


def test_agreement_supports_and_solitude_does_not() -> None:
    same, alone = verify({"one": read("bench", "ghost"), "two": read("bench")}, calibration=TWO_KNOWS)
    assert (same.agreement, same.supported, same.abstains) == ("same", True, False)
    assert (alone.agreement, alone.supported, alone.abstains) == ("alone", False, True)
    assert alone.ballots[0].text == ""
    assert same.confidence > alone.confidence


def test_a_word_of_small_letters_follows_the_likelier_reader() -> None:
    (verdict,) = verify({"one": read("bcnch"), "two": read("bench")}, calibration=TWO_KNOWS)
    assert (verdict.text, verdict.reader, verdict.agreement) == ("bench", "two", "differ")
    assert [(ballot.reader, ballot.text) for ballot in verdict.ballots] == [("one", "bcnch")]
    assert not verdict.abstains


@pytest.mark.parametrize(("first", "second"), [("47.1", "47.7"), ("Bakcr", "Baker"), ("l00", "loo"), ("cm", "Cm")])
def test_numbers_and_names_are_doubted_never_corrected(first: str, second: str) -> None:
    (verdict,) = verify({"one": read(first), "two": read(second)}, calibration=TWO_KNOWS)
    assert (verdict.text, verdict.reader) == (first, "one")
    assert verdict.abstains
    assert verdict.ballots[0].text == second


@settings(deadline=None)
@given(
    st.lists(st.text("aB4,", min_size=1, max_size=4), max_size=5),
    st.lists(st.text("aB4,", min_size=1, max_size=4), max_size=5),
)
def test_nothing_is_made_up_or_lost(one: list[str], other: list[str]) -> None:
    verdicts = verify({"one": read(*one), "two": read(*other)}, calibration=TWO_KNOWS)
    for verdict in verdicts:
        given_by = {verdict.reader: verdict.text} | {ballot.reader: ballot.text for ballot in verdict.ballots}
        if given_by["one"] and any(exact(word) for word in verdict.text.split()):
            assert verdict.reader == "one"
        assert 0 <= verdict.confidence <= 1
    for reader, words in (("one", one), ("two", other)):
        told = [
            word
            for verdict in verdicts
            for name, text in ((verdict.reader, verdict.text), *((b.reader, b.text) for b in verdict.ballots))
            if name == reader
            for word in text.split()
        ]
        assert sorted(told) == sorted(words)


def test_a_split_is_one_span() -> None:
    one = [Claim("in", 0.9, (0, 0, 20, 20)), Claim("Voice", 0.8, (30, 0, 80, 20))]
    (verdict,) = verify({"one": one, "two": [Claim("inVoice", 0.7, (0, 0, 80, 20))]}, calibration=TWO_KNOWS)
    assert (verdict.text, verdict.agreement, verdict.supported) == ("inVoice", "spacing", False)
    assert [ballot.text for ballot in verdict.ballots] == ["in Voice"]


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [("3Bx36$6.21", "3B x36 $6.21", "3B x36 $6.21"), ("1000", "1 000", "1000"), ("12 345", "12345", "12 345")],
)
def test_spaces_may_be_mended_between_numbers_not_inside(first: str, second: str, taken: str) -> None:
    def stretched(text: str) -> list[Claim]:
        words, edges = text.split(), [200 * at / len(text.split()) for at in range(len(text.split()) + 1)]
        return [Claim(word, 0.9, (edges[at], 0, edges[at + 1] - 5, 20)) for at, word in enumerate(words)]

    (verdict,) = verify({"one": stretched(first), "two": stretched(second)}, calibration=TWO_KNOWS)
    assert verdict.text == taken


def test_three_readers_stand_together() -> None:
    verdicts = verify({"one": "pay the in voice", "two": "pay invoice now", "three": "pay the invoice now please"})
    assert [(verdict.text, verdict.reader, verdict.agreement) for verdict in verdicts] == [
        ("pay", "one", "same"),
        ("the", "one", "same"),
        ("in voice", "one", "spacing"),
        ("now", "two", "same"),
        ("please", "three", "alone"),
    ]
    assert [ballot.text for ballot in verdicts[2].ballots] == ["invoice", "invoice"]


def test_transcripts_are_compared_as_speech() -> None:
    verdicts = verify({"ears": "The dog ran, right?", "pocketsphinx": "the dog man right"})
    assert [verdict.agreement for verdict in verdicts] == ["same", "same", "differ", "same"]
    assert [verdict.text for verdict in verdicts] == ["The", "dog", "ran,", "right?"]
    assert [verdict.abstains for verdict in verdicts] == [False, False, True, False]
    assert not any(verdict.calibrated for verdict in verdicts)
    assert printed("Dog") != printed("dog")
    assert spoken("Dog,") == spoken("dog")


def test_what_was_heard_is_doubted_and_never_replaced() -> None:
    sure_of_the_other = Calibration(
        weights={"differ:ears:other": (-3.0, 0.0, 0.0), "differ:other:ears": (3.0, 0.0, 0.0)}
    )
    readings = {"ears": [Claim("seven")], "other": [Claim("eleven")]}
    (as_print,) = verify(readings, calibration=sure_of_the_other)
    (as_speech,) = verify(readings, calibration=sure_of_the_other, heard=True)
    assert (as_print.text, as_speech.text) == ("eleven", "seven")
    assert as_speech.abstains
    assert as_speech.ballots[0].text == "eleven"


def test_one_reader_is_taken_as_it_is() -> None:
    (verdict,) = verify({"one": read("bench")}, calibration=TWO_KNOWS)
    assert (verdict.agreement, verdict.ballots, verdict.supported) == ("alone", (), False)
    assert verdict.confidence == pytest.approx(0.731, abs=0.001)


def test_unknown_readers_are_not_said_to_be_calibrated() -> None:
    (verdict,) = verify({"one": read("bench", confidence=0.6)}, calibration=Calibration(weights={}))
    assert (verdict.confidence, verdict.calibrated) == (0.6, False)
    (verdict,) = verify({"one": "bench"}, calibration=Calibration(weights={}))
    assert (verdict.confidence, verdict.calibrated) == (0.5, False)


def test_without_a_reading_there_is_nothing_to_verify() -> None:
    with pytest.raises(InvalidInput, match="nothing to verify"):
        verify({})
    assert verify({"one": [], "two": []}) == []


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [("bench", False), ("bench,", False), ("don't", False), ("47", True), ("Baker", True), ("x2", True), ("—", True)],
)
def test_what_may_be_a_number_or_a_name(text: str, is_exact: bool) -> None:
    assert exact(text) is is_exact
