"""What every test stands on: one thread, a tiny model, and an honest count of tests that lack a system program."""

from __future__ import annotations

import os
import shutil
import ssl
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sensorium.models.native import NativeModel
    from sensorium.native.assistant import Assistant
    from sensorium.native.tokens.tokenizer import WordTokenizer

SOURCE = str(Path(__file__).parents[1] / "src")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # before torch: equal sums everywhere, no stalls beside other workers
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [SOURCE, os.environ.get("PYTHONPATH", "")]))  # of children
ssl.create_default_context = cache(ssl.create_default_context)  # 36 ms of every client, to read the same certificates
BEGAN = time.monotonic()
WANT = "needs the program "
CATEGORY = "skipped for want of a program"


@pytest.fixture(scope="session")
def words() -> WordTokenizer:
    """Words enough that most of what random weights say can be read."""
    from tiny_model import tiny_words

    return tiny_words()


@pytest.fixture(scope="session")
def assistant(words: WordTokenizer) -> Assistant:
    """A tiny model with random weights: enough to test every promise that does not depend on training."""
    from tiny_model import tiny_assistant

    return tiny_assistant(words)


@pytest.fixture
def tiny(assistant: Assistant) -> NativeModel:
    """The tiny model behind the one interface."""
    from sensorium.models.native import NativeModel

    return NativeModel(assistant, "tiny")


def pytest_addoption(parser: pytest.Parser) -> None:
    """A run of all tests that has to end in time."""
    explained = "seconds after which tests marked slow are skipped, but for slow(always=True)"
    parser.addoption("--slow-until", type=float, default=float("inf"), help=explained)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow and always run begins first, so that no worker is left alone with it; other slow tests come last."""
    items.sort(key=lambda item: 1 if (slow := item.get_closest_marker("slow")) is None else 2 * (not always(slow)))


def always(slow: pytest.Mark) -> bool:
    """Whether a slow test is run however late it is."""
    return bool(slow.kwargs.get("always"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `system(...)` when one of its programs is absent, and a slow one when time is up."""
    slow = item.get_closest_marker("slow")
    if slow is not None and not always(slow) and time.monotonic() - BEGAN > item.config.getoption("--slow-until"):
        pytest.skip("slow, and time was up: python3 dev.py test --all runs it")
    for marker in item.iter_markers("system"):
        for program in marker.args:
            if shutil.which(program) is None:
                pytest.skip(f"{WANT}{program}")


def pytest_report_teststatus(report: pytest.CollectReport | pytest.TestReport) -> tuple[str, str, str] | None:
    """Count such tests apart, so that the last line of a run names them."""
    return (CATEGORY, "s", "SKIPPED") if missing_program(report) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which programs were missing and how many tests each held back."""
    missing = Counter(missing_program(report) for report in terminalreporter.stats.get(CATEGORY, []))
    for program, count in sorted(missing.items()):
        terminalreporter.write_line(f"{program}: not installed, {count} test{'s'[: count != 1]} skipped (see .ci/run)")


def missing_program(report: pytest.CollectReport | pytest.TestReport) -> str:
    """The absent program that made a test skip, else ''."""
    if not report.skipped or not isinstance(report.longrepr, tuple):
        return ""
    _, found, program = report.longrepr[2].partition(WANT)
    return program if found else ""
