"""A model that the server offers, reading a document: asked in its turn among all others, and held to the pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

import numpy as np

from sensorium.abilities.documents import answering, extraction, writing
from sensorium.abilities.documents.asked_models import takes_pages
from sensorium.abilities.documents.tree import Reading
from sensorium.content import Image, Modality, Reply
from sensorium.models.model import Abilities, Asked, Model
from sensorium.models.running import Order, Runner, reply_of
from sensorium.surfaces.server.documents_work import Documents
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.serving import Serving

PICTURE_DPI = 100.0
Json = dict[str, Any]


class Turned:
    """A runner as a model that a thread may ask for words: each request takes its turn with those of others."""

    def __init__(self, runner: Runner, loop: asyncio.AbstractEventLoop) -> None:
        self.runner, self.loop = runner, loop
        self._waiting: Future[Reply] | None = None
        self._over = False

    @property
    def name(self) -> str:
        return self.runner.model.name

    @property
    def abilities(self) -> Abilities:
        return self.runner.model.abilities

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply:
        """The whole reply. Raises as `Runner.events`, and `CancelledError` of `concurrent.futures` when nobody waits
        for it any more. Never called from the event loop, which answers it.
        """
        order = Order(asked=asked, outputs=outputs, settings=settings)
        self._waiting = asyncio.run_coroutine_threadsafe(reply_of(self.runner, order), self.loop)
        if self._over:  # only now: `stop` may have come before there was anything to cancel
            self._waiting.cancel()
        return self._waiting.result()

    def stop(self) -> None:
        """Nobody waits for what is asked, now or later. From the event loop."""
        self._over = True
        if self._waiting is not None:
            self._waiting.cancel()


@dataclass(frozen=True, kw_only=True)
class ReadByModel:
    """Extractions and answers of a named model."""

    serving: Serving
    documents: Documents

    async def extracted(self, job: Job, data: bytes, schema: Json, name: str) -> Json:
        """Values by a schema. Raises `ModelNotFound`, and what `extraction.extract` raises."""

        def found(reading: Reading, model: Model, pictures: Sequence[Image]) -> Json:
            return dict(extraction.extract(reading, schema, model=model, pictures=pictures).told())

        return await self._asked(job, data, name, found)

    async def answered(self, job: Job, data: bytes, question: str, name: str) -> Json:
        """An answer. Raises `ModelNotFound`, and what `answering.ask` raises."""

        def found(reading: Reading, model: Model, pictures: Sequence[Image]) -> Json:
            return dict(answering.ask(reading, question, model=model, pictures=pictures).told())

        return await self._asked(job, data, name, found)

    async def _asked(
        self, job: Job, data: bytes, name: str, find: Callable[[Reading, Model, Sequence[Image]], Json]
    ) -> Json:
        runner = await self.serving.desk.runner(name)
        reading = await asyncio.to_thread(_retold, data)
        pictures = await self._pictures(job, data, reading) if takes_pages(runner.model, reading) else ()
        turned = Turned(runner, asyncio.get_running_loop())
        model: Any = turned
        try:
            return await self.documents.in_thread(find, reading, model, pictures)
        except asyncio.CancelledError:
            turned.stop()
            raise

    async def _pictures(self, job: Job, data: bytes, reading: Reading) -> Sequence[Image]:
        """Pictures of all pages, counted among the media of this request."""
        budget, pictures = self.serving.budget(), []
        for page in reading.pages:
            done = await self.documents.picture(job, data, page.number, dpi=PICTURE_DPI, raw=True)
            shape = (done.facts["height"], done.facts["width"], 3)
            picture = Image(np.frombuffer(done.data, np.uint8).reshape(shape))
            budget.take(picture)
            pictures.append(picture)
        return pictures


def _retold(data: bytes) -> Reading:
    return writing.retold(json.loads(data))
