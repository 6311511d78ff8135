"""An outside recogniser (pocketsphinx) as judge of speech: what it hears, and how wrong that is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, MissingDependency
from sensorium.native.tokens.phones import PAUSE

if TYPE_CHECKING:
    from pocketsphinx import Decoder

SAMPLE_RATE_HZ = 16_000
FRAMES_PER_S = 100  # of the recogniser


@dataclass(frozen=True, kw_only=True)
class HeardWord:
    """A word, from when to when it was said, and the probability that the recogniser gives it, 0 to 1."""

    text: str
    start_s: float
    end_s: float
    probability: float


class Recogniser:
    """The default English model of pocketsphinx (Huggins-Daines et al. 2006), free or held to a JSGF grammar."""

    def __init__(
        self,
        grammar: str | None = None,
        pronunciations: Mapping[str, str] | None = None,
        search: Mapping[str, float] | None = None,
    ) -> None:
        """`pronunciations` gives words that its dictionary lacks: "hornpipe" → "HH AO R N P AY P"; `search`, options of
        the decoder that a grammar is searched with, such as `maxhmmpf`.

        Raises `InvalidInput` when the grammar has a word that neither knows.
        """
        self.grammar = grammar
        self.pronunciations = dict(pronunciations or {})
        self.search = dict(search or {})

    def hear(self, samples: NDArray[np.float32]) -> str:
        """One channel at 16 kHz, float32 in [-1, 1], shape = (time,) → lower-case words, "" when nothing fits."""
        found = self._decoded(samples).hyp()
        return found.hypstr if found else ""

    def hear_words(self, samples: NDArray[np.float32]) -> tuple[HeardWord, ...]:
        """The words of `hear`, each with its place in time. A grammar's words have no probability of their own: 1."""
        decoder = self._decoded(samples)
        return tuple(_words(decoder)) if decoder.hyp() else ()

    def knows(self, word: str) -> bool:
        """Whether its dictionary says how a word is pronounced."""
        return word in self.pronunciations or self._decoder.lookup_word(word) is not None

    def _decoded(self, samples: NDArray[np.float32]) -> Decoder:
        decoder = self._decoder
        decoder.reinit_feat()  # forgets the noise that was heard before
        decoder.start_utt()
        if samples.size:  # it raises where nothing comes, and then hears nothing any more
            decoder.process_raw((samples.clip(-1, 1) * 32767).astype("<i2").tobytes(), full_utt=True)
        decoder.end_utt()
        return decoder

    @cached_property
    def _decoder(self) -> Decoder:
        try:
            import pocketsphinx
        except ImportError as missing:
            raise MissingDependency("judging speech needs pocketsphinx: pip install pocketsphinx") from missing
        if self.grammar is None:
            return pocketsphinx.Decoder(samprate=SAMPLE_RATE_HZ, loglevel="FATAL")
        decoder = pocketsphinx.Decoder(samprate=SAMPLE_RATE_HZ, loglevel="FATAL", lm=None, **self.search)
        for word, phones in self.pronunciations.items():
            decoder.add_word(word, phones, True)
        self._require_words(decoder)
        with tempfile.NamedTemporaryFile("w", suffix=".gram") as file:
            file.write(self.grammar)
            file.flush()
            decoder.add_jsgf_file("grammar", str(Path(file.name)))
        decoder.activate_search("grammar")
        return decoder

    def _require_words(self, decoder: Decoder) -> None:
        unknown = sorted(word for word in grammar_words(self.grammar or "") if decoder.lookup_word(word) is None)
        if unknown:
            raise InvalidInput(f"no pronunciation for {', '.join(unknown)}: pass `pronunciations`", param="grammar")


def _words(decoder: Decoder) -> Iterator[HeardWord]:
    """The best path without what is silence, noise, or the end of a sentence."""
    for one in decoder.seg():
        text = _VARIANT.sub("", one.word)
        if text[:1].isalnum():
            yield HeardWord(
                text=text,
                start_s=one.start_frame / FRAMES_PER_S,
                end_s=(one.end_frame + 1) / FRAMES_PER_S,
                probability=min(max(float(one.prob), 0.0), 1.0),
            )


_VARIANT = re.compile(r"\(\d+\)$")  # of a pronunciation: "and(2)"


def pronunciation(phones: Sequence[str]) -> str:
    """Phones of our set as its dictionary writes them: ("ax", "p") → "AH P"; pauses go."""
    return " ".join("AH" if phone == "ax" else phone.upper() for phone in phones if phone != PAUSE)


def grammar_words(jsgf: str) -> set[str]:
    """The words that a JSGF grammar of this project can say."""
    body = "\n".join(line.partition("=")[2] for line in jsgf.splitlines() if line.startswith(("<", "public")))
    return set(re.findall(r"[a-z']+", re.sub(r"<[^>]*>", " ", body)))
