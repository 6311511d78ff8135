"""Charts with known values, as a table, single values, or what comes of comparing them. Drawn by `drawing`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from sensorium.content import Image
from sensorium.native.encoders.ends import Reach, clockwise
from sensorium.native.worlds.charts.contents import ChartContent, chart_content, clearly_less
from sensorium.native.worlds.charts.drawing import draw_chart
from sensorium.native.worlds.charts.told import told_chart
from sensorium.native.worlds.example import Example, Shown, Split
from sensorium.native.worlds.judges.reading import SEPARATOR, SO
from sensorium.native.worlds.phrases import ask
from sensorium.native.worlds.print.fonts import Fonts, installed
from sensorium.native.worlds.print.paper import finished, worn

CHART_PX = 256
MOST_LYING = 4  # slices of a pie that is not square
MOST_FURTHER, MOST_FURTHER_TOLD = 4, 8  # questions about the same chart, in training
TOLD = 0.15  # of lessons: what would be read and measured in a chart, in words alone
WEIGHTS: Mapping[str, float] = MappingProxyType({"table": 0.5, "chart_value": 0.35, "chart_max": 0.15})
COMPARING: Mapping[str, float] = MappingProxyType(
    {"chart_max": 0.25, "chart_min": 0.3, "chart_more": 0.35, "chart_count": 0.1}
)
"""Weights for what is asked about the values together."""


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
    """The world of charts. `fonts` default to all that are installed; `weights`: how often each task comes; `told`:
    share of lessons in words alone.
    """

    def __init__(
        self, fonts: Fonts | None = None, *, weights: Mapping[str, float] = WEIGHTS, told: float = TOLD
    ) -> None:
        self._fonts = fonts or installed()
        self._weights = weights
        self._told = told

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        while True:
            yield self.example(rng, split)

    def example(self, rng: np.random.Generator, split: Split) -> Example:
        """A chart to write out as a table, or questions about it."""
        if split == "train" and rng.random() < self._told:
            return told_example(rng) if "table" in self._weights else self._told_questions(rng)
        chart = self.chart(rng, split)
        if split == "train":
            chart = replace(chart, content=as_measured(chart.content, chart.telling))
        task = self._task(rng)
        if (asked := _question(rng, task, chart.content)) is None:
            if "table" not in self._weights:
                return self.example(rng, split)
            task = "table"
            asked = _question(rng, task, chart.content)
            assert asked is not None
        slots, reply = asked
        truth = {"kind": chart.content.kind, "values": chart.values, "family": chart.family, **slots}
        prompt = (ask(task, split, rng, **slots), chart.image)
        asks_more = split == "train" and task != "table"
        further = self._further(rng, chart.content, (task, slots), MOST_FURTHER) if asks_more else ()
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

    def _told_questions(self, rng: np.random.Generator) -> Example:
        """To compare values is learnt from many of them, and needs no picture."""
        words, told, measured = told_chart(rng)
        content, asked = as_measured(words, measured), None
        while asked is None:
            task = self._task(rng)
            asked = _question(rng, task, content)
        slots, reply = asked
        return Example(
            task=task,
            prompt=(ask(task, "train", rng, **slots), told),
            reply=(reply,),
            truth={"kind": content.kind, "values": content.by_label, **slots},
            named=_nowhere(words.labels),
            telling=measured,
            further=self._further(rng, content, (task, slots), MOST_FURTHER_TOLD),
        )

    def _task(self, rng: np.random.Generator) -> str:
        return str(rng.choice(list(self._weights), p=list(self._weights.values())))

    def _further(
        self, rng: np.random.Generator, words: ChartContent, first: tuple[str, Mapping[str, str]], most: int
    ) -> tuple[tuple[str, str], ...]:
        """More questions about the same chart, none twice; values alone beside a value."""
        before, told = [first], []
        for _ in range(most):
            task = "chart_value" if "table" in self._weights else self._task(rng)
            asked = _question(rng, task, words)
            if asked is not None and (task, asked[0]) not in before:
                before.append((task, asked[0]))
                told.append((ask(task, "train", rng, **asked[0]), asked[1]))
        return tuple(told)

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
    return Example(
        task="reckon",
        prompt=(ask("table", "train", rng), told),
        reply=(reply,),
        truth=truth,
        named=_nowhere(words.labels),
        telling=measured,
    )


def _nowhere(labels: Sequence[str]) -> tuple[Shown, ...]:
    """Labels of a chart that is told in words."""
    return tuple(Shown(label, 0.0, 0.0, 0.0, 0.0) for label in labels)


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


def _question(rng: np.random.Generator, task: str, words: ChartContent) -> tuple[dict[str, str], str] | None:
    """What fills the slots of a task of `phrases`, and the answer; None where the eye cannot tell."""
    labels = words.labels
    if task == "chart_max":
        return ({}, _concluded(words, words.labels, words.greatest)) if words.has_clear_maximum else None
    if task == "chart_min":
        return ({}, _concluded(words, words.labels, words.least)) if words.has_clear_minimum else None
    if task == "chart_count":
        return {}, str(len(labels))
    if task == "chart_more":
        one, other = (labels[int(index)] for index in rng.permutation(len(labels))[:2])
        less, more = sorted((one, other), key=words.by_label.__getitem__)
        slots = {"first": one, "second": other}
        clear = clearly_less(words.by_label[less], words.by_label[more])
        return (slots, _concluded(words, (one, other), more)) if clear else None
    if task == "chart_value":
        label = labels[int(rng.integers(len(labels)))]
        return {"label": label}, words.told(label)
    return {}, chart_table(words)


def _concluded(words: ChartContent, compared: Sequence[str], found: str) -> str:
    """The values that are compared, and then the label that comes of it: nothing is compared that was not looked up."""
    said = ", ".join(f"{label}: {words.told(label)}" for label in compared)
    return f"{said}{SO}{found}."


def chart_table(words: ChartContent) -> str:
    """One line `label | value` for each category, in the order drawn."""
    return "\n".join(f"{label}{SEPARATOR}{words.told(label)}" for label in words.labels)
