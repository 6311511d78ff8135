"""Pictures: right pixels from every format, mode and orientation; reduced decoding; writing."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from media_samples import encoded, png, scene, swapping_profile, tiff
from PIL import Image, ImageOps

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import picture_decoding, pictures

LOSSLESS = {"PNG": {}, "TIFF": {}, "WEBP": {"lossless": True, "exact": True}}


@pytest.mark.parametrize(("name", "options"), LOSSLESS.items())
def test_lossless_formats_are_read_exactly(name: str, options: dict[str, object]) -> None:
    pixels = scene(37, 21)
    picture = pictures.read(encoded(Image.fromarray(pixels), name, **options))
    np.testing.assert_array_equal(picture.pixels, pixels)
    assert (picture.width, picture.height, picture.num_frames, picture.notes) == (37, 21, 1, ())


@pytest.mark.parametrize(("name", "quality"), [("JPEG", 95), ("AVIF", 95), ("WEBP", 95)])
def test_lossy_formats_are_read_closely(name: str, quality: int) -> None:
    pixels = scene(64, 48)
    read = pictures.read(encoded(Image.fromarray(pixels), name, quality=quality)).pixels
    assert read.shape == pixels.shape
    assert np.abs(read.astype(int) - pixels).mean() < 5


def test_compressed_tiffs_are_read_exactly() -> None:
    pixels = scene(40, 30)
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        read = pictures.read(encoded(Image.fromarray(pixels), "TIFF", compression=compression)).pixels
        np.testing.assert_array_equal(read, pixels)


def test_every_page_of_a_tiff_is_read_at_its_own_size() -> None:
    shown = [scene(30, 20), scene(24, 40), scene(10, 10)]
    for compression in (None, "tiff_lzw", "tiff_adobe_deflate"):
        data = tiff(*map(Image.fromarray, shown), compression=compression)
        for number, pixels in enumerate(shown, start=1):
            page = pictures.read(data, page=number)
            np.testing.assert_array_equal(page.pixels, pixels)
            assert (page.width, page.height, page.num_frames) == (pixels.shape[1], pixels.shape[0], 3)


def test_pages_of_a_facsimile_are_read() -> None:
    pages = [Image.fromarray(scene(64, 48)[:, :, level] > 99) for level in range(2)]
    data = tiff(*pages, compression="group4")
    for number, page in enumerate(pages, start=1):
        np.testing.assert_array_equal(pictures.read(data, page=number).pixels[:, :, 0] > 0, np.asarray(page))


def test_thumbnails_are_no_pages() -> None:
    shown = [scene(8, 6), scene(30, 20), scene(4, 3), scene(24, 40)]
    data = tiff(*map(Image.fromarray, shown), thumbnails=(0, 2))
    assert pictures.read(data).num_frames == 2
    for number, place in ((1, 1), (2, 3)):
        np.testing.assert_array_equal(pictures.read(data, page=number).pixels, shown[place])


def test_a_page_that_is_not_there_is_named() -> None:
    for data, number in (
        (tiff(Image.new("L", (5, 5)), Image.new("L", (5, 5))), 3),
        (encoded(Image.new("L", (5, 5)), "PNG"), 2),
    ):
        with pytest.raises(InvalidInput, match=f"page {number} is not among them") as refused:
            pictures.read(data, page=number)
        assert refused.value.code == "invalid_page"


def test_a_later_page_that_is_too_large_is_refused() -> None:
    data = tiff(Image.new("1", (8, 8)), Image.new("1", (300, 200)), compression="group4")
    assert pictures.read(data, Limits(image_pixels=10_000)).num_frames == 2
    with pytest.raises(TooLarge, match="300 × 200"):
        pictures.read(data, Limits(image_pixels=10_000), page=2)


def test_palette_pictures_keep_their_colours() -> None:
    colours = np.array([[255, 0, 0], [0, 128, 255], [9, 200, 30], [255, 255, 255]], np.uint8)
    indices = np.random.default_rng(1).integers(0, 4, (12, 17)).astype(np.uint8)
    image = Image.fromarray(indices, "P")
    image.putpalette(colours.reshape(-1).tolist())
    for name in ("PNG", "GIF", "TIFF"):
        np.testing.assert_array_equal(pictures.read(encoded(image, name)).pixels, colours[indices])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_exif_orientation_is_applied_as_pillow_would(name: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(Image.fromarray(scene(48, 32)), name, exif=exif, **LOSSLESS.get(name, {"quality": 95}))
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB"))
    picture = pictures.read(data)
    np.testing.assert_array_equal(picture.pixels, expected)
    assert (picture.height, picture.width) == expected.shape[:2]
    assert picture_decoding.size_of(data, DEFAULT) == (picture.width, picture.height)


def test_exif_orientation_six_turns_a_quarter_clockwise() -> None:
    pixels = scene(8, 5)
    exif = Image.Exif()
    exif[0x0112] = 6
    read = pictures.read(encoded(Image.fromarray(pixels), "PNG", exif=exif)).pixels
    np.testing.assert_array_equal(read, np.rot90(pixels, -1))


def test_alpha_is_laid_on_white() -> None:
    rgba = np.array([[[255, 0, 0, 255], [255, 0, 0, 0], [0, 0, 0, 51]]], np.uint8)
    expected = [[[255, 0, 0], [255, 255, 255], [204, 204, 204]]]
    for name, options in LOSSLESS.items():
        assert pictures.read(encoded(Image.fromarray(rgba, "RGBA"), name, **options)).pixels.tolist() == expected


def test_grey_with_alpha_is_laid_on_white() -> None:
    grey = Image.fromarray(np.array([[[0, 255], [0, 0], [100, 51]]], np.uint8), "LA")
    assert pictures.read(encoded(grey, "PNG")).pixels[0, :, 0].tolist() == [0, 255, 224]


def test_transparent_colours_and_palette_entries_are_white() -> None:
    grey = Image.fromarray(np.array([[0, 7, 200]], np.uint8))
    assert pictures.read(encoded(grey, "PNG", transparency=7)).pixels[0, :, 1].tolist() == [0, 255, 200]
    colour = Image.fromarray(np.array([[[1, 2, 3], [9, 9, 9]]], np.uint8))
    assert pictures.read(encoded(colour, "PNG", transparency=(1, 2, 3))).pixels.tolist() == [[[255] * 3, [9] * 3]]
    palette = Image.fromarray(np.array([[0, 1]], np.uint8), "P")
    palette.putpalette([10, 20, 30, 40, 50, 60])
    for name in ("PNG", "GIF"):
        read = pictures.read(encoded(palette, name, transparency=1)).pixels.tolist()
        assert read == [[[10, 20, 30], [255, 255, 255]]]


def test_sixteen_bits_are_scaled_not_clipped() -> None:
    values = np.array([[0, 257, 32768, 65535]], np.uint16)
    expected = [0, 1, 128, 255]
    for name in ("PNG", "TIFF"):
        assert pictures.read(encoded(Image.fromarray(values), name)).pixels[0, :, 0].tolist() == expected
    rows = b"\0" + struct.pack(">6H", 0, 32768, 65535, 65535, 257, 0)
    colour = pictures.read(png(2, 1, 16, 2, rows)).pixels
    assert np.abs(colour.astype(int) - [[[0, 128, 255], [255, 1, 0]]]).max() <= 1


def test_a_transparent_grey_of_sixteen_bits_is_white() -> None:
    data = encoded(Image.fromarray(np.array([[300, 301]], np.uint16)), "PNG", transparency=300)
    assert pictures.read(data).pixels[0, :, 0].tolist() == [255, 1]


def test_one_bit_and_grey() -> None:
    bits = Image.fromarray(np.array([[True, False]]))
    for name in ("PNG", "TIFF"):
        assert pictures.read(encoded(bits, name)).pixels.tolist() == [[[255] * 3, [0] * 3]]
    grey = np.arange(256, dtype=np.uint8).reshape(8, 32)
    np.testing.assert_array_equal(pictures.read(encoded(Image.fromarray(grey), "PNG")).pixels[:, :, 2], grey)


def test_cmyk_inks_become_their_colours() -> None:
    inks = np.zeros((16, 32, 4), np.uint8)
    inks[:, :16] = (0, 255, 255, 0)  # magenta + yellow = red
    inks[:, 16:] = (0, 0, 0, 255)  # black
    for name, options in (("TIFF", {}), ("JPEG", {"quality": 95})):
        read = pictures.read(encoded(Image.fromarray(inks, "CMYK"), name, **options)).pixels.astype(int)
        assert np.abs(read[:, 2:14] - (255, 0, 0)).max() < 8
        assert read[:, 18:].max() < 8


def test_embedded_colour_profile_is_converted() -> None:
    pixels = np.full((4, 4, 3), (200, 30, 60), np.uint8)
    read = pictures.read(encoded(Image.fromarray(pixels), "PNG", icc_profile=swapping_profile())).pixels
    assert np.abs(read.astype(int) - (24, 201, 57)).max() < 3


def test_broken_colour_profile_is_noted_and_ignored() -> None:
    pixels = scene(6, 4)
    picture = pictures.read(encoded(Image.fromarray(pixels), "PNG", icc_profile=b"no profile" * 20))
    np.testing.assert_array_equal(picture.pixels, pixels)
    assert "colour profile" in picture.notes[0]


def test_thirty_two_bits_are_refused_by_name() -> None:
    for mode in ("I", "F"):
        with pytest.raises(InvalidInput, match="16 bits") as caught:
            pictures.read(encoded(Image.new(mode, (3, 3)), "TIFF"))
        assert caught.value.code == "unsupported_format"


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("max_side", [31, 100, 224, 500])
def test_reduced_jpeg_is_close_to_plain_decoding_and_resizing(max_side: int, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(Image.fromarray(scene(1001, 603)), "JPEG", quality=90, exif=exif)
    plain = Image.fromarray(pictures.read(data).pixels)
    picture = pictures.read(data, max_side=max_side)
    height, width = picture.pixels.shape[:2]
    assert max(height, width) == max_side
    assert sorted((picture.width, picture.height)) == [603, 1001]
    expected = np.asarray(plain.resize((width, height), Image.Resampling.BICUBIC)).astype(int)
    difference = np.abs(expected - picture.pixels)
    assert difference.mean() < 1
    assert np.percentile(difference, 99) < 8


def test_max_side_never_enlarges_and_keeps_proportions() -> None:
    data = encoded(Image.fromarray(scene(30, 20)), "PNG")
    assert pictures.read(data, max_side=300).pixels.shape == (20, 30, 3)
    assert pictures.read(data, max_side=15).pixels.shape == (10, 15, 3)
    assert pictures.read(encoded(Image.new("RGB", (400, 1)), "PNG"), max_side=4).pixels.shape == (1, 4, 3)


def test_first_of_several_frames_is_noted() -> None:
    pages = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue", "lime")]
    for name in ("GIF", "TIFF", "PNG", "AVIF"):
        data = encoded(pages[0], name, save_all=True, append_images=pages[1:])
        picture = pictures.read(data)
        assert picture.num_frames == 3
        assert picture.notes == ("the first of 3 frames",)
        assert picture.pixels[0, 0, 0] > 200
        assert picture.pixels[0, 0, 1] < 60


def test_a_sound_is_no_picture() -> None:
    with pytest.raises(InvalidInput) as caught:
        pictures.read(b"fLaC" + bytes(40))
    assert caught.value.code == "unsupported_format"


@pytest.mark.parametrize(("name", "options"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {})])
def test_animation_frames_times_and_duration(name: str, options: dict[str, object]) -> None:
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (10, 20, 30)]
    images = [Image.new("RGB", (6, 4), colour) for colour in colours]
    delays = [100, 250, 40, 500]
    data = encoded(images[0], name, save_all=True, append_images=images[1:], duration=delays, **options)
    animation = pictures.frames(data)
    assert animation.frames[:, 0, 0].tolist() == [list(colour) for colour in colours]
    np.testing.assert_allclose(animation.times_s, [0.0, 0.1, 0.35, 0.39])
    assert animation.duration_s == pytest.approx(0.89)
    some = pictures.frames(data, max_frames=2)
    np.testing.assert_array_equal(some.frames, animation.frames[[0, 3]])
    assert some.times_s.tolist() == [0.0, pytest.approx(0.39)]
    assert some.num_frames_in_file == 4


def test_what_stands_in_for_an_animation_is_no_frame_of_it() -> None:
    instead, *images = [Image.new("RGB", (4, 4), colour) for colour in ("white", "red", "blue")]
    data = encoded(instead, "PNG", save_all=True, append_images=images, duration=[200, 300], default_image=True)
    animation = pictures.frames(data)
    assert animation.frames[:, 0, 0].tolist() == [[255, 0, 0], [0, 0, 255]]
    assert (animation.times_s.tolist(), animation.duration_s) == ([0.0, 0.2], 0.5)
    assert pictures.read(data).num_frames == 2
    assert pictures.read(data).pixels[0, 0].tolist() == [255, 0, 0]


def test_partial_frames_and_transparency_of_a_gif() -> None:
    first = Image.new("P", (4, 1), 0)
    first.putpalette([255, 0, 0, 0, 0, 255, 255, 255, 255])
    second = first.copy()
    second.putpixel((2, 0), 1)
    data = encoded(first, "GIF", save_all=True, append_images=[second], duration=0, optimize=False)
    animation = pictures.frames(data)
    assert animation.frames[1, 0].tolist() == [[255, 0, 0], [255, 0, 0], [0, 0, 255], [255, 0, 0]]
    assert animation.times_s.tolist() == [0.0, 0.1]  # no delay is shown as browsers do


def test_frames_made_smaller() -> None:
    images = [Image.fromarray(scene(80, 40, seed)) for seed in range(3)]
    data = encoded(images[0], "WEBP", save_all=True, append_images=images[1:], duration=100)
    assert pictures.frames(data, max_side=20).frames.shape == (3, 10, 20, 3)


def test_frames_over_memory_are_refused() -> None:
    images = [Image.new("RGB", (200, 200), (seed, 0, 0)) for seed in range(9)]
    data = encoded(images[0], "GIF", save_all=True, append_images=images[1:])
    with pytest.raises(TooLarge) as caught:
        pictures.frames(data, Limits(image_frames=8))
    assert (caught.value.code, caught.value.got) == ("too_many_frames", 9)


def test_written_png_is_read_back_exactly() -> None:
    pixels = scene(33, 18)
    np.testing.assert_array_equal(pictures.read(pictures.write(pixels)).pixels, pixels)


@pytest.mark.parametrize("name", ["jpeg", "jpg", "webp"])
def test_written_lossy_pictures_are_close_and_smaller_at_lower_quality(name: str) -> None:
    pixels = scene(160, 120)
    fine, coarse = pictures.write(pixels, name, quality=95), pictures.write(pixels, name, quality=30)
    assert len(coarse) < len(fine)
    assert np.abs(pictures.read(fine).pixels.astype(int) - pixels).mean() < 4
    assert pictures.write(pixels, name, quality=95) == fine


def test_writing_refuses_what_it_cannot_do() -> None:
    pixels = scene(4, 4)
    for options, code in [
        ({"name": "bmp"}, "unsupported_format"),
        ({"name": "png", "quality": 5}, "invalid_quality"),
        ({"name": "webp", "quality": 0}, "invalid_quality"),
    ]:
        with pytest.raises(InvalidInput) as caught:
            pictures.write(pixels, **options)
        assert caught.value.code == code
    with pytest.raises(TooLarge):
        pictures.write(np.zeros((1, 20_000, 3), np.uint8), "webp")
    with pytest.raises(ValueError, match="uint8"):
        pictures.write(pixels.astype(np.float32))
