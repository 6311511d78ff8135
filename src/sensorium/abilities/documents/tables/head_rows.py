"""Which lines of a head are one row of it."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.documents.tables.rows import Strip, crossing


def head_rows(strips: Sequence[Strip], edges: Sequence[float], *, ruled: bool) -> list[list[Strip]]:
    """Lines of a head between two drawn lines → rows: a new one begins under what spans several columns. ruled: lines
    around cells part rows, so that it begins only where each of those columns has a heading of its own.
    """
    rows: list[list[Strip]] = []
    over = False
    for strip in strips:
        spans = any(crossing(run, edges) for run in strip.line.runs)
        goes_on = not _parts_under(rows[-1][-1], strip, edges) if rows and ruled else not over or spans
        if rows and goes_on:
            rows[-1].append(strip)
        else:
            rows.append([strip])
        over = spans
    return rows


def _parts_under(above: Strip, strip: Strip, edges: Sequence[float]) -> bool:
    """Whether a line says something in each column that a run of the line above is printed across, and parts there."""
    for run in above.line.runs:
        if crossed := crossing(run, edges):
            columns = set(range(crossed[0], crossed[-1] + 2))
            across = any(set(crossing(below, edges)) & set(crossed) for below in strip.line.runs)
            if columns <= strip.filled and not across:
                return True
    return False
