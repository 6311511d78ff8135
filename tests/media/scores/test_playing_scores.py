"""Notes, MIDI, engraving and sound of scores, judged by readers and figures from outside."""

from __future__ import annotations

import io
import time
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import mido
import numpy as np
import pytest
import symusic

from sensorium.errors import InvalidInput
from sensorium.media.scores import MELODIC, midi, notes, render, svg, synthesize
from sensorium.media.scores.instruments import play

JIG = """X:1
T:A test jig
R:jig
M:6/8
L:1/8
Q:3/8=108
K:D
|:A|dfa afd|gbg fdA|d>fa (3afd B|e3 c2A|
dfa afd|gbg- gdA|Bgf edc|1 d3 d2:|2 d3 d3||
"""


def test_notes_match_an_outside_reader() -> None:
    played = notes(JIG, "harp", "none")
    reference = symusic.Score.from_abc(JIG)
    expected = sorted((note.time, note.pitch) for note in reference.tracks[0].notes)
    assert [pitch for _, pitch in expected] == played.pitch.tolist()
    seconds_per_tick = 60 / 162 / reference.ticks_per_quarter
    np.testing.assert_allclose(played.onset_s, [tick * seconds_per_tick for tick, _ in expected], atol=0.002)


def test_midi_holds_the_same_notes() -> None:
    played = notes(JIG, "flute")
    file = mido.MidiFile(file=io.BytesIO(midi(JIG, "flute")))
    assert file.length == pytest.approx(played.end_s, abs=0.002)
    starts = [message.note for message in file if message.type == "note_on"]
    assert starts == played.pitch.tolist()


def test_chords_are_played_when_written_added_or_left_out() -> None:
    plain = 'X:1\nM:4/4\nL:1/4\nK:G\nGBdB|"D7"A2F2|G4|]'
    counts = {kind: len(notes(plain, accompaniment=kind)) for kind in ("none", "written", "added")}
    assert counts["none"] == 7 < counts["written"] == counts["added"]
    bare = plain.replace('"D7"', "")
    assert len(notes(bare)) == 7 < len(notes(bare, accompaniment="added"))


def test_added_chords_begin_and_end_on_the_tonic() -> None:
    played = notes("X:1\nM:3/4\nL:1/4\nK:Em\nEGB|AFD|E3|]", accompaniment="added")
    bass = played.pitch[played.instrument == 7]
    assert bass[0] % 12 == bass[-1] % 12 == 4


@pytest.mark.parametrize("instrument", MELODIC)
def test_every_instrument_is_in_tune(instrument: str) -> None:
    rate = 32_000
    sound = render(notes("X:1\nM:4/4\nL:1/4\nQ:1/4=150\nK:D\nDFAd|fd'A,2|]", instrument, "none"), rate).mean(axis=0)
    played = notes("X:1\nM:4/4\nL:1/4\nQ:1/4=150\nK:D\nDFAd|fd'A,2|]", instrument, "none")
    for onset_s, duration_s, pitch in zip(played.onset_s, played.duration_s, played.pitch, strict=True):
        part = sound[int((onset_s + 0.03) * rate) : int((onset_s + duration_s) * rate)]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), 1 << 18))
        expected_hz = 440 * 2 ** ((int(pitch) - 69) / 12)
        near = np.arange(int(expected_hz * 0.945 * (1 << 18) / rate), int(expected_hz * 1.06 * (1 << 18) / rate))
        found_hz = near[spectrum[near].argmax()] * rate / (1 << 18)
        assert abs(1200 * np.log2(found_hz / expected_hz)) < 15, (pitch, found_hz, expected_hz)
        assert spectrum[near].max() > 0.1 * spectrum.max()


@pytest.mark.parametrize("rate", [8_000, 32_000, 48_000])
def test_sound_is_level_stereo_and_never_clips(rate: int) -> None:
    sound = synthesize(JIG, rate)
    assert sound.dtype == np.float32
    assert sound.shape == (2, round((notes(JIG).end_s + 1.0) * rate))
    assert np.abs(sound).max() <= 0.9 + 1e-6
    assert 0.05 < np.sqrt(np.mean(sound**2)) < 0.2
    assert not np.array_equal(sound[0], sound[1])
    assert np.abs(sound[:, -rate // 50 :]).max() < 0.02  # it has died away


def test_equal_text_gives_equal_samples_quickly() -> None:
    synthesize(JIG)
    start = time.process_time()
    sound = synthesize(JIG)
    assert time.process_time() - start < 0.1 * sound.shape[1] / 32_000
    np.testing.assert_array_equal(sound, synthesize(JIG))


def test_wrong_settings_are_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        synthesize(JIG, instrument="kazoo")
    assert caught.value.code == "invalid_instrument"
    with pytest.raises(InvalidInput) as caught:
        synthesize(JIG, 100)
    assert caught.value.code == "invalid_sample_rate"


def test_engraving_is_a_picture_with_all_notes() -> None:
    picture = svg(JIG)
    root = ET.fromstring(picture)
    assert root.tag.endswith("svg")
    assert picture == svg(JIG)
    classes = [element.get("class", "") for element in root.iter()]
    assert sum(name.split()[:1] == ["note"] for name in classes) == 45


def test_every_thread_can_engrave() -> None:
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        assert one.submit(svg, JIG).result() == other.submit(svg, JIG).result()


@pytest.mark.parametrize("instrument", MELODIC)
def test_a_note_too_high_for_the_rate_leaves_the_others_as_they_are(instrument: str) -> None:
    sound = synthesize("X:1\nL:1/4\nK:C\nG c''' G|", 8_000, instrument)
    assert np.isfinite(sound).all()
    assert 0.05 < np.sqrt(np.mean(sound**2)) < 0.2


def test_a_note_too_high_for_the_rate_is_silent() -> None:
    assert not play("flute", 108, 0.5, 8_000).any()
