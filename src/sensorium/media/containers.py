"""Opens sound and film containers so that nothing but the given bytes is ever read, and nothing unexpected is decoded.

The demuxer is chosen from the detected media type, never guessed by FFmpeg, which would also accept playlists, concat
scripts and session descriptions; codecs are on a list by name; every further file or address that a demuxer asks for
is refused. Runs inside the decoding process, where the sandbox is the second line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.stream import Stream

DEMUXERS = {
    "audio/wav": "wav",
    "audio/flac": "flac",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/aac": "aac",
    "audio/mp4": "mov",
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
}
AUDIO_CODECS = frozenset(
    "pcm_u8 pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_f32le pcm_f64le pcm_mulaw pcm_alaw "
    "flac mp3float mp3 opus vorbis aac alac".split()
)
VIDEO_CODECS = frozenset("h264 hevc vp8 vp9 libdav1d mpeg4 mjpeg".split())

_MAX_STREAMS = 16
_MAX_PACKETS = 400_000  # an hour of speech in Opus holds half as many; keeps the list of packets under 100 MB
_MICROSECONDS_PER_SECOND = 1_000_000


@contextmanager
def opened(data: bytes, media_type: str, limits: Limits) -> Iterator[InputContainer]:
    """The container in `data`. FFmpeg's errors inside the block become `InvalidInput(code="invalid_media")`."""
    import av

    if media_type not in DEMUXERS:
        raise InvalidInput(f"{media_type} holds no sound and no film; give WAV, FLAC, MP3, Ogg, M4A, MP4, WebM or MKV.",
                           code="unsupported_format")  # fmt: skip
    demuxer = DEMUXERS[media_type]
    # These reach the demuxer and also every decoder that is opened to find out what the streams are.
    options = {
        "codec_whitelist": ",".join(sorted(AUDIO_CODECS | VIDEO_CODECS)),
        "max_pixels": str(limits.video_pixels),
    }
    closed = {
        "format_whitelist": _format_names(demuxer),
        "protocol_whitelist": "none",
        "max_streams": str(_MAX_STREAMS),
    }
    file, titles = io.BytesIO(data), "replace"  # titles in old encodings are common, and nobody here reads them
    try:
        with av.open(file, "r", demuxer, options, closed, metadata_errors=titles, io_open=_refuse) as container:
            yield container
    except (av.error.FFmpegError, EOFError) as error:
        raise InvalidInput(f"The file is damaged or cut off ({type(error).__name__}); give an intact one.",
                           code="invalid_media") from error  # fmt: skip


def _format_names(demuxer: str) -> str:
    from av.format import ContainerFormat

    return f"{demuxer},{ContainerFormat(demuxer, 'r').name}"


def _refuse(url: str, flags: int, options: dict[str, str]) -> BinaryIO:
    message = "The file refers to another file or address; give one that holds everything."
    raise InvalidInput(message, code="unsupported_format")


def codec_name(stream: Stream) -> str:
    """Name of the decoder that would read `stream`; '' when there is none."""
    context: Any = stream.codec_context
    return "" if context is None else str(context.codec.name)


def declared_seconds(container: InputContainer, stream: Stream) -> float | None:
    """How long the header says `stream` is; None when it says nothing or only a bit rate was guessed from."""
    if container.format.name in ("mp3", "aac"):
        return None
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return None if container.duration is None else container.duration / _MICROSECONDS_PER_SECOND


def packets(container: InputContainer, streams: list[Stream]) -> Iterator[Packet[Any]]:
    """The compressed packets of `streams` in file order; ends quietly where a file is cut off.

    Raises `TooLarge(code="too_many_packets")`.
    """
    import av

    count = 0
    try:
        for packet in container.demux(streams):
            if packet.size == 0:  # the end mark that PyAV adds for each stream
                continue
            count += 1
            if count > _MAX_PACKETS:
                raise TooLarge("The file has too many packets; give a shorter one",
                               limit=_MAX_PACKETS, got=count, code="too_many_packets")  # fmt: skip
            yield packet
    except av.error.InvalidDataError:
        return
