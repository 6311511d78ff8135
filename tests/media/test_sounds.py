"""Sounds: what is written is read back, what is odd is refused by name, and no file leads to another."""

from __future__ import annotations

import io
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from film_samples import broken, clip, encoded_film, encoded_sound, even_pts, outcome, sweep
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import containers, formats, sound_writing, sounds
from sensorium.media.samples import Resampling, resample, to_mono

TOLERANCE = {"wav": 2e-5, "wav32": 1e-7, "flac": 2e-5, "mp3": 0.005, "opus": 0.02, "m4a": 0.02}  # root mean square
MP3_FRAME = 1_152  # samples
REFUSALS = {"unsupported_format", "invalid_media", "invalid_audio", "audio_too_short", "audio_too_long", "no_sound",
            "too_many_channels", "invalid_file"}  # fmt: skip

CONCAT = "ffconcat version 1.0\nfile '{}'\n"
HLS = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{}\n#EXT-X-ENDLIST\n"
PLS = "[playlist]\nFile1={}\nNumberOfEntries=1\n"
DASH = (
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S">'
    '<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>{}</BaseURL>'
    "</Representation></AdaptationSet></Period></MPD>"
)


@pytest.mark.parametrize("extension", sound_writing.ENCODINGS)
@pytest.mark.parametrize(("rate_hz", "channels"), [(8_000, 1), (22_050, 2), (44_100, 1), (48_000, 2)])
def test_round_trip(extension: str, rate_hz: int, channels: int) -> None:
    samples = sweep(rate_hz, 0.3137, channels)
    data = sound_writing.write(samples, rate_hz, extension)
    assert data == sound_writing.write(samples, rate_hz, extension)
    found = sounds.read(data)
    assert found.sample_rate_hz == (48_000 if extension == "opus" else rate_hz)  # the rate at which Opus is decoded
    back = resample(found.samples, found.sample_rate_hz, rate_hz)
    assert back.dtype == np.float32
    padding = MP3_FRAME if extension == "mp3" else 1  # its header cannot tell of more than one unused frame
    assert -1 <= back.shape[1] - samples.shape[1] <= padding
    length = min(back.shape[1], samples.shape[1])
    middle = slice(length // 8, -length // 8)
    error = np.sqrt(np.mean((back[:, :length][:, middle] - samples[:, :length][:, middle]) ** 2))
    assert error < TOLERANCE[extension]
    assert found.notes == ()


@pytest.mark.parametrize("extension", ["wav", "flac"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_sixteen_bits_survive(extension: str, data: st.DataObject) -> None:
    channels = data.draw(st.integers(1, 8))
    values = data.draw(st.lists(st.integers(-(1 << 15), (1 << 15) - 1), min_size=1, max_size=300))
    samples = np.tile(np.array(values, np.float32) / (1 << 15), (channels, 1))
    rate_hz = data.draw(st.sampled_from([8_000, 11_025, 16_000, 44_100, 96_000]))
    found = sounds.read(sound_writing.write(samples, rate_hz, extension))
    assert found.sample_rate_hz == rate_hz
    np.testing.assert_array_equal(found.samples, samples)


@pytest.mark.parametrize(
    ("container", "codec", "sample_format", "scale", "tolerance"),
    [
        ("wav", "pcm_u8", "u8", 127, 0.02),
        ("wav", "pcm_s24le", "s32", 2**31 - 1, 1e-6),
        ("wav", "pcm_s32le", "s32", 2**31 - 1, 1e-6),
        ("wav", "pcm_f32le", "flt", 1, 0),
        ("wav", "pcm_f64le", "dbl", 1, 1e-7),
        ("wav", "pcm_mulaw", "s16", 32767, 0.01),
        ("wav", "pcm_alaw", "s16", 32767, 0.01),
        ("flac", "flac", "s32", 2**31 - 1, 1e-6),
        ("adts", "aac", "fltp", 1, 0.02),
        ("ipod", "alac", "s16p", 32767, 1e-4),
        ("matroska", "flac", "s16", 32767, 1e-4),
    ],
)
def test_reads_what_it_never_writes(
    container: str, codec: str, sample_format: str, scale: float, tolerance: float
) -> None:
    samples = sweep(22_050, 0.4, 2)
    offset = 128 if sample_format == "u8" else 0
    data = encoded_sound(samples.astype(np.float64) * scale + offset, 22_050, container, codec, sample_format, "stereo")
    found = sounds.read(data)
    assert found.sample_rate_hz == 22_050
    assert found.samples.shape[0] == 2
    start = 1_024 if container == "adts" else 0  # ADTS has no place to say how much the encoder put in front
    assert np.abs(found.samples[:, start + 200 : start + 4_000] - samples[:, 200:4_000]).max() <= tolerance


def test_vorbis_channels_keep_their_places() -> None:
    """FFmpeg's Vorbis encoder is too crude for a comparison of samples."""
    samples = sweep(44_100, 0.6, 2)
    found = sounds.read(encoded_sound(samples, 44_100, "ogg", "vorbis", "fltp", "stereo")).samples
    likeness = np.corrcoef(np.concatenate([found[:, 200:8_000], samples[:, 200:8_000]]))[:2, 2:]
    assert likeness.diagonal().min() > 0.8
    assert np.abs(likeness - np.diag(likeness.diagonal())).max() < 0.05


def test_many_channels_are_read_in_order() -> None:
    samples = sweep(16_000, 0.1, 8)
    found = sounds.read(sound_writing.write(samples, 16_000, "wav"))
    np.testing.assert_allclose(found.samples, samples, atol=2e-5)
    with pytest.raises(TooLarge, match="limit 6, got 8") as caught:
        sounds.read(sound_writing.write(samples, 16_000, "flac"), Limits(audio_channels=6))
    assert caught.value.code == "too_many_channels"
    with pytest.raises(InvalidInput, match="mono"):
        sound_writing.write(samples, 16_000, "mp3")


@pytest.mark.parametrize("poison", [np.nan, np.inf, -np.inf])
def test_not_a_number_is_refused(poison: float) -> None:
    samples = sweep(16_000)
    samples[0, 1_234] = poison
    with pytest.raises(InvalidInput, match="NaN") as caught:
        sounds.read(encoded_sound(samples, 16_000, "wav", "pcm_f32le", "flt", "mono"))
    assert caught.value.code == "invalid_audio"


def test_eight_channels_apart_do_not_bring_the_decoder_down() -> None:
    """Opus decodes to one plane per channel, where `AudioFrame.to_ndarray` of PyAV 18 reads a ninth and dies."""
    samples = sweep(48_000, 0.3, 8)
    found = sounds.read(encoded_sound(samples, 48_000, "ogg", "libopus", "flt", "7.1"))
    assert found.samples.shape == (8, 14_400)
    likeness = np.corrcoef(np.concatenate([found.samples, samples])[:, 500:-500])[:8, 8:]
    assert likeness[:3, :3].diagonal().min() > 0.9


def test_louder_than_full_scale_is_cut_off() -> None:
    found = sounds.read(encoded_sound(4 * sweep(16_000), 16_000, "wav", "pcm_f32le", "flt", "mono"))
    assert found.samples.max() == 1
    assert found.samples.min() == -1


def test_no_samples_is_too_short() -> None:
    data = sound_writing.write(sweep(16_000), 16_000, "wav")
    header = data[: data.index(b"data") + 4] + struct.pack("<I", 0)
    with pytest.raises(InvalidInput) as caught:
        sounds.read(header)
    assert caught.value.code == "audio_too_short"
    with pytest.raises(InvalidInput) as caught:
        sound_writing.write(np.zeros((1, 0), np.float32), 16_000, "wav")
    assert caught.value.code == "audio_too_short"


def test_a_streamed_wav_has_no_length_in_its_header() -> None:
    samples = sweep(24_000)
    data = bytearray(sound_writing.write(samples, 24_000, "wav"))
    at = data.index(b"data") + 4
    data[4:8] = data[at : at + 4] = b"\xff" * 4
    np.testing.assert_allclose(sounds.read(bytes(data)).samples, samples, atol=2e-5)


def test_a_title_in_another_encoding_does_no_harm() -> None:
    data = sound_writing.write(sweep(16_000), 16_000, "wav")
    title = b"LIST" + struct.pack("<I", 18) + b"INFOINAM" + struct.pack("<I", 6) + b"\xc9t\xe9s \x00"
    assert sounds.read(data[:12] + title + data[12:]).samples.shape == (1, 8_000)


def test_a_bomb_is_refused_by_its_header_or_by_counting() -> None:
    bomb = bytearray(sound_writing.write(np.zeros((1, 1_000 * 7_200), np.float32), 1_000, "flac"))
    assert len(bomb) < 1_000_000
    sounds.read(sound_writing.write(sweep(8_000), 8_000, "flac"))  # the process is warm
    start = time.monotonic()
    with pytest.raises(TooLarge, match="got 7200 s") as caught:
        sounds.read(bytes(bomb))
    assert time.monotonic() - start < 0.5
    assert caught.value.code == "audio_too_long"
    for declared in (0, 4_000):  # unknown; a lie
        bomb[21] &= 0xF0
        bomb[22:26] = declared.to_bytes(4, "big")
        start = time.monotonic()
        with pytest.raises(TooLarge, match="too long"):
            sounds.read(bytes(bomb))
        assert time.monotonic() - start < 2


def test_channels_count_against_memory() -> None:
    data = sound_writing.write(np.zeros((8, 96_000), np.float32), 96_000, "flac")
    with pytest.raises(TooLarge, match="rate and channels"):
        sounds.decode_sound(data, Limits(worker_bytes=12_000_000))


def test_a_change_of_rate_half_way_is_refused() -> None:
    parts = [encoded_sound(sweep(rate), rate, "adts", "aac", "fltp", "mono") for rate in (16_000, 32_000)]
    with pytest.raises(InvalidInput, match="half way"):
        sounds.read(b"".join(parts))


def test_a_film_without_sound_is_named() -> None:
    with pytest.raises(InvalidInput) as caught:
        sounds.read(encoded_film(clip(2), even_pts(2)))
    assert caught.value.code == "no_sound"


def test_an_unlisted_codec_is_refused() -> None:
    data = encoded_sound(sweep(16_000, 1.0), 16_000, "wav", "adpcm_ima_wav", "s16p", "mono")
    with pytest.raises(InvalidInput, match="adpcm") as caught:
        sounds.read(data)
    assert caught.value.code == "unsupported_format"


def test_damage_is_skipped_and_noted() -> None:
    data = bytearray(sound_writing.write(sweep(44_100, 2.0), 44_100, "mp3"))
    data[len(data) // 2 : len(data) // 2 + 400] = bytes(400)
    found = sounds.read(bytes(data))
    assert found.samples.shape[1] > 44_100
    assert found.notes == () or "damaged" in found.notes[0]


@pytest.mark.parametrize("extension", sound_writing.ENCODINGS)
def test_broken_files_are_read_in_part_or_refused(extension: str) -> None:
    rng = np.random.default_rng(7)
    data = sound_writing.write(sweep(16_000, 3.0), 16_000, extension)
    outcomes = {outcome(lambda: sounds.read(broken(data, rng))) for _ in range(40)}
    assert outcomes <= REFUSALS | {"read"}
    assert "read" in outcomes
    assert sounds.read(data).samples.shape[0] == 1


class TestNothingElseIsOpened:
    """Playlists, scripts and descriptions in every disguise: no file is opened, no address is reached."""

    @pytest.fixture
    def canary(self, tmp_path: Path) -> Path:
        path = tmp_path / "canary.wav"
        path.write_bytes(sound_writing.write(sweep(16_000), 16_000, "wav"))
        return path

    @pytest.fixture
    def listener(self) -> Iterator[socket.socket]:
        """Fails the test when anybody connects."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            yield server
            with pytest.raises(BlockingIOError):
                server.accept()

    @pytest.fixture
    def temptations(self, canary: Path, listener: socket.socket) -> list[bytes]:
        port = listener.getsockname()[1]
        targets = [str(canary), f"file://{canary}", f"http://127.0.0.1:{port}/a.wav", f"tcp://127.0.0.1:{port}"]
        texts = [template.format(target) for target in targets for template in (CONCAT, HLS, PLS, DASH)]
        texts.append(f"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=audio {port} RTP/AVP 0\r\n")
        return [text.encode() for text in texts]

    def test_through_the_front_door(self, temptations: list[bytes]) -> None:
        for file in temptations:
            with pytest.raises(InvalidInput) as caught:
                sounds.read(file)
            assert caught.value.code == "unsupported_format"

    @pytest.mark.parametrize("media_type", containers.DEMUXERS)
    def test_with_a_forged_type_and_no_sandbox(
        self, media_type: str, temptations: list[bytes], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(formats, "detect", lambda data: media_type)
        for file in temptations:
            assert outcome(lambda file=file: sounds.decode_sound(file, DEFAULT)) in REFUSALS

    @pytest.mark.parametrize(("demuxer", "template"), [("hls", HLS), ("concat", CONCAT)])
    def test_even_the_demuxers_that_follow_references(
        self, demuxer: str, template: str, canary: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(containers.DEMUXERS, "audio/wav", demuxer)
        with pytest.raises(InvalidInput), containers.opened(template.format(canary).encode(), "audio/wav", DEFAULT):
            pass

    @pytest.mark.parametrize(
        ("demuxer", "template", "lax"),
        [("hls", HLS, {"allowed_extensions": "ALL", "extension_picky": "0"}), ("concat", CONCAT, {"safe": "0"})],
    )
    def test_the_canary_would_sing(self, demuxer: str, template: str, lax: dict[str, str], canary: Path) -> None:
        """Without our measures the same text opens the canary: the tests above can fail."""
        with av.open(io.BytesIO(template.format(canary).encode()), format=demuxer, container_options=lax) as container:
            assert sum(packet.size for packet in container.demux()) > 0


@given(
    from_hz=st.sampled_from([8_000, 11_025, 16_000, 22_050, 44_100, 48_000]),
    to_hz=st.sampled_from([8_000, 16_000, 24_000, 32_000, 44_100, 48_000]),
    length=st.integers(0, 5_000),
    channels=st.integers(1, 8),
)
@settings(max_examples=40, deadline=None)
def test_resampling_keeps_the_duration(from_hz: int, to_hz: int, length: int, channels: int) -> None:
    samples = np.random.default_rng(length).uniform(-1, 1, (channels, length)).astype(np.float32)
    changed = resample(samples, from_hz, to_hz)
    assert changed.dtype == np.float32
    assert changed.shape[0] == channels
    assert abs(changed.shape[1] - length * to_hz / from_hz) <= 1
    assert np.abs(changed).max(initial=0) <= 1


def test_resampling_keeps_a_tone() -> None:
    def tone(rate_hz: int) -> np.ndarray:
        return (0.5 * np.sin(2 * np.pi * 440 * np.arange(rate_hz) / rate_hz)[None]).astype(np.float32)

    changed = resample(tone(44_100), 44_100, 16_000)
    np.testing.assert_allclose(changed[:, 500:-500], tone(16_000)[:, 500:-500], atol=1e-4)


def test_mono_is_the_mean_of_the_channels() -> None:
    samples = sweep(8_000, 0.1, 3)
    np.testing.assert_allclose(to_mono(samples), samples.mean(axis=0, keepdims=True), atol=1e-6)
    assert to_mono(samples[:1]) is not None


def test_an_unknown_extension_lists_what_is_written() -> None:
    with pytest.raises(InvalidInput, match="wav, wav32, flac, mp3, opus, m4a"):
        sound_writing.write(sweep(8_000), 8_000, "aiff")


@pytest.mark.parametrize("to_hz", [8_000, 24_000, 44_100])
def test_what_comes_in_pieces_is_resampled_as_in_one(to_hz: int) -> None:
    samples = np.random.default_rng(0).normal(0, 0.2, (1, 16_000)).astype(np.float32)
    stream, pieces = Resampling(16_000, to_hz), np.array_split(samples, [700, 5_000, 5_001, 12_345], axis=1)
    told = [stream.push(piece) for piece in pieces] + [stream.push(samples[:, :0], last=True)]
    np.testing.assert_allclose(np.concatenate(told, axis=1), resample(samples, 16_000, to_hz), atol=1e-5)
