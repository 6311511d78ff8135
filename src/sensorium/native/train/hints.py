"""Auxiliary losses on the encoders' features, in training only: what is written, what is said, what is shown where.

An answer of two words says little about a thousand pixels, and among forty tasks an encoder does not begin to look
(docs/LOG.md). These targets are dense: the letters of print by connectionist temporal classification (Graves et al.
2006), the words of a recording likewise (beside attention as in Watanabe et al. 2017), the names, colours and motions
of things at the features that cover them, where values of a chart end and how large its slices are, and the codes of a
picture's cells. Words and names are told through the backbone's own table of words, so that a feature comes to mean
what the embedding of its word means; letters and ends are told by heads of the encoder. The other heads are not part of
the model and are not shipped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from sensorium.content import Document, Image, Video
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.encoders.ends import End, Reach
from sensorium.native.encoders.letters import BLANK, labels_of
from sensorium.native.encoders.views import FRAME_GRID, GRID, NUM_FRAMES, WHOLE, Box, in_square
from sensorium.native.omni import Omni
from sensorium.native.tokens.stream import Feature, FeatureKind
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import NUM_PICTURE_SLOTS, PICTURE_CODES
from sensorium.native.train.taught import Labels, Taught
from sensorium.native.worlds.example import Example, Shown

BLANK_AT_FIRST = 5.0  # logit of the blank among words: most features tell none
LETTERS, WORDS, NAMES, CELLS, ENDS, PLACES = "letters", "words", "names", "cells", "ends", "places"  # in losses
PLAIN_WEIGHT = 0.3  # of cells that look like the picture's corner: mostly its ground
MEASURING = ("ends.", "placed.")  # heads of the encoder of pictures that read it and change nothing of it
COVERED = 0.3  # of a box's area: from which share it stands at a feature; or of the feature's own
GRIDS: Mapping[FeatureKind, tuple[int, int, int]] = {
    "picture": (1, GRID, GRID),
    "detail": (1, GRID, GRID),
    "frames": (NUM_FRAMES, FRAME_GRID, FRAME_GRID),
}


def keep_sight(vision: nn.Module) -> None:
    """Let an encoder of pictures learn no more, all but the heads that measure what is drawn."""
    for name, parameter in vision.named_parameters():
        parameter.requires_grad_(name.startswith(MEASURING))


def learns_to_see(vision: nn.Module) -> bool:
    """Whether an encoder of pictures learns more than to measure."""
    return any(
        parameter.requires_grad and not name.startswith(MEASURING) for name, parameter in vision.named_parameters()
    )


def with_hints(features: Sequence[Feature], example: Example, words: WordTokenizer) -> list[Feature]:
    """The features of a prompt with what the example knows of them."""
    return [_with_hints(feature, example, words) for feature in features]


def _with_hints(feature: Feature, example: Example, words: WordTokenizer) -> Feature:
    if feature.kind == "sound":
        return replace(feature, written=tuple(word + 1 for word in words.encode(example.written or "")))
    line = feature.kind == "line"
    spelled = print_within(WHOLE, example) if line else None
    grid = (1, 1, feature.count) if line else GRIDS[feature.kind]
    told = [
        (place, word)
        for shown in shown_in(feature, example)
        for place in places_of(shown if line else in_view(shown, example), grid)
        for word in words.encode(shown.text)
    ]
    labels = None if spelled is None else labels_of(spelled)
    return replace(feature, told=tuple(told), spelled=labels, ends=_ends_at(feature, example))


def _ends_at(feature: Feature, example: Example) -> tuple[tuple[int, float, float, float], ...] | None:
    """The features at which values end, how far right of their middle and below it, in features, and the share of a
    slice; None of what has no print, or whose print is not known.
    """
    if feature.kind != "detail" or not example.printed:
        return None
    return tuple(
        (place, x * GRID - place % GRID - 0.5, y * GRID - place // GRID - 0.5, share_of(shown.text))
        for shown in (in_view(shown, example) for shown in example.reached)
        for x, y in [shown.middle]
        for place in places_of(shown, GRIDS["detail"])
    )


def shown_in(feature: Feature, example: Example) -> tuple[Shown, ...]:
    """What a view shows: of a clip, its first frame is seen by itself as well."""
    return example.still if example.still and feature.kind != "frames" else example.shown


def print_within(box: Box, example: Example) -> str | None:
    """What is written in a part of the example's picture, from left to right; None where that is not known."""
    if example.written is not None and (box == WHOLE or not example.written):
        return example.written
    if box == WHOLE or not example.printed:
        return None
    left, top, right, bottom = box
    words = [
        shown
        for shown in example.printed
        if left < (shown.left + shown.right) / 2 < right and top < (shown.top + shown.bottom) / 2 < bottom
    ]
    return " ".join(shown.text for shown in sorted(words, key=lambda shown: shown.left))


def ends_within(example: Example) -> list[End]:
    """The values of a chart that are told, in order, where they end."""
    seen = ((shown.text, in_view(shown, example).middle) for shown in example.reached if shown.text)
    return [End(Reach(*place).cell, text) for text, place in seen]


def share_of(value: str) -> float:
    """Of the whole, as the value of a slice says it; 0 of what is none."""
    return float(value[:-1]) / 100 if value.endswith("%") else 0.0


def in_view(shown: Shown, example: Example) -> Shown:
    """Boxes are shares of the picture; the encoder sees it centred in a square."""
    left, top, right, bottom = in_square((shown.left, shown.top, shown.right, shown.bottom), *_size(example))
    return replace(shown, left=left, right=right, top=top, bottom=bottom)


def places_of(shown: Shown, grid: tuple[int, int, int]) -> list[int]:
    """Features that a box covers for a good part, counted row by row; the one that it covers most, at least."""
    times, rows, columns = grid
    across = _overlap(shown.left, shown.right, columns)
    down = _overlap(shown.top, shown.bottom, rows)
    area = np.outer(down, across)  # in shares of the view
    if not area.any():
        return []
    box = (shown.right - shown.left) * (shown.bottom - shown.top)
    enough = (area >= COVERED * box) | (area * rows * columns >= COVERED)
    enough.flat[int(area.argmax())] = True
    first = min(times - 1, int(shown.moment * times)) * rows * columns
    return [first + int(place) for place in np.flatnonzero(enough)]


class Hints(nn.Module):
    """The heads that are not shipped; their weights start at zero. width: of features; sight: whether the encoder of
    pictures learns from them.
    """

    def __init__(self, width: int, *, sight: bool = True) -> None:
        super().__init__()
        self.sight = sight
        self.blank = nn.Linear(width, 1)
        self.cells = nn.Linear(width, NUM_PICTURE_SLOTS * PICTURE_CODES)
        for parameter in self.parameters():
            nn.init.zeros_(parameter)
        nn.init.constant_(self.blank.bias, BLANK_AT_FIRST)

    def word_scores(self, features: Tensor, model: Omni) -> Tensor:
        """Logits of the blank and of the backbone's words after it: (…, width) → (…, 1 + WORDLIKE.size)."""
        return torch.cat((self.blank(features).float(), model.backbone.word_logits(features)), -1)

    def losses(self, features: Mapping[FeatureKind, Tensor], batch: Taught, model: Omni) -> dict[str, Tensor]:
        """Mean losses of what the batch holds, in nats: a label for words and letters, a name, a code for cells; of
        places the mean distance, in features and in wholes of slices.

        features: (sum of counts, width) of each kind. Those of an encoder that is kept as it is are only measured.
        """
        found: dict[str, list[Tensor]] = {}
        for kind, seen in features.items():
            known, taught = batch.known[kind], self.sight or kind == "sound"
            if taught and known.written is not None:
                found.setdefault(WORDS, []).append(_temporal(seen, known.written, lambda x: self.word_scores(x, model)))
            if taught and known.spelled is not None:
                found.setdefault(LETTERS, []).append(_temporal(seen, known.spelled, model.vision.letters))
            if taught and len(known.told):
                place, word = known.told.T
                missed = model.backbone.words_missed(seen.index_select(0, place), word)
                found.setdefault(NAMES, []).append(missed.mean())
            if len(known.ends):
                place, there = known.ends.T
                reached = model.vision.ends(seen.index_select(0, place))[:, 0].float()
                found.setdefault(ENDS, []).append(F.binary_cross_entropy_with_logits(reached, there.float()))
            if len(known.placed):
                place, where = known.placed[:, 0].long(), known.placed[:, 1:]
                off = model.vision.placed(seen.index_select(0, place)).float() - where
                found.setdefault(PLACES, []).append(off.abs().mean())
        if "picture" in features and self.sight:
            (pixels,) = batch.laid.seen["picture"].media.blocks
            found[CELLS] = [self._cells(features["picture"], pixels, model.picture_codec)]
        return {name: torch.stack(parts).mean() for name, parts in found.items()}

    def _cells(self, features: Tensor, pixels: Tensor, codec: PictureCodec) -> Tensor:
        """Cross-entropy of each cell's codes, told from the one feature above it: their grids are the same.

        pixels: uint8 (M, H, W, 3).
        """
        with torch.no_grad():
            codes = codec.encode(pixels.permute(0, 3, 1, 2).float()[:, None] / 255)[:, 0]
        plain = (codes == codes[:, :1]).all(-1)
        weights = torch.where(plain, PLAIN_WEIGHT, 1.0).flatten()
        logits = self.cells(features).float().view(-1, NUM_PICTURE_SLOTS, PICTURE_CODES)
        each = F.cross_entropy(logits.flatten(0, 1), codes.flatten(), reduction="none")
        return (each.view(len(weights), -1).mean(1) * weights).sum() / weights.sum()


def _temporal(seen: Tensor, known: Labels, head: Callable[[Tensor], Tensor]) -> Tensor:
    """Loss a label of inputs with their labels, which may be none; too many for their features teach nothing.

    seen: (sum of counts, width); head: (inputs, features, width) → (inputs, times, labels), equally many times for each
    feature.
    """
    rows = seen.index_select(0, known.features.flatten()).unflatten(0, known.features.shape)
    scores = head(rows).float().log_softmax(-1).transpose(0, 1)  # (time, inputs, labels)
    times = [count * (len(scores) // rows.shape[1]) for count in known.counts]
    losses = F.ctc_loss(
        scores,
        known.labels,
        times,  # type: ignore[arg-type]
        known.lengths,  # type: ignore[arg-type]
        blank=BLANK,
        reduction="none",
        zero_infinity=True,
    )
    lengths = torch.tensor(known.lengths).to(losses.device, non_blocking=True)
    return losses.sum() / (lengths * (losses > 0)).sum().clamp(min=1)


def _overlap(low: float, high: float, count: int) -> NDArray[np.float64]:
    """How much of each of `count` equal parts of 0 … 1 lies between `low` and `high`."""
    edges = np.arange(count + 1) / count
    covered: NDArray[np.float64] = np.minimum(edges[1:], high) - np.maximum(edges[:-1], low)
    return covered.clip(min=0.0)


def _size(example: Example) -> tuple[int, int]:
    """Height and width of the medium in the prompt."""
    for part in example.prompt:
        match part:
            case Image():
                return part.pixels.shape[0], part.pixels.shape[1]
            case Video():
                return part.frames.shape[1], part.frames.shape[2]
            case Document():
                return part.pages[0].picture.pixels.shape[0], part.pages[0].picture.pixels.shape[1]
            case _:
                continue
    return 1, 1
