"""A tiny model with random weights, and a page of a few steps that it took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from sensorium.content import Audio, Image, Modality
from sensorium.events import Event
from sensorium.models.model import Asked
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.surfaces.demo.page import Facts, Page
from sensorium.surfaces.demo.page.tokens import TokenView
from sensorium.surfaces.demo.running import run_step
from sensorium.surfaces.demo.steps import Attachment, Judgement, Mark, Outcome, Result, Search, Step

SENTENCES = ["a red car left of a blue dog", "There are three apples.", "Draw a small green tree", "What is this?"]


class Talkative(NativeModel):
    """Chooses freely, so that random weights say something, and says little, so that tests are short."""

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        yield from super().stream(*asked, outputs=outputs, **({"temperature": 1.0, "max_tokens": 6} | settings))


@pytest.fixture(scope="session")
def model() -> NativeModel:
    torch.manual_seed(0)
    omni = Omni(SIZES["nano"], PictureCodec(), SoundCodec(SoundCodecConfig()))
    omni.picture_codec.codebook.uniform_(0, 1)
    for parameter in omni.backbone.stack.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return Talkative(Assistant(omni.eval().requires_grad_(False), WordTokenizer.train(SENTENCES, size=320)), "tiny")


@pytest.fixture(scope="session")
def facts() -> Facts:
    return Facts(model="tiny", seed=7, planned=6, made_here=True, num_parameters=1, machine="here", when="today")


@pytest.fixture(scope="session")
def picture() -> Attachment:
    pixels = np.random.default_rng(0).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    return Attachment(name="inputs/<b>&.png", part=Image(pixels))


def step(name: str, words: str, outputs: tuple[Modality, ...], *given: Attachment) -> Step:
    """A step that is judged half right."""

    def judge(_reply: object) -> Judgement:
        return Judgement(marks=(Mark(what="first", share=1.0), Mark(what="second", share=0.0)), seen="<i>seen</i>")

    return Step(
        chapter="Chapter", title=name, name=name, prompt=(*given, words), outputs=outputs, wanted="right", judge=judge
    )


@pytest.fixture(scope="session")
def results(model: NativeModel, picture: Attachment, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """Every modality in, every modality out, and a search."""
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (1, 16_000)).astype(np.float32)
    sound = Attachment(name="inputs/noise.flac", part=Audio(noise, 16_000))
    steps: list[Step | Search] = [
        step("text", "What <script>alert(1)</script> is this?", ("text",), picture, sound),
        step("drawing", "Draw a car", ("image",)),
        step("speech", "Say: there are apples", ("speech",)),
        step("omni", "Describe it, film it and add music.", ("text", "video", "music"), picture),
        step("sound", "Make a sound", ("sound",)),
        Search(chapter="Search", title="find", name="find", pictures=(picture, picture), captions=("a", "b")),
    ]
    folder = tmp_path_factory.mktemp("made")
    return [run_step(one, model, 7, folder) for one in steps]


@pytest.fixture(scope="session")
def page_path(
    model: NativeModel, facts: Facts, results: list[Result], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The page of these steps."""
    page = Page(facts, TokenView(model.assistant))
    for result in results:
        page.add(result)
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(page.html(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def outcomes(results: list[Result]) -> dict[str, Outcome]:
    """What came of the steps that asked, by name."""
    return {result.step.name: result for result in results if isinstance(result, Outcome)}
