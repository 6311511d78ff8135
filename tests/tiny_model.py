"""A tiny model with random weights: enough to test every promise that does not depend on training."""

from __future__ import annotations

from pathlib import Path

import torch

from sensorium.native.assistant import Assistant
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import TEXT

WORDS = Path(__file__).parents[1] / "src" / "sensorium" / "native" / "worlds" / "print" / "common_words.txt"
SENTENCES = ["a red car left of a blue dog", "There are three apples.", "Draw a small green tree", "What is this?"]


def tiny_words() -> WordTokenizer:
    """Words enough that most of what random weights say can be read."""
    return WordTokenizer.train([*SENTENCES, WORDS.read_text(encoding="utf-8")], size=TEXT.size)


def tiny_assistant(words: WordTokenizer) -> Assistant:
    """The same weights each time."""
    torch.manual_seed(0)
    model = Omni(SIZES["nano"], PictureCodec(), SoundCodec(SoundCodecConfig()))
    model.picture_codec.codebook.uniform_(0, 1)
    for parameter in model.backbone.stack.parameters():  # zero-initialised outputs would hide the cache
        torch.nn.init.normal_(parameter, std=0.1)
    torch.nn.init.normal_(model.backbone.previous.weight, std=0.1)
    return Assistant(model.eval().requires_grad_(False), words)
