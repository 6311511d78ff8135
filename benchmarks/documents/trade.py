"""What an invoice or a receipt says, before it has a form: number, date, company, lines, totals that add up."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.documents.figures import DATE_FORMS, amount, written
from benchmarks.documents.labels import ENDS, FOODS, GOODS, STREETS
from benchmarks.documents.prose import Names

LANGUAGES = ("en", "en", "en", "de", "de", "fr", "es", "it", "nl", "pl", "pt")
TAXES = {
    "en": (0.2, 0.06, 0.0875, 0.1),
    "de": (0.19, 0.07),
    "fr": (0.2, 0.1, 0.055),
    "es": (0.21, 0.1),
    "it": (0.22, 0.1),
}
TAXES |= {"nl": (0.21, 0.09), "pl": (0.23, 0.08), "pt": (0.23, 0.13)}
MONEY = {"en": (("$", "USD"), ("£", "GBP"), ("€", "EUR"), ("RM", "MYR"), ("C$", "CAD")), "pl": (("zł", "PLN"),)}
EURO = (("€", "EUR"), ("EUR", "EUR"))
BRANDS = (
    "Harbour,Northway,Silverline,Oakfield,Bluestone,Greenleaf,Sunrise,Central,Old Mill,Castle,Meridian,Polar".split(",")
)
SHOPS = "Bakery,Market,Hardware,Pharmacy,Books,Coffee House,Mini Mart,Stationery,Garden Centre,Restaurant".split(",")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing sold: how many, for how much each and together."""

    name: str
    quantity: int
    price: float
    sum: float


@dataclass(frozen=True, kw_only=True)
class Deal:
    """All that a paper about a sale says. Amounts in the currency; sign and place: how it is written."""

    language: str
    company: str
    address: tuple[str, str]
    number: str
    day: date
    date_form: str
    lines: tuple[Line, ...]
    net: float
    tax_rate: float
    tax: float
    total: float
    currency: str
    sign: str
    sign_place: str

    def money(self, value: float, *, bare: bool = False) -> str:
        """An amount as this paper writes it; bare: without the currency."""
        return amount(value, self.language, self.sign, "none" if bare else self.sign_place)

    def date(self, shift_days: int = 0) -> str:
        """The day, or one so many days later, as this paper writes dates."""
        return written(self.day + timedelta(days=shift_days), self.date_form, self.language)

    @property
    def fields(self) -> dict[str, Any]:
        """The truth, normalised: ISO date, plain amounts, ISO currency."""
        lines = [{"name": line.name, "quantity": line.quantity, "amount": f"{line.sum:.2f}"} for line in self.lines]
        plain = {"net": f"{self.net:.2f}", "tax": f"{self.tax:.2f}", "total": f"{self.total:.2f}"}
        known = {
            "number": self.number,
            "date": self.day.isoformat(),
            "company": self.company,
            "currency": self.currency,
        }
        return {**known, **plain, "language": self.language, "lines": lines}


def deal(rng: random.Random, *, shop: bool = False, language: str = "") -> Deal:
    """A sale at random. shop: small goods over the counter, prices with tax; else goods by invoice, tax on top."""
    language = language or rng.choice(LANGUAGES)
    lines = _lines(rng, language, shop=shop)
    rate, added = rng.choice(TAXES[language]), round(sum(line.sum for line in lines), 2)
    net = round(added / (1 + rate), 2) if shop else added
    total = added if shop else round(net + round(net * rate, 2), 2)
    sign, currency = rng.choice(MONEY.get(language, EURO))
    before = language == "en" or (language in {"nl", "it"} and rng.random() < 0.5)
    return Deal(
        language=language,
        company=company(rng, language, shop=shop),
        address=(STREETS[language].format(n=rng.randint(1, 180)), f"{rng.randint(10000, 98999)} {Names(rng).place()}"),
        number=_number(rng),
        day=date(2015, 1, 1) + timedelta(days=rng.randint(0, 4000)),
        date_form=_date_form(rng, language, currency),
        lines=lines,
        net=net,
        tax_rate=rate,
        tax=round(total - net, 2),
        total=total,
        currency=currency,
        sign=sign,
        sign_place="none" if rng.random() < 0.15 else "before" if before else "after",
    )


def _date_form(rng: random.Random, language: str, currency: str) -> str:
    """Americans alone write the month first."""
    forms = [form for form in DATE_FORMS[language] if form != "american" or currency == "USD"]
    return rng.choice([form for form in forms if form != "slashed" or currency != "USD"])


def _lines(rng: random.Random, language: str, *, shop: bool) -> tuple[Line, ...]:
    names = (FOODS if shop else GOODS)[language].split("|")
    found = []
    for name in rng.sample(names, rng.randint(1, 6 if shop else 5)):
        quantity = rng.choice((1, 1, 1, 2, 3)) if shop else rng.randint(1, 12)
        price = round(rng.uniform(0.8, 15) if shop else rng.uniform(4, 900), 2)
        found.append(Line(name=name, quantity=quantity, price=price, sum=round(price * quantity, 2)))
    return tuple(found)


def company(rng: random.Random, language: str, *, shop: bool) -> str:
    """A firm that does not exist."""
    brand = rng.choice((*BRANDS, Names(rng).place(), Names(rng).place()))
    if shop and rng.random() < 0.7:
        name = f"{brand} {rng.choice(SHOPS)}"
        return name.upper() if rng.random() < 0.4 else name
    return f"{brand} {rng.choice(ENDS[language].split('|'))}"


def _number(rng: random.Random) -> str:
    year, count = rng.randint(2015, 2025), rng.randint(1, 99999)
    return rng.choice(
        (
            f"{count + 10000}",
            f"INV-{count:05}",
            f"{year}-{count:04}",
            f"RE{year}{count:05}",
            f"{year}/{count % 1000}",
            f"F{count:06}",
        )
    )
