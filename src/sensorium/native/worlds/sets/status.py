"""What `sensorium data` shows: which sets there are, which are here, and how people elsewhere make one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sensorium.errors import InvalidInput
from sensorium.native.worlds.sets.folder import CHECKSUMS, VARIABLE, present, rows
from sensorium.native.worlds.sets.table import SETS, RealSet


@dataclass(frozen=True, kw_only=True)
class Status:
    """One set as it stands here: rows to train on and rows held out, 0 and 0 when it is absent."""

    real_set: RealSet
    present: bool
    num_train: int
    num_test: int


def describe(folder: Path | None) -> list[Status]:
    """One line a set, in the order of their names."""
    here = present(folder)
    found = []
    for name, real_set in sorted(SETS.items()):
        train, test = 0, 0
        if folder is not None and name in here:
            train, test = len(rows(folder, name, "train")), len(rows(folder, name, "test"))
        found.append(Status(real_set=real_set, present=name in here, num_train=train, num_test=test))
    return found


def instructions(name: str) -> str:
    """How to make a set from its origins, with licence and credit, in plain text."""
    if name not in SETS:
        raise InvalidInput(f"no set is called {name!r}; there are: {', '.join(SETS)}", code="unknown_set", param="name")
    item = SETS[name]
    origins = [
        f"  {origin.address}\n    revision {origin.revision}\n    licence {origin.licence}; credit {origin.credit}"
        for origin in item.origins
    ]
    return "\n".join(
        [
            f"{name}: {item.about}",
            "From:",
            *origins,
            f"Conversion: {item.conversion}.",
            f"Files: {', '.join(f'{name}/{file}' for file in item.files)}; {_FORMAT[item.kind]}",
            f"Put the folder {name} into a folder of sets, add its sums to {CHECKSUMS} there, "
            f"and name that folder with --data or {VARIABLE}.",
            f"Teaches: {', '.join(item.tasks)}. Held out: {item.held_out}.",
        ]
    )


_MEDIA = "media.zip is stored, not compressed; manifest.jsonl has one JSON object a file, `path` its name in the zip."
_FORMAT = {
    "picture": _MEDIA,
    "sound": _MEDIA,
    "text": "data.jsonl.zst has one JSON object a document; manifest.jsonl one line that names its fields.",
}
