"""What a row of the conformance table is, and the page that rows make: `python3 dev.py docs` writes it.

Each row is asked of a running server by the unmodified SDK of OpenAI (`test_conformance.py`), whole and streamed, and
must come to what stands here; so the page says what was seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from conformance_caller import Caller

Outcome: TypeAlias = Literal["works", "refused", "absent"]
Ask: TypeAlias = Callable[["Caller", bool], object]
"""Asks, streamed or not, and raises AssertionError where the answer is not what it should be."""

HEAD = """# Conformance

What `sensorium serve` answers to the official Python SDK of OpenAI, unmodified: each row is a test that asks a running
server. *Whole* and *streamed* are the two ways to be answered; – is a way that the API does not have. Written by
`python3 dev.py docs`; the tests are in `tests/surfaces/server/conformance`, and fail where a row does not come to what
stands here, or where this page is old.

- **works**: the answer is what the SDK reads it as, and its media open.
- **refused**: HTTP 400, `unsupported_capability`, with the field at fault and where it can be done instead.
- **absent**: no such route; HTTP 404, `route_not_found`.

What stands for a model here has random weights: the table is about the API, the model card about how good answers are.
"""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing asked of a route. `whole`, `streamed`: what comes of it; None where there is no such way.

    able: a model elsewhere that a refusal names; without one it says where models that can are listed.
    """

    route: str
    what: str
    ask: Ask
    whole: Outcome | None = "works"
    streamed: Outcome | None = None
    able: str = ""

    @property
    def hint(self) -> str:
        """What a refusal says, so that one knows how to go on."""
        return f"elsewhere {self.able} can" if self.able else "see `sensorium models`"

    @property
    def cells(self) -> list[tuple[bool, Outcome]]:
        """Whether it streams, and what comes of it, of each way that there is."""
        return [(streams, told) for streams, told in ((False, self.whole), (True, self.streamed)) if told is not None]


def page(rows: list[Row]) -> str:
    """The table as Markdown, a part for each route, in the order of the rows."""
    parts = [HEAD, _totals(rows)]
    for route, some in itertools.groupby(rows, key=lambda row: row.route):
        lines = [f"| {row.what} | {_cell(row, row.whole)} | {_cell(row, row.streamed)} |" for row in some]
        parts.append("\n".join([f"## {route}\n", "| | Whole | Streamed |", "|---|---|---|", *lines]) + "\n")
    return "\n".join(parts)


def _totals(rows: list[Row]) -> str:
    told = [outcome for row in rows for _, outcome in row.cells]
    counts = ", ".join(f"{told.count(name)} {name}" for name in ("works", "refused", "absent"))
    return f"{len(told)} cells: {counts}.\n"


def _cell(row: Row, outcome: Outcome | None) -> str:
    if outcome == "refused":
        return f"refused: {row.hint}"
    return outcome or "–"
