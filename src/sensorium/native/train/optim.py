"""Muon for hidden matrices, AdamW for all else, behind one object with the optimizer's usual verbs.

Knows nothing of modalities or of the loop. Matrices are whole on each process: for sharded parameters gather first.
Letters: N matrices of one shape, R rows, C columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import torch
from torch import Tensor, nn

from sensorium.native.train.precision import fast_dtype

# Quintic whose iteration drives singular values towards 1 (Jordan 2024); five rounds suffice for bf16.
NEWTON_SCHULZ_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
NEWTON_SCHULZ_ROUNDS = 5


def orthogonalise(matrices: Tensor) -> Tensor:
    """Nearest semi-orthogonal matrices, about: singular values end in [0.7, 1.2].

    `matrices` shape = (N, R, C), any float dtype; returns the device's fast format, same shape. Newton–Schulz iteration
    of Muon (Jordan et al. 2024), batched: one product serves all matrices of a shape.
    """
    a, b, c = NEWTON_SCHULZ_COEFFICIENTS
    x = matrices.to(fast_dtype(matrices.device.type))
    tall = x.size(-2) > x.size(-1)
    if tall:
        x = x.mT
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(NEWTON_SCHULZ_ROUNDS):
        gram = x @ x.mT
        polynomial = torch.baddbmm(gram, gram, gram, beta=b, alpha=c)
        x = torch.baddbmm(x, polynomial, x, beta=a)
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised (Jordan et al. 2024). Parameters of more than two axes are seen as (R, rest)."""

    def __init__(
        self,
        parameters: Iterable[nn.Parameter] | Iterable[dict[str, Any]],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
    ) -> None:
        if lr <= 0 or not 0 <= momentum < 1:
            raise ValueError(f"lr must be positive and momentum in [0, 1), got {lr} and {momentum}")
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:  # type: ignore[override]
        """One update. Parameters without a gradient are left alone."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for parameters in _by_shape(group["params"]):
                self._update(parameters, group["lr"], group["momentum"], group["weight_decay"])
        return loss

    def _update(self, parameters: list[nn.Parameter], lr: float, momentum: float, weight_decay: float) -> None:
        """All parameters here have one shape."""
        gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
        buffers = [self._momentum(parameter) for parameter in parameters]
        torch._foreach_lerp_(buffers, gradients, 1 - momentum)
        stacked = torch.stack(gradients).lerp(torch.stack(buffers), momentum).flatten(2)  # Nesterov: one step ahead
        rows, columns = stacked.shape[1:]
        updates = orthogonalise(stacked).to(parameters[0].dtype).view(-1, *parameters[0].shape)
        scale = max(1.0, rows / columns) ** 0.5  # keeps the size of an output's change equal for tall matrices
        moved: list[Tensor] = [*parameters]
        if weight_decay:
            torch._foreach_mul_(moved, 1 - lr * weight_decay)
        torch._foreach_add_(moved, list(updates.unbind()), alpha=-lr * scale)

    def _momentum(self, parameter: nn.Parameter) -> Tensor:
        state = self.state[parameter]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(parameter)
        momentum: Tensor = state["momentum"]
        return momentum


class PairedOptimizer:
    """Muon and AdamW as one: `step`, `zero_grad`, `scale_rates`, `state_dict`, `load_state_dict`."""

    def __init__(self, optimizers: list[torch.optim.Optimizer]) -> None:
        self.optimizers = optimizers
        for group in self.param_groups:
            group["initial_lr"] = group["lr"]

    @property
    def param_groups(self) -> list[dict[str, Any]]:
        return [group for optimizer in self.optimizers for group in optimizer.param_groups]

    def step(self) -> None:
        for optimizer in self.optimizers:
            optimizer.step()

    def zero_grad(self) -> None:
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)

    def scale_rates(self, factor: float) -> None:
        """Every learning rate becomes `factor` × what it was at the start: the schedule lives with the caller."""
        for group in self.param_groups:
            group["lr"] = group["initial_lr"] * factor

    def state_dict(self) -> dict[str, Any]:
        return {"optimizers": [optimizer.state_dict() for optimizer in self.optimizers]}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)


def build_optimizer(
    model: nn.Module,
    *,
    matrix_lr: float = 0.02,
    other_lr: float = 2e-3,
    betas: tuple[float, float] = (0.9, 0.95),
    momentum: float = 0.95,
    weight_decay: float = 0.0,
    adamw_modules: Iterable[str] = ("head",),
    factors: Mapping[str, float] = MappingProxyType({}),
) -> PairedOptimizer:
    """Muon at `matrix_lr` for hidden matrices and convolutions, AdamW at `other_lr` for the rest.

    The rest: embeddings, depthwise filters, gains, biases, and any parameter that has a component of its dotted name
    in `adamw_modules` (output heads: their rows are classes, not directions). Frozen parameters are left out.
    Weight decay (decoupled) applies to Muon's matrices only. factors: dotted name of a part → factor on both rates.
    """
    matrices, others = (
        _by_rate(model, parameters, factors) for parameters in split_parameters(model, frozenset(adamw_modules))
    )
    optimizers: list[torch.optim.Optimizer] = []
    if matrices:
        groups = [{"params": part, "lr": matrix_lr * factor} for factor, part in matrices.items()]
        optimizers.append(Muon(groups, lr=matrix_lr, momentum=momentum, weight_decay=weight_decay))
    if others:
        groups = [{"params": part, "lr": other_lr * factor} for factor, part in others.items()]
        fused = all(parameter.is_floating_point() for part in others.values() for parameter in part)
        optimizers.append(torch.optim.AdamW(groups, lr=other_lr, betas=betas, weight_decay=0.0, fused=fused))
    if not optimizers:
        raise ValueError("the model has no trainable parameters")
    return PairedOptimizer(optimizers)


def split_parameters(model: nn.Module, adamw_modules: frozenset[str]) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """(hidden matrices, the rest), trainable ones only, each in the order of `named_parameters`."""
    embeddings = {
        id(parameter)
        for module in model.modules()
        if isinstance(module, nn.Embedding)
        for parameter in module.parameters(recurse=False)
    }
    matrices: list[nn.Parameter] = []
    others: list[nn.Parameter] = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            exempt = id(parameter) in embeddings or not adamw_modules.isdisjoint(name.split("."))
            (others if exempt or not _is_matrix(parameter) else matrices).append(parameter)
    return matrices, others


def _by_rate(
    model: nn.Module, parameters: Iterable[nn.Parameter], factors: Mapping[str, float]
) -> dict[float, list[nn.Parameter]]:
    """Parameters by the factor on their rate."""
    of = {
        id(parameter): factor
        for part, factor in factors.items()
        for parameter in model.get_submodule(part).parameters()
    }
    groups: dict[float, list[nn.Parameter]] = {}
    for parameter in parameters:
        groups.setdefault(of.get(id(parameter), 1.0), []).append(parameter)
    return groups


def _is_matrix(parameter: nn.Parameter) -> bool:
    """A depthwise filter has one input channel, a gain one axis: neither has a spectrum worth balancing."""
    return parameter.ndim >= 2 and parameter.size(0) > 1 and parameter.size(1) > 1


def _by_shape(parameters: Iterable[nn.Parameter]) -> Iterator[list[nn.Parameter]]:
    groups: defaultdict[tuple[Any, ...], list[nn.Parameter]] = defaultdict(list)
    for parameter in parameters:
        if parameter.grad is not None:
            groups[(parameter.shape, parameter.dtype, parameter.device)].append(parameter)
    yield from groups.values()
