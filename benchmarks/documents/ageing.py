"""From a clean page to a picture of paper: flatbed scans and photographs. Grey or coloured PNG, seeded."""

from __future__ import annotations

import io
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, kw_only=True)
class Wear:
    """How a page is spoilt. skew_deg: turned by at most; blur_px: spread of the lens; noise: standard deviation of
    the grey, of 255; fade: share of the black that is lost; tilt: how far corners move, of the page's width.
    """

    dpi: int = 150
    skew_deg: float = 0.0
    blur_px: float = 0.0
    noise: float = 0.0
    fade: float = 0.0
    tilt: float = 0.0
    shade: float = 0.0


CLEAN = Wear()
SCAN_150 = Wear(skew_deg=0.7, blur_px=0.5, noise=6, fade=0.15, shade=0.05)
SCAN_200 = Wear(dpi=200, skew_deg=1.2, blur_px=0.8, noise=10, fade=0.25, shade=0.1)
THERMAL = Wear(dpi=200, skew_deg=0.8, blur_px=0.7, noise=8, fade=0.45, shade=0.08)
PHOTO = Wear(dpi=170, skew_deg=2.5, blur_px=0.9, noise=7, fade=0.2, tilt=0.05, shade=0.35)
WEARS = {"clean": CLEAN, "scan150": SCAN_150, "scan200": SCAN_200, "thermal": THERMAL, "photo": PHOTO}


def rendered(pdf: bytes, dpi: int, page: int = 0) -> Pixels:
    """One page as grey pixels, shape = (height, width)."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]), dtype=np.uint8)


def aged(pixels: Pixels, wear: Wear, seed: int) -> Pixels:
    """The same page on paper that was scanned or photographed."""
    rng = np.random.default_rng(seed)
    ink = pixels.astype(np.float32)
    ink = 255 - (255 - ink) * (1 - wear.fade * rng.uniform(0.6, 1))
    ink = _warped(ink, wear, rng)
    if wear.blur_px:
        ink = cv2.GaussianBlur(ink, (0, 0), wear.blur_px).astype(np.float32)
    if wear.shade:
        ink *= _light(ink.shape, wear.shade, rng)
    if wear.noise:
        grain = rng.normal(0, wear.noise, ink.shape).astype(np.float32)
        ink += cv2.GaussianBlur(grain, (0, 0), 0.6) * 1.6
    return np.clip(ink, 0, 255).astype(np.uint8)


def _warped(ink: npt.NDArray[np.float32], wear: Wear, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    height, width = ink.shape
    border = int(width * wear.tilt * 1.5)
    if border:
        ink = cv2.copyMakeBorder(ink, border, border, border, border, cv2.BORDER_CONSTANT, value=(70,)).astype(
            np.float32
        )
        height, width = ink.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + rng.uniform(-1, 1, (4, 2)).astype(np.float32) * wear.tilt * width
    angle = np.deg2rad(rng.uniform(-wear.skew_deg, wear.skew_deg))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    middle = corners.mean(0)
    target = ((moved - middle) @ turn.T + middle).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    edge = (70,) if border else (255,)
    return cv2.warpPerspective(ink, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=edge).astype(np.float32)


def _light(shape: tuple[int, ...], shade: float, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    """Light from one side, and a soft shadow."""
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    direction = rng.uniform(0, 2 * np.pi)
    slope = np.cos(direction) * across / shape[1] + np.sin(direction) * down / shape[0]
    light = (slope - slope.min()) / max(float(np.ptp(slope)), 1e-6)
    return np.asarray(1 - shade * light, dtype=np.float32)


def png(pixels: Pixels, levels: int = 256, dpi: int = 150) -> bytes:
    """Pixels as PNG; fewer levels of grey make it smaller (16 are half a byte each)."""
    target = io.BytesIO()
    if levels == 256:
        Image.fromarray(pixels).save(target, "PNG", optimize=True, dpi=(dpi, dpi))
        return target.getvalue()
    step = 255 / (levels - 1)
    indices = np.round(pixels / step).astype(np.uint8)
    picture = Image.fromarray(indices, mode="P")
    picture.putpalette([round(level * step) for level in range(levels) for _ in range(3)])
    picture.save(target, "PNG", optimize=True, dpi=(dpi, dpi), bits=max((levels - 1).bit_length(), 1))
    return target.getvalue()


def reduced(picture: bytes, colours: int = 48) -> bytes:
    """A PNG of few colours: half the size, for drawings without shades."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return target.getvalue()


def jpeg(pixels: Pixels, quality: int = 22) -> bytes:
    """Pixels as JPEG, as scanners put them into PDFs."""
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "JPEG", quality=quality)
    return target.getvalue()


def scanned_pdf(pictures: list[bytes], dpi: int) -> bytes:
    """Pictures as pages of a PDF without a text layer; equal pictures give equal bytes."""
    from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    for picture in pictures:
        reader = ImageReader(io.BytesIO(picture))
        width, height = (side * 72 / dpi for side in reader.getSize())
        canvas.setPageSize((width, height))
        canvas.drawImage(reader, 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return bytes(target.getvalue())
