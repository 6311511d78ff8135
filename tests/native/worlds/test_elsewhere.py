"""Questions in words alone: worded apart in tests, filled whole, answered by the one sentence that is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

import sensorium
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.worlds import phrases
from sensorium.native.worlds.blocks import BlockWorld
from sensorium.native.worlds.echo import Echo
from sensorium.native.worlds.elsewhere import (
    ABSENT_SHARE,
    ANSWERS,
    BORROWED,
    MISSING,
    TALK_SHARE,
    TALK_TASK,
    TASK,
    Elsewhere,
)
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.phrases import taught_words
from sensorium.native.worlds.phrases.elsewhere import ABSENT, LISTS, TALK, WORLD, filled, frames, is_kept, word_for
from sensorium.native.worlds.phrases.elsewhere.fillers import MADE, SLOT
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.strangers import NOT_KNOWN

COUNT = 3000
FOLDERS = (WORLD, ABSENT, TALK)
SPLITS: tuple[Split, ...] = ("train", "test")
MAKING = re.compile(r"(please )?(draw|say|film|compose|repeat|sing|paint|sketch|animate|speak|echo|copy)\b", re.I)


@cache
def drawn(split: Split, count: int = COUNT) -> tuple[Example, ...]:
    return tuple(islice(Elsewhere().examples(np.random.default_rng(4), split), count))


def asked(case: Example) -> str:
    """The words of a prompt that is nothing else."""
    (words,) = case.prompt
    assert isinstance(words, str)
    return words


def bare(text: str) -> str:
    """Letters, digits and fields only, so that case and marks cannot make two texts differ."""
    return " ".join(re.findall(r"[a-z0-9{}_']+|[-+*/=]", text.lower()))


def every_frame(split: Split) -> list[str]:
    return [frame for folder in FOLDERS for name in frames(folder, split) for frame in frames(folder, split)[name]]


def test_the_same_seed_draws_the_same() -> None:
    again = islice(Elsewhere().examples(np.random.default_rng(4), "train"), 50)
    assert [case.prompt for case in drawn("train")[:50]] == [case.prompt for case in again]


def test_frames_are_many_and_none_is_on_both_sides() -> None:
    train, test = (list(map(bare, every_frame(split))) for split in SPLITS)
    assert len(train) > 500
    assert len(test) > 120
    assert len({*train, *test}) == len(train) + len(test)


@pytest.mark.parametrize("name", sorted({*LISTS, *MADE}))
def test_no_filler_is_on_both_sides(name: str) -> None:
    rng = np.random.default_rng(0)
    train, test = ({word_for(name, split, rng).lower() for _ in range(200)} for split in SPLITS)
    assert not train & test
    assert not any(map(is_kept, train))
    assert all(map(is_kept, test))
    assert len(test) > 1


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_slot_of_every_frame_is_filled(split: Split) -> None:
    rng = np.random.default_rng(0)
    for frame in every_frame(split):
        text = filled(frame, split, rng)
        assert not set("{}") & set(text), frame
        assert SLOT.search(frame) or text == frame


@pytest.mark.parametrize("split", ["train", "test"])
def test_all_is_words_alone_and_one_sentence_answers(split: Split) -> None:
    for case in drawn(split):
        assert not set("{}") & set(asked(case))
        assert asked(case).strip() == asked(case) != ""
        assert case.reply == (case.truth["answer"],)
        assert not case.shown
        assert case.written is None
        right = {WORLD: {NOT_KNOWN}, ABSENT: set(MISSING.values()), TALK: set(ANSWERS.values())}[case.truth["kind"]]
        assert case.reply[0] in right
        assert case.task == (TALK_TASK if case.truth["kind"] == TALK else TASK)


@pytest.mark.parametrize("split", ["train", "test"])
def test_kinds_have_their_shares_and_every_answer_comes(split: Split) -> None:
    kinds = [case.truth["kind"] for case in drawn(split)]
    assert kinds.count(ABSENT) / COUNT == pytest.approx(ABSENT_SHARE, abs=0.03)
    assert kinds.count(TALK) / COUNT == pytest.approx(TALK_SHARE, abs=0.03)
    assert {case.truth["answer"] for case in drawn(split)} == {NOT_KNOWN, *MISSING.values(), *ANSWERS.values()}


def test_tests_ask_nothing_that_training_asks() -> None:
    assert not {bare(asked(case)) for case in drawn("train")} & {bare(asked(case)) for case in drawn("test")}


def test_what_is_asked_of_media_is_asked_in_the_words_of_the_worlds_that_have_them() -> None:
    borrowed = {bare(template) for tasks in BORROWED.values() for task in tasks for template in unslotted(task)}
    questions = {bare(asked(case)) for case in drawn("train") if case.truth["kind"] == ABSENT}
    assert len(questions & borrowed) > 100


def unslotted(task: str) -> tuple[str, ...]:
    return () if phrases.WORDINGS[task].slots else phrases.WORDINGS[task].train


@pytest.mark.parametrize("split", ["train", "test"])
def test_nothing_asks_for_something_to_be_made(split: Split) -> None:
    making = ("draw", "film", "animate", "speak", "sound", "compose", "repeat", "draw_speak", "describe_speak")
    requests = {bare(words.split("{")[0]) for task in making for words in phrases.WORDINGS[task].train}
    for case in drawn(split):
        assert not MAKING.match(asked(case)), asked(case)
        assert bare(asked(case)) not in requests


def elsewhere_asked(split: Split) -> Iterator[str]:
    """What other worlds ask: in words alone, and beside media."""
    for world, count in ((Echo(), COUNT), (BlockWorld(), 300), (Scenes(weights={"imagine": 1.0}), 300)):
        for case in islice(world.examples(np.random.default_rng(1), split), count):
            yield from (part for part in case.prompt if isinstance(part, str))
            yield from (question for question, _ in case.further)
    for wording in phrases.WORDINGS.values():
        yield from (*wording.train, *wording.test)


def test_no_other_world_asks_about_the_world_outside_or_talks() -> None:
    taken = set(map(bare, elsewhere_asked("train"))) | set(map(bare, elsewhere_asked("test")))
    for split in SPLITS:
        ours = {bare(frame) for folder in (WORLD, TALK) for topic in frames(folder, split).values() for frame in topic}
        ours |= {bare(asked(case)) for case in drawn(split) if case.truth["kind"] != ABSENT}
        assert not taken & ours


def test_cases_in_the_words_of_training_have_the_same_answers() -> None:
    with taught_words():
        taught = list(islice(Elsewhere().examples(np.random.default_rng(4), "test"), 200))
    assert [case.reply for case in taught] == [case.reply for case in drawn("test")[:200]]
    assert [case.prompt for case in taught] != [case.prompt for case in drawn("test")[:200]]


def test_the_shipped_tokenizer_writes_every_reply() -> None:
    weights = Path(str(files(sensorium))) / "weights" / "seedling" / "tokenizer.json"
    words = WordTokenizer.load(weights)
    for reply in (NOT_KNOWN, *MISSING.values(), *ANSWERS.values()):
        assert words.decode(words.encode(reply)).strip() == reply
        assert len(words.encode(reply)) < 30


def test_articles_plurals_and_other_words() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        one, other = filled("{animal} {animal2}", "train", rng).split()
        assert one.lower() != other
        text = filled("{a_organ}, {organs}", "train", rng)
        assert re.match(r"An [aeiou]|A [^aeiou]", text)
        assert text.endswith("s")
    assert filled("Are you called?", "train", rng) == "Are you called?"
    with pytest.raises(KeyError):
        filled("{nonsense}", "train", rng)
