"""How a tune is asked for in words: `a slow waltz in G major, sixteen bars`, and which of its properties that names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.random import Generator

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.tunes.piece import Piece

NUMBERS = {4: "four", 8: "eight", 12: "twelve", 16: "sixteen", 20: "twenty", 24: "twenty-four", 32: "thirty-two"}
TEMPO_WORDS: Mapping[Split, Mapping[str, tuple[str, ...]]] = {
    "train": {"slow": ("slow", "quiet", "calm"), "lively": ("lively", "fast", "quick")},
    "test": {"slow": ("gentle", "slow"), "lively": ("brisk", "lively")},
}
MOOD_WORDS: Mapping[Split, Mapping[str, tuple[str, ...]]] = {
    "train": {"dark": ("sad", "dark", "wistful"), "bright": ("happy", "cheerful", "merry")},
    "test": {"dark": ("mournful", "sad"), "bright": ("joyful", "happy")},
}
BOTH = ("{}, {}", "{1} and {0}", "{} {}", "{1}, {0}")  # a word for the tempo and one for the mood
DARK_MODES = frozenset(("minor", "dorian", "phrygian"))
# {how} is an adjective or nothing, {kind} a noun, {key} as words, {bars} a number in words.
KEYED: Mapping[Split, tuple[str, ...]] = {
    "train": ("{how} {kind} in {key}", "{how} {kind} in {key}", "{how} {kind}, in {key}", "{how} {key} {kind}"),
    "test": ("{how} {kind} in the key of {key}", "{how} {kind} in {key}", "{how} {kind} that is in {key}"),
}
BARS: Mapping[Split, tuple[str, ...]] = {
    "train": ("{tune}, {bars} bars", "{tune} of {bars} bars", "{tune} with {bars} bars"),
    "test": ("{tune}, {bars} bars long", "{tune} of {bars} bars"),
}
NAME_KIND, NAME_METRE, NAME_TEMPO, NAME_BARS = 0.88, 0.1, 0.7, 0.25  # how often
NAME_KEY: Mapping[Split, float] = {"train": 0.65, "test": 0.8}  # a mood means the more, the less else is said
NAME_MOOD: Mapping[Split, float] = {"train": 0.4, "test": 0.15}


@dataclass(frozen=True)
class Request:
    """A noun phrase with its article, and the properties that it names: kind, key, metre, tempo, bars."""

    text: str
    asked: Mapping[str, str]


def request(piece: Piece, split: Split, rng: Generator) -> Request:
    """Words for a tune like `piece`. What is not named is left to the player."""
    asked: dict[str, str] = {}
    how, kind = _adjective(piece, split, rng, asked), "tune"
    if piece.kind != "tune" and rng.random() < NAME_KIND:
        asked["kind"] = kind = piece.kind
    template = "{how} {kind}"
    if rng.random() < NAME_KEY[split]:
        asked["key"] = piece.key
        template = _pick(rng, KEYED[split])
    what = template.format(how=how, kind=kind, key=key_words(piece, rng)).strip()
    if piece.kind in ("tune", "air", "march", "song") and rng.random() < 3 * NAME_METRE:
        asked["metre"] = piece.metre
        what += f" in {piece.metre}"
    if piece.num_bars in NUMBERS and rng.random() < NAME_BARS:
        asked["bars"] = str(piece.num_bars)
        what = _pick(rng, BARS[split]).format(tune=what, bars=NUMBERS[piece.num_bars])
    return Request(f"{article(what)} {what}", asked)


def description(piece: Piece) -> str:
    """The canonical words for a tune: 'a jig in D major, 6/8'."""
    return f"{article(piece.kind)} {piece.kind} in {_tonic(piece)} {piece.heading['mode']}, {piece.metre}"


def key_words(piece: Piece, rng: Generator) -> str:
    """`B flat major`, `F sharp minor`, `A dorian`; a plain `D` means the major key."""
    mode = piece.heading["mode"]
    return _tonic(piece) if mode == "major" and rng.random() < 0.3 else f"{_tonic(piece)} {mode}"


def _tonic(piece: Piece) -> str:
    tonic = piece.heading["tonic"]
    return tonic.replace("#", " sharp") if "#" in tonic else tonic[0] + (" flat" if tonic.endswith("b") else "")


def article(words: str) -> str:
    """`a` or `an`, by ear: an E is spelled with a vowel and so are A, F."""
    first = words.split(maxsplit=1)[0]
    if len(first) == 1:
        return "an" if first in "AEF" else "a"
    return "an" if first[0] in "aeio" else "a"


def _adjective(piece: Piece, split: Split, rng: Generator, asked: dict[str, str]) -> str:
    """A word for its tempo or its mood, in lessons for both, or ''."""
    tempo, mood = piece.heading["tempo"], "dark" if piece.heading["mode"] in DARK_MODES else "bright"
    how: list[str] = []
    if tempo != "steady" and rng.random() < NAME_TEMPO:
        asked["tempo"] = tempo
        how.append(_pick(rng, TEMPO_WORDS[split][tempo]))
    if (not how or split == "train") and rng.random() < NAME_MOOD[split]:
        asked["mood"] = mood
        how.append(_pick(rng, MOOD_WORDS[split][mood]))
    return _pick(rng, BOTH).format(*how) if len(how) == 2 else "".join(how)


def _pick(rng: Generator, choices: tuple[str, ...]) -> str:
    return choices[int(rng.integers(len(choices)))]
