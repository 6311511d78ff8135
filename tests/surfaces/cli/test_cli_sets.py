"""`sensorium data`: what is here, whether it is whole, where it comes from; examples of worlds as files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import zstandard
from cli_program import CLIP, MADE, RED, TONE, TUNE, Program

from sensorium.content import Audio, Image, Music, Video
from sensorium.errors import InvalidInput
from sensorium.native.train import sources
from sensorium.native.train.course import Source
from sensorium.native.worlds.example import Example, Split, Utterance
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.sets import SETS
from sensorium.native.worlds.speech import SpeechWorld
from sensorium.native.worlds.speech.aloud import TASKS
from sensorium.surfaces.cli import sets
from sensorium.surfaces.cli.specimens import drawn, plain, write_example
from sensorium.surfaces.terminal import Progress


@pytest.fixture
def shelf(program: Program) -> Path:
    """A folder of sets with one of them."""
    folder = program.folder / "shelf"
    (folder / "gsm8k").mkdir(parents=True)
    for name in SETS["gsm8k"].files:
        (folder / "gsm8k" / name).write_bytes(b"{}\n")
    sums = [f"{hashlib.sha256(b'{}' + chr(10).encode()).hexdigest()}  gsm8k/{name}" for name in SETS["gsm8k"].files]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    return folder


def test_sets_are_listed_where_there_are_none(program: Program) -> None:
    done = program("data", "list", "--data", "none")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == len(SETS)
    assert all("absent" in line for line in done.stdout.splitlines())
    assert done.stderr.startswith(f"0 of {len(SETS)} are here")


def test_sets_as_json(program: Program) -> None:
    record = json.loads(program("data", "list", "--data", "none", "--json").stdout)
    first = record["sets"][0]
    assert {"name", "about", "origins", "conversion", "present", "rows", "files"} <= set(first)
    assert {"address", "revision", "licence", "credit"} == set(first["origins"][0])


@pytest.mark.parametrize("name", SETS)
def test_each_set_says_where_it_is_from(program: Program, name: str) -> None:
    told = program("data", "show", name).stdout
    for origin in SETS[name].origins:
        assert origin.address in told
        assert origin.revision in told
        assert origin.licence in told


def test_an_unknown_set_is_named(program: Program) -> None:
    done = program("data", "show", "imagenet")
    assert done.exit_code == 65
    assert "gsm8k" in done.stderr


def test_a_whole_set_is_whole(program: Program, shelf: Path) -> None:
    done = program("data", "verify", "--data", str(shelf))
    assert (done.exit_code, done.stdout) == (0, "gsm8k: whole\n")


def test_a_damaged_set_ends_with_65(program: Program, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shelf / "gsm8k" / SETS["gsm8k"].files[0]).write_bytes(b"changed")
    monkeypatch.setenv("SENSORIUM_DATA", str(shelf))
    done = program("data", "verify", "gsm8k")
    assert (done.exit_code, done.stdout) == (65, f"gsm8k: damaged: gsm8k/{SETS['gsm8k'].files[0]}\n")
    assert done.stderr.startswith("error: damaged_data: gsm8k")


def test_sets_are_packed_once(program: Program, shelf: Path) -> None:
    (shelf / "gsm8k" / "data.jsonl.zst").write_bytes(zstandard.compress(b'{"question": "1 + 1?", "answer": "2"}\n'))
    done = program("data", "pack", "packed", "--data", str(shelf))
    assert done.exit_code == 0, done.stderr
    assert "gsm8k                    1 of 1" in done.stdout
    assert "sensorium train --data packed/sets --folder packed/run" in done.stderr
    assert Path("packed/sets/gsm8k/manifest.jsonl").is_file()
    again = program("data", "pack", "packed", "--data", str(shelf))
    assert again.exit_code == 65
    assert "is there already" in again.stderr


def test_a_folder_that_is_not_there(program: Program) -> None:
    assert program("data", "list", "--data", "nowhere").exit_code == 65
    assert program("data", "verify", "--data", "none").exit_code == 65


def everything() -> Example:
    """An example with every kind of part."""
    said = Utterance("Good morning.", TONE, ("g", "uh"), (0.05, 0.1))
    return Example(task="omni", prompt=("Do it.", RED), reply=("words", CLIP, TUNE, TONE, said), truth={"size": 3})


def test_an_example_becomes_files(tmp_path: Path) -> None:
    path = write_example(everything(), tmp_path / "made", 7)
    record = json.loads(path.read_text())
    assert path.name == "007-omni.json"
    assert record["prompt"] == [{"text": "Do it."}, {"file": "007-omni-prompt-2.png"}]
    assert record["truth"] == {"size": 3}
    words, clip, tune, tone, said = record["reply"]
    assert words == {"text": "words"}
    assert Video.open(path.parent / clip["file"]).width == CLIP.width
    assert Music.open(path.parent / tune["file"]).abc == TUNE.abc
    assert Audio.open(path.parent / tone["file"]).sample_rate_hz == TONE.sample_rate_hz
    assert (said["text"], said["phones"], said["ends_s"]) == ("Good morning.", ["g", "uh"], [0.05, 0.1])
    assert (path.parent / said["file"]).is_file()
    assert (path.parent / "007-omni-reply-3.wav").is_file()  # the tune, played


def test_truths_of_any_kind_are_json(tmp_path: Path) -> None:
    truth = {
        "number": np.float32(0.5),
        "few": np.arange(3),
        "many": np.zeros((9, 9)),
        "names": frozenset({"a"}),
        "set": SETS["gsm8k"],
        1: None,
        "other": MADE,
    }
    found = json.loads(json.dumps(plain(truth)))
    assert (found["number"], found["few"], found["many"]) == (0.5, [0, 1, 2], "array of shape (9, 9)")
    assert (found["names"], found["1"], found["set"]["name"]) == (["a"], None, "gsm8k")


def test_only_the_task_that_is_wanted_is_drawn() -> None:
    def source(rng: np.random.Generator) -> Example:
        return Example(task=str(rng.choice(["draw", "count"])), prompt=(), reply=())

    assert [example.task for example in drawn(source, 0, 5, "count")] == ["count"] * 5
    with pytest.raises(InvalidInput, match=r"it has count, draw"):
        list(drawn(source, 0, 1, "sing"))


@pytest.fixture
def scenes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worlds that are quick to open."""

    class Few:
        def sources(self, split: Split) -> dict[str, Source]:
            def draw(rng: np.random.Generator) -> Example:
                return next(self.examples(rng, split))

            return {"scenes": draw}

        def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
            return Scenes(side_px=64).examples(rng, split)

    open_worlds: Callable[..., Few] = lambda **_: Few()  # noqa: E731
    monkeypatch.setattr(sources, "open_worlds", open_worlds)


@pytest.mark.usefixtures("scenes")
def test_examples_of_a_world_are_written_the_same_for_a_seed(program: Program) -> None:
    arguments = ("data", "make", "scenes", "-n", "3", "--task", "draw", "--data", "none", "--seed", "4")
    assert program(*arguments).stderr == "3 examples of scenes are in out/scenes\n"
    assert program(*arguments, "-o", "again").exit_code == 0
    names = sorted(path.name for path in Path("again").iterdir())
    assert len(names) == 6
    for name in names:
        assert (Path("again") / name).read_bytes() == (Path("out/scenes") / name).read_bytes()
    assert Image.open("again/001-draw-reply-1.png").width == 64


@pytest.mark.usefixtures("scenes")
def test_an_unknown_world_is_named(program: Program) -> None:
    done = program("data", "make", "dreams", "--data", "none")
    assert done.exit_code == 65
    assert "there are: scenes" in done.stderr


def test_without_programs_there_is_no_speech(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sets, "PROGRAMS", ("no-such-program",))
    assert sets.spoken_worlds(None, "test", Progress()) == {}
    assert "no-such-program not installed" in capsys.readouterr().err


@pytest.mark.system("flite", "espeak-ng")
def test_a_little_speech_is_made_once(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "NUM_SPOKEN", 2)
    monkeypatch.setattr(sets, "NUM_TOLD", 2)
    monkeypatch.setattr(sets, "NUM_HEARD", 1)
    worlds = sets.spoken_worlds(None, "test", Progress())
    world = worlds["speech"]
    assert isinstance(world, SpeechWorld)
    assert (len(world.spoken), len(world.heard)) == (2, 7)
    assert {next(world.examples(np.random.default_rng(seed), "test")).task for seed in range(9)} == {
        "speak",
        "transcribe",
    }
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sets, "PROGRAMS", ())
    again = sets.spoken_worlds(None, "test", Progress())["speech"]  # found, not made
    assert isinstance(again, SpeechWorld)
    assert next(worlds["aloud"].examples(np.random.default_rng(0), "test")).task in TASKS
    assert [one.text for one in again.spoken] == [one.text for one in world.spoken]


def test_a_folder_without_speech_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        sets.spoken_worlds(str(tmp_path), "test", Progress())
