"""Pictures and clips to learn a picture codec from: drawn scenes, and emoji, icons and photographs where present."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds import sets
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.clips import KEY_FRAMES, Clip, Clips
from sensorium.native.worlds.scenes import SceneSampler
from sensorium.native.worlds.scenes.sampling import Kind
from sensorium.native.worlds.sets.sprites import extra_sprites

Pixels: TypeAlias = NDArray[np.uint8]
Source: TypeAlias = Callable[[np.random.Generator], Pixels]

KINDS: tuple[Kind, ...] = ("single", "single", "pair", "pair", "several", "count", "mixed")
PHOTO_SETS = ("grocery_photos", "clothing_photos", "storybook_pages")
SCENE_SHARE, CLIP_SHARE, GIVEN_SHARE, PHOTO_SHARE = 1.0, 0.4, 0.5, 0.08


class PictureData:
    """A seeded mixture of sources, each weighted. Pictures are uint8, shape = (side, side, 3)."""

    def __init__(self, folder: Path | None = None, *, side: int = 128) -> None:
        self.side = side
        self.folder = folder
        drawn, given = Gallery(), Gallery(things=(), extra=extra_sprites(folder, icons=True))
        self.clip_makers = [Clips(drawn)]
        self.sources: list[tuple[float, Source]] = [(SCENE_SHARE, self._scenes(drawn)), (CLIP_SHARE, self._key_frame)]
        if given.names:
            self.clip_makers.append(Clips(given))
            self.sources.append((GIVEN_SHARE, self._scenes(given)))
        for name in PHOTO_SETS:
            if name in sets.present(folder):
                self.sources.append((PHOTO_SHARE, self._photographs(name)))

    def picture(self, rng: np.random.Generator) -> Pixels:
        weights = np.array([weight for weight, _ in self.sources])
        return self.sources[int(rng.choice(len(weights), p=weights / weights.sum()))][1](rng)

    def pictures(self, count: int, rng: np.random.Generator) -> Pixels:
        """uint8, shape = (count, 3, side, side)."""
        return np.ascontiguousarray(np.stack([self.picture(rng) for _ in range(count)]).transpose(0, 3, 1, 2))

    def clips(self, count: int, rng: np.random.Generator) -> Pixels:
        """From one key frame to the next: uint8, shape = (count, frames_per_key + 1, 3, side, side)."""
        return np.ascontiguousarray(np.stack([self._gap(rng) for _ in range(count)]).transpose(0, 1, 4, 2, 3))

    def _gap(self, rng: np.random.Generator) -> Pixels:
        clip = self._clip(rng)
        index = int(rng.integers(len(KEY_FRAMES) - 1))
        return np.stack([clip.frame(at, self.side) for at in range(KEY_FRAMES[index], KEY_FRAMES[index + 1] + 1)])

    def _key_frame(self, rng: np.random.Generator) -> Pixels:
        return self._clip(rng).frame(KEY_FRAMES[int(rng.integers(len(KEY_FRAMES)))], self.side)

    def _clip(self, rng: np.random.Generator) -> Clip:
        given = rng.random() < GIVEN_SHARE / (SCENE_SHARE + GIVEN_SHARE)
        return self.clip_makers[-1 if given else 0].clip("train", rng)

    def _scenes(self, gallery: Gallery) -> Source:
        sampler = SceneSampler(gallery)

        def draw(rng: np.random.Generator) -> Pixels:
            kind = KINDS[int(rng.integers(len(KINDS)))]
            return sampler.scene(kind, "set" if rng.random() < 0.5 else "free", "train", rng).render(self.side)

        return draw

    def _photographs(self, name: str) -> Source:
        folder = self.folder
        assert folder is not None
        rows = sets.rows(folder, name, "train")

        def photograph(rng: np.random.Generator) -> Pixels:
            return square(sets.image(folder, name, rows[int(rng.integers(len(rows)))]).pixels, self.side)

        return photograph


def square(pixels: Pixels, side: int) -> Pixels:
    """The middle square of a picture, at another size."""
    from PIL import Image

    short = min(pixels.shape[:2])
    top, left = (pixels.shape[0] - short) // 2, (pixels.shape[1] - short) // 2
    middle = Image.fromarray(np.ascontiguousarray(pixels[top : top + short, left : left + short]))
    return np.asarray(middle.resize((side, side), Image.Resampling.LANCZOS))
