"""The folder of real sets: where it is, whether it is whole, its rows, and media as arrays.

The packs are trusted once their checksums hold, so media are decoded here and not in the limited worker.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Image
from sensorium.errors import InvalidInput
from sensorium.native.worlds.example import Split
from sensorium.native.worlds.sets.splits import split_of
from sensorium.native.worlds.sets.table import SETS

VARIABLE = "SENSORIUM_DATA"
CHECKSUMS = "SHA256SUMS"
HEARING_RATE_HZ = 16_000
OPEN_ARCHIVES = 32
KEPT_SOUNDS = 16_384  # some 600 MB for all of the sets
INT16_SCALE = np.float32(32768)

Row: TypeAlias = Mapping[str, Any]


def find(folder: Path | str | None = None) -> Path | None:
    """The folder of sets: `folder`, else `$SENSORIUM_DATA`, else `../shared/data` beside the repository.

    Returns None when nothing was named and nothing lies beside. Raises InvalidInput when a named folder is not there.
    """
    named = folder if folder is not None else os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_dir():
            raise InvalidInput(
                f"{f'{VARIABLE}={named}' if folder is None else named} is no folder; "
                "give the folder that holds one folder per set (see `sensorium data`)",
                code="data_not_found",
                param="folder",
            )
        return Path(named)
    repository = Path(__file__).resolve().parents[5]
    beside = repository.parent / "shared" / "data"
    return beside if beside.is_dir() else None


def present(folder: Path | None) -> tuple[str, ...]:
    """Names of the sets whose files are all there."""
    if folder is None:
        return ()
    return tuple(name for name, item in SETS.items() if all((folder / name / file).is_file() for file in item.files))


def verify(folder: Path, name: str) -> list[str]:
    """Files of a set that are missing, changed or not listed in the folder's checksums; empty when it is whole."""
    _known(name)
    lines = (line.split(maxsplit=1) for line in (folder / CHECKSUMS).read_text().splitlines() if line)
    listed = {path: digest for digest, path in lines}
    expected = {path for path in listed if path.startswith(f"{name}/")} | {f"{name}/{f}" for f in SETS[name].files}
    return [path for path in sorted(expected) if _digest(folder / path) != listed.get(path)]


def rows(folder: Path, name: str, split: Split | None = None) -> tuple[Row, ...]:
    """Lines of a set, in file order, of one split or of both (None). Rows repeated in the file are given once.

    The split `test` is without rows whose picture or sound is, to the last byte, one of training's.
    A row of pictures or sounds has `path`; give it to `image` or `audio`.
    """
    _known(name)
    return _read_rows(folder, name) if split is None else _rows_of(folder, name, split)


def image(folder: Path, name: str, row: Row, ground: tuple[int, int, int] = (255, 255, 255)) -> Image:
    """The picture of a row; what is transparent shows `ground`."""
    rgba = image_rgba(folder, name, row).astype(np.float32)
    alpha = rgba[..., 3:] / 255
    mixed = rgba[..., :3] * alpha + np.asarray(ground, np.float32) * (1 - alpha)
    return Image((mixed + 0.5).astype(np.uint8))


def image_rgba(folder: Path, name: str, row: Row) -> NDArray[np.uint8]:
    """The picture of a row, uint8, shape = (height, width, 4), alpha not premultiplied."""
    from PIL import Image as Pictures

    with Pictures.open(io.BytesIO(media(folder, name, row["path"]))) as picture:
        return np.asarray(picture.convert("RGBA"))


def audio(folder: Path, name: str, row: Row, sample_rate_hz: int = HEARING_RATE_HZ) -> Audio:
    """The sound of a row: mono at `sample_rate_hz`, whatever the file's rate. Kept in memory once read."""
    samples = _samples(folder, name, row["path"], sample_rate_hz).astype(np.float32) / INT16_SCALE
    return Audio(samples, sample_rate_hz)


@lru_cache(maxsize=KEPT_SOUNDS)
def _samples(folder: Path, name: str, path: str, sample_rate_hz: int) -> NDArray[np.int16]:
    """(1, samples)."""
    import av
    from av.container import InputContainer

    resampler = av.AudioResampler(format="flt", layout="mono", rate=sample_rate_hz)
    chunks = []
    with av.open(io.BytesIO(media(folder, name, path))) as container:
        assert isinstance(container, InputContainer)
        for frame in container.decode(audio=0):
            chunks += [piece.to_ndarray() for piece in resampler.resample(frame)]
        chunks += [piece.to_ndarray() for piece in resampler.resample(None)]
    whole = np.concatenate(chunks, axis=1).astype(np.float32) * INT16_SCALE
    rounded: NDArray[np.int16] = np.clip(np.round(whole), -INT16_SCALE, INT16_SCALE - 1).astype(np.int16)
    return rounded


def _known(name: str) -> None:
    if name not in SETS:
        raise InvalidInput(f"no set is called {name!r}; there are: {', '.join(SETS)}", code="unknown_set", param="name")


@lru_cache(maxsize=2 * len(SETS))
def _rows_of(folder: Path, name: str, split: Split) -> tuple[Row, ...]:
    found = tuple(row for row in _read_rows(folder, name) if split_of(name, row) == split)
    if split == "train" or SETS[name].kind == "text":
        return found
    taught = {_contents(folder, name, row) for row in _rows_of(folder, name, "train")}
    return tuple(row for row in found if _contents(folder, name, row) not in taught)


def _contents(folder: Path, name: str, row: Row) -> tuple[int, int]:
    """What tells a row's file from others: its checksum and length, as the archive lists them."""
    listed = _archive(folder / name / "media.zip", os.getpid()).getinfo(row["path"])
    return listed.CRC, listed.file_size


@lru_cache(maxsize=len(SETS))
def _read_rows(folder: Path, name: str) -> tuple[Row, ...]:
    seen: dict[str, Row] = {}
    for line in _lines(folder / name / SETS[name].files[-1 if SETS[name].kind == "text" else 0]):
        seen.setdefault(line, json.loads(line))
    return tuple(seen.values())


def _lines(path: Path) -> Iterator[str]:
    if not path.is_file():
        raise InvalidInput(
            f"the set {path.parent.name} lacks {path.name}; `sensorium data` says where it comes from",
            code="data_not_found",
            param="name",
        )
    raw = path.read_bytes()
    if path.suffix == ".zst":
        import zstandard

        raw = zstandard.ZstdDecompressor().stream_reader(raw).read()
    yield from (line for line in raw.decode().split("\n") if line)  # splitlines would cut at U+2028 inside texts


def media(folder: Path, name: str, path: str) -> bytes:
    """The file of a row as it lies in the set."""
    return _archive(folder / name / "media.zip", os.getpid()).read(path)


@lru_cache(maxsize=OPEN_ARCHIVES)
def _archive(path: Path, _process: int) -> zipfile.ZipFile:
    """Opened by each process for itself: forked ones would share the place in the file and read each other's bytes."""
    return zipfile.ZipFile(path)


def _digest(path: Path) -> str:
    if not path.is_file():
        return "missing"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
