"""Gate of the picture codec: drawn things recognised by comparison with every drawing, before and after the codec.

    python benchmarks/picture_codec.py runs/picture_codec --things 300 --sheet sheet.png

Also the PSNR of scenes, of frames between key frames, and how much a still clip flickers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.train.picture_codec import load_picture_codec
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.clips import KEY_FRAMES, Clip, Clips
from sensorium.native.worlds.judges import nearest_art
from sensorium.native.worlds.scenes import SceneSampler

Pixels = NDArray[np.uint8]


def through(codec: PictureCodec, frames: Pixels) -> Pixels:
    """(F, H, W, 3) through codes and back."""
    tensor = torch.from_numpy(frames).permute(0, 3, 1, 2).float()[None] / 255
    made = codec.decode(codec.encode(tensor))[0]
    pixels: Pixels = (made.permute(0, 2, 3, 1) * 255 + 0.5).byte().numpy()
    return pixels


def psnr(made: Pixels, wanted: Pixels) -> float:
    """Decibels; equal pictures count as 50."""
    error = np.square(made.astype(np.float64) - wanted).mean() / 255**2
    return float(-10 * np.log10(max(error, 1e-5)))


def recognition(codec: PictureCodec, count: int, size: str, rng: np.random.Generator) -> dict[str, float]:
    """Share of single things whose nearest drawing is the right one, by name and by name and colour."""
    gallery = Gallery()
    sampler = SceneSampler(gallery)
    tally = dict.fromkeys(("name before", "name after", "colour before", "colour after"), 0)
    quality, done = [], 0
    while done < count:
        scene = sampler.single("free", "test" if done % 2 else "train", rng)
        thing = scene.things[0]
        if thing.size != size:
            continue
        before = scene.render(128)
        after = through(codec, before[None])[0]
        quality.append(psnr(after, before))
        for label, picture in (("before", before), ("after", after)):
            match = nearest_art(picture, gallery)
            tally[f"name {label}"] += match.name == thing.name
            tally[f"colour {label}"] += match.name == thing.name and match.colour == thing.colour
        done += 1
    return {key: value / count for key, value in tally.items()} | {"psnr": float(np.mean(quality))}


def motion(codec: PictureCodec, count: int, rng: np.random.Generator) -> dict[str, float]:
    """PSNR of key frames and of frames between, with and without the interpolator (nearest key frame instead)."""
    clips = Clips(Gallery())
    keys, between, held = [], [], []
    for _ in range(count):
        wanted = clips.clip("test", rng).render(128)
        made = through(codec, wanted)
        for at in range(len(wanted)):
            nearest = made[min(KEY_FRAMES, key=lambda key: abs(key - at))]
            (keys if at in KEY_FRAMES else between).append(psnr(made[at], wanted[at]))
            if at not in KEY_FRAMES:
                held.append(psnr(nearest, wanted[at]))
    return {"keys": float(np.mean(keys)), "between": float(np.mean(between)), "nearest key": float(np.mean(held))}


def flicker(codec: PictureCodec, rng: np.random.Generator) -> float:
    """Largest change of any sample, 0 … 255, along a clip in which nothing moves."""
    scene = SceneSampler(Gallery()).pair("set", "train", rng)
    made = through(codec, Clip(scene=scene, motions=("still",) * 2).render(128)).astype(int)
    return float(np.abs(np.diff(made, axis=0)).max())


def sheet(codec: PictureCodec, rng: np.random.Generator) -> Image.Image:
    """Scenes above what comes back, then strips of clips the same way."""
    gallery = Gallery()
    sampler, clips = SceneSampler(gallery), Clips(gallery)
    scenes = [
        sampler.scene(kind, "set", "train", rng).render(128) for kind in ("single", "pair", "several", "count") * 4
    ]
    rows = [np.concatenate(scenes, 1), np.concatenate([through(codec, scene[None])[0] for scene in scenes], 1)]
    for _ in range(5):
        wanted = clips.clip("train", rng).render(128)
        rows += [np.concatenate(list(wanted), 1), np.concatenate(list(through(codec, wanted)), 1)]
    return Image.fromarray(np.concatenate(rows))


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--things", type=int, default=300)
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sheet", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    codec = load_picture_codec(arguments.folder)
    rng = np.random.default_rng(arguments.seed)
    if arguments.sheet:
        sheet(codec, rng).save(arguments.sheet)
    for size in ("large", "small"):
        figures = recognition(codec, arguments.things // 2, size, rng)
        print(size, {key: round(value, 3) for key, value in figures.items()}, flush=True)
    print("clips", {key: round(value, 2) for key, value in motion(codec, arguments.clips, rng).items()})
    print("flicker of a still clip", flicker(codec, rng))


if __name__ == "__main__":
    main()
