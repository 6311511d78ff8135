"""What the charts of the benchmark say: drawn from a seed, before any engine renders it."""

from __future__ import annotations

import random
from dataclasses import dataclass

TOPICS = (
    ("Umsatz nach Region", "Region", "Umsatz (Tsd. €)", ("Nord", "Süd", "Ost", "West", "Mitte", "Ausland", "Online")),
    ("Energy use by source", "Source", "TWh", ("Coal", "Gas", "Wind", "Solar", "Hydro", "Nuclear", "Biomass", "Oil")),
    ("Ventes par trimestre", "Trimestre", "Ventes", ("T1 2023", "T2 2023", "T3 2023", "T4 2023", "T1 2024", "T2 2024")),
    ("Visitors per month", "Month", "Visitors", ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")),
    ("Budget shares", "Department", "Share", ("Health", "Education", "Defence", "Transport", "Housing", "Culture")),
    ("Producción por cultivo", "Cultivo", "Toneladas", tuple("Trigo Maíz Arroz Cebada Soja Avena".split())),
    ("Population of towns", "Town", "Inhabitants", ("Lund", "Ghent", "Porto", "Graz", "Turku", "Delft", "Siena")),
    ("Average temperature", "Year", "Degrees", tuple(map(str, range(2015, 2024)))),
)  # fmt: skip
SERIES = (("Men", "Women"), ("2022", "2023", "2024"), ("Alpha", "Beta", "Gamma", "Delta"), ("North", "South", "East"),
          ("Plan", "Actual"), ("Import", "Export"))  # fmt: skip
KINDS = (
    "bar",
    "bar level",
    "bar grouped",
    "bar stacked",
    "bar level grouped",
    "line",
    "line several",
    "pie",
    "donut",
    "scatter",
)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """A chart: form is one of `KINDS`; values by series; xs: places of the points of a scatter."""

    seed: int
    form: str
    title: str
    first_axis: str
    second_axis: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    xs: tuple[float, ...] = ()

    @property
    def kind(self) -> str:
        return {"donut": "pie"}.get(self.form, self.form.split()[0])

    @property
    def level(self) -> bool:
        return "level" in self.form

    @property
    def stacked(self) -> bool:
        return "stacked" in self.form


def truth_of(seed: int) -> Truth:
    """The chart of a seed; forms in turn."""
    chance = random.Random(seed * 7919 + 13)
    form = KINDS[seed % len(KINDS)]
    title, first, second, pool = chance.choice(TOPICS)
    count = chance.randint(3, min(6, len(pool))) if form in {"pie", "donut"} else chance.randint(3, len(pool))
    size = chance.choice((10, 60, 100, 900, 25_000, 3_000_000, 1.5))
    names = chance.choice(SERIES) if _several(form) else ("",)
    if form == "scatter":
        return _scatter(seed, chance, size)
    values = tuple((name, _values(chance, count, size, form)) for name in names)
    return Truth(
        seed=seed, form=form, title=title, first_axis=first, second_axis=second, categories=pool[:count], series=values
    )


def _several(form: str) -> bool:
    return any(word in form for word in ("grouped", "stacked", "several"))


def _values(chance: random.Random, count: int, size: float, form: str) -> tuple[float, ...]:
    if form.startswith("line"):
        at, walk = chance.uniform(0.3, 0.8), []
        for _ in range(count):
            at = min(1.0, max(0.05, at + chance.uniform(-0.22, 0.22)))
            walk.append(_short(at * size))
        return tuple(walk)
    least = 0.12 if form in {"pie", "donut"} else 0.06
    return tuple(_short(chance.uniform(least, 1) * size) for _ in range(count))


def _short(value: float) -> float:
    return float(f"{value:.3g}")


def _scatter(seed: int, chance: random.Random, size: float) -> Truth:
    xs = tuple(sorted({round(chance.uniform(1, 100), 1) for _ in range(chance.randint(12, 30))}))
    ys = tuple(_short(size * (0.3 + 0.005 * x + chance.uniform(-0.15, 0.15))) for x in xs)
    return Truth(seed=seed, form="scatter", title="Weight against height", first_axis="Height", second_axis="Weight",
                 categories=tuple(f"{x:g}" for x in xs), series=(("", ys),), xs=xs)  # fmt: skip
