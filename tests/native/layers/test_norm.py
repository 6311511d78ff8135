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


def test_in_bfloat16_it_is_near() -> None:
    x = (torch.randn(3, 5, 64) * torch.tensor([0.1, 1.0, 50.0])[:, None, None]).bfloat16().requires_grad_(True)
    exact = x.detach().float().requires_grad_(True)
    gradient = torch.randn(3, 5, 64)
    y, wanted = rms_norm(x), F.rms_norm(exact, (64,))
    torch.testing.assert_close(y.float(), wanted, rtol=0.01, atol=0.01)
    y.backward(gradient.bfloat16())
    wanted.backward(gradient)
    assert x.grad is not None
    assert exact.grad is not None
    torch.testing.assert_close(x.grad.float() / exact.grad.std(), exact.grad / exact.grad.std(), rtol=0.03, atol=0.03)
