"""The verb that reads: documents, scans, pictures of pages as Markdown, HTML, JSON or CSV; fields by a schema."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args

import typer

from sensorium.errors import InvalidInput
from sensorium.surfaces.cli import reading_screens
from sensorium.surfaces.cli.answering import loaded, print_json
from sensorium.surfaces.cli.asking import schema_in
from sensorium.surfaces.cli.attaching import STDIN, bytes_of_stdin, one_named, opened, short_name
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.options import Asking, File, on_command_line, refuse, spread
from sensorium.surfaces.cli.reading_by_model import read_by_model
from sensorium.surfaces.terminal import Progress, printable

if TYPE_CHECKING:
    from sensorium.abilities.documents.tree import Reading
    from sensorium.abilities.documents.way import Way
    from sensorium.media.sources import Loaded

Form: TypeAlias = Literal["text", "markdown", "html", "json", "csv"]
FORMS: dict[str, Form] = {"txt": "text", "md": "markdown", "html": "html", "htm": "html", "json": "json", "csv": "csv"}
BY_MODEL = "model"  # of --reader


@dataclass(frozen=True, kw_only=True)
class Paging:
    """Which pages are read, and by whom."""

    pages: Annotated[str | None, typer.Option(help="Such as 3, 2-5 or 4-.")] = None
    password: Annotated[str | None, typer.Option(help="Of a PDF that is locked.")] = None
    reader: Annotated[
        str | None, typer.Option(help="Who reads pictures of pages: rapidocr, tesseract, or model (see -m).")
    ] = None
    verify: Annotated[str | None, typer.Option(help="A second reader, to compare words with.")] = None
    figures: Annotated[bool, typer.Option(help="Whether charts and words in figures are read as well.")] = True

    embedded: Annotated[
        bool, typer.Option(help="Whether data that a PDF carries (Factur-X, ZUGFeRD) are read beside its pages.")
    ] = True

    def way(self, progress: Progress) -> Way:
        """How to read. Raises `InvalidInput`, `MissingDependency`."""
        from sensorium.abilities.documents.reading import way_of

        first, last = pages_in(self.pages)
        return way_of(
            self.reader, self.verify, first=first, last=last, password=self.password, figures=self.figures,
            embedded=self.embedded,
            report=lambda number, total: progress.say("reading pages", number - first + 1, (last or total) - first + 1),
        )  # fmt: skip


@spread
def read(
    *,
    context: typer.Context,
    file: File = None,
    asking: Asking,
    paging: Paging,
    form: Annotated[Form | None, typer.Option("--as", help=f"{', '.join(get_args(Form))}; else by -o.")] = None,
    schema: Annotated[Path | None, typer.Option(help="A JSON schema, in a file: its fields are looked for.")] = None,
    boxes: Annotated[Path | None, typer.Option(help="A folder for pictures of the pages with what was found.")] = None,
    screen: Annotated[
        bool, typer.Option("--screen", help="A picture of a screen: its buttons, fields, texts as json, html or text.")
    ] = False,
) -> None:
    """Read a document, a scan or a picture of a page.

    PDF, DOCX, PPTX, XLSX, CSV, HTML, Markdown, mail, EPUB, pictures: `sensorium read report.pdf -o report.md`. Every
    value says where it was read: `sensorium read bill.pdf --schema fields.json`. A folder is read file by file, and
    what is done is not done again: `sensorium read scans/ -o read/`. A picture of a screen becomes a page that looks
    alike: `sensorium read shot.png --screen -o shot.html`.
    """
    named = one_named(file, asking.attach)
    if paging.reader != BY_MODEL or screen:
        chosen = on_command_line(context, "model")
        refuse("no model reads without --reader model", {"-m": chosen, **asking.sampling()})
    elif schema is not None:
        refuse("fields of a schema are the likeliest", asking.sampling())
    if screen:
        _read_screen(named, asking, paging, form, schema, boxes)
        return
    if named != STDIN and Path(named).is_dir():
        _refuse_in_a_folder(paging, form, schema, boxes)
        _read_folder(Path(named), asking, paging)
        return
    if paging.reader == BY_MODEL and schema is None:
        _refuse_by_a_model(paging, form, boxes)
        (part,), notes = opened([named], quiet=asking.as_json)
        read_by_model(part, asking, notes, short_name(named))
        return
    _read_file(named, asking, paging, form, schema, boxes)


def _refuse_in_a_folder(paging: Paging, form: Form | None, schema: Path | None, boxes: Path | None) -> None:
    unheeded = {
        "--schema": schema is not None,
        "--boxes": boxes is not None,
        "--as": form not in (None, "json"),
        "--pages": paging.pages is not None,
        "--reader model": paging.reader == BY_MODEL,
    }
    refuse("a folder is read whole, as JSON, by rapidocr or tesseract", unheeded)


def _refuse_by_a_model(paging: Paging, form: Form | None, boxes: Path | None) -> None:
    unheeded = {
        "--boxes": boxes is not None,
        "--as": form not in (None, "text"),
        "--pages": paging.pages is not None,
        "--password": paging.password is not None,
        "--verify": paging.verify is not None,
        "--no-figures": not paging.figures,
        "--no-embedded": not paging.embedded,
    }
    refuse("without a --schema a model reads all pages, as text, and by itself", unheeded)


def _read_file(
    named: str, asking: Asking, paging: Paging, form: Form | None, schema: Path | None, boxes: Path | None
) -> None:
    from sensorium.abilities.documents import reading
    from sensorium.media import sources

    wanted = None if schema is None else schema_in(schema)
    target, form = _target(asking, form)
    with Progress() as progress:
        progress.say("opening")
        way = (paging if paging.reader != BY_MODEL else replace(paging, reader=None)).way(progress)
        source = bytes_of_stdin() if named == STDIN else named
        data = sources.load(source, way.limits)
        found = reading.reading_of(data, way)
        record = None if wanted is None else _extracted(found, wanted, asking, paging, progress)
        shown = [] if boxes is None else _pictured(found, data, way, boxes, progress)
    notes = [*found.notes, *_by_whom(found)]
    if record is None and not asking.as_json:
        _write(_written(found, form), target)
    else:
        facts = record or {"text": found.text, "reading": json.loads(_written(found, "json"))}
        _write(json.dumps(facts | {"files": shown, "notes": notes}, ensure_ascii=False, indent=2) + "\n", target)
    for note in () if asking.as_json else notes:
        say(f"note: {note}")


def _read_screen(
    named: str, asking: Asking, paging: Paging, form: Form | None, schema: Path | None, boxes: Path | None
) -> None:
    from sensorium.abilities.documents.screen_reading import screen_of
    from sensorium.media import sources

    if schema is not None or paging.pages is not None or paging.reader == BY_MODEL:
        message = "a screen has no pages or fields of a schema, and rapidocr or tesseract read it; leave out --screen"
        raise InvalidInput(message, param="screen")
    target, chosen = _target(asking, form, otherwise="json")
    wanted = reading_screens.form_of(chosen)
    with Progress() as progress:
        progress.say("opening")
        way = paging.way(progress)
        data = sources.load(bytes_of_stdin() if named == STDIN else named, way.limits)
        found = screen_of(data, way)
        shown = [] if boxes is None else reading_screens.pictured(found, data, way, boxes)
    if asking.as_json:
        facts = {**reading_screens.record(found), "files": shown, "notes": list(data.notes)}
        _write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", target)
    else:
        _write(reading_screens.written(found, wanted, short_name(named)), target)


def pages_in(written: str | None) -> tuple[int, int | None]:
    """'3', '2-5', '4-' as first and last page; all where nothing is written. Raises `InvalidInput`."""
    if written is None:
        return 1, None
    first, dash, last = written.partition("-")
    try:
        numbers = int(first), (int(last) if last else None) if dash else int(first)
    except ValueError:
        numbers = 0, 0
    if not (numbers[0] >= 1 and (numbers[1] is None or numbers[1] >= numbers[0])):
        raise InvalidInput(f"{written!r} are no pages; write 3, 2-5 or 4-", code="invalid_page", param="pages")
    return numbers


def _target(asking: Asking, form: Form | None, otherwise: Form = "markdown") -> tuple[Path | None, Form]:
    """The file to write, if any, and the form, by its extension unless it was said; `otherwise` without a file."""
    if len(asking.output or ()) > 1:
        raise InvalidInput("name one file with -o", param="output")
    path = Path(asking.output[0]) if asking.output else None
    extension = "" if path is None else path.suffix.lower().removeprefix(".")
    if path is not None and form is None and extension not in FORMS:
        allowed = ", ".join(f".{one}" for one in FORMS)
        message = f"{path.name!r}: the extension picks the format: {allowed}; or say it with --as"
        raise InvalidInput(message, code="unsupported_format", param="output")
    return path, form or FORMS.get(extension, otherwise)


def _written(found: Reading, form: Form) -> str:
    from sensorium.abilities.documents import writing

    match form:
        case "text":
            return f"{found.text}\n"
        case "markdown":
            return writing.markdown(found)
        case "html":
            return writing.html(found)
        case "json":
            return json.dumps(writing.told(found), ensure_ascii=False) + "\n"
        case "csv":
            return "\n".join(writing.csv(table) for table in found.tables)


def _write(text: str, target: Path | None) -> None:
    from sensorium.content import saving

    if target is None:
        sys.stdout.write(printable(text) if sys.stdout.isatty() else text)
    else:
        saving.write_file(target, text.encode())
        say(f"saved {target}")


def _by_whom(found: Reading) -> list[str]:
    """Who read the words, and what another reader doubted, in words."""
    notes = [f"words: {', '.join(found.readers)}"] if found.readers else ["no words were found"]
    doubted = [word.text for page in found.pages for word in page.doubted]
    if doubted:
        notes.append(f"{len(doubted)} doubtful words were left out: {' '.join(doubted[:12])}")
    alone = sum(word.supported is False for page in found.pages for word in page.words)
    if alone:
        notes.append(f"{alone} words are borne out by no second reader")
    return notes


def _extracted(
    found: Reading, schema: dict[str, Any], asking: Asking, paging: Paging, progress: Progress
) -> dict[str, Any]:
    from sensorium.abilities.documents.extraction import extract

    model = loaded(asking.model, progress) if paging.reader == BY_MODEL else None
    progress.say("looking for fields")
    return extract(found, schema, model=model).told()


def _pictured(found: Reading, data: Loaded, way: Way, folder: Path, progress: Progress) -> list[str]:
    """Pictures of the pages with what was found, in files."""
    from sensorium.abilities.documents.reading import picture_of
    from sensorium.abilities.documents.writing import pictured

    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for page in found.pages:
        progress.say("drawing pages", page.number)
        path = folder / f"page-{page.number:04d}.png"
        pictured(picture_of(data, page, way), page).save(path)
        files.append(str(path))
    return files


def _read_folder(folder: Path, asking: Asking, paging: Paging) -> None:
    """Every file of a folder, several at a time, with a line for each."""
    from sensorium.abilities.documents.folders import REPORT, FileRead, Readers, files_in, read_folder

    if not asking.output or len(asking.output) != 1:
        raise InvalidInput("name one folder with -o for what is read", param="output")
    target, total = Path(asking.output[0]), len(files_in(folder))
    readers = Readers(
        reader=paging.reader, verify=paging.verify, password=paging.password, figures=paging.figures,
        embedded=paging.embedded,
    )  # fmt: skip
    done: list[FileRead] = []
    with Progress() as progress:
        for one in read_folder(folder, target, readers):
            done.append(one)
            progress.pause()
            if not asking.as_json:
                told = f"{one.code}: {one.message}" if one.code else f"{one.num_pages} pages, {one.num_words} words"
                line = f"{one.name}: {told}"
                sys.stdout.write(f"{printable(line) if sys.stdout.isatty() else line}\n")
            progress.say("reading files", len(done), total)
    failed = sum(bool(one.code) for one in done)
    if asking.as_json:
        from dataclasses import asdict

        print_json({"files": [asdict(one) for one in done], "failed": failed, "report": str(target / REPORT)})
    else:
        say(f"{len(done) - failed} of {len(done)} files are read into {target}; {target / REPORT} tells of each")
