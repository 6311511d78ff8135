"""The tokens and codes of a reply: as data for the page's script, and as text marked token by token.

All of it is read from the trace of the exchange, that is from the very ids that were read and sampled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
import torch

from sensorium.content import Image, Part, Video
from sensorium.native.assistant import Assistant
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.score import TOKENS
from sensorium.native.engine.trace import Segment, Trace
from sensorium.native.tokens.phones import PHONES
from sensorium.native.tokens.stream import CELLS, Chunk, Modality
from sensorium.native.tokens.vocabulary import PHONE, PICTURE, SCORE, SOUND, TEXT, Special
from sensorium.surfaces.page.markup import Markup, element, joined
from sensorium.surfaces.page.players import picture_url
from sensorium.surfaces.terminal import printable

Json: TypeAlias = dict[str, Any]
PATCHES_A_ROW = 32  # of the picture that holds all patches of the codebook
NUM_SLOTS = len(PICTURE)
SPOKEN = frozenset({"speech", "sound"})


@dataclass(frozen=True)
class Chip:
    """One position of the stream as the page names it, or a run of positions that are alike."""

    text: str
    kind: str  # special, text, phone, note, cells, frames or features
    modality: str
    first: int
    count: int = 1
    token: int | None = None


@dataclass(frozen=True, eq=False)
class TokenView:
    """Looks into the replies of a native model."""

    assistant: Assistant

    def codebooks(self) -> Json:
        """What codes stand for: the picture of all patches, and how many levels each number of a sound code has."""
        codec, sound = self.assistant.model.picture_codec, self.assistant.model.sound_codec
        return {
            "patches": picture_url(_patches(codec)),
            "num_patches": codec.config.codebook_size,
            "patches_a_row": PATCHES_A_ROW,
            "levels": list(sound.config.levels),
            "frame_rate_hz": sound.frame_rate_hz,
        }

    def part(self, segment: Segment, part: Part) -> Json | None:
        """The codes of a picture, clip or sound."""
        if segment.output in SPOKEN:
            return self._sound(segment)
        if segment.output in ("image", "video"):
            return {
                "kind": segment.output,
                "first": segment.first_code,
                "cells": segment.cells.reshape(-1, CELLS, NUM_SLOTS).tolist(),
            }
        return None

    def key_frames(self, video: Video) -> list[Image]:
        """The frames of a clip that have codes; the decoder makes those between."""
        return [Image(frame) for frame in video.frames[:: self.assistant.model.picture_codec.config.frames_per_key]]

    def words(self, segment: Segment) -> Markup:
        """The words of a segment, token by token."""
        return joined([self._token(self._word(place, token)) for place, token in segment.within(TEXT)])

    def stream(self, trace: Trace) -> Markup:
        """Every position from the first that was read to the last that was written."""
        read, wrote = (list(self._chips(chunk, first)) for chunk, first in _halves(trace))
        return element(
            "div",
            element("h4", f"read: {len(trace.prompt)} positions"),
            element("div", *map(self._token, read), class_="stream"),
            element("h4", f"written: {len(trace.reply)} positions"),
            element("div", *map(self._token, wrote), class_="stream"),
        )

    def _sound(self, segment: Segment) -> Json:
        phones = [PHONES[token - PHONE.start] for _, token in segment.within(PHONE)]
        return {
            "kind": segment.output,
            "first": segment.first_code,
            "frames": segment.frames.tolist(),
            "phones": phones,
            "pointer": np.cumsum([0, *segment.advances])[:-1].tolist() if phones else [],
            "advances": segment.advances.tolist(),
        }

    def _chips(self, chunk: Chunk, first: int) -> Iterator[Chip]:
        """Words and notes one by one; features, cells and frames as runs."""
        rows = zip(range(first, first + len(chunk)), chunk.ids[:, 0].tolist(), chunk.modality.tolist(), strict=True)
        for (run, modality), group in groupby(rows, lambda row: (_run_of(row[1]), row[2])):
            places = list(group)
            name = Modality(modality).name.lower()
            if run:
                yield Chip(f"{len(places)} {run}", run, name, places[0][0], len(places))
            else:
                yield from (self._single(place, token, name) for place, token, _ in places)

    def _single(self, place: int, token: int, modality: str) -> Chip:
        if token in TEXT:
            return self._word(place, token, modality)
        if token in PHONE:
            return Chip(PHONES[token - PHONE.start], "phone", modality, place, token=token)
        if token in SCORE:
            return Chip(TOKENS[token - SCORE.start], "note", modality, place, token=token)
        return Chip(Special(token).name, "special", modality, place, token=token)

    def _word(self, place: int, token: int, modality: str = "text") -> Chip:
        return Chip(printable(self.assistant.words.pieces([token])), "text", modality, place, token=token)

    def _token(self, chip: Chip) -> Markup:
        last = chip.first + chip.count - 1
        where = f"position {chip.first}" if chip.count == 1 else f"positions {chip.first} to {last}"
        number = "" if chip.token is None else f"token {chip.token}, "
        kinds = f"token {chip.kind} of-{chip.modality}"
        return element("span", chip.text, class_=kinds, title=f"{number}{where}, {chip.modality}")


def _halves(trace: Trace) -> tuple[tuple[Chunk, int], tuple[Chunk, int]]:
    return (trace.prompt, 0), (trace.reply, len(trace.prompt))


def _run_of(token: int) -> str:
    """What a position is one of many of, '' when it stands for itself."""
    if token == Special.FEATURE:
        return "features"
    if token in PICTURE[0]:
        return "cells"
    return "frames" if token in SOUND[0] else ""


def _patches(codec: PictureCodec) -> Image:
    """Every patch of the codebook, PATCHES_A_ROW side by side."""
    size, side = codec.config.codebook_size, codec.config.patch
    tiles = codec.codebook.view(size, 3, side, side).permute(0, 2, 3, 1)
    rows = -(-size // PATCHES_A_ROW)
    sheet = torch.zeros(rows * PATCHES_A_ROW, side, side, 3)
    sheet[:size] = tiles
    sheet = sheet.view(rows, PATCHES_A_ROW, side, side, 3).transpose(1, 2).reshape(rows * side, -1, 3)
    return Image((sheet.clamp(0, 1) * 255).round().to(torch.uint8).numpy())
