"""`/v1/rerank`: which of several documents, of any modality, are nearest in meaning to a query."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np
from fastapi import APIRouter, Request

from sensorium.errors import InvalidInput
from sensorium.models.model import Model
from sensorium.surfaces.server import lifting, outputs, rates
from sensorium.surfaces.server.embedding import MOST_ITEMS, Item
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.lifting import Files
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.tracing import answers, spans
from sensorium.surfaces.server.wire import Wire

Json = dict[str, Any]


class RerankRequest(Wire):
    """A query and what is to be ranked, in words or as parts."""

    model: str | None = None
    query: str | Item
    documents: list[str | Item]
    top_n: int | None = None
    return_documents: bool = True


def routes(serving: Serving) -> APIRouter:
    """`/v1/rerank`, with the names it has elsewhere."""
    router = APIRouter(tags=["embeddings"])

    @router.post("/v1/rerank")
    @router.post("/v2/rerank", include_in_schema=False)
    @router.post("/rerank", include_in_schema=False)
    async def rerank(request: Request, asked: RerankRequest) -> Json:
        """Rank documents by the cosine of their vectors and the query's, from 0 (opposite) to 1 (the same)."""
        runner = await serving.desk.runner(asked.model)
        return await asyncio.to_thread(_ranked, runner.model, asked, serving.reader(owner_of(request)))

    return router


def _ranked(model: Model, asked: RerankRequest, reader: Reader) -> Json:
    if not 0 < len(asked.documents) <= MOST_ITEMS:
        what = f"documents must be 1 to {MOST_ITEMS}, got {len(asked.documents)}"
        raise InvalidInput(what, param="documents")
    if asked.top_n is not None and asked.top_n < 1:
        raise InvalidInput(f"top_n must be at least 1, got {asked.top_n}", param="top_n")
    sent = lifting.files().copy()
    told = [("query", asked.query), *((f"documents[{i}]", one) for i, one in enumerate(asked.documents))]
    parts = [reader.text(one, at) if isinstance(one, str) else one.part(reader, at) for at, one in told]
    with answers.embedding(model):
        query, *others = model.embed(*parts)
    scores = (1 + np.stack(others) @ query) / 2
    order = np.argsort(-scores, kind="stable")[: asked.top_n]
    tokens = sum(sum(model.count(part).values()) for part in parts)
    rates.charge(tokens)
    spans.tell({"gen_ai.usage.input_tokens": tokens})
    return {
        "id": outputs.new_id("rerank"),
        "model": model.name,
        "results": [_result(asked, int(index), float(scores[index]), sent) for index in order],
        "usage": {"total_tokens": tokens},
        "meta": {"billed_units": {"search_units": 1}},
    }


def _result(asked: RerankRequest, index: int, score: float, sent: Files) -> Json:
    result: Json = {"index": index, "relevance_score": score}
    if asked.return_documents:
        given = asked.documents[index]
        result["document"] = (
            {"text": given} if isinstance(given, str) else sent.restored(given.model_dump(exclude_none=True))
        )
    return result
