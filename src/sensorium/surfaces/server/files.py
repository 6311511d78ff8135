"""`/v1/files`: uploads that later requests name by id."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response, StreamingResponse

from sensorium.errors import InvalidInput
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.kept_files import StoredFile
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.storage import Storage
from sensorium.surfaces.server.wire import Wire

Json = dict[str, Any]
SHORTEST_S, LONGEST_S = 3_600, 2_592_000  # for which a file can be kept, where it is to be forgotten at all
PIECE_BYTES = 1_000_000  # of a file that is downloaded


class Upload(Wire):
    """A file, and what it is for."""

    file: UploadFile
    purpose: str = "user_data"
    expires_after_seconds: Annotated[int | None, Form(alias="expires_after[seconds]", ge=SHORTEST_S, le=LONGEST_S)] = (
        None
    )
    expires_after_anchor: Annotated[Literal["created_at"] | None, Form(alias="expires_after[anchor]")] = None

    def expires(self) -> int | None:
        """When it is to be forgotten, in seconds since 1970. Raises `InvalidInput` where only half of it is said."""
        if self.expires_after_seconds is not None:
            return outputs.now() + self.expires_after_seconds
        if self.expires_after_anchor is not None:
            what = "expires_after has an anchor and no seconds: say after how many, or leave it out"
            raise InvalidInput(what, param="expires_after[seconds]")
        return None


def routes(serving: Serving) -> APIRouter:
    """Upload, list, look at, download and delete."""
    router = APIRouter(prefix="/v1/files", tags=["files"])
    storage = serving.storage

    @router.post("")
    async def upload(request: Request, asked: Annotated[Upload, Form(media_type="multipart/form-data")]) -> Json:
        """Keep a file."""
        data = await asked.file.read()
        if not data:
            raise InvalidInput("the file is empty", code="empty_file", param="file")
        name, expires = asked.file.filename or "file", asked.expires()
        kept = await asyncio.to_thread(storage.files.add, owner_of(request), name, asked.purpose, data, expires)
        return _card(kept)

    @router.get("")
    async def files(
        request: Request,
        purpose: str | None = None,
        limit: int = 10_000,
        order: Literal["asc", "desc"] = "desc",
        after: str | None = None,
    ) -> Json:
        """The files of whoever asks."""
        kept = await asyncio.to_thread(storage.files.all_of, owner_of(request))
        cards = [_card(one) for one in kept if purpose in (None, one.purpose)]
        return outputs.listed(cards, limit=limit, newest_first=order == "desc", after=after)

    @router.get("/{file_id}")
    async def file(request: Request, file_id: str) -> Json:
        """One file."""
        return _card(await asyncio.to_thread(storage.files.one, owner_of(request), file_id))

    @router.get("/{file_id}/content", response_model=None)
    async def content(request: Request, file_id: str) -> Response:
        """Its bytes, to be saved and not shown: they are a stranger's."""
        owner = owner_of(request)
        kept = await asyncio.to_thread(storage.files.one, owner, file_id)
        disposition = f"attachment; filename*=UTF-8''{quote(kept.name)}"
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        headers["Content-Length"] = str(kept.num_bytes)
        return StreamingResponse(_pieces(storage, owner, kept), 200, headers, "application/octet-stream")

    @router.delete("/{file_id}")
    async def delete(request: Request, file_id: str) -> Json:
        """Forget a file."""
        await asyncio.to_thread(storage.files.delete, owner_of(request), file_id)
        return {"id": file_id, "object": "file", "deleted": True}

    return router


async def _pieces(storage: Storage, owner: str, kept: StoredFile) -> AsyncIterator[bytes]:
    """The bytes of a file, a few at a time: whoever reads them slowly holds no more."""
    for start in range(0, kept.num_bytes, PIECE_BYTES):
        yield await asyncio.to_thread(storage.files.piece, owner, kept.id, start, PIECE_BYTES)


def _card(file: StoredFile) -> Json:
    return {
        "id": file.id,
        "object": "file",
        "bytes": file.num_bytes,
        "created_at": file.created,
        "expires_at": file.expires,
        "filename": file.name,
        "purpose": file.purpose,
        "status": "processed",
    }
