"""Values: they check themselves, show themselves, leave by one door, and no file is ever half written."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage

from sensorium import content
from sensorium.content import Audio, Document, Image, Message, Music, Page, Reply, Text, Usage, Video, saving
from sensorium.errors import InvalidInput, StorageFailed, TooLarge
from sensorium.limits import Limits

TUNE = "X:1\nT:Steps\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|\n"


def image(height: int = 24, width: int = 32) -> Image:
    rows, columns = np.mgrid[:height, :width]
    return Image(np.stack([rows * 5, columns * 4, rows + columns], axis=-1).astype(np.uint8))


def audio(duration_s: float = 0.5, rate_hz: int = 16_000, channels: int = 1) -> Audio:
    tone = 0.5 * np.sin(2 * np.pi * 330 * np.arange(round(duration_s * rate_hz)) / rate_hz)
    return Audio(np.tile(tone.astype(np.float32), (channels, 1)), rate_hz)


def video(num_frames: int = 6) -> Video:
    frames = np.stack([np.roll(image().pixels, at * 3, axis=1) for at in range(num_frames)])
    return Video(frames, np.arange(num_frames) / 10, num_frames / 10)


def document() -> Document:
    return Document((Page("first", image(), 200.0, 100.0), Page("", image(), 200.0, 100.0)), "Two pages")


def reply() -> Reply:
    parts = (Text("one"), image(), audio(), Text("two"), video(), Music(TUNE), document(), audio(0.1))
    usage = Usage(prompt={"text": 5, "image": 64}, completion={"text": 7, "speech": 40})
    return Reply(parts=parts, usage=usage, model="sensorium/test", settings={"seed": 7, "path": Path("x")})


class TestChecks:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: Image(np.zeros((4, 4, 3), np.float32)),
            lambda: Image(np.zeros((4, 4), np.uint8)),
            lambda: Image(np.zeros((4, 4, 4), np.uint8)),
            lambda: Image(np.zeros((0, 4, 3), np.uint8)),
            lambda: Image([[0]]),  # type: ignore[arg-type]
            lambda: Audio(np.zeros(8, np.float32), 16_000),
            lambda: Audio(np.zeros((1, 8)), 16_000),
            lambda: Audio(np.zeros((0, 8), np.float32), 16_000),
            lambda: Audio(np.zeros((1, 8), np.float32), 0),
            lambda: Audio(np.array([[0, np.nan]], np.float32), 16_000),
            lambda: Audio(np.array([[0, np.inf]], np.float32), 16_000),
            lambda: Video(np.zeros((0, 4, 4, 3), np.uint8), np.zeros(0), 1.0),
            lambda: Video(np.zeros((2, 4, 4, 3), np.uint8), np.zeros(3), 1.0),
            lambda: Video(np.zeros((2, 4, 4, 3), np.uint8), np.zeros(2), 1.0),
            lambda: Video(np.zeros((2, 4, 4, 3), np.uint8), np.array([0.5, 1.0]), 1.0),
            lambda: Video(np.zeros((2, 4, 4, 3), np.uint8), np.array([0.0, np.nan]), 1.0),
            lambda: Video(np.zeros((2, 4, 4, 3), np.uint8), np.array([0.0, 1.0]), 0.5),
            lambda: Video(np.zeros((2, 4, 4, 3), np.uint8), np.array([0.0, 1.0]), float("nan")),
            lambda: Document(()),
            lambda: Page("", image(), 0.0, 100.0),
            lambda: Text(5),  # type: ignore[arg-type]
            lambda: Message("robot", ("hi",)),  # type: ignore[arg-type]
            lambda: Message("user", "hi"),  # type: ignore[arg-type]
            lambda: Message("user", (5,)),  # type: ignore[arg-type]
        ],
    )
    def test_wrong_values_are_refused(self, make: Any) -> None:
        with pytest.raises(InvalidInput):
            make()

    def test_arrays_become_read_only_and_the_callers_stays_his(self) -> None:
        pixels = np.zeros((4, 4, 3), np.uint8)
        value = Image(pixels)
        with pytest.raises(ValueError, match="read-only"):
            value.pixels[0] = 1
        pixels[0] = 1
        for array in (audio().samples, video().frames, video().times_s):
            assert not array.flags.writeable

    def test_loud_samples_are_cut_off(self) -> None:
        assert Audio(np.array([[-3, 0.5, 1.01]], np.float32), 8_000).samples.tolist() == [[-1, 0.5, 1]]

    def test_values_are_equal_only_to_themselves(self) -> None:
        one, other = image(), image()
        assert one != other
        assert len({one, other, one}) == 2

    def test_a_message_takes_plain_words(self) -> None:
        said = Message("user", ["look", image()])  # type: ignore[arg-type]
        assert isinstance(said.parts, tuple)
        assert isinstance(said.parts[0], Text)


class TestImage:
    @pytest.mark.parametrize(("extension", "tolerance"), [("png", 0), ("jpg", 12), ("jpeg", 12), ("webp", 24)])
    def test_round_trip(self, extension: str, tolerance: int, tmp_path: Path) -> None:
        image(48, 64).save(tmp_path / f"x.{extension}")
        found = Image.open(tmp_path / f"x.{extension}")
        assert (found.width, found.height) == (64, 48)
        assert np.abs(found.pixels.astype(int) - image(48, 64).pixels).max() <= tolerance

    def test_opens_from_anywhere(self, tmp_path: Path) -> None:
        data = image().encode()
        (tmp_path / "x").write_bytes(data)
        address = "data:image/jpg;base64," + base64.b64encode(data).decode()
        for source in (data, bytearray(data), tmp_path / "x", str(tmp_path / "x"), address):
            np.testing.assert_array_equal(Image.open(source).pixels, image().pixels)
        opened = content.open_with_notes(address)
        assert opened.notes == ("declared as image/jpg, is image/png",)
        with pytest.raises(TooLarge):
            Image.open(data, limits=Limits(image_pixels=100))

    def test_from_array(self) -> None:
        grey = np.array([[0.0, 0.5], [1.0, 0.25]])
        assert Image.from_array(grey).pixels[:, :, 0].tolist() == [[0, 128], [255, 64]]
        assert Image.from_array(grey > 0.3).pixels[:, :, 2].tolist() == [[0, 255], [255, 0]]
        rgba = np.array([[[255, 0, 0, 255], [255, 0, 0, 0]]], np.uint8)
        assert Image.from_array(rgba).pixels.tolist() == [[[255, 0, 0], [255, 255, 255]]]
        np.testing.assert_array_equal(Image.from_array(image().pixels).pixels, image().pixels)
        for wrong in (grey + 1, grey * np.nan, np.zeros((2, 2, 5), np.uint8), np.zeros((2, 2), np.int64)):
            with pytest.raises(InvalidInput):
                Image.from_array(wrong)


class TestAudio:
    @pytest.mark.parametrize("extension", ["wav", "flac", "mp3", "opus", "ogg", "m4a"])
    def test_round_trip(self, extension: str, tmp_path: Path) -> None:
        audio(channels=2).save(tmp_path / f"x.{extension}")
        found = Audio.open(tmp_path / f"x.{extension}")
        assert found.duration_s == pytest.approx(0.5, abs=0.04)
        assert found.samples.shape[0] == 2
        np.testing.assert_allclose(
            found.resampled(16_000).samples[:, 2_000:6_000], audio(channels=2).samples[:, 2_000:6_000], atol=0.03
        )

    def test_mono_and_resampled_keep_the_words(self) -> None:
        stereo = Audio(audio(channels=2).samples, 16_000, "three thirty")
        changed = stereo.mono().resampled(8_000)
        assert changed.samples.shape == (1, 4_000)
        assert (changed.sample_rate_hz, changed.transcript) == (8_000, "three thirty")
        assert changed.mono() is changed
        assert changed.resampled(8_000) is changed


class TestVideo:
    @pytest.mark.parametrize("extension", ["mp4", "webm", "gif", "mov", "mkv"])
    def test_round_trip(self, extension: str, tmp_path: Path) -> None:
        video().with_soundtrack(audio(2.0)).save(tmp_path / f"x.{extension}")
        found = Video.open(tmp_path / f"x.{extension}")
        assert (len(found.frames), found.width, found.height) == (6, 32, 24)
        assert found.fps == pytest.approx(10, rel=0.01)
        assert (found.soundtrack is None) == (extension == "gif")
        few = Video.open(tmp_path / f"x.{extension}", num_frames=2, max_side=16)
        assert few.frames.shape == (2, 12, 16, 3)
        assert few.times_s.tolist() == pytest.approx([0, 0.3], abs=2e-3)

    @given(clip_frames=st.integers(1, 8), sound_s=st.floats(0, 3), channels=st.integers(1, 2))
    @settings(max_examples=40, deadline=None)
    def test_a_soundtrack_has_the_length_of_the_clip(self, clip_frames: int, sound_s: float, channels: int) -> None:
        clip, sound = video(clip_frames), audio(sound_s, 8_000, channels)
        fitted = clip.with_soundtrack(sound).soundtrack
        assert fitted is not None
        assert fitted.samples.shape == (channels, round(clip.duration_s * 8_000))
        kept = min(sound.samples.shape[1], fitted.samples.shape[1] * 9 // 10)
        np.testing.assert_array_equal(fitted.samples[:, : max(0, kept - 1)], sound.samples[:, : max(0, kept - 1)])
        assert abs(fitted.samples[:, -1]).max(initial=0) <= 0.5
        if sound.samples.shape[1] > fitted.samples.shape[1]:
            assert not fitted.samples[:, -1].any()
        assert clip.with_soundtrack(sound).with_soundtrack(None).soundtrack is None


class TestMusic:
    @pytest.mark.parametrize(
        ("extension", "start"), [("abc", b"X:1"), ("mid", b"MThd"), ("svg", b"<"), ("wav", b"RIFF")]
    )
    def test_is_written_as_what_the_extension_says(self, extension: str, start: bytes, tmp_path: Path) -> None:
        Music(TUNE).save(tmp_path / f"x.{extension}")
        assert (tmp_path / f"x.{extension}").read_bytes().startswith(start)

    def test_reads_abc_and_plays(self, tmp_path: Path) -> None:
        Music(TUNE).save(tmp_path / "x.abc")
        assert Music.open(tmp_path / "x.abc").abc == TUNE
        sound = Music(TUNE).audio(16_000)
        assert sound.samples.shape[0] == 2
        assert np.abs(sound.samples).max() > 0.05
        with pytest.raises(InvalidInput):
            Music.open(b"not a tune at all")


class TestOpening:
    def test_the_bytes_say_what_it_is(self, tmp_path: Path) -> None:
        for value, name in [(image(), "x.png"), (audio(), "x.mp3"), (video(), "x.webm"), (video(), "x.gif"),
                            (Music(TUNE), "x.abc")]:  # fmt: skip
            value.save(tmp_path / name)
            (tmp_path / name).rename(tmp_path / "unnamed")
            assert isinstance(content.open(tmp_path / "unnamed"), type(value))
        assert isinstance(content.open(b"A page of words."), Document)
        assert isinstance(content.open(image().encode("webp")), Image)

    def test_a_tiff_of_several_pages_is_a_document_and_of_one_a_picture(self) -> None:
        sizes = [(60, 40), (40, 60), (60, 40)]
        first, *others = [PillowImage.new("RGB", size, (10, 200, 30)) for size in sizes]
        file = io.BytesIO()
        first.save(file, "TIFF", save_all=True, append_images=others)
        opened = content.open_with_notes(file.getvalue())
        assert isinstance(opened.part, Document)
        assert [(page.picture.width, page.picture.height) for page in opened.part.pages] == sizes
        assert opened.notes == ()
        alone = io.BytesIO()
        first.save(alone, "TIFF")
        assert isinstance(content.open(alone.getvalue()), Image)

    def test_a_film_without_pictures_is_sound(self) -> None:
        data = audio().encode("m4a").replace(b"ftypM4A ", b"ftypisom")
        assert isinstance(content.open(data), Audio)

    def test_a_long_film_is_looked_at_here_and_there(self) -> None:
        opened = content.open_with_notes(video(40).encode("mp4"))
        assert isinstance(opened.part, Video)
        assert len(opened.part.frames) == 32
        assert opened.notes == ("32 of 40 frames were looked at",)

    @pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"#EXTM3U\nhttp://127.0.0.1/"])
    def test_anything_else_is_refused(self, data: bytes) -> None:
        with pytest.raises(InvalidInput):
            content.open(data)


class TestReply:
    def test_parts_by_kind(self) -> None:
        answer = reply()
        assert answer.text == "one\ntwo"
        assert answer.image is answer.parts[1]
        assert answer.audio is answer.parts[2]
        assert answer.video is answer.parts[4]
        assert answer.music is answer.parts[5]
        assert answer.document is answer.parts[6]
        assert Reply(parts=(), usage=answer.usage, model="m").image is None
        assert Reply(parts=(), usage=answer.usage, model="m").text == ""
        assert (answer.usage.prompt_tokens, answer.usage.completion_tokens, answer.usage.total_tokens) == (69, 47, 116)

    def test_is_saved_part_by_part(self, tmp_path: Path) -> None:
        paths = reply().save(tmp_path / "a" / "b")
        assert [path.name for path in paths] == [
            "01-text.txt", "02-image.png", "03-audio.wav", "04-text.txt", "05-video.mp4", "06-music.abc",
            "07-document-page-001.png", "07-document-page-002.png", "08-audio.wav", "reply.json",
        ]  # fmt: skip
        assert all(path.exists() for path in paths)
        record = json.loads(paths[-1].read_text())
        assert record["usage"]["completion"] == {"text": 7, "speech": 40}
        assert record["settings"] == {"seed": 7, "path": "x"}

    def test_shows_itself(self) -> None:
        page = reply()._repr_html_()
        for tag, count in (("<img", 3), ("<audio", 3), ("<video", 1), ("<svg", 1), ("<p", 2)):
            assert len(re.findall(f"{tag}\\b", page)) >= count
        assert "&lt;b&gt;" in Text("<b>")._repr_html_()
        embedded = re.findall(r'src="(data:[^"]+)"', page)
        assert len(embedded) >= 7
        for address in embedded:
            content.open(address)

    def test_reprs_are_short(self) -> None:
        for part in reply().parts:
            assert len(repr(part)) < 100


class TestSaving:
    VALUES = (
        (image, "png"),
        (audio, "wav"),
        (video, "gif"),
        (lambda: Music(TUNE), "abc"),
        (lambda: Music(TUNE), "wav"),
    )

    @pytest.mark.parametrize(("make", "extension"), VALUES)
    def test_everything_leaves_by_one_door(
        self, make: Any, extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = []

        def mark(value: Any, name: str, write: Any) -> bytes:
            seen.append((type(value), name))
            return bytes(write(value)) + b"marked"

        monkeypatch.setattr(saving, "export", mark)
        make().save(tmp_path / f"x.{extension}")
        assert (tmp_path / f"x.{extension}").read_bytes().endswith(b"marked")
        assert len(seen) == 1
        assert seen[0][1] == extension

    @pytest.mark.parametrize("make", [image, audio, video, lambda: Music(TUNE)])
    @pytest.mark.parametrize("name", ["x.xyz", "x", ".png", "x.png.exe"])
    def test_unknown_extensions_list_the_known(self, make: Any, name: str, tmp_path: Path) -> None:
        with pytest.raises(InvalidInput, match=r"\.\w+, \.\w+") as caught:
            make().save(tmp_path / name)
        assert caught.value.code == "unsupported_format"
        assert not list(tmp_path.iterdir())

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        for name in ("no/x.png", "x\0.png"):
            with pytest.raises(InvalidInput) as caught:
                image().save(str(tmp_path / name))
            assert caught.value.code == "invalid_filename"
            assert str(tmp_path) not in caught.value.message

    def test_a_link_is_followed_and_nothing_is_left_beside(self, tmp_path: Path) -> None:
        (tmp_path / "real.png").write_bytes(b"old")
        (tmp_path / "link.png").symlink_to(tmp_path / "real.png")
        image().save(tmp_path / "link.png")
        assert (tmp_path / "link.png").is_symlink()
        assert Image.open(tmp_path / "real.png").width == 32
        assert sorted(path.name for path in tmp_path.iterdir()) == ["link.png", "real.png"]

    @pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
    def test_a_full_disk_loses_nothing(self, tmp_path: Path) -> None:
        import resource

        place = tmp_path / "x.wav"
        place.write_bytes(b"what was there before")
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        value = audio(2.0)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
            with pytest.raises(StorageFailed, match="intact"):
                value.save(place)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert place.read_bytes() == b"what was there before"
        assert [path.name for path in tmp_path.iterdir()] == ["x.wav"]

    def test_new_files_have_the_usual_permissions(self, tmp_path: Path) -> None:
        image().save(tmp_path / "x.png")
        (tmp_path / "other").write_bytes(b"")
        assert os.stat(tmp_path / "x.png").st_mode == os.stat(tmp_path / "other").st_mode

    @pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
    def test_a_file_keeps_its_permissions(self, tmp_path: Path) -> None:
        (tmp_path / "x.png").touch(0o600)
        image().save(tmp_path / "x.png")
        assert stat.S_IMODE(os.stat(tmp_path / "x.png").st_mode) == 0o600

    def test_a_name_may_be_as_long_as_the_disk_allows(self, tmp_path: Path) -> None:
        place = tmp_path / f"{'漢' * 83}.png"
        image().save(place)
        assert Image.open(place).width == 32


def test_values_load_nothing_heavy() -> None:
    heavy = "('av', 'PIL', 'torch', 'httpx2', 'soxr', 'verovio', 'sensorium.media.worker')"
    program = f"import sys, sensorium.content; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
