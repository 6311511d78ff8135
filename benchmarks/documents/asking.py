"""Questions with known answers about made documents, from their truth alone. Only what has one answer is asked."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Literal, TypeAlias

About: TypeAlias = Literal["text", "table", "chart", "picture"]
Form: TypeAlias = Literal["text", "date", "amount", "number", "yes_no"]
Truth: TypeAlias = Mapping[str, Any]

# Of charts without printed values, as shares of the greatest one: values of which 5% can be seen (two pixels of 250),
# and how far apart two values must lie to tell which is greater.
LEAST_READ, LEAST_APART = 0.15, 0.02
TOLERANCE = 0.05  # of values in charts, printed or not, as ChartQA has it


@dataclass(frozen=True, kw_only=True)
class Question:
    """about: where the answer stands; form: how answers are compared; tolerance: relative, of numbers."""

    about: About
    question: str
    answer: str
    form: Form = "text"
    tolerance: float = 0.0

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def questions(truth: Truth, limit: int, seed: int) -> list[Question]:
    """At most `limit` questions about a document, in an order of their own; on every page of a mixed one."""
    rng = random.Random(f"questions {seed}")
    found = list(_asked(truth, rng))
    once = Counter(each.question for each in found)
    unique = [each for each in found if once[each.question] == 1]
    return rng.sample(unique, min(limit, len(unique)))


def _asked(truth: Truth, rng: random.Random) -> Iterator[Question]:
    about: About = "picture" if "wear" in truth else "text"
    if "fields" in truth and truth["kind"] in {"invoice", "receipt"}:
        yield from _sale(truth["fields"], "invoice" if truth["kind"] == "invoice" else "receipt", about, rng)
    elif truth["kind"] == "chart":
        yield from _chart(
            truth["chart"], percent=truth.get("engine") == "matplotlib" and truth["chart"]["kind"] == "pie"
        )
    elif truth["kind"] == "screen":
        yield from _screen(truth)
    elif truth["kind"] == "form":
        yield from _form(truth, "text")
    elif truth["kind"] == "mixed":
        for number, page in enumerate(truth["pages"], start=1):
            yield from _paragraphs(page, "picture" if number in truth["scanned"] else "text")
    elif "tables" in truth:
        yield from _tables(truth["tables"])
    else:
        yield from _paragraphs(truth, about)


def _sale(fields: Truth, name: str, about: About, rng: random.Random) -> Iterator[Question]:
    asked: tuple[tuple[str, Form, tuple[str, ...]], ...] = (
        ("number", "text", (f"What is the number of this {name}?", f"Which number does this {name} bear?")),
        ("date", "date", (f"On which date was this {name} issued?", f"What is the date of the {name}?")),
        ("total", "amount", (f"What is the total of the {name}?", "How much is to be paid in all, tax included?")),
        ("company", "text", (f"Which company issued the {name}?", f"From whom is this {name}?")),
        ("tax", "amount", ("How much tax does it contain?", f"What amount of tax is on the {name}?")),
        ("net", "amount", ("What is the amount before tax?", "What is the sum without tax?")),
    )
    shown = {"net"} if name == "receipt" else set()  # not on every slip
    for key, form, words in asked:
        if key not in shown:
            yield Question(about=about, question=rng.choice(words), answer=fields[key], form=form)
    for line in fields["lines"]:
        much = f"What is the amount for “{line['name']}”?"
        yield Question(about=about, question=much, answer=line["amount"], form="amount")
        if name == "invoice":
            many = f"How many of “{line['name']}” were charged?"
            yield Question(about=about, question=many, answer=str(line["quantity"]), form="number")


def _chart(chart: Truth, *, percent: bool) -> Iterator[Question]:
    """percent: slices are labelled with their shares, not with their values."""

    def ask(question: str, answer: str, form: Form = "text", within: float = 0.0) -> Question:
        return Question(about="chart", question=question, answer=answer, form=form, tolerance=within)

    yield ask("What is the title of the chart?", chart["title"])
    if chart["kind"] != "pie":
        yield ask("What does the horizontal axis show?", chart["axes"][0])
        yield ask("What does the vertical axis show?", chart["axes"][1])
    if chart["kind"] == "scatter":
        yield ask("How many points are drawn?", str(len(chart["categories"])), "number")
    else:
        yield from _values(_in_percent(chart) if percent else chart, "share in per cent" if percent else "value")


def _in_percent(chart: Truth) -> Truth:
    """A pie with shares as they are printed on it."""
    ((name, values),) = chart["series"].items()
    return {**chart, "series": {name: [float(f"{100 * value / sum(values):.0f}") for value in values]}}


def _values(chart: Truth, called: str) -> Iterator[Question]:
    names = chart["categories"]
    greatest = 0.0 if chart["labelled"] else max(max(values) for values in chart["series"].values())
    kind = {"pie": "slices", "line": "places along the horizontal axis"}.get(chart["kind"], "categories")
    yield Question(about="chart", question=f"How many {kind} are there?", answer=str(len(names)), form="number")
    for series, values in chart["series"].items():
        where = f" of “{series}”" if series else ""
        for name, value in zip(names, values, strict=True):
            words = f"What is the {called}{where} for {name}?"
            if value >= LEAST_READ * greatest:
                yield Question(about="chart", question=words, answer=f"{value:g}", form="number", tolerance=TOLERANCE)
        for end, ordered in (("highest", sorted(values, reverse=True)), ("lowest", sorted(values))):
            if abs(ordered[0] - ordered[1]) > LEAST_APART * greatest:
                answer = names[values.index(ordered[0])]
                yield Question(about="chart", question=f"Where is the {called}{where} {end}?", answer=answer)


def _screen(truth: Truth) -> Iterator[Question]:
    yield Question(about="picture", question="What is the heading of the window?", answer=truth["title"])
    if "fields" in truth:
        yield from _form(truth, "picture")
        return
    for place, contact, number, state in truth["rows"]:
        rows = ((f"Who is the contact for {place}?", contact), (f"What is the status of {place}?", state))
        yield from (Question(about="picture", question=words, answer=answer) for words, answer in rows)
        yield Question(about="picture", question=f"How many are open in {place}?", answer=number, form="number")


def _form(truth: Truth, about: About) -> Iterator[Question]:
    for name, value in truth["fields"].items():
        yield Question(about=about, question=f"What is entered as “{name}”?", answer=value)
    for name, on in truth["switches"].items():
        answer = "yes" if on else "no"
        yield Question(about=about, question=f"Is “{name}” ticked?", answer=answer, form="yes_no")


def _paragraphs(truth: Truth, about: About) -> Iterator[Question]:
    order = truth["order"]
    for paragraph in order:
        words = f"Which place does the paragraph that begins with “{paragraph['first']}” name last?"
        yield Question(about=about, question=words, answer=paragraph["last"])
    for before, after in pairwise(order):
        words = f"With which word does the paragraph after the one that begins with “{before['first']}” begin?"
        yield Question(about=about, question=words, answer=after["first"])


def _tables(tables: Sequence[Truth]) -> Iterator[Question]:
    for table in tables:
        yield from _cells(table)
    if len(tables) == 1 and tables[0]["caption"]:
        yield Question(about="table", question="What is the table called?", answer=tables[0]["caption"])


def _cells(table: Truth) -> Iterator[Question]:
    cells = [cell for cell in table["cells"] if not cell["heading"]]
    rows = {row: _row_name(table["cells"], row) for row in {cell["row"] for cell in cells}}
    for cell in cells:
        head, row = _head(table["cells"], cell["column"]), rows[cell["row"]]
        if head and row and cell["text"] != row[-1] and cell["row_span"] == 1 and len(cell["text"]) < 40:
            where = f"“{row[-1]}”" + (f" ({row[0]})" if len(row) > 1 else "")
            words = f"In the table, what stands in the row {where} under “{' / '.join(head)}”?"
            yield Question(about="table", question=words, answer=cell["text"])


def _head(cells: Sequence[Truth], column: int) -> list[str]:
    above = [cell for cell in cells if cell["heading"] and 0 <= column - cell["column"] < cell["column_span"]]
    return [cell["text"] for cell in sorted(above, key=lambda cell: int(cell["row"]))]


def _row_name(cells: Sequence[Truth], row: int) -> list[str]:
    """What a row is called, and before it the group it is indented under; [] where its first column is no name."""
    own = [cell for cell in cells if cell["row"] == row and cell["column"] < 2 and cell["row_span"] == 1]
    if not own or len(own[0]["text"]) > 90:
        return []
    groups = [
        cell
        for cell in cells
        if cell["column"] == 0 and cell["row"] < row and cell["indent"] < own[0]["indent"] and not cell["heading"]
    ]
    return [*(group["text"] for group in groups[-1:]), own[0]["text"]]
