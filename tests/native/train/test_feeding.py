"""Structures of tensors travel as one message and come out as they went in."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from sensorium.native.train.feeding import FEWEST_KEPT, Bundle, Copied, Kept, fed


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


def batch(number: int) -> Copied[int]:
    return Copied(Bundle(number, torch.empty(0)), torch.zeros(100, dtype=torch.uint8), None)


def test_batches_come_again_in_turn_as_often_as_allowed_and_no_more() -> None:
    kept = Kept[int](1e9, uses=2)
    assert kept.take() is None
    for number in range(FEWEST_KEPT + 2):
        kept.add(batch(number))
    taken = [item.bundle.shell for item in iter(kept.take, None)]
    assert taken == [0, 1, 2]  # then too few are left for one to be long ago
    once = Kept[int](1e9, uses=1)
    for number in range(2 * FEWEST_KEPT):
        once.add(batch(number))
    assert once.take() is None


def test_what_has_no_room_goes_oldest_first() -> None:
    kept = Kept[int](100 * FEWEST_KEPT, uses=9)
    for number in range(FEWEST_KEPT + 3):
        kept.add(batch(number))
    first = kept.take()
    assert first is not None
    assert first.bundle.shell == 3
