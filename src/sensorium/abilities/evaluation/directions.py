"""Every direction of the model that is measured: where its cases come from, what is asked for, how it is judged."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeAlias

from sensorium.abilities.evaluation import beside, scores
from sensorium.abilities.evaluation.beside import InCodec, Outside
from sensorium.abilities.evaluation.doubt import DOUBTS, Doubt
from sensorium.abilities.evaluation.retrieval import SEARCHES, Search
from sensorium.abilities.evaluation.scores import Score
from sensorium.abilities.evaluation.ungoverned import ungoverned
from sensorium.content import Modality
from sensorium.models.model import Abilities, Model
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.judges import tesseract
from sensorium.native.worlds.outside import EMPTY_PAGES, UNSPOKEN
from sensorium.native.worlds.scenes import Scene
from sensorium.native.worlds.speech import spoken_grammar


def every(_: Example) -> bool:
    """All cases."""
    return True


def itself(model: Model) -> Model:
    """The model as it is."""
    return model


def text_of(case: Example) -> Hashable:
    """The words that a case is about."""
    text: str = case.truth["text"]
    return text


@dataclass(frozen=True, kw_only=True)
class Direction:
    """Cases of one task of one world, or those of them that `wanted` holds of."""

    name: str
    world: str
    task: str
    outputs: tuple[Modality, ...]
    score: Score
    set_name: str | None = None  # of the world "sets": the real set that gives the cases
    wanted: Callable[[Example], bool] = every
    form_only: frozenset[str] = frozenset()  # figures that a well-formed reply to another case earns too
    calls: bool = False  # whether the tools of a case are offered
    beside: tuple[Outside | InCodec, ...] = ()  # engines that are asked the same cases
    once: Callable[[Example], Hashable] | None = None  # of cases with an equal value, the first alone is asked
    form: Callable[[Model], Model | None] = itself  # in which a model is asked; None for one that has no such form

    def within(self, abilities: Abilities) -> bool:
        """Whether a model makes the outputs."""
        return set(self.outputs) <= abilities.outputs


Measured: TypeAlias = Direction | Search | Doubt


def _text(name: str, world: str, task: str, score: Score = scores.exact, *others: Outside) -> Direction:
    return Direction(name=name, world=world, task=task, outputs=("text",), score=score, beside=others)


def _calling(name: str, task: str, score: Score) -> Direction:
    """Requests beside tools."""
    return Direction(name=name, world="tools", task=task, outputs=("text",), score=score, calls=True)


def _nothing(name: str, world: str, task: str) -> Direction:
    """Media that hold nothing; to say so is right whatever the case."""
    return Direction(
        name=name, world=world, task=task, outputs=("text",), score=scores.exact, form_only=frozenset({"right"})
    )


def _real(name: str, set_name: str, task: str, score: Score = scores.exact, *others: Outside) -> Direction:
    return Direction(
        name=name, world="sets", set_name=set_name, task=task, outputs=("text",), score=score, beside=others
    )


def _picture(name: str, score: Score, wanted: Callable[[Scene], bool]) -> Direction:
    """Pictures of the scenes that are wanted."""
    return Direction(
        name=name,
        world="scenes",
        task="draw",
        outputs=("image",),
        score=score,
        wanted=lambda case: wanted(case.truth["scene"]),
    )


def _tune(name: str, form: Callable[[Model], Model | None] = itself) -> Direction:
    return Direction(
        name=name,
        world="tunes",
        task="compose",
        outputs=("music",),
        score=scores.composed,
        form_only=frozenset({"parses, bars add up"}),
        form=form,
    )


DIRECTIONS: tuple[Measured, ...] = (
    _text("scene → what", "scenes", "what"),
    _text("scene → how many", "scenes", "count"),
    _text("scene → colour", "scenes", "colour"),
    _text("scene → where", "scenes", "where"),
    _text("scene → relation", "scenes", "relation"),
    _text("scene → description", "scenes", "describe", scores.described),
    _text("scene → which thing", "asking", "which"),
    _text("scene → whether it is so", "asking", "confirm", scores.yes_or_no),
    _text("scene → whether it is there", "asking", "present", scores.yes_or_no),
    _text("scene → how many in all", "asking", "total"),
    _text("scene → ground", "asking", "ground"),
    _text("scene → size", "asking", "size"),
    _text("scene → what is not there", "asking", "absent"),
    _text("scene off the grid → what", "loose scenes", "what"),
    _text("scene off the grid → how many", "loose scenes", "count"),
    _text("scene off the grid → where", "loose scenes", "where"),
    _text("scene drawn otherwise → what", "other scenes", "what"),
    _text("words → answer", "scenes", "imagine"),
    Direction(name="words → picture", world="scenes", task="draw", outputs=("image",), score=scores.drawn),
    _picture("words → picture of 1–2 things", scores.drawn_things, lambda scene: len(scene.things) <= 2),
    _picture("words → picture of a pair", scores.related, lambda scene: scene.is_pair),
    _picture("words → picture of 3–4 things", scores.drawn_things, lambda scene: 3 <= len(scene.things) <= 4),
    Direction(
        name="words → picture of things together",
        world="gathering",
        task="draw",
        outputs=("image",),
        score=scores.drawn_things,
    ),
    _text("emoji → name", "emoji", "what"),
    _text("line → text", "lines", "read", scores.characters, beside.reader(tesseract.LINE)),
    _text("page → text", "pages", "page", scores.characters, beside.reader(tesseract.PAGE)),
    _text("page → cell", "pages", "cell"),
    _text("page → table", "pages", "page_table", scores.page_table),
    _text("chart → table", "charts", "table", scores.chart_table),
    _text("chart → value", "charts", "chart_value", scores.number),
    _text("chart → greatest", "comparing", "chart_max", scores.concluded),
    _text("chart → least", "comparing", "chart_min", scores.concluded),
    _text("chart → greater of two", "comparing", "chart_more", scores.concluded),
    _text("chart → how many values", "comparing", "chart_count"),
    _text("boxes + sentence → true or false", "blocks", "judge", scores.verdict),
    _text("clip → what", "clips", "watch_what"),
    _text("clip → motion", "clips", "watch_motion"),
    _text("clip → what one thing does", "watching", "watch_does"),
    _text("clip → whether it does", "watching", "watch_if", scores.yes_or_no),
    Direction(name="words → clip", world="clips", task="film", outputs=("video",), score=scores.filmed),
    Direction(
        name="picture → clip",
        world="clips",
        task="animate_motion",
        outputs=("video",),
        score=scores.moved,
        beside=(beside.FILM_IN_CODEC,),
    ),
    _text("speech → text", "speech", "transcribe", scores.spoken_words, beside.listener()),
    _real("real digits → text", "fsdd", "transcribe", scores.exact, beside.listener(beside.DIGITS)),
    _real(
        "real keywords → text",
        "picovoice_keywords",
        "keyword",
        scores.exact,
        beside.listener(beside.KEYWORDS),
    ),
    _real("real orders → intent", "picovoice_intent", "intent", scores.ordered),
    Direction(
        name="words → speech",
        world="speech",
        task="speak",
        outputs=("speech",),
        score=scores.said,
        beside=(beside.TEACHER,),
    ),
    Direction(
        name="words → speech of scenes and numbers",
        world="speech",
        task="speak",
        outputs=("speech",),
        score=scores.said_within,
        wanted=lambda case: spoken_grammar.covers(case.truth["text"]),
        once=text_of,
        beside=(beside.TEACHER, beside.TEACHER_IN_CODEC),
    ),
    Direction(name="picture → speech", world="aloud", task="describe_speak", outputs=("speech",), score=scores.said),
    Direction(
        name="words → picture + speech",
        world="aloud",
        task="draw_speak",
        outputs=("image", "speech"),
        score=scores.drawn_and_told,
    ),
    Direction(
        name="speech → text + picture",
        world="aloud",
        task="transcribe_draw",
        outputs=("text", "image"),
        score=scores.drawn_as_told,
    ),
    _text("sound → name", "sounds", "hear"),
    _real("real sound → name", "esc10", "hear"),
    Direction(name="words → sound", world="sounds", task="sound", outputs=("sound",), score=scores.sounded),
    _tune("words → tune"),
    _tune("words → tune without the grammar", ungoverned),
    _text("tune → kind, key, metre", "tunes", "describe_tune"),
    _real("photograph → clothes", "clothing_photos", "photo"),
    _real("photograph → grocery", "grocery_photos", "photo", scores.grocery),
    _real("real sentences → text", "speechocean762", "transcribe", scores.spoken_words, beside.listener()),
    _real("picture + sentence → true or false", "nlvr", "nlvr", scores.verdict),
    Direction(
        name="picture → text + clip + tune",
        world="clips",
        task="omni",
        outputs=("text", "video", "music"),
        score=scores.everything,
        form_only=frozenset({"tune parses"}),
    ),
    _calling("request → call", "call", scores.called),
    _calling("request that no tool fits → words", "no_call", scores.answered),
    *SEARCHES,
    _text("unknown in words", "elsewhere", "elsewhere"),
    _nothing("empty page → nothing", EMPTY_PAGES, "read_nothing"),
    _nothing("no speech → nothing", UNSPOKEN, "hear_nothing"),
    *DOUBTS,
)
