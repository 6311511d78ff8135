"""read, listen, classify, embed: where words come from, what is heard, how near things are."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from cli_program import CLIP, TONE, TUNE, Program
from PIL import Image as Pillow
from screen_samples import DialogReader, dialog

from sensorium import models
from sensorium.abilities.documents import reading
from sensorium.content import Audio, Image
from sensorium.surfaces.cli import reading_by_model


def pdf(pages: Sequence[str]) -> bytes:
    """A document with a page for each text; '' gives a page without text layer. Readers mend the missing table."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects += [f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>"]
    objects += ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 20 Tf 20 40 Td ({text}) Tj ET" if text else "0 0 50 50 re f"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    bodies = "\n".join(f"{number} 0 obj\n{body}\nendobj" for number, body in enumerate(objects, 1))
    return f"%PDF-1.4\n{bodies}\ntrailer << /Root 1 0 R >>\n%%EOF\n".encode()


@pytest.fixture
def without_model(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading a model is a failure of the test."""

    def load(name: str | None = None) -> None:
        pytest.fail("no model is needed")

    monkeypatch.setattr(models, "load", load)


@pytest.mark.usefixtures("without_model")
def test_a_text_layer_is_read_without_a_model(program: Program) -> None:
    Path("two.pdf").write_bytes(pdf(["Seven green pears", "One plum"]))
    done = program("read", "two.pdf", "--as", "text")
    assert (done.exit_code, done.stdout) == (0, "Seven green pears\n\nOne plum\n")
    assert done.stderr == "note: words: text layer\n"


@pytest.mark.usefixtures("without_model")
def test_piped_text_is_a_document(program: Program) -> None:
    assert program("read", stdin="Only words.").stdout == "Only words.\n"


@pytest.mark.usefixtures("without_model")
def test_what_is_read_takes_many_forms(program: Program) -> None:
    Path("table.csv").write_text("thing,count\npear,7\nplum,2\n")
    assert "| pear | 7 |" in program("read", "table.csv").stdout
    assert "<table" in program("read", "table.csv", "--as", "html").stdout
    assert program("read", "table.csv", "--as", "csv").stdout.splitlines() == ["thing,count", "pear,7", "plum,2"]
    record = json.loads(program("read", "table.csv", "--as", "json").stdout)
    assert record["pages"][0]["blocks"][0]["kind"] == "table"
    assert program("read", "table.csv", "-o", "table.md").stderr.startswith("saved table.md\n")
    assert "| plum | 2 |" in Path("table.md").read_text()


@pytest.mark.usefixtures("without_model")
def test_some_pages_with_pictures_of_what_was_found(program: Program) -> None:
    Path("four.pdf").write_bytes(pdf(["One", "Two", "Three", "Four"]))
    record = json.loads(program("read", "four.pdf", "--pages", "2-3", "--json", "--boxes", "shown").stdout)
    assert record["text"] == "Two\n\nThree"
    assert [page["number"] for page in record["reading"]["pages"]] == [2, 3]
    assert record["files"] == ["shown/page-0002.png", "shown/page-0003.png"]
    assert Image.open("shown/page-0003.png").width > 100


@pytest.fixture
def shot(program: Program, monkeypatch: pytest.MonkeyPatch) -> str:
    """A picture of a dialog, and a reader that knows it."""
    monkeypatch.setattr(reading, "available", lambda: (DialogReader(),))
    Image(dialog()[1]).save("shot.png")
    return "shot.png"


@pytest.mark.usefixtures("without_model")
def test_a_screen_is_its_elements(program: Program, shot: str) -> None:
    told = json.loads(program("read", shot, "--screen").stdout)
    assert ("button", "SEND") in [(one["kind"], one["text"]) for one in told["elements"]]
    assert program("read", shot, "--screen", "--as", "text").stdout.split() == ["LOGIN", "NAME", "KEEP", "SEND", "HELP"]
    assert program("read", shot, "--screen", "-o", "shot.html").stderr == "saved shot.html\n"
    assert "<button" in Path("shot.html").read_text()
    record = json.loads(program("read", shot, "--screen", "--json", "--boxes", "shown").stdout)
    assert record["screen"] == told
    assert record["files"] == ["shown/screen.png"]
    assert Image.open("shown/screen.png").width == 420


@pytest.mark.parametrize("more", [("--as", "csv"), ("-o", "a.md"), ("--pages", "2"), ("--schema", "s.json")])
def test_what_a_screen_has_not(program: Program, shot: str, more: tuple[str, str]) -> None:
    done = program("read", shot, "--screen", *more)
    assert (done.exit_code, done.stdout) == (65, "")
    assert "leave" in done.stderr


@pytest.mark.parametrize("pages", ["0", "3-2", "x", "-"])
def test_pages_that_are_none(program: Program, pages: str) -> None:
    Path("one.pdf").write_bytes(pdf(["One"]))
    done = program("read", "one.pdf", f"--pages={pages}")
    assert done.exit_code == 65
    assert done.stderr.startswith("error: invalid_page: ")


@pytest.mark.usefixtures("without_model")
def test_fields_are_found_by_a_schema(program: Program) -> None:
    Path("bill.md").write_text("# Bill\n\nInvoice number: A-77\n\nTotal: 12.50 EUR\n")
    fields = {"invoice_number": {"type": "string"}, "total": {"type": "number"}, "iban": {"type": "string"}}
    Path("fields.json").write_text(json.dumps({"type": "object", "properties": fields}))
    record = json.loads(program("read", "bill.md", "--schema", "fields.json").stdout)
    assert record["values"] == {"invoice_number": "A-77", "total": 12.5, "iban": None}
    assert record["fields"]["total"]["page"] == 1
    assert record["fields"]["iban"]["reason"]


@pytest.mark.usefixtures("without_model")
def test_a_folder_is_read_once(program: Program) -> None:
    Path("in/deep").mkdir(parents=True)
    Path("in/one.pdf").write_bytes(pdf(["Seven pears"]))
    Path("in/deep/two.md").write_text("# Plums\n")
    Path("in/broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = program("read", "in", "-o", "out")
    assert done.exit_code == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == [
        "broken.pdf: invalid_document: " + done.stdout.split("invalid_document: ")[1].splitlines()[0],
        "deep/two.md: 1 pages, 1 words",
        "one.pdf: 1 pages, 2 words",
    ]
    assert "2 of 3 files are read into out" in done.stderr
    before = Path("out/one.pdf.json").stat().st_mtime_ns
    again = json.loads(program("read", "in", "-o", "out", "--json").stdout)
    assert (len(again["files"]), again["failed"]) == (3, 1)
    assert Path("out/one.pdf.json").stat().st_mtime_ns == before


def test_a_folder_is_read_into_a_folder(program: Program) -> None:
    Path("in").mkdir()
    assert program("read", "in").exit_code == 65


@pytest.mark.parametrize(
    "option", ["--reader model", "--pages 2", "--schema fields.json", "--boxes shown", "--as html", "--as csv"]
)
def test_what_a_folder_cannot_be_asked(program: Program, option: str) -> None:
    Path("in").mkdir()
    Path("in/one.md").write_text("One")
    done = program("read", "in", "-o", "out", *option.split())
    assert (done.exit_code, done.stdout) == (65, "")
    assert "leave out --" in done.stderr
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "option",
    [
        "--pages 2",
        "--password x",
        "--as html",
        "--boxes shown",
        "--verify tesseract",
        "--no-figures",
        "--no-embedded",
    ],
)
def test_what_a_model_that_reads_cannot_be_asked(program: Program, option: str) -> None:
    Path("two.pdf").write_bytes(pdf(["One", ""]))
    done = program("read", "two.pdf", "--reader", "model", *option.split())
    assert (done.exit_code, done.stdout) == (65, "")
    assert f"leave out {option.split(maxsplit=1)[0]}" in done.stderr
    assert program.model.asked == []


def test_forms_that_are_taken_anyway_may_be_said(program: Program) -> None:
    Path("in").mkdir()
    Path("in/one.md").write_text("One")
    assert program("read", "in", "-o", "out", "--as", "json").exit_code == 0
    Path("one.pdf").write_bytes(pdf(["One"]))
    assert program("read", "one.pdf", "--reader", "model", "--as", "text").stdout == "One\n"


def test_an_unknown_reader_is_named(program: Program) -> None:
    Path("one.pdf").write_bytes(pdf(["One"]))
    done = program("read", "one.pdf", "--reader", "nobody")
    assert done.exit_code == 65
    assert "rapidocr" in done.stderr


def test_a_model_reads_pages_without_a_text_layer_one_by_one(program: Program) -> None:
    Path("mixed.pdf").write_bytes(pdf(["Seven pears", "", ""]))
    done = program("read", "mixed.pdf", "--reader", "model", "--seed", "5")
    assert (done.exit_code, done.stdout) == (0, "Seven pears\na red square\na red square\n")
    assert done.stderr == "note: text layer of 1 page; 2 pages read by the model\n"
    assert len(program.model.asked) == 2
    words, page = program.parts()
    assert words == reading_by_model.READ_PAGE
    assert isinstance(page, Image)
    assert program.model.outputs == [("text",)] * 2
    assert program.model.settings == [{"seed": 5}] * 2


def test_a_model_reads_as_json_and_into_a_file(program: Program) -> None:
    Path("mixed.pdf").write_bytes(pdf(["Seven pears", ""]))
    record = json.loads(program("read", "mixed.pdf", "--reader", "model", "--json", "-o", "x.txt").stdout)
    assert record == {
        "text": "Seven pears\n\na red square",
        "pages": [
            {"text": "Seven pears", "source": "text layer"},
            {"text": "a red square", "source": "model"},
        ],
        "files": ["x.txt"],
        "notes": ["text layer of 1 page; 1 page read by the model"],
    }
    assert Path("x.txt").read_text() == "Seven pears\n\na red square\n"


def test_a_model_reads_scanned_pages_alone(program: Program) -> None:
    Pillow.new("RGB", (60, 80), "white").save("scan.pdf")
    done = program("read", "scan.pdf", "--reader", "model")
    assert done.stderr == "note: 1 page without text layer, read by the model\n"


@pytest.mark.parametrize(("width", "asked"), [(96, reading_by_model.READ_LINE), (60, reading_by_model.READ_PAGE)])
def test_to_a_model_a_wide_picture_is_a_line_others_are_pages(program: Program, width: int, asked: str) -> None:
    Pillow.new("RGB", (width, 32), "white").save("x.png")
    done = program("read", "-a", "x.png", "--reader", "model")
    assert (done.stdout, program.parts()[0]) == ("a red square\n", asked)


def test_a_tune_cannot_be_read(program: Program) -> None:
    TUNE.save("x.abc")
    done = program("read", "x.abc")
    assert done.exit_code == 65
    assert "sensorium listen" in done.stderr


def test_a_recording_is_heard_before_the_question(program: Program) -> None:
    TONE.save("x.wav")
    assert program("listen", "x.wav").stdout == "a red square\n"
    heard, words = program.parts()
    assert isinstance(heard, Audio)
    assert words == "What does the person say?"


def test_a_film_is_heard_by_its_soundtrack(program: Program) -> None:
    CLIP.with_soundtrack(TONE).save("x.mp4")
    assert program("listen", "x.mp4").exit_code == 0
    assert isinstance(program.parts()[0], Audio)


def test_a_silent_film_cannot_be_heard(program: Program) -> None:
    CLIP.save("x.mp4")
    done = program("listen", "x.mp4")
    assert done.exit_code == 65
    assert done.stderr.startswith("error: no_sound: ")


def test_classify_without_labels_asks_for_a_name(program: Program, picture: Path) -> None:
    assert program("classify", "square.png").stdout == "a red square\n"
    assert program.parts()[1] == "What is in this photo?"


def test_classify_with_labels_ranks_them(program: Program, picture: Path) -> None:
    done = program("classify", "square.png", "--labels", "dog, cat,mouse")
    assert done.exit_code == 0
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["cat", "dog", "mouse"]
    assert program.model.embedded[0][1:] == ("dog", "cat", "mouse")


def test_scores_are_a_softmax_of_cosines(program: Program, picture: Path) -> None:
    record = json.loads(program("classify", "square.png", "--labels", "dog,cat", "--json").stdout)
    across = 1 / math.sqrt(10)  # between (3, 1) and (0, 2)
    assert record["cosines"] == {"cat": 1.0, "dog": pytest.approx(across, abs=1e-4)}
    odds = math.exp((1 - across) / 0.07)
    assert record["scores"] == pytest.approx({"cat": odds / (1 + odds), "dog": 1 / (1 + odds)}, abs=1e-4)
    assert (record["label"], record["model"]) == ("cat", "scripted")


def test_embed_prints_how_near_things_are(program: Program, picture: Path) -> None:
    done = program("embed", "car", "dog", "-a", "square.png")
    assert done.stdout.splitlines()[0].split() == ["car", "1.000", "0.316", "0.316"]
    assert isinstance(program.model.embedded[0][2], Image)


def test_one_vector_alone_is_printed(program: Program) -> None:
    vector = json.loads(program("embed", "car").stdout)
    assert math.hypot(*vector) == pytest.approx(1)


def test_vectors_as_json_and_as_a_file(program: Program) -> None:
    record = json.loads(program("embed", "car", "dog", "--json", "-o", "x.npy").stdout)
    assert record["items"] == ["car", "dog"]
    assert np.load("x.npy") == pytest.approx(np.array(record["vectors"]))
