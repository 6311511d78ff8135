"""The norm by hand equals PyTorch's, forward and backward."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from sensorium.native.layers.norm import rms_norm


def test_values_and_gradients_are_those_of_the_library() -> None:
    torch.manual_seed(0)
    x = torch.randn(3, 5, 64) * torch.tensor([1e-4, 1.0, 50.0])[:, None, None]
    ours, theirs = x.clone().requires_grad_(True), x.clone().requires_grad_(True)
    gradient = torch.randn_like(x)
    y, wanted = rms_norm(ours), F.rms_norm(theirs, (64,))
    torch.testing.assert_close(y, wanted)
    y.backward(gradient)
    wanted.backward(gradient)
    assert ours.grad is not None
    torch.testing.assert_close(ours.grad, theirs.grad, rtol=1e-4, atol=1e-6)


def test_without_gradients_it_is_the_library_itself() -> None:
    x = torch.randn(4, 64)
    with torch.inference_mode():
        assert torch.equal(rms_norm(x), F.rms_norm(x, (64,)))
