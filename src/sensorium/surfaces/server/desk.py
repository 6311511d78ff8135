"""The models that a server offers, by name and alias, each loaded when it is first asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

import sensorium.models
from sensorium.errors import InvalidInput, ModelNotFound
from sensorium.models import BUILT_IN
from sensorium.models.model import Model
from sensorium.models.running import MOST_OPEN, Runner, runner_of
from sensorium.surfaces.server.metrics import Metrics
from sensorium.surfaces.server.tracing import answers

Load = Callable[[str], Model]


class Desk:
    """Runners by name. `aliases` maps other names to offered ones; a reply tells the name of the model itself.
    `metrics` counts what they say.
    """

    def __init__(
        self,
        names: Sequence[str] = (BUILT_IN,),
        aliases: Mapping[str, str] | None = None,
        *,
        load: Load = sensorium.models.load,
        most_open: int = MOST_OPEN,
    ) -> None:
        self.names = tuple(names)
        self.aliases = dict(aliases or {})
        self.metrics = Metrics()
        self._load, self._most_open = load, most_open
        self._runners: dict[str, asyncio.Task[Runner]] = {}
        for alias, name in self.aliases.items():
            if name not in self.names:
                raise InvalidInput(f"--alias {alias}={name}: no such model here; offered are {', '.join(self.names)}")

    async def runner(self, name: str | None) -> Runner:
        """The runner of a model; None is the first. Raises `ModelNotFound`, and what loading raises."""
        return await self._loaded(self.known(name))

    async def built_in(self) -> Runner:
        """The built-in model, offered or not: it lends ears and a voice to others. Raises what loading raises."""
        return await self._loaded(BUILT_IN)

    @property
    def loaded(self) -> bool:
        """Whether the first model can answer."""
        task = self._runners.get(self.names[0])
        return task is not None and task.done() and not task.cancelled() and task.exception() is None

    def known(self, name: str | None) -> str:
        """The name of an offered model, for a name, an alias, or None for the first."""
        wanted = self.names[0] if name is None else self.aliases.get(name, name)
        if wanted not in self.names:
            offered = ", ".join([*self.names, *self.aliases])
            raise ModelNotFound(f"no model {name!r} here; offered are {offered}", param="model")
        return wanted

    def close(self) -> None:
        """Let go of every model."""
        for task in self._runners.values():
            if task.done() and not task.cancelled() and task.exception() is None:
                task.result().close()

    async def _loaded(self, name: str) -> Runner:
        task = self._runners.get(name)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._runners[name] = asyncio.create_task(self._opened(name))
        return await asyncio.shield(task)

    async def _opened(self, name: str) -> Runner:
        model = await asyncio.to_thread(self._load, name)
        return self.metrics.counted(answers.traced(runner_of(model, most_open=self._most_open)))
