"""One response on its way, as JSON: begun, ended, failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sensorium.content import Reply
from sensorium.models.running import Order, Runner
from sensorium.surfaces.server import failures, outputs
from sensorium.surfaces.server.lifting import Files
from sensorium.surfaces.server.responses_items import items_of, usage_json
from sensorium.surfaces.server.responses_request import ResponseRequest
from sensorium.surfaces.server.wire import Wire

Json = dict[str, Any]
KNOWN_CODES = frozenset({"server_error", "rate_limit_exceeded", "invalid_prompt", "invalid_image", "image_too_large"})
"""Codes of ours that the API has for a response that failed; typed clients know no others."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """One response on its way."""

    request: ResponseRequest
    runner: Runner
    order: Order
    items: list[Json]  # all that led to it, earlier turns included
    notes: tuple[str, ...]
    sent: Files  # that were taken out of the body
    id: str = field(default_factory=lambda: outputs.new_id("resp"))
    created: int = field(default_factory=outputs.now)

    def begun(self) -> Json:
        """The response before anything has come of it."""
        asked = self.request
        form = asked.text.format if asked.text else None
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": "in_progress",
            "model": self.runner.model.name,
            "output": [],
            "error": None,
            "incomplete_details": None,
            "instructions": asked.instructions,
            "previous_response_id": asked.previous_response_id,
            "max_output_tokens": asked.max_output_tokens,
            "metadata": asked.metadata or {},
            "parallel_tool_calls": bool(asked.parallel_tool_calls),
            "temperature": asked.temperature,
            "top_p": asked.top_p,
            "tool_choice": _plain(asked.tool_choice) or "auto",
            "tools": [_plain(tool) for tool in asked.tools or []],
            "store": asked.store,
            "text": {"format": form.model_dump(by_alias=True, exclude_none=True) if form else {"type": "text"}},
            "truncation": "disabled",
            "usage": None,
        }

    def ended(self, reply: Reply, items: list[Json] | None = None) -> Json:
        """The response once it is whole. items: those that a stream has told, with their ids."""
        cut = reply.finish_reason == "length"
        return {
            **self.begun(),
            "status": "incomplete" if cut else "completed",
            "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
            "output": items_of(reply) if items is None else items,
            "usage": usage_json(reply.usage),
            "sensorium": {
                "settings": dict(reply.settings),
                "confidence": reply.confidence,
                "notes": [*self.notes, *reply.notes],
            },
        }

    def failed(self, error: Exception, items: list[Json]) -> Json:
        """The response that cannot be given to its end. items: those that were whole by then."""
        status, body, _ = failures.told(error)
        told = body["error"]
        code = told["code"] if told["code"] in KNOWN_CODES else _code_of(status)
        return {
            **self.begun(),
            "status": "failed",
            "error": {**told, "code": code},
            "output": items,
            "sensorium": {"code": told["code"], "notes": list(self.notes)},
        }


def _code_of(status: int) -> str:
    """The code of the API for an error with a status."""
    if status == 429:
        return "rate_limit_exceeded"
    return "invalid_prompt" if status < 500 else "server_error"


def _plain(asked: object) -> object:
    """A part of what was asked as JSON again."""
    return asked.model_dump(exclude_none=True) if isinstance(asked, Wire) else asked
