"""Attention within spans is attention of each span alone; the plain form equals the fused kernel."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from sensorium.native.layers.attention import HEAD_DIM, attend_spans, gathers_of, mix

SPANS = ((0, 5), (5, 40), (45, 33), (78, 1))
LENGTH = 79


def random_qkv(length: int = LENGTH) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    q, k, v = (torch.randn(1, 2, length, HEAD_DIM) for _ in range(3))
    return q, k, v


def test_spans_do_not_see_each_other() -> None:
    q, k, v = random_qkv()
    together = attend_spans(gathers_of(SPANS))(0, q, k, v)
    for start, length in SPANS:
        part = slice(start, start + length)
        alone = F.scaled_dot_product_attention(q[:, :, part], k[:, :, part], v[:, :, part], is_causal=True)
        torch.testing.assert_close(together[:, :, part], alone, atol=1e-5, rtol=1e-4)


def test_gradients_of_spans_are_those_of_each_alone() -> None:
    q, k, v = (x.requires_grad_() for x in random_qkv())
    attend_spans(gathers_of(SPANS))(0, q, k, v)[:, :, 5:45].sum().backward()
    assert q.grad is not None
    assert k.grad is not None
    assert q.grad[:, :, :5].abs().max() == 0
    assert k.grad[:, :, 45:].abs().max() == 0
    assert k.grad[:, :, 5:45].abs().max() > 0


def test_the_plain_form_equals_the_kernel() -> None:
    q, k, v = random_qkv()
    fused = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    torch.testing.assert_close(mix(q.requires_grad_(), k, v, causal=True), fused, atol=1e-5, rtol=1e-4)


def test_the_plain_form_in_bfloat16_is_near_with_any_mask() -> None:
    q, k, v = (x.bfloat16().requires_grad_() for x in random_qkv())
    seen = torch.ones(1, 1, 1, LENGTH, dtype=torch.bool)
    seen[..., 50:] = False
    for mask, causal in ((None, True), (seen, False), (None, False)):
        with torch.no_grad():
            wanted = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), mask, is_causal=causal)
        torch.testing.assert_close(mix(q, k, v, mask, causal=causal).float(), wanted, atol=0.02, rtol=0.02)
