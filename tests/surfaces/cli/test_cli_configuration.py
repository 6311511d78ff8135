"""Which model answers: flag, environment, the user's file, the built-in, in this order."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_program import Program

from sensorium.surfaces.cli import configuration


@pytest.fixture
def settings(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The user's settings file, which names a model."""
    path = tmp_path / "config.toml"
    path.write_text('model = "of-the-file"\n')
    monkeypatch.setattr(configuration, "user_file", lambda: path)
    return path


def test_without_any_the_built_in_model_answers(program: Program) -> None:
    program("ask", "x")
    assert program.model.name == "scripted"


def test_the_file_is_read(program: Program, settings: Path) -> None:
    program("ask", "x")
    assert program.model.name == "of-the-file"


def test_the_environment_is_before_the_file(program: Program, settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSORIUM_MODEL", "of-the-environment")
    program("ask", "x")
    assert program.model.name == "of-the-environment"


def test_an_empty_variable_says_nothing(program: Program, settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSORIUM_MODEL", "")
    program("ask", "x")
    assert program.model.name == "of-the-file"


def test_the_flag_is_before_all(program: Program, settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSORIUM_MODEL", "of-the-environment")
    program("ask", "x", "-m", "of-the-flag")
    assert program.model.name == "of-the-flag"


@pytest.mark.parametrize("text", ["model = ", "modle = 'x'", "model = 3", "model = ''", "\xff"])
def test_a_wrong_file_is_named(program: Program, settings: Path, text: str) -> None:
    settings.write_bytes(text.encode("latin-1"))
    done = program("ask", "x")
    assert done.exit_code == 65
    assert done.stderr.startswith("error: invalid_configuration: your settings file config.toml ")


def test_the_file_lies_where_settings_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configuration.user_file().name == "config.toml"
    assert configuration.user_file().parent.name == "sensorium"
