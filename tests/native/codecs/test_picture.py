"""The picture codec: order of codes, round trips of what the codebook holds, parity, stillness."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from sensorium.native.codecs.picture import PictureCodec, PictureCodecConfig, from_perceptual, patches_of, perceptual

TINY = PictureCodecConfig(
    side=16, output_side=32, codebook_size=8, decoder_width=16, decoder_depth=1, interpolator_width=16
)


@pytest.fixture
def codec() -> PictureCodec:
    """Random weights in every layer, a codebook of random patches."""
    torch.manual_seed(0)
    codec = PictureCodec(TINY)
    for parameter in codec.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    codec.codebook.copy_(torch.rand(8, 48))
    return codec.eval()


def random_codes(batch: int, keys: int, seed: int = 0) -> Tensor:
    return torch.randint(0, 8, (batch, keys, 4, 4), generator=torch.Generator().manual_seed(seed))


def test_shapes_of_pictures_and_clips(codec: PictureCodec) -> None:
    assert codec.encode(torch.rand(2, 1, 3, 40, 50)).shape == (2, 1, 4, 4)
    codes = codec.encode(torch.rand(1, 16, 3, 32, 32))
    assert codes.shape == (1, 4, 4, 4)
    frames = codec.decode(codes)
    assert frames.shape == (1, 16, 3, 32, 32)
    assert frames.dtype == torch.float32
    assert frames.min() >= 0
    assert frames.max() <= 1


def test_what_is_made_of_the_codebook_comes_back_exactly(codec: PictureCodec) -> None:
    codes = random_codes(3, 1)
    pictures = codec.coarse(codec.grid_of(codes.flatten(0, 1)))
    assert torch.equal(codec.encode(pictures[:, None]), codes)


def test_cells_are_in_reading_order_and_slots_within_a_cell_too(codec: PictureCodec) -> None:
    grid = torch.arange(16).view(1, 4, 4)
    cells = codec._to_cells(grid)
    assert cells.tolist() == [[[0, 1, 4, 5], [2, 3, 6, 7], [8, 9, 12, 13], [10, 11, 14, 15]]]
    assert torch.equal(codec.grid_of(cells), grid)


def test_key_frames_are_every_fifth(codec: PictureCodec) -> None:
    clip = torch.rand(1, 16, 3, 16, 16)
    codes = codec.encode(clip)
    for key, frame in enumerate((0, 5, 10, 15)):
        assert torch.equal(codes[:, key : key + 1], codec.encode(clip[:, frame : frame + 1]))


def test_a_key_frame_looks_the_same_in_a_clip_as_alone(codec: PictureCodec) -> None:
    codes = random_codes(1, 3)
    frames = codec.decode(codes)
    for key in range(3):
        torch.testing.assert_close(frames[0, 5 * key], codec.decode(codes[:, key : key + 1])[0, 0])


def test_a_neighbour_in_the_batch_changes_nothing(codec: PictureCodec) -> None:
    pictures = torch.rand(5, 1, 3, 24, 24)
    assert torch.equal(codec.encode(pictures)[2:3], codec.encode(pictures[2:3]))
    codes = random_codes(4, 2)
    assert torch.equal(codec.decode(codes)[1:2], codec.decode(codes[1:2]))


def test_a_still_clip_is_still(codec: PictureCodec) -> None:
    frames = codec.decode(random_codes(1, 1).expand(-1, 4, -1, -1))
    assert torch.equal(frames, frames[:, :1].expand_as(frames))


def test_plain_ground_stays_plain_whatever_the_networks_say(codec: PictureCodec) -> None:
    codec.codebook[0] = 0.25
    codes = torch.zeros(1, 2, 4, 4, dtype=torch.int64)
    codes[:, 1, 0, 0] = 3  # the top left corner changes
    frames = codec.decode(codes)
    assert torch.equal(frames[:, 0], torch.full_like(frames[:, 0], 0.25))
    assert torch.equal(frames[:, 5, :, 20:], frames[:, 0, :, 20:])


def test_frames_between_differ_from_both_ends(codec: PictureCodec) -> None:
    frames = codec.decode(random_codes(1, 2))[0]
    assert all(not torch.equal(frames[at], frames[end]) for at in range(1, 5) for end in (0, 5))


def test_partial_pictures_show_what_is_known_and_grey_elsewhere(codec: PictureCodec) -> None:
    cells = random_codes(1, 2)[0].flatten(0, 1)
    empty, half = codec.partial(cells[:0]), codec.partial(cells[:2])
    assert empty.shape == half.shape == (1, 3, 32, 32)
    assert empty.unique().numel() == 1
    assert torch.equal(half[..., 16:, :], empty[..., 16:, :])
    assert not torch.equal(half[..., :16, :], empty[..., :16, :])


def test_partial_clips_end_with_the_last_whole_key_frame(codec: PictureCodec) -> None:
    codes = random_codes(1, 2)
    cells = codes[0].flatten(0, 1)
    assert torch.equal(codec.partial(cells[:7]), codec.decode(codes[:, :1])[0])
    assert torch.equal(codec.partial(cells), codec.decode(codes)[0])


def test_patches_hold_channel_then_row_then_column() -> None:
    picture = torch.arange(3 * 8 * 8).view(1, 3, 8, 8)
    patches = patches_of(picture, 4)
    assert torch.equal(patches[0, 1, 0].view(3, 4, 4), picture[0, :, 4:, :4])


def test_the_perceptual_space_keeps_all_and_weighs_grey_over_blue() -> None:
    patches = torch.rand(5, 48)
    torch.testing.assert_close(from_perceptual(perceptual(patches)), patches)
    grey, blue = torch.full((3, 16), 0.1), torch.zeros(3, 16)
    blue[2] = 0.1 * 3**0.5  # as far from black in RGB
    assert perceptual(grey.flatten()).norm() > 1.05 * perceptual(blue.flatten()).norm()


def test_the_shipped_size_stays_small() -> None:
    codec = PictureCodec()
    assert sum(tensor.numel() for tensor in codec.state_dict().values()) <= 2_000_000
    assert codec.config.num_cells == 64
    assert codec.config.num_slots == 4


def test_an_untrained_decoder_shows_the_codebook(codec: PictureCodec) -> None:
    fresh = PictureCodec(TINY)
    fresh.codebook.copy_(codec.codebook)
    codes = random_codes(1, 1)
    coarse = fresh.coarse(fresh.grid_of(codes[0]))
    doubled = functional.interpolate(coarse, scale_factor=2, mode="bilinear", align_corners=False)
    torch.testing.assert_close(fresh.decode(codes)[0], doubled)


@pytest.mark.parametrize("wrong", [{"side": 60, "output_side": 120}, {"output_side": 64}, {"frames_per_key": 0}])
def test_sizes_that_do_not_fit_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        PictureCodecConfig(**wrong)
