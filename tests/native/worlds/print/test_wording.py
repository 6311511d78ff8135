"""Lines of text: their length, their characters, their variety."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sensorium.native.worlds.print.lettering.alphabet import has
from sensorium.native.worlds.print.wording import TextSource, common_words, plain_characters, shortened


def test_there_are_enough_common_words() -> None:
    assert len(set(common_words())) >= 1500
    assert all(re.fullmatch(r"[a-z]+", word) for word in common_words())


def test_lines_are_short_and_made_of_known_characters() -> None:
    source, rng = TextSource(), np.random.default_rng(0)
    lines = [source.line(rng) for _ in range(3000)]
    assert all(1 <= len(line) <= 40 and line == line.strip() for line in lines)
    assert all(map(has, set("".join(lines))))
    assert not any("{" in line and "}" in line for line in lines)


def test_lines_vary() -> None:
    source, rng = TextSource(), np.random.default_rng(1)
    lines = [source.line(rng) for _ in range(3000)]
    assert len(set(lines)) > 2500
    assert {len(line) for line in lines} >= set(range(1, 36))
    for kind in (r"\d\d:\d\d", r"[$£€]", r"\d{4}-\d\d-\d\d", r"@", r"^[A-Z ]{6,}$", r"^[a-z ]{6,}$", r"\d,\d{3}"):
        assert any(re.search(kind, line) for line in lines), kind
    characters = set("".join(lines))
    assert characters >= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"()/-&+=%#@$£€°")


def test_passages_of_other_origin_are_used() -> None:
    source, rng = TextSource(["“Zyzzyva—quokka” ran…", "漢字 only"]), np.random.default_rng(2)
    lines = [source.line(rng) for _ in range(300)]
    assert sum("Zyzzyva" in line or "quokka" in line or "ran..." in line for line in lines) > 50
    assert not any("漢" in line for line in lines)


@given(st.text(alphabet="ab cd", min_size=1, max_size=90), st.integers(1, 40))
def test_shortened_keeps_whole_words_where_it_can(text: str, most: int) -> None:
    short = shortened(text, most, np.random.default_rng(0))
    assert len(short) <= most
    assert text.strip().startswith(short)
    if " " in text.strip()[:most] and len(text) > most:
        assert short.split() == text.split()[: len(short.split())] or not text.startswith(text.strip())


@given(st.text(max_size=60))
def test_plain_text_can_be_drawn(text: str) -> None:
    assert all(map(has, plain_characters(text)))
