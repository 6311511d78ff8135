"""Verdicts in a word, as pages name and colour them."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.surfaces.page.markup import Markup, element

RIGHT, PARTLY, WRONG, OPEN = "right", "partly right", "wrong", "not judged"


def verdict_of(shares: Sequence[float]) -> str:
    """Right when everything is, wrong when nothing is."""
    if not shares:
        return OPEN
    return RIGHT if min(shares) >= 1 else WRONG if max(shares) <= 0 else PARTLY


def first_word(verdict: str) -> str:
    """right, partly, wrong or not: the verdict as a name of a style."""
    return verdict.split(maxsplit=1)[0]


def badge(verdict: str) -> Markup:
    """The verdict at the head of a card."""
    return element("span", verdict, class_=f"badge {first_word(verdict)}")
