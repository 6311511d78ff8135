"""Whole runs, each a plain function: from this repository alone (and real sets, where they are) to a checkpoint.

Every stage keeps its result in the run's folder and is skipped when it is already whole, so an interrupted run goes on
where it stood.
"""

from __future__ import annotations

import copy
import os
import sys
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch

from sensorium.errors import InvalidInput
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import WEIGHTS, from_pretrained
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.train.course import Course, Source
from sensorium.native.train.hints import keep_sight
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loop import Schedule
from sensorium.native.train.picture_codec import PictureCodecRecipe, train_picture_codec
from sensorium.native.train.picture_data import PictureData
from sensorium.native.train.ranks import first_rank_first, start_ranks
from sensorium.native.train.sources import GLANCES, SHARES, Worlds, open_worlds
from sensorium.native.train.steady import GENTLE, Steadying, Viewing
from sensorium.native.train.trainer import Trainer
from sensorium.native.train.voice import open_speech, train_voice
from sensorium.native.train.words import train_words
from sensorium.native.worlds import sets
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.scenes import SceneSampler
from sensorium.native.worlds.sets.sprites import extra_sprites

WORDS = "tokenizer.json"
PROSE_SHARE = 0.01  # of positions, where prose is present
PASSAGE = 1500  # characters of one passage
NUM_POSITIONS = {"nano": 2_000, "pico": 5_000, "small": 5_000, "base": 16_000, "large": 32_000}  # of a batch, on a CPU
NUM_POSITIONS_ELSEWHERE = 48_000  # of a batch, at least, on a device that launches one kernel after another
NUM_STEPS = 3000
AFRESH = Schedule(num_steps=NUM_STEPS)
FURTHER = Schedule(  # for a model that knows something already
    num_steps=NUM_STEPS, matrix_lr=0.005, other_lr=0.00075, encoder_lr={"vision": 1.4, "audio": 0.4}
)
WORKERS_SHARE = 0.6  # of the processors that write lessons there; the rest must keep the device fed
PROSE = "prose"
HELD_WORLDS = ("pages", "charts", "lines", "clips", "blocks", "strangers", "sets")  # whose sight stays, for steady eyes
DRAWN_TO_EMOJI = 3  # scenes of drawn things for one of emoji, for steady eyes


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a run does otherwise than its recipe. shares: of the positions, by the names of `sources.SHARES` and
    `PROSE`; those not named keep their usual weight beside them. matrix_lr: highest learning rate of hidden matrices,
    which all others follow. cooldown_share: of the schedule, in which rates fall. codec_budget: share of the codecs'
    usual steps. keep_sight: the encoder of pictures stays as it is, all but the heads that measure charts, so that a
    step takes some seven tenths of its time.
    """

    shares: Mapping[str, float] = field(default_factory=dict)
    matrix_lr: float | None = None
    cooldown_share: float | None = None
    codec_budget: float = 1.0
    keep_sight: bool = False

    def of(self, schedule: Schedule) -> Schedule:
        """The schedule with its rates changed."""
        rate = schedule.matrix_lr if self.matrix_lr is None else self.matrix_lr
        cooldown = schedule.cooldown_share if self.cooldown_share is None else self.cooldown_share
        other = schedule.other_lr * rate / schedule.matrix_lr
        return replace(schedule, matrix_lr=rate, other_lr=other, cooldown_share=cooldown)


AS_USUAL = Changes()


def seedling(
    folder: Path,
    *,
    data: Path | None = None,
    size: str = "small",
    start: Path | None = None,
    num_steps: int = NUM_STEPS,
    seconds: float = float("inf"),
    stop_after_s: float = float("inf"),
    changes: Changes = AS_USUAL,
) -> Assistant:
    """The built-in model: codecs, voice, words, then the backbone on everything from its first step.

    data: folder of real sets; None trains on generated worlds alone. size: a key of SIZES. start: folder of a
    checkpoint whose codecs, words and weights are taken instead of training them from nothing. num_steps, seconds:
    the whole schedule of the backbone, whichever ends first; stop_after_s: of this call. Returns the assistant as it
    stands when the schedule or the time is up; call again with the same folder to go on. Raises InvalidInput for a size
    or a share that there is not.
    """
    if size not in SIZES:
        raise InvalidInput(f"no size is called {size!r}; sizes are {', '.join(SIZES)}", param="size")
    _judge_shares(changes, (*SHARES, PROSE))  # before hours of work
    folder.mkdir(parents=True, exist_ok=True)
    device = start_ranks()
    with first_rank_first():
        if start is None:
            assistant, worlds = _from_nothing(folder, data, size, changes.codec_budget)
        else:
            assistant, worlds = _from_checkpoint(start, folder, data, size)
    model, words = assistant.model, assistant.words
    if changes.keep_sight:
        keep_sight(model.vision)
    twin = copy.deepcopy(model)  # lessons are written on the CPU, by processes
    num_positions, num_workers = NUM_POSITIONS[size], 1
    if device.type != "cpu":
        num_positions = max(num_positions, NUM_POSITIONS_ELSEWHERE)
        num_workers = max(1, int((os.cpu_count() or 1) * WORKERS_SHARE))
    read = None if start is None else Assistant(twin, words).read
    teacher = Teacher(words, twin.picture_codec, twin.sound_codec, read, sight=not changes.keep_sight)
    course = replace(course_of(worlds, teacher, data, num_positions, changes), seed=_seed_after(start))
    schedule = replace(changes.of(AFRESH if start is None else FURTHER), num_steps=num_steps, seconds=seconds)
    trainer = Trainer(model.to(device), course, schedule, folder / "backbone", num_workers=num_workers)
    trainer.run(stop_after_s=stop_after_s)
    return Assistant(model.eval().requires_grad_(False), words)


def steady(
    folder: Path,
    *,
    data: Path | None = None,
    size: str = "small",
    start: Path | None = None,
    num_steps: int = GENTLE.num_steps,
    seconds: float = float("inf"),
    stop_after_s: float = float("inf"),
    changes: Changes = AS_USUAL,
) -> Assistant:
    """A checkpoint whose encoder of pictures learns to know things off the grid; the rest of it stays as it is.

    The arguments are those of `seedling`. Raises InvalidInput without `start`, and for changes that only lessons have.
    """
    if start is None:
        raise InvalidInput("whose eyes shall learn? name a checkpoint's folder", param="start")
    if changes != Changes(matrix_lr=changes.matrix_lr, cooldown_share=changes.cooldown_share):
        raise InvalidInput("eyes alone have no lessons: only the rate and its cooldown can be changed", param="share")
    folder.mkdir(parents=True, exist_ok=True)
    device = start_ranks()
    assistant, worlds = _from_checkpoint(start, folder, data, size, spoken=False)
    model = assistant.model.requires_grad_(False)
    twin = copy.deepcopy(model)  # the teacher, on the CPU for views, on the device for their features
    galleries = [Gallery()] * DRAWN_TO_EMOJI + ([] if data is None else [Gallery(things=(), extra=extra_sprites(data))])
    sources = worlds.sources("train")
    held = {name: sources[name] for name in HELD_WORLDS if name in sources}
    teacher = Teacher(assistant.words, twin.picture_codec, twin.sound_codec, Assistant(twin, assistant.words).read)
    viewing = Viewing([SceneSampler(gallery) for gallery in galleries], held, teacher)
    schedule = replace(changes.of(GENTLE), num_steps=num_steps, seconds=seconds)
    before = copy.deepcopy(twin.vision).to(device)
    Steadying(model.to(device).vision, before, viewing, schedule, folder / "backbone").run(stop_after_s=stop_after_s)
    return Assistant(model.eval().requires_grad_(False), assistant.words)


def _from_nothing(folder: Path, data: Path | None, size: str, codec_budget: float) -> tuple[Assistant, Worlds]:
    """Codecs and words, trained or found in the run's folder, and a backbone that knows nothing."""
    pictures = train_picture_codec(
        folder / "picture_codec", PictureData(data), picture_budget(codec_budget), report=_say_stage("picture codec")
    )
    sound_codec, spoken = train_voice(folder, data, _say, codec_budget)
    worlds = open_worlds(data=data, spoken=spoken)
    words = words_of(folder, worlds, data)
    torch.manual_seed(0)
    return Assistant(Omni(SIZES[size], pictures, sound_codec), words), worlds


def _from_checkpoint(
    start: Path, folder: Path, data: Path | None, size: str, *, spoken: bool = True
) -> tuple[Assistant, Worlds]:
    """A model that was trained before; its codecs and words stay as they are. spoken: whether speech is taught."""
    assistant = from_pretrained(start)
    if assistant.model.config != SIZES[size]:
        raise InvalidInput(f"the checkpoint in {start.name!r} is not of the size {size}; name its own", param="size")
    assistant.model.train().requires_grad_(True)
    return assistant, open_worlds(data=data, spoken=open_speech(folder / "speech", _say) if spoken else {})


def _seed_after(start: Path | None) -> int:
    """Of the lessons: 0 from nothing. Weights that were trained before have had those; theirs come of a checksum."""
    return 0 if start is None else zlib.crc32((start / WEIGHTS).read_bytes())


def picture_budget(share: float) -> PictureCodecRecipe:
    """The usual recipe, or a share of it."""
    usual = PictureCodecRecipe()
    return replace(
        usual,
        codebook_pictures=max(32, int(share * usual.codebook_pictures)),
        spatial_steps=max(1, int(share * usual.spatial_steps)),
        motion_steps=max(1, int(share * usual.motion_steps)),
    )


def course_of(
    worlds: Worlds,
    teacher: Teacher,
    data: Path | None,
    num_positions: int,
    changes: Changes = AS_USUAL,
) -> Course:
    """All worlds with their shares, some of them changed, and prose where it is present."""
    sources, shares = worlds.sources("train"), worlds.shares()
    texts = list(sets.prose(data, "train")) if data is not None else []
    if texts:
        sources[PROSE], shares[PROSE] = prose_source(texts), PROSE_SHARE
    _judge_shares(changes, shares)
    shares |= changes.shares
    return Course(
        teacher=teacher,
        sources=sources,
        shares=shares,
        num_positions=num_positions,
        pair_sources=worlds.pair_sources("train"),
        glance_sources={} if changes.keep_sight else worlds.glance_sources("train"),
        glances=GLANCES,
    )


def _judge_shares(changes: Changes, taught: Collection[str]) -> None:
    if unknown := set(changes.shares) - set(taught):
        wrong, names = ", ".join(sorted(unknown)), ", ".join(taught)
        raise InvalidInput(f"nothing here is taught under {wrong}; there are {names}", param="share")


def words_of(folder: Path, worlds: Worlds, data: Path | None) -> WordTokenizer:
    """The tokenizer of a run, trained once."""
    if not (folder / WORDS).exists():
        _say("learning words")
        prose: Iterator[str] = sets.prose(data, "train") if data is not None else iter(())
        train_words(worlds.sources("train"), prose).save(folder / WORDS)
    return WordTokenizer.load(folder / WORDS)


def prose_source(texts: Sequence[str]) -> Source:
    """Draws passages from documents, the longer the likelier."""
    sizes = np.cumsum([len(text) for text in texts])

    def draw(rng: np.random.Generator) -> str:
        place = int(rng.integers(sizes[-1]))
        index = int(np.searchsorted(sizes, place, side="right"))
        start = place - (int(sizes[index - 1]) if index else 0)
        return texts[index][start : start + PASSAGE]

    return draw


RECIPES: dict[str, Callable[..., Assistant]] = {"seedling": seedling, "steady": steady}


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _say_stage(name: str) -> Callable[[str, int, dict[str, float]], None]:
    def report(stage: str, step: int, figures: dict[str, float]) -> None:
        if step % 50 == 0:
            values = " ".join(f"{key} {value:.3f}" for key, value in figures.items())
            _say(f"{name}: {stage} step {step} {values}")

    return report
