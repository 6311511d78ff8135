"""Steps that end in words: pictures, text, charts, pages, speech, sounds, clips, and words alone, with their truth.

Everything is drawn at random from the held-out part of its world: pairs of thing and colour, typefaces, sentences
that were never trained on. Nothing is picked because it works.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sensorium.abilities.evaluation import scores
from sensorium.abilities.evaluation.scores import Score
from sensorium.content import Audio, Music
from sensorium.native.worlds.charts import Charts, chart_table
from sensorium.native.worlds.charts.contents import format_number
from sensorium.native.worlds.clips import Clips
from sensorium.native.worlds.clips.motion import MOTIONS
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.pages import Page, Pages, table_text
from sensorium.native.worlds.phrases import WORDINGS
from sensorium.native.worlds.print.lines import Lines
from sensorium.native.worlds.scenes import Scenes, words
from sensorium.native.worlds.sounds import SAMPLE_RATE_HZ, SOUNDS, render
from sensorium.native.worlds.tunes import composed, description
from sensorium.surfaces.demo.inputs import RECORDINGS, Inputs
from sensorium.surfaces.demo.judging import by
from sensorium.surfaces.demo.steps import Attachment, Step

LOOK, READ, LISTEN, WATCH, THINK = "Look", "Read", "Listen", "Watch", "Words alone"

TUNE_NOTE = "A tune is given as its score; its heading names the kind and the key."


def plain(task: str, **slots: str) -> str:
    """The plainest of the ways in which people ask for `task`."""
    return WORDINGS[task].train[0].format(**slots)


def look(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    """Pictures of scenes: one to describe, then questions."""
    scenes = Scenes(scores.gallery())
    titles = {
        "describe": "Describe a picture",
        "count": "Count things",
        "colour": "Name a colour",
        "relation": "Tell where things are",
    }
    for task, title in titles.items():
        scene, asked = scenes.asked(task, "set", "test", rng)
        given = inputs.picture(f"look-{task}", scenes.picture(scene))
        case = Example(task=task, prompt=(), reply=(asked.answer,), truth={"scene": scene})
        score = scores.described if task == "describe" else scores.exact
        yield _asked(LOOK, title, (given, plain(task, **asked.slots)), case, score)


def read(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    """A printed line, a chart, and a page of a PDF."""
    line = Lines().line(rng, "test")
    given = inputs.picture("line", line.image)
    case = Example(task="read", prompt=(), reply=(line.text,))
    yield _asked(READ, "Read a line", (plain("read"), given), case, scores.characters)
    yield from _chart(inputs, rng)
    yield from _page(inputs, rng)


def _chart(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    chart = Charts().chart(rng, "test")
    given = inputs.picture("chart", chart.image)
    content, truth = chart.content, {"values": chart.values}
    case = Example(task="table", prompt=(), reply=(chart_table(content),), truth=truth)
    yield _asked(READ, "A chart becomes a table", (plain("table"), given), case, scores.chart_table)
    at = int(rng.integers(len(content.labels)))
    answer = format_number(content.values[at]) + content.unit
    case = Example(task="chart_value", prompt=(), reply=(answer,), truth=truth)
    ask = plain("chart_value", label=content.labels[at])
    yield _asked(READ, "One value of the chart", (ask, given), case, scores.number, name="chart-value")


def _page(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    page = _table_page(rng)
    given = inputs.page("page", page.image)
    content = page.content
    case = Example(task="page_table", prompt=(), reply=(table_text(content),))
    note = "The PDF holds a picture and no text layer, as a scan does: the words have to be seen."
    yield _asked(READ, "Read the table of a PDF", (plain("page_table"), given), case, scores.page_table, note=note)
    row, at = content.body[int(rng.integers(len(content.body)))], int(rng.integers(1, len(content.columns)))
    case = Example(task="cell", prompt=(), reply=(row[at],))
    ask = plain("cell", row=row[0], column=content.columns[at])
    yield _asked(READ, "Find one cell", (ask, given), case, scores.exact, name="page-cell")


def _table_page(rng: np.random.Generator) -> Page:
    pages = Pages()
    while True:
        page = pages.page(rng, "test")
        if page.content.kind == "table":
            return page


def listen(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    """Two recordings of synthetic voices, a sound, and a tune."""
    for name in rng.permutation(list(RECORDINGS))[:2].tolist():
        case = Example(task="transcribe", prompt=(), reply=(RECORDINGS[name],))
        given = inputs.recording(name)
        prompt = (given, plain("transcribe"))
        yield _asked(LISTEN, "Write down what is said", prompt, case, scores.spoken_words, name=f"speech-{name}")
    name = list(SOUNDS)[int(rng.integers(len(SOUNDS)))]
    given = inputs.sound("sound-heard", Audio(render(name, rng)[None], SAMPLE_RATE_HZ))
    case = Example(task="hear", prompt=(), reply=(f"{name[0].upper()}{name[1:]}.",))
    yield _asked(LISTEN, "Name a sound", (given, plain("hear")), case, scores.exact)
    piece = composed(rng, "test")
    case = Example(task="describe_tune", prompt=(), reply=(description(piece),))
    given = inputs.tune("tune-given", Music(piece.abc))
    yield _asked(LISTEN, "Tell what tune it is", (given, plain("describe_tune")), case, scores.exact, note=TUNE_NOTE)


def watch(inputs: Inputs, rng: np.random.Generator) -> Iterator[Step]:
    """A clip of one thing that moves."""
    clip = Clips(scores.gallery()).clip("test", rng, num_things=1)
    given = inputs.clip("clip", clip.video())
    truth = {"scene": clip.scene, "clip": clip}
    case = Example(task="watch", prompt=(), reply=(clip.describe(),), truth=truth)
    yield _asked(WATCH, "Tell what happens", (given, plain("watch")), case, scores.described)
    case = Example(task="watch_motion", prompt=(), reply=(MOTIONS[clip.motions[0]].verb,), truth=truth)
    yield _asked(WATCH, "Name the motion", (given, plain("watch_motion")), case, scores.exact, name="clip-motion")


def think(rng: np.random.Generator) -> Iterator[Step]:
    """A scene that is only spoken of."""
    scene, asked = Scenes(scores.gallery()).asked("relation", "set", "test", rng)
    told = f"There is {words.describe(scene)}. {plain(asked.task, **asked.slots)}"
    case = Example(task="imagine", prompt=(), reply=(asked.answer,), truth={"scene": scene})
    yield _asked(THINK, "Answer without a picture", (told,), case, scores.exact)


def _asked(
    chapter: str,
    title: str,
    prompt: tuple[str | Attachment, ...],
    case: Example,
    score: Score,
    *,
    name: str = "",
    note: str = "",
) -> Step:
    """A step whose right answer is the reply of `case`."""
    wanted = "\n".join(part for part in case.reply if isinstance(part, str))
    return Step(
        chapter=chapter,
        title=title,
        name=name or case.task.replace("_", "-"),
        prompt=prompt,
        outputs=("text",),
        wanted=wanted,
        judge=by(score, case),
        note=note,
    )
