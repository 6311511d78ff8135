"""Synthesised speech made small enough to be carried: fewer takes, as Opus. `load_corpus` unpacks it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.native.worlds.sets.packing import even_shares, opus, some
from sensorium.native.worlds.speech.corpus import PACKED
from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ

OWN_BITS_PER_S = 20_000  # of the voice that the model learns to speak with
HEARD_BITS_PER_S = 12_000
OWN = "spoken"  # folders of that voice
BITS_PER_BYTE = 8


@dataclass(frozen=True, kw_only=True)
class PackedSpeech:
    """What was kept of one folder of takes."""

    name: str
    seconds: float
    seconds_before: float
    num_bytes: int


def pack_speech(
    folder: Path, target: Path, limit_bytes: int, *, report: Callable[[str], None] = lambda name: None
) -> tuple[PackedSpeech, ...]:
    """Write the corpora under `folder` into `target`, laid out alike, with at most about `limit_bytes` together.

    Takes are kept evenly over each shard. Raises `InvalidInput(code="empty_corpus")` where there are none.
    """
    corpora = sorted({path.parent for path in folder.rglob("*.jsonl")})
    if not corpora:
        raise InvalidInput("no speech is there to be packed", code="empty_corpus", param="speech")
    seconds = {corpus: sum(map(_seconds_of, corpus.glob("*.jsonl"))) for corpus in corpora}
    sizes = {str(one): int(seconds[one] * _bits(one) / BITS_PER_BYTE) for one in corpora}
    allowed = even_shares(sizes, limit_bytes)
    found = []
    for corpus in corpora:
        name = str(corpus.relative_to(folder))
        report(name)
        share = min(1.0, allowed[str(corpus)] / max(1, sizes[str(corpus)]))
        kept, num_bytes = _pack_corpus(corpus, target / name, share)
        found.append(PackedSpeech(name=name, seconds=kept, seconds_before=seconds[corpus], num_bytes=num_bytes))
    return tuple(found)


def _bits(corpus: Path) -> int:
    return OWN_BITS_PER_S if corpus.name == OWN else HEARD_BITS_PER_S


def _lines(manifest: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]


def _seconds_of(manifest: Path) -> float:
    num_samples: int = sum(line["stop"] - line["start"] for line in _lines(manifest))
    return num_samples / SAMPLE_RATE_HZ


def _pack_corpus(corpus: Path, target: Path, share: float) -> tuple[float, int]:
    """Seconds and bytes of what was kept."""
    target.mkdir(parents=True, exist_ok=True)
    seconds, num_bytes = 0.0, 0
    for manifest in sorted(corpus.glob("*.jsonl")):
        lines = some(_lines(manifest), share)
        if not lines:
            continue
        samples = np.load(manifest.with_suffix(".npy"), mmap_mode="r")
        takes = [samples[line["start"] : line["stop"]] for line in lines]
        num_bytes += _write(target / manifest.name, lines, takes, _bits(corpus))
        seconds += sum(map(len, takes)) / SAMPLE_RATE_HZ
    return seconds, num_bytes


def _write(manifest: Path, lines: Sequence[Any], takes: Sequence[NDArray[np.int16]], bits_per_s: int) -> int:
    stops = np.cumsum([len(take) for take in takes]).tolist()
    moved = zip(lines, [0, *stops[:-1]], stops, strict=True)
    text = "".join(json.dumps({**line, "start": start, "stop": stop}) + "\n" for line, start, stop in moved)
    manifest.write_text(text, encoding="utf-8")
    return len(text) + manifest.with_suffix(PACKED).write_bytes(opus(np.concatenate(takes), SAMPLE_RATE_HZ, bits_per_s))
