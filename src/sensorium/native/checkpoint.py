"""A checkpoint on disk: `config.json`, `model.safetensors`, `tokenizer.json`, `README.md` (the model card).

Weights may be stored as int8 rows with one scale each, a quarter of float32; they are float32 again once loaded.
Formats that can run code when they are loaded are refused. Folders are written aside and renamed.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, TypeAlias

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.overrides import TorchFunctionMode

from sensorium.errors import InvalidInput, MissingDependency, ModelNotFound, UnsafeCheckpoint
from sensorium.native.assistant import Assistant
from sensorium.native.codecs.picture import PictureCodec, PictureCodecConfig
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.confidence import NUM_FEATURES, Confidence
from sensorium.native.config import OmniConfig
from sensorium.native.copying import NEVER
from sensorium.native.encoders.letters import LABELS_PER_FEATURE
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer

CONFIG, WEIGHTS, TOKENIZER, CARD = "config.json", "model.safetensors", "tokenizer.json", "README.md"
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
ARCHITECTURE = "sensorium"
WRITTEN = "give a folder that `sensorium train --export` or save_pretrained wrote"
AGAIN = "download the checkpoint again, or update sensorium if it is newer"
Storage: TypeAlias = Literal["float32", "int8"]
SCALE = ".scale"  # suffix of the row scales beside an int8 tensor
INT8_MAX = 127.0
ADDED = {  # in older checkpoints
    "place_gain": 0.0,
    ".sharpness": 0.0,
    "copying.weight": 0.0,
    "copying.bias": NEVER,
    "ends.weight": 0.0,
    "ends.bias": NEVER,
    "placed.weight": 0.0,
    "placed.bias": 0.0,
}
KEPT_WHOLE = ("sound_codec.", "picture_codec.codebook")  # stored as float16: rounding is heard, or moves codes


def save_pretrained(assistant: Assistant, folder: Path, *, card: str, storage: Storage = "int8") -> None:
    """Write a checkpoint; a checkpoint that was there before is replaced only when the new one is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    model = assistant.model
    config: dict[str, Any] = {
        "architecture": ARCHITECTURE,
        "storage": storage,
        "omni": model.config.to_dict(),
        "picture_codec": asdict(model.picture_codec.config),
        "sound_codec": asdict(model.sound_codec.config),
    }
    if assistant.confidence is not None:
        config["confidence"] = asdict(assistant.confidence)
    (aside / CONFIG).write_text(json.dumps(config, indent=2) + "\n")
    tensors = {name: value.detach().cpu().contiguous() for name, value in model.state_dict().items()}
    save_file(_packed(tensors) if storage == "int8" else tensors, aside / WEIGHTS)
    assistant.words.save(aside / TOKENIZER)
    (aside / CARD).write_text(card)
    if folder.exists():
        shutil.rmtree(folder)
    aside.chmod(0o755)
    (aside / WEIGHTS).chmod(0o644)
    aside.replace(folder)


def from_pretrained(folder: Path) -> Assistant:
    """Read a checkpoint. Raises ModelNotFound, UnsafeCheckpoint or InvalidInput (`bad_checkpoint`)."""
    _check_held(folder, CONFIG)
    if not (folder / WEIGHTS).exists():
        unsafe = sorted(path.name for path in folder.iterdir() if path.suffix in PICKLES)
        if unsafe:
            raise UnsafeCheckpoint(f"{unsafe[0]} can run code when loaded; convert it to {WEIGHTS} first")
    _check_held(folder, WEIGHTS)
    config = _read_config(folder / CONFIG)
    _check_held(folder, TOKENIZER)
    with _told_as(f"{CONFIG} does not describe a model"):
        confidence = _confidence(config)
        with _Unfilled():
            model = build(config)
    with _told_as(f"{WEIGHTS} is not whole, or does not fit {CONFIG}"):
        model.load_state_dict(_today(_unpacked(load_file(folder / WEIGHTS)), model), assign=True)
    with _told_as(f"{TOKENIZER} is not whole"):
        words = WordTokenizer.load(folder / TOKENIZER)
    return Assistant(model.eval().requires_grad_(False), words, confidence)


def build(config: Mapping[str, Any]) -> Omni:
    """A model with fresh weights of the sizes in a checkpoint's config."""
    picture = PictureCodec(PictureCodecConfig(**config["picture_codec"]))
    sound = SoundCodec(SoundCodecConfig.from_dict(config["sound_codec"]))
    return Omni(OmniConfig.from_dict(config["omni"]), picture, sound)


def write_confidence(folder: Path, confidence: Confidence) -> None:
    """Put a calibrated confidence into the config of a checkpoint, at once or not at all."""
    config = _read_config(folder / CONFIG) | {"confidence": asdict(confidence)}
    aside = folder / f".{CONFIG}"
    aside.write_text(json.dumps(config, indent=2) + "\n")
    aside.replace(folder / CONFIG)


def push_to_hub(folder: Path, repo_id: str, *, private: bool = False) -> str:
    """Upload a checkpoint folder to the Hugging Face hub; returns the address of the repository."""
    try:
        from huggingface_hub import HfApi
    except ImportError as error:
        raise MissingDependency("push_to_hub needs huggingface_hub: pip install huggingface_hub") from error
    api = HfApi()
    address = api.create_repo(repo_id, private=private, exist_ok=True)
    api.upload_folder(repo_id=repo_id, folder_path=folder)
    return str(address)


def _check_held(folder: Path, name: str) -> None:
    if not (folder / name).exists():
        raise ModelNotFound(f"'{folder.name}' holds no {name}; {WRITTEN}")


@contextmanager
def _told_as(what: str) -> Iterator[None]:
    """Whatever goes wrong while a file is read means a damaged checkpoint: its readers raise errors of any kind."""
    try:
        yield
    except (InvalidInput, MemoryError):
        raise
    except Exception as error:
        key = f" ({error})" if isinstance(error, KeyError | TypeError) else ""
        raise InvalidInput(f"{what}{key}; {AGAIN}", code="bad_checkpoint") from error


class _Unfilled(TorchFunctionMode):
    """Layers begin without initial values: a checkpoint brings them, and memory is touched once."""

    def __torch_function__(
        self,
        func: Callable[..., object],
        types: Sequence[type],
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] | None = None,
    ) -> object:
        named = kwargs or {}
        if getattr(func, "__module__", None) == torch.nn.init.__name__:
            return named.get("tensor", args[0] if args else None)
        return func(*args, **named)


def _confidence(config: Mapping[str, Any]) -> Confidence | None:
    """None where it was never calibrated, or by other features than today's."""
    known = config.get("confidence")
    if known is None or len(known["weights"]) != NUM_FEATURES:
        return None
    return Confidence(bias=known["bias"], weights=tuple(known["weights"]))


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads(path.read_text())
    except ValueError as error:
        raise InvalidInput(f"{CONFIG} is not JSON; {AGAIN}", code="bad_checkpoint") from error
    architecture = config.get("architecture") if isinstance(config, dict) else None
    if architecture != ARCHITECTURE:
        what = f"{CONFIG} is of architecture {architecture!r}; this loader reads {ARCHITECTURE!r}"
        raise InvalidInput(f"{what}; {WRITTEN}", code="bad_checkpoint")
    return config


def _today(tensors: Mapping[str, Tensor], model: Omni) -> dict[str, Tensor]:
    """Weights from before features knew their places and spelled two labels, heads sharpened and one pointed, filled
    up so that the model answers as it did: where values end in charts is not told.
    """
    known = dict(tensors)
    for part in ("weight", "bias"):
        if (single := known.pop(f"vision.letters.{part}", None)) is not None:
            known[f"vision.letters.out.{part}"] = torch.cat([single] * LABELS_PER_FEATURE)
    for name, value in model.state_dict().items():
        for ending, number in ADDED.items():
            if name.endswith(ending):
                known.setdefault(name, torch.full_like(value, number))
    return known


def _packed(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Matrices as int8 rows with a float16 scale each; the rest as float16."""
    packed = {}
    for name, value in tensors.items():
        if not value.is_floating_point():
            packed[name] = value
        elif value.ndim < 2 or name.startswith(KEPT_WHOLE):
            packed[name] = value.half()
        else:
            rows = value.flatten(1).float()
            scale = (rows.abs().amax(1) / INT8_MAX).clamp(min=1e-7).half()
            whole = (rows / scale.float()[:, None]).round().clamp(-INT8_MAX, INT8_MAX)
            packed[name] = whole.to(torch.int8).view(value.shape)
            packed[name + SCALE] = scale
    return packed


def _unpacked(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """float32 tensors from either storage."""
    whole = {}
    for name, value in tensors.items():
        if name.endswith(SCALE) and name.removesuffix(SCALE) in tensors:
            continue
        if value.dtype == torch.int8:
            scale = tensors[name + SCALE].float()
            whole[name] = value.float().mul_(scale.view(-1, *([1] * (value.ndim - 1))))
        else:  # a copy, which outlives the file
            whole[name] = value.to(torch.float32 if value.is_floating_point() else value.dtype, copy=True)
    return whole
