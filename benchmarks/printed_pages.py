"""Pages to measure readers on, made here: clean scans in many fonts, empty pages, fields that cannot be read.

Every page knows its words and where they stand (pixels). Fonts are those of this machine; a text is taken from a set
in the folder of sets ($SENSORIUM_DATA, or beside the repository), or is made up of names and figures.
"""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter, ImageFont

from sensorium.abilities.documents.box import Box
from sensorium.content import Image
from sensorium.native.worlds import sets
from sensorium.native.worlds.print.word_lists import FIRST_NAMES, LAST_NAMES, MONTHS, PLACES

DPI = 150
A4_PX = (1240, 1754)
MARGIN_PX = 120
# Ten families that figures are told for, and others that the calibration is fitted on.
TEST_FONTS = (
    "Liberation Serif", "DejaVu Sans", "EB Garamond", "Lato", "C059", "Noto Serif", "Liberation Mono", "Open Sans",
    "Caladea", "URW Bookman",
)  # fmt: skip
FIT_FONTS = (
    "Liberation Sans", "DejaVu Serif", "Roboto", "Gentium", "P052", "Carlito", "Linux Libertine", "Vollkorn", "Hack",
    "Quattrocento",
)  # fmt: skip
TEST_TEXTS, FIT_TEXTS = "textbook_text", "plain_text"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A page and its truth: each word and its box in pixels; field: where a value cannot be read."""

    picture: Image
    words: tuple[tuple[str, Box], ...]
    font: str = ""
    field: Box | None = None


@lru_cache
def font_file(family: str) -> str:
    """The file of a family, as fontconfig knows it."""
    found = subprocess.run(
        ["fc-match", "-f", "%{family}\t%{file}", f"{family}:regular"], capture_output=True, text=True, check=True
    ).stdout.split("\t")
    if family.lower() not in found[0].lower():
        raise SystemExit(f"the font {family} is not installed: apt-cache search it, or name another")
    return found[1]


@lru_cache
def texts(name: str) -> tuple[str, ...]:
    """Paragraphs of a set in plain letters; without it, made up ones."""
    folder = sets.find()
    if name not in sets.present(folder):
        return ("The quick brown fox jumps over the lazy dog while seven wizards pack five dozen jugs of liquor.",) * 50
    assert folder is not None
    parts = (" ".join(part.split()) for row in sets.rows(folder, name) for part in row["text"].split("\n"))
    return tuple(part for part in parts if 200 < len(part) < 1500 and part.isascii() and not set("_<") & set(part))


def invoice_lines(random: np.random.Generator) -> list[str]:
    """Lines with names, dates, codes and amounts."""
    pick = lambda many: many[int(random.integers(len(many)))]  # noqa: E731
    lines = [
        f"Invoice {random.integers(10, 99)}-{random.integers(1000, 9999)}",
        f"Date: {random.integers(1, 29)} {pick(MONTHS)} {random.integers(1990, 2030)}",
        f"Bill to: {pick(FIRST_NAMES)} {pick(LAST_NAMES)}, {pick(PLACES)}",
    ]
    for _ in range(4):
        amount = random.integers(100, 999999) / 100
        lines.append(f"{pick(LAST_NAMES)} part {random.integers(100, 999)}B  x{random.integers(1, 40)}  ${amount:,.2f}")
    return [*lines, f"Phone 0{random.integers(100, 999)} {random.integers(100000, 999999)}"]


def page(
    family: str, source: str, seed: int, *, size: tuple[int, int] = A4_PX, size_pt: float = 11.0, ink: int = 25
) -> Printed:
    """A page of print: a block of an invoice, then paragraphs until it is full. Clean, not yet scanned."""
    random = np.random.default_rng(seed)
    font = ImageFont.truetype(font_file(family), round(size_pt * DPI / 72))
    sheet = Pillow.new("L", size, 255)
    pen, words = ImageDraw.Draw(sheet), []
    step, bottom = round(size_pt * 1.45 * DPI / 72), size[1] - MARGIN_PX
    margin = min(MARGIN_PX, size[0] // 10)
    top = min(MARGIN_PX, size[1] // 8)
    every, start = texts(source), int(random.integers(len(texts(source))))
    lines = [*invoice_lines(random), ""]
    for offset in range(12):
        lines += [*wrapped(every[(start + offset) % len(every)], font, size[0] - 2 * margin), ""]
    for line in lines:
        if top + step > bottom:
            break
        words += drawn(pen, line, (margin, top), font, ink)
        top += step
    return Printed(picture=image_of(sheet), words=tuple(words), font=family)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines no wider than `width` pixels."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) > width:
            lines, line = [*lines, line], word
        else:
            line = longer
    return [*lines, line]


def drawn(
    pen: ImageDraw.ImageDraw, line: str, place: tuple[int, int], font: ImageFont.FreeTypeFont, ink: int
) -> list[tuple[str, Box]]:
    """Write a line; its words with their boxes."""
    x, y = place
    found = []
    for word in line.split(" "):
        if word:
            pen.text((x, y), word, font=font, fill=ink)
            found.append((word, Box(*(float(edge) for edge in pen.textbbox((x, y), word, font=font)))))
        x += font.getlength(word + " ")
    return found


def scanned(printed: Printed, seed: int, *, blur: float = 0.5, noise: float = 4.0, quality: int = 85) -> Printed:
    """As a scanner gives it: grey paper, a little blur and noise, JPEG."""
    random = np.random.default_rng(seed)
    grey = Pillow.fromarray(printed.picture.pixels).convert("L").filter(ImageFilter.GaussianBlur(blur))
    paper = np.asarray(grey, float) * random.uniform(0.93, 0.99)
    paper += random.normal(0, noise, paper.shape)
    saved = io.BytesIO()
    Pillow.fromarray(np.clip(paper, 0, 255).astype(np.uint8)).save(saved, "JPEG", quality=quality)
    return replace(printed, picture=image_of(Pillow.open(saved)))


def turned(picture: Image, clockwise_deg: float) -> Image:
    """Turned about its middle, the paper's white around."""
    grey = Pillow.fromarray(picture.pixels).convert("L")
    bent = grey.rotate(-clockwise_deg, Pillow.Resampling.BICUBIC, expand=True, fillcolor=250)
    return image_of(bent)


def shadowed(picture: Image, seed: int, depth: float = 0.6) -> Image:
    """With a soft shadow over a side, down to 1 − depth of the light."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0 : picture.height, 0 : picture.width]
    angle = random.uniform(0, 2 * np.pi)
    across = (np.cos(angle) * x / picture.width + np.sin(angle) * y / picture.height) * 6 + random.uniform(-2, 2)
    light = 1 - depth / (1 + np.exp(-across))
    return image_of(Pillow.fromarray((picture.pixels[:, :, 0] * light).astype(np.uint8)))


def photographed(printed: Printed, seed: int) -> tuple[Image, NDArray[np.float64]]:
    """A sheet on a dark table, seen aslant; and its corners from the upper left, clockwise, in pixels."""
    random = np.random.default_rng(seed)
    width, height = printed.picture.width, printed.picture.height
    room = 0.12 * max(width, height)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float) + room
    bent = corners + random.uniform(-0.06, 0.06, (4, 2)) * max(width, height)
    sheet = Pillow.fromarray(printed.picture.pixels)
    size = (round(width + 2 * room), round(height + 2 * room))
    seen = sheet.transform(size, Pillow.Transform.PERSPECTIVE, _plane(bent, corners - room), Pillow.Resampling.BICUBIC)
    mask = Pillow.new("L", sheet.size, 255).transform(size, Pillow.Transform.PERSPECTIVE, _plane(bent, corners - room))
    table = Pillow.fromarray(np.clip(random.normal(70, 12, (size[1], size[0])), 0, 255).astype(np.uint8))
    table.paste(seen.convert("L"), (0, 0), mask)
    return image_of(table), bent


def _plane(seen: NDArray[np.float64], flat: NDArray[np.float64]) -> tuple[float, ...]:
    """The eight numbers by which Pillow finds the place on the flat sheet of one that is seen."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return tuple(np.linalg.solve(np.array(rows), flat.ravel()))


EMPTY_KINDS = ("blank", "noisy", "striped", "blurred", "stained")


def empty(kind: str, seed: int, size: tuple[int, int] = (620, 877)) -> Image:
    """A page on which nothing is to be read."""
    random = np.random.default_rng(seed)
    width, height = size
    paper = np.full((height, width), random.uniform(200, 255))
    if kind == "noisy":
        paper += random.normal(0, random.uniform(5, 50), paper.shape)
        paper[random.random(paper.shape) < random.uniform(0, 0.01)] = 0
    elif kind == "striped":
        period, angle = random.uniform(6, 40), random.uniform(0, np.pi)
        y, x = np.mgrid[0:height, 0:width]
        paper -= 150 * ((np.cos(angle) * x + np.sin(angle) * y) % period < random.uniform(1, period / 2))
    elif kind == "blurred":
        return _blurred_print(random, seed, size)
    elif kind == "stained":
        paper = _stained(random, paper)
    return image_of(Pillow.fromarray(np.clip(paper, 0, 255).astype(np.uint8)))


def _blurred_print(random: np.random.Generator, seed: int, size: tuple[int, int]) -> Image:
    """Print blurred until no letter is left: by three quarters of its size and more."""
    size_pt = random.uniform(5, 12)
    whole = page(TEST_FONTS[seed % len(TEST_FONTS)], TEST_TEXTS, seed, size=size, size_pt=size_pt)
    radius = random.uniform(0.4, 0.8) * size_pt * DPI / 72
    return image_of(Pillow.fromarray(whole.picture.pixels).filter(ImageFilter.GaussianBlur(radius)))


def _stained(random: np.random.Generator, paper: NDArray[np.float64]) -> NDArray[np.float64]:
    """Spots, scratches and a fold."""
    sheet = Pillow.fromarray(paper.astype(np.uint8))
    pen = ImageDraw.Draw(sheet)
    for _ in range(int(random.integers(3, 25))):
        x, y, r = random.integers(sheet.width), random.integers(sheet.height), random.integers(2, 40)
        pen.ellipse((x, y, x + r, y + r * random.uniform(0.5, 1.5)), fill=int(random.integers(30, 200)))
    for _ in range(int(random.integers(0, 8))):
        ends = tuple(int(random.integers(side)) for side in (sheet.width, sheet.height) * 2)
        pen.line(ends, fill=int(random.integers(60, 200)), width=int(random.integers(1, 4)))
    return np.asarray(sheet.filter(ImageFilter.GaussianBlur(random.uniform(0, 2))), float) + random.normal(
        0, 3, paper.shape
    )


MASKS = ("blacked out", "half blacked out", "smeared", "cut off", "cut along")


def masked(kind: str, family: str, seed: int) -> Printed:
    """A small form whose one value cannot be read. field: where it stood, or what is left of it."""
    random = np.random.default_rng(seed)
    font = ImageFont.truetype(font_file(family), round(float(random.uniform(9, 14)) * DPI / 72))
    sheet = Pillow.new("L", (620, 260), 255)
    pen = ImageDraw.Draw(sheet)
    last = (30, 40 + 3 * 50)
    for row, line in enumerate(invoice_lines(random)[:3]):
        drawn(pen, line, (30, 30 + row * 50), font, 25)
    label = drawn(pen, ("Total:", "Account:", "Amount due:")[int(random.integers(3))], last, font, 25)
    value = f"${random.integers(10000, 9999999) / 100:,.2f}" if random.random() < 0.5 else str(random.integers(10**7))
    at = (round(label[-1][1].right) + 25, last[1])
    ((_, box),) = drawn(pen, value, at, font, 25)
    left, top, right, bottom = (round(edge) for edge in (box.left, box.top, box.right, box.bottom))
    if kind == "blacked out":
        pen.rectangle((left - 4, top - 4, right + 4, bottom + 4), fill=0)
    elif kind == "half blacked out":
        pen.rectangle((round(left + (right - left) * random.uniform(0.2, 0.7)), top - 4, right + 6, bottom + 4), fill=0)
    elif kind == "smeared":
        part = sheet.crop((left - 4, top - 4, right + 4, bottom + 4))
        smear = part.filter(ImageFilter.GaussianBlur((bottom - top) * float(random.uniform(0.3, 0.5))))
        sheet.paste(smear, (left - 4, top - 4))
    elif kind == "cut off":
        sheet = sheet.crop((0, 0, round(left + (right - left) * random.uniform(0.3, 0.8)), sheet.height))
    else:
        sheet = sheet.crop((0, 0, sheet.width, round(top + (bottom - top) * random.uniform(0.3, 0.65))))
    place = Box(left - 6, top - 6, min(right + 6, sheet.width), min(bottom + 6, sheet.height))
    return scanned(Printed(picture=image_of(sheet), words=(), font=family, field=place), seed)


def image_of(sheet: Pillow.Image) -> Image:
    """Pillow → our picture."""
    return Image(np.asarray(sheet.convert("RGB")))
