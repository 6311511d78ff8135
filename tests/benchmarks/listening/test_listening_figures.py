"""Figures of listening: noise at the ratio that was asked for, errors counted, calibration that can be bad."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.listening import judging
from benchmarks.listening.judging import UNFITTED, Line
from benchmarks.listening.noises import RATE_HZ, active_power, mixed, noise_of

from sensorium.abilities.listening.heard import Hearing
from sensorium.abilities.listening.spectra import Noisiness
from sensorium.abilities.verification import Claim
from sensorium.abilities.verification.calibration import SPEECH, fit, shipped
from sensorium.models import BUILT_IN

NOWHERE = Path("no real sets")
SECOND = "pocketsphinx"
CLEAN = Noisiness(ratio_db=50.0, steadiness=0.0, speech_s=0.4)
FOUND = {"estimate_db": 1.5, "steadiness": 0.3, "speech_s": 0.4}


def line(path: str, truth: str, *, free: str, held: str = "", second: str = "", sure: float = 0.5) -> Line:
    """A clean recording as the model heard it, freely and of the vocabulary, and as the second listener did."""
    texts = {(BUILT_IN, False, False): free, (BUILT_IN, False, True): held, (SECOND, False, True): second}
    hearings = {
        way: Hearing(listener=way[0], words=tuple(Claim(word, sure) for word in text.split()), held=way[2])
        for way, text in texts.items()
    }
    return Line(
        of="digits",
        path=path,
        noise="none",
        ratio_db=np.inf,
        truth=truth,
        found=CLEAN,
        hearings=hearings,
    )


@pytest.mark.parametrize("ratio_db", [20.0, 0.0])
def test_noise_is_mixed_in_at_its_ratio(ratio_db: float) -> None:
    clean = (0.1 * np.sin(np.arange(RATE_HZ) / 9)).astype(np.float32)
    clean[: RATE_HZ // 2] = 0  # a pause does not count
    noise = mixed(clean, "white", ratio_db, 1, NOWHERE) - clean
    assert 10 * np.log10(active_power(clean) / np.mean(noise**2)) == pytest.approx(ratio_db, abs=0.2)


def test_loud_mixtures_stay_in_range() -> None:
    clean = np.sin(np.arange(RATE_HZ) / 9).astype(np.float32)
    assert np.abs(mixed(clean, "white", -10.0, 1, NOWHERE)).max() <= 1


def test_the_same_seed_is_the_same_noise() -> None:
    assert (noise_of("white", 99, 1, NOWHERE) == noise_of("white", 99, 1, NOWHERE)).all()
    assert (noise_of("white", 99, 1, NOWHERE) != noise_of("white", 99, 2, NOWHERE)).any()


def test_errors_are_counted_over_all_words() -> None:
    assert judging.error_rate([("one two", "one"), ("three four", "three four")]) == 1 / 4
    assert judging.error_rate([("one", "one two three")]) == 2


def test_where_nobody_speaks_every_text_is_false() -> None:
    assert judging.error_rate([("", "one two"), ("", "")]) == 1 / 2


def test_a_remark_about_a_recording_is_no_error_of_four_words(tmp_path: Path) -> None:
    words = [[word, 0.9] for word in "There is no speech.".split()]
    hearing = {"listener": BUILT_IN, "cleaned": False, "held": False, "words": words}
    about = {
        "of": "nobody",
        "path": "a",
        "noise": "white",
        "ratio_db": 0.0,
        "truth": "",
        **FOUND,
    }
    (tmp_path / "one.jsonl").write_text(json.dumps({**about, "hearings": [hearing]}) + "\n")
    (only,) = judging.lines_of([tmp_path / "one.jsonl"])
    assert only.hearings[BUILT_IN, False, False].text == ""


def test_the_rules_choose_between_the_hearings() -> None:
    unsure = line("a", "seven", free="heaven", held="seven", sure=0.5)
    sure = line("a", "heaven", free="heaven", held="seven", sure=0.97)
    assert [one.text for one in (unsure.decided(BUILT_IN), sure.decided(BUILT_IN)) if one] == ["seven", "heaven"]


def test_a_row_for_each_cell() -> None:
    lines = [line("a", "seven", free="seven"), line("b", "one", free="nine", held="one")]
    head, _, row = judging.table(lines, (UNFITTED, UNFITTED))
    told = dict(zip(head.strip("| ").split(" | "), row.strip("| ").split(" | "), strict=True))
    assert (told["recordings"], told[BUILT_IN], told[f"{BUILT_IN}, vocabulary"]) == ("2", "0.50", "0.50")
    assert (told["decided"], told["believed"], told["believed, verified"]) == ("0.00", "0.00", "1.00")


def test_words_are_judged_where_they_were_said() -> None:
    heard = line("a", "call seven now", free="call eleven now", held="seven", second="call seven", sure=0.95)
    words = list(judging.judged(heard))
    beside = [word for word in words if word.second is not None and word.reader == BUILT_IN]
    assert [(word.agreement, word.right) for word in beside] == [("same", True), ("differ", False), ("alone", True)]


def test_what_differs_from_the_truth_shows_in_the_error() -> None:
    right = [line(str(number), "seven", free="seven", second="seven", sure=0.6) for number in range(120)]
    halves = judging.halves_of(right)
    of_own, *others = judging.calibrated(halves, (fit(halves[0]), fit(halves[1])))
    assert of_own.startswith("listeners' own figures: error 0.4")
    told = next(one for one in others if one.startswith("all: "))
    assert float(told.split()[2]) < 0.05


def test_what_is_shipped_knows_these_listeners_and_no_others() -> None:
    fitted = shipped(SPEECH)
    alike = fitted("same", (BUILT_IN, f"{SECOND}, vocabulary"), 0.9, 0.9)
    differing = fitted("differ", (BUILT_IN, f"{SECOND}, vocabulary"), 0.5, 0.5)
    assert alike is not None
    assert differing is not None
    assert differing < alike
    assert fitted("same", ("whisper", "another"), 0.9, 0.9) is None


def test_lines_are_read_as_they_are_written(tmp_path: Path) -> None:
    hearing = {"listener": BUILT_IN, "cleaned": True, "held": False, "words": [["seven", 0.9]]}
    about = {
        "of": "digits",
        "path": "a",
        "noise": "white",
        "ratio_db": 5.0,
        "truth": "seven",
        **FOUND,
    }
    (tmp_path / "one.jsonl").write_text(json.dumps({**about, "hearings": [hearing]}) + "\n")
    (only,) = judging.lines_of([tmp_path / "one.jsonl"])
    assert (only.ratio_db, only.hearings[BUILT_IN, True, False].text) == (5.0, "seven")
