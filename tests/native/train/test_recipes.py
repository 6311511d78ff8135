"""The whole recipe from nothing, at the smallest budget: every stage runs, and a second call goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.native.checkpoint import save_pretrained
from sensorium.native.train import recipes, voice, words


def test_the_seedling_grows_from_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "SENTENCES_PER_WORLD", 10)
    monkeypatch.setattr(voice, "PROGRAMS", ("no-such-program",))
    monkeypatch.setattr(voice, "NUM_SOUNDS", 12)
    for steps in (1, 2):
        assistant = recipes.seedling(tmp_path, size="nano", num_steps=steps, codec_budget=0.0)
    assert (tmp_path / "backbone" / "metrics.jsonl").read_text().count("\n") == 2
    reply = NativeModel(assistant).generate("Draw a red car.", outputs=["image", "text"], max_tokens=3, seed=1)
    assert reply.image is not None
    assert reply.image.pixels.shape == (128, 128, 3)
    save_pretrained(assistant, tmp_path / "grown", card="", storage="float32")
    further = recipes.seedling(tmp_path / "further", size="nano", start=tmp_path / "grown", num_steps=1)
    assert torch.equal(further.model.picture_codec.codebook, assistant.model.picture_codec.codebook)
    assert not (tmp_path / "further" / "picture_codec").exists()
    words_now, words_then = (one.model.backbone.embedding.weight for one in (further, assistant))
    moved = (words_now - words_then).abs().max()
    assert 0 < moved < 0.01  # one step of the warm-up, from where the other run ended
    with pytest.raises(InvalidInput, match="not of the size small"):
        recipes.seedling(tmp_path / "other", start=tmp_path / "grown")
