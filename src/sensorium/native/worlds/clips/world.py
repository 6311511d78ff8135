"""Clips as a world: filmed from words, continued from a picture, watched; and the request for everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from sensorium.content import Image, Music, Video
from sensorium.errors import InvalidInput
from sensorium.native.worlds import phrases
from sensorium.native.worlds.art import Gallery, with_article
from sensorium.native.worlds.clips.clip import SIDE_PX, WATCHED_PX, Clip
from sensorium.native.worlds.clips.motion import MOTIONS
from sensorium.native.worlds.clips.ways import WAYS, participle
from sensorium.native.worlds.example import Example, ExamplePart, Shown, Split
from sensorium.native.worlds.scenes import words
from sensorium.native.worlds.scenes.sampling import SceneSampler, pick, weighted
from sensorium.native.worlds.scenes.scene import OPPOSITE, Relation, Scene
from sensorium.native.worlds.scenes.split import held_out
from sensorium.native.worlds.scenes.ways import in_other_words

Tune: TypeAlias = Callable[[np.random.Generator, Split], Music]

WEIGHTS: Mapping[str, float] = {
    "film": 4.0,
    "animate": 1.0,
    "animate_motion": 1.0,
    "watch": 1.5,
    "watch_what": 0.75,
    "watch_motion": 1.0,
    "omni": 1.0,
}
ASKING: Mapping[str, float] = {"watch_does": 1.0, "watch_if": 1.2}
"""Weights for what is asked about one thing of a clip by its name."""
PAIR_SHARE = 0.3  # of clips with two things
ASKED_PAIR_SHARE = 0.5  # of those whose things are asked about by their names
OTHER_WORDS_SHARE = 0.5  # of motions that lessons ask for in other words than they are told in
BEFORE_SHARE = 0.25  # of motions told in one word that lessons say before the thing: "a spinning dog"
PLAIN_SHARE = 0.3  # of films asked for by the bare description
HALVES: Mapping[Relation, str] = {
    "left of": "on the left",
    "right of": "on the right",
    "above": "at the top",
    "below": "at the bottom",
}
TURN_VISIBLE = 0.02  # mean squared change of a drawing, 0 … 1, below which a quarter turn does not show


class Clips:
    """Examples about clips of `side_px`; given pictures have `picture_px`. `omni` is made when there is a `tune`.

    `truth` holds the `clip` (a Clip), and for questions the `answer`.
    """

    def __init__(
        self,
        gallery: Gallery | None = None,
        *,
        side_px: int = SIDE_PX,
        picture_px: int = 128,
        tune: Tune | None = None,
        weights: Mapping[str, float] = WEIGHTS,
    ) -> None:
        self.gallery = gallery or Gallery()
        self.side_px = side_px
        self.picture_px = picture_px
        self.tune = tune
        self.sampler = SceneSampler(self.gallery)
        self._weights = {task: weight for task, weight in weights.items() if task != "omni" or tune is not None}

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            yield self.example(weighted(self._weights, rng), split, rng)

    def example(self, task: str, split: Split, rng: np.random.Generator) -> Example:
        """One example of `task`, a key of `WEIGHTS` or `ASKING`.

        Raises InvalidInput for another, or for `omni` without a tune.
        """
        makers: dict[str, Callable[[Split, np.random.Generator], Example]] = {
            "film": self.film,
            "animate": self.animate,
            "animate_motion": self.animate_motion,
            "omni": self.omni,
        }
        if task in makers:
            return makers[task](split, rng)
        if task in ASKING:
            return self.ask(task, split, rng)
        if task not in WEIGHTS:
            raise InvalidInput(f"clips know the tasks {', '.join((*WEIGHTS, *ASKING))}; not {task!r}")
        return self.watch(task, split, rng)

    def film(self, split: Split, rng: np.random.Generator) -> Example:
        """Words → a clip."""
        clip = self.clip(split, rng)
        said = tuple(said_to_be(motion, split, rng) for motion in clip.motions)
        if split == "train" and len(said) == 1 and " " not in said[0] and rng.random() < BEFORE_SHARE:
            wanted = doing_thing(clip, rng, said[0])
        else:
            wanted = in_other_words(request(clip, rng, said), split, rng)
        ask = wanted if rng.random() < PLAIN_SHARE else phrases.ask("film", split, rng, scene=wanted)
        return self._example("film", (ask,), (clip.video(self.side_px),), clip, said)

    def animate(self, split: Split, rng: np.random.Generator) -> Example:
        """A picture → a clip that begins with it; any motion is right."""
        clip = self.clip(split, rng)
        prompt = (self._picture(clip.scene), phrases.ask("animate", split, rng))
        return self._example("animate", prompt, (clip.video(self.side_px),), clip)

    def animate_motion(self, split: Split, rng: np.random.Generator) -> Example:
        """A picture of one thing and a motion → a clip that begins with it."""
        clip = self.clip(split, rng, num_things=1)
        said = asked_to(clip.motions[0], split, rng)
        ask = phrases.ask("animate_motion", split, rng, motion=said)
        prompt = (self._picture(clip.scene), ask)
        return self._example("animate_motion", prompt, (clip.video(self.side_px),), clip, (said,))

    def watch(self, task: str, split: Split, rng: np.random.Generator) -> Example:
        """A clip → words: what happens (`watch`), to what (`watch_what`), how it moves (`watch_motion`)."""
        clip = self.clip(split, rng, num_things=None if task == "watch" else 1)
        answers = {
            "watch": clip.describe(),
            "watch_what": clip.scene.things[0].name,
            "watch_motion": MOTIONS[clip.motions[0]].verb,
        }
        prompt = (clip.video(WATCHED_PX), phrases.ask(task, split, rng))
        example = self._example(task, prompt, (answers[task],), clip, answer=answers[task])
        if split == "test" or task == "watch":
            return example
        other = "watch_motion" if task == "watch_what" else "watch_what"
        return replace(example, further=((phrases.ask(other, split, rng), answers[other]),))

    def ask(self, task: str, split: Split, rng: np.random.Generator) -> Example:
        """A clip and the name of one thing → what that does (`watch_does`), or whether it does that (`watch_if`)."""
        clip = self.clip(split, rng, num_things=2 if rng.random() < ASKED_PAIR_SHARE else 1)
        first = int(rng.integers(len(clip.motions)))
        asked, answer = _question(clip, first, task, split, rng)
        example = self._example(task, (clip.video(WATCHED_PX), asked), (answer,), clip, answer=answer)
        if split == "test":
            return example
        others = (index for index in range(len(clip.motions)) if index != first)  # what was told needs no look
        more = (_question(clip, index, pick(tuple(ASKING), rng), split, rng) for index in others)
        return replace(example, further=tuple(more))

    def omni(self, split: Split, rng: np.random.Generator) -> Example:
        """A picture → its description and what will happen, a clip that begins with it, and a tune."""
        if self.tune is None:
            raise InvalidInput("give Clips a `tune` to make examples of omni")
        clip = self.clip(split, rng)
        told = f"{words.describe(clip.scene)}. {continuation(clip)}"
        prompt = (self._picture(clip.scene), phrases.ask("omni_describe_film_music", split, rng))
        return self._example("omni", prompt, (told, clip.video(self.side_px), self.tune(rng, split)), clip, answer=told)

    def clip(self, split: Split, rng: np.random.Generator, num_things: int | None = None) -> Clip:
        """A clip of one thing, or of two that keep clear of each other."""
        pair = rng.random() < PAIR_SHARE if num_things is None else num_things == 2
        while True:
            scene = self.sampler.scene("pair" if pair else "single", "set", split, rng)
            motions = tuple(pick(fitting(scene, index, split), rng) for index in range(len(scene.things)))
            clip = Clip(scene=scene, motions=motions)
            if keeps_clear(clip):
                return clip

    def _picture(self, scene: Scene) -> Image:
        return Image(scene.render(self.picture_px))

    @staticmethod
    def _example(
        task: str,
        prompt: tuple[ExamplePart, ...],
        reply: tuple[ExamplePart, ...],
        clip: Clip,
        said: tuple[str, ...] = (),
        **truth: str,
    ) -> Example:
        shown = named = still = tuple[Shown, ...]()
        if any(isinstance(part, Video) for part in prompt):
            shown, named, still = clip.shown(), clip.named(), clip.scene.shown()
        elif any(isinstance(part, Image) for part in prompt):
            shown = clip.scene.shown()
        truths = {"clip": clip, "scene": clip.scene, **truth}
        films = any(isinstance(part, Video) for part in reply)
        return Example(
            task=task,
            prompt=prompt,
            reply=reply,
            truth=truths,
            shown=shown,
            named=named,
            still=still,
            drawn=clip.named(motions=False) if films else (),
            doing=clip.doing(said) if films else (),
            origins=clip.origins() if films else {},
        )


def _question(clip: Clip, index: int, task: str, split: Split, rng: np.random.Generator) -> tuple[str, str]:
    """What is asked about one thing of a clip, and the answer. What is wrongly asked is often true of the other one."""
    motion, name = clip.motions[index], clip.scene.things[index].name
    if task == "watch_does":
        return phrases.ask(task, split, rng, thing=name), MOTIONS[motion].verb
    true = rng.random() < 0.5
    theirs = [other for other in clip.motions if other != motion] or [other for other in MOTIONS if other != motion]
    doing = said_to_be(motion if true else pick(theirs, rng), split, rng)
    answer = f"It {MOTIONS[motion].verb}, so {'yes' if true else 'no'}."
    return phrases.ask(task, split, rng, thing=name, doing=doing), answer


def said_to_be(motion: str, split: Split, rng: np.random.Generator) -> str:
    """What a thing is said to be doing."""
    return participle(asked_to(motion, split, rng))


def asked_to(motion: str, split: Split, rng: np.random.Generator) -> str:
    """What a thing is asked to do: in tests in one way, in lessons in many."""
    return MOTIONS[motion].bare if split == "test" or rng.random() >= OTHER_WORDS_SHARE else pick(WAYS[motion], rng)


def request(clip: Clip, rng: np.random.Generator, said: Sequence[str] = ()) -> str:
    """A noun phrase that asks for `clip`: 'a red car moving right'. said: what each thing is said to be doing, in words
    of one's own.
    """
    tail = words.ground_tail(clip.scene, rng)
    doing = said or [MOTIONS[motion].participle for motion in clip.motions]
    if len(doing) == 1:
        if rng.random() < 0.5 or clip.scene.things[0].place != "center":
            return f"{words.single(clip.scene, rng)} {doing[0]}{tail}"
        return f"{words.asked(clip.scene, 0, rng, 'large')} {doing[0]}{tail}"
    halves = [
        f"{words.asked(clip.scene, index, rng, 'large')} {HALVES[side]} {doing[index]}"
        for index, side in enumerate((clip.scene.relation, OPPOSITE[clip.scene.relation]))
    ]
    return " and ".join(halves if rng.random() < 0.7 else halves[::-1]) + tail


def doing_thing(clip: Clip, rng: np.random.Generator, doing: str) -> str:
    """Asks for a clip of one thing, what it does first: 'a spinning red car'."""
    article, noun = words.single(clip.scene, rng).split(" ", maxsplit=1)
    assert article in ("a", "an")
    return f"{with_article(f'{doing} {noun}')}{words.ground_tail(clip.scene, rng)}"


def continuation(clip: Clip) -> str:
    """What will happen, after the scene was described: 'It spins.' or 'The car spins and the dog jumps.'."""
    verbs = [MOTIONS[motion].verb for motion in clip.motions]
    if len(verbs) == 1:
        return f"It {verbs[0]}."
    first, second = clip.scene.things
    return f"The {first.name} {verbs[0]} and the {second.name} {verbs[1]}."


def fitting(scene: Scene, index: int, split: Split) -> list[str]:
    """The motions that a thing of a scene may do in a split."""
    thing = scene.things[index]
    return [
        name
        for name, motion in MOTIONS.items()
        if motion.suits(thing)
        and (split == "test" or not held_out("motion", thing.name, name))
        and (name != "spin" or turn_shows(scene.gallery, thing.name))
    ] or ["still"]


def keeps_clear(clip: Clip) -> bool:
    """Whether no two things come near each other at any time."""
    boxes = [MOTIONS[m].swept(t) for t, m in zip(clip.scene.things, clip.motions, strict=True)]
    return not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for i, a in enumerate(boxes) for b in boxes[:i]
    )


@lru_cache(maxsize=4096)
def turn_shows(gallery: Gallery, name: str) -> bool:
    """Whether a quarter turn of a thing can be seen."""
    drawing = gallery.sprite(name, None, 32).astype(np.float32) / 255
    solid = drawing * drawing[..., 3:]
    return float(((solid - np.rot90(solid)) ** 2).mean()) > TURN_VISIBLE
