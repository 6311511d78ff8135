"""Tokens of a text with their probabilities: what was chosen, and what could have been."""

from __future__ import annotations

import math

import pytest

from sensorium.content import Text
from sensorium.errors import InvalidInput
from sensorium.events import TextDelta
from sensorium.models.native import NativeModel

ASKED = "What is this?"
QUESTIONS = (
    ASKED,
    "Which one?",
    "Say it.",
    "Where?",
    "Go on.",
    "How many?",
    "a red car",
)  # an untrained model ends at once now and then


def spelled(text: Text) -> str:
    return b"".join(token.data for token in text.tokens).decode(errors="replace")


def words_of(tiny: NativeModel, asked: str = ASKED, **settings: object) -> Text:
    (part,) = tiny.generate(asked, outputs=["text"], seed=3, max_tokens=24, **settings).parts
    assert isinstance(part, Text)
    return part


def test_tokens_spell_the_text_and_the_likeliest_comes_first(tiny: NativeModel) -> None:
    text = next(text for asked in QUESTIONS if (text := words_of(tiny, asked, top_logprobs=3)).text)
    assert spelled(text) == text.text
    for token in text.tokens:
        values = [logprob for _, logprob in token.likeliest]
        assert len(values) == 3
        assert values == sorted(values, reverse=True)
        assert sum(map(math.exp, values)) <= 1 + 1e-9
        assert token.logprob == values[0]  # at temperature 0 the likeliest is what is said
        assert token.likeliest[0][0].removeprefix(b" ") == token.data.removeprefix(b" ")


def test_told_or_not_the_words_are_the_same(tiny: NativeModel) -> None:
    plain, told = words_of(tiny, temperature=1.0), words_of(tiny, temperature=1.0, top_logprobs=0)
    assert plain.text == told.text
    assert plain.tokens == ()
    assert told.tokens
    assert all(token.likeliest == () for token in told.tokens)


def test_a_stream_tells_each_token_once(tiny: NativeModel) -> None:
    events = tiny.stream(ASKED, outputs=["text"], seed=3, max_tokens=24, top_logprobs=2, temperature=1.0)
    streamed = [token for event in events if isinstance(event, TextDelta) for token in event.tokens]
    assert tuple(streamed) == words_of(tiny, top_logprobs=2, temperature=1.0).tokens


def test_what_stop_words_cut_off_is_not_told(tiny: NativeModel) -> None:
    whole = words_of(tiny, temperature=1.0).text
    middle = whole[len(whole) // 2 :][:3]
    text = words_of(tiny, temperature=1.0, top_logprobs=0, stop=[middle])
    assert text.text == whole.partition(middle)[0] != ""
    assert spelled(text).startswith(text.text)
    assert len(spelled(text)) - len(text.text) < len(text.tokens[-1].data)


def test_every_text_of_a_reply_tells_its_own(tiny: NativeModel) -> None:
    reply = tiny.generate(ASKED, outputs=["text", "text"], seed=3, max_tokens=8, top_logprobs=1)
    for part in reply.parts:
        assert isinstance(part, Text)
        assert spelled(part) == part.text
    assert reply.settings["top_logprobs"] == 1


def test_at_most_twenty(tiny: NativeModel) -> None:
    with pytest.raises(InvalidInput, match="0 to 20, got 21"):
        words_of(tiny, top_logprobs=21)
