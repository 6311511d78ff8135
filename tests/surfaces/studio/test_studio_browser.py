"""The studio in a real browser, end to end: the tests are `studio/tests/*.test.mjs`, and each file is one test here.

They need Node, Chromium and what `python3 dev.py studio` installs. Microphone and camera are fed from files made here.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import numpy as np
import pytest
import realtime_stand_in
from carried_samples import PAGE, hybrid

import sensorium
from sensorium.content import Audio
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.native.worlds import sets
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

STUDIO = Path(__file__).parents[3] / "studio"
TESTS = sorted(path.name for path in (STUDIO / "tests").glob("*.test.mjs"))
REAL = sets.find()
ORDERS = "picovoice_intent"
KEY = "a-key-for-the-tests"
ODD_KEY = "a/key+of=another=kind"  # that cannot be part of the name of a subprotocol
RATE_HZ, TONE_HZ = 48_000, 440
SIDE, NUM_FRAMES = 64, 10
BLUE = (41, 240, 110)  # Y, U, V

pytestmark = [
    pytest.mark.system("node", "chromium"),
    pytest.mark.skipif(not (STUDIO / "node_modules" / "playwright-core").exists(), reason="run python3 dev.py studio"),
]


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of a tone, then two of silence; Chromium plays it again and again."""
    time = np.arange(3 * RATE_HZ, dtype=np.float32) / RATE_HZ
    samples = np.where(time < 1, 0.5 * np.sin(2 * np.pi * TONE_HZ * time), 0).astype(np.float32)
    path = tmp_path_factory.mktemp("fed") / "microphone.wav"
    Audio(samples[None], RATE_HZ).save(path)
    return path


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Blue, as an uncompressed film."""
    planes = [np.full(size, value, np.uint8) for size, value in zip((SIDE**2, *(SIDE**2 // 4,) * 2), BLUE, strict=True)]
    frame = b"FRAME\n" + b"".join(plane.tobytes() for plane in planes)
    path = tmp_path_factory.mktemp("fed") / "camera.y4m"
    path.write_bytes(f"YUV4MPEG2 W{SIDE} H{SIDE} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * NUM_FRAMES)
    return path


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recorded order where the real sets are present, else the built-in voice; with quiet around it."""
    if sets.present(REAL):
        assert REAL is not None
        said = sets.audio(REAL, ORDERS, next(iter(sets.rows(REAL, ORDERS, "test"))))
    else:
        voice = sensorium.load().generate("Say: Good morning to all of you.", outputs=["speech"], seed=1).audio
        assert voice is not None
        said = voice
    quiet = np.zeros((1, RATE_HZ), np.float32)
    samples = np.concatenate([quiet, said.mono().resampled(RATE_HZ).samples, quiet, quiet], axis=1)
    path = tmp_path_factory.mktemp("fed") / "spoken.wav"
    Audio(samples, RATE_HZ).save(path)
    return path


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invoice as PDF whose page has another total and another day than its data, and does not name the buyer."""
    lines = [line.replace("EUR 119.00", "EUR 191.00").replace("2021-04-04", "2021-05-04") for line in PAGE]
    path = tmp_path_factory.mktemp("papers") / "differing.pdf"
    path.write_bytes(hybrid(lines=[line for line in lines if not line.startswith("Bill to")]))
    return path


@pytest.fixture(scope="module")
def environment(
    assistant: Assistant,
    serve: Callable[..., AbstractContextManager[str]],
    microphone: Path,
    camera: Path,
    spoken: Path,
    differing: Path,
) -> Iterator[dict[str, str]]:
    """An open server and one that wants a key, both with the tiny model; and one with the built-in model, for live."""

    def serving(*keys: str) -> Serving:
        return Serving(desk=Desk(("tiny",), load=lambda name: NativeModel(assistant, name)), keys=keys)

    with ExitStack() as stack:
        yield {
            **os.environ,
            "STUDIO": stack.enter_context(serve(serving(), realtime_stand_in.extend)),
            "GUARDED": stack.enter_context(serve(serving(KEY, ODD_KEY))),
            "STUDIO_KEY": KEY,
            "STUDIO_ODD_KEY": ODD_KEY,
            "BUILT_IN": stack.enter_context(serve(Serving(desk=Desk()))),
            "SPOKEN": str(spoken),
            "MICROPHONE": str(microphone),
            "CAMERA": str(camera),
            "DIFFERING": str(differing),
        }


@pytest.mark.slow
@pytest.mark.parametrize("name", TESTS)
def test_in_a_browser(name: str, environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["node", "--test", "--test-reporter=spec", f"tests/{name}"],
        cwd=STUDIO,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
