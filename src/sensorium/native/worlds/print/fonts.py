"""Which typefaces there are on this machine, and which of them are for training and which for tests.

Three kinds: families drawn by our own pen (always there), the one that Pillow carries, and font files where they are:
fonts from PyPI that announce themselves (entry points `fonts_ttf`, `fonts_otf`), those in matplotlib, the system's,
and folders named in the environment variable SENSORIUM_FONTS. A family is for tests by a hash of its designer's name,
so that "Lato Black" never trains what "Lato" tests. What comes out depends on the fonts found; `families` tells.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

import numpy as np
from PIL import ImageFont

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.print.lettering.drawn import drawn
from sensorium.native.worlds.print.lettering.legibility import legible
from sensorium.native.worlds.print.lettering.typeface import OutlineTypeface, Typeface

NUM_DRAWN_FAMILIES = 120
TRIES = 40  # to find a face that can be read, or one that has all characters
TEST_SHARE = 5  # one designer in so many is held out
_SALT = "fonts-352"  # one with which well-known designers, serif and sans serif, fall on both sides
ENVIRONMENT_VARIABLE = "SENSORIUM_FONTS"

_SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_FILES = (".ttf", ".otf", ".ttc")
SIZES = (16, 7, 90)  # a font of bitmaps has some sizes and not others
_VARIABLE = re.compile(r"variable|vf\b|\[.*\]", re.IGNORECASE)
_NOT_FOR_READING = re.compile(
    r"awesome|barcode|braille|caps|dingbats|emoji|icon|last resort|math|music|initials|ornament|outline|punteada|symbol"
    r"|wargames|webdings|wingdings",
    re.IGNORECASE,
)
# Different names for one design count as one designer: the one whose side is training's, where they were apart before,
# since weights that are about have seen it.
_DESIGNERS = {
    "arimo": "liberation",
    "tinos": "liberation",
    "cousine": "liberation",
    "bitstream": "verana",
    "dejavu": "verana",
    "veranda": "verana",
    "aerial": "verana",
    "sans": "verana",  # what Aerial's upright face calls itself
    "tymes": "verana",
    "hack": "verana",
    "gentium": "gentiumalt",
    "yrsa": "rasa",
    "campania": "nimbus",
    "doulos": "nimbus",
    "carlito": "lato",
    "freesans": "nimbus",
    "freeserif": "nimbus",
    "freemono": "nimbus",
    "tex": "nimbus",
    "urw": "nimbus",
    "c059": "nimbus",
    "p052": "nimbus",
    "latin": "cmu",
    "lm": "cmu",
}


class Fonts:
    """Families by name. `outlines` are faces of font files, family → faces; `drawn_families` are names."""

    def __init__(self, outlines: Mapping[str, tuple[OutlineTypeface, ...]], drawn_families: tuple[str, ...]) -> None:
        if not drawn_families and not outlines:
            raise ValueError("no fonts: give at least one drawn family or one font file")
        self._outlines = {split: _of_split(outlines, split) for split in _SPLITS}
        self._drawn = {split: [name for name in drawn_families if split_of(name) == split] for split in _SPLITS}

    def families(self, split: Split) -> tuple[str, ...]:
        """Names of the split's families, those of font files first. Files not yet examined are counted."""
        return (*self._outlines[split], *self._drawn[split])

    def choose(self, rng: np.random.Generator, split: Split, text: str = "") -> Typeface:
        """A typeface of the split that has all characters of `text`, each family as likely as another of its kind."""
        for _ in range(TRIES):
            face = self._any(rng, split)
            if face.supports(text):
                return face
        raise ValueError(f"no typeface found with all characters of {text!r}; keep to Latin letters and ASCII")

    def _any(self, rng: np.random.Generator, split: Split) -> Typeface:
        """The choice depends on the generator alone: faces that turn out illegible are passed over, not removed."""
        families, names = tuple(self._outlines[split].values()), self._drawn[split]
        if families and not (names and rng.random() < _drawn_share(len(families))):
            for _ in range(TRIES):
                faces = families[int(rng.integers(len(families)))]
                face = faces[int(rng.integers(len(faces)))]
                if legible(face):
                    return face
        if not names:
            raise ValueError("none of the fonts can be read; give at least one drawn family")
        return drawn(names[int(rng.integers(len(names)))])


_SPLITS: tuple[Split, Split] = ("train", "test")


def _of_split(
    outlines: Mapping[str, tuple[OutlineTypeface, ...]], split: Split
) -> dict[str, tuple[OutlineTypeface, ...]]:
    return {family: faces for family, faces in sorted(outlines.items()) if split_of(family) == split}


def _drawn_share(num_outline_families: int) -> float:
    """How often to draw: always without font files, seldom with many."""
    return 1 / (1 + num_outline_families / 4) if num_outline_families < 16 else 0.2


def split_of(family: str) -> Split:
    """Train or test, the same on every machine."""
    digest = hashlib.sha256(f"{_SALT}:{_designer(family)}".encode()).digest()
    return "test" if digest[0] % TEST_SHARE == 0 else "train"


def _designer(family: str) -> str:
    first = re.split(r"[\s_]+", family.strip().lower())[0]
    return _DESIGNERS.get(first, first)


@lru_cache(maxsize=1)
def installed() -> Fonts:
    """All that this machine has."""
    outlines: dict[str, dict[tuple[str, bytes], OutlineTypeface]] = defaultdict(dict)
    outlines["Aileron"]["Regular", b""] = OutlineTypeface("Aileron", "")
    for path in _font_files():
        for face, style in _faces(path):
            outlines[face.family].setdefault((style, face.variation), face)
    drawn_families = tuple(f"drawn-{number:03d}" for number in range(NUM_DRAWN_FAMILIES))
    return Fonts({family: tuple(faces.values()) for family, faces in outlines.items()}, drawn_families)


def carried_only() -> Fonts:
    """What every installation has: our own families and the font inside Pillow."""
    drawn_families = tuple(f"drawn-{number:03d}" for number in range(NUM_DRAWN_FAMILIES))
    return Fonts({"Aileron": (OutlineTypeface("Aileron", ""),)}, drawn_families)


def _font_files() -> Iterator[Path]:
    for folder in _folders():
        if folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _FILES)


def _folders() -> Iterator[Path]:
    announcements = (*entry_points(group="fonts_ttf"), *entry_points(group="fonts_otf"))
    for announced in sorted(announcements, key=lambda entry: entry.name):
        yield from _package_folders(announced.module, "files")
    yield from _package_folders("matplotlib", "mpl-data/fonts/ttf")
    extra = [folder for folder in os.environ.get(ENVIRONMENT_VARIABLE, "").split(os.pathsep) if folder]
    yield from (Path(folder).expanduser() for folder in (*extra, *_SYSTEM_FOLDERS))


def _package_folders(module: str, inside: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(module)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(folder) / inside


def _faces(path: Path) -> Iterator[tuple[OutlineTypeface, str]]:
    """The faces of a file, one for each named variation; none of a file that FreeType does not take at any size."""
    for index in range(64 if path.suffix.lower() == ".ttc" else 1):
        try:
            font, *_ = (ImageFont.truetype(str(path), size, index=index) for size in SIZES)
        except OSError:
            return
        family, style = font.getname()
        if family and not _NOT_FOR_READING.search(f"{family} {style}"):
            for variation in _variations(font, path):
                yield OutlineTypeface(family, str(path), index, variation), style or ""


def _variations(font: ImageFont.FreeTypeFont, path: Path) -> tuple[bytes, ...]:
    if not _VARIABLE.search(path.name):
        return (b"",)
    try:
        return tuple(name for name in font.get_variation_names() if isinstance(name, bytes)) or (b"",)
    except OSError:  # the name promised more than the file holds
        return (b"",)
