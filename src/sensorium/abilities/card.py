"""The model card of a checkpoint: what it is, what it was trained on and whom to thank, what it can and cannot do.

Figures are those of `sensorium evaluate`; nothing in a card is written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sensorium.abilities.evaluation.row import Row, lost_by_wording
from sensorium.native.worlds.sets import SETS

HEAD = """---
library_name: sensorium
license: apache-2.0
pipeline_tag: any-to-any
tags: [any-to-any, multimodal, cpu]
---
"""
WORLD = """
It knows a closed world: scenes and short clips of things drawn by code on plain grounds, rendered lines, small pages
and charts, short spoken sentences, folk tunes, and, where it was trained on real sets, their digits, commands,
photographs and sounds by name. It speaks with one synthetic voice. Music is a score that a synthesizer plays. Outside
this world it is wrong. Rows "off the grid" and "drawn otherwise" tell how well it knows things as other people's
pictures show them. Answers in words say how likely they are right; that is calibrated inside its world; how well it
tells that something is outside, `sensorium evaluate --only known` measures.
"""


IN_SHORT = "## In short"
SHORT: tuple[tuple[str, str, str], ...] = (
    ("names the thing in a drawn scene", "scene → what", "right"),
    ("names it at any place, of any size", "scene off the grid → what", "right"),
    ("names it turned, shaded and worn as well", "scene drawn otherwise → what", "right"),
    ("counts them, 1 to 5", "scene → how many", "right"),
    ("says how they stand to each other", "scene → relation", "right"),
    ("says yes or no about them", "scene → whether it is so", "right"),
    ("says of which of them something is true", "scene → which thing", "right"),
    ("reads a printed line (of its characters)", "line → text", "characters right"),
    ("reads a value off a chart", "chart → value", "within 5%"),
    ("follows a spoken sentence (of its words)", "speech → text", "words right"),
    ("knows a digit said by a voice never heard", "real digits → text", "right"),
    ("knows a spoken keyword", "real keywords → text", "right"),
    ("names a recorded sound, of 10 kinds", "real sound → name", "right"),
    ("names clothes in a photograph, of 10 kinds", "photograph → clothes", "right"),
    ("draws the things asked for", "words → picture", "right things"),
    ("speaks so that a recogniser follows (of its words)", "words → speech", "words heard"),
    (
        "says scenes and numbers so that a recogniser with their grammar follows (of its words)",
        "words → speech of scenes and numbers",
        "words heard with the grammar",
    ),
    ("films the motion asked for", "words → clip", "right motion"),
    ("begins a clip with the picture it is given (as codes)", "picture → clip", "starts from the picture"),
    ("continues it: the thing stays the same, moving as one, to the end", "picture → clip", "continues the picture"),
    ("composes in the key, metre and kind asked for", "words → tune", "as asked"),
    ("composes tunes that copy less than half of a known one", "words → tune", "new: under half in one copied run"),
    ("finds a scene by its description", "scene ↔ description", "medium found"),
    ("is surer of things it knows than of strangers", "unknown thing | known", "told apart (AUROC)"),
)
"""What the card shows in short: in plain words, the direction, the measure."""


@dataclass(frozen=True, kw_only=True)
class Trained:
    """How a checkpoint came about. `sets`: names of the real sets that training saw."""

    name: str
    size: str
    num_parameters: int
    positions: int
    sets: tuple[str, ...] = ()


def card(trained: Trained, rows: Sequence[Row] = (), about: Mapping[str, object] | None = None) -> str:
    """The card in Markdown. `about` says how the rows were measured: machine, cases, seconds."""
    short = [_in_short(rows)] if rows else []
    parts = [
        HEAD,
        f"# {trained.name}\n",
        _summary(trained),
        WORLD,
        *short,
        _figures(rows, about or {}),
        _sources(trained),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


@dataclass(frozen=True, kw_only=True)
class Short:
    """One row of what a card shows in short: what the model does, how often, between what, and what chance would do."""

    words: str
    mean: float
    low: float
    high: float
    chance: float


def in_short(text: str) -> list[Short]:
    """The rows that a card shows in short, read back from it; none of a card without figures."""
    _, _, rest = text.partition(f"\n{IN_SHORT}\n")
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    return [_short(line) for line in lines[1:]]  # the first names the columns


def _short(line: str) -> Short:
    words, mean, between, chance, *_ = line.strip("| ").split(" | ")
    low, _, high = between.partition("–")
    return Short(words=words, mean=float(mean), low=float(low), high=float(high), chance=float(chance))


def _summary(trained: Trained) -> str:
    return (
        f"\nOne backbone for text, pictures, sound, video and documents, size `{trained.size}`, "
        f"{trained.num_parameters / 1e6:.1f} million parameters with all encoders and decoders, trained from nothing "
        f"on {trained.positions / 1e6:.1f} million positions by its own training code.\n"
    )


def _sources(trained: Trained) -> str:
    lines = [
        "\n## Trained on\n",
        "- Worlds generated by the project's own code; speech synthesised by flite and espeak-ng.",
    ]
    for name in sorted(trained.sets):
        item = SETS[name]
        thanks = "; ".join(dict.fromkeys(f"{origin.credit} ({origin.licence})" for origin in item.origins))
        lines.append(f"- `{name}`: {item.about}. {thanks}.")
    return "\n".join(lines)


def _in_short(rows: Sequence[Row]) -> str:
    found = {(row.direction, row.measure): row for row in rows}
    lines = [
        IN_SHORT,
        "",
        "| On held-out cases it | Figure | 95% interval | Chance | Others, same cases |",
        "|---|---|---|---|---|",
    ]
    for words, *key in SHORT:
        row = found.get((key[0], key[1]))
        if row is not None:
            low, high = f"{row.figure.low:.2f}", f"{row.figure.high:.2f}"
            others = in_cell(row.others)
            lines.append(f"| {words} | {row.figure.mean:.2f} | {low}–{high} | {row.figure.chance:.2f} | {others} |")
    return "\n".join(lines)


def in_cell(text: str) -> str:
    """Text that parts no cell of a table."""
    return text.replace("|", r"\|")


def _figures(rows: Sequence[Row], about: Mapping[str, object]) -> str:
    if not rows:
        return "\n## Figures\n\nNot measured yet: run `sensorium evaluate --card FOLDER`.\n"
    lines = [
        "\n## Figures\n",
        "Held-out cases, judged by analytic checkers and outside engines. Chance: replies judged on other cases.\n",
        "| Direction | Measure | Figure | 95% interval | Chance | Cases | On the same cases |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {in_cell(row.direction)} | {in_cell(row.measure)} | {row.figure.mean:.3f} "
        f"| {row.figure.low:.3f}–{row.figure.high:.3f} | {row.figure.chance:.3f} | {row.figure.num_cases} "
        f"| {in_cell(row.others)} |"
        for row in rows
    ]
    weak = [f"{row.direction} ({row.measure})" for row in rows if not row.figure.above_chance]
    lines.append(f"\nNot above chance: {', '.join(weak) if weak else 'none'}.")
    lost = lost_by_wording(rows)
    if lost is not None:
        lines.append(f"\nAsked in taught words on the same cases: {lost}.")
    lines += [f"\nMeasured with `sensorium evaluate`; {'; '.join(f'{k}: {v}' for k, v in about.items())}."]
    return "\n".join(lines)
