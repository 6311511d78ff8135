"""Real sets made small enough to be carried to a borrowed machine: fewer rows, smaller pictures, narrower sounds.

What is written has the layout of the folder of sets, so that nothing else has to know of it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sensorium.errors import InvalidInput
from sensorium.native.worlds.sets import folder as sets_folder
from sensorium.native.worlds.sets.folder import Row
from sensorium.native.worlds.sets.table import SETS

LONGEST_SIDE_PX = 256  # no view of the vision encoder shows a photograph larger
QUALITY = 50  # of WebP
SOUND_BITS_PER_S = 13_000  # Opus, wideband
NUM_SAMPLED = 16  # rows whose size tells that of a set's others
NUM_HELD_OUT = 4  # rows kept of the other split, so that every reader finds some
TEXT_LEVEL = 19  # of Zstandard


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What was kept of one set."""

    name: str
    num_rows: int
    num_rows_before: int
    num_bytes: int


def pack(
    folder: Path, target: Path, limit_bytes: int, *, report: Callable[[str], None] = lambda name: None
) -> tuple[Packed, ...]:
    """Write the sets of `folder` into `target` with at most about `limit_bytes` together.

    No set is cut while another takes more than it: large ones are cut to one size, small ones stay whole. Rows are
    taken evenly over the training split. `report` is called with each set's name before it is written. Raises
    `InvalidInput(code="data_not_found")` where no set is there.
    """
    names = sets_folder.present(folder)
    if not names:
        raise InvalidInput("no set is there to be packed: name their folder", code="data_not_found", param="folder")
    sizes = {name: _size_of(folder, name) for name in names}
    allowed = even_shares(sizes, limit_bytes)
    found = []
    for name in names:
        report(name)
        found.append(_pack_set(folder, target, name, min(1.0, allowed[name] / max(1, sizes[name]))))
    return tuple(found)


def even_shares(sizes: Mapping[str, int], limit: int) -> dict[str, int]:
    """How much each may take so that all fit into `limit`: the whole of what is small, the same of all that is not."""
    shares: dict[str, int] = {}
    left = limit
    for place, (name, size) in enumerate(sorted(sizes.items(), key=lambda item: item[1])):
        shares[name] = min(size, left // (len(sizes) - place))
        left -= shares[name]
    return shares


def some(rows: Sequence[Row], share: float) -> list[Row]:
    """A share of the rows, evenly over all of them."""
    count = round(share * len(rows))
    return [rows[int(place)] for place in np.linspace(0, len(rows), count, endpoint=False)] if count else []


def _size_of(folder: Path, name: str) -> int:
    """About how many bytes a set takes when all of its rows are kept."""
    rows = sets_folder.rows(folder, name, "train")
    sample = rows[:: max(1, len(rows) // NUM_SAMPLED)]
    if SETS[name].kind == "text":
        return (folder / name / SETS[name].files[-1]).stat().st_size
    each = [len(_line(row)) // 4 + len(_small(folder, name, row)) for row in sample]  # lines pack well, media do not
    return sum(each) * len(rows) // max(1, len(each))


def _pack_set(folder: Path, target: Path, name: str, share: float) -> Packed:
    train, held_out = (sets_folder.rows(folder, name, split) for split in ("train", "test"))
    kept = [*some(train, share), *held_out[:NUM_HELD_OUT]]
    place = target / name
    place.mkdir(parents=True, exist_ok=True)
    if SETS[name].kind == "text":
        _write_texts(folder, place, name, kept)
    else:
        _write_media(folder, place, name, kept)
    num_bytes = sum(path.stat().st_size for path in place.iterdir())
    return Packed(name=name, num_rows=len(kept), num_rows_before=len(train) + len(held_out), num_bytes=num_bytes)


def _write_texts(folder: Path, place: Path, name: str, rows: Sequence[Row]) -> None:
    import zstandard

    manifest, texts = SETS[name].files
    (place / manifest).write_bytes((folder / name / manifest).read_bytes())
    data = b"".join(map(_line, rows))
    (place / texts).write_bytes(zstandard.ZstdCompressor(level=TEXT_LEVEL).compress(data))


def _write_media(folder: Path, place: Path, name: str, rows: Sequence[Row]) -> None:
    manifest, media = SETS[name].files
    (place / manifest).write_bytes(b"".join(map(_line, rows)))
    with zipfile.ZipFile(place / media, "w", zipfile.ZIP_STORED) as archive:
        for path, row in {row["path"]: row for row in rows}.items():
            archive.writestr(path, _small(folder, name, row))


def _line(row: Row) -> bytes:
    return (json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _small(folder: Path, name: str, row: Row) -> bytes:
    """A file of a row as small as its use allows; never larger than it was."""
    before = sets_folder.media(folder, name, row["path"])
    after = _small_picture(before) if SETS[name].kind == "picture" else _small_sound(folder, name, row)
    return min(before, after, key=len)


def _small_picture(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        picture = opened if opened.mode == "RGBA" else opened.convert("RGB")
        if max(picture.size) > LONGEST_SIDE_PX:
            picture.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
        file = io.BytesIO()
        picture.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()


def _small_sound(folder: Path, name: str, row: Row) -> bytes:
    audio = sets_folder.audio(folder, name, row)
    return opus((audio.samples[0] * 32767).astype(np.int16), audio.sample_rate_hz, SOUND_BITS_PER_S)


def opus(samples: np.ndarray[Any, np.dtype[np.int16]], rate_hz: int, bits_per_s: int) -> bytes:
    """An Ogg/Opus file of mono samples, int16, shape = (samples,)."""
    import av

    file = io.BytesIO()
    with av.open(file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=rate_hz, options={"frame_duration": "60", "vbr": "on"})
        stream.layout, stream.bit_rate, stream.codec_context.format = "mono", bits_per_s, "s16"
        for start in range(0, len(samples), rate_hz):
            frame = av.AudioFrame.from_ndarray(samples[None, start : start + rate_hz], format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate_hz, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()
