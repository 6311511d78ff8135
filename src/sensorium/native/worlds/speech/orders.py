"""Coffee ordered aloud by synthetic voices: the words, and what was ordered, slot by slot.

Slots and their values are those of Picovoice's speech-to-intent benchmark (Apache-2.0), whose real recordings tell what
was ordered and not in which words; the sentences are made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from sensorium.content import Audio
from sensorium.native.worlds import phrases
from sensorium.native.worlds.example import Example, Split, Utterance
from sensorium.native.worlds.speech.corpus import load_corpus, synthesize_corpus
from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ, Synthesizer
from sensorium.native.worlds.speech.world import LISTENING, disturbed, heard_words

ORDERS = "orders"  # the folder of these takes, in a folder of speech
INTENT = "orderDrink"
AMOUNTS = ("some", "a lot of", "lots of", "a bit of", "a little bit of")
MILKS = ("milk", "soy milk", "skim milk", "whole milk", "almond milk", "cream")
SUGARS = ("sugar", "brown sugar", "sweetener")
SLOTS: Mapping[str, tuple[str, ...]] = {
    "size": ("small", "medium", "large", "eight ounce", "twelve ounce", "sixteen ounce", "twenty ounce"),
    "numberOfShots": ("single shot", "double shot", "triple shot"),
    "roast": ("light roast", "medium roast", "dark roast"),
    "coffeeDrink": (
        *("coffee", "iced coffee", "drip coffee", "house coffee", "mocha", "iced mocha"),
        *("espresso", "americano", "cappuccino", "latte"),
    ),
    "milkAmount": (*MILKS, *(f"{amount} {milk}" for amount in AMOUNTS for milk in MILKS)),
    "sugarAmount": (*SUGARS, *(f"{amount} {sugar}" for amount in AMOUNTS for sugar in SUGARS)),
}
SLOT_SHARE = 0.5  # of orders that name a slot, the drink aside
BEGINNINGS = (
    *("Can I have", "Could I get", "May I have", "Can you make me", "I would like", "I'd like", "I want", "I'll have"),
    *("Give me", "Make me", "Please get me", "Let me have", "Bring me", ""),
)
ENDINGS = ("", "", "", " please", " to go", " thanks")


@dataclass(frozen=True, eq=False)
class Orders:
    """Examples of the task `intent`; `heard` are orders in any voice. Splits are alike: real orders are the test."""

    heard: Sequence[Utterance]

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end. In training the transcript is told to the encoder."""
        while True:
            take = self.heard[int(rng.integers(len(self.heard)))]
            slots = slots_of(take.text)
            sound = Audio(disturbed(take.audio.samples[0], rng)[None], SAMPLE_RATE_HZ)
            answer = as_intent(INTENT, slots)
            yield Example(
                task="intent",
                prompt=(sound, phrases.ask("intent", split, rng)),
                reply=(answer,),
                truth={"intent": INTENT, "slots": slots, "answer": answer, "text": take.text},
                written=heard_words(take.text),
            )


def as_intent(intent: str, slots: Mapping[str, str]) -> str:
    """'orderDrink coffeeDrink=latte, size=small': slots in the order of their names."""
    return f"{intent} {', '.join(f'{slot}={value}' for slot, value in sorted(slots.items()))}".strip()


def order(rng: np.random.Generator) -> str:
    """One sentence: 'Can I have a small dark roast latte with soy milk and some sugar please'."""
    chosen = {
        slot: str(rng.choice(SLOTS[slot])) for slot in SLOTS if slot == "coffeeDrink" or rng.random() < SLOT_SHARE
    }
    before = [chosen[slot] for slot in ("size", "numberOfShots", "roast") if slot in chosen]
    rng.shuffle(before)
    after = [chosen[slot] for slot in ("milkAmount", "sugarAmount") if slot in chosen]
    rng.shuffle(after)
    drink = " ".join([*before, chosen["coffeeDrink"]])
    article = "an" if drink[0] in "aei" else "a"
    extras = f" with {' and '.join(after)}" if after else ""
    said = f"{rng.choice(BEGINNINGS)} {article} {drink}{extras}{rng.choice(ENDINGS)}".strip()
    return said[0].upper() + said[1:]


def slots_of(text: str) -> dict[str, str]:
    """What a sentence of `order` orders: of each slot the longest value that stands in it."""
    words = f" {heard_words(text)} "
    found: dict[str, str] = {}
    for slot, values in SLOTS.items():
        standing = [value for value in values if re.search(rf" {value} (?!roast|shot)", words)]
        if standing:
            found[slot] = max(standing, key=len)
    return found


def orders(seed: int, count: int) -> list[str]:
    """`count` different sentences, the same for equal seeds."""
    rng, seen = np.random.default_rng(seed), dict[str, None]()
    while len(seen) < count:
        seen[order(rng)] = None
    return list(seen)


def synthesize_orders(
    folder: Path, *, num_heard: int = 500, report: Callable[[str, int], None] = lambda voice, done: None
) -> Orders:
    """Make, or go on making, or just open `num_heard` orders of each voice that is listened to."""
    for speaker, texts in takes_of_orders(num_heard):
        synthesize_corpus(folder, texts, speaker, progress=partial(report, speaker.voice))
    return open_orders(folder)


def takes_of_orders(num_heard: int) -> Iterator[tuple[Synthesizer, list[str]]]:
    """Which voice says which orders."""
    for seed, speaker in enumerate(LISTENING):
        yield speaker, orders(seed, num_heard)


def open_orders(folder: Path) -> Orders:
    """The takes that `synthesize_orders` made."""
    return Orders(load_corpus(folder))
