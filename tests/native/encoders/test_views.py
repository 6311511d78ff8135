"""Views: chosen by shape alone, fixed sizes, nothing lost at the edges; encoders give one feature a place."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from sensorium.native.assistant import Assistant
from sensorium.native.encoders.audio import SAMPLE_RATE_HZ, SAMPLES_PER_FEATURE, num_features
from sensorium.native.encoders.views import GREY, LINE_MAX_WIDTH, LINE_STRIDE, view_of, view_of_clip


def picture(height: int, width: int, value: int = 200) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.full((height, width, 3), value, np.uint8)


@pytest.mark.parametrize(
    ("height", "width", "kind", "shape"),
    [
        (128, 128, "picture", (128, 128)),
        (60, 90, "picture", (128, 128)),
        (400, 300, "detail", (256, 256)),
        (3000, 4000, "detail", (256, 256)),
        (32, 384, "line", (32, 384)),
        (20, 4000, "line", (32, LINE_MAX_WIDTH)),
    ],
)
def test_the_shape_chooses_the_view(height: int, width: int, kind: str, shape: tuple[int, int]) -> None:
    view = view_of(picture(height, width))
    assert view.kind == kind
    assert view.pixels.shape == (*shape, 3)


def test_what_lies_outside_is_grey_and_the_picture_is_centred() -> None:
    view = view_of(picture(64, 128))
    assert (view.pixels[0] == GREY).all()
    assert (view.pixels[64] == 200).all()


def test_a_line_fills_whole_strides() -> None:
    view = view_of(picture(32, 101))
    assert view.pixels.shape[1] % LINE_STRIDE == 0
    assert view.grid == (1, 1, view.pixels.shape[1] // LINE_STRIDE)


def test_a_clip_is_eight_frames_from_first_to_last() -> None:
    frames = np.stack([picture(64, 64, value) for value in range(0, 160, 10)])
    view = view_of_clip(frames)
    assert view.pixels.shape == (8, 64, 64, 3)
    assert view.pixels[0, 0, 0, 0] == 0
    assert view.pixels[-1, 0, 0, 0] == 150


@pytest.mark.parametrize("shape", [(50, 50), (300, 200), (30, 250)])
def test_the_encoder_gives_a_feature_for_each_place(assistant: Assistant, shape: tuple[int, int]) -> None:
    view = view_of(picture(*shape))
    count = int(np.prod(view.grid))
    features = assistant.model.encode(view.kind, [view.pixels], [count])
    assert features.shape == (count, assistant.model.config.width)


def test_what_shares_a_batch_does_not_change_a_line(assistant: Assistant) -> None:
    """A short line is padded beside a long one: its features stay the same."""
    views = [view_of(picture(32, width)) for width in (100, 400)]
    counts = [int(np.prod(view.grid)) for view in views]
    together = assistant.model.encode("line", [view.pixels for view in views], counts)
    alone = assistant.model.encode("line", [views[0].pixels], counts[:1])
    torch.testing.assert_close(together[: counts[0]], alone, atol=1e-4, rtol=1e-3)


def test_what_shares_a_batch_does_not_change_a_sound(assistant: Assistant) -> None:
    rng = np.random.default_rng(0)
    sounds = [rng.normal(0, 0.1, size).astype(np.float32) for size in (SAMPLE_RATE_HZ, 2 * SAMPLE_RATE_HZ)]
    counts = [num_features(len(sound)) for sound in sounds]
    assert counts[0] * SAMPLES_PER_FEATURE >= SAMPLE_RATE_HZ
    together = assistant.model.encode("sound", sounds, counts)
    alone = assistant.model.encode("sound", sounds[:1], counts[:1])
    torch.testing.assert_close(together[: counts[0] - 1], alone[:-1], atol=2e-2, rtol=1e-2)
