"""Readers of real sets, on tiny sets in the same format, and on the real ones where they are present."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pictures

from sensorium.content import Audio, Image
from sensorium.errors import InvalidInput
from sensorium.native.worlds import sets
from sensorium.native.worlds.sets import questions
from sensorium.native.worlds.sets.packing import even_shares
from sensorium.native.worlds.sets.splits import FSDD_SPEAKER, split_of
from sensorium.native.worlds.sets.sprites import cut_out, extra_sprites, ink
from sensorium.native.worlds.speech import heard_words
from sensorium.native.worlds.speech.orders import as_intent

REAL = sets.find()
needs_real = pytest.mark.skipif(not sets.present(REAL), reason="the real sets are not present")


def picture_bytes(colour: tuple[int, int, int], size: tuple[int, int] = (16, 12)) -> bytes:
    buffer = io.BytesIO()
    Pictures.new("RGB", size, colour).save(buffer, "WEBP", lossless=True)
    return buffer.getvalue()


def sound_bytes(seconds: float, rate_hz: int = 8000, level: int = 8000) -> bytes:
    buffer = io.BytesIO()
    samples = (np.sin(np.arange(int(seconds * rate_hz)) * 440 * 2 * np.pi / rate_hz) * level).astype(np.int16)
    with av.open(buffer, "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=rate_hz, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = rate_hz
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return buffer.getvalue()


def write_media(folder: Path, name: str, items: list[tuple[dict[str, Any], bytes]]) -> None:
    (folder / name).mkdir()
    with zipfile.ZipFile(folder / name / "media.zip", "w") as archive:
        for row, content in items:
            archive.writestr(row["path"], content)
    lines = [json.dumps(row) for row, _ in items]
    (folder / name / "manifest.jsonl").write_text("\n".join([*lines, lines[0]]) + "\n")


def write_text(folder: Path, name: str, documents: list[dict[str, Any]]) -> None:
    (folder / name).mkdir()
    lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    (folder / name / "data.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(lines.encode()))
    (folder / name / "manifest.jsonl").write_text('{"path": "data.jsonl.zst"}\n')


def write_sums(folder: Path) -> None:
    files = sorted(path for path in folder.glob("*/*"))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}" for path in files]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four sets of a few rows each."""
    photos = [
        ({"path": f"{n}.webp", "text": "Royal Gala", "coarse": "Apple", "split": "train"}, picture_bytes((200, n, 30)))
        for n in range(30)
    ]
    digits = [
        (
            {"path": f"{s}_{n}.wav", "text": w, "speaker": s, "split": "train"},
            sound_bytes(0.3, level=8000 + 100 * n + 10 * len(s)),
        )
        for s in ("george", FSDD_SPEAKER)
        for n, w in enumerate(("zero", "one"))
    ]
    emoji = [
        ({"path": "1.webp", "text": "red heart", "keywords": ["love"], "split": "train"}, picture_bytes((250, 0, 0))),
        ({"path": "2.webp", "text": "flag: Peru", "keywords": [], "split": "train"}, picture_bytes((250, 0, 0))),
    ]
    write_media(tmp_path, "grocery_photos", photos)
    write_media(tmp_path, "fsdd", digits)
    write_media(tmp_path, "noto_emoji", emoji)
    write_text(tmp_path, "stories", [{"title": f"Story {n}", "text": "Once.\u2028Then."} for n in range(40)])
    write_sums(tmp_path)
    return tmp_path


def test_the_folder_is_named_or_in_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sets.find(folder) == folder
    monkeypatch.setenv("SENSORIUM_DATA", str(folder))
    assert sets.find() == folder
    monkeypatch.setenv("SENSORIUM_DATA", str(folder / "nowhere"))
    with pytest.raises(InvalidInput, match=r"SENSORIUM_DATA=.*nowhere is no folder"):
        sets.find()


def test_only_whole_sets_are_present(folder: Path) -> None:
    assert sets.present(folder) == ("fsdd", "grocery_photos", "noto_emoji", "stories")
    (folder / "fsdd" / "media.zip").unlink()
    assert "fsdd" not in sets.present(folder)
    assert sets.present(None) == ()


def test_a_changed_or_missing_file_is_found(folder: Path) -> None:
    assert sets.verify(folder, "stories") == []
    with (folder / "stories" / "data.jsonl.zst").open("ab") as file:
        file.write(b"x")
    assert sets.verify(folder, "stories") == ["stories/data.jsonl.zst"]
    (folder / "stories" / "manifest.jsonl").unlink()
    assert sets.verify(folder, "stories") == ["stories/data.jsonl.zst", "stories/manifest.jsonl"]


def test_splits_part_the_rows_and_repeated_rows_count_once(folder: Path) -> None:
    for name in ("grocery_photos", "stories", "fsdd"):
        train, test = sets.rows(folder, name, "train"), sets.rows(folder, name, "test")
        assert train
        assert test
        assert len(train) + len(test) == len(sets.rows(folder, name))
    assert len(sets.rows(folder, "grocery_photos")) == 30
    assert {row["speaker"] for row in sets.rows(folder, "fsdd", "test")} == {FSDD_SPEAKER}


def test_a_file_of_training_is_in_no_test(tmp_path: Path) -> None:
    pages = [({"path": f"{n}.webp", "text": "Once.", "story": f"Story {n}"}, n) for n in range(40)]
    held = [(row, n) for row, n in pages if split_of("storybook_pages", row) == "test"]
    taught = [(row, n) for row, n in pages if split_of("storybook_pages", row) == "train"]
    pictures = {row["path"]: n for row, n in pages} | {held[0][0]["path"]: taught[0][1]}
    write_media(tmp_path, "storybook_pages", [(row, picture_bytes((9, pictures[row["path"]], 9))) for row, _ in pages])
    assert list(sets.rows(tmp_path, "storybook_pages", "train")) == [row for row, _ in taught]
    assert list(sets.rows(tmp_path, "storybook_pages", "test")) == [row for row, _ in held[1:]]
    assert len(sets.rows(tmp_path, "storybook_pages")) == 40


def test_line_separators_inside_texts_are_kept(folder: Path) -> None:
    assert all(row["text"] == "Once.\u2028Then." for row in sets.rows(folder, "stories"))
    assert len(sets.rows(folder, "stories")) == 40


def test_a_story_is_held_out_with_its_pages() -> None:
    titles = [f"A tale of {n} goats" for n in range(200)]
    sides = {title: split_of("stories", {"title": title}) for title in titles}
    assert {"train", "test"} == set(sides.values())
    for title, side in sides.items():
        assert split_of("storybook_pages", {"story": f" {title.upper()} "}) == side


def test_media_become_arrays(folder: Path) -> None:
    picture = sets.image(folder, "grocery_photos", sets.rows(folder, "grocery_photos")[7])
    assert picture.pixels.shape == (12, 16, 3)
    assert tuple(picture.pixels[5, 5]) == (200, 7, 30)
    row = sets.rows(folder, "fsdd")[0]
    sound = sets.audio(folder, "fsdd", row)
    assert sound.sample_rate_hz == 16_000
    assert sound.samples.dtype == np.float32
    assert abs(sound.samples.shape[1] - 0.3 * 16_000) <= 32
    assert 0.2 < np.abs(sound.samples).max() < 0.3
    spectrum = np.abs(np.fft.rfft(sound.samples[0]))
    assert abs(np.argmax(spectrum) * 16_000 / sound.samples.shape[1] - 440) < 5


def test_forked_processes_read_an_archive_each_for_itself(tmp_path: Path) -> None:
    """One that was opened before the fork must not be shared: its place in the file would be everybody's."""
    rng = np.random.default_rng(0)
    items: list[tuple[dict[str, Any], bytes]] = []
    for number in range(30):  # large enough that no reader finds its bytes in its own buffer
        file = io.BytesIO()
        Pictures.fromarray(rng.integers(0, 255, (96, 96, 3), dtype=np.uint8)).save(file, "PNG")
        items.append(({"path": f"{number}.png", "text": "x"}, file.getvalue()))
    write_media(tmp_path, "clothing_photos", items)
    found = sets.rows(tmp_path, "clothing_photos")
    wanted = [sets.image(tmp_path, "clothing_photos", row).pixels.mean() for row in found]  # opens the archive
    readers = [_forked(tmp_path, found, wanted) for _ in range(4)]
    assert [os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]) for reader in readers] == [0, 0, 0, 0]


def _forked(folder: Path, found: Sequence[Mapping[str, Any]], wanted: Sequence[float]) -> int:
    """A process that reads everything many times over, and ends with 0 when all was as wanted."""
    reader = os.fork()
    if reader:
        return reader
    try:
        for _ in range(30):
            seen = [sets.image(folder, "clothing_photos", row).pixels.mean() for row in found]
            if seen != wanted:
                os._exit(1)
    except BaseException:  # noqa: BLE001 - whatever it was, the parent hears of it
        os._exit(2)
    os._exit(0)


def test_unknown_sets_and_absent_files_are_named(folder: Path) -> None:
    with pytest.raises(InvalidInput, match="no set is called 'nothing'"):
        sets.rows(folder, "nothing")
    with pytest.raises(InvalidInput, match="esc10 lacks manifest"):
        sets.rows(folder, "esc10")


def test_the_world_draws_from_what_is_present(folder: Path) -> None:
    world = sets.RealSets(folder)
    assert set(world.tasks()) == {("grocery_photos", "photo"), ("fsdd", "transcribe"), ("noto_emoji", "what")}
    drawn = list(itertools.islice(world.examples(np.random.default_rng(0), "train"), 150))
    assert {example.task for example in drawn} == {"photo", "transcribe", "what"}
    for example in drawn:
        media = [part for part in example.prompt if isinstance(part, Image | Audio)]
        assert len(media) == 1
        assert example.reply == (example.truth["answer"],)
    photo = next(example for example in drawn if example.task == "photo")
    assert photo.reply == ("royal gala apple",)


def test_equal_dice_give_equal_examples(folder: Path) -> None:
    def prompts() -> list[object]:
        drawn = itertools.islice(sets.RealSets(folder).examples(np.random.default_rng(3), "test"), 8)
        return [(e.task, e.reply, [p for p in e.prompt if isinstance(p, str)]) for e in drawn]

    assert prompts() == prompts()


def test_cases_give_each_row_once_and_leave_media_as_they_are(folder: Path) -> None:
    cases = list(sets.RealSets(folder).cases("fsdd", "transcribe"))
    assert [case.reply for case in cases] == [("zero",), ("one",)]
    for case, row in zip(cases, sets.rows(folder, "fsdd", "test"), strict=True):
        sound = next(part for part in case.prompt if isinstance(part, Audio))
        assert np.array_equal(sound.samples, sets.audio(folder, "fsdd", row).samples)


def test_shares_choose_and_wrong_ones_are_refused(folder: Path) -> None:
    world = sets.RealSets(folder, {("fsdd", "transcribe"): 0})
    assert ("fsdd", "transcribe") not in set(world.tasks())
    with pytest.raises(InvalidInput, match="no set and task"):
        sets.RealSets(folder, {("fsdd", "hear"): 1})


def test_a_world_without_rows_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="sensorium data"):
        next(sets.RealSets(tmp_path).examples(np.random.default_rng(0), "train"))


def test_prose_gives_every_document_of_a_split_once(folder: Path) -> None:
    train, test = list(sets.prose(folder, "train")), list(sets.prose(folder, "test"))
    assert sorted(train + test) == sorted(f"Story {n}\nOnce.\u2028Then." for n in range(40))
    assert train == list(sets.prose(folder, "train"))


def test_pairs_join_media_and_words(folder: Path) -> None:
    found = list(itertools.islice(sets.pairs(folder, "train", np.random.default_rng(0)), 30))
    words = {text for _, text in found}
    assert "a photo of royal gala apple" in words
    assert words & {"red heart", "love"}
    assert list(sets.pairs(folder / "stories", "train", np.random.default_rng(0))) == []


def test_sprites_leave_flags_out_and_names_are_lower_case(folder: Path) -> None:
    sprites = extra_sprites(folder)
    assert list(sprites) == ["red heart"]
    assert sprites["red heart"].shape == (128, 128, 4)
    assert extra_sprites(None) == {}


def disc(size: int = 48) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """A red disc with a white hole on white, antialiased."""
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    radius = np.hypot(x, y)
    cover = np.clip(size * 0.4 - radius, 0, 1) * np.clip(radius - size * 0.15, 0, 1)
    return (255 - cover[..., None] * np.array([15, 235, 235]) + 0.5).astype(np.uint8)


def test_cutting_out_keeps_what_is_white_inside_and_unmixes_the_rim() -> None:
    pixels = disc()
    cut = cut_out(pixels)
    assert cut[0, 0, 3] == 0
    assert cut[24, 24, 3] == 255  # the hole does not reach the border
    assert cut[24, 36, 3] == 255
    on_black = cut[..., :3] * (cut[..., 3:] / 255)
    assert on_black[24, 3:6, 1].max() < 40  # no white fringe left of the disc
    on_white = on_black + 255 * (1 - cut[..., 3:] / 255.0)
    assert np.abs(on_white - pixels).max() < 30


def test_ink_is_as_opaque_as_the_stroke_was_dark() -> None:
    drawing = ink(np.array([[[0, 0, 0], [255, 255, 255], [100, 120, 130]]], np.uint8), (10, 20, 30))
    assert drawing[0, :, 3].tolist() == [255, 0, 155]
    assert (drawing[..., :3] == [10, 20, 30]).all()


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"text": "Golden Delicious", "coarse": "Apple"}, "golden delicious apple"),
        ({"text": "Regular Tomato", "coarse": "Tomato"}, "regular tomato"),
        ({"text": "Carrots", "coarse": "Carrots"}, "carrots"),
        ({"text": "t-shirt"}, "t-shirt"),
    ],
)
def test_full_names(row: Mapping[str, Any], name: str) -> None:
    assert questions.full_name(row) == name


def test_words_of_transcripts_descriptions_and_intents() -> None:
    assert heard_words("IT'S Not — “first person”, NOW.") == "it's not first person now"
    assert questions.first_sentences("One. Two is long! Three", limit=18) == "One. Two is long!"
    assert questions.first_sentences("far too long to fit", limit=5) == ""
    row = {"intent": "orderDrink", "slots": {"size": "small", "coffeeDrink": "latte"}}
    assert as_intent(row["intent"], row["slots"]) == "orderDrink coffeeDrink=latte, size=small"


def test_every_set_has_what_people_elsewhere_need() -> None:
    assert len(sets.SETS) == 20
    for name in sets.SETS:
        text = sets.instructions(name)
        for origin in sets.SETS[name].origins:
            assert origin.address.startswith("https://")
            assert len(origin.revision) == 40
            assert origin.revision in text
            assert origin.licence in text
    taught = {(name, task) for name, task in questions.MAKERS}
    assert all(task in sets.SETS[name].tasks for name, task in taught)
    with pytest.raises(InvalidInput, match="no set is called"):
        sets.instructions("imagenet")


def test_status_counts_rows(folder: Path) -> None:
    found = {status.real_set.name: status for status in sets.describe(folder)}
    assert found["fsdd"].present
    assert (found["fsdd"].num_train, found["fsdd"].num_test) == (2, 2)
    assert not found["esc10"].present
    assert not any(status.present for status in sets.describe(None))


@needs_real
def test_every_real_set_reads_and_every_task_makes_an_example() -> None:
    assert REAL is not None
    world = sets.RealSets(REAL)
    for name, task in world.tasks():
        example = next(world.cases(name, task, "test" if sets.rows(REAL, name, "test") else "train"))
        assert example.task == task
        assert isinstance(example.reply[0], str)
        assert example.reply[0]


@needs_real
@pytest.mark.slow
def test_sentences_about_boxes_are_taught_with_their_reasons() -> None:
    assert REAL is not None
    shares = {key: float(key == ("nlvr", "nlvr")) for key in questions.MAKERS}
    taught = sets.RealSets(REAL, shares).examples(np.random.default_rng(0), "train")
    answers = [str(next(taught).reply[0]) for _ in range(60)]
    assert all(": left " in answer for answer in answers)
    assert {answer.split()[-1] for answer in answers} == {"true", "false"}


@needs_real
def test_no_speaker_sentence_or_title_is_on_both_sides() -> None:
    assert REAL is not None
    for name, key in (("fsdd", "speaker"), ("speechocean762", "speaker"), ("nlvr", "sentence"), ("stories", "title")):
        if name in sets.present(REAL):
            sides = [{row[key] for row in sets.rows(REAL, name, split)} for split in ("train", "test")]
            assert sides[0]
            assert sides[1]
            assert not sides[0] & sides[1]


def test_packed_sets_are_sets_of_fewer_rows(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "packed"
    packed = {one.name: one for one in sets.pack(folder, target, 3000)}
    assert set(sets.present(target)) == set(sets.present(folder)) == set(packed)
    photos = sets.rows(target, "grocery_photos")
    assert 0 < len(photos) < packed["grocery_photos"].num_rows_before == 30
    assert {row["path"] for row in photos} <= {row["path"] for row in sets.rows(folder, "grocery_photos")}
    assert packed["stories"].num_rows == len(sets.rows(target, "stories"))
    before, after = (sets.image(place, "grocery_photos", photos[0]).pixels.astype(int) for place in (folder, target))
    assert abs(before - after).mean() < 8
    assert sets.audio(target, "fsdd", sets.rows(target, "fsdd")[0]).duration_s == pytest.approx(0.3, abs=0.02)


def test_pictures_are_packed_no_larger_than_they_are_looked_at(tmp_path: Path) -> None:
    noise = Pictures.fromarray(np.random.default_rng(0).integers(0, 255, (400, 700, 3), np.uint8))
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")
    rows = [({"path": f"{n}.png", "text": "Royal Gala", "split": "train"}, buffer.getvalue()) for n in range(2)]
    write_media(tmp_path, "grocery_photos", rows)
    (one,) = sets.pack(tmp_path, tmp_path / "packed", 10_000_000)
    picture = sets.image(tmp_path / "packed", "grocery_photos", sets.rows(tmp_path / "packed", "grocery_photos")[0])
    assert (picture.width, picture.height) == (256, 146)
    assert one.num_bytes < len(buffer.getvalue()) / 5


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 1000), max_size=8), st.integers(0, 3000))
def test_shares_of_room_are_even(sizes: dict[str, int], limit: int) -> None:
    """Nobody is cut while another has more than it."""
    shares = even_shares(sizes, limit)
    assert sum(shares.values()) <= limit
    assert all(0 <= shares[name] <= size for name, size in sizes.items())
    for name in (name for name, size in sizes.items() if shares[name] < size):
        assert max(shares.values()) <= shares[name] + len(sizes)


def test_nothing_to_pack_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        sets.pack(tmp_path, tmp_path / "packed", 1000)
    assert caught.value.code == "data_not_found"
