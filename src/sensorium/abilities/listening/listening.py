"""The one way to listen: a recording → its words, with every aid applied where it was measured to help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sensorium import models
from sensorium.abilities import verification
from sensorium.abilities.listening import deciding
from sensorium.abilities.listening.asking import Noise
from sensorium.abilities.listening.cleaning import without_noise
from sensorium.abilities.listening.heard import Heard, Hearing
from sensorium.abilities.listening.recognisers import Listener, ModelListener, second_of
from sensorium.abilities.listening.spectra import RATE_HZ, Noisiness, Samples
from sensorium.abilities.listening.vocabulary import Vocabulary, vocabulary_of
from sensorium.content import Audio
from sensorium.errors import UnsupportedCapability

if TYPE_CHECKING:
    from sensorium.media.sources import Source
    from sensorium.models.model import Model


def listen(
    source: Audio | Source,
    *,
    model: Model | None = None,
    verify: str | None = None,
    vocabulary: Iterable[str] = (),
    noise: Noise = "auto",
) -> Heard:
    """Write down what is said.

    Parameters
    ----------
    source : a sound, or a file, bytes or address of one
    model : who listens; by default the built-in one
    verify : another listener whose words are compared with the model's, "pocketsphinx"; None for nobody
    vocabulary : names and words that are expected, figures written as they are said. The model is heard with it and
        without it, and what it hears so surely that it must be something else stays
    noise : "reduce" it, "keep" it, or "auto": reduce it for listeners and at signal-to-noise ratios where that helps

    What one hears is never replaced by what the other does: where they differ, it is doubted, and both votes are kept.
    Raises InvalidInput, UnsupportedCapability for a model that does not hear, MissingDependency without pocketsphinx.
    """
    sound = source if isinstance(source, Audio) else Audio.open(source)
    listeners: list[Listener] = [ModelListener(models.load() if model is None else model)]
    if verify is not None:
        listeners.append(second_of(verify))
    return heard_by(listeners, samples_of(sound), vocabulary_of(vocabulary), noise)


def samples_of(sound: Audio) -> Samples:
    """One channel at 16 kHz, float32, shape = (T,)."""
    samples: Samples = sound.mono().resampled(RATE_HZ).samples[0]
    return samples


def prepared(sound: Audio, listener: str, noise: Noise = "auto") -> Audio:
    """A sound as a listener is best given it: unchanged, or one channel at 16 kHz with its noise turned down."""
    samples = samples_of(sound)
    if not deciding.cleans(listener, Noisiness.of(samples), noise):
        return sound
    return replace(sound, samples=without_noise(samples)[None], sample_rate_hz=RATE_HZ)


def heard_by(
    listeners: Sequence[Listener], samples: Samples, vocabulary: Vocabulary | None = None, noise: Noise = "auto"
) -> Heard:
    """What one or two listeners hear, the first followed; samples: one channel at 16 kHz, shape = (T,)."""
    found = Noisiness.of(samples)
    notes: list[str] = []
    followed, others = [], []
    for number, listener in enumerate(listeners):
        cleaned = deciding.cleans(listener.name, found, noise)
        given = without_noise(samples) if cleaned else samples
        free, held = _hearings(listener, given, vocabulary, notes, cleaned=cleaned, both=number == 0)
        chosen, *rest = _followed_first(free, held, found.speech_s)
        followed.append(chosen)
        others += rest
    verdicts = verification.verify({one.name: one.words for one in followed}, heard=True)
    return Heard(
        verdicts=tuple(verdicts),
        hearings=(*followed, *others),
        signal_to_noise_db=found.ratio_db,
        notes=tuple(notes),
    )


def _hearings(
    listener: Listener, samples: Samples, vocabulary: Vocabulary | None, notes: list[str], *, cleaned: bool, both: bool
) -> tuple[Hearing | None, Hearing | None]:
    """What one listener hears freely, and of the vocabulary alone. both: freely even where there is a vocabulary."""
    free = None
    if vocabulary is None or both:
        free = Hearing(listener=listener.name, words=listener.hear(samples), cleaned=cleaned)
    return free, None if vocabulary is None else _held(listener, samples, vocabulary, notes, cleaned=cleaned)


def _followed_first(free: Hearing | None, held: Hearing | None, speech_s: float) -> list[Hearing]:
    follows = free is None or (held is not None and deciding.follows_vocabulary(free, held, speech_s))
    return [one for one in ((held, free) if follows else (free, held)) if one is not None]


def _held(
    listener: Listener, samples: Samples, vocabulary: Vocabulary, notes: list[str], *, cleaned: bool
) -> Hearing | None:
    """What is heard of the vocabulary alone; None where the listener keeps to none."""
    if unknown := listener.unknown(vocabulary):
        notes.append(f"{listener.name} cannot pronounce, and so cannot hear: {', '.join(unknown)}")
    try:
        words = listener.hear(samples, vocabulary)
    except UnsupportedCapability as refused:
        notes.append(f"the vocabulary was not used by {listener.name}: {refused.message}")
        return None
    return Hearing(listener=listener.name, words=words, cleaned=cleaned, held=True)
