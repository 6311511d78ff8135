"""What two recognisers hear of real recordings in noise, with and without each aid: line by line, to be judged.

PYTHONPATH=src python -m benchmarks.listening.hearing OUT.jsonl --set digits [--noise white] [--seconds 170]
PYTHONPATH=src python -m benchmarks.listening.judging OUT.jsonl...

Needs the real sets and pocketsphinx. Goes on where OUT ends; stops after so many seconds of the processor.
Speakers are held out: the built-in model was never trained on them. One vocabulary is given for all, of the digits and
the keywords; sentences have other words, and are what must not be pressed into it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
import torch
from benchmarks.listening.noises import RATE_HZ, Kind, mixed, noise_of

from sensorium import load
from sensorium.abilities.listening.cleaning import without_noise
from sensorium.abilities.listening.recognisers import Listener, ModelListener, Pocketsphinx
from sensorium.abilities.listening.spectra import Noisiness, Samples
from sensorium.abilities.listening.vocabulary import Vocabulary, vocabulary_of
from sensorium.errors import InvalidInput
from sensorium.native.worlds import sets
from sensorium.native.worlds.speech.world import heard_words

SETS = {"digits": "fsdd", "keywords": "picovoice_keywords", "sentences": "speechocean762"}
NOBODY = "nobody"  # a second and a half of noise alone
NOBODY_S, NOBODY_LEVEL = 1.5, 0.05
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
KEYWORDS = ("alexa", "computer", "jarvis", "smart mirror", "snowboy", "view glass")
RATIOS_DB = (20.0, 10.0, 5.0, 0.0)
SEED = 3


@dataclass(frozen=True, kw_only=True)
class Take:
    """A recording, with noise or without; what is said in it."""

    of: str
    path: str
    truth: str
    kind: Kind | None
    ratio_db: float | None
    samples: Samples

    @property
    def key(self) -> tuple[str, str, str | None, float | None]:
        return self.of, self.path, self.kind, self.ratio_db


def takes(of: str, count: int, kind: Kind | None, ratios_db: Sequence[float], data: Path) -> Iterator[Take]:
    """Each recording of held-out speakers clean, or (kind) at every ratio."""
    if of == NOBODY:
        yield from (_nobody(number, kind or "white", data) for number in range(count))
        return
    rows = sets.rows(data, SETS[of], "test")
    for number in np.random.default_rng(SEED).permutation(len(rows))[:count]:
        row = rows[number]
        clean = sets.audio(data, SETS[of], row).samples[0]
        for ratio_db in ratios_db if kind else (None,):
            noisy = clean if kind is None or ratio_db is None else mixed(clean, kind, ratio_db, int(number), data)
            yield Take(
                of=of, path=row["path"], truth=heard_words(row["text"]), kind=kind, ratio_db=ratio_db, samples=noisy
            )


def _nobody(number: int, kind: Kind, data: Path) -> Take:
    noise = noise_of(kind, round(NOBODY_S * RATE_HZ), number, data)
    samples = (NOBODY_LEVEL * noise / np.sqrt(np.mean(noise**2))).clip(-1, 1).astype(np.float32)
    return Take(of=NOBODY, path=str(number), truth="", kind=kind, ratio_db=0.0, samples=samples)


def ways(of: str, vocabulary: Vocabulary, *, free: bool) -> Iterator[tuple[int, bool, Vocabulary | None]]:
    """Who hears, whether less noise, and held to what. free: both without a vocabulary, which takes its time."""
    yield from ((0, cleaned, None) for cleaned in (False, True))
    if free:
        yield 1, False, None
        return
    for cleaned in (False, True):
        yield 0, cleaned, vocabulary
        if of != "sentences":
            yield 1, cleaned, vocabulary


def heard(take: Take, listeners: tuple[Listener, ...], vocabulary: Vocabulary, *, free: bool) -> dict[str, Any]:
    """A line: all that was heard of a recording."""
    hearings = []
    samples = {False: take.samples, True: without_noise(take.samples)}
    for who, cleaned, held in ways(take.of, vocabulary, free=free):
        words = [[claim.text, claim.confidence] for claim in listeners[who].hear(samples[cleaned], held)]
        named = {"listener": listeners[who].name, "cleaned": cleaned, "held": held is not None}
        hearings.append({**named, "words": words})
    about = {"of": take.of, "path": take.path, "noise": take.kind, "ratio_db": take.ratio_db, "truth": take.truth}
    found = Noisiness.of(take.samples)
    about |= {"estimate_db": round(found.ratio_db, 2), "steadiness": round(found.steadiness, 4)}
    about["speech_s"] = round(found.speech_s, 3)
    return {**about, "hearings": hearings}


def key_of(line: Mapping[str, Any]) -> tuple[str, str, str | None, float | None]:
    """By which a line is known."""
    return line["of"], line["path"], line["noise"], line["ratio_db"]


def main() -> None:
    """Hear and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--set", choices=(*SETS, NOBODY), required=True)
    options.add_argument("--count", type=int, default=60)
    options.add_argument("--noise", choices=get_args(Kind))
    options.add_argument("--ratios", nargs="+", type=float, default=list(RATIOS_DB), help="in decibels")
    options.add_argument("--free", action="store_true", help="both without a vocabulary")
    options.add_argument("--seconds", type=float, default=170.0)
    given = options.parse_args()
    torch.set_num_threads(1)
    data, vocabulary = sets.find(), vocabulary_of((*DIGITS, *KEYWORDS))
    if data is None or vocabulary is None:
        raise InvalidInput("no real sets are here: `sensorium data list` says how to get them")
    done = {key_of(json.loads(line)) for line in given.out.open(encoding="utf-8")} if given.out.exists() else set()
    listeners = (ModelListener(load()), Pocketsphinx())
    with given.out.open("a", encoding="utf-8") as file:
        for found in takes(given.set, given.count, given.noise, given.ratios, data):
            take = replace(found, of=f"{found.of} freely") if given.free else found
            if take.key not in done and time.process_time() < given.seconds:
                file.write(json.dumps(heard(take, listeners, vocabulary, free=given.free)) + "\n")
                file.flush()


if __name__ == "__main__":
    main()
