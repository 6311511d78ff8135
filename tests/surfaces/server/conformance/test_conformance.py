"""Every cell of docs/conformance.md, asked of a running server by the unmodified SDK of OpenAI."""

from __future__ import annotations

from pathlib import Path

import openai
import pytest
from conformance_caller import Caller
from conformance_rows import ROWS, TOOLS
from conformance_table import Outcome, Row, page

PAGE = Path(__file__).parents[4] / "docs" / "conformance.md"
CELLS = [
    pytest.param(row, streams, told, id=f"{row.route}: {row.what}{', streamed' * streams}")
    for row in ROWS
    for streams, told in row.cells
]


@pytest.mark.filterwarnings("ignore:The Sora API:DeprecationWarning")  # the shape outlives the service
@pytest.mark.filterwarnings("ignore:deprecated:DeprecationWarning")  # variations, translations
@pytest.mark.parametrize(("row", "streams", "told"), CELLS)
def test_a_cell_comes_to_what_the_page_says(client: openai.OpenAI, row: Row, streams: bool, told: Outcome) -> None:
    assert outcome(row, Caller(client), streams) == told


def outcome(row: Row, caller: Caller, streams: bool) -> Outcome:
    """What comes of asking; an error that is neither a refusal as stated nor a missing route is raised."""
    try:
        row.ask(caller, streams)
    except openai.BadRequestError as error:
        if error.code == "unsupported_capability" and row.hint in error.message:
            return "refused"
        raise
    except openai.NotFoundError as error:
        if error.code == "route_not_found":
            return "absent"
        raise
    return "works"


def test_the_page_is_what_the_rows_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(ROWS), "run python3 dev.py docs"


def test_each_row_stands_once() -> None:
    names = [(row.route, row.what) for row in ROWS]
    assert len(set(names)) == len(names)
    assert set(TOOLS) <= set(ROWS)
