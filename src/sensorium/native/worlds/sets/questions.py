"""Rows of real sets as exchanges: what is asked of each, and the answer its label gives.

A maker returns None for a row that teaches nothing (an empty or endless description).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from sensorium.content import Audio, Image
from sensorium.native.worlds import phrases
from sensorium.native.worlds.blocks import claim_of, conversation, reasoned, said
from sensorium.native.worlds.example import Example, Shown, Split
from sensorium.native.worlds.sets.folder import HEARING_RATE_HZ, Row, audio, image
from sensorium.native.worlds.sets.nlvr import read_scene, renamed
from sensorium.native.worlds.sounds import NO_SPEECH
from sensorium.native.worlds.speech import disturbed, heard_words
from sensorium.native.worlds.speech.orders import as_intent

LONGEST_TEXT = 160  # characters of a reply taken from a description
CROP_FROM = 0.75  # of a photograph's side, in training
MIDDLE = (0.2, 0.2, 0.8, 0.8)  # of a photograph, left, top, right, bottom: where its thing surely is
DISTURBED_SHARE = 0.8  # of recordings, in training
FEW_VOICES = (0.8, 1.25)  # speeds of real recordings: a set has few voices, which are soon known by heart
RENAMED_SHARE = 0.9  # of boxes of blocks whose contents are known, in training

TELL: Mapping[Split, tuple[str, ...]] = {
    "train": (
        "Tell the story of this picture.",
        "What does the story say on this page?",
        "Which words go with this picture?",
        "Write the words of the story for this picture.",
        "What happens in this picture of the story?",
        "Tell me a line of a story for this picture.",
    ),
    "test": ("Make up a sentence of a tale for this illustration.", "What might the book say beside this drawing?"),
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Asking:
    """Where rows come from, for which split examples are made, and the dice."""

    folder: Path
    split: Split
    rng: np.random.Generator


Maker: TypeAlias = Callable[[Asking, Row], Example | None]


def full_name(row: Row) -> str:
    """'golden delicious apple', 't-shirt', 'arla standard milk': the name with its group where it lacks it."""
    name, coarse = str(row["text"]).lower(), str(row.get("coarse", "")).lower()
    return name if not coarse or coarse.rstrip("s") in name else f"{name} {coarse}"


def first_sentences(text: str, limit: int = LONGEST_TEXT) -> str:
    """As many whole sentences from the start as fit in `limit` characters; '' when not even one does."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", " ".join(text.split())):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > limit:
            break
        kept = longer
    return kept


def as_name(text: str) -> str:
    """A name as a reply: 'dog bark' → 'Dog bark.'."""
    return f"{text[:1].upper()}{text[1:]}."


def photo(name: str) -> Maker:
    """A photograph → what is in it."""

    def make(asking: Asking, row: Row) -> Example:
        picture = image(asking.folder, name, row)
        if asking.split == "train":
            picture = varied(picture, asking.rng)
        truth = {"name": full_name(row), "coarse": str(row.get("coarse", row["text"])).lower()}
        return _seen("photo", picture, asking, full_name(row), truth)

    return make


def what(name: str) -> Maker:
    """An emoji or icon as it is → its name."""

    def make(asking: Asking, row: Row) -> Example:
        answer = row["text"].lower()
        return _seen("what", image(asking.folder, name, row), asking, answer, {"name": answer})

    return make


def described(name: str, task: str) -> Maker:
    """A figure or chart → the beginning of its description."""

    def make(asking: Asking, row: Row) -> Example | None:
        answer = first_sentences(row["text"])
        if not answer or answer == "Testing invalid":
            return None
        asked = phrases.ask("describe", asking.split, asking.rng)
        return _exchange(task, image(asking.folder, name, row), asked, answer, asking, {"text": row["text"]})

    return make


def page_story(asking: Asking, row: Row) -> Example | None:
    """An illustration → the words of its page."""
    answer = first_sentences(row["text"])
    if not answer:
        return None
    asked = _one_of(TELL, asking)
    return _exchange(
        "page_story", image(asking.folder, "storybook_pages", row), asked, answer, asking, {"text": row["text"]}
    )


def nlvr(asking: Asking, row: Row) -> Example | None:
    """A picture and a sentence → 'true' or 'false'; in training with the reason, of claims that our own boxes know.

    The others are left out of it: a bare verdict teaches to guess. So are rows without a scene, which show the boxes of
    another row in another order.
    """
    sentence = " ".join(row["sentence"].split()).rstrip(". ")
    picture, truth, taught = image(asking.folder, "nlvr", row), bool(row["label"]), asking.split == "train"
    if not taught:
        asked = phrases.judge(sentence, asking.split, asking.rng)
        return replace(_exchange("nlvr", picture, asked, said(truth), asking, {"label": truth}), written="")
    if not row["scene"]:
        return None
    blocks = read_scene(row["scene"])
    if asking.rng.random() < RENAMED_SHARE:
        blocks, sentence = renamed(blocks, sentence, asking.rng)
        picture = blocks.render()
    claim = claim_of(sentence, blocks.towers)
    if claim is None or claim.holds(blocks) != truth:
        return None
    asked, answer = phrases.judge(sentence, "train", asking.rng), reasoned(claim, blocks)
    example = _exchange("nlvr", picture, asked, answer, asking, {"label": truth})
    return replace(example, written="", shown=blocks.shown(), further=tuple(conversation(blocks, asking.rng)))


def transcribe(name: str) -> Maker:
    """Speech → its words."""

    def make(asking: Asking, row: Row) -> Example:
        answer = heard_words(row["text"])
        return _heard("transcribe", name, row, asking, answer, {"text": answer, "speaker": row.get("speaker", "")})

    return make


def keyword(asking: Asking, row: Row) -> Example:
    """A key phrase → which it is."""
    return _heard("keyword", "picovoice_keywords", row, asking, row["text"].lower(), {"name": row["text"].lower()})


def intent(asking: Asking, row: Row) -> Example:
    """A command → its intent and slots in one canonical line."""
    truth = {"intent": row["intent"], "slots": row["slots"]}
    return _heard("intent", "picovoice_intent", row, asking, as_intent(row["intent"], row["slots"]), truth)


def hear(asking: Asking, row: Row) -> Example:
    """A sound of the surroundings → its name; in lessons also that nobody speaks."""
    example = _heard("hear", "esc10", row, asking, as_name(row["label"]), {"name": row["label"]})
    if asking.split == "test":
        return example
    return replace(example, further=((phrases.ask("transcribe", "train", asking.rng), NO_SPEECH),))


MAKERS: Mapping[tuple[str, str], tuple[float, Maker]] = MappingProxyType(
    {  # (set, task) → how often it comes, and how it is made
        ("clothing_photos", "photo"): (5.0, photo("clothing_photos")),
        ("grocery_photos", "photo"): (4.0, photo("grocery_photos")),
        ("fsdd", "transcribe"): (4.0, transcribe("fsdd")),
        ("speechocean762", "transcribe"): (3.0, transcribe("speechocean762")),
        ("ljspeech100", "transcribe"): (0.5, transcribe("ljspeech100")),
        ("picovoice_keywords", "transcribe"): (0.5, transcribe("picovoice_keywords")),
        ("picovoice_keywords", "keyword"): (1.5, keyword),
        ("picovoice_intent", "intent"): (4.0, intent),
        ("esc10", "hear"): (1.0, hear),
        ("noto_emoji", "what"): (0.5, what("noto_emoji")),
        ("lucide_icons", "what"): (0.5, what("lucide_icons")),
        ("nlvr", "nlvr"): (4.5, nlvr),
        ("textbook_figures", "figure"): (0.7, described("textbook_figures", "figure")),
        ("vegalite_charts", "chart_caption"): (0.3, described("vegalite_charts", "chart_caption")),
        ("storybook_pages", "page_story"): (0.5, page_story),
    }
)


def varied(picture: Image, rng: np.random.Generator) -> Image:
    """A photograph as it could have been taken: cut closer, mirrored, lighter or darker."""
    height, width = picture.pixels.shape[:2]
    share = rng.uniform(CROP_FROM, 1.0)
    tall, wide = round(height * share), round(width * share)
    top, left = int(rng.integers(height - tall + 1)), int(rng.integers(width - wide + 1))
    pixels = picture.pixels[top : top + tall, left : left + wide]
    if rng.random() < 0.5:
        pixels = pixels[:, ::-1]
    return Image(np.clip(pixels * rng.uniform(0.8, 1.2) + 0.5, 0, 255).astype(np.uint8))


def _seen(task: str, picture: Image, asking: Asking, answer: str, truth: Mapping[str, Any]) -> Example:
    """A picture of one thing, which is taken to fill its middle."""
    example = _exchange(task, picture, phrases.ask(task, asking.split, asking.rng), answer, asking, truth)
    return replace(example, shown=(Shown(answer, *MIDDLE),))


def _heard(task: str, name: str, row: Row, asking: Asking, answer: str, truth: Mapping[str, Any]) -> Example:
    sound = audio(asking.folder, name, row)
    if asking.split == "train" and asking.rng.random() < DISTURBED_SHARE:
        sound = Audio(disturbed(sound.samples[0], asking.rng, FEW_VOICES)[None], HEARING_RATE_HZ)
    example = _exchange(task, sound, phrases.ask(task, asking.split, asking.rng), answer, asking, truth)
    return replace(example, written=answer) if task in ("transcribe", "keyword") else example


def _exchange(
    task: str, medium: Image | Audio, asked: str, answer: str, asking: Asking, truth: Mapping[str, Any]
) -> Example:
    prompt = (medium, asked) if asking.rng.random() < 0.5 else (asked, medium)
    return Example(task=task, prompt=prompt, reply=(answer,), truth={"answer": answer, **truth})


def _one_of(templates: Mapping[Split, tuple[str, ...]], asking: Asking) -> str:
    choices = templates[asking.split]
    return choices[int(asking.rng.integers(len(choices)))]
