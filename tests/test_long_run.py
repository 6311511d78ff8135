"""Long runs say how far they are and can be interrupted without losing what they found."""

from __future__ import annotations

import itertools
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from long_run import INTERRUPTED, steps, until_interrupted

TESTS = Path(__file__).parent


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def test_each_step_is_done_once_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    looks = itertools.count()
    assert list(steps([3, 1, 2], "things", lambda: f"looked at {next(looks)} times", every_s=0.0)) == [3, 1, 2]
    told = capsys.readouterr().err.splitlines()
    assert [re.sub(r" in [\d.]+ min(, \d+ min left)?", "", line) for line in told] == [
        "things: 0 of 3; looked at 0 times",
        "things: 1 of 3; looked at 1 times",
        "things: 2 of 3; looked at 2 times",
        "things: 3 of 3; looked at 3 times",
    ]
    assert "left" not in told[0] + told[-1]
    assert "min left" in told[1]


def test_a_line_is_told_only_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(steps(iter("abc"), "letters", lambda: "x", total=3)) == ["a", "b", "c"]
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_is_interrupted_tells_what_was_found_and_hears_no_second_signal(number: signal.Signals) -> None:
    found: list[int] = []

    def run() -> None:
        for step in range(5):
            found.append(step)
            if step == 2:
                os.kill(os.getpid(), number)

    assert until_interrupted(run)
    assert found == [0, 1, 2]
    for one in (signal.SIGINT, signal.SIGTERM):
        os.kill(os.getpid(), one)  # would end the tests


def test_a_run_that_ends_leaves_signals_as_they_were() -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert not until_interrupted(lambda: None)
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_a_run_raises_is_not_swallowed() -> None:
    def run() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        until_interrupted(run)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "options", "found", "left"),
    [
        ("media/fuzz.py", ["--inputs", "1000000", "--only", "csv"], r"\d+ inputs in [\d.]+ s", "were not thrown"),
        ("surfaces/server/kills.py", ["--kills", "1000"], r"\d+ kills, \d+ asked for, taken", "was not looked at"),
        ("surfaces/server/hostile.py", ["--damaged", "1"], r"\d+ answers: .*\n", "nothing is known of what"),
    ],
)
def test_a_script_that_is_interrupted_tells_what_it_found(
    tmp_path: Path, script: str, options: list[str], found: str, left: str
) -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS / "media"), os.environ["PYTHONPATH"]])
    run: Callable[..., subprocess.Popen[str]] = subprocess.Popen
    command = [sys.executable, str(TESTS / script), *options]
    with run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, text=True, stdout=-1, stderr=-1) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert re.match(r"[\w ]+: \d+ of \d+ in [\d.]+ min, \d+ min left; ", first), first
        process.send_signal(signal.SIGINT)
        told, rest = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert re.match(found, told), told
    assert left in told.splitlines()[-1]
    assert "Traceback" not in rest
