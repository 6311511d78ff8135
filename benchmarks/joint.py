"""Joint training against what is often done instead, at equal positions, on a small model.

    python benchmarks/joint.py --folder runs/joint [--size pico] [--positions 1500000] [--data FOLDER] [--speech FOLDER]

Two questions, each by runs from nothing with the shipped codecs and words:
- *joint*: everything from the first step; and *bolted on*: words alone for the first half, encoders and all other
  directions attached for the second (as when a language model is given eyes).
- *shared*: four directions on one backbone; and *specialists*: one of them each, with a quarter of the positions.

Each run lives in its own folder and goes on where it stopped. When all are done the losses on held-out lessons (nats of
a predicted position; code slots averaged; 95% intervals over lessons) are printed as Markdown.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch

from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import from_pretrained
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.packing import pack
from sensorium.native.train.course import Course
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.loss import losses
from sensorium.native.train.recipes import AFRESH, course_of
from sensorium.native.train.sources import Worlds, open_worlds
from sensorium.native.train.state import TENSORS, read_counters
from sensorium.native.train.taught import taught
from sensorium.native.train.trainer import Trainer
from sensorium.native.train.voice import open_speech
from sensorium.native.worlds import sets

SHIPPED = Path(__file__).resolve().parents[1] / "src/sensorium/weights/seedling"
NUM_POSITIONS = 4096  # of a batch
PARALLEL = 2  # runs at a time, one thread each
CASES = 64  # held-out lessons a direction
WORDS_ALONE = {"prose": 0.6, "echo": 0.4}  # what a language model learns before it sees
FOUR = {"finding": 1.0, "drawing": 1.0, "speech": 1.0, "tunes": 1.0}


@dataclass(frozen=True, kw_only=True)
class Phase:
    """What is taught until so many of the positions; None: the usual mixture."""

    until: float
    shares: Mapping[str, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A direction: the world and tasks of its lessons, and the group of positions that is predicted."""

    world: str
    tasks: frozenset[str]
    group: str


RUNS: Mapping[str, tuple[Phase, ...]] = {
    "joint": (Phase(until=1.0),),
    "bolted": (Phase(until=0.5, shares=WORDS_ALONE), Phase(until=1.0)),
    "shared": (Phase(until=1.0, shares=FOUR),),
    **{name: (Phase(until=0.25, shares={name: 1.0}),) for name in FOUR},
}
JUDGED: Mapping[str, Judged] = {
    "picture → words": Judged(world="scenes", tasks=frozenset({"describe", "what", "where", "count"}), group="text"),
    "words → picture": Judged(world="drawing", tasks=frozenset({"draw"}), group="picture"),
    "speech → words": Judged(world="speech", tasks=frozenset({"transcribe"}), group="text"),
    "words → speech": Judged(world="speech", tasks=frozenset({"speak"}), group="speech"),
    "words → tune": Judged(world="tunes", tasks=frozenset({"compose"}), group="score"),
    "clip → words": Judged(world="clips", tasks=frozenset({"watch", "watch_motion"}), group="text"),
    "words → clip": Judged(world="clips", tasks=frozenset({"film"}), group="clip"),
    "line → words": Judged(world="lines", tasks=frozenset({"read"}), group="text"),
    "words → words": Judged(world="scenes", tasks=frozenset({"imagine"}), group="text"),
}
SPECIALIST: Mapping[str, str] = {
    "words → picture": "drawing",
    "speech → words": "speech",
    "words → speech": "speech",
    "words → tune": "tunes",
}


def main() -> None:
    """Start what is not done, two at a time; then the table."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.run:
        train(options, options.run)
        return
    waiting = [name for name in RUNS if not (options.folder / name / "losses.json").exists()]
    while waiting:
        now, waiting = waiting[:PARALLEL], waiting[PARALLEL:]
        children = [subprocess.Popen([sys.executable, *sys.argv, "--run", name]) for name in now]
        codes = [child.wait() for child in children]
        if any(codes):
            raise SystemExit("a run has failed; its message stands above. The same command goes on")
    print(table({name: json.loads((options.folder / name / "losses.json").read_text()) for name in RUNS}))


def train(options: argparse.Namespace, name: str) -> None:
    """One run, phase by phase, and its losses at the end."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    folder, data = options.folder / name, options.data or sets.find()
    spoken = open_speech(options.speech, lambda line: print(line, file=sys.stderr))
    worlds, shipped = open_worlds(data=data, spoken=spoken), from_pretrained(SHIPPED)
    codecs = shipped.model.picture_codec, shipped.model.sound_codec
    teacher = Teacher(shipped.words, *map(copy.deepcopy, codecs))
    model = Omni(SIZES[options.size], *codecs)
    for phase in RUNS[name]:
        steps = math.ceil(phase.until * options.positions / NUM_POSITIONS)
        last = math.ceil(RUNS[name][-1].until * options.positions / NUM_POSITIONS)
        course = _course(worlds, teacher, data, phase.shares)
        trainer = Trainer(model, course, replace(AFRESH, num_steps=last), folder, num_workers=0)
        trainer.run(stop_after_steps=max(0, steps - _steps_done(folder)))
    found = measure(Assistant(model.eval().requires_grad_(False), shipped.words), worlds, teacher)
    (folder / "losses.json").write_text(json.dumps(found))


def measure(assistant: Assistant, worlds: Worlds, teacher: Teacher) -> dict[str, list[float]]:
    """Of each direction the mean loss of held-out lessons and half of its 95% interval."""
    found = {}
    for name, judged in JUDGED.items():
        world = worlds.find(judged.world)
        if world is None:
            continue
        rng = np.random.default_rng(7)
        each = []
        for case in islice((case for case in world.examples(rng, "test") if case.task in judged.tasks), CASES):
            lesson = teacher.lesson(replace(case, further=()), rng)
            with torch.inference_mode():
                parts = losses(assistant.model, taught(pack([lesson])))
            if judged.group in parts:  # the prompt of a drawing is dropped now and then, its cells are not
                each.append(float(parts[judged.group]))
        found[name] = [float(np.mean(each)), float(1.96 * np.std(each) / math.sqrt(len(each)))]
    return found


def table(found: Mapping[str, Mapping[str, list[float]]]) -> str:
    """Directions down, runs across."""

    def cell(run: str, direction: str) -> str:
        return "{:.2f} ± {:.2f}".format(*found[run][direction]) if run in found and direction in found[run] else ""

    lines = ["| Direction | joint | bolted on | shared by four | specialist |", "|---|---|---|---|---|"]
    for direction in JUDGED:
        special = SPECIALIST.get(direction, "")
        four = cell("shared", direction) if special else ""
        row = (cell("joint", direction), cell("bolted", direction), four, cell(special, direction))
        lines.append(f"| {direction} | {' | '.join(row)} |")
    return "\n".join(lines)


def _course(worlds: Worlds, teacher: Teacher, data: Path | None, shares: Mapping[str, float] | None) -> Course:
    """The usual mixture, or nothing but some of it: then no pairs and no glances either, which are of all media."""
    course = course_of(worlds, teacher, data, NUM_POSITIONS)
    if shares is None:
        return course
    sources = {name: course.sources[name] for name in shares if name in course.sources}
    return replace(course, sources=sources, shares=dict(shares), pair_sources={}, glance_sources={}, glances={})


def _steps_done(folder: Path) -> int:
    path = folder / TENSORS
    return read_counters(path)["step"] if path.exists() else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--size", default="pico", choices=list(SIZES))
    parser.add_argument("--positions", type=int, default=1_500_000)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--speech", type=Path, required=True)
    parser.add_argument("--run", choices=list(RUNS))
    return parser.parse_args()


if __name__ == "__main__":
    main()
