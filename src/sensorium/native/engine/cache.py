"""Keys and values of what each row has read. Rows are independent requests (or the unguided twin of one).

L layers, R rows, H heads, C context, D head width.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from sensorium.native.layers.attention import HEAD_DIM, Attend

BUCKET = 64  # attended lengths are rounded up, so that shapes repeat


class Cache:
    """A fixed block of memory; `lengths[row]` positions of a row are valid."""

    def __init__(self, *, num_layers: int, num_rows: int, num_heads: int, context: int) -> None:
        shape = (num_layers, num_rows, num_heads, context, HEAD_DIM)
        self.keys = torch.zeros(shape)
        self.values = torch.zeros(shape)
        self.lengths = [0] * num_rows
        self.context = context

    def clear(self, row: int) -> None:
        """Forget a row."""
        self.lengths[row] = 0

    def attend_row(self, row: int, count: int) -> Attend:
        """Attention of `count` new positions (the rest of the query is padding) appended to one row."""
        start = self.lengths[row]
        stop = start + count

        def attend(layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            self.keys[layer, row, :, start:stop] = k[0, :, :count]
            self.values[layer, row, :, start:stop] = v[0, :, :count]
            span = _rounded(stop, self.context)
            visible = torch.arange(span) <= (start + torch.arange(q.shape[2]))[:, None]
            keys, values = self.keys[layer, row : row + 1, :, :span], self.values[layer, row : row + 1, :, :span]
            return F.scaled_dot_product_attention(q, keys, values, attn_mask=visible)

        return attend

    def attend_each(self, rows: list[int]) -> Attend:
        """Attention of one new position in each of `rows`.

        Every row is attended alone, over a span set by its own length: what shares the batch cannot change a sum.
        """

        def attend(layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            mixed = torch.zeros_like(q)
            for row in rows:
                at = self.lengths[row]
                self.keys[layer, row, :, at] = k[row, :, 0]
                self.values[layer, row, :, at] = v[row, :, 0]
                span = _rounded(at + 1, self.context)
                keys, values = self.keys[layer, row, :, :span], self.values[layer, row, :, :span]
                scores = (keys @ q[row].transpose(1, 2)).squeeze(-1) * HEAD_DIM**-0.5
                scores[:, at + 1 :] = -torch.inf
                mixed[row] = scores.softmax(-1).unsqueeze(1) @ values
            return mixed

        return attend

    def grow(self, row: int, count: int) -> None:
        """Mark `count` appended positions as valid."""
        self.lengths[row] += count


def _rounded(length: int, context: int) -> int:
    return min(context, -(-length // BUCKET) * BUCKET)
