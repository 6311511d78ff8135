"""What readers may cost: programs that take too long, too much, or write files; and what is said of it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from sensorium.abilities.documents.readers import within
from sensorium.errors import InvalidInput, ModelUnavailable, SensoriumError, TooLarge

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits other processes")
MEGA = 1_000_000


def run(program: str, *, limit_s: float = 60.0, limit_bytes: int = 500 * MEGA) -> within.Output:
    """Python, once it was given what to read."""
    command = [sys.executable, "-I", "-S", "-c", f"import sys; data = sys.stdin.buffer.read()\n{program}"]
    return within.run(command, b"page", limit_s=limit_s, limit_bytes=limit_bytes, environment=os.environ)


def test_what_a_program_writes_comes_back() -> None:
    assert run("sys.stdout.write(data.decode().upper())") == within.Output(written=b"PAGE", status=0)


def test_how_it_failed_is_told() -> None:
    assert run("sys.exit(3)").status == 3


def test_what_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(TooLarge, match="raise its limit_s") as late:
        run("import time; time.sleep(300)", limit_s=0.5)
    assert late.value.code == "reader_timeout"
    assert time.monotonic() - began < 100


@linux_only
def test_what_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(InvalidInput, match="more memory") as ended:
        run("much = bytearray(10**9)", limit_bytes=300 * MEGA)
    assert ended.value.code == "reader_memory"
    assert run("less = bytearray(10**8)", limit_bytes=300 * MEGA).status == 0


@linux_only
def test_a_program_writes_no_files(tmp_path: Path) -> None:
    assert run(f"open({str(tmp_path / 'left')!r}, 'wb', buffering=0).write(b'x')").status != 0
    assert (tmp_path / "left").read_bytes() == b""


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (TooLarge("late", limit=1, got=2, code="decode_timeout"), "reader_timeout"),
        (InvalidInput("full", code="decode_memory"), "reader_memory"),
        (InvalidInput("dead", code="decode_failed"), "reader_failed"),
        (InvalidInput("wrong", code="invalid_file"), "invalid_file"),
        (TooLarge("wide", limit=1, got=2, code="image_too_large"), "image_too_large"),
        (ModelUnavailable("no process", code="decoder_unavailable"), "decoder_unavailable"),
    ],
)
def test_what_ends_a_process_is_said_of_its_reader(raised: SensoriumError, code: str) -> None:
    with pytest.raises(type(raised)) as told, within.judging_limits("rapidocr"):
        raise raised
    assert told.value.code == code
    assert ("rapidocr" in told.value.message) == code.startswith("reader_")
