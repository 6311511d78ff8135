"""Started twice by `torch.distributed.run`: trains a tiny model on words and leaves each rank's weights in a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file

from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.train import optim, precision
from sensorium.native.train.course import Course
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loop import Schedule
from sensorium.native.train.ranks import first_rank_first, start_ranks
from sensorium.native.train.trainer import Trainer

WORDS = ("one two three four", "a red car", "There are three apples.", "Good morning")
SCHEDULE = Schedule(num_steps=10, warmup=1, matrix_lr=0.01)


def parts() -> tuple[Omni, Course]:
    """The same model and course in every process."""
    torch.manual_seed(0)
    model = Omni(SIZES["nano"], PictureCodec(), SoundCodec(SoundCodecConfig()))
    teacher = Teacher(WordTokenizer.train(WORDS, size=300), model.picture_codec, model.sound_codec)
    sources = {"prose": lambda rng: WORDS[int(rng.integers(len(WORDS)))]}
    return model, Course(teacher=teacher, sources=sources, shares={"prose": 1.0}, num_positions=60)


def in_float32(patch: Callable[[object, str, object], None]) -> None:
    """Whatever is fast on this machine: rounded to bfloat16, a matrix and its like become different directions."""
    for module in (precision, optim):
        patch(module, "fast_dtype", lambda _: torch.float32)


def main(folder: Path, stop_after_s: float) -> None:
    """Train one step, or until rank 0 alone has had enough."""
    torch.set_num_threads(1)
    in_float32(setattr)
    start_ranks()
    rank = torch.distributed.get_rank()
    with first_rank_first():
        assert (folder / "prepared").exists() == (rank > 0)
        (folder / "prepared").touch()
    model, course = parts()
    trainer = Trainer(model, course, SCHEDULE, folder / "run", num_workers=0)
    trainer.run(stop_after_s=stop_after_s if rank == 0 else 1e9, stop_after_steps=10)
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, folder / f"{rank}.safetensors")
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
