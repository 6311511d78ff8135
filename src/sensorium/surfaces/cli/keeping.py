"""Figures that are kept as they come, so that a measurement of hours can be interrupted and goes on where it stood.

One JSON object a line: first what was measured, then what came of each direction. A line that was cut off is measured
again.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sensorium.errors import InvalidInput, StorageFailed
from sensorium.surfaces.cli.boards import Outcome
from sensorium.surfaces.cli.configuration import model_name

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from sensorium.abilities.evaluation.directions import Measured
    from sensorium.abilities.evaluation.row import Row
    from sensorium.surfaces.cli.together import Setup


@dataclass(eq=False)
class Kept:
    """What came of directions, in a file, or nowhere; `earlier_s`: seconds that earlier runs took for it."""

    path: Path | None = None
    found: dict[str, Outcome] = field(default_factory=dict)
    earlier_s: float = 0.0
    began: float = field(default_factory=time.monotonic)
    _alone: threading.Lock = field(default_factory=threading.Lock)

    @property
    def seconds(self) -> float:
        """Of this run and the earlier ones."""
        return self.earlier_s + time.monotonic() - self.began

    def keep(self, outcome: Outcome) -> None:
        """Write an outcome down, once. What has no rows is left to be measured again."""
        with self._alone:
            if self.path is None or not outcome.rows or outcome.direction in self.found:
                return
            rows = _rows().dump_python(outcome.rows, mode="json")
            _append(self.path, {"direction": outcome.direction, "seconds": round(self.seconds), "rows": rows})
            self.found[outcome.direction] = outcome

    def left(self, directions: Sequence[Measured]) -> list[Measured]:
        """Those that have not been measured."""
        return [one for one in directions if one.name not in self.found]

    def merged(self, directions: Sequence[Measured], fresh: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes of all directions in their order: kept ones, and `fresh` ones of those that were left."""
        before, coming = dict(self.found), iter(fresh)
        for direction in directions:
            outcome = before.get(direction.name) or next(coming)
            self.keep(outcome)
            yield outcome


def opened(path: Path | None, setup: Setup) -> Kept:
    """The outcomes of a measurement in a file, which is made where there is none.

    Raises InvalidInput where the file is about something else, and StorageFailed.
    """
    if path is None:
        return Kept()
    subject = _subject(setup)
    if not path.exists():
        _append(path, subject)
        return Kept(path)
    first, *lines = _lines(path)
    if first != subject:
        raise InvalidInput(
            f"'{path.name}' holds figures of another model, or of other cases; name a new file", param="keep"
        )
    found = {
        line["direction"]: Outcome(direction=line["direction"], rows=_rows().validate_python(line["rows"]))
        for line in lines
    }
    return Kept(path, found, earlier_s=lines[-1]["seconds"] if lines else 0.0)


def _subject(setup: Setup) -> dict[str, Any]:
    """What is measured, and how, whichever directions of it."""
    asked = {"cases": setup.cases, "wording": setup.wording, "broken": list(setup.breaks), "data": setup.data}
    return {**_marks(setup.model), **asked, "speech": setup.speech}


def _marks(model: str | None) -> dict[str, str]:
    """What tells a model from another: its name; of one on this disk, digests of the files that it is made of."""
    from sensorium.models import BUILT_IN, WEIGHTS

    name = model_name(model) or BUILT_IN
    folder = WEIGHTS if name == BUILT_IN else Path(name)
    if not folder.is_dir():
        return {"model": name}
    files = sorted(one for one in folder.iterdir() if one.suffix in (".safetensors", ".json") and one.is_file())
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def _lines(path: Path) -> list[dict[str, Any]]:
    """What stands in a file of figures. Raises InvalidInput for another file."""
    from sensorium.content import saving

    lines = saving.json_lines(path)
    if not lines or not all(isinstance(line, dict) for line in lines):
        raise InvalidInput(f"'{path.name}' does not hold figures; name a new file", param="keep")
    return lines


def _append(path: Path, told: dict[str, Any]) -> None:
    from sensorium.content import saving

    try:
        saving.append_json(path, told)
    except OSError as error:
        raise StorageFailed(f"figures cannot be kept in '{path.name}': {error.strerror}", code="io_error") from error


@cache
def _rows() -> TypeAdapter[tuple[Row, ...]]:
    from pydantic import TypeAdapter

    from sensorium.abilities.evaluation.row import Row

    return TypeAdapter(tuple[Row, ...])
