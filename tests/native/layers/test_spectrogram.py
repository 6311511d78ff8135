"""Log-mel spectrograms against a plain transform written out, and against what a tone must look like."""

import numpy as np
import pytest
import torch

from sensorium.native.layers.spectrogram import FLOOR_POWER, LogMel, mel_bands


def plain_log_mel(samples: np.ndarray, window: int, hop: int) -> np.ndarray:
    """One frame at a time in float64, by the definition of the discrete Fourier transform."""
    taper = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    angles = np.outer(np.arange(window // 2 + 1), np.arange(window)) * (-2j * np.pi / window)
    bands = mel_bands(16_000, 80, window).double().numpy()
    padded = np.concatenate([np.zeros((window - hop) // 2), samples, np.zeros(window)])
    frames = []
    for frame in range(len(samples) // hop):
        piece = padded[frame * hop : frame * hop + window] * taper / taper.sum()
        power = np.abs(np.exp(angles) @ piece) ** 2
        frames.append((np.log10(np.maximum(power @ bands, FLOOR_POWER)) + 7) / 1.5)
    return np.array(frames).T


@pytest.mark.parametrize(("window", "hop"), [(400, 160), (1024, 256)])
def test_equals_the_plain_transform(window: int, hop: int) -> None:
    samples = np.random.default_rng(0).normal(size=4000).astype(np.float32) * 0.1
    ours = LogMel(window=window, hop=hop)(torch.from_numpy(samples)[None])[0]
    assert ours.shape == (80, 4000 // hop)
    np.testing.assert_allclose(ours.numpy(), plain_log_mel(samples, window, hop), atol=2e-4)


def test_a_frame_is_where_its_samples_are() -> None:
    samples = torch.zeros(1, 16_000)
    samples[0, 8000 + 80] = 1.0  # the middle of frame 50
    loudness = LogMel()(samples)[0].sum(0)
    assert loudness.argmax() == 50
    assert torch.equal(loudness[:40], loudness[0].expand(40))


def test_a_tone_is_loudest_in_its_band() -> None:
    time_s = torch.arange(16_000) / 16_000
    low, high = (LogMel()(torch.sin(2 * torch.pi * hertz * time_s)[None])[0, :, 50] for hertz in (300, 3000))
    assert low.argmax() < 15
    assert high.argmax() > 50
    assert high.max() == pytest.approx((np.log10(0.25) + 7) / 1.5, abs=0.4)


def test_a_batch_gives_what_single_sounds_give() -> None:
    samples = torch.randn(3, 5000, generator=torch.Generator().manual_seed(1)) * 0.1
    log_mel = LogMel()
    torch.testing.assert_close(log_mel(samples), torch.cat([log_mel(row[None]) for row in samples]))


def test_every_band_hears_something() -> None:
    assert (mel_bands(16_000, 80, 400).sum(0) > 0.1).all()


def test_silence_is_the_floor_and_has_a_gradient() -> None:
    samples = torch.zeros(1, 1600, requires_grad=True)
    mel = LogMel()(samples)
    mel.sum().backward()
    assert mel.unique().numel() == 1
    assert samples.grad is not None
    assert torch.isfinite(samples.grad).all()
