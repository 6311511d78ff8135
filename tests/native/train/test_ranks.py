"""Several processes train one model: the gradients they average are those of all their batches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from rank_program import SCHEDULE, in_float32, parts
from safetensors.torch import load_file

from sensorium.native.train.loss import losses, total
from sensorium.native.train.state import TENSORS, read_counters
from sensorium.native.train.taught import taught
from sensorium.native.train.trainer import Trainer

PROGRAM = Path(__file__).with_name("rank_program.py")


@pytest.mark.slow
def test_two_ranks_learn_what_one_would_from_both_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rank 0 has had enough after one step, and both stop there."""
    in_float32(monkeypatch.setattr)
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run([*launch, str(PROGRAM), str(tmp_path), "0"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, second = (load_file(tmp_path / f"{rank}.safetensors") for rank in (0, 1))
    model, course = parts()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    counters = read_counters(tmp_path / "run" / TENSORS)
    assert counters["step"] == 1
    batches = [course.batch(0, rank) for rank in (0, 1)]
    assert counters["positions"] == 2 * len(batches[0])
    trainer = Trainer(model, course, SCHEDULE, tmp_path / "alone", num_workers=0)
    trainer.optimizer.scale_rates(SCHEDULE.rate(0))
    torch.stack([total(losses(model, taught(batch))) for batch in batches]).mean().backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), SCHEDULE.clip_norm)
    trainer.optimizer.step()
    for name, value in model.state_dict().items():
        assert torch.equal(first[name], second[name]), name
        # the first step of AdamW is a sign: where two gradients cancel, rounding decides it
        differing = int((~torch.isclose(first[name], value, atol=1e-3, rtol=1e-2)).sum())
        assert differing <= 1 + value.numel() // 1000, name
    moved = [name for name, value in first.items() if not torch.equal(value, before[name])]
    assert len(moved) >= 5  # what stands behind outputs that begin at zero moves in the second step
