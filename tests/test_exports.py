"""The supported surface: exactly these names, and nothing heavy behind them until they are used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import resources

import pytest

import sensorium
from sensorium import first_use

NAMES = (
    "Audio Document Image Message Music Reply SensoriumError Text Tool ToolCall Video"
    " __version__ documents listen load open run_tools"
).split()
HEAVY = "torch numpy av PIL pypdfium2 tokenizers safetensors huggingface_hub httpx2 soxr verovio mido".split()
HELP_LIMIT_S = 0.8  # half a second on a quiet machine; this one may be slow and busy


def loaded_after(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def cpu_seconds(*command: str) -> float:
    """Processor time of one run: unlike the clock, it does not mind what else the machine does."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_the_surface_is_sorted_and_exact() -> None:
    assert sensorium.__all__ == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there(name: str) -> None:
    assert getattr(sensorium, name) is getattr(sensorium, name)
    assert name in dir(sensorium)


def test_names_are_those_of_their_home() -> None:
    from sensorium.content import Image
    from sensorium.errors import SensoriumError

    assert sensorium.Image is Image
    assert sensorium.SensoriumError is SensoriumError


def test_every_name_of_documents_is_there() -> None:
    assert sensorium.documents.__all__ == sorted(sensorium.documents.__all__)
    for name in sensorium.documents.__all__:
        assert getattr(sensorium.documents, name) is getattr(sensorium.documents, name)
    with pytest.raises(AttributeError, match="write"):
        _ = sensorium.documents.write


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="Picture"):
        _ = sensorium.Picture  # type: ignore[attr-defined]


def test_importing_loads_nothing_heavy() -> None:
    assert not loaded_after("import sensorium") & set(HEAVY)


def test_the_test_of_lightness_can_fail() -> None:
    assert "numpy" in loaded_after("import sensorium; sensorium.Image")


def test_the_command_line_loads_nothing_heavy() -> None:
    statement = "import contextlib, io\nfrom sensorium.surfaces.cli import main\nsys.argv = ['sensorium', '--help']\n"
    statement += "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n    main()"
    assert not loaded_after(statement) & set(HEAVY)


def test_help_is_quick() -> None:
    command = (sys.executable, "-m", "sensorium", "--help")
    cpu_seconds(*command)  # compiles what was never run
    start = time.perf_counter()
    best = min(cpu_seconds(*command) for _ in range(3))
    assert best < HELP_LIMIT_S, f"{best:.2f} s of processor time ({time.perf_counter() - start:.1f} s for three runs)"


def test_the_package_says_that_it_is_typed() -> None:
    assert (resources.files("sensorium") / "py.typed").is_file()


def test_only_names_that_a_package_has_are_imported_at_first_use() -> None:
    named = first_use.of("sensorium", {"Image": "content", "gone": "content"}, {"documents": "abilities.documents"})
    assert named("Image") is sensorium.Image
    assert named("documents") is sensorium.documents
    for name in ("gone", "other"):
        with pytest.raises(AttributeError, match=name):
            named(name)
