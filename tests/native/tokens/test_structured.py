"""Text held to a JSON schema, by a model whose weights are random: whatever it would rather say, it is JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pytest
from pydantic import BaseModel, Field

from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.native.tokens.structured import follower
from sensorium.native.tokens.tokenizer import WordTokenizer


class Thing(BaseModel):
    name: str
    colour: Literal["red", "green", "deep blue"]
    count: int


class Scene(BaseModel, extra="forbid"):
    title: str
    things: list[Thing] = Field(min_length=1, max_length=3)
    bright: bool
    size: float | None


def written(words: WordTokenizer, schema: Mapping[str, Any], seed: int, most: int = 400) -> str:
    """A text of tokens that were drawn from those allowed."""
    rng, form, tokens = np.random.default_rng(seed), follower(words, schema)(), []
    while not (form.may_end and rng.random() < 0.5) and (allowed := form.allowed(hurry=len(tokens) > 120)).any():
        tokens.append(int(rng.choice(np.flatnonzero(allowed))))
        form.advance(tokens[-1])
        assert len(tokens) < most
    return b"".join(words.tokens[token] for token in tokens).decode()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_drawn_follows_the_schema(words: WordTokenizer, seed: int) -> None:
    text = written(words, Scene.model_json_schema(), seed)
    assert text.startswith(" {")
    Scene.model_validate_json(text)


def test_a_model_of_random_weights_writes_json(tiny: NativeModel) -> None:
    schema = Thing.model_json_schema()
    replies = tiny.generate_all(
        [["Which thing is it?"]] * 8, outputs=["text"], seeds=range(8), schema=schema, temperature=1.0, max_tokens=120
    )
    for _, reply in replies:
        Thing.model_validate_json(reply.text)
        assert reply.finish_reason == "stop"
        assert reply.settings["schema"] == schema
        assert reply.confidence is None  # calibrated on words that were chosen freely


def test_too_few_words_are_cut_and_say_so(tiny: NativeModel) -> None:
    reply = tiny.generate("Which?", outputs=["text"], seed=1, schema=Scene.model_json_schema(), max_tokens=4)
    assert reply.finish_reason == "length"
    assert reply.usage.completion["text"] <= 8


def test_a_free_text_stays_as_it_was(tiny: NativeModel) -> None:
    free = tiny.generate("Which?", outputs=["text"], seed=3)
    tiny.generate("Which?", outputs=["text"], seed=3, schema={"type": "object"})
    assert tiny.generate("Which?", outputs=["text"], seed=3).text == free.text


def test_words_and_a_picture_with_a_schema(tiny: NativeModel) -> None:
    reply = tiny.generate("Draw it.", outputs=["text", "image"], seed=2, schema=Thing.model_json_schema())
    Thing.model_validate_json(reply.text)
    assert reply.image is not None


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": "no such type"}, "cannot be followed"),
        ({"type": "object", "properties": {"a": object()}}, "a schema is JSON"),
        ({"description": "x" * 100_000}, "at most 100,000 characters"),
    ],
)
def test_a_schema_that_cannot_be_followed_is_refused(
    tiny: NativeModel, schema: Mapping[str, object], message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        tiny.generate("Which?", outputs=["text"], schema=schema)
    with pytest.raises(InvalidInput, match=message):
        tiny.check(["text"], {"schema": schema})


def test_a_schema_is_about_text(tiny: NativeModel) -> None:
    with pytest.raises(InvalidInput, match="add text to the outputs"):
        tiny.generate("Draw it.", outputs=["image"], schema={"type": "object"})


def test_tokens_are_their_bytes(words: WordTokenizer) -> None:
    text = "Straße, 3 Äpfel: 漢字 🍎\n\ttab"
    assert b"".join(words.tokens[index] for index in words.indices(text)).decode() == text
    assert {bytes([byte]) for byte in range(256)} <= set(words.tokens)


@pytest.mark.parametrize(
    ("begun", "ends"),
    [(' {"a', ('"',)), (" {", ("}",)), (' {"a": 1', ("}",)), (' {"a": [1, 2', ("]",)), (' {"a": "b"', ("}",))],
)
def test_towards_the_end_only_what_ends_is_allowed(words: WordTokenizer, begun: str, ends: tuple[str, ...]) -> None:
    form = follower(words, {"type": "object"})()
    for token in words.indices(begun):
        form.advance(token)
    hurried = [words.tokens[index].decode() for index in np.flatnonzero(form.allowed(hurry=True))]
    assert hurried
    assert all(token.startswith(ends) for token in hurried)
    assert form.allowed().sum() > len(hurried)
    assert not form.may_end


def test_the_whole_is_json_as_python_writes_it(words: WordTokenizer) -> None:
    properties = {"colours": {"type": "array", "items": {"enum": ["red", "blue"]}}, "bright": {"type": "boolean"}}
    schema = {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}
    for seed in range(6):
        text = written(words, schema, seed)
        assert text == f" {json.dumps(json.loads(text))}"
