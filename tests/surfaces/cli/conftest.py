"""The program over a scripted model, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_program import RED, Program, Scripted

from sensorium import models


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """The program over a scripted model, in an empty folder, with nobody's settings."""
    model = Scripted()

    def load(name: str | None = None) -> Scripted:
        if name is not None:
            model.name = name
        return model

    monkeypatch.setattr(models, "load", load)
    for variable in ("SENSORIUM_MODEL", "SENSORIUM_DATA", "SENSORIUM_PICTURES", "TERM", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Program(model, folder)


@pytest.fixture
def picture(program: Program) -> Path:
    """A picture in the folder."""
    path = program.folder / "square.png"
    RED.save(path)
    return path
