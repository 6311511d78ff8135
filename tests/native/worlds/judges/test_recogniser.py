"""The outside judge of speech."""

import numpy as np
import pytest

from sensorium.errors import InvalidInput
from sensorium.native.worlds.judges.recogniser import Recogniser, grammar_words, pronunciation
from sensorium.native.worlds.speech.synthesizers import Flite

DIGITS = "#JSGF V1.0;\ngrammar digits;\npublic <s> = <d> <d> <d>;\n<d> = one | two | four | five | seven | nine;\n"


@pytest.mark.system("flite")
def test_digits_are_heard_with_their_grammar() -> None:
    pytest.importorskip("pocketsphinx")
    judge = Recogniser(DIGITS)
    assert grammar_words(DIGITS) == {"one", "two", "four", "five", "seven", "nine"}
    assert judge.hear(Flite("rms").say("Four one nine.").audio.samples[0]) == "four one nine"


@pytest.mark.system("flite")
def test_nothing_is_heard_in_no_sound_and_it_hears_on() -> None:
    pytest.importorskip("pocketsphinx")
    judge = Recogniser(DIGITS)
    assert judge.hear(np.zeros(0, dtype=np.float32)) == ""
    assert judge.hear_words(np.zeros(0, dtype=np.float32)) == ()
    assert judge.hear(Flite("rms").say("Four one nine.").audio.samples[0]) == "four one nine"


@pytest.mark.system("flite")
def test_what_was_heard_before_changes_nothing() -> None:
    pytest.importorskip("pocketsphinx")
    judge, sound = Recogniser(), Flite("kal16").say("He saw a heavy parachute.").audio.samples[0]
    first = judge.hear_words(sound)
    judge.hear(Flite("slt").say("Good morning, my friend.").audio.samples[0])
    assert judge.hear_words(sound) == first


def test_an_unknown_word_is_named() -> None:
    pytest.importorskip("pocketsphinx")
    judge = Recogniser(DIGITS.replace("seven", "zzyzx"))
    with pytest.raises(InvalidInput, match="zzyzx"):
        judge.hear(np.zeros(1600, dtype=np.float32))


def test_a_pronunciation_in_the_dictionary_of_the_judge() -> None:
    assert pronunciation(("pau", "ax", "hh", "aw", "s", "pau")) == "AH HH AW S"
