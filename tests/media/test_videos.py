"""Films: sizes, times, colours and sound survive; a few frames of a long film are those of the whole."""

from __future__ import annotations

import io
import time
from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest
from av.video.reformatter import Colorspace
from film_samples import TICKS_PER_SECOND, broken, clip, encoded_film, even_pts, outcome, sweep, with_display_matrix
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import sound_writing, video_writing, videos
from sensorium.media.video_frames import FrameReader

UNEVEN_S = np.cumsum([0.0] + [0.04, 0.1, 0.2] * 3 + [0.04, 0.1])  # variable frame rate
DURATION_S = float(UNEVEN_S[-1]) + 0.3
REFUSALS = {"unsupported_format", "invalid_media", "invalid_audio", "invalid_file", "audio_too_short", "audio_too_long",
            "no_video", "video_too_long", "video_too_large", "too_many_channels"}  # fmt: skip


@pytest.mark.parametrize("extension", video_writing.ENCODINGS)
@pytest.mark.parametrize("sounding", [False, True])
def test_round_trip(extension: str, sounding: bool) -> None:
    frames, rate_hz = clip(), 24_000
    samples = sweep(rate_hz, DURATION_S) if sounding else None
    data = video_writing.write(frames, UNEVEN_S, DURATION_S, extension, samples, rate_hz)
    assert data == video_writing.write(frames, UNEVEN_S, DURATION_S, extension, samples, rate_hz)
    film = videos.read(data)
    assert film.frames.shape == frames.shape
    assert np.abs(film.frames.astype(int) - frames).mean() < 4
    np.testing.assert_allclose(film.times_s, UNEVEN_S, atol=1e-3)
    assert film.duration_s == pytest.approx(DURATION_S, abs=2e-3)
    assert film.notes == ()
    if samples is None:
        assert film.samples is None
        return
    assert film.samples is not None
    assert film.sample_rate_hz == (48_000 if extension == "webm" else rate_hz)
    assert film.samples.shape[1] / film.sample_rate_hz == pytest.approx(DURATION_S, abs=0.05)
    in_step = film.samples[:, :: film.sample_rate_hz // rate_hz][:, 500:9_500]
    assert np.corrcoef(in_step, samples[:, 500:9_500])[0, 1] > 0.99


def test_encoding_again_gives_the_same_bytes() -> None:
    """x264's macroblock-tree rate control did not: 10 to 55 of 200 runs differed, at this width."""
    frames = clip(24, 64, 80)
    times_s = np.arange(24) / 25
    assert len({video_writing.write(frames, times_s, 1.0, "mp4") for _ in range(30)}) == 1


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255), (200, 120, 40)])
@pytest.mark.parametrize("extension", video_writing.FORMATS)
def test_colours_survive(extension: str, colour: tuple[int, int, int]) -> None:
    frames = np.full((2, 32, 48, 3), colour, np.uint8)
    film = videos.read(video_writing.write(frames, np.array([0.0, 0.5]), 1.0, extension))
    assert np.abs(film.frames.astype(int) - frames).max() <= 4


@pytest.mark.parametrize(("height", "matrix"), [(480, "ITU601"), (720, "ITU709")])
def test_untold_colour_matrix_goes_by_height(height: int, matrix: str) -> None:
    picture = np.full((height, 64, 3), (200, 30, 90), np.uint8)
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as output:
        stream = output.add_stream("libx264", rate=1)
        stream.height, stream.width, stream.pix_fmt = height, 64, "yuv420p"
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame = frame.reformat(format="yuv420p", dst_colorspace=Colorspace[matrix])
        frame.colorspace = 2  # unspecified
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    assert np.abs(videos.read(file.getvalue()).frames[0].astype(int) - picture).max() <= 4


@pytest.mark.parametrize("extension", video_writing.FORMATS)
def test_odd_sides(extension: str) -> None:
    frames = clip(3, 37, 51)
    film = videos.read(video_writing.write(frames, np.arange(3) / 10, 0.3, extension))
    assert film.frames.shape == ((3, 37, 51, 3) if extension in ("webm", "gif") else (3, 38, 52, 3))
    assert np.abs(film.frames[:, :37, :51].astype(int) - frames).mean() < 6
    if extension == "mp4":
        assert np.abs(film.frames[:, 37, :51].astype(int) - frames[:, 36]).mean() < 6


@pytest.mark.parametrize("quarter_turns", [0, 1, 2, 3])
def test_rotation_is_applied(quarter_turns: int) -> None:
    upright = clip(2, 32, 64)
    stored = np.rot90(upright, -quarter_turns, axes=(1, 2))
    data = encoded_film(stored, even_pts(2), prepare=lambda stream: stream.set_display_rotation(90 * quarter_turns))
    film = videos.read(data)
    assert film.frames.shape == upright.shape
    assert np.abs(film.frames.astype(int) - upright).mean() < 6


@pytest.mark.parametrize(
    ("matrix", "steps", "turned"),
    [((-1, 0, 0, 1), (1, -1), False), ((1, 0, 0, -1), (-1, 1), False), ((0, 1, 1, 0), (1, 1), True),
     ((0, -1, -1, 0), (-1, -1), True)],
)  # fmt: skip
def test_mirrored_films_are_shown_as_they_say(
    matrix: tuple[int, int, int, int], steps: tuple[int, int], turned: bool
) -> None:
    stored = clip(2, 32, 64)
    film = videos.read(with_display_matrix(encoded_film(stored, even_pts(2)), *matrix))
    shown = stored.swapaxes(1, 2) if turned else stored
    assert np.abs(film.frames.astype(int) - shown[:, :: steps[0], :: steps[1]]).mean() < 6


def test_pixels_become_square() -> None:
    def anamorphic(stream: Any) -> None:
        stream.codec_context.sample_aspect_ratio = Fraction(2)

    data = encoded_film(clip(2, 32, 32), even_pts(2), "matroska", prepare=anamorphic)
    assert videos.read(data).frames.shape == (2, 32, 64, 3)
    assert videos.read(data, max_side=32).frames.shape == (2, 16, 32, 3)


@pytest.mark.parametrize(
    ("container", "codec", "options"),
    [
        ("mp4", "libx264", {"bf": "3", "g": "10", "x264-params": "open-gop=1"}),
        ("matroska", "libx264", {"bf": "2", "g": "100"}),
        ("mp4", "libx265", {"x265-params": "bframes=3:keyint=10:log-level=0"}),
        ("webm", "libvpx-vp9", {"g": "8", "cpu-used": "8"}),
        ("webm", "libvpx", {"g": "8", "auto-alt-ref": "1", "lag-in-frames": "10", "cpu-used": "8"}),
        ("mp4", "mpeg4", {"bf": "2", "g": "9"}),
        ("mov", "mjpeg", {}),
        ("mp4", "libsvtav1", {"preset": "12", "g": "8", "svtav1-params": "lp=1"}),
    ],
)
def test_a_few_frames_are_those_of_the_whole(container: str, codec: str, options: dict[str, str]) -> None:
    rng = np.random.default_rng(3)
    pts = [int(at) for at in np.cumsum(rng.integers(2_000, 9_000, 36))]

    def coarse(stream: Any) -> None:
        if codec == "mpeg4":  # its clock has sixteen bits
            stream.codec_context.time_base = Fraction(1, 30_000)

    data = encoded_film(clip(36, 64, 80), pts, container, codec, options=options, prepare=coarse)
    whole = videos.decode_video(data, DEFAULT, {}).arrays
    assert len(whole["frames"]) == 36
    np.testing.assert_allclose(whole["times_s"], (np.array(pts) - pts[0]) / TICKS_PER_SECOND, atol=1.1e-3)
    for sampling in ({"num_frames": 1}, {"num_frames": 5}, {"num_frames": 17}, {"fps": 3.3}, {"num_frames": 80}):
        few = videos.decode_video(data, DEFAULT, sampling).arrays
        rows = np.searchsorted(whole["times_s"], few["times_s"] + 1e-6, side="right") - 1
        np.testing.assert_array_equal(few["frames"], whole["frames"][rows], err_msg=str(sampling))


@given(
    extension=st.sampled_from(["mp4", "webm", "gif"]),
    steps_ms=st.lists(st.integers(2, 40).map(lambda step: step * 10), min_size=1, max_size=12),
    num_frames=st.one_of(st.none(), st.integers(1, 30)),
    max_frames=st.one_of(st.none(), st.integers(1, 30)),
)
@settings(max_examples=25, deadline=None)
def test_times_hold_for_any_rhythm(
    extension: str, steps_ms: list[int], num_frames: int | None, max_frames: int | None
) -> None:
    times_s = np.cumsum([0, *steps_ms[:-1]]) / 1_000
    duration_s = sum(steps_ms) / 1_000
    brightness = np.linspace(0, 250, len(steps_ms)).round().astype(np.uint8)
    frames = np.tile(brightness[:, None, None, None], (1, 16, 16, 3))
    data = video_writing.write(frames, times_s, duration_s, extension)
    film = videos.read(data, num_frames=num_frames, max_frames=max_frames)
    assert film.duration_s == pytest.approx(duration_s, abs=2e-3)
    assert film.times_s[0] == 0
    assert (np.diff(film.times_s) > 0).all()
    wanted = min(num_frames or len(steps_ms), max_frames or 1_000)
    assert len(film.frames) == wanted
    around_s = film.times_s[:, None] + [-1.1e-3, 1.1e-3]  # WebM counts in milliseconds
    shown = np.maximum(0, np.searchsorted(times_s, around_s, side="right") - 1)
    assert np.abs(film.frames[:, 8, 8, :1].astype(int) - brightness[shown]).min(axis=1).max() <= 5


def test_a_picture_that_is_animated_is_a_film() -> None:
    frames = clip(6, 40, 60)
    data = video_writing.write(frames, np.arange(6) * 0.1, 0.6, "gif")
    whole, few = videos.read(data), videos.read(data, num_frames=3, max_side=30)
    np.testing.assert_allclose(whole.times_s, np.arange(6) * 0.1)
    assert whole.duration_s == pytest.approx(0.6)
    assert np.abs(whole.frames.astype(int) - frames).mean() < 6
    assert few.frames.shape == (3, 20, 30, 3)
    np.testing.assert_allclose(few.times_s, [0, 0.2, 0.4])
    assert (whole.notes, few.notes) == ((), ())
    some = videos.read(data, max_frames=4)
    assert len(some.frames) == 4
    assert some.notes == ("4 of 6 frames were looked at",)


@pytest.mark.parametrize("rate", [24, 50, 60, 100])
def test_a_gif_takes_as_long_as_its_film(rate: int) -> None:
    frames = np.broadcast_to(np.arange(rate, dtype=np.uint8)[:, None, None, None], (rate, 8, 8, 3))
    film = videos.read(video_writing.write(frames, np.arange(rate) / rate, 1.0, "gif"))
    assert film.duration_s == pytest.approx(1.0)
    assert len(film.frames) >= min(rate, 40)


def test_more_frames_than_fit_are_refused_before_they_are_counted_out() -> None:
    data = video_writing.write(clip(2, 8, 8), np.array([0.0, 0.5]), 1.0, "gif")
    with pytest.raises(TooLarge) as caught:
        videos.read(data, fps=1e12)
    assert caught.value.code == "video_too_large"


def test_of_an_animated_picture_only_the_frames_asked_for_have_to_fit() -> None:
    images = [Image.new("RGB", (500, 500), (number, 0, 0)) for number in range(100)]
    file = io.BytesIO()
    images[0].save(file, "GIF", save_all=True, append_images=images[1:], duration=100)
    tight = Limits(worker_bytes=128 * 2**20)
    with pytest.raises(TooLarge):
        videos.read(file.getvalue(), tight)
    few = videos.read(file.getvalue(), tight, max_frames=8)
    assert (len(few.frames), few.duration_s) == (8, pytest.approx(10.0))


@pytest.mark.parametrize("start_s", [0.25, 0.0])
def test_sound_that_starts_later_is_preceded_by_silence(start_s: float) -> None:
    samples = np.full((1, 16_000), 0.5, np.float32)
    data = encoded_film(clip(12), even_pts(12), "matroska", sound=("flac", samples, 16_000, start_s))
    film = videos.read(data)
    assert film.samples is not None
    assert np.flatnonzero(film.samples[0])[0] == pytest.approx(start_s * 16_000, abs=16)


def test_sound_that_starts_later_is_whole() -> None:
    data = encoded_film(clip(12), even_pts(12), "mp4", sound=("flac", sweep(16_000), 16_000, 0.1))
    film = videos.read(data)
    assert film.samples is not None
    assert film.samples.shape[1] == pytest.approx(1_600 + 8_000, abs=16)
    np.testing.assert_allclose(film.samples[:, -8_000:], sweep(16_000), atol=1e-3)


def test_sound_from_before_the_first_frame_is_cut() -> None:
    samples = np.concatenate([np.full((1, 8_000), -0.5, np.float32), np.full((1, 8_000), 0.5, np.float32)], axis=1)
    late = [at + TICKS_PER_SECOND // 2 for at in even_pts(12)]
    film = videos.read(encoded_film(clip(12), late, "matroska", sound=("flac", samples, 16_000, 0.0)))
    assert film.samples is not None
    assert film.samples.min() > 0
    assert film.samples.shape[1] == pytest.approx(8_000, abs=16)
    assert film.times_s[0] == 0


def test_sound_that_is_not_read_is_noted() -> None:
    film = videos.read(encoded_film(clip(3), even_pts(3), "matroska", sound=("ac3", sweep(48_000), 48_000, 0.0)))
    assert film.samples is None
    assert "ac3" in film.notes[0]
    assert videos.read(encoded_film(clip(3), even_pts(3)), sound=False).samples is None


class TestLimits:
    def test_length(self) -> None:
        data = encoded_film(clip(3), [0, 90_000 * 400, 90_000 * 900])
        with pytest.raises(TooLarge, match="limit 600 s") as caught:
            videos.read(data)
        assert caught.value.code == "video_too_long"

    def test_pixels_of_a_frame(self) -> None:
        data = encoded_film(clip(2, 64, 64), even_pts(2))
        with pytest.raises(TooLarge, match="limit 4000 pixels, got 4096 pixels") as caught:
            videos.read(data, Limits(video_pixels=4_000))
        assert caught.value.code == "video_too_large"

    def test_a_header_that_understates_the_frames(self) -> None:
        data = bytearray(encoded_film(clip(2, 480, 640), even_pts(2)))
        at = data.rindex(b"avc1") + 28  # width and height in the sample description
        assert data[at : at + 4] == bytes([640 >> 8, 640 & 255, 480 >> 8, 480 & 255])
        data[at : at + 4] = bytes([0, 16, 0, 16])
        with pytest.raises(InvalidInput):
            videos.read(bytes(data), Limits(video_pixels=100_000))

    @pytest.mark.parametrize("wanted", [{"num_frames": 10**12}, {"fps": 1e9}, {"num_frames": 10**300}])
    def test_frames_asked_for(self, wanted: dict[str, Any]) -> None:
        data = encoded_film(clip(3), even_pts(3))
        start = time.monotonic()
        with pytest.raises(TooLarge, match="num_frames, fps or max_side"):
            videos.read(data, **wanted)
        assert len(videos.read(data, fps=5e-324).frames) == 1
        assert time.monotonic() - start < 2

    def test_whole_films_that_are_too_large_can_be_sampled(self) -> None:
        data, limits = encoded_film(clip(60, 64, 64), even_pts(60)), Limits(worker_bytes=400_000_000)
        assert len(videos.read(data, limits).frames) == 60
        tight = Limits(worker_bytes=1_500_000)
        with pytest.raises(TooLarge, match="max_side"):
            videos.decode_video(data, tight, {})
        assert len(videos.decode_video(data, tight, {"max_frames": 30}).arrays["frames"]) == 30

    @pytest.mark.parametrize("wrong", [{"num_frames": 0}, {"fps": -1.0}, {"fps": float("nan")}, {"max_side": 0}])
    def test_wrong_wishes(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidInput, match="must be positive"):
            videos.read(encoded_film(clip(2), even_pts(2)), **wrong)
        with pytest.raises(InvalidInput, match="not both"):
            videos.read(encoded_film(clip(2), even_pts(2)), num_frames=2, fps=2)


def test_sound_alone_is_no_film() -> None:
    for extension in ("wav", "m4a"):
        with pytest.raises(InvalidInput) as caught:
            videos.read(sound_writing.write(sweep(16_000), 16_000, extension))
        assert caught.value.code == "no_video"


@pytest.mark.parametrize("extension", video_writing.FORMATS)
def test_broken_files_are_read_in_part_or_refused(extension: str) -> None:
    rng = np.random.default_rng(11)
    samples = sweep(16_000, 1.0)
    data = video_writing.write(clip(25, 32, 32), np.arange(25) / 25, 1.0, extension, samples, 16_000)
    outcomes = {outcome(lambda: videos.read(broken(data, rng), num_frames=6)) for _ in range(30)}
    assert outcomes <= REFUSALS | {"read", "invalid_image", "image_too_large"}
    assert len(videos.read(data).frames) == 25


def test_a_damaged_frame_shows_the_one_before() -> None:
    data = bytearray(encoded_film(clip(10), even_pts(10), "matroska", "mjpeg"))
    whole = videos.read(bytes(data)).frames
    starts = [at for at in range(len(data)) if data[at : at + 3] == b"\xff\xd8\xff"]
    assert len(starts) == 10
    data[starts[4] : starts[5] - 100] = bytes(starts[5] - 100 - starts[4])
    found = videos.read(bytes(data), num_frames=10).frames
    np.testing.assert_array_equal(found[3], whole[3])
    np.testing.assert_array_equal(found[4], whole[3])
    np.testing.assert_array_equal(found[5], whole[5])


def test_frames_between_are_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    fed = []
    feed = FrameReader._feed

    def counted(reader: FrameReader) -> bool:
        fed.append(1)
        return feed(reader)

    monkeypatch.setattr(FrameReader, "_feed", counted)
    data = encoded_film(clip(100, 32, 32), even_pts(100), options={"g": "10", "bf": "2"})
    videos.decode_video(data, DEFAULT, {"num_frames": 2})
    assert len(fed) < 30


def test_an_unknown_extension_lists_what_is_written() -> None:
    with pytest.raises(InvalidInput, match="mp4, mov, mkv, webm, gif"):
        video_writing.write(clip(1), np.zeros(1), 1.0, "avi")
