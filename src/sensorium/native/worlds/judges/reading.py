"""Judges of what was read: character errors of text, labels and values of tables and charts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEPARATOR = " | "
SO = ", so "  # comes before what follows from what was said
VALUE_TOLERANCE = 0.05  # relative

_RULE = re.compile(r"[\s|:-]+")  # |---|:--|
_NUMBER = re.compile(r"[-+−]?\d[\d,]*\.?\d*|[-+−]?\.\d+")


def distance(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Least number of characters, or of words in lists of them, to insert, delete or replace (Levenshtein 1966)."""
    previous = list(range(len(hypothesis) + 1))
    for row, wanted in enumerate(reference, start=1):
        current = [row]
        for column, got in enumerate(hypothesis, start=1):
            replaced = previous[column - 1] + (wanted != got)
            current.append(min(replaced, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


def error_rate(reference: str, hypothesis: str) -> float:
    """Character error rate: distance ÷ length of the reference, runs of white space counted as one space.

    May exceed 1; a hypothesis against an empty reference counts its own length.
    """
    reference, hypothesis = " ".join(reference.split()), " ".join(hypothesis.split())
    return distance(reference, hypothesis) / max(len(reference), 1)


def corpus_error_rate(pairs: list[tuple[str, str]]) -> float:
    """Character error rate over (reference, hypothesis) pairs: all errors ÷ all characters."""
    errors = sum(error_rate(reference, got) * max(len(" ".join(reference.split())), 1) for reference, got in pairs)
    return errors / max(sum(len(" ".join(reference.split())) for reference, _ in pairs), 1)


@dataclass(frozen=True, kw_only=True)
class TableScore:
    """How much of a table was read. Shares of the true rows, 0 … 1; `extra_rows` were made up."""

    labels_right: float
    values_right: float
    extra_rows: int

    @property
    def exact(self) -> bool:
        """All labels and values right and nothing made up."""
        return self.values_right == 1.0 and self.extra_rows == 0


def parse_number(text: str) -> float | None:
    """The first number in `text`, thousands separators, units and currencies aside; None when there is none."""
    found = _NUMBER.search(text.replace("−", "-"))
    if found is None:
        return None
    return float(found[0].replace(",", ""))


def parse_table(text: str) -> dict[str, str]:
    """Rows `label | value` of a reply: label (folded for comparison) → the rest of the row, as written.

    Lines without a separator are passed over, and the rule under a Markdown header; ":" and tabs are taken for one too.
    A label that is given two values has none, ''.
    """
    rows: dict[str, str] = {}
    for line in text.splitlines():
        label, separator, value = (part.strip() for part in _split_row(line))
        if separator and label and not _RULE.fullmatch(line):
            key = folded(label)
            rows[key] = value if rows.get(key, value) == value else ""
    return rows


def _split_row(line: str) -> tuple[str, str, str]:
    for separator in ("|", "\t", ":"):
        if separator in line:
            return line.strip().strip("|").partition(separator)
    return line, "", ""


def conclusion(reply: str) -> str:
    """What a reply comes to: what stands behind its last "so", or all of it."""
    return reply.rpartition(SO)[2]


def folded(label: str) -> str:
    """A label for comparison: case, white space and marks at its end aside."""
    return " ".join(label.lower().split()).rstrip(".,:;")


def values_agree(truth: float, got: float | None, tolerance: float = VALUE_TOLERANCE) -> bool:
    """Whether `got` is within the relative tolerance of `truth`."""
    return got is not None and abs(got - truth) <= tolerance * abs(truth) + 1e-9


def chart_score(truth: Mapping[str, float], reply: str, tolerance: float = VALUE_TOLERANCE) -> TableScore:
    """Judge a reply that gives a chart as a table. A value counts only under its right label."""
    rows = parse_table(reply)
    found = [folded(label) in rows for label in truth]
    right = [
        values_agree(value, parse_number(rows.get(folded(label), "")), tolerance) for label, value in truth.items()
    ]
    extra = len(rows.keys() - {folded(label) for label in truth})
    return TableScore(labels_right=_share(found), values_right=_share(right), extra_rows=extra)


def table_score(truth: str, reply: str) -> TableScore:
    """Judge a reply that gives a table of text: a row's cells must all be as in `truth`, case and spacing aside."""
    wanted, rows = parse_table(truth), parse_table(reply)
    found = [label in rows for label in wanted]
    right = [_cells(rows.get(label, "")) == _cells(cells) for label, cells in wanted.items()]
    return TableScore(
        labels_right=_share(found), values_right=_share(right), extra_rows=len(rows.keys() - wanted.keys())
    )


def _cells(row: str) -> list[str]:
    return [folded(cell) for cell in row.split("|")]


def _share(hits: list[bool]) -> float:
    return sum(hits) / max(len(hits), 1)
