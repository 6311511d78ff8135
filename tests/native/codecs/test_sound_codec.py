"""The sound codec's contract: rates, shapes, ranges, and that streamed is whole and batched is single."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput
from sensorium.native.codecs.sound import SoundCodec, SoundCodecConfig, SoundStream
from sensorium.native.codecs.vocoder import Vocoder, VocoderConfig
from sensorium.native.tokens import phones
from sensorium.native.tokens.vocabulary import NUM_SOUND_SLOTS, SOUND_CODES


@pytest.fixture(scope="module")
def codec() -> SoundCodec:
    torch.manual_seed(0)
    small = SoundCodecConfig(encoder_dim=16, code_dim=16, mel_dim=16, vocoder=VocoderConfig(dim=16, num_blocks=2))
    return SoundCodec(small).eval().requires_grad_(False)


def test_the_shipped_sizes_fit_the_vocabulary_and_the_pointer() -> None:
    codec = SoundCodec(SoundCodecConfig())
    assert (codec.sample_rate_hz, codec.frame_rate_hz, codec.samples_per_frame) == (16_000, 12.5, 1280)
    assert (codec.num_codebooks, codec.codebook_size) == (NUM_SOUND_SLOTS, SOUND_CODES)
    assert codec.frame_rate_hz == phones.FRAME_RATE_HZ
    assert sum(parameter.numel() for parameter in codec.parameters()) <= 3_600_000


@pytest.mark.parametrize("num_samples", [1, 1280, 1281, 20_000])
def test_shapes(codec: SoundCodec, num_samples: int) -> None:
    num_frames = -(-num_samples // 1280)
    codes = codec.encode(torch.rand(2, num_samples) - 0.5)
    assert codes.shape == (2, num_frames, 4)
    assert codes.dtype == torch.int64
    assert 0 <= codes.min() <= codes.max() < 1000
    samples = codec.decode(codes)
    assert samples.shape == (2, num_frames * 1280)
    assert torch.isfinite(samples).all()


def test_bad_input_is_refused(codec: SoundCodec) -> None:
    with pytest.raises(InvalidInput, match="shape"):
        codec.encode(torch.zeros(1, 0))
    with pytest.raises(InvalidInput, match="outside"):
        codec.decode(torch.full((1, 2, 4), 1000))
    with pytest.raises(InvalidInput, match="4"):
        codec.decode(torch.zeros(1, 2, 3, dtype=torch.int64))


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, 9), min_size=1, max_size=14), seed=st.integers(0, 999))
def test_streamed_is_whole(codec: SoundCodec, cuts: list[int], seed: int) -> None:
    codes = torch.randint(1000, (sum(cuts) + 1, 4), generator=torch.Generator().manual_seed(seed))
    stream = SoundStream(codec=codec)
    pieces = [stream.push(piece) for piece in codes.split([1, *cuts])]
    pieces.append(stream.finish())
    torch.testing.assert_close(torch.cat(pieces), codec.decode(codes[None])[0], atol=1e-5, rtol=1e-4)
    assert stream.finish().numel() == 0


def test_a_stream_forgets_what_it_no_longer_needs(codec: SoundCodec) -> None:
    stream = SoundStream(codec=codec)
    for _ in range(80):
        stream.push(torch.zeros(1, 4, dtype=torch.int64))
    assert stream.codes.size(0) == codec.past + codec.future


def test_a_stream_delays_no_more_than_it_says(codec: SoundCodec) -> None:
    stream = SoundStream(codec=codec)
    made = stream.push(torch.zeros(codec.future + 2, 4, dtype=torch.int64))
    assert made.numel() == 2 * codec.samples_per_frame


def test_batched_is_single(codec: SoundCodec) -> None:
    codes = torch.randint(1000, (3, 6, 4), generator=torch.Generator().manual_seed(3))
    single = torch.cat([codec.decode(row[None]) for row in codes])
    torch.testing.assert_close(codec.decode(codes), single, atol=1e-6, rtol=1e-4)


def test_the_overlap_add_inverts_the_transform() -> None:
    vocoder = Vocoder(VocoderConfig(dim=8, num_blocks=1))
    samples = torch.randn(1, 256 * 12, generator=torch.Generator().manual_seed(4))
    padded = torch.nn.functional.pad(samples, (384, 384))
    spectrum = torch.fft.rfft(padded.unfold(1, 1024, 256) * vocoder.taper)
    torch.testing.assert_close(vocoder._overlap_add(spectrum), samples, atol=1e-5, rtol=1e-4)
