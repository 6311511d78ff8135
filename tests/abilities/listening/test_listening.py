"""A recording is heard by two, each with the aids that help; nothing that one hears is lost or replaced."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from sensorium.abilities.listening import deciding, listening
from sensorium.abilities.listening.asking import POCKETSPHINX
from sensorium.abilities.listening.deciding import cleans, follows_vocabulary
from sensorium.abilities.listening.heard import Hearing
from sensorium.abilities.listening.spectra import RATE_HZ, Noisiness, Samples
from sensorium.abilities.listening.vocabulary import Vocabulary
from sensorium.abilities.verification import Claim
from sensorium.content import Audio
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.models import BUILT_IN

VOCABULARY = Vocabulary(phrases=("jarvis", "seven"))
TALK = (0.5 * np.sin(np.arange(RATE_HZ) / 3) * (np.arange(RATE_HZ) % 8000 < 4000)).astype(np.float32)
NOISE = np.random.default_rng(0).normal(0, 0.1, RATE_HZ).astype(np.float32)
CLEAR = np.zeros(RATE_HZ, np.float32)


@dataclass
class Fake:
    """Hears what a test tells it to, with a vocabulary and without."""

    name: str
    free: tuple[Claim, ...]
    held: tuple[Claim, ...] | None = None
    cannot_say: tuple[str, ...] = ()
    given: list[Samples] = field(default_factory=list)

    def hear(self, samples: Samples, vocabulary: Vocabulary | None = None) -> tuple[Claim, ...]:
        self.given.append(samples)
        if vocabulary is None:
            return self.free
        if self.held is None:
            raise UnsupportedCapability("no vocabulary here")
        return self.held

    def unknown(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        return self.cannot_say


def said(text: str, sure: float = 0.6) -> tuple[Claim, ...]:
    return tuple(Claim(word, sure) for word in text.split())


def test_what_two_hear_alike_is_believed_and_the_rest_is_doubted() -> None:
    ears, second = Fake("ears", said("call seven now")), Fake("other", said("call eleven now"))
    found = listening.heard_by([ears, second], CLEAR)
    assert found.text == "call now"
    (doubt,) = found.doubted
    assert (doubt.text, doubt.ballots[0].reader, doubt.ballots[0].text) == ("seven", "other", "eleven")


def test_a_word_is_never_replaced_however_sure_the_other_is() -> None:
    ears, second = Fake(BUILT_IN, said("to seven", 0.01)), Fake(POCKETSPHINX, said("to eleven", 0.99))
    found = listening.heard_by([ears, second], CLEAR)
    assert "eleven" not in [verdict.text for verdict in found.verdicts]
    assert "seven" in [verdict.text for verdict in found.verdicts]


def test_the_vocabulary_is_followed_where_the_ears_are_unsure_and_both_hearings_are_kept() -> None:
    found = listening.heard_by([Fake("ears", said("jar this", 0.4), said("jarvis", 0.8))], CLEAR, VOCABULARY)
    assert found.text == "jarvis"
    assert [(one.text, one.held) for one in found.hearings] == [("jarvis", True), ("jar this", False)]


def test_a_word_that_is_surely_another_is_not_pressed_into_the_vocabulary() -> None:
    found = listening.heard_by([Fake("ears", said("eleven", 0.97), said("seven", 0.8))], CLEAR, VOCABULARY)
    assert found.text == "eleven"
    assert [one.text for one in found.hearings] == ["eleven", "seven"]


def test_a_sentence_of_other_words_is_not_pressed_into_the_vocabulary() -> None:
    free, held = (
        Hearing(listener="a", words=said("call it bear")),
        Hearing(listener="a", words=said("jarvis"), held=True),
    )
    assert follows_vocabulary(free, held, 0.5)
    assert not follows_vocabulary(free, held, 2.5)
    long = np.tile(TALK, 5) + np.random.default_rng(1).normal(0, 0.001, 5 * RATE_HZ).astype(np.float32)
    assert listening.heard_by([Fake("ears", free.words, held.words)], long, VOCABULARY).text == "call it bear"


def test_a_second_listener_hears_the_vocabulary_alone() -> None:
    ears, second = Fake("ears", said("seven"), said("seven")), Fake("other", said("heaven"), said("seven"))
    found = listening.heard_by([ears, second], CLEAR, VOCABULARY)
    assert len(second.given) == 1
    assert (found.text, found.verdicts[0].ballots[0].reader) == ("seven", "other, vocabulary")


def test_who_keeps_to_no_vocabulary_says_so_and_is_heard_all_the_same() -> None:
    found = listening.heard_by([Fake("ears", said("jarvis"))], CLEAR, VOCABULARY)
    assert found.text == "jarvis"
    assert found.notes == ("the vocabulary was not used by ears: no vocabulary here",)


def test_words_that_cannot_be_pronounced_are_named() -> None:
    ears = Fake("ears", said("seven"), said("seven"), cannot_say=("jarvis",))
    assert listening.heard_by([ears], CLEAR, VOCABULARY).notes == ("ears cannot pronounce, and so cannot hear: jarvis",)


@pytest.mark.parametrize(("noise", "cleaned"), [("keep", False), ("reduce", True)])
def test_noise_is_turned_down_or_kept_as_asked(noise: deciding.Noise, cleaned: bool) -> None:
    ears = Fake("ears", said("seven"))
    found = listening.heard_by([ears], NOISE, noise=noise)
    assert found.hearings[0].cleaned == cleaned
    assert (np.abs(ears.given[0]).mean() < 0.5 * np.abs(NOISE).mean()) == cleaned


def test_left_alone_it_is_turned_down_for_those_it_was_measured_to_help() -> None:
    fan = Noisiness(ratio_db=5.0, steadiness=0.31, speech_s=1.0)
    assert cleans(BUILT_IN, fan)
    assert not cleans(BUILT_IN, replace(fan, ratio_db=50.0))
    assert not cleans(BUILT_IN, replace(fan, ratio_db=-19.0))
    assert not cleans(BUILT_IN, replace(fan, steadiness=0.2))
    assert not cleans("somebody else", fan)


def test_noise_alone_is_left_as_it_is() -> None:
    ears = Fake(BUILT_IN, ())
    assert listening.heard_by([ears], NOISE, VOCABULARY).text == ""
    assert ears.given[0] is NOISE


def test_a_sound_that_is_left_alone_is_the_same_sound() -> None:
    clear, noisy = Audio(CLEAR[None], RATE_HZ), Audio((TALK + NOISE)[None], RATE_HZ)
    assert listening.prepared(clear, BUILT_IN) is clear
    assert listening.prepared(noisy, "somebody else") is noisy
    assert np.abs(listening.prepared(noisy, BUILT_IN).samples[0, 4500:7500]).mean() < 0.5 * np.abs(NOISE).mean()


@pytest.mark.parametrize(("free", "held"), [("x", ""), ("", "seven")])
def test_where_either_way_nothing_is_heard_the_vocabulary_is_not_followed(free: str, held: str) -> None:
    ways = [Hearing(listener="a", words=said(text, 0.1), held=text == held) for text in (free, held)]
    assert not follows_vocabulary(*ways, 0.0)


def test_all_of_it_goes_into_json() -> None:
    ears, second = Fake("ears", said("seven")), Fake("other", said("eleven"))
    told = listening.heard_by([ears, second], CLEAR).told()
    assert told["text"] == ""
    assert told["words"][0]["votes"] == [{"listener": "other", "text": "eleven", "confidence": 0.6}]
    assert [one["text"] for one in told["hearings"]] == ["seven", "eleven"]


def test_an_unknown_listener_is_named() -> None:
    with pytest.raises(InvalidInput, match="unknown listener 'whisper'"):
        listening.second_of("whisper")
