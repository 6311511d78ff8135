"""The built-in kind of model behind the one interface, with random weights."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

import sensorium
from sensorium.content import Document, Image, Message, Modality, Music, Page, Text, Video
from sensorium.errors import InvalidInput, ModelNotFound, TooLarge, UnsupportedCapability
from sensorium.events import Event, ReplyDone
from sensorium.models import native
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import save_pretrained
from sensorium.native.codecs.picture import PictureCodec
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig
from sensorium.native.config import SIZES
from sensorium.native.omni import Omni
from sensorium.native.tokens.packing import Batch, Packable, pack
from sensorium.native.tokens.tokenizer import WordTokenizer

PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))


@pytest.fixture(scope="module")
def model() -> NativeModel:
    torch.manual_seed(0)
    omni = Omni(SIZES["nano"], PictureCodec(), SoundCodec(SoundCodecConfig()))
    omni.picture_codec.codebook.uniform_(0, 1)
    words = WordTokenizer.train(["a red car left of a blue dog"], size=300)
    return NativeModel(Assistant(omni.eval().requires_grad_(False), words), "tiny")


def test_the_omni_sentence_gives_text_a_clip_from_the_picture_and_music_in_it(model: NativeModel) -> None:
    ask = "Describe this image, then create a video extending it with music"
    reply = model.generate(ask, PICTURE, outputs=["text", "video", "music"], seed=7, max_tokens=5)
    assert [type(part) for part in reply.parts] == [Text, Video, Music]
    assert reply.video is not None
    assert reply.video.soundtrack is not None
    assert reply.video.soundtrack.duration_s == pytest.approx(reply.video.duration_s, abs=0.05)
    codec = model.assistant.model.picture_codec
    pixels = torch.tensor(PICTURE.pixels).permute(2, 0, 1).float()[None, None] / 255
    started = codec.decode(codec.encode(pixels).repeat(1, 4, 1, 1))[0, 0]
    first = torch.tensor(reply.video.frames[0]).permute(2, 0, 1).float() / 255
    torch.testing.assert_close(first, started, atol=0.02, rtol=0)


def test_many_prompts_together_get_the_replies_they_get_alone(model: NativeModel) -> None:
    prompts = [("Draw a red car.",), ("What is this?", PICTURE), ("Draw a dog.",)] * 4  # more than there are rows
    outputs: tuple[Modality, ...] = ("image", "text")
    seeds = list(range(len(prompts)))
    together = dict(model.generate_all(prompts, outputs=outputs, seeds=seeds, max_tokens=3))
    assert sorted(together) == seeds
    for index in (0, 1, 11):
        alone = model.generate(*prompts[index], outputs=outputs, seed=index, max_tokens=3)
        assert alone.text == together[index].text
        assert alone.image is not None
        assert together[index].image is not None
        assert np.array_equal(alone.image.pixels, together[index].image.pixels)  # type: ignore[union-attr]
    with pytest.raises(InvalidInput, match="one seed for each"):
        next(model.generate_all(prompts, seeds=[1]))


def test_what_nobody_waits_for_is_dropped(model: NativeModel) -> None:
    replies = model.generate_all([("Hi",)] * 20, outputs=["text"], max_tokens=2)
    next(replies)
    replies.close()  # type: ignore[attr-defined]
    assert not model._engine.busy


def test_pre_counted_is_billed(model: NativeModel) -> None:
    counted = model.count("What is this?", PICTURE)
    reply = model.generate("What is this?", PICTURE, outputs=["text"], max_tokens=2)
    assert reply.usage.prompt == counted
    assert counted["image"] == 65


def test_what_is_left_unread_is_noted(model: NativeModel) -> None:
    page = Page("dog " * 400, PICTURE, 120.0, 90.0)
    reply = model.generate("Read.", Document((page,)), outputs=["text"], seed=1, max_tokens=2)
    (note,) = reply.notes
    assert "tokens of a page's text were read" in note
    assert not model.generate("Read.", PICTURE, outputs=["text"], seed=1, max_tokens=2).notes


def test_settings_are_echoed_and_unknown_ones_refused(model: NativeModel) -> None:
    reply = model.generate("Hi", outputs=["text"], seed=3, temperature=0.5, max_tokens=2)
    assert reply.settings["seed"] == 3
    assert reply.settings["text"]["temperature"] == 0.5
    assert reply.model == "tiny"
    with pytest.raises(InvalidInput, match="unknown setting"):
        model.generate("Hi", colour=1)
    for setting in ({"voice": "alloy"}, {"size": "512x512"}, {"seconds": 9.0}):
        with pytest.raises(UnsupportedCapability):
            model.generate("Hi", outputs=["text"], **setting)


def test_unwise_requests_are_typed_errors(model: NativeModel) -> None:
    with pytest.raises(InvalidInput, match="nothing was asked"):
        model.generate()
    with pytest.raises(InvalidInput, match="unknown output"):
        model.generate("Hi", outputs=["smell"])  # type: ignore[list-item]
    with pytest.raises(InvalidInput, match="outputs is empty"):
        model.generate("Hi", outputs=[])
    with pytest.raises(InvalidInput, match="not one text"):
        model.generate("Hi", outputs="text")
    for file in (b"GIF89a", Path("dog.png")):
        with pytest.raises(InvalidInput, match="open it first"):
            model.generate(file)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="cannot ask with a int"):
        model.generate(3)  # type: ignore[arg-type]


def test_a_conversation_is_read_in_its_roles(model: NativeModel) -> None:
    turns = [Message("user", ("Hi",)), Message("assistant", ("Hello",)), Message("user", ("And?", PICTURE))]
    reply = model.generate(turns, outputs=["text"], max_tokens=2)
    assert reply.usage.prompt["image"] == 65


def test_one_space_for_every_modality(model: NativeModel) -> None:
    vectors = model.embed("a red car", PICTURE, Video(np.stack([PICTURE.pixels] * 4), np.arange(4) / 8, 0.5))
    assert vectors.shape == (3, SIZES["nano"].embedding_width)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_what_is_embedded_fits_the_context(model: NativeModel) -> None:
    """A text that does not is refused before it costs anything: attention grows with the square of its length."""
    context = model.assistant.model.config.context
    assert model.embed("a " * (context // 2 - 4)).shape[0] == 1
    for text in ("b" * 2 * context, "b" * 5_000_000):
        with pytest.raises(TooLarge) as refused:
            model.embed("a red car", text)
        assert refused.value.code == "context_length_exceeded"
    with pytest.raises(TooLarge, match="cut it into pieces"):
        model.generate("b" * 5_000_000)


@pytest.mark.parametrize("item", [["a red car", "a dog"], 5, Path("dog.png"), b"dog", Message("user", ("a dog",))])
def test_what_is_no_value_is_not_embedded(model: NativeModel, item: object) -> None:
    """It would have the vector of nothing, whatever it is."""
    with pytest.raises(InvalidInput, match="cannot embed"):
        model.embed("a red car", item)  # type: ignore[arg-type]


def test_many_things_are_embedded_a_few_at_a_time(model: NativeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same vectors, in order."""
    texts = [f"a red car {'left ' * number}" for number in range(12)]
    together = model.embed(*texts)
    sizes: list[int] = []

    def counted(sequences: Sequence[Packable]) -> Batch:
        sizes.append(len(sequences))
        return pack(sequences)

    monkeypatch.setattr(native, "EMBEDDED_AT_ONCE", 60)
    monkeypatch.setattr(native, "pack", counted)
    np.testing.assert_allclose(model.embed(*texts), together, atol=1e-5)
    assert len(sizes) >= 3
    assert sum(sizes) == 12


def test_free_outputs_end_with_a_reply(model: NativeModel) -> None:
    events = list(model.stream("Draw or say something.", seed=2, max_tokens=4))
    done = events[-1]
    assert isinstance(done, ReplyDone)
    assert done.reply.parts


def test_load_opens_folders_and_names_what_it_cannot(
    model: NativeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_pretrained(model.assistant, tmp_path / "tiny", card="")
    assert sensorium.load(str(tmp_path / "tiny")).name == "tiny"
    assert sensorium.load(tmp_path / "tiny").name == "tiny"
    with monkeypatch.context() as inside:
        inside.chdir(tmp_path / "tiny")
        assert sensorium.load(".").name == "tiny"
        with pytest.raises(ModelNotFound, match="no model is called ''"):
            sensorium.load("")
    with pytest.raises(ModelNotFound, match="no model is called"):
        sensorium.load("no/such-model")


def test_a_prompt_of_many_is_a_list(model: NativeModel) -> None:
    """Words alone would be asked letter by letter."""
    for prompt in ("Hi", PICTURE):
        with pytest.raises(InvalidInput, match="each prompt is a list"):
            next(model.generate_all([prompt], outputs=["text"]))  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, value) for name in ("max_tokens", "partial_images", "top_logprobs") for value in ("3", 2.5, True)),
        *((name, value) for name in ("temperature", "top_p", "guidance", "seconds") for value in ("1", True)),
        ("voice", 5),
        ("size", 5),
        *((name, value) for name in ("stop", "vocabulary") for value in ("word", 5, [1])),
        ("outputs", 5),
    ],
)
def test_settings_of_another_kind_are_typed_errors(model: NativeModel, name: str, value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        model.generate("Hi", **{name: value})  # type: ignore[arg-type]
    assert refused.value.param == name


def test_none_is_as_good_as_not_given(model: NativeModel) -> None:
    plain = model.generate("Hi", outputs=["text"], seed=3, max_tokens=2)
    nothing = dict.fromkeys(("stop", "partial_images", "vocabulary", "tools", "temperature"))
    assert model.generate("Hi", outputs=["text"], seed=3, max_tokens=2, **nothing).text == plain.text


@pytest.mark.parametrize("text", ["half \ud83d", "\udcff"])
def test_half_a_character_is_a_typed_error(model: NativeModel, text: str) -> None:
    pages = Document((Page(text, PICTURE, 120.0, 90.0),))
    for asked in (text, pages, [Message("user", ("Hi",)), Message("assistant", (text,))]):
        with pytest.raises(InvalidInput, match="lone surrogate"):
            model.generate(asked, outputs=["text"], max_tokens=2)  # type: ignore[arg-type]


def test_a_seed_is_a_whole_number(model: NativeModel) -> None:
    for seed in (-1, True, 1.5, "1"):
        with pytest.raises(InvalidInput, match="seed must be") as refused:
            model.check(["text"], {"seed": seed})
        assert refused.value.param == "seed"
    reply = model.generate("Hi", outputs=["text"], seed=np.int64(3), max_tokens=2)
    assert reply.text == model.generate("Hi", outputs=["text"], seed=3, max_tokens=2).text
    assert type(reply.settings["seed"]) is int


def test_a_question_between_two_replies_of_many_takes_none(model: NativeModel) -> None:
    alone = [model.generate("Hi", outputs=["text"], seed=seed, max_tokens=3).text for seed in range(9)]
    replies = model.generate_all([("Hi",)] * 8, outputs=["text"], seeds=range(8), max_tokens=3)
    heard = [next(replies)]
    between = model.generate("Hi", outputs=["text"], seed=8, max_tokens=3)
    heard += replies
    assert [reply.text for _, reply in sorted(heard)] == alone[:8]
    assert between.text == alone[8]


def test_threads_that_ask_together_get_what_they_get_alone(model: NativeModel) -> None:
    def told(seed: int) -> tuple[str, object]:
        reply = model.generate("Hi" * (seed + 1), outputs=["text"], seed=seed, max_tokens=6)
        return reply.text, reply.usage

    alone = [told(seed) for seed in range(12)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(told, range(12))) == alone
    assert not model._engine.busy


def test_open_streams_take_nothing_from_each_other(model: NativeModel) -> None:
    settings = {"outputs": ["text"], "max_tokens": 3}
    alone = [shown(list(model.stream("Hi", seed=seed, **settings))) for seed in (0, 1)]
    one, other = (model.stream("Hi", seed=seed, **settings) for seed in (0, 1))
    begun = [next(one)], [next(other)]
    second = [*begun[1], *other]
    assert [shown([*begun[0], *one]), shown(second)] == alone


def shown(events: list[Event]) -> list[str]:
    """What happened, and what the reply says."""
    assert isinstance(events[-1], ReplyDone)
    return [type(event).__name__ for event in events] + [events[-1].reply.text]


def test_a_stream_that_is_left_off_disturbs_nobody(model: NativeModel) -> None:
    left = model.stream("Hi", outputs=["text"], seed=0, max_tokens=3)
    next(left)
    assert len(dict(model.generate_all([("Hi",)] * 2, outputs=["text"], max_tokens=2))) == 2
    left.close()  # type: ignore[attr-defined]
    assert not model._engine.busy


def test_prompts_that_are_refused_leave_none_behind(model: NativeModel) -> None:
    with pytest.raises(TooLarge):
        list(model.generate_all([("Hi",), ("red car " * 5000,)], outputs=["text"], max_tokens=2))
    assert not model._engine.busy
    assert len(list(model.generate_all([("Hi",)], outputs=["text"], max_tokens=2))) == 1


def test_who_is_interrupted_leaves_nothing_behind(model: NativeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    for ask in (
        lambda: list(model.generate_all([("Hi",)] * 2, outputs=["text"], max_tokens=2)),
        lambda: model.generate("Hi", outputs=["text"], max_tokens=2),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(model._engine.decoder, "read", interrupted)
            with pytest.raises(KeyboardInterrupt):
                ask()
        assert not model._engine.busy
        ask()


def test_a_picture_is_encoded_only_where_a_clip_may_follow(model: NativeModel, monkeypatch: pytest.MonkeyPatch) -> None:
    codec = model.assistant.model.picture_codec
    encode, encoded = codec.encode, []
    monkeypatch.setattr(codec, "encode", lambda pixels: encoded.append(pixels) or encode(pixels))
    model.generate("What is this?", PICTURE, outputs=["text"], max_tokens=2)
    assert not encoded
    for outputs in (["text", "video"], None):
        next(model.stream("Go on.", PICTURE, outputs=outputs, max_tokens=2))
        assert encoded.pop().shape[-2:] == PICTURE.pixels.shape[:2]
