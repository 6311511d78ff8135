"""Office files that cost more than they weigh, or were damaged inside: refused, typed, quickly, in little memory."""

from __future__ import annotations

import io
import os
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from bombs import DOCUMENT_BOMBS, OFFICE_BOMBS
from fuzz import ALLOWED_ERRORS, LIMITS, mutated, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from media_samples import peak_bytes_of_workers
from office_samples import archive, docx_file, epub_file, office_files, pptx_file, xlsx_file

from sensorium.errors import InvalidInput, SensoriumError
from sensorium.limits import DEFAULT
from sensorium.media import documents, formats, worker
from sensorium.media.office.reading import read

MEGA = 1_000_000


def cpu_seconds_of_workers() -> float:
    """What the warm decoding processes have worked in all."""
    ticks = 0
    for process in worker._idle:
        fields = Path(f"/proc/{process._popen.pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # in user and in system mode
    return ticks / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("name", OFFICE_BOMBS)
def test_bombs_are_refused_at_once(name: str) -> None:
    data = OFFICE_BOMBS[name]()
    worker.close()
    documents.read(b"<html>warm</html>", dpi=36)
    before, began = peak_bytes_of_workers(), cpu_seconds_of_workers()
    with pytest.raises(InvalidInput) as caught:
        documents.read(data)
    assert caught.value.code == "document_too_complex"
    assert cpu_seconds_of_workers() - began < 3.0  # what the process itself worked: the machine may be busy
    assert peak_bytes_of_workers() - before < 200 * MEGA + 3 * len(data)


def test_sizes_that_lie_are_found_out() -> None:
    assert outcome(documents.read, DOCUMENT_BOMBS["docx whose sizes lie"]()) == "invalid_document"
    assert outcome(documents.read, DOCUMENT_BOMBS["docx that unpacks to 60 MB"]()) == "invalid_document"


def test_locked_and_oddly_packed_archives() -> None:
    data = bytearray(docx_file())
    for start, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(start)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(start, place + 1)
    assert outcome(documents.read, bytes(data)) == "document_encrypted"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("word/document.xml", "<a/>")
    assert outcome(documents.read, file.getvalue()) == "invalid_document"


def test_names_that_climb_are_only_names() -> None:
    data = archive({"word/document.xml": "<a/>", "../../../../tmp/climbed": "x", "/etc/climbed": "x"})
    assert outcome(documents.read, data) == "invalid_document"


@cache
def packages() -> dict[str, dict[str, bytes]]:
    """Files with their parts unpacked."""
    files = {
        formats.DOCX: docx_file(), formats.PPTX: pptx_file(), formats.XLSX: xlsx_file(), formats.EPUB: epub_file(),
    }  # fmt: skip
    found = {}
    for media_type, data in files.items():
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found[media_type] = {name: packed.read(name) for name in packed.namelist()}
    return found


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([formats.DOCX, formats.PPTX, formats.XLSX, formats.EPUB]), st.integers(0, 2**32 - 1))
def test_injuries_inside_an_archive_are_read_or_typed(media_type: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    parts = packages()[media_type]
    names = sorted(part for part in parts if part.endswith((".xml", ".rels", ".xhtml", ".opf", ".png")))
    name = names[int(rng.integers(len(names)))]
    try:
        read(archive(parts | {name: mutated(parts[name], rng)}), media_type, LIMITS)
    except SensoriumError as error:
        assert error.code in ALLOWED_ERRORS  # noqa: PT017 - either outcome is right


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(office_files())), st.integers(0, 2**32 - 1))
def test_injured_files_become_pages_or_typed_errors(name: str, seed: int) -> None:
    damaged = mutated(whole(name), np.random.default_rng(seed))
    assert outcome(lambda data: documents.read(data, LIMITS, dpi=36, declared=f"x.{name}"), damaged) in ALLOWED_ERRORS


@cache
def whole(name: str) -> bytes:
    return office_files()[name]


def test_a_default_request_is_not_refused() -> None:
    for name, data in office_files().items():
        assert documents.read(data, DEFAULT, dpi=36, declared=f"x.{name}").pages
