"""What the sound codec learns from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sensorium.content import Audio
from sensorium.native.train.voice import pools_of
from sensorium.native.worlds.example import Utterance
from sensorium.native.worlds.speech import SpeechWorld, unique_sentences
from sensorium.native.worlds.speech.corpus import load_corpus, synthesize_corpus


@dataclass(frozen=True)
class Hummer:
    """Says each text as a sound of the length of its split: a long one is held out."""

    held_out: frozenset[str]
    voice: str = "hummer"

    def say(self, text: str) -> Utterance:
        samples = np.full(1600 if text in self.held_out else 400, 0.1, dtype=np.float32)
        return Utterance(text, Audio(samples[None], 16_000), ("aa",), (0.1,))


def test_the_sound_codec_learns_from_no_sentence_that_is_held_out(tmp_path: Path) -> None:
    held_out, taught = ([*unique_sentences(0, split, 6)] for split in ("test", "train"))
    synthesize_corpus(tmp_path, [*held_out, *taught], Hummer(frozenset(held_out)))
    corpus = load_corpus(tmp_path)
    pools = pools_of(SpeechWorld(corpus, corpus), None)
    for name in ("spoken", "heard"):
        assert [len(recording) for recording in pools[name].recordings] == [400] * len(taught)
