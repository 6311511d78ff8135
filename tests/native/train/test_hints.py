"""Hints: what is known of a given medium, and losses that teach its features to tell it."""

from __future__ import annotations

import copy
import itertools

import numpy as np
import pytest
import torch
from torch import Tensor

from sensorium.content import Audio, Document, Image, Page
from sensorium.native.assistant import Assistant
from sensorium.native.omni import Omni
from sensorium.native.tokens.packing import Batch, FeatureGroup, pack
from sensorium.native.train.hints import BLANK, CELLS, LETTERS, NAMES, WORDS, Hints, in_view, places_of
from sensorium.native.train.lessons import Teacher
from sensorium.native.worlds.clips import Clips
from sensorium.native.worlds.example import Example, Shown
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.scenes import Scenes

SQUARE = (1, 8, 8)


@pytest.fixture
def teacher(assistant: Assistant) -> Teacher:
    return Teacher(assistant.words, assistant.model.picture_codec, assistant.model.sound_codec)


@pytest.fixture
def model(assistant: Assistant) -> Omni:
    return copy.deepcopy(assistant.model)


def line(text: str, width: int = 400) -> Example:
    picture = Image(np.zeros((32, width, 3), np.uint8))
    return Example(task="read", prompt=("Read.", picture), reply=(text,), written=text)


def batch_of(teacher: Teacher, *examples: Example) -> Batch:
    rng = np.random.default_rng(0)
    return pack([teacher.lesson(example, rng) for example in examples])


def features_of(group: FeatureGroup, model: Omni) -> Tensor:
    torch.manual_seed(0)
    return torch.randn(sum(group.counts), model.config.width, requires_grad=True)


def greedy(scores: Tensor) -> list[int]:
    """Labels of the likeliest path: repeats and blanks dropped."""
    return [label for label, _ in itertools.groupby(scores.argmax(-1).tolist()) if label != BLANK]


def test_features_learn_to_tell_what_is_written(model: Omni, assistant: Assistant, teacher: Teacher) -> None:
    batch = batch_of(teacher, line("abba"), line("so"))
    hints = Hints(model.config.width)
    features = {"line": features_of(batch.features["line"], model)}
    optimizer = torch.optim.Adam([features["line"], *hints.parameters()], lr=0.1)
    losses = []
    for _ in range(400):
        parts = hints.losses(features, batch, model)  # type: ignore[arg-type]
        loss = parts[LETTERS] + parts[WORDS]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.3 < losses[0]
    rows = features["line"].split(list(batch.features["line"].counts))
    spelled = ["".join(chr(label - 1) for label in greedy(hints.letters(row))) for row in rows]
    words = [[label - 1 for label in greedy(hints.word_scores(row, model))] for row in rows]
    told = [assistant.words.decode(ids) for ids in words]
    assert spelled == told == ["abba", "so"]


def test_a_line_too_narrow_for_its_letters_teaches_nothing(model: Omni, teacher: Teacher) -> None:
    wide, crowded = line("abc"), line("a" * 60, width=100)
    alone, both = batch_of(teacher, wide), batch_of(teacher, wide, crowded)
    hints = Hints(model.config.width)
    features = features_of(both.features["line"], model)
    count = alone.features["line"].counts[0]
    first = hints.losses({"line": features[:count]}, alone, model)[LETTERS]
    together = hints.losses({"line": features}, both, model)[LETTERS]
    assert torch.isclose(first, together)


def test_a_picture_is_told_cell_by_cell(model: Omni, teacher: Teacher) -> None:
    rng = np.random.default_rng(0)
    picture = Image(rng.integers(0, 255, (128, 128, 3), dtype=np.uint8))
    batch = batch_of(teacher, Example(task="what", prompt=("What?", picture), reply=("Noise.",)))
    hints = Hints(model.config.width)
    parts = hints.losses({"picture": features_of(batch.features["picture"], model)}, batch, model)
    assert set(parts) == {CELLS}
    assert float(parts[CELLS].detach()) == pytest.approx(np.log(512), abs=1e-3)  # all codes alike at the start
    parts[CELLS].backward()
    assert hints.cells.weight.grad is not None
    assert hints.cells.weight.grad.abs().sum() > 0


def test_recordings_of_unknown_words_have_no_loss(model: Omni, teacher: Teacher) -> None:
    sound = Audio(np.zeros((1, 16_000), np.float32), 16_000)
    batch = batch_of(teacher, Example(task="hear", prompt=(sound, "What?"), reply=("Wind.",)))
    features = {"sound": features_of(batch.features["sound"], model)}
    assert not Hints(model.config.width).losses(features, batch, model)  # type: ignore[arg-type]


def test_a_box_stands_at_the_features_it_covers() -> None:
    assert places_of(Shown("a", 0.0, 0.0, 0.25, 0.25), SQUARE) == [0, 1, 8, 9]
    assert places_of(Shown("a", 0.51, 0.51, 0.6, 0.55), SQUARE) == [36]  # small, but somewhere
    assert places_of(Shown("a", 0.5, 0.0, 1.0, 0.5, moment=0.99), (8, 4, 4)) == [114, 115, 118, 119]
    assert places_of(Shown("a", 1.1, 0.0, 1.2, 0.5), SQUARE) == []  # has left the picture


def test_boxes_are_moved_as_the_view_moves_the_picture() -> None:
    tall = Image(np.zeros((200, 100, 3), np.uint8))
    seen = in_view(Shown("a", 0.0, 0.0, 1.0, 0.5), Example(task="what", prompt=(tall,), reply=("a",)))
    assert (seen.left, seen.right, seen.top, seen.bottom) == pytest.approx((0.25, 0.75, 0.0, 0.5))
    document = Document((Page("", tall, 100.0, 200.0),))
    again = in_view(Shown("a", 0.0, 0.0, 1.0, 0.5), Example(task="page", prompt=(document,), reply=("a",)))
    assert again == seen


@pytest.mark.parametrize("world", [Scenes(), Clips(), Pages()])
def test_worlds_say_what_is_shown_where(world: Scenes | Clips | Pages, model: Omni, teacher: Teacher) -> None:
    """Names stand where the picture is not its ground, and have a loss; words of a page have theirs by its lines."""
    rng = np.random.default_rng(5)
    examples = (example for example in world.examples(rng, "train") if example.shown)
    shown = list(itertools.islice(examples, 6))
    batch = batch_of(teacher, *shown)
    told = WORDS if isinstance(world, Pages) else NAMES
    assert told in Hints(model.config.width).losses(model.features(batch), batch, model)
    if isinstance(world, Scenes):
        for example in shown:
            (picture,) = (part for part in example.prompt if isinstance(part, Image))
            for box in example.shown:
                rows, columns = (
                    slice(int(low * 128), int(high * 128))
                    for low, high in ((box.top, box.bottom), (box.left, box.right))
                )
                assert len(np.unique(picture.pixels[rows, columns].reshape(-1, 3), axis=0)) > 1


def test_lines_of_a_page_are_told_their_words(teacher: Teacher, assistant: Assistant) -> None:
    pages = iter(Pages().examples(np.random.default_rng(2), "train"))
    right = total = 0
    for example in itertools.islice((one for one in pages if one.task == "page" and one.shown), 8):
        features = teacher.prompt_stream(example).features
        lines = [feature for feature in features if feature.box is not None]
        assert not lines or not any(feature.told for feature in features)
        told = [assistant.words.decode([word - 1 for word in line.written]) for line in lines]
        words = " ".join(str(part) for part in example.reply).split()
        right += len(set(words) & set(" ".join(told).split()))
        total += len(set(words))
    assert right >= 0.8 * total
