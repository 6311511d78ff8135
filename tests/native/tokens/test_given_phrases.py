"""Text of given phrases alone, by a model whose weights are random: whatever it would rather say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.models.native import NativeModel
from sensorium.native.tokens.phrases import MOST_PHRASES, phrased
from sensorium.native.tokens.tokenizer import WordTokenizer

PHRASES = ("view glass", "zero", "o'clock", "Zoë")


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_drawn_is_made_of_the_phrases(words: WordTokenizer, seed: int) -> None:
    rng, form, tokens = np.random.default_rng(seed), phrased(words, PHRASES)(), []
    while not (form.may_end and rng.random() < 0.5):
        tokens.append(int(rng.choice(np.flatnonzero(form.allowed()))))
        form.advance(tokens[-1])
        assert len(tokens) < 400
    text = b"".join(words.tokens[token] for token in tokens).decode()
    assert re.fullmatch(f"(?: (?:{'|'.join(PHRASES)}))+", text)


def test_told_to_hurry_it_ends_behind_the_phrase_it_is_in(words: WordTokenizer) -> None:
    rng, form = np.random.default_rng(0), phrased(words, ["view glass"])()
    while not form.may_end:
        allowed = form.allowed(hurry=True)
        assert allowed.any()
        form.advance(int(rng.choice(np.flatnonzero(allowed))))
    assert form.allowed().any()
    assert not form.allowed(hurry=True).any()


def test_a_model_of_random_weights_says_the_phrases_and_does_not_go_round(tiny: NativeModel) -> None:
    reply = tiny.generate("Which?", outputs=["text"], seed=1, vocabulary=["zero"])
    assert set(reply.text.split()) == {"zero"}
    assert len(reply.text.split()) < 100
    assert reply.settings["vocabulary"] == ["zero"]


@pytest.mark.parametrize(
    ("vocabulary", "message"),
    [
        (["zero", " "], "at least one letter"),
        ([str(one) for one in range(MOST_PHRASES + 1)], "1 to"),
        ("zero", "a list"),
        (["a\x7f"], "cannot be followed"),
        (["a\ud800"], "cannot be followed"),
    ],
)
def test_what_is_no_vocabulary(tiny: NativeModel, vocabulary: object, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        tiny.check(["text"], {"vocabulary": vocabulary})
    assert refused.value.param == "vocabulary"


def test_one_form_a_reply(tiny: NativeModel) -> None:
    with pytest.raises(UnsupportedCapability, match="not both"):
        tiny.check(["text"], {"vocabulary": ["zero"], "schema": {"type": "object"}})
    with pytest.raises(InvalidInput, match="add text to the outputs"):
        tiny.check(["image"], {"vocabulary": ["zero"]})
