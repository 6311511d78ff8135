"""One budget per request, judged from headers before anything is allocated."""

from __future__ import annotations

from dataclasses import dataclass, fields

MEGA = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one request may cost. Every reader takes one and refuses with `TooLarge` from declared sizes."""

    # One file
    input_bytes: int = 64 * MEGA  # one file, as it arrives
    fetched_bytes: int = 32 * MEGA  # one file from a web address
    image_pixels: int = 50 * MEGA  # width × height of one picture
    image_frames: int = 400  # of an animated picture
    audio_seconds: float = 600.0
    audio_channels: int = 8
    video_seconds: float = 600.0
    video_pixels: int = 9 * MEGA  # width × height of one frame
    document_pages: int = 200
    document_bytes_unpacked: int = 200 * MEGA
    document_instructions: int = 5 * MEGA  # numbers, names and operators in all streams of a PDF
    document_attachments: int = 64  # files that a PDF carries
    attachment_bytes: int = 8 * MEGA  # of those that are read, together
    text_characters: int = 400_000
    decode_seconds: float = 20.0  # wall clock for one file in the worker
    worker_bytes: int = 1024 * MEGA  # address space the worker may grow by
    fetch_seconds: float = 15.0
    fetch_redirects: int = 4

    # All of one request
    request_messages: int = 1_000
    request_parts: int = 2_000  # of all messages
    request_files: int = 64
    request_media_bytes: int = 256 * MEGA  # of all files as arrays: pixels, samples, frames
    json_depth: int = 64
    json_values: int = 200_000  # numbers, words, lists, objects
    form_fields: int = 32

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                raise ValueError(f"Limits.{field.name} must be positive")


DEFAULT = Limits()
