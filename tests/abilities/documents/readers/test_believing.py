"""Two readers of one picture: words with votes, and words that are better left unsaid."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.believing import believed
from sensorium.abilities.documents.readers.obscuring import COVERED, CUT_OFF, longest_run, obscured
from sensorium.abilities.documents.readers.tesseract import Tesseract
from sensorium.abilities.documents.tree import Word
from sensorium.abilities.verification.calibration import Calibration
from sensorium.content import Image

SURE_WHERE_SAME = Calibration(weights={"same:*:*": (3, 0, 0), "differ:*:*": (0.5, 0, 0), "alone:*:*": (-2, 0, 0)})
WHITE = Image(np.full((100, 400, 3), 250, np.uint8))


def word(text: str, left: float, source: str, confidence: float = 0.9) -> Word:
    return Word(text=text, box=Box(left, 40, left + 60, 60), source=source, confidence=confidence)


def test_what_both_read_is_believed_and_the_rest_doubted() -> None:
    ones = [word("Total", 30, "one"), word("$47.10", 120, "one"), word("ghost", 300, "one")]
    others = [word("Total", 31, "two"), word("$41.10", 121, "two", 0.99)]
    found = believed(WHITE, {"one": ones, "two": others}, calibration=SURE_WHERE_SAME)
    assert [one.text for one in found.words] == ["Total", "$47.10"]
    assert [one.text for one in found.doubted] == ["ghost"]
    total, amount = found.words
    assert (total.supported, amount.supported, found.doubted[0].supported) == (True, False, False)
    assert amount.votes[0].text == "$41.10"
    assert total.confidence > amount.confidence
    assert total.box == ones[0].box


def test_a_word_at_the_edge_is_cut_off() -> None:
    boxes = [Box(341, 40, 400, 60), Box(0, 40, 60, 60), Box(100, 82, 160, 99.5), Box(100, 40, 160, 60)]
    assert obscured(WHITE, boxes) == [CUT_OFF, CUT_OFF, CUT_OFF, ""]


@pytest.mark.parametrize(("top", "why"), [(0, CUT_OFF), (2, CUT_OFF), (6, "")])
def test_a_box_wider_than_its_letters_may_touch_the_edge(top: int, why: str) -> None:
    """The title of a chart begins a few pixels below the edge of its picture, and readers draw boxes around letters."""
    sheet = Pillow.fromarray(WHITE.pixels.copy())
    for left in range(105, 155, 12):
        ImageDraw.Draw(sheet).rectangle((left, top, left + 5, top + 13), fill=(20, 20, 20))
    assert obscured(Image(np.asarray(sheet)), [Box(100, 1, 160, 24)]) == [why]


@pytest.mark.parametrize(
    ("left", "right", "why"), [(150, 220, COVERED), (165, 220, COVERED), (200, 260, ""), (152, 155, "")]
)
def test_a_bar_beside_a_word_covers_it(left: int, right: int, why: str) -> None:
    sheet = Pillow.fromarray(WHITE.pixels.copy())
    ImageDraw.Draw(sheet).rectangle((left, 36, right, 64), fill=(10, 10, 10))
    assert obscured(Image(np.asarray(sheet)), [Box(100, 40, 160, 60)]) == [why]


def test_letters_cover_nothing(print_page: Callable[..., Image]) -> None:
    page: Image = print_page(("HIIMNWN|||il",))
    assert obscured(page, [Box(48, 42, 240, 74)]) == [""]


def test_runs_are_counted() -> None:
    assert longest_run(np.array([True, False, True, True, True, False])) == 3
    assert longest_run(np.array([], bool)) == 0


@pytest.mark.system("tesseract")
def test_of_a_blacked_out_value_nothing_is_said(print_page: Callable[..., Image]) -> None:
    pytest.importorskip("rapidocr")
    from sensorium.abilities.documents.readers.rapid import RapidOCR

    sheet = Pillow.fromarray(print_page(("The total is $1,284.50 and due",)).pixels)
    ImageDraw.Draw(sheet).rectangle((245, 36, 320, 76), fill="black")
    page = Image(np.asarray(sheet))
    found = believed(page, {reader.name: reader.read(page) for reader in (RapidOCR(), Tesseract())})
    said = " ".join(one.text for one in found.words)
    assert said.startswith("The total is")
    assert not any(letter.isdigit() for letter in said)
