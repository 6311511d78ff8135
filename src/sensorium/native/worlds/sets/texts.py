"""Texts of the real sets: prose to learn language from, and media with words that belong to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from sensorium.content import Audio, Image
from sensorium.native.worlds.example import Split
from sensorium.native.worlds.sets.folder import Row, audio, image, present, rows
from sensorium.native.worlds.sets.questions import first_sentences, full_name
from sensorium.native.worlds.speech import heard_words

Pair: TypeAlias = tuple[Image | Audio, str]


def prose(folder: Path, split: Split) -> Iterator[str]:
    """Documents of the sets present, once each, in one fixed mixed order: a beginning holds some of every kind."""
    documents = [
        document
        for name in present(folder)
        if name in _DOCUMENTS
        for row in rows(folder, name, split)
        if (document := _DOCUMENTS[name](row))
    ]
    order = np.random.default_rng(0).permutation(len(documents))
    yield from (documents[index] for index in order)


def pairs(folder: Path, split: Split, rng: np.random.Generator) -> Iterator[Pair]:
    """Media with a text about them, without end; sets are equally likely. Ends at once where no set is present."""
    pools = [(name, pool) for name in present(folder) if name in _WORDS_OF and (pool := rows(folder, name, split))]
    while pools:
        name, pool = pools[int(rng.integers(len(pools)))]
        row = pool[int(rng.integers(len(pool)))]
        if words := _WORDS_OF[name](row, rng):
            yield (audio if name in _SOUNDING else image)(folder, name, row), words


def worked_sum(row: Row) -> str:
    """A question with its answer, without the calculator's marks."""
    answer = re.sub(r"<<[^>]*>>", "", row["answer"]).replace("#### ", "Answer: ")
    return f"{row['question']}\n{answer}"


def instruction(row: Row) -> str:
    """A task, its first input where it has one, and the output."""
    first = row["instances"][0]
    return "\n".join(part for part in (row["instruction"], first["input"], first["output"]) if part)


def titled(row: Row) -> str:
    """A text under its title; '' for a book's preface, which is about the publisher."""
    return "" if row["title"] == "Preface" else f"{row['title']}\n{row['text']}"


_DOCUMENTS: Mapping[str, Callable[[Row], str]] = MappingProxyType(
    {
        "stories": titled,
        "textbook_text": titled,
        "plain_text": titled,
        "gsm8k": worked_sum,
        "seed_tasks": instruction,
    }
)


def _named(row: Row, rng: np.random.Generator) -> str:
    """The name, or one of the words that people look for it with."""
    words = [row["text"].lower(), *(word for word in row.get("keywords", row.get("tags", [])) if word.isascii())]
    return str(words[0] if rng.random() < 0.6 else words[int(rng.integers(len(words)))])


def _alternative(row: Row, rng: np.random.Generator) -> str:
    return first_sentences(row["text"])


_SOUNDING = ("esc10", "speechocean762")
_WORDS_OF: Mapping[str, Callable[[Row, np.random.Generator], str]] = MappingProxyType(
    {
        "clothing_photos": lambda row, rng: f"a photo of {full_name(row)}",
        "grocery_photos": lambda row, rng: f"a photo of {full_name(row)}",
        "noto_emoji": _named,
        "lucide_icons": _named,
        "textbook_figures": _alternative,
        "storybook_pages": _alternative,
        "vegalite_charts": _alternative,
        "esc10": lambda row, rng: str(row["text"]),
        "speechocean762": lambda row, rng: heard_words(row["text"]),
    }
)
