"""Outside engines that are asked the same cases, so that a figure stands beside what others reach.

A recogniser that is held to a grammar knows which words can come, as our model does by its training.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sensorium.content import Audio, Document, Image, Part, Reply, Text, Usage
from sensorium.errors import MissingDependency
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


TEACHER = Outside(name="the voice learnt from", answer=_teacher)


@lru_cache(maxsize=4)
def _recogniser(choices: str | None) -> Recogniser:
    if choices is None:
        return Recogniser()
    return Recogniser(f"#JSGF V1.0;\ngrammar choices;\npublic <choice> = {choices};\n", PRONOUNCED)
