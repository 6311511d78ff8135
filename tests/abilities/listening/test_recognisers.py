"""Who listens: models, and pocketsphinx where it is installed."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.abilities.listening.listening import listen
from sensorium.abilities.listening.recognisers import ModelListener, Pocketsphinx, claims_of, without_remarks
from sensorium.abilities.listening.vocabulary import Vocabulary
from sensorium.content import Audio, Text, Token
from sensorium.errors import UnsupportedCapability
from sensorium.models.model import Abilities
from sensorium.models.native import NativeModel
from sensorium.native.worlds.speech.synthesizers import Flite


def token(data: bytes, probability: float) -> Token:
    return Token(data=data, logprob=float(np.log(probability)))


def test_a_word_is_as_sure_as_its_tokens_together() -> None:
    text = Text("view glass", 0.3, (token(b"vi", 0.5), token(b"ew", 0.5), token(b" ", 0.9), token(b"glass", 0.8)))
    assert [(one.text, round(one.confidence or 0, 3)) for one in claims_of(text)] == [("view", 0.25), ("glass", 0.8)]


def test_a_token_of_two_words_counts_for_both() -> None:
    claims = claims_of(Text("a b", None, (token(b"a b", 0.5),)))
    assert [(one.text, one.confidence) for one in claims] == [("a", pytest.approx(0.5)), ("b", pytest.approx(0.5))]


def test_lines_part_words_too() -> None:
    text = Text("view\nglass", None, (token(b"view\n", 0.5), token(b"glass", 0.8)))
    assert [one.text for one in claims_of(text)] == ["view", "glass"]


def test_without_tokens_the_whole_text_tells() -> None:
    assert [(one.text, one.confidence) for one in claims_of(Text("view glass", 0.3))] == [("view", 0.3), ("glass", 0.3)]


def test_what_a_model_says_about_a_recording_is_no_word_of_it() -> None:
    remark = claims_of(Text("There is no speech.", 0.9))
    assert without_remarks(remark) == ()
    assert without_remarks(remark[:2]) == remark[:2]


def test_a_model_without_ears_is_refused(tiny: NativeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    deaf = Abilities(inputs=frozenset({"text"}), outputs=frozenset({"text"}), embeds=frozenset())
    monkeypatch.setattr(NativeModel, "abilities", deaf)
    with pytest.raises(UnsupportedCapability, match="does not hear"):
        ModelListener(tiny)


def test_a_model_of_random_weights_hears_the_vocabulary_alone(tiny: NativeModel) -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, (1, 8000)).astype(np.float32)
    found = listen(Audio(noise, 8000), model=tiny, vocabulary=["zero", "one"])
    held = next(one for one in found.hearings if one.held)
    assert {word.text for word in held.words} <= {"zero", "one"}
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in held.words)


@pytest.mark.system("flite")
def test_pocketsphinx_hears_a_vocabulary_with_its_times() -> None:
    pytest.importorskip("pocketsphinx")
    samples = Flite("rms").say("Snowboy, view glass.").audio.samples[0]
    vocabulary = Vocabulary(phrases=("snowboy", "view glass", "computer"))
    heard = Pocketsphinx().hear(samples, vocabulary)
    assert [word.text for word in heard] == ["snowboy", "view", "glass"]
    times = [word.place for word in heard]
    assert all(place and 0 <= place[0] < place[2] <= len(samples) / 16_000 + 0.1 for place in times)


def test_pocketsphinx_names_what_it_cannot_say(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pocketsphinx")
    monkeypatch.setenv("PATH", "")  # no flite to ask
    listener, vocabulary = Pocketsphinx(), Vocabulary(phrases=("zzyzx",))
    assert listener.unknown(vocabulary) == ("zzyzx",)
    assert listener.hear(np.zeros(8000, np.float32), vocabulary) == ()
