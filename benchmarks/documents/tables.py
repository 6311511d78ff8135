"""Tables as offices print them: statistics, budgets, lists of measures, schedules. All of it is made up."""

# ruff: noqa: E501 - a line for each list of words is read more easily than one wrapped

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.documents import prose
from benchmarks.documents.blocks import Align, Cell, Grid, Rules
from benchmarks.documents.figures import WRITINGS, Writing, number

STUBS = {
    "Sector": "Agriculture,Fishing,Mining,Food products,Textiles,Construction,Retail trade,Hotels,Transport,Banking,Health",
    "Category": "Passenger cars,Light vans,Heavy lorries,Buses,Motorcycles,Trailers,Tractors,Mopeds,Other vehicles",
    "Type of dwelling": "Detached houses,Terraced houses,Flats in towers,Studio flats,Sheltered homes,Mobile homes",
    "Purpose": "Road repairs,Street lighting,Parks and gardens,Libraries,Fire service,Waste collection,Flood defence,Sports",
    "Species": "Herring,Cod,Mackerel,Plaice,Sole,Shrimp,Lobster,Mussels,Haddock,Sprat",
    "Age group": "Under 5,5 to 14,15 to 24,25 to 44,45 to 64,65 to 79,80 and over",
    "Energy source": "Hydro power,Wind on land,Wind at sea,Solar,Natural gas,Hard coal,Biomass,Imports,Nuclear",
    "Level of education": "Primary,Lower secondary,Upper secondary,Vocational,Bachelor,Master,Doctorate",
}
GROUPS = "Northern districts,Coastal districts,Uplands,Capital area,Islands,River valley,Eastern border".split(",")
MEASURES = "Persons,Share,Value,Volume,Change,Index,Revenue,Permits,Claims,Median,Total,Cases,Rate,Men,Women".split(",")
LONG_MEASURES = (
    "Number of applications received,Average duration in days,Estimated annual cost,Amount outstanding at year end,"
    "Change from previous year,Share of all households,Funds committed but not spent,Persons per vehicle"
).split(",")
UNITS = "(thousands)|(per cent)|(million)|(tonnes)|(days)|(per 1,000)|(number)|(EUR)".split("|")
TITLES = (
    "Registrations by category and year,Expenditure by purpose,Selected indicators,Summary of results,Receipts and payments,"
    "Distribution by region,Estimates for the coming year,Comparison with earlier surveys,Deliveries by quarter"
).split(",")
OFFICES = "Finance,Planning,Harbour,Health,Legal Affairs,Public Works,Schools,Statistics,Waterways".split(",")
STATES = "Complete,On track,Delayed,Not started,Under review,Cancelled".split(",")
MARKS = ("*", "†", "(1)", "(a)", "[2]", "a/")
RULES: tuple[Rules, ...] = ("none", "heads", "rows", "full", "shaded", "none", "heads")


def table(rng: random.Random, *, small: bool = False) -> Grid:
    """A table of any kind; small: of few rows, so that two fit a page."""
    kinds: tuple[Callable[[random.Random, bool], Grid], ...] = (
        statistics,
        statistics,
        budget,
        measures,
        schedule,
        shares,
    )
    return rng.choice(kinds)(rng, small)


def _title(rng: random.Random) -> str:
    text = rng.choice(TITLES)
    form = rng.randrange(4)
    if form == 0:
        return f"Table {rng.randint(1, 19)}. {text}"
    if form == 1:
        return f"Table {rng.randint(1, 9)}.{rng.randint(1, 20)} – {text}, {rng.randint(1998, 2024)}"
    return text if form == 2 else ""


def _figure(rng: random.Random, writing: Writing, decimals: int, scale: int) -> str:
    chance = rng.random()
    if chance < 0.05:
        return rng.choice(("–", "n/a", "..", "-", "x"))
    value = rng.uniform(0.1, 1) * 10 ** rng.randint(1, scale)
    if chance < 0.15:
        return number(-value, writing, decimals, brackets=rng.random() < 0.6)
    return number(value, writing, decimals)


def statistics(rng: random.Random, small: bool = False) -> Grid:
    """Figures by a stub of groups and years in groups: heads of one or two rows, perhaps a row of units."""
    num_groups, num_years = rng.choice(((1, 3), (1, 5), (2, 2), (2, 3), (3, 2), (1, 7), (4, 2)))
    heads, num_heads = _two_heads(rng, num_groups, num_years) if num_groups > 1 else _one_head(rng, num_years)
    columns = num_groups * num_years
    if rng.random() < 0.3:
        heads += [
            Cell(row=num_heads, column=1 + column, text=rng.choice(UNITS), heading=True, align="center")
            for column in range(columns)
        ]
        num_heads += 1
    body, bare, num_rows = _stub_column(rng, num_heads, 5 if small else rng.randint(6, 20))
    figures = _figures(rng, [cell.row for cell in body if cell.row not in bare], columns)
    widths = (rng.choice((2.2, 2.8, 3.5)), *(1.0,) * columns)
    return _grid(rng, [*heads, *body, *figures], num_rows, widths, small=small)


def _grid(
    rng: random.Random, cells: list[Cell], num_rows: int, widths: tuple[float, ...], *, small: bool = False
) -> Grid:
    wide = len(widths) > 6
    size = rng.choice((6.5, 7.0, 7.5)) if wide else rng.choice((7.5, 8.0, 9.0, 10.0))
    narrow = rng.choice((1.0, 1.0, 0.85)) if not wide else 1.0
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Grid(
        cells=ordered,
        num_rows=num_rows,
        widths=widths,
        rules=rng.choice(RULES),
        size_pt=min(size, 8.5) if small else size,
        caption=_title(rng),
        narrow=narrow,
    )


def _one_head(rng: random.Random, num_columns: int) -> tuple[list[Cell], int]:
    stub = rng.choice(list(STUBS))
    named = rng.random() < 0.5
    first = rng.randint(1994, 2017)
    words = rng.sample(LONG_MEASURES if num_columns < 5 else MEASURES, num_columns) if named else []
    names = words or [str(first + index) for index in range(num_columns)]
    align: Align = rng.choice(("right", "center"))
    cells = [
        Cell(row=0, column=1 + index, text=name, heading=True, align="center" if named else align)
        for index, name in enumerate(names)
    ]
    stub_cells = [Cell(row=0, column=0, text=stub, heading=True)] if rng.random() < 0.8 else []
    return [*stub_cells, *cells], 1


def _two_heads(rng: random.Random, num_groups: int, each: int) -> tuple[list[Cell], int]:
    names = rng.sample(MEASURES, num_groups)
    first = rng.randint(1994, 2020)
    unders = [str(first + index) for index in range(each)]
    if rng.random() < 0.3:
        unders = rng.sample(("Men", "Women", "Total", "Urban", "Rural"), each)
    cells = [
        Cell(row=0, column=1 + group * each, text=name, heading=True, align="center", column_span=each)
        for group, name in enumerate(names)
    ]
    cells += [
        Cell(row=1, column=1 + group * each + index, text=under, heading=True, align=rng.choice(("center", "right")))
        for group in range(num_groups)
        for index, under in enumerate(unders)
    ]
    if rng.random() < 0.8:
        stub = rng.choice(list(STUBS))
        spanning = rng.random() < 0.7
        row = 0 if spanning else 1
        cells.append(Cell(row=row, column=0, text=stub, heading=True, row_span=2 if spanning else 1))
    return cells, 2


def _stub_column(rng: random.Random, first_row: int, num_rows: int) -> tuple[list[Cell], set[int], int]:
    """Names of rows: plain, or groups with indented members below; which rows have no figures; where the table ends."""
    words = rng.choice(list(STUBS.values())).split(",")
    leader = rng.random() < 0.2
    if rng.random() < 0.5:
        names = rng.sample(words, min(num_rows, len(words)))
        cells, bare = (
            [_stub(rng, first_row + index, name, 0, leader=leader) for index, name in enumerate(names)],
            set[int](),
        )
    else:
        cells, bare = _groups(rng, first_row, max(num_rows // 4, 1), words, leader=leader)
    end = max(cell.row for cell in cells) + 1
    if rng.random() < 0.6:
        cells.append(Cell(row=end, column=0, text=rng.choice(("Total", "All", "Grand total", "TOTAL")), bold=True))
        end += 1
    return cells, bare, end


def _groups(
    rng: random.Random, row: int, num_groups: int, words: list[str], *, leader: bool
) -> tuple[list[Cell], set[int]]:
    cells, bare = list[Cell](), set[int]()
    for group in rng.sample(GROUPS, min(num_groups, len(GROUPS))):
        cells.append(Cell(row=row, column=0, text=group, bold=True))
        if rng.random() < 0.6:
            bare.add(row)
        members = rng.sample(words, 3)
        cells += [_stub(rng, row + 1 + index, name, 1, leader=leader) for index, name in enumerate(members)]
        row += 1 + len(members)
    return cells, bare


def _stub(rng: random.Random, row: int, name: str, indent: int, *, leader: bool) -> Cell:
    text = name
    if rng.random() < 0.12:
        text += f" {rng.choice(MARKS)}"
    elif rng.random() < 0.08 and not leader:
        text += (
            f" including {rng.choice(('repairs', 'imports', 'second homes', 'small firms', 'grants paid in advance'))}"
        )
    return Cell(row=row, column=0, text=text, indent=indent, leader=leader)


def _figures(rng: random.Random, rows: list[int], columns: int) -> list[Cell]:
    writing, scale = rng.choice([WRITINGS[name] for name in ("en", "en", "fr", "de", "ch", "plain")]), rng.randint(2, 6)
    decimals = [rng.choice((0, 0, 1, 2)) for _ in range(columns)]
    centred, holes = rng.random() < 0.15, rng.choice((0.0, 0.0, 0.08, 0.2))
    return [
        Cell(
            row=row,
            column=1 + column,
            text=_figure(rng, writing, decimals[column], scale),
            align="center" if centred else "right",
        )
        for row in rows
        for column in range(columns)
        if rng.random() >= holes
    ]


def budget(rng: random.Random, small: bool = False) -> Grid:
    """Accounts: dotted leaders, subtotals, negative amounts in brackets."""
    columns, cells = rng.randint(1, 4), list[Cell]()
    year, writing = rng.randint(2001, 2024), WRITINGS[rng.choice(("en", "de", "fr"))]
    has_heads = rng.random() < 0.85
    if has_heads:
        names = [f"{year - index}" if rng.random() < 0.7 else f"FY {year - index}\nActual" for index in range(columns)]
        cells += [
            Cell(row=0, column=1 + index, text=name, heading=True, align="right") for index, name in enumerate(names)
        ]
    row, leader = int(has_heads), rng.random() < 0.6
    words = [name for names in STUBS.values() for name in names.split(",")]
    for part in range(1 if small else rng.randint(2, 3)):
        heading = ("Income", "Expenditure", "Reserves")[part]
        cells.append(Cell(row=row, column=0, text=heading, bold=True))
        names = rng.sample(words, rng.randint(3, 6))
        lines = [*((name, False) for name in names), (f"Total {heading.lower()}", True)]
        for index, (name, total) in enumerate(lines, start=1):
            cells.append(
                Cell(
                    row=row + index, column=0, text=name, indent=int(not total), bold=total, leader=leader and not total
                )
            )
            for column in range(columns):
                value = rng.uniform(-2e5, 9e5)
                text = number(value, writing, 0, brackets=True)
                cells.append(Cell(row=row + index, column=1 + column, text=text, align="right", bold=total))
        row += len(lines) + 1
    return _grid(rng, cells, row, (3.0, *(1.2,) * columns), small=small)


def measures(rng: random.Random, small: bool = False) -> Grid:
    """A list with cells of several lines: what is done, by whom, until when."""
    heads = ["No.", "Measure", "Responsible", "Due", "Status", "Remarks"][: rng.randint(4, 6)]
    num_rows = rng.randint(3, 4) if small else rng.randint(4, 9)
    cells = [Cell(row=0, column=index, text=name, heading=True) for index, name in enumerate(heads)]
    for row in range(1, num_rows + 1):
        texts = [
            f"{rng.randint(1, 9)}.{row}",
            prose.sentence(rng),
            f"{rng.choice(OFFICES)} Office",
            f"{rng.randint(1, 4)}Q {rng.randint(2024, 2027)}",
            rng.choice(STATES),
            rng.choice(("", "See annex", "Awaiting reply from " + prose.person(rng), "Funding agreed in principle")),
        ]
        cells += [Cell(row=row, column=index, text=texts[index]) for index in range(len(heads)) if texts[index]]
    widths = (0.6, 3.2, 1.4, 0.9, 1.1, 1.8)[: len(heads)]
    return _grid(rng, cells, num_rows + 1, widths, small=small)


def schedule(rng: random.Random, small: bool = False) -> Grid:
    """Rows in groups that share one cell at the left."""
    heads = ("District", "Site", "Inspector", "Visits", "Score")[: rng.randint(4, 5)]
    cells = [Cell(row=0, column=index, text=name, heading=True) for index, name in enumerate(heads)]
    names, row = prose.Names(rng), 1
    for group in rng.sample(GROUPS, 2 if small else rng.randint(3, 5)):
        size = rng.randint(2, 4)
        cells.append(Cell(row=row, column=0, text=group, row_span=size))
        for index in range(row, row + size):
            texts = (names.place(), prose.person(rng), str(rng.randint(1, 40)), f"{rng.uniform(40, 100):.1f}")
            cells += [
                Cell(row=index, column=1 + column, text=text, align="right" if column > 1 else "left")
                for column, text in enumerate(texts[: len(heads) - 1])
            ]
        row += size
    return _grid(rng, cells, row, (1.6, 1.5, 1.6, 0.8, 0.8)[: len(heads)], small=small)


def shares(rng: random.Random, small: bool = False) -> Grid:
    """Answers to a survey: percentages under long heads, with a head above that spans all."""
    answers = rng.sample(("Very satisfied", "Satisfied", "Neither", "Dissatisfied", "No answer", "Do not know"), 4)
    cells = [Cell(row=0, column=1, text="Share of replies (per cent)", heading=True, align="center", column_span=4)]
    cells += [
        Cell(row=1, column=1 + index, text=name, heading=True, align="center") for index, name in enumerate(answers)
    ]
    questions = [prose.sentence(rng).rstrip(".") + "?" for _ in range(3 if small else rng.randint(4, 9))]
    for row, question in enumerate(questions, start=2):
        cells.append(Cell(row=row, column=0, text=question))
        cells += [
            Cell(row=row, column=1 + column, text=f"{rng.uniform(1, 60):.1f}", align="right") for column in range(4)
        ]
    return _grid(rng, cells, len(questions) + 2, (3.2, 1, 1, 1, 1), small=small)
