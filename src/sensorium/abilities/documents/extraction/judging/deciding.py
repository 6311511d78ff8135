"""Which of several candidates is meant, and how sure that is.

Every finder notes signs on its candidates ("beside its label", "adds up"…); what each sign weighs stands in one table
here. The score of a candidate is the sum; the best one is taken unless it is unlikely, or another is as likely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Final

from sensorium.abilities.documents.extraction.extracted import Value
from sensorium.abilities.documents.extraction.paper.lines import Span

WEIGHTS: Final[Mapping[str, float]] = {
    # where it stands to its label
    "beside its label": 3.0,
    "below its label": 2.2,
    "left of its label": 1.0,
    "pair": 3.2,  # the layout says that label and value belong together
    "label misread": -0.6,
    "plain label": 0.8,  # the label says exactly this, and not one of several things
    "label of a kin": -1.2,  # "receipt no." where an invoice number is wanted
    "label of something else": -3.0,
    "words of something else": -2.6,  # "total qty", "total excl. tax"
    "further label": -0.3,  # the label stands there again, further down or up
    # amounts
    "two decimals": 0.6,
    "currency beside it": 0.5,
    "adds up": 1.8,  # net + tax, cash - change, or the sum of items
    "before rounding": -2.5,  # a rounding leads from it to another sum
    "rounded": 2.0,
    "paid": 1.2,  # what was handed over without what was given back
    "net and tax": -1.5,  # the foot of a table of taxes
    "stands there again": 0.5,
    "largest amount": 0.7,
    "last of its line": 0.3,
    "plain number": -0.8,
    "percentage": -3.0,
    "head of a column": -2.2,  # its label names a column of prices
    "what is left of it": -1.5,  # a part was paid before
    "nothing": -1.0,  # zero
    "negative": -1.0,
    # type
    "large type": 0.8,
    "bold": 0.3,
    # dates
    "beside a time": 0.7,
    "first of its kind": 0.4,
    "unlikely year": -1.5,
    "no label": 0.9,
    "misread figures": -0.4,
    # identifiers and words
    "has figures": 0.8,
    "fits the pattern": 1.5,
    "checksum": 2.0,
    "no figures": -2.0,
    "very short": -0.7,
    # names
    "legal form": 2.6,
    "top line": 2.5,  # times what is left of it further down
    "before an address": 0.4,
    "sender's line": 2.2,
    "near a tax number": 0.4,
    "part of a name": -1.5,  # which goes on above or below
    "name in full": 0.6,  # the head says a part of it
    "head of an address": 1.4,  # and no label
    "form of address": 1.2,  # "Mrs", "Herrn"
    "over an attention line": 1.6,
    "in its own address": 1.0,  # e-mail or web address spells it
    "title of a paper": -5.0,
    "like an address": -2.2,
    "figures mostly": -3.0,
    "name of a buyer": -3.5,
    "greeting": -3.0,
}
"""What each sign weighs, in units of the score. Set by hand on the sheets of benchmarks/extraction.py."""

LIKELY = 1.0  # score from which on something is told at all
TIED = 0.05  # difference of scores within which neither is likelier

MOST_SCORE, MOST_MARGIN = 8.0, 4.0  # beyond which nothing becomes surer
BIAS, PER_SCORE, PER_MARGIN = 0.5, 0.5, 0.3
"""Score and margin → probability that a value is right, a logistic map (Platt 1999).

Set by hand below what `benchmarks/extraction.py --fit` gives: on papers made by us nearly every answer is right, so
that a fit would be too sure of papers from elsewhere.
"""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something that a field may be. signs: what speaks for and against it, each with its strength."""

    value: Value
    span: Span
    signs: Mapping[str, float] = field(default_factory=dict)
    text: str = ""
    currency: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        return sum(WEIGHTS[sign] * strength for sign, strength in self.signs.items())


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The candidate that is meant, or why none is. confidence: 0 to 1; margin: how far ahead of the next."""

    chosen: Candidate | None
    confidence: float = 0.0
    margin: float = 0.0
    reason: str = ""
    others: tuple[Candidate, ...] = ()


def decide(candidates: Sequence[Candidate], what: str) -> Decision:
    """The likeliest candidate. what: how the wanted thing is called, for the reason why there is none."""
    best: dict[Value, Candidate] = {}
    for candidate in candidates:
        if candidate.value not in best or candidate.score > best[candidate.value].score:
            best[candidate.value] = candidate
    ranked = sorted(best.values(), key=lambda one: -one.score)
    likely = [one for one in ranked if one.score >= LIKELY]
    if not ranked:
        return Decision(chosen=None, reason=f"no label like {what!r} was found, and nothing else that tells it")
    if not likely:
        return Decision(chosen=None, reason=f"nothing was found that is likely enough to be {what!r}")
    if len(likely) > 1 and likely[0].score - likely[1].score < TIED:
        pair = " and ".join(repr(one.text or str(one.value)) for one in likely[:2])
        return Decision(chosen=None, reason=f"two candidates, neither likelier: {pair}", others=tuple(likely[:2]))
    margin = likely[0].score - ranked[1].score if len(ranked) > 1 else likely[0].score
    sure = probability(likely[0].score, margin)
    return Decision(chosen=likely[0], confidence=sure, margin=margin, others=tuple(likely[1:3]))


def probability(score: float, margin: float) -> float:
    """How likely a candidate of that score, so far ahead of the next, is right: 0 to 1."""
    return 1.0 / (1.0 + exp(-(BIAS + PER_SCORE * min(score, MOST_SCORE) + PER_MARGIN * min(margin, MOST_MARGIN))))
