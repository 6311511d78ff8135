"""Threads: one where more would wait for each other, and as many as before for everything else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from sensorium.models.native import NativeModel
from sensorium.native.engine.threads import FEW, threads_for


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize(("positions", "threads"), [(1, 1), (FEW, 1), (FEW + 1, 2)])
def test_few_positions_have_one_thread(positions: int, threads: int) -> None:
    with threads_for(positions):
        assert torch.get_num_threads() == threads
    assert torch.get_num_threads() == 2


def test_the_number_is_set_back_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), threads_for(1):
        raise ZeroDivisionError
    assert torch.get_num_threads() == 2


def test_steps_of_an_answer_have_one_thread(tiny: NativeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    backbone = tiny.assistant.model.backbone
    forward = backbone.forward

    def watched(*arguments: object) -> object:
        seen.append(torch.get_num_threads())
        return forward(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backbone, "forward", watched)
    tiny.generate("What is this?", outputs=["text"], max_tokens=5, seed=0)
    assert len(seen) > 2
    assert set(seen) == {1}
    assert torch.get_num_threads() == 2
