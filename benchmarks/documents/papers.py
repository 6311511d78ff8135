"""Invoices and receipts laid out: the same sale in many forms."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.documents.blocks import Align, Beside, Block, Cell, Gap, Grid, Look, Pairs, Rule, Rules, Sheet, Words
from benchmarks.documents.labels import INVOICES, RECEIPTS
from benchmarks.documents.pages import look
from benchmarks.documents.prose import Names, person
from benchmarks.documents.trade import Deal

RULES: tuple[Rules, ...] = ("none", "heads", "rows", "full", "shaded")


def invoice(rng: random.Random, families: Sequence[str], deal: Deal) -> Sheet:
    """A page: sender, receiver, numbers that look alike, dates of which one is the invoice's, lines, totals."""
    words = {key: rng.choice(names) for key, names in INVOICES[deal.language].items()}
    sender: tuple[Block, ...] = (
        Words(text=deal.company, role="heading"),
        Words(text="\n".join(deal.address), role="small"),
    )
    receiver = Words(text="\n".join((person(rng), f"{rng.randint(1, 99)} {Names(rng).place()}", Names(rng).place())))
    title = Words(text=words["invoice"], role="title", align=rng.choice(("left", "left", "right", "center")))
    details = _details(rng, deal, words)
    blocks = (
        *_top(rng, sender, receiver, title, details),
        Gap(height_pt=10.0),
        _lines(rng, deal, words),
        Gap(height_pt=6.0),
        _totals(rng, deal, words),
        Gap(height_pt=rng.choice((14.0, 30.0))),
        Words(text=f"{words['payable']} IBAN {_iban(rng)}", role="small"),
    )
    footer = f"{deal.company} · {words['vat']} {rng.choice(('DE', 'GB', 'FR', 'X'))}{rng.randint(10**8, 10**9 - 1)}"
    return Sheet(blocks=blocks, look=look(rng, families), footer=footer if rng.random() < 0.6 else "")


def _iban(rng: random.Random) -> str:
    groups = " ".join(str(rng.randint(1000, 9999)) for _ in range(4))
    return f"DE{rng.randint(10, 99)} {groups} {rng.randint(10, 99)}"


def _top(
    rng: random.Random, sender: tuple[Block, ...], receiver: Block, title: Block, details: Block
) -> tuple[Block, ...]:
    form = rng.randrange(4)
    if form == 0:
        return (*sender, Rule(), title, Beside(parts=((receiver,), (details,)), widths=(1.2, 1)))
    if form == 1:
        return (Beside(parts=(sender, (title, details)), widths=(1.2, 1)), Gap(height_pt=12.0), receiver)
    if form == 2:
        return (title, *sender, receiver, details)
    return (Beside(parts=((receiver,), sender), widths=(1.5, 1)), Gap(height_pt=16.0), title, details)


def _details(rng: random.Random, deal: Deal, words: dict[str, str]) -> Block:
    """Numbers and dates: beside their labels, below them, or in a table with a head."""
    colon = rng.choice((":", ":", ""))
    own = [(words["number"], deal.number), (words["date"], deal.date())]
    others = [
        (words["customer"], str(rng.randint(10000, 999999))),
        (words["order"], f"{rng.choice('ABPQ')}{rng.randint(1000, 99999)}"),
        (words["due"], deal.date(rng.choice((14, 30)))),
        (words["delivered"], deal.date(-rng.randint(1, 9))),
        (words["ordered"], deal.date(-rng.randint(10, 40))),
    ]
    rows = own + rng.sample(others, rng.randint(1, 4))
    rng.shuffle(rows)
    form = rng.random()
    if form < 0.25:
        return _headed(rows[:5])
    pairs = tuple((f"{key}{colon}", value) for key, value in rows)
    return Pairs(
        rows=pairs, above=form < 0.45, align=rng.choice(("left", "right")) if form > 0.7 else "left", key_share=0.5
    )


def _headed(rows: list[tuple[str, str]]) -> Grid:
    cells = [Cell(row=0, column=index, text=key, heading=True) for index, (key, _) in enumerate(rows)]
    cells += [Cell(row=1, column=index, text=value) for index, (_, value) in enumerate(rows)]
    return Grid(cells=tuple(cells), num_rows=2, widths=(1.0,) * len(rows), rules="full", size_pt=8.0, counted=False)


def _lines(rng: random.Random, deal: Deal, words: dict[str, str]) -> Grid:
    keys = ["item", "quantity", "price", "sum"]
    bare = rng.random() < 0.6
    texts = [
        (line.name, str(line.quantity), deal.money(line.price, bare=bare), deal.money(line.sum, bare=bare))
        for line in deal.lines
    ]
    numbered = rng.random() < 0.3
    widths: tuple[float, ...] = (3.4, 0.9, 1.3, 1.3)
    heads = [words[key] for key in keys]
    if numbered:
        heads, widths = ["#", *heads], (0.4, *widths)
        texts = [(str(index), *row) for index, row in enumerate(texts, start=1)]  # type: ignore[misc]
    rows = [tuple(heads), *texts]
    cells = tuple(
        Cell(row=row, column=column, text=text, heading=row == 0, align=_align(column - numbered))
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    return Grid(cells=cells, num_rows=len(rows), widths=widths, rules=rng.choice(RULES), size_pt=9.0)


def _align(column: int) -> Align:
    return "left" if column <= 0 else "right"


def _totals(rng: random.Random, deal: Deal, words: dict[str, str]) -> Block:
    rate = f"{deal.tax_rate * 100:g}".replace(".", "." if deal.language == "en" else ",")
    rows = [(words["net"], deal.money(deal.net)), (f"{words['tax']} {rate}%", deal.money(deal.tax))]
    if rng.random() < 0.85 or deal.sign_place == "none":
        total = words["total"] if deal.sign_place != "none" else f"{words['total']} ({deal.currency})"
        rows.append((total, deal.money(deal.total)))
    else:
        rows.insert(0, (words["total"], deal.money(deal.total)))
    table = Pairs(rows=tuple(rows), key_share=0.55, align="right")
    if rng.random() < 0.2:
        return table
    return Beside(parts=((Gap(height_pt=1.0),), (table,)), widths=(1.0, 1.0))


def receipt(rng: random.Random, families: Sequence[str], deal: Deal) -> Sheet:
    """A strip of paper: the shop on top, what was bought, total, how it was paid."""
    words = {key: rng.choice(names) for key, names in RECEIPTS[deal.language].items()}
    align: Align = rng.choice(("center", "center", "left"))
    head = [
        Words(text=deal.company, role="heading", align=align),
        Words(text="\n".join(deal.address), role="small", align=align),
    ]
    if rng.random() < 0.6:
        head.append(
            Words(
                text=f"{words['phone']} {rng.randint(100, 999)}-{rng.randint(1000000, 9999999)}",
                role="small",
                align=align,
            )
        )
    blocks: list[Block] = [
        *head,
        Rule(dashed=True),
        _when(rng, deal, words),
        Rule(dashed=True),
        _bought(rng, deal),
        Rule(dashed=True),
    ]
    blocks += [*_paid(rng, deal, words), Gap(height_pt=6.0), Words(text=words["thanks"], role="small", align="center")]
    height = 225.0 + 17 * len(deal.lines) + rng.choice((0.0, 30.0))
    paper = Look(
        family=rng.choice(list(families)),
        size_pt=rng.choice((8.0, 8.5, 9.0)),
        leading=1.25,
        width_pt=rng.choice((204.0, 226.0, 250.0)),
        height_pt=height + 60,
        margin_pt=rng.choice((12.0, 16.0)),
    )
    return Sheet(blocks=tuple(blocks), look=paper)


def _when(rng: random.Random, deal: Deal, words: dict[str, str]) -> Block:
    time = f"{rng.randint(8, 21):02}:{rng.randint(0, 59):02}"
    rows = [(deal.date(), time), (words["slip"], deal.number)]
    if rng.random() < 0.5:
        rows.append((words["clerk"], str(rng.randint(1, 30))))
    if rng.random() < 0.4:
        rng.shuffle(rows)
    return Pairs(rows=tuple(rows), align=rng.choice(("left", "right")), key_share=0.55)


def _bought(rng: random.Random, deal: Deal) -> Block:
    rows = []
    for line in deal.lines:
        name = f"{line.quantity} x {line.name}" if line.quantity > 1 or rng.random() < 0.2 else line.name
        rows.append((name.upper() if deal.company.isupper() else name, deal.money(line.sum, bare=True)))
    return Pairs(rows=tuple(rows), align="right", key_share=0.68)


def _paid(rng: random.Random, deal: Deal, words: dict[str, str]) -> list[Block]:
    """Totals and how they were paid: more than one amount is as great as the total, or greater."""
    rows = [(words["subtotal"], deal.money(deal.net, bare=True))] if rng.random() < 0.6 else []
    tax = (f"{words['tax']} {deal.tax_rate * 100:g}%", deal.money(deal.tax, bare=True))
    total = Pairs(rows=((words["total"], deal.money(deal.total)),), align="right", key_share=0.55)
    if rng.random() < 0.5:
        given = next(note for note in (5, 10, 20, 50, 100, 200, 500, 1000, 5000) if note >= deal.total)
        paid = [
            (words["cash"], deal.money(given, bare=True)),
            (words["change"], deal.money(given - deal.total, bare=True)),
        ]
    else:
        paid = [(words["card"], deal.money(deal.total, bare=True))]
    early = rng.random() < 0.5
    first, last = ([*rows, tax], paid) if early else (rows, [*paid, tax])
    parts: list[Block] = [Pairs(rows=tuple(first), align="right", key_share=0.68)] if first else []
    return [*parts, total, Rule(), Pairs(rows=tuple(last), align="right", key_share=0.68)]
