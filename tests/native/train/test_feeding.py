"""Structures of tensors travel as one message and come out as they went in."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from sensorium.native.train.feeding import Bundle, fed


@dataclass(frozen=True, eq=False)
class Parts:
    whole: Tensor
    some: tuple[Tensor, ...]
    named: Mapping[str, Tensor | None]
    count: int


def parts() -> Parts:
    torch.manual_seed(0)
    odd = torch.arange(7, dtype=torch.uint8)  # so that what follows would not be aligned
    return Parts(torch.randn(3, 5).T, (odd, torch.tensor(2.5)), {"none": None, "empty": torch.zeros(0, 2).long()}, 4)


def test_what_comes_out_is_what_went_in() -> None:
    bundle = Bundle.of(parts())
    assert bundle.data.is_shared()
    (there,) = fed([bundle], torch.device("cpu"))
    for one, other in ((there, parts()), (bundle.on(bundle.data.clone()), parts())):
        torch.testing.assert_close(one.whole, other.whole, rtol=0, atol=0)
        for mine, theirs in zip(one.some, other.some, strict=True):
            assert mine.dtype is theirs.dtype
            torch.testing.assert_close(mine, theirs, rtol=0, atol=0)
        assert one.named["none"] is None
        assert one.named["empty"] is not None
        assert one.named["empty"].shape == (0, 2)
        assert one.count == 4


def test_the_shell_carries_no_tensors_along() -> None:
    big = Bundle.of((torch.zeros(1000, 1000),))
    assert len(pickle.dumps(big.shell)) < 1000
