"""Archives that are documents: judged by their declared sizes, unpacked part by part, real bytes counted.

Parts of Office's files (Open Packaging Conventions, ECMA-376 part 2) name each other by relationships.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Final
from urllib.parse import unquote

from sensorium.errors import InvalidInput
from sensorium.limits import Limits
from sensorium.media.office import bounds, markup

_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


class Package:
    """The parts of one archive by name."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises `TooLarge(code="document_too_complex")` and `InvalidInput(code="invalid_document")`."""
        num_entries = data.count(_DIRECTORY_ENTRY)
        bounds.judge("The file holds too many parts; split it", num_entries, bounds.MOST_ENTRIES, "parts")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise bounds.damaged("its archive is cut off or broken") from error
        self._entries = {entry.filename.lstrip("/"): entry for entry in self._archive.infolist()}
        self._without_case = {name.lower(): name for name in self._entries}
        self._most = limits.document_bytes_unpacked
        declared = sum(entry.file_size for entry in self._entries.values())
        bounds.judge("The file unpacks to too much; split it", declared, self._most, "bytes")
        self._num_unpacked = 0

    def __contains__(self, name: str) -> bool:
        return self._found(name) is not None

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def _found(self, name: str) -> str | None:
        return name if name in self._entries else self._without_case.get(name.lower())

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises `InvalidInput` for one that is absent, locked or broken, and `TooLarge`."""
        found = self._found(name)
        if found is None:
            raise bounds.damaged("one of its parts is missing")
        entry = self._entries[found]
        if entry.flag_bits & 1:
            raise InvalidInput("The file needs a password; give a copy without one.", code="document_encrypted")
        if entry.compress_type not in (_STORED, _DEFLATED):
            raise bounds.damaged("its archive is packed in an unusual way")
        try:
            with self._archive.open(entry) as file:
                data = file.read(self._most - self._num_unpacked + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise bounds.damaged("one of its parts is broken") from error
        self._num_unpacked += len(data)
        bounds.judge("The file unpacks to too much; split it", self._num_unpacked, self._most, "bytes")
        return data

    def text(self, name: str) -> bytes:
        """The bytes of a part that is markup: no more than a share of what may be unpacked."""
        data = self.part(name)
        most = self._most // bounds.MOST_MARKUP_SHARE
        bounds.judge("A part of the document is too large; split it", len(data), most, "bytes")
        return data

    def xml(self, name: str) -> markup.Element:
        """The root of a part. Raises as `part` and `markup.xml`."""
        return markup.xml(self.text(name))

    def relations(self, name: str = "") -> Relations:
        """What a part names; of the whole package for ""."""
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if place not in self:
            return Relations({}, {})
        targets: dict[str, str] = {}
        kinds: dict[str, list[str]] = {}
        for relation in self.xml(place):
            told = relation.get("Id"), relation.get("Target"), relation.get("Type", "")
            if told[0] and told[1] and relation.get("TargetMode") != "External":
                targets[told[0]] = resolved(folder, told[1])
                kinds.setdefault(told[2].rpartition("/")[2], []).append(told[0])
        return Relations(targets, kinds)

    def main(self, default: str) -> str:
        """The name of the part that the package is about."""
        relations = self.relations()
        found = relations.of_kind("officeDocument")
        return found[0] if found and found[0] in self else default


class Relations:
    """Names of other parts, by their id in the part that names them."""

    def __init__(self, targets: dict[str, str], kinds: dict[str, list[str]]) -> None:
        self._targets, self._kinds = targets, kinds

    def get(self, key: str | None) -> str | None:
        """The part of an id; None for an unknown one, or one outside the file."""
        return self._targets.get(key or "")

    def of_kind(self, kind: str) -> list[str]:
        """The parts of a kind ("styles", "slideLayout"): the last word of the relationship's type."""
        return [self._targets[key] for key in self._kinds.get(kind, ())]


def resolved(folder: str, target: str) -> str:
    """The name of a part that another in `folder` calls `target`."""
    target = unquote(target.split("#", maxsplit=1)[0])
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
