"""Many files at once: each is read by one of several processes and written aside; what is done is not done again.

A file's result is `NAME.json` in the target, laid out like the source; `report.jsonl` has a line for each file that was
tried, with its digest, so that a changed file is read anew and an interrupted run goes on.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from sensorium.content import saving
from sensorium.errors import InvalidInput, SensoriumError, StorageFailed

REPORT = "report.jsonl"
SUFFIXES = frozenset(
    (
        ".pdf .docx .pptx .xlsx .csv .tsv .html .htm .md .eml .epub .txt .png .jpg .jpeg .webp .tif .tiff .gif .avif"
    ).split()
)


@dataclass(frozen=True, kw_only=True)
class Readers:
    """Readers by name, as `reading.way_of` takes them: processes share no reader."""

    reader: str | None = None
    verify: str | None = None
    password: str | None = None
    figures: bool = True
    embedded: bool = True

    @property
    def asked(self) -> str:
        """What makes a result another one, in brief; a password does not."""
        named = {"reader": self.reader, "verify": self.verify}
        left_out = [name for name in ("figures", "embedded") if not getattr(self, name)]
        return " ".join([*(f"{what}={name}" for what, name in named.items() if name), *left_out])


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """What became of one file. code and message: why it could not be read, '' where it was; asked: `Readers.asked`."""

    name: str
    digest: str
    asked: str = ""
    num_pages: int = 0
    num_words: int = 0
    seconds: float = 0.0
    code: str = ""
    message: str = ""


def files_in(folder: Path) -> list[Path]:
    """Files below a folder whose names promise a document or a picture, in order. Raises `InvalidInput` for none."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    if not found:
        message = (
            f"nothing in {folder.name!r} looks like a document or picture; known are {', '.join(sorted(SUFFIXES))}"
        )
        raise InvalidInput(message, code="no_files", param="file")
    return found


def read_folder(
    folder: Path, target: Path, readers: Readers = Readers(), *, num_processes: int | None = None
) -> Iterator[FileRead]:
    """Read every file of `folder` into `target`, several at a time, and say of each what became of it.

    Files that were read before, with the same digest and by the same readers, are told again and not read again; those
    that could not be read are tried again. Raises `StorageFailed` where the target cannot be written; what a file does
    wrong is told in its `FileRead`.
    """
    paths = files_in(folder)
    before = _reported(target)
    todo = []
    for path in paths:
        name, digest = str(path.relative_to(folder)), _digest(path)
        known = before.get(name)
        same = known is not None and (known.digest, known.asked, known.code) == (digest, readers.asked, "")
        if known is not None and same and _place(target, name).exists():
            yield known
        else:
            todo.append((path, name, digest))
    if todo:
        yield from _read(todo, target, readers, num_processes or min(len(todo), os.cpu_count() or 1))


def _read(todo: Sequence[tuple[Path, str, str]], target: Path, readers: Readers, num: int) -> Iterator[FileRead]:
    with ProcessPoolExecutor(num, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(read_file, path, name, digest, target, readers) for path, name, digest in todo]
        try:
            for task in as_completed(tasks):
                done = task.result()
                _report(target, done)
                yield done
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def read_file(path: Path, name: str, digest: str, target: Path, readers: Readers) -> FileRead:
    """Read one file and write its result aside. Runs in a process of its own."""
    from sensorium.abilities.documents import reading, writing

    began = time.monotonic()
    try:
        way = reading.way_of(
            readers.reader, readers.verify, password=readers.password, figures=readers.figures,
            embedded=readers.embedded,
        )  # fmt: skip
        found = reading.read(path, way)
    except SensoriumError as error:
        return FileRead(name=name, digest=digest, asked=readers.asked, code=error.code, message=error.message)
    _write(_place(target, name), json.dumps(writing.told(found), ensure_ascii=False))
    return FileRead(
        name=name,
        digest=digest,
        asked=readers.asked,
        num_pages=len(found.pages),
        num_words=sum(len(page.words) for page in found.pages),
        seconds=round(time.monotonic() - began, 3),
    )


def _place(target: Path, name: str) -> Path:
    return target / f"{name}.json"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reported(target: Path) -> dict[str, FileRead]:
    """What earlier runs said, the last word on each file; a line that a kill cut off says nothing."""
    try:
        lines = saving.json_lines(target / REPORT)
    except FileNotFoundError:
        return {}
    known = {}
    for line in lines:
        try:
            one = FileRead(**line)
        except TypeError:
            continue
        known[one.name] = one
    return known


def _report(target: Path, done: FileRead) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        saving.append_json(target / REPORT, asdict(done))
    except OSError as error:
        raise StorageFailed(f"the report cannot be written: {error.strerror}") from error


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)
    except OSError as error:
        raise StorageFailed(f"{path.name!r} cannot be written: {error.strerror}") from error
