"""`/v1/videos`: clips from words and a first picture, made by jobs."""

from __future__ import annotations

import asyncio
import base64
from contextlib import aclosing
from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from sensorium.content import Image, Video
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import PartialImage, ReplyDone
from sensorium.models.model import Asked
from sensorium.models.running import Order, Runner
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.jobs import Jobs, Progress
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.wire import Wire, without_none

KIND = "video"
SHEET_COLUMNS = 4  # of a spritesheet
Json = dict[str, Any]


class VideoRequest(Wire):
    """A clip in words, from a first picture if one is given."""

    model: str | None = None
    prompt: str
    seconds: str | None = None
    size: str | None = None
    seed: int | None = None
    input_reference: UploadFile | None = None

    def settings(self) -> Json:
        """Settings, without those left open. Raises `InvalidInput`."""
        try:
            seconds = None if self.seconds is None else float(self.seconds)
        except ValueError:
            raise InvalidInput("seconds is not a number", param="seconds") from None
        given = {"seconds": seconds, "size": self.size, "seed": self.seed}
        return without_none(given)


def routes(serving: Serving, jobs: Jobs) -> APIRouter:
    """Begin, look at, list, download and delete."""
    router = APIRouter(prefix="/v1/videos", tags=["videos"])
    storage = serving.storage

    @router.post("")
    async def create(request: Request, asked: Annotated[VideoRequest, Form(media_type="multipart/form-data")]) -> Json:
        """Queue a clip; what is wrong with the request is told now."""
        if not asked.prompt.strip():
            raise InvalidInput("prompt is empty: say what to film", param="prompt")
        runner = await serving.desk.runner(asked.model)
        picture = None if asked.input_reference is None else await asked.input_reference.read()
        if picture is not None:
            with spans.span("read media", {"sensorium.modality": "image"}):
                await asyncio.to_thread(Image.open, picture, limits=serving.limits)
        settings = asked.settings()
        runner.model.check(("video",), settings)
        kept = {
            "model": serving.desk.known(asked.model),
            "prompt": asked.prompt,
            "settings": settings,
            "picture": None if picture is None else base64.b64encode(picture).decode(),
            "traceparent": spans.traceparent(),
        }
        job = await asyncio.to_thread(storage.jobs.add, owner_of(request), KIND, kept)
        jobs.wake()
        return _card(job)

    @router.get("")
    async def videos(
        request: Request, limit: int = 20, order: Literal["asc", "desc"] = "desc", after: str | None = None
    ) -> Json:
        """The clips of whoever asks."""
        kept = await asyncio.to_thread(storage.jobs.all_of, owner_of(request), KIND)
        return outputs.listed([_card(job) for job in kept], limit=limit, newest_first=order == "desc", after=after)

    @router.get("/{video_id}")
    async def video(request: Request, video_id: str) -> Json:
        """How far a clip is."""
        return _card(await asyncio.to_thread(storage.jobs.one, owner_of(request), video_id, KIND))

    @router.get("/{video_id}/content", response_model=None)
    async def content(
        request: Request, video_id: str, variant: Literal["video", "thumbnail", "spritesheet"] = "video"
    ) -> Response:
        """The clip, its first picture, or its pictures on one sheet."""
        data = await asyncio.to_thread(storage.jobs.data, owner_of(request), video_id, KIND)
        if variant == "video":
            return Response(data, 200, {}, "video/mp4")
        return Response(await asyncio.to_thread(_pictures, data, variant), 200, {}, "image/webp")

    @router.delete("/{video_id}")
    async def delete(request: Request, video_id: str) -> Json:
        """Stop and forget a clip."""
        await jobs.cancel(owner_of(request), video_id)
        return {"id": video_id, "object": "video.deleted", "deleted": True}

    @router.post("/{video_id}/remix")
    async def remix(request: Request, video_id: str) -> Json:
        """Refused."""
        raise UnsupportedCapability(
            "no model here changes a given clip: POST /v1/videos films from words; elsewhere sora-2 can"
        )

    return router


async def film(serving: Serving, job: Job, tell: Progress) -> bytes:
    """Do a job: the clip as MP4."""
    runner = await serving.desk.runner(job.asked["model"])
    asked: list[Asked] = [job.asked["prompt"]]
    if job.asked["picture"] is not None:
        asked.append(await asyncio.to_thread(Image.open, base64.b64decode(job.asked["picture"]), limits=serving.limits))
    settings = {**job.asked["settings"], "partial_images": 1}
    order = Order(asked=asked, outputs=("video",), settings=settings)
    with serving.rates.charged(job.owner), spans.job(serving.tracing, "film a clip", job.asked.get("traceparent")):
        return await _filmed(runner, order, tell)


async def _filmed(runner: Runner, order: Order, tell: Progress) -> bytes:
    async with aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for ready in events:
            for event in ready:
                if isinstance(event, PartialImage):
                    await tell(event.done / event.total)
                if isinstance(event, ReplyDone):
                    assert event.reply.video is not None
                    return await asyncio.to_thread(_encoded, event.reply.video)
    raise AssertionError("events end with ReplyDone or an error")


@spans.encoding()
def _encoded(video: Video) -> bytes:
    return video.encode("mp4")


def _pictures(data: bytes, variant: str) -> bytes:
    """The first picture of a clip, or all on a sheet, row by row."""
    frames = Video.open(data).frames
    if variant == "thumbnail":
        return Image(frames[0]).encode("webp")
    rows = -(-len(frames) // SHEET_COLUMNS)
    _, height, width, _ = frames.shape
    sheet = np.zeros((rows * height, SHEET_COLUMNS * width, 3), np.uint8)
    for number, frame in enumerate(frames):
        top, left = number // SHEET_COLUMNS * height, number % SHEET_COLUMNS * width
        sheet[top : top + height, left : left + width] = frame
    return Image(sheet).encode("webp")


def _card(job: Job) -> Json:
    settings = job.asked["settings"]
    return {
        "id": job.id,
        "object": "video",
        "status": job.status,
        "progress": job.progress,
        "created_at": job.created,
        "completed_at": job.ended if job.status == "completed" else None,
        "expires_at": None,
        "model": job.asked["model"],
        "prompt": job.asked["prompt"],
        "seconds": f"{settings['seconds']:g}" if "seconds" in settings else None,
        "size": settings.get("size"),
        "error": job.fault,
        "remixed_from_video_id": None,
    }
