"""The shared causal transformer: positions of the stream in, what comes next out.

B batch, T positions, S slots, D width, N positions that were picked. It knows ids, cues and coordinates; it does not
know which modality they came from, beyond which head reads them.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.native.copying import SELDOM, pointer_layer
from sensorium.native.layers.attention import Attend
from sensorium.native.layers.block import Stack
from sensorium.native.layers.norm import rms_norm
from sensorium.native.layers.output import capped_logits, nats_missed_by
from sensorium.native.tokens.vocabulary import ADVANCE, CUE_SIZE, NUM_CUES, PICTURE, SIZE, SOUND, WORDLIKE, Range

PAD = 0


class Backbone(nn.Module):
    """Embeds positions, mixes them causally, and reads the next one with one head per kind of position."""

    def __init__(self, *, width: int, num_layers: int, depth_width: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(SIZE, width, padding_idx=PAD)
        self.cue = nn.Embedding(CUE_SIZE, width, padding_idx=0)
        self.previous = nn.Linear(width, width, bias=False)
        self.stack = Stack(width, num_layers)
        self.picture_head = DepthHead(width, depth_width, PICTURE)
        self.sound_head = DepthHead(width, depth_width, (*SOUND, ADVANCE))
        self.copying = nn.Linear(width, 1)  # log-odds that what comes next is what the pointer looks at
        self.pointer_layer = pointer_layer(num_layers)
        nn.init.zeros_(self.previous.weight)
        nn.init.zeros_(self.copying.weight)
        nn.init.constant_(self.copying.bias, SELDOM)
        for table in (self.embedding, self.cue):
            nn.init.normal_(table.weight, std=0.5)
            with torch.no_grad():
                table.weight[0].zero_()

    def embed(self, ids: Tensor, cues: Tensor) -> Tensor:
        """ids: (B, T, S), cues: (B, T, NUM_CUES) → (B, T, D): the sum over slots and cues. PAD adds nothing, though its
        row of the table, which is also the output's, learns not to be said.
        """
        assert cues.shape[-1] == NUM_CUES
        return _summed(ids, self.embedding.weight) + self.cued(cues)

    def cued(self, cues: Tensor) -> Tensor:
        """What cues alone add to positions: (B, T, NUM_CUES) → (B, T, D)."""
        return _summed(cues, self.cue.weight)

    def forward(self, x: Tensor, before: Tensor, coordinates: Tensor, attend: Attend) -> Tensor:
        """x: (B, T, D) embedded positions; before: the one before each, zeros for the first; coordinates: (B, T, 3)
        → (B, T, D) states that predict the next position.

        Each position brings along what stood before it (the token shift of RWKV, Peng et al. 2023), so that one layer
        can find what followed a word the last time, and copy it.
        """
        x = rms_norm(x) + self.previous(rms_norm(before))
        return self.stack(x, coordinates, attend)  # type: ignore[no-any-return]

    def word_logits(self, state: Tensor) -> Tensor:
        """Logits of the shared range (structure, words, phones, notes): (N, D) → (N, WORDLIKE.size) float32."""
        return capped_logits(state, self._words)

    def words_missed(self, state: Tensor, ids: Tensor) -> Tensor:
        """Nats that each id of the shared range is missed by: (N, D), (N,) → (N,)."""
        return nats_missed_by(state, self._words, ids)

    @property
    def _words(self) -> Tensor:
        return self.embedding.weight[: WORDLIKE.size]


def shifted(x: Tensor, firsts: Tensor) -> Tensor:
    """What stands before each position of one packed row: (1, T, D); zeros at `firsts`, where sequences begin."""
    return F.pad(x, (0, 0, 1, 0))[:, :-1].index_fill(1, firsts, 0.0)


def _summed(ids: Tensor, table: Tensor) -> Tensor:
    """Rows of a table summed over the last axis, row PAD left out: (B, T, S) → (B, T, D)."""
    rows = F.embedding_bag(ids.flatten(0, 1), table, mode="sum", padding_idx=PAD)
    return rows.view(*ids.shape[:2], table.shape[1])


class DepthHead(nn.Module):
    """Predicts the sub-codes of one position one after another, each from the state and the codes before it.

    A small stand-in for the depth transformer of RQ-Transformer (Lee et al. 2022): the chain is a sum of embeddings
    through a shared feed-forward layer. Embedding and output matrix of a slot are tied.
    """

    def __init__(self, width: int, depth_width: int, ranges: Sequence[Range]) -> None:
        super().__init__()
        self.ranges = tuple(ranges)
        self.enter = nn.Linear(width, depth_width, bias=False)
        self.slot = nn.Parameter(torch.zeros(len(self.ranges), depth_width))
        self.codes = nn.ModuleList(nn.Embedding(r.size, depth_width) for r in self.ranges)
        self.up = nn.Linear(depth_width, 2 * depth_width, bias=False)
        self.down = nn.Linear(2 * depth_width, depth_width, bias=False)
        for table in self.codes:
            nn.init.normal_(table.weight, std=0.5)  # type: ignore[arg-type]

    def missed(self, state: Tensor, ids: Tensor) -> Tensor:
        """Nats that each true code is missed by, those before it known: (N, D), (N, S) of the map → (N, slots)."""
        chain = self.enter(state)
        each = []
        for slot, bounds in enumerate(self.ranges):
            code = ids[:, slot] - bounds.start
            each.append(nats_missed_by(self._told(chain, slot), self._table(slot), code))
            chain = self.extend(chain, slot, code)
        return torch.stack(each, 1)

    def extend(self, chain: Tensor, slot: int, code: Tensor) -> Tensor:
        """Add a chosen code (N,), counted from 0, to the chain."""
        return chain + self.codes[slot](code)  # type: ignore[no-any-return]

    def logits(self, chain: Tensor, slot: int) -> Tensor:
        """(N, depth width) → (N, codes of the slot) float32."""
        return capped_logits(self._told(chain, slot), self._table(slot))

    def _told(self, chain: Tensor, slot: int) -> Tensor:
        x = chain + self.slot[slot]
        return rms_norm(x + self.down(F.relu(self.up(rms_norm(x))).square()))

    def _table(self, slot: int) -> Tensor:
        return self.codes[slot].weight  # type: ignore[return-value]
