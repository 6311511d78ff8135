"""Checkpoints: whole or not at all, never a pickle, and int8 storage that stays close."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from sensorium.errors import InvalidInput, ModelNotFound, UnsafeCheckpoint
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import CONFIG, TOKENIZER, WEIGHTS, from_pretrained, save_pretrained
from sensorium.native.copying import NEVER
from sensorium.native.encoders.letters import NUM_LABELS


def test_float32_storage_is_exact(assistant: Assistant, tmp_path: Path) -> None:
    save_pretrained(assistant, tmp_path / "model", card="# A card", storage="float32")
    restored = from_pretrained(tmp_path / "model")
    for name, value in assistant.model.state_dict().items():
        assert torch.equal(value, restored.model.state_dict()[name]), name
    assert restored.words.encode("a red car") == assistant.words.encode("a red car")
    assert (tmp_path / "model" / "README.md").read_text() == "# A card"


def test_what_was_loaded_outlives_its_file(assistant: Assistant, tmp_path: Path) -> None:
    save_pretrained(assistant, tmp_path / "model", card="", storage="float32")
    restored = from_pretrained(tmp_path / "model")
    (tmp_path / "model" / WEIGHTS).write_bytes(b"")
    for name, value in assistant.model.state_dict().items():
        assert torch.equal(value, restored.model.state_dict()[name]), name


def test_int8_storage_is_small_and_close(assistant: Assistant, tmp_path: Path) -> None:
    for storage in ("float32", "int8"):
        save_pretrained(assistant, tmp_path / storage, card="", storage=storage)  # type: ignore[arg-type]
    sizes = [(tmp_path / storage / WEIGHTS).stat().st_size for storage in ("float32", "int8")]
    assert sizes[1] < sizes[0] / 1.9
    restored = from_pretrained(tmp_path / "int8").model.state_dict()
    for name, value in assistant.model.backbone.state_dict(prefix="backbone.").items():
        limit = value.abs().max() / 127 + 1e-6
        assert (restored[name] - value).abs().max() <= limit, name


def test_saving_again_replaces_the_whole_folder(assistant: Assistant, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    save_pretrained(assistant, folder, card="first")
    save_pretrained(assistant, folder, card="second")
    assert (folder / "README.md").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_pickle_is_refused(assistant: Assistant, tmp_path: Path) -> None:
    save_pretrained(assistant, tmp_path / "model", card="")
    (tmp_path / "model" / WEIGHTS).rename(tmp_path / "model" / "pytorch_model.bin")
    with pytest.raises(UnsafeCheckpoint, match="convert"):
        from_pretrained(tmp_path / "model")


def test_a_missing_or_foreign_checkpoint_is_named(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match="holds no config"):
        from_pretrained(tmp_path)
    (tmp_path / CONFIG).write_text(json.dumps({"architecture": "other"}))
    (tmp_path / WEIGHTS).write_bytes(b"")
    with pytest.raises(InvalidInput, match="architecture"):
        from_pretrained(tmp_path)


def test_unknown_config_keys_are_an_error(assistant: Assistant, tmp_path: Path) -> None:
    save_pretrained(assistant, tmp_path / "model", card="")
    config = json.loads((tmp_path / "model" / CONFIG).read_text())
    config["omni"]["colour"] = 1
    (tmp_path / "model" / CONFIG).write_text(json.dumps(config))
    with pytest.raises(InvalidInput, match="colour"):
        from_pretrained(tmp_path / "model")


def test_older_weights_answer_as_they_did(assistant: Assistant, tmp_path: Path) -> None:
    """One label a feature, no gains: the letters come twice, and what was not there counts nothing."""
    save_pretrained(assistant, tmp_path / "new", card="", storage="float32")
    tensors = load_file(tmp_path / "new" / WEIGHTS)
    for part in ("weight", "bias"):
        tensors[f"vision.letters.{part}"] = torch.randn_like(tensors.pop(f"vision.letters.out.{part}")[:NUM_LABELS])
    old = {
        name: value
        for name, value in tensors.items()
        if not name.endswith((".sharpness", "place_gain", "copying.weight", "copying.bias"))
    }
    assert len(old) < len(tensors)
    save_file(old, tmp_path / "new" / WEIGHTS)
    model = from_pretrained(tmp_path / "new").model
    assert float(model.place_gain) == 0
    assert float(model.backbone.copying.bias) == NEVER
    assert all(not block.attention.sharpness.any() for block in model.backbone.stack.blocks)  # type: ignore[union-attr, operator]
    features = torch.randn(1, 5, model.config.width)
    first, second = model.vision.letters(features)[0].view(5, 2, NUM_LABELS).unbind(1)
    torch.testing.assert_close(first, features[0] @ old["vision.letters.weight"].T + old["vision.letters.bias"])
    assert torch.equal(first, second)


def changed(name: str, value: object) -> Callable[[Path], None]:
    """Puts one value into a config; None takes it out."""

    def change(folder: Path) -> None:
        config = json.loads((folder / CONFIG).read_text()) | {name: value}
        kept = {name: value for name, value in config.items() if value is not None}
        (folder / CONFIG).write_text(json.dumps(kept))

    return change


def halved(name: str) -> Callable[[Path], None]:
    def halve(folder: Path) -> None:
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[: len(whole) // 2])

    return halve


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (halved(WEIGHTS), "is not whole"),
        (halved(TOKENIZER), "is not whole"),
        (halved(CONFIG), "is not JSON"),
        (lambda folder: (folder / CONFIG).write_bytes(b"\xff\xfe"), "is not JSON"),
        (lambda folder: (folder / CONFIG).write_text("[]"), "give a folder that"),
        (changed("omni", None), "'omni'"),
        (changed("omni", 3), "does not describe"),
        (changed("picture_codec", {"colour": 1}), "colour"),
        (changed("sound_codec", {}), "'levels'"),
        (changed("confidence", 3), "does not describe"),
    ],
)
def test_damage_is_named_and_what_to_do(
    damage: Callable[[Path], None], message: str, assistant: Assistant, tmp_path: Path
) -> None:
    save_pretrained(assistant, tmp_path / "model", card="")
    damage(tmp_path / "model")
    with pytest.raises(InvalidInput, match=message) as refused:
        from_pretrained(tmp_path / "model")
    assert refused.value.code == "bad_checkpoint"
    assert str(tmp_path) not in refused.value.message
    assert "download the checkpoint again" in refused.value.message or "give a folder" in refused.value.message


@pytest.mark.parametrize("name", [CONFIG, WEIGHTS, TOKENIZER])
def test_a_missing_file_is_named(name: str, assistant: Assistant, tmp_path: Path) -> None:
    save_pretrained(assistant, tmp_path / "model", card="")
    (tmp_path / "model" / name).unlink()
    with pytest.raises(ModelNotFound, match=f"holds no {name}; give a folder"):
        from_pretrained(tmp_path / "model")
