"""To whom a letter or a bill is sent where no label says so: the block of lines for the window of an envelope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.extraction.paper.party_words import GREETING, TITLE, is_sentence, looks_like_address
from sensorium.abilities.documents.printed.folding import compact

DEEP = 0.6  # of a page's height, above which such a block stands
MOST_LINES = 5  # of a block
CLOSE = 1.1  # of a line's height, between two lines of a block
FORM_OF_ADDRESS = re.compile(
    r"^(?:Herrn?|Frau|Familie|Fam\.|Firma|Eheleute|Mrs?\.?|Ms\.?|Miss|Messrs\.?|Mme|Mlle|Madame|Monsieur|M\.|MM\."
    r"|Sra?\.|Srta\.|Señora?|D\.|Dña\.|Sig\.(?:ra)?|Spett\.(?:le)?|Dott\.(?:ssa)?|Exm[oa]s?\.?|Dhr\.?|Mevr\.?|De heer"
    r"|Mevrouw|Pan|Pani|Fru|Hr\.|Herra|Rouva|Sayın)\s+(?=[A-ZÀ-ÞĀ-Ž])"
)
ATTENTION = frozenset("att attn attention àlattentionde tav zhd zhdvon".split())
"""Labels, in small letters without signs, of a person within the firm that is named above."""


@dataclass(frozen=True, eq=False)
class Addressees:
    """Those whose address stands on a paper without a label. seller: who wrote it, as far as that is known."""

    evidence: Evidence
    seller: str

    def candidates(self) -> Iterator[Candidate]:
        """The first lines of blocks that end as addresses do."""
        for line in self.evidence.lines:
            if not self._is_high(line):
                break
            for start, end in line.segments:
                signs = self._signs(line, start, end)
                if signs is not None:
                    span = line.span(start, end)
                    value = span.text.strip(" ,;:")
                    yield Candidate(value=value, span=span, signs=signs, text=value)

    def _is_high(self, line: Line) -> bool:
        first = self.evidence.lines[0]
        lowest = max(one.box.bottom for one in self.evidence.lines if one.page == first.page)
        return line.page == first.page and line.box.top < DEEP * lowest

    def _signs(self, line: Line, start: int, end: int) -> dict[str, float] | None:
        """What speaks for a name at the head of a block; None where it is none."""
        text = line.text[start:end].strip()
        addressed = bool(FORM_OF_ADDRESS.match(text))
        if (
            not _may_be_a_name(text)
            or self._is_seller(text)
            or self._is_told_otherwise(line, start, addressed=addressed)
        ):
            return None
        depth = self._depth(line, start, end)
        if not addressed and (depth is None or self.evidence.is_receipt):
            return None
        return {
            "head of an address": float(depth is not None),
            "form of address": float(addressed),
            "over an attention line": float(self._over_attention(line, start, end)),
            "further label": float(self._goes_on_from_above(line, start)),
        }

    def _is_seller(self, text: str) -> bool:
        own, other = compact(text), compact(self.seller)
        return bool(other) and (own in other or other in own)

    def _is_told_otherwise(self, line: Line, start: int, *, addressed: bool) -> bool:
        """Whether a label or a date stands there."""
        hits = [hit for hit in self.evidence.hits[line.index] if line.segment(hit.start)[0] == start]
        labelled = any(hit.start - start < 3 for hit in hits) and not addressed
        return labelled or any(line.segment(one.start)[0] == start for one in self.evidence.dates[line.index])

    def _depth(self, line: Line, start: int, end: int) -> int | None:
        """How many lines under a name its address ends; None where no address follows."""
        last, place = line, (start, end)
        ends = None
        for number in range(1, MOST_LINES):
            step = next(iter(self.evidence.below(last, *place, most=1)), None)
            if step is None or step[0].box.top - last.box.bottom > CLOSE * last.box.height:
                break
            last, place = step[0], step[1:]
            if looks_like_address(last.text[slice(*place)]):
                ends = number
        return ends

    def _over_attention(self, line: Line, start: int, end: int) -> bool:
        for other, first, last in self.evidence.below(line, start, end, most=1):
            return any(first <= hit.start < last and is_attention(hit.label) for hit in self.evidence.hits[other.index])
        return False

    def _goes_on_from_above(self, line: Line, start: int) -> bool:
        """Whether the line above belongs to the same block, so that this one is not its first."""
        left, height = line.place(start, start + 1).left, line.box.height
        for other in self.evidence.lines[max(0, line.index - 3) : line.index]:
            close = other.page == line.page and line.box.top - other.box.bottom <= CLOSE * height
            lefts = [other.place(first, first + 1).left for first, last in other.segments if last > first]
            if close and any(abs(one - left) < height for one in lefts):
                return True
        return False


def is_attention(label: str) -> bool:
    """Whether a label names a person within a firm: "Attn", "z.Hd.", "à l'attention de"."""
    return re.sub(r"[\W_]", "", label.casefold()) in ATTENTION


def _may_be_a_name(text: str) -> bool:
    letters = sum(one.isalpha() for one in text)
    figures = sum(one.isdigit() for one in text)
    plain = letters >= 3 and len(text) <= 60 and figures * 4 < letters
    other = TITLE.match(text) or GREETING.search(text) or is_sentence(text) or looks_like_address(text)
    return plain and text[:1].isupper() and not other and not re.search(r"[:@]|www\.", text)
