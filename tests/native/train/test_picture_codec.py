"""The picture codec's recipe on a tiny codec: codebook, learning, resume to the bit, frozen codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sensorium.native.codecs.picture import PictureCodec, PictureCodecConfig, nearest_codes
from sensorium.native.train.codebook import learn_codebook, training_patches
from sensorium.native.train.picture_codec import (
    PictureCodecRecipe,
    load_picture_codec,
    picture_loss,
    save_picture_codec,
    train_picture_codec,
)
from sensorium.native.train.picture_data import PictureData, square
from sensorium.native.worlds.art import GROUNDS

TINY = PictureCodecConfig(codebook_size=24, decoder_width=16, decoder_depth=1, interpolator_width=8)
SHORT = PictureCodecRecipe(
    codebook_pictures=100, spatial_steps=4, spatial_batch=2, motion_steps=4, motion_batch=1, save_every=2
)


@pytest.fixture(scope="module")
def data() -> PictureData:
    return PictureData()


def generator() -> torch.Generator:
    return torch.Generator().manual_seed(0)


def test_k_means_finds_the_clusters_and_keeps_what_is_pinned() -> None:
    centres = torch.rand(6, 48, generator=generator())
    patches = centres.repeat_interleave(40, 0) + 0.01 * torch.randn(240, 48, generator=generator())
    pinned = torch.full((1, 48), 0.5)
    codebook = learn_codebook(patches, 14, pinned=pinned, rounds=20, generator=generator())
    assert torch.equal(codebook[:1], pinned)
    found = codebook[nearest_codes(centres, codebook)]
    assert (found - centres).abs().max() < 0.05


def test_dead_centres_are_put_to_use() -> None:
    patches = torch.cat([torch.zeros(500, 48), torch.rand(60, 48, generator=generator())])
    codebook = learn_codebook(patches, 16, rounds=20, generator=generator())
    assert nearest_codes(patches, codebook).unique().numel() >= 12


def test_too_few_patches_are_refused() -> None:
    with pytest.raises(ValueError, match="as many patches"):
        learn_codebook(torch.rand(5, 48), 8, generator=generator())


def test_most_flat_patches_are_dropped() -> None:
    flat, busy = torch.full((1, 3, 64, 64), 0.3), torch.rand(1, 3, 64, 64, generator=generator())
    assert len(training_patches(flat, 4, generator())) < 50
    assert len(training_patches(busy, 4, generator())) == 256


def test_pictures_and_clips_have_their_shapes_and_equal_dice_give_equal_ones(data: PictureData) -> None:
    pictures = data.pictures(3, np.random.default_rng(5))
    assert pictures.shape == (3, 3, 128, 128)
    assert np.array_equal(pictures, data.pictures(3, np.random.default_rng(5)))
    clips = data.clips(2, np.random.default_rng(5))
    assert clips.shape == (2, 6, 3, 128, 128)
    assert clips.dtype == np.uint8


def test_the_middle_square_is_taken() -> None:
    wide = np.zeros((10, 30, 3), np.uint8)
    wide[:, 10:20] = 200
    assert (square(wide, 5) == 200).all()


def test_the_loss_is_nil_for_equals_and_sees_edges() -> None:
    sharp = torch.zeros(1, 3, 8, 8)
    sharp[..., 4:] = 1
    blurred = torch.nn.functional.avg_pool2d(sharp, 3, stride=1, padding=1, count_include_pad=False)
    assert picture_loss(sharp, sharp) == 0
    assert picture_loss(blurred, sharp) > (blurred - sharp).abs().mean()


def test_a_run_stopped_and_taken_up_again_ends_the_same(
    tmp_path: Path, data: PictureData, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopping = {"at": ("motion", 2)}

    def stop(stage: str, step: int, figures: dict[str, float]) -> None:
        if (stage, step) == stopping["at"]:
            raise KeyboardInterrupt

    whole = train_picture_codec(tmp_path / "whole", data, SHORT, TINY)
    with pytest.raises(KeyboardInterrupt):
        train_picture_codec(tmp_path / "parts", data, SHORT, TINY, report=stop)
    parts = train_picture_codec(tmp_path / "parts", data, SHORT, TINY)
    for name, tensor in whole.state_dict().items():
        assert torch.equal(tensor, parts.state_dict()[name]), name


def test_both_stages_train_their_part_and_the_codes_stay(tmp_path: Path, data: PictureData) -> None:
    seen: list[tuple[str, int]] = []
    torch.manual_seed(0)
    start = PictureCodec(TINY)
    start.codebook.uniform_(0, 1)
    save_picture_codec(start, tmp_path)
    trained = train_picture_codec(tmp_path, data, SHORT, report=lambda stage, step, figures: seen.append((stage, step)))
    assert seen == [(stage, step) for stage in ("spatial", "motion") for step in range(4)]
    before, after = start.state_dict(), trained.state_dict()
    assert torch.equal(before["codebook"], after["codebook"])
    assert not torch.equal(before["spatial.head.weight"], after["spatial.head.weight"])
    assert not torch.equal(before["interpolator.head.weight"], after["interpolator.head.weight"])
    loaded = load_picture_codec(tmp_path).state_dict()
    assert all(torch.equal(after[name], loaded[name]) for name in after)


def test_grounds_come_back_exactly(tmp_path: Path, data: PictureData) -> None:
    none: dict[str, Any] = {"spatial_steps": 0, "motion_steps": 0, "codebook_pictures": 100}
    codec = train_picture_codec(tmp_path, data, PictureCodecRecipe(**none), TINY)
    for colour in GROUNDS.values():
        blank = (torch.tensor(colour).view(3, 1, 1) / 255).expand(1, 1, 3, 64, 64)
        torch.testing.assert_close(
            codec.decode(codec.encode(blank)), blank.new_ones(1, 1, 3, 128, 128) * blank[..., :1, :1]
        )


def test_training_improves_what_is_decoded(tmp_path: Path, data: PictureData) -> None:
    losses: list[float] = []
    recipe = PictureCodecRecipe(codebook_pictures=200, spatial_steps=40, spatial_batch=8, motion_steps=0)
    train_picture_codec(
        tmp_path, data, recipe, TINY, report=lambda stage, step, figures: losses.append(figures["loss"])
    )
    assert np.mean(losses[-10:]) < 0.97 * np.mean(losses[:10])
