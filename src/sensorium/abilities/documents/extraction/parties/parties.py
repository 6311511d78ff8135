"""Who a paper is from and whom it is for: all that may be their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sensorium.abilities.documents.extraction.judging.deciding import Candidate, decide
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.parties.addressees import Addressees
from sensorium.abilities.documents.extraction.parties.fuller import in_full, part_noted
from sensorium.abilities.documents.extraction.parties.letterheads import Letterhead
from sensorium.abilities.documents.extraction.parties.party_labels import PartyLabels


@dataclass(frozen=True, eq=False)
class Parties:
    """Names in one document."""

    evidence: Evidence

    def sellers(self) -> Iterator[Candidate]:
        """What may be the name of who wrote the paper."""
        headed = part_noted(list(self._letterhead.candidates()))
        yield from headed
        yield from in_full(headed)
        yield from self._labels.candidates("seller")

    def buyers(self) -> Iterator[Candidate]:
        """What may be the name of whom it is for."""
        yield from self._labels.candidates("buyer")
        yield from Addressees(self.evidence, self._seller).candidates()

    @cached_property
    def _letterhead(self) -> Letterhead:
        return Letterhead(self.evidence)

    @cached_property
    def _labels(self) -> PartyLabels:
        return PartyLabels(self.evidence)

    @cached_property
    def _seller(self) -> str:
        chosen = decide(list(self.sellers()), "seller").chosen
        return chosen.text if chosen else ""
