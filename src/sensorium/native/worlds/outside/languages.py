"""Speech in languages that the model does not know."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sensorium.content import Audio
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases import ask
from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ, Espeak

WORDS: Mapping[str, tuple[str, ...]] = {  # by the name of espeak-ng's voice
    "de": tuple("wasser haus sonne meer straße buch brot freund zeit stadt baum himmel licht leben morgen".split()),
    "el": tuple("νερό σπίτι ήλιος θάλασσα δρόμος βιβλίο ψωμί φίλος χρόνος πόλη δέντρο ουρανός φως ζωή πρωί".split()),
    "fi": tuple("vesi talo aurinko meri tie kirja leipä ystävä aika kaupunki puu taivas valo elämä aamu".split()),
    "pl": tuple(
        "woda dom słońce morze droga książka chleb czas miasto drzewo niebo światło życie ranek szkoła".split()
    ),
    "ru": tuple("вода дом солнце море дорога книга хлеб друг время город дерево небо свет жизнь утро".split()),
    "tr": tuple("su ev güneş deniz yol kitap ekmek arkadaş zaman şehir ağaç gökyüzü ışık hayat sabah".split()),
}
MOST_WORDS = 6


def spoken(rng: np.random.Generator, split: Split) -> Example:
    """A few words to transcribe; no answer is right. Raises MissingDependency without espeak-ng."""
    language = str(rng.choice(list(WORDS)))
    text = " ".join(rng.choice(WORDS[language], int(rng.integers(2, MOST_WORDS + 1)), replace=False))
    said = Espeak(language, int(rng.integers(120, 180))).say(text)
    sound = Audio(said.audio.samples, SAMPLE_RATE_HZ)  # without its transcript
    return Example(task="hear_tongue", prompt=(sound, ask("transcribe", split, rng)), reply=("",), truth={"text": text})
