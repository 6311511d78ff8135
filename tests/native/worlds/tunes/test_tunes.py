"""Composed and printed tunes: what the words ask for is what the notes are, and tests stay apart from training."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zstandard

from sensorium.content import Music
from sensorium.errors import InvalidInput
from sensorium.native.codecs.score import ScoreCodec, ScoreGrammar
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.sets.folder import find, present
from sensorium.native.worlds.sets.splits import split_of
from sensorium.native.worlds.tunes import Piece, PrintedTunes, Tunes, composed, judge_tune, pair_is_held_out
from sensorium.native.worlds.tunes.styles import STYLES, TONICS
from sensorium.native.worlds.tunes.wording import article

REAL = find()


def _examples(world: Tunes, split: Split, count: int, seed: int = 0) -> list[Example]:
    """Requests for tunes."""
    drawn = world.examples(np.random.default_rng(seed), split)
    return list(islice((example for example in drawn if example.task == "compose"), count))


def _bars(number: int) -> str:
    """Six bars of no other number."""
    letters = np.random.default_rng(number).choice(list("EFGABcdefg"), (6, 4))
    return "".join(f"{a}2{b} {c}2{d}|" for a, b, c, d in letters)


def _row(number: int, **changes: str) -> Mapping[str, Any]:
    body = _bars(number) + "A3 A3|A6|]"
    row: dict[str, Any] = {
        "title": f"Tune {number}",
        "other_titles": [],
        "rhythm": "jig",
        "meter": "6/8",
        "unit": "1/8",
    }
    return row | {"tempo": "", "key": "D", "abc": body} | changes


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sets with forty made-up tunes, three of which cannot be expressed."""
    home = tmp_path_factory.mktemp("sets")
    rows = [_row(number) for number in range(37)]
    rows += [_row(50, meter="7/8"), _row(51, key="C#"), _row(52, abc="A2c e2c|A2c|" * 4)]
    return _written(home, rows)


def _written(home: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    (home / "folk_tunes").mkdir()
    buffer = io.BytesIO("\n".join(json.dumps(row) for row in rows).encode())
    (home / "folk_tunes" / "data.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(buffer.getvalue()))
    (home / "folk_tunes" / "manifest.jsonl").write_text("{}\n")
    return home


@pytest.mark.parametrize("split", ["train", "test"])
def test_composed_tunes_are_what_their_truth_says(split: Split) -> None:
    for example in _examples(Tunes(), split, 40):
        music = example.reply[0]
        assert isinstance(music, Music)
        truth = example.truth
        verdict = judge_tune(music.abc, kind=truth["kind"], key=truth["key"], metre=truth["metre"])
        assert verdict.all_ok
        assert verdict.num_bars == truth["bars"]
        assert pair_is_held_out(truth["kind"], truth["key"]) == (split == "test")


@pytest.mark.parametrize("split", ["train", "test"])
def test_a_given_tune_is_told_by_kind_key_and_metre(split: Split) -> None:
    drawn = Tunes().examples(np.random.default_rng(4), split)
    for example in islice((one for one in drawn if one.task == "describe_tune"), 10):
        tune = example.prompt[0]
        assert isinstance(tune, Music)
        verdict = judge_tune(
            tune.abc, kind=example.truth["kind"], key=example.truth["key"], metre=example.truth["metre"]
        )
        assert verdict.kind_ok
        assert verdict.metre_ok
        answer = str(example.reply[0])
        assert example.truth["kind"] in answer
        assert answer.endswith(example.truth["metre"])


def test_equal_state_gives_equal_examples() -> None:
    first, second = (_examples(Tunes(), "train", 5, seed=3) for _ in range(2))
    assert [example.prompt for example in first] == [example.prompt for example in second]
    assert [example.reply[0].abc for example in first] == [example.reply[0].abc for example in second]  # type: ignore[union-attr]


def test_prompts_name_what_they_ask() -> None:
    for example in _examples(Tunes(), "train", 80, seed=1):
        asked, prompt = example.truth["asked"], str(example.prompt[0]).lower()
        assert ("kind" not in asked) or asked["kind"] in prompt
        assert ("metre" not in asked) or asked["metre"] in prompt
        if "key" in asked:
            tonic, mode = asked["key"].split()
            assert mode in prompt or mode == "major"
            assert tonic[0].lower() in prompt
        assert all(example.truth[name] == value for name, value in asked.items() if name in ("kind", "key", "metre"))


@pytest.mark.parametrize(
    ("words", "expected"), [("A minor jig", "an"), ("D jig", "a"), ("air", "an"), ("F reel", "an")]
)
def test_articles_go_by_ear(words: str, expected: str) -> None:
    assert article(words) == expected


def test_every_kind_has_keys_to_train_on_and_keys_to_test() -> None:
    for kind, styles in STYLES.items():
        for style in styles:
            keys = {f"{tonic} {mode}" for mode in style.modes for tonic in TONICS[mode]}
            held_out = {key for key in keys if pair_is_held_out(kind, key)}
            assert held_out < keys
            assert bool(held_out) == (kind != "tune")
            assert not held_out & {"D major", "G major"}


def test_composed_tunes_repeat_and_come_home() -> None:
    rng = np.random.default_rng(9)
    pieces = [composed(rng, "train") for _ in range(30)]
    bars = [[bar for line in p.abc.splitlines()[7:] for bar in line.strip(":|[]").split("|")] for p in pieces]
    assert sum(len(set(names)) < len(names) for names in bars) > 20
    assert max(len(piece.tokens) for piece in pieces) <= 320


def test_printed_tunes_keep_to_their_split(folder: Path) -> None:
    train, test = (PrintedTunes(folder, split) for split in ("train", "test"))
    assert len(train) + len(test) == 40
    assert 0 < len(test) < 15
    rng = np.random.default_rng(0)
    drawn = [train.draw(rng) for _ in range(60)]
    assert not any(piece.is_held_out for piece in drawn)
    assert len({piece.key for piece in drawn}) > 3
    assert not {piece.title for piece in drawn} & {test.draw(rng).title for _ in range(30)}
    assert (
        sum(train.piece(index) is None for index in range(len(train)))
        + sum(test.piece(index) is None for index in range(len(test)))
        == 3
    )


def test_a_tune_of_training_is_no_test_under_another_title(tmp_path: Path) -> None:
    titles = {
        side: [t for t in map("Air {}".format, range(60)) if split_of("folk_tunes", {"title": t}) == side]
        for side in ("train", "test")
    }
    taught, moved, own = titles["train"][0], *titles["test"][:2]
    lower = _row(1)["abc"].translate(str.maketrans("EFGABcdefg", "DEFGABcdef"))
    rows = [_row(1, title=taught), _row(1, title=moved, abc=lower), _row(2, title=own)]
    printed = PrintedTunes(_written(tmp_path, rows), "test")
    assert {printed.draw(np.random.default_rng(seed)).title for seed in range(8)} == {own}
    (only := tmp_path / "only").mkdir()
    with pytest.raises(InvalidInput, match="no tune of the split test"):
        PrintedTunes(_written(only, rows[:2]), "test")


def test_printed_and_composed_tunes_are_mixed(folder: Path) -> None:
    titles = [example.truth["title"] for example in _examples(Tunes(folder), "train", 30)]
    assert 5 < sum(map(bool, titles)) < 28
    assert len(Tunes(folder).corpus()) > 20
    assert not Tunes().corpus()


def test_pieces_can_be_cut_after_a_part() -> None:
    rng = np.random.default_rng(4)
    whole = next(piece for piece in iter(lambda: composed(rng, "train"), None) if piece.num_parts == 2)
    half = whole.first_parts(1)
    assert (half.num_parts, half.num_bars, half.heading) == (1, 8, whole.heading)
    assert ScoreCodec().encode(half.abc) == list(half.tokens)


def test_the_checker_sees_what_is_wrong() -> None:
    right = "X:1\nR:jig\nM:6/8\nL:1/8\nK:D\n" + "|:A|dfa afd|gbg fdA|Bgf edc|d3 d2:|\n"
    assert judge_tune(right, kind="jig", key="D major", metre="6/8").all_ok
    assert not judge_tune(right, kind="reel").kind_ok
    assert not judge_tune(right, key="G major").key_ok
    assert not judge_tune(right, metre="9/8").metre_ok
    assert not judge_tune(right.replace("gbg fdA", "gbg fd")).bars_add_up
    assert not judge_tune(right.replace("d3 d2", "d3 d")).bars_add_up
    assert not judge_tune(right.replace("d3 d2", "d3 e2")).key_ok
    assert not judge_tune(right.replace("K:D", "K:Ab")).key_ok
    assert not judge_tune(right.replace("f", "^f").replace("M:6/8", "M:4/4")).all_ok
    assert not judge_tune("no tune at all, z4|").parses
    assert not judge_tune("").parses


def test_a_short_first_bar_is_a_pickup_only_where_the_last_lacks_it_or_it_is_half_at_most() -> None:
    head = "X:1\nR:reel\nM:4/4\nL:1/8\nK:D\n"
    bars = "dcdA FDEF|dcdA dcdA|"
    assert judge_tune(f"{head}|:FA|{bars}d4 d2:|").bars_add_up
    assert judge_tune(f"{head}|:FA|{bars}d4 d4:|").bars_add_up
    assert judge_tune(f"{head}|:dcd ABc|{bars}d2:|").bars_add_up
    assert not judge_tune(f"{head}|:dcdA dcd|{bars}d4 d4:|").bars_add_up


def test_a_first_voice_of_rests_is_in_no_key() -> None:
    verdict = judge_tune("X:1\nR:jig\nM:6/8\nL:1/8\nK:D\nV:1\nz6|z6|z6|\nV:2\nA6|A6|D6|\n")
    assert verdict.parses
    assert not verdict.key_ok


def test_a_deliberately_broken_composer_is_caught() -> None:
    rng = np.random.default_rng(2)
    codec = ScoreCodec()
    verdicts = []
    for _ in range(20):
        tokens = list(composed(rng, "train").tokens)
        body = tokens[7:-2]
        rng.shuffle(body)
        verdicts.append(judge_tune(codec.decode([*tokens[:7], *body, *tokens[-2:]])))
    assert not any(verdict.bars_add_up for verdict in verdicts)


@pytest.mark.skipif("folk_tunes" not in present(REAL), reason="the set folk_tunes is not beside the project")
def test_nearly_all_printed_tunes_are_accepted() -> None:
    assert REAL is not None
    printed = PrintedTunes(REAL, "train")
    pieces: list[Piece | None] = [printed.piece(index) for index in range(0, len(printed), 60)]
    read = [piece for piece in pieces if piece is not None]
    assert len(read) >= 0.9 * len(pieces)
    for piece in read[:20]:
        grammar = ScoreGrammar()
        for token in ScoreCodec().encode(piece.abc):
            grammar.advance(token)
        assert grammar.finished
        assert judge_tune(piece.abc).bars_add_up
