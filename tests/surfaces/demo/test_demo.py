"""The tour: its steps and their judges, what is kept, and a page that stands alone."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sensorium.content import Audio, Document, Image, Modality, Music, Part, Reply, Text, Usage, Video
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import Event, PartDone, ReplyDone, TextDelta
from sensorium.models.model import Abilities, Asked, Offered
from sensorium.models.native import NativeModel
from sensorium.surfaces.demo import judging, making, run, tour
from sensorium.surfaces.demo.inputs import RECORDINGS, Inputs, clouds
from sensorium.surfaces.demo.running import run_step
from sensorium.surfaces.demo.steps import (
    OPEN,
    PARTLY,
    RIGHT,
    WRONG,
    Attachment,
    Outcome,
    Ranking,
    Result,
    Search,
    Step,
    verdict_of,
)
from sensorium.surfaces.page import players
from sensorium.surfaces.page.markup import Markup, element, joined


class Writer:
    """A model that only writes, and always the same."""

    name = "writer"
    abilities = Abilities(inputs=frozenset({"text"}), outputs=frozenset({"text"}))

    def __init__(self, says: str = "nothing", stops_after: int | None = None) -> None:
        self._says, self._left = says, stops_after

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise KeyboardInterrupt
        if outputs != ("text",):
            raise UnsupportedCapability(f"{self.name} cannot make that")
        text = Text(self._says)
        yield TextDelta(text.text)
        yield PartDone("text", text)
        usage = Usage(prompt={"text": 3}, completion={"text": 2})
        yield ReplyDone(Reply(parts=(text,), usage=usage, model=self.name, settings={"seed": settings["seed"]}))

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply:
        raise NotImplementedError

    def generate_all(
        self,
        prompts: Sequence[Sequence[Asked]],
        *,
        outputs: Sequence[Modality] | None = None,
        seeds: Sequence[int] | None = None,
        **settings: object,
    ) -> Iterator[tuple[int, Reply]]:
        raise NotImplementedError

    def embed(self, *items: str | Part) -> NDArray[np.float32]:
        raise UnsupportedCapability("no embeddings")

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        return {"text": 3}


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step | Search]:
    return tour.own(Inputs(tmp_path_factory.mktemp("tour")), seed=7)


def reply(*parts: Part) -> Reply:
    return Reply(parts=parts, usage=Usage(prompt={}, completion={}), model="none")


# The steps.


def test_every_modality_goes_in_and_out(steps: list[Step | Search]) -> None:
    asked = [one for one in steps if isinstance(one, Step)]
    kinds = {type(given.part) for one in asked for given in one.attachments}
    assert kinds == {Image, Audio, Video, Document, Music}
    made = {output for one in asked for output in one.outputs}
    assert made == {"text", "image", "speech", "sound", "music", "video"}
    assert any(one.prompt[1:] == (making.SENTENCE,) and one.outputs == ("text", "video", "music") for one in asked)
    assert sum(isinstance(one, Search) for one in steps) == 1


def test_names_are_unique_so_that_no_file_is_lost(steps: list[Step | Search]) -> None:
    names = [one.name for one in steps]
    assert len(set(names)) == len(names)


def test_the_right_words_are_judged_better_than_others(steps: list[Step | Search]) -> None:
    def verdict(step: Step, words: str) -> str:
        assert step.judge is not None
        return Outcome(step=step, duration_s=1.0, judgement=step.judge(reply(Text(words)))).verdict

    asked = [one for one in steps if isinstance(one, Step) and one.outputs == ("text",)]
    known = [one for one in asked if one.chapter != making.OUTSIDE]
    assert len(known) > 10
    assert all(verdict(one, one.wanted) in (RIGHT, PARTLY) for one in known)
    assert sum(verdict(one, one.wanted) == RIGHT for one in known) >= len(known) - 1
    assert all(verdict(one, "quite something else") in (WRONG, PARTLY) for one in known)


def test_naming_what_is_not_there_is_wrong(steps: list[Step | Search]) -> None:
    (step,) = [one for one in steps if one.name == "clouds-seen"]
    assert isinstance(step, Step)
    assert step.judge is not None
    for words, share in (
        ("A dog.", 0.0),
        ("Not a dog.", 0.0),
        ("smart", 0.0),
        ("There is nothing to see.", 1.0),
        ("", 0.0),
    ):
        assert [mark.share for mark in step.judge(reply(Text(words))).marks] == [share]


def test_an_empty_picture_is_judged_wrong(steps: list[Step | Search]) -> None:
    (step,) = [one for one in steps if one.name == "drawing"]
    assert isinstance(step, Step)
    assert step.judge is not None
    judged = step.judge(reply(Image(np.full((64, 64, 3), 255, np.uint8))))
    assert [mark.share for mark in judged.marks] == [0.0, 0.0]
    assert "nothing on a white ground" in judged.seen


def test_another_seed_draws_other_cases_and_the_same_the_same(tmp_path: Path, steps: list[Step | Search]) -> None:
    def wanted(found: Sequence[Step | Search]) -> list[str]:
        return [one.wanted for one in found if isinstance(one, Step)]

    assert wanted(tour.own(Inputs(tmp_path / "a"), seed=7)) == wanted(steps)
    assert wanted(tour.own(Inputs(tmp_path / "b"), seed=8)) != wanted(steps)


@pytest.mark.parametrize("name", list(RECORDINGS))
def test_recordings_can_be_heard(tmp_path: Path, name: str) -> None:
    part = Inputs(tmp_path).recording(name).part
    assert isinstance(part, Audio)
    assert 1.0 < part.duration_s < 4.0
    assert np.abs(part.samples).max() > 0.1


def test_clouds_are_rough_at_every_size() -> None:
    pixels = clouds(np.random.default_rng(0))
    assert pixels.shape == (128, 128, 3)
    assert pixels.min() < 30
    assert pixels.max() > 225
    assert len(np.unique(pixels)) > 200


# Files of the user.


PARTS: list[tuple[Part, list[str]]] = [
    (Image(np.zeros((100, 100, 3), np.uint8)), ["Describe the picture.", "What is in this photo?", "Read the page."]),
    (Image(np.zeros((20, 100, 3), np.uint8)), ["Read the text."]),
    (Audio(np.zeros((1, 16_000), np.float32), 16_000), ["What is said?", "What sound is this?"]),
    (
        Video(np.zeros((2, 8, 8, 3), np.uint8), np.array([0.0, 0.5]), 1.0),
        ["What happens in the clip?", "How does it move?"],
    ),
    (Music("X:1\nK:C\nCDEF|"), ["What kind of tune is this?"]),
]


@pytest.mark.parametrize(("part", "asked"), PARTS, ids=lambda value: type(value).__name__)
def test_questions_suit_the_kind_of_file(part: Part, asked: list[str]) -> None:
    steps = list(tour.questions(Attachment(name="a", part=part), 1))
    assert [step.words for step in steps] == asked
    assert all(step.judge is None and step.outputs == ("text",) for step in steps)


def test_a_visit_films_the_first_picture_of_the_user(tmp_path: Path) -> None:
    files = [Attachment(name="tone.wav", part=PARTS[2][0]), Attachment(name="cat.png", part=PARTS[0][0])]
    steps = tour.visit(files, Inputs(tmp_path), seed=1)
    (omni,) = [one for one in steps if isinstance(one, Step) and one.chapter == making.OMNI]
    assert omni.attachments == (files[1],)
    assert {output for one in steps if isinstance(one, Step) for output in one.outputs} >= {"speech", "music", "sound"}


def test_a_file_that_cannot_be_read_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    with pytest.raises(InvalidInput):
        run([str(broken)], tmp_path / "out", model=Writer(), seed=1, say=lambda _: None)
    assert not (tmp_path / "out" / "index.html").exists()


# The run.


def test_what_a_model_cannot_do_is_part_of_the_page(tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    Image(np.zeros((32, 32, 3), np.uint8)).save(picture)
    said: list[str] = []
    path = run([str(picture)], tmp_path / "out", model=Writer("a cat"), seed=1, say=said.append)
    page = path.read_text(encoding="utf-8")
    assert page.count("writer cannot make that") == 7  # six things to make, and the omni sentence
    assert "Nobody told us what is right" in page
    assert (tmp_path / "out" / "outputs" / "yours-1-1.txt").read_text() == "a cat"
    assert sum("a cat" in line for line in said) == 3


def test_a_tour_that_is_stopped_leaves_what_it_has_shown(tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    Image(np.zeros((32, 32, 3), np.uint8)).save(picture)
    with pytest.raises(KeyboardInterrupt):
        run([str(picture)], tmp_path, model=Writer("a cat", stops_after=2), seed=1, say=lambda _: None)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "The tour has come to step 2 of 10" in page
    assert page.count('class="card"') == 2


def test_an_unknown_failure_passes_through(tmp_path: Path) -> None:
    class Broken(Writer):
        def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
            raise RuntimeError("a defect")

    step = Step(chapter="c", title="t", name="n", prompt=("hello",), outputs=("text",))
    with pytest.raises(RuntimeError, match="a defect"):
        run_step(step, Broken(), 1, tmp_path)


@pytest.mark.slow
def test_files_are_kept_beside_the_page(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["omni"].files == ["omni.txt", "omni.mp4", "omni.abc", "omni.mid", "omni.svg", "omni.wav"]
    assert outcomes["drawing"].files == ["drawing.png"]
    assert outcomes["speech"].files == ["speech.wav"]


def test_tokens_are_counted_before_and_billed_after(outcomes: dict[str, Outcome]) -> None:
    for outcome in outcomes.values():
        assert outcome.reply is not None
        assert outcome.counted == outcome.reply.usage.prompt


def test_pieces_of_a_reply_come_in_order(outcomes: dict[str, Outcome]) -> None:
    moments = outcomes["omni"].moments
    assert [moment.what for moment in moments if moment.done] == ["text", "video", "music"]
    assert [moment.at_s for moment in moments] == sorted(moment.at_s for moment in moments)
    assert len(outcomes["drawing"].sketches) == 3


@pytest.mark.slow
def test_the_whole_tour(tmp_path: Path, model: NativeModel, steps: list[Step | Search]) -> None:
    said: list[str] = []
    path = run([], tmp_path, model=model, seed=7, say=said.append)
    page = path.read_text(encoding="utf-8")
    assert page.count('class="card"') == len(steps)
    assert "The tour has come to" not in page
    assert len(said) == 1 + 2 * len(steps)
    assert {file.name for file in (tmp_path / "outputs").iterdir()} >= {
        "drawing.png",
        "film.mp4",
        "tune.mid",
        "spoken.wav",
    }


# Verdicts.


@pytest.mark.parametrize(
    ("shares", "verdict"), [([], OPEN), ([1.0], RIGHT), ([0.0], WRONG), ([1.0, 0.0], PARTLY), ([0.4], PARTLY)]
)
def test_verdicts(shares: list[float], verdict: str) -> None:
    assert verdict_of(shares) == verdict


@pytest.mark.parametrize(("found", "verdict"), [(4, RIGHT), (2, PARTLY), (1, WRONG), (0, WRONG)])
def test_a_search_no_better_than_chance_is_wrong(found: int, verdict: str) -> None:
    scores = np.roll(np.eye(4, dtype=np.float32), 1, axis=1)
    scores[:found] = np.eye(4, dtype=np.float32)[:found]
    search = Search(chapter="c", title="t", name="n", pictures=(), captions=("a", "b", "c", "d"))
    ranking = Ranking(step=search, duration_s=1.0, scores=scores)
    assert ranking.ranks.count(1) == found
    assert ranking.verdict == verdict


@pytest.mark.parametrize("score", [0.5, np.nan])
def test_who_tells_nothing_apart_finds_nothing(score: float) -> None:
    search = Search(chapter="c", title="t", name="n", pictures=(), captions=("a", "b", "c", "d"))
    ranking = Ranking(step=search, duration_s=1.0, scores=np.full((4, 4), score, np.float32))
    assert ranking.ranks == [4] * 4
    assert ranking.verdict == WRONG


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("I cannot tell.", RIGHT), ("No dog.", WRONG), ("No, there are two dogs.", WRONG), ("A dog.", WRONG)],
)
def test_who_names_what_is_not_there_does_not_decline(answer: str, verdict: str) -> None:
    assert verdict_of([mark.share for mark in judging.declines(said(answer)).marks]) == verdict


@pytest.mark.parametrize(("answer", "verdict"), [("It is Paris.", RIGHT), ("In comparison", WRONG), ("", WRONG)])
def test_a_word_is_said_as_a_word(answer: str, verdict: str) -> None:
    assert verdict_of([mark.share for mark in judging.says("Paris")(said(answer)).marks]) == verdict


def said(words: str) -> Reply:
    return Reply(parts=(Text(words),), usage=Usage(prompt={}, completion={}), model="m")


# The page.


class Links(HTMLParser):
    """Every address that a page mentions, and whether its elements are closed in order."""

    VOID = frozenset({"meta", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for key, value in attrs if key in ("src", "href", "action", "poster") and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_stands_alone(page_path: Path) -> None:
    links = Links()
    links.feed(page_path.read_text(encoding="utf-8"))
    assert links.open == []
    outside = [address for address in links.addresses if not re.match(r"data:|#|outputs/[\w.-]+$", address)]
    assert outside == []
    assert len(links.addresses) > 20


def test_only_its_own_style_and_script_may_run(page_path: Path) -> None:
    page = page_path.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = html.unescape(policy[1])
    assert rules.startswith("default-src 'none'; img-src data:; media-src data:; ")
    for name in ("style", "script"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in rules
    assert not re.search(r"<[^>]* (style|on\w+)=", page)


def test_of_a_long_sound_the_beginning_is_played() -> None:
    long = Audio(np.zeros((1, 8_000 * 100), np.float32), 8_000)
    shown = players.sound(long, "silence")
    assert "the first 60 s of 100 s" in shown
    address = re.search(r'src="(data:audio/mpeg[^"]*)"', shown)
    assert address is not None
    assert Audio.open(address[1]).duration_s == pytest.approx(60, abs=0.2)


def test_nothing_from_outside_becomes_markup(page_path: Path) -> None:
    page = page_path.read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<i>seen" not in page
    assert "inputs/<b>" not in page


def test_the_codes_in_the_page_are_those_of_the_trace(page_path: Path, outcomes: dict[str, Outcome]) -> None:
    page = page_path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="codes">(.*?)</script>', page)
    assert found is not None
    data = json.loads(found[1])
    drawing, speech = outcomes["drawing"].trace, outcomes["speech"].trace
    assert drawing is not None
    assert speech is not None
    assert data["parts"]["2-0"]["cells"] == [drawing.segments()[0].cells.tolist()]
    sound = data["parts"]["3-0"]
    assert len(sound["pointer"]) == len(sound["frames"]) == len(speech.segments()[0].frames)
    assert sound["pointer"][0] == 0
    assert sound["pointer"][-1] + sound["advances"][-1] == len(sound["phones"])
    assert set(data["parts"]) == {"2-0", "3-0", "4-1", "5-0"}


def test_a_search_is_shown_with_every_cosine(results: list[Result], page_path: Path) -> None:
    ranking = results[-1]
    assert isinstance(ranking, Ranking)
    assert ranking.scores is not None
    page = page_path.read_text(encoding="utf-8")
    assert all(f">{score:.2f}</td>" in page for score in ranking.scores.ravel())


def test_markup_escapes_what_is_not_markup() -> None:
    assert element("p", "<b>", Markup("<i>x</i>"), class_='a"b', hidden=True, id=None) == (
        '<p class="a&quot;b" hidden>&lt;b&gt;<i>x</i></p>'
    )
    assert element("img", src="data:,", data_key=0) == '<img src="data:," data-key="0">'
    assert joined(["a&", None, Markup("&amp;"), ""], ", ") == "a&amp;, &amp;"
