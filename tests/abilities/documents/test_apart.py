"""What is done in a process apart comes to the same as here; it can be ended at any time, and ends with its caller."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from document_samples import INVOICE, locked, printed, ruled

from sensorium.abilities.documents import answering, reading, writing
from sensorium.abilities.documents.apart import Apart, Stop, Task
from sensorium.errors import InvalidInput, ModelUnavailable, NotFound, TooLarge
from sensorium.limits import Limits

THREE = printed([("One pear",), ("Two pears",), ("Three pears",)], title="Pears")


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    one = Apart()
    yield one
    one.close()


def test_a_reading_is_the_same_as_here(apart: Apart) -> None:
    told: list[tuple[int, int]] = []
    done = apart.do(Task(name="read", pieces=(THREE,)), lambda number, total: told.append((number, total)))
    here = reading.read(THREE)
    assert json.loads(done.data) == json.loads(json.dumps(writing.told(here)))
    assert dict(done.facts) == {"num_pages": 3, "title": "Pears", "readers": ["text layer"], "notes": []}
    assert told == [(1, 3), (2, 3), (3, 3)]
    written = apart.do(Task(name="write", options={"form": "markdown"}, pieces=(done.data,)))
    assert written.data.decode() == writing.markdown(here)
    asked = apart.do(Task(name="ask", options={"question": "How many pears?"}, pieces=(done.data,)))
    assert dict(asked.facts) == json.loads(json.dumps(answering.ask(here, "How many pears?").told()))
    assert apart.idle == 1


def test_pages_and_the_name_choose_what_is_read(apart: Apart) -> None:
    done = apart.do(Task(name="read", options={"first": 2, "last": 2}, pieces=(THREE,)))
    (page,) = json.loads(done.data)["pages"]
    assert page["number"] == 2
    assert done.facts["num_pages"] == 3
    table = apart.do(Task(name="read", options={"name": "a.csv"}, pieces=(b"name,age\nAnn,31\n",)))
    assert json.loads(table.data)["media_type"] == "text/csv"


def test_a_ruled_table_is_given_by_its_number(apart: Apart) -> None:
    data = apart.do(Task(name="read", pieces=(ruled(),))).data
    done = apart.do(Task(name="table", options={"number": 1, "form": "csv"}, pieces=(data,)))
    assert done.data.decode().splitlines() == ["Fruit,Crates", "Apples,12", "Pears,7", "Plums,31"]
    with pytest.raises(NotFound, match="number 2 is not among them"):
        apart.do(Task(name="table", options={"number": 2, "form": "csv"}, pieces=(data,)))


def test_errors_come_back_as_they_are(apart: Apart) -> None:
    with pytest.raises(InvalidInput) as refused:
        apart.do(Task(name="read", pieces=(locked(b"pear"),)))
    assert refused.value.code == "document_encrypted"
    tight = asdict(Limits(text_characters=3))
    with pytest.raises(TooLarge) as large:
        apart.do(Task(name="read", options={"limits": tight}, pieces=(THREE,)))
    assert (large.value.code, large.value.limit) == ("document_too_complex", 3)
    read = apart.do(Task(name="read", pieces=(THREE,))).data
    with pytest.raises(RuntimeError, match="KeyError"):
        apart.do(Task(name="write", options={"form": "verse"}, pieces=(read,)))
    assert apart.idle == 1  # none of them ended the process


def test_what_is_not_wanted_any_more_ends_at_once(apart: Apart) -> None:
    stop = Stop()
    told: list[int] = []

    def end(number: int, total: int) -> None:
        told.append(number)
        stop()

    with pytest.raises(ModelUnavailable) as lost:
        apart.do(Task(name="read", pieces=(printed([("Pear",)] * 180),)), end, stop)
    assert lost.value.code == "reader_lost"
    assert told[0] == 1
    assert apart.idle == 0
    before = Stop()
    before()
    with pytest.raises(ModelUnavailable):
        apart.do(Task(name="read", pieces=(THREE,)), stop=before)


def test_what_is_not_heard_of_is_given_up(apart: Apart) -> None:
    with pytest.raises(InvalidInput) as late:
        apart.do(Task(name="read", pieces=(THREE,), quiet_s=0.01))
    assert late.value.code == "document_timeout"


def test_a_process_that_waits_in_vain_is_let_go() -> None:
    brief = Apart(idle_s=0.2)
    brief.do(Task(name="read", pieces=(THREE,)))
    until = time.monotonic() + 20
    while brief.idle:
        assert time.monotonic() < until
        time.sleep(0.05)
    brief.close()
    brief.do(Task(name="read", pieces=(THREE,)))
    assert brief.idle == 0  # nothing is kept after the end


def test_it_gives_way_and_has_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    fresh = Apart()
    fresh.do(Task(name="read", pieces=(THREE,)))
    ((process, _),) = fresh._idle
    known = process._popen.pid
    assert b"canary" not in Path(f"/proc/{known}/environ").read_bytes()
    assert os.getpriority(os.PRIO_PROCESS, known) == min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)
    fresh.close()
    assert not process.alive


CALLER = """
import sys, time
from sensorium.abilities.documents.apart import Apart, Task
apart = Apart()
data = open(sys.argv[1], "rb").read()
first = apart._taken()
apart._put_back(first)
def tell(number, total):
    print(first._popen.pid, flush=True)
    time.sleep(60)
apart.do(Task(name="read", pieces=(data,)), tell)
"""


def test_it_ends_with_its_caller(tmp_path: Path) -> None:
    place = tmp_path / "long.pdf"
    place.write_bytes(printed([INVOICE] * 180))
    with subprocess.Popen([sys.executable, "-c", CALLER, place], stdout=subprocess.PIPE, text=True) as caller:
        assert caller.stdout is not None
        known = int(caller.stdout.readline())
        caller.kill()
    until = time.monotonic() + 30
    while Path(f"/proc/{known}/cmdline").exists() and Path(f"/proc/{known}/cmdline").read_bytes():
        assert time.monotonic() < until
        time.sleep(0.1)
