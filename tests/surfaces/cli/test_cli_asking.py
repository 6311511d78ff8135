"""The verbs that ask: what the model is asked with, and where its answers go."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import numpy as np
import pytest
import typer
from cli_program import CLIP, MADE, RED, TONE, TUNE, Program
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from sensorium.content import Audio, Image, Music, Video
from sensorium.errors import ProviderError
from sensorium.native.worlds.phrases import WORDINGS
from sensorium.surfaces import wording
from sensorium.surfaces.cli import asking, attaching, placing, reading_by_model, understanding

PNG_URL = "data:image/png;base64," + base64.b64encode(RED.encode("png")).decode()


def test_words_come_to_stdout_and_nothing_else(program: Program) -> None:
    done = program("ask", "What", "is", "this?")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "a red square\n", "")
    assert program.parts() == ("What is this?",)
    assert program.model.outputs == [None]
    assert program.model.settings == [{}]
    assert list(program.folder.iterdir()) == []


def test_a_file_among_the_words_is_refused_with_the_way_to_attach_it(
    program: Program, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = program("ask", "What is this?", str(picture))
    assert done.exit_code == 2
    assert "attach it with -a" in " ".join(done.stderr.replace("│", " ").split())
    monkeypatch.chdir(picture.parent)
    assert program("ask", "What", "is", picture.stem, "?").exit_code == 0
    assert program("ask", f"What is {picture.name}?").exit_code == 0


def test_attachments_go_before_the_words_in_order(program: Program, picture: Path) -> None:
    TONE.save("tone.wav")
    assert program("ask", "What?", "-a", str(picture), "--attach", "tone.wav", "-a", PNG_URL).exit_code == 0
    first, second, third, words = program.parts()
    assert isinstance(first, Image)
    assert (first.pixels == RED.pixels).all()
    assert isinstance(second, Audio)
    assert isinstance(third, Image)
    assert words == "What?"


def test_settings_that_were_given_reach_the_model(program: Program) -> None:
    options = "--seed 7 --temperature 0.5 --top-p 0.9 --guidance 2 --size 64x64 --max-tokens 9".split()
    assert program("ask", "hello", *options).exit_code == 0
    wanted = {"seed": 7, "temperature": 0.5, "top_p": 0.9, "guidance": 2.0, "size": "64x64", "max_tokens": 9}
    assert program.model.settings == [wanted]


def test_a_schema_in_a_file_reaches_the_model(program: Program) -> None:
    schema = {"type": "object", "properties": {"count": {"type": "integer"}}}
    Path("form.json").write_text(json.dumps(schema))
    assert program("ask", "How many?", "--schema", "form.json").exit_code == 0
    assert program.model.settings == [{"schema": schema}]


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read: No such file"), ("{", "is no JSON"), ("[1]", "a schema is an object")],
)
def test_a_schema_that_is_none_is_told_before_anything_is_asked(
    program: Program, content: str | None, message: str
) -> None:
    if content is not None:
        Path("form.json").write_text(content)
    done = program("ask", "How many?", "--schema", "form.json")
    assert done.exit_code == 65
    assert "'form.json'" in done.stderr
    assert message in done.stderr
    assert program.model.settings == []


def test_outputs_keep_their_order(program: Program) -> None:
    assert program("ask", "hello", "-O", "text, video,music").exit_code == 0
    assert program.model.outputs == [("text", "video", "music")]


@pytest.mark.parametrize(
    ("verb", "output", "name", "kind"),
    [
        ("draw", "image", "a-jig.png", Image),
        ("film", "video", "a-jig.mp4", Video),
        ("speak", "speech", "a-jig.wav", Audio),
        ("compose", "music", "a-jig.wav", Audio),
    ],
)
def test_what_is_made_gets_a_name_of_its_own(
    program: Program, verb: str, output: str, name: str, kind: type[Image | Video | Audio]
) -> None:
    done = program(verb, "a", "jig")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"saved {name}\n")
    assert program.model.outputs == [(output,)]
    kind.open(program.folder / name)
    assert program(verb, "a jig").stderr == f"saved {Path(name).stem}-2{Path(name).suffix}\n"


@pytest.mark.parametrize(
    ("verb", "name", "opening"),
    [
        ("draw", "x.png", b"\x89PNG"),
        ("draw", "x.JPG", b"\xff\xd8\xff"),
        ("draw", "x.webp", b"RIFF"),
        ("film", "x.gif", b"GIF89a"),
        ("film", "x.webm", b"\x1aE\xdf\xa3"),
        ("speak", "x.flac", b"fLaC"),
        ("compose", "x.abc", b"X:1"),
        ("compose", "x.mid", b"MThd"),
        ("compose", "x.svg", b"<"),
        ("compose", "x.wav", b"RIFF"),
    ],
)
def test_the_extension_picks_the_format(program: Program, verb: str, name: str, opening: bytes) -> None:
    done = program(verb, "something", "-o", name)
    assert (done.exit_code, done.stderr) == (0, f"saved {name}\n")
    assert (program.folder / name).read_bytes().startswith(opening)


def test_several_files_each_take_what_fits(program: Program) -> None:
    done = program("ask", "x", "-O", "text,image,music,image", "-o", "t.mid", "-o", "words.txt", "-o", "p.png")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert {path.name for path in program.folder.iterdir()} == {"t.mid", "words.txt", "p.png", "x.png"}
    assert Path("words.txt").read_text() == "a red square\n"


def test_a_folder_takes_everything(program: Program) -> None:
    assert program("ask", "A tour!", "-O", "image,speech", "-o", "here/").exit_code == 0
    assert {path.name for path in Path("here").iterdir()} == {"a-tour.png", "a-tour.wav"}


def test_a_clip_is_saved_with_its_music(program: Program) -> None:
    assert program("ask", "x", "-O", "video,music", "-o", "x.mp4").exit_code == 0
    assert Video.open("x.mp4").soundtrack is not None


def test_what_was_left_unread_is_said(program: Program) -> None:
    program.model.notes = ("400 of 900 tokens of print in a picture were read",)
    done = program("ask", "x")
    assert done.stderr == "note: 400 of 900 tokens of print in a picture were read\n"
    assert json.loads(program("ask", "x", "--json").stdout)["notes"] == list(program.model.notes)


def test_json_has_everything(program: Program) -> None:
    sent = PNG_URL.replace("image/png", "image/jpg")
    done = program("ask", "x", "-a", sent, "-O", "text,image,speech,music,video", "--seed", "3", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert set(record) == {
        *("model", "text", "finish_reason", "parts", "files", "usage", "settings", "notes", "seconds")
    }
    assert (record["model"], record["text"], record["settings"]["seed"]) == ("scripted", "a red square", 3)
    assert record["files"] == ["x.png", "x.wav", "x-2.wav", "x.mp4"]
    assert all(Path(name).is_file() for name in record["files"])
    assert record["parts"] == [
        {"modality": "text", "text": "a red square", "confidence": None},
        {"modality": "image", "file": "x.png", "width": 24, "height": 16},
        {
            "modality": "speech",
            "file": "x.wav",
            "duration_s": 0.1,
            "sample_rate_hz": 16_000,
            "transcript": "Good morning.",
        },
        {"modality": "music", "file": "x-2.wav", "abc": TUNE.abc},
        {"modality": "video", "file": "x.mp4", "width": 16, "height": 16, "duration_s": 0.5, "sound": True},
    ]
    assert record["usage"]["prompt"] == {"text": 5, "image": 64}
    assert record["usage"]["prompt_tokens"] == 69
    assert record["usage"]["total_tokens"] == 69 + 5 * 7
    assert record["notes"] == ["data URL: declared as image/jpg, is image/png"]


def test_notes_about_files_go_to_stderr(program: Program) -> None:
    done = program("ask", "x", "-a", PNG_URL.replace("image/png", "image/jpg"))
    assert done.stderr == "note: data URL: declared as image/jpg, is image/png\n"


def test_a_clip_may_start_from_a_picture_without_words(program: Program, picture: Path) -> None:
    assert program("film", "-a", str(picture), "-o", "x.mp4").exit_code == 0
    assert program.parts()[1] == asking.CONTINUE


def test_what_is_to_be_said_is_asked_for_and_names_the_file(program: Program) -> None:
    assert program("speak", "Good morning.").stderr == "saved good-morning.wav\n"
    assert program.parts() == ("Say: Good morning.",)


@pytest.mark.parametrize("arguments", [("speak", "-"), ("speak",)])
def test_piped_words(program: Program, arguments: tuple[str, ...]) -> None:
    assert program(*arguments, stdin="Good\nevening. ").exit_code == 0
    assert program.parts() == ("Say: Good\nevening.",)


def test_piped_words_among_others(program: Program) -> None:
    assert program("ask", "Shorten this:", "-", stdin="It rains.").exit_code == 0
    assert program.parts() == ("Shorten this: It rains.",)


def test_stdin_is_left_alone_when_words_are_there(program: Program) -> None:
    assert program("ask", "hello", stdin="a list of a shell's loop").exit_code == 0
    assert program.parts() == ("hello",)


def test_a_piped_picture(program: Program) -> None:
    assert program("ask", "What?", "-a", "-", stdin=RED.encode("png")).exit_code == 0
    (image, _) = program.parts()
    assert isinstance(image, Image)


def test_a_program_without_stdin(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching.sys, "stdin", None)
    assert attaching.words_of(["hello"]) == "hello"
    with pytest.raises(typer.BadParameter):
        attaching.words_of([])


def test_the_picture_is_shown_where_it_is_wanted(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSORIUM_PICTURES", "iterm2")
    done = program("draw", "x")
    shown = base64.b64decode(done.stdout.partition(":")[2].rstrip("\a\n"))
    assert (np.asarray(Pillow.open(io.BytesIO(shown))) == RED.pixels).all()


def test_of_a_clip_some_frames_are_shown() -> None:
    from sensorium.surfaces.cli.answering import strip

    assert strip(CLIP).pixels.shape == (16, 4 * 16, 3)


def test_what_was_whole_is_kept_when_the_reply_breaks_off(program: Program) -> None:
    program.model.fails, program.model.fails_after = ProviderError("gone"), 2
    done = program("ask", "x", "-O", "text,image,music")
    assert done.exit_code == 69
    assert done.stdout == "a red square\n"
    assert done.stderr == "saved x.png\nerror: provider_error: gone\n"
    assert Path("x.png").is_file()


def test_thin_prompts_are_among_those_that_were_taught() -> None:
    assert wording.SAY in WORDINGS["speak"].train
    assert asking.CONTINUE in WORDINGS["animate"].train
    assert reading_by_model.READ_LINE in WORDINGS["read"].train
    assert reading_by_model.READ_PAGE in WORDINGS["page"].train
    assert wording.TRANSCRIBE in WORDINGS["transcribe"].train
    assert understanding.NAME["Image"] in WORDINGS["photo"].train
    assert understanding.NAME["Audio"] in WORDINGS["hear"].train
    assert understanding.NAME["Video"] in WORDINGS["watch"].train


@pytest.mark.parametrize("modality", list(placing.EXTENSIONS))
def test_every_extension_can_be_written(modality: str, tmp_path: Path) -> None:
    part = MADE[modality]  # type: ignore[index]
    for extension in placing.EXTENSIONS[modality]:
        place = placing.Placing([str(tmp_path / f"x.{extension}")], "x")
        saved = place.save(modality, part)  # type: ignore[arg-type]
        place.finish()
        assert saved.path.stat().st_size > 0


@given(st.text(max_size=200))
def test_names_are_safe_for_any_request(words: str) -> None:
    stem = placing._stem(words)
    assert 0 < len(stem) <= placing.LONGEST_NAME
    assert not set(stem) & set("/\\.:\0 \n")


def test_scores_stay_scores(program: Program) -> None:
    assert program("compose", "x", "-o", "x.abc").exit_code == 0
    assert Music.open("x.abc").abc == TUNE.abc
