"""Muon against its definition, the split of parameters, and exact resume."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from sensorium.native.train.optim import Muon, build_optimizer, orthogonalise, split_parameters


class Tiny(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(7, 8)
        self.depthwise = nn.Conv2d(8, 8, 3, groups=8)
        self.convolution = nn.Conv2d(8, 6, 3)
        self.hidden = nn.Linear(6, 12)
        self.other = nn.Linear(6, 12)
        self.head = nn.Linear(12, 7)


def gradients(model: nn.Module, seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    for parameter in model.parameters():
        parameter.grad = torch.randn(parameter.shape, generator=generator)


@pytest.mark.parametrize("shape", [(1, 16, 48), (3, 48, 16), (2, 8, 9)])
def test_orthogonalise_brings_singular_values_near_one(shape: tuple[int, int, int]) -> None:
    matrices = torch.randn(shape, generator=torch.Generator().manual_seed(1)) * 100
    values = torch.linalg.svdvals(orthogonalise(matrices).float())
    assert values.max() < 1.3
    assert values.median() > 0.6


def test_orthogonalise_keeps_singular_vectors() -> None:
    matrix = torch.randn(1, 12, 40, generator=torch.Generator().manual_seed(2))
    left, _, right = torch.linalg.svd(matrix, full_matrices=False)
    nearest = left @ right
    found = orthogonalise(matrix).float()
    assert torch.nn.functional.cosine_similarity(nearest.flatten(), found.flatten(), dim=0) > 0.97


def test_a_batch_of_matrices_moves_as_each_would_alone() -> None:
    matrices = torch.randn(4, 10, 20, generator=torch.Generator().manual_seed(3))
    alone = torch.cat([orthogonalise(matrix[None]) for matrix in matrices])
    torch.testing.assert_close(orthogonalise(matrices), alone, rtol=0.02, atol=0.02)


def test_muon_s_first_step_has_the_size_of_the_rate() -> None:
    weight = nn.Parameter(torch.zeros(32, 8))
    optimizer = Muon([weight], lr=0.1)
    weight.grad = torch.randn(32, 8, generator=torch.Generator().manual_seed(4))
    optimizer.step()
    values = torch.linalg.svdvals(weight.detach())
    assert values.max() < 0.1 * 2 * 1.3  # sqrt(32 / 8) = 2
    assert (weight.detach() * weight.grad).sum() < 0  # against the gradient


def test_hidden_matrices_go_to_muon_and_the_rest_to_adamw() -> None:
    model = Tiny()
    matrices, others = split_parameters(model, frozenset({"head"}))
    assert [id(p) for p in matrices] == [id(model.convolution.weight), id(model.hidden.weight), id(model.other.weight)]
    assert len(others) == len(list(model.parameters())) - 3


def test_frozen_and_gradientless_parameters_stay() -> None:
    model = Tiny()
    model.hidden.weight.requires_grad_(False)
    before = copy.deepcopy(model.state_dict())
    optimizer = build_optimizer(model)
    gradients(model, 0)
    model.other.weight.grad = None
    optimizer.step()
    for name in ("hidden.weight", "other.weight"):
        assert torch.equal(model.state_dict()[name], before[name])
    assert not torch.equal(model.convolution.weight, before["convolution.weight"])


def test_resumed_training_is_the_same_to_the_bit() -> None:
    torch.manual_seed(0)
    whole = Tiny()
    optimizer = build_optimizer(whole, weight_decay=0.1)
    for step in range(2):
        gradients(whole, step)
        optimizer.step()
    resumed = Tiny()
    resumed.load_state_dict(whole.state_dict())
    second = build_optimizer(resumed, weight_decay=0.1)
    second.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    for model, chosen in ((whole, optimizer), (resumed, second)):
        gradients(model, 9)
        chosen.scale_rates(0.5)
        chosen.step()
    for name, tensor in whole.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name


def test_rates_scale_from_where_they_started() -> None:
    optimizer = build_optimizer(Tiny(), matrix_lr=0.02, other_lr=0.004)
    optimizer.scale_rates(0.5)
    optimizer.scale_rates(0.25)
    assert [group["lr"] for group in optimizer.param_groups] == [0.005, 0.001]


def test_learns_a_linear_map() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 4))
    x = torch.randn(256, 8)
    y = x @ torch.randn(8, 4)
    optimizer = build_optimizer(model, matrix_lr=0.02, adamw_modules=("2",))
    losses = []
    for _ in range(60):
        loss = (model(x) - y).square().mean()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    assert losses[-1] < 0.3 * losses[0]


def test_parts_have_rates_of_their_own() -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    optimizer = build_optimizer(model, matrix_lr=0.02, other_lr=0.002, factors={"1": 0.5})
    rates = {id(p): group["lr"] for group in optimizer.param_groups for p in group["params"]}
    assert [rates[id(p)] for p in model.parameters()] == pytest.approx([0.02, 0.002, 0.01, 0.001])
    optimizer.scale_rates(0.1)
    assert sorted(group["lr"] for group in optimizer.param_groups) == pytest.approx([1e-4, 2e-4, 1e-3, 2e-3])


def test_nothing_to_train_is_refused() -> None:
    with pytest.raises(ValueError, match="no trainable"):
        build_optimizer(nn.Linear(2, 2).requires_grad_(False))
