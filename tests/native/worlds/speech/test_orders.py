"""Spoken orders: a sentence says what it orders, in the words of the real set."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.content import Audio
from sensorium.native.worlds.example import Utterance
from sensorium.native.worlds.speech.orders import INTENT, SLOTS, Orders, as_intent, order, orders, slots_of


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Can I have a large latte", {"size": "large", "coffeeDrink": "latte"}),
        ("A medium roast iced coffee please", {"roast": "medium roast", "coffeeDrink": "iced coffee"}),
        (
            "I want a medium triple shot mocha with a little bit of soy milk and brown sugar",
            {
                "size": "medium",
                "numberOfShots": "triple shot",
                "coffeeDrink": "mocha",
                "milkAmount": "a little bit of soy milk",
                "sugarAmount": "brown sugar",
            },
        ),
    ],
)
def test_a_sentence_says_what_it_orders(text: str, slots: dict[str, str]) -> None:
    assert slots_of(text) == slots


def test_every_value_is_ordered_and_read_back() -> None:
    rng = np.random.default_rng(0)
    read = [slots_of(order(rng)) for _ in range(3000)]
    assert all("coffeeDrink" in slots for slots in read)
    for slot, values in SLOTS.items():
        assert {slots[slot] for slots in read if slot in slots} == set(values)


def test_orders_are_different_and_follow_from_the_seed() -> None:
    assert orders(3, 40) == orders(3, 60)[:40]
    assert len(set(orders(3, 60))) == 60


def test_an_example_asks_for_the_slots_and_tells_the_encoder_the_words() -> None:
    sound = Audio(np.full((1, 16_000), 0.1, np.float32), 16_000)
    world = Orders([Utterance("Give me a small latte thanks", sound, (), ())])
    example = next(world.examples(np.random.default_rng(0), "train"))
    assert example.reply == ("orderDrink coffeeDrink=latte, size=small",)
    assert example.reply[0] == as_intent(INTENT, example.truth["slots"])
    assert example.written == "give me a small latte thanks"
    given = next(part for part in example.prompt if isinstance(part, Audio))
    assert given.transcript is None
