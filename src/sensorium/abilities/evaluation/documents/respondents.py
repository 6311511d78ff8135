"""Who answers questions about a document: the offline reader, or a model that is given the file itself."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from sensorium.abilities.documents import reading
from sensorium.abilities.documents.answering import ask
from sensorium.abilities.documents.way import Way
from sensorium.content import Document, Image, Message, Part, Text
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.media import formats, sources
from sensorium.models import BUILT_IN
from sensorium.models.quoting import RULE, quoted

if TYPE_CHECKING:
    from sensorium.models.model import Model

OFFLINE: Final = "offline reader"
MAX_TOKENS: Final = 60  # of an answer
BRIEFLY: Final = "Answer with the value alone, as it stands in the document."
_TAUGHT_TO_BE_BRIEF: Final = frozenset({BUILT_IN})  # by lessons without any such sentence


@dataclass(frozen=True, kw_only=True)
class Given:
    """An answer. text: "" where there is none, for the reason told. seconds: that it took, reading left out."""

    text: str
    confidence: float | None = None
    reason: str = ""
    seconds: float = 0.0


class Respondent(Protocol):
    """Somebody who answers."""

    @property
    def name(self) -> str: ...

    def answers(self, path: Path, questions: Sequence[str]) -> Iterator[Given]:
        """One answer to each question about a document, in their order."""
        ...


@dataclass(frozen=True, kw_only=True)
class OfflineReader:
    """Layout, tables and charts read without a model, then looked up (`documents.reading`, `documents.answering`)."""

    way: Way = field(default_factory=reading.way_of)
    name: str = OFFLINE

    def answers(self, path: Path, questions: Sequence[str]) -> Iterator[Given]:
        """Raises what `reading.read` raises, but for files that it refuses: those get no answers."""
        try:
            found = reading.read(path, self.way)
        except InvalidInput as error:
            yield from (_none(error) for _ in questions)
            return
        for question in questions:
            began = time.monotonic()
            told = ask(found, question)
            yield Given(
                text=told.text, confidence=told.confidence, reason=told.reason, seconds=time.monotonic() - began
            )


@dataclass(frozen=True, kw_only=True)
class ModelAlone:
    """A model that is given the file and the question, nothing that another program read.

    Pictures go as pictures, other files as documents (text and pictures of pages), or as pictures of pages to a model
    that takes no documents. All models but the built-in one, which was taught short answers, are asked to be brief.
    """

    model: Model

    @property
    def name(self) -> str:
        return self.model.name

    def answers(self, path: Path, questions: Sequence[str]) -> Iterator[Given]:
        """Raises what the model raises, but for what it refuses (too long, no such input): that gets no answers."""
        began = time.monotonic()
        try:
            shown = self._shown(path)
            prompts = [[Message("user", (*shown, Text(self._asked(question))))] for question in questions]
            seeds = [0] * len(prompts)
            answered = self.model.generate_all(
                prompts, outputs=("text",), seeds=seeds, temperature=0.0, max_tokens=MAX_TOKENS
            )
            replies = dict(answered)
        except (InvalidInput, UnsupportedCapability) as error:
            yield from (_none(error) for _ in questions)
            return
        each = (time.monotonic() - began) / len(prompts)
        for index in range(len(prompts)):
            reply = replies[index]
            yield Given(text=reply.text.strip(), confidence=reply.confidence, seconds=each)

    def _asked(self, question: str) -> str:
        return question if self.model.name in _TAUGHT_TO_BE_BRIEF else f"{question}\n{BRIEFLY}"

    def _shown(self, path: Path) -> tuple[Part, ...]:
        loaded = sources.load(path)
        if loaded.media_type in formats.PICTURES:
            return (Image.open(path),)
        document = Document.open(path)
        if "document" in self.model.abilities.inputs:
            return (document,)
        if "image" in self.model.abilities.inputs:
            return tuple(page.picture for page in document.pages)
        return (Text(f"{RULE}\n\n{quoted(document.text)}"),)


def _none(error: InvalidInput | UnsupportedCapability) -> Given:
    return Given(text="", reason=f"{error.code}: {error.message}")
