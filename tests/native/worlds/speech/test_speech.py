"""Examples of speech: splits hold, what is heard is disturbed, the answer is not given away."""

from itertools import islice

import numpy as np
import pytest

from sensorium.content import Audio
from sensorium.native.worlds.example import Utterance
from sensorium.native.worlds.sounds import NO_SPEECH
from sensorium.native.worlds.speech import SpeechWorld, disturbed, unique_sentences
from sensorium.native.worlds.speech.garbled import NOT_UNDERSTOOD, garbled
from sensorium.native.worlds.speech.sentences import split_of, spoken_words
from sensorium.native.worlds.speech.world import NOTHING_S, hear_nothing


def spoken(count: int) -> list[Utterance]:
    rng = np.random.default_rng(0)
    texts = [*unique_sentences(0, "train", count), *unique_sentences(0, "test", count)]
    return [
        Utterance(text, Audio(rng.normal(size=(1, 3200)).astype(np.float32) * 0.1, 16_000, text), ("aa",), (0.2,))
        for text in texts
    ]


@pytest.mark.parametrize("split", ["train", "test"])
def test_both_tasks_stay_in_their_split(split: str) -> None:
    utterances = spoken(12)
    examples = list(islice(SpeechWorld(utterances, utterances).examples(np.random.default_rng(1), split), 30))  # type: ignore[arg-type]
    assert {example.task for example in examples} >= {"speak", "transcribe"}
    for example in examples:
        if example.task in {"hear_nothing", "hear_garbled"}:
            continue
        assert split_of(example.truth["text"]) == split
        if example.task == "transcribe":
            heard = example.prompt[0]
            assert isinstance(heard, Audio)
            assert heard.transcript is None
            assert example.reply == (" ".join(spoken_words(example.truth["text"])),)
        else:
            assert example.truth["text"] in str(example.prompt[0])
            assert isinstance(example.reply[0], Utterance)


def test_a_number_is_transcribed_in_words_however_it_was_written() -> None:
    text = "I counted 80 moons."
    sound = Audio(np.full((1, 3200), 0.1, np.float32), 16_000, text)
    utterances = [Utterance(text, sound, ("aa",), (0.2,))]
    examples = SpeechWorld(utterances, utterances).examples(np.random.default_rng(0), split_of(text))
    found = next(example for example in examples if example.task == "transcribe")
    assert found.reply == ("i counted eighty moons",)
    assert found.written == "i counted eighty moons"


def test_a_corpus_without_the_split_is_an_error() -> None:
    only_train = [utterance for utterance in spoken(5) if split_of(utterance.text) == "train"]
    with pytest.raises(ValueError, match="test split"):
        next(SpeechWorld(only_train, only_train).examples(np.random.default_rng(0), "test"))


def test_disturbances_keep_the_sound_and_stay_in_range() -> None:
    time_s = np.arange(16_000) / 16_000
    tone = (0.6 * np.sin(2 * np.pi * 440 * time_s)).astype(np.float32)
    for seed in range(12):
        found = disturbed(tone, np.random.default_rng(seed))
        assert found.dtype == np.float32
        assert np.abs(found).max() <= 1
        assert 14_300 < len(found) < 17_700
        loudest = np.abs(np.fft.rfft(found)).argmax() * 16_000 / len(found)
        assert 390 < loudest < 500


def test_garbled_speech_keeps_its_sound_and_loses_its_order() -> None:
    """Either backwards as a whole, or in pieces; about as long and as loud as before."""
    time_s = np.arange(32_000) / 16_000
    rising = (0.5 * np.sin(2 * np.pi * (300 + 400 * time_s) * time_s)).astype(np.float32)
    backwards = 0
    for seed in range(20):
        found = garbled(rising, np.random.default_rng(seed))
        assert len(found) == len(rising)
        assert 0.8 < found.std() / rising.std() < 1.1
        assert np.abs(found - rising).max() > 0.5
        backwards += bool((found == rising[::-1]).all())
    assert 4 <= backwards <= 16


def test_what_nobody_understands_is_said_to_be_so() -> None:
    utterances = spoken(12)
    examples = SpeechWorld(utterances, utterances).examples(np.random.default_rng(1), "train")
    found = next(example for example in examples if example.task == "hear_garbled")
    assert found.reply == (NOT_UNDERSTOOD,)
    assert found.written is None


def test_recordings_without_speech_say_so() -> None:
    """All four kinds come, in range, and none is empty."""
    rng = np.random.default_rng(4)
    kinds = set()
    for _ in range(40):
        example = hear_nothing(rng, "train")
        (sound,) = (part for part in example.prompt if isinstance(part, Audio))
        assert NOTHING_S[0] * 16_000 - 1 <= sound.samples.shape[1] <= NOTHING_S[1] * 16_000
        assert np.isfinite(sound.samples).all()
        assert np.abs(sound.samples).max() <= 1
        assert example.reply == (NO_SPEECH,)
        assert example.written is None
        kinds.add(example.truth["kind"])
    assert kinds == {"silence", "noise", "sounds", "notes"}
