"""Steps that make something: a picture, speech, a clip, a tune, a sound; one request for all; and what must fail."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sensorium.abilities.evaluation import scores
from sensorium.content import Image, Modality
from sensorium.native.worlds.art import with_article
from sensorium.native.worlds.clips import Clips
from sensorium.native.worlds.clips.world import request
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.scenes import Scene, Scenes, words
from sensorium.native.worlds.scenes.sampling import pick
from sensorium.native.worlds.sounds import SOUNDS
from sensorium.native.worlds.speech.aloud import told_scenes
from sensorium.native.worlds.speech.sentences import sentences
from sensorium.native.worlds.tunes import composed
from sensorium.surfaces.demo.inputs import Inputs, clouds
from sensorium.surfaces.demo.judging import by, declines, heard, says
from sensorium.surfaces.demo.steps import Attachment, Search, Step
from sensorium.surfaces.demo.understanding import plain

MAKE, SEARCH, OMNI, OUTSIDE = "Make", "Search", "All at once", "Outside its world"
SENTENCE = "Describe this image, then create a video extending it with music"
OMNI_OUTPUTS: tuple[Modality, ...] = ("text", "video", "music")
BARS, START, TUNE = "parses, bars add up", "starts from the picture", "tune parses"  # figures that a grammar gives
NUM_SEARCHED = 8
OUTSIDE_NOTE = (
    "The built-in model knows a small closed world. These questions lie outside of it, and nothing tells it so: expect "
    "wrong answers in a sure voice. Believe it only where its card has a figure."
)


def make(rng: np.random.Generator) -> Iterator[Step]:
    """One thing of every kind, each from words that were never trained on."""
    yield draw(rng)
    yield draw_aloud(rng)
    yield speak(rng)
    yield film(rng)
    yield compose(rng)
    yield sound(rng)


def draw(rng: np.random.Generator) -> Step:
    """Words → a picture."""
    scene = Scenes(scores.gallery()).sampler.scene("pair", "set", "test", rng)
    wanted = words.describe(scene)
    case = Example(task="draw", prompt=(), reply=(), truth={"scene": scene})
    return Step(
        chapter=MAKE,
        title="Draw",
        name="drawing",
        prompt=(plain("draw", scene=wanted),),
        outputs=("image",),
        wanted=f"A picture of {wanted}",
        judge=by(scores.drawn, case),
    )


def draw_aloud(rng: np.random.Generator) -> Step:
    """Words → a picture, and a voice that says what it shows."""
    told = pick([told for told in told_scenes().values() if told.split == "test"], rng)
    case = Example(task="draw_speak", prompt=(), reply=(told.text,), truth={"scene": told.scene})
    wanted = words.request(told.scene, rng)
    return Step(
        chapter=MAKE,
        title="Draw, and say what it shows",
        name="told",
        prompt=(plain("draw_speak", scene=wanted),),
        outputs=("image", "speech"),
        wanted=f"A picture of {wanted}, and a voice that says: {told.text}",
        judge=by(scores.drawn_and_told, case),
    )


def speak(rng: np.random.Generator) -> Step:
    """Words → speech."""
    text = next(text for text in sentences(rng, "test") if 4 <= len(text.split()) <= 7)
    return Step(
        chapter=MAKE,
        title="Speak",
        name="spoken",
        prompt=(plain("speak", words=text),),
        outputs=("speech",),
        wanted=f"A voice that says: {text}",
        judge=heard(text),
    )


def film(rng: np.random.Generator) -> Step:
    """Words → a clip."""
    clip = Clips(scores.gallery()).clip("test", rng, num_things=1)
    case = Example(task="film", prompt=(), reply=(), truth={"clip": clip, "scene": clip.scene})
    return Step(
        chapter=MAKE,
        title="Film",
        name="film",
        prompt=(plain("film", scene=request(clip, rng)),),
        outputs=("video",),
        wanted=f"A clip in which {clip.describe()}",
        judge=by(scores.filmed, case),
    )


def compose(rng: np.random.Generator) -> Step:
    """Words → a tune."""
    piece = composed(rng, "test")
    case = Example(task="compose", prompt=(), reply=(), truth={"asked": {"kind": piece.kind, "key": piece.key}})
    tune = f"{with_article(piece.kind)} in {piece.key}"
    return Step(
        chapter=MAKE,
        title="Compose",
        name="tune",
        prompt=(plain("compose", tune=tune),),
        outputs=("music",),
        wanted=f"{tune[0].upper()}{tune[1:]} whose bars add up",
        judge=by(scores.composed, case, {BARS}),
        note="It writes a score; a synthesizer plays it. This is no recording.",
    )


def sound(rng: np.random.Generator) -> Step:
    """Words → a sound."""
    name = list(SOUNDS)[int(rng.integers(len(SOUNDS)))]
    case = Example(task="sound", prompt=(), reply=(), truth={"name": name})
    return Step(
        chapter=MAKE,
        title="Make a sound",
        name="sound",
        prompt=(plain("sound", name=name),),
        outputs=("sound",),
        wanted=f"The sound of {name}",
        judge=by(scores.sounded, case),
    )


def search(inputs: Inputs, rng: np.random.Generator) -> Search:
    """Pictures of single things, all different, and the captions that should find them."""
    sampler = Scenes(scores.gallery()).sampler
    found: dict[str, Scene] = {}
    while len(found) < NUM_SEARCHED:
        scene = sampler.scene("single", "set", "test", rng)
        found.setdefault(scene.things[0].name, scene)
    pictures = (Image(scene.render()) for scene in found.values())
    return Search(
        chapter=SEARCH,
        title="Find pictures by words",
        name="search",
        pictures=tuple(inputs.picture(f"search-{number}", picture) for number, picture in enumerate(pictures, 1)),
        captions=tuple(words.describe(scene) for scene in found.values()),
        note="Words and pictures become vectors of one space; each caption ranks all pictures by cosine.",
    )


def omni(inputs: Inputs, rng: np.random.Generator) -> Step:
    """The sentence that this project answers, about a picture of our own."""
    clip = Clips(scores.gallery()).clip("test", rng)
    picture = Image(clip.scene.render())
    told = words.describe(clip.scene)
    case = Example(task="omni", prompt=(picture,), reply=(told,), truth={"scene": clip.scene})
    wanted = f"{told[0].upper()}{told[1:]}; a clip that begins with this picture; a tune. Any motion is right"
    return extend(inputs.picture("omni", picture), wanted=wanted, case=case)


def extend(given: Attachment, *, wanted: str = "", case: Example | None = None) -> Step:
    """Words, a clip that goes on from a picture, and its music, in one stream."""
    return Step(
        chapter=OMNI,
        title="Describe, film on, add music",
        name="omni",
        prompt=(given, SENTENCE),
        outputs=OMNI_OUTPUTS,
        wanted=wanted,
        judge=None if case is None else by(scores.everything, case, {START, TUNE}),
        note="One request, one stream: the words are in the context of the clip, and both in that of the music. The "
        "clip starts from the codes of the picture that was given.",
    )


def fail(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    """Three questions from outside of its world."""
    given = inputs.picture("clouds", Image(clouds(rng)))
    yield Step(
        chapter=OUTSIDE,
        title="Look at what it has never seen",
        name="clouds-seen",
        prompt=(given, plain("what")),
        outputs=("text",),
        wanted="That it cannot tell: these are coloured clouds of noise, as rough as a photograph, and show nothing",
        judge=declines,
        note=OUTSIDE_NOTE,
    )
    yield _german(inputs, rng)
    yield Step(
        chapter=OUTSIDE,
        title="Ask for knowledge",
        name="knowledge",
        prompt=("What is the capital of France?",),
        outputs=("text",),
        wanted="Paris",
        judge=says("Paris"),
    )


def _german(inputs: Inputs, rng: np.random.Generator) -> Step:
    scene, asked = Scenes(scores.gallery()).asked("what", "set", "test", rng)
    case = Example(task="what", prompt=(), reply=(asked.answer,), truth={"scene": scene})
    return Step(
        chapter=OUTSIDE,
        title="Ask in a language it never read",
        name="german",
        prompt=(inputs.picture("german", Image(scene.render())), "Was ist auf diesem Bild zu sehen?"),
        outputs=("text",),
        wanted=f"{asked.answer} (German: what is to be seen in this picture?)",
        judge=by(scores.exact, case),
    )
