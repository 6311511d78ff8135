"""Sounds made by code, each with a name. `name_sound` (listener.py) names them again from their spectrum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio
from sensorium.native.worlds import phrases
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.judges.listener import name_sound

__all__ = ["SOUNDS", "SoundWorld", "name_sound", "render"]

SAMPLE_RATE_HZ = 16_000
NO_SPEECH = "There is no speech."  # where a transcript is wanted
Samples: TypeAlias = NDArray[np.float32]
Render: TypeAlias = Callable[[np.random.Generator], NDArray[np.float64]]
Filter: TypeAlias = Callable[[NDArray[np.float64]], NDArray[np.float64]]  # hertz → gain


def render(name: str, rng: np.random.Generator) -> Samples:
    """One variation of a sound of `SOUNDS`: float32 in [-1, 1], 1 … 2 s at 16 kHz."""
    raw = SOUNDS[name](rng)
    loudness = rng.uniform(0.25, 0.7)
    faint_room = rng.normal(size=raw.size) * 10 ** rng.uniform(-4.5, -3.5)
    return np.asarray(raw / np.abs(raw).max() * loudness + faint_room, dtype=np.float32).clip(-1, 1)


def _time(rng: np.random.Generator, shortest: float = 1.0, longest: float = 2.0) -> NDArray[np.float64]:
    return np.arange(int(rng.uniform(shortest, longest) * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ


def _edges(time_s: NDArray[np.float64], fade_s: float = 0.02) -> NDArray[np.float64]:
    """Fade in and out, so that a tone has no click."""
    return np.asarray(np.minimum(1.0, np.minimum(time_s, time_s[-1] - time_s) / fade_s))


def _tone(frequency_hz: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """A tone that follows a track of frequencies, with a weak second harmonic."""
    phase = 2 * np.pi * np.cumsum(frequency_hz) / SAMPLE_RATE_HZ
    return np.asarray(np.sin(phase) + rng.uniform(0, 0.2) * np.sin(2 * phase))


def _filtered_noise(size: int, shape: Filter, rng: np.random.Generator) -> NDArray[np.float64]:
    """White noise with its spectrum multiplied by `shape(hertz)`."""
    spectrum = np.fft.rfft(rng.normal(size=size))
    gains = shape(np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ).astype(np.float64))
    return np.fft.irfft(spectrum * gains, size)


def _hits(
    time_s: NDArray[np.float64], starts_s: NDArray[np.float64], hit: Callable[[], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """The same kind of short sound at each start."""
    total = np.zeros(time_s.size)
    for start_s in starts_s:
        piece = hit()
        first = int(start_s * SAMPLE_RATE_HZ)
        piece = piece[: time_s.size - first]
        total[first : first + piece.size] += piece
    return total


def _beep(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng)
    return _tone(np.full(time_s.size, rng.uniform(400, 2000)), rng) * _edges(time_s)


def _sweep(rng: np.random.Generator, upwards: bool) -> NDArray[np.float64]:
    time_s = _time(rng)
    low = rng.uniform(250, 600)
    track = low * (rng.uniform(3, 5) ** (time_s / time_s[-1]))
    return _tone(track if upwards else track[::-1], rng) * _edges(time_s)


def _siren(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng, 1.6)
    turns = np.sin(2 * np.pi * (rng.uniform(1.4, 2.2) * time_s + rng.random()))
    return _tone(rng.uniform(650, 900) * rng.uniform(1.5, 1.8) ** turns, rng) * _edges(time_s)


def _alarm(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng, 1.3)
    high = (time_s * rng.uniform(4, 6)) % 1 < 0.5
    low_hz = rng.uniform(600, 1000)
    return _tone(np.where(high, low_hz * rng.uniform(1.3, 1.7), low_hz), rng) * _edges(time_s)


def _phone(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng, 1.4)
    low_hz = rng.uniform(900, 1300)
    warble = (time_s * rng.uniform(18, 24)) % 1 < 0.5
    ringing = (time_s % rng.uniform(0.55, 0.65)) < 0.4
    return _tone(np.where(warble, low_hz * 1.25, low_hz), rng) * ringing * _edges(time_s)


def _bell(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng, 1.4)
    strike_hz = rng.uniform(350, 900)
    partials = ((1.0, 1.0, 1.0), (2.0, 0.6, 1.4), (2.76, 0.5, 2.0), (5.4, 0.25, 3.5))
    decay = rng.uniform(2.0, 3.5)
    tones = [
        gain * np.exp(-decay * speed * time_s) * np.sin(2 * np.pi * strike_hz * ratio * time_s)
        for ratio, gain, speed in partials
    ]
    return np.asarray(np.sum(tones, axis=0) * np.minimum(1, time_s / 0.003))


def _buzzer(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng)
    cycle = time_s * rng.uniform(90, 160)
    return (2 * (cycle % 1) - 1) * _edges(time_s)


def _white_noise(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng)
    return rng.normal(size=time_s.size) * _edges(time_s)


def _wind(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng, 1.5)
    corner_hz = rng.uniform(200, 400)
    gusts = 1 + 0.5 * np.sin(2 * np.pi * (rng.uniform(0.5, 1.0) * time_s + rng.random()))
    noise = _filtered_noise(time_s.size, lambda hertz: (hertz > 50) / (1 + (hertz / corner_hz) ** 3), rng)
    return noise * gusts * _edges(time_s, 0.2)


def _drum_roll(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng, 1.3)
    length_s = np.arange(int(0.05 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    skin_hz = rng.uniform(170, 230)

    def hit() -> NDArray[np.float64]:
        snares = rng.normal(size=length_s.size) * 0.5
        return np.asarray((np.sin(2 * np.pi * skin_hz * length_s) + snares) * np.exp(-60 * length_s))

    starts_s = np.arange(0, time_s[-1] - 0.03, 1 / rng.uniform(14, 18))
    return _hits(time_s, starts_s, hit) * np.linspace(rng.uniform(0.3, 0.9), 1, time_s.size)


def _clicks(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng)
    length_s = np.arange(int(0.012 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ

    def hit() -> NDArray[np.float64]:
        noise = _filtered_noise(length_s.size, lambda hertz: hertz / 4000, rng)
        return np.asarray(noise / np.abs(noise).max() * np.exp(-500 * length_s))

    return _hits(time_s, np.arange(rng.uniform(0.02, 0.1), time_s[-1] - 0.05, 1 / rng.uniform(4, 7)), hit)


def _knock(rng: np.random.Generator) -> NDArray[np.float64]:
    time_s = _time(rng)
    length_s = np.arange(int(0.12 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    wood_hz = rng.uniform(130, 260)

    def hit() -> NDArray[np.float64]:
        thud = np.sin(2 * np.pi * wood_hz * length_s) + 0.5 * np.sin(2 * np.pi * 2.3 * wood_hz * length_s)
        return np.asarray(thud * np.exp(-45 * length_s))

    starts_s = 0.05 + np.arange(int(rng.integers(2, 5)), dtype=np.float64) * rng.uniform(0.2, 0.28)
    return _hits(time_s, starts_s, hit)


SOUNDS: Mapping[str, Render] = {
    "a beep": _beep,
    "a rising tone": lambda rng: _sweep(rng, upwards=True),
    "a falling tone": lambda rng: _sweep(rng, upwards=False),
    "a siren": _siren,
    "an alarm": _alarm,
    "a telephone": _phone,
    "a bell": _bell,
    "a buzzer": _buzzer,
    "white noise": _white_noise,
    "the wind": _wind,
    "a drum roll": _drum_roll,
    "clicks": _clicks,
    "a knock": _knock,
}


@dataclass(frozen=True)
class SoundWorld:
    """Tasks "hear" (sound → its name) and "sound" (a request → the sound). Every render is a new variation."""

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        names = tuple(SOUNDS)
        while True:
            name = names[rng.integers(len(names))]
            sound = Audio(render(name, rng)[None], SAMPLE_RATE_HZ)
            if rng.random() < 0.5:
                prompt: tuple[str | Audio, ...] = (sound, phrases.ask("hear", split, rng))
                further = ((phrases.ask("transcribe", split, rng), NO_SPEECH),) if split == "train" else ()
                reply = (f"{name[0].upper()}{name[1:]}.",)
                yield Example(task="hear", prompt=prompt, reply=reply, truth={"name": name}, further=further)
            else:
                request = phrases.ask("sound", split, rng, name=name)
                yield Example(task="sound", prompt=(request,), reply=(sound,), truth={"name": name})
