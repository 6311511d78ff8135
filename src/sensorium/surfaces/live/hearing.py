"""The microphone: bytes → samples, and how probably each window of them is speech.

The detector is Silero's (MIT), a network of 0.3 million weights that needs PyTorch and nothing else. It is shared by
all sessions: what it remembers of a voice is kept here, one state for each microphone.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from sensorium.errors import MissingDependency
from sensorium.media.samples import Resampling
from sensorium.surfaces.live.formats import AudioFormat, Samples

if TYPE_CHECKING:
    from torch import Tensor

RATE_HZ = 16_000
WINDOW = 512  # samples that are judged at once
CONTEXT = 64  # samples of the window before that are seen again
STATE_DIM = 128
WARMING_UP = 3  # windows after which PyTorch has compiled the network

Detect: TypeAlias = Callable[[Samples], float]
"""The probability that a window, shape = (WINDOW,), is speech, given the windows before."""


@dataclass(frozen=True, eq=False)
class Heard:
    """What came from a microphone. samples: at the rate of its format; windows: those that are full now, judged."""

    samples: Samples
    windows: tuple[float, ...]


class Microphone:
    """Reads one stream of bytes. Call it in a thread: a second of sound takes some 6 ms of a core."""

    def __init__(self, form: AudioFormat, detect: Detect | None) -> None:
        self.format = form
        self._detect = detect
        self._resampling = Resampling(form.rate_hz, RATE_HZ)
        self._rest = np.zeros(0, np.float32)

    def push(self, data: bytes) -> Heard:
        """Hear some more. Raises InvalidInput where the bytes are no whole samples."""
        samples = self.format.samples(data)
        if self._detect is None:
            return Heard(samples, ())
        rest = np.concatenate([self._rest, self._resampling.push(samples[None])[0]])
        full = len(rest) - len(rest) % WINDOW
        self._rest = rest[full:]
        return Heard(samples, tuple(self._detect(window) for window in rest[:full].reshape(-1, WINDOW)))


def detector() -> Detect:
    """A detector for one microphone. Raises MissingDependency."""
    import torch

    network = _network()
    state, context = torch.zeros(2, 1, STATE_DIM), torch.zeros(1, CONTEXT)

    def detect(window: Samples) -> float:
        nonlocal state, context
        with torch.inference_mode():
            seen = torch.cat([context, torch.from_numpy(window.copy())[None]], dim=1)
            probability, state = network(seen, state)
            context = seen[:, -CONTEXT:]
        return float(probability)

    return detect


@lru_cache(maxsize=1)
def _network() -> Callable[..., tuple[Tensor, Tensor]]:
    """(window with its context, state) → (probability, next state), for 16 kHz.

    The package is not imported but looked up: importing it sets the number of PyTorch's threads for everybody.
    """
    import torch

    found = importlib.util.find_spec("silero_vad")
    if found is None or found.origin is None:
        raise MissingDependency("turns are found with silero-vad: pip install silero-vad")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # TorchScript is what the package ships for PyTorch
        whole = torch.jit.load(Path(found.origin).parent / "data" / "silero_vad.jit", map_location="cpu")
    network: Callable[..., tuple[Tensor, Tensor]] = whole.eval()._model  # noqa: SLF001 - the part without a memory of its own
    with torch.inference_mode():
        for _ in range(WARMING_UP):
            network(torch.zeros(1, CONTEXT + WINDOW), torch.zeros(2, 1, STATE_DIM))
    return network
