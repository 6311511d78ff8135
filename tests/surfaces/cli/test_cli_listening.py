"""listen with its aids: less noise, names that are expected, a second listener."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from cli_program import TONE, Program

from sensorium.abilities.listening import recognisers
from sensorium.abilities.listening.spectra import Samples
from sensorium.abilities.listening.vocabulary import Vocabulary
from sensorium.abilities.verification import Claim
from sensorium.content import Audio, Reply, Text, Usage
from sensorium.models import BUILT_IN

MOMENTS = np.arange(16_000)
TALK = 0.5 * np.sin(MOMENTS / 3) * (MOMENTS % 8000 < 4000)
NOISY = Audio((TALK + np.random.default_rng(0).normal(0, 0.1, 16_000)).astype(np.float32)[None], 16_000)
PAUSE = slice(4500, 7500)  # samples in which nobody talks


class Second:
    """Hears a colour differently."""

    name = "pocketsphinx"

    def hear(self, samples: Samples, vocabulary: Vocabulary | None = None) -> tuple[Claim, ...]:
        heard = "a red square" if vocabulary else "a dead square"
        return tuple(Claim(word, 0.9) for word in heard.split())

    def unknown(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        return ()


@pytest.fixture
def second(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second listener without its program."""
    monkeypatch.setattr(recognisers, "LISTENERS", {"pocketsphinx": Second})
    TONE.save(program.folder / "x.wav")


def heard(program: Program) -> Audio:
    sound = program.parts()[0]
    assert isinstance(sound, Audio)
    return sound


def loudness(sound: Audio) -> float:
    """Of the pause."""
    return float(np.abs(sound.samples[0, PAUSE]).mean())


@pytest.mark.parametrize(("noise", "cleaned"), [("auto", True), ("keep", False), ("reduce", True)])
def test_noise_is_turned_down_for_the_built_in_model_and_that_is_said(
    program: Program, noise: str, cleaned: bool
) -> None:
    NOISY.save("x.wav")
    done = program("listen", "x.wav", "-m", BUILT_IN, "--noise", noise)
    assert (loudness(heard(program)) < 0.5 * loudness(NOISY)) == cleaned
    assert ("the noise was turned down" in done.stderr) == cleaned


def test_for_models_that_were_not_measured_it_stays(program: Program) -> None:
    NOISY.save("x.wav")
    done = program("listen", "x.wav", "-m", "another", "--json")
    assert json.loads(done.stdout)["notes"] == []
    assert loudness(heard(program)) == pytest.approx(loudness(NOISY), rel=0.01)


@pytest.mark.usefixtures("second")
def test_words_on_which_two_differ_are_left_out_and_told(program: Program) -> None:
    done = program("listen", "x.wav", "--verify", "pocketsphinx")
    assert done.stdout == "a square\n"
    assert "doubtful, and left out: red (pocketsphinx hears dead)" in done.stderr


@pytest.mark.usefixtures("second")
def test_a_vocabulary_from_a_list_and_a_file(program: Program) -> None:
    Path("names.txt").write_text("Jarvis\n\nSmart mirror\n")
    arguments = ("--vocabulary", "alexa,red square", "--vocabulary", "@names.txt", "--verify", "pocketsphinx", "--json")
    record = json.loads(program("listen", "x.wav", *arguments).stdout)
    assert program.model.settings[-1]["vocabulary"] == ("alexa", "red square", "jarvis", "smart mirror")
    assert record["text"] == "a red square"
    assert [one["vocabulary"] for one in record["hearings"]] == [False, True, True]


@pytest.mark.usefixtures("second")
def test_what_is_believed_goes_into_a_file(program: Program) -> None:
    done = program("listen", "x.wav", "--verify", "pocketsphinx", "-o", "said.txt")
    assert (done.stdout, Path("said.txt").read_text()) == ("", "a square\n")


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--verify", "whisper"), "unknown listener 'whisper'"),
        (("--vocabulary", "@missing.txt"), "names no file of names"),
        (("--vocabulary", "gate 7"), "write figures as they are said"),
        (("--verify", "pocketsphinx", "-o", "said.wav"), "name one .txt or .md"),
        (("--verify", "pocketsphinx", "--temperature", "1"), "leave out --temperature"),
    ],
)
def test_what_cannot_be_listened_with(program: Program, arguments: tuple[str, ...], what: str) -> None:
    done = program("listen", "x.wav", *arguments)
    assert done.exit_code == 65
    assert what in done.stderr


def says_only(monkeypatch: pytest.MonkeyPatch, program: Program, *, freely: str, held: str) -> None:
    """A model that hears one thing freely, another of a vocabulary."""

    def generate(*asked: object, **settings: object) -> Reply:
        text = Text(held if "vocabulary" in settings else freely)
        return Reply(parts=(text,), usage=Usage(prompt={}, completion={}), model="scripted", settings={})

    monkeypatch.setattr(program.model, "generate", generate)
    TONE.save(program.folder / "x.wav")


@pytest.mark.parametrize("held", ["", "jarvis"])
def test_of_a_recording_in_which_nobody_is_heard_that_is_said(
    program: Program, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    says_only(monkeypatch, program, freely="", held=held)
    done = program("listen", "x.wav", "--vocabulary", "jarvis,alexa")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "note: nobody was heard in it" in done.stderr
    assert ("held to the vocabulary, as in any noise, scripted hears jarvis" in done.stderr) == bool(held)


def test_programs_and_files_are_told_that_nobody_was_heard(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    says_only(monkeypatch, program, freely="", held="")
    record = json.loads(program("listen", "x.wav", "--vocabulary", "jarvis", "--json").stdout)
    assert (record["text"], record["notes"]) == ("", ["nobody was heard in it"])
    program("listen", "x.wav", "--vocabulary", "jarvis", "-o", "said.txt")
    assert Path("said.txt").read_text() == ""


@pytest.mark.usefixtures("second")
def test_of_words_that_nobody_believes_that_is_said(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    says_only(monkeypatch, program, freely="seven", held="")
    done = program("listen", "x.wav", "--verify", "pocketsphinx")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "note: nothing that was heard is believed" in done.stderr
    assert "seven (pocketsphinx hears dead)" in done.stderr
