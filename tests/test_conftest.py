"""A test that lacks a program of the system is skipped and counted in the last line, with workers and without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

@pytest.mark.system("no-such-program")
def test_absent(): raise AssertionError("must not run")

@pytest.mark.system("python3", "no-such-program")
def test_one_of_two_absent(): raise AssertionError("must not run")

@pytest.mark.system("python3")
def test_present(): pass

def test_plain(): pass

@pytest.mark.skip(reason="another reason")
def test_skipped_otherwise(): pass
"""


@pytest.mark.parametrize("options", [(), ("-p", "xdist.plugin", "-n", "2")])
def test_missing_programs_are_counted_apart(tmp_path: Path, options: tuple[str, ...]) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = system(*programs): needs them\n")
    (tmp_path / "test_sample.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-q", *options, str(tmp_path)]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # the other plugins only take time here
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stdout
    last = done.stdout.strip().splitlines()[-1]
    for count in ("2 passed", "1 skipped", "2 skipped for want of a program"):
        assert count in last
    assert "no-such-program: not installed, 2 tests skipped" in done.stdout
