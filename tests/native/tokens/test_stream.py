"""The stream: coordinates, cues and counts of every kind of position."""

from __future__ import annotations

import numpy as np

from sensorium.native.tokens import ledger
from sensorium.native.tokens.stream import CELLS, GRID, Modality, Stream
from sensorium.native.tokens.vocabulary import CUE_CELL, CUE_KEY, CUE_PHONE, NO_CUE, PHONE, PICTURE, TEXT, Special

CODES = np.arange(CELLS * 4).reshape(CELLS, 4) % 512


def test_text_has_three_equal_coordinates() -> None:
    chunk = Stream().words([TEXT.start, TEXT.start + 1, TEXT.start + 2])
    assert chunk.coordinates.tolist() == [[0, 0, 0], [1, 1, 1], [2, 2, 2]]


def test_a_picture_spans_rows_and_columns_and_text_goes_on_after_it() -> None:
    stream = Stream()
    stream.begin_grid(Special.PICTURE, Modality.IMAGE)
    cells = stream.cells(CODES, Modality.IMAGE)
    after = stream.end(Modality.IMAGE)
    assert cells.coordinates[0].tolist() == [1, 1, 1]
    assert cells.coordinates[-1].tolist() == [1, GRID, GRID]
    assert after.coordinates[0].tolist() == [1 + GRID] * 3


def test_cells_hold_one_code_of_each_slot() -> None:
    stream = Stream()
    stream.begin_grid(Special.PICTURE, Modality.IMAGE)
    ids = stream.cells(CODES[:2], Modality.IMAGE).ids
    assert all(int(ids[1, slot]) in PICTURE[slot] for slot in range(4))
    assert ids[1, 4] == 0


def test_cues_name_the_next_cell_whether_cells_come_one_by_one_or_together() -> None:
    whole, single = Stream(), Stream()
    for stream in (whole, single):
        stream.begin_grid(Special.VIDEO, Modality.VIDEO, num_keys=2)
    both = np.concatenate([CODES, CODES])
    whole.cells(both, Modality.VIDEO)
    for row in both:
        single.cells(row[None], Modality.VIDEO)
    assert (whole.all().cues == single.all().cues).all()
    cues = whole.all().cues
    assert cues[0].tolist() == [CUE_CELL.start, CUE_KEY.start]
    assert cues[CELLS].tolist() == [CUE_CELL.start, CUE_KEY.start + 1]
    assert cues[-1].tolist() == [NO_CUE, NO_CUE]
    assert (whole.all().coordinates == single.all().coordinates).all()


def test_cells_that_are_left_out_are_passed_over_and_the_cues_tell_where() -> None:
    kept = np.zeros(CELLS, np.bool_)
    kept[[0, 3, 40, 41]] = True
    weights = np.arange(CELLS, dtype=np.float32)
    whole, sparse = Stream(), Stream()
    for stream in (whole, sparse):
        stream.begin_grid(Special.PICTURE, Modality.IMAGE)
    every = whole.cells(CODES, Modality.IMAGE)
    some = sparse.cells(CODES, Modality.IMAGE, weights, kept)
    assert (some.ids == every.ids[kept]).all()
    assert (some.coordinates == every.coordinates[kept]).all()
    assert some.weights.tolist() == [0, 3, 40, 41]
    assert some.cues[:, 0].tolist() == [CUE_CELL.start + 3, CUE_CELL.start + 40, CUE_CELL.start + 41, NO_CUE]
    ends = [stream.end(Modality.IMAGE) for stream in (whole, sparse)]
    assert (ends[0].coordinates == ends[1].coordinates).all()


def test_the_pointer_cues_the_phone_that_comes() -> None:
    stream = Stream()
    stream.phones([PHONE.start + 3, PHONE.start + 5])
    begin = stream.begin_frames(Modality.SPEECH)
    assert begin.cues[0, 0] == CUE_PHONE.start + 3
    frames = stream.frames(np.zeros((3, 4), np.int64), np.array([0, 1, 1]), Modality.SPEECH)
    assert frames.cues[:, 0].tolist() == [CUE_PHONE.start + 3, CUE_PHONE.start + 5, NO_CUE]
    assert stream.remaining_phones == 0


def test_features_of_pictures_and_clips_know_where_they_stand() -> None:
    stream = Stream()
    picture = stream.feature("picture", np.zeros((128, 128, 3), np.uint8), (1, 8, 8), Modality.IMAGE)
    assert (picture.cues == [[CUE_CELL.start + cell, NO_CUE] for cell in range(CELLS)]).all()
    clip = stream.feature("frames", np.zeros((8, 64, 64, 3), np.uint8), (8, 4, 4), Modality.VIDEO)
    assert clip.cues[1].tolist() == [CUE_CELL.start + 2, CUE_KEY.start]
    assert clip.cues[16 + 4].tolist() == [CUE_CELL.start + 2 * GRID, CUE_KEY.start + 1]
    for kind, grid in (("line", (1, 1, 5)), ("sound", (5, 1, 1))):
        assert (stream.feature(kind, np.zeros(1), grid, Modality.AUDIO).cues == NO_CUE).all()  # type: ignore[arg-type]


def test_words_read_in_a_picture_stand_as_text_and_know_their_cells() -> None:
    stream = Stream()
    stream.feature("detail", np.zeros((256, 256, 3), np.uint8), (1, 8, 8), Modality.IMAGE)
    read = stream.read([TEXT.start, TEXT.start + 1], [9, 10], Modality.IMAGE)
    assert read.coordinates.tolist() == [[8, 8, 8], [9, 9, 9]]
    assert read.cues[:, 0].tolist() == [CUE_CELL.start + 9, CUE_CELL.start + 10]
    assert set(read.modality) == {Modality.IMAGE}


def test_the_ledger_counts_every_position_once() -> None:
    stream = Stream()
    stream.special(Special.USER)
    stream.feature("picture", np.zeros((128, 128, 3), np.uint8), (1, 8, 8), Modality.IMAGE)
    stream.words([TEXT.start] * 5)
    counted = ledger.count(stream.chunks)
    assert counted == {"text": 6, "image": 64}
    assert sum(counted.values()) == stream.length == len(stream.all())
