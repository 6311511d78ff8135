"""How commands end that cannot go on: status, one line without a traceback, JSON where it was asked for."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_program import RED, Program

from sensorium import errors
from sensorium.content import saving
from sensorium.errors import SensoriumError, TooLarge

TYPED: tuple[tuple[SensoriumError, int], ...] = (
    (SensoriumError("no"), 1),
    (errors.InvalidInput("no"), 65),
    (TooLarge("too long", limit=2, got=3, unit="s", code="audio_too_long"), 65),
    (errors.NotFound("no"), 65),
    (errors.UnsafeCheckpoint("no"), 65),
    (errors.UnsupportedCapability("no"), 65),
    (errors.ModelNotFound("no"), 69),
    (errors.ModelUnavailable("no"), 69),
    (errors.MissingDependency("no"), 69),
    (errors.ProviderError("no"), 69),
    (errors.ProviderTimeout("no"), 69),
    (errors.RateLimited("no"), 75),
    (errors.Overloaded("no", retry_after_s=2.0), 75),
    (errors.StorageFailed("no"), 74),
    (errors.Refused("no"), 77),
)


@pytest.mark.parametrize(("error", "status"), TYPED, ids=lambda one: type(one).__name__)
def test_typed_errors_have_their_status_and_one_line(program: Program, error: SensoriumError, status: int) -> None:
    program.model.fails = error
    done = program("ask", "hello")
    assert done.exit_code == status
    assert done.stdout == ""
    assert done.stderr == f"error: {error.code}: {error.message}\n"


def test_every_error_of_the_tree_is_tried() -> None:
    tried = {type(error) for error, _ in TYPED}
    tree = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, SensoriumError)}
    assert tried == tree


@pytest.mark.parametrize(("error", "status"), TYPED[:3], ids=lambda one: type(one).__name__)
def test_with_json_errors_are_json(program: Program, error: SensoriumError, status: int) -> None:
    program.model.fails = error
    done = program("ask", "hello", "--json")
    assert (done.exit_code, done.stdout) == (status, "")
    wanted = {"message": error.message, "type": type(error).__name__, "param": None, "code": error.code}
    assert json.loads(done.stderr) == {"error": wanted}


def test_a_refusal_of_the_system_is_74(program: Program) -> None:
    program.model.fails = PermissionError(13, "Permission denied", "/secret/place/x.png")
    done = program("ask", "hello")
    assert (done.exit_code, done.stderr) == (74, "error: io_error: 'x.png': Permission denied\n")


def test_memory_that_is_used_up_is_69(program: Program) -> None:
    program.model.fails = MemoryError()
    done = program("ask", "hello")
    assert done.exit_code == 69
    assert done.stderr.startswith("error: out_of_memory: ")


def test_ctrl_c_is_130_and_says_little(program: Program) -> None:
    program.model.fails = KeyboardInterrupt()
    done = program("ask", "hello")
    assert (done.exit_code, done.stdout, done.stderr) == (130, "", "stopped\n")


def test_a_defect_is_not_hidden(program: Program) -> None:
    program.model.fails = ZeroDivisionError("a defect")
    done = program("ask", "hello")
    assert isinstance(done.exception, ZeroDivisionError)


def test_messages_cannot_steer_the_terminal(program: Program) -> None:
    program.model.fails = errors.ProviderError("bad \x1b]0;title\x07 \x9b31m news")
    assert program("ask", "hello").stderr == "error: provider_error: bad \ufffd]0;title\ufffd \ufffd31m news\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "x", "-O", "smell"),
        ("ask", "x", "-O", ","),
        ("ask", "x", "--seed", "-1"),
        ("ask", "x", "--max-tokens", "0"),
        ("ask", "x", "--colour"),
        ("ask",),
        ("ask", "-a", "-"),
        ("ask", "-", "-a", "-"),
        ("read", "a.png", "b.png"),
        ("read", "a.png", "-a", "b.png"),
        ("classify", "square.png", "--labels", "cat"),
        ("embed",),
        ("sing",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(program: Program, picture: Path, arguments: tuple[str, ...]) -> None:
    done = program(*arguments, stdin="")
    assert done.exit_code == 2
    assert "Usage" in done.stderr
    assert program.model.asked == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("draw", "x", "-o", "x.mp4"), "unsupported_format"),
        (("draw", "x", "-o", "x"), "unsupported_format"),
        (("draw", "x", "-o", "x.txt"), "unsupported_format"),
        (("ask", "x", "-o", "x.exe"), "unsupported_format"),
        (("draw", "x", "-o", "nowhere/x.png"), "invalid_filename"),
        (("ask", "x", "-a", "nowhere.png"), "file_not_found"),
        (("ask", "x", "-a", "data:image/png;base64,%%%"), "invalid_base64"),
        (("ask", "x", "-a", "file:///etc/passwd"), "invalid_url"),
        (("embed", "x", "-o", "x.txt"), "unsupported_format"),
        (("listen", "square.png"), "no_sound"),
        (("draw", "x", "-o", "x.png", "-o", "y.png"), "nothing_to_save"),
        (("ask", "x", "-O", "text,image", "-o", "x.png", "-o", "y.png"), "nothing_to_save"),
        (("classify", "square.png", "--labels", "cat,dog", "-o", "x.txt"), "invalid_request"),
        (("classify", "square.png", "--labels", "cat,dog", "--temperature", "1"), "invalid_request"),
        (("read", "square.png", "-m", "openai/x"), "invalid_request"),
        (("read", "square.png", "--top-p", "1"), "invalid_request"),
        (("read", "square.png", "--reader", "model", "--schema", "x.json", "--seed", "1"), "invalid_request"),
    ],
)
def test_wrong_data_is_65_before_the_model_is_asked(
    program: Program, picture: Path, arguments: tuple[str, ...], code: str
) -> None:
    done = program(*arguments)
    assert done.exit_code == 65
    assert done.stderr.startswith(f"error: {code}: ")
    assert done.stderr.count("\n") == 1
    assert program.model.asked == program.model.embedded == []


def test_piped_bytes_are_not_words(program: Program) -> None:
    done = program("ask", "-", stdin=RED.encode("png"))
    assert done.exit_code == 65
    assert done.stderr == "error: invalid_text: stdin holds no text; attach media with `-a -`\n"


def test_a_file_that_got_nothing_is_an_error(program: Program) -> None:
    done = program("ask", "x", "-o", "x.png")
    assert (done.exit_code, done.stdout) == (65, "a red square\n")
    assert done.stderr == ("error: nothing_to_save: the reply holds nothing for 'x.png'; ask for it with -O image\n")


def test_a_full_disk_is_74_and_leaves_what_was_there(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    Path("x.png").write_bytes(b"before")
    monkeypatch.setattr(saving, "_write_aside", full)
    done = program("draw", "x", "-o", "x.png")
    assert done.exit_code == 74
    assert done.stderr.startswith("error: insufficient_storage: 'x.png' was not written: the disk is full.")
    assert Path("x.png").read_bytes() == b"before"


def test_a_plain_terminal_does_not_end_an_answer() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "sensorium", "data", "show", "grocery_photos"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Kjellstr\\xf6m" in done.stdout


@pytest.mark.parametrize("nest", ["[", '{"a":'])
def test_json_that_never_ends_is_65(program: Program, nest: str) -> None:
    Path("deep.json").write_text(nest * 100_000)
    for option in ("--schema", "--tools"):
        done = program("ask", "x", option, "deep.json")
        assert done.exit_code == 65
        assert done.stderr.startswith("error: invalid_request: 'deep.json' is no JSON: ")


@pytest.mark.parametrize("asked", ["models", "--help"])
@pytest.mark.parametrize(("closed", "status", "told"), [(">&-", 74, "error: io_error: "), ("2>&-", 0, "")])
def test_a_stream_that_is_not_there_is_no_defect(asked: str, closed: str, status: int, told: str) -> None:
    command = f'"{sys.executable}" -m sensorium {asked} {closed}'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr


def test_a_message_that_nobody_hears_leaves_the_status() -> None:
    command = f'"{sys.executable}" -m sensorium models nowhere 2>&-'
    assert subprocess.run(command, shell=True, check=False).returncode == 69


def test_a_reader_that_has_gone_is_no_drama() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "sensorium", "models"]
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (141, "")
