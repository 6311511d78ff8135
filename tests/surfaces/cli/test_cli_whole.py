"""The program over a real model with random weights, from a checkpoint on disk: every verb runs from end to end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from typer.testing import CliRunner, Result

from sensorium import models
from sensorium.content import Audio, Image, Music, Video
from sensorium.models.model import Model
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import save_pretrained
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.train import recipes, state
from sensorium.surfaces.cli import app, cards

WORDS = ["a red car left of a blue dog", "There are three apples.", "Draw a small green tree", "What is this?"]


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    torch.manual_seed(0)
    model = Omni(SIZES["nano"], PictureCodec(), SoundCodec(SoundCodecConfig()))
    model.picture_codec.codebook.uniform_(0, 1)
    return Assistant(model.eval().requires_grad_(False), WordTokenizer.train(WORDS, size=320))


@pytest.fixture(scope="module")
def checkpoint(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "nano"
    save_pretrained(assistant, folder, card="# nano")
    return folder


@pytest.fixture(scope="module")
def model(checkpoint: Path) -> Model:
    return models.load(str(checkpoint))


@pytest.fixture(autouse=True)
def _here(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder with a picture, the model loaded once for all."""
    Image(np.full((40, 60, 3), (200, 40, 30), np.uint8)).save(tmp_path / "red.png")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(models, "load", lambda name=None: model)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_question_is_answered_the_same_for_a_seed() -> None:
    arguments = ("ask", "What is this?", "-a", "red.png", "-O", "text", "--max-tokens", "6", "--temperature", "1")
    first, second = (run(*arguments, "--seed", "5", "--json") for _ in range(2))
    assert first.exit_code == 0, first.stderr
    record, again = json.loads(first.stdout), json.loads(second.stdout)
    assert record["text"] == again["text"]
    assert record["settings"]["text"]["temperature"] == 1.0
    assert record["usage"] == again["usage"]
    assert record["usage"]["prompt"]["image"] > 0
    assert run(*arguments, "--seed", "5").stdout.rstrip("\n") == record["text"].rstrip("\n")


def test_everything_can_be_made(checkpoint: Path) -> None:
    assert run("draw", "a red car", "-o", "car.png", "--seed", "1").exit_code == 0
    assert Image.open("car.png").width == 128
    assert run("film", "-a", "car.png", "-o", "car.gif", "--seed", "1").exit_code == 0
    assert len(Video.open("car.gif").frames) > 1
    assert run("speak", "a red car", "-o", "car.wav", "--seed", "1").exit_code == 0
    assert Audio.open("car.wav").duration_s > 0
    assert run("compose", "a jig", "-o", "jig.abc", "--seed", "1").exit_code == 0
    assert Music.open("jig.abc").audio(8000).duration_s > 0


def test_names_are_compared() -> None:
    done = run("classify", "red.png", "--labels", "car,dog", "--json")
    assert done.exit_code == 0, done.stderr
    assert sum(json.loads(done.stdout)["scores"].values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ask", "x", "--temperature", "9"), "invalid_request"),
        (("draw", "x", "--size", "4096x4096"), "unsupported_capability"),
        (("speak", "x", "--voice", "mine"), "unsupported_capability"),
    ],
)
def test_what_the_model_refuses_is_65(arguments: tuple[str, ...], code: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 65
    assert done.stderr.startswith(f"error: {code}: ")


def test_a_checkpoint_is_exported_whole(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def recipe(folder: Path, **wishes: object) -> Assistant:
        (folder / "backbone").mkdir(parents=True)
        empty = {"x": torch.zeros(1)}
        save_file(empty, folder / "backbone" / state.TENSORS, metadata={state.COUNTERS: '{"positions": 1234}'})
        return assistant

    monkeypatch.setitem(recipes.RECIPES, "seedling", recipe)
    done = run("train", "--data", "none", "--size", "nano", "--export", "made")
    assert done.exit_code == 0, done.stderr
    assert "sensorium evaluate --card made" in done.stderr
    assert cards.facts(Path("made")).positions == 1234
    assert "Not measured yet" in Path("made/README.md").read_text()
    assert {"config.json", "model.safetensors", "tokenizer.json", "README.md"} <= {
        p.name for p in Path("made").iterdir()
    }


def test_a_fresh_process_answers(checkpoint: Path) -> None:
    command = [sys.executable, "-m", "sensorium", "ask", "What is this?", "-a", "red.png", "-O", "text"]
    done = subprocess.run(
        [*command, "--max-tokens", "4", "-m", str(checkpoint)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_in_a_fresh_process_is_quiet(checkpoint: Path) -> None:
    code = "import os, signal, sensorium.models as m, sensorium.surfaces.cli as c\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell may have had it ignored
    code += "m.load = lambda name: os.kill(os.getpid(), signal.SIGINT)\n"
    code += "import sys; sys.argv = ['sensorium', 'ask', 'x']; c.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")


@pytest.mark.slow
def test_processes_that_measure_together_find_the_same(tmp_path: Path, assistant: Assistant) -> None:
    save_pretrained(assistant, tmp_path / "made", card="", storage="float32")
    found = []
    for processes in ("1", "2"):
        command = [*"evaluate --only".split(), "scene → whe", *"-n 2 --data none --json --processes".split()]
        done = subprocess.run(
            [sys.executable, "-m", "sensorium", *command, processes, "-m", str(tmp_path / "made")],
            check=False,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        found.append(json.loads(done.stdout))
    alone, together = found
    named = ["scene → where", "scene → whether it is so", "scene → whether it is there"]
    assert [row["direction"] for row in alone["rows"]] == named
    assert together["rows"] == alone["rows"]
    assert together["left_out"] == alone["left_out"]
