"""Finite scalar quantisation: codes and values are two names of the same thing."""

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput
from sensorium.native.layers.fsq import FSQ

LEVELS = st.lists(st.integers(2, 9), min_size=1, max_size=5).map(tuple)


@settings(max_examples=40, deadline=None)
@given(levels=LEVELS, seed=st.integers(0, 2**31))
def test_a_code_decodes_to_the_quantised_values(levels: tuple[int, ...], seed: int) -> None:
    fsq = FSQ(levels)
    x = torch.randn(7, len(levels), generator=torch.Generator().manual_seed(seed)) * 3
    torch.testing.assert_close(fsq.decode(fsq.encode(x)), fsq(x))


@settings(max_examples=30, deadline=None)
@given(levels=LEVELS)
def test_every_code_is_reachable_and_its_own(levels: tuple[int, ...]) -> None:
    fsq = FSQ(levels)
    codes = torch.arange(math.prod(levels))[:500]
    values = fsq.decode(codes)
    assert values.abs().max() <= 1
    assert len(values.unique(dim=0)) == len(codes)
    # An unbounded number that is squashed to just this level exists, outermost levels included.
    bounded = (values * fsq._width()).double()
    x = torch.atanh((bounded + fsq.offset) / fsq.reach) - torch.atanh(fsq.offset / fsq.reach)
    assert torch.equal(fsq.encode(x), codes)


def test_the_gradient_passes_the_rounding() -> None:
    x = torch.zeros(1, 4, requires_grad=True)
    FSQ((8, 5, 5, 5))(x).sum().backward()
    assert x.grad is not None
    assert (x.grad > 0).all()


def test_codes_out_of_range_are_refused() -> None:
    with pytest.raises(InvalidInput, match="outside 0"):
        FSQ((2, 3)).decode(torch.tensor([6]))
    with pytest.raises(ValueError, match="two levels"):
        FSQ((3, 1))
