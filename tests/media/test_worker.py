"""The decoding processes: data comes back, failures are typed, nothing gets out, many threads may ask."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import media_misbehaviour
import numpy as np
import pytest
from media_samples import encoded
from PIL import Image

from sensorium.errors import InvalidInput, ModelUnavailable, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import documents, page_marks, pictures, sandbox, worker
from sensorium.media.messages import Decoded

MEGA = 1_000_000
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")


@pytest.fixture(autouse=True)
def misbehaviour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in vars(media_misbehaviour).items():
        if callable(value) and getattr(value, "__module__", "") == media_misbehaviour.__name__:
            monkeypatch.setitem(worker.DECODERS, name, (media_misbehaviour.__name__, name))


def code_of(name: str, limits: Limits = DEFAULT, **options: object) -> str:
    with pytest.raises(InvalidInput) as caught:
        worker.decode(name, b"", limits, **options)
    return caught.value.code


def test_bytes_options_and_limits_arrive() -> None:
    data = bytes(range(256)) * 4000
    decoded = worker.decode("echo", data, Limits(document_pages=7), dpi=90, names=["ü"])
    assert decoded.arrays["bytes"].tobytes() == data
    assert decoded.facts == {"options": {"dpi": 90, "names": ["ü"]}, "pages": 7}


def test_arrays_keep_type_shape_and_values() -> None:
    arrays = dict(worker.decode("every_dtype", b"").arrays)
    assert arrays.pop("empty").shape == (0, 4)
    for name, array in arrays.items():
        assert array.dtype.name == name
        assert array.tolist() == [[0, 3], [1, 4], [2, 5]]


def test_one_process_answers_again_and_again() -> None:
    worker.close()
    worker.decode("echo", b"")
    (process,) = worker._idle
    for _ in range(5):
        worker.decode("echo", b"1")
        assert code_of("complain", kind="InvalidInput") == "wrong_thing"
    assert worker._idle == [process]


def test_typed_errors_keep_their_type_and_figures() -> None:
    with pytest.raises(TooLarge) as caught:
        worker.decode("complain", b"", kind="TooLarge")
    error = caught.value
    assert (error.code, error.param, error.limit, error.got) == ("too_many_things", "thing", 3.0, 5.0)
    assert error.message == "The thing is large (limit 3 bytes, got 5 bytes)"


def test_any_other_error_is_an_invalid_file() -> None:
    assert code_of("complain", kind="secret /etc/path") == "invalid_file"
    with pytest.raises(InvalidInput) as caught:
        worker.decode("complain", b"", kind="secret /etc/path")
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(("name", "options"), [("sleep", {"seconds": 60}), ("spin", {})])
def test_a_process_that_takes_too_long_is_ended(name: str, options: dict[str, object]) -> None:
    worker.decode("echo", b"")
    began = time.monotonic()
    with pytest.raises(TooLarge) as caught:
        worker.decode(name, b"", Limits(decode_seconds=0.3), **options)
    assert caught.value.code == "decode_timeout"
    assert 0.3 <= time.monotonic() - began < 2
    assert worker.decode("echo", b"again").arrays["bytes"].size == 5


@linux_only
def test_memory_is_limited_and_the_process_replaced() -> None:
    limits = Limits(worker_bytes=200 * MEGA)
    assert worker.decode("allocate", b"", limits, num_bytes=100 * MEGA).facts["sum"] == 100 * MEGA
    assert code_of("allocate", limits, num_bytes=300 * MEGA) == "decode_memory"
    assert worker.decode("echo", b"again", limits).arrays["bytes"].size == 5


@linux_only
def test_a_reader_that_kept_what_it_took_begins_anew() -> None:
    """The second time finds no room beside the first; what is too much for a new process stays refused."""
    limits = Limits(worker_bytes=200 * MEGA)
    module = media_misbehaviour.__name__
    for _ in range(3):
        assert worker.apart(module, "hoard", b"", limits, num_bytes=120 * MEGA).facts["times"] == 1
    with pytest.raises(InvalidInput) as caught:
        worker.apart(module, "hoard", b"", limits, num_bytes=300 * MEGA)
    assert caught.value.code == "decode_memory"


@linux_only
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_crash_is_the_fault_of_the_file(number: int) -> None:
    assert code_of("crash", signal_number=int(number)) == "decode_failed"
    assert worker.decode("echo", b"again").arrays["bytes"].size == 5


def test_leaving_quietly_is_a_failure() -> None:
    assert code_of("leave") == "decode_failed"


def test_printing_does_not_disturb_answers() -> None:
    assert worker.decode("babble", b"").facts == {"done": True}


@pytest.mark.parametrize(
    "answer",
    [
        "00" * 64,
        "ff" * 64,
        (b"\x02\0\0\0" + bytes(8) + b"[]").hex(),
        (b"\x02\0\0\0" + bytes(8) + b"{}").hex(),
        (b"\x02\0\0\0" + b"\xff" * 8 + b"{}").hex(),
        (b"\x09\0\0\0" + bytes(8) + b'{"a":1e9}').hex(),
        (b"\x2b\0\0\0" + bytes(8) + b'{"arrays":[["x","object",[9]]],"facts":{} }').hex(),
        (b"\x2b\0\0\0" + bytes(8) + b'{"arrays":[["x","uint8",[-1]]],"facts":{} }').hex(),
        (b"\x3b\0\0\0" + bytes(8) + b'{"arrays":[["x","uint8",[4611686018427387904]]],"facts":{}}').hex(),
    ],
)
def test_answers_that_lie_are_not_believed(answer: str) -> None:
    assert code_of("lie", Limits(decode_seconds=1.0), text=answer) in ("decode_failed", "decode_timeout")


def test_types_that_may_not_travel_are_refused() -> None:
    assert code_of("strange_numbers") == "decode_failed"


@linux_only
def test_the_sandbox_is_complete_here() -> None:
    level = worker.level("echo")
    assert level.memory_limited
    if sandbox.seccomp_program(os.uname().machine) is not None:
        assert level.seccomp


@linux_only
@pytest.mark.parametrize(
    "what",
    ["read a file", "write a file", "list a directory", "delete a file", "run a program", "fork", "signal the parent"],
)
def test_nothing_outside_is_reached(what: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    canary.write_text("alive")
    place = tmp_path if what == "list a directory" else canary
    assert worker.decode("reach", b"", what=what, place=str(place)).facts["denied"]
    assert [path.name for path in tmp_path.iterdir()] == ["canary"]
    assert canary.read_text() == "alive"


@linux_only
@pytest.mark.parametrize("what", ["send a datagram", "raise its limits", "trace the parent"])
def test_no_way_round(what: str) -> None:
    assert worker.decode("reach", b"", what=what, place="").facts["denied"]


@linux_only
def test_parent_memory_stays_closed() -> None:
    assert worker.decode("reach", b"", what="read the parent's memory", place=str(os.getpid())).facts["denied"]


@linux_only
def test_no_listener_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert worker.decode("reach", b"", what="connect", place=str(port)).facts["denied"]
        listener.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_decoders_may_use_threads() -> None:
    assert worker.decode("threads", b"").facts == {"num_threads": 4}


def test_secrets_of_the_environment_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "sk-secret" not in worker._environment().values()


def test_many_threads_at_once() -> None:
    def ask(number: int) -> bool:
        data = bytes([number % 256]) * (number * 1000)
        return worker.decode("echo", data).arrays["bytes"].tobytes() == data

    with ThreadPoolExecutor(12) as pool:
        assert all(pool.map(ask, range(60)))
    assert len(worker._idle) <= worker.NUM_IDLE


def test_a_slow_file_does_not_hold_up_others() -> None:
    worker.decode("echo", b"")
    slow = threading.Thread(target=lambda: code_of("sleep", Limits(decode_seconds=1.5), seconds=60))
    slow.start()
    time.sleep(0.2)
    worker.decode("echo", b"quick")
    assert slow.is_alive()
    slow.join()


def test_requests_with_other_memory_limits_get_other_processes() -> None:
    worker.close()
    worker.decode("echo", b"")
    worker.decode("echo", b"", replace(DEFAULT, worker_bytes=300 * MEGA))
    assert [process.worker_bytes for process in worker._idle] == [DEFAULT.worker_bytes, 300 * MEGA]


def test_a_process_that_died_while_idle_is_replaced() -> None:
    worker.close()
    worker.decode("echo", b"")
    worker._idle[0]._popen.kill()
    worker._idle[0]._popen.wait()
    assert worker.decode("echo", b"again").arrays["bytes"].size == 5


def run_program(code: str) -> str:
    """What a program prints that decodes with `echo`; it must say nothing on standard error."""
    start = (
        "import os, media_misbehaviour as m; from sensorium.media import worker as w\n"
        "w.DECODERS['echo'] = (m.__name__, 'echo'); w.decode('echo', b'')\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", start + code], env=environment, capture_output=True, text=True, check=True
    )
    assert not done.stderr
    return done.stdout


def test_processes_end_with_the_program() -> None:
    pid = int(run_program("print(w._idle[0]._popen.pid)"))
    assert not Path(f"/proc/{pid}").exists()


def test_a_forked_child_starts_its_own() -> None:
    code = (
        "child = os.fork()\n"
        "if child == 0:\n"
        "    assert not w._idle\n"
        "    assert w.decode('echo', b'child').arrays['bytes'].size == 5\n"
        "    w.close()\n"
        "    os._exit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\n"
        "print(w.decode('echo', b'parent').arrays['bytes'].size)\n"
    )
    assert run_program(code) == "6\n"


def test_a_process_that_cannot_start_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(worker.DECODERS, "nowhere", ("no_such_module", "decode"))
    with pytest.raises(ModelUnavailable) as caught:
        worker.decode("nowhere", b"")
    assert caught.value.code == "decoder_unavailable"


def test_an_interrupt_does_not_leave_a_stale_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    worker.close()
    worker.decode("echo", b"")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(worker.messages, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            worker.decode("echo", b"lost")
    assert worker.decode("echo", b"next").arrays["bytes"].tobytes() == b"next"


def test_a_process_is_replaced_after_many_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    worker.close()
    monkeypatch.setattr(worker, "_REQUESTS_PER_PROCESS", 3)
    pids = {worker.decode("process", b"").facts["pid"] for _ in range(7)}
    assert len(pids) == 3


@pytest.mark.parametrize(
    "facts", [{}, {"width": "wide"}, {"width": None}, {"width": 1e400}, {"width": [1], "height": {}}, {"notes": 3}]
)
@pytest.mark.parametrize("read", [pictures.read, pictures.frames, documents.read, page_marks.read])
def test_answers_of_another_shape_are_not_believed(
    read: Callable[[bytes], object], facts: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = {"width": 3, "height": 2, "num_frames": 1, "notes": [], "duration_s": 1, "pages": [["", 1]], "title": ""}
    for arrays in ({}, {"pixels": np.zeros((2, 3, 3), np.uint8), "frames": np.zeros((2, 3, 3, 3), np.uint8)}):
        answer = Decoded(arrays, good | facts if arrays and facts else facts)
        monkeypatch.setattr(worker, "decode", lambda *_, answer=answer, **__: answer)
        with pytest.raises(InvalidInput) as caught:
            read(b"GIF89a")
        assert caught.value.code == "decode_failed"


def test_pixels_of_an_answer_are_checked() -> None:
    good = Decoded({"pixels": np.zeros((2, 3, 3), np.uint8)})
    assert worker.pixels_of(good, "pixels", num_dimensions=3).shape == (2, 3, 3)
    for wrong in (np.zeros((2, 3, 4), np.uint8), np.zeros((0, 3, 3), np.uint8), np.zeros((2, 3, 3), np.float32)):
        with pytest.raises(InvalidInput):
            worker.pixels_of(Decoded({"pixels": wrong}), "pixels", num_dimensions=3)


def test_pictures_wait_for_nothing_that_takes_long() -> None:
    picture = encoded(Image.new("RGB", (4, 4)), "PNG")
    pictures.read(picture)
    with ThreadPoolExecutor(2 * worker.NUM_PROCESSES) as pool:
        slow = [pool.submit(worker.decode, "sleep", b"", seconds=4.0) for _ in range(2 * worker.NUM_PROCESSES)]
        time.sleep(1)
        began = time.monotonic()
        pictures.read(picture)
        assert time.monotonic() - began < 2
        assert not any(one.done() for one in slow)
