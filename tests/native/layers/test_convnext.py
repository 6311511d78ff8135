"""ConvNeXt blocks see just as far into past and future as they say."""

import pytest
import torch

from sensorium.native.layers.convnext import ConvNeXtBlock, TimeConvolution


@pytest.mark.parametrize("layer", [ConvNeXtBlock(6, 5, 1), TimeConvolution(6, 4, 2, 3)])
def test_reach(layer: ConvNeXtBlock | TimeConvolution) -> None:
    x = torch.randn(1, 30, 6, generator=torch.Generator().manual_seed(0))
    changed = x.clone()
    changed[0, 15] += 1
    differs = (layer(x) != layer(changed)).any(-1)[0].nonzero().flatten()
    assert differs.tolist() == list(range(15 - layer.future, 15 + layer.past + 1))


def test_a_full_convolution_equals_the_library() -> None:
    layer = TimeConvolution(6, 4, 2, 2)
    x = torch.randn(2, 9, 6, generator=torch.Generator().manual_seed(0))
    weight = layer.linear.weight.view(4, 6, 5)
    wanted = torch.nn.functional.conv1d(x.transpose(1, 2), weight, layer.linear.bias, padding=2)
    torch.testing.assert_close(layer(x), wanted.transpose(1, 2))
