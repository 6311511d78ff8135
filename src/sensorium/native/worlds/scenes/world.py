"""Scenes as a world: pictures described, questioned and drawn, and scenes that are only spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sensorium.content import Image
from sensorium.native.worlds import phrases
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.example import Example, Shown, Split
from sensorium.native.worlds.scenes import words
from sensorium.native.worlds.scenes.loose import loosened, some_side_px
from sensorium.native.worlds.scenes.otherwise import drawn_otherwise
from sensorium.native.worlds.scenes.questions import CLAIM, KINDS, Question, fits, question
from sensorium.native.worlds.scenes.sampling import Kind, Layout, SceneSampler, pick, weighted
from sensorium.native.worlds.scenes.scene import Scene
from sensorium.native.worlds.scenes.ways import in_other_words

WEIGHTS: Mapping[str, float] = {  # of what is asked first; most questions come as further ones
    "describe": 3.0,
    "what": 2.5,
    "count": 2.0,
    "colour": 1.0,
    "where": 2.5,
    "relation": 2.5,
    "draw": 7.0,
    "imagine": 0.5,
}
DRAWN_KINDS: Mapping[Split, tuple[Kind, ...]] = {  # training has more of what is harder
    "train": ("single", "single", "pair", "pair", "pair", "several", "several", "count"),
    "test": ("single", "single", "single", "pair", "pair", "several", "count"),
}
HARDER: Mapping[str, tuple[Kind, ...]] = {"count": ("count", "mixed", "mixed")}
"""Scenes that training has more of, by what is asked: to count some among others takes longest to learn."""
IMAGINED_TASKS = ("colour", "where", "relation", "count")
PLAIN_SHARE = 0.3  # of drawings asked for by the bare description
FURTHER_TASKS = tuple(task for task in KINDS if task not in ("describe", "what"))
MOST_FURTHER = 5
ON_GRID: Mapping[Split, float] = {}
SET_SHARE = 0.5  # of pictures to be understood that are laid out like drawn ones
IMAGINE: Mapping[Split, tuple[str, ...]] = {
    "train": ("There is {scene}.", "Imagine {scene}.", "Think of {scene}.", "A picture shows {scene}."),
    "test": ("Suppose that you see {scene}.", "In front of you there is {scene}."),
}


class Scenes:
    """Examples about scenes of a gallery, pictures of `side_px`. weights: how often each task comes; placed: whether
    what is to be drawn is asked for with its place; most_further: questions more about the same scene, in training;
    told: of scenes to be understood, how many are told in words instead of shown, in training; loose: how many of
    those that are shown, by split, keep neither to the grid nor to `side_px`; otherwise: how many of these are drawn as
    somebody else would.

    `truth` holds the `scene` (a Scene) and, for questions, the `answer`.
    """

    def __init__(
        self,
        gallery: Gallery | None = None,
        *,
        side_px: int = 128,
        weights: Mapping[str, float] = WEIGHTS,
        placed: bool = True,
        most_further: int = MOST_FURTHER,
        told: float = 0.0,
        loose: Mapping[Split, float] = ON_GRID,
        otherwise: float = 0.0,
    ) -> None:
        self.gallery = gallery or Gallery()
        self.side_px = side_px
        self.placed = placed
        self.most_further = most_further
        self.told = told
        self.loose = loose
        self.otherwise = otherwise
        self.sampler = SceneSampler(self.gallery)
        self._weights = weights

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            yield self.example(weighted(self._weights, rng), split, rng)

    def example(self, task: str, split: Split, rng: np.random.Generator) -> Example:
        """One example of `task`, a key of `WEIGHTS`. Raises InvalidInput for another."""
        if task == "draw":
            return self.draw(split, rng)
        if task == "imagine":
            return self.imagine(split, rng)
        in_words = split == "train" and rng.random() < self.told
        layout: Layout = "set" if in_words or rng.random() < SET_SHARE else "free"
        share = self.loose.get(split, 0.0)
        on_grid = in_words or not share or rng.random() >= share
        scene, asked = self.asked(task, layout, split, rng, on_grid=on_grid)
        ask = _in_words(asked, split, rng)
        further = self.further(scene, asked, rng) if split == "train" else {}
        if in_words:
            return _told(scene, asked, f"{_opening(scene, split, rng)} {ask}", further)
        picture = self.picture(scene) if on_grid else self.loose_picture(scene, split, rng)
        return Example(
            task=task,
            prompt=(picture, ask) if rng.random() < 0.5 else (ask, picture),
            reply=(asked.answer,),
            truth={"scene": scene, "answer": asked.answer},
            shown=scene.shown(),
            named=scene.named(),
            further=tuple((words, question.answer) for words, question in further.items()),
            about=tuple(question.about for question in (asked, *further.values())),
            counted=tuple(_counted(scene, question) for question in (asked, *further.values())),
            missing=tuple({name: None for question in (asked, *further.values()) for name in question.missing}),
        )

    def further(self, scene: Scene, first: Question, rng: np.random.Generator) -> dict[str, Question]:
        """Up to `most_further` more questions about a scene in words, none that the turns before it answer."""
        found: dict[str, Question] = {}
        before = [first]
        weights = {task: self._weights[task] for task in FURTHER_TASKS if task in self._weights and fits(task, scene)}
        for _ in range(int(rng.integers(self.most_further + 1)) if weights else 0):
            asked = question(weighted(weights, rng), scene, rng)
            if asked and _is_open(asked, before, scene, rng):
                before.append(asked)
                found[_in_words(asked, "train", rng)] = asked
        return found

    def draw(self, split: Split, rng: np.random.Generator) -> Example:
        """Words → a picture."""
        if self.placed:
            scene = self.sampler.scene(pick(DRAWN_KINDS[split], rng), "set", split, rng)
            wanted = words.request(scene, rng)
        else:
            scene = self.sampler.gathered(split, rng)
            wanted = words.gathering(scene, rng)
        wanted = in_other_words(wanted, split, rng)
        ask = wanted if rng.random() < PLAIN_SHARE else phrases.ask("draw", split, rng, scene=wanted)
        picture, truth = self.picture(scene), {"scene": scene}
        return Example(task="draw", prompt=(ask,), reply=(picture,), truth=truth, drawn=scene.named())

    def imagine(self, split: Split, rng: np.random.Generator) -> Example:
        """A scene told in words and a question about it → the answer."""
        scene, asked = self.asked(pick(IMAGINED_TASKS, rng), "set", split, rng)
        return _told(scene, asked, f"{_opening(scene, split, rng)} {_in_words(asked, split, rng)}", {})

    def asked(
        self, task: str, layout: Layout, split: Split, rng: np.random.Generator, *, on_grid: bool = True
    ) -> tuple[Scene, Question]:
        """A scene and a question of `task` that it answers."""
        while True:
            kinds = KINDS.get(task, ("single",))
            scene = self.sampler.scene(
                pick(HARDER.get(task, kinds) if split == "train" else kinds, rng), layout, split, rng
            )
            if not on_grid:
                scene = loosened(scene, rng)
            if asked := question(task, scene, rng):
                return scene, asked

    def picture(self, scene: Scene) -> Image:
        return Image(scene.render(self.side_px))

    def loose_picture(self, scene: Scene, split: Split, rng: np.random.Generator) -> Image:
        """Of any size; some drawn otherwise."""
        side = some_side_px(rng, split)
        if self.otherwise and rng.random() < self.otherwise:
            return Image(drawn_otherwise(scene, side, rng))
        return Image(scene.render(side))


def _counted(scene: Scene, asked: Question) -> tuple[Shown, ...]:
    """The things that a question counts; none of other questions."""
    return tuple(shown for shown, thing in zip(scene.shown(), scene.things, strict=True) if thing.name in asked.counted)


def _is_open(asked: Question, before: Sequence[Question], scene: Scene, rng: np.random.Generator) -> bool:
    """Whether a question can only be answered by a look at the scene. Of what turns before it name is known that it is
    there, so whether something is there is asked of new names alone, of which half are.
    """
    if any((asked.task, asked.slots) == (one.task, one.slots) for one in before):
        return False
    if asked.task == "relation":
        return not any(len(one.about) > 1 for one in before)
    if asked.task != "present":
        return True
    text = " ".join(" ".join((*one.slots.values(), one.answer)) for one in before)
    new = [thing for thing in scene.things if thing.name not in text]
    if asked.missing:
        return rng.random() < len(new) / len(scene.things)
    return any(thing.name in asked.answer for thing in new)


def _opening(scene: Scene, split: Split, rng: np.random.Generator) -> str:
    told = words.describe(scene)
    opening = pick(IMAGINE[split], rng).format(scene=told)
    return opening if told.startswith(("a ", "an ")) else opening.replace("here is", "here are")


def _told(scene: Scene, asked: Question, prompt: str, further: Mapping[str, Question]) -> Example:
    """The example of a scene that nobody sees, and of questions about it in words."""
    return Example(
        task="imagine",
        prompt=(prompt,),
        reply=(asked.answer,),
        truth={"scene": scene, "answer": asked.answer},
        further=tuple((words, question.answer) for words, question in further.items()),
    )


def _in_words(asked: Question, split: Split, rng: np.random.Generator) -> str:
    """A question as it is asked; in lessons what it claims comes in many words."""
    slots = {name: in_other_words(said, split, rng) if name == CLAIM else said for name, said in asked.slots.items()}
    return phrases.ask(asked.task, split, rng, **slots)
