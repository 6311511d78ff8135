"""`/v1/documents`: files that are read by jobs. What is read of them then: `documents_contents`.

Ours: OpenAI has no such route. In the manner of /v1/videos and /v1/files.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request

from sensorium.abilities.documents.readers.choosing import known
from sensorium.errors import InvalidInput, SensoriumError
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.documents_request import DocumentRequest, judged
from sensorium.surfaces.server.documents_work import KIND, Documents
from sensorium.surfaces.server.jobs import Jobs
from sensorium.surfaces.server.kept_files import NewFile
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.tracing import spans

PURPOSE = "document"  # of a file that came with its document
Json = dict[str, Any]


def routes(serving: Serving, jobs: Jobs, documents: Documents) -> APIRouter:
    """Begin, look at, list and delete."""
    router = APIRouter(prefix="/v1/documents", tags=["documents"])
    storage = serving.storage

    @router.post("")
    async def create(
        request: Request, asked: Annotated[DocumentRequest, Form(media_type="multipart/form-data")]
    ) -> Json:
        """Queue a document to be read; what is wrong with the request is told now. A `file` is kept until its document
        is deleted; a password is kept in memory, and no longer than the server runs.
        """
        job = await _queued(serving, documents, owner_of(request), asked)
        jobs.wake()
        return _card(job)

    @router.get("")
    async def listed(
        request: Request, limit: int = 20, order: Literal["asc", "desc"] = "desc", after: str | None = None
    ) -> Json:
        """The documents of whoever asks."""
        kept = await asyncio.to_thread(storage.jobs.all_of, owner_of(request), KIND)
        return outputs.listed([_card(job) for job in kept], limit=limit, newest_first=order == "desc", after=after)

    @router.get("/readers")
    async def readers() -> Json:
        """Who reads pictures of pages: which are installed here, and how the others are brought."""
        return {"object": "list", "data": _readers()}

    @router.get("/{document_id}")
    async def document(request: Request, document_id: str) -> Json:
        """How far a document is."""
        return _card(await asyncio.to_thread(storage.jobs.one, owner_of(request), document_id, KIND))

    @router.delete("/{document_id}")
    async def delete(request: Request, document_id: str) -> Json:
        """Stop and forget a document, and the file that came with it."""
        owner = owner_of(request)
        job = await asyncio.to_thread(storage.jobs.one, owner, document_id, KIND)
        await jobs.cancel(owner, document_id, file_id=job.asked["file_id"] if job.asked["owns_file"] else None)
        documents.forget(job.asked["lock"])
        return {"id": document_id, "object": "document.deleted", "deleted": True}

    return router


async def _queued(serving: Serving, documents: Documents, owner: str, asked: DocumentRequest) -> Job:
    """A job for a document that was judged. Raises what `judged` raises, `NotFound`, `Overloaded`."""
    storage = serving.storage
    asked.check()
    if asked.file is None:
        assert asked.file_id is not None
        data, name = await asyncio.to_thread(storage.files.named, owner, asked.file_id)
    else:
        data, name = await asked.file.read(), asked.file.filename or "document"
    if not data:
        raise InvalidInput("the file is empty", code="empty_file", param="file")
    with spans.span("read media", {"sensorium.modality": KIND}):
        num_pages = await asyncio.to_thread(judged, data, name, asked, serving.limits)
    file = None if asked.file is None else NewFile(name=name, purpose=PURPOSE, data=data)
    lock = documents.lock(asked.password)
    kept = _kept(asked, asked.file_id or "", name, lock, num_pages)
    if file is not None:
        kept |= {"file_id": file.id, "filename": file.shown}
    try:
        return await asyncio.to_thread(storage.jobs.add, owner, KIND, kept, file)
    except SensoriumError:
        documents.forget(lock)
        raise


def _kept(asked: DocumentRequest, file_id: str, name: str, lock: str | None, num_pages: int | None) -> Json:
    """What is kept of a request."""
    first, last = asked.span
    return {
        "file_id": file_id,
        "owns_file": asked.file is not None,
        "filename": name,
        "first": first,
        "last": last,
        "lock": lock,
        "reader": asked.reader,
        "verify": asked.verify,
        "figures": asked.figures,
        "embedded": asked.embedded,
        "traceparent": spans.traceparent(),
        "found": {} if num_pages is None else {"num_pages": num_pages},
    }


def _readers() -> list[Json]:
    """Each by its name, as `reader` and `verify` take it; the default is asked where none is named."""
    found = known()
    default = next((one.name for one in found if one.installed), None)
    return [
        {
            "id": one.name,
            "object": "document.reader",
            "installed": one.installed,
            "default": one.name == default,
            "languages": list(one.languages),
            "install": one.install,
        }
        for one in found
    ]


def _card(job: Job) -> Json:
    found = job.asked["found"]
    return {
        "id": job.id,
        "object": KIND,
        "status": job.status,
        "progress": job.progress,
        "created_at": job.created,
        "completed_at": job.ended if job.status == "completed" else None,
        "file_id": job.asked["file_id"],
        "filename": job.asked["filename"],
        "num_pages": found.get("num_pages"),
        "title": found.get("title"),
        "readers": found.get("readers", []),
        "notes": found.get("notes", []),
        "error": job.fault,
    }
