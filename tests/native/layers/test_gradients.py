"""Functions with a way back of their own: it is the derivative."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from sensorium.native.backbone import SOFT_CAP, _capped
from sensorium.native.layers.feed_forward import FeedForward
from sensorium.native.layers.norm import rms_norm
from sensorium.native.layers.rotary import angles, rotate


def drawn(*shape: int) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(1), requires_grad=True)


def test_soft_cap() -> None:
    assert torch.autograd.gradcheck(lambda x: _capped(10 * x, 0.7), drawn(3, 5))
    x = drawn(3, 5)
    torch.testing.assert_close(_capped(10 * x, 0.7), SOFT_CAP * torch.tanh(7 * x / SOFT_CAP))


def test_squared_relu() -> None:
    layer = FeedForward(8).double()
    torch.nn.init.normal_(layer.down.weight)
    assert torch.autograd.gradcheck(layer, drawn(4, 8))
    x = drawn(4, 8)
    torch.testing.assert_close(layer(x), layer.down(layer.up(x).relu().square()))


def test_rotation() -> None:
    rotary = angles(torch.arange(12).view(1, 4, 3), 6)
    cos, sin = (part.double() for part in rotary)
    assert torch.autograd.gradcheck(lambda x: rotate(x, (cos, sin)), drawn(1, 2, 4, 6))
    x = drawn(1, 2, 4, 6)
    first, second = x.chunk(2, -1)
    turned = torch.complex(first, second) * torch.complex(cos, sin)
    torch.testing.assert_close(rotate(x, (cos, sin)), torch.cat((turned.real, turned.imag), -1))


@pytest.mark.parametrize("shape", [(2, 3, 8), (5, 8)])
def test_norm(shape: tuple[int, ...]) -> None:
    x = torch.randn(shape, requires_grad=True)  # the fast form is for float32 alone
    y = torch.randn(shape)
    (ours,) = torch.autograd.grad((rms_norm(x) * y).sum(), x)
    (theirs,) = torch.autograd.grad((torch.nn.functional.rms_norm(x, (shape[-1],)) * y).sum(), x)
    torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-4)
