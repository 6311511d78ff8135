"""How figures are printed: as a table while they come, or as JSON, with the machine they were measured on."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sensorium.surfaces.cli.options import AsJson

if TYPE_CHECKING:
    from sensorium.abilities.evaluation.row import Row
    from sensorium.abilities.evaluation.wording import Lost


@dataclass(frozen=True, kw_only=True)
class Printed:
    """How figures are printed."""

    markdown: Annotated[bool, typer.Option("--markdown", help="Print a table in Markdown.")] = False
    as_json: AsJson = False


@dataclass(eq=False)
class Table:
    """Prints rows under a head that comes with the first."""

    columns: Sequence[str]
    widths: Sequence[int]
    markdown: bool = False
    begun: bool = False

    def print(self, row: Sequence[str]) -> None:
        if not self.begun:
            self.begun = True
            self._write(self.columns)
            if self.markdown:
                self._write(["---"] * len(self.columns))
        self._write(row)
        sys.stdout.flush()

    def end(self, line: str) -> None:
        """A line below the rows."""
        sys.stdout.write(f"\n{line}\n")

    def _write(self, values: Sequence[str]) -> None:
        if self.markdown:
            from sensorium.abilities.card import in_cell

            sys.stdout.write(f"| {' | '.join(map(in_cell, values))} |\n")
            return
        padded = [value.ljust(width) for value, width in zip(values, self.widths, strict=True)]
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def machine() -> str:
    """Where figures were measured, in words."""
    import torch

    from sensorium import __version__

    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, torch {torch.__version__}, sensorium {__version__}"


def num_typefaces() -> int:
    """Families of print that tests are set in: what is read by a machine with few of them is easier."""
    from sensorium.native.worlds.print.fonts import installed

    return len(installed().families("test"))


def cells(row: Row, *, worded: bool = False) -> list[str]:
    """A row in words; `worded`: with what unseen words cost, a dash where nothing is asked in words."""
    figure = row.figure
    return [
        row.direction,
        row.measure,
        f"{figure.mean:.3f}",
        f"{figure.low:.3f} – {figure.high:.3f}",
        f"{figure.chance:.3f}",
        "yes" if figure.above_chance else "no",
        str(figure.num_cases),
        row.others,
        *(_lost_cells(row.lost) if worded else ()),
    ]


def _lost_cells(lost: Lost | None) -> tuple[str, str]:
    if lost is None:
        return "-", "-"
    return f"{lost.taught:.3f}", f"{lost.points:+.1f} ({lost.low:+.1f} to {lost.high:+.1f})"


def row_json(row: Row) -> dict[str, Any]:
    """A row for programs."""
    figure = row.figure
    return {
        "direction": row.direction,
        "measure": row.measure,
        "figure": figure.mean,
        "interval": [figure.low, figure.high],
        "chance": figure.chance,
        "above_chance": figure.above_chance,
        "cases": figure.num_cases,
        "beside": {name: {"figure": one.mean, "interval": [one.low, one.high]} for name, one in row.beside.items()},
        "lost": None if row.lost is None else asdict(row.lost),
    }
