"""Tokens by modality as bars and tables. Knows counts and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sensorium.content import Usage
from sensorium.surfaces.page.markup import Markup, element

MODALITIES = ("text", "image", "audio", "video", "speech", "sound", "music")
LEAST_SHARE = 0.012  # of a bar, so that a single token can be seen


def bar(usage: Usage) -> Markup:
    """What was read, a gap, what was written; as wide as there are tokens."""
    pieces = [*_ordered(usage.prompt), ("", max(1, usage.total_tokens // 60)), *_ordered(usage.completion)]
    least = usage.total_tokens * LEAST_SHARE
    drawn, at = [], 0.0
    for number, (modality, count) in enumerate(pieces):
        width = max(count, least)
        if modality:
            half = "read" if number < len(usage.prompt) else "written"
            title = element("title", f"{half}: {count} {modality}")
            piece = element("rect", x=f"{at:g}", y=0, width=f"{width:g}", height=10)
            drawn.append(element("g", title, piece, class_=f"of-{modality} {half}"))
        at += width
    words = f"{usage.prompt_tokens} tokens read, {usage.completion_tokens} written"
    shape = {"viewBox": f"0 0 {at:g} 10", "preserveAspectRatio": "none"}
    return element("svg", *drawn, role="img", aria_label=words, class_="bar", **shape)


def table(usage: Usage) -> Markup:
    """One row a modality, and the sum."""
    head = element("tr", *(element("th", name, scope="col") for name in ("tokens", "read", "written")))
    rows = [
        element(
            "tr",
            element("th", element("span", class_=f"swatch of-{name}"), name, scope="row"),
            *(element("td", _number(counts.get(name, 0))) for counts in (usage.prompt, usage.completion)),
        )
        for name in MODALITIES
        if name in usage.prompt or name in usage.completion
    ]
    sums = element(
        "tr",
        element("th", "all", scope="row"),
        element("td", _number(usage.prompt_tokens)),
        element("td", _number(usage.completion_tokens)),
        class_="sum",
    )
    return element("table", element("thead", head), element("tbody", *rows, sums), class_="ledger")


def total(usages: Iterable[Usage]) -> Usage:
    """Everything together."""
    prompt: Counter[str] = Counter()
    completion: Counter[str] = Counter()
    for usage in usages:
        prompt.update(usage.prompt)
        completion.update(usage.completion)
    return Usage(prompt=dict(prompt), completion=dict(completion))


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    known = [(name, counts[name]) for name in MODALITIES if counts.get(name)]
    return known + [(name, count) for name, count in counts.items() if name not in MODALITIES and count]


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f") if count else "–"
