"""`/v1/inspections`: an exchange asked as in a chat, and then looked at from inside, position by position.

A built-in model alone can be looked into. The last few are kept, so that attention can be asked for one position at a
time: all of it together would be a hundred times as much as anybody looks at.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from sensorium.content import Message, Reply
from sensorium.errors import InvalidInput, NotFound, UnsupportedCapability
from sensorium.models.native import NativeModel
from sensorium.models.running import Order, Runner, reply_of
from sensorium.native.inspection import Chance, Inspection, Position, Source, State, inspect
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_message import message_of, modalities_of
from sensorium.surfaces.server.chat_request import AudioOut, ChatRequest
from sensorium.surfaces.server.inputs import read
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import attended

MOST_KEPT = 4  # at most 28 MB each with the built-in model: queries and keys of a full context
Json = dict[str, Any]


class Kept:
    """The newest inspections; one belongs to the key that asked for it. Where there are too many, whoever has most
    loses the oldest: nobody is robbed of one by another who asks for many.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._found: OrderedDict[tuple[str, str], Inspection] = OrderedDict()

    def add(self, owner: str, inspection: Inspection) -> str:
        """Its id."""
        known = outputs.new_id("insp")
        self._found[owner, known] = inspection
        while len(self._found) > self._most:
            del self._found[self._next_to_go(owner)]
        return known

    def _next_to_go(self, owner: str) -> tuple[str, str]:
        counts = Counter(one for one, _ in self._found)
        most = max(counts, key=lambda one: (counts[one], one == owner))
        return next(key for key in self._found if key[0] == most)

    def get(self, owner: str, known: str) -> Inspection:
        """Raises `NotFound`."""
        if (owner, known) not in self._found:
            raise NotFound(f"no inspection {known[:60]!r} here; the last {self._most} are kept: ask again")
        self._found.move_to_end((owner, known))
        return self._found[owner, known]


def routes(serving: Serving) -> APIRouter:
    """Ask and look; then, for a position, what it looked at."""
    router = APIRouter(prefix="/v1/inspections", tags=["inspection"])
    kept = Kept()

    @router.post("")
    async def create(request: Request, asked: ChatRequest) -> Json:
        """Answer a conversation and tell every position of it. The body is that of a chat completion; with the seed
        that a reply echoes it is that reply which is looked at.
        """
        _check(asked)
        runner = await serving.desk.runner(asked.model)
        model = _native(runner)
        conversation = await read(serving.reader(owner_of(request)), asked.messages)
        order = Order(asked=conversation.messages, outputs=asked.outputs, settings=asked.settings(0))
        async with attended(request.receive):
            reply = await reply_of(runner, order)
        found = await asyncio.to_thread(_inspected, model, conversation.messages, reply)
        told = await asyncio.to_thread(_told, found, reply)
        return {"id": kept.add(owner_of(request), found), "object": "inspection", **told}

    @router.get("/{inspection_id}/attention")
    async def attention(
        request: Request, inspection_id: str, position: int, layer: int | None = None, head: int | None = None
    ) -> Json:
        """The shares of attention that a position gives to itself and those before it; the mean where no layer or head
        is named.
        """
        found = kept.get(owner_of(request), inspection_id)
        shares = await asyncio.to_thread(found.sight.attention, position, layer, head)
        return {"position": position, "layer": layer, "head": head, "shares": [round(float(one), 5) for one in shares]}

    return router


def _check(asked: ChatRequest) -> None:
    asked.check()
    for name, wrong in (("n", asked.n != 1), ("stream", asked.stream)):
        if wrong:
            raise InvalidInput(f"an inspection is of one whole answer: leave {name} out", param=name)


def _native(runner: Runner) -> NativeModel:
    if not isinstance(runner.model, NativeModel):
        raise UnsupportedCapability(f"{runner.model.name} shows nothing of its inside; the built-in model does")
    return runner.model


def _inspected(model: NativeModel, messages: Sequence[Message], reply: Reply) -> Inspection:
    trace = model.trace(reply)
    assert trace is not None, "the model has just given this reply"
    return inspect(model.assistant, messages, trace)


def _told(found: Inspection, reply: Reply) -> Json:
    rows = zip(found.positions, found.sources, found.states, found.chances, strict=True)
    return {
        "model": reply.model,
        "created": outputs.now(),
        "message": message_of(reply, AudioOut()),
        "usage": outputs.usage_json(reply.usage),
        "sensorium": {"settings": dict(reply.settings), "confidence": reply.confidence, "notes": list(reply.notes)},
        "outputs": list(modalities_of(reply)),
        "num_prompt": found.num_prompt,
        "num_layers": found.sight.num_layers,
        "num_heads": found.sight.num_heads,
        "blocks": [asdict(block) for block in found.blocks],
        "positions": [_row(*row) for row in rows],
    }


def _row(position: Position, source: Source | None, state: State | None, chance: Chance | None) -> Json:
    """A position without what it has not: there are many of them."""
    told = {**asdict(position), "source": source and _given(asdict(source)), "state": state and asdict(state)}
    if chance is not None:
        told["probabilities"] = [round(one, 4) for one in chance.probabilities]
        told["others"] = [{"text": text, "probability": round(one, 4)} for text, one in chance.others]
    return _given(told)


def _given(told: Json) -> Json:
    return {name: value for name, value in told.items() if value not in (None, "", (), [])}
