"""The ways of asking are many, disjoint between splits, and use their slots."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sensorium.native.worlds.phrases import CASUAL_SHARE, WORDINGS, ask
from sensorium.native.worlds.phrases.reading import READING
from sensorium.native.worlds.phrases.wording import casual, slots_of

SLOTS = {
    "describe": (),
    "what": (),
    "count": ("thing",),
    "colour": ("thing",),
    "where": ("thing",),
    "relation": ("first", "second"),
    "present": ("thing",),
    "confirm": ("thing", "claim"),
    "which": ("claim",),
    "total": (),
    "ground": (),
    "size": ("thing",),
    "photo": (),
    "draw": ("scene",),
    "film": ("scene",),
    "animate": (),
    "animate_motion": ("motion",),
    "watch": (),
    "watch_what": (),
    "watch_motion": (),
    "watch_does": ("thing",),
    "watch_if": ("thing", "doing"),
    "read": (),
    "page": (),
    "table": (),
    "chart_value": ("label",),
    "chart_max": (),
    "chart_min": (),
    "chart_more": ("first", "second"),
    "chart_count": (),
    "cell": ("row", "column"),
    "page_table": (),
    "slip_value": ("label",),
    "transcribe": (),
    "intent": (),
    "keyword": (),
    "hear": (),
    "sound": ("name",),
    "speak": ("words",),
    "compose": ("tune",),
    "omni_describe_film_music": (),
    "describe_speak": (),
    "draw_speak": ("scene",),
    "transcribe_draw": (),
    "repeat": ("text",),
    "follows": ("text", "word"),
}


def bare(template: str) -> str:
    """Letters and fields only, so that case and punctuation cannot make two templates differ."""
    return " ".join(re.findall(r"[a-z{}']+", template.lower()))


def test_the_worlds_find_the_tasks_and_slots_they_rely_on() -> None:
    assert {task: WORDINGS[task].slots for task in SLOTS} == {task: frozenset(slots) for task, slots in SLOTS.items()}


@pytest.mark.parametrize("task", sorted(WORDINGS))
def test_counts_and_disjointness(task: str) -> None:
    templates = WORDINGS[task].train + WORDINGS[task].test
    assert len(set(templates)) == len(templates)
    train = {bare(template) for template in WORDINGS[task].train}
    test = {bare(template) for template in WORDINGS[task].test}
    assert len(train) >= 20
    assert len(test) >= 8
    assert not train & test


@pytest.mark.parametrize("task", sorted(WORDINGS))
def test_every_template_uses_exactly_the_slots(task: str) -> None:
    for template in WORDINGS[task].train + WORDINGS[task].test:
        assert slots_of(template) == WORDINGS[task].slots, template


def test_no_request_without_slots_serves_two_tasks() -> None:
    owner: dict[str, str] = {}
    for task, wording in WORDINGS.items():
        for template in wording.train + wording.test:
            if not wording.slots:
                assert owner.setdefault(bare(template), task) == task, template


def test_whoever_asks_to_read_does_not_ask_for_a_voice() -> None:
    """Answers about print are written; what is asked for aloud is answered in speech elsewhere."""
    asked = [line for one in READING.values() for line in one.train + one.test]
    assert not [line for line in asked if re.search(r"\b(aloud|out loud)\b", line)]


def test_ask_fills_slots_unchanged_and_repeats_with_the_seed() -> None:
    first = [ask("speak", "train", np.random.default_rng(seed), words="Hello World!") for seed in range(50)]
    again = [ask("speak", "train", np.random.default_rng(seed), words="Hello World!") for seed in range(50)]
    assert first == again
    assert all("Hello World!" in request for request in first)
    assert len(set(first)) > 20


def test_ask_draws_only_from_its_split() -> None:
    rng = np.random.default_rng(0)
    test = {bare(template) for template in WORDINGS["describe"].test}
    assert {bare(ask("describe", "test", rng)) for _ in range(400)} == test
    assert not {bare(ask("describe", "train", rng)) for _ in range(400)} & test


def test_about_the_stated_share_is_casual() -> None:
    rng = np.random.default_rng(0)
    lower = sum(ask("watch", "train", rng)[0].islower() for _ in range(2000)) / 2000
    assert CASUAL_SHARE - 0.05 < lower < CASUAL_SHARE + 0.1


def test_the_seed_sentence_is_held_out() -> None:
    assert (
        "Describe this image, then create a video extending it with music" in WORDINGS["omni_describe_film_music"].test
    )


def test_casual_keeps_the_fields() -> None:
    assert casual("What colour is the {thing}?") == "what colour is the {thing}"


def test_wrong_slots_and_tasks_are_refused() -> None:
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="thing"):
        ask("count", "train", rng)
    with pytest.raises(ValueError, match="words"):
        ask("describe", "train", rng, words="no")
    with pytest.raises(KeyError):
        ask("smell", "train", rng)


def test_an_article_fits_the_word_that_fills_a_slot() -> None:
    rng = np.random.default_rng(0)
    asked = {ask("where", "train", rng, thing=thing) for thing in ("apple", "dog") for _ in range(900)}
    assert any(" an apple" in one for one in asked)
    assert not any(" a apple" in one or " an dog" in one for one in asked)
