"""Photographs of papers, made here: receipts, pages, charts and screens on tables, aslant, in shadow, on any side.

Each knows the words printed on it and where its paper went. Fonts and texts are those of `printed_pages`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont
from printed_pages import TEST_FONTS, TEST_TEXTS, drawn, font_file, invoice_lines, page, texts

from sensorium.content import Image
from sensorium.native.worlds.print.word_lists import LAST_NAMES, PLACES

Random = np.random.Generator
TABLES = ("dark", "wood", "checked", "stone", "light")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A flat sheet, grey (height, width), and its words."""

    grey: NDArray[np.uint8]
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Photograph:
    """there: (3, 3), from a pixel of the paper (x, y, 1) to that of the picture. size: of the paper: width, height."""

    kind: str
    picture: Image
    words: tuple[str, ...]
    there: NDArray[np.float64]
    size: tuple[int, int]


def receipt(random: Random, seed: int) -> Paper:
    """Three to six times as long as wide, in type of one width or not."""
    width, ratio = int(random.integers(330, 460)), float(random.uniform(3, 6))
    font = ImageFont.truetype(font_file(TEST_FONTS[int(random.choice([1, 6, 6, 7]))]), int(random.integers(17, 22)))
    height = round(ratio * width)
    sheet = Pillow.new("L", (width, height), 250)
    pen, y, words = ImageDraw.Draw(sheet), 30, []
    pick = lambda many: str(many[int(random.integers(len(many)))])  # noqa: E731
    head = [f"{pick(LAST_NAMES)} & Sons Market", f"{random.integers(1, 99)} High Street", pick(PLACES)]
    goods = [part for text in texts(TEST_TEXTS)[seed % 40 : seed % 40 + 6] for part in text.split() if len(part) > 4]
    step = round(1.4 * font.size)
    for line in head:
        words += drawn(pen, line, (round((width - font.getlength(line)) / 2), y), font, 40)
        y += step
    y += step
    while y < height - 7 * step:
        name, price = pick(goods)[:10].strip(",.;()"), f"{random.integers(50, 9999) / 100:.2f}"
        words += drawn(pen, name, (20, y), font, 40)
        words += drawn(pen, price, (round(width - 20 - font.getlength(price)), y), font, 40)
        y += step
    pen.line((20, y, width - 20, y), fill=60, width=2)
    for name, price in (("TOTAL", "184.50"), ("Cash", "200.00"), ("Change", "15.50")):
        y += step
        words += drawn(pen, name, (20, y), font, 40)
        words += drawn(pen, price, (round(width - 20 - font.getlength(price)), y), font, 40)
    return Paper(grey=np.asarray(sheet), words=tuple(text for text, _ in words))


def letter(random: Random, seed: int) -> Paper:
    """A page of print."""
    size = (1000, int(random.choice([760, 1300])))
    printed = page(
        TEST_FONTS[seed % len(TEST_FONTS)], TEST_TEXTS, seed, size=size, size_pt=float(random.uniform(9, 13))
    )
    return Paper(grey=printed.picture.pixels[:, :, 0], words=tuple(text for text, _ in printed.words))


def chart(random: Random, seed: int) -> Paper:
    """Bars on a ground that is lighter or darker than what surrounds it, labels around."""
    around, ground = ((225, 255), (255, 225), (252, 252))[seed % 3]
    sheet = Pillow.new("L", (800, 560), around)
    pen, words = ImageDraw.Draw(sheet), []
    font = ImageFont.truetype(font_file(TEST_FONTS[seed % len(TEST_FONTS)]), 19)
    pen.rectangle((110, 80, 770, 470), fill=ground)
    words += drawn(pen, f"{LAST_NAMES[seed % 40]} sales by region, {2000 + seed % 25}", (150, 25), font, 30)
    for row in range(5):
        words += drawn(pen, str(row * 25), (60, 455 - row * 90), font, 30)
        pen.line((110, 466 - row * 90, 770, 466 - row * 90), fill=200)
    for column in range(5):
        x = 130 + column * 128
        pen.rectangle((x, 470 - int(random.integers(40, 380)), x + 80, 470), fill=int(random.integers(60, 170)))
        words += drawn(pen, PLACES[(seed + column) % len(PLACES)].split()[0][:9], (x - 8, 485), font, 30)
    return Paper(grey=np.asarray(sheet), words=tuple(text for text, _ in words))


def screen(random: Random, seed: int) -> Paper:
    """A light window before a darker one, both with print."""
    sheet = Pillow.new("L", (1000, 640), int(random.integers(30, 150)))
    pen, words = ImageDraw.Draw(sheet), []
    font = ImageFont.truetype(font_file(TEST_FONTS[(seed + 1) % len(TEST_FONTS)]), 20)
    for row, line in enumerate(("File   Edit   View   Help", "Projects", "Letters", "Archive")):
        words += drawn(pen, line, (20, 14 + 60 * row), font, 235)
    left, top = int(random.integers(170, 260)), int(random.integers(80, 140))
    pen.rectangle((left, top, left + 680, top + 430), fill=248)
    for row, line in enumerate(invoice_lines(random)):
        words += drawn(pen, line, (left + 30, top + 25 + 48 * row), font, 25)
    return Paper(grey=np.asarray(sheet), words=tuple(text for text, _ in words))


def table(random: Random, kind: str, size: tuple[int, int]) -> NDArray[np.float32]:
    """What a paper lies on, grey, (height, width)."""
    width, height = size
    noise = random.normal(0, 1, (height, width)).astype(np.float32)
    if kind == "wood":
        grain = cv2.GaussianBlur(random.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 40, sigmaY=2)
        return 105 + 35 * grain / grain.std() + 3 * noise
    if kind == "checked":
        y, x = np.mgrid[0:height, 0:width]
        period = int(random.integers(40, 110))
        return np.where((x // period + y // period) % 2, 150, 70).astype(np.float32) + 5 * noise
    if kind == "stone":
        spots = cv2.GaussianBlur(noise, (0, 0), 6)
        return 110 + 25 * spots / spots.std() + 6 * noise
    return (190 if kind == "light" else 55) + cv2.GaussianBlur(noise, (0, 0), 1) * 12


def light(random: Random, size: tuple[int, int]) -> NDArray[np.float32]:
    """Between 0.45 and 1: fading to a side, and in every other photograph the shadow of whoever takes it."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = random.uniform(0, 2 * np.pi)
    across = np.cos(angle) * (x / width - 0.5) + np.sin(angle) * (y / height - 0.5)
    shine = 1 - random.uniform(0, 0.25) * (across + 0.7)
    if random.random() < 0.5:
        soft = random.uniform(0.01, 0.15)
        shine *= 1 - random.uniform(0.2, 0.45) / (1 + np.exp(-(across - random.uniform(-0.3, 0.3)) / soft))
    return np.asarray(shine, np.float32)


def snapped(random: Random, paper: Paper, kind: str, *, room: tuple[float, float], quarters: int) -> Photograph:
    """Photographed by hand. room: around the paper, in parts of its longer side, from … to; under 0 it is cut off."""
    height, width = paper.grey.shape
    longer = max(width, height)
    around = random.uniform(*room) * longer
    frame = round(width + 2 * around), round(height + 2 * around)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    angle = np.deg2rad(random.uniform(-8, 8))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    middle = np.array([width, height]) / 2
    seen = (corners - middle) @ turn + middle + around + random.uniform(-0.04, 0.04, (4, 2)) * min(width, height)
    if room[0] > 0:
        low, high = seen.min(axis=0) - 4, seen.max(axis=0) + 4
        seen, frame = seen - np.minimum(low, 0), tuple(int(v) for v in np.maximum(frame, high - np.minimum(low, 0)))
    there = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    ground = table(random, str(random.choice(TABLES)), frame)
    inside = cv2.warpPerspective(np.full(paper.grey.shape, 255, np.uint8), there, frame) / np.float32(255)
    print_ = cv2.warpPerspective(paper.grey, there, frame, flags=cv2.INTER_AREA).astype(np.float32)
    picture = (inside * print_ * random.uniform(0.85, 1.0) + (1 - inside) * ground) * light(random, frame)
    picture = cv2.GaussianBlur(picture, (0, 0), random.uniform(0.4, 1.1)) + random.normal(0, 3, picture.shape)
    return _turned(kind, paper, np.clip(picture, 0, 255).astype(np.uint8), there, quarters, random)


def _turned(
    kind: str, paper: Paper, grey: NDArray[np.uint8], there: NDArray[np.float64], quarters: int, random: Random
) -> Photograph:
    """By quarters, clockwise, and saved as JPEG."""
    for _ in range(quarters):
        there = np.array([[0, -1, grey.shape[0]], [1, 0, 0], [0, 0, 1.0]]) @ there
        grey = np.ascontiguousarray(np.rot90(grey, -1))
    saved = io.BytesIO()
    Pillow.fromarray(grey).save(saved, "JPEG", quality=int(random.integers(45, 88)))
    return Photograph(
        kind=kind, picture=Image(np.asarray(Pillow.open(saved).convert("RGB"))), words=paper.words,
        there=there, size=(paper.grey.shape[1], paper.grey.shape[0]),
    )  # fmt: skip


def _as_it_is(random: Random, paper: Paper, kind: str) -> Photograph:
    return _turned(kind, paper, paper.grey, np.eye(3), 0, random)


def _scanned(random: Random, paper: Paper, kind: str) -> Photograph:
    """On a white lid, a little askew, on any side."""
    height, width = paper.grey.shape
    angle = np.deg2rad(random.uniform(-4, 4))
    there = np.array([[np.cos(angle), -np.sin(angle), 60], [np.sin(angle), np.cos(angle), 60], [0, 0, 1]])
    grey = cv2.warpPerspective(paper.grey, there, (width + 120, height + 120), borderValue=250)
    return _turned(kind, paper, grey, there, int(random.integers(4)), random)


KINDS: Mapping[str, Callable[[Random, int], Photograph]] = {
    "receipt on a table": lambda random, seed: snapped(
        random, receipt(random, seed), "receipt on a table", room=(0.05, 0.25), quarters=int(random.integers(4))
    ),
    "receipt fills frame": lambda random, seed: snapped(
        random, receipt(random, seed), "receipt fills frame", room=(-0.02, 0.0), quarters=int(random.integers(4))
    ),
    "page on a table": lambda random, seed: snapped(
        random, letter(random, seed), "page on a table", room=(0.03, 0.15), quarters=int(random.integers(4))
    ),
    "page fills frame": lambda random, seed: snapped(
        random, letter(random, seed), "page fills frame", room=(-0.03, 0.0), quarters=int(random.integers(4))
    ),
    "scan": lambda random, seed: _scanned(random, letter(random, seed), "scan"),
    "receipt scanned": lambda random, seed: _scanned(random, receipt(random, seed), "receipt scanned"),
    "chart": lambda random, seed: _as_it_is(random, chart(random, seed), "chart"),
    "screen": lambda random, seed: _as_it_is(random, screen(random, seed), "screen"),
}  # fmt: skip


def photograph(kind: str, seed: int) -> Photograph:
    """One of `KINDS`, always the same for a seed."""
    return KINDS[kind](np.random.default_rng([seed, *kind.encode()]), seed)
