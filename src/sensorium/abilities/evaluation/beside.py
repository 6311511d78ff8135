"""Outside engines that are asked the same cases, so that a figure stands beside what others reach.

A recogniser that is held to a grammar knows which words can come, as our model does by its training.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sensorium.abilities.evaluation.coded import through_codec
from sensorium.content import Audio, Document, Image, Part, Reply, Text, Usage, Video
from sensorium.errors import MissingDependency
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.worlds.example import Example, Utterance
from sensorium.native.worlds.judges import tesseract
from sensorium.native.worlds.judges.recogniser import SAMPLE_RATE_HZ, Recogniser

DIGITS = "zero | one | two | three | four | five | six | seven | eight | nine"
KEYWORDS = "alexa | computer | jarvis | smart mirror | snowboy | view glass"
PRONOUNCED = {"snowboy": "S N OW B OY"}  # not in the recogniser's dictionary


@dataclass(frozen=True, kw_only=True)
class Outside:
    """An engine and what it answers to a case. `answer` raises `MissingDependency` where it is not installed."""

    name: str
    answer: Callable[[Example], Part]


@dataclass(frozen=True, kw_only=True)
class InCodec:
    """What an engine answers, through the codec of the model that is measured. `of` answers sounds or clips."""

    name: str
    of: Outside

    def by(self, model: Model) -> Outside | None:
        """The engine for one model; None for a model that has no codec here."""
        if not isinstance(model, NativeModel):
            return None
        omni = model.assistant.model

        def answer(case: Example) -> Part:
            part = self.of.answer(case)
            assert isinstance(part, Audio | Video)
            return through_codec(part, omni)

        return Outside(name=self.name, answer=answer)


def engines(beside: Sequence[Outside | InCodec], model: Model | None) -> Iterator[Outside]:
    """The engines that can be asked where `model` is measured; None for replies that no model here gave."""
    for one in beside:
        if isinstance(one, Outside):
            yield one
        elif model is not None and (found := one.by(model)) is not None:
            yield found


def answers(outside: Outside, cases: Sequence[Example]) -> list[Reply] | None:
    """One reply a case; None where the engine is not installed."""
    try:
        parts = [outside.answer(case) for case in cases]
    except MissingDependency:
        return None
    return [Reply(parts=(part,), usage=Usage(prompt={}, completion={}), model=outside.name) for part in parts]


def reader(mode: int) -> Outside:
    """Tesseract on the case's picture, in one of its modes."""

    def answer(case: Example) -> Text:
        return Text(tesseract.read(_picture(case), mode))

    return Outside(name="tesseract", answer=answer)


def _picture(case: Example) -> Image:
    """The picture of a case, or of the page that it is about."""
    shown = next(part for part in case.prompt if isinstance(part, Image | Document))
    return shown.pages[0].picture if isinstance(shown, Document) else shown


def listener(choices: str | None = None) -> Outside:
    """Pocketsphinx on the case's recording: free, or held to `choices`, which a JSGF grammar separates by '|'."""

    def answer(case: Example) -> Text:
        sound = next(part for part in case.prompt if isinstance(part, Audio))
        return Text(_recogniser(choices).hear(sound.mono().resampled(SAMPLE_RATE_HZ).samples[0]))

    return Outside(name="pocketsphinx" if choices is None else "pocketsphinx with grammar", answer=answer)


def _teacher(case: Example) -> Audio:
    """The synthetic voice whose speech was learnt, saying the words itself."""
    return next(part.audio for part in case.reply if isinstance(part, Utterance))


def _film(case: Example) -> Video:
    """The clip that is right."""
    return next(part for part in case.reply if isinstance(part, Video))


TEACHER = Outside(name="the voice learnt from", answer=_teacher)
TEACHER_IN_CODEC = InCodec(name="that voice in our codec", of=TEACHER)
FILM_IN_CODEC = InCodec(name="the right clip in our codec", of=Outside(name="the right clip", answer=_film))


@lru_cache(maxsize=4)
def _recogniser(choices: str | None) -> Recogniser:
    if choices is None:
        return Recogniser()
    return Recogniser(f"#JSGF V1.0;\ngrammar choices;\npublic <choice> = {choices};\n", PRONOUNCED)
