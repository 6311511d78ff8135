"""The stages of a run that need sound: synthetic speech to learn from, and the sound codec.

Speech comes from system programs (flite, espeak-ng) at training time only; without them a run goes on without speech.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.train.sound_codec import (
    PLAN,
    WEIGHTS,
    SoundPool,
    Stage,
    StagePlan,
    load_sound_codec,
    save_sound_codec,
    train_sound_codec,
)
from sensorium.native.worlds import sets
from sensorium.native.worlds.example import World
from sensorium.native.worlds.sounds import SOUNDS, render
from sensorium.native.worlds.speech import SpeechWorld, synthesize_speech
from sensorium.native.worlds.speech.aloud import TOLD, synthesize_aloud
from sensorium.native.worlds.speech.corpus import Corpus
from sensorium.native.worlds.speech.opening import is_packed, open_folder
from sensorium.native.worlds.speech.orders import ORDERS, synthesize_orders
from sensorium.native.worlds.speech.sentences import split_of

NUM_SOUNDS = 650  # made by code, for the codec
SEED = 11
INT16 = 32767
PROGRAMS = ("flite", "espeak-ng")

Say = Callable[[str], None]


def train_voice(folder: Path, data: Path | None, say: Say, budget: float = 1.0) -> tuple[SoundCodec, dict[str, World]]:
    """The sound codec, trained with a share of its usual steps, and the worlds of synthetic speech by name; none
    where its programs are not installed.
    """
    spoken = open_speech(folder / "speech", say)
    place = folder / "sound_codec"
    if not (place / WEIGHTS).exists():
        codec = SoundCodec(SoundCodecConfig())
        train_sound_codec(
            codec, pools_of(spoken.get("speech"), data), place, plan=plan_of(budget), report=_reporting(say)
        )
        save_sound_codec(codec, place)
    return load_sound_codec(place), spoken


def plan_of(budget: float) -> Mapping[Stage, StagePlan]:
    """The usual stages, or a share of their steps."""
    return {stage: replace(plan, num_steps=max(1, int(budget * plan.num_steps))) for stage, plan in PLAN.items()}


def open_speech(folder: Path, say: Say) -> dict[str, World]:
    """The worlds of the corpora in `folder`, made first where they are missing; none without their programs. What was
    packed elsewhere is taken as it is.
    """
    if is_packed(folder):
        return open_folder(folder)
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        say(f"{' and '.join(missing)} not installed: this run learns neither to speak nor to follow speech")
        return {}

    def report(voice: str, done: int) -> None:
        say(f"speech: {voice} {done}")

    return {
        "speech": synthesize_speech(folder, report=report),
        "aloud": synthesize_aloud(folder / TOLD, report=report),
        "orders": synthesize_orders(folder / ORDERS, report=report),
    }


def pools_of(speech: World | None, data: Path | None) -> Mapping[str, SoundPool]:
    """What the sound codec learns from: mostly its own voice, then others, made sounds and real ones."""
    rng = np.random.default_rng(SEED)
    names = list(SOUNDS)
    made = [(render(names[i % len(names)], rng) * INT16).astype(np.int16) for i in range(NUM_SOUNDS)]
    pools = {"sounds": SoundPool(made, 0.16)}
    if isinstance(speech, SpeechWorld):
        for name, corpus, share in (("spoken", speech.spoken, 0.6), ("heard", speech.heard, 0.16)):
            assert isinstance(corpus, Corpus)
            taught = [i for i, text in enumerate(corpus.texts) if split_of(text) == "train"]
            pools[name] = SoundPool([corpus.shards[i] for i in taught], share)
    if data is not None and "esc10" in sets.present(data):
        rows = sets.rows(data, "esc10", "train")
        pools["real sounds"] = SoundPool([sets.audio(data, "esc10", row).samples[0] for row in rows], 0.08)
    return pools


def _reporting(say: Say) -> Callable[[str, int, float, float], None]:
    def report(stage: str, step: int, loss: float, seconds: float) -> None:
        say(f"sound codec: {stage} step {step} loss {loss:.3f} after {seconds:.0f} s")

    return report
