"""Words in their order as a text: what a line's end has parted, and what no space parts."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word, said


def below(*lines: str) -> list[Word]:
    """Words of lines below each other, a space apart."""
    words = []
    for row, line in enumerate(lines):
        left = 0.0
        for text in line.split(" "):
            words.append(Word(text=text, box=Box(left, 14.0 * row, left + 10.0 * len(text), 14.0 * row + 10)))
            left += 10.0 * len(text) + 3.0
    return words


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("支払期限は令和6年", "4月30日です。"), "支払期限は令和6年4月30日です。"),
        (("这是一个很长", "的段落"), "这是一个很长的段落"),
        (("株式会社 山田", "商店"), "株式会社 山田商店"),
        (("日本の", "GDP は"), "日本の GDP は"),
        (("นี่คือเอกสาร", "ภาษาไทย"), "นี่คือเอกสารภาษาไทย"),
        (("ราคา", "100 บาท"), "ราคา 100 บาท"),
        (("서울특별시", "강남구"), "서울특별시 강남구"),
        (("two", "lines"), "two lines"),
    ],
)
def test_the_end_of_a_line_parts_words_where_spaces_do(lines: tuple[str, ...], text: str) -> None:
    assert said(below(*lines)) == text


def test_what_touches_is_one_text() -> None:
    first, second = Word(text="請求", box=Box(0, 0, 20, 10)), Word(text="書", box=Box(20.5, 0, 30, 10))
    assert said([first, second]) == "請求書"
