"""Amounts that a document calls by name: total, net, tax, cash, change…, judged by label, place and arithmetic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit, concepts
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.extraction.paper.titles import is_credit_note
from sensorium.abilities.documents.extraction.sums.amount_labels import (
    MONEY_CONCEPTS,
    is_left_out,
    is_of_rest,
    own_labels,
    owns,
    strays,
)
from sensorium.abilities.documents.printed.amounts import Amount

_PRECISION = Decimal("0.011")
MOST_TAXED = Decimal("0.4")  # of the net: no tax on sales is higher
_COINS = tuple(map(Decimal, ("1", "0.5", "0.1", "0.05", "0.01")))
MOST_ROUNDED = Decimal(1)  # units of money by which a sum is rounded to coins, less than that
NEAR_ROUNDED = Decimal("0.05")  # units of money between a sum and what it is rounded to, where no rounding is named
MOST_PAIRED, MOST_SUMMED = 2, 7  # rows of a column that may be alike by chance; rows that are looked through for a sum
MOST_SUMS = 100_000  # ways to add amounts up, beyond which any amount is a sum by chance
MOST_PLAIN = 9  # figures of a number without decimals that may still be an amount


@dataclass(frozen=True, eq=False)
class Money:
    """The amounts of a document, by what they are called."""

    evidence: Evidence

    def candidates(self, concept: str) -> Iterator[Candidate]:
        """What may be the amount of that name."""
        left, concept = concept == "amount_due", "total" if concept == "amount_due" else concept
        for line, amount, owner, how in self.owned:
            if owner.means(concept) and not (concept == "total" and owner.concept == "line_total"):
                rest = {"what is left of it": 1.0} if not left and self._is_rest(line, amount, owner) else {}
                yield self._candidate(line, amount, {**self._signs(concept, line, amount, owner, how), **rest})
        if concept in ("total", "subtotal", "tax"):
            yield from self._reckoned(concept)
            yield from self._summed(concept)
        if concept in ("subtotal", "tax"):
            yield from self._in_a_row(concept)
            yield from self._beside_each_other(concept)

    @cached_property
    def owned(self) -> list[tuple[Line, Amount, Hit, str]]:
        """Every amount with the label that it stands beside or below."""
        found = []
        for line in self.evidence.lines:
            hits = own_labels(line, self.evidence.hits[line.index])
            if hits:
                found += list(self._beside(line, hits))
                found += list(self._below(line, hits))
        return found

    @cached_property
    def named(self) -> dict[str, set[Decimal]]:
        """The amounts beside labels of each concept."""
        table: dict[str, set[Decimal]] = {}
        for line, amount, owner, how in self.owned:
            other = owner.concept == "total" and (strays(line, owner) or self._sums_a_table(line))
            if how == "beside its label" and not other:
                table.setdefault(owner.concept, set()).add(abs(amount.value))
        return table

    def adds_up(self, concept: str, value: Decimal) -> bool:
        """Whether the other amounts of the document come to this one."""
        sums = self._sums.get(concept, []) if value or concept != "tax" else []
        at = bisect_right(sums, value - _PRECISION)
        return at < len(sums) and sums[at] < value + _PRECISION

    @cached_property
    def _sums(self) -> dict[str, list[Decimal]]:
        """What the amounts beside labels come to, in order: where a total, a net or a tax is expected."""
        named = {name: self.named.get(name, set()) - {0} for name in MONEY_CONCEPTS}
        nets, taxes = named["subtotal"], named["tax"]
        totals, untaxed = named["total"] | {Decimal(0)}, taxes | {Decimal(0)}
        extras = _added(named["service"] | {Decimal(0)}, named["shipping"] | {Decimal(0)})
        more = _added(untaxed, extras) - {0}
        whole = _added(nets | named["total"], more)  # "Total 50.00, VAT 9.50, grand total 59.50"
        return {
            "total": sorted(whole | _added(named["cash"], _negated(named["change"]))),
            "subtotal": sorted(_added(totals, _negated(taxes))),
            "tax": sorted(_added(totals, _negated(nets))),
        }

    def _beside(self, line: Line, hits: list[Hit]) -> Iterator[tuple[Line, Amount, Hit, str]]:
        for amount in self.evidence.amounts[line.index]:
            before = [hit for hit in hits if hit.end <= amount.start]
            if before and _countable(amount):
                yield line, amount, before[-1], "beside its label"
            elif not before and amount.looks_like_money and hits[0].start >= amount.end:
                yield line, amount, hits[0], "left of its label"

    def _below(self, line: Line, hits: list[Hit]) -> Iterator[tuple[Line, Amount, Hit, str]]:
        for hit in hits:
            if any(amount.start >= hit.end for amount in self.evidence.amounts[line.index] if amount.looks_like_money):
                continue
            for other, start, end in self.evidence.below(line, hit.start, hit.end):
                if any(owns(one) and one.start < end and one.end > start for one in self.evidence.hits[other.index]):
                    break
                for amount in self.evidence.amounts[other.index]:
                    if start <= amount.start < end and amount.looks_like_money:
                        yield other, amount, hit, "head of a column" if self._is_head(line) else "below its label"

    def _is_head(self, line: Line) -> bool:
        """Whether a line names columns: two labels or more that are of nothing else."""
        hits = self.evidence.hits[line.index]
        kinds = [concepts()[hit.concept].kind for hit in hits]
        named = any(hit.means("line_total") for hit in hits) and len({hit.label for hit in hits}) > 1
        return kinds.count("column") > 1 or (
            named and not any(one.decimals for one in self.evidence.amounts[line.index])
        )

    def _signs(self, concept: str, line: Line, amount: Amount, owner: Hit, how: str) -> dict[str, float]:
        signs = self._amount_signs(concept, line, amount)
        signs[how] = 1.0
        signs["below its label"] = float(how in ("below its label", "head of a column"))
        signs["label misread"] = float(owner.fit < 1)
        signs["plain label"] = float(not owner.others and len(owner.label.split()) > 1)
        astray = owner.concept == "total" and strays(line, owner)
        without = owner.concept == "tax" and is_left_out(line, owner)
        rated = concept == "tax" and self._is_of_item(line, amount, owner)
        signs["words of something else"] = float(how == "beside its label" and (astray or without or rated))
        last = [one for one in self.evidence.amounts[line.index] if one.looks_like_money][-1:] == [amount]
        signs["last of its line"] = float(last)
        signs["net and tax"] = float(concept == "total" and self._sums_a_table(line))
        return signs

    def _sums_a_table(self, line: Line) -> bool:
        """Whether a line has a net and its tax, which together are another amount: the foot of a table of taxes."""
        money = [one.value for one in self.evidence.amounts[line.index] if one.looks_like_money]
        taxed = len(money) == 2 and 0 < money[1] < MOST_TAXED * money[0]
        return taxed and any(abs(money[0] + money[1] - one) <= NEAR_ROUNDED for one in self.evidence.money_counts)

    def _amount_signs(self, concept: str, line: Line, amount: Amount) -> dict[str, float]:
        counts = self.evidence.money_counts
        plain = not amount.looks_like_money
        return {
            "two decimals": float(amount.decimals == 2),
            "currency beside it": float(bool(amount.currency)),
            "plain number": float(plain),
            "percentage": float(amount.percent),
            "nothing": float(amount.value == 0 and concept != "rounding"),
            "negative": float(amount.value < 0 and concept in ("total", "subtotal", "tax") and not self._credits),
            "misread figures": float(amount.misread),
            "adds up": float(self.adds_up(concept, abs(amount.value) if self._credits else amount.value)),
            "before rounding": float(concept == "total" and self._is_rounded_later(amount.value)),
            "paid": float(concept == "total" and amount.value in self._paid),
            "rounded": float(concept == "total" and self._is_rounded(amount.value)),
            "stands there again": float(concept == "total" and counts[amount.value] > 1),
            "largest amount": float(concept == "total" and amount.value == self._largest),
            "large type": float(concept == "total" and line.size_pt > 1.2 * self.evidence.size_pt),
            "bold": float(any(line.words[index].bold for index in line.within(amount.start, amount.end))),
        }

    def _is_rounded_later(self, value: Decimal) -> bool:
        """Whether a rounding that is printed leads from this amount to one that fewer coins pay."""
        return any(_coin(other) > _coin(value) for other in self._beside_rounding(value))

    def _is_rounded(self, value: Decimal) -> bool:
        """Whether a rounding that is printed leads to this amount from one that the document calls a sum."""
        sums = self.named.get("total", set()) | self.named.get("subtotal", set())
        return any(_coin(value) > _coin(other) for other in self._beside_rounding(value) if other in sums)

    def _beside_rounding(self, value: Decimal) -> set[Decimal]:
        """Amounts of the document that a rounding parts from this one."""
        roundings = [one for one in self.named.get("rounding", ()) if 0 < one < MOST_ROUNDED]
        others = {value + sign * one for one in roundings for sign in (1, -1)}
        return {other for other in others if other > 0 and other in self.evidence.money_counts}

    @cached_property
    def _largest(self) -> Decimal:
        """The greatest amount of money that nobody handed over."""
        handed = self.named.get("cash", set()) if self.named.get("change", set()) - {Decimal(0)} else set()
        every = [value for value in self.evidence.money_counts if value not in handed]
        return max(every, key=abs if self._credits else Decimal, default=Decimal(0))

    @cached_property
    def _credits(self) -> bool:
        """Whether it is a credit note whose amounts are negative: by its title, or since most of them are."""
        counts = self.evidence.money_counts
        negative = sum(count for value, count in counts.items() if value < 0)
        titled = any(is_credit_note(title) for title in self.evidence.titles)
        return bool(negative) and (titled or negative * 2 > counts.total())

    def _is_rest(self, line: Line, amount: Amount, owner: Hit) -> bool:
        """Whether an amount is what is left of a greater total, the paid part of which stands there as well."""
        if not is_of_rest(line, owner):
            return False
        counts, parts = self.evidence.money_counts, ("discount", "subtotal", "tax", "service", "shipping", "rounding")
        others = {value for name in parts for value in self.named.get(name, ())}
        wholes = {abs(one.value) for _, one, label, _ in self.owned if label.concept == "total"}
        paid = {whole - amount.value for whole in wholes if whole > amount.value}
        return any((part in counts or -part in counts) and part not in others for part in paid)

    def _is_of_item(self, line: Line, amount: Amount, owner: Hit) -> bool:
        """Whether a tax is the rate of an item, "9.90 … 19 % VAT … 198.00", and the amount behind it the item's."""
        before = [one for one in self.evidence.amounts[line.index] if one.end <= owner.start]
        if not before or not before[-1].percent or line.text[before[-1].end : owner.start].strip(" %"):
            return False
        nets = [one.value for one in before if one.looks_like_money]
        return bool(nets) and all(abs(net * before[-1].value / 100 - amount.value) > _PRECISION for net in nets)

    def _summed(self, concept: str) -> Iterator[Candidate]:
        """The last amount under a label, where it is the sum of those above it."""
        for line, hit in self.evidence.labelled(concept):
            column = list(self._column(line, hit))
            if len(column) > MOST_PAIRED and sum(one.value for _, one in column[:-1]) == column[-1][1].value:
                other, amount = column[-1]
                signs = {**self._amount_signs(concept, other, amount), "below its label": 1.0, "adds up": 1.0}
                yield self._candidate(other, amount, signs)

    def _column(self, line: Line, hit: Hit) -> Iterator[tuple[Line, Amount]]:
        """Amounts of money under a label, one a line, as far down as every line has one."""
        start, end = hit.start, hit.end
        for _ in range(MOST_SUMMED):
            below = next(iter(self.evidence.below(line, start, end, most=1)), None)
            if below is None:
                return
            line, start, end = below
            money = [one for one in self.evidence.amounts[line.index] if one.looks_like_money and one.start >= start]
            if not money or money[0].start >= end:
                return
            yield line, money[0]

    def _reckoned(self, concept: str) -> Iterator[Candidate]:
        """Amounts without a label, of which arithmetic or size says something."""
        owned = {(line.index, amount.start) for line, amount, _, _ in self.owned}
        for line in self.evidence.lines:
            for amount in self.evidence.amounts[line.index]:
                unnamed = not self.named.get("total") and amount.value in self._paid  # then a subtotal may be the total
                told = concept == "total" and (unnamed or self._is_rounded(amount.value))
                free = told or (line.index, amount.start) not in owned
                if free and amount.looks_like_money:
                    signs = self._amount_signs(concept, line, amount)
                    if told or signs["adds up"] or (signs["largest amount"] and signs["two decimals"]):
                        yield self._candidate(line, amount, {**signs, "no label": 1.0})

    @cached_property
    def _paid(self) -> set[Decimal]:
        """What was handed over without what was given back."""
        return {cash - back for cash in self.named.get("cash", ()) for back in self.named.get("change", ())}

    def _in_a_row(self, concept: str) -> Iterator[Candidate]:
        """Net and tax on a line that says net, tax and total, one after the other."""
        totals = {*self.named.get("total", ()), self._largest}
        for line in self.evidence.lines:
            money = [one for one in self.evidence.amounts[line.index] if one.looks_like_money]
            for net, tax, total in zip(money, money[1:], money[2:], strict=False):
                likely = total.value in totals and 0 < tax.value < MOST_TAXED * net.value
                if likely and abs(net.value + tax.value - total.value) < _PRECISION:
                    amount = net if concept == "subtotal" else tax
                    signs = self._amount_signs(concept, line, amount)
                    yield self._candidate(line, amount, {**signs, "adds up": 1.0, "no label": 1.0})

    def _beside_each_other(self, concept: str) -> Iterator[Candidate]:
        """Net and tax on the line of the sums, where the total that they come to stands elsewhere."""
        totals = {*self.named.get("total", ()), self._largest}
        for line in self.evidence.lines:
            money = [one for one in self.evidence.amounts[line.index] if one.looks_like_money]
            summed = any(hit.means("total") or hit.means("subtotal") for hit in self.evidence.hits[line.index])
            if not summed or len(money) != 2 or not 0 < money[1].value < MOST_TAXED * money[0].value:
                continue
            if any(abs(money[0].value + money[1].value - total) < _PRECISION for total in totals):
                amount = money[0 if concept == "subtotal" else 1]
                signs = self._amount_signs(concept, line, amount)
                yield self._candidate(line, amount, {**signs, "adds up": 1.0, "no label": 1.0})

    def _candidate(self, line: Line, amount: Amount, signs: dict[str, float]) -> Candidate:
        return Candidate(
            value=_number(amount.value),
            span=line.span(amount.start, amount.end),
            signs={sign: strength for sign, strength in signs.items() if strength},
            text=amount.written,
            currency=self.evidence.paid_in(amount),
        )


def _added(some: Collection[Decimal], others: Collection[Decimal]) -> set[Decimal]:
    """The sums of one of each; none where there would be too many to mean anything."""
    return {one + other for one in some for other in others} if len(some) * len(others) <= MOST_SUMS else set()


def _negated(some: Collection[Decimal]) -> set[Decimal]:
    return {-one for one in some}


def _coin(value: Decimal) -> Decimal:
    """The largest of usual coins, in units of money, in which an amount can be paid without another one."""
    return next((coin for coin in _COINS if value % coin == 0), Decimal(0))


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() and -value.as_tuple().exponent <= 0 else float(value)  # type: ignore[operator]


def _countable(amount: Amount) -> bool:
    plain = not amount.percent and not amount.counted and len(amount.written) <= MOST_PLAIN
    return amount.looks_like_money or plain
