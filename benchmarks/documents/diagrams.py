"""Charts with their data: what is shown, before an engine draws it. All of it is made up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["bar", "grouped", "line", "pie", "scatter"]
KINDS: tuple[Kind, ...] = ("bar", "grouped", "line", "pie", "scatter")

TOPICS = (
    ("Visitors by museum", "Museum", "Visitors (thousands)", "Harbour,Castle,Textile,Railway,Natural History,Glass"),
    ("Electricity by source", "Source", "Output (GWh)", "Hydro,Wind,Solar,Gas,Coal,Biomass"),
    ("Catch by species", "Species", "Tonnes", "Herring,Cod,Sole,Shrimp,Mackerel,Plaice"),
    ("Complaints by cause", "Cause", "Complaints", "Noise,Litter,Parking,Lighting,Potholes,Smell"),
    ("Staff by department", "Department", "Employees", "Finance,Schools,Parks,Roads,Health,Water"),
    ("Loans by library", "Library", "Loans", "Central,North,Riverside,Hill,Station,Market"),
)
SERIES = ("2021,2022,2023", "Men,Women", "Urban,Rural", "Plan,Actual", "First half,Second half", "East,West")


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """kind; words; categories of the first axis; one row of values for each series. scatter: x as categories."""

    kind: Kind
    title: str
    first_axis: str
    second_axis: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    labelled: bool = False

    @property
    def truth(self) -> dict[str, Any]:
        """For JSON."""
        told = {"kind": self.kind, "title": self.title, "axes": [self.first_axis, self.second_axis]}
        series = dict(zip(self.series, map(list, self.values), strict=True))
        return {**told, "categories": list(self.categories), "series": series, "labelled": self.labelled}


def diagram(rng: random.Random, kind: Kind) -> Diagram:
    """A chart of a kind: values far enough apart that the greatest and the least can be told."""
    title, first, second, names = rng.choice(TOPICS)
    categories = tuple(rng.sample(names.split(","), rng.randint(4, 6)))
    series: tuple[str, ...] = ("",)
    if kind == "line":
        start = rng.randint(1995, 2016)
        categories, first = tuple(str(start + year) for year in range(rng.randint(5, 8))), "Year"
        title = title.split(" by ")[0] + " by year"
    if kind == "scatter":
        categories, first = tuple(str(place) for place in sorted(rng.sample(range(1, 40), 12))), "Age of building"
        title = title.split(" by ")[0] + " and age"
    if kind in {"grouped", "line"}:
        series = tuple(rng.choice(SERIES).split(","))[: rng.choice((2, 3))]
    values = tuple(_values(rng, len(categories)) for _ in series)
    return Diagram(
        kind=kind,
        title=title,
        first_axis=first,
        second_axis=second,
        categories=categories,
        series=series,
        values=values,
        labelled=kind == "pie" or (kind in {"bar", "grouped"} and rng.random() < 0.4),
    )


def _values(rng: random.Random, number: int) -> tuple[float, ...]:
    scale = rng.choice((1, 1, 5, 10))
    return tuple(float(value * scale) for value in rng.sample(range(8, 100, 4), number))
