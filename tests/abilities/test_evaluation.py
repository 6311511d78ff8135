"""The judges: right replies score near one, replies to other cases score chance, intervals cover."""

from __future__ import annotations

import shutil
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from sensorium.abilities.evaluation import scores
from sensorium.abilities.evaluation.coded import through_codec
from sensorium.abilities.evaluation.copying import NEW, NOT_COPIED
from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction
from sensorium.abilities.evaluation.intervals import against, clustered, figure
from sensorium.abilities.evaluation.retrieval import Search, recall
from sensorium.abilities.evaluation.run import cases_of, evaluate, judge
from sensorium.content import Audio, Image, Part, Reply, Text, Usage, Video
from sensorium.errors import InvalidInput
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.train.sources import Worlds, open_worlds
from sensorium.native.worlds.example import Example, Utterance
from sensorium.native.worlds.speech import SpeechWorld
from sensorium.native.worlds.speech.sentences import sentences
from sensorium.native.worlds.speech.synthesizers import Flite

GENERATED = ("scenes", "clips", "lines", "pages", "charts", "blocks", "sounds", "tunes")
NUM_CASES = 4
FAIR = [d for d in DIRECTIONS if d.world in GENERATED and isinstance(d, Direction)]


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    return open_worlds(data=None)


def right_reply(case: Example) -> Reply:
    """What a perfect model would answer."""
    parts: list[Part] = []
    for part in case.reply:
        if isinstance(part, str):
            parts.append(Text(part))
        else:
            parts.append(part.audio if isinstance(part, Utterance) else part)
    return Reply(parts=tuple(parts), usage=Usage(prompt={}, completion={}), model="oracle")


@pytest.mark.parametrize("direction", FAIR, ids=lambda d: d.name)
def test_right_replies_score_and_others_do_not(direction: Direction, worlds: Worlds) -> None:
    cases = list(cases_of(direction, worlds, NUM_CASES))
    assert len(cases) == NUM_CASES
    replies = [right_reply(case) for case in cases]
    for row in judge(direction, cases, replies):
        assert row.figure.mean >= 0.9, row
    shifted = [*replies[1:], replies[0]]
    own = [row.figure.mean for row in judge(direction, cases, replies)]
    other = [row.figure.mean for row in judge(direction, cases, shifted)]
    assert sum(other) < sum(own), "the judge does not tell a right reply from a wrong one"


def test_commas_and_figures_are_nothing_that_a_recogniser_could_hear(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ear:
        def hear(self, samples: np.ndarray) -> str:
            return "yes there are two dogs"

    ear = Ear()
    monkeypatch.setattr(scores, "recogniser", lambda: ear)
    noise = Audio(np.full((1, 16_000), 0.1, np.float32), 16_000)
    case = Example(task="speak", prompt=("Say it.",), reply=(Utterance("Yes, there are 2 dogs.", noise, (), ()),))
    assert scores.said(Reply(parts=(noise,), usage=Usage(prompt={}, completion={}), model="x"), case) == {
        "words heard": 1.0
    }
    assert scores.said(Reply(parts=(), usage=Usage(prompt={}, completion={}), model="x"), case) == {"words heard": 0.0}


def test_a_slot_that_is_missing_does_not_make_the_one_before_it_wrong() -> None:
    case = Example(task="order", prompt=("",), reply=("orderDrink size=small, milk=oat, roast=dark",))
    judged = scores.ordered(
        Reply(parts=(Text("orderDrink size=small, milk=oat"),), usage=Usage(prompt={}, completion={}), model="x"), case
    )
    assert judged == {"words right": 0.75, "all right": 0.0}


@pytest.mark.parametrize("num_samples", [0, 16_000])
def test_speech_is_judged_by_an_outside_recogniser(num_samples: int) -> None:
    direction = next(d for d in DIRECTIONS if d.task == "speak" and isinstance(d, Direction))
    silence = Audio(np.zeros((1, num_samples), np.float32), 16_000)
    said = Utterance("hello there", silence, ("hh",), (1.0,))
    case = Example(task="speak", prompt=("Say hello there.",), reply=(said,))
    scores = direction.score(right_reply(case), case)
    assert scores == {"words heard": 0.0}


@pytest.mark.parametrize("num_samples", [800, 16_000])
def test_a_short_or_silent_sound_is_wrong_and_no_error(num_samples: int) -> None:
    direction = next(d for d in DIRECTIONS if d.task == "sound")
    silence = Audio(np.zeros((1, num_samples), np.float32), 16_000)
    case = Example(task="sound", prompt=("Make a beep.",), reply=(silence,), truth={"name": "a beep"})
    assert direction.score(right_reply(case), case) == {"right sound": 0.0}


def test_a_direction_asks_only_for_the_cases_it_wants(worlds: Worlds) -> None:
    by_name = {direction.name: direction for direction in DIRECTIONS}
    few = cases_of(by_name["words → picture of 1–2 things"], worlds, NUM_CASES)
    many = cases_of(by_name["words → picture of 3–4 things"], worlds, NUM_CASES)
    assert {len(case.truth["scene"].things) for case in few} <= {1, 2}
    assert {len(case.truth["scene"].things) for case in many} <= {3, 4}


@pytest.mark.parametrize(
    ("answer", "right", "right_class"),
    [
        ("Royal Gala apple.", 1.0, 1.0),
        ("Pink Lady apple", 0.0, 1.0),
        ("Apple juice", 0.0, 0.0),
        ("lemon", 0.0, 0.0),
        ("pineapple", 0.0, 0.0),
    ],
)
def test_a_grocery_may_be_right_in_its_class_alone(answer: str, right: float, right_class: float) -> None:
    direction = next(d for d in DIRECTIONS if isinstance(d, Direction) and d.set_name == "grocery_photos")
    case = Example(task="photo", prompt=("What is it?",), reply=("royal gala apple",), truth={"coarse": "apple"})
    reply = Reply(parts=(Text(answer),), usage=Usage(prompt={}, completion={}), model="oracle")
    assert direction.score(reply, case) == {"right": right, "right class": right_class}


@pytest.mark.parametrize(
    ("answer", "of_milk", "of_oat_milk"), [("Arla standard milk", 1.0, 0.0), ("oat milk", 0.0, 1.0)]
)
def test_oat_milk_is_a_class_of_its_own(answer: str, of_milk: float, of_oat_milk: float) -> None:
    reply = Reply(parts=(Text(answer),), usage=Usage(prompt={}, completion={}), model="oracle")
    found = [
        scores.grocery(reply, Example(task="photo", prompt=(), reply=("what it is",), truth={"coarse": coarse}))
        for coarse in ("milk", "oat milk")
    ]
    assert [one["right class"] for one in found] == [of_milk, of_oat_milk]


@pytest.mark.parametrize(
    ("answer", "named"),
    [("A red dog beside two cars.", 1.0), ("a hot dog beside a carrot", 0.0), ("a caterpillar and a car", 0.5)],
)
def test_a_thing_is_named_by_its_whole_name(answer: str, named: float) -> None:
    things = (SimpleNamespace(name="dog"), SimpleNamespace(name="car"))
    truth = {"scene": SimpleNamespace(things=things)}
    case = Example(task="describe", prompt=(), reply=("a red dog left of a red car",), truth=truth)
    reply = Reply(parts=(Text(answer),), usage=Usage(prompt={}, completion={}), model="oracle")
    assert scores.described(reply, case)["things named"] == named


def test_a_colour_is_right_on_the_thing_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A red car and a blue dog are no blue car and red dog."""
    things = (SimpleNamespace(name="car", colour="red"), SimpleNamespace(name="dog", colour="blue"))
    other = (SimpleNamespace(name="car", colour="blue"), SimpleNamespace(name="dog", colour="red"))
    case = Example(task="draw", prompt=(), reply=(), truth={"scene": SimpleNamespace(things=things)})
    reply = Reply(parts=(_printed(""),), usage=Usage(prompt={}, completion={}), model="oracle")
    for seen, right in ((things, 1.0), (other, 0.0), (things[:1], 0.5)):
        monkeypatch.setattr(scores, "see", lambda *_, seen=seen: SimpleNamespace(things=seen))
        assert scores.drawn(reply, case)["right colours"] == right


@pytest.mark.parametrize(
    ("answer", "right"),
    [("left 1, middle 0, right 2: True.", 1.0), ("true", 1.0), ("true: no", 0.0), ("", 0.0)],
)
def test_a_verdict_is_the_last_word_whatever_its_reasons(answer: str, right: float) -> None:
    direction = next(d for d in DIRECTIONS if isinstance(d, Direction) and d.set_name == "nlvr")
    case = Example(task="nlvr", prompt=("There are three. Does that hold?",), reply=("true",))
    reply = Reply(parts=(Text(answer),), usage=Usage(prompt={}, completion={}), model="oracle")
    assert direction.score(reply, case) == {"right": right}


@pytest.mark.parametrize(
    ("world", "task", "engine"),
    [
        pytest.param("lines", "read", "tesseract", marks=pytest.mark.system("tesseract")),
        ("speech", "speak", "the voice learnt from"),
    ],
)
def test_outside_engines_stand_beside_a_figure(world: str, task: str, engine: str) -> None:
    direction = next(d for d in DIRECTIONS if isinstance(d, Direction) and (d.world, d.task) == (world, task))
    beep = Audio(np.sin(np.arange(16_000) / 5, dtype=np.float32)[None], 16_000)
    told: dict[str, Example] = {
        "tesseract": Example(task=task, prompt=(_printed("HELLO"), "Read this."), reply=("HELLO",)),
        "the voice learnt from": Example(
            task=task, prompt=("Say no.",), reply=(Utterance("no", beep, ("n", "ow"), (0.5, 1.0)),)
        ),
    }
    case = told[engine]
    (row,) = judge(direction, [case, case], [right_reply(case)] * 2)
    assert set(row.beside) == {engine}
    assert row.others.startswith(engine)
    assert (row.beside[engine].mean == 1.0) == (engine == "tesseract")  # nobody hears a word in a beep


def test_what_comes_back_from_the_codec_stands_beside_it(worlds: Worlds, tiny: NativeModel) -> None:
    direction = next(d for d in DIRECTIONS if d.name == "picture → clip" and isinstance(d, Direction))
    cases = list(cases_of(direction, worlds, 2))
    rows = list(judge(direction, cases, [right_reply(case) for case in cases], tiny))
    assert [row.measure for row in rows] == ["starts from the picture", "continues the picture", "right motion"]
    for row in rows:
        assert row.figure.mean == 1.0
        assert set(row.beside) == {"the right clip in our codec"}
    assert (
        rows[1].beside["the right clip in our codec"].mean == 0.0
    )  # the codes of the tiny model are colours at random
    assert all(not row.beside for row in judge(direction, cases, [right_reply(case) for case in cases]))


def test_sounds_and_clips_come_back_as_long_as_they_were(worlds: Worlds, tiny: NativeModel) -> None:
    clip = next(part for case in cases_of(_named("words → clip"), worlds, 1) for part in case.reply)
    assert isinstance(clip, Video)
    again = through_codec(clip, tiny.assistant.model)
    assert isinstance(again, Video)
    assert (len(again.frames), again.duration_s) == (len(clip.frames), clip.duration_s)
    beep = Audio(np.sin(np.arange(16_000) / 5, dtype=np.float32)[None], 16_000)
    said = through_codec(beep, tiny.assistant.model)
    assert isinstance(said, Audio)
    assert said.duration_s == pytest.approx(1.0, abs=0.08)
    with pytest.raises(InvalidInput, match="without samples"):
        through_codec(Audio(np.zeros((1, 0), np.float32), 16_000), tiny.assistant.model)


def test_a_clip_that_starts_right_and_loses_its_thing_does_not_continue(worlds: Worlds) -> None:
    direction = _named("picture → clip")
    cases = list(cases_of(direction, worlds, 4))
    replies = [_going_over(*both) for both in zip(cases, [*cases[1:], cases[0]], strict=True)]
    figures = {row.measure: row.figure.mean for row in judge(direction, cases, replies)}
    assert figures["starts from the picture"] == 1.0
    assert figures["continues the picture"] == 0.0


@pytest.mark.slow
@pytest.mark.system("flite")
def test_speech_is_judged_with_the_grammar_and_without() -> None:
    pytest.importorskip("pocketsphinx")
    direction = _named("words → speech of scenes and numbers")
    told = [Flite("rms").say(text) for text in ("Five big dinosaurs on a black ground.", "The answer is 31.")]
    cases = [
        Example(task="speak", prompt=("Say it.",), reply=(one,), truth={"text": one.text}) for one in (*told, *told)
    ]
    assert all(map(direction.wanted, cases))
    assert not direction.wanted(replace(cases[0], truth={"text": "A cup of tea, please."}))
    with_grammar, without = judge(direction, cases[:2], [right_reply(case) for case in cases[:2]])
    assert (with_grammar.measure, without.measure) == ("words heard with the grammar", "words heard")
    assert with_grammar.figure.mean > 0.8
    assert with_grammar.figure.chance < 0.4
    assert with_grammar.beside["the voice learnt from"].mean == with_grammar.figure.mean


def test_cases_with_the_same_words_are_asked_once() -> None:
    direction = _named("words → speech of scenes and numbers")
    silence = Audio(np.zeros((1, 16_000), np.float32), 16_000)
    texts = [text for text, _ in zip(sentences(np.random.default_rng(0), "test", "digits"), range(9), strict=False)]
    spoken = [Utterance(text, silence, ("hh",), (1.0,)) for text in texts]
    worlds = Worlds(worlds={"speech": SpeechWorld(spoken, spoken)})
    asked = [case.truth["text"] for case in cases_of(direction, worlds, 50)]
    assert sorted(asked) == sorted(set(texts))


@pytest.mark.slow
def test_without_the_grammar_random_weights_write_no_tune(worlds: Worlds, tiny: NativeModel) -> None:
    pytest.importorskip("symusic")
    names = ("words → tune", "words → tune without the grammar")
    rows = list(evaluate(tiny, worlds, 2, directions=[_named(name) for name in names]))
    figures = {(row.direction, row.measure): row.figure.mean for row in rows}
    assert figures["words → tune", "parses, bars add up"] == 1.0
    assert figures["words → tune without the grammar", "parses, bars add up"] == 0.0
    assert {measure for _, measure in figures} == {"as asked", "parses, bars add up", NEW, NOT_COPIED}
    other = cast(Model, SimpleNamespace(name="hosted", abilities=tiny.abilities))
    assert list(evaluate(other, worlds, 2, directions=[_named(names[1])])) == []


def _going_over(case: Example, other: Example) -> Reply:
    """The right clip of one case, which becomes that of another in the middle."""
    reply, after = right_reply(case), right_reply(other)
    assert reply.video is not None
    assert after.video is not None
    frames = np.concatenate([reply.video.frames[:8], after.video.frames[8:]])
    return replace(reply, parts=(replace(reply.video, frames=frames),))


def _named(name: str) -> Direction:
    return next(d for d in DIRECTIONS if isinstance(d, Direction) and d.name == name)


def test_an_engine_that_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    direction = next(d for d in DIRECTIONS if isinstance(d, Direction) and d.world == "lines")
    case = Example(task="read", prompt=(_printed("HELLO"), "Read this."), reply=("HELLO",))
    (row,) = judge(direction, [case, case], [right_reply(case)] * 2)
    assert row.beside == {}
    assert row.others == ""


def _printed(text: str) -> Image:
    sheet = Pillow.new("RGB", (240, 60), "white")
    ImageDraw.Draw(sheet).text((20, 10), text, fill="black", font=ImageFont.load_default(30))
    return Image(np.asarray(sheet))


def test_every_direction_has_a_name_of_its_own() -> None:
    names = [direction.name for direction in DIRECTIONS]
    assert len(set(names)) == len(names)


def test_intervals_hold_the_mean_and_narrow_with_cases() -> None:
    few, many = figure([1, 0, 1, 1], 0.5), figure([1, 0, 1, 1] * 50, 0.5)
    assert few.low < few.mean < few.high
    assert many.high - many.low < few.high - few.low
    assert many.above_chance
    assert not few.above_chance


@pytest.mark.parametrize("count", [8, 48, 60, 200])
def test_never_right_is_not_above_chance(count: int) -> None:
    never, always = figure([0.0] * count, 0.0), figure([1.0] * count, 0.0)
    assert never.low == 0.0
    assert not never.above_chance
    assert always.high == 1.0
    assert always.above_chance


@pytest.mark.parametrize("num_answers", [2, 4, 10])
def test_guesses_are_seldom_above_chance_that_was_measured(num_answers: int) -> None:
    """Chance is as uncertain as the figure: by its mean alone a guesser would be above it one time in ten."""
    rng = np.random.default_rng(0)
    truths, guesses = rng.integers(0, num_answers, (2, 400, 50))
    rows = zip(truths == guesses, np.roll(truths, -1, axis=1) == guesses, strict=True)
    above = [against(own.astype(float).tolist(), others.astype(float).tolist()).above_chance for own, others in rows]
    assert np.mean(above) <= 0.05
    assert against([1.0] * 20 + [0.0] * 10, [1.0, 0.0, 0.0] * 10).above_chance


def test_cases_that_go_well_together_are_fewer_than_they_seem() -> None:
    """Ten documents of eight questions each, of which a document gets all or none: ten answers, not eighty."""
    rights, documents = np.repeat([1.0, 0.0], [48, 32]).tolist(), [number // 8 for number in range(80)]
    together, ten = clustered(rights, 0.0, documents), figure([1.0] * 6 + [0.0] * 4, 0.0)
    assert (together.mean, together.num_cases) == (ten.mean, 80)
    assert (together.low, together.high) == pytest.approx((ten.low, ten.high), abs=0.02)
    alone, plain = clustered(rights, 0.0, range(80)), figure(rights, 0.0)
    assert (alone.low, alone.high) == pytest.approx((plain.low, plain.high), abs=0.002)
    assert clustered([1.0] * 80, 0.0, documents) == figure([1.0] * 80, 0.0)


def test_intervals_of_graded_scores_are_resampled() -> None:
    rng = np.random.default_rng(0)
    found = figure(rng.uniform(0.4, 0.6, 100).tolist(), 0.2)
    assert 0.4 < found.low < found.mean < found.high < 0.6


def test_all_right_is_not_certainty() -> None:
    assert figure([1.0] * 10, 0.0).low < 0.8


def test_search_scores_a_perfect_space_and_a_blind_one(worlds: Worlds) -> None:
    search = next(d for d in DIRECTIONS if isinstance(d, Search) and d.world == "scenes")
    cases = list(cases_of(search, worlds, 12))
    words = [case.reply[0] for case in cases]
    for blind in (False, True):
        rows = list(recall(search, _Space(words, blind=blind), cases))
        assert all((row.figure.mean == 1.0) != blind for row in rows)
        assert all(row.figure.chance < 0.2 for row in rows)


class _Space:
    """Embeds the words of a list, and the media in its order, at the same corners; blind, everything at one."""

    def __init__(self, words: list[object], *, blind: bool) -> None:
        self.words, self.blind = words, blind

    def embed(self, *items: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        places = [self.words.index(item) if isinstance(item, str) else at for at, item in enumerate(items)]
        return np.eye(len(self.words), dtype=np.float32)[[0] * len(items) if self.blind else places]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("It is red, so no.", 1.0),
        ("No.", 1.0),
        ("no, there is no cat", 1.0),
        ("There is no dog, so yes.", 0.0),
        ("Yes and no.", 0.0),
        ("There is no dog.", 1.0),
        ("It is known.", 0.0),
    ],
)
def test_yes_and_no_are_told_apart_whatever_stands_beside_them(said: str, right: float) -> None:
    case = Example(task="present", prompt=("Is there a dog?",), reply=("There is no dog, so no.",))
    reply = Reply(parts=(Text(said),), usage=Usage(prompt={}, completion={}), model="oracle")
    assert scores.yes_or_no(reply, case) == {"right": right}


def test_to_deny_a_thing_is_no_answer_to_what_it_looks_like() -> None:
    case = Example(task="confirm", prompt=("Is the dog red?",), reply=("It is blue, so no.",))
    reply = Reply(parts=(Text("There is no dog."),), usage=Usage(prompt={}, completion={}), model="oracle")
    assert scores.yes_or_no(reply, case) == {"right": 0.0}


@pytest.mark.parametrize(
    ("told", "right"),
    [
        ("Fox: 40, Owl: 30, so Fox.", 1.0),
        ("fox", 1.0),
        ("Fox: 20, Owl: 10, so Fox.", 1.0),  # what it comes to is judged here
        ("Fox: 40, Owl: 30, so Owl.", 0.0),
        ("Fox: 40, Owl: 30.", 0.0),
        ("", 0.0),
    ],
)
def test_a_comparison_is_judged_by_what_it_comes_to(told: str, right: float) -> None:
    case = Example(task="chart_more", prompt=(), reply=("Fox: 41, Owl: 30, so Fox.",))
    reply = Reply(parts=(Text(told),), usage=Usage(prompt={}, completion={}), model="x")
    assert scores.concluded(reply, case) == {"right": right}
