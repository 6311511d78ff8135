"""A folder of synthesised speech: made once, in shards that survive an interruption, and read without loading it all.

`VOICE-0000.npy` holds the samples of one shard end to end (int16, 16 kHz), `VOICE-0000.jsonl` a line for each
utterance. A packed corpus has `VOICE-0000.ogg` in place of the samples (`packing`), which are unpacked once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.native.worlds.example import Utterance
from sensorium.native.worlds.speech.synthesizers import SAMPLE_RATE_HZ, Synthesizer

SHARD = 250  # utterances; the most that an interruption can lose
PACKED = ".ogg"  # samples as Opus


def synthesize_corpus(
    folder: Path,
    texts: Iterable[str],
    synthesizer: Synthesizer,
    *,
    num_processes: int = 2,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Say every text and write the shards that are not there yet; returns the number of utterances.

    The n-th shard holds the n-th `SHARD` texts: give the same texts again to resume, or more of them to extend.
    `progress` is called with the number of utterances that exist so far.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = 0
    with ThreadPoolExecutor(num_processes) as pool:  # threads: the work is done by the programs they wait for
        for number, batch in enumerate(_batches(texts)):
            name = f"{synthesizer.voice.replace('+', '_')}-{number:04d}"
            if not _holds(folder / f"{name}.jsonl", batch):
                _write_shard(folder, name, synthesizer.voice, list(pool.map(synthesizer.say, batch)))
            done += len(batch)
            progress(done)
    return done


@dataclass(frozen=True, eq=False, repr=False)
class Corpus(Sequence[Utterance]):
    """Utterances of a folder in the order of shards."""

    rows: tuple[dict[str, object], ...]
    shards: tuple[NDArray[np.int16], ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Utterance: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Utterance]: ...
    def __getitem__(self, index: int | slice) -> Utterance | Sequence[Utterance]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        row = self.rows[index]
        samples = np.asarray(self.shards[index][:], dtype=np.float32) / np.float32(32768)
        text = str(row["text"])
        phones, ends_s = row["phones"], row["ends_s"]
        assert isinstance(phones, list)
        assert isinstance(ends_s, list)
        return Utterance(text, Audio(samples[None], SAMPLE_RATE_HZ, transcript=text), tuple(phones), tuple(ends_s))

    @property
    def texts(self) -> list[str]:
        return [str(row["text"]) for row in self.rows]

    def voice(self, index: int) -> str:
        """Who says utterance `index`."""
        return str(self.rows[index]["voice"])


def load_corpus(folder: Path, voices: Sequence[str] | None = None) -> Corpus:
    """Open a corpus: all voices, or some.

    Raises `InvalidInput` when the folder holds no such voice.
    """
    rows: list[dict[str, object]] = []
    shards: list[NDArray[np.int16]] = []
    for manifest in sorted(folder.glob("*.jsonl")):
        lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
        if voices is not None and lines[0]["voice"] not in voices:
            continue
        samples = np.load(_unpacked(manifest, lines[-1]["stop"]), mmap_mode="r")
        rows += lines
        shards += [samples[line["start"] : line["stop"]] for line in lines]
    if not rows:
        raise InvalidInput("no utterances there: synthesize a corpus first", code="empty_corpus", param="folder")
    return Corpus(tuple(rows), tuple(shards))


def _unpacked(manifest: Path, num_samples: int) -> Path:
    """The samples of a shard, made of its Opus file where they are not there yet."""
    path, packed = manifest.with_suffix(".npy"), manifest.with_suffix(PACKED)
    if not path.exists() and packed.exists():
        samples = np.zeros(num_samples, np.int16)
        decoded = _decoded(packed)[:num_samples]
        samples[: len(decoded)] = decoded
        _write_array(path, samples)
    return path


def _decoded(path: Path) -> NDArray[np.int16]:
    """int16, shape = (samples,), at 16 kHz."""
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
    with av.open(str(path), metadata_errors="ignore") as container:
        frames = [*container.decode(audio=0), None]
        chunks = [piece.to_ndarray()[0] for frame in frames for piece in resampler.resample(frame)]
    return np.concatenate(chunks)


def _batches(texts: Iterable[str]) -> Iterable[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == SHARD:
            yield batch
            batch = []
    if batch:
        yield batch


def _holds(manifest: Path, texts: list[str]) -> bool:
    """Whether a finished shard says exactly these texts."""
    if not manifest.exists():
        return False
    return [json.loads(line)["text"] for line in manifest.read_text(encoding="utf-8").splitlines()] == texts


def _write_shard(folder: Path, name: str, voice: str, utterances: Sequence[Utterance]) -> None:
    """Samples first: a manifest is only there when all that it names is."""
    (folder / f"{name}.jsonl").unlink(missing_ok=True)
    stops = np.cumsum([utterance.audio.samples.shape[1] for utterance in utterances]).tolist()
    samples = np.concatenate([utterance.audio.samples[0] for utterance in utterances])
    _write_array(folder / f"{name}.npy", np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16))
    lines = [
        json.dumps(
            {
                "text": utterance.text,
                "voice": voice,
                "start": start,
                "stop": stop,
                "phones": utterance.phones,
                "ends_s": utterance.ends_s,
            }
        )
        for utterance, start, stop in zip(utterances, [0, *stops[:-1]], stops, strict=True)
    ]
    partial = folder / f"{name}.partial"
    partial.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(partial, folder / f"{name}.jsonl")


def _write_array(path: Path, array: NDArray[np.int16]) -> None:
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        np.save(file, array)
    os.replace(partial, path)
