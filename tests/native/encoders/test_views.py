"""Views: chosen by shape alone, fixed sizes, nothing lost at the edges; encoders give one feature a place."""

from __future__ import annotations

import copy
from itertools import islice

import numpy as np
import pytest
import torch

from sensorium.content import Image
from sensorium.native.assistant import Assistant
from sensorium.native.encoders.audio import SAMPLE_RATE_HZ, SAMPLES_PER_FEATURE, num_features
from sensorium.native.encoders.letters import LABELS_PER_FEATURE
from sensorium.native.encoders.views import (
    FRAME_GRID,
    FRAME_SIDE,
    GREY,
    LINE_HEIGHT,
    LINE_MAX_WIDTH,
    LINE_STRIDE,
    NUM_FRAMES,
    WHOLE,
    in_square,
    lines_of,
    view_of,
    view_of_clip,
)
from sensorium.native.worlds.charts import Charts
from sensorium.native.worlds.example import World
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.strangers import Strangers


def picture(height: int, width: int, value: int = 200) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.full((height, width, 3), value, np.uint8)


@pytest.mark.parametrize(
    ("height", "width", "kind", "shape"),
    [
        (128, 128, "picture", (128, 128)),
        (60, 90, "picture", (128, 128)),
        (400, 300, "detail", (256, 256)),
        (3000, 4000, "detail", (256, 256)),
        (32, 384, "line", (32, 384)),
        (20, 4000, "line", (32, LINE_MAX_WIDTH)),
    ],
)
def test_the_shape_chooses_the_view(height: int, width: int, kind: str, shape: tuple[int, int]) -> None:
    view = view_of(picture(height, width))
    assert view.kind == kind
    assert view.pixels.shape == (*shape, 3)


@pytest.mark.parametrize(
    ("width", "whole_page", "kind"), [(120, False, "picture"), (200, False, "detail"), (200, True, "detail")]
)
def test_a_wide_picture_without_print_is_no_line(width: int, whole_page: bool, kind: str) -> None:
    view = view_of(picture(30, width), printed=False, whole_page=whole_page)
    assert view.kind == kind
    assert view.pixels.shape[0] == view.pixels.shape[1]
    assert (view.pixels == 200).all(), "it fills its view"
    assert in_square((0.1, 0.2, 0.3, 0.4), 30, width) == (0.1, 0.2, 0.3, 0.4)


def test_what_holds_no_print_is_seen_whole_however_large_it_is() -> None:
    large = picture(3000, 4000)
    large[800:2000, 1000:3000] = (200, 30, 30)
    assert view_of(large, printed=False).kind == "picture"
    assert view_of(large).kind == "detail"
    assert view_of(large, printed=False, whole_page=True).kind == "detail", "a page whose print is known"


def test_an_empty_page_stays_a_page() -> None:
    rng = np.random.default_rng(0)
    across = np.linspace(0, 200, 400)[None, :, None]
    empty = {
        "blank": picture(400, 300, 250),
        "noise": rng.integers(0, 255, (400, 300, 3), dtype=np.uint8),
        "shade": (across + np.zeros((400, 1, 3))).astype(np.uint8),
        "a line of pixels": picture(1, 400),
    }
    assert {name: view_of(page, printed=False).kind for name, page in empty.items()} == dict.fromkeys(empty, "detail")


@pytest.mark.parametrize("world", [Scenes(loose={"test": 1.0}), Strangers()])
def test_things_are_seen_as_things_at_any_size(world: World) -> None:
    for example in islice(world.examples(np.random.default_rng(1), "test"), 25):
        for part in example.prompt:
            if isinstance(part, Image):
                larger = part.pixels.repeat(2, axis=0).repeat(2, axis=1)
                assert view_of(larger, printed=False).kind == "picture"


def test_what_lies_outside_is_grey_and_the_picture_is_centred() -> None:
    view = view_of(picture(64, 128))
    assert (view.pixels[0] == GREY).all()
    assert (view.pixels[64] == 200).all()


def test_a_line_fills_whole_strides() -> None:
    view = view_of(picture(32, 101))
    assert view.pixels.shape[1] % LINE_STRIDE == 0
    assert view.grid == (1, 1, view.pixels.shape[1] // LINE_STRIDE)


def test_a_clip_is_eight_frames_from_first_to_last() -> None:
    frames = np.stack([picture(64, 64, value) for value in range(0, 160, 10)])
    view = view_of_clip(frames)
    assert view.pixels.shape == (8, 64, 64, 3)
    assert view.pixels[0, 0, 0, 0] == 0
    assert view.pixels[-1, 0, 0, 0] == 150


@pytest.mark.parametrize("shape", [(50, 50), (300, 200), (30, 250)])
def test_the_encoder_gives_a_feature_for_each_place(assistant: Assistant, shape: tuple[int, int]) -> None:
    view = view_of(picture(*shape))
    count = int(np.prod(view.grid))
    features = assistant.model.encode(view.kind, [view.pixels], [count])
    assert features.shape == (count, assistant.model.config.width)


def test_what_shares_a_batch_does_not_change_a_line(assistant: Assistant) -> None:
    """A short line is padded beside a long one: its features stay the same."""
    views = [view_of(picture(32, width)) for width in (100, 400)]
    counts = [int(np.prod(view.grid)) for view in views]
    together = assistant.model.encode("line", [view.pixels for view in views], counts)
    alone = assistant.model.encode("line", [views[0].pixels], counts[:1])
    torch.testing.assert_close(together[: counts[0]], alone, atol=1e-4, rtol=1e-3)


def test_what_shares_a_batch_does_not_change_a_sound(assistant: Assistant) -> None:
    rng = np.random.default_rng(0)
    sounds = [rng.normal(0, 0.1, size).astype(np.float32) for size in (SAMPLE_RATE_HZ, 2 * SAMPLE_RATE_HZ)]
    counts = [num_features(len(sound)) for sound in sounds]
    assert counts[0] * SAMPLES_PER_FEATURE >= SAMPLE_RATE_HZ
    together = assistant.model.encode("sound", sounds, counts)
    alone = assistant.model.encode("sound", sounds[:1], counts[:1])
    torch.testing.assert_close(together[: counts[0] - 1], alone[:-1], atol=2e-2, rtol=1e-2)


def test_a_page_is_shown_line_by_line_where_its_words_stand() -> None:
    page = Pages().page(np.random.default_rng(1), "train")
    lines = lines_of(page.image.pixels)
    assert lines
    assert [line.row for line in lines] == sorted(line.row for line in lines)
    for line in lines:
        assert line.view.pixels.shape == (LINE_HEIGHT, line.view.grid[2] * LINE_STRIDE, 3)
        left, top, right, bottom = line.box
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
    boxes = np.array([line.box for line in lines])
    middles = np.array([((word.left + word.right) / 2, (word.top + word.bottom) / 2) for word in page.shown])
    held = ((boxes[:, :2] < middles[:, None]) & (middles[:, None] < boxes[:, 2:])).all(-1).any(1)
    assert held.mean() >= 0.8


def test_lines_side_by_side_share_a_row_and_stand_apart() -> None:
    rng = np.random.default_rng(3)
    tables = (Pages().page(rng, "train") for _ in range(200))
    page = next(page for page in tables if page.content.kind == "table" and len(page.content.columns) >= 3)
    rows: dict[int, list[float]] = {}
    for line in lines_of(page.image.pixels):
        rows.setdefault(line.row, []).append(line.box[0])
    assert max(map(len, rows.values())) >= 2
    assert all(lefts == sorted(set(lefts)) for lefts in rows.values())


def test_a_picture_that_is_a_line_is_read_whole_and_small_pictures_are_not_looked_through() -> None:
    rng = np.random.default_rng(0)
    (line,) = lines_of(picture(32, 200))
    (short,) = lines_of(picture(32, 60))
    assert short.view.kind == "line"
    assert view_of(picture(32, 60)).kind == "picture"  # it may be something else
    assert line.box == WHOLE
    scene = next(iter(Scenes().examples(rng, "train")))
    assert not lines_of(picture(128, 128))
    assert all(not lines_of(part.pixels) for part in scene.prompt if not isinstance(part, str))
    chart = next(iter(Charts().examples(rng, "train")))
    assert any(lines_of(part.pixels) for part in chart.prompt if not isinstance(part, str))


def test_boxes_move_as_the_square_view_moves_the_picture() -> None:
    assert in_square((0.0, 0.0, 1.0, 0.5), 200, 100) == pytest.approx((0.25, 0.0, 0.75, 0.5))
    assert in_square((0.5, 0.0, 1.0, 1.0), 100, 200) == pytest.approx((0.5, 0.25, 1.0, 0.75))


def test_frames_know_their_own_clip_and_no_other(assistant: Assistant) -> None:
    model = copy.deepcopy(assistant.model)
    for parameter in model.vision.stack.parameters():  # zero-initialised outputs would hide what attention brings
        torch.nn.init.normal_(parameter, std=0.1)
    rng = np.random.default_rng(4)
    first, second = (rng.integers(0, 255, (NUM_FRAMES, FRAME_SIDE, FRAME_SIDE, 3), dtype=np.uint8) for _ in range(2))
    count = NUM_FRAMES * FRAME_GRID**2
    together = model.encode("frames", [first, second], [count, count])
    alone = model.encode("frames", [first], [count])
    torch.testing.assert_close(together[:count], alone, atol=1e-5, rtol=1e-4)
    changed = first.copy()
    changed[-1] = 0
    after = model.encode("frames", [changed], [count])
    assert not torch.allclose(after[: FRAME_GRID**2], alone[: FRAME_GRID**2])  # the first frame knows the last


def test_a_line_reads_alike_in_any_company(assistant: Assistant) -> None:
    short, long = (view_of(picture(32, width)) for width in (100, 700))
    alone = assistant.model.encode("line", [short.pixels], [short.grid[2]])
    beside = assistant.model.encode("line", [long.pixels, short.pixels], [long.grid[2], short.grid[2]])
    torch.testing.assert_close(beside[long.grid[2] :], alone, atol=1e-5, rtol=1e-4)


def test_what_a_line_is_padded_with_spells_nothing(assistant: Assistant) -> None:
    """Read alone or beside a long one, a line has the labels of its own columns only."""
    lines = [view_of(picture(32, width)).pixels for width in (100, 400)]
    seen: list[int] = []

    def counted(module: object, inputs: tuple[torch.Tensor], scores: torch.Tensor) -> None:
        seen.append(len(scores))

    handle = assistant.model.vision.letters.register_forward_hook(counted)
    assistant.model.read(lines)
    handle.remove()
    assert seen == [LABELS_PER_FEATURE * line.shape[1] // LINE_STRIDE for line in lines]
