"""`sensorium doctor`: whether this machine has what Sensorium needs, with advice where something is wrong."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import typer

from sensorium.errors import SensoriumError
from sensorium.surfaces.cli.answering import print_json
from sensorium.surfaces.cli.configuration import user_file, user_settings
from sensorium.surfaces.cli.options import AsJson
from sensorium.surfaces.cli.overview import header_of
from sensorium.surfaces.terminal import Progress

State: TypeAlias = Literal["ok", "absent", "failed"]

OLDEST_PYTHON = (3, 11)
NEEDED = (
    "av fastapi httptools httpx2 llguidance markdown-it-py mido numpy pillow platformdirs prometheus-client pydantic"
    " pypdfium2 python-multipart rich safetensors silero-vad soxr tokenizers torch typer uvicorn verovio websockets"
).split()
OPTIONAL = {
    "huggingface-hub": "push_to_hub",
    "jiwer": "tests",
    "lxml": "office files and web pages (extra docs)",
    "onnxruntime": "reading pictures of pages (extra ocr)",
    "openai": "tests",
    "openpyxl": "tests",
    "opentelemetry-exporter-otlp-proto-http": "sending traces of `sensorium serve`",
    "opentelemetry-sdk": "traces of `sensorium serve`",
    "pocketsphinx": "a second recogniser for `sensorium listen`, and judging speech in `sensorium evaluate`",
    "python-docx": "tests",
    "python-pptx": "tests",
    "rapidocr": "reading pictures of pages (extra ocr)",
    "symusic": "tests of tunes",
    "zstandard": "texts of the real sets",
}
PROGRAMS = {
    "flite": "the voice in training",
    "espeak-ng": "other voices in training",
    "tesseract": "a second reader of pages",
    "chromium": "looking at the demo page, in tests",
}
GIGA = 1_000_000_000
LEAST_FREE_BYTES = GIGA
LEAST_MEMORY_BYTES = 2 * GIGA
QUESTION = "What is this?"


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `failed` is what the program cannot do without; `absent` limits it."""

    name: str
    state: State
    detail: str
    advice: str = ""


def doctor(as_json: AsJson = False) -> None:
    """Look whether this machine has all it takes.

    Python, memory, packages, sandbox, programs, weights, and one whole answer. Ends with 1 where something fails.
    """
    findings = []
    with Progress() as progress:
        for look in LOOKS:
            progress.say(look.__name__.removeprefix("_").replace("_", " "))
            for finding in examined(look):
                findings.append(finding)
                if not as_json:
                    progress.pause()
                    _print(finding)
    well = all(finding.state != "failed" for finding in findings)
    if as_json:
        print_json({"well": well, "findings": [asdict(finding) for finding in findings]})
    if not well:
        raise typer.Exit(1)


def examined(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Findings of one look; whatever goes wrong in it is a finding too: that is what a doctor is for."""
    try:
        yield from look()
    except SensoriumError as error:
        yield Finding(look.__name__.removeprefix("_"), "failed", f"{error.code}: {error.message}", "see above")
    except Exception as error:  # noqa: BLE001 - shown with its type, and the command ends with 1
        advice = "install again: python3 dev.py setup, or pip install -e . where the checkout is"
        yield Finding(look.__name__.removeprefix("_"), "failed", f"{type(error).__name__}: {error}", advice)


def _print(finding: Finding) -> None:
    mark = {"ok": "ok", "absent": "-", "failed": "FAILED"}[finding.state]
    advice = f"\n        → {finding.advice}" if finding.advice else ""
    sys.stdout.write(f"{mark:<7} {finding.name}: {finding.detail}{advice}\n")
    sys.stdout.flush()


def _machine() -> Iterator[Finding]:
    """Python, system, cores, memory, disk."""
    version = platform.python_version()
    enough = sys.version_info >= OLDEST_PYTHON
    oldest = ".".join(map(str, OLDEST_PYTHON))
    yield Finding("Python", "ok" if enough else "failed", version, "" if enough else f"use Python {oldest} or newer")
    from sensorium.media import child

    yield Finding("machine", "ok", f"{platform.system()} {platform.machine()}, {child.cores()} cores")
    memory = memory_bytes()
    if memory is not None:
        little = memory < LEAST_MEMORY_BYTES
        advice = f"below {LEAST_MEMORY_BYTES / GIGA:.0f} GB answers may fail" if little else ""
        yield Finding("memory", "absent" if little else "ok", f"{memory / GIGA:.1f} GB", advice)
    free = shutil.disk_usage(Path.cwd()).free
    advice = "make room before you train" if free < LEAST_FREE_BYTES else ""
    yield Finding("free disk here", "absent" if advice else "ok", f"{free / GIGA:.1f} GB", advice)


def _packages() -> Iterator[Finding]:
    """What pip has installed."""
    lacking = [name for name in NEEDED if installed(name) is None]
    found = ", ".join(f"{name} {installed(name)}" for name in NEEDED if name not in lacking)
    advice = f"pip install {' '.join(lacking)}"
    yield (
        Finding("packages", "failed", f"missing: {', '.join(lacking)}", advice)
        if lacking
        else Finding("packages", "ok", found)
    )
    for name, purpose in OPTIONAL.items():
        yield _optional(f"{name} (optional)", installed(name), f"needed for {purpose}: pip install {name}")


def _programs() -> Iterator[Finding]:
    """Programs of the system; none is needed to ask the model."""
    for name, purpose in PROGRAMS.items():
        found = "found" if shutil.which(name) else None
        yield _optional(f"{name} (program, optional)", found, f"needed for {purpose}: install the system package")


def readers_of_pages() -> Iterator[Finding]:
    """Who reads pictures of pages; one that is not installed is told with how to bring it."""
    from sensorium.abilities.documents.readers.choosing import known

    found = known()
    here = [one.name for one in found if one.installed]
    advice = "; ".join(f"{one.name}: {one.install}" for one in found if not one.installed)
    detail = f"{', '.join(here)} (asked in this order)" if here else "none: scans and photographs are not read"
    yield Finding("readers of pages", "ok" if here else "absent", detail, advice)


def _arithmetic() -> Iterator[Finding]:
    """PyTorch itself."""
    import torch

    places = "GPU" if torch.cuda.is_available() else "CPU"
    yield Finding("PyTorch", "ok", f"{torch.__version__}, {torch.get_num_threads()} threads, {places}")


def _sandbox() -> Iterator[Finding]:
    """How far the process that decodes foreign files is locked in."""
    from sensorium.media import worker

    level = worker.level()
    held = {"memory limit": level.memory_limited, "Landlock": level.landlock, "seccomp": level.seccomp}
    detail = ", ".join(f"{name} {'holds' if holds else 'is not to be had'}" for name, holds in held.items())
    advice = "" if level.complete else "files of strangers are decoded with less protection here; Linux 5.13 has all"
    yield Finding("media worker", "ok" if level.complete else "absent", detail, advice)


def _settings() -> Iterator[Finding]:
    """The user's settings and the real sets."""
    settings = user_settings()
    said = ", ".join(f"{key} = {value}" for key, value in settings.items()) or "none"
    yield Finding("settings", "ok", f"{said} (from {user_file()})")
    from sensorium.native.worlds import sets

    folder = sets.find()
    here = sets.present(folder)
    yield _optional(
        "real sets (optional)", f"{len(here)} of {len(sets.SETS)}" if here else None, "see `sensorium data list`"
    )


def _weights() -> Iterator[Finding]:
    """The files of the built-in model, whole."""
    from sensorium.models import WEIGHTS

    advice = "make them: sensorium train; or ask another model with -m"
    path = WEIGHTS / "model.safetensors"
    if not path.is_file():
        yield Finding("weights", "failed", "the built-in model has no weights here", advice)
        return
    tensors, wanted = header_of(path)
    found = path.stat().st_size
    if found != wanted:
        detail = f"cut off: {found} bytes instead of {wanted}"
        yield Finding("weights", "failed", detail, "fetch the package, or train, again")
        return
    import hashlib

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    yield Finding("weights", "ok", f"{found / 1e6:.1f} MB, {len(tensors)} tensors, sha256 {digest[:16]}…")


def _answer() -> Iterator[Finding]:
    """A picture written, decoded in the worker, and asked about, from end to end."""
    import numpy as np

    from sensorium import models
    from sensorium.content import Image

    began = time.monotonic()
    drawing = Image(np.full((64, 64, 3), 255, np.uint8)).encode("png")
    picture = Image.open(drawing)
    decoded = time.monotonic()
    if not (models.WEIGHTS / "config.json").exists():
        yield Finding("decoding", "ok", f"{decoded - began:.1f} s")
        return
    model = models.load()
    reply = model.generate(picture, QUESTION, outputs=("text",), seed=0, max_tokens=8)
    took = time.monotonic() - decoded
    yield Finding("an answer", "ok", f"decoded in {decoded - began:.1f} s, {model.name} answered in {took:.1f} s: "
                  f"{reply.text!r}")  # fmt: skip


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _machine,
    _packages,
    _programs,
    readers_of_pages,
    _arithmetic,
    _sandbox,
    _settings,
    _weights,
    _answer,
)


def memory_bytes() -> int | None:
    """Memory of the machine; None where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows
        return None


def installed(name: str) -> str | None:
    """The version of a package, None where it is not installed."""
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _optional(name: str, found: str | None, advice: str) -> Finding:
    return Finding(name, "ok", found) if found else Finding(name, "absent", "not here", advice)
