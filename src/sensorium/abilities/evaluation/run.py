"""Runs a model on held-out cases of every direction and returns figures.

Chance is measured, not assumed: each reply is also judged against the truth of another case, so a model that ignores
what it is given scores chance, whatever the mixture of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import numpy as np

from sensorium.abilities.evaluation.beside import answers, engines
from sensorium.abilities.evaluation.copying import copying
from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction, Measured, every, itself
from sensorium.abilities.evaluation.doubt import Doubt, tell_apart
from sensorium.abilities.evaluation.intervals import Figure, against, figure
from sensorium.abilities.evaluation.retrieval import Search, recall
from sensorium.abilities.evaluation.row import Row
from sensorium.abilities.evaluation.showcase import Showcase
from sensorium.abilities.evaluation.wording import Lost, losses, worded_alike
from sensorium.content import Modality, Reply
from sensorium.models.model import Asked, Model
from sensorium.native.train.sources import Worlds
from sensorium.native.worlds.example import Example, Utterance
from sensorium.native.worlds.phrases import taught_words
from sensorium.native.worlds.sets import RealSets
from sensorium.native.worlds.tunes import Tunes

SEED = 20_261_123
PATIENCE = 400  # draws of a world for one case of a task


def evaluate(
    model: Model,
    worlds: Worlds,
    num_cases: int,
    *,
    directions: Sequence[Measured] = DIRECTIONS,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
    showcase: Showcase | None = None,
    wording: bool = False,
) -> Iterator[Row]:
    """Rows as they are measured. Directions whose world is not present, or that the model lacks, are left out.
    showcase: keeps some of the cases; wording: whether each case is also asked in words of training.
    """
    for direction in directions:
        if missing(direction, worlds) or not direction.within(model.abilities):
            continue
        cases = list(cases_of(direction, worlds, num_cases))
        if len(cases) < 2:
            continue
        told = partial(progress, direction.name)
        if isinstance(direction, Search):
            yield from recall(direction, model, cases)
        elif isinstance(direction, Doubt):
            strangers = list(islice(_drawn(worlds, direction.outside, None, num_cases, SEED), num_cases))
            replies = replies_to(model, list(map(prompt_of, [*cases, *strangers])), ("text",), told)
            yield from tell_apart(direction, replies[: len(cases)], replies[len(cases) :])
        elif (asked := direction.form(model)) is not None:
            replies = answers_to(direction, asked, cases, told)
            if showcase is not None:
                showcase.see(direction, cases, replies)
            lost = _lost(direction, asked, worlds, num_cases, (cases, replies)) if wording else {}
            for row in judge(direction, cases, replies, model):
                yield replace(row, lost=lost.get(row.measure))
            yield from _copying(direction, worlds, cases, replies)


def _copying(direction: Direction, worlds: Worlds, cases: Sequence[Example], replies: Sequence[Reply]) -> Iterator[Row]:
    """Whether tunes are new; of other directions nothing."""
    tunes = worlds.find(direction.world)
    if direction.outputs == ("music",) and isinstance(tunes, Tunes):
        yield from copying(direction.name, tunes, replies, cases)


def _lost(
    direction: Direction,
    model: Model,
    worlds: Worlds,
    num_cases: int,
    answered: tuple[Sequence[Example], Sequence[Reply]],
) -> Mapping[str, Lost]:
    """What unseen words cost each measure; of nothing where a direction is a part or a form of another one, or where
    no words are asked that training could have used.
    """
    if direction.wanted is not every or direction.form is not itself:
        return {}
    cases, replies = answered
    with taught_words():
        taught = list(cases_of(direction, worlds, num_cases))
    if worded_alike(cases, taught):
        return {}
    told = answers_to(direction, model, taught)
    return losses(direction.score, zip(replies, cases, strict=True), zip(told, taught, strict=True))


def missing(direction: Measured, worlds: Worlds) -> str | None:
    """The name of a world that a direction needs and that is not present."""
    needed = (direction.world, direction.outside) if isinstance(direction, Doubt) else (direction.world,)
    return next((name for name in needed if worlds.find(name) is None), None)


def replies_to(
    model: Model,
    prompts: Sequence[Sequence[Asked]],
    outputs: Sequence[Modality],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Reply]:
    """What a model answers to each prompt, in their order."""
    replies: dict[int, Reply] = {}
    for index, reply in model.generate_all(prompts, outputs=outputs, seeds=range(len(prompts))):
        replies[index] = reply
        progress(len(replies), len(prompts))
    return [replies[index] for index in range(len(prompts))]


def answers_to(
    direction: Direction,
    model: Model,
    cases: Sequence[Example],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Reply]:
    """What a model answers to each case of a direction."""
    prompts = list(map(prompt_of, cases))
    if direction.calls:
        return calls_of(model, prompts, cases, progress)
    return replies_to(model, prompts, direction.outputs, progress)


def calls_of(
    model: Model,
    prompts: Sequence[Sequence[Asked]],
    cases: Sequence[Example],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Reply]:
    """What a model answers to each prompt beside the tools of its case, in their order: words or a call."""
    replies: list[Reply] = []
    for seed, (prompt, case) in enumerate(zip(prompts, cases, strict=True)):
        replies.append(model.generate(*prompt, outputs=("text",), tools=case.tools, seed=seed))
        progress(len(replies), len(prompts))
    return replies


def judge(
    direction: Direction, cases: Sequence[Example], replies: Sequence[Reply], model: Model | None = None
) -> Iterator[Row]:
    """Figures of replies: each against its own case, and against another's for chance; beside them those of the
    outside engines that are installed, and what goes through the codecs of the model, where one is given.
    """
    own = [direction.score(reply, case) for reply, case in zip(replies, cases, strict=True)]
    others = [direction.score(reply, case) for reply, case in zip(replies, [*cases[1:], cases[0]], strict=True)]
    beside = {
        outside.name: [direction.score(reply, case) for reply, case in zip(found, cases, strict=True)]
        for outside in engines(direction.beside, model)
        if (found := answers(outside, cases)) is not None
    }
    for measure in own[0]:
        guessed = None if measure in direction.form_only else [score[measure] for score in others]
        yield Row(
            direction=direction.name,
            measure=measure,
            figure=_figure([score[measure] for score in own], guessed),
            beside={name: _figure([score[measure] for score in some], guessed) for name, some in beside.items()},
        )


def _figure(scores: Sequence[float], guessed: Sequence[float] | None) -> Figure:
    """guessed: what replies score on other cases; None where that earns nothing."""
    return figure(scores, 0.0) if guessed is None else against(scores, guessed)


def cases_of(direction: Measured, worlds: Worlds, num_cases: int, *, seed: int = SEED) -> Iterator[Example]:
    """Held-out cases, the same for every model."""
    wanted = direction.wanted if isinstance(direction, Direction) else every
    if isinstance(direction, Doubt) or direction.set_name is None:
        drawn = _drawn(worlds, direction.world, direction.task, num_cases, seed)
        fitting = filter(wanted, drawn)
        once = direction.once if isinstance(direction, Direction) else None
        yield from islice(fitting if once is None else _firsts(fitting, once), num_cases)
    else:
        yield from _real_cases(direction, worlds, num_cases, np.random.default_rng(seed), wanted)


def _drawn(worlds: Worlds, name: str, task: str | None, num_cases: int, seed: int) -> Iterator[Example]:
    """Cases of a world that makes them, of any task if None, until patience for `num_cases` is at its end."""
    world = worlds.find(name)
    assert world is not None
    drawn = islice(world.examples(np.random.default_rng(seed), "test"), PATIENCE * num_cases)
    yield from (case for case in drawn if task in (None, case.task))


def _firsts(cases: Iterable[Example], once: Callable[[Example], Hashable]) -> Iterator[Example]:
    """Of cases that `once` finds equal, the first, until there seem to be no others."""
    seen: set[Hashable] = set()
    repeated = 0
    for case in cases:
        value = once(case)
        repeated = repeated + 1 if value in seen else 0
        if repeated > PATIENCE:
            return
        if not repeated:
            seen.add(value)
            yield case


def _real_cases(
    direction: Direction | Search,
    worlds: Worlds,
    num_cases: int,
    rng: np.random.Generator,
    wanted: Callable[[Example], bool],
) -> Iterator[Example]:
    """Rows of a real set, each at most once."""
    real = worlds.worlds["sets"]
    assert isinstance(real, RealSets)
    assert direction.set_name is not None
    cases = [case for case in real.cases(direction.set_name, direction.task) if wanted(case)]
    yield from (cases[index] for index in rng.permutation(len(cases))[:num_cases])


def prompt_of(case: Example) -> list[Asked]:
    """The parts of a case's prompt as a caller gives them."""
    return [part.audio if isinstance(part, Utterance) else part for part in case.prompt]
