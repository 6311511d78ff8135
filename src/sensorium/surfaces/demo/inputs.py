"""The files that a tour gives to the model: written beside the page, and read back as any file of a user is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.content import Audio, Image, Music, Video, open_with_notes, saving
from sensorium.surfaces.demo.steps import Attachment

FOLDER = "inputs"
PAGE_DPI = 144  # at which documents are read, so that a page of N pixels is seen with N pixels
JPEG_QUALITY = 95  # of the picture inside a PDF
RECORDINGS = {
    "digits": "Three six nine three.",
    "scarves": "There are two scarves.",
    "screwdriver": "The rabbit is right of the screwdriver.",
    "vase": "It is a red vase.",
    "pear": "They sold every pear at the garden.",
}  # fixtures/README.md says how they were made


@dataclass(frozen=True)
class Inputs:
    """Writes files into `folder`/inputs. Names have no extension: the kind of value picks it."""

    folder: Path

    def picture(self, name: str, image: Image) -> Attachment:
        return self._kept(f"{name}.png", image.encode("png"))

    def clip(self, name: str, video: Video) -> Attachment:
        return self._kept(f"{name}.mp4", video.encode("mp4"))

    def sound(self, name: str, audio: Audio) -> Attachment:
        return self._kept(f"{name}.flac", audio.encode("flac"))

    def page(self, name: str, picture: Image) -> Attachment:
        """A PDF of one page that is a picture, as a scanner makes it: without a text layer."""
        file = io.BytesIO()
        Pillow.fromarray(picture.pixels).save(file, "PDF", resolution=PAGE_DPI, quality=JPEG_QUALITY)
        return self._kept(f"{name}.pdf", file.getvalue())

    def recording(self, name: str) -> Attachment:
        """One of `RECORDINGS`."""
        data = resources.files(__package__).joinpath("fixtures", f"{name}.opus").read_bytes()
        return self._kept(f"{name}.opus", data)

    def tune(self, name: str, music: Music) -> Attachment:
        return self._kept(f"{name}.abc", music.encode("abc"))

    def _kept(self, name: str, data: bytes) -> Attachment:
        place = self.folder / FOLDER
        place.mkdir(parents=True, exist_ok=True)
        path = saving.write_file(place / name, data)
        return Attachment(name=f"{FOLDER}/{name}", part=open_with_notes(path).part)


def named(files: Sequence[str]) -> tuple[Attachment, ...]:
    """Files that the user names. Raises what reading them raises."""
    found = [(file, open_with_notes(file)) for file in files]
    return tuple(Attachment(name=file, part=opened.part, notes=opened.notes) for file, opened in found)


def clouds(rng: np.random.Generator, side_px: int = 128) -> NDArray[np.uint8]:
    """Coloured clouds of noise that show nothing, uint8, shape = (side_px, side_px, 3): as rough as photographs are."""
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(side_px), np.fft.rfftfreq(side_px), indexing="ij"))
    frequency[0, 0] = np.inf  # no mean
    layers = [np.fft.irfft2(np.fft.rfft2(rng.normal(size=(side_px, side_px))) / frequency**1.4) for _ in range(3)]
    mixed = np.stack(layers, axis=-1)
    shares = (mixed - mixed.min()) / (mixed.max() - mixed.min())
    return np.asarray((shares * 255).round(), np.uint8)
