"""Charts with known values, as a table, a single value or the greatest one. Drawn by `chart_drawing`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sensorium.content import Image
from sensorium.native.encoders.ends import Reach, clockwise
from sensorium.native.worlds.charts.contents import ChartContent, chart_content, format_number
from sensorium.native.worlds.charts.drawing import draw_chart
from sensorium.native.worlds.charts.told import told_chart
from sensorium.native.worlds.example import Example, Shown, Split
from sensorium.native.worlds.judges.reading import SEPARATOR
from sensorium.native.worlds.phrases import ask
from sensorium.native.worlds.print.fonts import Fonts, installed
from sensorium.native.worlds.print.paper import finished, worn

CHART_PX = 256
MOST_LYING = 4  # slices of a pie that is not square
MOST_FURTHER = 4  # questions about the same chart, in training
TOLD = 0.15  # of lessons: what would be read and measured in a chart, in words alone


@dataclass(frozen=True, eq=False)
class Chart:
    """A picture of a chart, what it shows, its typeface, where its words stand, where its values end, and what is
    printed that tells them.
    """

    image: Image
    content: ChartContent
    family: str
    printed: tuple[Shown, ...]
    reached: tuple[Shown, ...]
    telling: tuple[str, ...]

    @property
    def ends(self) -> tuple[Shown, ...]:
        """Each label, where its value ends."""
        return tuple(replace(place, text=label) for place, label in zip(self.reached, self.content.labels, strict=True))

    @property
    def reached_in_order(self) -> tuple[Shown, ...]:
        """As values are told that were measured."""
        if not self.content.unit:
            return self.reached
        slices = {Reach(*one.middle): one for one in self.reached}
        return tuple(slices[reach] for reach in clockwise(list(slices)))

    @property
    def values(self) -> Mapping[str, float]:
        """Label → value."""
        return self.content.by_label


class Charts:
    """The world of charts. `fonts` default to all that are installed."""

    def __init__(self, fonts: Fonts | None = None) -> None:
        self._fonts = fonts or installed()

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        while True:
            yield self.example(rng, split)

    def example(self, rng: np.random.Generator, split: Split) -> Example:
        """A chart to write out as a table, or one question about it."""
        if split == "train" and rng.random() < TOLD:
            return told_example(rng)
        chart = self.chart(rng, split)
        if split == "train":
            chart = replace(chart, content=as_measured(chart.content, chart.telling))
        task = str(rng.choice(["table", "chart_value", "chart_max"], p=[0.5, 0.35, 0.15]))
        if task == "chart_max" and not chart.content.has_clear_maximum:
            task = "table"
        slots, reply = _question(rng, task, chart.content)
        truth = {"kind": chart.content.kind, "values": chart.values, "family": chart.family, **slots}
        prompt = (ask(task, split, rng, **slots), chart.image)
        further = _further(rng, chart.content, reply) if split == "train" and task != "table" else ()
        return Example(
            task=task,
            prompt=prompt,
            reply=(reply,),
            truth=truth,
            reached=chart.reached_in_order,
            printed=chart.printed,
            named=chart.ends,
            telling=chart.telling,
            further=further,
        )

    def chart(self, rng: np.random.Generator, split: Split) -> Chart:
        """One chart, drawn and worn."""
        words = chart_content(rng, split)
        height, width = chart_size(rng, words)
        face = self._fonts.choose(
            rng, split, "".join((words.title, words.value_title, *words.labels)) + "0123456789,.%"
        )
        drawn = draw_chart(rng, words, face, height, width)
        pixels = worn(rng, drawn.picture, 12.0) if rng.random() < 0.4 else finished(drawn.picture)
        return Chart(Image(pixels), words, face.family, drawn.words, drawn.reached, drawn.telling)


def told_example(rng: np.random.Generator) -> Example:
    """The print of a chart and its values as they are measured, in words, to be written out as a table."""
    words, told, measured = told_chart(rng)
    truth = {"kind": words.kind, "values": words.by_label}
    reply = chart_table(as_measured(words, measured))
    return Example(task="reckon", prompt=(ask("table", "train", rng), told), reply=(reply,), truth=truth)


def as_measured(words: ChartContent, measured: Sequence[str]) -> ChartContent:
    """With values as exact as they can be measured where they are not printed."""
    if words.printed:
        return words
    return replace(words, values=tuple(float(value.removesuffix("%")) for value in measured))


def chart_size(rng: np.random.Generator, words: ChartContent) -> tuple[int, int]:
    """Height and width: mostly square, else lying, seldom upright. A lying pie has no room for a long legend."""
    if rng.random() < 0.65 or (words.kind == "pie" and len(words.labels) > MOST_LYING):
        return CHART_PX, CHART_PX
    width = int(rng.integers(220, 361))
    return int(width * rng.uniform(0.62, 1.1)), width


def _question(rng: np.random.Generator, task: str, words: ChartContent) -> tuple[dict[str, str], str]:
    if task == "chart_max":
        return {}, words.greatest
    if task == "chart_value":
        number = int(rng.integers(len(words.labels)))
        return {"label": words.labels[number]}, format_number(words.values[number]) + words.unit
    return {}, chart_table(words)


def _further(rng: np.random.Generator, words: ChartContent, first: str) -> tuple[tuple[str, str], ...]:
    """More values of the same chart, each asked for once."""
    every = (_question(rng, "chart_value", words) for _ in range(MOST_FURTHER))
    slots_of = {reply: slots for slots, reply in every if reply != first}
    return tuple((ask("chart_value", "train", rng, **slots), reply) for reply, slots in slots_of.items())


def chart_table(words: ChartContent) -> str:
    """One line `label | value` for each category, in the order drawn."""
    pairs = zip(words.labels, words.values, strict=True)
    return "\n".join(f"{label}{SEPARATOR}{format_number(value)}{words.unit}" for label, value in pairs)
