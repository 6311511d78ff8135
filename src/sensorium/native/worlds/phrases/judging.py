"""Asking whether a sentence is true of a picture."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.phrases.wording import wording_of

JUDGE: Mapping[Split, tuple[str, ...]] = {
    "train": (
        "True or false: {sentence}",
        "{sentence} True or false?",
        "{sentence} Is this true?",
        "{sentence} Is that right?",
        "Is this true of the picture? {sentence}",
        "Does this fit the picture? {sentence}",
        "Look at the picture. {sentence} True or false?",
        "Check this sentence against the image: {sentence}",
        "{sentence} Correct?",
        "{sentence} Right or wrong?",
        "{sentence} Is it so?",
        "{sentence} Do you agree?",
        "{sentence} Is that the case?",
        "{sentence} Am I right?",
        "{sentence} Is that what you see?",
        "{sentence} Does the image show that?",
        "Is the following correct? {sentence}",
        "Say whether this is true or false: {sentence}",
        "Decide if the sentence matches the picture: {sentence}",
        "Judge this claim: {sentence}",
        "Fact check: {sentence}",
        "Statement: {sentence} Is it accurate?",
        "Tell me if this statement is correct. {sentence}",
        "Would you call this accurate? {sentence}",
        "According to the picture, is this so? {sentence}",
        "I say: {sentence} Is it true?",
        "Evaluate the claim. {sentence}",
        "Does the picture agree with this? {sentence}",
        "Confirm or deny: {sentence}",
        "Could it be said that the following is a fact? {sentence}",
    ),
    "test": ("{sentence} Does that hold?", "Verify: {sentence}", "Can one say this of the image? {sentence}"),
}


def judge(sentence: str, split: Split, rng: np.random.Generator) -> str:
    """One way of asking whether `sentence`, given without a full stop, is true."""
    templates = JUDGE[wording_of(split)]
    written = f"{sentence[:1].upper()}{sentence[1:]}."
    return templates[int(rng.integers(len(templates)))].format(sentence=written)
