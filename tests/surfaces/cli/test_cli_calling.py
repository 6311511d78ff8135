"""Tools from a file: the call is one line of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_program import Program

from sensorium import models
from sensorium.models.native import NativeModel

LAMP = {
    "name": "lamp",
    "description": "Switches a lamp.",
    "parameters": {
        "type": "object",
        "properties": {"room": {"enum": ["kitchen", "hall"]}, "on": {"type": "boolean"}},
        "required": ["room", "on"],
    },
}
ASKED = ("ask", "Switch it on.", "--tools", "tools.json", "--tool-choice", "lamp", "--seed", "1")


@pytest.fixture
def real(program: Program, tiny: NativeModel, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program over a tiny model of ours."""
    monkeypatch.setattr(models, "load", lambda name=None: tiny)
    return program


@pytest.mark.parametrize("listed", [[LAMP], [{"type": "function", "function": LAMP}], [{"type": "function", **LAMP}]])
def test_a_call_is_one_line_of_json(real: Program, listed: list[dict[str, Any]]) -> None:
    Path("tools.json").write_text(json.dumps(listed))
    done = real(*ASKED)
    assert done.exit_code == 0, done.stderr
    (line,) = done.stdout.splitlines()
    call = json.loads(line)
    assert call["name"] == "lamp"
    assert call["arguments"]["room"] in ("kitchen", "hall")
    assert isinstance(call["arguments"]["on"], bool)
    told = json.loads(real(*ASKED, "--json").stdout)
    assert told["finish_reason"] == "tool_calls"
    assert told["parts"] == [{"modality": "text", "call": call}]
    assert told["settings"]["tools"] == ["lamp"]


def test_a_call_that_was_cut_off_is_told_as_it_is(real: Program) -> None:
    Path("tools.json").write_text(json.dumps([LAMP]))
    told = [json.loads(real(*ASKED, "--json", "--max-tokens", str(most)).stdout) for most in range(16, 60, 4)]
    calls = [one["parts"][0]["call"] for one in told if one["finish_reason"] == "length" and "call" in one["parts"][0]]
    assert calls
    assert all(isinstance(call["arguments"], str) for call in calls)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "cannot be read"),
        ("{", "is no JSON"),
        ("{}", "holds no list of tools"),
        ("[1]", "holds no list of tools"),
        ('[{"description": "x"}]', "a tool's name"),
        ('[{"name": "torch"}]', "got 'lamp'"),
        ('[{"name": "lamp", "parameters": {"type": "string"}}]', "a JSON schema of an object"),
    ],
)
def test_tools_that_are_none_are_told(real: Program, text: str | None, told: str) -> None:
    if text is not None:
        Path("tools.json").write_text(text)
    done = real(*ASKED)
    assert done.exit_code == 65
    assert told in done.stderr
    assert done.stdout == ""
