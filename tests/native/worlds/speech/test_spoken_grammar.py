"""The published grammar: it holds what is said of scenes and in numbers, and nothing else; speech is heard by it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from sensorium.native.worlds.judges.reading import distance
from sensorium.native.worlds.judges.recogniser import Recogniser
from sensorium.native.worlds.speech.sentences import sentences, spoken_words
from sensorium.native.worlds.speech.spoken_grammar import PRONOUNCED, SEARCH, covers, jsgf
from sensorium.native.worlds.speech.synthesizers import Flite

PUBLISHED = Path(__file__).parents[4] / "docs" / "spoken.jsgf"


def test_the_published_grammar_is_the_one_that_judges() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == jsgf()


@pytest.mark.parametrize("kind", ["scene", "numbers", "digits"])
def test_it_holds_all_sentences_about_scenes_and_numbers(kind: str) -> None:
    said = list(islice(sentences(np.random.default_rng(2), "test", kind), 120))
    assert [text for text in said if not covers(text)] == []


@pytest.mark.parametrize("kind", ["clip", "sounds", "everyday"])
def test_it_holds_no_other_sentences(kind: str) -> None:
    said = list(islice(sentences(np.random.default_rng(3), "test", kind), 60))
    assert not any(map(covers, said))


def test_words_in_another_order_are_not_held() -> None:
    assert covers("There are 42 red cars on a white ground.")
    assert not covers("There are cars 42 red on a white ground.")
    assert not covers("")


@pytest.mark.system("flite")
def test_speech_is_heard_by_it_and_noise_is_not() -> None:
    pytest.importorskip("pocketsphinx")
    judge = Recogniser(jsgf(), PRONOUNCED, SEARCH)
    wanted = spoken_words("The dragonfly is above the red fence.")
    said = Flite("rms").say("The dragonfly is above the red fence.").audio.samples[0]
    assert distance(wanted, judge.hear(said).split()) <= 1
    assert distance(wanted, judge.hear(said[::-1].copy()).split()) >= len(wanted) - 1
