"""Lessons: which cells are written, several questions about one picture, what a wide picture is shown as."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sensorium.content import Image, Message, Text, Video
from sensorium.native.assistant import Assistant
from sensorium.native.tokens.stream import CELLS, Modality
from sensorium.native.train.lessons import MOST_WEIGHT, PLAIN_WEIGHT, VERDICT_WEIGHT, WHOLE_SHARE, Teacher, drawn_cells
from sensorium.native.worlds.example import Example, Shown


@pytest.fixture
def teacher(assistant: Assistant) -> Teacher:
    return Teacher(assistant.words, assistant.model.picture_codec, assistant.model.sound_codec)


def test_cells_that_are_left_out_weigh_as_much_as_those_that_weigh_less() -> None:
    plain = np.arange(CELLS) % 4 != 0
    num_whole, weight = 0, 0.0
    for seed in range(400):
        weights, kept = drawn_cells(plain, np.random.default_rng(seed))
        num_whole += kept is None
        weight += float(weights[plain if kept is None else plain & kept].sum())
        assert kept is None or kept[~plain].all()
    assert num_whole / 400 == pytest.approx(WHOLE_SHARE, abs=0.06)
    assert weight / 400 == pytest.approx(PLAIN_WEIGHT * plain.sum(), rel=0.05)


def test_of_a_clip_every_cell_is_written(teacher: Teacher) -> None:
    """Gaps would tell what moves."""
    clip = Video(np.zeros((16, 64, 64, 3), np.uint8), np.arange(16) / 8, 2.0)
    lesson = teacher.lesson(Example(task="other", prompt=("Go on.",), reply=(clip,)), np.random.default_rng(0))
    assert (lesson.chunk.modality == Modality.VIDEO).sum() == 4 * CELLS + 2


def test_further_questions_are_turns_of_one_conversation(assistant: Assistant, teacher: Teacher) -> None:
    """The second question stands where it would in use, after the first was answered."""
    example = Example(task="what", prompt=("What is it?",), reply=("a car",), further=(("Which colour?", "red"),))
    lesson = teacher.lesson(example, np.random.default_rng(0)).chunk
    turns = [
        Message(role="user", parts=(Text("What is it?"),)),
        Message(role="assistant", parts=(Text("a car"),)),
        Message(role="user", parts=(Text("Which colour?"),)),
    ]
    second = assistant.lay_out(turns).all()
    assert (lesson.ids[: len(second)] == second.ids).all()
    assert (lesson.coordinates[: len(second)] == second.coordinates).all()
    answers = assistant.words.decode(lesson.ids[lesson.weights == MOST_WEIGHT, 0].tolist())
    assert answers.replace(" ", "") == "acarred"


@pytest.mark.parametrize(("written", "kind"), [("", "detail"), ("Room 9", "line")])
def test_a_wide_picture_is_a_line_where_it_says_something(teacher: Teacher, written: str, kind: str) -> None:
    """Where it says nothing, the encoder is told that all the same."""
    wide = Image(np.full((50, 200, 3), 90, np.uint8))
    shown, *aside = teacher.prompt_stream(
        Example(task="judge", prompt=(wide, "What is it?"), reply=("true",), written=written)
    ).features
    assert shown.kind == kind
    assert [(feature.kind, feature.spelled) for feature in aside] == ([("line", ())] if not written else [])


def test_what_a_verdict_hangs_on_weighs_the_most(assistant: Assistant, teacher: Teacher) -> None:
    """Most of an answer with its reasons is copied."""
    answer = "some top blue: left blue: 1; middle black black: 0; right yellow yellow: 0; so 1: true"
    for task, wanted in (("judge", "1001true"), ("describe", "")):
        example = Example(task=task, prompt=("A tower.", "Is it so?"), reply=(answer,))
        lesson = teacher.lesson(example, np.random.default_rng(0)).chunk
        heavy = assistant.words.decode(lesson.ids[lesson.weights == MOST_WEIGHT, 0].tolist())
        assert heavy.replace(" ", "") == wanted


def test_of_a_reasoned_answer_what_was_found_weighs_the_most(assistant: Assistant, teacher: Teacher) -> None:
    """The other words follow from these; that the verdict does is learnt last."""
    for answer, found, verdict in (("It is light gray, so no.", "Itlightgray", "no"), ("It is light gray.", "", "")):
        lesson = teacher.lesson(Example(task="confirm", prompt=("A dog.",), reply=(answer,)), np.random.default_rng(0))
        ids, weights = lesson.chunk.ids[:, 0], lesson.chunk.weights
        for weight, wanted in ((MOST_WEIGHT, found), (VERDICT_WEIGHT, verdict)):
            assert assistant.words.decode(ids[weights == weight].tolist()).replace(" ", "") == wanted


def test_the_first_word_of_a_refusal_and_what_parts_the_labels_of_a_chart_weigh_the_most(
    assistant: Assistant, teacher: Teacher
) -> None:
    labels = tuple(Shown(f"Team {number}", 0, 0, 1, 1) for number in (3, 4, 5))
    said = "Team 3: 7, Team 4: 9, so Team 4."
    of_a_chart = Example(task="chart_more", prompt=("Which?",), reply=(said,), named=labels, printed=labels)
    refusal = Example(task="absent", prompt=("Where?",), reply=("There is no dog in here.",))
    for example, weight, heavy in (
        (of_a_chart, VERDICT_WEIGHT, slice(-2, -1)),
        (refusal, MOST_WEIGHT, slice(1)),
        (replace(of_a_chart, reply=("7",)), VERDICT_WEIGHT, slice(0)),
    ):
        lesson = teacher.lesson(example, np.random.default_rng(0))
        weighed = lesson.chunk.ids[lesson.chunk.weights == weight, 0].tolist()
        assert weighed == assistant.words.encode(str(example.reply[0]))[heavy]


def test_a_thing_weighs_as_much_where_it_is_there_as_where_it_is_not(assistant: Assistant, teacher: Teacher) -> None:
    """What "no" is to one answer, "a" is to the other: weighed less, nothing is ever found."""
    told = {"There is a car, so yes.": "a", "There is an owl, so yes.": "an", "There is no car, so no.": "no"}
    for answer, deciding in told.items():
        example = Example(task="present", prompt=("Is it there?",), reply=(answer,))
        chunk = teacher.lesson(example, np.random.default_rng(0)).chunk
        (word,) = assistant.words.encode(deciding)
        place = chunk.ids[:, 0].tolist().index(word, int(np.argmax(chunk.weights > 0)))
        assert chunk.weights[place] == MOST_WEIGHT
