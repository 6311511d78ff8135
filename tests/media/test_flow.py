"""Documents that say their structure: from bytes to pages with words and blocks, through the locked-in process."""

from __future__ import annotations

import base64

import numpy as np
import pytest
from media_samples import encoded, pdf, scene
from office_samples import docx_file, office_files, picture, xlsx_file
from PIL import Image

from sensorium.errors import InvalidInput
from sensorium.limits import Limits
from sensorium.media import documents, flow


@pytest.mark.parametrize("name", ["docx", "pptx", "xlsx", "epub", "html", "eml", "markdown", "csv"])
def test_every_format_becomes_pages(name: str) -> None:
    data = office_files()[name]
    found = documents.read(data, dpi=72, declared=f"x.{name}")
    for page in found.pages:
        assert page.flow is not None
        assert page.pixels.shape == (round(page.height_pt), round(page.width_pt), 3)
        for left, top, right, bottom in page.flow.boxes.tolist():
            inside = page.pixels[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
            assert inside.min() < 150  # something is drawn where a word is said to be
        assert set(page.flow.words) <= {*page.text.replace("\t", " ").split(), *_colons(page.text)}


def _colons(text: str) -> list[str]:
    return [word.rstrip(":") for word in text.split()]


def test_pictures_are_drawn_where_they_are_said_to_be() -> None:
    page = documents.read(docx_file(), dpi=144).pages[0]
    (mark,) = [mark for mark in page.flow.blocks if mark.kind == "picture"]
    left, top, right, bottom = (round(2 * edge) for edge in mark.box)
    shown = page.pixels[top:bottom, left:right].astype(float)
    expected = np.asarray(Image.fromarray(scene(40, 30)).resize((right - left, bottom - top), Image.Resampling.BICUBIC))
    assert np.abs(shown - expected).mean() < 2
    assert (page.pixels[top : top + 9, right + 4 : right + 40] == 255).all()


def test_damaged_pictures_are_left_empty_and_noted() -> None:
    broken = base64.b64encode(picture()[:80]).decode()
    huge = base64.b64encode(encoded(Image.new("1", (9_000, 9_000)), "PNG")).decode()
    page = (
        f"<html><img alt=a src='data:image/png;base64,{broken}'><img alt=b src='data:image/png;base64,{huge}'></html>"
    )
    found = documents.read(page.encode(), dpi=36)
    assert "pictures that are damaged or too large are left empty" in found.notes
    assert [mark.alt for mark in found.pages[0].flow.blocks] == ["a", "b"]


def test_many_rows_are_many_pages_or_too_many() -> None:
    data = xlsx_file(200)
    found = documents.read(data, dpi=36)
    assert len(found.pages) > 3
    assert sum(len(mark.cells) for page in found.pages for mark in page.flow.blocks) == 3 * 201
    with pytest.raises(InvalidInput) as caught:
        documents.read(data, Limits(document_pages=2))
    assert caught.value.code == "document_too_complex"


def test_plain_text_flows_and_a_pdf_does_not() -> None:
    (page,) = documents.read(b"two words\n\nand more", dpi=36).pages
    assert page.flow is not None
    assert page.flow.words == ("two", "words", "and", "more")
    assert [block.words for block in page.flow.blocks] == [(0, 2), (2, 4)]
    assert documents.read(pdf([b""]), dpi=36).pages[0].flow is None


def test_what_is_packed_is_unpacked() -> None:
    (page,) = documents.read(b"<html><h1>a b</h1><table><tr><td>c<td>d</table></html>", dpi=36).pages
    arrays, facts = flow.packed(page.flow, "x")
    again = flow.unpacked(arrays, facts, "x")
    assert again.words == ("a", "b", "c", "d")
    assert again.blocks == page.flow.blocks
    np.testing.assert_array_equal(again.boxes, page.flow.boxes)


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, "poem"), (1, (0, 99)), (1, (3, 1)), (2, (9.0, 0.0, 1.0, 1.0)), (4, "boss"), (8, (-1, 1)),
     (10, [[0, 0, 0, 1, False, (0, 1), (0, 0, 1, 1)]]), (10, [[0, 10**9, 1, 1, False, (0, 1), (0, 0, 1, 1)]])],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_not_believed(place: int, value: object) -> None:
    (page,) = documents.read(b"<html><h1>a b</h1></html>", dpi=36).pages
    arrays, facts = flow.packed(page.flow, "x")
    facts["blocks"][0][place] = value
    with pytest.raises(ValueError, match=r".+"):
        flow.unpacked(arrays, facts, "x")
