"""Functions with a way back of their own: it is the derivative."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from sensorium.native.layers import output
from sensorium.native.layers.feed_forward import FeedForward
from sensorium.native.layers.norm import rms_norm
from sensorium.native.layers.output import SOFT_CAP, capped_logits, nats_missed_by
from sensorium.native.layers.rotary import angles, rotate


def drawn(*shape: int) -> Tensor:
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(1), requires_grad=True)


def test_soft_cap() -> None:
    state, table = drawn(3, 8), 20 * drawn(5, 8).detach()
    assert torch.autograd.gradcheck(lambda x: capped_logits(x, table), state)
    torch.testing.assert_close(capped_logits(state, table), SOFT_CAP * torch.tanh(state @ table.T / 8**0.5 / SOFT_CAP))


@pytest.mark.parametrize("at_once", [1, 7, 2**20])
def test_what_is_missed_is_the_cross_entropy(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "LOGITS_AT_ONCE", at_once)
    state, table, ids = drawn(6, 8), (20 * drawn(5, 8)).detach().requires_grad_(), torch.tensor([0, 4, 4, 2, 1, 0])
    missed, wanted = (
        nats_missed_by(state, table, ids),
        cross_entropy(capped_logits(state, table), ids, reduction="none"),
    )
    torch.testing.assert_close(missed, wanted)
    torch.testing.assert_close(nats_missed_by(state.detach(), table.detach(), ids), wanted)
    weights = torch.linspace(0.5, 2.0, 6, dtype=torch.float64)
    ours, theirs = (torch.autograd.grad((nats * weights).sum(), (state, table)) for nats in (missed, wanted))
    torch.testing.assert_close(ours, theirs)


def test_nothing_misses_nothing() -> None:
    assert nats_missed_by(torch.empty(0, 8), torch.zeros(5, 8), torch.empty(0, dtype=torch.int64)).shape == (0,)


def test_what_is_missed_in_bfloat16_is_near() -> None:
    state, table, ids = torch.randn(9, 64, requires_grad=True), torch.randn(40, 64), torch.arange(9)
    (exact,) = torch.autograd.grad(nats_missed_by(state, table, ids).sum(), state)
    with torch.autocast("cpu", torch.bfloat16):
        near = nats_missed_by(state, table, ids)
    assert near.dtype is torch.float32
    (found,) = torch.autograd.grad(near.sum(), state)
    assert found.dtype is torch.float32
    assert float((found - exact).norm() / exact.norm()) < 0.02


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
