"""Root-mean-square normalisation without weights (Zhang & Sennrich 2019)."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def rms_norm(x: Tensor) -> Tensor:
    """Scale the last axis to unit root mean square. Any shape; the dtype is kept."""
    return F.rms_norm(x, (x.size(-1),))
