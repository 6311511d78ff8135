"""Who can write down what is said: any model that hears, and pocketsphinx."""

from __future__ import annotations

import importlib.util
import re
import shutil
import threading
from typing import Final, Protocol

import numpy as np

from sensorium.abilities.listening.asking import POCKETSPHINX, TRANSCRIBE
from sensorium.abilities.listening.spectra import RATE_HZ, Samples
from sensorium.abilities.listening.vocabulary import Vocabulary
from sensorium.abilities.verification import Claim
from sensorium.content import Audio, Text
from sensorium.errors import InvalidInput, MissingDependency, UnsupportedCapability
from sensorium.models.model import Model
from sensorium.native.worlds.judges.recogniser import HeardWord, Recogniser, pronunciation
from sensorium.native.worlds.sounds import NO_SPEECH
from sensorium.native.worlds.speech.garbled import NOT_UNDERSTOOD
from sensorium.native.worlds.speech.synthesizers import Flite

REMARKS: Final = frozenset({NO_SPEECH, NOT_UNDERSTOOD})  # about a recording, and no words of it
_SPACE = re.compile(rb"\s")
QUIET_S = 0.25  # put before and behind what pocketsphinx hears: it loses words that begin or end a recording


class Listener(Protocol):
    """Writes down what is said."""

    @property
    def name(self) -> str: ...

    def hear(self, samples: Samples, vocabulary: Vocabulary | None = None) -> tuple[Claim, ...]:
        """The words of one channel at 16 kHz, shape = (T,), each as probable as the listener says itself, with its
        time in seconds where it tells that; () where nothing is said. vocabulary: what alone may be heard.
        """
        ...

    def unknown(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Words of a vocabulary that it could never hear."""
        ...


class ModelListener:
    """A model that is asked what is said. Its own probability of a word is that of the word's tokens."""

    def __init__(self, model: Model) -> None:
        """Raises UnsupportedCapability for a model that does not hear."""
        if "audio" not in model.abilities.inputs or "text" not in model.abilities.outputs:
            raise UnsupportedCapability(f"{model.name} does not hear: choose another with -m", param="model")
        self._model = model

    @property
    def name(self) -> str:
        return self._model.name

    def hear(self, samples: Samples, vocabulary: Vocabulary | None = None) -> tuple[Claim, ...]:
        """Raises what the model raises, so UnsupportedCapability where it keeps to no vocabulary."""
        held = {"vocabulary": vocabulary.phrases} if vocabulary else {}
        sound = Audio(samples[None], RATE_HZ)
        reply = self._model.generate(sound, TRANSCRIBE, outputs=("text",), temperature=0.0, top_logprobs=0, **held)
        claims = tuple(claim for part in reply.parts if isinstance(part, Text) for claim in claims_of(part))
        return without_remarks(claims)

    def unknown(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        return ()


class Pocketsphinx:
    """The English recogniser of Huggins-Daines et al. (2006), offline. One recording at a time.

    Without a vocabulary it hears with a large one of its own.
    """

    name = POCKETSPHINX

    def __init__(self) -> None:
        """Raises MissingDependency where it is not installed."""
        if importlib.util.find_spec("pocketsphinx") is None:
            raise MissingDependency("a second listener needs pocketsphinx: pip install pocketsphinx")
        self._lock = threading.Lock()
        self._free = Recogniser()
        self._held: dict[Vocabulary, Recogniser | None] = {}  # of the last vocabulary
        self._said: dict[str, str | None] = {}  # how words are said that its dictionary lacks

    def hear(self, samples: Samples, vocabulary: Vocabulary | None = None) -> tuple[Claim, ...]:
        with self._lock:
            recogniser = self._free if vocabulary is None else self._held_to(vocabulary)
            if recogniser is None:
                return ()
            return tuple(map(_claim, recogniser.hear_words(np.pad(samples, round(QUIET_S * RATE_HZ)))))

    def unknown(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """Those that neither its dictionary nor flite, where that is installed, can pronounce."""
        return tuple(word for word in vocabulary.words if not self._free.knows(word) and not self._pronounced(word))

    def _held_to(self, vocabulary: Vocabulary) -> Recogniser | None:
        """None where it knows no phrase of it."""
        if vocabulary not in self._held:
            known = vocabulary.without(self.unknown(vocabulary))
            added = {word: said for word in known.words if (said := self._said.get(word))}
            self._held = {vocabulary: Recogniser(known.jsgf(), added) if known.phrases else None}
        return self._held[vocabulary]

    def _pronounced(self, word: str) -> str | None:
        if word not in self._said:
            self._said[word] = pronounced(word)
        return self._said[word]


def pronounced(word: str) -> str | None:
    """A word in phones by flite's rules; None where flite is not installed, or finds no letters that it knows."""
    if shutil.which("flite") is None or not word.isascii():
        return None
    return pronunciation(Flite().say(word).phones) or None


def claims_of(text: Text) -> tuple[Claim, ...]:
    """Words with their probabilities: of their tokens where those were told, else of the whole text."""
    if not text.tokens:
        return tuple(Claim(word, text.confidence) for word in text.text.split())
    words, chances = [b""], [0.0]
    for token in text.tokens:
        for number, piece in enumerate(_SPACE.split(token.data)):
            if number:
                words.append(b"")
                chances.append(0.0)
            words[-1] += piece
            chances[-1] += token.logprob if piece else 0.0
    told = zip(words, chances, strict=True)
    return tuple(Claim(word.decode(errors="replace"), float(np.exp(min(chance, 0.0)))) for word, chance in told if word)


def without_remarks(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Nothing where a model says, in words it was taught for that, that nobody speaks or that it understands nobody."""
    return () if " ".join(claim.text for claim in claims) in REMARKS else claims


def _claim(word: HeardWord) -> Claim:
    return Claim(
        word.text, word.probability, (max(word.start_s - QUIET_S, 0.0), 0.0, max(word.end_s - QUIET_S, 0.0), 1.0)
    )


LISTENERS: Final = {POCKETSPHINX: Pocketsphinx}


def second_of(name: str) -> Listener:
    """A listener beside a model, by name. Raises InvalidInput, MissingDependency."""
    if name not in LISTENERS:
        raise InvalidInput(f"unknown listener {name!r}: listeners are {', '.join(LISTENERS)}", param="verify")
    return LISTENERS[name]()
