"""Where a part of a message says that its bytes are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sensorium.errors import InvalidInput
from sensorium.surfaces.server.lifting import MARK
from sensorium.surfaces.server.wire import (
    Address,
    ContentPart,
    FileFields,
    FilePart,
    FilmPart,
    ImagePart,
    SoundAddressPart,
    SoundPart,
)


@dataclass(frozen=True, kw_only=True)
class Named:
    """Bytes by an address (a data URL, or the mark of a file that was taken out) or by the id of an uploaded file.

    name: what the file is called; declared: the format that somebody says it has.
    """

    address: str | None = None
    file_id: str | None = None
    name: str = ""
    declared: str | None = None


def named_by(part: ContentPart, param: str) -> Named:
    """What a part that holds a file names. Raises `InvalidInput` where that is nothing, or more than one thing."""
    match part:
        case ImagePart(image_url=address, file_id=file_id):
            _check_one({"image_url": address, "file_id": file_id}, param)
            return Named(address=_url(address), file_id=file_id, declared=_format(address))
        case SoundPart(input_audio=sound):
            return Named(address=inline(sound.data), declared=sound.format)
        case SoundAddressPart(audio_url=address) | FilmPart(video_url=address):
            return Named(address=_url(address), declared=_format(address))
    file = part.file if isinstance(part, FilePart) else part
    assert isinstance(file, FileFields)
    _check_one({"file_data": file.file_data, "file_url": file.file_url, "file_id": file.file_id}, param)
    address = file.file_url if file.file_data is None else inline(file.file_data)
    return Named(address=address, file_id=file.file_id, name=file.filename or "")


def inline(data: str) -> str:
    """Base64, plain or already a data URL, as a data URL; the mark of a file that was taken out as it is."""
    return data if data[:5].lower() == "data:" or data.startswith(MARK) else f"data:;base64,{data}"


def _check_one(ways: Mapping[str, object], param: str) -> None:
    """Of several ways to name a file exactly one is taken."""
    given = [name for name, way in ways.items() if way is not None]
    if len(given) > 1:
        what = f"{' and '.join(given)} are two files, and one is asked for: leave one of them out"
        raise InvalidInput(what, param=f"{param}.{given[-1]}")
    if not given:
        raise InvalidInput(f"give the file by one of {', '.join(ways)}", param=param)


def _url(given: Address | str | None) -> str | None:
    return given.url if isinstance(given, Address) else given


def _format(given: Address | str | None) -> str | None:
    return given.format if isinstance(given, Address) else None
