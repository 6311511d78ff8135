"""Speech to be made and to be heard: tasks "speak" (words → utterance) and "transcribe" (sound → words)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio
from sensorium.native.worlds import phrases
from sensorium.native.worlds.example import Example, Split, Utterance
from sensorium.native.worlds.sounds import NO_SPEECH, SOUNDS, render
from sensorium.native.worlds.speech.corpus import Corpus, load_corpus, synthesize_corpus
from sensorium.native.worlds.speech.garbled import GARBLED_SHARE, NOT_UNDERSTOOD, garbled
from sensorium.native.worlds.speech.sentences import sentences, split_of, spoken_words
from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ, Espeak, Flite, Synthesizer, resample

VOICE = "rms"  # the voice the model speaks with
LISTENING: tuple[Synthesizer, ...] = (
    *(Flite("slt"), Flite("awb"), Flite("kal16")),
    *(Espeak("en-us", 150), Espeak("en-gb+f2", 165), Espeak("en-us+m3", 140), Espeak("en-gb-scotland+f4", 150)),
)
SPEEDS = (0.9, 1.1)
SPEED_BLOCK, SPEED_STEP = 4096, 512  # samples
COLOURED_SHARE = 0.5  # of takes
NUM_GAINS, GAIN_DB = 7, 5.0  # points along the mel scale, and one deviation of the gain there
LOST_SHARE, WIDEST_LOST, LOST_DB = 0.5, 0.12, 30.0  # of coloured takes; of the mel scale; how much softer
NOTHING_SHARE = 0.08  # of recordings
NOTHING_S = (0.6, 5.0)
ORDER_SHARE = 0.25  # of garbled recordings: how many are asked about as orders


@dataclass(frozen=True, eq=False)
class SpeechWorld:
    """Examples from synthesised corpora. `spoken` are utterances of `VOICE`, `heard` of any voice.

    A corpus may hold both splits: a sentence belongs to one by its words.
    """

    spoken: Sequence[Utterance]
    heard: Sequence[Utterance]

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Endless; raises `ValueError` when a corpus holds no sentence of the split. Voices that say nothing are for
        training: its test are languages that are never taught.
        """
        spoken, heard = _places(self, split)
        while True:
            if rng.random() < 0.5:
                yield _speak(self.spoken[int(rng.choice(spoken))], rng, split)
            elif rng.random() < NOTHING_SHARE:
                yield hear_nothing(rng, split)
            elif split == "train" and rng.random() < GARBLED_SHARE:
                yield _garbled(self.heard[int(rng.choice(heard))], rng, split)
            else:
                yield _transcribe(self.heard[int(rng.choice(heard))], rng, split)


def synthesize_speech(
    folder: Path,
    *,
    num_spoken: int = 12_000,
    num_heard: int = 750,
    report: Callable[[str, int], None] = lambda voice, done: None,
) -> SpeechWorld:
    """Make, or go on making, or just open the corpora of a world in `folder`; about 35 ms a sentence with two cores.

    `num_spoken` sentences of `VOICE`, `num_heard` of each other voice; a twelfth of either is of the test split.
    """
    _synthesize(folder / "spoken", Flite(VOICE), num_spoken, 1, report)
    for seed, synthesizer in enumerate(LISTENING, 10):
        _synthesize(folder / "heard", synthesizer, num_heard, seed, report)
    return open_spoken(folder)


def open_spoken(folder: Path) -> SpeechWorld:
    """The corpora that `synthesize_speech` made."""
    return SpeechWorld(load_corpus(folder / "spoken"), load_corpus(folder / "heard"))


def _synthesize(
    folder: Path, synthesizer: Synthesizer, count: int, seed: int, report: Callable[[str, int], None]
) -> None:
    num_test = count // 12
    texts = [*unique_sentences(seed, "test", num_test), *unique_sentences(seed, "train", count - num_test)]
    synthesize_corpus(folder, texts, synthesizer, progress=lambda done: report(synthesizer.voice, done))


def unique_sentences(seed: int, split: Split, count: int) -> Iterator[str]:
    """`count` different sentences, the same for equal seeds: what a corpus is made of. A longer list starts alike."""
    seen: set[str] = set()
    for text in sentences(np.random.default_rng(seed), split):
        if text not in seen:
            seen.add(text)
            yield text
        if len(seen) == count:
            return


def heard_words(text: str) -> str:
    """What a listener writes down: lower-case words, letters, digits and apostrophes only.

    The form of every transcript, of synthetic and of real voices; where figures were said, lessons have words for them.
    """
    return " ".join(re.findall(r"[a-z0-9]+(?:'[a-z]+)*'?", text.lower().replace("’", "'")))


def disturbed(
    samples: NDArray[np.float32], rng: np.random.Generator, speeds: tuple[float, float] = SPEEDS
) -> NDArray[np.float32]:
    """A take of one channel in another place: speed, a small room, gain, light noise; in [-1, 1]. speeds: bounds of the
    ratio by which it gets longer; pitch and formants move with it, as from one speaker to another (Ko et al. 2015).
    """
    samples = at_speed(samples, rng.uniform(*speeds))
    if rng.random() < 0.4:
        samples = _in_room(samples, rng)
    if rng.random() < COLOURED_SHARE:
        samples = coloured(samples, rng)
    samples = samples * np.float32(10 ** rng.uniform(-0.6, 0.2))
    hiss = rng.normal(size=samples.size) * 10 ** rng.uniform(-4.5, -2.2)
    return np.clip(samples + hiss, -1, 1).astype(np.float32)


def coloured(samples: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """A take as another microphone hears it, or another throat: some frequencies louder, others softer, and often a
    band of them lost (as masked frequencies in Park et al. 2019, but of the sound itself).
    """
    size = len(samples) + -len(samples) % SPEED_STEP
    spectrum = np.fft.rfft(samples, size)
    mel = np.linspace(0, 1, NUM_GAINS)
    place = np.log1p(np.linspace(0, SAMPLE_RATE_HZ / 2, len(spectrum)) / 700) / np.log1p(SAMPLE_RATE_HZ / 2 / 700)
    gains_db = np.interp(place, mel, rng.normal(scale=GAIN_DB, size=NUM_GAINS))
    if rng.random() < LOST_SHARE:
        start, width = rng.uniform(0.15, 0.95), rng.uniform(0.03, WIDEST_LOST)
        gains_db[(place > start) & (place < start + width)] -= LOST_DB
    return np.fft.irfft(spectrum * 10 ** (gains_db / 20), size)[: len(samples)].astype(np.float32)


def at_speed(samples: NDArray[np.float32], ratio: float) -> NDArray[np.float32]:
    """About `ratio` times as long. Lengths of few prime factors are used, for which Fourier transforms are fast."""
    padded = -(-len(samples) // SPEED_BLOCK) * SPEED_BLOCK
    target = max(1, round(padded * ratio / SPEED_STEP)) * SPEED_STEP
    stretched = resample(np.pad(samples, (0, padded - len(samples))), target / padded)
    return stretched[: max(1, round(len(samples) * target / padded))]


def _in_room(samples: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Reverberation by decaying noise, its length and loudness those of a small room."""
    length = int(rng.uniform(0.05, 0.25) * SAMPLE_RATE_HZ)
    echo = rng.normal(size=length) * np.exp(-6.9 * np.arange(length) / length) * rng.uniform(0.02, 0.08)
    echo[0] = 1.0
    size = 1 << (samples.size + length - 1).bit_length()
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(echo, size), size)[: samples.size]
    return wet.astype(np.float32)


def _speak(utterance: Utterance, rng: np.random.Generator, split: Split) -> Example:
    request = phrases.ask("speak", split, rng, words=utterance.text)
    return Example(task="speak", prompt=(request,), reply=(utterance,), truth={"text": utterance.text})


def _transcribe(utterance: Utterance, rng: np.random.Generator, split: Split) -> Example:
    samples = disturbed(utterance.audio.samples[0], rng)
    sound = Audio(samples[None], SAMPLE_RATE_HZ)  # without its transcript: that is the answer
    request = phrases.ask("transcribe", split, rng)
    words = " ".join(spoken_words(utterance.text))  # nobody hears whether a number was written in figures
    return Example(
        task="transcribe", prompt=(sound, request), reply=(words,), truth={"text": utterance.text}, written=words
    )


def _garbled(utterance: Utterance, rng: np.random.Generator, split: Split) -> Example:
    """A voice that says nothing, to be written down or, now and then, to be taken for an order."""
    sound = Audio(disturbed(garbled(utterance.audio.samples[0], rng), rng)[None], SAMPLE_RATE_HZ)
    request = phrases.ask("intent" if rng.random() < ORDER_SHARE else "transcribe", split, rng)
    return Example(task="hear_garbled", prompt=(sound, request), reply=(NOT_UNDERSTOOD,), truth={})


def hear_nothing(rng: np.random.Generator, split: Split) -> Example:
    """A recording in which nobody speaks: silence, noise, sounds or notes."""
    kind, samples = nothing_said(rng)
    request = phrases.ask("transcribe", split, rng)
    prompt = (Audio(samples[None], SAMPLE_RATE_HZ), request)
    return Example(task="hear_nothing", prompt=prompt, reply=(NO_SPEECH,), truth={"kind": kind})


def nothing_said(rng: np.random.Generator) -> tuple[str, NDArray[np.float32]]:
    """What is heard ('silence', 'noise', 'sounds', 'notes'), and its samples in [-1, 1]."""
    count = int(rng.uniform(*NOTHING_S) * SAMPLE_RATE_HZ)
    kind = ("silence", "noise", "sounds", "notes")[int(rng.integers(4))]
    samples: NDArray[np.floating]
    if kind == "silence":
        samples = rng.normal(size=count) * 10 ** rng.uniform(-6, -3.5)
    elif kind == "noise":
        samples = _coloured_noise(count, rng) * rng.uniform(0.02, 0.5)
    elif kind == "sounds":
        names = list(SOUNDS)
        pieces = [render(names[int(rng.integers(len(names)))], rng) for _ in range(1 + count // SAMPLE_RATE_HZ)]
        samples = np.concatenate(pieces)[:count]
    else:
        samples = _notes(count, rng) * rng.uniform(0.1, 0.6)
    return kind, np.clip(samples, -1, 1).astype(np.float32)


def _coloured_noise(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Noise whose spectrum falls with frequency, more or less; the loudest sample is 1."""
    spectrum = np.fft.rfft(rng.normal(size=count))
    spectrum /= np.maximum(1.0, np.arange(len(spectrum))) ** rng.uniform(0.0, 1.0)
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / np.abs(noise).max())


def _notes(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Notes of equal length with a few overtones each, one or two at a time."""
    length = int(rng.uniform(0.12, 0.6) * SAMPLE_RATE_HZ)
    time_s = np.arange(length) / SAMPLE_RATE_HZ
    shape = np.minimum(1.0, time_s / 0.02) * np.exp(-rng.uniform(1, 6) * time_s)
    overtones = rng.uniform(0, 0.6, size=5) * 0.7 ** np.arange(5)
    tune = []
    for _ in range(1 + count // length):
        pitches = 110 * 2 ** (rng.integers(0, 36, size=int(rng.integers(1, 3))) / 12)
        waves = [(1, 1.0), *enumerate(overtones, 2)]
        tune.append(shape * sum(part * np.sin(2 * np.pi * hz * k * time_s) for hz in pitches for k, part in waves))
    whole = np.concatenate(tune)[:count]
    return np.asarray(whole / np.abs(whole).max())


@lru_cache(maxsize=4)
def _places(world: SpeechWorld, split: Split) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Indices of the sentences of a split, spoken and heard; hashing them all takes a while."""
    return _indices(world.spoken, split), _indices(world.heard, split)


def _indices(utterances: Sequence[Utterance], split: Split) -> NDArray[np.int64]:
    texts = utterances.texts if isinstance(utterances, Corpus) else [utterance.text for utterance in utterances]
    indices = np.array([i for i, text in enumerate(texts) if split_of(text) == split], dtype=np.int64)
    if not indices.size:
        raise ValueError(f"the corpus holds no sentence of the {split} split: synthesize some")
    return indices
