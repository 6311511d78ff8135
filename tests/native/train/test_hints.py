"""Hints: what is known of a given medium, and losses that teach its features to tell it."""

from __future__ import annotations

import copy
import itertools

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.content import Audio, Document, Image, Page
from sensorium.native.assistant import Assistant
from sensorium.native.encoders.letters import BLANK, Spelling, spelled
from sensorium.native.encoders.views import WHOLE
from sensorium.native.omni import Omni
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import FeatureKind
from sensorium.native.tokens.vocabulary import TEXT
from sensorium.native.train.hints import CELLS, LETTERS, NAMES, WORDS, Hints, in_view, places_of, print_within
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.taught import Taught, taught
from sensorium.native.worlds.blocks import BlockWorld
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


def batch_of(teacher: Teacher, *examples: Example) -> Taught:
    rng = np.random.default_rng(0)
    return taught(pack([teacher.lesson(example, rng) for example in examples]))


def ground_of(picture: Image) -> NDArray[np.uint8]:
    """Its most frequent colour."""
    colours, counts = np.unique(picture.pixels.reshape(-1, 3), axis=0, return_counts=True)
    ground: NDArray[np.uint8] = colours[counts.argmax()]
    return ground


def features_of(batch: Taught, kind: FeatureKind, model: Omni) -> Tensor:
    torch.manual_seed(0)
    return torch.randn(len(batch.laid.seen[kind].media.order), model.config.width, requires_grad=True)


def counts_of(batch: Taught, kind: FeatureKind) -> list[int]:
    return [int(count) for block in batch.laid.seen[kind].media.valid for count in block]


def test_features_learn_to_spell_what_is_written(model: Omni, teacher: Teacher) -> None:
    batch = batch_of(teacher, line("abba"), line("so"), line(""))
    hints = Hints(model.config.width)
    features = {"line": features_of(batch, "line", model)}
    optimizer = torch.optim.Adam([features["line"], *model.vision.letters.requires_grad_(True).parameters()], lr=0.1)
    losses = []
    for _ in range(200):
        loss = hints.losses(features, batch, model)[LETTERS]  # type: ignore[arg-type]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.3 < losses[0]
    rows = features["line"].split(counts_of(batch, "line"))
    assert [spelled(model.vision.letters(row)).text for row in rows] == ["abba", "so", ""]


def test_features_learn_to_tell_what_is_said(model: Omni, assistant: Assistant, teacher: Teacher) -> None:
    sound = Audio(np.zeros((1, 32_000), np.float32), 16_000)
    batch = batch_of(
        teacher, Example(task="transcribe", prompt=(sound, "What?"), reply=("so it is",), written="so it is")
    )
    hints = Hints(model.config.width)
    features = {"sound": features_of(batch, "sound", model)}
    optimizer = torch.optim.Adam([features["sound"], *hints.parameters()], lr=0.1)
    for _ in range(200):
        loss = hints.losses(features, batch, model)[WORDS]  # type: ignore[arg-type]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    path = itertools.groupby(hints.word_scores(features["sound"], model).argmax(-1).tolist())
    assert assistant.words.decode([label - 1 for label, _ in path if label != BLANK]) == "so it is"


def test_a_line_too_narrow_for_its_letters_teaches_nothing(model: Omni, teacher: Teacher) -> None:
    wide, crowded = line("abc"), line("a" * 60, width=100)
    alone, both = batch_of(teacher, wide), batch_of(teacher, wide, crowded)
    hints = Hints(model.config.width)
    features = features_of(both, "line", model)
    (count,) = counts_of(alone, "line")
    first = hints.losses({"line": features[:count]}, alone, model)[LETTERS]
    together = hints.losses({"line": features}, both, model)[LETTERS]
    assert torch.isclose(first, together)


def test_a_picture_is_told_cell_by_cell(model: Omni, teacher: Teacher) -> None:
    rng = np.random.default_rng(0)
    picture = Image(rng.integers(0, 255, (128, 128, 3), dtype=np.uint8))
    batch = batch_of(teacher, Example(task="what", prompt=("What?", picture), reply=("Noise.",)))
    hints = Hints(model.config.width)
    parts = hints.losses({"picture": features_of(batch, "picture", model)}, batch, model)
    assert set(parts) == {CELLS}
    assert float(parts[CELLS].detach()) == pytest.approx(np.log(512), abs=1e-3)  # all codes alike at the start
    parts[CELLS].backward()
    assert hints.cells.weight.grad is not None
    assert hints.cells.weight.grad.abs().sum() > 0


def test_recordings_of_unknown_words_have_no_loss(model: Omni, teacher: Teacher) -> None:
    sound = Audio(np.zeros((1, 16_000), np.float32), 16_000)
    batch = batch_of(teacher, Example(task="hear", prompt=(sound, "What?"), reply=("Wind.",)))
    features = {"sound": features_of(batch, "sound", model)}
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


@pytest.mark.parametrize("world", [Scenes(), Clips(), BlockWorld()])
def test_worlds_say_what_is_shown_where(world: Scenes | Clips | BlockWorld, model: Omni, teacher: Teacher) -> None:
    """Names stand where the picture is not its ground, and have a loss."""
    rng = np.random.default_rng(5)
    examples = (example for example in world.examples(rng, "train") if example.shown)
    shown = list(itertools.islice(examples, 6))
    batch = batch_of(teacher, *shown)
    assert NAMES in Hints(model.config.width).losses(model.features(batch.laid), batch, model)
    for example in shown:
        pictures = [part for part in example.prompt if isinstance(part, Image)]
        for picture, box in itertools.product(pictures, example.shown):
            height, width = picture.pixels.shape[:2]
            rows = slice(int(box.top * height), int(np.ceil(box.bottom * height)))
            columns = slice(int(box.left * width), int(np.ceil(box.right * width)))
            assert (picture.pixels[rows, columns] != ground_of(picture)).any()


def test_things_are_told_with_their_colours_and_motions(teacher: Teacher, assistant: Assistant) -> None:
    rng = np.random.default_rng(7)
    clips = (one for one in Clips().examples(rng, "train") if one.task == "watch_motion")
    for example in itertools.islice(clips, 5):
        still, frames = teacher.prompt_stream(example).features
        assert (still.kind, frames.kind) == ("picture", "frames")
        named = assistant.words.pieces([word for where, word in still.told if where == still.told[0][0]])
        assert named.strip() == example.truth["scene"].things[0].words  # no motion shows in one frame
        place = frames.told[0][0]
        told = assistant.words.pieces([word for where, word in frames.told if where == place]).split()
        (motion,) = (part for part in example.reply if isinstance(part, str))
        assert set(told) == set(f"{example.truth['scene'].things[0].words} {motion}".split())


def test_print_inside_a_picture_stands_as_words_and_is_looked_at(teacher: Teacher, assistant: Assistant) -> None:
    pages = iter(Pages().examples(np.random.default_rng(2), "train"))
    right = total = 0
    for example in itertools.islice((one for one in pages if one.task == "page" and one.printed), 8):
        stream = teacher.prompt_stream(example)
        seen = [feature for feature in stream.features if feature.aside]
        assert all(feature.spelled is not None for feature in seen)
        read = assistant.words.decode([index for index in stream.all().ids[:, 0] if index in TEXT])
        words = set(" ".join(str(part) for part in example.reply).split())
        right += len(words & set(read.split()))
        total += len(words)
        batch = taught(pack([Packable(stream.all(), tuple(stream.features))]))
        if seen:
            assert not len(batch.laid.seen["line"].places)
            assert LETTERS in Hints(assistant.model.config.width).losses(
                assistant.model.features(batch.laid), batch, assistant.model
            )
    assert right >= 0.8 * total


def test_only_print_that_is_known_is_told() -> None:
    picture = Image(np.zeros((200, 200, 3), np.uint8))
    words = (Shown("to", 0.3, 0.1, 0.4, 0.2), Shown("go", 0.1, 0.1, 0.2, 0.2), Shown("far", 0.1, 0.5, 0.2, 0.6))
    page = Example(task="page", prompt=(picture,), reply=("go to far",), printed=words)
    assert print_within((0.0, 0.0, 1.0, 0.3), page) == "go to"
    assert print_within((0.5, 0.0, 1.0, 0.3), page) == ""
    photo = Example(task="photo", prompt=(picture,), reply=("milk",), shown=(Shown("milk", 0.2, 0.2, 0.8, 0.8),))
    assert print_within((0.0, 0.0, 1.0, 0.3), photo) is None
    empty = Example(task="read_nothing", prompt=(picture,), reply=("Nothing.",), written="")
    assert print_within((0.0, 0.0, 1.0, 0.3), empty) == print_within(WHOLE, empty) == ""


def test_print_that_an_example_does_not_know_is_left_to_the_reader(assistant: Assistant) -> None:
    page = Pages().page(np.random.default_rng(1), "train")
    example = Example(task="figure", prompt=(page.image,), reply=("A page.",))
    codecs = (assistant.model.picture_codec, assistant.model.sound_codec)
    reading = Teacher(assistant.words, *codecs, lambda lines: [Spelling("red")] * len(lines)).prompt_stream(example)
    passing = Teacher(assistant.words, *codecs).prompt_stream(example)
    read, passed = (
        assistant.words.decode([index for index in stream.all().ids[:, 0] if index in TEXT])
        for stream in (reading, passing)
    )
    assert "red" in read
    assert not passed
    assert not any(feature.aside for feature in reading.features)  # nobody knows what it spells
