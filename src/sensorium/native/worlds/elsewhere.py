"""Questions in words alone about what no medium in the prompt shows.

A model that was only ever asked about what lies before it answers anything with what it names, draws or speaks. Here
the right answer is that it does not know the world outside, or that the medium it is asked about is not there; beside
them, what people say before they ask. Nothing here asks it to make anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from sensorium.native.worlds import phrases
from sensorium.native.worlds.art import COLOURS, THINGS, with_article
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases.elsewhere import ABSENT, TALK, WORLD, filled, frames, typed, word_for
from sensorium.native.worlds.phrases.wording import wording_of
from sensorium.native.worlds.print.wording import pick
from sensorium.native.worlds.scenes import PLACES
from sensorium.native.worlds.scenes.questions import CLAIM
from sensorium.native.worlds.scenes.words import at_place
from sensorium.native.worlds.strangers import NOT_KNOWN

TASK, TALK_TASK = "elsewhere", "talk"
ABSENT_SHARE, TALK_SHARE = 0.27, 0.13  # of examples; the others ask about the world outside
BORROWED_SHARE = 0.6  # of questions about absent media that other worlds ask beside theirs

MISSING: Mapping[str, str] = MappingProxyType(
    {
        "picture": "I see no picture.",
        "clip": "I see no clip.",
        "page": "I see no page.",
        "chart": "I see no chart.",
        "recording": "I hear no recording.",
        "music": "I see no tune.",
    }
)
ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "hello": "Hello.",
        "name": "I am Sensorium, a small model.",
        "ability": "I name, draw, film, read, hear and speak about simple things.",
        "feeling": "I am a model and have no feelings.",
        "thanks": "You are welcome.",
        "goodbye": "Goodbye.",
    }
)
BORROWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "picture": (
            *("what", "describe", "count", "colour", "where", "relation", "photo", "read"),
            *("present", "confirm", "which", "total", "ground", "size"),
        ),
        "clip": ("watch", "watch_what", "watch_motion", "watch_does"),
        "page": ("page", "page_table", "cell", "slip_value"),
        "chart": ("table", "chart_value", "chart_max", "chart_min", "chart_more", "chart_count"),
        "recording": ("transcribe", "keyword", "intent", "hear"),
        "music": ("describe_tune",),
    }
)
FILLED_BY: Mapping[str, str] = MappingProxyType(
    {"thing": "thing", "first": "thing", "second": "thing", "label": "word", "row": "word", "column": "word"}
)
CLAIMS: tuple[str, ...] = (*COLOURS, *map(at_place, PLACES), "large", "small")
"""What may be said of a thing without naming another."""
NAMES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "picture": re.compile(r"\b(picture|image|photo|photograph|drawing|illustration)s?\b", re.I),
        "clip": re.compile(r"\b(clip|video|film|footage|movie|animation)s?\b", re.I),
        "page": re.compile(r"\b(page|document|sheet|receipt|form|table|letter|slip)s?\b", re.I),
        "chart": re.compile(r"\b(chart|graph|plot|diagram)s?\b", re.I),
        "recording": re.compile(r"\b(recording|audio|speaker|voice)s?\b", re.I),
        "music": re.compile(r"\b(tune|melody|score|music)s?\b", re.I),
    }
)
MAKING = re.compile(
    r"((please|kindly|now|just|can you|could you|would you) )?"
    r"(animate|compose|copy|draw|echo|film|imitate|paint|pronounce|record|repeat|say|sing|sketch|speak|type|write)\b",
    re.I,
)
"""How requests begin that something be made; whoever says "Say what is on it" of nothing is left alone."""


class Elsewhere:
    """Examples of the tasks `elsewhere` and `talk`, in words alone."""

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            yield _example(np.random.default_rng(rng.integers(2**63)), split)


def _example(rng: np.random.Generator, split: Split) -> Example:
    """What is answered is drawn before the words, so that other words ask for the same."""
    dice = rng.random()
    if dice < ABSENT_SHARE:
        medium = pick(rng, tuple(MISSING))
        return _told(TASK, ABSENT, _absent(medium, rng, split), MISSING[medium])
    if dice < ABSENT_SHARE + TALK_SHARE:
        topic = pick(rng, tuple(ANSWERS))
        return _told(TALK_TASK, TALK, _written(frames(TALK, wording_of(split))[topic], rng, split), ANSWERS[topic])
    every = [frame for topic in frames(WORLD, wording_of(split)).values() for frame in topic]
    return _told(TASK, WORLD, _written(every, rng, split), NOT_KNOWN)


def _told(task: str, kind: str, asked: str, answer: str) -> Example:
    return Example(task=task, prompt=(asked,), reply=(answer,), truth={"answer": answer, "kind": kind})


def _written(options: Sequence[str], rng: np.random.Generator, split: Split) -> str:
    return typed(filled(pick(rng, options), split, rng), rng)


def _absent(medium: str, rng: np.random.Generator, split: Split) -> str:
    """A question about a medium, in our words or in those that are asked beside one, which name no other."""
    if rng.random() >= BORROWED_SHARE:
        return _written(frames(ABSENT, wording_of(split))[medium], rng, split)
    task = pick(rng, BORROWED[medium])
    while not _fits(medium, asked := phrases.ask(task, split, rng, **_slots(task, split, rng))):
        pass
    return asked


def _fits(medium: str, asked: str) -> bool:
    """Whether it could be about no other medium, and is no request to make something."""
    if MAKING.match(asked):
        return False
    return bool(NAMES[medium].search(asked)) or not any(names.search(asked) for names in NAMES.values())


def _slots(task: str, split: Split, rng: np.random.Generator) -> dict[str, str]:
    """Different words for the slots of a task; things that are counted are many, things asked for have an article."""
    slots: dict[str, str] = {}
    for name in sorted(phrases.WORDINGS[task].slots):
        if name == CLAIM:
            slots[name] = pick(rng, CLAIMS)
            continue
        while (word := word_for(FILLED_BY[name], split, rng)) in slots.values():
            pass
        slots[name] = THINGS[word].plural if task == "count" else with_article(word) if task == "present" else word
    return slots
