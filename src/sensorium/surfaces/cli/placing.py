"""Where what was made is kept: the files that were named, folders, or names made of the request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sensorium.errors import InvalidInput, StorageFailed

if TYPE_CHECKING:
    from sensorium.content import Modality, Part

_SOUNDS = ("wav", "flac", "mp3", "opus", "ogg", "m4a")
EXTENSIONS: dict[str, tuple[str, ...]] = {  # of each output, the one to choose first
    "text": ("txt", "md"),
    "image": ("png", "jpg", "jpeg", "webp"),
    "speech": _SOUNDS,
    "sound": _SOUNDS,
    "music": (*_SOUNDS, "mid", "midi", "abc", "svg"),
    "video": ("mp4", "webm", "gif", "mov", "mkv"),
}
LONGEST_NAME = 40  # characters


@dataclass(frozen=True)
class Saved:
    """A part in a file."""

    modality: Modality
    path: Path


class Placing:
    """Gives every part of one reply its place. `named`: what `-o` says; `title`: the request, for names of our own."""

    def __init__(self, named: Sequence[str] | None, title: str) -> None:
        files = [name for name in named or () if not _is_folder(name)]
        folders = [name for name in named or () if _is_folder(name)]
        if len(folders) > 1:
            raise InvalidInput("name one folder with -o", param="output")
        self._free = [_checked(name) for name in files]
        self._folder = Path(folders[0]) if folders else Path()
        self._stem = _stem(title)
        self.saved: list[Saved] = []

    def check(self, outputs: Sequence[Modality]) -> None:
        """Refuse names that none of the outputs asked for can fill. Raises `InvalidInput`."""
        for path in self._free:
            if not any(_fits(path, output) for output in outputs):
                wanted = ", ".join(outputs)
                allowed = ", ".join(f".{name}" for output in outputs for name in EXTENSIONS[output])
                message = f"{path.name!r} cannot hold {wanted}; the extension picks the format: {allowed}"
                raise InvalidInput(message, code="unsupported_format", param="output")
        left = list(self._free)
        for output in outputs:
            if taken := next((path for path in left if _fits(path, output)), None):
                left.remove(taken)
        if left:
            message = f"{left[0].name!r} would get nothing, since what is made is {', '.join(outputs)}; leave it out"
            raise InvalidInput(message, code="nothing_to_save", param="output")

    def wants_text(self) -> bool:
        """Whether the words of the reply go into a file."""
        return any(_fits(path, "text") for path in self._free)

    def save(self, modality: Modality, part: Part) -> Saved:
        """Write one part. Raises `StorageFailed`, `InvalidInput`."""
        from sensorium.content import Document, Text, ToolCall, saving

        path = next((free for free in self._free if _fits(free, modality)), None)
        if path is None:
            path = self._own(modality)
        else:
            self._free.remove(path)
        if isinstance(part, Text):
            saving.write_file(path, saving.export(part, "txt", lambda text: f"{text.text}\n".encode()))
        else:
            assert not isinstance(part, Document | ToolCall), "no model makes documents, and calls are printed"
            part.save(path)
        self.saved.append(Saved(modality, path))
        return self.saved[-1]

    def finish(self) -> None:
        """Raises `InvalidInput` (`nothing_to_save`) where a named file got nothing."""
        if self._free:
            name = self._free[0]
            fitting = next(output for output in EXTENSIONS if _fits(name, output))  # type: ignore[arg-type]
            message = f"the reply holds nothing for {name.name!r}; ask for it with -O {fitting}"
            raise InvalidInput(message, code="nothing_to_save", param="output")

    def _own(self, modality: Modality) -> Path:
        """A name that is not taken."""
        _make(self._folder)
        extension = EXTENSIONS[modality][0]
        path, number = self._folder / f"{self._stem}.{extension}", 1
        while path.exists():
            number += 1
            path = self._folder / f"{self._stem}-{number}.{extension}"
        return path


def _is_folder(name: str) -> bool:
    return name.endswith(("/", "\\")) or Path(name).is_dir()


def _checked(name: str) -> Path:
    """A file to write, its extension known and its folder there."""
    path = Path(name)
    known = sorted({extension for names in EXTENSIONS.values() for extension in names})
    if path.suffix.lower().removeprefix(".") not in known:
        message = f"{path.name!r}: the extension picks the format: {', '.join(f'.{one}' for one in known)}"
        raise InvalidInput(message, code="unsupported_format", param="output")
    if not path.parent.is_dir():
        raise InvalidInput(f"{path.name!r}: there is no such folder", code="invalid_filename", param="output")
    return path


def _fits(path: Path, modality: Modality) -> bool:
    return path.suffix.lower().removeprefix(".") in EXTENSIONS[modality]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(f"the folder {folder.name!r} cannot be made: {error.strerror}") from error


def _stem(title: str) -> str:
    """A file name of the first words of a request."""
    words = re.findall(r"[^\W_]+", title.lower())
    stem = ""
    for word in words:
        if stem and len(stem) + 1 + len(word) > LONGEST_NAME:
            break
        stem = f"{stem}-{word}" if stem else word[:LONGEST_NAME]
    return stem or "reply"
