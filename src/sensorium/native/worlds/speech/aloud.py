"""Scenes and speech together: a picture described aloud, a drawing with spoken words, a drawing of what is said.

A told scene is known by its number; its sentence says the things, their colours and how they lie, and leaves size and
ground open, so that one take goes with many pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from sensorium.content import Audio, Image
from sensorium.errors import InvalidInput
from sensorium.native.worlds import phrases
from sensorium.native.worlds.art import GROUNDS, Gallery, with_article
from sensorium.native.worlds.example import Example, ExamplePart, Split, Utterance
from sensorium.native.worlds.scenes import Scene, SceneSampler, words
from sensorium.native.worlds.scenes.sampling import Kind, pick
from sensorium.native.worlds.scenes.split import grounds_for
from sensorium.native.worlds.scenes.ways import in_other_words
from sensorium.native.worlds.speech.corpus import Corpus, load_corpus, synthesize_corpus
from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ, Flite, Synthesizer
from sensorium.native.worlds.speech.world import LISTENING, VOICE, disturbed, heard_words

TASKS = ("describe_speak", "draw_speak", "transcribe_draw")
KINDS: tuple[Kind, ...] = ("single", "single", "pair", "pair", "count")
TEST_ONE_IN = 10  # told scenes
NUM_SCENES = 4000  # that can be told
SEED = 77
TOLD = "told"  # the folder of these takes, in a folder of speech
SHRUNK_SHARE = 0.4  # of large things that are shown small when a picture is described


@dataclass(frozen=True, eq=False)
class Told:
    """A scene with the sentence that tells it."""

    scene: Scene
    text: str
    split: Split


class Aloud:
    """Examples of `TASKS`. `spoken`: told scenes in the model's own voice; `heard`: in any voice.

    `truth` holds the `scene` and the `text`.
    """

    def __init__(self, spoken: Sequence[Utterance], heard: Sequence[Utterance], *, side_px: int = 128) -> None:
        self.side_px = side_px
        self._takes = {"spoken": spoken, "heard": heard}
        self._places = lru_cache(maxsize=4)(self._find)

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end; raises InvalidInput when a corpus tells no scene of the split."""
        while True:
            yield self.example(pick(TASKS, rng), split, rng)

    def example(self, task: str, split: Split, rng: np.random.Generator) -> Example:
        """One example of a task of `TASKS`."""
        makers: dict[str, Callable[[Split, np.random.Generator], Example]] = {
            "describe_speak": self.describe,
            "draw_speak": self.draw,
            "transcribe_draw": self.draw_what_is_said,
        }
        if task not in makers:
            raise InvalidInput(f"the tasks are {', '.join(makers)}; not {task!r}")
        return makers[task](split, rng)

    def describe(self, split: Split, rng: np.random.Generator) -> Example:
        """A picture → its description, spoken."""
        told, take = self._draw("spoken", split, rng)
        scene = shrunk(restaged(told.scene, split, rng), rng)
        prompt = (Image(scene.render(self.side_px)), phrases.ask("describe_speak", split, rng))
        return replace(_example("describe_speak", prompt, (take,), scene, told), shown=scene.shown())

    def draw(self, split: Split, rng: np.random.Generator) -> Example:
        """Words → a picture, and what it shows, spoken."""
        told, take = self._draw("spoken", split, rng)
        scene = restaged(told.scene, split, rng)
        wanted = in_other_words(words.request(scene, rng), split, rng)
        asked = phrases.ask("draw_speak", split, rng, scene=wanted)
        return _example("draw_speak", (asked,), (Image(scene.render(self.side_px)), take), scene, told)

    def draw_what_is_said(self, split: Split, rng: np.random.Generator) -> Example:
        """Speech → its words and a picture of them."""
        told, take = self._draw("heard", split, rng)
        sound = Audio(disturbed(take.audio.samples[0], rng)[None], SAMPLE_RATE_HZ)
        prompt = (sound, phrases.ask("transcribe_draw", split, rng))
        picture = Image(told.scene.render(self.side_px))
        words_said = heard_words(told.text)
        return replace(_example("transcribe_draw", prompt, (words_said, picture), told.scene, told), written=words_said)

    def _draw(self, takes: str, split: Split, rng: np.random.Generator) -> tuple[Told, Utterance]:
        index, told = pick(self._places(takes, split), rng)
        return told, self._takes[takes][index]

    def _find(self, takes: str, split: Split) -> list[tuple[int, Told]]:
        """Takes of a split, each with the scene that it tells."""
        corpus, scenes = self._takes[takes], told_scenes()
        texts = corpus.texts if isinstance(corpus, Corpus) else [take.text for take in corpus]
        found = [(i, told) for i, text in enumerate(texts) if (told := scenes.get(text)) and told.split == split]
        if not found:
            raise InvalidInput(f"no told scene of the {split} split has been spoken; synthesize some first")
        return found


@lru_cache(maxsize=1)
def told_scenes() -> dict[str, Told]:
    """All scenes that can be told, by their sentence; where two share one, the first holds."""
    scenes: dict[str, Told] = {}
    sampler = SceneSampler(Gallery())
    for number in range(NUM_SCENES):
        rng = np.random.default_rng((SEED, number))
        split: Split = "test" if number % TEST_ONE_IN == 0 else "train"
        scene = _as_assumed(sampler, pick(KINDS, rng), split, rng)
        told = Told(scene, tell(scene), split)
        scenes.setdefault(told.text, told)
    return scenes


def tell(scene: Scene) -> str:
    """'A red car at the top left.', 'A red car left of a blue dog.', 'Three red apples.'"""
    first = scene.things[0]
    if len(scene.things) == 1:
        said = f"{with_article(words.noun(first, size=False))} {words.place_phrase(first)}"
    elif scene.number_of(first.name) == len(scene.things):
        said = words.counted(scene, list(scene.things), size=False)
    else:
        nouns = [with_article(words.noun(thing, size=False)) for thing in scene.things]
        said = f"{nouns[0]} {scene.relation} {nouns[1]}"
    return f"{said[0].upper()}{said[1:]}."


def restaged(scene: Scene, split: Split, rng: np.random.Generator) -> Scene:
    """The scene on another ground that its split allows."""
    sets = [grounds_for(scene.gallery, thing.name, split == "test") or ("white",) for thing in scene.things]
    allowed = tuple(ground for ground in GROUNDS if all(ground in grounds for grounds in sets))
    return replace(scene, ground=pick(allowed, rng)) if allowed else scene


def shrunk(scene: Scene, rng: np.random.Generator) -> Scene:
    """The scene with some of its large things small, each about the same centre."""
    things = [
        replace(thing, size="small", column=thing.column + 1, row=thing.row + 1)
        if thing.size == "large" and rng.random() < SHRUNK_SHARE
        else thing
        for thing in scene.things
    ]
    return replace(scene, things=tuple(things))


def synthesize_aloud(
    folder: Path,
    *,
    num_spoken: int = 2400,
    num_heard: int = 250,
    report: Callable[[str, int], None] = lambda voice, done: None,
) -> Aloud:
    """Make, or go on making, or just open the takes in `folder`: `num_spoken` in the model's voice, `num_heard` in
    each voice that it listens to.
    """
    for name, speaker, texts in takes_of(num_spoken, num_heard):
        synthesize_corpus(folder / name, texts, speaker, progress=partial(report, speaker.voice))
    return open_aloud(folder)


def open_aloud(folder: Path) -> Aloud:
    """The takes that `synthesize_aloud` made."""
    return Aloud(load_corpus(folder / "spoken"), load_corpus(folder / "heard"))


def takes_of(
    num_spoken: int, num_heard: int, split: Split | None = None
) -> Iterator[tuple[str, Synthesizer, list[str]]]:
    """Which voice says which sentences, of one split or both; the listening voices begin at places of their own."""
    texts = [text for text, told in told_scenes().items() if split in (None, told.split)]
    yield "spoken", Flite(VOICE), texts[:num_spoken]
    for place, speaker in enumerate(LISTENING):
        first = place * len(texts) // len(LISTENING)
        yield "heard", speaker, (texts[first:] + texts[:first])[:num_heard]


def _as_assumed(sampler: SceneSampler, kind: Kind, split: Split, rng: np.random.Generator) -> Scene:
    """A scene as a request means it that names neither size nor ground: on white, one or two things large."""
    while True:
        scene = sampler.scene(kind, "set", split, rng)
        if kind == "count" or all(thing.size == "large" for thing in scene.things):
            return replace(scene, ground="white")


def _example(
    task: str, prompt: tuple[ExamplePart, ...], reply: tuple[ExamplePart, ...], scene: Scene, told: Told
) -> Example:
    sees, draws = (any(isinstance(part, Image) for part in parts) for parts in (prompt, reply))
    return Example(
        task=task,
        prompt=prompt,
        reply=reply,
        truth={"scene": scene, "text": told.text},
        shown=scene.shown() if sees else (),
        named=scene.named() if sees else (),
        drawn=scene.named() if draws else (),
    )
