"""A corpus on disk: what was said comes back, an interrupted run goes on, codes stay with their sounds."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.native.worlds.example import Utterance
from sensorium.native.worlds.speech import corpus
from sensorium.native.worlds.speech.corpus import load_corpus, synthesize_corpus


@dataclass(frozen=True)
class Ticker:
    """Says each text as a ramp whose length is that of the text."""

    voice: str = "ticker"
    said: list[str] = field(default_factory=list)

    def say(self, text: str) -> Utterance:
        self.said.append(text)
        samples = np.linspace(-0.5, 0.5, 400 * len(text), dtype=np.float32)
        ends_s = tuple(0.025 * (i + 1) for i in range(len(text)))
        return Utterance(text, Audio(samples[None], 16_000), ("aa",) * len(text), ends_s)


TEXTS = [f"{'a' * n}{n}" for n in range(1, 8)]


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "SHARD", 3)


def test_what_was_said_comes_back(tmp_path: Path) -> None:
    assert synthesize_corpus(tmp_path, TEXTS, Ticker()) == 7
    found = load_corpus(tmp_path)
    assert [utterance.text for utterance in found] == found.texts == TEXTS
    for text, utterance in zip(TEXTS, found, strict=True):
        said = Ticker().say(text)
        np.testing.assert_allclose(utterance.audio.samples, said.audio.samples, atol=1 / 32768)
        assert (utterance.phones, utterance.ends_s) == (said.phones, said.ends_s)
    assert [utterance.text for utterance in found[2:4]] == TEXTS[2:4]


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    done: list[int] = []
    synthesize_corpus(tmp_path, TEXTS[:4], Ticker(), progress=done.append)
    (tmp_path / "ticker-0001.jsonl").unlink()  # as if killed before the second shard was whole
    again = Ticker()
    synthesize_corpus(tmp_path, TEXTS, again, progress=done.append)
    assert sorted(again.said) == sorted(TEXTS[3:])
    assert done == [3, 4, 3, 6, 7]
    assert load_corpus(tmp_path).texts == TEXTS


def test_a_shard_that_says_other_words_is_made_again(tmp_path: Path) -> None:
    synthesize_corpus(tmp_path, TEXTS, Ticker())
    synthesize_corpus(tmp_path, ["other", *TEXTS[1:]], Ticker())
    assert load_corpus(tmp_path).texts[0] == "other"


def test_voices_are_told_apart(tmp_path: Path) -> None:
    synthesize_corpus(tmp_path, TEXTS[:2], Ticker("anna"))
    synthesize_corpus(tmp_path, TEXTS[2:], Ticker("bert"))
    assert load_corpus(tmp_path, voices=["bert"]).texts == TEXTS[2:]
    assert [load_corpus(tmp_path).voice(i) for i in (0, 2)] == ["anna", "bert"]
    with pytest.raises(InvalidInput, match="synthesize"):
        load_corpus(tmp_path, voices=["carl"])
