"""A server in a process of its own, as `sensorium serve` runs it, with the tiny model and one that takes its time.

`python server_process.py FOLDER [PORT]` keeps things in a folder and prints its port. `started` is for tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from scripted_model import Scripted

from sensorium.content import Modality, Reply, Text, Usage
from sensorium.events import Event, ReplyDone, TextDelta
from sensorium.models.model import Abilities, Asked

TESTS = Path(__file__).parents[2]
NUM_WORDS, PACE_S = 40, 0.05
STOP_S = "TESTED_STOP_S"  # of the environment: how long answers may take to end


class Slow(Scripted):
    """Says forty words in two seconds."""

    name = "slow"
    abilities = Abilities(inputs=frozenset({"text", "audio"}), outputs=frozenset({"text"}))

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        words = [f"word{number} " for number in range(NUM_WORDS)]
        for word in words:
            time.sleep(PACE_S)  # the model's pace
            yield TextDelta(word)
        usage = Usage(prompt={"text": 1}, completion={"text": NUM_WORDS})
        yield ReplyDone(Reply(parts=(Text("".join(words)),), usage=usage, model=self.name))


@contextmanager
def started(folder: Path, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address; it is killed at the end, if it still runs. variables: of its environment.

    Ctrl-C is for who started it, not for the process.
    """
    command = [sys.executable, str(Path(__file__)), str(folder)]
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, **variables, "PYTHONPATH": path}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def main(folder: str) -> None:
    """Serve."""
    from tiny_model import tiny_assistant, tiny_words

    from sensorium.models.model import Model
    from sensorium.models.native import NativeModel
    from sensorium.surfaces.cli.serving import kept_at, listening, server_of
    from sensorium.surfaces.server.desk import Desk
    from sensorium.surfaces.server.serving import Serving

    assistant = tiny_assistant(tiny_words())

    def load(name: str) -> Model:
        return Slow() if name == "slow" else NativeModel(assistant, name)

    desk = Desk(("tiny", "slow"), load=load)
    stop_s = float(os.environ.get(STOP_S, "20"))
    server = server_of(Serving(desk=desk, storage=kept_at(folder), stop_s=stop_s))

    def announce() -> None:
        while not server.started:
            time.sleep(0.01)
        try:
            print(server.servers[0].sockets[0].getsockname()[1], flush=True)  # noqa: T201
        except BrokenPipeError:  # who started this was interrupted before it could know of it
            os._exit(1)

    Thread(target=announce, daemon=True).start()
    server.run(sockets=[listening("127.0.0.1", 0)])


if __name__ == "__main__":
    main(sys.argv[1])
