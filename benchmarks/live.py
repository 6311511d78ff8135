"""Live sessions: whether turns are found, and how long one waits for the first sound of an answer.

    python benchmarks/live.py turns [MOST]
    python benchmarks/live.py latency [TURNS]

turns: of real recordings of each set, with a second of silence on either side, in how many the detector finds a turn;
of real noises, in how many it wrongly does; how long after the last loud window a turn is over, beyond the silence that
is waited for; the detector's time for a second of sound.

latency: real recordings of spoken commands are sent, at the pace of a microphone, to a server in a process of its own,
which is asked by the OpenAI SDK for spoken answers. Told are seconds from the event `input_audio_buffer.speech_stopped`
to the first piece of sound, and to the first that can be heard, and beside them the silence that was waited for before.
Both need the real sets (see `sensorium data`).
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

import httpx2
import numpy as np

from sensorium.content import Audio
from sensorium.native.worlds import sets
from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.live.hearing import RATE_HZ, WINDOW, Detect, detector
from sensorium.surfaces.live.settings import ServerVad
from sensorium.surfaces.live.turns import WINDOW_S, Turns

SPOKEN = ("picovoice_intent", "picovoice_keywords", "fsdd", "speechocean762")
COMMANDS = ("picovoice_intent", "picovoice_keywords", "fsdd")
NOISES = "esc10"
PIECE_S = 0.04  # that a microphone sends at once
AUDIBLE = 0.01  # of full scale
QUIET_S = 1.0


def data() -> Path:
    """The real sets."""
    folder = sets.find()
    if folder is None:
        raise SystemExit("the real sets are not here: see `sensorium data`")
    return folder


def found(detect: Detect, audio: Audio) -> tuple[int, float | None]:
    """How many turns there are; and how long after the last loud window the last one ended, beyond the silence."""
    quiet = np.zeros(int(QUIET_S * RATE_HZ), np.float32)
    samples = np.concatenate([quiet, audio.samples[0], quiet])
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    vad = ServerVad()
    turns = Turns(vad)
    ends = [turns.end_s for window in windows if turns.push(detect(window)) == "ended"]
    loudness = np.sqrt(np.mean(windows**2, axis=1))
    loud = np.flatnonzero(loudness > 0.1 * np.percentile(loudness, 95))
    late = ends[-1] - (loud[-1] + 1) * WINDOW_S - vad.silence_duration_ms / 1000 if ends else None
    return len(ends), late


def turns(most: int) -> None:
    """Print the table of the detector."""
    folder, began, heard_s = data(), time.process_time(), 0.0
    for name in (*SPOKEN, NOISES):
        rows = sets.rows(folder, name, "test" if name in SPOKEN else None)[:most]
        counts, lates, wrong = Counter[int](), [], Counter[str]()
        for row in rows:
            audio = sets.audio(folder, name, row)
            count, late = found(detector(), audio)
            counts[min(count, 2)] += 1
            heard_s += audio.duration_s + 2 * QUIET_S
            lates += [] if late is None else [late]
            if count:
                wrong[str(row.get("label"))] += 1
        share = {number: f"{counts[number] / len(rows):.3f}" for number in (0, 1, 2)}
        print(f"{name:20} {len(rows):4} recordings: no turn {share[0]}, one {share[1]}, more {share[2]}")
        if name == NOISES:
            print(f"{'':20} turns found in {dict(wrong)}")
        else:
            print(f"{'':20} over {1000 * statistics.median(lates):.0f} ms (median) after silence was long enough")
    spent = time.process_time() - began
    print(f"{1000 * spent / heard_s:.1f} ms of a core for a second of sound, reading the recordings included")


def served(port: int) -> subprocess.Popen[bytes]:
    """A server in a process of its own, once it is ready."""
    words = [sys.executable, "-m", "sensorium", "serve", "--port", str(port), "--keep", "none"]
    process = subprocess.Popen(words)
    ready = f"http://127.0.0.1:{port}/ready"
    while process.poll() is None:
        with contextlib.suppress(httpx2.TransportError):
            if httpx2.get(ready).status_code == HTTPStatus.OK:
                break
        time.sleep(0.1)
    return process


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def ask(connection: object, audio: Audio) -> tuple[float, float, float]:
    """Say something: seconds to the first piece, to the first that can be heard, and of the silence waited for."""
    from openai.resources.realtime.realtime import AsyncRealtimeConnection

    assert isinstance(connection, AsyncRealtimeConnection)
    quiet = bytes(int(QUIET_S * PCM.rate_hz) * PCM.sample_bytes)
    sound = quiet + PCM.write(audio.resampled(PCM.rate_hz).samples[0]) + quiet
    size = int(PIECE_S * PCM.bytes_per_s)

    async def speak() -> None:
        for at in range(0, len(sound), size):
            await connection.input_audio_buffer.append(audio=base64.b64encode(sound[at : at + size]).decode())
            await asyncio.sleep(PIECE_S)

    speaking = asyncio.create_task(speak())
    stopped = first = audible = silence = None
    async for event in connection:
        now = time.monotonic()
        if event.type == "input_audio_buffer.speech_stopped":
            stopped, silence = now, event.model_dump()["sensorium"]["silence_ms"] / 1000
        elif event.type == "response.output_audio.delta" and stopped is not None:
            first = first or now
            samples = PCM.samples(base64.b64decode(event.delta))
            if audible is None and (loud := np.flatnonzero(np.abs(samples) > AUDIBLE)).size:
                audible = now + float(loud[0]) / PCM.rate_hz
        elif event.type == "response.done" and stopped is not None and event.response.status == "completed":
            break
    await speaking
    assert stopped is not None
    assert first is not None
    assert silence is not None
    return first - stopped, (audible or first) - stopped, silence


async def waits(port: int, recordings: Sequence[Audio]) -> list[tuple[float, float, float]]:
    """Of each recording, in a session of its own, as `ask`."""
    import openai

    client = openai.AsyncOpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="none")
    timed = []
    for audio in recordings:
        async with client.realtime.connect(model="sensorium/seedling") as connection:
            await connection.session.update(session={"type": "realtime", "audio": {"input": {"transcription": {}}}})
            try:
                timed.append(await asyncio.wait_for(ask(connection, audio), 30))
            except TimeoutError:
                print("no turn was found in one recording", file=sys.stderr)
    return timed


def latency(count: int) -> None:
    """Print how long one waits."""
    folder = data()
    each = -(-count // len(COMMANDS))
    recordings = [sets.audio(folder, name, row) for name in COMMANDS for row in sets.rows(folder, name, "test")[:each]]
    port = free_port()
    with served(port) as process:
        try:
            timed = asyncio.run(waits(port, [recordings[0], *recordings]))[1:]  # the first one warms up
        finally:
            process.terminate()
    names = ("to the first sound", "to the first that is audible", "silence waited for")
    for name, values in zip(names, zip(*timed, strict=True), strict=True):
        ranked = sorted(values)
        p50, p95 = (ranked[min(len(ranked) - 1, int(share * len(ranked)))] for share in (0.5, 0.95))
        print(f"{name:30} p50 {1000 * p50:5.0f} ms   p95 {1000 * p95:5.0f} ms   of {len(ranked)} turns")
    print(f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="live sessions: turns found, and the wait for an answer")
    parser.add_argument("what", choices=("turns", "latency"))
    parser.add_argument("most", type=int, nargs="?", default=60)
    given = parser.parse_args()
    {"turns": turns, "latency": latency}[given.what](given.most)


if __name__ == "__main__":
    main()
