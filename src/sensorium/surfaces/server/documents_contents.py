"""What was read of a document: its words, tables, pages, and answers about it."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from sensorium.surfaces.server.documents_model import ReadByModel
from sensorium.surfaces.server.documents_request import ExtractionRequest, QuestionRequest
from sensorium.surfaces.server.documents_work import KIND, Documents
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import attended

QUIET = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
"""Of what a stranger wrote: a browser that opens it runs nothing and asks for nothing."""
TYPES = {"json": "application/json", "markdown": "text/markdown", "html": "text/html", "text": "text/plain"}
Json = dict[str, Any]


def routes(serving: Serving, documents: Documents) -> APIRouter:
    """Words, tables, pages, fields, answers."""
    router = APIRouter(prefix="/v1/documents/{document_id}", tags=["documents"])
    storage = serving.storage
    by_model = ReadByModel(serving=serving, documents=documents)

    async def read(request: Request, document_id: str) -> tuple[Job, bytes]:
        """A document that was read. Raises `NotFound`, `InvalidInput(code="not_ready")`."""
        owner = owner_of(request)
        job = await asyncio.to_thread(storage.jobs.one, owner, document_id, KIND)
        return job, await asyncio.to_thread(storage.jobs.data, owner, document_id, KIND)

    @router.get("/content", response_model=None)
    async def content(
        request: Request,
        document_id: str,
        format: Literal["json", "markdown", "html", "text"] = "json",  # noqa: A002
    ) -> Response:
        """What was read: everything with its place (json), or its words in their order."""
        _, data = await read(request, document_id)
        written = data if format == "json" else await documents.written(data, format)
        return Response(written, 200, QUIET, TYPES[format])

    @router.get("/tables/{number}", response_model=None)
    async def table(
        request: Request,
        document_id: str,
        number: int,
        format: Literal["csv", "json"] = "csv",  # noqa: A002
    ) -> Response:
        """A table by its number in reading order, from 1."""
        _, data = await read(request, document_id)
        done = await documents.table(data, number, format)
        if format == "json":
            return JSONResponse(dict(done.facts), 200, QUIET)
        return Response(done.data, 200, QUIET, "text/csv")

    @router.get("/pages/{number}/picture", response_model=None)
    async def picture(
        request: Request,
        document_id: str,
        number: int,
        dpi: Annotated[float, Query(ge=10, le=300)] = 100.0,
        boxes: bool = False,
    ) -> Response:
        """A page as it was read, as PNG, never finer than it was seen; `boxes`: with what was found drawn over it."""
        job, data = await read(request, document_id)
        done = await documents.picture(job, data, number, dpi=dpi, boxes=boxes)
        return Response(done.data, 200, QUIET, "image/png")

    @router.post("/extractions")
    async def extractions(request: Request, document_id: str, asked: ExtractionRequest) -> Json:
        """The fields of a schema, each with its place: by layout, or by a model that is named."""
        job, data = await read(request, document_id)
        async with attended(request.receive):
            if asked.model is None:
                found = await documents.extracted(data, asked.schema_)
            else:
                found = await by_model.extracted(job, data, asked.schema_, asked.model)
        return {"object": "document.extraction", "document_id": job.id, **found}

    @router.post("/questions")
    async def questions(request: Request, document_id: str, asked: QuestionRequest) -> Json:
        """An answer with the places that it is from: words of the document, or those of a model that is named."""
        job, data = await read(request, document_id)
        async with attended(request.receive):
            if asked.model is None:
                found = await documents.answered(data, asked.question)
            else:
                found = await by_model.answered(job, data, asked.question, asked.model)
        return {"object": "document.answer", "document_id": job.id, **found}

    return router
