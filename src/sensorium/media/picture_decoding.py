"""Picture bytes → pixels, inside the decoding process. What a caller sees is in `pictures.py`."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from sensorium.errors import InvalidInput, SensoriumError, TooLarge
from sensorium.limits import Limits
from sensorium.media import formats, headers
from sensorium.media.messages import Decoded
from sensorium.media.resolution import POINTS_PER_INCH, resolution

_Conversion: TypeAlias = Callable[[Image.Image], Image.Image]

_PILLOW_FORMATS = {media_type: (media_type.removeprefix("image/").upper(),) for media_type in formats.PICTURES}
_ORIENTATION_TAG, _SUBFILE_TAG = 0x0112, 0x00FE
_SWAPPING_ORIENTATIONS = (5, 6, 7, 8)  # width and height change places
# A JPEG decoded at a part of its size is still this many times as large as wanted: what is left goes through a proper
# filter. At 1 the mean difference to plain decoding triples (0.25 → 0.7 levels on photographs), time falls by a third.
_REDUCED_SIDES = 2
_STRIP_PIXELS = 4_000_000
_LONGER_SIDE_PT = 842.0  # of a page that is a picture: A4's; what scanners write of it is often wrong
# What a browser shows: delays too short to be meant are lengthened.
_SHORTEST_DELAY_S = 0.02
_USUAL_DELAY_S = 0.1


def prepare() -> None:
    """Load what Pillow loads lazily."""
    from PIL import AvifImagePlugin, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401

    Image.MAX_IMAGE_PIXELS = None  # `headers` judges, by the request's own limits
    Image.preinit()


def decode_picture(data: bytes, limits: Limits, max_side: int | None = None, page: int = 1) -> Decoded:
    """In the decoding process: see `read`."""
    with _opened(data, limits) as (image, num_frames):
        if page > 1:
            _turn_to(image, page, num_frames, limits)
        width, height = image.size
        size = (width, height) if max_side is None else _fitted(width, height, max_side)
        drafted = image.draft(image.mode, (_REDUCED_SIDES * size[0], _REDUCED_SIDES * size[1]))
        image.load()
        notes = [f"the first of {num_frames} frames"] if page == 1 < num_frames else []
        orientation = _orientation(image)
        pixels = _resized(_flat(image, notes), size, drafted[1] if drafted else None)
        if orientation in _SWAPPING_ORIENTATIONS:
            width, height = height, width
        facts = {"width": width, "height": height, "num_frames": num_frames, "notes": notes}
        return Decoded({"pixels": _turned(pixels, orientation)}, facts)


def size_of(data: bytes, limits: Limits) -> tuple[int, int]:
    """Width and height in pixels that a picture declares, as it is meant to be seen. Raises as `decode_picture`."""
    with _opened(data, limits) as (image, _):
        width, height = image.size
        swapped = image.format != "TIFF" and _orientation(image) in _SWAPPING_ORIENTATIONS  # a TIFF's says it already
        return (height, width) if swapped else (width, height)


def decode_timing(data: bytes, limits: Limits) -> Decoded:
    """In the decoding process: see `timing`."""
    with _opened(data, limits) as (image, num_frames):
        spans_s = [span_s for _, span_s in _shown(image, num_frames)]
    return Decoded({"times_s": np.array([start for start, _ in spans_s])}, {"duration_s": spans_s[-1][1]})


def decode_frames(
    data: bytes,
    limits: Limits,
    max_frames: int | None = None,
    max_side: int | None = None,
    rows: Sequence[int] | None = None,
) -> Decoded:
    """In the decoding process: see `frames`."""
    with _opened(data, limits) as (image, num_frames):
        wanted = _spread(num_frames, max_frames) if rows is None else set(rows)
        size = _fitted(*image.size, max_side or max(image.size))
        _judge_animation(len(wanted) * size[0] * size[1] * 3, limits)
        screen, pictures, times_s, end_s = (0, 0, *image.size), [], [], 0.0
        for index, (start_s, until_s) in _shown(image, num_frames):
            if index in wanted:
                pictures.append(_turned(_resized(_flat(image.crop(screen), []), size), _orientation(image)))
                times_s.append(start_s)
            end_s = until_s
        return Decoded(
            {"frames": np.stack(pictures), "times_s": np.array(times_s)},
            {"duration_s": end_s, "num_frames": num_frames},
        )


def _shown(image: Image.Image, num_frames: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """Each frame in turn, loaded: its number, and from when until when it is shown, in seconds."""
    start_s, first = 0.0, image.tell()
    for index in range(num_frames):
        image.seek(first + index)
        image.load()
        delay_s = float(image.info.get("duration", 0)) / 1000
        end_s = start_s + (delay_s if delay_s >= _SHORTEST_DELAY_S else _USUAL_DELAY_S)
        yield index, (start_s, end_s)
        start_s = end_s


def decode_scan(data: bytes, limits: Limits, dpi: float | None = None) -> Decoded:
    """In the decoding process: the pages of a TIFF, see `documents.read`. None is shown finer than it is."""
    with _opened(data, limits) as (image, _):
        places = _page_places(image, limits)
        _judge_pages(len(places), limits)
        sizes = [_size_at(image, place, limits) for place in places]
        pages = [_points(*size) for size in sizes]
        dpi, told = resolution(pages, limits, dpi)
        arrays, notes = {}, list[str]()
        for index, place in enumerate(places):
            image.seek(place)
            image.load()
            size = _fitted(*sizes[index], max(1, round(dpi * _LONGER_SIDE_PT / POINTS_PER_INCH)))
            arrays[f"page{index}"] = _turned(_resized(_flat(image, notes), size), _orientation(image))
    facts = {"pages": [["", *page] for page in pages], "title": "", "dpi": dpi, "notes": [*told, *dict.fromkeys(notes)]}
    return Decoded(arrays, facts)


@contextmanager
def _opened(data: bytes, limits: Limits) -> Iterator[tuple[Image.Image, int]]:
    """The picture, judged by its declared sizes, and its number of frames. Pillow's errors become `invalid_image`."""
    media_type = formats.detect(data)
    if media_type not in formats.PICTURES:
        raise InvalidInput(f"The file is {media_type}, not a picture.", code="unsupported_format")
    num_frames = headers.judge(data, media_type, limits)
    try:
        with Image.open(io.BytesIO(data), formats=_PILLOW_FORMATS[media_type]) as image:
            headers.judge_size(*image.size, limits)
            if image.format == "TIFF":
                num_frames = _num_pages(image, limits)
            num_frames = num_frames or _num_frames(image, limits)
            headers.judge_size(*image.size, limits)  # of a TIFF's first page, which may be behind a thumbnail
            yield image, num_frames
    except (SensoriumError, MemoryError):
        raise
    except Exception as error:
        raise InvalidInput(
            f"The picture is damaged or cut off ({type(error).__name__}); give an intact one.", code="invalid_image"
        ) from error


def _num_frames(image: Image.Image, limits: Limits) -> int:
    """Frames of an animation; more than allowed are refused. It stands at the first then: the picture of a PNG that
    stands in for its animation where that cannot be shown is none.
    """
    num_frames = int(getattr(image, "n_frames", 1))
    first = int(num_frames > 1 and bool(image.info.get("default_image")))
    headers.judge_frames(num_frames - first, limits)
    if first:
        image.seek(first)
    return num_frames - first


def _num_pages(image: Image.Image, limits: Limits) -> int:
    """Pages of a TIFF, counted no further than one over the limit; at least 1. It stands at its first page then."""
    places = _page_places(image, limits)
    image.seek(places[0])
    return len(places)


def _page_places(image: Image.Image, limits: Limits) -> list[int]:
    """Where the pages of a TIFF are among its pictures; of one that is nothing but thumbnails, the first of them."""
    places: list[int] = []
    for place in range(limits.image_frames + 1):
        try:
            image.seek(place)
        except EOFError:
            break
        if not _is_thumbnail(image):
            places.append(place)
    return places or [0]


def _judge_pages(num_pages: int, limits: Limits) -> None:
    if num_pages > limits.document_pages:
        raise TooLarge(
            "The scan has too many pages; split it", limit=limits.document_pages, got=num_pages, unit="pages",
            code="document_too_complex",
        )  # fmt: skip


def _size_at(image: Image.Image, place: int, limits: Limits) -> tuple[int, int]:
    image.seek(place)
    headers.judge_size(*image.size, limits)
    return image.size


def _points(width: int, height: int) -> tuple[float, float]:
    scale = _LONGER_SIDE_PT / max(width, height)
    return width * scale, height * scale


def _turn_to(image: Image.Image, page: int, num_pages: int, limits: Limits) -> None:
    """Go to a page of a TIFF, from 1, and judge its size."""
    if image.format != "TIFF" or page > num_pages:
        message = f"the picture has {num_pages if image.format == 'TIFF' else 1} pages; page {page} is not among them"
        raise InvalidInput(message, code="invalid_page", param="pages")
    place, left = image.tell(), page - 1
    while left:
        place += 1
        image.seek(place)
        left -= not _is_thumbnail(image)
    headers.judge_size(*image.size, limits)


def _is_thumbnail(image: Image.Image) -> bool:
    """Whether this part of a TIFF is a smaller copy of another (TIFF 6.0, NewSubfileType)."""
    tags = getattr(image, "tag_v2", {})
    return bool(int(tags.get(_SUBFILE_TAG, 0)) & 1)


def _judge_animation(num_bytes: int, limits: Limits) -> None:
    if num_bytes > limits.worker_bytes // 2:
        raise TooLarge(
            "The animation is too large; ask for fewer or smaller frames", limit=limits.worker_bytes // 2,
            got=num_bytes, unit="bytes", code="image_too_large",
        )  # fmt: skip


def _spread(num_frames: int, max_frames: int | None) -> set[int]:
    """Indices of at most `max_frames` frames, evenly spread, the first and (if more than one) the last among them."""
    count = num_frames if max_frames is None else min(num_frames, max_frames)
    return {round(index) for index in np.linspace(0, num_frames - 1, count).tolist()}


def _fitted(width: int, height: int, max_side: int) -> tuple[int, int]:
    """The size with the same proportions and no side over `max_side`; never enlarged."""
    scale = min(1.0, max_side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1 … 8 of a loaded picture (Pillow has turned TIFFs by then); 1 when it cannot be read."""
    try:
        value = image.getexif().get(_ORIENTATION_TAG, 1)
    except Exception:  # noqa: BLE001  # broken metadata does not make the picture unreadable
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _turned(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Pixels as they are meant to be seen (EXIF 2.32, tag 0x0112)."""
    if orientation in _SWAPPING_ORIENTATIONS:
        pixels = pixels.swapaxes(0, 1)
    rows = -1 if orientation in (3, 4, 7, 8) else 1
    columns = -1 if orientation in (2, 3, 6, 7) else 1
    return pixels[::rows, ::columns]


def _resized(
    flat: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float] | None = None
) -> NDArray[np.uint8]:
    """Pixels at `size` (width, height). `box` is where the picture lies: libjpeg rounds reduced sizes up."""
    return np.asarray(flat if flat.size == size else flat.resize(size, Image.Resampling.BICUBIC, box))


def _flat(image: Image.Image, notes: list[str]) -> Image.Image:
    """The picture in sRGB on white, made strip by strip, so that copies in between are small."""
    width, height = image.size
    to_srgb = _colour_transform(image, notes)
    if image.mode == "RGB" and to_srgb is None and not image.has_transparency_data:
        return image
    flat = Image.new("RGB", image.size)
    num_rows = max(1, _STRIP_PIXELS // width)
    for top in range(0, height, num_rows):
        strip = image.crop((0, top, width, min(top + num_rows, height)))
        flat.paste(_strip_on_white(strip, to_srgb), (0, top))
    return flat


def _strip_on_white(strip: Image.Image, to_srgb: _Conversion | None) -> Image.Image:
    if strip.mode.startswith("I;16"):  # 65535 is white
        levels = np.asarray(strip)
        grey = ((levels.astype(np.uint32) + 128) // 257).astype(np.uint8)
        grey[levels == strip.info.get("transparency", -1)] = 255
        return Image.fromarray(grey)
    if strip.mode in ("I", "F"):
        raise InvalidInput(
            "32-bit and floating-point pictures do not say what is white; save it with 8 or 16 bits.",
            code="unsupported_format",
        )
    if strip.has_transparency_data:
        strip = strip.convert("RGBA")
    elif strip.mode == "P":
        strip = strip.convert("RGB")
    if to_srgb is not None:
        strip = to_srgb(strip)
    if strip.mode == "RGBA":
        strip = Image.alpha_composite(Image.new("RGBA", strip.size, "white"), strip)
    return strip.convert("RGB")


def _colour_transform(image: Image.Image, notes: list[str]) -> _Conversion | None:
    """Strip → strip in sRGB by the embedded ICC profile; None when there is none, or it is sRGB, or it is broken."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB" if image.mode == "P" else image.mode
    if not profile or mode not in ("RGB", "RGBA", "CMYK", "L"):
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in (source.profile.profile_description or ""):
            return None
        target = "RGBA" if mode == "RGBA" else "RGB"
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, target)
    except (ImageCms.PyCMSError, OSError, ValueError):
        notes.append("the embedded colour profile is unusable; colours are taken as sRGB")
        return None

    def convert(strip: Image.Image) -> Image.Image:
        converted = ImageCms.applyTransform(strip, transform)
        assert converted is not None  # only a transform in place returns None
        return converted

    return convert
