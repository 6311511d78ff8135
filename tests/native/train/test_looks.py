"""Looks: from a name to its thing, from a cell to its words; and a head that is shown where to look learns it."""

from __future__ import annotations

import copy
import dataclasses
import itertools
import re
from dataclasses import replace

import numpy as np
import pytest
import torch

from sensorium.content import Audio, Image
from sensorium.native.assistant import Assistant
from sensorium.native.encoders.axes import number_of
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import Modality
from sensorium.native.tokens.vocabulary import CUE_CELL, CUE_KEY, TEXT, Special
from sensorium.native.train import lessons
from sensorium.native.train.hints import GRIDS, Hints, in_view, places_of
from sensorium.native.train.lessons import Teacher
from sensorium.native.train.looks import ACT, COPY, HEED, LOOK, OTHER, POINT, SAME, SAY, TALLY, TELL
from sensorium.native.train.looks.naming import are_words
from sensorium.native.train.loss import losses
from sensorium.native.train.taught import taught
from sensorium.native.worlds.charts import COMPARING, Charts
from sensorium.native.worlds.clips import Clips
from sensorium.native.worlds.example import Example, Shown, Utterance
from sensorium.native.worlds.judges.reading import SO, conclusion
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.tools import ToolWorld

LEFT, RIGHT = (0.0, 0.0, 0.25, 0.25), (0.5, 0.5, 0.75, 0.75)
SHOWN = (Shown("red car", *LEFT), Shown("blue tree", *RIGHT))
LEFT_CELLS, RIGHT_CELLS = {0, 1, 8, 9}, {36, 37, 44, 45}


@pytest.fixture
def teacher(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Teacher:
    monkeypatch.setattr(lessons, "either_way_round", lambda example, rng: example)
    monkeypatch.setattr(lessons, "UNCONDITIONAL_SHARE", 0.0)
    return Teacher(assistant.words, assistant.model.picture_codec, assistant.model.sound_codec)


def picture() -> Image:
    return Image(np.random.default_rng(0).integers(0, 255, (128, 128, 3), dtype=np.uint8))


def tone() -> Audio:
    return Audio(np.sin(np.arange(1600, dtype=np.float32) / 5)[None], 16_000)


def lesson(teacher: Teacher, *prompt: str | Image, reply: str = "left", shown: tuple[Shown, ...] = SHOWN) -> Packable:
    return teacher.lesson(Example(task="where", prompt=prompt, reply=(reply,), shown=shown), np.random.default_rng(0))


def cells(one: Packable) -> list[set[int]]:
    """What each look wants, in features of the picture."""
    start = one.features[0].start
    return [{place - start for place in look.wanted} for look in one.looks]


def test_a_name_after_a_picture_looks_at_its_thing_and_so_does_the_answer(teacher: Teacher) -> None:
    one = lesson(teacher, picture(), "Where is the car?")
    assert cells(one) == [LEFT_CELLS, LEFT_CELLS]
    name, answer = (look.at for look in one.looks)
    assert one.chunk.ids[name, 0] in TEXT
    assert one.chunk.ids[answer, 0] == Special.TEXT
    assert {look.kind for look in one.looks} == {LOOK}


def test_before_the_picture_only_the_answer_can_look(teacher: Teacher) -> None:
    assert cells(lesson(teacher, "Where is the blue tree?", picture())) == [RIGHT_CELLS]


def test_of_two_things_each_name_looks_at_its_own_and_the_answer_at_both(teacher: Teacher) -> None:
    one = lesson(teacher, picture(), "Is the tree left of the car?")
    assert cells(one) == [RIGHT_CELLS, LEFT_CELLS, RIGHT_CELLS, LEFT_CELLS]
    assert [look.kind for look in one.looks] == [LOOK, LOOK, LOOK, OTHER]
    assert one.looks[2].at == one.looks[3].at


def test_an_answer_looks_first_at_what_it_is_true_of(teacher: Teacher) -> None:
    asked = "On which side of the tree is the car?"
    example = Example(
        task="relation",
        prompt=(picture(), asked),
        reply=("left of",),
        shown=SHOWN,
        further=((asked, "left of"), ("Where is it?", "left"), (asked, "left of")),
        about=(("car", "blue tree"), (), ("red car",), ("tree", "car")),
    )
    one = teacher.lesson(example, np.random.default_rng(0))
    start = one.features[0].start
    opening = [
        (look.kind, {place - start for place in look.wanted})
        for look in one.looks
        if one.chunk.ids[look.at, 0] == Special.TEXT
    ]
    subject_first = [(LOOK, LEFT_CELLS), (OTHER, RIGHT_CELLS)]
    as_said = [(LOOK, RIGHT_CELLS), (OTHER, LEFT_CELLS)]
    assert opening == [*subject_first, *as_said, (LOOK, LEFT_CELLS), *as_said]


def test_an_answer_looks_before_it_names(teacher: Teacher) -> None:
    one = lesson(teacher, picture(), "What is there?", reply="a red car")
    assert cells(one) == [LEFT_CELLS]
    assert one.chunk.weights[one.looks[0].at + 1] > 0


def test_other_words_and_parts_of_names_look_nowhere(teacher: Teacher) -> None:
    assert not lesson(teacher, picture(), "Where is the red dog?", shown=(Shown("red fire truck", *LEFT),)).looks
    assert not lesson(teacher, picture(), "Where is the truck?", shown=(Shown("red fire truck", *LEFT),)).looks
    assert lesson(teacher, picture(), "Where is the fire truck?", shown=(Shown("red fire truck", *LEFT),)).looks


def test_a_cell_heeds_the_words_for_what_it_shows(teacher: Teacher, assistant: Assistant) -> None:
    drawing = Example(task="draw", prompt=("a red car and a tree",), reply=(picture(),), drawn=SHOWN)
    one = teacher.lesson(drawing, np.random.default_rng(0))
    assert {look.kind for look in one.looks} == {HEED}
    ids, seen = one.chunk.ids[:, 0], set()
    for look in one.looks:
        cell = int(one.chunk.cues[look.at, 0]) - CUE_CELL.start
        said = assistant.words.decode([int(ids[place]) for place in look.wanted])
        assert said == ("car" if cell in LEFT_CELLS else "tree")
        assert cell in LEFT_CELLS | RIGHT_CELLS
        seen.add(cell)
    assert len(seen) == len(one.looks) >= 4


def test_a_table_looks_at_the_label_the_end_of_the_value_and_the_print_that_tells_it(
    teacher: Teacher, assistant: Assistant
) -> None:
    rng, told, labelled, pointed = np.random.default_rng(1), 0, 0, 0
    for chart in itertools.islice((e for e in Charts().examples(rng, "train") if e.task == "table"), 12):
        one = teacher.lesson(chart, rng)
        ends = [look.wanted for look in one.looks if look.kind == POINT]
        pointed += len(ends)
        assert 1 <= len(set(ends)) <= len(chart.named)
        assert len(ends) > 3 * len(chart.named)  # every token of a row
        labels = [shown.text for shown in chart.named]
        for look in one.looks:
            if look.kind in (POINT, SAY):
                continue
            text = assistant.words.decode([int(one.chunk.ids[place, 0]) for place in look.wanted])
            among = labels if look.kind == LOOK else [telling for telling in chart.telling if telling]
            assert any(text.replace(" ", "") in word.replace(" ", "") * 6 for word in among)
            assert not (one.chunk.modality[list(look.wanted)] == Modality.TEXT).any()
            told, labelled = told + (look.kind == TELL), labelled + (look.kind == LOOK)
    assert told > 50
    assert labelled > 0.5 * pointed


def test_a_question_about_a_chart_looks_only_in_its_answer_at_the_label_it_names(
    teacher: Teacher, assistant: Assistant
) -> None:
    rng, read = np.random.default_rng(3), set[str]()
    for chart in itertools.islice((e for e in Charts().examples(rng, "train") if e.task == "chart_value"), 8):
        one = teacher.lesson(chart, rng)
        answers = one.chunk.weights > 0
        assert all(answers[look.at + 1] for look in one.looks)
        first = next(look for look in one.looks if look.kind == POINT)
        label = next(shown for shown in chart.named if shown.text == chart.truth["label"])
        seen = next(feature for feature in one.features if feature.kind in GRIDS and not feature.aside)
        over = places_of(in_view(label, chart), GRIDS[seen.kind])
        if (one.chunk.modality[list(first.wanted)] == Modality.IMAGE).all() and first.wanted[
            0
        ] < seen.start + seen.count:
            assert [place - seen.start for place in first.wanted] == over  # overlooked: the features themselves
            continue
        read.add(label.text)
        assert {int(cue) - CUE_CELL.start for cue in one.chunk.cues[list(first.wanted), 0]} <= set(over)
        told = assistant.words.decode(one.chunk.ids[list(first.wanted), 0].tolist())
        assert re.fullmatch(r"[\d.%]+", told.replace(" ", ""))
    assert read


def test_what_is_counted_is_looked_at_thing_by_thing(teacher: Teacher) -> None:
    rng, sizes = np.random.default_rng(5), set()
    for example in itertools.islice(Scenes(weights={"count": 1.0}).examples(rng, "train"), 12):
        example = dataclasses.replace(example, further=())
        one = teacher.lesson(example, rng)
        tally = [look for look in one.looks if look.kind == TALLY]
        *things, rest = tally
        assert len(things) == int(example.truth["answer"])
        assert rest.wanted == (0,)
        assert sum(look.weight for look in tally) == pytest.approx(1)
        assert len({look.at for look in tally}) == 1
        named = [set(look.wanted) for look in one.looks if look.kind == LOOK]
        assert set().union(*(look.wanted for look in things)) in named  # also by their plural
        sizes.add(len(things))
    assert len(sizes) > 2


def test_a_value_of_a_page_is_looked_for_by_its_row_and_column(teacher: Teacher, assistant: Assistant) -> None:
    rng, kinds = np.random.default_rng(6), set()
    for example in itertools.islice((e for e in Pages().examples(rng, "train") if e.task == "cell"), 8):
        one = teacher.lesson(example, rng)
        texts = {LOOK: {row for row, _ in example.about}, OTHER: {column for _, column in example.about}}
        texts[TELL] = {example.reply[0], *(answer for _, answer in example.further)}
        for look in one.looks:
            if look.kind == SAY:
                continue
            assert one.chunk.weights[look.at + 1] > 0
            said = assistant.words.decode([int(one.chunk.ids[place, 0]) for place in look.wanted]).replace(" ", "")
            assert any(said in str(text).replace(" ", "") * 9 for text in texts[look.kind])
            assert not (one.chunk.modality[list(look.wanted)] == Modality.TEXT).any()
            kinds.add(look.kind)
    assert kinds == {LOOK, OTHER, TELL}


def test_an_answer_points_at_its_next_word_in_the_longest_run_that_was_read(teacher: Teacher) -> None:
    rng, pointed, alone = np.random.default_rng(6), 0, 0
    for example in itertools.islice((e for e in Pages().examples(rng, "train") if e.task == "cell"), 12):
        one = teacher.lesson(example, rng)
        ids, weights = one.chunk.ids[:, 0], one.chunk.weights
        for look in one.looks:
            if look.kind == SAY:
                assert all(ids[place] == ids[look.at + 1] for place in look.wanted)
                assert weights[look.at + 1] > 0
                assert not weights[list(look.wanted)].any()
                pointed, alone = pointed + 1, alone + (len(look.wanted) == 1)
    assert pointed > 20
    assert alone > 0.5 * pointed


def test_a_call_points_at_what_the_request_said(teacher: Teacher) -> None:
    rng, pointed = np.random.default_rng(1), 0
    for example in itertools.islice((e for e in ToolWorld().examples(rng, "train") if e.tools), 40):
        one = teacher.lesson(example, rng)
        says = [look for look in one.looks if look.kind == SAY]
        assert all(one.chunk.ids[look.at + 1, 0] == one.chunk.ids[look.wanted[0], 0] for look in says)
        assert all(max(look.wanted) <= look.at for look in says)
        pointed += len(says)
    assert pointed > 20


def test_every_kind_of_look_has_a_head(assistant: Assistant, teacher: Teacher) -> None:
    rng = np.random.default_rng(2)
    page = next(e for e in Pages().examples(rng, "train") if e.task == "cell")
    film = next(iter(Clips(weights={"film": 1.0}).examples(rng, "train")))
    count = next(iter(Scenes(weights={"count": 1.0}).examples(rng, "train")))
    claim = next(iter(Scenes(weights={"confirm": 1.0}).examples(rng, "train")))
    chart = next(e for e in Charts().examples(rng, "train") if e.task == "table")
    batch = taught(pack([teacher.lesson(one, rng) for one in (page, film, count, claim, chart)]))
    found = losses(assistant.model, batch, Hints(assistant.model.config.width))
    assert set(batch.looks) <= set(found)
    assert {LOOK, SAME, POINT, TELL, TALLY, HEED, ACT, COPY, SAY} <= set(batch.looks)
    assert all(torch.isfinite(value) for value in found.values())


def test_words_of_a_scene_point_nowhere(teacher: Teacher) -> None:
    one = lesson(teacher, picture(), "Is there a red car or a blue tree?", reply="a red car")
    assert not [look for look in one.looks if look.kind == SAY]


def test_what_is_spoken_of_a_picture_is_looked_at(teacher: Teacher) -> None:
    said = Utterance("A red car.", tone(), ("ah",), (0.1,))
    example = Example(task="describe_speak", prompt=(picture(), "Say it."), reply=(said,), shown=SHOWN)
    one = teacher.lesson(example, np.random.default_rng(0))
    assert cells(one) == [LEFT_CELLS]


def test_cells_of_a_clip_heed_what_the_thing_does_wherever_it_passes(teacher: Teacher, assistant: Assistant) -> None:
    rng, seen = np.random.default_rng(4), 0
    for example in itertools.islice(Clips(weights={"film": 1.0}).examples(rng, "train"), 6):
        one = teacher.lesson(example, rng)
        forms = {shown.text for shown in example.doing}
        for look in one.looks:
            if look.kind == ACT:
                ending = " ".join(assistant.words.decode([int(one.chunk.ids[place, 0])]) for place in look.wanted)
                assert any(form.endswith(ending.split()[-1]) for form in forms)
                assert int(one.chunk.cues[look.at, 1]) > CUE_KEY.start  # the first picture shows no motion
                seen += 1
    assert seen > 50


def test_what_is_printed_or_measured_tells_the_values_of_a_chart() -> None:
    rng, kinds = np.random.default_rng(2), set()
    for _ in range(40):
        chart = Charts().chart(rng, "train")
        printed = {shown.text for shown in chart.printed}
        for value, telling in zip(chart.content.values, chart.telling, strict=True):
            number = number_of(telling)
            assert number is not None
            kinds.add(chart.content.printed)
            assert telling in printed if chart.content.printed else number == pytest.approx(value, rel=0.11)
        if not chart.content.printed:
            assert chart.telling == tuple(shown.text for shown in chart.reached)
    assert kinds == {True, False}


def test_a_head_learns_to_look_where_it_is_shown(assistant: Assistant, teacher: Teacher) -> None:
    model = copy.deepcopy(assistant.model).requires_grad_(True)
    rows = [
        lesson(teacher, picture(), f"Where is the {name}?", shown=(Shown(name, *box), Shown(other, *far)))
        for name, other in (("car", "tree"), ("tree", "car"))
        for box, far in ((LEFT, RIGHT), (RIGHT, LEFT))
    ]
    batch = taught(pack(rows))
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    found = []
    features = {"picture": told_features(rows, model.config.width)}
    model.features = lambda laid: features  # type: ignore[method-assign]
    for _ in range(25):
        loss = losses(model, batch, NoHints())[LOOK]  # type: ignore[arg-type]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        found.append(float(loss.detach()))
    assert found[-1] < 0.5 * found[0]


def test_a_cell_of_a_clip_copies_the_cell_it_comes_from(teacher: Teacher) -> None:
    """Of a motion by whole cells the codes are the same."""
    rng, seen = np.random.default_rng(8), 0
    for example in itertools.islice(Clips(weights={"film": 1.0}).examples(rng, "train"), 8):
        one = teacher.lesson(example, rng)
        for look in one.looks:
            if look.kind == COPY:
                assert max(look.wanted) <= look.at
                assert int(one.chunk.cues[look.at, 1]) > CUE_KEY.start
                if not {"spin", "grow", "shrink"} & set(example.truth["clip"].motions):
                    for place in look.wanted:
                        assert np.array_equal(one.chunk.ids[look.at + 1, :4], one.chunk.ids[place, :4])
                    seen += 1
    assert seen > 30


class NoHints:
    """Hints that teach nothing."""

    def losses(self, *_: object) -> dict[str, torch.Tensor]:
        return {}


def told_features(rows: list[Packable], width: int) -> torch.Tensor:
    """Features that differ by the name that stands there, as trained ones do."""
    torch.manual_seed(0)
    features = 0.1 * torch.randn(64 * len(rows), width)
    meaning: dict[int, torch.Tensor] = {}
    for number, row in enumerate(rows):
        for place, word in row.features[0].told:
            features[64 * number + place] += meaning.setdefault(word, torch.randn(width))
    return features


def test_what_is_not_there_is_looked_for_where_attention_rests(teacher: Teacher) -> None:
    """At the start of the sequence: by its name in the question and in the answer, and where the answer begins."""
    world, rng = Scenes(weights={"absent": 1.0}), np.random.default_rng(4)
    for example in itertools.islice(world.examples(rng, "test"), 8):
        assert example.missing[0] not in {thing.name for thing in example.truth["scene"].things}
        picture_first = tuple(sorted(example.prompt, key=lambda part: isinstance(part, str)))
        looks = teacher.lesson(dataclasses.replace(example, prompt=picture_first), rng).looks
        assert {(look.kind, look.wanted) for look in looks} == {(LOOK, (0,))}
        assert len(looks) >= 2


@pytest.mark.parametrize(
    ("asked", "answer", "found"),
    [
        ("is the car red", "It is red, so yes.", {"is": ["is"], "red": ["red"]}),
        ("is the car blue", "It is red, so no.", {"is": ["is"], "red": [""]}),
        ("is the car scarlet", "It is red, so yes.", {"is": ["is"], "red": None}),
        ("is it right of it", "It is left of it, so no.", {"left": [""], "of": ["of"], "it": ["it", "it"]}),
        ("what is it", "It is red.", {"is": None, "red": None}),
    ],
)
def test_what_is_so_looks_at_the_same_in_what_was_claimed(
    teacher: Teacher, assistant: Assistant, asked: str, answer: str, found: dict[str, list[str] | None]
) -> None:
    """At the start ("") where it was not claimed; at nothing (None) where the same may be claimed in other words."""
    one = lesson(teacher, picture(), asked, reply=answer)
    ids = one.chunk.ids[:, 0].tolist()

    def said(place: int) -> str:
        return assistant.words.decode([ids[place]]).strip() if place else ""

    looks = {said(look.at): [said(place) for place in look.wanted] for look in one.looks if look.kind == SAME}
    assert {word: looks.get(word) for word in found} == found


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_before_a_verdict_comes_the_words_on_which_it_hangs_are_looked_at(
    teacher: Teacher, assistant: Assistant, verdict: str
) -> None:
    one = lesson(teacher, picture(), "is the car red", reply=f"It is left of it, so {verdict}.")
    ids = one.chunk.ids[:, 0].tolist()
    (look,) = (look for look in one.looks if look.kind == TELL)
    hangs = assistant.words.decode([ids[place] for place in look.wanted]).split()
    assert hangs[-2:] == ["left", "it"]
    assert not {"is", "of", "so", "red"} & set(hangs)
    after = [index for index in ids[look.at + 1 :] if index in TEXT]
    assert assistant.words.decode(after).replace(" ", "") == f"{verdict}."


def test_an_answer_looks_at_what_it_is_about_until_its_end(teacher: Teacher) -> None:
    """The word that decides may be any of it: "There is a car", "There is no car"."""
    one = lesson(teacher, "Is there a car?", picture(), reply="There is a car, so yes.")
    answer = np.flatnonzero(one.chunk.weights > 0)
    words = [place for place in answer if one.chunk.ids[place, 0] in TEXT]
    assert [look.at for look in one.looks if look.kind == LOOK] == [answer[0], *words[:-1]]


def test_what_only_all_values_of_a_chart_tell_is_not_looked_up(teacher: Teacher) -> None:
    """The number of its values is not copied from a number that happens to be printed."""
    rng = np.random.default_rng(2)
    charts = Charts(weights={"chart_count": 1.0}).examples(rng, "train")
    for chart in itertools.islice(charts, 8):
        one = teacher.lesson(replace(chart, further=()), rng)
        assert not [look for look in one.looks if look.kind in (LOOK, POINT, TELL, SAY)]


@pytest.mark.parametrize("told", [0.0, 1.0])
def test_what_follows_from_values_looks_at_those_that_were_said_for_it(
    told: float, assistant: Assistant, teacher: Teacher
) -> None:
    rng = np.random.default_rng(2)
    weights = {task: 1 / 3 for task in COMPARING if task != "chart_count"}
    for chart in itertools.islice(Charts(weights=weights, told=told).examples(rng, "train"), 12):
        one = teacher.lesson(chart, rng)
        first = one.chunk.ids[:, 0]
        turns = [*np.flatnonzero(first == Special.USER), len(first)]
        answers = [str(chart.reply[0]), *(answer for _, answer in chart.further)]
        for (start, stop), answer in zip(itertools.pairwise(turns), answers, strict=True):
            weighs = (one.chunk.weights > 0) & are_words(one.chunk)
            said = start + np.flatnonzero(weighs[start:stop])
            label = conclusion(answer).rstrip(".")
            values = dict(row.rsplit(": ", 1) for row in answer.rpartition(SO)[0].split(", "))
            tail = len(assistant.words.encode(f"{label}."))
            assert len(said) > tail
            for place in said[-tail:]:
                looks = [look for look in one.looks if look.at == place - 1 and look.kind in (LOOK, POINT, TELL)]
                seen = {look.kind: assistant.words.decode(first[list(look.wanted)].tolist()) for look in looks}
                assert len(looks) == 2
                assert seen[TELL].replace(" ", "").replace(",", "") == "".join(values.values())
                assert seen[POINT] == ","
                (point,) = (look.wanted for look in looks if look.kind == POINT)
                before = assistant.words.decode(first[said[said < point[0]]].tolist())
                assert before.replace(" ", "").endswith(f":{values[label]}")


def test_a_chart_in_words_alone_is_looked_up_in_them(assistant: Assistant, teacher: Teacher) -> None:
    """Labels and values stand where they were told, and every word of both is copied from there."""
    charts = Charts(weights={"table": 1.0}, told=1.0).examples(np.random.default_rng(4), "train")
    for chart in itertools.islice(charts, 8):
        one = teacher.lesson(chart, np.random.default_rng(0))
        first, given = one.chunk.ids[:, 0], one.chunk.weights == 0
        seen: dict[str, set[str]] = {LOOK: set(), TELL: set(), SAY: set()}
        for look in one.looks:
            assert given[list(look.wanted)].all()
            seen[look.kind].add(assistant.words.decode(first[list(look.wanted)].tolist()).replace(" ", ""))
        for shown, value in zip(chart.named, chart.telling, strict=True):
            assert any(shown.text.replace(" ", "") in text for text in seen[LOOK])
            assert any(value in text for text in seen[TELL])
        said = {assistant.words.decode([token]) for token in first[~given & are_words(one.chunk)]}
        assert len(seen[SAY]) > len(said) / 2
